"""Mentions to places: every name of a document is resolved together with the others, then each mention gets its site."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from eventmap.names import fold
from eventmap.records import Document, Location, Place, Relation, Span, Toponym
from eventmap.resolve.context import Scene
from eventmap.resolve.explain import alternatives_of, confidence_of, reasons_of
from eventmap.resolve.facilities import bears_its_place, whole_name
from eventmap.resolve.geo import angle_between, bearing_deg, distance_km
from eventmap.resolve.loose import is_anothers, is_far_guess, widen
from eventmap.resolve.mentions import Name
from eventmap.resolve.options import AREAS, SEATED_KINDS, OptionIndex, Places, chord_km2, index_of, is_seat
from eventmap.resolve.provinces import keep_in_areas
from eventmap.resolve.quarters import keep_in_cities
from eventmap.resolve.rank import best_of, rank
from eventmap.resolve.scene import scene_of
from eventmap.resolve.sites import at_place, at_seat, at_town_of, lies_in, near_namesake, offset_from, one_of, site_of, unknown_near
from eventmap.resolve.spelled import forms_of, unlikeness
from eventmap.resolve.waters import by_their_towns
from eventmap.settings import Settings

MIN_SURE = 0.3  # a choice less sure than this is "no such place known": of the training documents' answers below it, one in six is right
WORLD_CITY, WORLD_LEAD = 150_000, 8  # people; how many times more than the next of the name
NEIGHBOURS_KM = 60.0  # places of one name no farther apart are one area, if it does not matter which is meant
MOST = 0.9  # of the chances: that it is one of them
SURE_COUNTRY = 0.8  # the chance among its namesakes that makes a country's name the country's, however little else is told
# What an anaphor may stand for, by the kind of place its noun says.
_STANDS_FOR = {
    "settlement": frozenset({"settlement"}),
    "neighbourhood": frozenset({"neighbourhood", "settlement"}),
    "facility": frozenset({"facility"}),
    "admin1": frozenset({"admin1"}),
}
_SMALL = frozenset({"settlement", "neighbourhood", "facility", "admin2", "admin", "terrain"})
# The least and the most people of what a noun may stand for: "the city" is no village, "the village" no city.
_ANY_SIZE = (0, 100_000_000)
_PEOPLE = {fold(noun): (8_000, 100_000_000) for noun in ("city", "المدينة", "ville", "ciudad")}
_PEOPLE |= {fold(noun): (0, 50_000) for noun in ("village", "hamlet", "القرية", "pueblo", "aldea")}
# A place of so few people, so far from where the text says it lies, is another of the name.
MAX_NAMESAKE = 100_000
NAMESAKE_KM = 60.0
NEAR_NAMESAKE_KM = 200.0  # Hays, "south of Hodeidah", lies 112 km away
MUCH_UNLIKE = 0.3  # of the letters of the place's main name
OPPOSITE_KM, OPPOSITE_DEG = 20.0, 110.0  # from the anchor; "south of" may be southeast or southwest
MAX_STEPS = 20  # mentions back
AREA_REACH_CHARS = 300  # "the area" is near by in the text


def locate(document: Document, toponyms: Sequence[Toponym], gazetteer: Places, settings: Settings) -> tuple[Toponym, ...]:
    """The mentions with ``location`` and ``site`` filled where a place is known; the others keep None.

    Time grows linearly with the mentions; nothing is looked up twice for one gazetteer.
    """
    toponyms = sorted(toponyms, key=lambda t: (t.span.start, t.span.end))
    index = index_of(gazetteer)
    scene = ranked(document, toponyms, index, settings)
    located: dict[Span, Location] = {}
    for n, name in enumerate(scene.names):
        location = _location(scene, n) if name.options else None
        if location is not None:
            located |= {toponyms[i].span: _as_said(document.text, toponyms[i], location) for i in name.mentions}
    keep_in_areas(document.text, toponyms, scene.names, located, index)
    keep_in_cities(document.text, toponyms, scene.names, located, gazetteer.dumps)
    by_their_towns(document.text, toponyms, located)
    return with_sites(toponyms, located)


def _as_said(text: str, t: Toponym, location: Location) -> Location:
    """A town's place, or near it where the mention is of a site that bears its name: "Taganrog airfield"."""
    bears = t.kind == "facility" and location.place is not None and location.place.kind in ("settlement", "neighbourhood")
    return near_namesake(location) if bears and bears_its_place(whole_name(text, t)) else location


def ranked(document: Document, toponyms: Sequence[Toponym], index: OptionIndex, settings: Settings) -> Scene:
    """The document's names with their chances; a second time when like names were added."""
    scene = scene_of(document, toponyms, index, settings)
    rank(scene, index.weights)
    if widen(scene, index):
        rank(scene, index.weights)
    return scene


