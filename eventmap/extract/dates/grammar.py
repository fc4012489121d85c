"""The words of dates: one letter a word, the grammar over those letters, and what the words of a match say (see ``extract.dates``).

A construction is one line of ``GRAMMAR`` and serves every language whose words are in ``data.calendar_words``. All repeats are bounded.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from eventmap.data.calendar_words import (
    CAPITAL_ONLY,
    DEICTIC,
    FEAST_PAIRS,
    FEASTS,
    LEVANTINE_PAIRS,
    MONTHS,
    PARTS,
    SEASONS,
    SHORT_MONTHS,
    SMALL_ONLY,
    SMALL_WORDS,
    UNITS,
    WEEKDAYS,
)  # fmt: skip
from eventmap.extract.dates.days import Phrase
from eventmap.extract.text.codes import Codebook
from eventmap.extract.text.numbers import fold, number_value, parse_digits

V = TypeVar("V")

CODES = """
M month  m short month  W weekday  d 1-31  y year 1900-2099  n other number  F day.month.year in one token
u unit  D today, yesterday  O overnight  P part of day  E early, mid, late  G season  K weekend  h ordinal ending
J day and year run together  A ago  H ago (before)  l last  t this  x next  w preceding  e earlier  L later  S same  q few  R recent
a a, an
s since  U until  k by  b before  r after  f from  T to  B between  & and  i in, on  g the  o of  j il
c name of a feast  v its eve  z first word of "New Year" and "Good Friday"
Z _ first and second word of a month  V said  N statement  C other capitalised word  , - / : punctuation  p full stop  . anything else
"""

_MONTH = r"(?:M|Z_|mp?)"
_YEAR = r"(?:,?(?:[og]{1,2})?y)"
_COUNT = r"(?:q|a|[dn])"

# One construction a line: name, codes. Earlier lines win where two match at one place.
GRAMMAR: tuple[tuple[str, str], ...] = (
    ("iso", r"y-d-d(?!-)|y/d/d"),  # 2016-06-01
    ("day", rf"d[-/]{_MONTH}[-/]y"),  # 14/Jan/2025
    ("numeric", r"d-d-y|d/d/y|F"),  # 01-06-2016, 10/14/2014, 08.04.2017
    ("feast", rf"c(?:[vu]P?|P){_YEAR}?|cWP?{_YEAR}?|zu[vu]P?{_YEAR}?|zWP?{_YEAR}?"),  # Christmas Eve, Good Friday
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
    ("weekdays", r"O?[Bf]WP?[-T&]WP?|(?:O|P[og]{1,2})?WP?&?T{1,2}WP?|W-WP"),
    ("weekday", r"(?:[eEO](?:i?)){0,2}[tlx]?W(?:o?[ltx]u|l|P)?"),  # late on Tuesday, Saturday night, lundi dernier, Monday last week
    ("ago", rf"j&a{_COUNT}u|{_COUNT}?uA|H{_COUNT}?u"),  # il y a deux jours, two days ago, неделю назад, hace una semana, قبل يومين
    ("deictic", r"g?ubD"),  # the day before yesterday
    ("lapse", rf"{_COUNT}?u(?:L|e|r|b)(?!W|D|{_MONTH})"),  # two days later, a month after ..., hours before ...
    # the next day, the following night, the day before, that day, the same afternoon, later in the day
    ("lapse", r"g[xwr](?:uP?|P)|g[uP]b|LS?u|S{1,2}(?:uP?|P)|[Le](?:i|o){1,2}gu|(?<=i)gP(?=[,p.&CVs]|$)"),
    ("period", rf"g?l{_COUNT}?u|l[PK]|g?{_COUNT}lu|gl?ul"),  # in the past 24 hours, last week, last night, la semaine dernière
    ("period", r"E?lu|ul"),  # late last year, الأسبوع الماضي
    ("future", r"Lt[uP]"),  # later this week
    ("period", r"Ru|e?[tS]u|tP|tK|gK"),  # recent weeks, earlier this week, this morning, the weekend
    ("future", r"[xw]u|ux"),  # next week
    ("ordinal", r"(?<=[io])gdh(?=[,p:iBf&])"),  # on the 8th, ...
    ("deictic", r"[eEL]?[iDO]?DP?|O|(?<=s)P"),  # earlier today, yesterday evening, overnight, since dawn
    ("years", r"[Bf]?y[-T&]y(?!-)"),  # 2013-2015, between 2013 and 2015
    ("year", r"(?:E-?o?g?|G,?o?g?|E-?g?G,?o?)y|G(?=.)|y"),  # early 2013, summer of 2014, in 2014
)

RULES = tuple(rule for rule, _ in GRAMMAR)
GRAMMAR_RE = re.compile("(?=[^.,CpVN:_hUskb&To/-])(?:" + "|".join(f"({codes})" for _, codes in GRAMMAR) + ")")

# No construction has one of these words inside; each has one of those that CORE_RE begins with.
NO_DATE = ".C:VNsUk"
CORE_RE = re.compile(f"[MmZWyFJDOPKGuhc][^{NO_DATE}]*")


@functools.lru_cache(maxsize=4096)
def phrase_of(written: tuple[str, ...], codes: str) -> Phrase:
    """What the words of one match say; ``codes`` has their letters. Remembered: a week's reports name the same few days."""
    words = [fold(word) for word in written]
    coded: dict[str, list[str]] = {}
    for word, code in zip(words, codes, strict=True):
        coded.setdefault(code, []).append(word)
    numeric = [int(n) for w in coded.get("F", ()) for n in w.split(".")]
    glued = coded.get("J", ())
    unit, many = _last(UNITS, coded.get("u"), ("", 1))
    days = [int(w) for w in coded.get("d", ())] if not unit else []
    return Phrase(
        marks=codes,
        weekdays=tuple(_lookup(WEEKDAYS, w) for w in coded.get("W", ())),
        months=tuple(_month(words, codes, i) for i, code in enumerate(codes) if code in "MmZ"),
        days=(*numeric[:2], *days, *(int(w[:-4]) for w in glued)),
        years=(*numeric[2:], *(int(w) for w in coded.get("y", ())), *(int(w[-4:]) for w in glued)),
        shift=_last(DEICTIC, coded.get("D"), 0),
        many=_count(words, codes, many) if unit else None,
        unit=unit,
        part=_last(PARTS, coded.get("E"), ""),
        season=_last(SEASONS, coded.get("G"), None),
        feast=_feast(coded, words),
    )


