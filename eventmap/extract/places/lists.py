"""Lists of names, also those that lost their commas: "the villages of Tal Alam Deir Qaq Eibed and Sarjeh".

A run is a stretch of capitalised words with nothing between them. The names that the gazetteer knows are laid over it like tiles, so that
they cover as much as they can; what stays bare between tiles is a name that it does not know. Runs joined by commas and "and" are a
list: what is said before its first name or after its last is said of all.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.wording import AND
from eventmap.extract.text.tables import word_classes, word_list
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words
from eventmap.names import fold_word

_ARTICLE = word_classes()["article"]
_STOP, _COMMON = word_list("stop_words.txt"), word_list("common_words.txt") | word_classes()["head"]
MAX_RUN_WORDS = 60  # a longer row of capitals is a headline or a table
MAX_BARE_WORDS = 4  # a longer stretch without any known name is no list of places
MAX_COUNTRIES = 4  # of a name's countries, the likeliest
FOCUS_SHARE = 0.2  # of the known names, for a country that the document is about
KNOWN_PEOPLE = 10_000  # a name of one word says a country only of a town so large
SEAM = 0.5  # what each tile costs, so that one name of two words is better than two of one
ORDINARY = 0.1  # what covering an ordinary word by a tile of its own is worth
ELSEWHERE = 0.4  # the share of its worth that a tile keeps whose places are all in other countries


class Run(NamedTuple):
    """Words ``start`` to ``end - 1``; its tiles as (start, end), the bare stretches between them, and how many words are tiled."""

    start: int
    end: int
    tiles: tuple[tuple[int, int], ...] = ()
    bare: tuple[tuple[int, int], ...] = ()
    covered: int = 0


class Listing(NamedTuple):
    """Words ``start`` to ``end - 1``; how many names, and the share of the words that are tiled in quarters."""

    start: int
    end: int
    names: int
    share: int


@dataclass(slots=True)
class Lists:
    """For each word the run of names that it lies in, and the list that the run is in; None for none, and for a lone word."""

    runs: list[Run | None]
    lists: list[Listing | None]

    @classmethod
    def gather(cls, words: Words, found: Sequence[Candidate]) -> Lists:
        """Linear in words and candidates."""
        made = cls([None] * words.n, [None] * words.n)
        spans = _joined(words, runs_of(words))
        told = [run for members in spans for run in members if len(members) > 1 or run[1] - run[0] > 1]  # what else there is to tell of
        runs = dict(zip(told, _tiled(words, told, found), strict=True))
        for members in spans:
            if members[0] in runs:
                made._tell([runs[span] for span in members])
        return made

    def _tell(self, members: Sequence[Run]) -> None:
        """Notes the runs of a list, or a run that is in none, for their words."""
        for run in members:
            self.runs[run.start : run.end] = [run] * (run.end - run.start)
        if listing := _listing(members):
            for run in members:
                self.lists[run.start : run.end] = [listing] * (run.end - run.start)

    def tiling(self, i: int, j: int) -> tuple[str, int, int, int] | None:
        """How words i to j - 1 lie among the tiles of their run, the share of it that is tiled in quarters, its words, its tiles."""
        run = self.runs[i]
        if run is None or (length := run.end - run.start) < 2:
            return None
        tiles = len(run.tiles)
        return _lie(i, j, run), 4 * run.covered // length, length if length < 7 else 7, tiles if tiles < 4 else 4


def _lie(i: int, j: int, run: Run) -> str:
    if (i, j) in run.tiles:
        return "tile"
    if (i, j) in run.bare:
        return "bare"
    begins = ends = False
    for a, b in run.tiles:
        if a <= i and j <= b:
            return "part"
        begins, ends = begins or a == i, ends or b == j
    return "whole" if begins and ends else "cross"


@functools.lru_cache(maxsize=2)
def runs_of(words: Words) -> tuple[tuple[int, int], ...]:
    """Stretches of names: capitalised words, articles before them, numbers after them. Remembered, since they are asked for twice."""
    return tuple(_runs_of(words))


def _runs_of(words: Words) -> Iterator[tuple[int, int]]:
    end = 0
    for k in words.capitals:
        if k < end:
            continue
        start = k - 1 if k > end and _is_article(words, k - 1) else k
        if start == k and words.low[k] in _STOP:
            continue
        end = start + 1
        while end < words.n and end - start < MAX_RUN_WORDS and words.gap[end] in JOINS and not words.cut[end - 1] and _goes_on(words, end):
            end += 1
        yield start, end


def _is_article(words: Words, k: int) -> bool:
    """Whether word k is the article of the name after it: "al-Bab", "el Geneina"."""
    if words.low[k] not in _ARTICLE or words.shape[k] != Shape.LOWER or k + 1 >= words.n:
        return False
    return words.gap[k + 1] in (Gap.SPACE, Gap.HYPHEN) and words.shape[k + 1] in CAPITALS


def _goes_on(words: Words, k: int) -> bool:
    shape = words.shape[k]
    return shape == Shape.NUMBER or (words.low[k] not in _STOP if shape in CAPITALS else _is_article(words, k))


def _tiled(words: Words, spans: Sequence[tuple[int, int]], found: Sequence[Candidate]) -> list[Run]:
    known = [c for c in found if c.prior] if spans else []
    focus = _focus(known)
    ending: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    within = {j for start, end in spans for j in range(start + 1, end + 1)}  # where a tile may end
    for c in known:
        if c.j in within:
            ending[c.j].append((c.i, _worth(words, c, focus)))
    return [_laid(words, start, end, ending) for start, end in spans]


def _focus(known: Sequence[Candidate]) -> frozenset[str]:
    """The countries that most of the names that say a country lie in."""
    votes: defaultdict[str, float] = defaultdict(float)
    for c in known:
        prior = c.prior
        if prior and prior.countries and (prior.population > KNOWN_PEOPLE or c.j - c.i > 1):
            likely = prior.countries[:MAX_COUNTRIES]
            share = 1 / len(likely)
            for country in likely:
                votes[country] += share
    least = FOCUS_SHARE * sum(votes.values())
    return frozenset([country for country, n in votes.items() if n >= least])


def _worth(words: Words, c: Candidate, focus: frozenset[str]) -> float:
    if c.j - c.i == 1 and words.low[c.i] in _COMMON:
        return ORDINARY
    at_home = c.prior is None or not focus.isdisjoint(c.prior.countries) or c.prior.kinds[:1] == ("country",)
    return (c.j - c.i - SEAM) * (1.0 if at_home else ELSEWHERE)


def _laid(words: Words, start: int, end: int, ending: dict[int, list[tuple[int, float]]]) -> Run:
    """The tiles that cover the run best."""
    if end - start == 1:  # most runs: a name, or none
        whole = ((start, end),)
        return Run(start, end, whole, (), 1) if any(i == start for i, _ in ending.get(end, ())) else Run(start, end, (), whole)
    if ending.keys().isdisjoint(range(start + 1, end + 1)):
        return Run(start, end, (), ((start, end),))
    best, back = [0.0], [-1]
    for j in range(start + 1, end + 1):
        gain, last = best[-1], -1
        for i, worth in ending.get(j, ()):
            if i >= start and best[i - start] + worth > gain:
                gain, last = best[i - start] + worth, i
        best.append(gain)
        back.append(last)
    tiles: list[tuple[int, int]] = []
    j = end
    while j > start:
        i = back[j - start]
        if i >= 0:
            tiles.append((i, j))
        j = i if i >= 0 else j - 1
    tiles.reverse()
    return Run(start, end, tuple(tiles), tuple(_bare(start, end, tiles)), sum([j - i for i, j in tiles]))


def _bare(start: int, end: int, tiles: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for i, j in [*tiles, (end, end)]:
        if at < i:
            yield at, i
        at = j


def _joined(words: Words, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The runs, those of one list together."""
    found: list[list[tuple[int, int]]] = []
    last = -1
    for span in spans:
        if last >= 0 and span[0] - last < 2 and joins(words, last, span[0]):
            found[-1].append(span)
        else:
            found.append([span])
        last = span[1]
    return found


