"""Why a place was chosen, how sure that is, and what else it could have been."""

from __future__ import annotations

import functools
import math
import operator
import re

from eventmap.records import Candidate
from eventmap.resolve import context
from eventmap.resolve.context import Scene
from eventmap.resolve.mentions import MAX_REMEMBERED, Name
from eventmap.resolve.options import STATIC, Option, chord_km2
from eventmap.resolve.weights import dot, shipped_weights, table

ALTERNATIVES = 5
MIN_REASON = 0.15  # a feature that moved the score by less is not worth a reader's time
SAME_KM2 = 15.0**2  # options this near are one place told by two sources, or a town and its district: choosing between them is no doubt
# Terms of the calibration: the chance of the choice among the known places is not yet the chance to be right.
CALIBRATION = (
    "bias", "chance", "margin", "options", "country", "area", "shared", "told", "alone", "tier", "people", "mentions", "foreign",
    "unlike", "usual",
)  # fmt: skip
_UNLIKE = [name for name, _ in STATIC].index("unlike")

_COUNTRY_SHARE, _COUNTRY_NAMED = context.NAMES.index("country_share"), context.NAMES.index("country_named")
_TOLD = tuple(context.NAMES.index(name) for name in ("inside", "apposed", "holder", "told_near"))


# What is said of an option's country or area alone, of no other name.
_OF_AREA = frozenset(words for _, words in context.CONTEXT if not re.search("{(near|measured|area|holder|held)}", words))


def calibration_values(scene: Scene, n: int, best: int, same_km2: float = SAME_KM2) -> tuple[float, ...]:
    """The terms for choice ``best`` of name ``n``, in the order of ``CALIBRATION``; options nearer than ``same_km2`` count as one place."""
    name = scene.names[n]
    option, values = name.options[best], name.values[best]
    same = {m for m in name.live if m == best or chord_km2(name.options[m].vector, option.vector) < same_km2}
    chance = min(0.999, max(0.001, sum([name.chances[m] for m in same])))
    second = max([name.chances[m] for m in name.live if m not in same], default=0.0)
    return (
        1.0,
        math.log(chance / (1 - chance)) / 7.0,
        chance - second,
        math.log(len(name.live)) / 4.0,
        float(option.place.kind == "country"),
        float(option.place.kind in ("admin1", "admin2", "admin", "region")),
        values[_COUNTRY_SHARE],
        max([values[n] for n in _TOLD]),
        float(len(scene.names) < 2),
        float(option.candidate.tier != "exact"),
        math.log10(1 + option.place.population) / 7.0,
        min(1.0, math.log2(len(name.mentions)) / 3.0),
        float(values[_COUNTRY_SHARE] < 0.02 and values[_COUNTRY_NAMED] < 0.5 and scene.total > 2.5),
        option.static[_UNLIKE],
        float(best == name.live[0]),  # the likeliest before the document is read
    )


def confidence_of(scene: Scene, n: int, best: int, same_km2: float = SAME_KM2) -> float:
    """The probability that the choice is right, or another one nearer to it than ``same_km2``, by a logistic fit to held-out choices."""
    z = dot(_calibration_weights(), calibration_values(scene, n, best, same_km2))
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z)))), 4)


@functools.cache
def _calibration_weights() -> tuple[float, ...]:
    return tuple([table().get(f"calibration.{term}", 0.0) for term in CALIBRATION])


def reasons_of(scene: Scene, n: int, best: int) -> tuple[str, ...]:
    """What spoke for the choice, strongest first, in words."""
    name = scene.names[n]
    weights = shipped_weights().context
    gains = zip(map(operator.mul, weights, name.values[best]), context.CONTEXT, strict=True)
    moved = sorted([item for item in gains if item[0] > MIN_REASON], reverse=True)
    said = {words: feature for _, (feature, words) in moved}  # nearness within 20, 100 and 500 km is told in the same words
    told = [_in_words(scene, n, best, feature, words) for words, feature in said.items()]
    option = name.options[best]
    return (_by_name(option.described, option.place.population, len(name.options) - 1), *dict.fromkeys([t for t in told if t]))


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _by_name(described: str, population: int, others: int) -> str:
    what = f"{described} of {population:,} people" if population else described
    if not others:
        return f"{what}, the only one of the name"
    return f"{what}; {others} other {'places bear' if others > 1 else 'place bears'} the name"


def _in_words(scene: Scene, n: int, best: int, feature: str, words: str) -> str:
    name, option = scene.names[n], scene.names[n].options[best]
    if words in _OF_AREA:
        return _of_area(words, *option.area)
    if "{near}" in words:
        near = _nearest(scene, n, best, together=feature == "told_near")
        return words.format(near=near[0], distance=near[1]) if near else ""
    if "{measured}" in words:
        return words.format(measured="; ".join(m.text for m in scene.measures.get(n, ())))
    if "{area" in words:
        return words.format(area=_listed(scene, name.beside_areas | name.after_areas))
    return words.format(holder=_listed(scene, name.inside | name.apposed), held=_listed(scene, name.holds))


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _of_area(words: str, country: str, admin1: str) -> str:
    return words.format(country=country, admin1=admin1)


def _listed(scene: Scene, names: set[int]) -> str:
    return ", ".join(scene.names[j].surface for j in sorted(names)[:3])


def _nearest(scene: Scene, n: int, best: int, together: bool) -> tuple[str, str] | None:
    """(name, distance) of the nearest landmark of another name."""
    name, option = scene.names[n], scene.names[n].options[best]
    marks = [
        (chord_km2(option.vector, landmarks[0][0].vector), scene.names[j].surface)
        for j in (name.close if together else range(max(0, n - 12), min(len(scene.names), n + 12)))
        if (landmarks := scene.voices[j].landmarks) and j != n and scene.names[j].key != name.key
    ]
    if not marks:
        return None
    km2, surface = min(marks)
    return surface, f"{math.sqrt(km2):.0f} km"


def alternatives_of(name: Name, best: int) -> tuple[Candidate, ...]:
    """The next best options with their chances."""
    order = sorted((m for m in name.live if m != best), key=lambda m: -name.chances[m])[:ALTERNATIVES]
    return tuple([_alternative(name.options[m], name.chances[m]) for m in order])


def _alternative(option: Option, chance: float) -> Candidate:
    candidate = option.candidate
    return Candidate(
        place=candidate.place, score=round(chance, 4), reasons=(option.described,), matched=candidate.matched, tier=candidate.tier
    )
