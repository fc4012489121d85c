"""What the document says about each option of each name: the context features.

All names are looked at together: the chances that one has weigh as evidence for the others. The work is bounded: a name is compared
with at most ``MAX_NEIGHBOURS`` others around it in the text, and as many that are told together with it, by dot products.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from eventmap.resolve.geo import angle_between, bearing_deg, distance_km
from eventmap.resolve.mentions import MAX_REMEMBERED, Name, holds
from eventmap.resolve.options import CHORD_KM2, Option, Senses, Vector, chord_km2

MAX_NEIGHBOURS = 8  # 16 choose no better on the training documents
MIN_VOTE = 0.02  # an option less likely than this says nothing for its country
MIN_HOLDER = 0.01  # an option less likely than this holds nothing
MIN_MAIN = 0.3  # names that say for a country, for it to be the one that the text is about
MIN_CHANCE = 0.2  # an option less likely than this is no landmark for others

# (name, what it means): the features, in the order of the values that ``look`` returns and of the weights in data/resolve_weights.tsv.
CONTEXT = (
    ("inside", "the text puts it in {holder}"),
    ("apposed", "followed by {holder}, where it is"),
    ("holder", "the text puts {held} in it"),
    ("area_beside", "in {area}, named in the same sentence"),
    ("area_before", "in {area}, the area named last"),
    ("country_share", "in {country}, where most other places of the text are"),
    ("country_named", "in {country}, which the text names"),
    ("country_main", "in {country}, the country the text is about"),
    ("country_people", "in {country}, of whose people the text tells"),
    ("country_group", "in {country}, where a group that the text names is at home"),
    ("country_war", "in {country}, which is at war, as the text is about one"),
    ("admin1_share", "in {admin1}, with other places of the text"),
    ("admin1_named", "in {admin1}, which the text names"),
    ("near_20", "{distance} from {near}"),
    ("near_100", "{distance} from {near}"),
    ("near_500", "{distance} from {near}"),
    ("told_near", "{distance} from {near}, named beside it"),
    ("measured", "fits what the text measures: {measured}"),
    ("preferred", "in a country that the settings prefer"),
    ("home_country", "in the country where the source is at home"),
    ("home_near", "near where the source is at home"),
)
NAMES = tuple(name for name, _ in CONTEXT)


@dataclass(frozen=True, slots=True)
class Measure:
    """ "8 km southwest of al-Bab" said of a name: ``other`` is the name measured from (or to, bearing turned round)."""

    other: int
    distance_km: float | None
    bearing_deg: float | None
    text: str


Votes = defaultdict[str, float]
AreaVotes = defaultdict[tuple[str, str], float]


def _votes() -> Votes:
    return defaultdict(float)


def _area_votes() -> AreaVotes:
    return defaultdict(float)


class Voice(NamedTuple):
    """What one name's present chances say: weights for areas and for their countries, what it names, and its landmarks."""

    areas: dict[tuple[str, str], float]
    countries: dict[str, float]
    named: list[tuple[str, float]]  # countries that are surely enough named
    named_admins: list[tuple[tuple[str, str], float]]
    own_named: dict[str, float]  # countries named at all: its own voice is no evidence for it
    landmarks: list[tuple[Option, float]]
    likely: list[tuple[Option, float]]  # all that it may well be, which others may lie in


@dataclass(slots=True)
class Scene:
    """The document's names and what else is known of it."""

    names: list[Name]
    measures: Mapping[int, list[Measure]] = field(default_factory=dict)
    preferred: frozenset[str] = frozenset()
    read_for: frozenset[str] = frozenset()  # countries whose dumps were asked for: the texts are likely about them
    home_country: str = ""
    home: Vector | None = None  # where the source is at home, unit sphere
    peoples: Mapping[str, float] = field(default_factory=dict)  # country -> its share of the demonyms of the text
    groups: Mapping[str, float] = field(default_factory=dict)  # country -> its share of the armed groups that the text names
    wars: Mapping[str, float] = field(default_factory=dict)  # country at war -> how warlike the text is
    voices: list[Voice] = field(default_factory=list)
    countries: Votes = field(default_factory=_votes)
    admins: AreaVotes = field(default_factory=_area_votes)
    named: Votes = field(default_factory=_votes)
    named_admins: AreaVotes = field(default_factory=_area_votes)
    by_votes: list[str] = field(default_factory=list)  # countries, the most voted first
    total: float = 0.0


def survey(scene: Scene, changed: Sequence[int] | None = None) -> None:
    """Counts anew what the names' present chances say about countries, areas and landmarks.

    ``changed`` are the names whose chances are others than at the last survey; None is all of them.
    """
    if changed is None:
        scene.voices = [_voice_of(name) for name in scene.names]
    elif not changed:
        return
    else:
        for n in changed:
            scene.voices[n] = _voice_of(scene.names[n])
    scene.countries, scene.admins = _votes(), _area_votes()
    scene.named, scene.named_admins = _votes(), _area_votes()
    for voice in scene.voices:
        for country, chance in voice.named:
            scene.named[country] += chance
        for area, chance in voice.named_admins:
            scene.named_admins[area] += chance
        for area, count in voice.areas.items():
            scene.countries[area[0]] += count
            scene.admins[area] += count
    scene.total = sum(scene.countries.values())
    scene.by_votes = sorted(scene.countries, key=lambda c: (scene.countries[c], c), reverse=True)


