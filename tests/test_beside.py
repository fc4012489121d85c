"""What stands beside a deed and is none of it: other places, other people, what is only its result."""

from __future__ import annotations

import pytest

from tests.test_drafts import drafts


def places(text: str, **known: str) -> set[str]:
    return {d.place.surface for d in drafts(text, **known) if d.place}


@pytest.mark.parametrize(("text", "known", "hit"), [
    ("Jets bombed a concert in Kachin state on Monday, days before ministers meet in Jakarta.",
     {"Kachin": "admin1", "Jakarta": "settlement"}, {"Kachin"}),
    ("A missile struck Homs on Monday. The governor, who was in Hama when a bomb exploded, left.",
     {"Homs": "settlement", "Hama": "settlement"}, {"Homs"}),
    ("An air strike on Monday hit Homs, a city of 370,000 people about 40 km south of Hama.",
     {"Homs": "settlement", "Hama": "settlement"}, {"Homs"}),
    ("Shelling on Monday hit Homs, between Hama and Idlib.",
     {"Homs": "settlement", "Hama": "settlement", "Idlib": "settlement"}, {"Homs"}),
    ("Gunmen abducted three brothers in Homs on Monday, and their bodies were found near Hama.",
     {"Homs": "settlement", "Hama": "settlement"}, {"Homs"}),
])  # fmt: skip
def test_what_lies_beside_is_not_hit(text: str, known: dict[str, str], hit: set[str]) -> None:
    assert places(text, **known) == hit


def test_troops_are_attacked_where_they_are_stationed() -> None:
    assert places("Rebels attacked the troops stationed in Homs on Monday.", Homs="settlement") == {"Homs"}


def test_flight_is_what_came_of_the_clash() -> None:
    found = drafts("Clashes between the army and rebels in Homs on Monday, displacing some 3,000 families.", Homs="settlement")
    assert [d.sub_event_type for d in found] == ["Armed clash"]


def test_one_sentence_two_deeds_two_tolls() -> None:
    text = "Shelling of Homs killed two people on Monday, while a bomb dropped by a jet on Hama wounded 10."
    found = drafts(text, Homs="settlement", Hama="settlement")
    assert {d.place.surface: (d.fatalities and d.fatalities.best, d.injured and d.injured.best) for d in found if d.place} == {
        "Homs": (2, None), "Hama": (None, 10),
    }  # fmt: skip


@pytest.mark.parametrize("word", ["blamed for", "accused of"])
def test_who_is_blamed_did_it(word: str) -> None:
    found = drafts(f"The Islamic State was {word} killing six people in Homs on Monday.", Homs="settlement")
    assert [[a.name for a in d.actors] for d in found] == [["Islamic State"]]
    assert found[0].status == "alleged"


def test_who_comes_late_is_no_party() -> None:
    found = drafts("An angry crowd burned two suspected thieves in Homs on Monday before police could intervene.", Homs="settlement")
    assert [d.sub_event_type for d in found] == ["Mob violence"]
    assert "Police Forces of Syria" not in {a.name for d in found for a in d.targets}


def test_cattle_carried_off_is_no_abduction() -> None:
    found = drafts("Militiamen attacked Homs on Monday and a dozen cows were carried off.", Homs="settlement")
    assert "Abduction/forced disappearance" not in {d.sub_event_type for d in found}


def test_one_subject_and_one_day() -> None:
    found = drafts("The Islamic State beheaded a man in Homs and looted a clinic in Hama on Monday.", Homs="settlement", Hama="settlement")
    assert {a.name for d in found for a in d.actors} == {"Islamic State"}
    assert len({d.date for d in found}) == 1
    assert all(d.date and d.date.precision == 1 for d in found)


def test_a_liberation_announced_has_happened() -> None:
    found = drafts("The commander announced the liberation of Homs on Monday.", Homs="settlement")
    assert [d.sub_event_type for d in found] == ["Government regains territory"]


def test_an_armed_strike_is_no_air_strike() -> None:
    assert not drafts("The rebels declared an armed strike in Homs on Monday.", Homs="settlement")


def test_a_toll_revised_in_a_sentence_of_its_own() -> None:
    text = "A shell hit Homs on Monday. The governor put the toll at two patients. A doctor said on Tuesday it had climbed to five."
    (found,) = drafts(text, Homs="settlement")
    assert found.fatalities is not None
    assert found.fatalities.best == 5


