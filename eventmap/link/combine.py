"""A cluster of tellings to one event: every source, every toll, and of each field the best that any source says.

    sub-type   the stronger one (data/link_kinds.tsv: a capture over the clash that it ended)
    day        the most precise; of equally precise ones what most sources say, then the earliest source
    place      the named place over "near" and over a province, the smaller radius, the surer choice
    sides      all names; a general word ("rebels") gives way to the named group
    toll       best: what most sources say, then the latest one; low and high over all sources. A figure for this place alone is taken
               before one that covers several places
    status     reported as soon as one source tells it plainly; else foiled, denied, alleged in this order. Another source's "denied" or
               "foiled" stays visible as a tag "denied_in=doc_id". Within one document the more careful word counts
    background only where every source tells it as background
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventmap.link.features import compare, kinds, swapped, weights
from eventmap.link.sides import union
from eventmap.link.tellings import Telling
from eventmap.records import Actor, Count, DateSpan, Event, Mark, Report, Source, Span

GAP = " … "  # between two pieces of evidence of one document
_STATUS = ("reported", "foiled", "denied", "alleged")


def combine(cluster: Iterable[Telling]) -> Event:
    """One event of the cluster's tellings. Its id is that of the earliest source's report, so that later sources leave it as it is."""
    tellings = sorted(cluster, key=told_order)
    reports = [r for t in tellings for r in t.reports]
    return _alone(tellings[0]) if len(reports) == 1 else _together(tellings, reports)


def _alone(telling: Telling) -> Event:
    """The event of a single report, as it is: most are."""
    (report,) = telling.reports
    draft, toll = report.draft, report.draft.fatalities
    return Event(
        event_id=telling.ids[0],
        event_type=draft.event_type,
        sub_event_type=draft.sub_event_type,
        date=draft.date,
        actors=draft.actors,
        targets=draft.targets,
        location=report.location,
        place_text=report.place_text,
        sources=(report.source,),
        fatalities=toll.best if toll else None,
        fatalities_low=_low(toll) if toll else None,
        fatalities_high=_high(toll) if toll else None,
        fatalities_shared=bool(toll and draft.fatalities_shared),
        injured=draft.injured.best if draft.injured else None,
        civilian_targeting=draft.civilian_targeting,
        status=draft.status,
        background=draft.background,
        confidence=draft.confidence,
        admin=report.admin,
        tags=tuple(dict.fromkeys(_tags([report], draft.date is not None))),
        rules=draft.rules,
    )


def _together(tellings: Sequence[Telling], reports: Sequence[Report]) -> Event:
    best = min(reports, key=_place_order)
    kind = _strongest(tellings)
    tolls = [r.draft.fatalities for r in _unshared(reports) if r.draft.fatalities]
    actors, targets = _sides(tellings)
    dates = [r.draft.date for r in reports if r.draft.date]
    status, denials = _status(tellings)
    figure = _figure([(t, _told(t.reports)) for t in tellings])
    return Event(
        event_id=tellings[0].ids[0],
        event_type=next(r.draft.event_type for r in reports if r.draft.sub_event_type == kind),
        sub_event_type=kind,
        date=_date(dates),
        actors=actors,
        targets=targets,
        location=best.location,
        place_text=best.place_text,
        sources=sources(tellings),
        fatalities=figure,
        fatalities_low=min((n for n in (figure, *map(_low, tolls)) if n is not None), default=None),
        fatalities_high=max((n for n in (figure, *map(_high, tolls)) if n is not None), default=None),
        fatalities_shared=bool(tolls) and all(r.draft.fatalities_shared for r in reports if r.draft.fatalities),
        injured=_figure([(t, _best(r.draft.injured for r in t.reports)) for t in tellings]),
        civilian_targeting=any(r.draft.civilian_targeting for r in reports),
        status=status,
        background=all(t.background for t in tellings),
        confidence=max(r.draft.confidence for r in reports),
        admin=best.admin,
        tags=tuple(dict.fromkeys([*_tags(reports, bool(dates)), *denials])),
        rules=tuple(dict.fromkeys([*(rule for r in reports for rule in r.draft.rules), *_linked(tellings)])),
    )


def _linked(tellings: Sequence[Telling]) -> list[str]:
    """What joined the sources, as "linked: day.same", in the order of the features: levels that speak for one act with the first source."""
    levels = {level for t in tellings[1:] for level, weight in compare(tellings[0], t).levels if weight > 0}
    return [f"linked: {level}" for level in weights() if level in levels]


def told_order(telling: Telling) -> tuple[object, ...]:
    """The earliest source first; those without a day of publication last."""
    published = telling.reports[0].source.published
    return (published is None, published.toordinal() if published else 0, telling.doc_id, telling.ids)


def _strongest(tellings: Sequence[Telling]) -> str:
    """The sub-type that no other one of the cluster is kept before; of several, the most frequent, then the first told."""
    count = Counter(t.kind for t in tellings)
    if len(count) == 1:
        return tellings[0].kind
    over = kinds()
    unbeaten = [k for k in count if not any((other, k) in over for other in count)]
    return max(unbeaten or list(count), key=lambda k: count[k])


def _place_order(report: Report) -> tuple[object, ...]:
    location = report.location
    if location is None:
        return (9,)
    return (location.precision, bool(location.relation), round(location.radius_km, 3), -location.confidence, location.lat, location.lon)


def _date(dates: Sequence[DateSpan]) -> DateSpan | None:
    if not dates:
        return None
    if all(d == dates[0] for d in dates):
        return dates[0]
    finest = min(d.precision for d in dates)
    fine = Counter(d for d in dates if d.precision == finest)
    return max(fine, key=lambda d: (fine[d], d.start - d.end))


def _sides(tellings: Sequence[Telling]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Both sides' names. Where a battle's sides are told in the other order they are turned round; nobody stands on both sides."""
    fullest = max(tellings, key=lambda t: bool(t.actors) + bool(t.targets))
    actors: list[Iterable[Actor]] = []
    targets: list[Iterable[Actor]] = []
    for telling in tellings:
        turned = telling is not fullest and swapped(fullest, telling)
        for report in telling.reports:
            (targets if turned else actors).append(report.draft.actors)
            (actors if turned else targets).append(report.draft.targets)
    acting = union(actors)
    if len(tellings) == 1:
        return acting, union(targets)
    return acting, union(targets, without=[a.name for a in acting])


