"""Recognition of place mentions, against a small lexicon of its own."""

from __future__ import annotations

import itertools

import pytest

from eventmap.extract.toponyms import find_toponyms
from eventmap.names import fold
from eventmap.records import Document, NamePrior, Toponym
from eventmap.settings import Settings


class SmallLexicon:
    """The names the tests need, with what the gazetteer would say of them."""

    def __init__(self, **names: tuple[str, int, str]) -> None:
        self._priors = {
            fold(name.replace("_", " ")): NamePrior(places=1, population=population, kinds=(kind,), countries=(country,))
            for name, (kind, population, country) in names.items()
        }

    def has(self, key: str) -> bool:
        return key in self._priors

    def prior(self, key: str) -> NamePrior | None:
        return self._priors.get(key)


LEXICON = SmallLexicon(
    Syria=("country", 20_000_000, "SY"),
    Russia=("country", 140_000_000, "RU"),
    Aleppo=("settlement", 1_600_000, "SY"),
    Idlib=("settlement", 130_000, "SY"),
    Azaz=("settlement", 31_000, "SY"),
    Tal_Rifaat=("settlement", 20_000, "SY"),
    Deir_ez_Zor=("settlement", 240_000, "SY"),
    Deir_ez_Zor_military_airport=("facility", 0, "SY"),
    Damascus=("settlement", 1_500_000, "SY"),
    Moscow=("settlement", 10_000_000, "RU"),
    Khan_al_Assal=("settlement", 8_000, "SY"),
    Бахмут=("settlement", 70_000, "UA"),
    Харків=("settlement", 1_400_000, "UA"),
    حلب=("settlement", 1_600_000, "SY"),
    الرقة=("settlement", 220_000, "SY"),
    Halep=("settlement", 1_600_000, "SY"),
)


def found(text: str, **settings: bool) -> list[str]:
    return [t.surface for t in toponyms(text, **settings)]


def toponyms(text: str, **settings: bool) -> tuple[Toponym, ...]:
    return find_toponyms(Document(doc_id="t", text=text), LEXICON, Settings(**settings))  # type: ignore[arg-type]


def test_spans_are_code_points_sorted_and_apart() -> None:
    text = "🔴 Shells fell on Tal Rifaat and Azaz, then on Khan al-Assal in Syria."
    result = toponyms(text)
    assert [t.surface for t in result] == ["Tal Rifaat", "Azaz", "Khan al-Assal", "Syria"]
    assert all(t.span.of(text) == t.surface for t in result)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(result))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Syria's army entered Aleppo.", ["Syria", "Aleppo"]),
        ("Syrias army entered Aleppo.", ["Syria", "Aleppo"]),
        ("Clashes in Deir-ez-Zor and Deir ez-Zor.", ["Deir-ez-Zor", "Deir ez-Zor"]),
        ("Бої тривали у Бахмуті та біля Харкова.", ["Бахмуті", "Харкова"]),
        ("Rejim güçleri Halep'te ilerledi.", ["Halep"]),
        ("وقال سكان إن القصف طال حلب والرقة", ["حلب", "الرقة"]),
    ],
)
def test_inflected_and_joined_forms(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_key_is_what_the_gazetteer_is_asked() -> None:
    assert [t.key for t in toponyms("Бої у Бахмуті")] == [fold("Бахмут")]


def test_empty_and_hostile_texts() -> None:
    assert find_toponyms(Document(doc_id="e", text=""), LEXICON, Settings()) == ()
    assert found("A" * 50_000) == []
    assert found("Al-" * 20_000) == []