def _location(scene: Scene, n: int) -> Location | None:
    """Where name ``n`` is, None when that is too unsure."""
    name = scene.names[n]
    best = best_of(name)
    if is_anothers(scene, n, best) or is_far_guess(scene, n, best):
        return None
    confidence = confidence_of(scene, n, best)
    is_country = name.options[best].place.kind == "country" and name.chances[best] > SURE_COUNTRY
    if confidence < MIN_SURE and not (is_country or is_world_city(name, best)):
        return _among_neighbours(scene, n, best)
    location = at_place(name.options[best].place, confidence, reasons_of(scene, n, best), alternatives_of(name, best))
    if name.kind in SEATED_KINDS and name.options[best].place.kind == "settlement":
        return at_town_of(location)
    seat = seat_of(name, best)
    return at_seat(location, seat) if seat else location


def is_world_city(name: Name, best: int) -> bool:
    """Whether the choice is so much larger than all its namesakes that it needs no context: Geneva, of which America has eleven."""
    place = name.options[best].place
    others = max((name.options[m].place.population for m in name.live if m != best and name.options[m].place.kind not in AREAS), default=0)
    is_large = place.kind == "settlement" and place.population >= max(WORLD_CITY, WORLD_LEAD * others)
    return is_large and not unlikeness(forms_of(name.surface), (place.name,))  # Harare once was called Salisbury


def _among_neighbours(scene: Scene, n: int, best: int) -> Location | None:
    """Where it is unsure which place bears the name, but all of them lie so near each other that the area is sure; None elsewhere.

    Adan Yabaal, the town, and the middle of the district named after it, 40 km apart.
    """
    name, place = scene.names[n], scene.names[n].options[best].place
    near = [m for m in name.live if chord_km2(name.options[m].vector, name.options[best].vector) < NEIGHBOURS_KM**2]
    confidence = confidence_of(scene, n, best, NEIGHBOURS_KM**2)
    if len(near) < 2 or confidence < MIN_SURE or sum(name.chances[m] for m in near) < MOST:
        return None
    apart = max(distance_km((place.lat, place.lon), (name.options[m].place.lat, name.options[m].place.lon)) for m in near)
    return one_of(at_place(place, confidence, reasons_of(scene, n, best), alternatives_of(name, best)), len(near), apart)


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
    located |= {t.span: _stood_for(t, located[t.refers_to]) for t in bound if t.anaphor and t.refers_to in located}
    _compute_unknown_subjects(bound, located)
    return tuple([_located(t, located.get(t.span), located) for t in bound])


def _located(t: Toponym, location: Location | None, located: Mapping[Span, Location]) -> Toponym:
    """The mention with its location and its site. Written out: ``dataclasses.replace`` takes several times as long."""
    if location is None and t.location is None and t.site is None:
        return t
    return Toponym(
        span=t.span, surface=t.surface, key=t.key, kind=t.kind, score=t.score, metonym=t.metonym, demonym=t.demonym, anaphor=t.anaphor,
        refers_to=t.refers_to, relation=t.relation, location=location, site=location and _site(t, location, located),
    )  # fmt: skip


def _bound(anaphor: Toponym, toponyms: Sequence[Toponym], n: int, located: Mapping[Span, Location]) -> Toponym:
    """ "The city" is not the country named last: steps back to a mention whose place is of a fitting kind and size.

    After a quarter it is rather the city that the quarter lies in. "The area" may be anything, but is rather al-Bab than the province of
    "al-Bab in the province of Aleppo".
    """
    people = _PEOPLE.get(fold(anaphor.surface.split()[-1]), _ANY_SIZE)
    reach = math.inf if anaphor.kind else AREA_REACH_CHARS
    before = (t for t in reversed(toponyms[max(0, n - MAX_STEPS) : n]) if anaphor.span.start - t.span.end <= reach)
    fitting = (t for t in before if _may_stand_for(anaphor, t, people, located))
    best = next(fitting, None) or _in_province(anaphor, toponyms[:n], located)
    if best is None:
        return _unbound_from_area(anaphor, located)
    quarter = located.get(toponyms[n - 1].span)
    if anaphor.kind == "settlement" and quarter and quarter.place and quarter.place.kind == "neighbourhood":
        best = next((t for t in (best, *fitting) if t.span in located and lies_in(quarter, located[t.span])), best)
    return replace(anaphor, refers_to=best.span, key=best.key)


def _in_province(anaphor: Toponym, before: Sequence[Toponym], located: Mapping[Span, Location]) -> Toponym | None:
    """The town named last, around which "the province" lies where the text names none."""
    if anaphor.kind != "admin1":
        return None
    small = replace(anaphor, kind="")
    return next((t for t in reversed(before[-MAX_STEPS:]) if t.span in located and _may_stand_for(small, t, _ANY_SIZE, located)), None)


