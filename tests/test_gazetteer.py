"""The gazetteer file: built once, opened in milliseconds, whole or not at all."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from pathlib import Path

import pytest

from eventmap.errors import GazetteerCorrupt, GazetteerMissing, GazetteerOutdated
from eventmap.gazetteer import Gazetteer
from eventmap.names import fold


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The user's own one, built at first use."""
    return Gazetteer.open()


@pytest.mark.parametrize(
    "name, place_id",
    [
        ("al-Bab", "geonames:174018"), ("الباب", "geonames:174018"), ("Bzagah", "geonames:171064"), ("بزاعة", "geonames:171064"),
        ("Dayr Kak", "geonames:170772"), ("Tadif", "geonames:163811"), ("Aleppo", "geonames:170063"), ("Халеб", "geonames:170063"),
        ("Syria", "iso:SY"), ("سوريا", "iso:SY"), ("Suriye", "iso:SY"), ("Сирия", "iso:SY"), ("סוריה", "iso:SY"), ("سوریه", "iso:SY"),
        ("Ukraine", "iso:UA"), ("Україна", "iso:UA"), ("DRC", "iso:CD"), ("Kyiv", "geonames:703448"), ("Paris", "geonames:2988507"),
    ],
)  # fmt: skip
def test_names_of_all_scripts_lead_to_the_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert gazetteer.candidates(fold(name))[0].place.place_id == place_id


def test_lexicon(gazetteer: Gazetteer) -> None:
    assert gazetteer.has(fold("Aleppo"))
    assert not gazetteer.has("nosuchplaceanywhere")
    assert not gazetteer.has("")
    assert gazetteer.prior("nosuchplaceanywhere") is None
    prior = gazetteer.prior(fold("Syria"))
    assert prior is not None and prior.kinds[0] == "country" and prior.countries[0] == "SY"


def test_starts_is_never_wrong_about_a_no(gazetteer: Gazetteer) -> None:
    for first, rest in (("Deir", "ez-Zor"), ("Khan", "Shaykhun"), ("New", "York"), ("Ras", "al-Ayn")):
        assert gazetteer.starts(fold(first))
        assert gazetteer.has(fold(f"{first} {rest}"))
    assert sum(gazetteer.starts(f"zqx{n}w") for n in range(1000)) < 50


@pytest.mark.parametrize(
    "lat, lon, country, admin1, disputed",
    [
        (36.3705, 37.5157, "SY", "Aleppo", ""),
        (44.95, 34.1, "UA", "Crimea", "Russia"),
        (48.85, 2.35, "FR", "Paris", ""),
        (0.0, -30.0, "", "", ""),
    ],
)
def test_admin(gazetteer: Gazetteer, lat: float, lon: float, country: str, admin1: str, disputed: str) -> None:
    area = gazetteer.admin(lat, lon)
    assert (area.country, area.admin1, area.disputed) == (country, admin1, disputed)


def test_admin_of_a_known_place_keeps_its_side(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("geonames:174018")
    assert place is not None
    area = gazetteer.admin(place.lat, place.lon, place=place)
    assert (area.country_name, area.iso3, area.iso_numeric, area.region, area.admin1) == ("Syria", "SYR", 760, "Middle East", "Aleppo")


def test_towns(gazetteer: Gazetteer) -> None:
    towns = gazetteer.towns((35, 36, 37, 38), limit=5)
    assert towns[0][0] == "Aleppo"
    assert [t[3] for t in towns] == sorted((t[3] for t in towns), reverse=True)


def test_demonyms_and_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym(fold("Syrians")) == "SY"
    assert gazetteer.demonym(fold("российских")) == "RU"
    assert gazetteer.demonym(fold("Aleppo")) is None
    assert gazetteer.country_names["UA"] == "Ukraine"


def test_it_can_be_sent_to_another_process(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).candidates("halab") == gazetteer.candidates("halab")


def test_a_dump_that_was_not_added_names_the_command(gazetteer: Gazetteer) -> None:
    with pytest.raises(GazetteerMissing, match="eventmap gazetteer add ZZ"):
        Gazetteer.open(gazetteer.path, dumps=["ZZ"])


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("damage", ["text", "short", "empty", "other"])
def test_damaged_files_say_so(gazetteer: Gazetteer, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "gazetteer.sqlite"
    if damage == "text":
        path.write_text("not a database, but long enough to be looked at " * 100)
    elif damage == "empty":
        path.touch()
    elif damage == "other":
        sqlite3.connect(path).execute("CREATE TABLE t (x)")
    else:
        shutil.copy(gazetteer.path, path)
        with path.open("rb+") as file:
            file.truncate(path.stat().st_size // 2)
    with pytest.raises(GazetteerCorrupt, match=r"damaged.*gazetteer build"):
        Gazetteer.open(path)


def test_a_file_of_another_version_says_so(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    shutil.copy(gazetteer.path, path)
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '\"0-old\"' WHERE name = 'fingerprint'")
    db.commit()
    db.close()
    with pytest.raises(GazetteerOutdated, match="gazetteer build"):
        Gazetteer.open(path)
