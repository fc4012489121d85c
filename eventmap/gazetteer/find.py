"""Ranks the places that a name may mean: a declared list of weighted signals, each of which says its reason.

Scores add up in log-odds and are shown as probabilities (0..1). Weights were set by hand and checked on the odd rows of UCDP's Syrian place
names (955 with governorate and district); the even rows were kept for the figures in tests/accuracy.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from eventmap import names
from eventmap.gazetteer.near import distance_km
from eventmap.gazetteer.readings import Reading, common_words, readings, spaced
from eventmap.records import Candidate, Place

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

Point = tuple[float, float]
Near = Point | Sequence[Point] | None

# How likely a text means a place of this kind when it could be others: what news names, our judgement.
KIND_WEIGHTS = {
    "country": 2.5, "admin1": 0.8, "settlement": 0.6, "neighbourhood": 0.0, "facility": 0.0, "region": 0.3, "water": -0.4, "terrain": -0.3,
    "admin2": -0.6, "admin": -0.6,
}  # fmt: skip
PEOPLED = frozenset({"country", "settlement", "neighbourhood"})  # of whose population a name's use is a measure
KIND_FITS, KIND_CLASHES = 1.0, -0.7
PRIOR = -0.8  # a bare village of which nothing else is known
PER_TENFOLD_PEOPLE = 0.4
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
LETTERS = 1.0  # for equal letters, accents apart, among names of one key
MISSPELT = 14.0  # for a wholly different spelling; a tenth of the letters costs a tenth of it
SAME_CONSONANTS = 0.85  # the share of that cost that remains when only vowels differ
LOOSE = -0.6  # found by likeness, not by key
PART = -1.2  # one name is a part of the other ...
COMMON_SAYS = 0.3  # the share of its letters that a word like "Tall" counts for
UNSAID = 4.0  # ... and what a wholly unsaid remainder would cost
MIN_LIKENESS = 72.0  # of 100; below, a similar name is another name
PART_RATIO = 90.0
MIN_BONES = 3
MIN_PART_CHARS = 4  # of the words that both names share, common ones not counted
SAME_SPOT_KM = 10.0  # entries this near each other are one place or as good as one
MAX_RIVALS = 20
SURE = 0.8  # an exact match that scores less, or none, is reason to look for similar names


class Context(NamedTuple):
    """What is known beside the name. ``areas``, ``districts``: the gazetteer's names of those asked for; ``area_km``: how far outside."""

    country: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    district_points: tuple[Point, ...] = ()
    area_km: Callable[[float, float], float] = lambda lat, lon: 0.0
    near: tuple[Point, ...] = ()
    kinds: tuple[str, ...] = ()


class Match(NamedTuple):
    """A place, the spelling that was met, and how: the likeness is 0..1."""

    place: Place
    spelling: str
    likeness: float
    tier: str
    reading: Reading


def without_context(gazetteer: Gazetteer, key: str) -> tuple[Candidate, ...]:
    """The places with exactly this key, by kind and population alone."""
    matches = [Match(place, spelling, 1.0, "exact", Reading("")) for place, spelling in gazetteer.named(key)]
    return _ranked(matches, Context())


def find(gazetteer: Gazetteer, name: str, *, country: tuple[str, ...] = (), admin1: str = "", admin2: str = "", near: Near = None,
         kinds: tuple[str, ...] = (), loose: bool = True, limit: int = 10) -> tuple[Candidate, ...]:  # fmt: skip
    """See ``Gazetteer.find``."""
    country = tuple(c.strip().upper() for c in country if c.strip())
    context = _context(gazetteer, country, admin1, admin2, _points(near), kinds)
    forms = readings(name)
    ranked = _ranked(_exact(gazetteer, forms, country), context)
    if loose and (not ranked or ranked[0].score < SURE):
        ranked = _ranked([*_exact(gazetteer, forms, country), *_similar(gazetteer, forms, context)], context)
    return ranked[:limit]


def _points(near: Near) -> tuple[Point, ...]:
    if near is None:
        return ()
    if isinstance(near[0], int | float):
        near = [near]  # type: ignore[list-item]
    return tuple((float(lat), float(lon)) for lat, lon in near)  # type: ignore[misc]


def _context(
    gazetteer: Gazetteer, country: tuple[str, ...], admin1: str, admin2: str, near: tuple[Point, ...], kinds: tuple[str, ...]
) -> Context:
    areas = gazetteer.areas_called(admin1, country) if admin1 else frozenset()
    districts, points = gazetteer.districts_called(admin2, country, areas) if admin2 else (frozenset(), ())
    return Context(country, areas, districts, points, functools.partial(gazetteer.area_km, areas, country), near, kinds)


# -- candidates ---------------------------------------------------------------------------------------------------------------------------


def _exact(gazetteer: Gazetteer, forms: Iterable[Reading], country: tuple[str, ...]) -> Iterator[Match]:
    for reading in forms:
        key = names.fold(reading.text)
        for code in country or ("",):  # asked by country too: the most populous 400 of a common name may all be elsewhere
            for place, spelling in gazetteer.named(key, code):
                yield Match(place, spelling, 1.0, "exact", reading)
        if country:
            for place, spelling in gazetteer.named(key):
                yield Match(place, spelling, 1.0, "exact", reading)


def _similar(gazetteer: Gazetteer, forms: Iterable[Reading], context: Context) -> Iterator[Match]:
    """Names that look alike, among those of the area, the surroundings or the country that the context gives; none without."""
    pool = gazetteer.names_near(context.country, tuple(sorted(context.areas)), context.near)
    for reading in forms:
        key, words = names.fold(reading.text), spaced(reading.text)
        if len(key) < 3:
            continue
        found = {**_boneless(gazetteer, key, context)}
        for other, way in [*_misspelt(key, words, pool), *_parts(words, pool)]:
            if other not in found or _cost(*way) > _cost(*found[other]):
                found[other] = way
        for other, (tier, likeness) in found.items():
            for code in context.country or ("",):
                for place, spelling in gazetteer.named(other, code) if other != key else ():
                    yield Match(place, spelling, likeness, tier, reading)


