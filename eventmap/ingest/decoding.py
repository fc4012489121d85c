"""Bytes to text: what kind of content it is, which encoding, and no control characters."""

from __future__ import annotations

import codecs
import re

from eventmap.errors import InputError
from eventmap.ingest.codepages import code_page

SNIFF_BYTES = 65_536
_FEW_CONTROLS = 8  # that a text may hold by accident; of a binary file one byte in ten is one
_CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\r\f\v\x1b"})

_MAGIC = (
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip FILE"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the text as .txt"),
    (b"BZh", "a bzip2 archive", "unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first: unzstd FILE"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x89PNG", "an image", "give the article's text"),
    (b"\xff\xd8\xff", "an image", "give the article's text"),
    (b"GIF8", "an image", "give the article's text"),
    (b"SQLite format 3\x00", "a database", "export it as JSON lines with a text column"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save the text as .txt"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# NUL and other controls would end strings and cells elsewhere; bidi embeddings, overrides and isolates let a text show in another order
# than it is read. Tabs and line ends stay, as do the joiners and marks (U+200C-200F) that Arabic and Hebrew spelling needs.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")


class Unreadable(InputError):
    """One file or line holds no text that can be read; ``hint`` says what to do."""

    def __init__(self, error: str, hint: str = "") -> None:
        super().__init__(error)
        self.hint = hint


def too_large(what: str, limit: int, unit: str, setting: str) -> Unreadable:
    return Unreadable(f"{what} has more than {limit:,} {unit}", f"split it, or raise {setting} in the settings file")


def clean(text: str) -> str:
    """``text`` without control and bidi control characters, its line ends as newlines."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def refuse_binary(head: bytes) -> None:
    """Raises Unreadable where the first bytes of a file are no text's."""
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(f"{what}, not a text", hint)


def decode(data: bytes, declared: str = "") -> str:
    """``data`` as text.

    A byte order mark decides; then UTF-16 shows by its zero bytes; then UTF-8 if it is valid; then the declared encoding (HTML's
    ``charset``); then a guess from the letters' statistics.

    Raises:
        Unreadable: it is no text in any encoding known here.
    """
    refuse_binary(data[:64])
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    wide = _wide_encoding(data[:SNIFF_BYTES])
    if wide:
        return data.decode(wide, "replace")
    if _control_bytes(data[:SNIFF_BYTES]) > _FEW_CONTROLS + len(data[:SNIFF_BYTES]) // 100:
        raise Unreadable("a binary file, not a text", "give a text, HTML or JSON lines file")
    return _utf8(data) or _declared(data, declared) or _guessed(data)


def _control_bytes(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        # A file cut in the middle of a letter, or with one bad byte in a thousand, is still UTF-8; cp1256 has one in two.
        text = data.decode("utf-8", "replace")
        multibyte = sum(1 for c in text[:SNIFF_BYTES] if c > "\x7f" and c != "\ufffd")
        bad = text[:SNIFF_BYTES].count("\ufffd")
        return text if e.start > SNIFF_BYTES or multibyte > 20 * bad else ""


def _declared(data: bytes, declared: str) -> str:
    try:
        return data.decode(codecs.lookup(declared).name) if declared else ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark: blanks and line ends are a zero byte beside 0x20 or 0x0A, always on the same side."""
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2], head[1::2]
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        n = zeros.count(0)
        if n * 20 >= len(zeros) and others.count(0) * 50 <= n and _is_texty(head[: len(head) // 2 * 2], encoding):
            return encoding
    return ""


def _is_texty(head: bytes, encoding: str) -> bool:
    text = head.decode(encoding, "replace")
    good = sum(1 for c in text if c.isalnum() or c.isspace() or c.isprintable())
    return good * 100 >= len(text) * 97


def _guessed(data: bytes) -> str:
    encoding = code_page(data[:SNIFF_BYTES]) or _by_statistics(data[:SNIFF_BYTES])
    return data.decode(encoding, "replace")


def _by_statistics(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise Unreadable("the encoding is unknown, or it is no text", "save it as UTF-8")
    return best.encoding
