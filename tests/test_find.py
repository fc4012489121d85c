"""Finding a name: any spelling and script, type words, context; each answer with its reasons."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from eventmap.gazetteer import Gazetteer
from eventmap.gazetteer.near import box, distance_km
from eventmap.gazetteer.pool import Searched
from eventmap.gazetteer.readings import area_key, readings, spaced
from eventmap.names import WORD_PATTERN, fold, words


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    "name, place_id",
    [
        ("Kyiv", "geonames:703448"), ("Kiev", "geonames:703448"), ("Київ", "geonames:703448"), ("Киев", "geonames:703448"),
        ("Bakhmut", "geonames:713174"), ("Artemivsk", "geonames:713174"), ("Бахмут", "geonames:713174"),
        ("Kobane", "geonames:172256"), ("Kobani", "geonames:172256"), ("Ayn al-Arab", "geonames:172256"), ("عين العرب", "geonames:172256"),
        ("al-Bab city", "geonames:174018"), ("town of al-Bab", "geonames:174018"), ("City of Aleppo", "geonames:170063"),
        ("Bza'a town", "geonames:171064"), ("village of Bzagah", "geonames:171064"),
        ("Bzagah (Bizaa)", "geonames:171064"), ("Bzagah/Bizaa", "geonames:171064"), ("Bzagah, Aleppo", "geonames:171064"),
        ("Şırnak", "geonames:300640"), ("Sirnak", "geonames:300640"),
        ("ירושלים", "geonames:281184"), ("Ιερουσαλήμ", "geonames:281184"), ("Թբիլիսի", "geonames:611717"), ("თბილისი", "geonames:611717"),
        ("ရန်ကုန်", "geonames:1298824"), ("አዲስ አበባ", "geonames:344979"), ("दिल्ली", "geonames:1273294"), ("کابل", "geonames:1138958"),
        ("Hesekê", "geonames:173811"), ("صنعاء", "geonames:71137"),
    ],
)  # fmt: skip
def test_spellings(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    found = gazetteer.find(name)
    assert found and found[0].place.place_id == place_id, [(c.place.name, c.place.place_id, c.score) for c in found[:3]]


@pytest.mark.parametrize(
    "name, asked, place_id",
    [
        ("Alepo", {"country": ["SY"]}, "geonames:170063"),  # a letter lost
        ("Kharkow", {"country": ["UA"]}, "geonames:706483"),
        ("Tdif", {"near": (36.37, 37.51)}, "geonames:163811"),  # no country, but what is near
        ("Khan Shaikoun", {"country": ["SY"], "admin1": "Edleb Governorate"}, "geonames:168325"),
    ],
)
def test_misspelt_names_with_context(gazetteer: Gazetteer, name: str, asked: dict[str, object], place_id: str) -> None:
    best = gazetteer.find(name, **asked)[0]  # type: ignore[arg-type]
    assert best.place.place_id == place_id
    assert best.tier in ("skeleton", "fuzzy", "exact")


def test_never_loose_without_context(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qwxzjkv") == ()
    assert all(c.tier == "exact" for c in gazetteer.find("Alepo"))
    assert gazetteer.find("Khan Shaikhyn", country=["SY"], loose=False) == ()


def test_the_tier_and_the_reasons_are_said(gazetteer: Gazetteer) -> None:
    best = gazetteer.find("Tdif", country=["SY"], near=(36.37, 37.51))[0]
    assert any("spelt like" in reason for reason in best.reasons)
    assert any("km from the point asked for" in reason for reason in best.reasons)
    assert any(reason.startswith("in SY") for reason in best.reasons)


@pytest.mark.parametrize(
    "asked, country",
    [({"country": ["LB"]}, "LB"), ({"country": ["LY"]}, "LY"), ({"near": (34.4, 35.9)}, "LB"), ({"near": [(32.9, 13.2), (32.5, 14.0)]}, "LY")],
)
def test_context_decides(gazetteer: Gazetteer, asked: dict[str, object], country: str) -> None:
    assert gazetteer.find("Tripoli", **asked)[0].place.country == country  # type: ignore[arg-type]


@pytest.mark.parametrize("admin1", ["Aleppo", "Aleppo Governorate", "Halab", "محافظة حلب", "Muhafazat Halab", "ALEPPO PROVINCE"])
def test_areas_in_any_spelling(gazetteer: Gazetteer, admin1: str) -> None:
    assert gazetteer.areas_called(admin1, ("SY",)) == {"Aleppo"}


def test_areas_that_nobody_knows_are_no_context(gazetteer: Gazetteer) -> None:
    assert gazetteer.areas_called("Qwxzjkv Governorate", ("SY",)) == frozenset()
    assert gazetteer.find("Aleppo", country=["SY"], admin1="Qwxzjkv Governorate")[0].place.place_id == "geonames:170063"


def test_kinds(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Aleppo", kinds=["admin1"])[0].place.kind == "admin1"
    assert gazetteer.find("Aleppo province")[0].place.kind == "admin1"
    assert gazetteer.find("Aleppo")[0].place.kind == "settlement"


@pytest.mark.parametrize(
    "name, near",
    [
        ("Kweires military airport", (36.187, 37.583)), ("Kuweires air base", (36.187, 37.583)), ("Tiyas airbase", (34.523, 37.63)),
        ("Shayrat airfield", (34.49, 36.91)), ("Hostomel airport", (50.6, 30.19)), ("Millerovo air base", (48.95, 40.3)),
        ("Belbek airfield", (44.69, 33.57)), ("Mitiga airport", (32.894, 13.276)),
    ],
)  # fmt: skip
def test_air_fields(gazetteer: Gazetteer, name: str, near: tuple[float, float]) -> None:
    best = gazetteer.find(name)[0].place
    assert best.kind == "facility"
    assert distance_km(best.lat, best.lon, *near) < 4


def test_scores_are_shared_by_rivals(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Springfield", country=["US"], limit=40)
    assert sum(c.score for c in found) <= 1.5
    assert all(0 <= c.score <= 1 for c in found)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_the_same_question_has_the_same_answer(gazetteer: Gazetteer) -> None:
    again = Gazetteer.open(gazetteer.path)
    for name in ("Tripoli", "Springfield", "Khan Shaykhun"):
        assert gazetteer.find(name, country=["SY", "LB"]) == again.find(name, country=["SY", "LB"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_asked(gazetteer: Gazetteer, text: str) -> None:
    for candidate in gazetteer.find(text, country=["SY"], limit=3):
        assert candidate.place.place_id and candidate.reasons


# -- readings -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, read",
    [
        ("village of Dabiq", "Dabiq"), ("Dabiq village", "Dabiq"), ("the town of Dabiq", "Dabiq"), ("Dabiq (Dabek)", "Dabek"),
        ("compound outside Dabiq", "Dabiq"), ("Eastern Ghouta", "Ghouta"), ("Abu Rasin/Zarkan", "Zarkan"), ("Dabiq, Aleppo", "Dabiq"),
        ("north of Dabiq", "Dabiq"), ("Kuweires military airport", "Kuweires"),
    ],
)  # fmt: skip
def test_readings(name: str, read: str) -> None:
    assert read in [r.text for r in readings(name)]
    assert readings(name)[0].text == name and readings(name)[0].cost == 0


def test_readings_of_hostile_names_are_few() -> None:
    assert len(readings("village of " * 1000)) <= 12
    assert len(readings("(" * 1000 + "a/b" * 1000)) <= 12


@pytest.mark.parametrize("name", ["Mintaqat Markaz Homs district", "Homs Governorate", "محافظة Homs", "Homs"])
def test_area_key(name: str) -> None:
    assert area_key(name) == fold("Homs")


def test_sides_are_translated() -> None:
    assert sorted(spaced("Western Ghariyah").split()) == sorted(spaced("Ghariyah al Gharbiyah").split())
    assert spaced("Velyka Novosilka").split()[0] == spaced("Big Novosilka").split()[0]


def test_distances() -> None:
    assert distance_km(36.3705, 37.5157, 36.3065, 37.4440) == pytest.approx(9.6, abs=0.1)
    south, north, west, east = box(60.0, 10.0, 10.0)
    assert distance_km(60.0, west, 60.0, east) == pytest.approx(20.0, rel=0.01)
    assert distance_km(south, 10.0, north, 10.0) == pytest.approx(20.0, rel=0.01)


@given(st.lists(st.text("abcde éж", max_size=9), max_size=40), st.text("abcde éж", max_size=9), st.sampled_from([50.0, 72.0, 90.0]))
def test_counting_letters_first_leaves_out_no_name_that_looks_alike(texts: list[str], text: str, least: float) -> None:
    whole = [(n, ratio) for _, ratio, n in process.extract(text, texts, scorer=fuzz.ratio, limit=5, score_cutoff=least)]
    assert Searched(texts).likest(text, 5, least) == whole


@given(st.text("abу -’'1ʼ\u0301", max_size=12))
def test_words_of_letters_alone_are_cut_as_by_the_pattern(name: str) -> None:
    assert words(name) == re.findall(f"{WORD_PATTERN}|\\d+", name)
