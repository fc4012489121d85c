"""Names that used to be overlooked: behind an article, of hyphened syllables, of other spellings, beside a city that owns them."""

from __future__ import annotations

import functools

import pytest

from eventmap.gazetteer import Gazetteer
from eventmap.pipeline import find_places
from eventmap.records import Document, Toponym
from eventmap.settings import Settings


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def found(text: str, lexicon: Gazetteer | None = None, settings: Settings | None = None) -> dict[str, Toponym]:
    places = find_places(Document(doc_id="s", text=text), lexicon or gazetteer(), settings or Settings())
    return {t.surface: t for t in places if not t.anaphor}


@pytest.mark.parametrize(("text", "name"), [
    ("Jets struck near the village of Al-Takinah in Gezira state on Monday.", "Al-Takinah"),
    ("Clashes broke out in Al Mucheirifah in Aleppo province on Monday.", "Al Mucheirifah"),
    ("Rebels attacked a post near the village of Bir Halwan on Monday.", "Bir Halwan"),
    ("Warplanes bombed the village of Loi-hkawt in Shan state on Monday.", "Loi-hkawt"),
    ("Troops burned the village of Ye-tha-lauk in Sagaing region on Monday.", "Ye-tha-lauk"),
    ("The army deserted Ramadi on Sunday.", "Ramadi"),
])  # fmt: skip
def test_is_found_whole(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(("text", "none"), [
    ("He’ll say that shells hit Kharkiv.", "He’ll"),
    ("Turkish forces took al-Bab in operation Euphrates Shield on Monday.", "Euphrates"),
    ("Rebels shelled Shia villages near Amerli on Monday.", "Shia"),
    ("The Aleppo-based group fought near Mosul on Monday.", "Aleppo-based"),
    ("A convoy was ambushed at Bir Halwan in the desert on Monday.", "Bir Halwan in the desert"),
])  # fmt: skip
def test_is_no_place(text: str, none: str) -> None:
    assert none not in found(text)


@pytest.mark.parametrize("text", [
    "In Nyala soldiers shot dead two looters on Monday.",
    "In Syria government forces shelled Saraqib on Monday.",
])  # fmt: skip
def test_a_sentence_may_begin_with_where_it_happened(text: str) -> None:
    assert not any(t.metonym for t in found(text).values())


def test_what_a_city_owns_lies_in_it() -> None:
    for text, name, country in (
        ("A bomb exploded in Quetta's Satellite Town on Monday.", "Satellite Town", "PK"),
        ("A bomb exploded in Karachi's Clifton on Monday.", "Clifton", "PK"),
    ):
        location = found(text)[name].location
        assert location is not None
        assert location.place is not None
        assert location.place.country == country
        assert location.precision == 3


def test_what_a_city_owns_may_be_a_town_of_its_province() -> None:
    location = found("Russian jets targeted Idlib's Saraqib on Monday.")["Saraqib"].location
    assert location is not None
    assert location.place is not None
    assert location.place.name == "Saraqib"


def test_nautical_miles() -> None:
    site = found("A tanker was hit 54 nautical miles northwest of Mokha on Monday.")["Mokha"].site
    assert site is not None
    assert (round(site.lat, 1), round(site.lon, 1)) == (14.0, 42.6)


def test_a_name_alone_is_sought_where_the_reader_says(syria: Gazetteer) -> None:
    """No place of the text is known: the country of the dump that was asked for is looked in, or that of the people it tells of."""
    for text, settings in (
        ("Jets hit Daret Ezza on Monday.", Settings(gazetteer=("SY",))),
        ("Syrian jets hit Daret Ezza on Monday.", Settings()),
    ):
        location = found(text, syria, settings)["Daret Ezza"].location
        assert location is not None
        assert (round(location.lat, 1), round(location.lon, 1)) == (36.3, 36.9)
    assert found("Turkish jets hit Daret Ezza on Monday.", syria)["Daret Ezza"].location is None


def test_places_of_one_name_close_together_are_one_area() -> None:
    """The town of Adan Yabaal and the middle of its district lie 40 km apart: better the area than nothing."""
    location = found("Somali troops vacated Adan Yabaal on Monday.")["Adan Yabaal"].location
    assert location is not None
    assert location.precision == 3
    assert 20 < location.radius_km < 60


@pytest.mark.parametrize(("text", "name"), [
    ("Soldiers entered Let Yet Kone village, a school administrator said, on Friday.", "Let Yet Kone"),
    ("Soldiers torched houses in Kyi Su village, residents said, on Friday.", "Kyi Su"),
    ("Fighters attacked Tumbun Baba village, a resident said, on Friday.", "Tumbun Baba"),
])  # fmt: skip
def test_a_village_has_its_whole_name(text: str, name: str) -> None:
    assert name in found(text)
