"""Words for the people of a place and what is theirs: "Syrian", "Turks", "South Korean"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from eventmap.extract.text.tables import rows
from eventmap.extract.text.words import CAPITALS, JOINS, Words

MAX_WORDS = 2


@functools.cache
def peoples() -> frozenset[str]:
    """Every demonym as it is written, "Syrian" and "Syrians", also those of data/demonyms.tsv, which has other languages too."""
    return frozenset(word for _, *words in rows("demonyms.tsv") for word in words) | demonyms().keys()


@functools.cache
def demonyms() -> dict[str, str]:
    """Demonym in all its forms -> name of the place, from data/demonyms.tsv."""
    table: dict[str, str] = {}
    for place, words in rows("region_demonyms.tsv"):
        for word in words.split():
            for form in _forms(word.replace("-", " ")):
                table.setdefault(form, place)
    return table


def _forms(word: str) -> Iterator[str]:
    yield word
    yield word + "s"
    yield word.upper()
    yield word.upper() + "S"
    if " " in word:
        yield word.replace(" ", "-")


def find_demonyms(words: Words) -> Iterator[tuple[int, int, str]]:
    """Word ranges of demonyms with the name of their place; the longest first ("South Korean" before "Korean")."""
    table = demonyms()
    i = 0
    while i < words.n:
        n = next((n for n in range(MAX_WORDS, 0, -1) if _is_one(words, i, i + n, table)), 0)
        if n:
            yield i, i + n, table[words.surface(i, i + n)]
        i += max(n, 1)


def _is_one(words: Words, i: int, j: int, table: dict[str, str]) -> bool:
    if j > words.n or words.shape[i] not in CAPITALS or any(words.gap[k] not in JOINS for k in range(i + 1, j)):
        return False
    return words.surface(i, j) in table
