"""Dates of a text: what is said, what kind of date it is, and which days it means against the document's reference day.

The text is encoded as one letter a word (``CODES``), so a construction is one line of ``GRAMMAR`` and serves every language whose words
are in ``data.calendar_words``. What the phrases mean is in ``extract.days``. A year that nothing says is never invented: then ``value``
is None.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from eventmap.data.calendar_words import (
    CAPITAL_ONLY,
    DEICTIC,
    LEVANTINE_PAIRS,
    MONTHS,
    PARTS,
    SEASONS,
    SHORT_MONTHS,
    SMALL_WORDS,
    UNITS,
    WEEKDAYS,
)  # fmt: skip
from eventmap.extract.codes import Codebook
from eventmap.extract.days import Phrase, delta_days, resolve, shifted, since
from eventmap.extract.numbers import fold, number_value, parse_digits
from eventmap.extract.tokens import Token, tokenize
from eventmap.records import DateSpan, Document, Span

V = TypeVar("V")

DATELINE_CHARS = 300  # how far into a text its dateline may stand
NEAR_DAYS = 7  # a dateline and the metadata may differ by so much and mean the same page
MAX_ANCHOR_CHARS = 200  # of the clause that "a day after ..." is measured from

CODES = """
M month  m short month  W weekday  d 1-31  y year 1900-2099  n other number  F day.month.year in one token
u unit  D today, yesterday  O overnight  P part of day  E early, mid, late  G season  K weekend  h ordinal ending
J day and year run together  A ago  H ago (before)  l last  t this  x next  w preceding  e earlier  L later  S same  q few  R recent
a a, an
s since  U until  k by  b before  r after  f from  T to  B between  & and  i in, on  g the  o of  j il
Z _ first and second word of a month  V said  N statement  C other capitalised word  , - / : punctuation  p full stop  . anything else
"""

_MONTH = r"(?:M|Z_|mp?)"
_YEAR = r"(?:,?(?:[og]{1,2})?y)"
_COUNT = r"(?:q|a|[dn])"

# One construction a line: name, codes. Earlier lines win where two match at one place.
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("iso", r"y-d-d(?!-)|y/d/d"),  # 2016-06-01
    ("numeric", r"d-d-y|d/d/y|F"),  # 01-06-2016, 10/14/2014, 08.04.2017
    ("days", rf"[Bf]?g?dh?[-/T&]g?dh?o?{_MONTH}{_YEAR}?"),  # between 3 and 5 May 2016, 3-5 May
    ("days", rf"[Bf]?{_MONTH}g?dh?[-T]{_MONTH}?g?dh?{_YEAR}?"),  # May 3-5
    ("days", rf"B{_MONTH}g?dh?&{_MONTH}?g?dh?{_YEAR}?|{_MONTH}dh?&dh?{_YEAR}"),  # between May 3 and June 5; May 3 and 4, 2016
    ("days", rf"[Bf]g?dh?o?{_MONTH}{_YEAR}?[T&]g?dh?o?{_MONTH}{_YEAR}?"),  # from 28 May to 2 June 2017
    ("day", rf"(?:Ei?)?(?:Wp?,?)?P?,?g?dh?o?{_MONTH}{_YEAR}?"),  # Tuesday 14 Oct 2014, 5 мая, le 1er mai
    ("day", rf"(?:Ei?)?(?:Wp?,?)?{_MONTH}g?dh?{_YEAR}?"),  # Wed Jul 29 2015, early Jan. 1, May 5th, 2016
    ("day", rf"(?:Wp?,?)?{_MONTH}J"),  # Jun 142016, the blank lost
    ("months", rf"[Bf]{_MONTH}{_YEAR}?[T&]{_MONTH}{_YEAR}?|{_MONTH}[-T]{_MONTH}{_YEAR}"),  # between January and March 2016
    ("month", rf"(?:E-?o?g?)?[tlx]?{_MONTH}(?:[lt]u|l|{_YEAR})?"),  # early March 2013, last December, June last year, in May
    # between Monday and Wednesday; Wednesday night and into Thursday morning; dans la nuit de dimanche à lundi
    ("weekdays", r"[Bf]WP?[-T&]WP?|(?:O|P[og]{1,2})?WP?&?T{1,2}WP?"),
    ("weekday", r"(?:[eEO](?:i?)){0,2}[tlx]?W(?:o?[ltx]u|l|P)?"),  # late on Tuesday, Saturday night, lundi dernier, Monday last week
    ("ago", rf"j&a{_COUNT}u|{_COUNT}?uA|H{_COUNT}?u"),  # il y a deux jours, two days ago, неделю назад, hace una semana, قبل يومين
    ("lapse", rf"{_COUNT}?u(?:L|e|r|b)(?!W|D|{_MONTH})"),  # two days later, a month after ..., hours before ...
    ("lapse", r"g[xwr]uP?|gub|LS?u|SuP?|[Le](?:i|o){1,2}gu"),  # the next day, the day before, that day, later in the day
    ("period", rf"g?l{_COUNT}?u|l[PK]|g?{_COUNT}lu|gl?ul"),  # in the past 24 hours, last week, last night, la semaine dernière
    ("period", r"E?lu|ul"),  # late last year, الأسبوع الماضي
    ("future", r"Lt[uP]"),  # later this week
    ("period", r"Ru|e?[tS]u|tP|tK|gK"),  # recent weeks, earlier this week, this morning, the weekend
    ("future", r"[xw]u|ux"),  # next week
    ("deictic", r"[eEL]?[iDO]?DP?|O|(?<=s)P"),  # earlier today, yesterday evening, overnight, since dawn
    ("years", r"[Bf]?y[-T&]y(?!-)"),  # 2013-2015, between 2013 and 2015
    ("year", r"(?:E-?o?g?|G,?o?g?|E-?g?G,?o?)y|G(?=.)|y"),  # early 2013, summer of 2014, in 2014
)

_RULES = tuple(rule for rule, _ in GRAMMAR)
_GRAMMAR = re.compile("(?=[^.,CpVN:_hUskb&To/-])(?:" + "|".join(f"({codes})" for _, codes in GRAMMAR) + ")")
_REPORTING = re.compile(r"(?:V[aegioNCEh]{0,6}|N[i,e]{0,2})$")  # "told Anadolu Agency on", "in a statement on"
_DATELINE_BEFORE = frozenset("published updated publication posted date modified at".split())  # noqa: SIM905
_CLAUSE_END = re.compile(r"[,;.:\n]|$")
_KINDS = {
    "iso": "day", "numeric": "day", "day": "day", "days": "range", "weekdays": "range", "month": "month", "months": "month",
    "year": "year", "years": "year", "weekday": "relative", "ago": "relative", "period": "relative", "deictic": "relative",
    "lapse": "anchored", "future": "future",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date as the text says it.

    Attributes:
        span: the words of the date, without "on" and "in".
        value: the days it means; None where the year is open or the day it is measured from is not known.
        text: ``span`` of the document.
        kind: "day" (a calendar day), "relative" (to the reference day: Tuesday, yesterday, last week), "range", "since", "until", "month",
            "year", "future" (planned, a deadline), "anchored" (to another date or event: "the next day", "hours after ..."),
            "dateline" (of the document, not of an event).
        anchor: what an anchored one is measured from: the span of an earlier mention, or of the clause after "after".
        delta_days: of an anchored one: days from the anchor; negative is earlier; None when not said ("days later").
        reporting: it dates the saying ("said on Tuesday"), not what is told.
    """

    span: Span
    value: DateSpan | None
    text: str
    kind: str
    anchor: Span | None = None
    delta_days: int | None = None
    reporting: bool = False


