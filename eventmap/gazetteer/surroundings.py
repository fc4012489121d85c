"""What the words beside a name say of where it is: areas and districts in any spelling, and the names round about."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from eventmap import names
from eventmap.gazetteer.near import box
from eventmap.gazetteer.pool import Pool
from eventmap.gazetteer.readings import area_key, spaced

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

Point = tuple[float, float]
MIN_AREA_LIKENESS = 75.0  # spellings of one area's name differ more than villages' do, and there are few to choose from
POOL_KM = 60.0
MAX_NEAR = 5
# Likeness is measured between Latin spellings: what is written without vowels looks like everything.
_LATIN = re.compile(r"[ -~\u00a0-\u024f\u02b0-\u02ff\u1e00-\u1eff‘’]+$")


class Surroundings:
    """Answers for one open gazetteer, remembered.

    Args:
        gazetteer: to look names up in.
        rows: runs a query on its file.
        only: the condition that leaves the dumps in use, "" for all: names of others would crowd theirs out of a pool.
    """

    def __init__(self, gazetteer: Gazetteer, rows: Callable[..., list[Any]], only: str) -> None:
        self._gazetteer = gazetteer
        self._only = only
        self._rows = rows
        self.areas_called = functools.lru_cache(1024)(self._areas_called)
        self.districts_called = functools.lru_cache(4096)(self._districts_called)
        self.names_near = functools.lru_cache(64)(self._names_near)
        self._areas_of = functools.lru_cache(256)(self._read_areas)

    def _areas_called(self, name: str, country: tuple[str, ...]) -> frozenset[str]:
        key = area_key(name)
        spellings = {k: area for code in country or ("",) for k, area in self._areas_of(code, "admin1")}
        return frozenset(self._alike(key, spellings))

    def _districts_called(self, name: str, country: tuple[str, ...], areas: frozenset[str]) -> tuple[frozenset[str], tuple[Point, ...]]:
        key = area_key(name)
        found = frozenset(self._alike(key, {k: area for code in country or ("",) for k, area in self._areas_of(code, "admin2")}))
        points = [p for code in country or ("",) for district in found for p, _ in self._gazetteer.named(names.fold(district), code)]
        points = [p for p in points if p.kind == "admin2" and (not areas or p.admin1 in areas)]
        if not points:  # no such district is known: the town that it is named after
            points = [p for code in country for p, _ in self._gazetteer.named(key, code) if not areas or p.admin1 in areas][:1]
        return found, tuple((p.lat, p.lon) for p in points)

    def _alike(self, key: str, spellings: dict[str, str]) -> set[str]:
        """The areas of an equal key, else of an equal skeleton, else of the most similar key."""
        if key in spellings:
            return {spellings[key]}
        bones = names.skeleton_of(key)
        same = {area for k, area in spellings.items() if len(bones) > 1 and names.skeleton_of(k) == bones}
        if same:
            return same
        best = process.extractOne(key, list(spellings), scorer=fuzz.ratio, score_cutoff=MIN_AREA_LIKENESS)
        return {spellings[best[0]]} if best else set()

    def _read_areas(self, country: str, kind: str) -> tuple[tuple[str, str], ...]:
        """(key, area name) of all areas of a kind; those of the second order also by the names that places give."""
        column = "admin1" if kind == "admin1" else "name"
        where = "AND p.country = ?" if country else ""
        rows = self._rows(
            f"SELECT n.name, p.{column} FROM places p JOIN names n ON n.place = p.id WHERE p.kind = ? {where} {self._only} ORDER BY p.id",
            kind, *((country,) if country else ()),
        )  # fmt: skip
        found = [(area_key(name), area) for name, area in rows if area]
        found += [(area_key(area), area) for area in {area for _, area in found}]
        return tuple((key, area) for key, area in found if key)

    def _names_near(self, country: tuple[str, ...], areas: tuple[str, ...], near: tuple[Point, ...]) -> Pool:
        if areas and country:
            marks = ",".join("?" * len(areas)), ",".join("?" * len(country))
            return Pool(self._names(f"p.admin1 IN ({marks[0]}) AND p.country IN ({marks[1]})", *areas, *country))
        found: dict[str, str] = {}
        for lat, lon in near[:MAX_NEAR]:
            found |= self._names("p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?", *box(lat, lon, POOL_KM))
        return Pool(found)

    def _names(self, where: str, *values: Any) -> dict[str, str]:
        rows = self._rows(f"SELECT n.key, n.name FROM places p JOIN names n ON n.place = p.id WHERE ({where}) {self._only}", *values)
        latin = sorted([row for row in dict.fromkeys(rows) if _LATIN.match(row[1])])  # a third faster than the same in SQL
        return {spaced(name, key): key for key, name in latin}
