"""Which candidates are places here: two linear scorers, then the best set of mentions that do not overlap.

The weights are in data/place_weights.tsv; benchmarks/train_places.py makes them.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.consistency import Second
from eventmap.extract.places.evidence import Evidence
from eventmap.extract.places.features import Part, alone, in_context
from eventmap.extract.places.hints import is_measured
from eventmap.extract.places.memory import Names
from eventmap.extract.places.metonyms import is_subject_behind, may_govern
from eventmap.extract.text.tables import rows, word_classes, word_list
from eventmap.extract.text.words import CAPITALS, Gap, Shape, Words

_GIVEN = word_list("given_names.txt")
CACHE_SIZE = 200_000
_ZEROS = itertools.repeat(0.0)  # what a feature weighs that is not in the table
# Log-odds a mention must reach. Below zero, because most errors are omissions: measured best on the training half's cross-validation.
THRESHOLD = -0.6
KNOWN_WHOLE = 1.5  # what the gazetteer adds to "Kalma camp": that it knows just this name, type word and all
MEASURED = 4.0  # a distance after a comma: "Dayr Kak, eight kilometers southwest of al-Bab"
SHELLED = 2.0  # "A was shelled": done to places; the training texts, mostly news of peace, hardly have it
SPOKEN = 2.5  # ", Ankara said." of a name as well known as a government's: the training texts seldom have it
BEHIND_VERB = 4.0  # "قالت موسكو": likewise, where nothing but the verb before the name shows a place
BODY = 3.0  # "Sinaloa Cartel", "Kyiv Independent": a body that bears a place's name
TAKEN = 1.6  # "A was captured by": likewise, but done to persons too
MAX_SAID = 4  # words in which that is said
_DONE_TO_PLACES = frozenset(
    ("shelled", "bombed", "bombarded", "besieged", "recaptured", "retaken", "liberated", "overrun", "pounded", "strafed")
)
_OF_WHAT_IS_DONE = ("was", "were", "came")
_UNDER = frozenset(("fire", "shelling", "bombardment", "artillery", "mortar", "rocket", "siege"))
HOPELESS = -4.0  # a first score that no second look has mended
HOPELESS_ALONE = -4.6  # what no context has mended: 15 in 10,000 such candidates of the corpora were places


class Linear(dict[Part, float]):
    """A sum of weights by feature name: part -> what its features add, remembered."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self._weights = weights
        self.bias = weights.get("bias", 0.0)
        self._slope = weights.get("score", 0.0)
        self._slope_above = weights.get("score>0", 0.0)

    def start(self, first: float = 0.0) -> float:
        """The log-odds before any feature; ``first`` is the first scorer's, for the second."""
        return self.bias + self._slope * first + self._slope_above * (first if first > 0.0 else 0.0)

    def sum(self, parts: Iterable[Part]) -> float:
        """What the features of these parts add."""
        total: float = sum(map(self.__getitem__, parts))
        return total

    def __missing__(self, part: Part) -> float:
        if len(self) > CACHE_SIZE:
            self.clear()
        features, *values = part
        value: float = sum(map(self._weights.get, features(*values), _ZEROS))
        self[part] = value
        return value


@functools.cache
def scorers() -> tuple[Linear, Linear]:
    """The first and the second scorer, from data/place_weights.tsv."""
    weights: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for stage, name, weight in rows("place_weights.tsv"):
        weights[int(stage) - 1][name] = float(weight)
    return Linear(weights[0]), Linear(weights[1])


def score(words: Words, names: Names, found: Sequence[Candidate]) -> list[float]:
    """Log-odds of each candidate being a place mention with exactly this span."""
    first, second = scorers()
    evidence = Evidence.gather(words, names, found)
    scores = []
    for c, log_odds in zip(found, _by_themselves(first, evidence, found), strict=True):
        scores.append(log_odds if log_odds < HOPELESS_ALONE else log_odds + first.sum(in_context(c, evidence)))
    again = Second(words, found, scores)
    scores = [x if x < HOPELESS else second.start(x) + second.sum(again.parts(k)) for k, x in enumerate(scores)]
    return [x + _certain(words, c) if x > HOPELESS else x for c, x in zip(found, scores, strict=True)]


def _by_themselves(first: Linear, evidence: Evidence, found: Sequence[Candidate]) -> Iterator[float]:
    """The log-odds of each candidate before its context is looked at; those of whole words are remembered."""
    words, notes = evidence.words, evidence.names.notes(first)
    word, cut = words.word, words.cut
    for c in found:
        if cut[c.j - 1] or c.source == "abbr":
            yield first.bias + first.sum(alone(c, evidence))
            continue
        surface = word[c.i] if c.j - c.i == 1 else words.surface(c.i, c.j)
        own = surface, c.source, c.key, evidence.latin
        if (log_odds := notes.get(own)) is None:
            log_odds = notes[own] = first.bias + first.sum(alone(c, evidence))
        yield log_odds


