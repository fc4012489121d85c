"""Reports as the linker compares them: a telling is what one document says of one act, its true repeats put together.

What a comparison needs again and again (day numbers, parties, the toll and its bounds) is worked out once here.
"""

from __future__ import annotations

import functools
import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from eventmap.names import fold
from eventmap.records import Actor, DateSpan, Location, Report

# Words shorter than this ("in", "the", "and", "of") are in every sentence.
_MIN_WORD = 4
# A longer evidence text says no more about whether it is a copy.
_MAX_EVIDENCE_CHARS = 4000
_WORD = re.compile(r"\w+")


# Where a report's trigger stands in its document, and its id.
_Key = tuple[int, int, str]


class Party(NamedTuple):
    """An actor without where it was read."""

    name: str
    inter: int
    country: str


class Toll(NamedTuple):
    """Numbers of dead: the best figure and what it may be at least and at most. ``shared``: it covers other places too."""

    best: int
    low: int
    high: float
    shared: bool


@dataclass(slots=True, eq=False, kw_only=True)
class Telling:
    """One document's telling of one act.

    ``ids`` are those of its reports, the smallest first. ``day``, ``start``, ``end`` are proleptic ordinals, None where the year is not
    known. ``spot`` is the point with its relation. ``area``: a province or larger.
    """

    reports: tuple[Report, ...]
    ids: tuple[str, ...]
    doc_id: str
    kind: str
    battle: bool
    day: int | None
    start: int
    end: int
    precision: int
    date_text: str
    location: Location | None
    name: str
    place_id: str
    place_kind: str
    population: int
    area: bool
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    toll: Toll | None
    background: bool
    _words: frozenset[str] | None = field(default=None)

    @property
    def words(self) -> frozenset[str]:
        """The longer words of the evidence, without case."""
        if self._words is None:
            text = " ".join(r.source.evidence[:_MAX_EVIDENCE_CHARS] for r in self.reports[:4])
            self._words = frozenset(w for w in _WORD.findall(text.casefold()) if len(w) >= _MIN_WORD)
        return self._words


def report_id(report: Report) -> str:
    """ISO3 and a hash of what the report says happened, where, when, to whom, and in which words: of nothing else in the batch."""
    draft = report.draft
    names = [*sorted(a.name for a in draft.actors), ">", *sorted(a.name for a in draft.targets)]
    toll = "" if draft.fatalities is None else str(draft.fatalities.best)
    words = " ".join(report.source.evidence.casefold().split())
    content = "|".join((draft.sub_event_type, day_text(report), spot(report), *names, toll, words))
    iso3 = report.admin.iso3 if report.admin and report.admin.iso3 else "XXX"
    return iso3 + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def day_text(report: Report) -> str:
    date = report.draft.date
    return f"{date.day}/{date.precision}" if date else report.draft.date_text


def spot(report: Report) -> str:
    """The point and its relation; without a point of its own, the place's words: two villages of one province are two places."""
    location = report.location
    if location is None:
        return report.place_text
    point = f"{location.lat:.4f},{location.lon:.4f},{location.relation}"
    place = report.draft.place
    return point if location.method != "admin" or place is None or place.anaphor else f"{point},{_folded(report.place_text)}"


def tellings(reports: Iterable[Report]) -> list[Telling]:
    """The reports by document and act, whatever their order; the same report twice is one."""
    found: dict[tuple[str, ...], dict[_Key, list[Report]]] = defaultdict(dict)
    for report in reports:
        trigger = report.draft.trigger
        same = found[_act(report)].setdefault((trigger.start, trigger.end, report_id(report)), [])
        if report not in same:
            same.append(report)
    return [_telling(part) for group in found.values() for part in _by_author(group)]


