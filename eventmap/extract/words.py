"""A text as words and the gaps between them, the shape the place finder works on.

Possessives ("Syria's") and elisions ("d'Alep") are cut off, so that a word's ``start`` and ``end`` are those of the name. Gaps are
classified once: whether two words may belong to one name depends on what stands between them.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from eventmap.extract.inflect import suffix_length
from eventmap.extract.tokens import tokenize

MIN_SUFFIX = 2  # characters with the apostrophe; "Bza'a" is one word
MAX_SPACES = 3  # wider gaps are columns of a table, not one name

_APOSTROPHES = "’'ʼʿʾ‘`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
# French, Italian and Catalan elisions before a capital.
_ELISION = re.compile(rf"^(?:[dlDL]|[Qq]u|[DdNnSs]?[aeu]ll)[{_APOSTROPHES}](?=[^\W\d_a-zß-ÿ])")


class Shape(IntEnum):
    LOWER = 0
    CAPITAL = 1  # Aleppo
    UPPER = 2  # ALEPPO, U.S., A
    CASELESS = 3  # حلب
    NUMBER = 4


class Gap(IntEnum):
    SPACE = 0
    HYPHEN = 1
    DOT = 2  # a dot after a short word: "St. Louis"
    COMMA = 3
    SLASH = 4
    OPEN = 5  # a bracket or quotation mark opens
    CLOSE = 6
    OTHER = 7  # a dash, a colon, a hash
    STOP = 8  # end of a sentence or of a line, start or end of the text


JOINS = (Gap.SPACE, Gap.HYPHEN, Gap.DOT)


@dataclass(slots=True)
class Words:
    """Parallel lists over the words of ``text``. ``gap[i]`` stands before word i; ``gap[len]`` after the last."""

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    low: list[str]
    shape: list[Shape]
    gap: list[Gap]
    cut: list[bool]  # a possessive or elision was cut off, or the word ends in a Turkish suffix: a name ends here

    def __len__(self) -> int:
        return len(self.word)

    def surface(self, i: int, j: int) -> str:
        """The text of words i to j - 1 and what stands between them."""
        return self.text[self.start[i] : self.end[j - 1]]


def scan(text: str) -> Words:
    """Words of ``text`` in order. Linear time."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[Form] = []
    gaps: list[Gap] = []
    last = 0
    for start, end, token in tokenize(text):
        if not token[0].isalnum():
            continue
        form = _form(token)
        gaps.append(Gap.SPACE if start - last == 1 and text[last] == " " else _gap(text[last:start]) if last else Gap.STOP)
        starts.append(start + form.lead)
        ends.append(end - form.tail)
        forms.append(form)
        last = end
    gaps.append(_gap(text[last : last + 8]) if last < len(text) else Gap.STOP)
    word, low, shape = [f.word for f in forms], [f.low for f in forms], [f.shape for f in forms]
    words = Words(text, starts, ends, word, low, shape, gaps, [f.cut for f in forms])
    _mend_dots(words)
    return words


class Form(NamedTuple):
    """What a token is by itself: the name in it, and how many characters were cut off before and after."""

    word: str
    low: str
    shape: Shape
    lead: int = 0
    tail: int = 0
    cut: bool = False


@functools.lru_cache(maxsize=50_000)
def _form(token: str) -> Form:
    lead = tail = 0
    if len(token) > 2 and not token.isalpha():
        if _POSSESSIVE.search(token):
            tail = 2
        elif elided := _ELISION.match(token):
            lead = elided.end()
    word = token[lead : len(token) - tail]
    cut = bool(lead or tail) or suffix_length(word) > MIN_SUFFIX
    return Form(word, word.lower(), _shape(word), lead, tail, cut)


def _shape(word: str) -> Shape:
    if word[0].isdigit():
        return Shape.NUMBER
    if word.lower() == word.upper():
        return Shape.CASELESS
    if not (word[0].isupper() or word[0].istitle()):
        return Shape.LOWER
    return Shape.UPPER if word == word.upper() else Shape.CAPITAL


@functools.lru_cache(maxsize=10_000)
def _gap(between: str) -> Gap:
    """The class of what stands between two words; the strongest sign counts."""
    marks = between.strip()
    if "\n" in between or any(c in ".!?؟。…;" for c in marks):
        return Gap.DOT if marks == "." and "\n" not in between else Gap.STOP
    if not marks:
        return Gap.SPACE if len(between) <= MAX_SPACES else Gap.OTHER
    if marks in "-‐‑" and len(between) <= 2:
        return Gap.HYPHEN
    if any(c in ",،、" for c in marks):
        return Gap.COMMA
    if marks[0] in "/":
        return Gap.SLASH
    if any(c in "([{«“„‘\"'" for c in between[-1:]):
        return Gap.OPEN
    return Gap.CLOSE if marks[0] in ")]}»”’\"'" else Gap.OTHER


# Short words that take a dot inside a name.
_DOTTED = frozenset({"st", "ste", "mt", "ft", "pt", "dr", "mr", "mrs", "ms", "gen", "col", "sgt", "lt", "n", "s", "e", "w"})


def _mend_dots(words: Words) -> None:
    """A dot is the end of a sentence unless it follows an abbreviation of the kind that names begin with."""
    if Gap.DOT not in words.gap:
        return
    for i, gap in enumerate(words.gap):
        if gap is Gap.DOT and not (i and words.shape[i - 1] is not Shape.LOWER and words.low[i - 1] in _DOTTED):
            words.gap[i] = Gap.STOP
