"""What the text puts into a province lies in it: "Abdin in Idlib province" is no village of that name in another.

A province said right beside a name binds it. Where the name's likeliest place lies elsewhere, one that bears the name in the province is
taken, then one whose name looks like it there; where none is known, all that is said is the province, and its size is the radius. A country
binds too, but says too little to be a place itself: what is not known in it is known nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from eventmap.names import fold
from eventmap.records import Location, Place, Span, Toponym
from eventmap.resolve.geo import distance_km
from eventmap.resolve.mentions import FIRST, GAP_CHARS, KNOWN_PEOPLE, Name, inside_of, is_listed, owned_by
from eventmap.resolve.options import AREAS, OptionIndex
from eventmap.resolve.sites import at_place, in_area_at, lies_in_area

MAX_AREA_KM = 150.0  # a larger area says little: "Timbuktu region"
MIN_ALIKE = 0.8  # of letters; the area is said, so the name may be written very differently, but not be another
SEAT_REACH_KM = 80.0  # of a district of which only the seat is known, and not how large it is
REGION_REACH = 2.0  # of the radius of a region, whose borders nobody has drawn
METROPOLIS = 1_000_000  # people: of so large a city "in" another country says something else than where it is
PROVINCE = 3  # geo_precision: a province, or a town that stands for one
SURE = 0.6  # that the area is what it is taken for
_AREA_KINDS = frozenset({"admin1", "admin2"})
_UNBOUND = AREAS | {"water"}  # a river runs through more than one province


def keep_in_areas(text: str, toponyms: Sequence[Toponym], names: Sequence[Name], located: dict[Span, Location], index: OptionIndex) -> None:
    """Moves what lies far outside the province that the text puts it in. Linear in mentions."""
    said = _said(text, toponyms, located, _provinces(names, located, toponyms))
    if not said:
        return
    for name in names:
        area = next((said[i] for i in name.mentions if i in said), None)
        spans = [toponyms[i].span for i in name.mentions]
        if area is None or area.place is None or not _is_outside(located.get(spans[0]), area):
            continue
        location = _in_area(name, area, area.place, index)
        for span in spans:
            located.pop(span, None)
            if location is not None:
                located[span] = location


def _provinces(names: Sequence[Name], located: Mapping[Span, Location], toponyms: Sequence[Toponym]) -> dict[int, Location]:
    """Index of a mention of a seat that its province may be named by, as in "a village in Deraa" -> the province, at its seat."""
    found: dict[int, Location] = {}
    for name in names:
        seat = located.get(toponyms[name.mentions[0]].span)
        if seat is None or seat.place is None or seat.place.kind != "settlement" or name.kind:
            continue
        same = (name.options[m].place for m in name.live if name.options[m].place.kind == "admin1")
        if province := next((p for p in same if p.country == seat.place.country and seat.place.admin1 in (p.name, p.admin1)), None):
            found |= dict.fromkeys(name.mentions, replace(seat, place=province, radius_km=province.radius_km, precision=PROVINCE))
    return found


def _said(
    text: str, toponyms: Sequence[Toponym], located: Mapping[Span, Location], provinces: Mapping[int, Location]
) -> dict[int, Location]:
    """Index of a mention -> the location of the province that the text puts it in, said right after it or after the list it is in.

    What a seat or a region without borders holds by its name alone is only what is known to lie elsewhere: a village that is not known
    may be a quarter of the town.
    """
    found: dict[int, Location] = {}
    order = [i for i, t in enumerate(toponyms) if not (t.anaphor or t.demonym)]
    owned, open_lists = owned_by(text, toponyms, order), _open_lists(text, toponyms, order, located)
    for i, j in reversed(list(pairwise(order))):
        gap = text[toponyms[i].span.end : toponyms[j].span.start]
        if len(gap) > GAP_CHARS or toponyms[i].kind == "admin" or toponyms[i].metonym:
            continue
        outer = ((k, provinces.get(k) or located.get(toponyms[k].span)) for k in (owned.get(j, j), j))
        areas = ((k, area) for k, area in outer if area is not None and _binds(toponyms[k], area, gap, j not in open_lists))
        if inside_of(gap) == FIRST and (binding := next(areas, None)) is not None:
            k, area = binding
            is_loose = k in provinces or _is_land(toponyms[k], area)
            if not is_loose or (toponyms[i].kind in ("", "settlement") and _is_known_in(located.get(toponyms[i].span), area)):
                found[i] = area
        elif j in found and is_listed(gap) and not _is_area(located.get(toponyms[i].span)):
            found[i] = found[j]
    return found


def _is_land(outer: Toponym, area: Location) -> bool:
    """Whether it is a region without borders, and not called a province."""
    return area.place is not None and area.place.kind == "region" and outer.kind != "admin"


def _is_area(location: Location | None) -> bool:
    return location is not None and location.place is not None and location.place.kind in AREAS


def _is_known_in(location: Location | None, area: Location) -> bool:
    """Whether it is known somewhere in the area's country."""
    return location is not None and location.place is not None and area.place is not None and location.place.country == area.place.country


