"""What the document says about each option of each name: the context features.

All names are looked at together: the chances that one has weigh as evidence for the others. The work is bounded: a name is compared
with at most ``MAX_NEIGHBOURS`` others around it in the text, and as many that are told together with it, by dot products.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eventmap.resolve.geo import EARTH_RADIUS_KM, angle_between, bearing_deg, distance_km
from eventmap.resolve.mentions import Name, holds
from eventmap.resolve.options import Option, Vector, chord_km2

MAX_NEIGHBOURS = 8  # 16 choose no better on the training documents
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


def votes() -> Votes:
    return defaultdict(float)


def area_votes() -> AreaVotes:
    return defaultdict(float)


@dataclass(slots=True)
class Scene:
    """The document's names and what else is known of it."""

    names: list[Name]
    measures: Mapping[int, list[Measure]] = field(default_factory=dict)
    preferred: frozenset[str] = frozenset()
    home_country: str = ""
    home: Vector | None = None  # where the source is at home, unit sphere
    countries: Votes = field(default_factory=votes)
    admins: AreaVotes = field(default_factory=area_votes)
    named: Votes = field(default_factory=votes)
    named_admins: AreaVotes = field(default_factory=area_votes)
    own: list[AreaVotes] = field(default_factory=list)
    landmarks: list[list[tuple[Option, float]]] = field(default_factory=list)
    total: float = 0.0


def survey(scene: Scene) -> None:
    """Counts anew what the names' present chances say about countries, areas and landmarks."""
    scene.countries, scene.admins = votes(), area_votes()
    scene.named, scene.named_admins = votes(), area_votes()
    scene.own, scene.landmarks = [], []
    for name in scene.names:
        own, marks = area_votes(), []
        weight = min(3.0, 1.0 + 0.25 * (len(name.mentions) - 1))
        for m in name.live:
            chance, option = name.chances[m], name.options[m]
            if chance > 0.02:
                own[option.area] += chance * weight
                _count_named(scene, name, option, chance)
                if chance >= MIN_CHANCE and not option.wide:
                    marks.append((option, chance))
        scene.own.append(own)
        scene.landmarks.append(marks)
        for area, count in own.items():
            scene.countries[area[0]] += count
            scene.admins[area] += count
    scene.total = sum(scene.countries.values())


def _count_named(scene: Scene, name: Name, option: Option, chance: float) -> None:
    if option.place.kind == "country":
        scene.named[option.area[0]] += chance * len(name.mentions)
    elif option.place.kind == "admin1":
        scene.named_admins[option.area] += chance


Mark = tuple[float, float, float, float, bool]  # unit vector, weight, told together


def look(scene: Scene, n: int, live: Sequence[int]) -> dict[int, tuple[float, ...]]:
    """The context features of the ``live`` options of name ``n``, each in 0..1."""
    name, own = scene.names[n], scene.own[n]
    marks = _marks(scene, n)
    total = max(1.0, scene.total - sum(own.values()))
    own_countries, own_named = _own_counts(name, own)
    main = _main_country(scene, own_countries)
    values: dict[int, tuple[float, ...]] = {}
    for m in live:
        option = name.options[m]
        country, area = option.area[0], option.area
        values[m] = (
            *_containment(scene, name, option),
            max([_chance_held(scene.names[j], option) for j in name.beside_areas], default=0.0),
            max([_chance_held(scene.names[j], option) for j in name.after_areas], default=0.0),
            max(0.0, scene.countries[country] - own_countries[country]) / total,
            min(1.0, max(0.0, scene.named[country] - own_named[country])),
            1.0 if country and country == main else 0.0,
            max(0.0, scene.admins[area] - own[area]) / total if area[1] else 0.0,
            min(1.0, scene.named_admins[area]) if area[1] and option.place.kind != "admin1" else 0.0,
            *((0.0, 0.0, 0.0, 0.0) if option.wide else _nearness(option.vector, marks)),
            _measured(scene, n, option) if n in scene.measures else 0.0,
            1.0 if country in scene.preferred else 0.0,
            1.0 if country and country == scene.home_country else 0.0,
            0.0 if scene.home is None or option.wide else 1.0 / (1.0 + chord_km2(option.vector, scene.home) / 10_000.0),
        )
    return values


def _own_counts(name: Name, own: AreaVotes) -> tuple[Votes, Votes]:
    """What name itself says for countries, and by naming them; its own voice is no evidence for it."""
    countries, named = votes(), votes()
    for area, count in own.items():
        countries[area[0]] += count
    for m in name.live:
        if name.options[m].place.kind == "country":
            named[name.options[m].area[0]] += name.chances[m] * len(name.mentions)
    return countries, named


def _main_country(scene: Scene, own: Votes) -> str:
    best = max(scene.countries, key=lambda c: (scene.countries[c] - own[c], c), default="")
    return best if scene.countries[best] - own[best] > 0.3 else ""


def _marks(scene: Scene, n: int) -> list[Mark]:
    """Landmarks of other names: of those told together with it, and of those before and after it in the text."""
    name = scene.names[n]
    low = max(0, n - MAX_NEIGHBOURS // 2)
    ids = {*range(low, min(len(scene.names), low + MAX_NEIGHBOURS)), *sorted(name.close)[:MAX_NEIGHBOURS]} - {n}
    return [
        (*option.vector, chance, i in name.close)
        for i in sorted(ids)
        if scene.names[i].key != name.key
        for option, chance in scene.landmarks[i]
    ]


def _containment(scene: Scene, name: Name, option: Option) -> tuple[float, float, float]:
    """How likely it lies in what the text puts it in, in what follows it after a comma, and that others lie in it."""
    return (
        max((_chance_held(scene.names[j], option) for j in name.inside), default=0.0) if name.inside else 0.0,
        max((_chance_held(scene.names[j], option) for j in name.apposed), default=0.0) if name.apposed else 0.0,
        max((_chance_inside(scene.names[j], option) for j in name.holds), default=0.0) if name.holds else 0.0,
    )


def _chance_held(holder: Name, option: Option) -> float:
    return sum(holder.chances[m] for m in holder.live if holder.chances[m] > 0.01 and holds(holder.options[m], option))


def _chance_inside(held: Name, option: Option) -> float:
    return sum(held.chances[m] for m in held.live if held.chances[m] > 0.01 and holds(option, held.options[m]))


_KM2 = 2.0 * EARTH_RADIUS_KM * EARTH_RADIUS_KM


def _nearness(vector: Vector, marks: Sequence[Mark]) -> tuple[float, float, float, float]:
    """Kernels of 20, 100, 500 km over all landmarks, and of 100 km over those told together with it."""
    vx, vy, vz = vector
    a = b = c = d = 0.0
    for x, y, z, weight, together in marks:
        km2 = _KM2 * (1.0 - vx * x - vy * y - vz * z)
        b100 = weight / (1.0 + km2 / 10_000.0)
        a += weight / (1.0 + km2 / 400.0)
        b += b100
        c += weight / (1.0 + km2 / 250_000.0)
        if together:
            d += b100
    return a / (1.0 + a), b / (1.0 + b), c / (1.0 + c), d / (1.0 + d)


def _measured(scene: Scene, n: int, option: Option) -> float:
    """How well the option fits the distances and bearings said of its name, 0..1; 0 when nothing is said."""
    fits = [_fit(option, m, scene.landmarks[m.other]) for m in scene.measures.get(n, ())]
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
