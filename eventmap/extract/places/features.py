"""What speaks for and against a candidate being a place here, as named features for the linear scorer.

Features name ordinary words, classes of words (place_context.tsv), shapes and what the gazetteer says; never the name itself, so that the
scorer cannot learn places by heart. They come in parts, each a pure function of a few small values, so that the scorer can remember what a
part is worth: the same neighbours come again and again.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventmap.extract.places.candidates import Candidate, Names
from eventmap.extract.places.lists import Listing, Lists, enumerated, tiled
from eventmap.extract.places.wording import AND, ARTICLE, BEFORE, COMMON, GIVEN, KINDS, ORG, STOP, TAIL, TAIL_LOWER, TITLE, own, word_class
from eventmap.extract.text.inflect import suffix_length
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words
from eventmap.names import fold_word
from eventmap.records import NamePrior

Part = tuple[Any, ...]  # a function that gives names of features, and its arguments


def named(parts: Iterable[Part]) -> list[str]:
    """The names of the features of ``parts``."""
    return [name for function, *values in parts for name in function(*values)]

_NAMED = ("title", "org", "tail", "time", "direction", "kind", "borrowed", "stop")  # capitalised neighbours kept as words
START = "<s>"  # stands for the neighbour that a sentence's first or last word does not have


# What stands on one side of a name: the nearer and the farther word, the class of the nearer one, the gap, and the neighbour in a list.
Side = tuple[str, str, str, int, str]


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
    neighbours: dict[int, str] = field(default_factory=dict)
    lefts: dict[int, Side] = field(default_factory=dict)  # by the first word of a name
    rights: dict[int, Side] = field(default_factory=dict)  # by the word after a name

    @classmethod
    def gather(cls, words: Words, names: Names, found: Sequence[Candidate]) -> Evidence:
        """What the document as a whole says of its candidates."""
        lower = frozenset([w for w, s in zip(words.low, words.shape, strict=True) if not s])  # Shape.LOWER is 0
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
        return cls(words, names, lower, _surnames(words), Counter([c.key for c in found]), starts, ends, known_before, lists)

    def left(self, i: int) -> Side:
        """What stands before a name that begins with word i."""
        side = self.lefts.get(i)
        if side is None:
            near, gap = self.before(i), self.words.gap[i]
            far = START if gap == Gap.STOP else self.before(i - 1)
            side = self.lefts[i] = near, far, _context_class(near), gap, _beside(self, i, -1)
        return side

    def right(self, j: int) -> Side:
        """What stands after a name whose last word is word j - 1."""
        side = self.rights.get(j)
        if side is None:
            near, gap = self.after(j), self.words.gap[j]
            far = START if gap == Gap.STOP else self.after(j + 1)
            side = self.rights[j] = near, far, _context_class(near), gap, _beside(self, j, 1)
        return side

    def before(self, i: int) -> str:
        """The word before word i: itself when it is an ordinary word, its class when it is a name."""
        if i <= 0 or self.words.gap[i] == Gap.STOP:
            return START
        return self._neighbour(i - 1) if self.words.shape[i - 1] else self.words.low[i - 1]  # Shape.LOWER is 0

    def after(self, j: int) -> str:
        """The word after word j - 1, likewise."""
        if j >= self.words.n or self.words.gap[j] == Gap.STOP:
            return START
        return self._neighbour(j) if self.words.shape[j] else self.words.low[j]

    def _neighbour(self, k: int) -> str:
        if k not in self.neighbours:
            self.neighbours[k] = self._described(k)
        return self.neighbours[k]

    def _described(self, k: int) -> str:
        shape, low = self.words.shape[k], self.words.low[k]
        if shape == Shape.LOWER or shape == Shape.CASELESS or low in STOP:
            return low
        if shape == Shape.NUMBER:
            return "0000" if len(low) == 4 else "0"
        if word_class(low) in _NAMED:
            return f"^{low}"
        if low in GIVEN or low in self.surnames:
            return "^given" if low in GIVEN else "^surname"
        prior = self.names.prior(fold_word(self.words.word[k]))
        return "^name" if prior is None else "^place" if prior.population > 15_000 else "^small"


def _surnames(words: Words) -> frozenset[str]:
    found = set()
    low, shape, gap = words.low, words.shape, words.gap
    capital = Shape.CAPITAL
    for k in [k for k, s in enumerate(shape) if s == capital and k]:
        if shape[k - 1] not in CAPITALS or gap[k] not in (Gap.SPACE, Gap.DOT):
            continue
        if low[k - 1] in GIVEN or low[k - 1] in TITLE:
            found.add(low[k])
            if k + 1 < words.n and shape[k + 1] == Shape.CAPITAL and gap[k + 1] in (Gap.SPACE, Gap.HYPHEN):
                found.add(low[k + 1])
    return frozenset(found)


def alone(c: Candidate, e: Evidence) -> tuple[Part, Part]:
    """The parts that need no context: the name's own words and what the gazetteer knows."""
    w, i, j = e.words, c.i, c.j
    known, suffix = "g" if c.prior else "u", _suffix(c, w) if w.cut[j - 1] else ""
    hyphen = j - i > 1 and Gap.HYPHEN in w.gap[i + 1 : j]
    return (own, tuple(w.low[i:j]), tuple(w.shape[i:j]), hyphen, suffix, known), (gazetteer, *_prior_values(c), _script(w.word[i][0]))


