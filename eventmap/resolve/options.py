"""What a name could mean, with all that does not depend on the document worked out once per name and kept.

An ``Option`` is a candidate with its position on the unit sphere (distances are then one dot product) and its static features; the
``Senses`` of a name are its options with the chances they have before any document is read.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from rapidfuzz.distance import Levenshtein

from eventmap.extract.text.inflect import is_cyrillic
from eventmap.gazetteer.capitals import capitals
from eventmap.names import fold, skeleton
from eventmap.records import Candidate, Place
from eventmap.resolve.facilities import bare_name, city_part, plain_name
from eventmap.resolve.geo import EARTH_RADIUS_KM, distance_km
from eventmap.resolve.spelled import forms_of, unlikeness
from eventmap.resolve.weights import Weights, dot, shipped_weights, softmax

MAX_OPTIONS = 40  # of one name; beyond, only the most populous stay (Mushayrifah: 36 villages)
MIN_PRIOR = 1e-3  # of the likeliest option: hardly a document makes up for less, so the option is not looked at again
MAX_LIKE = 5
MIN_LIKE = 0.7  # share of letters of the keys in common; below, a like name is another name
MIN_ALIKE = 0.75  # the same where also other consonants than the vowels' may differ
ROUNDING = 1e-4  # of a likeness
MAX_ALIKE_CHARS = 60
MAX_SKELETON_KEYS = 200
MANY_SPELLINGS = 50_000  # people: of larger places the gazetteer has every usual spelling
CACHED_NAMES = 20_000
CACHED_SPELLINGS = 500  # keys: a name is soon met again in another form, but large are the answers
SEAT_KM = 120.0  # from a province's middle to its seat; in a larger province SEAT_SHARE of its size, if the main names agree
MIN_SEAT_PEOPLE = 2_000
MIN_SEAT_LIKENESS = 0.6  # of the main names of a province and its seat
SEATED_KINDS = frozenset({"admin1", "admin2", "admin"})
SEAT_SHARE = 1.5  # of the radius of a circle as large: Homs is at the end of its long province; Texas City bears another name
MAX_SEAT_KM = 250.0  # the city of Quebec is not where Quebec is
AREA_REACH = 1.2  # of an area's radius: what is farther from its middle lies in another
OTHER_NAME = 10.0  # how many times larger than a town of this name one must be that bears it as another name
MILLION_DIGITS = 7.0  # log10 of the largest city, about: brings population into 0..1
AREAS = frozenset({"country", "admin1", "admin2", "admin", "region"})
WIDE = frozenset({"country", "admin1", "region"})  # their points say little about what is near

Vector = tuple[float, float, float]


class Places(Protocol):
    """What resolving asks of a gazetteer: what names mean, exactly or by likeness."""

    @property
    def dumps(self) -> tuple[str, ...]: ...  # the countries of which it has every village

    def __hash__(self) -> int: ...

    def named(self, key: str) -> Sequence[tuple[Place, str]]: ...

    def spellings_of(self, key: str) -> dict[str, tuple[str, ...]]: ...

    def demonym(self, key: str) -> str | None: ...

    def place(self, place_id: str) -> Place | None: ...

    def skeleton_keys(self, skeleton: str, country: str) -> list[str]: ...

    def alike(self, name: str, country: str, area: str, least: float) -> tuple[tuple[Place, str, float], ...]: ...


class Option(NamedTuple):
    """One place that a name may mean.

    ``vector``: unit sphere; ``static``: values of ``STATIC``; ``area``: (country, first-order area); ``described``: kind and area in words.
    """

    candidate: Candidate
    place: Place
    vector: Vector
    static: tuple[float, ...]
    static_score: float
    area: tuple[str, str]
    wide: bool
    described: str


@dataclass(frozen=True, slots=True, eq=False)
class Senses:
    """The options of a name; ``chances`` before reading, ``live`` those that a document could choose, likeliest first."""

    options: tuple[Option, ...]
    chances: tuple[float, ...]
    live: tuple[int, ...]


NO_SENSES = Senses((), (), ())

# Features of a place as such, for a name with a kind said or not: (name, what it means).
STATIC = (
    ("population", "log10 of a town's people, 0..1; what areas have is not known everywhere"),
    ("largest", "it has most people of the name, where a town with another main name counts a tenth, and no country has it"),
    ("capital", "the capital of a country"),
    ("country", "a country"),
    ("admin1", "a first-order area"),
    ("admin2", "a smaller area"),
    ("neighbourhood", "a part of a town"),
    ("nature", "water or terrain"),
    ("facility", "an airport, dam, camp ..."),
    ("region", "a region without borders"),
    ("uninhabited", "a settlement whose people are not known"),
    ("kind_said", "the words around the name say its kind"),
    ("seated", "an area with a town of its name in it, where the text does not say which is meant"),
    ("country_of_name", "in the country of the same name, where the text does not say which is meant"),
    ("kind_like", "the words around the name say a like kind"),
    ("kind_unlike", "the words around the name say another kind"),
    ("own_name", "its main name has the same key"),
    ("spelled", "its spelling that matched is the one in the text"),
    ("unlike", "how far its spelling is from the one in the text, 0..1"),
    ("supplement", "in the project's own table of places in the news"),
    ("skeleton", "found by its consonants only"),
    ("like", "share of letters in common, where found by its consonants only"),
    ("fuzzy", "found by its letters only, among the places of an area that the text tells of"),
    ("likeness", "how like its letters are, where found by them, beyond the least that counts, 0..1"),
    ("unlike_known", "how far the spelling is from all those of a country, a province or a large city, which are known"),
)
_FAMILY = {
    "country": "area", "admin1": "area", "admin2": "area", "admin": "area", "region": "area", "settlement": "town", "neighbourhood": "town",
    "water": "nature", "terrain": "nature", "facility": "facility",
}  # fmt: skip


class OptionIndex:
    """Senses per name, cached; one for each open gazetteer."""

    def __init__(self, gazetteer: Places, weights: Weights) -> None:
        self.gazetteer = gazetteer
        self.weights = weights
        self.of = functools.lru_cache(maxsize=CACHED_NAMES)(self._of)
        self.like = functools.lru_cache(maxsize=CACHED_NAMES)(self._like)
        self.alike = functools.lru_cache(maxsize=CACHED_NAMES)(self._alike)
        self._spellings_of = functools.lru_cache(maxsize=CACHED_SPELLINGS)(gazetteer.spellings_of)

    def _of(self, key: str, kind: str, surface: str) -> Senses:
        """The places with exactly this key, and the country whose people it names."""
        found = self._declined(key, surface) if is_cyrillic(surface) else self._exact(key)
        known = {c.place.place_id for c in found}
        if kind == "admin":  # "Beni territory", known as that, of which the text's span has but the name
            named = self._exact(fold(f"{surface} territory"))
            found = [*found, *(replace(c, matched=surface) for c in named if c.place.place_id not in known)]
        if not found and (bare := _without_type(surface)):
            return self.senses(self._exact(fold(bare)), fold(bare), kind or "admin", bare)  # "Maungdaw Township", known as Maungdaw
        if kind == "facility" and not _has_site(found):
            found = self._plain_site(surface) or found
        if kind == "facility" and not _has_site(found) and (site := self._namesake(surface)):
            bare, places = site
            return self.senses([*found, *places], fold(bare), kind, bare)
        country = self.gazetteer.demonym(key)
        place = self.gazetteer.place(f"iso:{country}") if country else None
        if place is not None and place.place_id not in known:
            found = [*found, Candidate(place=place, score=1.0, matched=surface)]
        return self.senses(found, key, kind, surface)

    def _declined(self, key: str, surface: str) -> list[Candidate]:
        """The places that a Slavic name may mean in its case; the form in the text may by chance be a place's own ("Курске").

        A key joins what is written alike in any script, so where some places bear one of the forms just so, of the others only those are
        kept whose main name has the key: not Libya, to whose Hebrew name "Львові" sounds alike.
        """
        forms = forms_of(surface)
        whole = {form.lower() for form in forms}
        found: dict[str, Candidate] = {}
        spelled: dict[str, Candidate] = {}  # those that bear one of the forms
        for form_key in dict.fromkeys([key, *map(fold, forms[1:])]):
            told = self.gazetteer.spellings_of(form_key)
            for c in self._exact(form_key):
                own = next((s for s in told.get(c.place.place_id, ()) if s.lower() in whole), None)
                if own is not None:
                    spelled.setdefault(c.place.place_id, replace(c, matched=own))
                else:
                    found.setdefault(c.place.place_id, c)
        if spelled:
            found = {i: c for i, c in found.items() if c.matched == c.place.name}
        return list((found | spelled).values())

    def _plain_site(self, surface: str) -> list[Candidate]:
        """What bears a site's name without the words that only class it, where that is a site: "Menagh (military) air base"."""
        plain = plain_name(surface)
        found = self._exact(fold(plain)) if plain != surface else []
        return found if _has_site(found) else []

    def _namesake(self, surface: str) -> tuple[str, list[Candidate]] | None:
        """The places whose name an unknown site bears ("Zuru barracks"), or whose city it begins with ("Damascus Sheraton Hotel")."""
        if (bare := bare_name(surface)) and (found := self._exact(fold(bare))):
            return bare, found
        first = city_part(surface)
        found = self._exact(fold(first)) if first else []
        cities = [c for c in found if c.place.kind == "settlement" and c.place.population >= MANY_SPELLINGS and c.matched == first]
        return (first, cities) if cities else None

    def _exact(self, key: str) -> list[Candidate]:
        """The places with this key; which is likelier is told by their features."""
        return [Candidate(place=place, score=1.0, matched=spelling) for place, spelling in self.gazetteer.named(key)]

    def _like(self, key: str, country: str, least: float) -> tuple[Candidate, ...]:
        """Places of ``country`` whose names have the consonants of ``key`` and nearly its vowels.

        ``score``: the share of letters in common, at least ``least``.
        """
        bones = skeleton(key)
        near = [(Levenshtein.normalized_similarity(key, k), k) for k in self.gazetteer.skeleton_keys(bones, country)[:MAX_SKELETON_KEYS]]
        best = sorted((n for n in near if n[0] >= MIN_LIKE and n[1] != key), reverse=True)[:MAX_LIKE]
        return tuple(
            Candidate(place=place, score=round(share, 4), matched=spelling, tier="skeleton")
            for share, k in best
            if round(share, 4) >= least
            for place, spelling in self.gazetteer.named(k)
            if place.country == country
        )

    def _alike(self, surface: str, country: str, area: str, least: float = MIN_ALIKE) -> tuple[Candidate, ...]:
        """Places of a first-order area whose names look like ``surface``; ``score``: the likeness, 0..1, at least about ``least``."""
        found = self.gazetteer.alike(surface[:MAX_ALIKE_CHARS], country, area, max(MIN_ALIKE, least - ROUNDING))
        return tuple(
            Candidate(place=place, score=round(likeness, 4), matched=spelling, tier="fuzzy")
            for place, spelling, likeness in found[:MAX_LIKE]
        )

    def senses(self, candidates: Sequence[Candidate], key: str, kind: str, surface: str) -> Senses:
        """``candidates`` for a name of ``kind`` ("" when the text does not say)."""
        if not candidates:
            return NO_SENSES
        options = self._options(candidates, key, kind, surface)
        chances = softmax([dot(self.weights.prior, o.static) for o in options])
        order = sorted(range(len(options)), key=lambda n: (-chances[n], -options[n].place.population, options[n].place.place_id))
        live = range(sum(1 for c in chances if c >= MIN_PRIOR * chances[order[0]]))
        return Senses(tuple(options[n] for n in order), tuple(chances[n] for n in order), tuple(live))

    def _options(self, candidates: Sequence[Candidate], key: str, kind: str, surface: str) -> list[Option]:
        first = sorted(candidates, key=lambda c: (c.place.kind not in AREAS, -c.place.population, c.place.place_id))[:MAX_OPTIONS]
        countries = frozenset(c.place.country for c in first if c.place.kind == "country")
        unlike = self._unlike(first, key, surface)
        first, unlike = _without_near_countries(first, unlike, surface)
        first, unlike = _without_borrowers(first, unlike, key)
        keys = frozenset((key, *map(fold, forms_of(surface)[1:])))
        people = [0.0 if countries or c.place.kind in AREAS else _people(c.place, keys, u) for c, u in zip(first, unlike, strict=True)]
        most = max(people)
        points = [unit_vector(c.place.lat, c.place.lon) for c in first]
        seated = _seated([c.place for c in first], points)
        return [
            self._option(c, v, _static(c, keys, kind, u, p == most > 0.0, s, countries))
            for c, v, u, p, s in zip(first, points, unlike, people, seated, strict=True)
        ]

    def _unlike(self, candidates: Sequence[Candidate], key: str, surface: str) -> list[float]:
        """How far each candidate's spellings are from the one in the text; all its spellings are asked for only where two are not it."""
        forms = forms_of(surface)
        unlike = [unlikeness(forms, (c.matched, c.place.name)) for c in candidates]
        if len(candidates) < 2 or not any(unlike):
            return unlike
        also = self._spellings_of(key)
        return [min(u, unlikeness(forms, also.get(c.place.place_id, ()))) if u else u for u, c in zip(unlike, candidates, strict=True)]

    def _option(self, candidate: Candidate, vector: Vector, static: tuple[float, ...]) -> Option:
        place = candidate.place
        area = place.admin1 or (place.name if place.kind == "admin1" else "")
        score = dot(self.weights.static, static)
        return Option(candidate, place, vector, static, score, (place.country, area), place.kind in WIDE, _described(place))


