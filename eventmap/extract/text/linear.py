"""Linear scorers over named features, their weights in tables of ``eventmap/data``.

    score = sum of the weights of all features that hold;  chance = 1 / (1 + exp(-score))
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from itertools import repeat

from eventmap.extract.text.tables import rows


class Linear:
    """One scorer: feature name -> weight; what is not in the table weighs nothing."""

    __slots__ = ("_get",)

    def __init__(self, weights: dict[str, float]) -> None:
        self._get = weights.get

    def score(self, names: Iterable[str]) -> float:
        return sum(map(self._get, names, repeat(0.0)))

    def chance(self, names: Iterable[str]) -> float:
        """The probability for which the scorer was trained."""
        return 1.0 / (1.0 + math.exp(-self.score(names)))


@functools.cache
def linear(filename: str, model: str = "") -> Linear:
    """The scorer in eventmap/data/``filename``: lines of feature and weight, or of model, feature and weight where a file holds several."""
    if model:
        return Linear({name: float(value) for which, name, value in rows(filename) if which == model})
    return Linear({name: float(value) for name, value in rows(filename)})
