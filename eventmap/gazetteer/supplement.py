"""The places that the project ships in tables of its own, as a layer of the gazetteer."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator

from eventmap.gazetteer.admin1 import with_areas
from eventmap.gazetteer.kinds import radius_km
from eventmap.gazetteer.schema import RANKS, Layer, NewPlace, set_meta, write_layer
from eventmap.settings import shipped

SUPPLEMENT = "eventmap"
TABLES = ("places.csv", "world.csv", "us_counties.csv")  # of one format; what is in them: gazetteer/README.md


def supplement_hash() -> str:
    """Of the shipped tables: another one means that this part of the gazetteer wants writing again."""
    return hashlib.sha256(b"".join(shipped(table).read_bytes() for table in TABLES)).hexdigest()[:16]


def write_supplement(connection: sqlite3.Connection) -> None:
    """Writes the shipped tables as a layer."""
    layer = Layer(SUPPLEMENT, RANKS[SUPPLEMENT], "", "eventmap's own tables, sources in the files", "MIT; facts")
    write_layer(connection, layer, _places())
    set_meta(connection, supplement=supplement_hash())


def _places() -> Iterator[NewPlace]:
    places: list[NewPlace] = []
    for table in TABLES:
        with shipped(table).open(encoding="utf-8", newline="") as file:
            places += map(_place, csv.DictReader(file))
    return with_areas(places)


def _place(row: dict[str, str]) -> NewPlace:
    spellings = (row["name"], *(n for n in row["names"].split("|") if n))
    return NewPlace(
        row["place_id"], tuple(dict.fromkeys(spellings)), float(row["lat"]), float(row["lon"]), row["kind"], row["country"],
        row["admin1"], "", 0, float(row["radius_km"] or radius_km(row["kind"])), row["source"] or "eventmap",
    )  # fmt: skip