def in_context(c: Candidate, e: Evidence) -> list[Part]:
    """The parts that tell of the words around and of the document, as functions and their arguments."""
    w, i, j, known = e.words, c.i, c.j, "g" if c.prior else "u"
    p1, p2, p1c, g0, left = e.left(i)
    n1, n2, n1c, g1, right = e.right(j)
    common = j - i == 1 and w.low[i] in COMMON
    found: list[Part] = [
        (before, p2, p1, g0, known, common),
        (after, n1, n2, g1, known, common),
        (around, p1c, n1c, g0, g1, known, w.cut[j - 1]),
        (listed, left, right, known),
        (run, *_run_values(c, e), known),
        (document, *_document_values(c, e), known),
        (tiled, *e.lists.tiling(c), known),
    ]
    if place := e.lists.listing(c):
        found.append((enumerated, *_list_values(place, e), known))
    if c.prior:
        found.append((sized, p1c, n1c, *_standing(c.prior)))
    if w.shape[i] == Shape.UPPER:
        found.append((upper, len(w.word[i]) > 3 and "." not in w.word[i], _upper(w, i - 1), _upper(w, j)))
    return found


def _list_values(place: Listing, e: Evidence) -> tuple[str, str, str, int, int]:
    start, end, names, share = place
    before2 = START if e.words.gap[start] == Gap.STOP else _context_class(e.before(start - 1))
    return before2, _context_class(e.before(start)), _context_class(e.after(end)), names, share


def _suffix(c: Candidate, w: Words) -> str:
    """Whether a Turkish suffix at the candidate's end, where something was cut off, is cut off or kept; "" when there is none."""
    length = suffix_length(w.word[c.j - 1])
    return "" if not length else "cut" if c.end < w.end[c.j - 1] else "kept"


def features(c: Candidate, e: Evidence) -> list[str]:
    """The names of the features that hold for ``c``: what the scorer is trained on."""
    return named([*alone(c, e), *in_context(c, e)])


def _prior_values(c: Candidate) -> tuple[object, ...]:
    n = min(c.j - c.i, 4)
    if c.prior is None:
        return (n, c.source, "", 0, 0, 9)
    kind = c.kind or (c.prior.kinds[0] if c.prior.kinds else "?")
    return (n, c.source, kind, len(str(c.prior.population)), min((c.prior.places - 1).bit_length(), 5), min(len(c.key), 6))


def _script(letter: str) -> str:
    """ "" for Latin, "c" for scripts without capitals, "o" for others with them: what a short or rare key is worth differs."""
    return "" if letter < "\u0250" else "c" if letter.lower() == letter.upper() else "o"


