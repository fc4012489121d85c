"""Dates: what a phrase means on a reference day, in several languages; sentences are our own."""

import datetime as dt

import pytest
from costs import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from eventmap.data.calendar_words import DEICTIC, LEVANTINE_PAIRS, MONTHS, PARTS, SEASONS, SHORT_MONTHS, SMALL_WORDS, UNITS, WEEKDAYS
from eventmap.extract.dates.find import DateMention, find_dates
from eventmap.extract.text.sentences import split
from eventmap.records import Document

LEVANTINE_WORDS = {" ".join(pair): 0 for pair in LEVANTINE_PAIRS} | {word: 0 for pair in LEVANTINE_PAIRS for word in pair}
FRIDAY = dt.date(2016, 8, 19)


def mentions(text: str, published: dt.date | None = FRIDAY) -> tuple[DateMention, ...]:
    return find_dates(Document(doc_id="t", text=text, published=published), split(text))


def only(text: str, published: dt.date | None = FRIDAY) -> DateMention:
    found = mentions(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "day", "precision", "kind"),
    [
        ("shelled on Monday near the bridge", "2016-08-15", 1, "relative"),
        ("attacked on Friday", "2016-08-19", 1, "relative"),
        ("attacked last Friday", "2016-08-12", 1, "relative"),
        ("late on Tuesday", "2016-08-16", 1, "relative"),
        ("the market was hit Saturday night", "2016-08-13", 1, "relative"),
        ("Thursday's raid", "2016-08-18", 1, "relative"),
        ("On Jan. 1 troops entered", "2016-01-01", 1, "day"),
        ("early Dec. 2 rockets fell", "2015-12-02", 1, "day"),
        ("on October 13th 30 people were killed", "2015-10-13", 1, "day"),
        ("on 15 Feb 2013 rebels took the dam", "2013-02-15", 1, "day"),
        ("on Tuesday, April 29, 2014 the council met", "2014-04-29", 1, "day"),
        ("on 2014-04-29 the council met", "2014-04-29", 1, "day"),
        ("in August of 2013", "2013-08-01", 3, "month"),
        ("in May 12 people died", "2016-05-01", 3, "month"),
        ("began in May 12.", "2016-05-12", 1, "day"),
        ("raids on May 11 and 12, 2016", "2016-05-11", 2, "range"),
        ("broke a February ceasefire", "2016-02-01", 3, "month"),
        ("last December", "2015-12-01", 3, "month"),
        ("in June last year", "2015-06-01", 3, "month"),
        ("on Monday last week", "2016-08-08", 1, "relative"),
        ("since early July", "2016-07-05", 2, "since"),
        ("since Saturday at least", "2016-08-13", 2, "since"),
        ("since dawn", "2016-08-19", 1, "relative"),
        ("two days ago", "2016-08-17", 1, "relative"),
        ("three weeks ago", "2016-07-29", 2, "relative"),
        ("a month ago", "2016-07-01", 3, "relative"),
        ("in the past 24 hours", "2016-08-19", 2, "relative"),
        ("last night", "2016-08-18", 1, "relative"),
        ("this morning", "2016-08-19", 1, "relative"),
        ("overnight", "2016-08-19", 1, "relative"),
        ("earlier this month", "2016-08-01", 3, "relative"),
        ("last week", "2016-08-12", 2, "relative"),
        ("last month", "2016-07-01", 3, "relative"),
        ("late last year", "2015-12-01", 4, "relative"),
        ("seized in 2014", "2014-01-01", 4, "year"),
        ("between 3 and 5 May", "2016-05-03", 2, "range"),
        ("from 28 May to 2 June", "2016-05-28", 2, "range"),
        ("overnight Wednesday and into Thursday morning", "2016-08-18", 1, "range"),
        ("by 30 June 2014", "2014-06-30", 1, "until"),
    ],
)
def test_english(text: str, day: str, precision: int, kind: str) -> None:
    m = only(text)
    assert m.value is not None
    assert (m.value.day.isoformat(), m.value.precision, m.kind) == (day, precision, kind)
    assert m.value.start <= m.value.day < m.value.end
    assert m.span.of(text) == m.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 мая 2016 года", "2016-05-15"), ("обстреляли в понедельник", "2016-08-15"), ("два дня назад", "2016-08-17"),
        ("вчера", "2016-08-18"),
        ("у п’ятницю", "2016-08-19"), ("24 лютого 2022 року", "2022-02-24"), ("минулого тижня", "2016-08-12"),
        ("le 1er mai", "2016-05-01"), ("lundi dernier", "2016-08-15"), ("il y a deux jours", "2016-08-17"),
        ("la semaine dernière", "2016-08-12"),
        ("el 3 de marzo de 2016", "2016-03-03"), ("hace dos días", "2016-08-17"), ("ayer", "2016-08-18"),
        ("15 Ocak'ta", "2016-01-15"), ("iki gün önce", "2016-08-17"), ("Salı günü", "2016-08-16"),
        ("في 15 كانون الثاني 2016", "2016-01-15"), ("في ١٥ مارس ٢٠١٦", "2016-03-15"), ("يوم الأحد", "2016-08-14"),
        ("قبل يومين", "2016-08-17"),
        ("الأسبوع الماضي", "2016-08-12"),
    ],
)  # fmt: skip
def test_other_languages(text: str, day: str) -> None:
    value = only(text).value
    assert value is not None
    assert value.day.isoformat() == day


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("01-06-2016 Over", dt.date(2016, 6, 1), "2016-06-01"),
        ("06/01/2016 Over", dt.date(2016, 6, 1), "2016-06-01"),
        ("08.04.2017(updated)", dt.date(2017, 4, 8), "2017-04-08"),
        ("10/14/2014 Over", None, "2014-10-14"),
        ("05/04/2014 Over", None, "2014-04-05"),
    ],
)
def test_day_and_month_order(text: str, published: dt.date | None, day: str) -> None:
    value = only(text, published).value
    assert value is not None
    assert value.day.isoformat() == day


