"""The records that flow through the pipe: frozen, keyword-only, plain data.

    Document -> Toponym (located) -> Draft -> Report -> Event

A step never changes a record; it returns new ones (``dataclasses.replace``). Spans are half-open code-point offsets into
``Document.text`` and ``document.text[span.start:span.end] == surface`` always holds. What is not known is ``None`` or empty:
there is no invented point, year or zero anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in ``Document.text``. A tuple: a text has thousands, and they are compared and hashed."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """When something happened: the half-open interval ``start <= t < end`` and its representative ``day``.

    ``precision`` is the table's time_precision: 1 the exact day, 2 within a week, 3 the month, 4 the year.
    ``day`` lies in the interval and is what ``event_date`` shows.
    """

    day: dt.date
    start: dt.date
    end: dt.date
    precision: int = 1

    @classmethod
    def exact(cls, day: dt.date) -> DateSpan:
        return cls(day=day, start=day, end=day + dt.timedelta(days=1), precision=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text to read. ``text`` is what every offset counts in.

    ``published`` is the reference day of relative dates; ``published_from`` says where it was found: "metadata", "dateline",
    "url", "argument" (``--published``), or "" when there is none.
    ``left_out``: lines of the page that are not its article, each as "reason: line", so that what was lost can be seen.
    """

    doc_id: str
    text: str
    title: str = ""
    published: dt.date | None = None
    published_from: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    path: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the gazetteer. ``lat``/``lon`` in WGS84 degrees, ``radius_km`` its own size.

    ``kind``: country, admin1, admin2, admin (lower), settlement, neighbourhood, water, terrain, facility, region. ``country``: ISO 3166-1
    alpha-2. ``admin1``/``admin2``: names. ``place_id``: "geonames:171064", "eventmap:aleppo-saif-al-dawla", "iso:SY".
    """

    place_id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float = 2.0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePrior:
    """What a name could be, without saying where: all that ``extract`` may know of the gazetteer.

    ``places``: how many places bear it. ``population``: of the largest. ``kinds`` and ``countries`` of the places, most likely first.
    ``seat``: it may well mean the capital of a country.
    """

    places: int
    population: int = 0
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    seat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place a name may mean, with its score in 0..1 and the reasons that made it."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()
    matched: str = ""  # the gazetteer's spelling that matched
    tier: str = "exact"  # exact | skeleton | fuzzy


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a text places something relative to a named place.

    ``kind``: near, outside, countryside, part, offset, between, road, border. ``text`` is the short form that the table shows: "near",
    "8 km SW", "between A and B". ``anchors`` are the spans of the named places it is measured from; ``subject`` is the span of the
    place that it describes ("Dayr Kak, eight kilometers southwest of al-Bab"), or None when it stands for the spot itself.
    """

    kind: str
    text: str
    span: Span
    anchors: tuple[Span, ...] = ()
    distance_km: float | None = None
    bearing_deg: float | None = None
    subject: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A point with how far off it may be, how it was found and what else it could have been.

    ``precision`` is the table's geo_precision: 1 the named place itself, 2 near it, part of it or computed, 3 a province or larger, or the
    city of a quarter that no gazetteer knows.
    ``method``: gazetteer, offset, between, admin, online, supplied. ``confidence`` in 0..1 is meant as a probability.
    ``anchors`` are the points a computed one was measured from, as (name, lat, lon).
    """

    lat: float
    lon: float
    radius_km: float
    precision: int
    place: Place | None = None
    relation: str = ""
    method: str = "gazetteer"
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    alternatives: tuple[Candidate, ...] = ()
    anchors: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One mention of a place.

    ``key`` is the folded name to look up (without "city of" and the like). ``kind`` is what the words around it say it is ("village of",
    "province"), one of Place.kind or "". ``metonym``: the name stands for a government or an army, not for a spot. ``anaphor``: "the
    city", bound to the mention at ``refers_to``. ``location`` is the named place itself; ``site`` is where something told at this mention
    happened, its relation applied (the same object when there is none). Both are None until resolved, and stay None for "no such place
    known".
    """

    span: Span
    surface: str
    key: str
    kind: str = ""
    score: float = 1.0
    metonym: bool = False
    demonym: bool = False
    anaphor: bool = False
    refers_to: Span | None = None
    relation: Relation | None = None
    location: Location | None = None
    site: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One armed, civil or other party of an event, by its canonical name.

    ``inter``: 1 state forces, 2 rebel groups, 3 political militias, 4 identity militias, 5 rioters, 6 protesters, 7 civilians, 8 external
    or other forces, 0 unknown. ``country``: ISO alpha-2 of its home, "" for none.
    """

    name: str
    inter: int = 0
    country: str = ""
    span: Span | None = None
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people harmed, as said: ``best`` None for "dozens" or when only bounds are known.

    ``what``: killed, injured, abducted, arrested, displaced. ``who``: civilians, combatants or "". ``part_of_total``: it is included in
    another count ("including three children") and must not be added. ``cumulative``: a sum over weeks, a campaign or a war, not the
    toll of one act. ``act``: the words from the number to what happened ("at least 15 civilians were killed").
    """

    what: str
    span: Span
    best: int | None = None
    low: int | None = None
    high: int | None = None
    who: str = ""
    text: str = ""
    part_of_total: bool = False
    cumulative: bool = False
    act: Span | None = None


