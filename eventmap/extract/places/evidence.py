"""What a document says around each of its candidates and as a whole: the facts that the features are made of."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.lists import Listing, Lists
from eventmap.extract.places.memory import Memory, Names
from eventmap.extract.places.wording import AND, ARTICLE, BEFORE, COMMON, GIVEN, KINDS, ORG, STOP, TAIL, TITLE, word_class
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words, shape_of
from eventmap.names import fold_word

_NAMED = ("title", "org", "group", "tail", "time", "direction", "kind", "borrowed", "stop")  # capitalised neighbours kept as words
START = "<s>"  # stands for the neighbour that a sentence's first or last word does not have
MAX_RUN = 12  # words of a run of names before and after a candidate


class Before(NamedTuple):
    """What stands before a name that begins with a certain word. Candidates share their beginnings, so it is worked out once."""

    near: str  # the word before
    far: str  # the one before that
    near_class: str
    gap: int
    listed: str  # the neighbour in a list, as a class
    run: int  # where the run of names that goes on after this begins
    joined: bool  # capitalised words go on before
    given: bool  # the last of them is a given name


class After(NamedTuple):
    """What stands after a name that ends with a certain word."""

    near: str
    far: str
    near_class: str
    gap: int
    listed: str
    run: int  # where the run ends
    joined: bool
    tail: str  # the last of the capitalised words that go on, itself or as a class
    apposed: str  # the kind of place that an apposition says the name is: ", a small town near"


@dataclass(slots=True)
class Evidence:
    """A document's words, its candidates and what the whole document says about each word."""

    words: Words
    names: Names
    lower: frozenset[str]  # words also written in lower case
    surnames: frozenset[str]  # words that follow a given name or a title somewhere
    keys: Counter[str]
    starts: dict[int, Candidate]  # word -> longest candidate known to the gazetteer that starts there
    ends: dict[int, Candidate]
    known_before: list[int]  # how many words before this one lie in names that the gazetteer knows
    lists: Lists
    latin: str  # "l" for a text in the Latin script that is not English, else ""
    near: list[str] = field(default_factory=list)  # each word as the neighbour of a name, and what stands behind the last
    lefts: dict[int, Before] = field(default_factory=dict)  # by the first word of a name
    rights: dict[int, After] = field(default_factory=dict)  # by the word after a name
    enumerations: dict[Listing, tuple[str, str, str, int, int]] = field(default_factory=dict)

    @classmethod
    def gather(cls, words: Words, names: Names, found: Sequence[Candidate]) -> Evidence:
        """What the document as a whole says of its candidates."""
        lower = frozenset(itertools.compress(words.low, map(operator.not_, words.shape)))  # Shape.LOWER is 0
        starts: dict[int, Candidate] = {}
        ends: dict[int, Candidate] = {}
        inside = [0] * words.n
        for c in found:
            if c.prior is None:
                continue
            if c.i not in starts or starts[c.i].j < c.j:
                starts[c.i] = c
            if c.j not in ends or ends[c.j].i > c.i:
                ends[c.j] = c
            if c.j - c.i > 1 or words.low[c.i] not in COMMON:
                inside[c.i : c.j] = [1] * (c.j - c.i)
        known_before = [0, *itertools.accumulate(inside)]
        lists = Lists.gather(words, found)
        keys = Counter([c.key for c in found])
        latin = "" if _is_english(lower) else "l"
        made = cls(words, names, lower, _surnames(words), keys, starts, ends, known_before, lists, latin)
        made.near = made._neighbours()
        return made

    def left(self, i: int) -> Before:
        """What stands before a name that begins with word i."""
        if (side := self.lefts.get(i)) is not None:
            return side
        w, gap = self.words, self.words.gap[i]
        if gap == Gap.STOP:
            return Before(START, START, START, gap, "", i, False, False)
        near, far = self.near[i - 1], self.before(i - 1)
        start, joined, given = i, False, False
        if gap in JOINS and not w.cut[i - 1] and (w.shape[i - 1] in CAPITALS or w.low[i - 1] in ARTICLE):
            joined = w.shape[i - 1] in CAPITALS
            given = joined and w.low[i - 1] in GIVEN
            while start and w.gap[start] in JOINS and not w.cut[start - 1] and _in_name(w, start - 1) and i - start < MAX_RUN:
                start -= 1
        side = self.lefts[i] = Before(near, far, context_class(near), gap, _beside(self, i, -1), start, joined, given)
        return side

    def right(self, j: int) -> After:
        """What stands after a name whose last word is word j - 1."""
        if (side := self.rights.get(j)) is not None:
            return side
        w, gap = self.words, self.words.gap[j]
        if gap == Gap.STOP:
            return After(START, START, START, gap, "", j, False, "", "")
        near, far = self.near[j], self.after(j + 1)
        end, joined = j, False
        if j < w.n and gap in JOINS and not w.cut[j - 1] and (w.shape[j] in CAPITALS or w.low[j] in ARTICLE):
            joined = w.shape[j] in CAPITALS
            while end < w.n and w.gap[end] in JOINS and not w.cut[end - 1] and _in_name(w, end) and end - j < MAX_RUN:
                end += 1
        tail = _run_tail(w, j) if joined else ""
        apposed = _apposed(w, j) if near in _APPOSES else ""
        side = self.rights[j] = After(near, far, context_class(near), gap, _beside(self, j, 1), end, joined, tail, apposed)
        return side

    def enumeration(self, place: Listing) -> tuple[str, str, str, int, int]:
        """The classes of the two words before a list and of the one after it, how many names it has, and the share of it that is known."""
        found = self.enumerations.get(place)
        if found is None:
            start, end, names, share = place
            before2 = START if self.words.gap[start] == Gap.STOP else context_class(self.before(start - 1))
            found = before2, context_class(self.before(start)), context_class(self.after(end)), names, share
            self.enumerations[place] = found
        return found

    def before(self, i: int) -> str:
        """What stands before word i, as a neighbour."""
        return START if self.words.gap[i] == Gap.STOP else self.near[i - 1]

    def after(self, j: int) -> str:
        """What stands after word j - 1, likewise."""
        return START if j >= self.words.n or self.words.gap[j] == Gap.STOP else self.near[j]

    def _neighbours(self) -> list[str]:
        """Each word as a neighbour: itself when it is an ordinary word, its class when it is a name."""
        word, near = self.words.word, [*self.words.low, START]
        for k in itertools.compress(range(self.words.n), self.words.shape):  # Shape.LOWER is 0
            near[k] = _ANYWHERE[word[k]] or self._here(k)
        return near

    def _in_capitals(self, k: int) -> bool:
        """Whether the words on both sides of word k are in capitals too, as far as the sentence goes."""
        shape, gap, n = self.words.shape, self.words.gap, self.words.n
        before = k == 0 or gap[k] == Gap.STOP or shape[k - 1] in (Shape.UPPER, Shape.NUMBER)
        return before and (k + 1 >= n or gap[k + 1] == Gap.STOP or shape[k + 1] in (Shape.UPPER, Shape.NUMBER))

    def _here(self, k: int) -> str:
        """The description of a name, or of an ordinary word in capitals, which may hang on where it stands."""
        shape, low = self.words.shape[k], self.words.low[k]
        if low in COMMON:
            if not k or self.words.gap[k] == Gap.STOP:
                return low  # "Residents of", "Gunmen attacked": its capital is the sentence's
            if shape == Shape.UPPER and self._in_capitals(k):
                return low  # a headline in capitals: "TALIBAN SEIZE KUNDUZ"
        if low in GIVEN or low in self.surnames:
            return "^given" if low in GIVEN else "^surname"
        prior = self.names.prior(fold_word(self.words.word[k]))
        return "^name" if prior is None else "^place" if prior.population > 15_000 else "^small"


