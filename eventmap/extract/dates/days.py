"""What a date phrase means: its words and the reference day in, days out. No text is read here.

Every function returns None where the words leave the year open and there is no reference day; nothing that has no year of its own
ever lies after the reference day.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import NamedTuple

from eventmap.records import DateSpan

DAY = dt.timedelta(days=1)
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25}
LEAP_CYCLE_YEARS = 8  # how far back "29 February" or a day with its weekday is looked for
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}  # days of a month
QUARTERS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}  # months of a year


class Phrase(NamedTuple):
    """The words of one date, by what they say, each in the order of the text.

    ``shift``: days from the reference day of "yesterday". ``many``: how many of ``unit``; None where none is said, 0 for "a few".
    ``part``: early, mid, late. ``season``: its months. ``feast``: its name.
    ``marks``: the codes of the words (``extract.date_grammar.CODES``).
    """

    marks: str
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    shift: int = 0
    many: int | None = None
    unit: str = ""
    part: str = ""
    season: tuple[int, int] | None = None
    feast: str = ""


@functools.lru_cache(maxsize=4096)
def resolve(rule: str, phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """The days that ``phrase`` means under a rule of the date grammar; None: they cannot be told. Remembered: a text names few days."""
    try:
        return _RESOLVERS[rule](phrase, reference)
    except (ValueError, OverflowError):  # 31 June, a year before 1
        return None


def between(start: dt.date, last: dt.date, *, day: dt.date | None = None, precision: int | None = None) -> DateSpan:
    """The interval of ``start`` to ``last``, both included; precision by its length unless given."""
    if last < start:
        start, last = last, start
    return DateSpan(day=day or start, start=start, end=last + DAY, precision=precision or _precision((last - start).days + 1))


def since(value: DateSpan, reference: dt.date | None) -> DateSpan:
    """From ``value`` to the reference day; the precision is that of the beginning, at best within a week."""
    if reference is None or not value.end <= reference < dt.date.max:
        return value
    return between(value.start, reference, day=value.day, precision=max(value.precision, 2))


def shifted(value: DateSpan, days: int) -> DateSpan | None:
    """``value`` moved by ``days``; None beyond the calendar."""
    try:
        move = dt.timedelta(days=days)
        return DateSpan(day=value.day + move, start=value.start + move, end=value.end + move, precision=value.precision)
    except OverflowError:
        return None


def delta_days(phrase: Phrase) -> int | None:
    """How many days "two weeks" are; 0 for hours; None for "a few weeks"."""
    if phrase.unit == "hour":
        return 0
    return None if phrase.many == 0 else round((phrase.many or 1) * UNIT_DAYS[phrase.unit])


def _precision(days: int) -> int:
    return 1 if days <= 1 else 2 if days <= 8 else 3 if days <= 31 else 4


def _iso(phrase: Phrase, reference: dt.date | None) -> DateSpan:
    return DateSpan.exact(dt.date(phrase.years[0], *phrase.days[:2]))


def _numeric(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """Day and month in either order: the one that exists, is not after the reference day and is nearest to it; day first by default."""
    first, second = phrase.days[:2]
    year = phrase.years[0]
    readings = [dt.date(year, month, day) for day, month in ((first, second), (second, first)) if _exists(year, month, day)]
    if not readings:
        return None
    if reference is None:
        return DateSpan.exact(readings[0])
    return DateSpan.exact(min(readings, key=lambda d: (d > reference, abs((reference - d).days))))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _day(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    found = _full(phrase.days[0], phrase.months[0], phrase.years, reference, phrase.weekdays)
    return DateSpan.exact(found) if found else None


def _full(day: int, month: int, years: tuple[int, ...], reference: dt.date | None, weekdays: tuple[int, ...] = ()) -> dt.date | None:
    """The day itself; without a year the most recent such day, on the weekday said where one of the last years has it."""
    if years:
        return dt.date(years[0], month, day)
    if reference is None:
        return None
    tries = [dt.date(y, month, day) for y in range(reference.year, reference.year - LEAP_CYCLE_YEARS, -1) if _exists(y, month, day)]
    past = [d for d in tries if d <= reference]
    return next((d for d in past if not weekdays or d.weekday() == weekdays[0]), past[0] if past else None)


def _days(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """From day to day: what is said once holds for both ("3-5 May 2016")."""
    last = _full(phrase.days[-1], phrase.months[-1], phrase.years[-1:], reference)
    if last is None:
        return None
    first = dt.date(phrase.years[0] if len(phrase.years) > 1 else last.year, phrase.months[0], phrase.days[0])
    if first > last:  # 28 December to 3 January
        first = first.replace(year=first.year - 1)
    return between(first, last)


def _month(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    years = phrase.years
    if phrase.unit == "year" and reference:  # June last year
        years = (reference.year - ("l" in phrase.marks),)
    start = _month_start(phrase.months[0], years, reference, last="l" in phrase.marks)
    return _clipped(_part_of_month(start, phrase.part), reference) if start else None


def _month_start(month: int, years: tuple[int, ...], reference: dt.date | None, *, last: bool = False) -> dt.date | None:
    if years:
        return dt.date(years[0], month, 1)
    if reference is None:
        return None
    this_year = month < reference.month or (month == reference.month and not last)
    return dt.date(reference.year - (0 if this_year else 1), month, 1)


def _part_of_month(start: dt.date, part: str) -> DateSpan:
    if not part:
        return between(start, _month_end(start), precision=3)
    first, last = THIRDS[part]
    first_day, last_day = start.replace(day=first), min(start + (last - 1) * DAY, _month_end(start))
    return between(first_day, last_day, day=first_day + 4 * DAY, precision=2)


def _month_end(start: dt.date) -> dt.date:
    return (start.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def _clipped(value: DateSpan, reference: dt.date | None) -> DateSpan:
    """An interval that the reference day lies in ends with that day."""
    if reference is None or not value.start <= reference < value.end:
        return value
    return DateSpan(day=min(value.day, reference), start=value.start, end=reference + DAY, precision=value.precision)


def _months(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    last = _month_start(phrase.months[-1], phrase.years[-1:], reference)
    if last is None:
        return None
    year = phrase.years[0] if len(phrase.years) > 1 else last.year - (phrase.months[0] > phrase.months[-1])
    return _clipped(between(dt.date(year, phrase.months[0], 1), _month_end(last), precision=4), reference)


def _weekday(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    if reference is None:
        return None
    if phrase.unit == "week" and "l" in phrase.marks:  # Monday last week
        return DateSpan.exact(reference - (reference.weekday() + 7 - phrase.weekdays[0]) * DAY)
    return DateSpan.exact(_recent(phrase.weekdays[0], reference, before="l" in phrase.marks))


def _recent(weekday: int, reference: dt.date, *, before: bool = False) -> dt.date:
    """The most recent such day: the reference day itself counts unless it must be ``before``."""
    back = (reference.weekday() - weekday) % 7
    return reference - (back or (7 if before else 0)) * DAY


def _feast(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """Christmas Eve, Easter Sunday: of the year that is said, else the last one up to the reference day."""
    if phrase.years:
        day = _feast_day(phrase, phrase.years[-1])
    elif reference is None:
        return None
    else:
        days = (_feast_day(phrase, reference.year - back) for back in (0, 1))
        day = next((day for day in days if day is not None and day <= reference), None)
    return None if day is None else DateSpan.exact(day)


def _feast_day(phrase: Phrase, year: int) -> dt.date | None:
    """The feast in one year; None for a weekday on which it does not fall ("New York Friday", "Good Monday")."""
    eve = DAY if "v" in phrase.marks else 0 * DAY
    weekday = phrase.weekdays[-1] if phrase.weekdays else None
    if phrase.feast == "christmas":
        day = dt.date(year, 12, 25) - eve
    elif phrase.feast == "boxing day":
        day = dt.date(year, 12, 26)
    elif phrase.feast == "new year":
        day = dt.date(year, 12, 31) if eve else dt.date(year, 1, 1)
    elif phrase.feast == "easter":
        day = easter(year) + (DAY if weekday == 0 else -DAY if eve or weekday == 5 else 0 * DAY)
    elif phrase.feast == "good friday" and weekday == 4:
        day = easter(year) - 2 * DAY
    elif phrase.feast == "palm sunday" and weekday == 6:
        day = easter(year) - 7 * DAY
    else:
        return None
    return None if weekday is not None and phrase.feast != "christmas" and day.weekday() != weekday else day


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm printed in Nature 13, 487 (1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _weekdays(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """From weekday to weekday. The night between two days counts to the second: "Wednesday night and into Thursday morning"."""
    if reference is None:
        return None
    last = _recent(phrase.weekdays[-1], reference)
    first = _recent(phrase.weekdays[0], last)
    night = (last - first).days == 1 and not {"T", "-"}.isdisjoint(phrase.marks) and ("P" in phrase.marks or "O" in phrase.marks)
    return between(first, last, day=last if night else first, precision=1 if night else None)


def _ago(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """Back from the reference day, as precise as the unit: "two days ago" is a day, "a month ago" a month."""
    if reference is None:
        return None
    count = phrase.many or (3 if phrase.many == 0 else 1)  # "a few" is three, give or take
    if phrase.unit in ("hour", "day"):
        # 20 hours may reach into yesterday; the reference day is the better guess below a day
        day = reference - int(count * UNIT_DAYS[phrase.unit]) * DAY
        return DateSpan.exact(day) if phrase.many != 0 else between(day - 2 * DAY, min(day + 2 * DAY, reference), day=day, precision=2)
    day = reference - round(count * UNIT_DAYS[phrase.unit]) * DAY
    if phrase.unit == "week":
        return between(day - 3 * DAY, min(day + 3 * DAY, reference), day=day, precision=2)
    return _whole(day, phrase.unit)


def _whole(day: dt.date, unit: str) -> DateSpan:
    """The month or year around ``day``."""
    if unit == "month":
        return _part_of_month(day.replace(day=1), "")
    return between(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), precision=4)


def _period(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """Spans that end today, or the unit before this one ("last week")."""
    if reference is None:
        return None
    marks = phrase.marks
    if "P" in marks:
        return DateSpan.exact(reference - (DAY if "l" in marks else 0 * DAY))
    if "K" in marks:
        saturday = _recent(5, reference)
        return between(saturday, min(saturday + DAY, reference), precision=2)
    if "l" in marks and phrase.many is None and "gl" not in marks:  # "last week", not "the last week"
        return _unit_before(phrase, reference)
    if "t" in marks:
        return _this_unit(phrase.unit, reference)
    count = 1 if phrase.many is None else phrase.many or 3
    days = max(1, round(count * UNIT_DAYS[phrase.unit]))
    day = reference - (days // 2 if "R" in marks else 0) * DAY
    return between(reference - days * DAY, reference, day=day, precision=max(2, _precision(days)))


def _unit_before(phrase: Phrase, reference: dt.date) -> DateSpan:
    if phrase.unit == "year":
        return _part_of_year(reference.year - 1, phrase.part)
    if phrase.unit == "month":
        return _part_of_month((reference.replace(day=1) - DAY).replace(day=1), phrase.part)
    if phrase.unit == "week":
        monday = reference - (reference.weekday() + 7) * DAY
        return between(monday, monday + 6 * DAY, day=reference - 7 * DAY, precision=2)
    return DateSpan.exact(reference - DAY)


def _this_unit(unit: str, reference: dt.date) -> DateSpan:
    """This week may have begun before Monday: papers mean the last seven days."""
    if unit == "week":
        return between(reference - 6 * DAY, reference, day=reference - 2 * DAY, precision=2)
    if unit in ("month", "year"):
        return _clipped(_whole(reference, unit), reference)
    return DateSpan.exact(reference)


def _part_of_year(year: int, part: str) -> DateSpan:
    first, last = QUARTERS[part] if part else (1, 12)
    end = _month_end(dt.date(year, last, 1))
    return between(dt.date(year, first, 1), end, day=end.replace(day=1) if part == "late" else None, precision=4)


def _deictic(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    shift = phrase.shift - ("b" in phrase.marks)  # the day before yesterday
    return DateSpan.exact(reference + shift * DAY) if reference else None


def _ordinal(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    """ "On the 8th": the most recent such day, of this month or the last."""
    if reference is None:
        return None
    day = phrase.days[0]
    month = reference if day <= reference.day else reference.replace(day=1) - DAY
    return DateSpan.exact(month.replace(day=day))


def _year(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    if phrase.season and phrase.years:
        first, last = phrase.season
        start = dt.date(phrase.years[0], first, 1)
        return between(start, _month_end(dt.date(phrase.years[0] + (last < first), last, 1)), precision=4)
    return _clipped(_part_of_year(phrase.years[0], phrase.part), reference) if phrase.years else None


def _years(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    return _clipped(between(dt.date(phrase.years[0], 1, 1), dt.date(phrase.years[-1], 12, 31), precision=4), reference)


def _unknown(phrase: Phrase, reference: dt.date | None) -> DateSpan | None:
    return None


_RESOLVERS: dict[str, Callable[[Phrase, dt.date | None], DateSpan | None]] = {
    "iso": _iso, "numeric": _numeric, "day": _day, "days": _days, "month": _month, "months": _months, "weekday": _weekday,
    "weekdays": _weekdays, "ago": _ago, "period": _period, "deictic": _deictic, "year": _year, "years": _years, "lapse": _unknown,
    "future": _unknown, "ordinal": _ordinal, "feast": _feast,
}  # fmt: skip
