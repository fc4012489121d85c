"""What the document says about each option of each name: the context features.

All names are looked at together: the chances that one has weigh as evidence for the others. The work is bounded: a name is compared
with at most ``MAX_NEIGHBOURS`` others before and after it in the text, and as many that are told together with it, by dot products.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eventmap.resolve.geo import angle_between, bearing_deg, distance_km
from eventmap.resolve.mentions import Name, holds
from eventmap.resolve.options import Option, chord_km2

MAX_NEIGHBOURS = 24
MIN_CHANCE = 0.2  # an option less likely than this is no landmark for others
LANDMARKS = 2
MIN_HOME_NAME = 5  # a shorter name is in many addresses by chance
WIDE = frozenset({"country", "admin1", "region"})  # their points say little about what is near

# (name, what it means): the features, in the order of the values that ``look`` returns and of the weights in data/resolve_weights.tsv.
CONTEXT = (
    ("inside", "the text puts it in {holder}"),
    ("apposed", "followed by {holder}, where it is"),
    ("holder", "the text puts {held} in it"),
    ("country_share", "in {country}, where most other places of the text are"),
    ("country_named", "in {country}, which the text names"),
    ("country_main", "in {country}, the country the text is about"),
    ("admin1_share", "in {admin1}, with other places of the text"),
    ("admin1_named", "in {admin1}, which the text names"),
    ("near_20", "a few kilometres from {near}"),
    ("near_100", "{distance} from {near}"),
    ("near_500", "in the same part of the world as {near}"),
    ("told_near", "{distance} from {near}, named beside it"),
    ("measured", "fits what the text measures: {measured}"),
    ("preferred", "in a country that the settings prefer"),
    ("home", "where the source is at home"),
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
    home_words: str = ""  # folded address of the source, in which a town's name may stand
    countries: Votes = field(default_factory=votes)
    admins: AreaVotes = field(default_factory=area_votes)
    named: Votes = field(default_factory=votes)
    named_admins: AreaVotes = field(default_factory=area_votes)
    own: list[AreaVotes] = field(default_factory=list)
    landmarks: list[list[tuple[Option, float]]] = field(default_factory=list)


def survey(scene: Scene) -> None:
    """Counts anew what the names' present chances say about countries, areas and landmarks."""
    scene.countries, scene.admins = votes(), area_votes()
    scene.named, scene.named_admins = votes(), area_votes()
    scene.own, scene.landmarks = [], []
    for name in scene.names:
        own, marks = _votes(name), _landmarks(name)
        scene.own.append(own)
        scene.landmarks.append(marks)
        for area, count in own.items():
            scene.countries[area[0]] += count
            scene.admins[area] += count
        _count_named(scene, name)


def _votes(name: Name) -> AreaVotes:
    weight = min(3.0, 1.0 + 0.25 * (len(name.mentions) - 1))
    own = area_votes()
    for option, chance in zip(name.options, name.chances, strict=True):
        if chance > 0.02:
            own[option.place.country, area_of(option)] += chance * weight
    return own


def area_of(option: Option) -> str:
    """The first-order area an option lies in, or is."""
    return option.place.admin1 or (option.place.name if option.place.kind == "admin1" else "")


def _landmarks(name: Name) -> list[tuple[Option, float]]:
    likely = [(o, c) for o, c in zip(name.options, name.chances, strict=True) if c >= MIN_CHANCE and o.place.kind not in WIDE]
    return sorted(likely, key=lambda x: -x[1])[:LANDMARKS]


def _count_named(scene: Scene, name: Name) -> None:
    for option, chance in zip(name.options, name.chances, strict=True):
        if option.place.kind == "country":
            scene.named[option.place.country] += chance * len(name.mentions)
        elif option.place.kind == "admin1":
            scene.named_admins[option.place.country, area_of(option)] += chance


