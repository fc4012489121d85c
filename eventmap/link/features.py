"""Do two tellings mean one act? Declared features, each with a few levels; the weights of the levels are in data/link_weights.tsv.

Every feature looks at two tellings and gives the name of a level ("day.same"). The weights of all levels are summed; the sum decides, and
the levels explain it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eventmap.link.sides import agree
from eventmap.link.tellings import Telling, Toll
from eventmap.records import Location

_DATA = Path(__file__).resolve().parent.parent / "data"
KM_PER_DEGREE = 111.2

# Farther apart than this, two points are never one spot, whatever their radii. "Near" a town reaches 8 km.
MAX_KM = 8.0
# Two records of the gazetteer so close are one spot under two names.
_ONE_SPOT_KM = 0.3
_CITY = 100_000
_SITES = frozenset(("neighbourhood", "facility"))
# A shared number of dead says something from here on: most reports tell of one, two or three.
_TELLING_TOLL = 4
# Later counts of one act reach twice the first one; small numbers may differ by two.
_REVISED_RATIO, _REVISED_BY = 2.0, 2
# Shares of the shorter evidence's words that the other has too, and how many words it takes to say so.
_COPY, _LIKE, _MIN_WORDS = 0.75, 0.5, 6


@functools.cache
def weights() -> dict[str, float]:
    """Level -> weight; minus infinity is "never"."""
    rows = (line.split("\t") for line in _lines("link_weights.tsv"))
    return {row[0]: -math.inf if row[1] == "never" else float(row[1]) for row in rows}


@functools.cache
def kinds() -> dict[tuple[str, str], str]:
    """(stronger sub-type, weaker one) -> "kin" or "vague"."""
    rows = (line.split("\t") for line in _lines("link_kinds.tsv"))
    return {(row[0], row[1]): row[2] for row in rows}


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def family(kind: str) -> str:
    """The first in the alphabet of all sub-types that this one may be linked with, at one or more removes: only these are compared."""
    found, todo = {kind}, [kind]
    while todo:
        one = todo.pop()
        near = {b if a == one else a for a, b in kinds() if one in (a, b)} - found
        found |= near
        todo += near
    return min(found)


# The features


def day(a: Telling, b: Telling) -> tuple[str, ...]:
    """How the days of two tellings agree, their precision allowed for."""
    if a.day is None or b.day is None:
        return ("day.words",) if a.day is b.day and a.date_text and a.date_text == b.date_text else ("day.apart",)
    vaguer, gap = max(a.precision, b.precision), abs(a.day - b.day)
    if vaguer == 1:
        return ("day.same" if gap == 0 else "day.next" if gap == 1 else "day.apart",)
    if a.start >= b.end or b.start >= a.end:
        return ("day.apart",)
    if vaguer == 2:
        return ("day.within" if gap <= 1 else "day.week",)
    return ("day.month" if vaguer == 3 else "day.year",)


def kind(a: Telling, b: Telling) -> tuple[str, ...]:
    if a.kind == b.kind:
        return ("kind.grab_bag" if a.kind == "Other" else "kind.same",)
    level = kinds().get((a.kind, b.kind)) or kinds().get((b.kind, a.kind)) or "unlike"
    return (f"kind.{level}",)


def place(a: Telling, b: Telling) -> tuple[str, ...]:
    """How far apart two tellings are, how vague they are allowed for."""
    one, two = a.location, b.location
    if one is None or two is None:
        return ("place.name",) if one is two and a.name and a.name == b.name else ("place.apart",)
    apart = km(one, two)
    if apart > MAX_KM:
        return ("place.apart",)
    if a.place_id and a.place_id == b.place_id:
        if one.relation == two.relation:
            return ("place.same",)
        return ("place.near" if apart <= max(one.radius_km, two.radius_km) else "place.apart",)
    return (_other_place(a, b, one, two, apart),)


def _other_place(a: Telling, b: Telling, one: Location, two: Location, apart: float) -> str:
    """Two records of the gazetteer, or a computed point and a place."""
    if a.area or b.area:
        return "place.apart"
    if a.name and a.name == b.name and one.relation == two.relation:
        return "place.same"
    if apart <= _ONE_SPOT_KM or any(x.method in ("offset", "between") and apart <= x.radius_km for x in (one, two)):
        return "place.near"
    if (a.place_kind in _SITES) != (b.place_kind in _SITES) and not (one.relation or two.relation):
        city = two if a.place_kind in _SITES else one
        return "place.part" if apart <= city.radius_km else "place.apart"
    return "place.apart"


def size(a: Telling, b: Telling) -> tuple[str, ...]:
    if a.area or b.area:
        return ("size.area",)
    return ("size.city" if min(a.population, b.population) >= _CITY else "size.place",)


_LEVELS = ("same", "kin", "open", "mixed", "against")


def sides(a: Telling, b: Telling) -> tuple[str, ...]:
    """Who does it and who suffers it; in a battle either may be told first, and both must agree."""
    if not (a.battle and b.battle):
        actors, targets = agree(a.actors, b.actors), agree(a.targets, b.targets)
        return ("actors.against" if actors == "mixed" else f"actors.{actors}", f"targets.{targets}")
    straight = (agree(a.actors, b.actors), agree(a.targets, b.targets))
    swapped = (agree(a.actors, b.targets), agree(a.targets, b.actors))
    first, second = min(straight, swapped, key=_disagreement) if _either_order(a, b) else straight
    if {"mixed", "against"} & {first, second}:
        return ("actors.against",)
    first, second = sorted((first, second), key=_LEVELS.index)
    return (f"actors.{first}", f"targets.{second}")


def _either_order(a: Telling, b: Telling) -> bool:
    """Of a capture, the text's order says who took the place; of a clash it says nothing."""
    return "Armed clash" in (a.kind, b.kind)


