"""``read``: every input as documents, one after the other; what cannot be read is a Failure and the rest goes on."""

from __future__ import annotations

import codecs
import io
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from eventmap.errors import MissingExtra
from eventmap.ingest.decoding import SNIFF_BYTES, Unreadable, clean, decode, refuse_binary, too_large
from eventmap.ingest.inputs import Input, find_inputs
from eventmap.ingest.lines import read_lines
from eventmap.ingest.plain import plain_document
from eventmap.records import Document, Failure
from eventmap.settings import Settings

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title)\b", re.I)
_XML = re.compile(r"^(?:<\?[^>]*>\s*|<!--[^>]*-->\s*)+", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
_OBJECT = re.compile(rb'\s*(?:\{\s*"(?:[^"\\]|\\.){1,200}"\s*:|\[\s*\{\s*")')
_CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_JSON_NAMES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_TABLE_NAMES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods", ".parquet"})


def read(paths: str | Path | Iterable[str | Path], settings: Settings | None = None) -> Iterator[Document | Failure]:
    """Every document that ``paths`` hold, in a stable order.

    The content decides how a file is read: HTML, JSON lines (one document a line) or plain text; with the extras pdf, feed and warc also
    PDF files, RSS and Atom feeds and web archives. All but JSON lines, whose text is taken as it is, lose the page's furniture (donation
    bars, captions, readers' comments).

    Args:
        paths: files, folders, globs, or "-" for standard input.
        settings: limits of size, and the publication date of documents that say none.

    Returns:
        An iterator of documents with text, and of failures. It holds one file in memory at a time, of JSON lines one line.

    Raises:
        InputError: at once, where a path does not exist or nothing matches.
    """
    inputs = find_inputs(paths)
    return _each(inputs, settings or Settings())


def _each(inputs: tuple[Input, ...], settings: Settings) -> Iterator[Document | Failure]:
    for item in inputs:
        yield from read_input(item, settings)


def read_input(item: Input, settings: Settings) -> Iterator[Document | Failure]:
    """The documents of one file. Never raises for what is in the file or for a file that cannot be opened."""
    try:
        with _opened(item) as stream:
            yield from _documents(stream, item, settings)
    except Unreadable as e:
        yield _failure(item, str(e), e.hint)
    except MissingExtra as e:
        yield _failure(item, f"{e.package} is needed to read this file", str(e))
    except OSError as e:
        yield _failure(item, e.strerror or str(e), "check that the file exists and may be read")
    except Exception as e:  # a defect met on one page must not cost the others
        yield _failure(item, f"{type(e).__name__}: {e}", "please report this file as a defect")


def _failure(item: Input, error: str, hint: str) -> Failure:
    return Failure(path=item.path, step="read", error=error, hint=hint, doc_id=item.doc_id)


@contextmanager
def _opened(item: Input) -> Iterator[io.BufferedReader[Any]]:
    if not item.is_stdin:
        if Path(item.path).is_dir():
            raise Unreadable("the folder cannot be listed", "check its permissions")
        with io.BufferedReader(io.FileIO(item.path), SNIFF_BYTES) as stream:
            yield stream
        return
    standard_input: Any = sys.stdin.buffer
    stream = io.BufferedReader(standard_input, SNIFF_BYTES)
    try:
        yield stream
    finally:
        stream.detach()  # else standard input would be closed with it


def _documents(stream: io.BufferedReader[Any], item: Input, settings: Settings) -> Iterator[Document | Failure]:
    head = stream.peek(SNIFF_BYTES)[:SNIFF_BYTES]
    if head.startswith(b"%PDF"):
        from eventmap.ingest.pdf import pdf_document

        yield pdf_document(io.BytesIO(_all(stream, item, settings)), item, settings)
    elif _begins_archive(head):
        from eventmap.ingest.warc import warc_documents

        yield from warc_documents(stream, item, settings)
    else:
        yield from _text_documents(stream, head, item, settings)


def _begins_archive(head: bytes) -> bool:
    """A WARC file, also gzipped, of which only the first bytes are unpacked here."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _text_documents(stream: io.BufferedReader[Any], head: bytes, item: Input, settings: Settings) -> Iterator[Document | Failure]:
    refuse_binary(head)
    suffix = PurePath(item.path).suffix.lower()
    if suffix in _TABLE_NAMES:
        raise Unreadable("a table, not an article", "a table of events goes on the map with: eventmap map TABLE")
    if suffix in _JSON_NAMES or _OBJECT.match(head.removeprefix(codecs.BOM_UTF8)):
        yield from read_lines(stream, item, settings)
        return
    text = _text(_all(stream, item, settings))
    if _FEED.match(_start(text)):
        from eventmap.ingest.feed import feed_documents

        yield from feed_documents(text, item, settings)
    else:
        yield _document(text, item, settings)


def _all(stream: BinaryIO, item: Input, settings: Settings) -> bytes:
    """The whole file, unless it is larger than allowed. The size is asked first, so that nothing large is read in vain."""
    limit = settings.max_file_bytes
    if not item.is_stdin and Path(item.path).stat().st_size > limit:
        raise too_large("the file", limit, "bytes", "max_file_bytes")
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large("the file", limit, "bytes", "max_file_bytes")
    if not data.strip():
        raise Unreadable("the file is empty", "give a file with an article in it")
    return data


def _text(data: bytes) -> str:
    charset = _CHARSET.search(data[:4096])
    text = clean(decode(data, charset[1].decode("ascii") if charset else ""))
    if not text.strip():
        raise Unreadable("the file holds no text", "give a file with an article in it")
    return text


def _start(text: str) -> str:
    """What a text begins with, an XML declaration and comments apart."""
    return _XML.sub("", text[:2000].lstrip(), count=1)


def _document(text: str, item: Input, settings: Settings) -> Document:
    start = _start(text)
    if start.startswith("<") and _HTML.search(start):
        from eventmap.ingest.page import page_document

        return page_document(text, item, settings)
    if len(text) > settings.max_text_chars:
        raise too_large("the text", settings.max_text_chars, "characters", "max_text_chars")
    return plain_document(text, item, settings)
