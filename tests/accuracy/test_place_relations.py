"""Where the words around a name put it, in reports of many wars: our own sentences, read with the gazetteer as shipped.

Points are from general knowledge; a district of which only the seat is known is its seat.
"""

from __future__ import annotations

import pytest

from eventmap.extract.places.relations import relate
from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.names import fold
from eventmap.records import Document, Toponym
from eventmap.resolve import locate
from eventmap.resolve.geo import distance_km
from eventmap.resolve.options import index_of
from eventmap.settings import Settings

NEAR_KM = 25.0


def read(text: str, name: str) -> Toponym:
    """The first mention of ``name``, with its location."""
    document, gazetteer, settings = Document(doc_id="t", text=text), Gazetteer.open(dumps=()), Settings()
    toponyms = locate(document, relate(document, find_toponyms(document, gazetteer, settings)), gazetteer, settings)
    return next(t for t in toponyms if t.surface == name)


def km_from(text: str, name: str, lat: float, lon: float) -> float:
    location = read(text, name).location
    assert location is not None, f"{name} is put nowhere"
    return distance_km((location.lat, location.lon), (lat, lon))


# The inner area is meant, not the outer one.
NESTED = [
    ("Gunmen killed 12 people in Zamfara's Anka district on Monday.", "Anka", 12.11, 5.93),
    ("Clashes broke out in Wadi Humaq, in the Radfan district of Lahj, on Sunday.", "Radfan", 13.5, 44.9),
    ("Clashes broke out in Wadi Humaq, in the Radfan district of Lahj, on Sunday.", "Wadi Humaq", 13.5, 44.9),
    ("Bandits raided the village of Tungar Kwana in Zamfara's Talata Mafara district.", "Tungar Kwana", 12.57, 6.06),
    ("Junta troops torched houses in Sagaing's Khin-U township.", "Khin-U", 22.77, 95.79),
    ("Air strikes hit the village of Pazigyi in Sagaing's Kanbalu township.", "Kanbalu", 23.2, 95.52),
    ("ADF rebels killed ten in Ituri's Mambasa territory.", "Mambasa", 1.36, 29.05),
    ("Fighting broke out in Borno's Gwoza local government area.", "Gwoza", 11.08, 13.69),
    ("Houthi fighters shelled Hodeidah's Hays district.", "Hays", 13.93, 43.48),
    ("A roadside bomb exploded in Diyala's Khanaqin district.", "Khanaqin", 34.35, 45.39),
    ("ISIS fighters attacked a checkpoint in Kirkuk's Daquq district.", "Daquq", 35.14, 44.45),
    ("Al-Shabaab raided Lower Shabelle's Qoryoley district.", "Qoryoley", 1.79, 44.53),
    ("RSF fighters looted shops in Gezira's Hasaheisa locality.", "Hasaheisa", 14.75, 33.3),
    ("Shelling hit Vovchansk in the Chuhuiv district of Kharkiv region.", "Vovchansk", 50.29, 36.94),
    ("Jihadists killed four in Boni, in the Douentza circle of Mopti region.", "Boni", 15.08, -2.22),
]


QUARTERS = [
    ("Shells hit Mosul's Zanjili district on Friday, killing three.", "Zanjili", 36.34, 43.13),
    ("A bomb went off in Quetta's Satellite Town.", "Satellite Town", 30.18, 67.0),
    ("A car bomb exploded in the Karrada district of Baghdad.", "Karrada", 33.31, 44.43),
    ("Drones hit Kharkiv's Saltivka district.", "Saltivka", 50.03, 36.35),
]