def _disagreement(levels: tuple[str, str]) -> tuple[int, int]:
    ranks = sorted((_LEVELS.index(level) for level in levels), reverse=True)
    return max(ranks[0], 2), sum(ranks)


def swapped(a: Telling, b: Telling) -> bool:
    """Does the second name the sides of the battle in the other order?"""
    if not (a.battle and b.battle and _either_order(a, b)):
        return False
    straight = (agree(a.actors, b.actors), agree(a.targets, b.targets))
    return _disagreement((agree(a.actors, b.targets), agree(a.targets, b.actors))) < _disagreement(straight)


def toll(a: Telling, b: Telling) -> tuple[str, ...]:
    """How the tolls of two tellings agree."""
    one, two = a.toll, b.toll
    if one is None or two is None:
        return ("toll.open",)
    if one.best == two.best:
        return ("toll.telling" if one.best >= _TELLING_TOLL else "toll.same" if one.best else "toll.open",)
    if one.shared or two.shared:
        return ("toll.open",)
    return ("toll.revised" if _revised(one, two) else "toll.apart",)


def _revised(one: Toll, two: Toll) -> bool:
    low, high = sorted((one, two))
    if one.low <= two.best <= one.high and two.low <= one.best <= two.high:
        return True
    return high.best <= low.best * _REVISED_RATIO or high.best - low.best <= _REVISED_BY


def words(a: Telling, b: Telling) -> tuple[str, ...]:
    shorter = min(len(a.words), len(b.words))
    share = len(a.words & b.words) / shorter if shorter >= _MIN_WORDS else 0.0
    return ("words.copy" if share >= _COPY or a.ids == b.ids else "words.like" if share >= _LIKE else "words.own",)


FEATURES: tuple[Callable[[Telling, Telling], tuple[str, ...]], ...] = (day, kind, place, sides, size, toll, words)
"""In the order of cost and of how often they rule a pair out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against one act: (level, weight) of each feature up to one that rules the pair out, and the sum."""

    levels: tuple[tuple[str, float], ...]
    score: float

    @property
    def same(self) -> bool:
        return self.score >= weights()["threshold"]

    def __str__(self) -> str:
        parts = ", ".join(f"{level} {'never' if weight == -math.inf else f'{weight:+.1f}'}" for level, weight in self.levels)
        return f"{'one act' if self.same else 'two acts'}, {self.score:.1f}: {parts}"


def compare(a: Telling, b: Telling) -> Comparison:
    """All levels with their weights, up to one that rules the pair out."""
    found: list[tuple[str, float]] = []
    table = weights()
    for feature in FEATURES:
        found += [(level, table[level]) for level in feature(a, b)]
        if found[-1][1] == -math.inf:
            break
    return Comparison(tuple(found), sum(weight for _, weight in found))


def score(a: Telling, b: Telling) -> float:
    """``compare(a, b).score`` without its explanation, and without counting words where they could not change the answer."""
    table, total = weights(), 0.0
    hopeless = table["threshold"] - table["words.copy"]
    for feature in FEATURES:
        if feature is words and total < hopeless:
            return total
        for level in feature(a, b):
            total += table[level]
        if total == -math.inf:
            return total
    return total


def km(one: Location, two: Location) -> float:
    """Distance on a plane tangent between them, good to 1 % over the few km that matter; across the date line as well."""
    east = abs(one.lon - two.lon)
    east = min(east, 360 - east) * math.cos(math.radians((one.lat + two.lat) / 2))
    return KM_PER_DEGREE * math.hypot(one.lat - two.lat, east)