def gazetteer(n: int, source: str, kind: str, size: int, many: int, key_length: int, script: str) -> list[str]:
    """What the gazetteer knows of the name: source, kind, digits of the population, how many places bear it."""
    if not kind:
        return [f"src={source}{script}"]
    if script:
        return [f"{script}src={source}", f"{script}kp={kind}{size}", f"{script}np={n}{size}", f"{script}many={many}"]
    found = [f"src={source}", f"k={kind}", f"kp={kind}{size}", f"np={n}{size}", f"many={many}", f"mp={many}{size}"]
    return [*found, f"short={key_length}{size}"] if key_length < 6 else found


def before(p2: str, p1: str, gap: int, known: str, common: bool) -> list[str]:
    """The two words before."""
    p1c = _context_class(p1)
    found = [f"p={p1}", f"p{known}={p1}", f"pp={p2}", f"p2={p2}_{p1}", f"pc={p1c}", f"pc{known}={p1c}", f"pg={p1c}{gap}{known}"]
    found.append(f"pc2={_context_class(p2)}_{p1c}{known}")
    return [*found, f"comp={p1c}", f"comg={gap}"] if common else found


def after(n1: str, n2: str, gap: int, known: str, common: bool) -> list[str]:
    """The two words after."""
    n1c = _context_class(n1)
    found = [f"n={n1}", f"n{known}={n1}", f"nn={n2}", f"n2={n1}_{n2}", f"nc={n1c}", f"nc{known}={n1c}", f"ng={n1c}{gap}{known}"]
    found.append(f"nc2={n1c}_{_context_class(n2)}{known}")
    if n1 in TAIL_LOWER:
        found.append(f"ntail{known}")
    return [*found, f"comn={n1c}"] if common else found


def around(p1c: str, n1c: str, gap_before: int, gap_after: int, known: str, cut: bool) -> list[str]:
    """Both sides together."""
    found = [f"pn={p1c}|{n1c}{known}", f"g={gap_before}{gap_after}{known}"]
    if cut:
        found.append(f"cut{known}")
    if Gap.HYPHEN in (gap_before, gap_after):
        found.append(f"hy={p1c if gap_before == Gap.HYPHEN else ''}|{n1c if gap_after == Gap.HYPHEN else ''}")
    return found


def _standing(prior: NamePrior) -> tuple[str, int]:
    """Kind of the likeliest place of the name and its size in a few steps: context tells more of a village than of a capital."""
    digits = len(str(prior.population))
    return (prior.kinds[0] if prior.kinds else "?"), 0 if digits < 4 else 1 if digits < 6 else 2 if digits < 7 else 3


def sized(p1c: str, n1c: str, kind: str, size: int) -> list[str]:
    """What stands around, by how well known the name is."""
    grade = kind if kind in ("country", "admin1", "region") else f"{size}"
    return [f"ps={p1c}{grade}", f"ns={n1c}{grade}"]


def listed(left: str, right: str, known: str) -> list[str]:
    """The neighbours in a list of names."""
    return [f"lc={left}{known}", f"rc={right}{known}", f"lr={left}{right}"]


def run(length: int, before1: str, before2: str, share: int, known: str) -> list[str]:
    """The run of names around the candidate ("villages of Tal Alam Deir Qaq"): its length, what precedes it, how much of it is known."""
    if not length:
        return [f"run1{known}"]
    found = [f"run={length}{known}", f"rb={before1}{known}", f"rb2={before2}_{before1}{known}"]
    return [*found, f"share={share}{known}", f"sharel={share}{length}{known}"]


def document(count: int, flags: tuple[str, ...], known: str) -> list[str]:
    """What the rest of the document says."""
    return [f"cnt={count}{known}", *(f"{flag}{known}" for flag in flags)]


def upper(long: bool, before_too: bool, after_too: bool) -> list[str]:
    """A name in capitals: a dateline alone, or part of a headline."""
    return [f"upper{int(long)}{int(before_too)}{int(after_too)}"]


