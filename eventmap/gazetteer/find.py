"""Ranks the places that a name may mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eventmap import names
from eventmap.records import Candidate, Place

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

Point = tuple[float, float]
Near = Point | Sequence[Point] | None

# How likely a text means a place of this kind when it could be others: what news names, our judgement.
KIND_WEIGHTS = {
    "country": 1.0, "admin1": 0.6, "settlement": 0.5, "neighbourhood": 0.3, "facility": 0.3, "region": 0.4, "water": 0.3, "terrain": 0.25,
    "admin2": 0.35, "admin": 0.25,
}  # fmt: skip


def without_context(gazetteer: Gazetteer, key: str) -> tuple[Candidate, ...]:
    """The places with exactly this key, by kind and population alone."""
    found = [_candidate(place, spelling) for place, spelling in gazetteer.named(key)]
    return tuple(sorted(found, key=lambda c: -c.score))


def _candidate(place: Place, spelling: str) -> Candidate:
    return Candidate(place=place, score=prominence(place), reasons=(f"{place.kind}, {place.population:,} people",), matched=spelling)


def prominence(place: Place) -> float:
    """How likely a place is meant when nothing else is known, 0..1."""
    return round(0.5 * KIND_WEIGHTS.get(place.kind, 0.2) + 0.5 * min(1.0, math.log10(place.population + 1) / 7.5), 4)


def find(gazetteer: Gazetteer, name: str, *, country: tuple[str, ...] = (), admin1: str = "", admin2: str = "", near: Near = None,
         kinds: tuple[str, ...] = (), loose: bool = True, limit: int = 10) -> tuple[Candidate, ...]:  # fmt: skip
    """See ``Gazetteer.find``."""
    return gazetteer.candidates(names.fold(name))[:limit]
