"""Words and punctuation with their offsets: one scan that every finder shares."""

from __future__ import annotations

import functools
import re
from itertools import accumulate, repeat
from typing import NamedTuple

from eventmap.names import WORD_PATTERN

# Initials with their dots are one word ("U.S.", "W.Va."), up to six of them. Each repeated part starts with a character of its own, so the
# scan takes linear time. The first alternative is only the quickest way through most words, the look ahead the quickest
# over white space.
_TOKEN = re.compile(
    rf"(?=\S)([A-Za-z]{{2,}}+(?=[ ,.\n;:])|[^\W\d_]\.(?:[^\W\d_]{{1,3}}\.){{1,5}}|{WORD_PATTERN}|\d+(?:[.,]\d+)*|[^\s\w]|\w)"
)


class Token(NamedTuple):
    start: int
    end: int
    text: str


class Tokens(NamedTuple):
    """The tokens of a text in parallel lists: offsets, and as written."""

    start: list[int]
    end: list[int]
    text: list[str]


@functools.lru_cache(maxsize=2)
def tokens_of(text: str) -> Tokens:
    """All words, numbers and punctuation marks of ``text``, in order. The last texts are remembered, since several finders ask."""
    parts = _TOKEN.split(text)  # what lies between, token, what lies between, ...: no call of ours for each token
    ends = list(accumulate(map(len, parts)))
    return Tokens(ends[0:-1:2], ends[1::2], parts[1::2])


def tokenize(text: str) -> tuple[Token, ...]:
    """The same tokens one by one."""
    return tuple(map(tuple.__new__, repeat(Token), zip(*tokens_of(text), strict=True)))