def _voice_of(name: Name) -> Voice:
    senses = name.senses
    if name.chances is senses.chances and name.live == senses.live:  # nothing of the document weighed yet
        return _first_voice(senses, len(name.mentions))
    return _voice(name.options, name.chances, name.live, len(name.mentions))


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _first_voice(senses: Senses, mentions: int) -> Voice:
    """That of a name as such."""
    return _voice(senses.options, senses.chances, senses.live, mentions)


def _voice(options: Sequence[Option], chances: Sequence[float], live: Sequence[int], mentions: int) -> Voice:
    areas: dict[tuple[str, str], float] = {}
    countries: dict[str, float] = {}
    own_named: dict[str, float] = {}
    named, named_admins, landmarks, likely = [], [], [], []
    weight = min(3.0, 1.0 + 0.25 * (mentions - 1))
    for m in live:
        chance = chances[m]
        if chance <= MIN_HOLDER and options[m].place.kind != "country":
            continue
        option = options[m]
        kind = option.place.kind
        if chance > MIN_HOLDER:
            likely.append((option, chance))
        if kind == "country":
            own_named[option.area[0]] = own_named.get(option.area[0], 0.0) + chance * mentions
        if chance <= MIN_VOTE:
            continue
        areas[option.area] = areas.get(option.area, 0.0) + chance * weight
        if kind == "country":
            named.append((option.area[0], chance * mentions))
        elif kind == "admin1":
            named_admins.append((option.area, chance))
        if chance >= MIN_CHANCE and not option.wide:
            landmarks.append((option, chance))
    for area, count in areas.items():
        countries[area[0]] = countries.get(area[0], 0.0) + count
    return Voice(areas, countries, named, named_admins, own_named, landmarks, likely)


Mark = tuple[float, float, float, float, bool]  # unit vector, weight, told together


def look(scene: Scene, n: int, live: Sequence[int]) -> dict[int, tuple[float, ...]]:
    """The context features of the ``live`` options of name ``n``, each in 0..1."""
    name, own = scene.names[n], scene.voices[n]
    options = name.options
    marks = _marks(scene, n) if not all(options[m].wide for m in live) else []
    total = max(1.0, scene.total - sum(own.areas.values()))
    main = _main_country(scene, own.countries)
    linked = bool(name.inside or name.apposed or name.holds)
    home, measured = scene.home, n in scene.measures
    beside, before = _likely_of(scene, name.beside_areas), _likely_of(scene, name.after_areas)
    lands: dict[str, _Land] = {}
    values: dict[int, tuple[float, ...]] = {}
    for m in live:
        option = options[m]
        area, wide = option.area, option.wide
        if area[0] not in lands:
            lands[area[0]] = _land(scene, own, area[0], total, main)
        area_share, area_named = _area_shares(scene, own, area, total) if area in scene.admins else _NOTHING_2
        country_share, named, is_main, people, group, war, preferred, at_home = lands[area[0]]
        inside, apposed, holder = _containment(scene, name, option) if linked else _NOTHING_3
        near_20, near_100, near_500, told_near = _nearness(option.vector, marks) if marks and not wide else _NOTHING_4
        values[m] = (
            inside,
            apposed,
            holder,
            _held_by(beside, option) if beside else 0.0,
            _held_by(before, option) if before else 0.0,
            country_share,
            named,
            is_main,
            people,
            group,
            war,
            area_share,
            area_named if option.place.kind != "admin1" else 0.0,
            near_20,
            near_100,
            near_500,
            told_near,
            _measured(scene, n, option) if measured else 0.0,
            1.0 if option.place.kind == "country" and scene.read_for else preferred,  # "Russia" is not ar-Rusiya, a village of Syria
            at_home,
            0.0 if home is None or wide else 1.0 / (1.0 + chord_km2(option.vector, home) / 10_000.0),
        )
    return values


_Land = tuple[float, float, float, float, float, float, float, float]


def _land(scene: Scene, own: Voice, country: str, total: float, main: str) -> _Land:
    """What speaks for a place by its country alone; a name's own voice is no evidence for it."""
    votes = scene.countries.get(country, 0.0) - own.countries.get(country, 0.0)
    named = scene.named.get(country, 0.0) - own.own_named.get(country, 0.0)
    return (
        votes / total if votes > 0.0 else 0.0,
        (named if named < 1.0 else 1.0) if named > 0.0 else 0.0,
        1.0 if country and country == main else 0.0,
        scene.peoples.get(country, 0.0),
        scene.groups.get(country, 0.0),
        scene.wars.get(country, 0.0),
        1.0 if country in scene.preferred or country in scene.read_for else 0.0,
        1.0 if country and country == scene.home_country else 0.0,
    )


