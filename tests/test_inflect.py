"""Case endings, suffixes and particles of place names."""

import pytest
from costs import grows_linearly

from eventmap.extract.text.inflect import prefixes, stems, suffix_length, towns_of_adjective


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("Бахмуті", "Бахмут"),
        ("Харкова", "Харків"),
        ("Авдіївці", "Авдіївка"),
        ("Маріуполя", "Маріуполь"),
        ("Одесі", "Одеса"),
        ("Донецької", "Донецька"),
        ("Москве", "Москва"),
        ("Идлиба", "Идлиб"),
        ("Махачкалы", "Махачкала"),
        ("Halep'te", "Halep"),
        ("Afrin’in", "Afrin"),
        ("Rakka'nın", "Rakka"),
        ("Syrias", "Syria"),
    ],
)
def test_base_form_is_proposed(inflected: str, base: str) -> None:
    assert base in [stem for stem, _ in stems(inflected)]


@pytest.mark.parametrize(
    ("word", "stem", "cut"),
    [("بحلب", "حلب", 1), ("والرقة", "الرقة", 1), ("للرقة", "الرقة", 1), ("بالموصل", "الموصل", 1)],
)
def test_arabic_particles(word: str, stem: str, cut: int) -> None:
    assert (stem, cut) in prefixes(word)


@pytest.mark.parametrize(("word", "length"), [("Halep'te", 3), ("Suriye'nin", 4), ("Ma'arrat", 0), ("Bza'a", 2), ("Aleppo", 0)])
def test_turkish_suffix(word: str, length: int) -> None:
    assert suffix_length(word) == length


@pytest.mark.parametrize(("start", "unit"), [("", "а"), ("n'", "n"), ("", "و")])
def test_hostile_words_take_no_time(start: str, unit: str) -> None:
    def look(size: int) -> None:
        word = start + unit * size
        stems(word), prefixes(word), suffix_length(word)

    assert grows_linearly(look, 20_000)


@pytest.mark.parametrize(
    ("adjective", "town"),
    [("Харківській", "Харків"), ("Курской", "Курск"), ("Вінницька", "Вінниця"), ("Запорізької", "Запоріжжя"), ("Одесскую", "Одесса"), ("Сумской", "Сумы")],
)
def test_the_town_of_a_province(adjective: str, town: str) -> None:
    assert town in towns_of_adjective(adjective)


@pytest.mark.parametrize("word", ["Харків", "військо", "Москва", "ск", ""])
def test_what_is_no_adjective_of_a_town(word: str) -> None:
    assert towns_of_adjective(word) == ()
