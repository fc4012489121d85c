"""When a document was published: metadata, the text's own dateline, its address, else what the user says.

A date in a sentence ("on 21 August 2013 rockets hit Ghouta") is no dateline. A dateline stands at the beginning, alone in its line,
behind a label ("Published"), a place or an agency, and what follows it starts a sentence. Nothing here invents a year.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from importlib import resources

from eventmap.settings import Settings

HEAD_CHARS = 1_500  # a dateline stands before this
_LATEST_GUESS_DAYS = 60  # a dateline without a year that is further off than this from the metadata's day is not trusted
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|[1-9](?=\2\D?))\2(0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?!\d)")
_NUMBER = re.compile(r"\d{1,4}")
_DATE_CHARS = 30  # the longest date, from its first letter to its last digit
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?=$|[\sTt])|\s*(\d{4})(\d\d)(\d\d)(?=$|[Tt])")
_BEFORE_CHARS, _AFTER_CHARS = 60, 40
_PLACE_BEFORE = re.compile(r"(?:^|\n|\s{2}|[.!?|]\s)[^\W\d_][^\n\d]{1,40}?(?:,|\([^()\n]{2,30}\)|[-–—:|])\s*$")
_AGENCY_BEFORE = re.compile(r"(?:\([^()\n]{2,30}\)|(?<!\w)[A-Z]{2,8})[\s,:|/–—-]{0,4}$")
_EDGE_BEFORE = re.compile(r"(?:^|[\n|»>•·/–—]|\s-)[\s,(\[]*$")
_BYLINE_BEFORE = re.compile(r"(?:^|\n)\s*(?:by|von|par|por)\s[^\n\d]{2,60}$", re.I)
_AFTER = re.compile(r"\s*(?:$|\n|[|)\]»•·/(]|[-–—](?!\d)|[,:]?\s*(?:(?:at|um|à|в|о)\s)?\s*\d{1,2}[:.h]?\d\d|,?\s*\d|\s+by\s[A-Z])")
_TIME = re.compile(r"[\s,/|·•–—-]*(?:[ap]t\s)?\d{1,2}[:.]?\d\d(?!\d)")
_TIME_BEFORE = re.compile(r"(?<![\d.])\d{1,2}[:.]?\d\d\s$")
_NEXT_WORD = re.compile(r"[,:]?\s*[\"“«'(]?([^\W\d_])")


@functools.cache
def _months() -> dict[str, int]:
    return {word: int(number) for number, words in _table("dateline_months.tsv") for word in words}


def _table(name: str) -> list[tuple[str, list[str]]]:
    """Rows of a table of words: first cell, words of the second."""
    text = resources.files("eventmap.data").joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(row[0], [w.replace("_", " ").strip() for w in row[1].split()]) for row in rows]


def _words(kind: str) -> list[str]:
    return [w for k, words in _table("dateline_words.tsv") for w in words if k == kind]


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


@functools.cache
def _date_pattern() -> re.Pattern[str]:
    """Day, month and year in any usual order; a year may be missing where the month is a word.

    Pages that lose their commas write "Jun 132016".
    """
    month = rf"(?:{_any_of(list(_months()))})(?!\w)\.?"
    year = r"(?:19|20)\d\d(?!\d)"
    return re.compile(
        rf"(?<![\w./-])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|er)?[\s-]{{1,2}}(?:de\s)?(?P<m1>{month})(?:(?:,?[\s-]{{1,2}}|\sde\s)(?P<y1>{year}))?"
        rf"|(?P<m2>{month})\s?(?P<d2>\d{{1,2}})(?:(?!\d)(?:st|nd|rd|th)?(?:,?\s{{1,2}}(?P<y2>{year}))?|(?P<y5>{year}))"
        rf"|(?P<y3>{year})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)"
        rf"|(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{year}))",
        re.I,
    )


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Dates in order. Only around digits are the month names of ten languages tried: elsewhere that would cost ten times the rest."""
    end = 0
    for digits in _NUMBER.finditer(text):
        if digits.start() < end:
            continue
        near = _date_pattern().search(text, max(end, digits.start() - _DATE_CHARS), digits.end() + _DATE_CHARS)
        match = near and _date_pattern().match(text, near.start())  # again, for the year may stand beyond what was searched
        if match:
            yield match
            end = match.end()


@functools.cache
def _label_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_words('label'))})(?:\s(?:{_any_of(_words('linker'))})|\s?:)?[\s:]*$", re.I)


@functools.cache
def _day_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_words('day'))})(?:\.?,?\s*|,?\s+the\s)$", re.I)


@functools.cache
def _governor_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_words('governor'))})\s+$", re.I)


@functools.cache
def _agency_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(_words('agency'))})[\s,:|/–—-]*$", re.I)


@functools.cache
def _agency_after() -> re.Pattern[str]:
    return re.compile(rf"[\s,:|/(–—-]*(?:{_any_of(_words('agency'))})(?!\w)", re.I)


def publication(*, metadata: dt.date | None, text: str, url: str, settings: Settings) -> tuple[dt.date | None, str]:
    """The day of publication and where it is from: "metadata", "dateline", "url", "argument", or None and "".

    A dateline that contradicts the metadata wins: pages are imported and redated, the text keeps its day.
    """
    dateline = dateline_date(text, metadata)
    if metadata and dateline in (None, metadata):
        return metadata, "metadata"
    if dateline:
        return dateline, "dateline"
    from_url = url_date(url)
    if from_url:
        return from_url, "url"
    return settings.published, "argument" if settings.published else ""


