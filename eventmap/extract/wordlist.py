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
    starts, ends, lows, gaps, last = [], [], [], [], 0
    for m in _WORD.finditer(text):
        start, end = m.span()
        starts.append(start)
        ends.append(end)
        lows.append(m.group().lower())
        gaps.append(text[last:start].strip() if start - last > 1 else "" if start == last or text[last] == " " else text[last].strip())
        last = end
    return Words(text, starts, ends, lows, gaps)
