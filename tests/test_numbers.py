"""Numbers in digits and words, seven languages."""

import pytest
from costs import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from eventmap.extract.text.numbers import fold, number_value, parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,200", 1200), ("1.200", 1200), ("320,000", 320_000), ("1 200", 1200), ("2.5 million", 2_500_000), ("12 thousand", 12_000),
        ("٤٥", 45),
        ("zero", 0), ("seven", 7), ("twenty-five", 25), ("twenty five", 25), ("one hundred and five", 105), ("forty thousand", 40_000),
        ("two million three hundred thousand", 2_300_000), ("a dozen", 12), ("two dozen", 24), ("a hundred", 100), ("a couple", 2),
        ("three hundred and twenty thousand", 320_000),
        ("quatre-vingt-dix-sept", 97), ("soixante et onze", 71), ("trente et un", 31), ("deux cents", 200), ("mille deux cents", 1200),
        ("treinta y cinco", 35), ("dos mil quince", 2015), ("ciento veinte", 120),
        ("on iki", 12), ("yüz yirmi", 120), ("iki bin beş yüz", 2500),
        ("двадцать пять", 25), ("двести сорок", 240), ("две тысячи", 2000), ("пятерых", 5),
        ("двадцять п’ять", 25), ("двоє", 2), ("триста", 300),
        ("خمسة وعشرين", 25), ("خمسة عشر", 15), ("ثلاثة آلاف", 3000), ("مئة وعشرين", 120), ("أربعة", 4),
    ],
)  # fmt: skip
def test_parses(words: str, value: int) -> None:
    assert parse_number(words) == value
    assert parse_number(words.split()) == value


@pytest.mark.parametrize(
    "words", ["", "man", "a man", "12.5", "five six", "five twenty", "twenty twelve", "12 5", "and five", "dozens", "hundreds", "five man"]
)
def test_is_no_number(words: str) -> None:
    assert parse_number(words) is None


def test_everyday_words_need_their_language() -> None:
    assert parse_number("on") is None
    assert parse_number("on", language="tr") == 10
    assert parse_number("once") is None
    assert parse_number("once", language="es") == 11
    assert parse_number("bin") is None
    assert number_value("Hundred") == 100
    assert number_value("bin") is None


@given(st.integers(0, 9_999_999))
def test_digits_with_separators(value: int) -> None:
    assert parse_number(f"{value:,}") == value
    assert parse_number(f"{value:,}".replace(",", ".")) == value
    assert parse_number(str(value)) == value


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    assert (value := parse_number(text)) is None or value >= 0
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("unit", ["9", "hundred ", "1,"])
def test_hostile_input_is_cheap(unit: str) -> None:
    assert grows_linearly(lambda n: parse_number(unit * n), 20_000)
