"""What wire reports and situation updates say in their usual words: days, times, tolls by place, who lost and who took, raids, mines."""

from __future__ import annotations

import datetime as dt

import pytest

from eventmap.records import Draft
from tests.test_drafts import PUBLISHED, drafts


def one(text: str, **places: str) -> Draft:
    found = drafts(text, **(places or {"Homs": "settlement"}))
    assert len(found) == 1, [(d.sub_event_type, d.place and d.place.surface) for d in found]
    return found[0]


def dead_at(found: tuple[Draft, ...]) -> dict[str, int | None]:
    return {d.place.surface: d.fatalities.best if d.fatalities else None for d in found if d.place}


@pytest.mark.parametrize("day", ["on 2 May", "on May 2"])
def test_may_is_a_month(day: str) -> None:
    draft = one(f"Clashes broke out between the army and rebels {day} in Homs.")
    assert draft.date is not None
    assert (draft.date.day.month, draft.date.day.day) == (5, 2)


@pytest.mark.parametrize("time", ["At about 15:20,", "At 15.20,", "At 15h20,", "On Monday at 06:05"])
def test_a_time_of_day_counts_nobody(time: str) -> None:
    draft = one(f"{time} three people were killed by shelling in Homs.")
    assert draft.fatalities is not None
    assert draft.fatalities.best == 3


def test_each_place_has_its_own_toll() -> None:
    towns = {"Tsafe": "settlement", "Gusau": "settlement"}
    assert dead_at(drafts("Bandits killed 6 people in Tsafe and 4 in Gusau on Monday.", **towns)) == {"Tsafe": 6, "Gusau": 4}
    assert dead_at(drafts("Bandits killed 6 people in Tsafe and Gusau on Monday.", **towns)) == {"Tsafe": 6, "Gusau": 6}


def test_a_later_sentence_tells_the_toll_of_one_place() -> None:
    text = "Troops shelled Beryslav, Kizomys and Balka on Monday. One man was killed in Kizomys and two women were wounded in Beryslav."
    found = drafts(text, Beryslav="settlement", Kizomys="settlement", Balka="settlement")
    assert dead_at(found) == {"Beryslav": None, "Kizomys": 1, "Balka": None}
    assert not any(d.fatalities_shared for d in found)


@pytest.mark.parametrize(("text", "actor", "target"), [
    ("Homs fell to the Islamic State on Monday.", ["Islamic State"], []),
    ("The army lost Homs to the Islamic State on Monday.", ["Islamic State"], ["Military Forces of Syria"]),
    ("A convoy of the army hit a roadside bomb near Homs on Monday; two soldiers died.", [], ["Military Forces of Syria"]),
    ("The Turkish army said its forces destroyed a bunker of the Islamic State in a strike on Homs on Monday.",
     ["Military Forces of Turkey"], ["Islamic State"]),
])  # fmt: skip
def test_who_has_it_and_who_is_hit(text: str, actor: list[str], target: list[str]) -> None:
    draft = one(text)
    assert [a.name for a in draft.actors] == actor
    assert [a.name for a in draft.targets] == target


@pytest.mark.parametrize(("text", "kind"), [
    ("Troops raided Homs on Monday and killed five fighters.", "Armed clash"),
    ("Five fighters were killed in an hours-long raid by soldiers on Homs on Monday.", "Armed clash"),
    ("Gunmen killed a former rebel commander in Homs on Monday.", "Attack"),
    ("Twenty villagers executed by soldiers in Homs on Monday.", "Attack"),
    ("Gunmen attacked a wedding procession in Homs on Monday, killing seven.", "Attack"),
    ("Police fired tear gas to disperse traders protesting against a demolition in Homs on Monday.", "Protest with intervention"),
    ("Gunmen entered Homs on Monday and took twelve people away.", "Abduction/forced disappearance"),
])  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert one(text).sub_event_type == kind


@pytest.mark.parametrize(("text", "ago"), [
    ("Clashes between the army and rebels were reported in Homs on Thursday.", "Thursday"),
    ("Strikes on Homs overnight killed 13 people, medics said on Thursday.", "Thursday"),
    ("Strikes on Homs and Hama on Thursday killed five people.", "Thursday"),
])  # fmt: skip
def test_days(text: str, ago: str) -> None:
    found = drafts(text, Homs="settlement", Hama="settlement")
    assert found
    for draft in found:
        assert draft.date is not None
        assert draft.date.day.strftime("%A") == ago
        assert dt.timedelta() <= PUBLISHED - draft.date.day < dt.timedelta(days=7)


def test_suspected_doubts_who_and_not_whether() -> None:
    assert one("Suspected Islamic State fighters killed 12 people in Homs on Monday.").status == "reported"
    assert one("The army allegedly bombed Homs on Monday.").status == "alleged"


@pytest.mark.parametrize("answered", ["in retaliation for the attack on Hama", "in response to rocket fire on Hama"])
def test_what_a_deed_answers_is_none_of_its_own(answered: str) -> None:
    found = drafts(f"The army bombed Homs on Monday {answered}.", Homs="settlement", Hama="settlement")
    assert [d.place.surface for d in found if d.place] == ["Homs"]
