"""The second look: what the first scores of a document's other candidates say about each one.

A name that is surely a place in one sentence is likely one in the next; the neighbours in a list are of one kind; of two readings of the
same words one must go; and a small place in a country that the document is about is likelier than one elsewhere.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict
from collections.abc import Sequence

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.evidence import beside
from eventmap.extract.places.features import Part, named
from eventmap.extract.text.words import JOINS, Words
from eventmap.records import NamePrior

MAX_COUNTRIES = 4  # of a name's countries, the likeliest
NEARBY = 12  # candidates before and after that may overlap one
SAME = 50  # mentions of the same name before and after that count; no article has more, and a list of one name must cost no square
_BIG = 100_000

NONE = 9  # the level of a score that does not exist


def level(score: float) -> int:
    """A log-odds in whole steps from -4 to 5."""
    return -4 if score < -3.0 else 5 if score >= 5.0 else math.floor(score)


class Second:
    """The first scores of one document, indexed for the second look."""

    def __init__(self, words: Words, found: Sequence[Candidate], scores: Sequence[float]) -> None:
        self._words, self._found, self._scores = words, found, scores
        self._same: dict[str, list[int]] = defaultdict(list)
        starts: dict[int, float] = {}
        ends: dict[int, float] = {}
        for k, (c, score) in enumerate(zip(found, scores, strict=True)):
            self._same[c.key].append(k)
            if score >= starts.get(c.i, score):
                starts[c.i] = score
            if score >= ends.get(c.j, score):
                ends[c.j] = score
        self._starts = {i: level(score) for i, score in starts.items()}  # of the best candidate that starts with word i
        self._ends = {j: level(score) for j, score in ends.items()}  # of the best that ends before word j
        # No candidate up to k ends later, none from k on starts earlier: beyond these there is no rival.
        self._last_end = list(itertools.accumulate([c.end for c in found], max))
        self._first_start = list(itertools.accumulate([c.start for c in reversed(found)], min))[::-1]
        self._countries = self._focus()
        self._total = sum(self._countries.values()) or 1.0

    def parts(self, k: int) -> list[Part]:
        """The parts of the features of candidate k, as functions and their arguments."""
        c, score = self._found[k], self._scores[k]
        known, own_level = "g" if c.prior else "u", level(score)
        (left, left_adjacent), (right, right_adjacent) = self._side(c.i, -1, self._ends), self._side(c.j, 1, self._starts)
        found: list[Part] = [
            (own, own_level, known),
            (others, *self._others(k), known),
            (neighbours, left, right, known),
            (adjacent, left_adjacent, right_adjacent, known),
        ]
        if rival := self._rival(k):
            found.append((rivals, *rival, known))
        if c.prior and c.prior.countries:
            found.append((focus, self._share(c.prior, score), c.prior.population < _BIG, own_level))
        return found

    def features(self, k: int) -> list[str]:
        return named(self.parts(k))

    def _focus(self) -> dict[str, float]:
        weight: dict[str, float] = defaultdict(float)
        for c, score in zip(self._found, self._scores, strict=True):
            if c.prior and score > 0 and c.prior.countries:
                countries = c.prior.countries[:MAX_COUNTRIES]
                for country in countries:
                    weight[country] += 1 / len(countries)
        return weight

    def _share(self, prior: NamePrior, score: float) -> int:
        """The document's share of the best of the name's countries, itself left out, in fifths."""
        countries = prior.countries[:MAX_COUNTRIES]
        own_part = 1 / len(countries) if score > 0 else 0.0
        best = max([self._countries.get(country, 0.0) for country in countries])
        return max(0, min(4, int(5 * (best - own_part) / self._total)))

    def _others(self, k: int) -> tuple[int, int, int]:
        """The best, the worst and the mean score of the same name elsewhere."""
        c = self._found[k]
        same = self._same[c.key]
        if len(same) == 1:
            return NONE, NONE, NONE
        if len(same) > SAME:
            nth = bisect.bisect_left(same, k)
            same = same[max(0, nth - SAME) : nth + SAME]
        scores = [self._scores[m] for m in same if self._found[m].end <= c.start or c.end <= self._found[m].start]
        if not scores:
            return NONE, NONE, NONE
        return level(max(scores)), level(min(scores)), level(sum(scores) / len(scores))

    def _side(self, at: int, step: int, levels: dict[int, int]) -> tuple[int | None, int | None]:
        """The scores of the neighbour in a list and of the candidate that touches this one; None where there can be none."""
        place = beside(self._words, at, step)
        listed = None if place is None else levels.get(place, NONE)
        return listed, levels.get(at, NONE) if self._words.gap[at] in JOINS else None

    def _rival(self, k: int) -> tuple[bool, int] | None:
        """The best overlapping candidate: whether it is longer, and how far this one is ahead of it."""
        c, found, scores = self._found[k], self._found, self._scores
        rivals: list[tuple[float, int]] = []
        m, last = k - 1, max(0, k - NEARBY)
        while m >= last and self._last_end[m] > c.start:
            if found[m].end > c.start and found[m].start < c.end:
                rivals.append((scores[m], -m))
            m -= 1
        m, last = k + 1, min(len(found), k + NEARBY)
        while m < last and self._first_start[m] < c.end:
            if found[m].end > c.start and found[m].start < c.end:
                rivals.append((scores[m], -m))
            m += 1
        if not rivals:
            return None
        best, m = max(rivals)
        other = found[-m]
        return other.j - other.i > c.j - c.i, level(scores[k] - best)


def own(score: int, known: str) -> list[str]:
    return [known, f"z={score}", f"z={score}{known}"]


def others(best: int, worst: int, mean: int, known: str) -> list[str]:
    return [f"max={best}{known}", f"min={worst}{known}", f"mean={mean}{known}"]


def neighbours(left: int | None, right: int | None, known: str) -> list[str]:
    return [f"ll={left}{known}", f"rr={right}{known}", f"lr={left}{right}"]


def adjacent(left: int | None, right: int | None, known: str) -> list[str]:
    return [f"al={left}{known}", f"ar={right}{known}"]


def rivals(longer: bool, ahead: int, known: str) -> list[str]:
    return [f"rival={'L' if longer else 'S'}{ahead}{known}"]


def focus(share: int, small: bool, score: int) -> list[str]:
    return [f"focus={share}{'s' if small else 'b'}", f"focusz={share}{score}"]
