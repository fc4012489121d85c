"""Rows of the file as places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventmap.records import Place

PLACE_COLUMNS = "p.place_id, p.name, p.lat, p.lon, p.kind, p.country, p.admin1, p.admin2, p.population, p.radius_km, p.source"


def merged(rows: Iterable[Any], ranks: dict[int, int]) -> list[tuple[Place, str]]:
    """Places and spellings from rows of (layer, spelling, PLACE_COLUMNS), one for each place_id."""
    return [(place_of(row), row[1]) for row in best_rows(rows, ranks)]


def best_rows(rows: Iterable[Any], ranks: dict[int, int]) -> list[Any]:
    """One row for each place_id: that of the highest layer, what it does not know filled in from the others."""
    best: dict[str, Any] = {}
    for row in rows:
        seen = best.get(row[2])
        if seen is None:
            best[row[2]] = row
        elif row[0] != seen[0] or row[2:] != seen[2:]:  # not the same row again, by another spelling
            first, second = (row, seen) if ranks[row[0]] > ranks[seen[0]] else (seen, row)
            best[row[2]] = tuple(a or b for a, b in zip(first, second, strict=True))
    return list(best.values())


def place_of(row: Any) -> Place:
    """The place of a row of (layer, spelling, PLACE_COLUMNS, ...)."""
    place_id, name, lat, lon, kind, country, admin1, admin2, population, radius, source = row[2:13]
    return Place(
        place_id=place_id, name=name, lat=lat, lon=lon, kind=kind, country=country, admin1=admin1, admin2=admin2, population=population,
        radius_km=radius, source=source,
    )  # fmt: skip
