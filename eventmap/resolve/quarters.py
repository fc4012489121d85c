"""Parts of cities: "the Shuhada neighborhood in Kirkuk" is no town of that name in another country.

Few gazetteers know the quarters of every city, its squares and its hospitals, and many of them bear names of towns elsewhere. What is too
far from the city that the text puts it in, by its words or because it tells of that city there, is no answer; a part of which nothing is
known is put at its city.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from eventmap.extract.places.desks import names_desk
from eventmap.extract.text.tables import word_classes
from eventmap.records import Location, Place, Span, Toponym
from eventmap.resolve.facilities import bears_its_place, whole_name
from eventmap.resolve.geo import distance_km
from eventmap.resolve.mentions import GAP_CHARS, MODIFIERS, Name, is_listed, pair_of, sentences_of
from eventmap.resolve.options import AREAS
from eventmap.resolve.sites import at_place, lies_in, quarter_at

_JOINTS = frozenset({",", "and", "،", "و", "et", "y", "та", "і", "и", "ve", "the", "&", "la", "le", "les", "el", "los", "las"})
_DISTRICT = frozenset({"district", "districts", "distrito", "distritos", "ilçesi", "район", "района", "районе", "районі"})
_LAND = ("region", "terrain")
_DISTRICTS = ("admin2", "admin")
CITY_PEOPLE = 30_000  # what is smaller has no quarters that the news name without it
TOWN_PEOPLE = 5_000  # a place so large that bears the name of a quarter or district may be meant itself
REACH_CHARS = 1500  # how far back a text may have named the city that it goes on to tell of
PROVINCE_KM = 150.0  # how far from a city a place may lie that a text calls the city's, meaning its province
_POSSESSIVES = frozenset(("'s ", "’s ", "s' ", "s’ "))
NEAR_CHARS = 25  # "Midane district", "the district of Midane": where the noun stands
CERTAIN = 0.9  # likewise for a village that has the name of a district beside the city
SURE = 0.6  # a known quarter is left where it is when the context is as sure


@dataclass(slots=True)
class Cities:
    """Where the text names cities: mentions in order, and the sentences."""

    text: str
    toponyms: Sequence[Toponym]
    located: Mapping[Span, Location]

    def all(self) -> list[int]:
        """Mentions of cities big enough to have quarters; the town of the dateline only where the text names no other."""
        cities = [i for i, t in enumerate(self.toponyms) if self._is_city(t)]
        return [i for i in cities if not names_desk(self.text, self.toponyms[i])] or cities

    def _is_city(self, t: Toponym) -> bool:
        place = location.place if (location := self.located.get(t.span)) else None
        if place is None or place.kind != "settlement" or place.population < CITY_PEOPLE:
            return False
        return not (t.anaphor or t.metonym or t.demonym) and t.kind in ("", "settlement")


def keep_in_cities(
    text: str, toponyms: Sequence[Toponym], names: Sequence[Name], located: dict[Span, Location], whole: Sequence[str] = ()
) -> None:
    """Moves the parts of cities in ``located`` that lie far from the city they are in. Linear in mentions.

    ``whole``: the countries of which the gazetteer has every village; a place elsewhere is a town.
    """
    apart = _of_provinces(text, toponyms, located, names, whole)
    said = _said(text, toponyms, located, apart)
    told = _told(text, toponyms, located, names, said.keys() | apart, whole)
    for name in names:
        spans = [toponyms[i].span for i in name.mentions]
        city = next((said[i] for i in name.mentions if i in said), None)
        if city is not None and (spans[0] not in located or not lies_in(located[spans[0]], city)):
            located |= dict.fromkeys(spans, _nearby(name, city) or quarter_at(city, name.surface))
        elif city is None and (cities := next((told[i] for i in name.mentions if i in told), None)):
            located |= dict.fromkeys(spans, _in_one_of(name, cities))


def _in_one_of(name: Name, cities: Sequence[Location]) -> Location:
    """A quarter of the name in one of the cities that the text tells of, else the first of them."""
    known = (_nearby(name, city) for city in cities)
    return next((place for place in known if place), quarter_at(cities[0], name.surface))


# What the words say


def _said(text: str, toponyms: Sequence[Toponym], located: Mapping[Span, Location], apart: Set[int]) -> dict[int, Location]:
    """Index of a mention that the text calls a part of a city -> that city's location; of none that is ``apart``."""
    found: dict[int, Location] = {}
    listed: set[int] = set()  # "al-Midan, Seif and Sukkari neighborhoods": the noun is said of all
    order = [i for i, t in enumerate(toponyms) if not (t.anaphor or t.demonym)]
    for i, j in reversed(list(pairwise(order))):
        gap = text[toponyms[i].span.end : toponyms[j].span.start]
        if len(gap) > GAP_CHARS:
            continue
        pair = pair_of(gap, i, j)
        if pair is not None and pair[0] in apart:
            continue
        if gap in _POSSESSIVES and _is_owned(toponyms[i], toponyms[j], located):
            found[j] = located[toponyms[i].span]
            continue
        if pair is not None and _is_part(text, toponyms[pair[0]], toponyms[pair[1]], located):
            found[pair[0]] = located[toponyms[pair[1]].span]
            listed |= {i} if not _several().isdisjoint(gap.split()) else set()
        elif j in found and (j in listed or _calls_part(text, toponyms[i])) and toponyms[i].kind != "settlement" and _joins(gap):
            found[i] = found[j]
            listed.add(i)
    return found