def find_dates(document: Document, sentences: Sequence[Span] = ()) -> tuple[DateMention, ...]:
    """All dates of ``document.text`` in order, resolved against its publication day or its dateline. Linear time.

    Args:
        document: ``published`` is the reference day. A dateline in the text that contradicts it outranks it, unless ``published_from`` says
            that the text was searched for one before.
        sentences: spans of ``extract.sentences.split``; the clause of "a day after ..." ends with its sentence.
    """
    found = _scan(document.text)
    line = _dateline(found, document)
    reference = line.written_on(document.published) if line else document.published
    mentions = [f.mention(reference, dateline=f is line) for f in found]
    return tuple(_anchored([m for m in mentions if m is not None], document.text, sentences))


def _dateline(found: Sequence[_Found], document: Document) -> _Found | None:
    """The dateline, if there is one. Where the reader of the document has looked already, only one that agrees with it."""
    line = next((f for f in found if f.is_dateline()), None)
    if line is None or not document.published_from or document.published is None:
        return line
    return line if line.written_on(document.published) == document.published else None


@dataclass(slots=True)
class _Found:
    """A match of the grammar: tokens ``first`` to ``last`` (excluded) of the text."""

    text: str
    tokens: Sequence[Token]
    codes: str
    rule: str
    first: int
    last: int

    def before(self, back: int = 1) -> str:
        """The code ``back`` places before, articles skipped for the first."""
        i = self.first - back
        if back == 1 and i >= 0 and self.codes[i] == "g":
            i -= 1
        return self.codes[i] if i >= 0 else ""

    def is_dateline(self) -> bool:
        """A full date near the start that no preposition binds to a sentence: "Tuesday 14 Oct 2014", "Published April 5, 2017"."""
        if self.rule not in ("iso", "numeric", "day") or self.tokens[self.first].start > DATELINE_CHARS:
            return False
        if self.rule == "day" and not re.search("[yJ]", self.codes[self.first : self.last]):
            return False
        if self.codes[self.last : self.last + 1] == "." and self.tokens[self.last].text.islower():
            return False  # "14 October 2014 was a bad day"
        words = [t.text.lower() for t in self.tokens[max(0, self.first - 2) : self.first]]
        if words[-1:] == ["on"]:  # "Posted on August 3, 2016", but not "Fighting on August 3, 2016"
            words.pop()
            return words != [] and words[-1] in _DATELINE_BEFORE
        return not words or self.before() in tuple("Cp,:-/Wn") or words[-1] in _DATELINE_BEFORE

    def written_on(self, published: dt.date | None) -> dt.date | None:
        """The day of a dateline. Metadata may be wrong, so it settles which number is the month only where it is near."""
        phrase = self.phrase()
        value, near = resolve(self.rule, phrase, None), resolve(self.rule, phrase, published)
        if value is None or published is None:
            return value.day if value else None
        return near.day if near and abs((near.day - published).days) <= NEAR_DAYS else value.day

    def phrase(self) -> Phrase:
        return _phrase(self.tokens[self.first : self.last], self.codes[self.first : self.last])

    def mention(self, reference: dt.date | None, *, dateline: bool) -> DateMention | None:
        if not self._plausible():
            return None
        phrase = self.phrase()
        value = resolve(self.rule, phrase, reference)
        kind = "dateline" if dateline else self._kind(phrase, value, reference)
        if kind == "since" and value:
            value = since(value, reference)
        span = Span(self.tokens[self.first].start, self.tokens[self.last - 1].end)
        delta = _delta(phrase, phrase.marks) if self.rule == "lapse" else None
        return DateMention(
            span=span, value=None if "x" in phrase.marks else value, text=span.of(self.text), kind=kind,
            delta_days=delta, reporting=not dateline and self._reporting(),
        )  # fmt: skip

    def _plausible(self) -> bool:
        """Bare years, months and "summer" are dates only after a preposition: "in 2014", "since May"."""
        marks, before = self.codes[self.first : self.last], self.before()
        if self.rule == "year":
            return "y" in marks and (before in tuple("isfUkbEToBrt") or len(marks) > 1)
        if self.rule == "years":
            return before in tuple("isfBoE") or marks[0] in "fB"
        if self.rule == "month" and marks in ("M", "m", "mp", "Z_"):
            return before in tuple("isfUkbEToBr&lta") or self.codes[self.first - 1 : self.first] == "g"
        return True

    def _kind(self, phrase: Phrase, value: DateSpan | None, reference: dt.date | None) -> str:
        before = self.before()
        if self.rule == "lapse":
            return "future" if "x" in phrase.marks and phrase.unit != "day" else "anchored"
        if "x" in phrase.marks or phrase.shift > 0 or (value and reference and value.start > reference):
            return "future"
        if before == "s" and self.rule != "deictic":  # "since dawn" is today
            return "since"
        return "until" if before in ("U", "k", "b") else _KINDS[self.rule]

    def _reporting(self) -> bool:
        return _REPORTING.search(self.codes, max(0, self.first - 8), self.first) is not None


