"""A stretch of text that could name a place."""

from __future__ import annotations

from dataclasses import dataclass

from eventmap.extract.text.words import Words
from eventmap.records import NamePrior


@dataclass(slots=True)
class Candidate:
    """Words ``i`` to ``j - 1``; the mention is text[start:end]. ``prior`` is None for a name the gazetteer does not know."""

    i: int
    j: int
    start: int
    end: int
    key: str
    prior: NamePrior | None
    source: str  # gaz | stem | abbr | unknown
    kind: str = ""
    known_whole: bool = False  # an unknown run with a lower-case type word, "Kalma camp", that the gazetteer knows as one name


def candidate(words: Words, i: int, j: int, key: str, prior: NamePrior | None, source: str) -> Candidate:
    """The candidate of words ``i`` to ``j - 1``."""
    end = words.end[j - 1]
    if words.low[j - 1] in _CLIPPED and j - i > 1 and words.text[end : end + 1] == ".":
        end += 1  # "Main St." keeps its dot
    return Candidate(i, j, words.start[i], end, key, prior, source)


_CLIPPED = frozenset({"st", "rd", "ave", "blvd", "dr", "hwy", "twp"})
