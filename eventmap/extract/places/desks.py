"""Datelines: the town from which a report was sent, which is no place that it tells of."""

from __future__ import annotations

import re

from eventmap.records import Toponym

# What may stand between a town and the text behind a dateline: "BEIRUT, Lebanon (AP) - ", "Beirut - ", "GENEVA (Reuters)".
_DESK_RE = re.compile(
    r"(?:,? [A-Z][a-z.]{1,15}){0,2}(?:, \w{1,9} \d{1,2})?,? ?(?:\([A-Z][^()\n]{1,25}\)|(?=[-–—]))(?: ?(?:--|[-–—]) |(?<=\)) )"
)
MAX_DESK = 80  # characters


def names_desk(text: str, t: Toponym) -> bool:
    """Whether a mention opens a line as a dateline does: where the report was written."""
    opens = t.surface.isupper() or t.span.start == 0 or text[t.span.start - 1] == "\n"
    return opens and _DESK_RE.match(text[t.span.end : t.span.end + MAX_DESK]) is not None
