"""The gazetteer's SQLite file: its tables, and how it is written so that nobody ever opens half of one.

Places come in layers: what eventmap ships, each country dump, each file of a user's own places. A place that several layers know has
one row in each; the layer with the highest rank counts. The file is never changed in place: a writer copies it, changes the copy and
renames it.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import itertools
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from eventmap import names
from eventmap.errors import GazetteerError
from eventmap.gazetteer.keyset import KeySet

VERSION = 11
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE layers (
  id INTEGER PRIMARY KEY, code TEXT UNIQUE, rank INTEGER, places INTEGER, names INTEGER, date TEXT, source TEXT, licence TEXT);
CREATE TABLE places (
  id INTEGER PRIMARY KEY, layer INTEGER, place_id TEXT, name TEXT, lat REAL, lon REAL, kind TEXT, country TEXT, admin1 TEXT, admin2 TEXT,
  population INTEGER, radius_km REAL, source TEXT);
CREATE TABLE names (key TEXT, place INTEGER, name TEXT, layer INTEGER, PRIMARY KEY (key, place, name)) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT, country TEXT, key TEXT, PRIMARY KEY (skeleton, country, key)) WITHOUT ROWID;
CREATE TABLE areas (
  id INTEGER PRIMARY KEY, west REAL, south REAL, east REAL, north REAL, country TEXT, name TEXT, code TEXT, disputed TEXT);
CREATE TABLE shapes (id INTEGER PRIMARY KEY, wkb BLOB);
CREATE TABLE countries (iso2 TEXT PRIMARY KEY, iso3 TEXT, isonumeric INTEGER, name TEXT, region TEXT) WITHOUT ROWID;
CREATE TABLE demonyms (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX places_place_id ON places (place_id);
CREATE INDEX places_cell ON places (lat, lon);
CREATE INDEX places_area ON places (country, admin1);
CREATE INDEX names_place ON names (place);
CREATE INDEX places_layer ON places (layer);
"""
MAX_NAME_CHARS = 120
KEEP_OLD_S = 30 * 86400  # files of other versions, which another installation may still use
# Whose row counts when several layers know a place: the higher.
RANKS = {"cities500": 0, "areas": 1, "airfields": 2, "eventmap": 8}
DUMP_RANK, USER_RANK = 5, 9


class NewPlace(NamedTuple):
    """A place to write, with every spelling of its name; the first of ``names`` is its name."""

    place_id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float = 2.0
    source: str = ""


class Layer(NamedTuple):
    """Where a set of places comes from. ``rank``: whose row counts when several layers know a place."""

    code: str
    rank: int
    date: str = ""
    source: str = ""
    licence: str = ""


@contextlib.contextmanager
def exclusive(path: Path, timeout_s: float = 600) -> Iterator[None]:
    """Only one writer at a time in the folder of ``path``; the lock dies with its process.

    Raises:
        GazetteerError: another process has been writing for ``timeout_s``, or the folder cannot be written.
    """
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / "gazetteer.lock", timeout=timeout_s, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.OperationalError) as e:
        raise GazetteerError(f"cannot write in {folder}: {e}; is another eventmap building there, or is the folder read-only?") from e
    try:
        _sweep(folder, path)
        yield
    finally:
        lock.close()


