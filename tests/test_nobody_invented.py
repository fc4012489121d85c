"""A party is laid at the door of a deed only where the text does so: unknown hands, infighting, allies, those who suffered, and hedges."""

from __future__ import annotations

import pytest

from tests.test_drafts import drafts, names

SIDES = [
    ("Islamic State fighters attacked Homs on Monday. A bomb planted by unknown persons went off in Hama on Tuesday, injuring a driver.",
     "Hama", set(), {"Civilians"}),
    ("Islamic State fighters attacked Homs on Monday. Unidentified gunmen shot dead a teacher in Hama on Tuesday.", "Hama", set(), {"Civilians"}),
    ("The army shelled Homs on Friday. Stray bullets killed a woman in Hama on Monday.", "Hama", set(), {"Civilians"}),
    ("The army shelled Homs on Friday. The rival groups Ahrar al-Sham and Jund al-Aqsa engaged on Wednesday in heavy infighting in Hama.",
     "Hama", {"Ahrar al-Sham"}, {"Jund al-Aqsa"}),
    ("Clashes erupted between the army and Hezbollah on one side and rebels on the other in Homs on Monday.",
     "Homs", {"Military Forces of Syria", "Hezbollah"}, {"Opposition Rebels"}),
    ("Hezbollah fighters and troops of the army advanced in Homs on Saturday. Two Hezbollah members died.",
     "Homs", {"Military Forces of Syria", "Hezbollah"}, set()),
    ("The army and Hezbollah fighters ambushed an armed group in Homs on Monday and left eight of its members dead.",
     "Homs", {"Military Forces of Syria", "Hezbollah"}, set()),
    ("Ahrar al-Sham recaptured Homs from Hayat Tahrir al-Sham on Friday, a day after losing it.",
     "Homs", {"Ahrar al-Sham"}, {"Hayat Tahrir al-Sham"}),
    ("Syrian troops came under attack from a truck bomb in Homs on Monday; at least 10 soldiers were killed.",
     "Homs", set(), {"Military Forces of Syria"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "actors", "targets"), SIDES)
def test_sides(text: str, place: str, actors: set[str], targets: set[str]) -> None:
    found = [d for d in drafts(text, Homs="settlement", Hama="settlement") if d.place and d.place.surface == place]
    assert [names(d) for d in found] == [(actors, targets)]


def test_patients_of_a_clinic_are_not_who_gassed_them() -> None:
    text = "On Sunday four people died and some 50 others, most of them fighters of the Free Syrian Army, were treated for suffocation in Homs."
    assert all("Free Syrian Army" not in names(d)[0] for d in drafts(text, Homs="settlement"))


@pytest.mark.parametrize(("text", "status"), [
    ("Rebels said they had shelled Homs on Monday. There was no independent confirmation.", "alleged"),
    ("Rebels said they had blown up a bridge in Homs on Monday; the claim could not be independently verified.", "alleged"),
    ("Residents said soldiers had killed nine people in Homs on Monday. The military called the accusation ridiculous.", "denied"),
    ("Residents said rebels had killed nine people in Homs on Monday. A spokesman denied that its men had been involved.", "denied"),
    ("Jets struck a market in Homs on Monday, an account that the coalition rejected.", "denied"),
    ("A bomb killed four people in Homs on Monday. Police have not confirmed the toll.", "reported"),
])  # fmt: skip
def test_doubts_and_denials_behind_the_deed(text: str, status: str) -> None:
    assert {d.status for d in drafts(text, Homs="settlement")} == {status}


@pytest.mark.parametrize("text", [
    "The cabinet will meet tonight to decide whether to widen the operation in Homs.",
    "Hezbollah's leader threatened to hit Hama if Homs were bombed.",
    "The head of the garrison said he saw no sign of a ground assault on Homs.",
    "The prime minister asked what would happen if Homs were shelled.",
    "The army would treat any aircraft over Homs as a potential target.",
    "The rebels cut the road between Homs and Hama on Monday.",
])  # fmt: skip
def test_what_has_not_happened(text: str) -> None:
    assert drafts(text, Homs="settlement", Hama="settlement") == ()
