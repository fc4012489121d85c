"""Sentence boundaries at rows of stops and quotation marks, in linear time."""

from __future__ import annotations

import pytest
from costs import grows_linearly

from eventmap.extract.text.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He fled... Then he fell.", ["He fled...", "Then he fell."]),
        ("“It was hit.” They left.", ["“It was hit.”", "They left."]),
        ("It rose to 3.5 and ...more fell", ["It rose to 3.5 and ...more fell"]),
        ("On Jan. 5 Mr. Ali fled. J. Ali too!", ["On Jan. 5 Mr. Ali fled.", "J. Ali too!"]),
        ("One\n\n Two \n", ["One", "Two"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.of(text) for s in split(text)] == sentences


@pytest.mark.parametrize("unit", [".", '."', "...x", "\n"])
def test_rows_of_stops_cost_no_square(unit: str) -> None:
    assert grows_linearly(lambda size: split(unit * (size // len(unit))), 5_000)