def _by_author(group: dict[_Key, list[Report]]) -> list[dict[_Key, list[Report]]]:
    """The reports of one spot by who acts: what two parties did there is two acts. Those that name nobody go with the first.

    Of a battle either side may be told first, so that it is never parted.
    """
    if len(group) < 2 or next(iter(group.values()))[0].draft.event_type == "Battles":
        return [group]
    parts: list[tuple[set[str], dict[_Key, list[Report]]]] = []
    for key in sorted(group, key=lambda k: (not group[k][0].draft.actors, k)):
        names = {a.name for report in group[key] for a in report.draft.actors}
        fitting = [part for part in parts if not names or names & part[0]]
        for part in fitting[1:] if names else ():
            fitting[0][0].update(part[0])
            fitting[0][1].update(part[1])
            parts.remove(part)
        if not fitting:
            parts.append((names, {key: group[key]}))
        else:
            fitting[0][0].update(names)
            fitting[0][1][key] = group[key]
    return [part for _, part in parts]


def _act(report: Report) -> tuple[str, ...]:
    """What is equal in true repeats within a document. Its other near-repeats were told apart with the whole text at hand."""
    draft = report.draft
    day = str(draft.date.day) if draft.date else draft.date_text
    return (report.source.doc_id, draft.event_type, draft.sub_event_type, day, spot(report))


def _telling(group: dict[_Key, list[Report]]) -> Telling:
    # Reports that say the same in one place differ, if at all, in what a rule made of it: any fixed order of them will do.
    reports = tuple(r for key in sorted(group) for r in _fixed(group[key]))
    first, date, location = reports[0], reports[0].draft.date, reports[0].location
    place = location.place if location else None
    return Telling(
        reports=reports,
        ids=tuple(sorted({key for _, _, key in group})),
        doc_id=first.source.doc_id,
        kind=first.draft.sub_event_type,
        battle=first.draft.event_type == "Battles",
        day=date.day.toordinal() if date else None,
        start=date.start.toordinal() if date else 0,
        end=_end(date),
        precision=date.precision if date else 0,
        date_text=first.draft.date_text,
        location=location,
        name=_folded(place.name if place else first.place_text),
        place_id=place.place_id if place else "",
        place_kind=place.kind if place else "",
        population=place.population if place else 0,
        area=bool(location and location.precision >= 3),
        actors=parties(a for r in reports for a in r.draft.actors),
        targets=parties(a for r in reports for a in r.draft.targets),
        toll=_toll(reports),
        background=all(r.draft.background for r in reports),
    )


def _fixed(reports: list[Report]) -> list[Report]:
    return reports if len(reports) == 1 else sorted(reports, key=repr)


_folded = functools.lru_cache(maxsize=20_000)(fold)


def _end(date: DateSpan | None) -> int:
    return max(date.end.toordinal(), date.start.toordinal() + 1) if date else 0


def parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """Each name once, sorted, so that equal sides are equal tuples."""
    found = {a.name: a for a in actors}
    if len(found) == 1:
        ((name, actor),) = found.items()
        return (Party(name, actor.inter, actor.country),)
    return tuple(Party(name, found[name].inter, found[name].country) for name in sorted(found))


def _toll(reports: Sequence[Report]) -> Toll | None:
    if len(reports) == 1:
        return _single_toll(reports[0])
    counts = [(r.draft.fatalities, r.draft.fatalities_shared) for r in reports if r.draft.fatalities]
    known = [c.best for c, _ in counts if c.best is not None]
    if not known:
        return None
    best = max(known)
    lows = [c.low for c, _ in counts if c.low is not None]
    highs = [math.inf if c.high is None else c.high for c, _ in counts]
    return Toll(best, min(best, *lows, best), max(best, *highs, best), any(shared for _, shared in counts))


def _single_toll(report: Report) -> Toll | None:
    count = report.draft.fatalities
    if count is None or count.best is None:
        return None
    low = count.best if count.low is None else min(count.low, count.best)
    high = math.inf if count.high is None else max(count.high, count.best)
    return Toll(count.best, low, high, report.draft.fatalities_shared)
