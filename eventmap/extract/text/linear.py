"""Linear scorers over named features, their weights in tables of ``eventmap/data``.

    score = sum of the weights of all features that hold;  chance = 1 / (1 + exp(-score))
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from itertools import repeat

from eventmap.extract.text.tables import rows

Names = tuple[str, ...]  # features that hold together, as one group
MAX_REMEMBERED = 50_000  # groups of one scorer


class _Sums(dict[Names, float]):
    """A group of names -> the sum of their weights: texts have the same few thousand groups."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self._get = weights.get

    def __missing__(self, names: Names) -> float:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        total = self[names] = sum(map(self._get, names, repeat(0.0)))
        return total


class Linear:
    """One scorer: feature name -> weight; what is not in the table weighs nothing."""

    __slots__ = ("_get", "_sums")

    def __init__(self, weights: dict[str, float]) -> None:
        self._get = weights.get
        self._sums = _Sums(weights)

    def score(self, names: Iterable[str]) -> float:
        return sum(map(self._get, names, repeat(0.0)))

    def chance(self, names: Iterable[str]) -> float:
        """The probability for which the scorer was trained."""
        return 1.0 / (1.0 + math.exp(-self.score(names)))

    def score_of(self, groups: Iterable[Names]) -> float:
        """The score of features in groups, each of which is added up once."""
        return sum(map(self._sums.__getitem__, groups))

    def chance_of(self, groups: Iterable[Names]) -> float:
        """``chance`` for features in groups."""
        return 1.0 / (1.0 + math.exp(-self.score_of(groups)))


@functools.cache
def linear(filename: str, model: str = "") -> Linear:
    """The scorer in eventmap/data/``filename``: lines of feature and weight, or of model, feature and weight where a file holds several."""
    if model:
        return Linear({name: float(value) for which, name, value in rows(filename) if which == model})
    return Linear({name: float(value) for name, value in rows(filename)})
