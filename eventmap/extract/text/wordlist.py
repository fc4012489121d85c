"""The words of a text with their offsets and the punctuation between them: what the event rules look at."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from eventmap.records import Span

# Apostrophes stay inside a word; hyphens part words. No nested quantifier over the same letters. The first alternative is only the quickest
# way through most words.
_WORD = re.compile(r"([A-Za-z]++(?=[ ,.])|[^\W_]+(?:[’'ʼʿʾ‘`´][^\W_]+)*)")
MAY = "may (month)"
_MAX_GAP = 20  # characters; longer ones are not remembered
_MAX_GAPS = 10_000


class _Gaps(dict[str, str]):
    """What stands between two words -> the same without white space around it."""

    def __missing__(self, between: str) -> str:
        stripped = between.strip()
        if len(between) <= _MAX_GAP and len(self) < _MAX_GAPS:
            self[between] = stripped
        return stripped


_GAPS = _Gaps()


@dataclass(frozen=True, slots=True)
class Words:
    """All words of ``text`` in order: offsets, lower case, and in ``gaps`` what stands before each, white space taken away."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    gaps: list[str]

    def at(self, offset: int) -> int:
        """Number of the first word that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def range(self, span: Span) -> tuple[int, int]:
        """Half-open word numbers of the words that overlap ``span``."""
        start, end = span
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def capital(self, i: int) -> bool:
        return self.text[self.starts[i]].isupper()


@functools.lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """One linear scan. The last texts are remembered: whether one tells an act is asked before it is read."""
    parts = _WORD.split(text)
    ends = list(accumulate(map(len, parts)))
    written = parts[1::2]
    lows = list(map(str.lower, written))
    if "IS" in written:
        _part_from_verb(written, lows)
    if "May" in written:  # the month is no "may"
        lows = [MAY if word == "May" else low for word, low in zip(written, lows, strict=True)]
    return Words(text, ends[0:-1:2], ends[1::2], lows, list(map(_GAPS.__getitem__, parts[0:-1:2])))


def _part_from_verb(written: list[str], lows: list[str]) -> None:
    """ "IS" in capitals, but not in a headline of capitals, is the group and no form of "to be"."""
    for i, word in enumerate(written):
        if word == "IS" and not all(x.isupper() for x in written[max(0, i - 1) : i + 2]):
            lows[i] = "isis"