@functools.lru_cache(maxsize=50_000)
def _context_class(word: str) -> str:
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
    place = beside(w, at, step)
    if place is None:
        return ""
    other = e.starts.get(place) if step > 0 else e.ends.get(place)
    if other is None or other.prior is None:
        beyond = place if step > 0 else place - 1
        return "c" if 0 <= beyond < w.n and w.shape[beyond] in CAPITALS else "-"
    kind = other.prior.kinds[0] if other.prior.kinds else "?"
    return kind if kind in ("country", "admin1", "region") else f"s{min(len(str(other.prior.population)), 5)}"


def beside(w: Words, at: int, step: int) -> int | None:
    """Where the neighbour in a list starts (step 1, from its end ``at``) or ends (step -1, from its start); None when there is no list."""
    gap = w.gap[at]
    if gap == Gap.SPACE:
        between = at - 1 if step < 0 else at
        return at + step if 0 <= between < w.n and w.low[between] in AND else None
    return at if gap == Gap.COMMA or gap == Gap.SLASH else None


def _run_values(c: Candidate, e: Evidence) -> tuple[int, str, str, int]:
    w = e.words
    start, end = c.i, c.j
    while start and w.gap[start] in JOINS and not w.cut[start - 1] and _in_name(w, start - 1) and c.i - start < 12:
        start -= 1
    while end < w.n and w.gap[end] in JOINS and not w.cut[end - 1] and _in_name(w, end) and end - c.j < 12:
        end += 1
    length = end - start
    if length <= c.j - c.i:
        return 0, "", "", 0
    share = min(3, 4 * (e.known_before[end] - e.known_before[start]) // length)
    return min(length, 8), _context_class(e.before(start)), _context_class(e.before(start - 1)) if start else START, share


def _in_name(w: Words, k: int) -> bool:
    if w.shape[k] in CAPITALS:
        return w.low[k] not in STOP or (w.low[k] in ARTICLE and w.gap[k] != Gap.STOP)
    return w.low[k] in ARTICLE and k + 1 < w.n and w.shape[k + 1] in CAPITALS


def _document_values(c: Candidate, e: Evidence) -> tuple[int, tuple[str, ...]]:
    w, i, j = e.words, c.i, c.j
    flags = []
    if w.low[j - 1] in e.surnames:
        flags.append("sur1" if j - i == 1 else "sur2")
    if j - i == 1 and w.low[i] in e.lower:
        flags.append("lowdoc")
    _add_nesting(c, e, flags)
    left = i > 0 and w.gap[i] in JOINS and w.shape[i - 1] in CAPITALS and not w.cut[i - 1]
    right = j < w.n and w.gap[j] in JOINS and w.shape[j] in CAPITALS and not w.cut[j - 1]
    flags.append(_JOINED[left][right])
    if right:
        flags.append(f"rt={_run_tail(w, j)}")
    if left and w.low[i - 1] in GIVEN:
        flags.append("aftergiven")
    count = e.keys[c.key]
    return count if count < 4 else 4, tuple(flags)


_JOINED = (("j00", "j01"), ("j10", "j11"))  # whether capitalised words go on before and after


def _add_nesting(c: Candidate, e: Evidence, flags: list[str]) -> None:
    """Longer known names around the candidate, known names inside an unknown one."""
    same_start, same_end = e.starts.get(c.i), e.ends.get(c.j)
    if same_start and same_start.j > c.j:
        flags.append("inlonger")
    if same_end and same_end.i < c.i:
        flags.append("inlonger2")
    if c.prior is None and same_start:
        flags.append("holdsstart")
    if c.prior is None and same_end:
        flags.append("holdsend")


def _run_tail(w: Words, j: int) -> str:
    """The last word of the run of capitalised words that goes on after word j - 1, itself or as a class."""
    end = j
    while end < w.n and end < j + 5 and w.gap[end] in JOINS and w.shape[end] in CAPITALS:
        end += 1
    low = w.low[end - 1]
    return low if low in ORG or low in TAIL else word_class(low)


def _upper(w: Words, k: int) -> bool:
    return 0 <= k < w.n and w.shape[k] == Shape.UPPER and len(w.word[k]) > 3
