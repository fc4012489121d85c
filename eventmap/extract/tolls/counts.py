"""Tolls: how many people were killed, injured, abducted, arrested or displaced, as the text says it.

Two cascaded grammars over letters (``extract.toll_grammar``). The first reads the letters of words and joins a number with the people
it counts into one letter; the second reads that shorter string and finds the verb or noun that says what happened to them. Both are
regular expressions with bounded gaps, so the scan takes linear time. Nothing is added up here but a plain list ("a man and his two
children"), which keeps its parts.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from eventmap.data.calendar_words import MONTHS, SHORT_MONTHS
from eventmap.data.toll_words import DONE_TO_GROUPS, DUALS, HARM_PEOPLE, HARMS, PEOPLE, SMALL_WORDS, THINGS
from eventmap.extract.text.codes import Codebook
from eventmap.extract.text.numbers import fold, number_value, parse_number
from eventmap.extract.text.tokens import Tokens, tokens_of
from eventmap.extract.tolls.grammar import AMOUNT_RE, CHUNKS_RE, COUNTED_RE, FRAMES, FRAMES_RE, GROUPS, HARM_RE, PARTS_RE
from eventmap.records import Count, Span

ACHIEVED = ("able", "managed")  # "were able to kill 40"
HARMED = ("killed", "injured")
CUMULATIVE_FROM = 5000  # people; no single act of a report had as many, sums over a war do

_SINCE = re.compile(
    r"\bsince (?!(?:dawn|midnight|noon|(?:early |this |late )?(?:morning|dawn)))"
    r"|\b(?:past|last) (?:\w+ )?(?:weeks|months?|years?|decades?)\b"
    r"|\b(?:war|conflict|uprising|insurgency|crisis) (?:has|have|had)\b|\bso far this (?:month|year)\b",
    re.IGNORECASE,
)
# One of these is in whatever _SINCE finds.
_SINCE_SIGNS = ("since ", "Since ", " past ", " last ", "war ha", "conflict ha", "uprising ha", "insurgency ha", "crisis ha", "o far this ")
# "the deadliest raid since May", "the fourth attack since Saturday"
_SUPERLATIVE = re.compile(
    r"\b(?:\w{2,12}est|worst|first|most|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_DEFINITE_RE = re.compile("d(?:o[gaCX.-]{1,8})?,$")  # the driver, the commander of the regiment
_TITLE_WORDS = 8  # of somebody who says it
PARTIAL = ("among", "were", "within", "inside", "dead", "of_dead")  # these tell of some of the harmed


class _Item(NamedTuple):
    """One letter of the second grammar: tokens ``first`` to ``last`` (excluded). ``name``: of its chunk, "" for a single word."""

    letter: str
    first: int
    last: int
    name: str


def find_counts(text: str, sentences: Sequence[Span]) -> tuple[Count, ...]:
    """The tolls of ``text``, in order of their spans. Linear time.

    Args:
        text: what the spans count in.
        sentences: spans of ``extract.sentences.split``.

    Returns:
        Counts of killed, injured, abducted, arrested and displaced. A list without a total ("a man and his two children") gives the sum
        and, with ``part_of_total``, its members. ``cumulative`` marks sums over weeks or a war.
    """
    tokens = tokens_of(text)
    codes = _without_times_and_ages(text, _CODEBOOK.encode(tokens.text), tokens)
    starts = tokens.start
    found: list[Count] = []
    signs = [sign for sign in _SINCE_SIGNS if sign in text]
    toll = False
    for sentence in sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end, first)
        if (toll or HARM_RE.search(codes, first, last)) and AMOUNT_RE.search(codes, first, last):
            found += _marked_cumulative(_Sentence(text, tokens, codes, first, last).counts(toll), sentence.of(text), signs)
        toll = codes.find("T", first, last) >= 0
    return tuple(sorted(found, key=lambda c: (c.span.start, c.span.end, c.what)))


# "at 15:20", "around 15.20", "at 15h20": a colon between digits is always a time's, the others are where one is told.
_TIME_RE = re.compile(r"(?<![\d:.])[0-2]?\d:[0-5]\d(?!\d)|\b(?:[Aa]t|[Aa]round|[Aa]bout|by|until) [0-2]?\d[.h][0-5]\d(?![\d.])")


_LIKE_TIME_RE = re.compile(r"\d[:.h][0-5]\d")  # a quick look that spares most texts the slow one
# "aged 10 and 12", "aged between 20 and 35".
_AGES_RE = re.compile(r"\baged (?:between |from )?\d{1,3}(?:(?:, | and | to | or |-)(?:and )?\d{1,3}\b){0,6}")


def _without_times_and_ages(text: str, codes: str, tokens: Tokens) -> str:
    """``codes`` with the times of day and the ages, which count nobody, as any other word."""
    spans = [m.span() for m in _AGES_RE.finditer(text)] if "aged " in text else []
    if _LIKE_TIME_RE.search(text):
        spans += [m.span() for m in _TIME_RE.finditer(text)]
    if not spans:
        return codes
    letters = list(codes)
    for words in (range(bisect_left(tokens.end, start + 1), bisect_left(tokens.start, end)) for start, end in spans):
        for i in words:
            letters[i] = "." if letters[i] in "NY;,.M=2" else letters[i]
    return "".join(letters)


class _Sentence:
    """The counts of one sentence: tokens ``first`` to ``last`` (excluded)."""

    def __init__(self, text: str, tokens: Tokens, codes: str, first: int, last: int) -> None:
        self.text, self.tokens, self.codes = text, tokens, codes
        self.letters, self.firsts, self.chunks = _chunked(codes, first, last)

    def counts(self, toll_before: bool) -> list[Count]:
        """``toll_before``: the sentence before spoke of a toll, so that "it rose to 82" is one."""
        found: list[Count] = []
        if not COUNTED_RE.search(self.letters):
            return found
        used: list[tuple[int, int]] = []
        name = ""
        for m in FRAMES_RE.finditer(self.letters):
            name, name_before = m.lastgroup or "", name
            if (name != "rest" or name_before in ("part", "rest")) and (name != "revised" or toll_before):
                used.append(m.span())
                found += self._frame(name, m, found[-1].what if found else "")
        return found + [c for i in self._left(used) if (c := self._named_harm(self._item(i)))]

    def _left(self, used: Sequence[tuple[int, int]]) -> Iterator[int]:
        """The places of people outside the ranges ``used``, which come in order."""
        start = 0
        for first, last in (*used, (len(self.letters), 0)):
            i = self.letters.find("n", start, first)
            while i >= 0:
                yield i
                i = self.letters.find("n", i + 1, first)
            start = last

    def _item(self, i: int) -> _Item:
        first = self.firsts[i]
        last, name = self.chunks.get(i) or (first + 1, "")
        return _Item(self.letters[i], first, last, name)

    def _act(self, m: re.Match[str]) -> Span:
        """The words that a frame matched."""
        return Span(self.tokens.start[self.firsts[m.start()]], self.tokens.end[self._item(m.end() - 1).last - 1])

    def _frame(self, name: str, m: re.Match[str], what_before: str) -> list[Count]:
        if name == "none":
            return self._none(m)
        if name == "deaths":
            return self._deaths(self._item(m.start()))
        if name in ("part", "rest", "including"):
            return self._each(m.start(), m.end(), what_before, self._act(m), m.end()) if what_before else []
        return self._linked(name, m)

    def _linked(self, name: str, m: re.Match[str]) -> list[Count]:
        whats = self._harms(name, m)
        if not whats:
            return []
        parts = _PARTS[name]
        start, end = m.span(parts.who)
        rest = m.start(parts.more) if parts.more and m.start(parts.more) >= 0 else m.end()
        part = name in PARTIAL or self.letters.startswith(("oh", "h"), end)
        act = self._act(m)
        found: list[Count] = []
        for what in whats:
            listed = self._each(start, end, what, act, end if part else start)
            found += _with_total([_unsplit(c) for c in listed] if len(whats) > 1 else listed, self.text)
            found += self._each(end, m.end(), what, act, rest)
        return found

    def _tells(self, item: _Item) -> bool:
        """ "(killing 15 recruits), a spokesman for the army said": no sixteenth."""
        if item.name != "single" or not item.first or self.tokens.text[item.first - 1] != ",":
            return False
        for word in self.tokens.text[item.last : item.last + _TITLE_WORDS]:
            if word.lower() in _SAID:
                return True
            if not word[0].isalpha():
                return False
        return False

    def _is_apposed(self, i: int) -> bool:
        """ "(killing the driver), a farm worker, (and wounding his wife)": who the one before is, no second."""
        a_worker = self.letters[i] == "n" and self.tokens.text[self.firsts[i]].lower() in ("a", "an")
        return a_worker and self.letters[i + 1 : i + 2] == "," and bool(_DEFINITE_RE.search(self.letters, max(0, i - 10), i))

    def _harms(self, name: str, m: re.Match[str]) -> list[str]:
        """What happened, by the words of the verb: two of them for "killed and wounded"."""
        verbs = [self._item(m.start(part)) for part in (_PARTS[name].k, _PARTS[name].j) if part and m.start(part) >= 0]
        if not verbs:
            return ["abducted" if name in ("hostage", "captive", "taken") else "killed"]
        if any(map(self._not_done, verbs)):
            return []
        return list(dict.fromkeys(filter(None, map(self._harm, verbs))))

    def _harm(self, item: _Item) -> str:
        """ "Killed", "shot dead", but "injured" for "shot and wounded": the last word says it."""
        last = _harm_of(self.tokens.text[item.last - 1])
        return last if item.name == "killed" and last else item.name or last

    def _not_done(self, item: _Item) -> bool:
        """ "to kill 20", "could wound": a plan or a danger, not a toll."""
        if item.letter != "G":
            return False
        word, before = self.tokens.text[item.first], self.codes[max(0, item.first - 1) : item.first]
        if before not in ("w", "2") or word.endswith("ing"):
            return False
        return item.first < 2 or self.tokens.text[item.first - 2].lower() not in ACHIEVED

    def _each(self, start: int, end: int, what: str, act: Span, rest: int) -> list[Count]:
        """The counts among the letters ``start`` to ``end``; those before ``rest`` are part of another count."""
        items = [(i, self._item(i)) for i in range(start, end) if self.letters[i] in "nmdr"]
        items = [(i, item) for i, item in items if not (self._tells(item) or self._is_apposed(i))]
        found = [self._count(item, what, act, i < rest) for i, item in items if item.name != "named" or self._is_one(item)]
        # A man or a band of fighters that "fled" got away; they were not displaced.
        return [c for c in found if c.best != 1 and c.who != "combatants"] if what == "displaced" else found

    def _is_one(self, name: _Item) -> bool:
        """ "Rahim Sultan was killed", not "Syrian Kurds were killed", nor "Islamic State was eliminated"."""
        be, harm = self.tokens.text[name.last : name.last + 2]
        return be.lower() == "was" and harm.lower() not in DONE_TO_GROUPS

    def _count(self, item: _Item, what: str, act: Span | None = None, part: bool = False) -> Count:
        low, best, high = self._values(item)
        span = Span(self.tokens.start[item.first], self.tokens.end[item.last - 1])
        who = self._side(item) if item.letter != "m" else ""
        return Count(
            what=what, span=span, best=best, low=low, high=high, who=who, text=span.of(self.text), part_of_total=part, act=act or span
        )  # fmt: skip

    def _side(self, item: _Item) -> str:
        """ "civilians" or "combatants" by the last person word that says it."""
        for i in range(item.last - 1, item.first - 1, -1):
            if self.codes[i] in "Pp" and (person := PEOPLE.get(fold(self.tokens.text[i]))):
                return person.partition(" ")[2]
        return ""

    def _values(self, item: _Item) -> tuple[int | None, int | None, int | None]:
        """Low, best, high of a quantity; a lower bound is the best estimate that there is."""
        if item.name in ("single", "named"):
            return 1, 1, 1
        if self.codes[item.last - 1] == "8":
            return 2, 2, 2
        m = PARTS_RE.match(self.codes, item.first, item.last)
        if m is None:
            return None, None, None
        bound, between, number, vague = m.group("bound", "range", "number", "vague")
        if vague:
            return None, None, None
        if between and not self.tokens.text[m.start("range")].isalpha():
            low, high = (_number(self.tokens.text[i]) for i in (m.start("range"), m.end("range") - 1))
            return low, None, high
        first, last = m.span("number" if number else "range")
        words = tuple([self.tokens.text[i] for i in range(first, last) if self.codes[i] not in "a-"])
        return _bounded(_number(words), bound)

    def _none(self, m: re.Match[str]) -> list[Count]:
        span = self._act(m)
        words = [self._item(i) for i in range(m.start(), m.end()) if self.letters[i] in "KDHOI"]
        whats = [w for item in words for w in (("killed", "injured") if item.letter == "O" else (self._harm(item),))]
        return [Count(what=w, span=span, best=0, low=0, high=0, text=span.of(self.text), act=span) for w in dict.fromkeys(whats) if w]

    def _deaths(self, item: _Item) -> list[Count]:
        word = self.tokens.text[item.last - 1]
        if fold(word) in DUALS:
            what, value = DUALS[fold(word)]
            span = Span(self.tokens.start[item.first], self.tokens.end[item.last - 1])
            return [Count(what=what, span=span, best=value, low=value, high=value, text=span.of(self.text), act=span)]
        what = _harm_of(word)
        return [self._count(item, what)] if what else []

    def _named_harm(self, item: _Item) -> Count | None:
        """ "20 martyrs": the noun says what happened."""
        what = HARM_PEOPLE.get(fold(self.tokens.text[item.last - 1]))
        return self._count(item, what) if what else None


def _marked_cumulative(found: list[Count], sentence: str, signs: Sequence[str]) -> list[Count]:
    """The counts of a sentence, marked where it tells of weeks, months or a war. ``signs``: those of _SINCE_SIGNS that its text has."""
    if not found:
        return found
    words = sentence[:2000]
    since = _SINCE.search(words) if any(sign in words for sign in signs) else None
    over_time = since is not None and not _SUPERLATIVE.search(words, max(0, since.start() - 100), since.start())
    return [replace(c, cumulative=True) if over_time or (c.what in HARMED and (c.best or 0) >= CUMULATIVE_FROM) else c for c in found]


_number = functools.lru_cache(maxsize=4096)(parse_number)  # the same few hundred numbers in all texts


class _Parts(NamedTuple):
    """Numbers of the named parts of a frame: the counted, its verbs, more of the counted; 0 for one that the frame has not."""

    who: int
    k: int
    j: int
    more: int


_PARTS = {name: _Parts(*(FRAMES_RE.groupindex.get(f"{name}_{part}", 0) for part in _Parts._fields)) for name, _ in FRAMES}


def _chunked(codes: str, first: int, last: int) -> tuple[str, list[int], dict[int, tuple[int, str]]]:
    """The string of the second grammar for some words: its letters, the first word of each, and last word and name of chunks by place."""
    letters: list[str] = []
    firsts: list[int] = []
    chunks: dict[int, tuple[int, str]] = {}
    position = first
    for m in CHUNKS_RE.finditer(codes, first, last):
        start, end = m.span()
        letters.append(codes[position:start])
        firsts += range(position, start)
        name, letter, _ = GROUPS[(m.lastindex or 1) - 1]
        if letter:
            chunks[len(firsts)] = end, name
            letters.append(letter)
            firsts.append(start)
        position = end
    letters.append(codes[position:last])
    firsts += range(position, last)
    return "".join(letters), firsts, chunks


def _bounded(value: int | None, bound: str) -> tuple[int | None, int | None, int | None]:
    if value is None or not bound:
        return value, value, value
    if "<" in bound:  # "no fewer than 12", "fewer than 12"
        return (value, value, None) if "Z" in bound or "t<" in bound else (None, None, value)
    if "u" in bound:
        return None, value, value
    if "L" in bound or "x" in bound or "Q" in bound:
        return value, value, None
    return (None, value, None) if "~" in bound else (value, value, value)


def _unsplit(count: Count) -> Count:
    """ "22 killed or wounded": no more than 22 of either."""
    return replace(count, best=None, low=None)


def _with_total(listed: list[Count], text: str) -> list[Count]:
    """A list of several gets its sum; its members are parts of it."""
    if len(listed) < 2 or listed[0].part_of_total:
        return listed
    span = Span(listed[0].span.start, listed[-1].span.end)
    sides = {c.who for c in listed}
    best, low, high = (_sum([getattr(c, side) for c in listed]) for side in ("best", "low", "high"))
    total = replace(
        listed[0], span=span, text=span.of(text), who=sides.pop() if len(sides) == 1 else "", best=best, low=low, high=high
    )  # fmt: skip
    return [total, *(replace(c, part_of_total=True) for c in listed)]


def _sum(values: Sequence[int | None]) -> int | None:
    return None if None in values else sum(v for v in values if v is not None)


@functools.lru_cache(maxsize=4096)
def _harm_of(word: str) -> str:
    folded = fold(word)
    harm = HARMS.get(folded) or HARMS.get(folded[1:], "")
    return harm.partition(" ")[2]


def _classify(word: str) -> str:
    """The code of one word as written."""
    if word[0].isdigit():
        if len(word) == 3 and word[0] == "0":
            return "4"
        return "Y" if word.isdecimal() and len(word) == 4 and 1900 <= int(word) < 2100 else "N"
    if not word[0].isalpha():
        return _PUNCTUATION.get(word, ";")
    if word in ("IS", "US"):
        return "C"
    folded = fold(word)
    if folded in _MONTHS and word[0].isupper():
        return "1"
    for form in (folded, folded[1:] if folded[0] == "و" else folded):  # Arabic writes "and" onto the next word
        if form in _CODES:
            return "q" if _CODES[form] == "p" and form[0] > "ʯ" else _CODES[form]
    if number_value(word) is not None:
        return "9"
    if word.islower() and word.endswith(_PERSONS) and word != "human":
        return "P" if word.endswith(("men", "s")) else "p"
    return "C" if word[0].isupper() else "."


_SAID = frozenset(("said", "says", "told", "added", "confirmed", "announced", "reported"))
_PUNCTUATION = {"%": "X", ",": ",", "،": ",", "—": ",", "-": "-", "–": "-", **dict.fromkeys("\"“”'’()", '"')}
# Fishermen, businesswoman, caregiver: what is put together so is a person.
_PERSONS = ("man", "men", *(f"{one}{s}" for one in ("giver", "keeper", "worker", "maker", "dealer", "holder", "walker") for s in ("", "s")))
# Word -> code; where two tables have a word, the later one here counts.
_CODES = {
    **dict.fromkeys(THINGS, "X"),
    **{form: value[0] for table in (PEOPLE, HARMS, SMALL_WORDS) for form, value in table.items()},
    **dict.fromkeys(DUALS, "E"),
}
_MONTHS = frozenset(MONTHS) | frozenset(SHORT_MONTHS)
_CODEBOOK = Codebook(_classify)