@pytest.mark.parametrize(
    "text", ["on Monday", "on January 2", "in June", "last week", "yesterday", "two days ago", "since Saturday", "overnight"]
)
def test_no_reference_no_year(text: str) -> None:
    m = only(text, None)
    assert m.value is None
    assert m.text


@pytest.mark.parametrize(
    "text", ["It may march on", "he sat in the sun", "a second son", "at 2000 metres", "the 5 killed", "mon and wed", "no date here"]
)
def test_is_no_date(text: str) -> None:
    assert mentions(text) == ()


def test_dateline_outranks_metadata() -> None:
    text = "Tuesday 14 Oct 2014 Ten soldiers were killed on Monday."
    line, monday = mentions(text, dt.date(2018, 3, 1))
    assert line.kind == "dateline"
    assert monday.value is not None
    assert monday.value.day == dt.date(2014, 10, 13)
    assert only("On August 21, 2013 rockets fell.", None).kind == "day"


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Posted on August 3, 2016 by A. Writer", dt.date(2018, 1, 1), "2016-08-03"),
        ("Last updated at Jun 142016 BEIRUT", dt.date(2018, 1, 1), "2016-06-14"),
        ("01-11-2014 Title", dt.date(2014, 2, 2), "2014-11-01"),
        ("06/01/2016 Title", dt.date(2016, 6, 3), "2016-06-01"),
    ],
)
def test_datelines(text: str, published: dt.date, day: str) -> None:
    line = mentions(text, published)[0]
    assert line.value is not None
    assert (str(line.value.day), line.kind) == (day, "dateline")


def test_a_searched_document_keeps_its_day() -> None:
    text = "Tuesday 14 Oct 2014 Ten soldiers were killed on Monday."
    document = Document(doc_id="t", text=text, published=FRIDAY, published_from="metadata")
    line, monday = find_dates(document, split(text))
    assert line.kind == "day"
    assert monday.value is not None and monday.value.day == dt.date(2016, 8, 15)


def test_the_saying_is_dated_not_the_act() -> None:
    assert only("the army said on Sunday").reporting
    assert only("he told Anadolu Agency on Sunday").reporting
    assert only("in a statement on Sunday the army said").reporting
    assert not only("the raid killed ten on Sunday the army said").reporting


def test_anchored() -> None:
    monday, following, later = mentions("On Monday they came. The next day they left. Two days later there was peace.")
    assert (following.value, following.anchor, following.delta_days) == (following.value, monday.span, 1)
    assert following.value is not None and following.value.day == dt.date(2016, 8, 16)
    assert later.value is not None and later.value.day == dt.date(2016, 8, 18)
    text = "The push came a month after rebels took the base, he said."
    m = only(text)
    assert (m.kind, m.delta_days, m.value) == ("anchored", 30, None)
    assert m.anchor is not None and m.anchor.of(text) == "rebels took the base"
    assert only("Hours after the start of the offensive").delta_days == 0


def test_future() -> None:
    assert [m.kind for m in mentions("They will vote later this week, next week, on 1 May 2018 or tomorrow")] == ["future"] * 4


def test_calendar_words_agree_with_cldr() -> None:
    babel_dates = pytest.importorskip("babel.dates")
    from eventmap.extract.text.numbers import fold

    for locale in ("en", "fr", "es", "pt", "de", "tr", "ru", "uk", "ar"):
        for context in ("format", "stand-alone"):
            months = babel_dates.get_month_names("wide", context, locale=locale)
            assert {fold(months[i]): MONTHS.get(fold(months[i])) for i in range(1, 13)} == {fold(months[i]): i for i in range(1, 13)}
            days = babel_dates.get_day_names("wide", context, locale=locale)
            if locale not in ("pt",):  # "segunda-feira" is two words and "segunda" is "second"
                assert {fold(d): WEEKDAYS.get(fold(d)) for d in days.values()} == {fold(d): i for i, d in days.items()}


TABLES = (MONTHS, SHORT_MONTHS, WEEKDAYS, DEICTIC, UNITS, PARTS, SEASONS, SMALL_WORDS, LEVANTINE_WORDS, {"12": 0, "2014": 0, ",": 0})
WORDS = sorted({word for table in TABLES for word in table})


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", "'s", "’s", ".", "'ta"]), st.booleans()), max_size=12))
def test_every_word_in_every_company(words: list[tuple[str, str, bool]]) -> None:
    for m in mentions(" ".join((w.capitalize() if capital else w) + end for w, end, capital in words)):
        assert m.text


@given(
    st.text(alphabet=st.sampled_from(list("12 59./-,MayJun onlastweekago مارس")), max_size=60),
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
)
def test_never_raises_and_spans_hold(text: str, published: dt.date) -> None:
    for m in mentions(text, published):
        assert m.span.of(text) == m.text
        if m.value:
            assert m.value.start <= m.value.day < m.value.end


@pytest.mark.parametrize("unit", ["on Monday and ", "2016-", "1 May to ", "last ", "a day after ", "A day after it rained.\n", "( ", "year ago last "])
def test_linear_time(unit: str) -> None:
    def find(size: int) -> None:
        text = unit * (size // len(unit))
        find_dates(Document(doc_id="t", text=text, published=FRIDAY), split(text))

    assert grows_linearly(find, 20_000)
