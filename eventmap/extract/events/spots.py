"""How fine a place is, and when two mentions of one are the same spot."""

from __future__ import annotations

from collections.abc import Iterable

from eventmap.data import event_words as w
from eventmap.records import Toponym

_LEVELS = {
    "country": 0,
    "region": 1,
    "admin1": 1,
    "admin": 1,
    "admin2": 2,
    "terrain": 2,
    "water": 2,
    "settlement": 3,
    "facility": 4,
    "neighbourhood": 4,
}
# What "the town", "the province" say of the level of the place they stand for.
_ANAPHORS = {
    "country": 0, "kingdom": 0, "province": 1, "governorate": 1, "region": 1, "state": 1, "oblast": 1, "county": 2, "district": 2,
    "city": 3, "town": 3, "village": 3, "camp": 4, "neighborhood": 4, "neighbourhood": 4, "quarter": 4, "suburb": 4,
    "airport": 4, "base": 4, "hospital": 4, "school": 4,
}  # fmt: skip
# A place this wide is no place of an act ("the Levant"), whatever its kind.
_WIDE_KM = 250.0
_WIDE_KINDS = ("region", "water", "terrain")


def level(place: Toponym) -> int:
    """0 a country .. 4 a city quarter. What the words say ("province of") goes before the gazetteer's kind."""
    if place.anaphor and (noun := place.surface.split()[-1].lower()) in _ANAPHORS:
        return _ANAPHORS[noun]
    found = place.location.place if place.location else None
    if found is None:
        return _LEVELS.get(place.kind, 3)
    kind = found.kind
    if kind == "country" or (kind in _WIDE_KINDS and found.radius_km > _WIDE_KM):
        return 0
    if kind == "neighbourhood" and place.kind.startswith("admin"):
        return _LEVELS[kind]  # "the Jobar district of the capital"
    if place.kind == "admin" and kind in ("admin2", "settlement"):
        return _LEVELS["admin2"]  # "the Andar district", which the province holds
    return _LEVELS.get(place.kind or kind, 3)


def named_after(city: Toponym, place: Toponym) -> bool:
    """Whether ``place`` lies in the province that bears the city's name, for which the city may stand."""
    outer, inner = city.location, place.location
    return bool(outer and inner and outer.place and inner.place and outer.place.name and outer.place.name == inner.place.admin1)


def country_of(places: Iterable[Toponym]) -> str:
    """ISO alpha-2 code of the country in which the first of the places lies that is known, "" for none."""
    return next((p.location.place.country for p in places if p.location and p.location.place), "")


def spot(place: Toponym) -> str:
    """A key that two mentions of the same spot share: the place and its relation ("near", "8 km SW")."""
    return f"{place_key(place)}|{_relation(place)}"


def place_key(place: Toponym) -> str:
    """A key that all mentions of one place share, whatever the relation."""
    location = place.location or place.site
    if location is None:
        return " ".join(x for x in place.surface.lower().split() if x not in w.PLACE_NOUNS and x not in w.CIVIL_WORDS)
    return location.place.place_id if location.place else f"{location.lat:.3f},{location.lon:.3f}"


def _relation(place: Toponym) -> str:
    if place.site is not None and place.location is not None:
        return place.site.relation
    return place.relation.text if place.relation else ""
