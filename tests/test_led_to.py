"""Two deeds of one sentence, of which one led to the other, and what neither of them did."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.test_drafts import drafts, names


def told(text: str) -> dict[tuple[str, str], tuple[set[str], int | None]]:
    """(kind, place): who acted, how many were killed."""
    found = drafts(text, Homs="settlement", Hama="settlement")
    return {(d.sub_event_type, d.place.surface): (names(d)[0], d.fatalities.best if d.fatalities else None) for d in found if d.place}


@pytest.mark.parametrize(("text", "kind", "killed", "led", "died"), [
    ("Police arrested 12 people in Homs on Monday after gunmen killed five farmers.", "Arrests", None, "Attack", 5),
    ("Soldiers raided houses in Homs on Monday and arrested three men after a shooting that killed a taxi driver.", "Arrests", None, "", None),
    ("The army shelled Homs on Monday after rebels attacked a checkpoint, killing three soldiers.",
     "Shelling/artillery/missile attack", None, "Armed clash", 3),
    ("Hundreds of people protested in Homs on Monday after soldiers shot dead two students.", "Peaceful protest", None, "Attack", 2),
    ("Soldiers torched 40 houses in Homs on Monday after rebels ambushed a convoy, killing six soldiers.",
     "Looting/property destruction", None, "Armed clash", 6),
])  # fmt: skip
def test_the_dead_of_what_led_to_it_are_not_those_of_the_deed(text: str, kind: str, killed: int | None, led: str, died: int | None) -> None:
    found = told(text)
    assert found[kind, "Homs"][1] == killed
    if led:
        assert found[led, "Homs"][1] == died


def test_what_killed_them_is_one_deed() -> None:
    found = told("Five people were killed in Homs on Monday after a car bomb exploded near a restaurant.")
    assert [(kind, killed) for (kind, _), (_, killed) in found.items()] == [("Remote explosive/landmine/IED", 5)]


def test_two_weapons_two_places() -> None:
    found = told("A guided bomb killed three people in Homs on Monday, while mortar fire killed a cyclist in Hama.")
    assert {place: (kind, killed) for (kind, place), (_, killed) in found.items()} == {
        "Homs": ("Air/drone strike", 3), "Hama": ("Shelling/artillery/missile attack", 1),
    }  # fmt: skip


def test_days_before_another_deed() -> None:
    found = drafts("The army took Homs on Monday, two days after IS fired mortars at Hama.", Homs="settlement", Hama="settlement")
    assert {d.place.surface: d.date.day for d in found if d.place and d.date} == {"Homs": dt.date(2024, 5, 13), "Hama": dt.date(2024, 5, 11)}


def test_persons_captured() -> None:
    found = drafts("Soldiers captured three Al-Nusra Front members, among them a clerk, in Homs on Monday.", Homs="settlement")
    assert [d.sub_event_type for d in found] == ["Arrests"]


@pytest.mark.parametrize(("text", "killed"), [
    ("Two people died when rockets hit a market in Homs on Monday, and four more succumbed to their wounds overnight.", 6),
    ("Three soldiers were killed in an ambush near Homs on Monday and two others died of their wounds.", 5),
    ("Rebels attacked a post in Homs on Monday. A landslide killed 30 miners.", None),
    ("Residents of Homs burned a police truck on Monday in protest at the murder of a nurse.", None),
])  # fmt: skip
def test_who_died_of_it(text: str, killed: int | None) -> None:
    assert [number for _, number in told(text).values()] == [killed]


@pytest.mark.parametrize("text", [
    "People of Homs, who had called on the army to protect them, said armed men killed nine people on Monday.",
    "A reporter critical of Hezbollah was shot dead in Homs on Monday by unknown assailants.",
])  # fmt: skip
def test_gunmen_are_no_army_and_critics_no_friends(text: str) -> None:
    assert [(names(d)[0], {a.name for a in d.targets}) for d in drafts(text, Homs="settlement")] == [(set(), {"Civilians"})]


def test_some_of_them_elsewhere() -> None:
    text = "Ten people died in shelling in Idlib province on Monday, including four children in Homs."
    found = drafts(text, Homs="settlement", Idlib="admin1")
    assert [(d.place.surface, d.fatalities.best) for d in found if d.place and d.fatalities] == [("Idlib", 10)]


def test_where_those_live_who_tell_of_it() -> None:
    assert ("Air/drone strike", "Homs") in told("The mayor of Homs said a woman was killed when a drone hit her car on Monday.")


def test_the_men_of_an_army() -> None:
    found = drafts("An army column of around 80 men torched some 140 houses in Homs on Monday.", Homs="settlement")
    assert [names(d)[0] for d in found] == [{"Military Forces of Syria"}]


def test_similar_attacks_elsewhere_are_no_detail() -> None:
    found = told("At least 15 people were killed in air strikes in a district of Homs. Five civilians were also killed in similar attacks on Hama.")
    assert {place: killed for (_, place), (_, killed) in found.items()} == {"Homs": 15, "Hama": 5}
