"""Scores the places that a name may mean: a declared list of weighted signals, each of which says its reason.

Scores add up in log-odds and are shown as probabilities (0..1). Weights were set by hand and moved by a random search on the odd rows of
UCDP's Syrian place names (955 with governorate and district); the even rows were kept for the figures in tests/accuracy.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from eventmap.gazetteer.near import distance_km
from eventmap.gazetteer.readings import Reading
from eventmap.records import Candidate, Place

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

Point = tuple[float, float]

# How likely a text means a place of this kind when it could be others: what news names, our judgement.
KIND_WEIGHTS = {
    "country": 2.5, "admin1": 0.8, "settlement": 0.6, "neighbourhood": 0.0, "facility": 0.0, "region": 0.3, "water": -0.4, "terrain": -0.3,
    "admin2": -0.6, "admin": -0.6,
}  # fmt: skip
PEOPLED = frozenset({"country", "settlement", "neighbourhood"})  # of whose population a name's use is a measure
KIND_FITS, KIND_CLASHES = 1.5, -0.7
AREAS, NO_AREA = frozenset({"country", "admin1", "admin2"}), -3.0  # what is said to be a province is no town of its name
WHOLE_NAME = 2.5  # "Hostomel airport" in all its words, not Hostomel
NAMES_AGREE = 2.5  # two names are given ("A/B") and the place has both
PRIOR = -0.8  # a bare village of which nothing else is known
PER_TENFOLD_PEOPLE = 0.5
LOOSE_PEOPLE = 0.5  # the share of that for a name that is only alike
USERS_OWN = 4.0  # a place from the user's own file wins over all that is not far better placed
OWN_PLACE = 0.8  # a place that the project or the user wrote down is one that reports name
SAME_COUNTRY, OTHER_COUNTRY = 1.0, -3.5
SAME_AREA, OTHER_AREA = 1.0, -3.0
OUT_OF_AREA_KM = 30.0  # at this distance from its border nothing speaks for an area; nearer, the border may be drawn otherwise
SAME_DISTRICT, OTHER_DISTRICT = 1.0, -0.9
NEAR_GAIN, NEAR_KM = 2.5, 30.0  # at the spot itself, and the distance at which half of it is gone
DISTRICT_GAIN = 1.2  # the same for a district, whose middle may be far from its places
FAR_LOSS_PER_DOUBLING = 0.7
LETTERS = 0.7  # for equal letters, accents apart, among names of one key
COUNTRY_LETTERS = 18.0  # the same for countries: "Hit" and "Beni" are no other languages' Haiti and Benin
MAIN_NAME = 0.3  # it is the place's own name, letter by letter, not one of its other spellings
SAME_SPOT_KM = 10.0  # entries this near each other are one place or as good as one
SAME_SPOT_DEGREES = SAME_SPOT_KM / 111.0
MAX_RIVALS = 20


class Context(NamedTuple):
    """What is known beside the name. ``areas``, ``districts``: the gazetteer's names of those asked for; ``area_km``: how far outside;
    ``typed``: it can be read without some of its words."""

    country: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    district_points: tuple[Point, ...] = ()
    area_km: Callable[[float, float], float] = lambda lat, lon: 0.0
    near: tuple[Point, ...] = ()
    kinds: tuple[str, ...] = ()
    typed: bool = False


class Match(NamedTuple):
    """A place, the spelling that was met, and how; the cost is in log-odds, 0 or less."""

    place: Place
    spelling: str
    tier: str
    reading: Reading
    cost: float = 0.0


def without_context(gazetteer: Gazetteer, key: str) -> tuple[Candidate, ...]:
    """The places with exactly this key, by kind and population alone."""
    matches = [Match(place, spelling, "exact", Reading("")) for place, spelling in gazetteer.named(key)]
    return ranked(matches, Context())


def ranked(matches: Iterable[Match], context: Context) -> tuple[Candidate, ...]:
    """The places of ``matches``, each once by its best match, best first with score and reasons."""
    best: dict[str, tuple[float, Match, tuple[str, ...]]] = {}
    agreeing: defaultdict[str, set[str]] = defaultdict(set)
    for match in matches:
        if match.tier == "exact" and match.reading.given:
            agreeing[match.place.place_id].add(match.reading.text)
        signals = list(_signals(match, context))
        if len(agreeing[match.place.place_id]) > 1:
            signals.append((NAMES_AGREE, "has both names"))
        total = sum(weight for weight, _ in signals)
        seen = best.get(match.place.place_id)
        if seen is None or total > seen[0]:
            best[match.place.place_id] = total, match, tuple(f"{reason} ({weight:+.1f})" for weight, reason in signals if reason)
    ordered = sorted(best.values(), key=lambda item: (-item[0], item[1].place.place_id))
    return tuple(
        Candidate(place=m.place, score=_chance(total, m.place, ordered), reasons=reasons, matched=m.spelling, tier=m.tier)
        for total, m, reasons in ordered
    )


def _chance(total: float, place: Place, ranked: Sequence[tuple[float, Match, tuple[str, ...]]]) -> float:
    """The total as a probability, shared with rivals elsewhere: of two equally good villages each has at most a half."""
    rivals = sum(
        math.exp(other - total)
        for other, match, _ in ranked[:MAX_RIVALS]
        if other > total - 3 and _apart(place, match.place)
    )
    return round(1 / (1 + math.exp(-total)) / (1 + rivals), 4)


def _apart(a: Place, b: Place) -> bool:
    """Whether two places are further from each other than ``SAME_SPOT_KM``; by the latitudes where they tell."""
    return abs(a.lat - b.lat) > SAME_SPOT_DEGREES or distance_km(a.lat, a.lon, b.lat, b.lon) > SAME_SPOT_KM


def _signals(match: Match, context: Context) -> Iterator[tuple[float, str]]:
    """Each signal's weight in log-odds and its reason; an empty reason is not shown."""
    place = match.place
    yield PRIOR, ""
    yield from _spelling(match, context)
    yield KIND_WEIGHTS.get(place.kind, 0.0), place.kind
    if place.population and place.kind in PEOPLED:
        share = 1.0 if match.tier == "exact" else LOOSE_PEOPLE
        yield share * PER_TENFOLD_PEOPLE * math.log10(place.population), f"{place.population:,} people"
    if place.place_id.startswith("own:"):
        yield USERS_OWN, "in your own places"
    elif place.place_id.startswith("eventmap:") and place.kind not in ("country", "admin1"):
        yield OWN_PLACE, "in the list of places that reports name"
    yield from _asked_kind(match, context)
    yield from _asked_where(place, context)


