"""HTML pages: the article out of many shapes of page, its metadata, and pages without one. All pages are written here."""

import datetime as dt
from pathlib import Path

import pytest

from eventmap.ingest import read
from eventmap.records import Document, Failure
from eventmap.settings import Settings

D = dt.date
P1 = "Shells fell on the market of Saraqib on Sunday morning and killed four people, rescuers said."
P2 = "Two more people died of their wounds in the hospital of Idlib during the night, a doctor told us."
P3 = "Residents buried the dead on Monday in the village of Kafr Amim, east of the town, as jets flew overhead."
BODY = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
TITLE = "Four killed as shells fall on Saraqib market"
RANT = "They also bombed Ariha on Monday and killed nine people there, and nobody in this paper cares about it at all."


def load(folder: Path, page: str | bytes, **settings: object) -> Document | Failure:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode("utf-8"))
    (item,) = read(path, Settings(**settings))  # type: ignore[arg-type]
    return item


def document(folder: Path, page: str | bytes, **settings: object) -> Document:
    item = load(folder, page, **settings)
    assert isinstance(item, Document), item
    return item


def page(body: str, head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head><title>{TITLE} - Levant Ledger</title>{head}</head><body>{body}</body></html>"


COMMENT_SYSTEMS = {
    "wpdiscuz": f'<div id="wpdcom"><div class="wpd-thread-head">2 Comments</div><div class="wpd-comment-text"><p>{RANT}</p><p>{RANT}</p></div></div>',
    "wordpress": f'<div id="comments" class="comments-area"><h2>2 thoughts on “Saraqib”</h2><ol class="comment-list"><li class="comment"><article class="comment-body"><p>{RANT}</p></article></li></ol></div>',
    "disqus": f'<div id="disqus_thread"><div class="post-message"><p>{RANT}</p></div></div>',
    "facebook": f'<div class="fb-comments"><span>{RANT}</span></div>',
    "unknown": f"<div><h3>Leave a Reply</h3><p>{RANT}</p></div>",
    "unknown, Ukrainian": f"<div><h3>Залишити коментар</h3><p>{RANT}</p></div>",
    "counted": f"<section><h4>12 Comments</h4><p>{RANT}</p><p>{RANT}</p></section>",
}  # fmt: skip


@pytest.mark.parametrize("system", COMMENT_SYSTEMS)
def test_comments_never_reach_the_text(tmp_path: Path, system: str) -> None:
    text = document(tmp_path, page(f"<article><h1>{TITLE}</h1>{BODY}</article>{COMMENT_SYSTEMS[system]}")).text
    assert text == f"{P1}\n{P2}\n{P3}"


@pytest.mark.parametrize("system", COMMENT_SYSTEMS)
def test_comments_inside_the_article_element_go_too(tmp_path: Path, system: str) -> None:
    text = document(tmp_path, page(f"<main><article><h1>{TITLE}</h1><div>{BODY}</div>{COMMENT_SYSTEMS[system]}</article></main>")).text
    assert text == f"{P1}\n{P2}\n{P3}"


@pytest.mark.parametrize("system", ["wpdiscuz", "wordpress", "disqus"])
def test_ten_times_more_comments_than_article(tmp_path: Path, system: str) -> None:
    text = document(tmp_path, page(f"<article><h1>{TITLE}</h1><p>{P1}</p></article>{COMMENT_SYSTEMS[system].replace(RANT, RANT * 10)}")).text
    assert text == P1


@pytest.mark.parametrize(
    "box",
    [
        '<div class="donation-bar"><span>2,500 $</span><p>Every dollar keeps our maps of Mosul online, dear readers of this site.</p></div>',
        '<aside class="newsletter-signup"><p>Sign up for our weekly letter about the attacks on Nyala and Zalingei.</p></aside>',
        '<div id="mc_embed_signup"><p>The war in Yemen, in your inbox every Sunday morning for free.</p></div>',
        '<figure><img src="a.jpg"><figcaption>A jet takes off from the carrier Kuznetsov of the Northern Fleet.</figcaption></figure>',
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">A jet takes off from the carrier Kuznetsov.</p></div>',
        '<div class="related-posts"><p><a href="/a">Car bomb kills 43 people in the town of Azaz</a></p></div>',
        '<div class="cookie-banner"><p>We and our 843 partners store data on your device in Mosul.</p></div>',
        "<p>Support us</p>",
        "<p>© Levant Ledger / Nour Sel</p>",
        "<p><strong>Read more:</strong> Car bomb kills 43 people in Azaz</p>",
    ],
)
def test_boxes_inside_the_article_go(tmp_path: Path, box: str) -> None:
    text = document(tmp_path, page(f"<article><h1>{TITLE}</h1><p>{P1}</p>{box}<p>{P2}</p><p>{P3}</p></article>")).text
    assert text == f"{P1}\n{P2}\n{P3}"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{BODY}</div>",
        f'<article class="post comments-open newsletter-enabled"><h1>{TITLE}</h1>{BODY}</article>',
        f'<div class="donation"><h1>{TITLE}</h1>{BODY}</div>',
        f'<div class="comments"><div itemprop="articleBody">{BODY}</div></div>',
        f'<div class="subscribe-box">{BODY}</div><h1>{TITLE}</h1>',
        f'<h1>{TITLE}</h1><p>{P1}</p><div class="wpdiscuz-feedback"></div><p><span class="wpd-inline-shortcode">{P2}</span></p><p>{P3}</p>',
        f"<form id='aspnetForm'><div class='story'><h1>{TITLE}</h1>{BODY}</div></form>",
        f"<table><tr><td><h1>{TITLE}</h1>{BODY}</td></tr></table>",
        f"<h1>{TITLE}</h1><div>{P1}<br><br>{P2}<br><br>{P3}</div>",
        f"<article><h1>{TITLE}</h1><h2>Saraqib</h2><p>{P1}</p><h2>Idlib</h2><p>{P2}</p><p>{P3}</p></article>",
        f"<article><h1>{TITLE}</h1><ul><li>{P1}</li><li>{P2}</li><li>{P3}</li></ul></article>",
        f"<article><h1>{TITLE}</h1><blockquote>{P1}</blockquote><p>{P2}</p><p>{P3}</p></article>",
        f"<section><h1>{TITLE}</h1><section>{BODY}</section></section>",
        f"<h1>{TITLE}</h1><pre>{P1}\n{P2}\n{P3}</pre>",
    ],
)
def test_no_article_text_is_lost(tmp_path: Path, body: str) -> None:
    text = " ".join(document(tmp_path, page(body)).text.split())
    for paragraph in (P1, P2, P3):
        assert paragraph in text


