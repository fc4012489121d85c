"""The grammars over letters leap over what can begin no match: on random rows of letters they find what the bare grammars find."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from eventmap.extract.dates import find as dates
from eventmap.extract.dates import grammar as date_grammar
from eventmap.extract.tolls import grammar as toll_grammar

ROWS = 3000
LENGTH = 40


def letters_of(pattern: str) -> str:
    """All letters that a grammar's words may have, twice those that it names itself."""
    return "".join(sorted(set(re.findall(r"[A-Za-z0-9]", pattern)))) * 2 + ".,;:C-&\"'#~<=/_"


def rows(letters: str) -> Iterator[str]:
    """Random rows, half of them dense with words of few kinds."""
    chance = random.Random(7)
    for n in range(ROWS):
        few = chance.sample(letters, 8) if n % 2 else letters
        yield "".join(chance.choices(few, k=LENGTH))


def bare(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Without the set of letters that it must begin with."""
    guard, rest = re.match(r"\(\?=\[[^\]]*\]\)", pattern.pattern), pattern.pattern
    assert guard
    return re.compile(rest[guard.end() :])


@pytest.mark.parametrize("pattern", [toll_grammar.CHUNKS_RE, toll_grammar.FRAMES_RE])
def test_guards_of_tolls_hide_nothing(pattern: re.Pattern[str]) -> None:
    unguarded, found = bare(pattern), 0
    for row in rows(letters_of(pattern.pattern)):
        matches = [(m.span(), m.lastindex) for m in unguarded.finditer(row) if m.group()]
        assert [(m.span(), m.lastindex) for m in pattern.finditer(row)] == matches, row
        found += len(matches)
    assert found > ROWS


def test_no_frame_without_somebody_counted() -> None:
    for row in rows(letters_of(toll_grammar.FRAMES_RE.pattern)):
        assert toll_grammar.COUNTED_RE.search(row) or not toll_grammar.FRAMES_RE.search(row), row


def test_dates_stand_in_runs_of_date_words() -> None:
    found = 0
    for row in rows(letters_of(date_grammar.GRAMMAR_RE.pattern)):
        matches = [(m.span(), m.lastindex) for m in date_grammar.GRAMMAR_RE.finditer(row)]
        assert [(m.span(), m.lastindex) for m in dates._matches(row)] == matches, row
        found += len(matches)
    assert found > ROWS
