"""Dates of a text: what is said, what kind of date it is, and which days it means against the document's reference day.

The constructions are in ``extract.date_grammar``, what the phrases mean in ``extract.days``. A year that
nothing says is never invented: then ``value`` is None.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventmap.extract.dates.days import Phrase, delta_days, resolve, shifted, since
from eventmap.extract.dates.grammar import CODEBOOK, CORE_RE, GRAMMAR_RE, NO_DATE, RULES, phrase_of
from eventmap.extract.text.tokens import Tokens, tokens_of
from eventmap.records import DateSpan, Document, Span

DATELINE_CHARS = 300  # how far into a text its dateline may stand
NEAR_DAYS = 7  # a dateline and the metadata may differ by so much and mean the same page
MAX_ANCHOR_CHARS = 200  # of the clause that "a day after ..." is measured from

_REPORTING = re.compile(r"(?:V[aegioNCEh]{0,6}|N[i,e]{0,2})$")  # "told Anadolu Agency on", "in a statement on"
_DATELINE_BEFORE = frozenset("published updated publication posted date modified at".split())  # noqa: SIM905
_AFTER_DATELINE = frozenset(("-", "–", "—", "("))
_NAMED_AFTER_DAYS = frozenset("hospital street square bridge school stadium avenue university barracks camp airport".split())  # noqa: SIM905
# Codes of the words before a bare year, years, a bare month and a dateline.
_BEFORE_YEAR, _BEFORE_YEARS = frozenset("isfUkbEToBrt"), frozenset("isfBoE")
_BEFORE_MONTH, _BEFORE_DATELINE = frozenset("isfUkbEToBr&lta"), frozenset("Cp,:-/Wn")
_CLAUSE_END = re.compile(r"[,;.:\n]|$")
_KINDS = {
    "iso": "day", "numeric": "day", "day": "day", "days": "range", "weekdays": "range", "month": "month", "months": "month",
    "year": "year", "years": "year", "weekday": "relative", "ago": "relative", "period": "relative", "deictic": "relative",
    "lapse": "anchored", "future": "future", "ordinal": "day", "feast": "relative",
}  # fmt: skip


class DateMention(NamedTuple):
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
    line, reference = _dateline(found, document)
    mentions = [f.mention(reference, dateline=f is line) for f in found]
    return tuple(_anchored([m for m in mentions if m is not None], document.text, sentences))


def _dateline(found: Sequence[_Found], document: Document) -> tuple[_Found | None, dt.date | None]:
    """The dateline, if there is one, and the reference day. Where the reader of the document has looked already, only one that agrees."""
    line = next((f for f in found if f.is_dateline()), None)
    written = line.written_on(document.published) if line else document.published
    if document.published_from and document.published is not None and written != document.published:
        return None, document.published
    return line, written


class _Found(NamedTuple):
    """A match of the grammar: tokens ``first`` to ``last`` (excluded) of the text."""

    text: str
    tokens: Tokens
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
        if self.rule not in ("iso", "numeric", "day") or self.tokens.start[self.first] > DATELINE_CHARS:
            return False
        if self.rule == "day" and not re.search("[yJ]", self.codes[self.first : self.last]):
            return False
        if self.codes[self.last : self.last + 1] == "." and self.tokens.text[self.last].islower():
            return False  # "14 October 2014 was a bad day"
        words = [word.lower() for word in self.tokens.text[max(0, self.first - 2) : self.first]]
        if words[-1:] == ["on"]:  # "Posted on August 3, 2016", but not "Fighting on August 3, 2016"
            words.pop()
            return words != [] and words[-1] in _DATELINE_BEFORE
        return not words or self.before() in _BEFORE_DATELINE or words[-1] in _DATELINE_BEFORE

    def _after_city(self) -> bool:
        """ "KYIV, Aug 22 - Russian troops", "GAZA/CAIRO, Nov 14 (Reuters)": when the report was written, though no year is said."""
        words = self.tokens.text
        if self.rule != "day" or self.first < 2 or self.last >= len(words) or self.tokens.start[self.first] > DATELINE_CHARS:
            return False
        city = words[self.first - 2]
        return words[self.first - 1] == "," and len(city) > 2 and city.isupper() and words[self.last] in _AFTER_DATELINE

    def _in_name(self) -> bool:
        """ "the May 22 Hospital", "July 7 Street": named after a day."""
        name = self.tokens.text[self.last] if self.rule == "day" and self.last < len(self.tokens.text) else ""
        return name[:1].isupper() and name.lower() in _NAMED_AFTER_DAYS

    def written_on(self, published: dt.date | None) -> dt.date | None:
        """The day of a dateline. Metadata may be wrong, so it settles which number is the month only where it is near."""
        phrase = self.phrase()
        value, near = resolve(self.rule, phrase, None), resolve(self.rule, phrase, published)
        if value is None or published is None:
            return value.day if value else None
        return near.day if near and abs((near.day - published).days) <= NEAR_DAYS else value.day

    def phrase(self) -> Phrase:
        return phrase_of(tuple(self.tokens.text[self.first : self.last]), self.codes[self.first : self.last])

    def mention(self, reference: dt.date | None, *, dateline: bool) -> DateMention | None:
        if not self._plausible() or self._in_name():
            return None
        phrase = self.phrase()
        value = resolve(self.rule, phrase, reference)
        kind = "dateline" if dateline or self._after_city() else self._kind(phrase, value, reference)
        if kind == "since" and value:
            value = since(value, reference)
        span = Span(self.tokens.start[self.first], self.tokens.end[self.last - 1])
        delta = _delta(phrase, phrase.marks) if self.rule == "lapse" else None
        value = None if "x" in phrase.marks else value  # counted from a day said before, if at all
        return DateMention(span, value, span.of(self.text), kind, None, delta, not dateline and self._reporting())

    def _plausible(self) -> bool:
        """Bare years, months and "summer" are dates only after a preposition: "in 2014", "since May"."""
        if self.rule not in ("year", "years", "month"):
            return True
        marks, before = self.codes[self.first : self.last], self.before()
        if self.rule == "year":
            return "y" in marks and (before in _BEFORE_YEAR or len(marks) > 1)
        if self.rule == "years":
            return before in _BEFORE_YEARS or marks[0] in "fB"
        if marks in ("M", "m", "mp", "Z_"):
            following = self.tokens.text[self.last] if self.last < len(self.tokens.text) else ""
            if self.tokens.text[self.first] == "Mai" and (following[:1].isupper() or following == "-"):
                return False  # "by Mai-Mai fighters", "in Mai Tsebri"
            return before in _BEFORE_MONTH or self.codes[self.first - 1 : self.first] == "g"
        return True

    def _kind(self, phrase: Phrase, value: DateSpan | None, reference: dt.date | None) -> str:
        before = self.before()
        if self.rule == "lapse":
            return "future" if "x" in phrase.marks and phrase.unit not in ("", "day") else "anchored"
        if "x" in phrase.marks or phrase.shift > 0 or (value and reference and value.start > reference):
            return "future"
        if before == "s" and self.rule != "deictic":  # "since dawn" is today
            return "since"
        return "until" if before in ("U", "k", "b") else _KINDS[self.rule]

    def _reporting(self) -> bool:
        return _REPORTING.search(self.codes, max(0, self.first - 8), self.first) is not None


def _scan(text: str) -> list[_Found]:
    tokens = tokens_of(text)
    codes = CODEBOOK.encode(tokens.text)
    found = []
    for m in _matches(codes):
        rule = RULES[(m.lastindex or 1) - 1]
        first, last = _trimmed(codes, m.start(), m.end())
        found.append(_month_not_day(_Found(text, tokens, codes, rule, first, last)))
    return found


def _matches(codes: str) -> Iterator[re.Match[str]]:
    """Matches of the grammar, looked for only in runs of date words around a word without which there is no date."""
    for core in CORE_RE.finditer(codes):
        start, end = core.span()
        while start and codes[start - 1] not in NO_DATE:
            start -= 1
        yield from GRAMMAR_RE.finditer(codes, start, end + 1)  # one more, for what looks ahead


def _trimmed(codes: str, first: int, last: int) -> tuple[int, int]:
    while first < last - 1 and codes[first] in "Bfig,":
        first += 1
    return first, last


def _month_not_day(found: _Found) -> _Found:
    """ "In May 12 people were killed": after "in", a number behind the month counts what follows."""
    if found.rule != "day" or found.before() != "i" or found.tokens.text[found.first - 1].lower() == "on":
        return found
    counting = found.tokens.text[found.last].isalpha() if found.last < len(found.tokens.text) else False
    if counting and re.fullmatch(r"(?:M|Z_|mp?)d", found.codes[found.first : found.last]):
        return found._replace(rule="month", last=found.last - 1)
    return found


def _anchored(mentions: list[DateMention], text: str, sentences: Sequence[Span]) -> list[DateMention]:
    """Binds "the next day" to the day said before it, and "a day after ..." to the clause behind it."""
    out: list[DateMention] = []
    last: DateMention | None = None
    told: DateMention | None = None  # the last day of a saying
    for m in mentions:
        if m.value and _PREVIOUS.search(m.text):
            day = told if _counts_from(told, last, m._replace(delta_days=-1), sentences) else last
            if day and day.value and day.value.precision == 1 and _is_near(day, m, sentences):
                m = m._replace(value=shifted(day.value, -1), anchor=day.span)
        if m.kind == "anchored":
            m = _bound(m, told if _counts_from(told, last, m, sentences) else last, text, sentences)
        if m.value and m.value.precision <= 3 and m.kind not in ("since", "until", "future"):
            if m.reporting:
                told = m
            else:
                last = m
        out.append(m)
    return out


_OF_DAY = re.compile(r"(?:the )?(?:morning|afternoon|evening|night)$", re.IGNORECASE)
_PREVIOUS = re.compile(r"\bprevious (?:day|night|evening|morning)\b", re.IGNORECASE)


def _counts_from(told: DateMention | None, last: DateMention | None, m: DateMention, sentences: Sequence[Span]) -> bool:
    """ "Said on Saturday that it had struck A the previous day": counted back from the day of the saying, in one sentence."""
    if told is None or m.delta_days is None or m.delta_days >= 0 or (last is not None and last.span.start > told.span.start):
        return False
    return _sentence_at(told.span.start, sentences) == _sentence_at(m.span.start, sentences)


def _is_near(day: DateMention, m: DateMention, sentences: Sequence[Span]) -> bool:
    """In the same sentence or in the one before."""
    return _sentence_at(m.span.start, sentences) - _sentence_at(day.span.start, sentences) <= 1


def _sentence_at(start: int, sentences: Sequence[Span]) -> int:
    """The number of the sentence that holds an offset, -1 for none."""
    return bisect_right(sentences, start, key=lambda s: s.start) - 1


def _bound(m: DateMention, last: DateMention | None, text: str, sentences: Sequence[Span]) -> DateMention:
    if CODEBOOK[m.text.split()[-1]] in ("r", "b") and (clause := _clause_behind(m.span.end, text, sentences)):
        return m._replace(anchor=clause)
    if last is None or last.value is None or (_OF_DAY.match(m.text) and not _is_near(last, m, sentences)):
        return m
    value = shifted(last.value, m.delta_days) if m.delta_days is not None else None
    return m._replace(anchor=last.span, value=value)


def _clause_behind(start: int, text: str, sentences: Sequence[Span]) -> Span | None:
    """What follows ``start`` up to a comma or the end of the sentence, None if nothing does."""
    n = _sentence_at(start, sentences)
    end = sentences[n].end if n >= 0 else len(text)
    stop = _CLAUSE_END.search(text, start, max(start, min(end, start + MAX_ANCHOR_CHARS)))
    clause = text[start : stop.start() if stop else start]
    span = Span(start + len(clause) - len(clause.lstrip()), start + len(clause.rstrip()))
    return span if span.end > span.start else None


def _delta(phrase: Phrase, marks: str) -> int | None:
    """Days from the anchor: "two days later" 2, "the day before" -1, "the next day" 1, "that day" and "later in the day" 0."""
    if not phrase.unit and "P" not in marks:
        return None
    if "S" in marks or marks in ("P", "gP") or re.match(r"[Le][io]", marks):
        return 0
    days = delta_days(phrase) if phrase.unit else 1
    return -days if days and re.search(r"[ebw]", marks) else days


