"""Tellings to clusters: each joins the one cluster with all of whose members it agrees, or begins a new one.

The precise tellings go first and the vague ones find their place among them, in an order that depends on nothing but what they say. A
telling must agree with every member (complete linkage), so that no chain of half-alike reports joins two acts; and where two clusters suit
it as well as each other it stays alone, because a wrong merge hides an event and a missed one only repeats it.

The work is near-linear: a telling is compared with clusters of its family of sub-types, within a day or a week, in its own and the eight
neighbouring cells, and with a bounded number of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from eventmap.link.features import MAX_KM, family, score, weights
from eventmap.link.tellings import Telling

# 16.7 km from north to south, more than MAX_KM from west to east up to 61 degrees of latitude; beyond, a pair at an edge may be missed.
CELL_DEGREES = 0.15
assert CELL_DEGREES * 111.2 > MAX_KM
# No telling is compared with more clusters, nor with more members of one, however many reports one day and cell may have.
MAX_CLUSTERS = 32
MAX_MEMBERS = 24
# Two clusters whose scores differ by less suit a telling equally well: half the weight of the weakest witness.
_TIE = 0.3
_DAY_GAPS = (0, -1, 1)
_WEEK_GAPS = tuple(sorted(range(-6, 7), key=abs))
_MONTH_GAPS = tuple(sorted(range(-31, 32), key=abs))
# Spans longer than a month ("in 2014") only meet spans of the same bounds.
_LONG = 32
_WITHIN = 10_000_000  # keys of days known within a week or a month, beside those of exact days
_COLUMNS = round(360 / CELL_DEGREES)

Cell = tuple[object, ...]


def clusters(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """The tellings by act, most precise first within each; the same whatever order they come in."""
    found: list[list[Telling]] = []
    index = _Index()
    for telling in sorted(tellings, key=precise_first):
        number = _home(telling, found, index)
        if number is None:
            number = len(found)
            found.append([])
        found[number].append(telling)
        index.add(telling, number)
    return found


def precise_first(telling: Telling) -> tuple[object, ...]:
    """Order of work: the exact day, the named place, both sides and a toll first; then by day and id."""
    said = (not telling.actors) + (not telling.targets) + (telling.toll is None)
    geo = telling.location.precision if telling.location else 4
    return (telling.precision or 9, geo, said, telling.background, telling.day or 0, telling.ids, telling.doc_id)


def _home(telling: Telling, found: list[list[Telling]], index: _Index) -> int | None:
    """The cluster that the telling belongs to, None for none, or for several that suit it."""
    suiting = [(mean, -n) for n in index.near(telling) if (mean := _fit(telling, found[n])) is not None]
    if not suiting:
        return None
    suiting.sort(reverse=True)
    if len(suiting) > 1 and (telling.precision > 2 or suiting[0][0] - suiting[1][0] < _TIE):
        return None
    return -suiting[0][1]


def _fit(telling: Telling, members: list[Telling]) -> float | None:
    """Mean score over the members; None if the telling does not agree with one of them, or its document tells that act already."""
    if any(m.doc_id == telling.doc_id for m in members):
        return None
    least, total = weights()["threshold"], 0.0
    compared = members[:MAX_MEMBERS]
    for member in compared:
        got = score(telling, member)
        if got < least:
            return None
        total += got
    return total / len(compared)


class _Index:
    """Clusters by family and cell, then by day."""

    def __init__(self) -> None:
        self._cells: dict[Cell, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, telling: Telling, number: int) -> None:
        """Notes that the cluster has a telling of this day and cell."""
        found = self._cells[_cell(telling)][_day(telling)]
        if len(found) < MAX_CLUSTERS and number not in found:
            found.append(number)

    def near(self, telling: Telling) -> list[int]:
        """Numbers of clusters to compare with: of the same days first, at most MAX_CLUSTERS."""
        known = self._cells
        cells = [known[c] for c in _around(telling) if c in known]
        if not cells:
            return []
        found: dict[int, None] = {}
        for day in _days(telling):
            for cell in cells:
                numbers = cell.get(day)
                if numbers:
                    found.update(dict.fromkeys(numbers))
            if len(found) >= MAX_CLUSTERS:
                return list(found)[:MAX_CLUSTERS]
        return list(found)


def _cell(telling: Telling) -> Cell:
    if telling.location is None:
        return (family(telling.kind), telling.name)
    return (family(telling.kind), *_grid(telling.location.lat, telling.location.lon))


def _grid(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES) % _COLUMNS


def _around(telling: Telling) -> list[Cell]:
    if telling.location is None:
        return [_cell(telling)] if telling.name else []
    y, x = _grid(telling.location.lat, telling.location.lon)
    kin = family(telling.kind)
    return [(kin, row, column % _COLUMNS) for row in (y, y - 1, y + 1) for column in (x, x - 1, x + 1)]


def _day(telling: Telling) -> object:
    if telling.day is None:
        return telling.date_text
    if telling.end - telling.start >= _LONG:
        return (telling.start, telling.end)
    return telling.day if telling.precision == 1 else telling.day + _WITHIN


def _days(telling: Telling) -> list[object]:
    """Keys of the days to look at, the nearest first."""
    own = _day(telling)
    if telling.day is None or not isinstance(own, int):
        return [own]
    gaps = _WEEK_GAPS if telling.precision < 3 else _MONTH_GAPS
    within: list[object] = [telling.day + gap + _WITHIN for gap in gaps]
    exact: list[object] = [telling.day + gap for gap in (gaps if telling.precision > 1 else _DAY_GAPS)]
    return exact + within