def _scan(text: str) -> list[_Found]:
    tokens = tokenize(text)
    codes = _CODEBOOK.encode(tokens)
    found = []
    for m in _GRAMMAR.finditer(codes):
        rule = _RULES[(m.lastindex or 1) - 1]
        first, last = _trimmed(codes, m.start(), m.end())
        found.append(_month_not_day(_Found(text, tokens, codes, rule, first, last)))
    return found


def _trimmed(codes: str, first: int, last: int) -> tuple[int, int]:
    while first < last - 1 and codes[first] in "Bfig,":
        first += 1
    return first, last


def _month_not_day(found: _Found) -> _Found:
    """ "In May 12 people were killed": after "in", a number behind the month counts what follows."""
    marks = found.codes[found.first : found.last]
    if found.rule != "day" or found.before() != "i" or found.tokens[found.first - 1].text.lower() == "on":
        return found
    counting = found.tokens[found.last].text.isalpha() if found.last < len(found.tokens) else False
    if counting and re.fullmatch(r"(?:M|Z_|mp?)d", marks):
        found.rule, found.last = "month", found.last - 1
    return found


def _phrase(tokens: Sequence[Token], codes: str) -> Phrase:
    """Reads the values of the words of one match."""
    weekdays, months, days, years, units = [], [], [], [], []
    count: int | None = None
    shift, part, season = 0, "", None
    for i, (token, code) in enumerate(zip(tokens, codes, strict=True)):
        word = fold(token.text)
        if code == "W":
            weekdays.append(_lookup(WEEKDAYS, word))
        elif code in "Mm":
            months.append(_lookup(_ALL_MONTHS, word))
        elif code == "Z":
            months.append(_pair_value(word, fold(tokens[i + 1].text)))
        elif code == "F":
            numbers = [int(n) for n in token.text.split(".")]
            days, years = numbers[:2], numbers[2:]
        elif code == "y":
            years.append(int(word))
        elif code == "J":
            days.append(int(word[:-4]))
            years.append(int(word[-4:]))
        elif code in "dn" and "u" in codes:
            count = int(parse_digits(word) or 0) if word[0].isdigit() else number_value(word)
        elif code == "d":
            days.append(int(word))
        elif code in "qR":
            count = 0
        elif code == "u":
            units.append(_lookup(UNITS, word))
        elif code == "D":
            shift = _lookup(DEICTIC, word)
        elif code == "E":
            part = _lookup(PARTS, word)
        elif code == "G":
            season = _lookup(SEASONS, word)
    unit, many = units[-1] if units else ("", 1)
    if many > 1:
        count = many * (count if count is not None else 1)
    return Phrase(
        marks=codes, weekdays=tuple(weekdays), months=tuple(months), days=tuple(days), years=tuple(years), shift=shift, count=count,
        unit=unit, part=part, season=season,
    )  # fmt: skip


