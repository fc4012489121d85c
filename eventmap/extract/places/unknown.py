"""Names that no gazetteer knows, by their capitals: runs of them, what they are parts of, and the type words behind them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from eventmap.extract.places.candidate import Candidate, candidate
from eventmap.extract.places.memory import Alone, Names
from eventmap.extract.places.wording import ARTICLE, CLASSES, ROAD, STOP, TAIL, TAIL_LOWER, TIME, is_syllable
from eventmap.extract.text.inflect import suffix_length
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words
from eventmap.names import fold, fold_word

MAX_UNKNOWN_WORDS = 5
MAX_LIST_WORDS = 40
MAX_TAIL = 3  # words

SITE = CLASSES["kind:facility"]
TAILS = TAIL_LOWER | SITE
NAME_SHAPES = (*CAPITALS, Shape.NUMBER)
WELL = "bir"  # in Arabic; in Turkish "one"
_SITE_KINDS = frozenset({"facility", "neighbourhood"})
_LEADS = CLASSES["title"] | CLASSES["org"] | CLASSES["direction"]
_PARTING = _LEADS | TAIL  # a name may begin or end after such a word of a run


def run_end(words: Words, i: int) -> int:
    """Where the run of joined capitalised words from i ends; lower-case articles inside belong to it ("Saif al-Dawla")."""
    end = i + 1
    shape, gap, low = words.shape, words.gap, words.low
    for j in range(i + 1, words.n):
        if gap[j] not in JOINS or words.cut[j - 1]:
            break
        if shape[j] == Shape.LOWER:
            if is_syllable(words, j):
                end = j + 1
            elif low[j] not in ARTICLE:
                break
        elif low[j] in STOP and low[j] not in ARTICLE:
            break
        elif shape[j] in NAME_SHAPES:
            end = j + 1
        elif low[j] not in ARTICLE:
            break
    return end


def unknown(words: Words, names: Names, i: int, end: int, known: list[Candidate]) -> list[Candidate]:
    """The run as a name that the gazetteer lacks, its parts after a title and the like, and with a type word after it."""
    if end == i + 1 and not (follows_article(words, i) or may_have_tail(words, end)):
        return [] if any(c.j == end for c in known) else word_unknown(words, names.alone[words.cut[i]][words.word[i]], i)
    low, start = words.low, i
    while start < end and (low[start] in TIME or (low[start] in STOP and not _leads(words, start, end))):
        start += 1
    while end > start and (low[end - 1] in TIME or _loose_number(words, end - 1)):
        end -= 1
    if second := _of_road(words, names, start, end):
        spans = {(start, second), (second, end)}
    else:
        spans = {*_parts(words, names, start, end), *_segments(words, start, end)}
    if start == i and follows_article(words, i):
        spans |= {(start - 1, j) for s, j in spans if s == start}
    spans.difference_update([(c.i, c.j) for c in known])
    return [c for a, b in (sorted(spans) if len(spans) > 1 else spans) for c in _as_unknown(words, names, a, b, end)]


def _leads(words: Words, start: int, end: int) -> bool:
    """Whether a name begins with a small word here: "Al-Takina", "Bir Ajam", but not "Bir Suriye askeri" at a sentence's start."""
    if start + 1 >= end:
        return False
    return words.low[start] in ARTICLE or (words.low[start] == WELL and words.gap[start] != Gap.STOP)


def _of_road(words: Words, names: Names, start: int, end: int) -> int | None:
    """Where the second end of a road begins, of "the Bor-Pibor road": each end is a place. None where the whole is a known name."""
    if end >= words.n or words.low[end] not in ROAD or words.gap[end] != Gap.SPACE:
        return None
    shape, gap, low = words.shape, words.gap, words.low
    cuts = [k for k in range(start + 1, end) if gap[k] == Gap.HYPHEN and shape[k] in CAPITALS and shape[k - 1] in CAPITALS]
    cuts = [k for k in cuts if low[k - 1] not in ARTICLE]
    return cuts[0] if len(cuts) == 1 and names.prior(fold(words.surface(start, end))) is None else None


