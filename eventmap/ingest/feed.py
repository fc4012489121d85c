"""RSS and Atom files to documents, one an entry. Needs feedparser (extra ``feed``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventmap.errors import MissingExtra
from eventmap.ingest.datelines import day_of, publication
from eventmap.ingest.decoding import Unreadable, clean
from eventmap.ingest.furniture import trim
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import guess_language
from eventmap.ingest.page import page_lines
from eventmap.records import Document, Failure
from eventmap.settings import Settings

_MAX_FIELD = 1_000


def feed_documents(text: str, item: Input, settings: Settings) -> Iterator[Document | Failure]:
    """The entries of a feed; one without text is a Failure.

    Raises:
        Unreadable: the feed is broken or has no entries.
        MissingExtra: feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError as e:
        raise MissingExtra("feedparser", "feed") from e
    feed = feedparser.parse(text.encode("utf-8"), response_headers={"content-type": "application/xml; charset=utf-8"})
    if not feed.entries:
        raise Unreadable("a feed without entries", "download it again, or save the articles it names")
    for number, entry in enumerate(feed.entries, 1):
        yield _document(entry, number, feed.feed, item, settings)


def _document(entry: Any, number: int, feed: Any, item: Input, settings: Settings) -> Document | Failure:
    doc_id = f"{item.doc_id}:{number}"
    article = trim(page_lines(_content(entry)), title=_field(entry, "title"), site=_field(feed, "title"))
    if not article.text or len(article.text) > settings.max_text_chars:
        error = f"entry {number}: {'too long' if article.text else 'no text'}"
        return Failure(path=item.path, step="read", error=error, hint="save the article it names, as HTML or text", doc_id=doc_id)
    said = day_of(_field(entry, "published") or _field(entry, "updated"))
    url = _field(entry, "link")
    published, origin = publication(metadata=said, text=article.opening + "\n" + article.text, url=url, settings=settings)
    return Document(
        doc_id=doc_id,
        text=article.text,
        title=article.title,
        published=published,
        published_from=origin,
        source=_field(feed, "title"),
        url=url,
        language=guess_language(article.text),
        path=item.path,
        left_out=article.reported(),
    )


def _content(entry: Any) -> str:
    """The longest of what the entry tells itself by: its content or its summary, as HTML."""
    texts = [str(part.get("value", "")) for part in entry.get("content", ())] + [str(entry.get("summary", ""))]
    return max(texts, key=len)


def _field(record: Any, name: str) -> str:
    return " ".join(clean(str(record.get(name) or ""))[:_MAX_FIELD].split())