def _open_lists(text: str, toponyms: Sequence[Toponym], order: Sequence[int], located: Mapping[Span, Location]) -> frozenset[int]:
    """The mentions after which a list goes on, as after "Lower Shabelle" of "Golweyn, Lower Shabelle and Bay"; a country is none of it."""
    listed = ((i, j) for i, j in pairwise(order) if is_listed(text[toponyms[i].span.end : toponyms[j].span.start]))
    ends = ((i, located.get(toponyms[j].span)) for i, j in listed)
    return frozenset(i for i, end in ends if end is None or end.place is None or end.place.kind != "country")


def _binds(outer: Toponym, area: Location, gap: str, closes: bool) -> bool:
    """Whether it is surely a province of a usual size; a mere comma binds only to what is called one, or is one and ``closes`` a list."""
    if area.place is None or area.confidence < SURE:
        return False
    if area.place.kind == "country":
        return gap.split()[-1:] == ["in"]  # also "Taze, a town in Myanmar"
    is_seat = outer.kind == "admin" and area.precision == PROVINCE and fold(area.place.name) == outer.key  # of a district not known itself
    if area.radius_km > MAX_AREA_KM or not (area.place.kind in (*_AREA_KINDS, "region") or is_seat):
        return False
    return outer.kind in ("admin", "admin1") or gap.strip()[:1] not in (",", "،") or (closes and area.place.kind == "admin1")


def _is_outside(location: Location | None, area: Location) -> bool:
    if location is None or location.place is None:
        return location is None
    place = location.place
    known = METROPOLIS if area.place is not None and area.place.kind == "country" else KNOWN_PEOPLE
    return place.kind not in _UNBOUND and place.population < known and not _lies_in(location, area)


def _lies_in(location: Location, area: Location) -> bool:
    if area.place is not None and area.place.kind == "country":
        return location.place is not None and location.place.country in (area.place.country, "")
    if area.place is not None and area.place.kind in ("settlement", "region"):
        reach = max(SEAT_REACH_KM, REGION_REACH * area.place.radius_km)
        return distance_km((location.lat, location.lon), (area.lat, area.lon)) <= reach
    return lies_in_area(location, area)


def _in_area(name: Name, area: Location, place: Place, index: OptionIndex) -> Location | None:
    inside = [(name.chances[m], at_place(o.place)) for m, o in enumerate(name.options) if o.place.kind not in AREAS]
    inside = [(chance, location) for chance, location in inside if _lies_in(location, area)]
    if inside:
        best = max(inside, key=lambda pair: pair[0])[1]
        return replace(best, confidence=area.confidence, reasons=(f"the text puts it in {place.name}",))
    if place.kind == "country":
        return None
    alike = (c for c in index.alike(name.surface, place.country, place.admin1 or place.name) if c.score >= MIN_ALIKE)
    is_drawn = place.kind in _AREA_KINDS  # maps differ about borders, but the seat or region has to be near
    like = next((c for c in alike if is_drawn or _lies_in(at_place(c.place), area)), None)
    if like is not None:
        reasons = (f"the text puts it in {place.name}, where only {like.matched} is called much the same",)
        return at_place(like.place, round(area.confidence * like.score, 4), reasons)
    return in_area_at(area, name.surface)
