"""A text as words and the gaps between them, the shape the place finder works on.

Possessives ("Syria's") and elisions ("d'Alep") are cut off, so that a word's ``start`` and ``end`` are those of the name. Gaps are
classified once: whether two words may belong to one name depends on what stands between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from eventmap.extract.text.inflect import suffix_length
from eventmap.extract.text.tokens import tokens_of

TURKISH = "ığşİĞŞ"  # letters that other languages of the reporting do not have
MIN_SUFFIX = 2  # characters with the apostrophe; outside Turkish texts "Bza'a" is one word
MAX_REMEMBERED = 50_000  # tokens
MAX_GAP_CHARS = 20  # what is longer between two words is not remembered
MAX_SPACES = 3  # wider gaps are columns of a table, not one name

_APOSTROPHES = "’'ʼʿʾ‘`´"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
# French, Italian and Catalan elisions before a capital.
_ELISION = re.compile(rf"^(?:[dlDL]|[Qq]u|[DdNnSs]?[aeu]ll)[{_APOSTROPHES}](?=[^\W\d_a-zß-ÿ])")


class Shape:
    """How a word is written. Plain integers: an enum's members cost too much where every word of a text passes."""

    LOWER = 0
    CAPITAL = 1  # Aleppo
    UPPER = 2  # ALEPPO, U.S., A
    CASELESS = 3  # حلب
    NUMBER = 4


class Gap:
    """What stands between two words."""

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
CAPITALS = (Shape.CAPITAL, Shape.UPPER)


@dataclass(slots=True, eq=False)
class Words:
    """Parallel lists over the ``n`` words of ``text``. ``gap[i]`` stands before word i, ``gap[n]`` after the last.

    Two scans are never equal, so that what is worked out of one can be remembered by it.
    """

    text: str
    n: int
    start: list[int]
    end: list[int]
    word: list[str]
    low: list[str]
    shape: list[int]
    gap: list[int]
    cut: list[bool]  # a possessive or elision was cut off, or the word ends in a Turkish suffix: a name ends here
    capitals: list[int]  # which words are written with a capital: most names begin there, and few words are

    def surface(self, i: int, j: int) -> str:
        """The text of words i to j - 1 and what stands between them."""
        return self.text[self.start[i] : self.end[j - 1]]


def scan(text: str) -> Words:
    """Words of ``text`` in order. Linear time."""
    tokens = tokens_of(text)
    known = _FORMS[any(letter in text for letter in TURKISH)]
    forms = list(map(known.__getitem__, tokens.text))
    starts, ends = list(compress(tokens.start, forms)), list(compress(tokens.end, forms))
    if not starts:
        return Words(text, 0, [], [], [], [], [], [Gap.STOP], [], [])
    word, low, shape, lead, tail, cut = map(list, zip(*filter(None, forms), strict=True))
    between = [_GAPS[text[end:start]] for end, start in zip(ends, starts[1:], strict=False)]
    last = _GAPS[text[ends[-1] : ends[-1] + 8]] if ends[-1] < len(text) else Gap.STOP
    for k in compress(range(len(cut)), cut):
        starts[k] += lead[k]
        ends[k] -= tail[k]
    capitals = [k for k in compress(range(len(shape)), shape) if shape[k] in CAPITALS]  # Shape.LOWER is 0
    words = Words(text, len(starts), starts, ends, word, low, shape, [Gap.STOP, *between, last], cut, capitals)
    _mend_dots(words)
    return words


class Form(NamedTuple):
    """What a token is by itself: the name in it, and how many characters were cut off before and after."""

    word: str
    low: str
    shape: int
    lead: int = 0
    tail: int = 0
    cut: bool = False


class _Forms(dict[str, Form | None]):
    """The form of each token that was met, in texts that are Turkish or are not; None for a punctuation mark."""

    def __init__(self, turkish: bool) -> None:
        super().__init__()
        self._turkish = turkish

    def __missing__(self, token: str) -> Form | None:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        form = self[token] = _form(token, self._turkish) if token[0].isalnum() else None
        return form


def _form(token: str, turkish: bool) -> Form:
    if token.isalpha():  # nothing in it that could be cut off
        return Form(token, token.lower(), shape_of(token))
    lead = tail = 0
    if len(token) > 2:
        if _POSSESSIVE.search(token):
            tail = 2
        elif elided := _ELISION.match(token):
            lead = elided.end()
    word = token[lead : len(token) - tail]
    cut = bool(lead or tail) or suffix_length(word) > (0 if turkish else MIN_SUFFIX)
    return Form(word, word.lower(), shape_of(word), lead, tail, cut)


def shape_of(word: str) -> int:
    """How it is written: one of ``Shape``."""
    if word[0].isdigit():
        return Shape.NUMBER
    if word.lower() == word.upper():
        return Shape.CASELESS
    if not (word[0].isupper() or word[0].istitle()):
        return Shape.LOWER
    return Shape.UPPER if word == word.upper() else Shape.CAPITAL


class _Gaps(dict[str, int]):
    """The class of what stands between two words, remembered where it is short."""

    def __missing__(self, between: str) -> int:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        gap = _gap(between)
        if len(between) <= MAX_GAP_CHARS:
            self[between] = gap
        return gap


_FORMS = (_Forms(False), _Forms(True))
_GAPS = _Gaps()


def _gap(between: str) -> int:
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
    gaps, i = words.gap, 0
    for _ in range(gaps.count(Gap.DOT)):
        i = gaps.index(Gap.DOT, i + 1)  # the first gap is the start of the text
        if words.shape[i - 1] == Shape.LOWER or words.low[i - 1] not in _DOTTED:
            gaps[i] = Gap.STOP
