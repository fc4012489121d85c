"""The names of an area, ready to be searched for one that looks like another."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from eventmap import names

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTERS = 32
ROUNDING = 1e-6


class Pool:
    """Names as ``readings.spaced`` writes them.

    Attributes:
        keys: name -> its key.
        texts: the names in a list.
        all_keys: their keys, each once.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.texts = list(keys)
        self.all_keys = list(dict.fromkeys(keys.values()))
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for text in self.texts:
            for bones in {_bones(word) for word in text.split()} if " " in text else (_bones(text),):
                self._with[bones].append(text)

    @functools.cached_property
    def in_order(self) -> Searched:
        """The names of ``texts``, the words of each in the order of the alphabet."""
        return Searched([ordered(text) for text in self.texts])

    @functools.cached_property
    def as_keys(self) -> Searched:
        """The names of ``all_keys``."""
        return Searched(self.all_keys)

    def with_word(self, word: str) -> list[str]:
        """The names that have a word of the same consonants."""
        return self._with.get(_bones(word), [])


def ordered(text: str) -> str:
    """The words of ``text`` in the order of the alphabet: what is compared so may have them in any order."""
    return " ".join(sorted(text.split())) if " " in text else text


def _bones(word: str) -> str:
    bones = names.skeleton_of(word)
    return bones if len(bones) > 1 else word


class Searched:
    """Texts to be searched for those that look like another.

    The letters that two texts have in common, in whatever order, bound their likeness from above: one pass over the counts of all leaves
    few to compare. Characters whose codes agree in the last five bits count as one: no two of a-z do, and the bound holds for all.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lengths = np.array([len(text) for text in texts], dtype=np.int64)
        cells = np.repeat(np.arange(len(texts)), self._lengths) * LETTERS + _letters("".join(texts))
        counts = np.bincount(cells, minlength=LETTERS * len(texts)).reshape(-1, LETTERS)
        self._counts = _as_bytes(counts).T.copy()  # a row for each letter, as they are read

    def likest(self, text: str, limit: int, least: float) -> list[tuple[int, float]]:
        """(number, ratio of 100) of at most ``limit`` texts with a ratio of at least ``least``, the likest first."""
        counts = np.bincount(_letters(text), minlength=LETTERS)
        used = counts.nonzero()[0]
        common = np.minimum(self._counts[used], _as_bytes(counts[used, None])).sum(0, dtype=np.uint16)
        near = (common * 200.0 >= least * (self._lengths + len(text)) - ROUNDING).nonzero()[0].tolist()
        found = process.extract(text, [self._texts[n] for n in near], scorer=fuzz.ratio, limit=limit, score_cutoff=least)
        return [(near[n], ratio) for _, ratio, n in found]


def _letters(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8) % LETTERS


def _as_bytes(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    return np.minimum(counts, 255).astype(np.uint8)