def _anywhere(word: str) -> str:
    """The description of a word as a neighbour wherever it stands; "" if that hangs on the text."""
    low, shape = word.lower(), shape_of(word)
    if shape == Shape.LOWER or shape == Shape.CASELESS or low in STOP:
        return low
    if shape == Shape.NUMBER:
        return "0000" if len(low) == 4 else "0"
    return f"^{low}" if word_class(low) in _NAMED else ""


_ANYWHERE = Memory(_anywhere)

_ENGLISH = frozenset("the of and to in is was for on by from with at that were said".split())  # noqa: SIM905
_OTHERS = frozenset(
    "de la le les el los las en du des et y que un une una por con del se su al ve bir bu ile olarak olan il di che und der die das".split()  # noqa: SIM905
)


def _is_english(lower: frozenset[str]) -> bool:
    """Whether the lower-case words look more English than another language: by function words, and by letters that English lacks."""
    foreign = 0 if "".join(lower).isascii() else sum([not low.isascii() for low in lower])
    others = foreign + len(lower & _OTHERS)
    return others <= 1 or others <= len(lower & _ENGLISH)


def _surnames(words: Words) -> frozenset[str]:
    found = set()
    low, shape, gap = words.low, words.shape, words.gap
    capital = Shape.CAPITAL
    for k in words.capitals:
        if not k or shape[k] != capital or shape[k - 1] not in CAPITALS or gap[k] not in (Gap.SPACE, Gap.DOT):
            continue
        if low[k - 1] in GIVEN or low[k - 1] in TITLE:
            found.add(low[k])
            if k + 1 < words.n and shape[k + 1] == Shape.CAPITAL and gap[k + 1] in (Gap.SPACE, Gap.HYPHEN):
                found.add(low[k + 1])
    return frozenset(found)