def _parts(words: str, pool: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, float]]]:
    """Names that hold all words of this one, or the other way round; the likeness is how much of the longer one is said."""
    own = set(words.split())
    for text, _, _ in process.extract(words, pool.keys(), scorer=fuzz.token_set_ratio, limit=30, score_cutoff=PART_RATIO):
        other = set(text.split())
        shared = _shared(own, other)
        if sum(len(w) for w in shared - common_words()) >= MIN_PART_CHARS:
            yield pool[text], ("part", min(1.0, _weight(shared) / max(_weight(own), _weight(other))))


def _weight(words: Iterable[str]) -> float:
    """How much words say, in letters; common ones say less."""
    return sum(len(word) * (COMMON_SAYS if word in common_words() else 1.0) for word in words)


def _shared(own: set[str], other: set[str]) -> set[str]:
    """The words of ``own`` that ``other`` has too, vowels apart."""
    bones = {names.skeleton_of(w) for w in other}
    return {w for w in own if w in other or (len(bone := names.skeleton_of(w)) > 1 and bone in bones)}


def _misspelt(key: str, words: str, pool: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, float]]]:
    """Names of much the same letters."""
    for text, _, _ in process.extract(words, pool.keys(), scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=MIN_LIKENESS):
        yield pool[text], (_tier(key, pool[text]), _likeness(words, text))


def _likeness(words: str, other: str) -> float:
    """0..1, of letters and of consonants alike, the common words that both have left out: "Tall A" is not half of "Tall B"."""
    own, others = words.split(), other.split()
    shared = set(own) & set(others) & common_words()
    a, b = ("".join(w for w in text if w not in shared) for text in (own, others))
    if not a or not b:
        return 0.0
    return (fuzz.ratio(a, b) + fuzz.ratio(names.skeleton_of(a), names.skeleton_of(b))) / 200


def _boneless(gazetteer: Gazetteer, key: str, context: Context) -> dict[str, tuple[str, float]]:
    """Names of the country that differ in vowels only; also those that are written without."""
    bones = names.skeleton_of(key)
    if len(bones) < MIN_BONES:
        return {}
    alike = {other for code in context.country for other in gazetteer.skeleton_keys(bones, code)}
    return {other: ("skeleton", fuzz.ratio(key, other) / 100) for other in alike}


def _tier(key: str, other: str) -> str:
    bones = names.skeleton_of(key)
    return "skeleton" if len(bones) >= MIN_BONES and bones == names.skeleton_of(other) else "fuzzy"


# -- scores -------------------------------------------------------------------------------------------------------------------------------


def _ranked(matches: Iterable[Match], context: Context) -> tuple[Candidate, ...]:
    best: dict[str, tuple[float, Match, tuple[str, ...]]] = {}
    for match in matches:
        signals = list(_signals(match, context))
        total = sum(weight for weight, _ in signals)
        seen = best.get(match.place.place_id)
        if seen is None or total > seen[0]:
            best[match.place.place_id] = total, match, tuple(f"{reason} ({weight:+.1f})" for weight, reason in signals if reason)
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1].place.place_id))
    return tuple(
        Candidate(place=m.place, score=_chance(total, m.place, ranked), reasons=reasons, matched=m.spelling, tier=m.tier)
        for total, m, reasons in ranked
    )


def _chance(total: float, place: Place, ranked: Sequence[tuple[float, Match, tuple[str, ...]]]) -> float:
    """The total as a probability, shared with rivals elsewhere: of two equally good villages each has at most a half."""
    rivals = sum(
        math.exp(other - total)
        for other, match, _ in ranked[:MAX_RIVALS]
        if other > total - 3 and distance_km(place.lat, place.lon, match.place.lat, match.place.lon) > SAME_SPOT_KM
    )
    return round(1 / (1 + math.exp(-total)) / (1 + rivals), 4)


def _signals(match: Match, context: Context) -> Iterator[tuple[float, str]]:
    """Each signal's weight in log-odds and its reason; an empty reason is not shown."""
    place = match.place
    yield PRIOR, ""
    yield from _spelling(match)
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


def _spelling(match: Match) -> Iterator[tuple[float, str]]:
    if match.tier != "exact":
        how = "part of the name" if match.tier == "part" else "spelt like"
        yield _cost(match.tier, match.likeness), f'{how} "{match.spelling}"'
    if match.reading.cost:
        yield -match.reading.cost, match.reading.why
    if match.reading.text:
        yield LETTERS * (fuzz.ratio(_letters(match.reading.text), _letters(match.spelling)) / 100 - 1), ""


def _cost(tier: str, likeness: float) -> float:
    """What a name that is only like the one asked for loses, in log-odds."""
    if tier == "part":
        return PART - UNSAID * (1 - likeness)
    return LOOSE - MISSPELT * (SAME_CONSONANTS if tier == "skeleton" else 1.0) * (1 - likeness)


@functools.lru_cache(8192)
def _letters(name: str) -> str:
    return anyascii(name).lower().replace("`", "'").replace("-", " ")


def _asked_kind(match: Match, context: Context) -> Iterator[tuple[float, str]]:
    kinds = context.kinds or ((match.reading.kind,) if match.reading.kind else ())
    if kinds:
        fits = match.place.kind in kinds
        yield (KIND_FITS, f"is a {match.place.kind}") if fits else (KIND_CLASHES, f"is no {kinds[0]}")


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