# What is called a district, or stands in a list of them, and no city of its province is beside it.
DISTRICTS = [
    ("The shelling hit farms and roads in Razih and Monabbih districts. Raids hit Hodeidah last night.", "Razih", 16.99, 43.23),
    ("The shelling hit farms and roads in Razih and Monabbih districts. Raids hit Hodeidah last night.", "Monabbih", 17.17, 43.2),
    ("Gunfire was heard in Bishnupur and Churachandpur districts, police said in Imphal.", "Churachandpur", 24.33, 93.67),
    ("The Taliban attacked Achin and Kot districts. A bomb went off in Kandahar on Friday.", "Achin", 34.12, 70.71),
    ("Troops fought in Konduga and Bama districts. A suicide bomber struck in Kano last week.", "Bama", 11.52, 13.69),
    ("Clashes were reported in Mudiyah and Lawdar districts, Abyan.", "Lawdar", 13.88, 45.87),
    ("The RSF attacked Tawila and Kutum districts. In Port Sudan, the army held a parade.", "Kutum", 14.2, 24.67),
    ("The enemy shelled Kharkiv again. Five people were killed in the Industrialnyi and Shevchenkivskyi districts.", "Shevchenkivskyi", 50.0, 36.25),
]  # fmt: skip


# A namesake is known, but far from where the words put the place: the last number is how far from the point the province may be.
BOUND = [
    ("Militants attacked the Ugandan base in Golweyn, Lower Shabelle, on Monday night.", "Golweyn", 1.66, 44.58, 60),
    ("Rebels raided the police station of Las Navas, Northern Samar, on Friday.", "Las Navas", 12.34, 125.03, 10),
    ("Gunmen stormed Gora, Zamfara, on Saturday, police said.", "Gora", 12.1, 6.2, 120),
    ("Jihadists attacked Koro, Mopti, on Sunday.", "Koro", 14.07, -3.08, 10),
    ("Gunmen killed four in Udei, Benue, on Sunday.", "Udei", 7.7, 8.7, 100),
    ("A bomb hit Qarabagh, Ghazni, on Friday.", "Qarabagh", 33.2, 68.1, 50),
    ("Fighters attacked Balad, Middle Shabelle, and Barawe, Lower Shabelle.", "Balad", 2.36, 45.39, 10),
    ("Bandits killed five people in Udi in Katsina on Sunday.", "Udi", 12.99, 7.6, 60),
    ("Houthi rockets hit the village of Sirwah in Taiz.", "Sirwah", 13.58, 44.02, 60),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon", "km"), BOUND, ids=[row[1] for row in BOUND])
def test_a_province_binds(text: str, name: str, lat: float, lon: float, km: float) -> None:
    assert km_from(text, name, lat, lon) <= km


# No gazetteer knows it, or only on the other side of the town that it is measured from.
MEASURED = [
    ("Iraqi forces retook Hamam, south of Qayyarah.", "Hamam", 35.8, 43.29),
    ("The army clashed with militants in Hamam south of Qayyarah in Iraq.", "Hamam", 35.8, 43.29),
    ("Gunmen attacked Tobin, near Kumbo in Cameroon.", "Tobin", 6.2, 10.66),
    ("RSF fighters burned Umm Dukhnaya, south of El Obeid.", "Umm Dukhnaya", 13.1, 30.2),
    ("Russian forces shelled Nova Zoryanka near Kupiansk.", "Nova Zoryanka", 49.7, 37.6),
    ("M23 rebels seized Kalambi, west of Goma.", "Kalambi", -1.68, 29.2),
    ("Boko Haram killed six in Ngurbuwa, north of Maiduguri.", "Ngurbuwa", 11.9, 13.15),
    ("Houthis shelled Al-Qasaba near Haradh.", "Al-Qasaba", 16.4, 43.05),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), MEASURED, ids=[row[0][:30] for row in MEASURED])
def test_the_anchor_is_nearer_than_a_namesake(text: str, name: str, lat: float, lon: float) -> None:
    assert km_from(text, name, lat, lon) <= NEAR_KM


RIVERS = [
    ("Ukrainian marines crossed the Dnipro River near Kherson.", "Dnipro River", 46.64, 32.61),
    ("A ferry was attacked on the Niger River near Gao.", "Niger River", 16.27, -0.04),
    ("Bodies were found in the Nile in Khartoum.", "Nile", 15.55, 32.53),
    ("IS boats were bombed on the Tigris south of Qayyarah.", "Tigris", 35.8, 43.29),
    ("Air strikes hit rafts on the Euphrates in Raqqa.", "Euphrates", 35.95, 39.01),
    ("Junta gunboats on the Ayeyarwady River shelled Katha.", "Ayeyarwady River", 24.18, 96.33),
    ("Fighting went on along the Siverskyi Donets at Lyman.", "Siverskyi Donets", 48.99, 37.8),
    ("M23 boats were seen on Lake Kivu off Goma.", "Lake Kivu", -1.68, 29.22),
    ("A boat capsized on the Congo River at Mbandaka.", "Congo River", 0.05, 18.26),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), RIVERS, ids=[row[1] for row in RIVERS])
