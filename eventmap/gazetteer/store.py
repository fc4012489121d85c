"""The gazetteer as the pipeline uses it: one read-only SQLite file, opened in milliseconds, safe to hand to threads and processes."""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventmap.errors import GazetteerCorrupt, GazetteerMissing, GazetteerOutdated, InputError
from eventmap.gazetteer.capitals import capitals
from eventmap.gazetteer.fingerprint import fingerprint
from eventmap.gazetteer.keyset import KeySet
from eventmap.gazetteer.rank import without_context
from eventmap.gazetteer.rows import PLACE_COLUMNS, best_rows, merged, place_of
from eventmap.gazetteer.schema import VERSION, get_meta
from eventmap.records import AdminArea, Candidate, NamePrior, Place
from eventmap.settings import cache_dir

if TYPE_CHECKING:
    from eventmap.gazetteer.areas import Areas
    from eventmap.gazetteer.find import Near
    from eventmap.gazetteer.pool import Pool
    from eventmap.gazetteer.surroundings import Surroundings

SHIPPED_LAYERS = frozenset({"cities500", "areas", "airfields", "eventmap"})
_CACHED = 1 << 16  # words of a few thousand articles
_LATEST = 128  # keys whose rows are kept: a name that was found is located a moment later
FEW_QUESTIONS = 100  # what asking the database so often costs, reading the set of all keys costs once
MAX_PLACES_OF_A_KEY = 400
MAX_SPELLINGS_OF_A_KEY = 2000
MUCH_SMALLER = 5  # times fewer people: not what the name is likeliest to mean
MMAP_BYTES = 1 << 28


def default_path() -> Path:
    """The user's own file; versions that cannot read each other's files live side by side."""
    return cache_dir() / f"gazetteer-{fingerprint()}.sqlite"


# Columns of a row of (layer, spelling, PLACE_COLUMNS, number of the place in the file).
_SPELLING, _PLACE_ID, _NAME, _KIND, _COUNTRY, _POPULATION, _NUMBER = 1, 2, 3, 6, 7, 10, 13


def _is_seat(rows: list[Any]) -> bool:
    """Whether a capital is among the rows: spelled so, or no much smaller than the largest town (Dalian, too, is called Tallinn)."""
    most = max([row[_POPULATION] for row in rows if row[_KIND] == "settlement"], default=0)
    seats = [row for row in rows if row[_PLACE_ID] in capitals()]
    return any(not row[_POPULATION] or row[_SPELLING] == row[_NAME] or row[_POPULATION] * MUCH_SMALLER >= most for row in seats)


def _by_people(row: Any) -> tuple[int, int, bool]:
    return -row[_POPULATION], row[_NUMBER], row[_SPELLING] != row[_NAME]


