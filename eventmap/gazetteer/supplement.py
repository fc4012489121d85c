"""The places that the project ships in tables of its own, as a layer of the gazetteer."""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3

from eventmap.gazetteer.admin1 import with_areas
from eventmap.gazetteer.kinds import radius_km
from eventmap.gazetteer.schema import RANKS, Layer, NewPlace, set_meta, write_layer
from eventmap.settings import shipped

SUPPLEMENT = "eventmap"
TABLES = ("places.csv", "villages.csv", "world.csv", "us_counties.csv")  # of one format; what is in them: gazetteer/README.md
AIRFIELDS = "airfields"
AIRFIELD_TABLE = "airfields.csv"
# What an air field may be called, whatever its name ends in: "Kuweires Air Base" is "Kweires military airport" too.
_CALLED = ("airport", "air base", "military airport", "airfield")
_ENDING = re.compile(
    r"\s*\b(?:(?:international|national|regional|domestic|municipal|civil|military)\s+)?"
    r"(?:air ?port|air ?base|air ?field|aerodrome|airstrip|air force base|air station)$",
    re.IGNORECASE,
)


def supplement_hash() -> str:
    """Of the shipped tables: another one means that this part of the gazetteer wants writing again.

    The generated table counts by its size only, because this is asked at each start.
    """
    content = b"".join(shipped(table).read_bytes() for table in TABLES)
    return hashlib.sha256(content + str(shipped(AIRFIELD_TABLE).stat().st_size).encode()).hexdigest()[:16]


def write_supplement(connection: sqlite3.Connection) -> None:
    """Writes the shipped tables as two layers."""
    own = Layer(SUPPLEMENT, RANKS[SUPPLEMENT], "", "eventmap's own tables, sources in the files", "MIT; points of GeoNames CC BY 4.0")
    write_layer(connection, own, with_areas([place for table in TABLES for place in _read(table)]))
    fields = Layer(AIRFIELDS, RANKS[AIRFIELDS], "", "OurAirports, https://ourairports.com", "public domain")
    write_layer(connection, fields, with_areas([_called(place) for place in _read(AIRFIELD_TABLE)]))
    set_meta(connection, supplement=supplement_hash())


def _read(table: str) -> list[NewPlace]:
    with shipped(table).open(encoding="utf-8", newline="") as file:
        return [_place(row) for row in csv.DictReader(file)]


def _called(place: NewPlace) -> NewPlace:
    """An air field with all that it may be called."""
    bare = dict.fromkeys(_ENDING.sub("", name) for name in place.names if _ENDING.search(name))
    return place._replace(names=tuple(dict.fromkeys([*place.names, *(f"{name} {what}" for name in bare if name for what in _CALLED)])))


def _place(row: dict[str, str]) -> NewPlace:
    spellings = (row["name"], *(n for n in row["names"].split("|") if n))
    return NewPlace(
        row["place_id"], tuple(dict.fromkeys(spellings)), float(row["lat"]), float(row["lon"]), row["kind"], row["country"],
        row["admin1"], "", 0, float(row["radius_km"] or radius_km(row["kind"])), row["source"] or "eventmap",
    )  # fmt: skip
