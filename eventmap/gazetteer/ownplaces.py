"""Reads a user's own places: a CSV table or a GeoJSON file with name, lat and lon; all else is optional."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eventmap.errors import InputError
from eventmap.gazetteer.kinds import RADIUS_KM, radius_km
from eventmap.gazetteer.schema import NewPlace

MAX_ROWS = 2_000_000
# Column names that tables use for the same thing, in order of preference.
_COLUMNS = {
    "name": ("name", "place", "placename", "location", "asciiname", "title"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "names": ("names", "alternatenames", "aliases", "alt_names"),
    "kind": ("kind", "type"),
    "country": ("country", "iso2", "country_code", "countrycode"),
    "admin1": ("admin1", "governorate", "province", "oblast"),
    "admin2": ("admin2", "district"),
    "population": ("population",),
    "radius_km": ("radius_km",),
    "place_id": ("place_id", "id"),
}


def read_own(path: Path) -> list[NewPlace]:
    """The places of a .csv, .tsv, .json or .geojson file.

    Raises:
        InputError: it cannot be read, or a row has no name or no coordinates in range; the message names the row.
    """
    try:
        rows = _geojson(path) if path.suffix.lower() in {".json", ".geojson"} else _table(path)
        return [_place(row, f"{path.name} row {number}", path.stem) for number, row in enumerate(rows, 1)]
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as e:
        raise InputError(f"cannot read {path}: {e}") from e


def _table(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=max(",;\t", key=head.count))
        if not reader.fieldnames or not {"name", "lat", "lon"} <= set(_renamed(dict.fromkeys(reader.fieldnames, "x"))):
            raise InputError(f"{path.name} wants columns name, lat and lon; it has {', '.join(reader.fieldnames or ['none'])}")
        for number, row in enumerate(reader):
            if number >= MAX_ROWS:
                raise InputError(f"{path.name} has more than {MAX_ROWS:,} rows")
            yield _renamed(row)


def _geojson(path: Path) -> Iterator[Mapping[str, Any]]:
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path.name} is no GeoJSON FeatureCollection")
    for feature in features:
        geometry, properties = feature.get("geometry") or {}, feature.get("properties") or {}
        if geometry.get("type") != "Point":
            from shapely.geometry import shape

            point = shape(geometry).representative_point() if geometry else None
            lon, lat = (point.x, point.y) if point is not None else (None, None)
        else:
            lon, lat = geometry["coordinates"][:2]
        yield _renamed(properties) | {"lat": lat, "lon": lon}


def _renamed(row: Mapping[str, Any]) -> dict[str, Any]:
    lower = {str(k).strip().lower(): v for k, v in row.items() if k is not None}
    return {ours: lower[theirs] for ours, names in _COLUMNS.items() for theirs in reversed(names) if lower.get(theirs) not in (None, "")}


def _place(row: Mapping[str, Any], where: str, source: str) -> NewPlace:
    name = str(row.get("name", "")).strip()
    lat, lon = _number(row.get("lat"), 90), _number(row.get("lon"), 180)
    if not name or lat is None or lon is None:
        raise InputError(f"{where}: wants a name, lat within 90 and lon within 180 degrees; it has {dict(row)}")
    kind = str(row.get("kind", "")).lower()
    kind = kind if kind in RADIUS_KM else "settlement"
    people = int(_number(row.get("population"), 10**10) or 0)
    radius = _number(row.get("radius_km"), 20_000) or radius_km(kind, people)
    given = str(row.get("place_id") or hashlib.sha256(f"{name}|{lat}|{lon}".encode()).hexdigest()[:12])
    return NewPlace(
        given if ":" in given else f"own:{given}",
        (name, *(n.strip() for n in str(row.get("names", "")).split("|") if n.strip())),
        lat, lon, kind, str(row.get("country", "")).upper()[:2], str(row.get("admin1", "")), str(row.get("admin2", "")), people, radius,
        source,
    )  # fmt: skip


def _number(value: Any, limit: float) -> float | None:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) <= limit else None
