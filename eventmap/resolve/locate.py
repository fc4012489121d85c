"""Mentions to places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from eventmap.records import Candidate, Document, Location, Span, Toponym
from eventmap.resolve.sites import at_place, offset_from, site_of
from eventmap.settings import Settings


class Places(Protocol):
    """What resolving asks of a gazetteer."""

    def candidates(self, key: str) -> tuple[Candidate, ...]: ...


def locate(document: Document, toponyms: Sequence[Toponym], gazetteer: Places, settings: Settings) -> tuple[Toponym, ...]:
    """The mentions with ``location`` and ``site`` filled where a place is known."""
    located: dict[Span, Location] = {}
    for t in toponyms:
        if not t.anaphor and (location := _most_populous(t, gazetteer)) is not None:
            located[t.span] = location
    return with_sites(toponyms, located)


def _most_populous(toponym: Toponym, gazetteer: Places) -> Location | None:
    candidates = gazetteer.candidates(toponym.key)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.place.kind == toponym.kind, c.place.kind == "country", c.place.population, c.place.place_id))
    return replace(at_place(best.place), alternatives=candidates[:5])


def with_sites(toponyms: Sequence[Toponym], located: dict[Span, Location]) -> tuple[Toponym, ...]:
    """Fills location and site of each mention from ``located``; anaphors take their antecedent's, unknown subjects the computed point."""
    for t in toponyms:
        if t.anaphor and t.refers_to in located:
            located[t.span] = located[t.refers_to]
    _compute_unknown_subjects(toponyms, located)
    return tuple(replace(t, location=located.get(t.span), site=_site(t, located)) for t in toponyms)


def _compute_unknown_subjects(toponyms: Sequence[Toponym], located: dict[Span, Location]) -> None:
    """ "Dayr Kak, eight kilometers southwest of al-Bab" where no gazetteer knows Dayr Kak: the computed point."""
    for t in toponyms:
        r = t.relation
        if r is None or r.subject is None or r.subject in located or t.span not in located:
            continue
        if r.distance_km is not None and r.bearing_deg is not None:
            located[r.subject] = offset_from(located[t.span], r)


def _site(toponym: Toponym, located: Mapping[Span, Location]) -> Location | None:
    location = located.get(toponym.span)
    if location is None or toponym.relation is None:
        return location
    return site_of(location, toponym.relation, located)
