"""Publication dates: datelines, metadata, addresses, and that no year is invented."""

import datetime as dt

import pytest
from costs import grows_linearly

from eventmap.ingest.datelines import dateline_date, day_of, is_date_line, publication, url_date
from eventmap.settings import Settings

D = dt.date


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("DAMASCUS (Sputnik) 08.04.2017 Five people died.", None, D(2017, 4, 8)),
        ("ALEPPO, Jan 2 (Reuters) - Shells fell on the city.", D(2017, 1, 3), D(2017, 1, 2)),
        ("ALEPPO, Dec 31 (Reuters) - Shells fell on the city.", D(2017, 1, 1), D(2016, 12, 31)),
        ("PORT SUDAN, June 10 (Two Niles Post) - Shells fell.", D(2024, 6, 11), D(2024, 6, 10)),
        ("Ten soldiers killed Monitor AFP Tuesday 14 Oct 2014 At least ten soldiers died.", None, D(2014, 10, 14)),
        ("08.04.2017(updated 1954 08.04.2017) Get short URL", None, D(2017, 4, 8)),
        ("Published August 15 2016 SEND People inspect a building", None, D(2016, 8, 15)),
        ("Posted on July 12 2016 by a reader. Rebels took a hill.", None, D(2016, 7, 12)),
        ("Date of publication: 3 October 2017\nTwo bombs went off.", None, D(2017, 10, 3)),
        ("Rebels take a hill\nBy A. Writer, January 2, 2017\nRebels took a hill.", None, D(2017, 1, 2)),
        ("Sat 04 Oct 2014 at 1514 Regional - Raids killed two.", None, D(2014, 10, 4)),
        ("BEIRUT: 14 October 2014 - Two died.", None, D(2014, 10, 14)),
        ("Beirut | 2014-10-14 | Two died.", None, D(2014, 10, 14)),
        ("Last updated at Mar 042023 Kyiv Two people died in shelling.", D(2023, 3, 20), D(2023, 3, 4)),
        ("Last updated at Mar 142023 Kyiv Two people died in shelling.", None, D(2023, 3, 14)),
        ("Army kills nine near Gao Monitor Reuters Wednesday 7 Aug 2013 nine gunmen were killed.", D(2013, 8, 15), D(2013, 8, 7)),
        ("Thu Feb 5 2015 title: Rockets on the port kill five.", D(2013, 6, 10), D(2015, 2, 5)),
        ("5-04-2016 Four killed in Goma.", D(2016, 4, 25), D(2016, 4, 25)),
        ("5-04-2016 Four killed in Goma.", D(2016, 4, 14), D(2016, 4, 5)),
        ("WORLD NEWS JANUARY 2, 2017 / 6:05 AM / 5 YEARS AGO\nTwo died.", None, D(2017, 1, 2)),
        ("2017-01-02\nTwo died.", None, D(2017, 1, 2)),
        ("Publié le 2 janvier 2017\nDeux morts à Alep.", None, D(2017, 1, 2)),
        ("2 de enero de 2017\nDos muertos en Alepo.", None, D(2017, 1, 2)),
        ("Veröffentlicht am 2. Januar 2017\nZwei Tote in Aleppo.", None, D(2017, 1, 2)),
        ("2 Ocak 2017\nHalep'te iki kişi öldü.", None, D(2017, 1, 2)),
        ("2 января 2017\nДва человека погибли в Алеппо.", None, D(2017, 1, 2)),
        ("4 березня 2023\nДвоє людей загинули в Часовому Ярі.", None, D(2023, 3, 4)),
        ("تاريخ النشر: 2 كانون الثاني 2017\nقتل شخصان في حلب.", None, D(2017, 1, 2)),
        ("٢ يناير ٢٠١٧\nقتل شخصان في حلب.", None, D(2017, 1, 2)),
    ],
)
def test_dateline(text: str, published: dt.date | None, day: dt.date) -> None:
    assert dateline_date(text, published) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No day is said here.",
        "On 21 August 2013 rockets hit Ghouta and killed hundreds.",
        "Rebels have held the town since 4 March 2015, when the army left.",
        "The sarin attack of April 4, 2017, killed 89 people in Khan Shaykhun.",
        "Two died Tuesday, Oct. 14, 2014, when a shell hit the market.",
        "21 August 2013 was the deadliest day of the war.",
        "ALEPPO, Jan 2 (Reuters) - no metadata says which year.",
        "04/05/2017\nIn April or in May? Nothing says.",
        "31 February 2017\nThere is no such day.",
        "x" * 5_000 + "\n2 January 2017\n",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline_date(text) is None