def _has_site(candidates: Sequence[Candidate]) -> bool:
    return any(c.place.kind == "facility" for c in candidates)


def _without_near_countries(candidates: Sequence[Candidate], unlike: Sequence[float], surface: str) -> tuple[list[Candidate], list[float]]:
    """How countries are spelled is known: "Beni" is a town spelled so, not Benin, which some language calls Beenii.

    Said of words in Latin script, whose countries' names have no cases. Macao stays beside its town of Macau.
    """
    spelled = [c.place for c, u in zip(candidates, unlike, strict=True) if not u]
    if not (surface.isascii() and spelled) or any(place.kind == "country" for place in spelled):
        return list(candidates), list(unlike)
    lands = {place.country for place in spelled}
    kept = [(c, u) for c, u in zip(candidates, unlike, strict=True) if c.place.kind != "country" or c.place.country in lands]
    return [c for c, _ in kept], [u for _, u in kept]


def _without_borrowers(candidates: list[Candidate], unlike: list[float], key: str) -> tuple[list[Candidate], list[float]]:
    """A district that has another name, and once had that of a town which now lies in its neighbour, is not meant by it.

    "Anka district" is that of Anka and not Maru, some of whose names say Anka.
    """
    districts = [c.place for c in candidates if c.place.kind in ("admin2", "admin") and _key(c.place.name) != key]
    if not districts:
        return candidates, unlike
    towns = [c.place for c in candidates if c.place.kind == "settlement" and _key(c.place.name) == key]
    lent = {area.place_id for area in districts if any(_is_neighbour(area, town) for town in towns)}
    kept = [(c, u) for c, u in zip(candidates, unlike, strict=True) if c.place.place_id not in lent]
    return [c for c, _ in kept], [u for _, u in kept]