def word_unknown(words: Words, alone: Alone, i: int) -> list[Candidate]:
    """Word i alone as an unknown name, with and without a suffix."""
    if alone.is_ordinary or not alone.key:
        return []
    whole = Candidate(i, i + 1, words.start[i], words.end[i], alone.key, None, "unknown")
    if not alone.suffix:
        return [whole]
    return [whole, replace(whole, end=words.end[i] - alone.suffix, key=fold(words.surface(i, i + 1)[: -alone.suffix]))]


def _as_unknown(words: Words, names: Names, a: int, b: int, end: int) -> list[Candidate]:
    """Words a to b - 1 as an unknown name, with and without a suffix; the run of capitalised words ends at ``end``."""
    key = "".join([fold_word(w) for w in words.word[a:b]])
    if not key or b - a > MAX_UNKNOWN_WORDS + 1:
        return []
    whole = candidate(words, a, b, key, None, "unknown")
    whole.known_whole = b > end and _is_known_site(names, key)
    if cut := suffix_length(words.word[b - 1]):
        return [whole, replace(whole, end=words.end[b - 1] - cut, key=fold(words.surface(a, b)[:-cut]))]
    return [whole]


def follows_article(words: Words, i: int, gaps: tuple[int, ...] = (Gap.HYPHEN,)) -> bool:
    """ "al-Bab": an article and a hyphen, or another of ``gaps``, right before word i."""
    return i > 0 and words.gap[i] in gaps and words.low[i - 1] in ARTICLE


def may_have_tail(words: Words, end: int) -> bool:
    """Whether a lower-case type word may follow a name that ends before word ``end``."""
    return words.gap[end] == Gap.SPACE and not TAILS.isdisjoint(words.low[end : end + MAX_TAIL])


def _loose_number(words: Words, k: int) -> bool:
    return words.shape[k] == Shape.NUMBER and (k == 0 or words.low[k - 1] not in TAIL)


def _parts(words: Words, names: Names, start: int, end: int) -> list[tuple[int, int]]:
    if not 0 < end - start <= 2 * MAX_UNKNOWN_WORDS:
        return []
    low, starts, found = words.low, [start], [(start, end)]
    if not _PARTING.isdisjoint(low[start : end - 1]):
        starts += [k for k in range(start + 1, end) if low[k - 1] in _LEADS][:3]
        ends = [end, *[k for k in range(start + 1, end) if low[k - 1] in TAIL][:3]]
        found = [(a, b) for a in starts for b in ends if a < b]
    if may_have_tail(words, end):
        found += [span for a in starts for span in _with_tail(words, names, a, end)]
    return found


def _segments(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """A list that lost its commas, cut before each Arabic article: "al-Midan Saif al-Dawla al-Izaa"."""
    if end - start > MAX_LIST_WORDS:
        return []
    if follows_article(words, start):
        start -= 1
    elif Shape.LOWER not in words.shape[start:end]:
        return []  # no article
    articles = [k for k in range(start, end - 1) if words.shape[k] == Shape.LOWER and words.gap[k + 1] == Gap.HYPHEN]
    found = []
    for a, b in itertools.pairwise([*articles, end]):
        for first in (a, a - 1) if a > start and words.shape[a - 1] in CAPITALS else (a,):
            found.append((first, a + 2))
            if len(articles) > 1:
                found.append((first, b))
    return found


def _with_tail(words: Words, names: Names, a: int, end: int) -> Iterator[tuple[int, int]]:
    """Lower-case type words after the run: "Castello road", "Tabaqa military airport"; of a known site, any: "Mosul university"."""
    for k in range(end, min(end + MAX_TAIL, words.n)):
        if words.shape[k] != Shape.LOWER or words.gap[k] != Gap.SPACE or words.low[k] in STOP:
            return
        if words.low[k] in TAIL_LOWER or (words.low[k] in SITE and _is_known_site(names, fold(words.surface(a, k + 1)))):
            yield a, k + 1


def _is_known_site(names: Names, key: str) -> bool:
    """Whether the gazetteer knows a camp, an airport ... of this whole name, and nothing else."""
    prior = names.prior(key)
    return prior is not None and bool(prior.kinds) and _SITE_KINDS.issuperset(prior.kinds)
