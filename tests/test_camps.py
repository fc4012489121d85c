"""What is known of two parties before a text is read, and what comes of it for the sides."""

from __future__ import annotations

import datetime as dt

import pytest

from eventmap.extract.actors.camps import camps, stance, two_sided
from eventmap.extract.actors.find import find_actors, group, state_forces
from eventmap.extract.actors.table import table
from eventmap.records import Document


@pytest.mark.parametrize(("one", "other", "country", "year", "said"), [
    ("Military Forces of Syria", "Hezbollah", "SY", 2016, "ally"),
    ("Military Forces of Syria", "Al-Nusra Front", "SY", 2016, "foe"),
    ("Hayat Tahrir al-Sham", "Ahrar al-Sham", "SY", 2018, "ally"),  # by its parent
    ("Islamic State", "Syrian Democratic Forces", "SY", 2017, "foe"),
    ("Military Forces of Russia", "Military Forces of Ukraine", "UA", 2023, "foe"),
    ("Military Forces of Russia", "Military Forces of Ukraine", "SY", 2016, ""),
    ("Rapid Support Forces", "Military Forces of Sudan", "SD", 2021, "ally"),
    ("Rapid Support Forces", "Military Forces of Sudan", "SD", 2024, "foe"),
    ("March 23 Movement", "Wazalendo", "CD", 2024, "foe"),
])  # fmt: skip
def test_who_stands_with_whom(one: str, other: str, country: str, year: int, said: str) -> None:
    assert stance(group(one), group(other), country, year) == stance(group(other), group(one), country, year) == said


def test_a_country_without_camps_has_its_army_and_its_rebels() -> None:
    army, police = state_forces("BI"), state_forces("BI", police=True)
    assert "BI" not in camps()
    assert stance(army, police, "BI", 2020) == "ally"
    assert stance(army, group("RED-Tabara"), "BI", 2020) == "foe"
    assert stance(army, army, "BI", 2020) == ""


def test_a_police_that_no_camp_names_stands_with_its_army() -> None:
    assert stance(state_forces("ML"), state_forces("ML", police=True), "ML", 2022) == "ally"


def test_every_member_is_a_party_of_the_tables() -> None:
    known, states = table().groups, ("Military Forces of ", "Police Forces of ")
    for told in camps().values():
        for camp in told:
            assert all(name in known or name.startswith(states) for name in camp.members), camp
            assert camp.since <= camp.until


def test_no_party_is_in_two_camps_of_one_time() -> None:
    for country, told in camps().items():
        for i, camp in enumerate(told):
            for other in told[:i]:
                if camp.since <= other.until and other.since <= camp.until:
                    assert not camp.members & other.members, (country, camp.members & other.members)


def named(text: str, country: str) -> list[str]:
    document = Document(doc_id="t", text=text, published=dt.date(2016, 8, 13))
    return [m.actor.name for m in find_actors(document, country=country)]


def test_a_branch_is_not_its_parent() -> None:
    assert "Al Qaeda" not in named("A sniper of al-Nusra Front (Qaeda branch in the Levant) shot two men.", "SY")
    assert "Al Qaeda" not in named("Fighters from Al-Qaeda's Syria affiliate Al-Nusra Front seized the hill.", "SY")
    assert "Al Qaeda" not in named("The al Qaeda-linked group left the town, al Shabaab said.", "SO")
    assert "Al Qaeda" in named("Al Qaeda attacked the post. The Nusra Front did not.", "SY")


def test_militants_are_those_whom_reports_call_so() -> None:
    told = named("Two IS bombers hit a checkpoint of the Asayish. The militants also kidnapped five men.", "SY")
    assert told[-2:] == ["Islamic State", "Civilians"]


def test_wars_of_two_sides() -> None:
    assert two_sided("UA", 2024)
    assert not two_sided("SY", 2016)
    assert not two_sided("BR", 2016)