def _spelling(match: Match, context: Context) -> Iterator[tuple[float, str]]:
    if match.tier != "exact":
        how = "part of the name" if match.tier == "part" else "spelt like"
        yield match.cost, f'{how} "{match.spelling}"'
    if match.reading.cost:
        yield -match.reading.cost, match.reading.why
    elif context.typed and match.tier == "exact":
        yield WHOLE_NAME, "the whole name"
    if match.reading.text:
        from rapidfuzz import fuzz  # only here, so that opening the gazetteer stays a matter of milliseconds

        weight = COUNTRY_LETTERS if match.place.kind == "country" else LETTERS
        yield weight * (fuzz.ratio(_letters(match.reading.text), _letters(match.spelling)) / 100 - 1), ""
        if _letters(match.reading.text) == _letters(match.place.name):
            yield MAIN_NAME, ""


@functools.lru_cache(8192)
def _letters(name: str) -> str:
    return anyascii(name).lower().replace("`", "'").replace("-", " ")


def _asked_kind(match: Match, context: Context) -> Iterator[tuple[float, str]]:
    kinds = context.kinds or ((match.reading.kind,) if match.reading.kind else ())
    if kinds:
        fits = match.place.kind in kinds
        clash = NO_AREA if kinds[0] in AREAS else KIND_CLASHES
        yield (KIND_FITS, f"is a {match.place.kind}") if fits else (clash, f"is no {kinds[0]}")


def _asked_where(place: Place, context: Context) -> Iterator[tuple[float, str]]:
    if context.country:
        yield (SAME_COUNTRY, f"in {place.country}") if place.country in context.country else (OTHER_COUNTRY, f"in {place.country}")
    if context.areas:
        yield _in_area(place, context)
    if place.kind not in ("admin1", "admin2"):  # an area is no better for lying in itself
        if context.districts and place.admin2 in context.districts:
            yield SAME_DISTRICT, f"in {place.admin2}"
        elif context.districts and place.admin2:
            yield OTHER_DISTRICT, f"in {place.admin2}"
        if context.district_points and place.admin2 not in context.districts:
            yield _closeness(place, context.district_points, "the middle of the district", DISTRICT_GAIN)
    if context.near:
        yield _closeness(place, context.near, "the point asked for" if len(context.near) == 1 else "the points asked for")


def _in_area(place: Place, context: Context) -> tuple[float, str]:
    if place.admin1 in context.areas:
        return SAME_AREA, f"in {place.admin1}"
    km = context.area_km(place.lat, place.lon) if place.country in context.country or not context.country else OUT_OF_AREA_KM
    outside = min(1.0, km / OUT_OF_AREA_KM)
    return SAME_AREA + (OTHER_AREA - SAME_AREA) * outside, f"in {place.admin1 or 'no known area'}"


def _closeness(place: Place, points: Iterable[Point], what: str, most: float = NEAR_GAIN) -> tuple[float, str]:
    distance = min(distance_km(place.lat, place.lon, *point) for point in points)
    gain = most / (1 + distance / NEAR_KM) - FAR_LOSS_PER_DOUBLING * math.log2(1 + distance / NEAR_KM)
    return gain, f"{distance:.0f} km from {what}"
