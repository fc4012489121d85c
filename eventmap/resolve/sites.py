"""From a place to where something told of it happened: the relation applied, the radius that is honest.

``geo_precision``: 1 the named place itself, 2 near it, part of it or a computed point, 3 a province or larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eventmap.records import Candidate, Location, Place, Relation, Span
from eventmap.resolve.geo import destination, distance_km, midpoint

PROVINCE_KINDS = frozenset({"country", "admin1", "region"})
LARGE_KINDS = frozenset({"country", "region"})
# A phrase of distance and direction is rounded to the kilometre and to eight winds, and is measured from anywhere in the town:
# against UCDP's coordinates the point is off by 0.3-0.5 of the distance said.
OFFSET_ERROR_SHARE = 0.4
MIN_OFFSET_RADIUS_KM = 1.0
# How much farther than the place itself a relation without a distance may reach, in km.
REACH_KM = {"near": 5.0, "outside": 3.0, "countryside": 20.0, "part": 0.0, "road": 15.0, "border": 20.0, "offset": 5.0}
# How far from a town's middle its quarters lie: suburbs are called quarters too.
QUARTER_REACH_KM, BEYOND_TOWN_KM = 20.0, 10.0
UNKNOWN_AREA_KM = 40.0  # half the width of a usual province of which nothing is known
NEAR_AREA_SHARE = 1.2  # of a province's radius, the same as a circle of its size
UNKNOWN_NEAR_KM = 15.0  # how far from a town a village may lie that is said to be near it
DIRECTION_REACH_KM = 10.0  # "north of Homs" says less than "near Homs"


def precision_of(place: Place) -> int:
    """geo_precision of the place itself."""
    if place.kind in PROVINCE_KINDS:
        return 3
    return 2 if place.kind in ("admin2", "admin") else 1


def at_place(
    place: Place, confidence: float = 0.5, reasons: tuple[str, ...] = (), alternatives: tuple[Candidate, ...] = ()
) -> Location:
    """The place itself, its own size as radius."""
    method = "admin" if place.kind in ("country", "admin1", "admin2", "admin") else "gazetteer"
    return Location(
        lat=place.lat, lon=place.lon, radius_km=place.radius_km, precision=precision_of(place), place=place, method=method,
        confidence=confidence, reasons=reasons, alternatives=alternatives,
    )  # fmt: skip


def at_seat(province: Location, seat: Place) -> Location:
    """A province at its seat, as event tables code what is only said to be in the province; its size stays."""
    reasons = (*province.reasons, f"put at its seat, {seat.name}")
    return replace(province, lat=seat.lat, lon=seat.lon, reasons=reasons)


def at_town_of(location: Location) -> Location:
    """A town that stands for the area the text speaks of, where the gazetteer does not know the area."""
    reasons = (*location.reasons, "the text speaks of an area of which only the town is known")
    return replace(location, radius_km=max(location.radius_km, UNKNOWN_AREA_KM), precision=3, reasons=reasons)


def one_of(location: Location, places: int, apart_km: float) -> Location:
    """One of several places of a name that lie ``apart_km`` from it and nearer: no more exact than the area that holds them."""
    reasons = (f"{places} places of the name within {apart_km:.0f} km, and the text does not say which", *location.reasons)
    radius = round(max(location.radius_km, apart_km), 1)
    return replace(location, radius_km=radius, precision=3, method="admin", reasons=reasons)


def lies_in(quarter: Location, town: Location) -> bool:
    """Whether a quarter's point is so near the town that it may be a part of it."""
    reach = max(QUARTER_REACH_KM, town.radius_km + BEYOND_TOWN_KM)
    return distance_km((quarter.lat, quarter.lon), (town.lat, town.lon)) <= reach


def quarter_at(city: Location, quarter: str) -> Location:
    """A quarter that is not known, at its city: anywhere in it, so no more exact than an area."""
    reasons = (f"no {quarter} is known in {_name(city)}, so it is put at the city", *city.reasons)
    return replace(city, precision=3, method="admin", reasons=reasons, alternatives=())


def in_area_at(area: Location, name: str) -> Location:
    """What is not known, in the province that the text puts it in: anywhere there."""
    reasons = (f"no {name} is known in {_name(area)}, so it is put at the province", *area.reasons)
    return replace(area, precision=3, method="admin", reasons=reasons, alternatives=())


def lies_in_area(location: Location, area: Location) -> bool:
    """Whether a point is in a province, by name, or so near its middle that it may be: maps differ about borders."""
    if location.place is not None and area.place is not None and location.place.admin1 == (area.place.admin1 or area.place.name):
        return area.place.kind == "admin1" or _is_near(location, area)
    return _is_near(location, area)