class Gazetteer:
    """Places by name and by position. It is a ``Lexicon``: what ``extract`` may ask of it.

    Keys are ``names.fold(name)``. Every method is a pure function of the file, and answers are remembered.
    """

    def __init__(self, path: Path, dumps: tuple[str, ...] | None) -> None:
        self.path = path
        self._asked = dumps
        self._lock = threading.Lock()
        self._db = _connect(path)
        layers = self._rows("SELECT id, code, rank FROM layers")
        self._ranks: dict[int, int] = {layer: rank for layer, _, rank in layers}
        self.dumps = _dumps_used([code for _, code, _ in layers], dumps)
        used = {layer for layer, code, _ in layers if code in SHIPPED_LAYERS or not is_dump(code) or code in self.dumps}
        self._only = "" if len(used) == len(layers) else f"AND n.layer IN ({','.join(map(str, sorted(used)))})"
        self._used = used
        self.has = functools.lru_cache(_CACHED)(self._has)
        self.prior = functools.lru_cache(_CACHED)(self._prior)
        self.candidates = functools.lru_cache(_CACHED >> 2)(self._candidates)
        self._anywhere = functools.lru_cache(_CACHED >> 2)(self._named)
        self._latest: dict[str, list[Any]] = {}
        self._questions = 0

    @classmethod
    def open(cls, path: str | Path | None = None, dumps: Sequence[str] | None = None) -> Gazetteer:
        """Opens the gazetteer, the user's own (built at first use, anew after an update of eventmap) or the file at ``path``.

        Args:
            path: a gazetteer file; None is the one in the user's cache folder.
            dumps: which of the country dumps added to use, as ISO alpha-2 codes; None is all of them, an empty sequence none, which is
                the gazetteer as shipped.

        Raises:
            GazetteerMissing: ``path`` is no file, or one of ``dumps`` was not added; the message names the command.
            GazetteerCorrupt: the file is damaged.
            GazetteerOutdated: the file at ``path`` was made by another version.
        """
        wanted = None if dumps is None else tuple(sorted({code.strip().upper() for code in dumps if code.strip()}))
        if path is None:
            from eventmap.gazetteer.upkeep import ensure

            path = ensure(default_path())
        return cls(Path(path), wanted)

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (self.path, self._asked)

    def close(self) -> None:
        self._db.close()

    # -- names: the Lexicon ---------------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _keys(self) -> KeySet:
        return KeySet(self._mapped("keys"))

    @functools.cached_property
    def _starts(self) -> KeySet:
        return KeySet(self._mapped("starts"))

    def _has(self, key: str) -> bool:
        """Whether any place has a name with this key."""
        return key in self._keys and bool(self._rows(f"SELECT 1 FROM names n WHERE key = ? {self._only} LIMIT 1", key))

    def starts(self, key: str) -> bool:
        """Whether a longer name may begin with the words that make ``key``. May be wrong when it says yes, never when it says no."""
        return key in self._starts

    def _prior(self, key: str) -> NamePrior | None:
        """What places a key may mean, the likeliest first; None when there is none. Most names are never asked for more than this."""
        rows = [] if self._is_no_key(key) else self._likeliest(key)
        if not rows:
            return None
        return NamePrior(
            places=len(rows),
            population=max([row[_POPULATION] for row in rows]),
            kinds=tuple(dict.fromkeys([row[_KIND] for row in rows])),
            countries=tuple(dict.fromkeys([row[_COUNTRY] for row in rows])),
            seat=_is_seat(rows),
        )

    def places_of(self, key: str) -> tuple[Place, ...]:
        """The places with this key, most populous first, each once; at most 400 of them."""
        return tuple([place for place, _ in self.named(key)])

    def named(self, key: str, country: str = "") -> Sequence[tuple[Place, str]]:
        """The places with this key (in ``country``) and the spelling that has it, likeliest first, each place once."""
        if self._is_no_key(key):
            return ()
        return self._named(key, country) if country else self._anywhere(key)

    def _is_no_key(self, key: str) -> bool:
        """Whether surely no place has this key: the set of all keys spares the database most questions, once there are many."""
        self._questions += 1
        return self._questions > FEW_QUESTIONS and key not in self._keys

    def _named(self, key: str, country: str = "") -> Sequence[tuple[Place, str]]:
        return tuple([(place_of(row), row[_SPELLING]) for row in self._likeliest(key, country)])

    def _likeliest(self, key: str, country: str = "") -> list[Any]:
        """One row for each place with this key, the likeliest first."""
        rows = self._read(key, country)
        if len(rows) > MAX_PLACES_OF_A_KEY:
            rows = sorted(rows, key=_by_people)[:MAX_PLACES_OF_A_KEY]
        return best_rows(sorted(rows, key=self._standing) if len(rows) > 1 else rows, self._ranks)

    def _read(self, key: str, country: str) -> list[Any]:
        """The rows of (layer, spelling, PLACE_COLUMNS, number) with this key, by the place's number and the spelling.

        Sorted here and not in the file, where that takes longer than the search.
        """
        if not country and (known := self._latest.get(key)) is not None:
            return known
        where = "AND p.country = ?" if country else ""
        rows = self._rows(
            f"SELECT p.layer, n.name, {PLACE_COLUMNS}, p.id FROM names n JOIN places p ON p.id = n.place "
            f"WHERE n.key = ? {self._only} {where}",
            *((key, country) if country else (key,)),
        )
        if not country:
            if len(self._latest) >= _LATEST:
                self._latest = {}
            self._latest[key] = rows
        return rows

    def _standing(self, row: Any) -> tuple[int, int, str, int, bool]:
        """Sorts rows by population, layer and country: the answers do not hang on whether a dump was added to the file or built with it."""
        return -row[_POPULATION], self._ranks[row[0]], row[_COUNTRY], row[_NUMBER], row[_SPELLING] != row[_NAME]

    def spellings_of(self, key: str) -> dict[str, tuple[str, ...]]:
        """All spellings with this key, by place_id."""
        if rows := self._latest.get(key):
            pairs = [(row[_PLACE_ID], row[_SPELLING]) for row in rows]
        else:
            pairs = self._rows(
                f"SELECT p.place_id, n.name FROM names n JOIN places p ON p.id = n.place WHERE n.key = ? {self._only} "
                f"ORDER BY p.id, n.name LIMIT {MAX_SPELLINGS_OF_A_KEY}",
                key,
            )
        found: dict[str, dict[str, None]] = {}
        for place_id, name in pairs[:MAX_SPELLINGS_OF_A_KEY]:
            found.setdefault(place_id, {})[name] = None
        return {place_id: tuple(names) for place_id, names in found.items()}

    # -- places ---------------------------------------------------------------------------------------------------------------------

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        rows = self._rows(f"SELECT p.layer, '', {PLACE_COLUMNS} FROM places p WHERE p.place_id = ?", place_id)
        found = merged([r for r in rows if r[0] in self._used], self._ranks)
        return found[0][0] if found else None

    def spellings(self, place_id: str) -> tuple[str, ...]:
        """All spellings of a place's name."""
        rows = self._rows("SELECT n.name FROM places p JOIN names n ON n.place = p.id WHERE p.place_id = ?", place_id)
        return tuple(dict.fromkeys(name for (name,) in rows))

    def find(self, name: str, *, country: Iterable[str] = (), admin1: str = "", admin2: str = "", near: Near = None,
             kinds: Iterable[str] = (), loose: bool = True, limit: int = 10) -> tuple[Candidate, ...]:  # fmt: skip
        """The places a name may mean, best first, each with a score in 0..1 and its reasons.

        Args:
            name: in any spelling or script, with or without "town", "village of" and the like.
            country: ISO alpha-2 codes that are likelier than others; with one of them, loose matches are looked for there.
            admin1: name of the first-order area it lies in, in any spelling.
            admin2: the same of the second order.
            near: (lat, lon), or several of them, that it should be close to.
            kinds: kinds of place that are likelier than others.
            loose: also look for similar names when the exact key gives nothing good; only with a country, an area or ``near``.
            limit: how many at most.
        """
        from eventmap.gazetteer.find import find

        return find(
            self, name, country=tuple(country), admin1=admin1, admin2=admin2, near=near, kinds=tuple(kinds), loose=loose, limit=limit
        )

    def point(self, name: str) -> tuple[float, float]:
        """(lat, lon) of the likeliest place of this name.

        Raises:
            InputError: no place has it.
        """
        found = self.find(name, limit=1)
        if not found:
            raise InputError(f"no place is called {name!r}")
        return found[0].place.lat, found[0].place.lon

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        """The places with exactly this key, scored without any context."""
        return without_context(self, key)

    def skeleton_keys(self, skeleton: str, country: str) -> list[str]:
        """Keys of names in ``country`` that have this skeleton."""
        return [key for (key,) in self._rows("SELECT key FROM skeletons WHERE skeleton = ? AND country = ?", skeleton, country)]

    def alike(self, name: str, country: str, area: str, least: float = 0.0) -> tuple[tuple[Place, str, float], ...]:
        """(place, spelling, likeness) of the places of the first-order area ``area`` (its name here) whose names look like ``name``.

        ``least``: the likeness, 0..1, below which none is of use.
        """
        from eventmap.gazetteer.alike import like_names

        return like_names(self, name, country, area, least)

    def areas_called(self, name: str, country: tuple[str, ...]) -> frozenset[str]:
        """The gazetteer's names of the first-order areas that ``name`` may mean, in any spelling."""
        return self._context.areas_called(name, country)

    def districts_called(
        self, name: str, country: tuple[str, ...], areas: frozenset[str]
    ) -> tuple[frozenset[str], tuple[tuple[float, float], ...]]:
        """The names of the second-order areas that ``name`` may mean, and where they are."""
        return self._context.districts_called(name, country, areas)

    def area_km(self, areas: frozenset[str], country: tuple[str, ...], lat: float, lon: float) -> float:
        """How far a point lies outside the first-order areas of these names, 0 inside; a large number when there are none."""
        return self._areas.distance_km(areas, country, lat, lon)

    def names_near(self, country: tuple[str, ...], areas: tuple[str, ...], near: tuple[tuple[float, float], ...]) -> Pool:
        """The names of the areas, else of what lies round the points."""
        return self._context.names_near(country, areas, near)

    @functools.cached_property
    def _context(self) -> Surroundings:
        from eventmap.gazetteer.surroundings import Surroundings

        return Surroundings(self, self._rows, self._only)

    # -- geography ------------------------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _areas(self) -> Areas:
        from eventmap.gazetteer.areas import Areas

        return Areas(self._rows)

    def admin(self, lat: float, lon: float, place: Place | None = None) -> AdminArea:
        """The administrative areas at a point: Natural Earth's first order, the nearest known place's second order.

        Args:
            lat, lon: WGS84 degrees.
            place: the gazetteer's place there, if known: its own country and areas count, so that a village at a border keeps its side.
        """
        return self._areas.at(lat, lon, place)

    def towns(self, bbox: tuple[float, float, float, float], limit: int = 200) -> list[tuple[str, float, float, int]]:
        """The most populous settlements in ``bbox`` (south, west, north, east in degrees) as (name, lat, lon, population)."""
        south, west, north, east = bbox
        rows = self._rows(
            "SELECT name, lat, lon, population, place_id FROM places WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
            "AND kind = 'settlement' AND population > 0 ORDER BY population DESC, place_id, layer LIMIT ?",
            south, north, west, east, 2 * limit,
        )  # fmt: skip
        return list({row[4]: row[:4] for row in rows}.values())[:limit]

    def nearest(self, lat: float, lon: float, limit: int = 1, kinds: Iterable[str] = ("settlement",)) -> list[tuple[Place, float]]:
        """The known places nearest to a point within 100 km, with their distance in km."""
        from eventmap.gazetteer.near import nearest

        return nearest(self._rows, lat, lon, limit, tuple(kinds), self._ranks)

    def demonym(self, key: str) -> str | None:
        """The country (ISO alpha-2) of a demonym's key ("Syrian"), or None."""
        return self._demonyms.get(key)

    @functools.cached_property
    def _demonyms(self) -> dict[str, str]:
        return dict(self._rows("SELECT key, country FROM demonyms"))

    @functools.cached_property
    def country_names(self) -> dict[str, str]:
        """English names of countries by ISO alpha-2 code."""
        return dict(self._rows("SELECT iso2, name FROM countries ORDER BY iso2"))

    # -- the file -------------------------------------------------------------------------------------------------------------------

    def layers(self) -> list[dict[str, Any]]:
        """What is in the file, layer by layer: code, places, names, date, source, licence."""
        columns = ("code", "places", "names", "date", "source", "licence")
        return [dict(zip(columns, row, strict=True)) for row in self._rows(f"SELECT {', '.join(columns)} FROM layers ORDER BY rank, code")]

    def info(self) -> dict[str, Any]:
        """File, size in MB, number of places and of spellings, country dumps."""
        layers = self.layers()
        return {
            "file": str(self.path),
            "size_mb": round(self.path.stat().st_size / 1e6, 1),
            "places": sum(layer["places"] for layer in layers),
            "names": sum(layer["names"] for layer in layers),
            "dumps": ", ".join(self.dumps) or "none; add one with: eventmap gazetteer add CC",
        } | {layer["code"]: f"{layer['places']} places, {layer['names']} names, {layer['source']}, {layer['licence']}" for layer in layers}

    def _mapped(self, name: str) -> bytes:
        """A large value, read through a memory map: 2 ms, 10 in pages. Always mapped, the file would count as the process's memory."""
        with self._lock:
            self._db.execute(f"PRAGMA mmap_size = {MMAP_BYTES}")
            value: bytes = get_meta(self._db, name)
            self._db.execute("PRAGMA mmap_size = 0")
            return value

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as e:
            raise _corrupt(self.path, str(e)) from e