def _lookup(table: Mapping[str, V], word: str) -> V:
    """The value of a word that may have an ending or a particle: "Thursday's", Turkish "Ocak'ta", Arabic "والخميس"."""
    return next(table[w] for w in (word, *_stems(word)) if w in table)


def _stems(word: str) -> tuple[str, ...]:
    return (word.split("'")[0], word[1:] if word[0] in "وبل" else word)


_ALL_MONTHS = {**SHORT_MONTHS, **MONTHS}


def _pair_value(first: str, second: str) -> int:
    forms = ((a, b) for a in (first, *_stems(first)) for b in (second, *_stems(second)))
    return next(LEVANTINE_PAIRS[pair] for pair in forms if pair in LEVANTINE_PAIRS)


def _anchored(mentions: list[DateMention], text: str, sentences: Sequence[Span]) -> list[DateMention]:
    """Binds "the next day" to the day said before it, and "a day after ..." to the clause behind it."""
    out: list[DateMention] = []
    last: DateMention | None = None
    for m in mentions:
        if m.kind == "anchored":
            m = _bound(m, last, text, sentences)
        if m.value and m.value.precision <= 3 and not m.reporting and m.kind not in ("since", "until", "future"):
            last = m
        out.append(m)
    return out


def _bound(m: DateMention, last: DateMention | None, text: str, sentences: Sequence[Span]) -> DateMention:
    if _code(m.text.split()[-1]) in ("r", "b") and (clause := _clause_behind(m.span.end, text, sentences)):
        return replace(m, anchor=clause)
    if last is None or last.value is None:
        return m
    value = shifted(last.value, m.delta_days) if m.delta_days is not None else None
    return replace(m, anchor=last.span, value=value)


