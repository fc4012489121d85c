"""Web archives (WARC, gzipped or not) to documents, one a page. Needs warcio (extra ``warc``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from eventmap.errors import MissingExtra
from eventmap.ingest.decoding import Unreadable, clean, decode, too_large
from eventmap.ingest.inputs import Input
from eventmap.ingest.page import page_document
from eventmap.records import Document, Failure
from eventmap.settings import Settings

_BYTES_PER_CHAR = 4


def warc_documents(stream: BinaryIO, item: Input, settings: Settings) -> Iterator[Document | Failure]:
    """The HTML pages of an archive that were answered with 200; images, redirects and the like are passed over.

    The day of the crawl is not used: it is later than the publication, by years in many archives.

    Raises:
        Unreadable: the archive is damaged.
        MissingExtra: warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as e:
        raise MissingExtra("warcio", "warc") from e
    number = 0
    try:
        for record in ArchiveIterator(stream):
            if _is_page(record):
                number += 1
                yield _page(record, number, item, settings)
    except (ArchiveLoadFailed, EOFError, ValueError) as e:
        raise Unreadable(f"the archive is damaged after {number} pages: {e}", "download it again") from e


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    return "html" in kind.lower() and (headers is None or headers.get_statuscode() == "200")


def _page(record: Any, number: int, item: Input, settings: Settings) -> Document | Failure:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    named = Input(path=item.path, doc_id=f"{item.doc_id}:{number}")
    try:
        limit = _BYTES_PER_CHAR * settings.max_text_chars
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            raise too_large("the page", limit, "bytes", "max_text_chars")
        return page_document(clean(decode(data, _charset(record))), named, settings, url=url)
    except Unreadable as e:
        return Failure(path=item.path, step="read", error=f"{url}: {e}", hint=e.hint, doc_id=named.doc_id)


def _charset(record: Any) -> str:
    kind = (record.http_headers.get_header("Content-Type") if record.http_headers else "") or ""
    return str(kind).partition("charset=")[2].split(";")[0].strip("\"' ")