def _of_provinces(
    text: str, toponyms: Sequence[Toponym], located: Mapping[Span, Location], names: Sequence[Name], whole: Sequence[str]
) -> frozenset[int]:
    """The mentions of districts and towns in the province of a city's name: "the Radfan district of Lahj", "Hodeidah's Hays"."""
    provinces = {i for name in names if any(name.options[m].place.kind == "admin1" for m in name.live) for i in name.mentions}
    order = [i for i, t in enumerate(toponyms) if not (t.anaphor or t.demonym)] if provinces else []
    gaps = ((i, j, text[toponyms[i].span.end : toponyms[j].span.start]) for i, j in pairwise(order))
    pairs = (pair for i, j, gap in gaps if len(gap) <= GAP_CHARS and (pair := pair_of(gap, i, j)) and pair[1] in provinces)
    said = ((inner, located.get(toponyms[inner].span), located.get(toponyms[outer].span)) for inner, outer in pairs)
    return frozenset(inner for inner, own, city in said if own and city and _is_of_province(own.place, city.place, whole))


def _is_of_province(inner: Place | None, city: Place | None, whole: Sequence[str]) -> bool:
    """Whether both lie in one province, and the first is a district or a town, as all places are where not every village is known."""
    if inner is None or city is None or not inner.admin1 or (inner.country, inner.admin1) != (city.country, city.admin1):
        return False
    return _is_district_or_town(inner, whole)


def _is_district_or_town(place: Place, whole: Sequence[str]) -> bool:
    is_town = place.kind == "settlement" and (place.population >= TOWN_PEOPLE or place.country not in whole)
    return is_town or place.kind in _DISTRICTS


def _is_of_its_own(location: Location | None, cities: Sequence[Location], whole: Sequence[str]) -> bool:
    """Whether what is called a district is known as one, or as its seat: in the province of a city beside it, if there is one."""
    place = location.place if location else None
    if location is None or place is None or location.confidence < SURE:
        return False
    certain = () if place.kind == "settlement" and location.confidence >= CERTAIN else whole
    if any(_is_of_province(place, city.place, certain) for city in cities):
        return True
    return not cities and (place.kind in _LAND or _is_district_or_town(place, whole))


def _is_owned(owner: Toponym, inner: Toponym, located: Mapping[Span, Location]) -> bool:
    """ "Quetta's Satellite Town": of what a city owns no place of the name elsewhere is meant. "Idlib's Saraqib" is near enough."""
    city, own = located.get(owner.span), located.get(inner.span)
    if city is None or city.place is None or city.place.kind != "settlement" or city.place.population < CITY_PEOPLE:
        return False
    return own is None or distance_km((own.lat, own.lon), (city.lat, city.lon)) > PROVINCE_KM


def _is_part(text: str, inner: Toponym, outer: Toponym, located: Mapping[Span, Location]) -> bool:
    """Whether ``inner`` is called a part of what is a city; what is known nowhere is a part of the town it is said to be in."""
    city = located.get(outer.span)
    if city is None or city.place is None or city.place.kind != "settlement" or outer.kind == "neighbourhood":
        return False
    if inner.kind == "admin" and (own := located.get(inner.span)) and own.place and own.place.kind in _LAND:
        return False  # "the district of Razih in Saada"
    if _calls_part(text, inner):
        return inner.kind != "admin" or outer.kind == "settlement" or not _is_town_of_its_own(located.get(inner.span))
    if (own := located.get(inner.span)) and own.place and own.place.kind in (*_LAND, "water"):
        return False  # "the Qalamoun region west of the capital Damascus"
    return outer.kind == "settlement" and (inner.kind == "admin" or (inner.span not in located and inner.kind in ("", "facility")))


def _calls_part(text: str, t: Toponym) -> bool:
    return t.kind == "neighbourhood" or (t.kind == "facility" and _is_urban(text, t)) or (t.kind == "admin" and _is_district(text, t))


def _is_urban(text: str, t: Toponym) -> bool:
    """Whether it is a kind of thing that cities are full of: a square, a mosque, a hospital."""
    return not _urban().isdisjoint([*t.surface.lower().split(), *_words_around(text, t)])


def _is_district(text: str, t: Toponym) -> bool:
    return not _DISTRICT.isdisjoint(_words_around(text, t)) and not _DISTRICT & set(t.surface.lower().split())


