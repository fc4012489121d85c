"""Mentions to places: every name of a document is resolved together with the others, then each mention gets its site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eventmap.records import Document, Location, Place, Span, Toponym
from eventmap.resolve.context import Scene
from eventmap.resolve.explain import alternatives_of, confidence_of, reasons_of
from eventmap.resolve.loose import widen
from eventmap.resolve.mentions import Name
from eventmap.resolve.options import SEATED_KINDS, OptionIndex, Places, index_of, is_seat
from eventmap.resolve.rank import best_of, rank
from eventmap.resolve.scene import scene_of
from eventmap.resolve.sites import at_place, at_seat, at_town_of, offset_from, site_of
from eventmap.settings import Settings

MIN_SURE = 0.3  # a choice less sure than this is "no such place known": of the training documents' answers below it, one in six is right
# What an anaphor may stand for, by the kind of place its noun says.
_STANDS_FOR = {
    "settlement": frozenset({"settlement", "neighbourhood"}),
    "neighbourhood": frozenset({"neighbourhood", "settlement"}),
    "facility": frozenset({"facility"}),
}
_SMALL = frozenset({"settlement", "neighbourhood", "facility", "admin2", "admin", "terrain"})
AREA_REACH_CHARS = 300  # "the area" is near by in the text


def locate(document: Document, toponyms: Sequence[Toponym], gazetteer: Places, settings: Settings) -> tuple[Toponym, ...]:
    """The mentions with ``location`` and ``site`` filled where a place is known; the others keep None.

    Time grows linearly with the mentions; nothing is looked up twice for one gazetteer.
    """
    toponyms = sorted(toponyms, key=lambda t: (t.span.start, t.span.end))
    scene = ranked(document, toponyms, index_of(gazetteer), settings)
    located: dict[Span, Location] = {}
    for n, name in enumerate(scene.names):
        location = _location(scene, n) if name.options else None
        if location is not None and location.confidence >= MIN_SURE:
            located |= dict.fromkeys([toponyms[i].span for i in name.mentions], location)
    return with_sites(toponyms, located)


def ranked(document: Document, toponyms: Sequence[Toponym], index: OptionIndex, settings: Settings) -> Scene:
    """The document's names with their chances; a second time when like names were added."""
    scene = scene_of(document, toponyms, index, settings)
    rank(scene, index.weights)
    if widen(scene, index):
        rank(scene, index.weights)
    return scene


def _location(scene: Scene, n: int) -> Location:
    name = scene.names[n]
    best = best_of(name)
    location = replace(
        at_place(name.options[best].place, confidence_of(scene, n, best)),
        reasons=reasons_of(scene, n, best),
        alternatives=alternatives_of(name, best),
    )
    if name.kind in SEATED_KINDS and name.options[best].place.kind == "settlement":
        return at_town_of(location)
    seat = seat_of(name, best)
    return at_seat(location, seat) if seat else location


def seat_of(name: Name, best: int) -> Place | None:
    """The town that a province or district is named after, if it is so near the middle that the name says little which is meant.

    Two sources may put the middle of the same province far apart; the town has to be near one of them.
    """
    area = name.options[best].place
    if area.kind not in SEATED_KINDS:
        return None
    same = [o for o in name.options if o.place.kind == area.kind and o.area == name.options[best].area]
    near = [o.place for o in name.options if any(is_seat(a.place, a.vector, o.place, o.vector) for a in same)]
    return max(near, key=lambda p: (p.population, p.place_id), default=None)


def with_sites(toponyms: Sequence[Toponym], located: dict[Span, Location]) -> tuple[Toponym, ...]:
    """Fills location and site of each mention from ``located``; anaphors take their antecedent's, unknown subjects the computed point."""
    bound = [_bound(t, toponyms, n, located) if t.anaphor else t for n, t in enumerate(toponyms)]
    located |= {t.span: located[t.refers_to] for t in bound if t.anaphor and t.refers_to in located}
    _compute_unknown_subjects(bound, located)
    return tuple(replace(t, location=located.get(t.span), site=_site(t, located)) for t in bound)


def _bound(anaphor: Toponym, toponyms: Sequence[Toponym], n: int, located: Mapping[Span, Location]) -> Toponym:
    """ "The city" is not the country named last: steps back to a mention whose place is of a fitting kind.

    "The area" may be anything, but is rather al-Bab than the province of "al-Bab in the province of Aleppo".
    """
    fitting = _STANDS_FOR.get(anaphor.kind, _SMALL)
    for t in reversed(toponyms[max(0, n - 12) : n]):
        if not anaphor.kind and anaphor.span.start - t.span.end > AREA_REACH_CHARS:
            break
        location = located.get(t.span)
        place = location.place if location else None
        if not (t.anaphor or t.metonym or t.demonym) and (place is None or place.kind in fitting):
            return replace(anaphor, refers_to=t.span, key=t.key)
    return anaphor


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
