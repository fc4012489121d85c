"""Distances, and what is near a point."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from eventmap.gazetteer.rows import PLACE_COLUMNS, merged
from eventmap.records import Place

STEPS_KM = (5.0, 25.0, 100.0)  # look in a small square first, in a larger one when that is empty
_KM_PER_DEGREE = 111.2


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6371 km: good to half a percent, and fast."""
    p = math.radians
    h = math.sin(p(lat2 - lat1) / 2) ** 2 + math.cos(p(lat1)) * math.cos(p(lat2)) * math.sin(p(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west, east in degrees of a square around a point; not wrapped at the date line."""
    dlat = km / _KM_PER_DEGREE
    dlon = dlat / max(0.05, math.cos(math.radians(lat)))
    return lat - dlat, lat + dlat, lon - dlon, lon + dlon


def nearest(
    rows: Callable[..., list[Any]], lat: float, lon: float, limit: int, kinds: tuple[str, ...], ranks: dict[int, int]
) -> list[tuple[Place, float]]:
    """The ``limit`` nearest places of ``kinds`` and their distances in km."""
    marks = ",".join("?" * len(kinds))
    sql = f"SELECT p.layer, '', {PLACE_COLUMNS} FROM places p WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND kind IN ({marks})"
    for km in STEPS_KM:
        places = [place for place, _ in merged(rows(sql, *box(lat, lon, km), *kinds), ranks)]
        measured = [(place, distance_km(lat, lon, place.lat, place.lon)) for place in places]
        found = sorted((item for item in measured if item[1] <= km), key=lambda item: (item[1], item[0].place_id))
        if len(found) >= limit or km == STEPS_KM[-1]:
            return found[:limit]
    return []
