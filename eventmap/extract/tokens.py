"""Words and punctuation with their offsets: one scan that every finder shares."""

from __future__ import annotations

import re
from typing import NamedTuple

from eventmap.names import WORD_PATTERN

_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|{WORD_PATTERN}|[^\s\w]|\w")


class Token(NamedTuple):
    start: int
    end: int
    text: str


def tokenize(text: str) -> list[Token]:
    """All words, numbers and punctuation marks of ``text``, in order. Linear time."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
