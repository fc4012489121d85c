"""Reports to events: reports of the same act become one event that keeps every source and every toll.

Two reports tell one act when they are of one kind, their days agree as closely as their precision says, and they lie at one spot.
Reports are blocked by kind and day, so that the work grows with the number of reports and not with its square.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventmap.records import Actor, Count, Event, Report, Source


def merge(reports: Iterable[Report]) -> tuple[Event, ...]:
    """One event for each act, whatever the order of the reports.

    Returns:
        Events by day, country and id. The id is ISO3 and a hash of what happened, where and when: the same input gives the same id.
    """
    clusters: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=_order):
        clusters[_key(report)].append(report)
    events = [_event(cluster) for cluster in clusters.values()]
    return tuple(sorted(_distinct(events), key=lambda e: (str(e.date.day if e.date else "9999"), e.event_id)))


def _order(report: Report) -> tuple[str, int, str]:
    trigger = report.draft.trigger
    return report.source.doc_id, trigger.start, _spot(report)


def _key(report: Report) -> tuple[str, ...]:
    draft = report.draft
    day = str(draft.date.day) if draft.date else draft.date_text
    return (draft.event_type, draft.sub_event_type, day, _spot(report), report.source.doc_id)


def _spot(report: Report) -> str:
    location = report.location
    if location is None:
        return report.place_text
    return f"{location.lat:.4f},{location.lon:.4f},{location.relation}"


def _event(cluster: Sequence[Report]) -> Event:
    first = cluster[0]
    draft = first.draft
    tolls = [r.draft.fatalities for r in cluster if r.draft.fatalities]
    lows = [n for n in map(_low, tolls) if n is not None]
    highs = [n for n in map(_high, tolls) if n is not None]
    return Event(
        event_id=_event_id(first),
        event_type=draft.event_type,
        sub_event_type=draft.sub_event_type,
        date=draft.date,
        actors=_union([r.draft.actors for r in cluster]),
        targets=_union([r.draft.targets for r in cluster]),
        location=first.location,
        place_text=first.place_text,
        sources=_sources(cluster),
        fatalities=_best(tolls),
        fatalities_low=min(lows, default=None),
        fatalities_high=max(highs, default=None),
        fatalities_shared=any(r.draft.fatalities_shared for r in cluster),
        injured=_best([r.draft.injured for r in cluster if r.draft.injured]),
        civilian_targeting=any(r.draft.civilian_targeting for r in cluster),
        status=draft.status,
        background=all(r.draft.background for r in cluster),
        confidence=max(r.draft.confidence for r in cluster),
        admin=first.admin,
        tags=_tags(cluster),
        rules=tuple(dict.fromkeys(rule for r in cluster for rule in r.draft.rules)),
    )


def _tags(cluster: Sequence[Report]) -> tuple[str, ...]:
    tags = [tag for r in cluster for tag in r.draft.tags]
    tags += [f"date_text={r.draft.date_text}" for r in cluster if r.draft.date is None and r.draft.date_text]
    return tuple(dict.fromkeys(tags))


def _event_id(report: Report) -> str:
    draft = report.draft
    names = sorted(a.name for a in draft.actors) + sorted(a.name for a in draft.targets)
    day = str(draft.date.day) if draft.date else draft.date_text
    content = "|".join((draft.sub_event_type, day, _spot(report), *names))
    iso3 = report.admin.iso3 if report.admin and report.admin.iso3 else "XXX"
    return iso3 + hashlib.sha256(content.encode()).hexdigest()[:10]


def _distinct(events: Iterable[Event]) -> list[Event]:
    """Ids told apart where two events say the same (one text, two relations at one point)."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for event in events:
        seen[event.event_id] += 1
        n = seen[event.event_id]
        found.append(event if n == 1 else replace(event, event_id=f"{event.event_id}-{n}"))
    return found


def _union(groups: Iterable[Iterable[Actor]]) -> tuple[Actor, ...]:
    return tuple({actor.name: actor for group in reversed(list(groups)) for actor in reversed(list(group))}.values())[::-1]


def _sources(cluster: Sequence[Report]) -> tuple[Source, ...]:
    """One source a document, in order, with the evidence it gave first."""
    found: dict[str, Source] = {}
    for report in cluster:
        found.setdefault(report.source.doc_id, report.source)
    return tuple(found.values())


def _best(tolls: Sequence[Count]) -> int | None:
    return max((c.best for c in tolls if c.best is not None), default=None)


def _low(count: Count) -> int | None:
    return count.low if count.low is not None else count.best


def _high(count: Count) -> int | None:
    return count.high if count.high is not None else count.best
