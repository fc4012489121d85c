"""Recognition of place mentions, against a small lexicon of its own."""

from __future__ import annotations

import itertools

import pytest
from costs import grows_linearly

from eventmap.errors import MissingExtra, SettingsError
from eventmap.extract.places.toponyms import find_toponyms
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
    Zarin_camp=("neighbourhood", 0, "SY"),
    Oduma_air_base=("facility", 0, "SY"),
    Tellan_prison=("facility", 0, "SY"),
)


def found(text: str, **settings: bool | str) -> list[str]:
    return [t.surface for t in toponyms(text, **settings)]


def toponyms(text: str, **settings: bool | str) -> tuple[Toponym, ...]:
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
        ("Удари по Харківській області тривали до ранку.", ["Харківській області"]),
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


@pytest.mark.parametrize("unit", ["Aleppo, ", "Aleppo ", "al-Bab al-", "of the ", "حلب "])
def test_time_is_linear_in_repetition(unit: str) -> None:
    assert grows_linearly(lambda n: toponyms(unit * n), 1_000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shells hit the village of Azaz.", "settlement"),
        ("Clashes in Idlib province.", "admin"),
        ("У Харківській області тривають бої.", "admin"),
        ("They reached Deir ez-Zor military airport.", "facility"),
        ("Talks were held in Aleppo.", ""),
        ("Clashes in the district of Azaz.", "admin"),
        ("Clashes in a southern district of Azaz.", ""),
        ("Clashes in a crowded district of Azaz.", ""),
        ("Clashes in the Quorl district of Azaz.", ""),
    ],
)
def test_kind_said_by_the_words_around(text: str, kind: str) -> None:
    assert [t.kind for t in toponyms(text)][-1:] == [kind]


@pytest.mark.parametrize(
    ("text", "metonyms"),
    [
        ("Moscow said the strikes went on in Syria.", ["Moscow"]),
        ("The truce was brokered by Moscow and Damascus.", ["Moscow", "Damascus"]),
        ("He held talks with Damascus about Idlib.", ["Damascus"]),
        ("Russia-backed troops entered Aleppo.", ["Russia"]),
        ("A bomb went off in Damascus.", []),
        ("The truce was brokered by Moscow and the Russia.", ["Moscow", "Russia"]),
        ("He accused Moscow Damascus and Russia of lying.", ["Moscow", "Damascus", "Russia"]),
        ("Russia is seeking a truce in Idlib.", ["Russia"]),
        ("Damascus does not recognise the vote.", ["Damascus"]),
        ("Russia is the president's strongest regional ally.", ["Russia"]),
        ("The clashes led Moscow to call a meeting in Damascus.", ["Moscow"]),
        ("His allies in Moscow were silent, allies including Syria spoke.", ["Moscow", "Syria"]),
        ("Moscow has also hinted at talks and would not allow a zone in Idlib.", ["Moscow"]),
        ("Objections from Moscow were ignored in Aleppo.", ["Moscow"]),
        ("Patients from Damascus were led to Aleppo.", []),
        ("Syria's army said the raid was over.", []),
        ("Residents of southern Syria said the raid was over.", []),
        ("Shells hit the Damascus military academy.", []),
        ("Residents of Aleppo said the shelling went on.", []),
    ],
)
def test_names_that_stand_for_a_government(text: str, metonyms: list[str]) -> None:
    assert [t.surface for t in toponyms(text) if t.metonym] == metonyms


def test_demonyms_only_when_asked_for() -> None:
    text = "Syrian and South Korean doctors met a Russian in Aleppo."
    assert found(text) == ["Aleppo"]
    result = toponyms(text, demonyms=True)
    assert [(t.surface, t.key) for t in result if t.demonym] == [
        ("Syrian", fold("Syria")),
        ("South Korean", fold("South Korea")),
        ("Russian", fold("Russia")),
    ]
    assert [t.span for t in result] == sorted(t.span for t in result)


