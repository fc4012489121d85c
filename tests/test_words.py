"""Words and the gaps between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventmap.extract.text.words import Gap, Shape, scan


@given(st.text(max_size=200))
def test_offsets_are_the_words(text: str) -> None:
    words = scan(text)
    assert len(words.gap) == words.n + 1
    assert all(text[a:b] == w for a, b, w in zip(words.start, words.end, words.word, strict=True))
    assert words.start == sorted(words.start)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Syria's army", ["Syria", "army"]),
        ("près d'Alep", ["près", "Alep"]),
        ("Ma'arrat al-Nu'man", ["Ma'arrat", "al", "Nu'man"]),
        ("N'Djamena", ["N'Djamena"]),
        ("the U.S. and W.Va.", ["the", "U.S.", "and", "W.Va."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert scan(text).word == words


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Tal-Abyad", Gap.HYPHEN),
        ("St. Louis", Gap.DOT),
        ("fled. Then", Gap.STOP),
        ("Azaz, Idlib", Gap.COMMA),
        ("حلب، إدلب", Gap.COMMA),
        ("Grant/Wilkin", Gap.SLASH),
        ("Homs (Syria", Gap.OPEN),
        ("one\ntwo", Gap.STOP),
        ("one two", Gap.SPACE),
    ],
)
def test_gaps(text: str, gap: int) -> None:
    assert scan(text).gap[1] == gap


def test_shapes() -> None:
    assert scan("Aleppo ALEPPO aleppo حلب 46").shape == [Shape.CAPITAL, Shape.UPPER, Shape.LOWER, Shape.CASELESS, Shape.NUMBER]
