"""Who claims a deed, and whom others blame for it, in the same sentence or soon after."""

from __future__ import annotations

import pytest
from costs import grows_linearly

from tests.test_drafts import drafts

CLAIMED = [
    ("A blast at a checkpoint in Hodan on Saturday left four soldiers dead, police said. Al-Shabaab claimed responsibility.", "Al Shabaab"),
    ("Gunmen stopped three buses near Fiche on Sunday and marched 23 passengers into the bush. An official blamed the Oromo Liberation Army.",
     "Oromo Liberation Army"),
    ("Rockets hit Kirkuk on Monday. The authorities accused the PKK of being behind it.", "PKK"),
    ("Rockets hit Sderot late on Tuesday. Most were intercepted. The Palestinian Islamic Jihad group claimed the launches.",
     "Palestinian Islamic Jihad"),
    ("A bomb killed nine worshippers in Peshawar on Friday. The Pakistani Taliban said it was behind the bombing.",
     "Tehreek-i-Taliban Pakistan"),
    ("Two constables were shot dead in Mach on Monday. The Balochistan Liberation Army (BLA), a separatist group, claimed responsibility.",
     "Balochistan Liberation Army"),
    ("A drone hit a market in Nyala on Friday, killing 65 people, a monitoring group said, blaming the Rapid Support Forces.",
     "Rapid Support Forces"),
    ("Six teachers were abducted from a school near Mamfe on Friday. The church blamed Ambazonian fighters.", "Ambazonian Separatists"),
    ("A car bomb went off in Bamako on Monday, killing three. JNIM, an Al-Qaeda affiliate active across the Sahel, has claimed the attack.",
     "JNIM"),
]  # fmt: skip
NOT_CLAIMED = [
    "A bomb killed 12 people in Kandahar on Friday. No group claimed responsibility. The Taliban control the road to the city.",
    "A bomb killed 12 people in Quetta on Friday. Nobody has claimed the attack. The Balochistan Liberation Army is strong in the province.",
    "A grenade exploded in a bar in Bukavu on Friday night, killing four. No one immediately claimed responsibility, an M23 spokesman said.",
]


@pytest.mark.parametrize(("text", "actor"), CLAIMED)
def test_who_claims_a_deed_or_is_blamed_is_its_actor(text: str, actor: str) -> None:
    assert {a.name for d in drafts(text, **places(text)) for a in d.actors} == {actor}


@pytest.mark.parametrize("text", NOT_CLAIMED)
def test_what_nobody_claims_has_no_actor(text: str) -> None:
    found = drafts(text, **places(text))
    assert found
    assert not any(d.actors for d in found)


def places(text: str) -> dict[str, str]:
    """The town of each text: the name after "in", "near" or "hit" of its first sentence."""
    towns = ("Hodan", "Fiche", "Kirkuk", "Sderot", "Peshawar", "Mach", "Nyala", "Mamfe", "Bamako", "Kandahar", "Quetta", "Bukavu")
    return {town: "settlement" for town in towns if town in text}


def test_claims_take_linear_time() -> None:
    unit = "a bomb hit Homs and no group claimed the attack and the army blamed Hezbollah and "
    assert grows_linearly(lambda n: drafts(unit * n, Homs="settlement"), 400)