def test_the_day_of_the_saying_where_no_other_is_said() -> None:
    text = "Troops killed five rebels in a raid on a house in Homs that lasted more than 12 hours, the army and two medics said on Monday."
    (found,) = drafts(text, Homs="settlement")
    assert found.date is not None
    assert (found.date.day.strftime("%A"), found.date.precision) == ("Monday", 2)


@pytest.mark.parametrize(("text", "hit"), [
    ("The army restored control over Homs on Monday and continues to advance in the direction of Hama.", {"Homs"}),
    ("Army units advanced in Homs on Monday, pushing the remaining militants back towards the town of Hama.", {"Homs"}),
    ("Fighters captured Homs on Monday as they edged closer to the town of Hama.", {"Homs"}),
    ("Regime helicopters, taking off from Hama airport, dropped eight barrel bombs on Homs on Monday.", {"Homs"}),
    ("A car bomb killed four in Homs on Monday. Five of the wounded succumbed to their injuries in a hospital in Hama.", {"Homs"}),
    ("Gunmen killed the head of the court in Hama in front of his house in the town of Homs on Monday.", {"Homs"}),
    ("A strike on a house in Homs killed six people on Monday, said officials at the university hospital in Hama, where the wounded were taken.",
     {"Homs"}),
    ("A shell landed in Homs on Monday, narrowly missing the power station of Hama.", {"Homs"}),
    ("Police arrested 20 students in the Hama suburb of Homs on Monday.", {"Homs"}),
    ("People living in Homs said shells had hit the clinic on Sunday, killing two.", {"Homs"}),
])  # fmt: skip
def test_where_they_head_for_and_where_it_is_told(text: str, hit: set[str]) -> None:
    assert places(text, Homs="settlement", Hama="settlement") == hit


def test_a_relative_clause_shares_the_place_it_is_about() -> None:
    text = "Homs, which had been liberated in September 2022, was hit on Tuesday by a glide bomb that left two dead."
    found = drafts(text, Homs="settlement")
    assert {(d.sub_event_type, d.fatalities.best if d.fatalities else None) for d in found if not d.background} == {("Air/drone strike", 2)}
    looted = drafts("Rebels looted 30 houses in Homs, whose bakery was bombed by a jet last December, leaving 60 people dead.", Homs="settlement")
    assert {d.fatalities.best for d in looted if d.fatalities} == {60}
    assert [d.date.day.month for d in looted if d.fatalities and d.date] == [12]


def test_a_semicolon_parts_deeds() -> None:
    text = "Nine soldiers died on Friday in an attack on their unit near Homs; an army convoy came under attack from a roadside bomb in Hama the same day."
    found = drafts(text, Homs="settlement", Hama="settlement")
    assert {(d.place.surface, d.fatalities.best if d.fatalities else None) for d in found if d.place} == {("Homs", 9), ("Hama", None)}


@pytest.mark.parametrize(("text", "kind"), [
    ("Rebels seized Homs on Monday, only to be driven out again by nightfall.", "Armed clash"),
    ("Rebels wrested Homs from the army on Monday, before a counter-attack at dawn forced them to pull back.", "Armed clash"),
    ("Soldiers abandoned their base in Homs on Sunday and jihadists seized it.", "Non-state actor overtakes territory"),
    ("Special forces entered the camp in Homs on Monday and arrested three men.", "Arrests"),
    ("Gunmen stopped a bus in Homs on Monday and made off with eleven passengers.", "Abduction/forced disappearance"),
    ("Gunmen took nine men off a bus in Homs on Monday and killed them.", "Attack"),
    ("Gunmen shot three air force cadets in Homs on Monday.", "Armed clash"),
    ("Soldiers who had lost two comrades killed fourteen men in a search in Homs on Monday.", "Attack"),
    ("Settlers shot a shepherd in Homs on Monday.", "Attack"),
    ("Security forces killed four terrorists in Homs on Monday.", "Armed clash"),
    ("Armed men presumed to be jihadists killed 20 civilians in Homs on Sunday.", "Attack"),
    ("A convoy was attacked in Homs on Sunday.", "Attack"),
])  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert [d.sub_event_type for d in drafts(text, Homs="settlement")] == [kind]


@pytest.mark.parametrize("text", [
    "Fighting in Homs on Monday broke the Algiers accord, the UN said.",
    "Fighting in Homs on Monday undermined the Algiers peace talks.",
])  # fmt: skip
def test_what_an_accord_is_named_after(text: str) -> None:
    assert places(text, Homs="settlement", Algiers="settlement") == {"Homs"}
