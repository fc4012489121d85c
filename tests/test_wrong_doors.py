"""Who did it and what it was, where the words lead astray: uniforms, road blocks, what was foiled, who shelled whom."""

from __future__ import annotations

import pytest

from eventmap.extract.actors.find import find_actors
from eventmap.records import Document
from tests.test_drafts import drafts, names

Row = tuple[str, set[str], set[str], int | None]


def rows(text: str) -> dict[str, Row]:
    """By place: kind, who acted, who was acted on, how many were killed."""
    found = drafts(text, Homs="settlement", Hama="settlement", Jisr="settlement")
    return {d.place.surface: (d.sub_event_type, *names(d), d.fatalities.best if d.fatalities else None) for d in found if d.place}


@pytest.mark.parametrize("text", [
    "Gunmen in army fatigues took two nurses from a clinic in Homs on Friday.",
    "Men wearing police uniforms abducted a judge in Homs on Monday.",
    "Attackers disguised as soldiers stormed a market in Homs on Sunday, killing nine people.",
    "Men in army-style uniforms robbed a bus near Homs on Tuesday.",
    "Militants in Syrian army uniforms killed four people in Homs on Monday.",
])  # fmt: skip
def test_a_uniform_is_no_army(text: str) -> None:
    _, actors, targets, _ = rows(text)["Homs"]
    assert not any(name.startswith(("Military", "Police")) for name in actors | targets)


def test_soldiers_in_uniform_are_soldiers() -> None:
    assert rows("Soldiers in military uniform arrested a journalist in Homs on Monday.")["Homs"][1] == {"Military Forces of Syria"}


def test_armed_men_who_block_a_road_do_not_protest() -> None:
    kind, actors, _, killed = rows("Armed men blocked the highway in Homs on Sunday, checked papers and shot dead three passengers.")["Homs"]
    assert (kind, actors, killed) == ("Attack", set(), 3)


@pytest.mark.parametrize(("text", "kind"), [
    ("Soldiers at a checkpoint in Homs foiled an attempted car bombing on Sunday.", "Disrupted weapons use"),
    ("Police thwarted a suicide attack in Homs on Monday.", "Disrupted weapons use"),
    ("The army repelled an attack by rebels on Homs on Monday.", "Armed clash"),
    ("Gunmen took two cattle dealers hostage in Homs on Sunday.", "Abduction/forced disappearance"),
    ("Soldiers took three students away in Homs on Monday.", "Arrests"),
    ("Soldiers abducted three students in Homs on Monday.", "Abduction/forced disappearance"),
    ("Residents of Homs accused soldiers of having executed four men at a roadblock on Friday.", "Attack"),
    ("A settler was stabbed to death near Homs on Monday.", "Attack"),
    ("Angry motorcyclists barricaded the main street of Homs on Monday and set fire to a tax office.", "Violent demonstration"),
    ("Soldiers caught up with the raiders on Sunday near Homs and killed six of them.", "Armed clash"),
    ("The General Staff said 11 terrorists were neutralised in Homs on Sunday.", "Armed clash"),
    ("Gunmen in a pickup without number plates seized two aid workers in Homs on Sunday.", "Abduction/forced disappearance"),
    ("Two militants, among them a wanted commander, were killed in an exchange of fire with soldiers in Homs on Friday.", "Armed clash"),
])  # fmt: skip
def test_what_it_was(text: str, kind: str) -> None:
    assert rows(text)["Homs"][0] == kind


def test_who_is_pursued_does_not_pursue() -> None:
    kind, actors, targets, killed = rows("Soldiers pursued the rebels into the hills near Homs on Monday and killed four of them.")["Homs"]
    assert (kind, killed) == ("Armed clash", 4)
    assert "Military Forces of Syria" in actors
    assert "Military Forces of Syria" not in targets


def test_two_deeds_with_a_place_each() -> None:
    found = rows("Air defences shot down a drone over Homs and repulsed an assault near Hama on Monday.")
    assert {place: row[0] for place, row in found.items()} == {"Homs": "Disrupted weapons use", "Hama": "Armed clash"}


def test_where_a_bus_was_bound_for() -> None:
    assert set(rows("Gunmen stopped a Hama-bound bus near Homs on Saturday and whisked away 14 passengers.")) == {"Homs"}


def test_what_was_struck_is_no_deed() -> None:
    found = drafts("Russian warplanes carried out 14 raids on rebel reinforcements in Homs on Monday.", Homs="settlement")
    assert [d.sub_event_type for d in found] == ["Air/drone strike"]


def test_who_shell_each_other_both_act() -> None:
    kind, actors, targets, _ = rows("The army and rebels exchanged mutual shelling in Homs on Tuesday.")["Homs"]
    assert kind == "Shelling/artillery/missile attack"
    assert len(actors) == 2
    assert not actors & targets