def _words_around(text: str, t: Toponym) -> list[str]:
    """The word before the mention, an "of" left out, and the word after it."""
    before = [w for w in text[max(0, t.span.start - NEAR_CHARS) : t.span.start].lower().split() if w not in ("of", "de", "the")]
    after = text[t.span.end : t.span.end + NEAR_CHARS].lower().split()
    return [*before[-1:], *(w.strip(".,;:!?") for w in after[:1])]


def _joins(gap: str) -> bool:
    """Whether the gap is that of a list: "al-Fayed neighborhoods and the University Housing"."""
    return all(word in _JOINTS or word in MODIFIERS for word in gap.lower().replace(",", " , ").split())


@functools.cache
def _urban() -> frozenset[str]:
    return word_classes()["urban"]


@functools.cache
def _several() -> frozenset[str]:
    return word_classes()["several"]


# What the text tells of


def _told(
    text: str, toponyms: Sequence[Toponym], located: Mapping[Span, Location], names: Sequence[Name], said: Set[int],
    whole: Sequence[str],
) -> dict[int, list[Location]]:
    """Index of a part of a city of which no city is said -> the cities that the text tells of there, the likeliest first."""
    parts = [i for name in names for i in name.mentions if i not in said and _calls_part(text, toponyms[i])]
    if not parts or not (order := Cities(text, toponyms, located).all()):
        return {}
    sentences, districts = sentences_of(text, toponyms), _districts(text, toponyms)
    found: dict[int, list[Location]] = {}
    for i in parts:
        place = located.get(toponyms[i].span)
        near = [k for k in order if 0 <= sentences[i] - sentences[k] <= 1] if i in districts else []
        if i in districts and _is_of_its_own(place, [located[toponyms[k].span] for k in near], whole):
            continue
        beside = near if i in districts and place is None else order
        cities = [located[toponyms[k].span] for k in _by_nearness(i, beside, toponyms, sentences)]
        cities = [city for city in cities if place is None or _country(city) == _country(place) or place.confidence < SURE]
        if cities and _is_lost(text, toponyms[i], place, cities):
            found[i] = cities
    return found


def _districts(text: str, toponyms: Sequence[Toponym]) -> set[int]:
    """The mentions called districts, also those of a list, "Razih and Monabbih districts": a province has them as well as a city."""
    found = {i for i, t in enumerate(toponyms) if _is_district(text, t)}
    for i, j in reversed(list(pairwise(range(len(toponyms))))) if found else ():
        if j in found and is_listed(text[toponyms[i].span.end : toponyms[j].span.start]):
            found.add(i)
    return found


def _by_nearness(i: int, cities: Sequence[int], toponyms: Sequence[Toponym], sentences: Sequence[int]) -> Iterator[int]:
    """Cities of the same sentence, then the ones told before, the latest first, then the one named most; each once."""
    own = [k for k in cities if sentences[k] == sentences[i] and k != i]
    before = [k for k in cities if k < i and toponyms[i].span.start - toponyms[k].span.end <= REACH_CHARS]
    most = [k for k, _ in Counter(toponyms[k].key for k in cities).most_common(1)]
    ordered = [*sorted(own, key=lambda k: (k > i, abs(k - i))), *reversed(before[-8:]), *(k for k in cities if toponyms[k].key in most)]
    keys = {toponyms[k].key: k for k in reversed(ordered)}
    yield from (k for k in dict.fromkeys(keys[toponyms[k].key] for k in ordered))


def _is_lost(text: str, t: Toponym, location: Location | None, cities: Sequence[Location]) -> bool:
    """Whether the place found for a part of a city is none: nothing is known, or a village that bears the name, or something far away."""
    if location is None or location.place is None:
        return location is None
    if location.place.kind in ("neighbourhood", "facility"):
        return False
    if t.kind == "facility":  # "Qardaha hospital" is in Qardaha, but "Shahba hotel" is in no village of that name
        village = location.place.kind == "settlement" and location.place.population < TOWN_PEOPLE
        return village and not bears_its_place(whole_name(text, t)) and not any(lies_in(location, city) for city in cities)
    if t.kind == "admin" and (location.place.kind in (*AREAS, *_LAND) or _is_town_of_its_own(location)):
        return False
    return not _is_town_of_its_own(location) or not any(lies_in(location, city) for city in cities)


def _is_town_of_its_own(location: Location | None) -> bool:
    if location is None or location.place is None:
        return False
    return location.place.population >= TOWN_PEOPLE and location.confidence >= SURE


def _country(location: Location) -> str:
    return location.place.country if location.place else ""


def _nearby(name: Name, city: Location) -> Location | None:
    """The likeliest place of the name in the city, if one is known there."""
    near = [(name.chances[m], at_place(o.place)) for m, o in enumerate(name.options) if lies_in(at_place(o.place), city)]
    if not near:
        return None
    best = max(near, key=lambda pair: pair[0])[1]
    own = best.place is not None and city.place is not None and best.place.place_id == city.place.place_id
    return None if own else replace(best, confidence=city.confidence, reasons=("the text puts it in this city",))