@functools.lru_cache(maxsize=50_000)
def context_class(word: str) -> str:
    """A coarse class of a neighbour, the same for all languages."""
    if word in (START, "^given", "^surname", "^name", "^place", "^small") or word[0] == "0":
        return word
    mark = "^" if word[0] == "^" else ""
    low = word.removeprefix("^")
    if low[0] == "و" and len(low) > 3:
        low = low[1:]  # the Arabic "and" is written with the next word
    if low in BEFORE:
        return f"{mark}in"
    if low in KINDS and low not in ORG:
        return f"{mark}kind:{KINDS[low]}"
    return mark + (word_class(low) or "other")


def _beside(e: Evidence, at: int, step: int) -> str:
    """What stands next in a list: the candidate after a comma or "and" (step 1) or before it (step -1), as a class."""
    w = e.words
    if w.gap[at] not in _LISTING or (place := beside(w, at, step)) is None:
        return ""
    other = e.starts.get(place) if step > 0 else e.ends.get(place)
    if other is None or other.prior is None:
        beyond = place if step > 0 else place - 1
        return "c" if 0 <= beyond < w.n and w.shape[beyond] in CAPITALS else "-"
    kind = other.prior.kinds[0] if other.prior.kinds else "?"
    return kind if kind in ("country", "admin1", "region") else f"s{min(len(str(other.prior.population)), 5)}"


_LISTING = (Gap.SPACE, Gap.COMMA, Gap.SLASH)


def beside(w: Words, at: int, step: int) -> int | None:
    """Where the neighbour in a list starts (step 1, from its end ``at``) or ends (step -1, from its start); None when there is no list."""
    gap = w.gap[at]
    if gap == Gap.SPACE:
        between = at - 1 if step < 0 else at
        return at + step if 0 <= between < w.n and w.low[between] in AND else None
    return at if gap == Gap.COMMA or gap == Gap.SLASH else None


def _in_name(w: Words, k: int) -> bool:
    if w.shape[k] in CAPITALS:
        return w.low[k] not in STOP or (w.low[k] in ARTICLE and w.gap[k] != Gap.STOP)
    return w.low[k] in ARTICLE and k + 1 < w.n and w.shape[k + 1] in CAPITALS


def _run_tail(w: Words, j: int) -> str:
    """The last word of the run of capitalised words that goes on after word j - 1, itself or as a class."""
    end = j
    while end < w.n and end < j + 5 and w.gap[end] in JOINS and w.shape[end] in CAPITALS:
        end += 1
    low = w.low[end - 1]
    return low if low in ORG or low in TAIL else word_class(low)


def _apposed(w: Words, j: int) -> str:
    """The kind of place named within a few words after the article that is word j, if that noun itself is said to lie somewhere."""
    for k in range(j + 1, min(j + _MOST_ADJECTIVES + 2, w.n - 1)):
        if w.shape[k] != Shape.LOWER or w.gap[k] not in (Gap.SPACE, Gap.HYPHEN):
            return ""
        if w.low[k] in KINDS:
            return KINDS[w.low[k]] if w.gap[k + 1] == Gap.SPACE and w.low[k + 1] in _LIES else ""
    return ""


_APPOSES = frozenset(("a", "an", "the"))
_MOST_ADJECTIVES = 3
_LIES = frozenset(
    ("in", "of", "near", "on", "at", "outside", "some", "about", "just", "where", "which", "that", "north", "south", "east", "west",
     "northeast", "northwest", "southeast", "southwest", "close", "along", "inside", "under", "between")
)  # fmt: skip
