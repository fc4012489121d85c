"""The places that the project ships in gazetteer/places.csv, as a layer of the gazetteer."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator

from eventmap.gazetteer.kinds import radius_km
from eventmap.gazetteer.schema import RANKS, Layer, NewPlace, set_meta, write_layer
from eventmap.settings import shipped

SUPPLEMENT = "eventmap"


def supplement_hash() -> str:
    """Of the shipped table: another one means that this part of the gazetteer wants writing again."""
    return hashlib.sha256(shipped("places.csv").read_bytes()).hexdigest()[:16]


def write_supplement(connection: sqlite3.Connection) -> None:
    """Writes gazetteer/places.csv as a layer."""
    layer = Layer(SUPPLEMENT, RANKS[SUPPLEMENT], "", "eventmap's places.csv, sources in the file", "MIT; facts")
    write_layer(connection, layer, _places())
    set_meta(connection, supplement=supplement_hash())


def _places() -> Iterator[NewPlace]:
    with shipped("places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spellings = (row["name"], *(n for n in row["names"].split("|") if n))
            yield NewPlace(
                row["place_id"], tuple(dict.fromkeys(spellings)), float(row["lat"]), float(row["lon"]), row["kind"], row["country"],
                row["admin1"], "", 0, float(row["radius_km"] or radius_km(row["kind"])), row["source"] or "eventmap",
            )  # fmt: skip