def _is_neighbour(area: Place, town: Place) -> bool:
    same = (area.country, area.admin1) == (town.country, town.admin1)
    return same and distance_km((area.lat, area.lon), (town.lat, town.lon)) > AREA_REACH * area.radius_km


def _described(place: Place) -> str:
    where = ", ".join([part for part in (place.admin1, place.country) if part and part != place.name])
    return f"{place.kind} in {where}" if where and place.kind != "country" else place.kind


@functools.lru_cache(maxsize=4)
def index_of(gazetteer: Places) -> OptionIndex:
    return OptionIndex(gazetteer, shipped_weights())


def unit_vector(lat: float, lon: float) -> Vector:
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


CHORD_KM2 = 2.0 * EARTH_RADIUS_KM * EARTH_RADIUS_KM  # times one less the dot product of two unit vectors: the square of their distance


def chord_km2(a: Vector, b: Vector) -> float:
    """Squared straight-line distance of two unit vectors in km²; within 1 % of the arc's square below 3,000 km."""
    apart = 1.0 - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]
    return CHORD_KM2 * apart if apart > 0.0 else 0.0


def _without_type(surface: str) -> str:
    """ "Maungdaw Township" without its last word where that says what kind of area it is, "" otherwise."""
    name, _, last = surface.rpartition(" ")
    return name if last.lower() in _AREA_WORDS else ""