def test_short_article(tmp_path: Path) -> None:
    assert document(tmp_path, page(f"<article><h1>{TITLE}</h1><p>Two people died in Ariha.</p></article>")).text == "Two people died in Ariha."


def test_fragment_without_html_element(tmp_path: Path) -> None:
    assert document(tmp_path, f"<p>{P1}</p><p>{P2}</p>").text == f"{P1}\n{P2}"


def test_page_filled_by_script_is_read_from_its_json(tmp_path: Path) -> None:
    json = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{P1} {P2}", "datePublished": "2017-01-02"}}'
    found = document(tmp_path, page('<div id="root"></div>', f'<script type="application/ld+json">{json}</script>'))
    assert (found.text, found.title, found.published) == (f"{P1} {P2}", TITLE, D(2017, 1, 2))


@pytest.mark.parametrize(
    "body",
    ["", "<nav><a href='/'>Home</a><a href='/w'>War</a></nav>", "<h1>Log in</h1><form><input name=a><button>Go</button></form>", "<img src='a.jpg'>", "<script>var a = 'Shells fell on the market of Saraqib on Sunday.'</script>"],
)  # fmt: skip
def test_page_without_article_is_a_failure(tmp_path: Path, body: str) -> None:
    item = load(tmp_path, page(body))
    assert isinstance(item, Failure)
    assert "no article" in item.error
    assert item.hint


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day", "origin"),
    [
        (LD.format('{"@type":"NewsArticle","datePublished":"2017-01-02T23:30:00+02:00"}'), "", D(2017, 1, 2), "metadata"),
        (LD.format('{"@graph":[{"@type":"WebSite"},{"@type":["Article"],"datePublished":"2017-01-02"}]}'), "", D(2017, 1, 2), "metadata"),
        (LD.format('{broken') + '<meta property="article:published_time" content="2017-01-02T10:00:00Z">', "", D(2017, 1, 2), "metadata"),
        ('<meta name="pubdate" content="Mon, 02 Jan 2017 10:00:00 GMT">', "", D(2017, 1, 2), "metadata"),
        ('<meta itemprop="datePublished" content="2017-01-02">', "", D(2017, 1, 2), "metadata"),
        ('<meta name="date" content="yesterday">', '<time datetime="2017-01-02T10:00">2 Jan</time>', D(2017, 1, 2), "metadata"),
        ("", "<time>2 January 2017</time>", D(2017, 1, 2), "metadata"),
        ("", '<span class="entry-date">January 2, 2017</span>', D(2017, 1, 2), "metadata"),
        ('<meta property="article:modified_time" content="2020-01-02">', "", None, ""),
        ('<meta name="date" content="2017-01-05">', "<p>SARAQIB, 2 January 2017 (Ledger) - The town was calm on Sunday.</p>", D(2017, 1, 2), "dateline"),
        ('<meta name="date" content="2017-01-03">', "<p>SARAQIB, Jan 2 (Ledger) - The town was calm on Sunday.</p>", D(2017, 1, 2), "dateline"),
        ("", "<p>SARAQIB, Jan 2 (Ledger) - The town was calm on Sunday.</p>", None, ""),
        ('<link rel="canonical" href="https://ledger.example/2017/01/02/saraqib">', "", D(2017, 1, 2), "url"),
        ("", "", None, ""),
    ],
)
def test_publication_day(tmp_path: Path, head: str, body: str, day: dt.date | None, origin: str) -> None:
    found = document(tmp_path, page(f"<article><h1>{TITLE}</h1>{body}{BODY}</article>", head))
    assert (found.published, found.published_from) == (day, origin)


