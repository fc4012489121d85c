"""Lines of a page: which are article text by their shape, and lines that were wrapped at a width put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_WIDEST_WRAP = 110  # characters; nobody wraps wider, and paragraphs that stand one a line are mostly longer
_NARROWEST_WRAP = 45
_PROSE_WORDS = 8
_PROSE_CHARS = 220
_SENTENCE_END = re.compile(r"(?:[.!?…؟۔。][\"'”’»)\]]*|:)$")


def ends_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line[-8:]))


def is_prose(line: str) -> bool:
    """Article text by its shape: eight words or more that end as a sentence does, or a line that is long anyway."""
    return len(line) >= _PROSE_CHARS or (ends_sentence(line) and line.count(" ") >= _PROSE_WORDS - 1)


def to_lines(text: str) -> list[str]:
    """Lines without white space at their ends, "" for blank ones; wrapped paragraphs are one line again."""
    lines: list[str] = []
    for block in _blocks([" ".join(line.split()) for line in text.split("\n")]):
        lines += [" ".join(block)] if _is_wrapped(block) else block
    return lines


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones; each blank line is a run of its own."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
            continue
        yield from ([block] if block else [])
        yield [""]
        block = []
    if block:
        yield block


def _is_wrapped(block: list[str]) -> bool:
    """Whether a block was broken at a width: at (nearly) every line end the next word would not have fitted, and sentences run across."""
    width = max(map(len, block))
    if len(block) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    pairs = list(pairwise(block))
    full = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > width for a, b in pairs)
    runs_on = any(not ends_sentence(a) and (b[0].islower() or b[0].isdigit() or not b[0].isupper()) for a, b in pairs)
    return runs_on and full * 10 >= len(pairs) * 9
