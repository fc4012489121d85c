"""Names of which the gazetteer knows but a part, bodies that bear a place's name, and guesses too wild to make."""

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


def found(text: str) -> dict[str, Toponym]:
    return {t.surface: t for t in find_places(Document(doc_id="s", text=text), gazetteer(), Settings())}


@pytest.mark.parametrize(("text", "part"), [
    ("Fighters from the Sinaloa Cartel fought troops in Culiacán, Mexico, on Monday.", "Sinaloa"),
    ("The New York Times reported, on Monday, a raid on Mosul.", "New York"),
    ("She told the Kyiv Independent, a newspaper, of the strike on Izium.", "Kyiv"),
    ("The Arakan Army took a post in Maungdaw, Myanmar, on Friday.", "Arakan"),
    ("Forces took Tal Khaima and Badush al-Sufla, west of Mosul, on Sunday.", "al-Sufla"),
    ("Militiamen died in Chiure-Velho, Mozambique, on Wednesday.", "Velho"),
])  # fmt: skip
def test_a_part_is_no_place(text: str, part: str) -> None:
    assert part not in found(text)


def test_a_wild_guess_is_not_made() -> None:
    mamove = found("Rebels attacked Mamove, in Beni territory, North Kivu, in the Democratic Republic of Congo.")["Mamove"]
    assert mamove.location is None or mamove.location.precision > 1