class Mark(NamedTuple):
    """Which words of the document gave a field: ``role`` is place, date, actor, target, toll or act."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One act as one sentence (or a few) of one document tells it.

    ``date`` is None when the text's date has no year to hang on; ``date_text`` then keeps its words. ``fatalities_shared``: the toll
    covers several drafts and must be summed once. ``rules`` names what fired, for ``--explain``.
    """

    event_type: str
    sub_event_type: str
    trigger: Span
    evidence: tuple[Span, ...]
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    place: Toponym | None = None
    date: DateSpan | None = None
    date_text: str = ""
    fatalities: Count | None = None
    fatalities_shared: bool = False
    injured: Count | None = None
    civilian_targeting: bool = False
    status: str = "reported"  # reported | alleged | denied | foiled
    background: bool = False
    confidence: float = 0.5
    marks: tuple[Mark, ...] = ()
    rules: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a report stands: one document's telling of an event, with its evidence text and the marked ranges in it."""

    doc_id: str
    source: str = ""
    url: str = ""
    title: str = ""
    published: dt.date | None = None
    language: str = ""
    evidence: str = ""
    marks: tuple[Mark, ...] = ()  # spans count in ``evidence``
    fatalities: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A draft with its place on the map and its document: what the linker compares. ``admin`` is filled in by the pipeline."""

    draft: Draft
    source: Source
    location: Location | None
    place_text: str = ""
    admin: AdminArea | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One kind of act, by one side against another, on one day, at one place, with every source that tells it."""

    event_id: str
    event_type: str
    sub_event_type: str
    date: DateSpan | None
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    location: Location | None
    place_text: str
    sources: tuple[Source, ...]
    fatalities: int | None = None
    fatalities_low: int | None = None
    fatalities_high: int | None = None
    fatalities_shared: bool = False
    injured: int | None = None
    civilian_targeting: bool = False
    status: str = "reported"
    background: bool = False
    confidence: float = 0.5
    admin: AdminArea | None = None
    tags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminArea:
    """The administrative areas at a point. ``country`` ISO alpha-2; ``disputed`` is the other claimant's name, "" where none."""

    country: str
    iso3: str = ""
    country_name: str = ""
    iso_numeric: int | None = None
    region: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a record, kept in an append-only log and applied again by the next run."""

    kind: str  # same | different | drop | place | edit
    subject: str
    value: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One document that could not be read or processed: where it is, at which step it failed, and what to do."""

    path: str
    step: str
    error: str
    hint: str = ""
    doc_id: str = ""