def test_unknown_place_is_kept_when_its_context_says_so() -> None:
    result = toponyms("Gunmen attacked the village of Karsiyeh near Idlib, in the north of Syria.")
    assert "Karsiyeh" in [t.surface for t in result]
    assert next(t for t in result if t.surface == "Karsiyeh").kind == "settlement"


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a Mosque in Aleppo.",
        "Shells hit the Mosque in Aleppo.",
        "Sheikh Eddin fled Aleppo.",
        "Eddin was seen near Aleppo.",
        "Fighters of al-Din entered Aleppo.",
    ],
)
def test_a_part_of_a_name_and_a_noun_are_no_places(text: str) -> None:
    lexicon = SmallLexicon(Aleppo=("settlement", 1_600_000, "SY"), Mosque=("settlement", 10_000_000, "RU"), Eddin=("settlement", 1_000_000, "YE"))
    lexicon._priors[fold("al-Din")] = lexicon._priors[fold("Eddin")]
    assert [t.surface for t in find_toponyms(Document(doc_id="t", text=text), lexicon, Settings())] == ["Aleppo"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shells fell on the villages of Azaz, Tal Rifaat and Idlib.", ["settlement"] * 3),
        ("Shells fell on Azaz, Tal Rifaat and Idlib neighborhoods.", ["neighbourhood"] * 3),
        ("Shells fell on Azaz, Tal Rifaat and the neighborhoods of Idlib.", ["", "", ""]),
        ("Shells fell on the village of Azaz, and on Idlib.", ["settlement", ""]),
        ("Shells fell on the towns of Azaz and Idlib and in Syria.", ["settlement", "settlement", ""]),
    ],
)
def test_a_plural_says_the_kind_of_every_name_of_its_list(text: str, kinds: list[str]) -> None:
    assert [t.kind for t in toponyms(text)] == kinds


def test_people_and_organisations_are_no_places() -> None:
    assert found("President Moscow Jones met Maria Damascus on Monday.") == []


@pytest.mark.parametrize("name", ["Zarin camp", "Oduma air base", "Tellan prison"])
def test_a_known_site_keeps_its_lower_case_type_word(name: str) -> None:
    assert name in found(f"Troops raided the {name} in Syria on Monday.")
    assert name not in found(f"Troops raided the {name.replace(name.split()[0], 'Quorl')} in Syria on Monday.")


@pytest.mark.parametrize("distance", ["six kilometers south of", "about 12 km from", "7 miles east of"])
def test_an_unknown_name_with_a_distance_after_it_is_a_place(distance: str) -> None:
    assert found(f"Gunmen killed two in Quorlan, {distance} Azaz, on Monday.") == ["Quorlan", "Azaz"]
    assert found(f"Gunmen met Omar Quorlan, {distance} Azaz, on Monday.") == ["Azaz"]


@pytest.mark.parametrize("apposition", ["a village in", "a small town near", "a village 12 km east of"])
def test_an_unknown_name_that_is_said_to_be_a_village_is_one(apposition: str) -> None:
    assert found(f"Warplanes struck Quorlan, {apposition} Azaz, on Monday.") == ["Quorlan", "Azaz"]
    assert found(f"Troops detained Omar Quorlan, {apposition.split()[0]} farmer from Azaz, on Monday.") == ["Azaz"]


def test_same_input_same_output() -> None:
    text = "Clashes in Tal Rifaat, Azaz and Khan al-Assal; Moscow denied it."
    assert toponyms(text) == toponyms(text)


def test_missing_spacy_names_its_command() -> None:
    with pytest.raises((MissingExtra, SettingsError), match="install"):
        toponyms("Aleppo", spacy="no_such_pipeline")


def test_what_is_shelled_is_a_place() -> None:
    for text in ("Azaz was heavily shelled on Monday.", "Azaz was the scene of heavy clashes on Monday.", "Azaz came under mortar fire on Sunday, officials said."):
        assert found(text) == [text.split()[0]]