def is_dump(code: str) -> bool:
    """Whether a layer's code is a country's."""
    return len(code) == 2 and code.isupper()


def _dumps_used(codes: Iterable[str], asked: tuple[str, ...] | None) -> tuple[str, ...]:
    added = tuple(sorted(filter(is_dump, codes)))
    missing = sorted(set(asked or ()) - set(added))
    if missing:
        have = f"there are {', '.join(added)}" if added else "there are none"
        raise GazetteerMissing(f"no country dump of {', '.join(missing)} ({have}); add it with: eventmap gazetteer add {' '.join(missing)}")
    return asked if asked is not None else added


def _connect(path: Path) -> sqlite3.Connection:
    """A read-only connection to a file that was checked to be a whole gazetteer of this version."""
    if not path.is_file():
        raise GazetteerMissing(f"no gazetteer at {path}; build it with: eventmap gazetteer build")
    try:
        # immutable: writers replace the file, they never change it, so no locks and no look at the journal are needed
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (version,) = db.execute("PRAGMA user_version").fetchone()
        pages, page_size = db.execute("SELECT page_count, page_size FROM pragma_page_count, pragma_page_size").fetchone()
        made_with = get_meta(db, "fingerprint")
    except sqlite3.DatabaseError as e:
        raise _corrupt(path, str(e)) from e
    if pages * page_size > path.stat().st_size:
        raise _corrupt(path, "it is cut short")
    if version != VERSION or made_with != fingerprint():
        raise GazetteerOutdated(f"{path} was built by another version of eventmap; build it anew with: eventmap gazetteer build")
    return db


def _corrupt(path: Path, why: str) -> GazetteerCorrupt:
    return GazetteerCorrupt(f"{path} is damaged ({why}); build it anew with: eventmap gazetteer build")