def _listing(members: Sequence[Run]) -> Listing | None:
    names = sum([len(run.tiles) + len(run.bare) for run in members])
    if names < 2:
        return None
    share = 4 * sum([run.covered for run in members]) // sum([run.end - run.start for run in members])
    return Listing(members[0].start, members[-1].end, min(names, 6), share)


def joins(words: Words, end: int, start: int) -> bool:
    """Whether a name that ends before word ``end`` and one that starts at word ``start`` stand side by side in a list."""
    if start == end:
        return words.gap[start] in (Gap.COMMA, Gap.SLASH) or (words.gap[start] == Gap.SPACE and not words.cut[end - 1])
    if start - end != 1 or words.low[end] not in AND:
        return False
    return words.gap[end] in (Gap.SPACE, Gap.COMMA) and words.gap[start] == Gap.SPACE


def tiled(lie: str, share: int, length: int, tiles: int, known: str) -> list[str]:
    """Features of the place in the run."""
    return [f"lie={lie}{known}", f"lies={lie}{share}{known}", f"liel={lie}{length}{known}", f"liet={lie}{share}{tiles}{known}"]


def enumerated(before2: str, before1: str, after: str, names: int, share: int, known: str) -> list[str]:
    """Features of the list: what stands before and after it, how long it is, how much of it is known."""
    found = [f"lb={before1}{known}", f"lb2={before2}_{before1}{known}", f"la={after}{known}", f"lba={before2}_{before1}_{after}"]
    return [*found, f"ln={names}{known}", f"lk={share}{known}", f"lnk={names}{share}{known}"]


def with_bare(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The candidates, and what no known name covers in a row of names, as names unknown to the gazetteer; in order of their start."""
    seen = {(c.i, c.j) for c in found}
    runs = _tiled(words, [span for span in runs_of(words) if span[1] - span[0] > 1], found)
    spans = {span for run in runs for bare in run.bare for span in _cuts(words, *bare)} - seen
    new = [c for i, j in spans if (c := _unknown(words, i, j)).key]
    return sorted([*found, *new], key=lambda c: (c.i, c.j)) if new else found


def _cuts(words: Words, a: int, b: int) -> Iterator[tuple[int, int]]:
    """A bare stretch as one name, and every word of it by itself."""
    if b - a <= MAX_BARE_WORDS:
        yield a, b
        if b - a > 1:
            yield from ((k, k + 1) for k in range(a, b) if words.shape[k] in CAPITALS)


def _unknown(words: Words, i: int, j: int) -> Candidate:
    key = "".join([fold_word(w) for w in words.word[i:j]])
    return Candidate(i, j, words.start[i], words.end[j - 1], key, None, "unknown")