def _stood_for(anaphor: Toponym, location: Location) -> Location:
    """What an anaphor's antecedent is to it: "the province" of a town is no more exact than an area."""
    town = anaphor.kind == "admin1" and location.place is not None and location.place.kind not in AREAS
    return at_town_of(location) if town else location


def _unbound_from_area(anaphor: Toponym, located: Mapping[Span, Location]) -> Toponym:
    """ "Targets in Syria. Fighters left the town": a town is no country, and which one it is, is not said."""
    location = located.get(anaphor.refers_to) if anaphor.refers_to else None
    wide = location is not None and location.place is not None and location.place.kind in AREAS
    return replace(anaphor, refers_to=None, key=fold(anaphor.surface)) if wide and anaphor.kind in _STANDS_FOR else anaphor


_SMALL_NOUNS = ("village", "hamlet")


def _may_stand_for(anaphor: Toponym, t: Toponym, people: tuple[int, int], located: Mapping[Span, Location]) -> bool:
    """Whether "the city" may be mention ``t``; a city is a place the gazetteer knows, a village may be one it does not."""
    landmark = t.relation is not None and t.relation.subject is not None  # of "A, 8 km west of B" A is the village
    if t.anaphor or t.metonym or t.demonym or (landmark and anaphor.surface.lower().endswith(_SMALL_NOUNS)):
        return False
    least, most = people
    location = located.get(t.span)
    place = location.place if location else None
    if place is None:
        return location is None and not least and t.kind in ("", anaphor.kind)
    return place.kind in _STANDS_FOR.get(anaphor.kind, _SMALL) and (not place.population or least <= place.population <= most)


def _compute_unknown_subjects(toponyms: Sequence[Toponym], located: dict[Span, Location]) -> None:
    """ "Dayr Kak, eight kilometers southwest of al-Bab" where no gazetteer knows Dayr Kak: the computed point, for all mentions of it."""
    subjects = {t.span: t for t in toponyms}
    spans: dict[str, list[Span]] = {}
    for t in toponyms:
        spans.setdefault(t.key, []).append(t.span)
    for t in toponyms:
        r = t.relation
        if r is None or r.subject not in subjects or t.span not in located:
            continue
        computed = _as_told(t, r, located[t.span], subjects[r.subject])
        if computed is None:
            continue
        said = _Said(r, located[t.span], computed, subjects[r.subject].surface)
        if r.subject not in located or said.is_of_another(located[r.subject]):
            same = spans[subjects[r.subject].key]
            located |= {span: computed for span in same if span not in located or said.is_of_another(located[span])}


def _as_told(t: Toponym, r: Relation, anchor: Location, subject: Toponym) -> Location | None:
    """Where the relation puts its subject: a point, or somewhere near; None where it says too little."""
    if r.distance_km is not None and r.bearing_deg is not None:
        return replace(offset_from(anchor, r), relation=f"{r.text} of {t.surface}")  # "8 km S" alone would be of the subject itself
    small = anchor.place is not None and anchor.place.kind in _SMALL
    named = not subject.anaphor and subject.kind in ("", "settlement")
    return unknown_near(anchor, r, subject.surface) if r.kind in ("near", "outside") and small and named else None


class _Said(NamedTuple):
    """Where the text says that a place lies: ``relation`` from ``anchor``, which is about ``computed``."""

    relation: Relation
    anchor: Location
    computed: Location
    surface: str

    def is_of_another(self, named: Location) -> bool:
        """Whether a small place is nowhere near there, or on the other side of the anchor: the one meant, no gazetteer knows."""
        place = named.place
        if place is None or place.kind not in _SMALL or place.population >= MAX_NAMESAKE:
            return False
        km = distance_km((named.lat, named.lon), (self.computed.lat, self.computed.lon))
        return km > self._reach_km(place) or (km > OPPOSITE_KM and self._is_opposite(named))

    def _reach_km(self, place: Place) -> float:
        """A name that is not the place's main one is less surely its."""
        is_loose = self.relation.distance_km is None and unlikeness(forms_of(self.surface), (place.name,)) < MUCH_UNLIKE
        return 2 * self.computed.radius_km + (NEAR_NAMESAKE_KM if is_loose else NAMESAKE_KM)

    def _is_opposite(self, named: Location) -> bool:
        """ "Hamam, south of Qayyarah", is no village north of it."""
        said, anchor = self.relation.bearing_deg, self.anchor
        if said is None or self.relation.distance_km is not None:
            return False
        return angle_between(said, bearing_deg((anchor.lat, anchor.lon), (named.lat, named.lon))) > OPPOSITE_DEG


def _site(toponym: Toponym, location: Location, located: Mapping[Span, Location]) -> Location | None:
    """Where something told at the mention happened; a yardstick ("Dayr Kak, eight kilometers southwest of al-Bab") is only itself."""
    if toponym.relation is None or toponym.relation.subject in located:
        return location
    return site_of(location, toponym.relation, located)