def _feast(coded: Mapping[str, Sequence[str]], words: Sequence[str]) -> str:
    """The feast that is named: of "New Year" the unit tells, of "Good Friday" the weekday."""
    if "z" in coded:
        return next((name for first, name in FEAST_PAIRS.items() if coded["z"][-1] == first), "")
    return _last(FEASTS, coded.get("c"), "")


def _count(words: Sequence[str], codes: str, many: int) -> int | None:
    """How many units: None where no number is said, 0 for "a few". ``many``: how many the unit's word says itself."""
    numbers = [word for word, code in zip(words, codes, strict=True) if code in "dn"]
    count = 0 if re.search("[qR]", codes) else None
    if numbers:
        count = int(parse_digits(numbers[-1]) or 0) if numbers[-1][0].isdigit() else number_value(numbers[-1])
    return many * (1 if count is None else count) if many > 1 else count


def _month(words: Sequence[str], codes: str, i: int) -> int:
    if codes[i] != "Z":
        return _lookup(_ALL_MONTHS, words[i])
    pairs = ((a, b) for a in _forms(words[i]) for b in _forms(words[i + 1]))
    return next(LEVANTINE_PAIRS[pair] for pair in pairs if pair in LEVANTINE_PAIRS)


def _last(table: Mapping[str, V], words: Sequence[str] | None, default: V) -> V:
    return _lookup(table, words[-1]) if words else default


def _lookup(table: Mapping[str, V], word: str) -> V:
    return next(table[form] for form in _forms(word) if form in table)


def _forms(word: str) -> tuple[str, ...]:
    """The word, then without an ending or a particle: "Thursday's", Turkish "Ocak'ta", Arabic "والخميس"."""
    return (word, word.split("'")[0], word[1:] if word[0] in "وبل" else word)


_ALL_MONTHS = {**SHORT_MONTHS, **MONTHS}


def _classify(word: str) -> str:
    """The code of one word as written."""
    if word[0].isdigit():
        return _digit_code(word)
    if not word[0].isalpha():
        return _PUNCTUATION.get(word, ":")
    folded = fold(word)
    if folded in CAPITAL_ONLY and not word[0].isupper():
        return "."
    if folded in SMALL_ONLY and word[0].isupper():
        return "C"
    for form in _forms(folded):
        if form in _CODES:
            return _CODES[form]
    if number_value(word) is not None:
        return "n"
    return "C" if word[0].isupper() else "."


_PUNCTUATION = {",": ",", "،": ",", "-": "-", "–": "-", "—": "-", "/": "/", ".": "p"}
# Word -> code; where two tables have a word, the later one here counts.
_CODES: dict[str, str] = {
    **dict.fromkeys(SEASONS, "G"), **dict.fromkeys(PARTS, "E"), **dict.fromkeys(UNITS, "u"), **dict.fromkeys(DEICTIC, "D"),
    **dict.fromkeys(WEEKDAYS, "W"), **dict.fromkeys(SHORT_MONTHS, "m"), **dict.fromkeys(MONTHS, "M"), **SMALL_WORDS,
    **dict.fromkeys(FEASTS, "c"), "eve": "v", **dict.fromkeys(FEAST_PAIRS, "z"),
    **dict.fromkeys(("تشرين", "كانون"), "Z"), **dict.fromkeys(("الاول", "الثاني"), "_"),
}  # fmt: skip


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


CODEBOOK = Codebook(_classify)
