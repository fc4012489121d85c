"""Sentence boundaries."""

from __future__ import annotations

import re

from eventmap.records import Span

_END = re.compile(r"[.!?؟。]+[\"”’')\]]*\s+|\n+")
_NO_END = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|St|No|vs|approx|Gov|Sen|Rep)|\b[A-Z])\.\s+$"
)


def split(text: str) -> tuple[Span, ...]:
    """Sentences of ``text`` as spans without surrounding white space; line breaks end one. Linear time."""
    spans, start = [], 0
    for m in _END.finditer(text):
        if "\n" not in m.group() and _NO_END.search(text, max(start, m.end() - 12), m.end()):
            continue
        spans.append((start, m.end()))
        start = m.end()
    spans.append((start, len(text)))
    return tuple(s for s in (_stripped(text, a, b) for a, b in spans) if s.end > s.start)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
