"""Datelines: the town from which a report was sent, which is no place that it tells of.

``names_desk`` asks for the dash or the bracket of a dateline; ``is_dateline`` also knows those that are run into their text, where a name
in capitals is all that is left of them.
"""

from __future__ import annotations

import re

from eventmap.extract.text.wordlist import Words
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


_DASHES = ("-", "--", "–", "—")  # as words are parted by them, without spaces
# How many words into a text a dateline may stand: behind a title and a subtitle.
_DATELINE_WORDS = 60


def is_dateline(words: Words, i: int, j: int, place: Toponym, start: int) -> bool:
    """ "BEIRUT A Daesh counterattack", "DAMASCUS (Sputnik)": where the report was written.

    Further on in a text of many places "KAYA: Gunmen ..." says where that happened.
    """
    gap = words.gaps[j] if j < len(words.gaps) else ""
    if place.surface.isupper() and i < _DATELINE_WORDS and (len(place.surface) > 3 or (i == start and gap in _DASHES)):
        return i - start < 12 or gap.startswith("(")
    return gap.startswith("(") and i == start and j + 1 < len(words.gaps) and words.gaps[j + 1].startswith(")")
