"""Reports to events: reports of the same act become one event that keeps every source and every toll.

Reports are blocked by kind, day and a grid of places, so that the work grows with their number and not with its square. Within a block
two reports are compared by a few weighted features (``FEATURES``); each event keeps the names of those that joined its sources.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from eventmap.records import Actor, Count, Event, Location, Report, Source

# What speaks for two reports telling one act, and against it. A pair is one act from THRESHOLD on. Set by hand on pairs of articles of one
# day and war; the sign and the order matter, not the second digit.
FEATURES = {
    "same sub-type": 2.0,
    "same event type": 0.5,
    "same day": 2.0,
    "a day apart": 0.5,
    "days agree within their precision": 1.0,
    "same place": 2.0,
    "places under 1 km apart": 1.5,
    "places under 5 km apart": 0.5,
    "same unknown place": 1.0,
    "an actor in common": 1.0,
    "other actors": -2.5,
    "a target in common": 0.5,
    "other targets": -1.0,
    "same toll": 2.0,
    "like toll": 0.5,
    "tolls far apart": -1.5,
    "one document tells them apart": -4.0,
}
THRESHOLD = 4.5
_CELL_DEG = 0.1  # about 11 km: what is under 5 km apart lies in one cell or in neighbouring ones
_MOST_DAYS = 3  # how far apart the days of one act may lie when one of them is only known within a week
_BLOCK = 60  # clusters of a block that a report is compared with: those that were met last


@dataclass(slots=True)
class _Cluster:
    """Reports of one act, the first of them in front, with the names of the features that joined them."""

    reports: list[Report]
    why: dict[str, None] = field(default_factory=dict)


def merge(reports: Iterable[Report]) -> tuple[Event, ...]:
    """One event for each act, whatever the order of the reports.

    Returns:
        Events by day and id. The id is ISO3 and a hash of what happened, where and when: the same input gives the same id.
    """
    blocks: dict[tuple[str, object, int], list[_Cluster]] = defaultdict(list)
    clusters: list[_Cluster] = []
    for report in sorted(reports, key=_order):
        cluster = _best(report, blocks)
        if cluster is None:
            cluster = _Cluster([])
            clusters.append(cluster)
            blocks[_block(report)].append(cluster)
        cluster.reports.append(report)
    events = _distinct(_event(cluster) for cluster in clusters)
    return tuple(sorted(events, key=lambda e: (str(e.date.day if e.date else "9999"), e.event_id)))


def _order(report: Report) -> tuple[str, int, str, str]:
    return report.source.doc_id, report.draft.trigger.start, _spot(report), report.draft.sub_event_type


def _spot(report: Report) -> str:
    location = report.location
    if location is None:
        return report.place_text.lower()
    return f"{location.lat:.4f},{location.lon:.4f},{location.relation}"


def _block(report: Report) -> tuple[str, object, int]:
    location, date = report.location, report.draft.date
    cell = (math.floor(location.lat / _CELL_DEG), math.floor(location.lon / _CELL_DEG)) if location else report.place_text.lower()
    return report.draft.event_type, cell, date.day.toordinal() if date else 0


def _best(report: Report, blocks: dict[tuple[str, object, int], list[_Cluster]]) -> _Cluster | None:
    """The cluster that tells the same act, the likeliest first, or None."""
    best: _Cluster | None = None
    best_score, best_why = THRESHOLD, tuple[str, ...]()
    for key in _neighbours(_block(report)):
        for cluster in blocks.get(key, [])[-_BLOCK:]:
            why = tuple(_compare(report, cluster))
            score = sum(FEATURES[name] for name in why) if why else 0.0
            if score > best_score or (score == best_score and best is None):
                best, best_score, best_why = cluster, score, why
    if best is not None:
        best.why.update(dict.fromkeys(best_why))
    return best


def _neighbours(block: tuple[str, object, int]) -> Iterator[tuple[str, object, int]]:
    kind, cell, day = block
    cells: list[object] = [cell]
    if isinstance(cell, tuple):
        cells = [(cell[0] + a, cell[1] + b) for a in (0, -1, 1) for b in (0, -1, 1)]
    for shift in sorted(range(-_MOST_DAYS, _MOST_DAYS + 1), key=abs) if day else (0,):
        for near in cells:
            yield kind, near, day + shift


def _compare(report: Report, cluster: _Cluster) -> list[str]:
    """The features that hold between a report and a cluster's first; none when they cannot be one act."""
    first = cluster.reports[0]
    day, place = _days(report, first), _places(report, first)
    if not day or not place:
        return []
    draft, other = report.draft, first.draft
    why = ["same sub-type" if draft.sub_event_type == other.sub_event_type else "same event type", day, place]
    why += _parties(draft.actors, other.actors, "an actor in common", "other actors")
    why += _parties(draft.targets, other.targets, "a target in common", "other targets")
    why += _tolls(draft.fatalities, other.fatalities)
    if any(r.source.doc_id == report.source.doc_id for r in cluster.reports) and not _twice(report, first):
        why.append("one document tells them apart")
    return why


def _twice(report: Report, first: Report) -> bool:
    """The same record from one document, such as a syndicated paragraph that is printed twice."""
    return _spot(report) == _spot(first) and report.draft.sub_event_type == first.draft.sub_event_type and report.draft.date == first.draft.date


def _days(a: Report, b: Report) -> str:
    one, two = a.draft.date, b.draft.date
    if one is None or two is None:
        return "same day" if one is two and a.draft.date_text == b.draft.date_text else ""
    apart = abs((one.day - two.day).days)
    if apart == 0:
        return "same day"
    if one.precision == two.precision == 1:
        return ""
    if max(one.precision, two.precision) > 2 or not (one.start < two.end and two.start < one.end):
        return ""
    return "a day apart" if apart == 1 else "days agree within their precision" if apart <= _MOST_DAYS else ""