def _area_shares(scene: Scene, own: Voice, area: tuple[str, str], total: float) -> tuple[float, float]:
    """What speaks for a place by its first-order area, likewise."""
    if not area[1]:
        return 0.0, 0.0
    votes = scene.admins.get(area, 0.0) - own.areas.get(area, 0.0)
    return votes / total if votes > 0.0 else 0.0, min(1.0, scene.named_admins.get(area, 0.0))


_NOTHING_2, _NOTHING_3, _NOTHING_4 = (0.0,) * 2, (0.0,) * 3, (0.0,) * 4


def _main_country(scene: Scene, own: Mapping[str, float]) -> str:
    """The country that the other names say most for, "" when that is little: one of the name's own, or the first of all others."""
    main, most = "", MIN_MAIN
    other = next((c for c in scene.by_votes if c not in own), None)
    for country in own if other is None else (*own, other):
        rest = scene.countries[country] - own.get(country, 0.0)
        if rest > MIN_MAIN and (rest, country) > (most, main):
            main, most = country, rest
    return main


def _marks(scene: Scene, n: int) -> list[Mark]:
    """Landmarks of other names: of those told together with it, and of those before and after it in the text."""
    name = scene.names[n]
    low = max(0, n - MAX_NEIGHBOURS // 2)
    ids = {*range(low, min(len(scene.names), low + MAX_NEIGHBOURS)), *sorted(name.close)[:MAX_NEIGHBOURS]} - {n}
    return [
        (*option.vector, chance, i in name.close)
        for i in sorted(ids)
        if scene.names[i].key != name.key
        for option, chance in scene.voices[i].landmarks
    ]


def _containment(scene: Scene, name: Name, option: Option) -> tuple[float, float, float]:
    """How likely it lies in what the text puts it in, in what follows it after a comma, and that others lie in it."""
    return (
        _held_by(_likely_of(scene, name.inside), option) if name.inside else 0.0,
        _held_by(_likely_of(scene, name.apposed), option) if name.apposed else 0.0,
        max([sum([chance for o, chance in scene.voices[j].likely if holds(option, o)]) for j in name.holds], default=0.0),
    )


_Likely = list[tuple[Option, float]]


def _likely_of(scene: Scene, names: Iterable[int]) -> list[_Likely]:
    """What each of the names may well be."""
    return [scene.voices[j].likely for j in names]


def _held_by(holders: Iterable[_Likely], option: Option) -> float:
    """How likely the place of ``option`` lies in one of the names that may be ``holders``."""
    best, country = 0.0, option.area[0]
    for likely in holders:
        held = 0.0
        for outer, chance in likely:
            if outer.area[0] in (country, "") and holds(outer, option):
                held += chance
        if held > best:
            best = held
    return best


def _nearness(vector: Vector, marks: Sequence[Mark]) -> tuple[float, float, float, float]:
    """Kernels of 20, 100, 500 km over all landmarks, and of 100 km over those told together with it."""
    vx, vy, vz = vector
    a = b = c = d = 0.0
    for x, y, z, weight, together in marks:
        km2 = CHORD_KM2 * (1.0 - vx * x - vy * y - vz * z)
        b100 = weight / (1.0 + km2 / 10_000.0)
        a += weight / (1.0 + km2 / 400.0)
        b += b100
        c += weight / (1.0 + km2 / 250_000.0)
        if together:
            d += b100
    return a / (1.0 + a), b / (1.0 + b), c / (1.0 + c), d / (1.0 + d)


def _measured(scene: Scene, n: int, option: Option) -> float:
    """How well the option fits the distances and bearings said of its name, 0..1; 0 when nothing is said."""
    fits = [_fit(option, m, scene.voices[m.other].landmarks) for m in scene.measures.get(n, ())]
    return max((f for f in fits if f is not None), default=0.0)


def _fit(option: Option, measure: Measure, landmarks: Sequence[tuple[Option, float]]) -> float | None:
    """1 where distance and direction are as said, falling to 0; direction is said in eight winds, distance is rounded."""
    if not landmarks:
        return None
    mark = landmarks[0][0].place
    start, end = (mark.lat, mark.lon), (option.place.lat, option.place.lon)
    km = distance_km(start, end)
    fit = 1.0
    if measure.distance_km is not None:
        slack = 3.0 + 0.35 * measure.distance_km
        fit /= 1.0 + ((km - measure.distance_km) / slack) ** 2
    elif km > 60.0:
        fit /= 1.0 + ((km - 60.0) / 30.0) ** 2
    if measure.bearing_deg is not None and km > 1.0:
        fit /= 1.0 + (angle_between(bearing_deg(start, end), measure.bearing_deg) / 45.0) ** 2
    return fit
