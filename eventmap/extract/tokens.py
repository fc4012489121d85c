"""Words and punctuation with their offsets: one scan that every finder shares."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from eventmap.names import WORD_PATTERN

# Initials with their dots are one word ("U.S.", "W.Va."), up to six of them. Each repeated part starts with a character of its own, so the
# scan takes linear time.
_TOKEN = re.compile(rf"[^\W\d_]\.(?:[^\W\d_]{{1,3}}\.){{1,5}}|{WORD_PATTERN}|\d+(?:[.,]\d+)*|[^\s\w]|\w")


class Token(NamedTuple):
    start: int
    end: int
    text: str


@functools.lru_cache(maxsize=2)
def tokenize(text: str) -> tuple[Token, ...]:
    """All words, numbers and punctuation marks of ``text``, in order. The last texts are remembered, since several finders ask."""
    new = tuple.__new__  # three times as fast as calling the class
    return tuple([new(Token, (m.start(), m.end(), m.group())) for m in _TOKEN.finditer(text)])