def url_date(url: str) -> dt.date | None:
    """The day in an address ("/2017/01/02/", "2017-01-02", "20170102"); a month alone is none."""
    match = _URL_DATE.search(url[:2_000])
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def day_of(value: str) -> dt.date | None:
    """The day that a metadata field says, in ISO form or in words; None where it says no full date."""
    value = value[:100].translate(_DIGITS)
    iso = _ISO.match(value)
    if iso:
        year, month, day = (int(g) for g in iso.groups() if g)
        return _day(year, month, day)
    return next((d for m in _dates(value) if (d := _full_day(m, None))), None)


def dateline_date(text: str, published: dt.date | None = None) -> dt.date | None:
    """The day that the beginning of ``text`` says it was written on.

    Args:
        text: of which the first 1,500 characters are read.
        published: the metadata's day; gives the year of a dateline without one, and decides between two readings of 04/05/2017.

    Returns:
        None where the text has no dateline, or one whose year or order of day and month nothing settles.
    """
    head = text[:HEAD_CHARS].translate(_DIGITS)
    for match in _dates(head):
        if not _is_dateline(head, match):
            continue
        day = _full_day(match, published) or _day_without_year(match, head, published)
        if day:
            return day
    return None


def _is_dateline(head: str, match: re.Match[str]) -> bool:
    """Whether what stands before the date (a weekday apart) and what follows it make it a dateline."""
    weekday = _day_before().search(head, max(0, match.start() - 30), match.start())
    start = weekday.start() if weekday else match.start()
    before, after = head[max(0, start - _BEFORE_CHARS) : start], head[match.end() : match.end() + _AFTER_CHARS]
    if _label_before().search(before):
        return True
    if not before.strip() and (match["y4"] or match["y3"] or (weekday and _has_year(match) and len(weekday.group().strip(" .,")) == 3)):
        return True  # no sentence begins with 14-10-2014 or with Thu Feb 5 2015
    if weekday and _has_year(match) and _agency_before().search(before):
        return True
    if _governor_before().search(before) or not _ends_there(after):
        return False
    if not before.strip() or any(mark.search(before) for mark in (_PLACE_BEFORE, _EDGE_BEFORE, _AGENCY_BEFORE, _BYLINE_BEFORE)):
        return True
    named = _agency_before().search(before) or _agency_after().match(after)
    timed = weekday or _TIME.match(after) or _TIME_BEFORE.search(before)
    return bool(named or (timed and _has_year(match))) and not after.startswith(",")


def _ends_there(after: str) -> bool:
    """A line end, a bar, a time, or a new sentence: "21 August 2013 was the deadliest day" goes on in small letters."""
    if _AFTER.match(after):
        return True
    following = _NEXT_WORD.match(after)
    return bool(following and not following[1].islower())


def _has_year(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("y1", "y2", "y3", "y4", "y5"))


def _full_day(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    if not _has_year(match):
        return None
    if match["y4"]:
        return _numeric_day(match, published)
    if match["y3"]:
        return _day(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    return _day(int(match["y1"] or match["y2"] or match["y5"]), _month(match), int(match["d1"] or match["d2"]))


def _numeric_day(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    """14.10.2014; with slashes America puts the month first, so 04/05/2017 says a day only where ``published`` agrees with one reading."""
    year, a, b = int(match["y4"]), int(match["a4"]), int(match["b4"])
    day_first, month_first = _day(year, b, a), _day(year, a, b)
    if published and not match.start() and _clipped(match) and (published.year, published.month, published.day % 10) == (year, b, a):
        return published
    if published and published in (day_first, month_first):
        return published
    if match["s4"] == "/" and day_first and month_first and day_first != month_first:
        return None
    return day_first or (month_first if match["s4"] != "." else None)


def _clipped(match: re.Match[str]) -> bool:
    """ "5-04-2016" at the very start of a text: who writes 04 writes 05, so the first digit of 25 was cut off with what stood before."""
    return len(match["a4"]) == 1 and match["b4"].startswith("0")


def _day_without_year(match: re.Match[str], head: str, published: dt.date | None) -> dt.date | None:
    """ "ALEPPO, Jan 2 (Reuters) -": the latest such day up to the day after ``published``."""
    if _has_year(match) or published is None or not _PLACE_BEFORE.search(head, max(0, match.start() - _BEFORE_CHARS), match.start()):
        return None
    month, day = _month(match), int(match["d1"] or match["d2"])
    latest = published + dt.timedelta(days=1)
    days = [d for year in (published.year + 1, published.year, published.year - 1) if (d := _day(year, month, day)) and d <= latest]
    return days[0] if days and (published - days[0]).days <= _LATEST_GUESS_DAYS else None


def _month(match: re.Match[str]) -> int:
    word = (match["m1"] or match["m2"]).lower().rstrip(".")
    return _months()[" ".join(word.split())]


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@functools.cache
def _date_line_words() -> re.Pattern[str]:
    known = _any_of([*_words("label"), *_words("linker"), *_words("day"), "am", "pm", "gmt", "utc", "est", "edt", "msk", "h"])
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)|\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?|[\W\d_]", re.I)


def is_date_line(line: str) -> bool:
    """Whether a line says nothing but when: a full date, a time, a weekday, "Published"."""
    line = line[:120].translate(_DIGITS)
    match = next((m for m in _dates(line) if _has_year(m)), None)
    return match is not None and not _date_line_words().sub("", _date_pattern().sub("", line))
