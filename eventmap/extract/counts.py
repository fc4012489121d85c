"""Tolls: how many people were killed, injured, abducted, arrested or displaced, as the text says it.

Two cascaded grammars over letters. The first reads the letters of words (``CODES``) and joins a number with the people it counts into
one letter; the second reads that shorter string and finds the verb or noun that says what happened to them. Both are regular
expressions with bounded gaps, so the scan takes linear time. Nothing is added up here but a plain list ("a man and his two
children"), which keeps its parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventmap.data.toll_words import DUALS, HARM_PEOPLE, HARMS, PEOPLE, SMALL_WORDS, THINGS
from eventmap.extract.codes import Codebook
from eventmap.extract.numbers import fold, number_value, parse_number
from eventmap.extract.tokens import Token, tokenize
from eventmap.records import Count, Span

CUMULATIVE_FROM = 5000  # people; no single act of a report had as many, sums over a war do

CODES = """
N number  M hundred, thousand  Y year-like number  Q dozens, several  # number (of)  a a, an  e another  x other, more
P people  p person  X thing  K killed  G killing  D died, dead  H death  E two dead (one word)  O casualties
L at least, over  u up (to)  ~ about  < fewer  t filler of those  2 to  o of  g the, his  h them, whom  8 two people (one word)
b were, have  v also, reportedly  & and  i including, among  T toll  R rose, reached  Z no, none
k claimed, took  l lives  z lost  F fallen  y suffered  I suffocation  S shot, beaten  5 hostage
c who, when, said  w will, would  s in, on, by  W war  C other capitalised word  , - " ; punctuation  . anything else
"""


def _quantity(name: str = "") -> str:
    """The grammar of "at least 20", "10 to 15", "dozens of"; with ``name`` its parts are named groups."""
    group = {part: f"(?P<{part}>" if name else "(?:" for part in ("bound", "range", "number", "vague")}
    bound = r"(?:Z(?=t?<))?e?(?:a?to)?(?:[t2]{0,2}(?:[Lu~<]|x(?=t)|Q(?=t))[t2o]{0,3})?e?"
    number = r"(?:a?[NM](?:-?[NM]|(?<=M)&N){0,6}|Y(?=[.C]{0,2}P))"
    return (
        rf"{group['bound']}{bound})(?:{group['range']}N(?:-|2|&)N(?![NM]))|{group['number']}{number})"
        rf"|{group['vague']}a[.C]{{0,2}}#o|Qo?(?:Qo)?))"
    )


_QUANTITY = _quantity()
_PARTS = re.compile(_quantity("named"))
_NOT_ATTRIBUTE = r"(?![.CPXpH-])"  # "eight militant positions" counts positions

# Numbers with what they count become one letter of the second grammar. Earlier lines win where two match at one place.
CHUNKS: tuple[tuple[str, str, str], ...] = (
    ("single", "n", rf"[ae](?:N-X-[.C])?[C.xp-]{{0,4}}?p{_NOT_ATTRIBUTE}|e(?=v?b)"),  # a rebel commander, a 12-year-old boy, another was
    ("age", ".", r"a?N-X(?:-[.CpP])?|N(?=-[.CX])"),  # a 12-year-old, 24-hour
    ("deaths", "f", rf"{_QUANTITY}[xC.p]{{0,3}}?H(?!o[^NMQ])|E"),  # seven civilian deaths, "two dead" in one Arabic word
    ("people", "n", rf"{_QUANTITY}(?:[xC.gpt-]|X(?=P)){{0,6}}?(?:P[Pp]*|p{_NOT_ATTRIBUTE})|8"),  # at least 22 ISIL militants
    ("thing", "X", rf"{_QUANTITY}[xC.gp-]{{0,4}}?X"),  # eight ISIL targets
    ("bare", "m", rf"{_QUANTITY}x?"),  # 22 (were killed)
    ("killed", "G", r"kg?lo?"),  # claimed the lives of
    ("killed", "D", r"zg?l|F[Pp]"),  # lost their lives, fell victim
    ("killed", "K", r"SD|S&?K|S2H"),  # shot dead, beaten to death
    ("injured", "D", r"y[.g]{0,2}I"),  # suffered burns
)
_CHUNKS = re.compile("|".join(f"({codes})" for _, _, codes in CHUNKS))

_ONE = "[nm]"
_JOIN = r"(?:,?&|,|t&t)[gx]?"
_SUBJECTS = rf"{_ONE}(?:(?:{_JOIN}|(?<=n)(?=n)){_ONE}){{0,5}}"
_OBJECTS = rf"{_ONE}(?:{_JOIN}{_ONE}(?![x.]{{0,2}}b?[.]?[KD])){{0,5}}"  # not "killed five and ten were wounded"
_NO_OBJECT = rf"(?![gPp]|{_ONE}(?![.]{{0,2}}b?[KD]))"  # not "two gunmen killed a guard"
_INCLUDING = r"(?:,?i[^KGDTc;]{0,10}?,?)"

# What happened to them. n people, m bare number, f deaths, the rest as in CODES.
FRAMES: tuple[tuple[str, str], ...] = (
    ("none", r"Z(?:[.pC]{0,2}[OHK]|[mn.pPC]{0,2}b{1,2}[KD])"),  # no casualties, no one was killed
    ("part", rf"{_ONE}oh"),  # four of them
    ("rest", rf",&?{_ONE}(?=s)"),  # (four of them in the market,) two more in a school
    ("among", rf"i[sg.]{{0,2}}(?P<k0>[DK])b(?P<who0>{_ONE})"),  # among the dead were three children
    ("passive", rf"(?P<who1>{_SUBJECTS}){_INCLUDING}?[.sogpPCtXx-]{{0,6}}?b[b.]{{0,2}}(?P<k1>[KD])(?:&(?P<j1>[KD])(?!{_ONE}))?"),
    ("direct", rf"(?P<who2>{_SUBJECTS}){_INCLUDING}?[.x]?(?P<k2>[KD])(?:&(?P<j2>[KD])(?!{_ONE}))?{_NO_OBJECT}"),  # 12 soldiers killed
    ("active", rf"(?P<k3>[KG])(?:&(?P<j3>[KG]))?[ogt]?g?[.]{{0,2}}?(?P<who3>{_OBJECTS})"),  # killing and injuring scores
    ("noun", rf"(?P<k4>[HG])o[g.]{{0,2}}(?P<who4>{_OBJECTS})"),  # the deaths of 12 civilians
    ("deaths", r"f"),
    ("toll", rf"(?:T|#o[^;nmfT]{{0,4}}[KHD])(?:[^;nmfT]{{0,25}}?[R2ot]{{1,3}})?(?P<who5>{_ONE})"),  # the toll has risen to 20
    ("hostage", rf"k(?P<who6>{_OBJECTS})5"),  # took 20 people hostage
    ("including", rf"i[sgh.]{{0,3}}(?P<who7>{_OBJECTS})"),  # (killed 80 people,) including three children
)
_FRAMES = re.compile("|".join(f"(?P<{name}>{letters})" for name, letters in FRAMES))
_TELLING = re.compile("[KGDHTEZPzkFyS]")  # a sentence without one of these has no toll

_SINCE = re.compile(
    r"\bsince\b(?! (?:dawn|midnight|noon|(?:early |this |late )?(?:morning|dawn)))"
    r"|\b(?:past|last) (?:\w+ )?(?:weeks|months?|years?|decades?)\b"
    r"|\b(?:war|conflict|uprising|insurgency|crisis) (?:has|have|had)\b|\bso far this (?:month|year)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:\w{2,12}est|worst|first|most)\b", re.IGNORECASE)  # "the deadliest raid since May"


@dataclass(frozen=True, slots=True)
class _Item:
    """One letter of the second grammar: tokens ``first`` to ``last`` (excluded). ``name``: of its chunk, "" for a single word."""

    letter: str
    first: int
    last: int
    name: str = ""


def find_counts(text: str, sentences: Sequence[Span]) -> tuple[Count, ...]:
    """The tolls of ``text``, in order of their spans. Linear time.

    Args:
        text: what the spans count in.
        sentences: spans of ``extract.sentences.split``.

    Returns:
        Counts of killed, injured, abducted, arrested and displaced. A list without a total ("a man and his two children") gives the sum
        and, with ``part_of_total``, its members. ``cumulative`` marks sums over weeks or a war.
    """
    tokens = tokenize(text)
    codes = _CODEBOOK.encode(tokens)
    starts = [t.start for t in tokens]
    found: list[Count] = []
    for sentence in sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end, first)
        if _TELLING.search(codes, first, last):
            found += _Sentence(text, tokens, codes, first, last, sentence).counts()
    return tuple(sorted(found, key=lambda c: (c.span, c.what)))


class _Sentence:
    """The counts of one sentence: tokens ``first`` to ``last`` (excluded)."""

    def __init__(self, text: str, tokens: Sequence[Token], codes: str, first: int, last: int, span: Span) -> None:
        self.text, self.tokens, self.codes, self.span = text, tokens, codes, span
        self.items = list(self._items(first, last))
        self.letters = "".join(item.letter for item in self.items)

    def counts(self) -> list[Count]:
        found: list[Count] = []
        used: set[int] = set()
        name = ""
        for m in _FRAMES.finditer(self.letters):
            name, name_before = next(n for n, _ in FRAMES if m.group(n)), name
            if name != "rest" or name_before in ("part", "rest"):
                used.update(range(m.start(), m.end()))
                found += self._frame(name, m, found[-1].what if found else "")
        found += [c for i, item in enumerate(self.items) if i not in used and item.letter == "n" and (c := self._named_harm(item))]
        return self._marked_cumulative(found)

    def _items(self, first: int, last: int) -> Iterator[_Item]:
        position = first
        for m in _CHUNKS.finditer(self.codes, first, last):
            yield from self._words(position, m.start())
            name, letter, _ = CHUNKS[(m.lastindex or 1) - 1]
            yield _Item(letter, m.start(), m.end(), name)
            position = m.end()
        yield from self._words(position, last)

    def _words(self, first: int, last: int) -> Iterator[_Item]:
        """Single words; adverbs and quotation marks do not part what belongs together."""
        for i in range(first, last):
            if self.codes[i] not in 'v"':
                yield _Item(self.codes[i], i, i + 1)

    def _frame(self, name: str, m: re.Match[str], what_before: str) -> list[Count]:
        if name == "none":
            return self._none(m)
        if name == "deaths":
            return self._deaths(self.items[m.start()])
        if name in ("part", "rest", "including"):
            return [replace(c, part_of_total=True) for c in self._each(m.start(), m.end(), what_before, m)] if what_before else []
        return self._linked(name, m)

    def _linked(self, name: str, m: re.Match[str]) -> list[Count]:
        group = next(n for n in range(8) if m.group(f"who{n}"))
        start, end = m.span(f"who{group}")
        whats = self._harms(name, m, group)
        found: list[Count] = []
        for what in whats:
            listed = self._each(start, end, what, m)
            found += _with_total([_unsplit(c) if len(whats) > 1 else c for c in listed], self.text, partial=name == "among")
            found += [replace(c, part_of_total=True) for c in self._each(end, m.end(), what, m)]
        return found

    def _harms(self, name: str, m: re.Match[str], group: int) -> list[str]:
        """What happened, by the words of the verb: two of them for "killed and wounded"."""
        if name in ("toll", "hostage"):
            return ["killed" if name == "toll" else "abducted"]
        places = [m.start(g) for g in (f"k{group}", f"j{group}") if g in m.re.groupindex and m.group(g)]
        if any(self._not_done(self.items[p]) for p in places):
            return []
        return list(dict.fromkeys(w for w in (self._harm(self.items[p]) for p in places) if w))

    def _harm(self, item: _Item) -> str:
        return item.name or _harm_of(self.tokens[item.first].text)

    def _not_done(self, item: _Item) -> bool:
        """ "to kill 20", "could wound": a plan or a danger, not a toll."""
        word = self.tokens[item.first].text
        return item.letter == "G" and self.codes[item.first - 1 : item.first] in ("w", "2") and not word.endswith("ing")

    def _each(self, start: int, end: int, what: str, m: re.Match[str]) -> list[Count]:
        act = Span(self.tokens[self.items[m.start()].first].start, self.tokens[self.items[m.end() - 1].last - 1].end)
        return [replace(self._count(item, what), act=act) for item in self.items[start:end] if item.letter in "nm"]

    def _count(self, item: _Item, what: str) -> Count:
        low, best, high = self._values(item)
        span = Span(self.tokens[item.first].start, self.tokens[item.last - 1].end)
        who = next((w for t in reversed(self.tokens[item.first : item.last]) if (w := _side(t.text)) is not None), "")
        return Count(what=what, span=span, best=best, low=low, high=high, who=who, text=span.of(self.text))

    def _values(self, item: _Item) -> tuple[int | None, int | None, int | None]:
        """Low, best, high of a quantity; a lower bound is the best estimate that there is."""
        if item.name == "single":
            return 1, 1, 1
        if self.codes[item.first] == "8":
            return 2, 2, 2
        m = _PARTS.match(self.codes, item.first, item.last)
        if m is None or m.group("vague"):
            return None, None, None
        if m.group("range") and not self.tokens[m.start("range")].text.isalpha():
            low, high = (parse_number(self.tokens[i].text) for i in (m.start("range"), m.end("range") - 1))
            return low, None, high
        first, last = m.span("number") if m.group("number") else m.span("range")
        words = [t.text for t in self.tokens[first:last] if t.text not in ("a", "-")]
        return _bounded(parse_number(words), m.group("bound"))

    def _none(self, m: re.Match[str]) -> list[Count]:
        span = Span(self.tokens[self.items[m.start()].first].start, self.tokens[self.items[m.end() - 1].last - 1].end)
        words = [item for item in self.items[m.start() : m.end()] if item.letter in "KDHO"]
        whats = [w for item in words for w in (("killed", "injured") if item.letter == "O" else (self._harm(item),))]
        return [Count(what=w, span=span, best=0, low=0, high=0, text=span.of(self.text), act=span) for w in dict.fromkeys(whats) if w]

    def _deaths(self, item: _Item) -> list[Count]:
        word = self.tokens[item.last - 1].text
        if fold(word) in DUALS:
            what, value = DUALS[fold(word)]
            span = Span(self.tokens[item.first].start, self.tokens[item.last - 1].end)
            return [Count(what=what, span=span, best=value, low=value, high=value, text=span.of(self.text), act=span)]
        count = self._count(item, _harm_of(word))
        return [replace(count, act=count.span)] if count.what else []

    def _named_harm(self, item: _Item) -> Count | None:
        """ "20 martyrs": the noun says what happened."""
        what = HARM_PEOPLE.get(fold(self.tokens[item.last - 1].text))
        if what is None:
            return None
        count = self._count(item, what)
        return replace(count, act=count.span)

    def _marked_cumulative(self, found: list[Count]) -> list[Count]:
        words = self.span.of(self.text)[:2000] if found else ""
        since = _SINCE.search(words)
        over_time = since is not None and not _SUPERLATIVE.search(words, max(0, since.start() - 40), since.start())
        return [replace(c, cumulative=True) if over_time or (c.best or 0) >= CUMULATIVE_FROM else c for c in found]


def _bounded(value: int | None, bound: str) -> tuple[int | None, int | None, int | None]:
    if value is None:
        return None, None, None
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


def _with_total(listed: list[Count], text: str, *, partial: bool) -> list[Count]:
    """A list of several gets its sum; its members are parts of it."""
    if partial or len(listed) < 2:
        return [replace(c, part_of_total=True) for c in listed] if partial else listed
    span = Span(listed[0].span.start, listed[-1].span.end)
    sides = {c.who for c in listed}
    best, low, high = (_sum([getattr(c, side) for c in listed]) for side in ("best", "low", "high"))
    total = replace(
        listed[0], span=span, text=span.of(text), who=sides.pop() if len(sides) == 1 else "", best=best, low=low, high=high
    )  # fmt: skip
    return [total, *(replace(c, part_of_total=True) for c in listed)]


def _sum(values: Sequence[int | None]) -> int | None:
    return None if None in values else sum(v for v in values if v is not None)


def _harm_of(word: str) -> str:
    folded = fold(word)
    harm = HARMS.get(folded) or HARMS.get(folded[1:], "")
    return harm.partition(" ")[2]


def _side(word: str) -> str | None:
    """ "civilians", "combatants" or "" for a person word; None for any other."""
    people = PEOPLE.get(fold(word))
    return None if people is None else people.partition(" ")[2]


def _classify(word: str) -> str:
    """The code of one word as written."""
    if word[0].isdigit():
        return "Y" if word.isdecimal() and len(word) == 4 and 1900 <= int(word) < 2100 else "N"
    if not word[0].isalpha():
        return _PUNCTUATION.get(word, ";")
    folded = fold(word)
    for form in (folded, folded[1:] if folded[0] == "و" else folded):  # Arabic writes "and" onto the next word
        if form in DUALS:
            return "E"
        for table in (SMALL_WORDS, HARMS, PEOPLE):
            if form in table:
                return table[form][0]
        if form in THINGS:
            return "X"
    if number_value(word) is not None:
        return "N"
    return "C" if word[0].isupper() else "."


_PUNCTUATION = {",": ",", "،": ",", "-": "-", "–": "-", "—": ",", '"': '"', "“": '"', "”": '"', "'": '"', "’": '"', "(": '"', ")": '"'}
_CODEBOOK = Codebook(_classify)