def _clause_behind(start: int, text: str, sentences: Sequence[Span]) -> Span | None:
    """What follows ``start`` up to a comma or the end of the sentence, None if nothing does."""
    n = bisect_right(sentences, start, key=lambda s: s.start) - 1
    end = sentences[n].end if n >= 0 else len(text)
    stop = _CLAUSE_END.search(text, start, max(start, min(end, start + MAX_ANCHOR_CHARS)))
    clause = text[start : stop.start() if stop else start]
    span = Span(start + len(clause) - len(clause.lstrip()), start + len(clause.rstrip()))
    return span if span.end > span.start else None


def _delta(phrase: Phrase, marks: str) -> int | None:
    """Days from the anchor: "two days later" 2, "the day before" -1, "the next day" 1, "that day" and "later in the day" 0."""
    if not phrase.unit:
        return None
    if "S" in marks or re.match(r"[Le][io]", marks):
        return 0
    days = delta_days(phrase)
    return -days if days and re.search(r"[ebw]", marks) else days


def _classify(word: str) -> str:
    """The code of one word as written."""
    if word[0].isdigit():
        return _digit_code(word)
    if not word[0].isalpha():
        return _PUNCTUATION.get(word, ":")
    folded = fold(word)
    if folded in CAPITAL_ONLY and not word[0].isupper():
        return "."
    for form in (folded, *_stems(folded)):
        for table, code in _TABLES:
            if form in table:
                return code or SMALL_WORDS[form]
    if number_value(word) is not None:
        return "n"
    return "C" if word[0].isupper() else "."


_PUNCTUATION = {",": ",", "،": ",", "-": "-", "–": "-", "—": "-", "/": "/", ".": "p"}
_TABLES: tuple[tuple[Container[str], str], ...] = (
    (frozenset({"الاول", "الثاني"}), "_"), (frozenset({"تشرين", "كانون"}), "Z"), (SMALL_WORDS, ""), (MONTHS, "M"), (SHORT_MONTHS, "m"),
    (WEEKDAYS, "W"), (DEICTIC, "D"), (UNITS, "u"), (PARTS, "E"), (SEASONS, "G"),
)  # fmt: skip


def _digit_code(word: str) -> str:
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", word):
        return "F"
    if re.fullmatch(r"(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d", word):
        return "J"
    if not word.isdecimal() or len(word) > 4:
        return "n"
    value = int(word)
    if len(word) == 4:
        return "y" if 1900 <= value < 2100 else "n"
    return "d" if len(word) <= 2 and 1 <= value <= 31 else "n"


def _code(word: str) -> str:
    return _CODEBOOK[word]


_CODEBOOK = Codebook(_classify)
