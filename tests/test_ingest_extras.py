"""PDF files, feeds and web archives: each file is made here; without the extra the failure says what to install."""

import datetime as dt
import gzip
import sys
from pathlib import Path

import pytest

from eventmap.ingest import read
from eventmap.records import Document, Failure
from eventmap.settings import Settings

P1 = "Shells fell on the market of Saraqib on Sunday morning and killed four people, rescuers said."
P2 = "Two more people died of their wounds in the hospital of Idlib during the night, a doctor told us."
TITLE = "Four killed as shells fall on Saraqib market"


def load(path: Path, data: bytes, **settings: object) -> list[Document | Failure]:
    path.write_bytes(data)
    return list(read(path, Settings(**settings)))  # type: ignore[arg-type]


# --- PDF --------------------------------------------------------------------------------------------------------------


def pdf(*pages: list[str]) -> bytes:
    """A PDF with one line of Helvetica for each string."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 800 Td {shown}ET"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {5 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def test_pdf_paragraphs_are_put_together_again(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = ["Shells fell on the market of Saraqib on Sunday", "morning and killed four people, rescuers said.", "Two died.", "Two more people were wounded in the vil-", "lage of Kafr Amim."]
    (document,) = load(tmp_path / "report.pdf", pdf(["2 January 2017", "", *lines], ["Page 2", "Nobody claimed the attack so far."]))
    assert isinstance(document, Document), document
    assert document.text == "\n\n".join(
        ["Shells fell on the market of Saraqib on Sunday morning and killed four people, rescuers said. Two died.",
         "Two more people were wounded in the village of Kafr Amim.", "Nobody claimed the attack so far."]
    )  # fmt: skip
    assert (document.doc_id, document.published, document.published_from) == ("report", dt.date(2017, 1, 2), "dateline")


@pytest.mark.parametrize("data", [pdf([]), b"%PDF-1.4 broken", pdf(["x"])[:200], b"%PDF-1.4\n" + b"\0" * 10_000])
def test_pdf_that_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("pypdf")
    (failure,) = load(tmp_path / "a.pdf", data)
    assert isinstance(failure, Failure)
    assert failure.hint


def test_arabic_lines_of_a_pdf() -> None:
    from eventmap.ingest.pdf import right_to_left

    aleppo = "\ufe90\ufee0\ufea3"  # as it looks, from left to right
    assert right_to_left(aleppo) == "حلب"
    assert right_to_left(f"22 {aleppo}") == "حلب 22"
    assert right_to_left(f"SANA 12.5 ({aleppo})") == "(حلب) SANA 12.5"
    assert right_to_left("حلب 22") == "حلب 22"
    assert right_to_left("Aleppo 22") == "Aleppo 22"


# --- feeds ------------------------------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Levant Ledger</title>
<item><title>{TITLE}</title><link>https://ledger.example/a</link><pubDate>Mon, 02 Jan 2017 23:30:00 -0500</pubDate>
<description><![CDATA[<p>{P1}</p><p>{P2}</p><p>Support us</p>]]></description></item>
<item><title>Empty</title><link>https://ledger.example/b</link></item>
<item><title>Plain</title><link>https://ledger.example/2017/01/03/c</link><description>{P1}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Levant Ledger</title>
<entry><title>{TITLE}</title><published>2017-01-02T10:00:00Z</published><content type="html">&lt;p&gt;{P1}&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    first, second, third = load(tmp_path / "news.xml", RSS.encode())
    assert isinstance(first, Document)
    assert (first.doc_id, first.text, first.title, first.url) == ("news:1", f"{P1}\n\n{P2}", TITLE, "https://ledger.example/a")
    assert (first.published, first.published_from, first.source) == (dt.date(2017, 1, 2), "metadata", "Levant Ledger")
    assert isinstance(second, Failure)
    assert second.doc_id == "news:2"
    assert isinstance(third, Document)
    assert (third.text, third.published, third.published_from) == (P1, dt.date(2017, 1, 3), "url")


def test_atom(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (document,) = load(tmp_path / "news.atom", ATOM.encode())
    assert isinstance(document, Document)
    assert (document.text, document.published) == (P1, dt.date(2017, 1, 2))


def test_feed_without_entries(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (failure,) = load(tmp_path / "news.xml", b"<rss version='2.0'><channel/></rss>")
    assert isinstance(failure, Failure)


# --- web archives -----------------------------------------------------------------------------------------------------


def archive(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Records of (address, status, content type, body), each gzipped by itself as crawlers do."""
    out = b""
    for n, (url, status, kind, body) in enumerate(records):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-05-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{P1}</p><p>{P2}</p></article></body></html>".encode()


@pytest.mark.parametrize("packed", [True, False])
def test_web_archive(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("warcio")
    data = archive(
        ("https://www.ledger.example/2017/01/02/a", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://www.ledger.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://www.ledger.example/old", "301 Moved", "text/html", PAGE),
        ("https://www.ledger.example/menu", "200 OK", "text/html", b"<html><body><a>Home</a></body></html>"),
        packed=packed,
    )
    page, menu = load(tmp_path / "crawl.warc.gz", data)
    assert isinstance(page, Document)
    assert (page.doc_id, page.text, page.url) == ("crawl.warc:1", f"{P1}\n{P2}", "https://www.ledger.example/2017/01/02/a")
    assert (page.source, page.published, page.published_from) == ("ledger.example", dt.date(2017, 1, 2), "url")
    assert isinstance(menu, Failure)
    assert "https://www.ledger.example/menu" in menu.error


def test_archive_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    data = archive(("https://a.example/", "200 OK", "text/html", PAGE), ("https://a.example/b", "200 OK", "text/html", PAGE))
    items = load(tmp_path / "a.warc.gz", data[:-200])
    assert isinstance(items[0], Document)
    assert len(items) <= 2


# --- extras that are not installed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "extra", "data"), [("pypdf", "pdf", b"%PDF-1.4\n"), ("feedparser", "feed", RSS.encode()), ("warcio", "warc", b"WARC/1.0\r\n")]
)
def test_missing_extra_fails_one_file_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, data: bytes
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").write_text(P1)
    failure, document = read(tmp_path)
    assert isinstance(failure, Failure)
    assert f"pip install 'eventmap[{extra}]'" in failure.hint
    assert isinstance(document, Document)
