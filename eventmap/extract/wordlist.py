"""The words of a text with their offsets and the punctuation between them: what the event rules look at."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from eventmap.records import Span

# Apostrophes stay inside a word; hyphens part words. No nested quantifier over the same letters.
_WORD = re.compile(r"[^\W_]+(?:[’'ʼʿʾ‘`´][^\W_]+)*")


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
        return bisect.bisect_right(self.ends, offset)

    def range(self, span: Span) -> tuple[int, int]:
        """Half-open word numbers of the words that overlap ``span``."""
        return bisect.bisect_right(self.ends, span.start), bisect.bisect_left(self.starts, span.end)

    def capital(self, i: int) -> bool:
        return self.text[self.starts[i]].isupper()


def words_of(text: str) -> Words:
    """One linear scan."""
    spans = [m.span() for m in _WORD.finditer(text)]
    starts = [a for a, _ in spans]
    ends = [b for _, b in spans]
    small = text.lower()
    if len(small) != len(text):  # a few letters grow when they are made small
        lows = [text[a:b].lower() for a, b in spans]
    else:
        lows = [small[a:b] for a, b in spans]
    gaps = [_gap(text, a, b) for a, b in zip([0, *ends], starts, strict=False)]
    return Words(text, starts, ends, lows, gaps)


def _gap(text: str, a: int, b: int) -> str:
    return "" if b - a == 1 and text[a] == " " else text[a:b].strip()
