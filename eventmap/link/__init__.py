"""Reports to events: reports of the same act become one event that keeps every source and every toll.

    tellings   what one document says of one act
    cluster    tellings to clusters, by the weighted features of ``features``
    judgements a person's decisions, applied to the clusters
    combine    a cluster to an event

The result depends on what the reports say and on nothing else: not on their order, nor on how often they are given. An event's id is that
of one of its reports, ISO3 and a hash of that report's content; a document that has nothing to do with an event leaves its id as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventmap.link.cluster import clusters
from eventmap.link.combine import combine
from eventmap.link.features import Comparison
from eventmap.link.features import compare as compare_tellings
from eventmap.link.judgements import AdminOf, Judged, append, load, reshape, settle
from eventmap.link.tellings import report_id, tellings
from eventmap.records import Event, Judgement, Report

__all__ = ["Comparison", "Judged", "append", "compare", "link", "load", "merge", "report_id"]


def merge(reports: Iterable[Report]) -> tuple[Event, ...]:
    """One event for each act, by day and id, whatever the order of the reports."""
    return link(reports).events


def link(reports: Iterable[Report], judgements: Sequence[Judgement] = (), admin_of: AdminOf | None = None) -> Judged:
    """One event for each act, with a person's judgements applied in the order of their log.

    Args:
        reports: in any order.
        judgements: see ``eventmap.link.judgements``.
        admin_of: the administrative areas at a Location, for events that a judgement puts elsewhere; without it theirs become unknown.

    Returns:
        Events by day and id, and what of the judgements could not be applied.
    """
    found, problems = reshape(clusters(tellings(reports)), judgements)
    answers: dict[str, int] = {key: n for n, cluster in enumerate(found) for t in cluster for key in t.ids}
    events, more = settle([combine(cluster) for cluster in found], answers, judgements, admin_of)
    return Judged(_ordered(events), tuple(text for _, text in sorted(problems + more)))


def compare(one: Report, two: Report) -> Comparison:
    """Why two reports are one act or not: every feature with its weight, and their sum. ``str()`` of it is a line to read."""
    a, b = (tellings([report])[0] for report in (one, two))
    return compare_tellings(a, b)


def _ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (str(e.date.day if e.date else "9999"), e.event_id, [s.doc_id for s in e.sources]))
    return tuple(_distinct(ordered))


def _distinct(events: Iterable[Event]) -> list[Event]:
    """Ids told apart where a judgement keeps two copies of one text apart."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for event in events:
        seen[event.event_id] += 1
        n = seen[event.event_id]
        found.append(event if n == 1 else replace(event, event_id=f"{event.event_id}-{n}"))
    return found
