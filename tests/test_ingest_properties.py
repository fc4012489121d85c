"""Properties that hold for any bytes and any text: nothing raises, nothing is invented, what is cleaned stays clean."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from eventmap.ingest import read
from eventmap.ingest.datelines import dateline_date
from eventmap.ingest.decoding import clean
from eventmap.ingest.furniture import trim
from eventmap.ingest.languages import guess_language
from eventmap.ingest.paragraphs import to_lines
from eventmap.records import Document, Failure

HTML = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='comments'>", "</div>", "<article>", "<h1>", "<time datetime='2017-01-02'>", "<!--", "-->", "<script>", "</script>",
         "&amp;", "<meta name=date content=2017>", "Shells fell on Saraqib on Sunday and killed four people.", "\x00", "\u202e", "<", ">", "'", "<body>", "<table>"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
LINES = st.lists(
    st.sampled_from(
        ["Title of the page", "0 $", "Share", "Notify of", "Comments", "Reply", "Related", "", "© 2017 X", "January 2, 2017", "By A B", "Home » War", "Support X",
         "Shells fell on the market of Saraqib on Sunday and killed four people.", "killed two more in Idlib and", "قصف مدفعي على سراقب"]
    ),
    max_size=25,
).map("\n".join)  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        items = list(read(path))
    assert items
    for item in items:
        if isinstance(item, Failure):
            assert item.error and item.hint and "defect" not in item.hint, item
        else:
            assert isinstance(item, Document)
            assert item.text.strip()
            item.text.encode("utf-8")


@QUICK
@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".html", ".jsonl"]))
@example(b"\xff\xfe", "")
@example(b"%PDF", "")
@example(b"\x1f\x8b", "")
@example(b"{", ".jsonl")
@example(b"[1, null]", ".jsonl")
def test_any_bytes(data: bytes, suffix: str) -> None:
    check(data, suffix)


@QUICK
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7"]))
def test_any_text(text: str, encoding: str) -> None:
    check(text.encode(encoding, "surrogatepass" if encoding != "utf-7" else "replace"), ".txt")


@QUICK
@given(HTML)
def test_any_html(html: str) -> None:
    check(("<html>" + html).encode(), ".html")


@given(st.text() | LINES)
def test_trimming_only_takes_away(text: str) -> None:
    article = trim(text)
    words = " ".join(to_lines(text)).split()
    kept = " ".join([article.text, article.title, *(left.line for left in article.left_out)]).split()
    assert sorted({*words}) == sorted({*kept})


@given(LINES)
def test_trimming_a_trimmed_text_again_keeps_its_paragraphs(text: str) -> None:
    prose = "Shells fell on the market of Saraqib on Sunday and killed four people."
    once = trim(text).text
    assert trim(once).text.count(prose) == once.count(prose)


@given(st.text())
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text() | LINES, st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_a_dateline_without_a_year_in_the_text_is_near_the_metadata(text: str, published: dt.date | None) -> None:
    day = dateline_date(text, published)
    if day and str(day.year) not in text:
        assert published is not None
        assert abs((published - day).days) <= 60


@given(st.text())
def test_language_is_a_code_or_nothing(text: str) -> None:
    assert guess_language(text) in ("", "en", "fr", "es", "de", "tr", "ar", "fa", "ru", "uk", "he")