def _places(a: Report, b: Report) -> str:
    one, two = a.location, b.location
    if one is None or two is None:
        return "same unknown place" if one is two and a.place_text.lower() == b.place_text.lower() else ""
    apart = _distance_km(one, two)
    if one.place and two.place and one.place.place_id == two.place.place_id and one.relation == two.relation:
        return "same place"
    if max(one.precision, two.precision) > 2:
        return ""
    return "places under 1 km apart" if apart < 1 else "places under 5 km apart" if apart < 5 else ""


def _distance_km(a: Location, b: Location) -> float:
    """Good to a percent at the few kilometres asked for."""
    lat = math.radians((a.lat + b.lat) / 2)
    return 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(lat))


def _parties(one: Sequence[Actor], two: Sequence[Actor], shared: str, other: str) -> list[str]:
    if not one or not two:
        return []
    return [shared if {a.name for a in one} & {a.name for a in two} else other]


def _tolls(one: Count | None, two: Count | None) -> list[str]:
    if one is None or two is None or one.best is None or two.best is None:
        return []
    low, high = sorted((one.best, two.best))
    name = "same toll" if low == high else "like toll" if high <= 2 * low else "tolls far apart" if high > 4 * low else ""
    return [name] if name else []


def _event(cluster: _Cluster) -> Event:
    reports = cluster.reports
    sharpest = min(reports, key=_vagueness)
    draft = sharpest.draft
    tolls = [r.draft.fatalities for r in reports if r.draft.fatalities]
    lows = [n for n in map(_low, tolls) if n is not None]
    highs = [n for n in map(_high, tolls) if n is not None]
    return Event(
        event_id=_event_id(sharpest),
        event_type=draft.event_type,
        sub_event_type=Counter(r.draft.sub_event_type for r in reports).most_common(1)[0][0],
        date=draft.date,
        actors=_union([r.draft.actors for r in reports]),
        targets=_union([r.draft.targets for r in reports]),
        location=sharpest.location,
        place_text=sharpest.place_text,
        sources=_sources(reports),
        fatalities=_likeliest([r for r in reports if r.draft.fatalities], "fatalities"),
        fatalities_low=min(lows, default=None),
        fatalities_high=max(highs, default=None),
        fatalities_shared=any(r.draft.fatalities_shared for r in reports),
        injured=_likeliest([r for r in reports if r.draft.injured], "injured"),
        civilian_targeting=any(r.draft.civilian_targeting for r in reports),
        status=_status(reports),
        background=all(r.draft.background for r in reports),
        confidence=1 - math.prod(1 - r.draft.confidence for r in {r.source.doc_id: r for r in reports}.values()),
        admin=sharpest.admin,
        tags=_tags(reports),
        rules=tuple(dict.fromkeys([*(rule for r in reports for rule in r.draft.rules), *(f"linked: {name}" for name in cluster.why)])),
    )


def _vagueness(report: Report) -> tuple[int, float, tuple[str, int, str, str]]:
    """Smallest for the report whose day and place are known best."""
    date, location = report.draft.date, report.location
    return date.precision if date else 9, location.radius_km if location else math.inf, _order(report)


def _status(reports: Sequence[Report]) -> str:
    """What most say; "denied" if anybody denies it."""
    said = [r.draft.status for r in reports]
    return "denied" if "denied" in said else Counter(said).most_common(1)[0][0]


def _tags(reports: Sequence[Report]) -> tuple[str, ...]:
    tags = [tag for r in reports for tag in r.draft.tags]
    tags += [f"date_text={r.draft.date_text}" for r in reports if r.draft.date is None and r.draft.date_text]
    return tuple(dict.fromkeys(tags))


def _event_id(report: Report) -> str:
    draft = report.draft
    names = sorted(a.name for a in draft.actors) + sorted(a.name for a in draft.targets)
    day = str(draft.date.day) if draft.date else draft.date_text
    content = "|".join((draft.sub_event_type, day, _spot(report), *names))
    iso3 = report.admin.iso3 if report.admin and report.admin.iso3 else "XXX"
    return iso3 + hashlib.sha256(content.encode()).hexdigest()[:10]


def _distinct(events: Iterable[Event]) -> list[Event]:
    """Ids told apart where two events say the same."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for event in events:
        seen[event.event_id] += 1
        n = seen[event.event_id]
        found.append(event if n == 1 else replace(event, event_id=f"{event.event_id}-{n}"))
    return found


def _union(groups: Iterable[Iterable[Actor]]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for group in groups:
        for actor in group:
            found.setdefault(actor.name, actor)
    return tuple(found.values())


def _sources(reports: Sequence[Report]) -> tuple[Source, ...]:
    """One source a document, in order, with the evidence it gave first."""
    found: dict[str, Source] = {}
    for report in reports:
        found.setdefault(report.source.doc_id, report.source)
    return tuple(found.values())


def _likeliest(reports: Sequence[Report], what: str) -> int | None:
    """The number most sources give; of several the one published last, of these the highest."""
    numbers = []
    for report in reports:
        count: Count = getattr(report.draft, what)
        if count.best is not None:
            numbers.append((str(report.source.published or ""), count.best))
    votes = Counter(n for _, n in numbers)
    return max(numbers, key=lambda entry: (votes[entry[1]], entry), default=(None, None))[1]


def _low(count: Count) -> int | None:
    return count.low if count.low is not None else count.best


def _high(count: Count) -> int | None:
    return count.high if count.high is not None else count.best