def _unshared(reports: Sequence[Report]) -> Sequence[Report]:
    """The reports whose toll is this place's alone, if there are any."""
    own = [r for r in reports if r.draft.fatalities and not r.draft.fatalities_shared]
    return own or reports


def _told(reports: Sequence[Report]) -> int | None:
    if len(reports) == 1:
        count = reports[0].draft.fatalities
        return count.best if count else None
    return _best(r.draft.fatalities for r in _unshared(reports))


def _best(counts: Iterable[Count | None]) -> int | None:
    """Within one document the highest figure: texts revise upwards."""
    return max((c.best for c in counts if c and c.best is not None), default=None)


def _figure(told: Sequence[tuple[Telling, int | None]]) -> int | None:
    """What most sources say, then the latest, of the tellings in order; a figure for one place before one for several."""
    known = [(t, n) for t, n in told if n is not None]
    own = [(t, n) for t, n in known if t.toll is None or not t.toll.shared] or known
    if not own:
        return None
    votes = Counter(n for _, n in own)
    last = {n: k for k, (_, n) in enumerate(own)}
    return max(votes, key=lambda n: (votes[n], last[n]))


def _low(count: Count) -> int | None:
    return count.low if count.low is not None else count.best


def _high(count: Count) -> int | None:
    return count.high if count.high is not None else max((n for n in (count.best, count.low) if n is not None), default=None)


def _status(tellings: Sequence[Telling]) -> tuple[str, list[str]]:
    """The status, and tags for what other sources deny or say was foiled."""
    by_doc = [(t.doc_id, max((r.draft.status for r in t.reports), key=_rank)) for t in tellings]
    if all(status == "reported" for _, status in by_doc):
        return "reported", []
    status = min((s for _, s in by_doc), key=_rank)
    return status, [f"{s}_in={doc}" for doc, s in by_doc if s != status and s in ("denied", "foiled")]


def _rank(status: str) -> int:
    return _STATUS.index(status) if status in _STATUS else len(_STATUS)


def _tags(reports: Iterable[Report], dated: bool) -> list[str]:
    tags = [tag for r in reports for tag in r.draft.tags]
    return tags if dated else tags + [f"date_text={r.draft.date_text}" for r in reports if r.draft.date_text]


def sources(tellings: Iterable[Telling]) -> tuple[Source, ...]:
    """One source a document, the earliest first, with all the evidence it gave and its own toll."""
    found: dict[str, list[Report]] = {}
    for telling in tellings:
        found.setdefault(telling.doc_id, []).extend(telling.reports)
    return tuple(_source(reports) for reports in found.values())


def _source(reports: Sequence[Report]) -> Source:
    first, told = reports[0].source, _told(reports)
    if len(reports) == 1 and first.fatalities == told:
        return first
    parts, marks, length = [first.evidence], list(first.marks), len(first.evidence)
    for source in (r.source for r in reports[1:]):
        if any(source.evidence in part for part in parts):
            continue
        shift = length + len(GAP)
        parts.append(source.evidence)
        marks += [Mark(role=m.role, span=Span(m.span.start + shift, m.span.end + shift)) for m in source.marks]
        length = shift + len(source.evidence)
    return replace(first, evidence=GAP.join(parts), marks=tuple(marks), fatalities=told)
