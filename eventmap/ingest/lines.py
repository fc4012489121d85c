"""JSON lines: one document a line, its text taken as it is."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from eventmap.ingest.datelines import day_of, publication
from eventmap.ingest.decoding import Unreadable, clean, too_large
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import guess_language
from eventmap.records import Document, Failure
from eventmap.settings import Settings


class Line(msgspec.Struct):
    """One line of a JSON lines file; other keys are passed over."""

    text: str
    doc_id: str | int | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


_SHAPE = 'a line is {"text": ..., "doc_id"?, "title"?, "published"?, "source"?, "url"?, "language"?} in UTF-8'
_DECODER = msgspec.json.Decoder(Line)


def read_lines(stream: BinaryIO, item: Input, settings: Settings) -> Iterator[Document | Failure]:
    """The documents of a JSON lines file, a line at a time; a bad line is a Failure and the next is read.

    A file that is one JSON array, or one object over many lines, is read whole.
    """
    first = stream.readline(settings.max_line_bytes + 1).removeprefix(codecs.BOM_UTF8)
    if first.lstrip()[:1] == b"[" or first.strip() == b"{":
        yield from _whole(first + stream.read(settings.max_file_bytes), item, settings)
        return
    taken: set[str] = set()
    number, line, seen = 1, first, False
    while line:
        if line.strip():
            seen = True
            yield _line(line, number, stream, item, settings, taken)
        line, number = stream.readline(settings.max_line_bytes + 1), number + 1
    if not seen:
        raise Unreadable("the file is empty", _SHAPE)


def _whole(data: bytes, item: Input, settings: Settings) -> Iterator[Document | Failure]:
    try:
        values = msgspec.json.decode(data)
    except (ValueError, RecursionError) as e:
        raise Unreadable(f"not JSON: {e}", "write one JSON object a line, each with a text") from e
    taken: set[str] = set()
    for number, value in enumerate(values if isinstance(values, list) else [values], 1):
        try:
            yield _to_document(msgspec.convert(value, Line), number, item, settings, taken)
        except (ValueError, Unreadable) as e:
            yield _failure(item, number, e)


def _line(line: bytes, number: int, stream: BinaryIO, item: Input, settings: Settings, taken: set[str]) -> Document | Failure:
    try:
        if len(line) > settings.max_line_bytes:
            _skip_line(stream, line)
            raise too_large("the line", settings.max_line_bytes, "bytes", "max_line_bytes")
        return _to_document(_parse(line), number, item, settings, taken)
    except (ValueError, RecursionError) as e:
        return _failure(item, number, e)


def _failure(item: Input, number: int, error: Exception) -> Failure:
    hint = error.hint if isinstance(error, Unreadable) else _SHAPE
    return Failure(path=item.path, step="read", error=f"line {number}: {error}", hint=hint, doc_id=f"{item.doc_id}:{number}")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Reads on to the end of a line that is too long, a block at a time."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _parse(line: bytes) -> Line:
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # Raw controls in a string and halves of surrogate pairs: not JSON, but what some writers leave.
        value = json.loads(line, strict=False)
        return msgspec.convert(value, Line)


def _to_document(line: Line, number: int, item: Input, settings: Settings, taken: set[str]) -> Document:
    text = _whole_letters(line.text)
    if not text.strip():
        raise Unreadable("the text is empty", _SHAPE)
    if len(text) > settings.max_text_chars:
        raise too_large("the text", settings.max_text_chars, "characters", "max_text_chars")
    published, origin = publication(metadata=day_of(line.published or ""), text=text, url=line.url or "", settings=settings)
    return Document(
        doc_id=_doc_id(line, number, item, taken),
        text=text,
        title=_short(line.title, settings),
        published=published,
        published_from=origin,
        source=_short(line.source, settings),
        url=_short(line.url, settings),
        language=_short(line.language, settings) or guess_language(text),
        path=item.path,
    )


def _doc_id(line: Line, number: int, item: Input, taken: set[str]) -> str:
    given = "" if line.doc_id is None else clean(str(line.doc_id)).strip()
    doc_id = given or f"{item.doc_id}:{number}"
    if doc_id in taken:
        doc_id = f"{doc_id}#{number}"
    taken.add(doc_id)
    return doc_id


def _short(value: str | None, settings: Settings) -> str:
    return clean(_whole_letters(value or ""))[: settings.max_field_chars].strip()


def _whole_letters(text: str) -> str:
    """``text`` without lone surrogates, which no file can hold; as long as before, so that offsets stay."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