def _is_near(location: Location, area: Location) -> bool:
    middle = area.place or area
    return distance_km((location.lat, location.lon), (middle.lat, middle.lon)) <= NEAR_AREA_SHARE * area.radius_km


def near_namesake(town: Location) -> Location:
    """A site of which nothing is known, near the town whose name it bears."""
    reasons = (f"no such site is known, so it is put near {_name(town)}", *town.reasons)
    return replace(town, radius_km=round(town.radius_km + REACH_KM["near"], 1), precision=max(2, town.precision), reasons=reasons)


def unknown_near(anchor: Location, relation: Relation, name: str) -> Location:
    """A village that no gazetteer knows, where the text says it lies: "Tobin, near Kumbo". ``relation`` has no bearing or no distance."""
    reach = max(UNKNOWN_NEAR_KM, relation.distance_km or 0.0)
    return replace(
        anchor, radius_km=round(anchor.radius_km + reach, 1), precision=max(2, anchor.precision), place=None, method="offset",
        relation=f"{relation.text} of {_name(anchor)}" if relation.bearing_deg is not None else f"{relation.text} {_name(anchor)}",
        reasons=(f"no {name} is known there, so it is put near {_name(anchor)}", *anchor.reasons), alternatives=(),
        anchors=(_named_point(anchor),),
    )  # fmt: skip


def site_of(anchor: Location, relation: Relation, located: Mapping[Span, Location]) -> Location | None:
    """Where ``relation`` points, measured from ``anchor``; None where only a border or a distance from a whole country is said.

    Args:
        anchor: location of the mention that carries the relation.
        located: locations of all mentions by span, for relations of two places.
    """
    points = [located[span] for span in relation.anchors if span in located] or [anchor]
    if relation.kind in ("between", "road", "border") and len(points) == 2:
        return _between(points[0], points[1], relation)
    if anchor.place is not None and anchor.place.kind in LARGE_KINDS:
        return replace(anchor, relation=relation.text, precision=3) if relation.kind in ("part", "countryside") else None
    if relation.distance_km is not None and relation.bearing_deg is not None and relation.kind == "offset":
        return offset_from(anchor, relation)
    return _around(anchor, relation)


def offset_from(anchor: Location, relation: Relation) -> Location:
    """The point at the distance and bearing that ``relation`` says (both must be known) from ``anchor``."""
    assert relation.distance_km is not None and relation.bearing_deg is not None
    lat, lon = destination((anchor.lat, anchor.lon), relation.distance_km, relation.bearing_deg)
    radius = round(max(MIN_OFFSET_RADIUS_KM, OFFSET_ERROR_SHARE * relation.distance_km), 1)
    return Location(
        lat=lat, lon=lon, radius_km=radius, precision=2, place=None, relation=relation.text, method="offset", confidence=anchor.confidence,
        reasons=(f"computed: {relation.text} of {_name(anchor)}", *anchor.reasons), anchors=(_named_point(anchor),),
    )  # fmt: skip


def _between(a: Location, b: Location, relation: Relation) -> Location | None:
    if any(x.place is not None and x.place.kind in LARGE_KINDS for x in (a, b)):
        return None
    lat, lon = midpoint((a.lat, a.lon), (b.lat, b.lon))
    apart = distance_km((a.lat, a.lon), (b.lat, b.lon))
    radius = round(max(a.radius_km, b.radius_km, apart / 2), 1)
    return Location(
        lat=lat, lon=lon, radius_km=radius, precision=2, relation=relation.text, method="between",
        confidence=min(a.confidence, b.confidence), reasons=(f"halfway between {_name(a)} and {_name(b)}, {apart:.0f} km apart",),
        anchors=(_named_point(a), _named_point(b)),
    )  # fmt: skip


def _around(anchor: Location, relation: Relation) -> Location:
    """The same point, farther reaching: "near", "outside", "the northern countryside of"."""
    reach = REACH_KM.get(relation.kind, 5.0)
    if relation.distance_km is not None:
        reach = max(reach, relation.distance_km)
    elif relation.kind == "near" and relation.bearing_deg is not None:
        reach = DIRECTION_REACH_KM
    return replace(
        anchor, radius_km=round(anchor.radius_km + reach, 1), precision=max(2, anchor.precision), relation=relation.text,
        reasons=(*anchor.reasons, f"the text says {relation.text!r}"),
    )  # fmt: skip


def _name(location: Location) -> str:
    return location.place.name if location.place else "a computed point"


def _named_point(location: Location) -> tuple[str, float, float]:
    return (_name(location), location.lat, location.lon)
