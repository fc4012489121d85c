"""Sentence boundaries."""

from __future__ import annotations

import re

from eventmap.records import Span

_END = re.compile(r"[.!?؟。]+[\"”’')\]]*\s+|\n+")
_NO_END = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|St|No|vs|approx|Gov|Sen|Rep)|\b[A-Z])\.\s+$"
)
# Longest sentence in characters: what is longer is no prose (lists, hostile input) and is cut, so that work per sentence stays bounded.
MAX_SENTENCE_CHARS = 4000


def split(text: str) -> tuple[Span, ...]:
    """Sentences of ``text`` as spans without surrounding white space; line breaks end one. Linear time."""
    spans, start = [], 0
    for m in _END.finditer(text):
        if "\n" not in m.group() and _NO_END.search(text, max(start, m.end() - 12), m.end()):
            continue
        spans.append((start, m.end()))
        start = m.end()
    spans.append((start, len(text)))
    whole = (_stripped(text, a, b) for a, b in spans)
    return tuple(part for s in whole if s.end > s.start for part in _cut(text, s))


def _cut(text: str, span: Span) -> list[Span]:
    """``span`` in parts of at most MAX_SENTENCE_CHARS, cut at white space where there is any."""
    parts, start = [], span.start
    while span.end - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        cut = max(text.rfind(" ", start + MAX_SENTENCE_CHARS // 2, limit), text.rfind("\t", start + MAX_SENTENCE_CHARS // 2, limit))
        cut = cut if cut > start else limit
        parts.append(_stripped(text, start, cut))
        start = cut
    parts.append(_stripped(text, start, span.end))
    return [p for p in parts if p.end > p.start]


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
