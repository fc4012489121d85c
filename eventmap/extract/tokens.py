"""Words and punctuation with their offsets: one scan that every finder shares."""

from __future__ import annotations

import re
from typing import NamedTuple

# A word may hold apostrophes of any shape ("Bza'a", "Ma‘arrat"); hyphens part words, so that "Tal-Abyad" is two. No nested quantifier.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼʿʾ‘`´][^\W\d_]+)*|[^\s\w]|\w")


class Token(NamedTuple):
    start: int
    end: int
    text: str


def tokenize(text: str) -> list[Token]:
    """All words, numbers and punctuation marks of ``text``, in order. Linear time."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