def _certain(words: Words, c: Candidate) -> float:
    """What is added for evidence too rare in the training texts to have a weight of its own."""
    measured = is_measured(words, c.j) and not _holds_given_name(words, c)
    shelled = c.prior is not None and _is_shelled(words, c.j)
    taken = c.prior is not None and not shelled and _is_taken(words, c.i, c.j) and not _holds_given_name(words, c)
    certain = (KNOWN_WHOLE if c.known_whole else 0.0) + (MEASURED if measured else 0.0)
    if c.prior is not None and may_govern(c.prior):
        certain += SPOKEN if _has_the_last_word(words, c) else BEHIND_VERB if is_subject_behind(words, c.i) else 0.0
    if _names_a_body(words, c):
        certain -= BODY
    return certain + (SHELLED if shelled else TAKEN if taken else 0.0)


def _names_a_body(words: Words, c: Candidate) -> bool:
    """ "(The) New York Times", "Arakan Army", "Jalisco New Generation Cartel": a paper or a band, of whose name the place is but a part."""
    if words.cut[c.j - 1]:
        return False
    for k in range(c.j, min(c.j + MAX_BODY, words.n)):
        if words.gap[k] != Gap.SPACE or words.shape[k] not in CAPITALS:
            return False
        if words.low[k] in _BODIES:
            return words.shape[c.i] != Shape.UPPER
    return False


_BODIES = word_classes()["body"]
MAX_BODY = 3  # words of "New Generation Cartel"


def _has_the_last_word(words: Words, c: Candidate) -> bool:
    """ "(Talks have stalled,) Ankara said." """
    j = c.j
    if words.gap[c.i] != Gap.COMMA or j >= words.n or words.gap[j] != Gap.SPACE or words.low[j] not in ("said", "says"):
        return False
    return j + 1 >= words.n or words.gap[j + 1] in (Gap.STOP, Gap.COMMA)


def _is_shelled(words: Words, j: int) -> bool:
    """ "A was shelled again", "A came under heavy bombardment": what is done to places, said right after a name that ends before word j."""
    if j >= words.n or words.gap[j] != Gap.SPACE:
        return False
    if words.low[j] not in _OF_WHAT_IS_DONE:
        return False
    low = words.low[j : j + MAX_SAID]
    if low[0] != "came":
        if low[1:2] == ["the"] and low[3:4] == ["of"]:
            return low[2] in _SCENES  # "A was the scene of heavy clashes"
        return not _DONE_TO_PLACES.isdisjoint(low[1:])
    return low[1:2] == ["under"] and not _UNDER.isdisjoint(low[2:])


def _is_taken(words: Words, i: int, j: int) -> bool:
    """ "A was captured by": a sentence's first word, which nothing before it shows to be a place; of persons it is said as well."""
    if words.gap[i] != Gap.STOP or words.low[j : j + 1] != ["was"]:
        return False
    return words.low[j + 1 : j + 2] in _TAKEN and words.low[j + 2 : j + 3] == ["by"]


_TAKEN = [[word] for word in "captured seized overrun occupied taken attacked raided stormed looted burned".split()]  # noqa: SIM905
_SCENES = frozenset(("scene", "site", "location", "target", "focus", "epicentre", "epicenter"))


def _holds_given_name(words: Words, c: Candidate) -> bool:
    """Whether the candidate is a person's name or the end of one: "Omar Haddad, 10 km from Homs"."""
    first = c.i - 1 if c.i and words.gap[c.i] == Gap.SPACE and words.shape[c.i - 1] in CAPITALS else c.i
    return any(words.low[k] in _GIVEN for k in range(first, c.j))


def choose(found: Sequence[Candidate], scores: Sequence[float], threshold: float = THRESHOLD) -> list[int]:
    """Indices of the candidates that are kept: the set without overlaps whose scores above the threshold sum highest, in order."""
    order = sorted((k for k in range(len(found)) if scores[k] > threshold), key=lambda k: (found[k].end, found[k].start))
    ends = [found[k].end for k in order]
    best = [0.0]
    back: list[int] = []
    for n, k in enumerate(order):
        before = bisect.bisect_right(ends, found[k].start, 0, n)
        gain = best[before] + scores[k] - threshold
        back.append(before if gain > best[-1] else -1)
        best.append(max(gain, best[-1]))
    chosen: list[int] = []
    n = len(order)
    while n:
        if back[n - 1] < 0:
            n -= 1
        else:
            chosen.append(order[n - 1])
            n = back[n - 1]
    return chosen[::-1]


def probability(log_odds: float) -> float:
    """0..1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
