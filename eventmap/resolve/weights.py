"""The weights of the linear scorer, and the little arithmetic it needs."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

WEIGHTS_FILE = "resolve_weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of the declarations.

    ``prior`` and ``static`` go with ``options.STATIC``, for the first look and for the others; ``context`` with ``context.CONTEXT``.
    """

    prior: tuple[float, ...]
    static: tuple[float, ...]
    context: tuple[float, ...]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> Weights:
        """The weights in a table, in the order of the features."""
        from eventmap.resolve.context import CONTEXT
        from eventmap.resolve.options import STATIC

        return cls(
            prior=tuple(table.get(f"prior.{name}", 0.0) for name, _ in STATIC),
            static=tuple(table.get(name, 0.0) for name, _ in STATIC),
            context=tuple(table.get(name, 0.0) for name, _ in CONTEXT),
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


def dot(weights: Sequence[float], values: Sequence[float]) -> float:
    total: float = sum(map(operator.mul, weights, values))
    return total


def softmax(scores: Sequence[float]) -> list[float]:
    """Chances that go with ``scores``; empty for none."""
    top = max(scores, default=0.0)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
