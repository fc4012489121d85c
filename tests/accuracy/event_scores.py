"""How well events found match events that a reader found.

A found event matches a gold one when it is about the same place (10 km, a province 75 km; by name where either has no point), the same time (a day
either way, a week, the month, the year, after the gold's precision) and the same event type. Gold events marked optional or background, and those without coordinates, may be missed. One to one, best pairs first.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one comparison; the shares are of matched events."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    sub_type: int = 0
    actors: int = 0
    sides: int = 0
    toll: int = 0
    matched: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.spurious + self.missed) if self.right else 0.0

    def share(self, name: str) -> float:
        return getattr(self, name) / self.matched if self.matched else 0.0

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {self.share(name):.3f}" for name in ("sub_type", "actors", "sides", "toll"))
        return f"event F1 {self.f1:.3f} (right {self.right}, spurious {self.spurious}, missed {self.missed}); of {self.matched} matched: {shares}"


def read_gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tally(gold: Iterable[Row], found: Mapping[str, list[Row]]) -> Tally:
    """Compares documents of gold (each with doc_id and events) with flat rows of the event table, by doc_id."""
    total = Tally()
    for document in gold:
        _add(total, document["events"], found.get(document["doc_id"], []))
    return total


def matched(gold: Sequence[Row], rows: Sequence[Row]) -> dict[int, int]:
    """The number of the row that is each gold event, one to one, the likest pairs first."""
    ranked = sorted(((_likeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(rows) if same_event(g, r)), reverse=True)
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _add(total: Tally, gold: list[Row], rows: list[Row]) -> None:
    pairs = matched(gold, rows)
    optional = {i for i, g in enumerate(gold) if g.get("optional") or g.get("background") or g.get("lat") is None}
    total.right += len(pairs.keys() - optional)
    total.missed += len(gold) - len(optional | pairs.keys())
    total.spurious += len(rows) - len(pairs)
    for i, j in pairs.items():
        _compare(total, gold[i], rows[j])


def _compare(total: Tally, gold: Row, row: Row) -> None:
    total.matched += 1
    total.sub_type += gold["sub_event_type"] == row["sub_event_type"]
    side1, side2 = sides(row)
    gold1, gold2 = set(gold.get("actors", ())), set(gold.get("targets", ()))
    total.actors += gold1 | gold2 == side1 | side2
    total.sides += (gold1, gold2) == (side1, side2) or (gold["event_type"] == "Battles" and gold1 | gold2 == side1 | side2)
    total.toll += (gold.get("fatalities") or 0) == (row["fatalities"] or 0)


def sides(row: Row) -> tuple[set[str], set[str]]:
    def names(n: int) -> set[str]:
        return set(filter(None, [row[f"actor{n}"], *row[f"assoc_actor_{n}"].split("; ")]))

    return names(1), names(2)


def _likeness(gold: Row, row: Row) -> float:
    side1, side2 = sides(row)
    told, found = set(gold.get("actors") or ()) | set(gold.get("targets") or ()), side1 | side2
    return (
        (gold["sub_event_type"] == row["sub_event_type"])
        + ((gold.get("fatalities") or "") == row["fatalities"])
        + (gold["place"] == row["place_text"])
        + (len(told & found) / len(told | found) if told | found else 1)
    )


def same_event(gold: Row, row: Row) -> bool:
    return gold["event_type"] == row["event_type"] and same_place(gold, row) and same_time(gold, row)


def same_place(gold: Row, row: Row) -> bool:
    if row["latitude"] == "" or gold.get("lat") is None:
        return gold["place"].casefold() in row["place_text"].casefold()
    return km(gold["lat"], gold["lon"], row["latitude"], row["longitude"]) <= (75 if gold.get("geo_precision") == 3 else 10)


def same_time(gold: Row, row: Row) -> bool:
    if not row["event_date"]:
        return False
    day, told = dt.date.fromisoformat(gold["event_date"]), dt.date.fromisoformat(row["event_date"])
    precision = gold.get("time_precision", 1)
    if precision <= 2:
        return abs((day - told).days) <= (1 if precision == 1 else 7)
    return day.year == told.year and (precision == 4 or day.month == told.month)


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance. Source: the haversine formula, mean radius 6371.0088 km (IUGG)."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))
