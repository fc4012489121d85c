"""What kind of place the words around and inside a name say it is."""

from __future__ import annotations

from collections.abc import Sequence

from eventmap.extract.places.phrases import every_unit
from eventmap.extract.text.numbers import number_value
from eventmap.extract.text.tables import kind_words, word_classes, word_list
from eventmap.extract.text.words import CAPITALS, Gap, Shape, Words

_KINDS = kind_words()
MAX_ABOUT_WORDS = 3  # "just over 12 km"
_CLASSES = word_classes()
_DISTRICT = frozenset("district neighborhood neighbourhood quarter suburb quartier distrito barrio".split())  # noqa: SIM905
_PARTS = frozenset("districts neighborhoods neighbourhoods quarters suburbs quartiers barrios районы районов районів أحياء".split())  # noqa: SIM905
_SEVERAL = _CLASSES["several"]
_AND = frozenset({"and", "or", "&", "и", "і", "та", "й", "или", "або", "et", "ou", "y", "e", "ve", "ile"})
_THE = frozenset({"the", "la", "le", "les", "el", "los", "las"})
_STOP = word_list("stop_words.txt")
_DIRECTION = _CLASSES["direction"]
_ONE = frozenset({"a", "an", "one", "another", "some", "un", "une"})
_OF = frozenset({"of", "de", "du", "des", "del", "di", "da", "do"})


def said_kind(words: Words, i: int, j: int) -> str:
    """One of Place.kind, or "": "village of X", "X village", "Lake X", "X province", "محافظة X".

    The name's own words count first ("Idlib Province"), then the word after ("Idlib province"), then what is before ("province of Idlib").
    """
    if j - i > 1:
        own = _KINDS.get(words.low[j - 1]) or _KINDS.get(words.low[i])
        if own:
            return own
    if words.gap[j] == Gap.SPACE and j < words.n and words.low[j] in _KINDS:
        return _KINDS[words.low[j]]
    return _before(words, i)


def said_kinds(words: Words, spans: Sequence[tuple[int, int]]) -> list[str]:
    """``said_kind`` of each of the names (i, j), in order; what a plural says of one name of a list it says of the others.

    "The villages of A, B and C", "A, B and C neighborhoods", also where the commas are lost.
    """
    kinds = [said_kind(words, i, j) for i, j in spans]
    beside = [k > 0 and side_by_side(words, spans[k - 1][1], spans[k][0]) for k in range(len(spans))]
    for k, (i, _) in enumerate(spans):  # before a single name such a plural tells of its parts: "neighborhoods of Aleppo"
        if kinds[k] and _noun_before(words, i) in _PARTS and not (k + 1 < len(spans) and beside[k + 1]):
            kinds[k] = "" if _KINDS.get(words.low[spans[k][1]] if spans[k][1] < words.n else "") != kinds[k] else kinds[k]
    _share_forward(words, spans, beside, kinds)
    _share_backward(words, spans, beside, kinds)
    return kinds


def _share_forward(words: Words, spans: Sequence[tuple[int, int]], beside: Sequence[bool], kinds: list[str]) -> None:
    opened = False
    for k, (i, _) in enumerate(spans):
        if kinds[k]:
            opened = _noun_before(words, i) in _SEVERAL
        elif opened and beside[k]:
            kinds[k] = kinds[k - 1]
        else:
            opened = False


def _share_backward(words: Words, spans: Sequence[tuple[int, int]], beside: Sequence[bool], kinds: list[str]) -> None:
    closed = False
    for k in range(len(spans) - 1, -1, -1):
        j = spans[k][1]
        after = words.low[j] if j < words.n and words.gap[j] == Gap.SPACE else ""
        if not kinds[k] and closed and beside[k + 1]:
            kinds[k] = kinds[k + 1]
        else:
            closed = bool(kinds[k]) and after in _SEVERAL


def side_by_side(words: Words, end: int, start: int) -> bool:
    """Whether nothing but a comma, "and" or a space is between a name that ends before word ``end`` and one that starts at ``start``."""
    if start - end > 2 or any(gap not in (Gap.SPACE, Gap.COMMA, Gap.SLASH) for gap in words.gap[end : start + 1]):
        return False
    between = words.low[end:start]
    return not between or (between[0] in _AND and all(word in _THE for word in between[1:]))


def _noun_before(words: Words, i: int) -> str:
    """The word before the name, an "of" left out: what may say its kind."""
    k = i - 1
    if k > 0 and words.low[k] in _OF:
        k -= 1
    return words.low[k] if k >= 0 and words.gap[i] != Gap.STOP else ""


def is_measured(words: Words, j: int) -> bool:
    """Whether what ends before word j is said to be so far from something: "Dayr Kak, about eight kilometers southwest of al-Bab"."""
    if j >= words.n or words.gap[j] != Gap.COMMA:
        return False
    for k in range(j, min(j + MAX_ABOUT_WORDS, words.n - 1)):
        if k > j and words.gap[k] not in (Gap.SPACE, Gap.HYPHEN):
            return False
        if words.shape[k] == Shape.NUMBER or number_value(words.low[k]) is not None:
            return words.low[k + 1] in every_unit()
    return False


def _before(words: Words, i: int) -> str:
    k = i - 1
    if k > 0 and words.gap[i] == Gap.SPACE and words.low[k] in _OF:
        k -= 1
        return _KINDS.get(words.low[k], "") if words.gap[k + 1] == Gap.SPACE and not _is_part(words, k) else ""
    if k >= 0 and words.gap[i] in (Gap.SPACE, Gap.OPEN):
        return _KINDS.get(words.low[k], "")
    return ""


def _is_part(words: Words, k: int) -> bool:
    """Whether word k, a "district", is one of several that a town has.

    "A crowded district of Aleppo", "the northern district of Aleppo", "the Karrada district of Baghdad".
    """
    if words.low[k] not in _DISTRICT or not k:
        return False
    if words.shape[k - 1] in CAPITALS and words.shape[k] == Shape.LOWER and words.gap[k] == Gap.SPACE:
        return words.low[k - 1] not in _STOP
    near = [words.low[m] for m in range(max(0, k - 2), k) if all(words.gap[n] == Gap.SPACE for n in range(m + 1, k + 1))]
    return not _ONE.isdisjoint(near) or not _DIRECTION.isdisjoint(near[-1:])
