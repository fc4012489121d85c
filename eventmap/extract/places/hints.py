"""What kind of place the words around and inside a name say it is."""

from __future__ import annotations

from eventmap.extract.places.phrases import every_unit
from eventmap.extract.text.numbers import number_value
from eventmap.extract.text.tables import kind_words, word_classes, word_list
from eventmap.extract.text.words import CAPITALS, Gap, Shape, Words

_KINDS = kind_words()
MAX_ABOUT_WORDS = 3  # "just over 12 km"
_CLASSES = word_classes()
_DISTRICT = frozenset("district neighborhood neighbourhood quarter suburb quartier distrito barrio".split())  # noqa: SIM905
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