_AREA_WORDS = frozenset(
    {"township", "district", "county", "locality", "territory", "woreda", "commune", "tehsil", "subdistrict", "municipality"}
)


def is_seat(area: Place, middle: Vector, town: Place, at: Vector) -> bool:
    """Whether ``town``, which bears the name of ``area``, is so near its middle that the name says little which is meant."""
    if town.kind != "settlement" or town.population < MIN_SEAT_PEOPLE or town.country != area.country:
        return False
    same_name = _key(area.name).startswith(_key(town.name))  # "Homs (Hims)" is Homs
    if not same_name and Levenshtein.normalized_similarity(_key(area.name), _key(town.name)) < MIN_SEAT_LIKENESS:
        return False  # Santa Fe de Antioquia has the name of Antioquia but is a small town there
    reach = min(MAX_SEAT_KM, max(SEAT_KM, SEAT_SHARE * area.radius_km)) if same_name else SEAT_KM
    return chord_km2(middle, at) < reach * reach


@functools.lru_cache(maxsize=CACHED_NAMES)
def _key(name: str) -> str:
    """``fold``, remembered: many places of one name have one spelling."""
    return fold(name)


def _seated(places: Sequence[Place], points: Sequence[Vector]) -> list[bool]:
    """For each of the places of one name: whether it is an area whose seat is another of them."""
    towns = [(p, v) for p, v in zip(places, points, strict=True) if p.kind == "settlement"]
    return [
        area.kind in SEATED_KINDS and any(is_seat(area, middle, town, at) or _names(town, area) for town, at in towns)
        for area, middle in zip(places, points, strict=True)
    ]