@pytest.mark.parametrize(("text", "killed"), [
    ("Rebels ambushed a government convoy near Homs on Monday. The rebel spokesman said that 17 soldiers were killed.", 17),
    ("Rebels ambushed a government convoy near Homs on Monday. In all 40 soldiers have been killed this year.", None),
    ("Rebels ambushed a convoy near Homs on Monday, killing two soldiers. Since 2011 the war has killed 300,000 people.", 2),
])  # fmt: skip
def test_a_toll_that_the_next_sentence_tells(text: str, killed: int | None) -> None:
    assert rows(text)["Homs"][3] == killed


@pytest.mark.parametrize(("text", "actors"), [
    ("A bomb killed five people in Homs on Monday. Islamic State is suspected.", {"Islamic State"}),
    ("A mine killed six soldiers near Homs on Tuesday. The device is believed to have been laid by Islamic State.", {"Islamic State"}),
    ("A car bomb killed ten people in Homs on Monday. It was not clear who carried out the attack, but Daesh has claimed previous bombings.",
     set()),
])  # fmt: skip
def test_who_is_suspected_and_who_is_not(text: str, actors: set[str]) -> None:
    assert rows(text)["Homs"][1] == actors


@pytest.mark.parametrize(("text", "party"), [
    ("Israel answered with artillery fire on Khiam.", "Military Forces of Israel"),
    ("A US F/A-18 bombed a convoy near Sanaa.", "Military Forces of the United States"),
    ("ISIS has been massing its forces in Qabasin in Syria.", "Islamic State"),
    ("Pro-government gunmen attacked a march in Homs in Syria.", "Pro-government militias"),
    ("Al-Qaeda's Syrian affiliate attacked Idlib in Syria.", "Al-Nusra Front"),
])  # fmt: skip
def test_who_is_meant(text: str, party: str) -> None:
    assert party in {m.actor.name for m in find_actors(Document(doc_id="d", text=text))}


def test_no_coalition_but_the_named_one() -> None:
    text = "The Army of Conquest, an opposition coalition that includes al-Nusra, shelled Fuaa in Syria."
    assert "US-led Coalition" not in {m.actor.name for m in find_actors(Document(doc_id="d", text=text))}


def test_what_is_destroyed_is_not_the_destroyers_own() -> None:
    text = "SDF fighters repelled an IS attack, destroying their armoured vehicles near Manbij in Syria."
    assert {m.actor.name for m in find_actors(Document(doc_id="d", text=text))} == {"Syrian Democratic Forces", "Islamic State", ""}


@pytest.mark.parametrize(("text", "kind"), [
    ("Police fired live rounds at protesters in Homs on Monday, wounding 12 people.", "Excessive force against protesters"),
    ("More than 40 protesters were wounded by bullets when soldiers dispersed a rally in Homs on Monday.", "Excessive force against protesters"),
    ("Police fired live ammunition in the air to disperse a demonstration in Homs on Monday.", "Protest with intervention"),
    ("Police fired tear gas and rubber bullets at protesters in Homs on Monday, injuring 12 people.", "Protest with intervention"),
])  # fmt: skip
def test_bullets_are_excessive_force(text: str, kind: str) -> None:
    assert rows(text)["Homs"][0] == kind


@pytest.mark.parametrize(("text", "parties"), [
    ("Fighting between the Habar Gidir and Hawadle clans killed six people.", {"Habar Gidir militia", "Hawadle militia"}),
    ("Clashes between the Awlad Suleiman and the Tebu tribes left nine dead.", {"Awlad Suleiman militia", "Tebu militia"}),
    ("Gunmen of the Jaafar clan attacked a patrol.", {"Jaafar militia"}),
    ("The Sheitaat tribe was massacred.", set()),
    ("Clashes between two clans killed six people.", set()),
])  # fmt: skip
def test_clans_that_fight(text: str, parties: set[str]) -> None:
    found = {m.actor.name for m in find_actors(Document(doc_id="d", text=text)) if m.kind == "named"}
    assert found == parties


@pytest.mark.parametrize(("text", "actors"), [
    ("Two soldiers were killed in Homs on Monday in an ambush claimed by Islamic State.", {"Islamic State"}),
    ("The rebels, for their part, accused the army of having killed a farmer in Homs on Monday.", {"Military Forces of Syria"}),
])  # fmt: skip
def test_who_claims_and_who_accuses(text: str, actors: set[str]) -> None:
    assert rows(text)["Homs"][1] == actors


def test_a_killing_told_outright_is_an_event_however_old_the_report() -> None:
    rest = " Officials could not be reached for comment. Schools remain closed. The state of emergency was extended."
    assert rows("Soldiers killed 45 civilians in Homs, a rights group said." + rest)["Homs"][3] == 45


def test_nothing_is_after_the_publication() -> None:
    found = drafts("Rebels seized Homs in 2014. A bomb exploded in Hama on Monday, before the army retook Homs a year later.", Homs="settlement",
                   Hama="settlement")  # fmt: skip
    assert all(d.date is None or d.date.day.year <= 2024 for d in found)


def test_where_a_deed_is_claimed() -> None:
    text = "A suicide bomber killed three people in Homs on Monday. The Islamic State claimed the bombing on its Hama channel."
    assert set(rows(text)) == {"Homs"}
    assert rows(text)["Homs"][1] == {"Islamic State"}
