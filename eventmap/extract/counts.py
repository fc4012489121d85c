"""Tolls: how many people were killed, injured, abducted, arrested or displaced, as the text says it.

Two cascaded grammars over letters. The first reads the letters of words (``CODES``) and joins a number with the people it counts into
one letter; the second reads that shorter string and finds the verb or noun that says what happened to them. Both are regular
expressions with bounded gaps, so the scan takes linear time. Nothing is added up here but a plain list ("a man and his two
children"), which keeps its parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from eventmap.data.calendar_words import MONTHS, SHORT_MONTHS
from eventmap.data.toll_words import DUALS, HARM_PEOPLE, HARMS, PEOPLE, SMALL_WORDS, THINGS
from eventmap.extract.codes import Codebook
from eventmap.extract.numbers import fold, number_value, parse_number
from eventmap.extract.tokens import Token, tokenize
from eventmap.records import Count, Span

ACHIEVED = ("able", "managed")  # "were able to kill 40"
HARMED = ("killed", "injured")
CUMULATIVE_FROM = 5000  # people; no single act of a report had as many, sums over a war do

CODES = """
N number in digits  4 "000" of "12 000"  9 number word  M hundred, thousand  Y year-like number  Q dozens, several  # number (of)
a a, an  e another  x other, more  P people  p person  q person, in a script without articles  8 two people (one word)  6 hostages
K killed  G killing  D died, dead  H death  E two dead (one word)  O casualties  V destroyed  X thing
L at least, over  u up (to)  ~ about  < fewer  = between  t filler of those  2 to  o of  g the, his  h them, whom  j with
b were  A have  v also, reportedly  & and  i including, among  T toll  R rose, reached  Z no, none
k claimed, took  l lives  z lost  F fallen  y suffered  I suffocation  S shot, beaten  5 hostage  U affected, exposed  7 gas
0 who, which  1 month  c when, said  w will, would  s in, on, by  W war  C other capitalised word  , - " ; punctuation  . anything else
"""


def _quantity(name: str = "") -> str:
    """The grammar of "at least 20", "10 to 15", "dozens of"; with ``name`` its parts are named groups."""
    group = {part: f"(?P<{part}>" if name else "(?:" for part in ("bound", "range", "number", "vague")}
    bound = r"(?:Z(?=t?<))?=?e?(?:a?to)?(?:(?:[t2]{0,2}(?:L|Q(?=t))|t?<|x(?=t)|[u~])[t2o]{0,3})?e?"
    number = r"(?:a?[9M](?:-?[9M]|(?<=M)&9){0,6}|N4{0,2}(?:-?M){0,2}|(?<=[Lt~u<oQKG])Y(?=[.C]{0,2}P)|(?<![NCs])Y(?=P))"
    return (
        rf"{group['bound']}{bound})(?:{group['range']}N[2-]N(?![NM])|(?<==)(?:N&N|9&9))|{group['number']}{number})"
        rf"|{group['vague']}a[.C]{{0,2}}#o|QM?o?(?:Qo)?))"
    )


_QUANTITY = _quantity()
_PARTS = re.compile(_quantity("named"))
_NOT_ATTRIBUTE = r"(?![.CPXpHITO-])"  # "eight militant positions" counts positions

# Numbers with what they count become one letter of the second grammar: name, letter, codes. Earlier lines win where two match at one place.
ALONE: tuple[tuple[str, str, str], ...] = (
    ("single", "n", rf"[ae](?:[N9]-X-[.C])?[C.xp-]{{0,4}}?p{_NOT_ATTRIBUTE}|e(?=v?b)"),  # a rebel commander, a 12-year-old boy, another was
    ("single", "d", rf"g[C.xp-]{{0,3}}?p{_NOT_ATTRIBUTE}|q"),  # the mayor
    ("date", ".", r"1,?[N9](?:,?[YN])?|N1"),  # July 25, 2016
    ("age", ".", r"a?[N9]-X(?:-[.CpP])?|N(?=-[.CX])"),  # a 12-year-old, 24-hour
    ("deaths", "f", "E"),  # "two dead" in one Arabic word
    ("people", "n", "8"),  # "two civilians" in one Arabic word
    ("killed", "G", r"kg?lo?"),  # claimed the lives of
    ("killed", "D", r"zg?l|F[Pp]"),  # lost their lives, fell victim
    ("killed", "K", r"SD|S&?K|S2H"),  # shot dead, beaten to death
    ("injured", "D", r"y[.g]{0,2}I"),  # suffered burns
    ("injured", "K", r"U[s2]g?[.C]{0,2}7"),  # affected by the gas
    ("skip", "", r'[v"]+'),  # adverbs and quotation marks do not part what belongs together
)
# What may follow a number.
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("deaths", "f", r"[xC.pS]{0,3}?[HI]|Xo[.]?I"),  # seven civilian deaths, 30 cases of suffocation
    # 22 ISIL militants, 70 army and rebel fighters, four of her children
    ("people", "n", rf"(?:[xC.gpt-]|X(?=P)|&(?=[.Cp]P)){{0,6}}?(?:P[Pp]*|p{_NOT_ATTRIBUTE}|q)|og[.C]{{0,2}}P"),
    ("captives", "r", r"[xC.gpt-]{0,5}?6"),  # 20 hostages
    ("thing", "X", r"[xC.gp-]{0,4}?X"),  # eight ISIL targets
    ("bare", "m", r"x?"),  # 22 (were killed), 12 others
)
_GROUPS = (*ALONE, *COUNTED)
_CHUNKS = re.compile(
    "(?=[^.CsPpKDcb&;])(?:"
    + "|".join(f"({codes})" for _, _, codes in ALONE)
    + f"|{_QUANTITY}(?:{'|'.join(f'({codes})' for _, _, codes in COUNTED)}))"
)

_ONE = "[nmdr]"
_JOIN = r"(?:,?&j?|,|t&t|j|s[.]2)[gx]?"
_SUBJECTS = rf"{_ONE}(?:(?:{_JOIN}|(?<=n)(?=n)){_ONE}){{0,5}}"
_OBJECTS = rf"{_ONE}(?:{_JOIN}{_ONE}(?![x.]{{0,2}}b?[.]?[KD])){{0,5}}"  # not "killed five and ten were wounded"
_NO_OBJECT = rf"(?![gPp]|{_ONE}(?![.]{{0,2}}b?[KD]))"  # not "two gunmen killed a guard"
_AND = rf"(?:&(<j>[KD])(?!{_ONE}))?"  # were killed and wounded
_ALONG = r"(?:&j|j|t&t)g?(?=n)"  # were killed along with six others
_GAPPED = r"s[C.gXt-]{1,6},?&(?=[nm]s)"  # killed five in Baidoa and three in Mogadishu
_MORE = rf"(?:,?(?:{_ALONG}|{_GAPPED})(<more>[nm]))?"
_GAP = r"(?:[.sogpdPCtXxjhL-]|&(?![pPd])){0,14}?"  # soldiers from the base, members of the so-called ... Front
_INCLUDING = r"(?:,?(?:i|[nm.~]oh)[^KGDTc0;]{0,10}?,?)"  # among them two officers, most of them women
_WHO = r"(?:,?0[^KGDc0nm;&]{0,10}?,?)?"  # who were fleeing the town

# What happened to them. n people, m bare number, f deaths, the rest as in CODES. "(<who>", "(<k>", "(<j>" and "(<more>" name the parts:
# the counted, the verb, a second verb, more of the counted.
FRAMES: tuple[tuple[str, str], ...] = (
    ("none", r"Z(?:[.pC]{0,2}[OHKD]|[mn.pPC]{0,2}b{0,2}[KD])|[KG]Z(?:[mP]|(?=[^o]))"),  # no casualties, no one was killed, killed nobody
    ("among", rf"i[sg.]{{0,2}}(<k>[DK])b(<who>{_ONE})"),  # among the dead were three children
    ("were", rf"(<who>{_SUBJECTS})bi[sgc.]{{0,2}}(<k>[DK])"),  # three children were among the dead
    ("within", rf"(<who>{_SUBJECTS})bi(?={_ONE}0?[.]?b{{0,2}}(<k>[DK]))"),  # two women were among eight people killed
    ("dead", rf"(<k>[DK]),?i[sg.]{{0,2}}(<who>{_OBJECTS})"),  # those killed included six women
    ("passive", rf"(<who>{_SUBJECTS})(?:{_GAP}{_INCLUDING})?{_GAP}{_WHO}(?:A?b[b.c2A]{{0,4}}|A?(?=D))(<k>[KD]){_AND}{_MORE}"),
    ("direct", rf"(<who>{_SUBJECTS}){_INCLUDING}?[.x]?(?:0?A?(?=D))?(<k>[KD]){_AND}{_NO_OBJECT}{_MORE}"),  # 12 soldiers killed
    ("adjective", r"(<who>m)(<k>[KD])(?=[.C]{0,2}[Pp])"),  # six wounded children
    ("part", rf"{_ONE}oh"),  # four of them
    ("rest", rf",&?{_ONE}(?=s)"),  # (four of them in the market,) two more in a school
    ("along", rf"(<k>[KD]),?{_ALONG}(<who>n)"),  # (the mayor) was killed along with two guards
    ("active", rf"(<k>[KG])(?:&(?:(<j>[KG])|[.]))?[ogt]?g?[.]{{0,2}}?(<who>{_OBJECTS}){_MORE}"),  # killing and injuring scores
    ("destroyed", rf"V(<who>n(?:{_JOIN}n)?)"),  # "destroyed 60 terrorists", as armies say
    ("noun", rf"(<k>[HGI])o[g.]{{0,2}}(<who>{_OBJECTS}){_MORE}"),  # the deaths of 12 civilians
    ("deaths", r"f"),
    ("toll", rf"(?:T|#o?[^;nmfT]{{0,8}}(<k>[KHD]))(?:[^;nmfT]{{0,25}}?[R2otb]{{1,3}})?(<who>{_ONE})"),  # the toll has risen to 20
    ("revised", rf"R2(<who>{_ONE})"),  # (The toll was 47.) It later rose to 82.
    ("hostage", rf"k(<who>{_OBJECTS})5"),  # took 20 people hostage
    ("captive", r"k(<who>r)"),  # took 250 hostages
    ("taken", r"(<who>r)A?b{1,2}k"),  # 350 hostages have been taken
    ("lives", r"ko?(<who>m)l"),  # cost 500 lives
    ("including", rf"i[sgh.]{{0,3}}(<who>{_OBJECTS})(?!0?A?b?[KD])"),  # (killed 80 people,) including three children
)
_FRAMES = re.compile(
    "(?=[^.CsgPptobcAX0;-])(?:" + "|".join(f"(?P<{name}>{letters.replace('(<', '(?P<' + name + '_')})" for name, letters in FRAMES) + ")"
)
_HARM = re.compile("[KGDHTEIOPVzkFySU]")  # a sentence without one of these has no toll,
_AMOUNT = re.compile("[N9MYQaeZE8#q]|g[C.xp-]{0,3}?p")  # nor has one without one of these

_SINCE = re.compile(
    r"\bsince\b(?! (?:dawn|midnight|noon|(?:early |this |late )?(?:morning|dawn)))"
    r"|\b(?:past|last) (?:\w+ )?(?:weeks|months?|years?|decades?)\b"
    r"|\b(?:war|conflict|uprising|insurgency|crisis) (?:has|have|had)\b|\bso far this (?:month|year)\b",
    re.IGNORECASE,
)
# One of these is in whatever _SINCE finds.
_SINCE_SIGNS = ("ince", " past ", " last ", "war ha", "conflict ha", "uprising ha", "insurgency ha", "crisis ha", "o far this ")
_SUPERLATIVE = re.compile(r"\b(?:\w{2,12}est|worst|first|most)\b", re.IGNORECASE)  # "the deadliest raid since May"


PARTIAL = ("among", "were", "within", "dead")  # these tell of some of the harmed


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
    tokens = tokenize(text)
    codes = _CODEBOOK.encode(tokens)
    starts = [t.start for t in tokens]
    found: list[Count] = []
    toll = False
    for sentence in sentences:
        first = bisect_left(starts, sentence.start)
        last = bisect_left(starts, sentence.end, first)
        if _AMOUNT.search(codes, first, last) and (toll or _HARM.search(codes, first, last)):
            found += _Sentence(text, tokens, codes, first, last, sentence).counts(toll)
        toll = codes.find("T", first, last) >= 0
    return tuple(sorted(found, key=lambda c: (c.span, c.what)))


class _Sentence:
    """The counts of one sentence: tokens ``first`` to ``last`` (excluded)."""

    def __init__(self, text: str, tokens: Sequence[Token], codes: str, first: int, last: int, span: Span) -> None:
        self.text, self.tokens, self.codes, self.span = text, tokens, codes, span
        self.letters, self.firsts, self.lasts, self.names = _chunked(codes, first, last)

    def counts(self, toll_before: bool) -> list[Count]:
        """``toll_before``: the sentence before spoke of a toll, so that "it rose to 82" is one."""
        found: list[Count] = []
        used: set[int] = set()
        name = ""
        for m in _FRAMES.finditer(self.letters):
            name, name_before = m.lastgroup or "", name
            if (name != "rest" or name_before in ("part", "rest")) and (name != "revised" or toll_before):
                used.update(range(m.start(), m.end()))
                found += self._frame(name, m, found[-1].what if found else "")
        left = (i for i, letter in enumerate(self.letters) if letter == "n" and i not in used)
        found += [c for i in left if (c := self._named_harm(self._item(i)))]
        return self._marked_cumulative(found)

    def _item(self, i: int) -> _Item:
        return _Item(self.letters[i], self.firsts[i], self.lasts[i], self.names.get(i, ""))

    def _act(self, m: re.Match[str]) -> Span:
        """The words that a frame matched."""
        return Span(self.tokens[self.firsts[m.start()]].start, self.tokens[self.lasts[m.end() - 1] - 1].end)

    def _frame(self, name: str, m: re.Match[str], what_before: str) -> list[Count]:
        if name == "none":
            return self._none(m)
        if name == "deaths":
            return self._deaths(self._item(m.start()))
        if name in ("part", "rest", "including"):
            return self._each(m.start(), m.end(), what_before, m, part=True) if what_before else []
        return self._linked(name, m)

    def _linked(self, name: str, m: re.Match[str]) -> list[Count]:
        start, end = m.span(f"{name}_who")
        more = _start(m, f"{name}_more")
        rest = m.end() if more < 0 else more
        whats = self._harms(name, m)
        found: list[Count] = []
        for what in whats:
            listed = self._each(start, end, what, m, part=name in PARTIAL or self.letters.startswith("oh", end))
            found += _with_total([_unsplit(c) if len(whats) > 1 else c for c in listed], self.text)
            found += self._each(end, rest, what, m, part=True)
            found += self._each(rest, m.end(), what, m)
        return found

    def _harms(self, name: str, m: re.Match[str]) -> list[str]:
        """What happened, by the words of the verb: two of them for "killed and wounded"."""
        places = [p for p in (_start(m, f"{name}_k"), _start(m, f"{name}_j")) if p >= 0]
        if not places:
            return ["abducted" if name in ("hostage", "captive", "taken") else "killed"]
        if any(self._not_done(self._item(p)) for p in places):
            return []
        return list(dict.fromkeys(w for w in (self._harm(self._item(p)) for p in places) if w))

    def _harm(self, item: _Item) -> str:
        return item.name or _harm_of(self.tokens[item.first].text)

    def _not_done(self, item: _Item) -> bool:
        """ "to kill 20", "could wound": a plan or a danger, not a toll."""
        word, before = self.tokens[item.first].text, self.codes[max(0, item.first - 1) : item.first]
        if item.letter != "G" or before not in ("w", "2") or word.endswith("ing"):
            return False
        return item.first < 2 or self.tokens[item.first - 2].text.lower() not in ACHIEVED

    def _each(self, start: int, end: int, what: str, m: re.Match[str], *, part: bool = False) -> list[Count]:
        places = [i for i in range(start, end) if self.letters[i] in "nmdr"]
        return [self._count(self._item(i), what, self._act(m), part) for i in places]

    def _count(self, item: _Item, what: str, act: Span | None = None, part: bool = False) -> Count:
        low, best, high = self._values(item)
        span = Span(self.tokens[item.first].start, self.tokens[item.last - 1].end)
        who = self._side(item) if item.letter != "m" else ""
        return Count(
            what=what, span=span, best=best, low=low, high=high, who=who, text=span.of(self.text), part_of_total=part, act=act or span
        )  # fmt: skip

    def _side(self, item: _Item) -> str:
        """ "civilians" or "combatants" by the last person word that says it."""
        people = (PEOPLE.get(fold(self.tokens[i].text)) for i in range(item.last - 1, item.first - 1, -1) if self.codes[i] in "Pp")
        return next((p.partition(" ")[2] for p in people if p), "")

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
        words = [self.tokens[i].text for i in range(first, last) if self.codes[i] not in "a-"]
        return _bounded(parse_number(words), m.group("bound"))

    def _none(self, m: re.Match[str]) -> list[Count]:
        span = self._act(m)
        words = [self._item(i) for i in range(m.start(), m.end()) if self.letters[i] in "KDHO"]
        whats = [w for item in words for w in (("killed", "injured") if item.letter == "O" else (self._harm(item),))]
        return [Count(what=w, span=span, best=0, low=0, high=0, text=span.of(self.text), act=span) for w in dict.fromkeys(whats) if w]

    def _deaths(self, item: _Item) -> list[Count]:
        word = self.tokens[item.last - 1].text
        if fold(word) in DUALS:
            what, value = DUALS[fold(word)]
            span = Span(self.tokens[item.first].start, self.tokens[item.last - 1].end)
            return [Count(what=what, span=span, best=value, low=value, high=value, text=span.of(self.text), act=span)]
        what = _harm_of(word)
        return [self._count(item, what)] if what else []

    def _named_harm(self, item: _Item) -> Count | None:
        """ "20 martyrs": the noun says what happened."""
        what = HARM_PEOPLE.get(fold(self.tokens[item.last - 1].text))
        return self._count(item, what) if what else None

    def _marked_cumulative(self, found: list[Count]) -> list[Count]:
        words = self.span.of(self.text)[:2000] if found else ""
        since = _SINCE.search(words) if any(sign in words for sign in _SINCE_SIGNS) else None
        over_time = since is not None and not _SUPERLATIVE.search(words, max(0, since.start() - 40), since.start())
        return [replace(c, cumulative=True) if over_time or (c.what in HARMED and (c.best or 0) >= CUMULATIVE_FROM) else c for c in found]


def _start(m: re.Match[str], group: str) -> int:
    """Where a named part of a frame starts; -1 where the frame has none."""
    return m.start(group) if group in m.re.groupindex else -1


def _chunked(codes: str, first: int, last: int) -> tuple[str, list[int], list[int], dict[int, str]]:
    """The string of the second grammar for some words: its letters, their first and last words, and the names of chunks by place."""
    letters: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    names: dict[int, str] = {}
    position = first
    for m in _CHUNKS.finditer(codes, first, last):
        start, end = m.span()
        letters.append(codes[position:start])
        firsts.extend(range(position, start))
        lasts.extend(range(position + 1, start + 1))
        name, letter, _ = _GROUPS[(m.lastindex or 1) - 1]
        if letter:
            names[len(firsts)] = name
            letters.append(letter)
            firsts.append(start)
            lasts.append(end)
        position = end
    letters.append(codes[position:last])
    firsts.extend(range(position, last))
    lasts.extend(range(position + 1, last + 1))
    return "".join(letters), firsts, lasts, names


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
        if form in DUALS:
            return "E"
        for table in (SMALL_WORDS, HARMS, PEOPLE):
            if form in table:
                code = table[form][0]
                return "q" if code == "p" and form[0] > "ʯ" else code
        if form in THINGS:
            return "X"
    if number_value(word) is not None:
        return "9"
    if word.islower() and word.endswith(_MEN) and word != "human":
        return "p" if word.endswith("man") else "P"
    return "C" if word[0].isupper() else "."


_PUNCTUATION = {"%": "X", ",": ",", "،": ",", "—": ",", "-": "-", "–": "-", **dict.fromkeys("\"“”'’()", '"')}
_MEN = ("man", "men")  # fishermen, tribesmen, businesswoman
_MONTHS = frozenset(MONTHS) | frozenset(SHORT_MONTHS)
_CODEBOOK = Codebook(_classify)