def look(scene: Scene, n: int) -> list[tuple[float, ...]]:
    """The context features of every option of name ``n``, each in 0..1."""
    name = scene.names[n]
    others = _neighbours(scene, n)
    total = sum(scene.countries.values()) - sum(scene.own[n].values())
    own_countries = votes()
    for (country, _), count in scene.own[n].items():
        own_countries[country] += count
    main = _main_country(scene, own_countries)
    named_self = _named_by(name)
    return [_values(scene, n, option, others, total, own_countries, main, named_self) for option in name.options]


def _named_by(name: Name) -> Votes:
    named = votes()
    for option, chance in zip(name.options, name.chances, strict=True):
        if option.place.kind == "country":
            named[option.place.country] += chance * len(name.mentions)
    return named


def _main_country(scene: Scene, own: Votes) -> str:
    best = max(scene.countries, key=lambda c: (scene.countries[c] - own[c], c), default="")
    return best if scene.countries[best] - own[best] > 0.3 else ""


def _neighbours(scene: Scene, n: int) -> list[tuple[tuple[float, float, float], float, bool]]:
    """(vector, weight, told together) of the landmarks of other names: those told together with it and the next in order."""
    name = scene.names[n]
    low = max(0, n - MAX_NEIGHBOURS // 2)
    near = range(low, min(len(scene.names), low + MAX_NEIGHBOURS))
    ids = {*near, *sorted(name.close)[:MAX_NEIGHBOURS]} - {n}
    return [
        (option.vector, chance, i in name.close)
        for i in sorted(ids)
        if scene.names[i].key != name.key
        for option, chance in scene.landmarks[i]
    ]


def _values(
    scene: Scene, n: int, option: Option, others: Sequence[tuple[tuple[float, float, float], float, bool]], total: float,
    own: Votes, main: str, named_self: Votes,
) -> tuple[float, ...]:  # fmt: skip
    place, name = option.place, scene.names[n]
    country = place.country
    area = (country, area_of(option))
    near = _nearness(option, others)
    return (
        max((_chance_held(scene.names[j], option) for j in name.inside), default=0.0),
        max((_chance_held(scene.names[j], option) for j in name.apposed), default=0.0),
        max((_chance_inside(scene.names[j], option) for j in name.holds), default=0.0),
        max(0.0, scene.countries[country] - own[country]) / max(1.0, total),
        min(1.0, max(0.0, scene.named[country] - named_self[country])),
        float(bool(main) and country == main),
        max(0.0, scene.admins[area] - scene.own[n][area]) / max(1.0, total) if area[1] else 0.0,
        min(1.0, scene.named_admins[area]) if area[1] and place.kind != "admin1" else 0.0,
        *near,
        _measured(scene, n, option),
        float(country in scene.preferred),
        _at_home(scene, name, option),
    )


def _chance_held(holder: Name, option: Option) -> float:
    return sum(c for o, c in zip(holder.options, holder.chances, strict=True) if c > 0.01 and holds(o, option))


def _chance_inside(held: Name, option: Option) -> float:
    return sum(c for o, c in zip(held.options, held.chances, strict=True) if c > 0.01 and holds(option, o))


def _nearness(option: Option, others: Sequence[tuple[tuple[float, float, float], float, bool]]) -> tuple[float, float, float, float]:
    """Kernels of 20, 100, 500 km over all landmarks, and of 100 km over those told together with it."""
    if option.place.kind in WIDE:
        return 0.0, 0.0, 0.0, 0.0
    a = b = c = d = 0.0
    for vector, weight, together in others:
        km2 = chord_km2(option.vector, vector)
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


def _at_home(scene: Scene, name: Name, option: Option) -> float:
    """A town whose name is in the source's address counts whole, the address's country half."""
    if option.place.kind in ("settlement", "admin1") and len(name.key) >= MIN_HOME_NAME and name.key in scene.home_words:
        return 1.0
    return 0.5 if scene.home_country and option.place.country == scene.home_country else 0.0