def _sweep(folder: Path, keep: Path) -> None:
    """Removes what a killed writer left behind and other versions' files that are a month old; called with the lock held."""
    old = time.time() - KEEP_OLD_S
    for left in [*folder.glob("*.part*"), *(f for f in folder.glob("gazetteer-*.sqlite") if f != keep and f.stat().st_mtime < old)]:
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of tuples that all stay make Python's cycle collector walk them again and again: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def rewriting(path: Path, *, fresh: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of ``path`` (or an empty file) that replaces it when the block ends without an error.

    Raises:
        GazetteerError: the disk is full or fails; ``path`` is as it was.
    """
    part = path.with_name(path.name + ".part")
    try:
        if not fresh:
            shutil.copyfile(path, part)
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
            if fresh:
                connection.executescript(TABLES)
            connection.execute("BEGIN")
            with _without_collector():
                yield connection
            connection.execute("COMMIT")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        finally:
            connection.close()
        _flush(part)
        part.replace(path)
    except (OSError, sqlite3.OperationalError) as e:
        raise GazetteerError(f"cannot write {path}: {e}; it is as it was before") from e
    finally:
        part.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def set_meta(connection: sqlite3.Connection, **values: Any) -> None:
    """Stores facts about the file; bytes stay bytes, all else is JSON."""
    rows = [(k, v if isinstance(v, bytes) else json.dumps(v)) for k, v in values.items()]
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)


def get_meta(connection: sqlite3.Connection, name: str) -> Any:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    return row[0] if isinstance(row[0], bytes) else json.loads(row[0])


def drop_layer(connection: sqlite3.Connection, code: str) -> None:
    """Forgets a layer and its places; its keys stay in the key sets, where they only cost a question."""
    row = connection.execute("SELECT id FROM layers WHERE code = ?", (code,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM names WHERE layer = ?", row)
    connection.execute("DELETE FROM places WHERE layer = ?", row)
    connection.execute("DELETE FROM layers WHERE id = ?", row)


def write_layer(connection: sqlite3.Connection, layer: Layer, places: Iterable[NewPlace]) -> int:
    """Writes the places of one layer in place of those it had; returns how many.

    The key sets and skeletons are left to ``index_keys``.
    """
    drop_layer(connection, layer.code)
    (layer_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM layers").fetchone()
    (next_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM places").fetchone()
    rows, keyed, beginnings = [], [], set[str]()
    fold_word = functools.cache(names.fold_word.__wrapped__)  # the usual cache is too small for the words of a million names
    for n, place in enumerate(places, next_id):
        rows.append((n, layer_id, place.place_id, place.names[0], *place[2:]))
        for name in dict.fromkeys(place.names):
            parts = [fold_word(word) for word in names.words(name[:MAX_NAME_CHARS])]
            if key := "".join(parts):
                keyed.append((key, n, name, layer_id))
                beginnings.update(itertools.accumulate(parts[:-1]))
    keyed.sort()  # rows that come in the order of the index are written six times as fast
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", keyed)
    connection.execute(
        "INSERT INTO layers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (layer_id, layer.code, layer.rank, len(rows), len(keyed), layer.date, layer.source, layer.licence),
    )
    _index(connection, keyed, {row[0]: row[7] for row in rows}, beginnings)
    return len(rows)


def _index(connection: sqlite3.Connection, keyed: list[tuple[str, int, str, int]], countries: dict[int, str], beginnings: set[str]) -> None:
    """Adds new names to the skeletons and the two key sets."""
    keys = {(countries[place], key) for key, place, _, _ in keyed}
    bones = sorted((names.skeleton_of(key), country, key) for country, key in keys)
    connection.executemany("INSERT OR IGNORE INTO skeletons VALUES (?, ?, ?)", bones)
    _extend(connection, "keys", {key for _, key in keys})
    _extend(connection, "starts", beginnings)


def _starts(connection: sqlite3.Connection) -> set[str]:
    """The keys of the first word, the first two words ... of every name in the file."""
    folded = ([names.fold_word(word) for word in names.words(name)] for (name,) in connection.execute("SELECT name FROM names"))
    return {start for parts in folded for start in itertools.accumulate(parts[:-1])}


def _extend(connection: sqlite3.Connection, which: str, keys: set[str]) -> None:
    old, count = get_meta(connection, which), get_meta(connection, f"{which}_count") or 0
    keyset = KeySet(old) if old else KeySet.of((), len(keys))
    count += len(keys)
    if not keyset.room_for(count):
        every = _starts(connection) if which == "starts" else {row[0] for row in connection.execute("SELECT DISTINCT key FROM names")}
        keyset, count = KeySet.of(every, 2 * len(every)), len(every)
    keyset.update(keys)
    set_meta(connection, **{which: keyset.to_bytes(), f"{which}_count": count})
