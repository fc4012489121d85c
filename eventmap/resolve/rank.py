"""A linear scorer over declared features: chances for every option of every name, the whole document at once.

score = sum of weight * value; the chances of a name's options are the softmax of their scores. The first look sees only
what the places are, the next ones what the document says, each with the chances of the look before.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from eventmap.resolve import context
from eventmap.resolve.context import Scene, look, survey
from eventmap.resolve.mentions import Name
from eventmap.resolve.options import STATIC, Option

LOOKS = 2  # a third changes one choice in a thousand
WEIGHTS_FILE = "resolve_weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, static ones for the first look (``prior``) and for the others, in the order of the declarations."""

    prior: tuple[float, ...]
    static: tuple[float, ...]
    context: tuple[float, ...]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> Weights:
        return cls(
            prior=tuple(table.get(f"prior.{name}", 0.0) for name, _ in STATIC),
            static=tuple(table.get(name, 0.0) for name, _ in STATIC),
            context=tuple(table.get(name, 0.0) for name in context.NAMES),
        )


@functools.cache
def table() -> Mapping[str, float]:
    """Feature or calibration term -> weight, as trained by benchmarks/train_resolve.py."""
    text = resources.files("eventmap.data").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, value in rows}


@functools.cache
def shipped_weights() -> Weights:
    return Weights.of(table())


def rank(scene: Scene, weights: Weights | None = None) -> None:
    """Sets ``chances`` and ``values`` of every name of ``scene``."""
    weights = weights or shipped_weights()
    for name in scene.names:
        name.chances = softmax([dot(weights.prior, o.static) for o in name.options])
    for _ in range(LOOKS):
        survey(scene)
        for n, name in enumerate(scene.names):
            if name.options:
                name.values = look(scene, n)
        for name in scene.names:
            name.chances = softmax(scores(name, weights))


def scores(name: Name, weights: Weights) -> list[float]:
    pairs = zip(name.options, name.values, strict=True)
    return [dot(weights.static, option.static) + dot(weights.context, values) for option, values in pairs]


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, values))


def softmax(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    top = max(values)
    powers = [math.exp(v - top) for v in values]
    total = sum(powers)
    return [p / total for p in powers]


def best_of(name: Name) -> int:
    """The option with the best chance; ties by population, then by id, so that runs agree."""
    return max(range(len(name.options)), key=lambda n: (name.chances[n], _tie(name.options[n])))


def _tie(option: Option) -> tuple[int, str]:
    return option.place.population, option.place.place_id
