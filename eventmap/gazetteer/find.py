"""Finds the places that a name may mean: by its key first, by likeness where that gives nothing sure."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from eventmap import names
from eventmap.gazetteer.rank import Context, Match, Point, ranked
from eventmap.gazetteer.readings import Reading, readings
from eventmap.records import Candidate

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

Near = Point | Sequence[Point] | None
SURE = 0.8  # an exact match that scores less, or none, is reason to look for similar names


def find(gazetteer: Gazetteer, name: str, *, country: tuple[str, ...] = (), admin1: str = "", admin2: str = "", near: Near = None,
         kinds: tuple[str, ...] = (), loose: bool = True, limit: int = 10) -> tuple[Candidate, ...]:  # fmt: skip
    """See ``Gazetteer.find``."""
    country = tuple(c.strip().upper() for c in country if c.strip())
    forms = readings(name)
    context = _context(gazetteer, country, admin1, admin2, _points(near), kinds)._replace(typed=len(forms) > 1)
    found = ranked(_exact(gazetteer, forms, country), context)
    if loose and (not found or found[0].score < SURE):
        from eventmap.gazetteer.alike import alike

        found = ranked([*_exact(gazetteer, forms, country), *alike(gazetteer, forms, context)], context)
    return found[:limit]


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


def _exact(gazetteer: Gazetteer, forms: Iterable[Reading], country: tuple[str, ...]) -> Iterator[Match]:
    for reading in forms:
        key = names.fold(reading.text)
        for code in country or ("",):  # asked by country too: the most populous 400 of a common name may all be elsewhere
            for place, spelling in gazetteer.named(key, code):
                yield Match(place, spelling, "exact", reading)
        if country:
            for place, spelling in gazetteer.named(key):
                yield Match(place, spelling, "exact", reading)