def test_a_long_river_is_where_its_town_is(text: str, name: str, lat: float, lon: float) -> None:
    location = read(text, name).location
    assert location is not None and location.place is not None
    assert location.place.kind == "water"
    assert distance_km((location.lat, location.lon), (lat, lon)) <= NEAR_KM


def test_a_river_alone_stays_as_vague_as_it_is() -> None:
    location = read("Troops crossed the Euphrates at night.", "Euphrates").location
    assert location is not None and location.radius_km >= 100


# Known well, but in no country that the text tells of.
ELSEWHERE = [
    ("Talks between the army and the RSF went on in Geneva. In Sudan, shells fell on El Fasher.", "Geneva", 46.2, 6.15),
    ("Qatari officials hosted M23 and Congo in Doha.", "Doha", 25.29, 51.53),
    ("Rebels took Bunagana. Washington called for a truce in Congo.", "Washington", 38.9, -77.04),
    ("The Libyan general will not go to Palermo, his office in Benghazi said.", "Palermo", 38.12, 13.36),
    ("Turkey said a car bomb in Tel Abyad killed three Syrian civilians.", "Tel Abyad", 36.7, 38.95),
    ("Rwanda said Congolese troops shelled Rubaya.", "Rubaya", -1.55, 28.88),
    ("Ethiopia said Somali militants attacked Ferfer.", "Ferfer", 5.09, 45.16),
    ("Saudi Arabia said Houthi rockets were fired from Sirwah.", "Sirwah", 15.45, 45.0),
    ("Houthis shelled Al-Qasaba near Haradh.", "Haradh", 16.41, 43.06),
    ("Chad said Sudanese fighters crossed from Geneina.", "Geneina", 13.45, 22.45),
]


TWINS = [  # a town on each side of a border, 2 km apart
    ("Turkish-backed fighters shelled Tel Abyad in northern Syria.", "Tel Abyad", "SY"),
    ("Syrian rebels entered Tel Abyad on Monday.", "Tel Abyad", "SY"),
    ("In Turkey's Sanliurfa province, mortars fired from Tel Abyad hit Akcakale.", "Tel Abyad", "SY"),
    ("In Turkey's Sanliurfa province, mortars fired from Tel Abyad hit Akcakale.", "Akcakale", "TR"),
    ("Israeli tanks moved into Rafah in Gaza.", "Rafah", "PS"),
    ("Clashes broke out at Chaman in Pakistan.", "Chaman", "PK"),
]


@pytest.mark.parametrize(("text", "name", "country"), TWINS, ids=[row[0][:30] for row in TWINS])
def test_a_border_town_is_in_its_country(text: str, name: str, country: str) -> None:
    location = read(text, name).location
    assert location is not None and location.place is not None
    assert location.place.country == country


@pytest.mark.parametrize("surface", ["Menagh military air base", "Menagh base", "Menagh air base"])
def test_a_site_by_another_of_its_type_words(surface: str) -> None:
    senses = index_of(Gazetteer.open(dumps=())).of(fold(surface), "facility", surface)
    assert {o.place.place_id for o in senses.options} == {"eventmap:sy-menagh-air-base"}


RULES = {
    "the inner area is meant": NESTED,
    "a quarter stays in its city": QUARTERS,
    "a district lies in its province": DISTRICTS,
    "a place outside the countries told of": ELSEWHERE,
}
CASES = [pytest.param(*row, id=f"{rule}: {row[1]}") for rule, table in RULES.items() for row in table]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), CASES)
def test_is_where_the_words_put_it(text: str, name: str, lat: float, lon: float) -> None:
    assert km_from(text, name, lat, lon) <= NEAR_KM
