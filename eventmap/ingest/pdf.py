"""PDF to a document: the text of its pages, its paragraphs put together again. Needs pypdf (extra ``pdf``)."""

from __future__ import annotations

import re
import unicodedata
from typing import BinaryIO

from eventmap.errors import MissingExtra
from eventmap.ingest.decoding import Unreadable, clean, too_large
from eventmap.ingest.inputs import Input
from eventmap.ingest.paragraphs import ends_sentence
from eventmap.ingest.plain import plain_document
from eventmap.records import Document
from eventmap.settings import Settings

_FULL_LINE = 0.8  # of the page's widest line; a sentence that ends before that ends its paragraph
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?", re.I)
_BULLET = re.compile(r"(?:[•▪◦*–-]|\d{1,2}[.)]) ")
_PRESENTATION = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")  # shapes of Arabic and Hebrew letters, which only typesetting uses
_NOT_RIGHT_TO_LEFT = re.compile("[A-Za-z0-9\u0660-\u0669](?:[A-Za-z0-9\u0660-\u0669 .,:/%-]*[A-Za-z0-9\u0660-\u0669])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def pdf_document(stream: BinaryIO, item: Input, settings: Settings) -> Document:
    """The text of a PDF, read as a saved page is. The file's own dates are not used: they say when it was made, not published.

    Raises:
        Unreadable: it is damaged, locked, too long, or only images.
        MissingExtra: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as e:
        raise MissingExtra("pypdf", "pdf") from e
    try:
        pages = [page.extract_text() for page in PdfReader(stream).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:  # what damaged files raise
        raise Unreadable(f"the PDF cannot be read: {e}", "open it and save its text as .txt") from e
    text = "\n\n".join(_page_text(clean(page)) for page in pages)
    if not text.strip():
        raise Unreadable("the PDF holds no text, only images", "run text recognition (OCR) over it first")
    if len(text) > settings.max_text_chars:
        raise too_large("the text", settings.max_text_chars, "characters", "max_text_chars")
    return plain_document(text, item, settings)


def _page_text(page: str) -> str:
    lines = [" ".join(right_to_left(line).split()) for line in page.split("\n")]
    return "\n\n".join(_paragraphs([line for line in lines if not _PAGE_NUMBER.fullmatch(line)]))


def right_to_left(line: str) -> str:
    """A line of Arabic or Hebrew letter shapes in reading order and plain letters; other lines as they are.

    Typesetting programs store such lines from left to right, as they look. Numbers and Latin words in them stay as they are.
    """
    if not _PRESENTATION.search(line):
        return line
    turned = unicodedata.normalize("NFKC", line[::-1]).translate(_MIRRORED)
    return _NOT_RIGHT_TO_LEFT.sub(lambda m: m[0][::-1], turned)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines of a page joined to paragraphs; a blank line, a bullet and a short line with a full stop part them."""
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if line and is_open and not _BULLET.match(line):
            before = paragraphs[-1]
            paragraphs[-1] = before[:-1] + line if before.endswith("-") and line[0].islower() else f"{before} {line}"
        elif line:
            paragraphs.append(line)
        is_open = bool(line) and not (len(line) < _FULL_LINE * width and (ends_sentence(line) or len(paragraphs) == 1))
    return paragraphs