def test_time_of_another_article_or_comment_is_not_taken(tmp_path: Path) -> None:
    teaser = '<div><a>Old news</a><time datetime="2011-01-01">2011</time></div>'
    comment = '<div id="comments"><time datetime="2019-01-01">2019</time></div>'
    found = document(tmp_path, page(f'{teaser}<p>a</p><p>b</p><article><h1>{TITLE}</h1><time datetime="2017-01-02">x</time>{BODY}</article>{comment}'))
    assert found.published == D(2017, 1, 2)


def test_published_argument_comes_last(tmp_path: Path) -> None:
    found = document(tmp_path, page(f"<article><h1>{TITLE}</h1>{BODY}</article>"), published=D(2017, 1, 9))
    assert (found.published, found.published_from) == (D(2017, 1, 9), "argument")


def test_title_source_address_language(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="Levant Ledger"><link rel="canonical" href="https://www.ledger.example/a">'
    found = document(tmp_path, page(f"<article><h1>{TITLE}</h1>{BODY}</article>", head, 'lang="en-GB"'))
    assert (found.title, found.source, found.url, found.language) == (TITLE, "Levant Ledger", "https://www.ledger.example/a", "en")


def test_source_is_the_address_host_where_the_page_has_no_name(tmp_path: Path) -> None:
    found = document(tmp_path, page(f"<article><h1>{TITLE}</h1>{BODY}</article>", '<meta property="og:url" content="https://www.ledger.example/a">'))
    assert found.source == "ledger.example"


def test_address_that_a_browser_left_in_a_saved_page(tmp_path: Path) -> None:
    saved = "<!DOCTYPE html>\n<!-- saved from url=(0042)https://www.ledger.example/2017/01/02/saraqib -->\n"
    found = document(tmp_path, f"{saved}<html><body><article><h1>{TITLE}</h1>{BODY}</article></body></html>")
    assert (found.url, found.source) == ("https://www.ledger.example/2017/01/02/saraqib", "ledger.example")
    assert (found.published, found.published_from) == (D(2017, 1, 2), "url")


def test_letters_outrank_a_templates_language(tmp_path: Path) -> None:
    arabic = "قتل أربعة مدنيين وأصيب آخرون في قصف مدفعي على مدينة سراقب يوم الأحد، حسبما أفاد الدفاع المدني."
    assert document(tmp_path, page(f"<article><h1>سراقب</h1><p>{arabic}</p></article>", "", 'lang="en"')).language == "ar"


@pytest.mark.parametrize("encoding", ["cp1256", "utf-8", "utf-16"])
def test_declared_encoding(tmp_path: Path, encoding: str) -> None:
    arabic = "قتل أربعة مدنيين وأصيب آخرون في قصف مدفعي على مدينة سراقب يوم الأحد، حسبما أفاد الدفاع المدني."
    meta = '<meta charset="windows-1256">' if encoding == "cp1256" else ""
    assert document(tmp_path, page(f"<article><h1>سراقب</h1><p>{arabic}</p></article>", meta).encode(encoding)).text == arabic


def test_encoding_of_an_xml_declaration(tmp_path: Path) -> None:
    russian = "В результате обстрела города погибли три человека, сообщили в администрации города в понедельник."
    for encoding in ("windows-1251", "utf-8"):
        xhtml = f'<?xml version="1.0" encoding="{encoding}"?>' + page(f"<article><h1>Обстрел</h1><p>{russian}</p></article>")
        assert document(tmp_path, xhtml.encode(encoding)).text == russian


def test_markup_in_the_text_stays_text(tmp_path: Path) -> None:
    found = document(tmp_path, page(f"<article><h1>{TITLE}</h1><p>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; {P1}</p><p>{P2}</p></article>"))
    assert "</script><img src=x onerror=alert(1)>" in found.text


HOSTILE = {
    "deep": "<div>" * 30_000 + P1,
    "deep comments": '<div class="comments">' * 20_000 + P1,
    "many tags": "<p>a</p>" * 15_000,
    "too many tags": "<p>a</p>" * 150_000,
    "unclosed": "<p <p <p" * 50_000,
    "json": f'<script type="application/ld+json">{"[" * 200_000}</script><p>{P1}</p>',
    "attributes": "<p " + "class=a " * 50_000 + f">{P1}</p>",
    "entities": "&amp;" * 200_000,
    "many times": "<time>x</time>" * 15_000 + f"<p>{P1}</p>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    assert isinstance(load(tmp_path, page(HOSTILE[kind])), Document | Failure)


def test_page_larger_than_allowed(tmp_path: Path) -> None:
    item = load(tmp_path, page(BODY * 100), max_text_chars=1_000)
    assert isinstance(item, Failure)
    assert "max_text_chars" in item.hint
