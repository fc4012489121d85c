"""Sentence boundaries."""

from __future__ import annotations

import functools
import re

from eventmap.records import Span

# Line breaks, or stops with quotation marks and white space behind them. One set of characters first, so that the scan leaps from sign to
# sign; a row of stops is taken as a whole, so that a text of nothing but stops takes linear time too.
_END = re.compile(r"[.!?؟。\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?؟。]{2})[.!?؟。]*+[\"”’')\]]*\s+)")
_NO_END = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|St|No|vs|approx|Gov|Sen|Rep|Brig|Cmdr|Cpl|Adm|Supt|Insp|Prof|Rev|Hon|Pvt|Pte|Spc|Obl)|\b[A-Z])\.\s+$"
)
# These end a sentence only where the next begins with a capital ("at 9 p.m. and again").
_NO_END_INSIDE = re.compile(r"\b(?:[ap]\.m|e\.g|i\.e|etc|km|hrs|approx)\.\s+$")
# Longest sentence in characters: what is longer is no prose (lists, hostile input) and is cut, so that work per sentence stays bounded.
MAX_SENTENCE_CHARS = 4000


@functools.lru_cache(maxsize=2)
def split(text: str) -> tuple[Span, ...]:
    """Sentences of ``text`` as spans without surrounding white space; line breaks end one. Linear time.

    The last texts are remembered, since several finders ask.
    """
    spans: list[Span] = []
    start = 0
    for m in _END.finditer(text):
        end = m.end()
        if "\n" not in m.group() and _abbreviated(text, max(start, end - 12), end):
            continue
        spans += _parts(text, start, end)
        start = end
    return (*spans, *_parts(text, start, len(text)))


def _abbreviated(text: str, start: int, end: int) -> bool:
    if _NO_END.search(text, start, end):
        return True
    return text[end : end + 1].islower() and bool(_NO_END_INSIDE.search(text, start, end))


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Words from ``start`` to ``end`` without the white space around them, in parts of at most MAX_SENTENCE_CHARS; none for white space."""
    start, end = _stripped(text, start, end)
    if end - start <= MAX_SENTENCE_CHARS:
        return [Span(start, end)] if end > start else []
    return _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> list[Span]:
    """A long sentence in parts, cut at white space where there is any."""
    parts = []
    while end - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        cut = max(text.rfind(" ", start + MAX_SENTENCE_CHARS // 2, limit), text.rfind("\t", start + MAX_SENTENCE_CHARS // 2, limit))
        cut = cut if cut > start else limit
        parts.append(_stripped(text, start, cut))
        start = cut
    parts.append(_stripped(text, start, end))
    return [Span(a, b) for a, b in parts if b > a]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