def test_dateline_without_year_is_not_carried_far() -> None:
    assert dateline_date("ALEPPO, Jan 2 (Reuters) - Shells fell.", D(2017, 8, 20)) is None


def test_slashes_are_settled_by_metadata_only() -> None:
    assert dateline_date("04/05/2017\nTwo died.", D(2017, 4, 5)) == D(2017, 4, 5)
    assert dateline_date("04/05/2017\nTwo died.", D(2017, 5, 4)) == D(2017, 5, 4)
    assert dateline_date("14/05/2017\nTwo died.", None) == D(2017, 5, 14)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2017/01/02/raids", D(2017, 1, 2)),
        ("https://a.example/news-2017-01-02.html", D(2017, 1, 2)),
        ("https://a.example/20170102-raids", D(2017, 1, 2)),
        ("https://a.example/2017/1/2/raids", D(2017, 1, 2)),
        ("https://a.example/2017/01/raids", None),
        ("https://a.example/2017/13/02/raids", None),
        ("https://a.example/id/9201701023", None),
        ("https://a.example/2017/1/123456", None),
        ("", None),
    ],
)
def test_url_date(url: str, day: dt.date | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-01-02", D(2017, 1, 2)),
        ("2017-01-02T23:10:00+02:00", D(2017, 1, 2)),
        ("2017-01-02 10:00", D(2017, 1, 2)),
        ("20170102", D(2017, 1, 2)),
        ("Mon, 02 Jan 2017 10:00:00 GMT", D(2017, 1, 2)),
        ("January 2, 2017", D(2017, 1, 2)),
        ("2 January 2017", D(2017, 1, 2)),
        ("January 2", None),
        ("2017", None),
        ("02/01/2017", None),
        ("1483315200", None),
        ("2017-02-30", None),
        ("yesterday", None),
    ],
)
def test_day_of_metadata(value: str, day: dt.date | None) -> None:
    assert day_of(value) == day


def test_order_of_sources() -> None:
    settings = Settings(published=D(2020, 5, 5))
    url = "https://a.example/2017/01/03/raids"
    told = "ALEPPO, 1 January 2017 - Two died."
    assert publication(metadata=D(2017, 1, 4), text="Two died.", url=url, settings=settings) == (D(2017, 1, 4), "metadata")
    assert publication(metadata=D(2017, 1, 4), text=told, url=url, settings=settings) == (D(2017, 1, 1), "dateline")
    assert publication(metadata=D(2017, 1, 1), text=told, url=url, settings=settings) == (D(2017, 1, 1), "metadata")
    assert publication(metadata=None, text=told, url=url, settings=settings) == (D(2017, 1, 1), "dateline")
    assert publication(metadata=None, text="Two died.", url=url, settings=settings) == (D(2017, 1, 3), "url")
    assert publication(metadata=None, text="Two died.", url="", settings=settings) == (D(2020, 5, 5), "argument")
    assert publication(metadata=None, text="Two died.", url="", settings=Settings()) == (None, "")


@pytest.mark.parametrize(
    "line", ["January 2, 2017", "Monday, 2 Jan 2017, 14:05 GMT", "Published: 2 January 2017 | 10:30 am", "02.01.2017 - 16:40"]
)
def test_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["", "14:05", "January 2", "Killed on January 2, 2017", "Situation on 2 January 2017"])
def test_not_a_date_line(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("unit", ["1 ", "Jan ", "2017-", "(AFP) ", "Published ", "Monday, ", "\n", "ALEPPO, ", "04/", "by a "])
def test_hostile_openings_cost_little(unit: str) -> None:
    assert grows_linearly(lambda n: dateline_date(unit * n, D(2017, 1, 2)), 10_000)
