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
    if _is_run_in(text, t):
        return True
    opens = t.surface.isupper() or t.span.start == 0 or text[t.span.start - 1] == "\n"
    return opens and _DESK_RE.match(text[t.span.end : t.span.end + MAX_DESK]) is not None


_DASHES = ("-", "--", "–", "—")  # as words are parted by them, without spaces
# Pages that lost their lines run a date and a town into the text: "Jan 202015 Beirut Syrian government air strikes killed 20 people".
_DATE_BEFORE = re.compile(r"(?:\b([A-Z][a-z]{2,8})\.? \d{1,2},? ?|\b\d{1,2} ([A-Z][a-z]{2,8}),? )\d{4} $")
_SENTENCE_AFTER = re.compile(r" [A-Z][a-z]{1,20} [a-z]")
_DATE_CHARS = 24
_BINDING = [["on"], ["of"], ["since"], ["until"], ["from"], ["by"]]  # "On 12 March 2019 Mandera Town was attacked"
_HEAD_CHARS = 600  # a page's date stands before this


def _is_run_in(text: str, t: Toponym) -> bool:
    """Whether a date stands right before the mention and a sentence begins right after it."""
    if t.span.start > _HEAD_CHARS or _SENTENCE_AFTER.match(text[t.span.end : t.span.end + _DATE_CHARS]) is None:
        return False
    before = text[max(0, t.span.start - 2 * _DATE_CHARS) : t.span.start]
    date = _DATE_BEFORE.search(before)
    if date is None or (date[1] or date[2])[:3].lower() not in _MONTHS:
        return False
    return before[: date.start()].lower().split()[-1:] not in _BINDING


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905


# How many words into a text a dateline may stand: behind a title and a subtitle.
_DATELINE_WORDS = 60


def is_dateline(words: Words, i: int, j: int, place: Toponym, start: int) -> bool:
    """ "BEIRUT A Daesh counterattack", "DAMASCUS (Sputnik)": where the report was written.

    Further on in a text of many places "KAYA: Gunmen ..." says where that happened.
    """
    if _is_run_in(words.text, place):
        return True
    gap = words.gaps[j] if j < len(words.gaps) else ""
    if place.surface.isupper() and i < _DATELINE_WORDS and (len(place.surface) > 3 or (i == start and gap in _DASHES)):
        return i - start < 12 or gap.startswith("(")
    return gap.startswith("(") and i == start and j + 1 < len(words.gaps) and words.gaps[j + 1].startswith(")")
