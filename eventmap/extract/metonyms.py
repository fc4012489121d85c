"""Names that stand for a government or an army rather than for a spot: "Moscow said", "talks with Damascus", "Ankara-backed"."""

from __future__ import annotations

from eventmap.extract.tables import word_classes
from eventmap.extract.words import Gap, Shape, Words
from eventmap.records import NamePrior

_CLASSES = word_classes()
_SAYS, _BACKED = _CLASSES["says"], _CLASSES["backed"]
_PARTY_BEFORE, _PARTY_NOUN = _CLASSES["party-before"], _CLASSES["party-noun"]
_CAPITAL_SIZE = 500_000  # a seat of government is a country, a first-order area or a big city
_BETWEEN = frozenset({"has", "had", "have", "also", "again", "later", "repeatedly", "was", "is"})
_KINDS = ("country", "admin1", "region")


def is_metonym(words: Words, i: int, j: int, prior: NamePrior | None) -> bool:
    """True when the words around make words i to j - 1 an actor. Only names that can have a government may be one."""
    if prior is None or not (set(prior.kinds[:1]) & set(_KINDS) or prior.population >= _CAPITAL_SIZE):
        return False
    return _speaks(words, i, j) or _backs(words, j) or _is_party(words, i, j)


def _speaks(words: Words, i: int, j: int) -> bool:
    """ "Moscow said", "Ankara has denied", "Damascus accused": a verb of saying right after, nothing local before."""
    k = j
    while k < min(j + 3, words.n) and words.gap[k] == Gap.SPACE and words.low[k] in _BETWEEN:
        k += 1
    if k >= words.n or words.gap[k] != Gap.SPACE or words.shape[k] != Shape.LOWER or words.low[k] not in _SAYS:
        return False
    return not (i and words.gap[i] == Gap.SPACE and words.low[i - 1] in _CLASSES["place-before"])


def _backs(words: Words, j: int) -> bool:
    """ "Moscow-backed"."""
    return j < words.n and words.gap[j] == Gap.HYPHEN and words.low[j] in _BACKED


def _is_party(words: Words, i: int, j: int) -> bool:
    """ "talks with Damascus", "ally Moscow", "accused Ankara of"."""
    if not i or words.gap[i] != Gap.SPACE or words.low[i - 1] not in _PARTY_BEFORE:
        return False
    if words.low[i - 1] in ("with", "between", "against", "by"):
        return i > 1 and words.low[i - 2] in _PARTY_NOUN
    return True
