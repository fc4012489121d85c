"""Where the words around a name put it, in reports of many wars: our own sentences, read with the gazetteer as shipped.

Points are from general knowledge; a district of which only the seat is known is its seat.
"""

from __future__ import annotations

import pytest

from eventmap.extract.places.relations import relate
from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document, Toponym
from eventmap.resolve import locate
from eventmap.resolve.geo import distance_km
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


@pytest.mark.parametrize(("text", "name", "lat", "lon"), NESTED, ids=[row[1] for row in NESTED])
def test_the_inner_area_is_meant(text: str, name: str, lat: float, lon: float) -> None:
    assert km_from(text, name, lat, lon) <= NEAR_KM


QUARTERS = [
    ("Shells hit Mosul's Zanjili district on Friday, killing three.", "Zanjili", 36.34, 43.13),
    ("A bomb went off in Quetta's Satellite Town.", "Satellite Town", 30.18, 67.0),
    ("A car bomb exploded in the Karrada district of Baghdad.", "Karrada", 33.31, 44.43),
    ("Drones hit Kharkiv's Saltivka district.", "Saltivka", 50.03, 36.35),
]


@pytest.mark.parametrize(("text", "name", "lat", "lon"), QUARTERS, ids=[row[1] for row in QUARTERS])
def test_a_quarter_stays_in_its_city(text: str, name: str, lat: float, lon: float) -> None:
    assert km_from(text, name, lat, lon) <= NEAR_KM