def _names(town: Place, area: Place) -> bool:
    """Whether the area, however wide, bears the name of a town that lies in it: Diffa, Kidal, Agadez."""
    return town.country == area.country and town.admin1 == area.name and _key(town.name) == _key(area.name)


def _people(place: Place, keys: frozenset[str], unlike: float) -> float:
    """A town's people, less where the name is only another name of it or spelled otherwise.

    Engels, once Pokrovsk, is larger than Pokrovsk in Ukraine, and Kisi in Nigeria than Kisii in Kenya.
    """
    return place.population / (1.0 if _key(place.name) in keys else OTHER_NAME) / (OTHER_NAME if unlike else 1.0)


def _static(
    candidate: Candidate, keys: frozenset[str], kind: str, unlike: float, largest: bool, seated: bool, countries: frozenset[str]
) -> tuple[float, ...]:
    place = candidate.place
    people = 0.0 if place.kind in AREAS else math.log10(1 + place.population)
    is_said = place.kind.startswith(kind) if kind else False  # "admin" is said of any order
    family, said = _FAMILY.get(place.kind, ""), _FAMILY.get(kind, "")
    flags = (
        largest,
        place.place_id in capitals(),
        place.kind == "country",
        place.kind == "admin1",
        place.kind in ("admin2", "admin"),
        place.kind == "neighbourhood",
        place.kind in ("water", "terrain"),
        place.kind == "facility",
        place.kind == "region",
        place.kind == "settlement" and not place.population,
        is_said,
        seated and not kind,
        place.country in countries and place.kind != "country" and not kind,
        kind != "" and not is_said and family == said,
        kind != "" and not is_said and family != said,
        _key(place.name) in keys,
        unlike == 0.0,
        unlike,
        place.place_id.startswith("eventmap:"),
        candidate.tier == "skeleton",
        candidate.score if candidate.tier == "skeleton" else 0.0,
        candidate.tier == "fuzzy",
        (candidate.score - MIN_ALIKE) / (1.0 - MIN_ALIKE) if candidate.tier == "fuzzy" else 0.0,
        unlike if place.kind in ("country", "admin1") or place.population > MANY_SPELLINGS else 0.0,
    )
    return (people / MILLION_DIGITS, *map(float, flags))
