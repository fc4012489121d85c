"""Datelines: where a report was written is no land that it tells of, no town that was hit and no city of a quarter."""

from __future__ import annotations

import pytest

from eventmap.extract.places.desks import names_desk
from eventmap.records import Span, Toponym
from tests.test_drafts import drafts


def opens(text: str, name: str) -> bool:
    start = text.index(name)
    return names_desk(text, Toponym(span=Span(start, start + len(name)), surface=name, key=name.lower()))


@pytest.mark.parametrize("text", [
    "BEIRUT - The army shelled the town.", "BEIRUT (AFP) - Air strikes killed 37 people.", "BEIRUT, Lebanon (AP) — Shells fell.",
    "Headline of the day\nBEIRUT (Reuters) Shells fell.", "BEIRUT, May 5 (Reuters) - Shells fell.",
])  # fmt: skip
def test_a_dateline(text: str) -> None:
    assert opens(text, "BEIRUT")


@pytest.mark.parametrize("text", ["Beirut was shelled on Monday.", "Shells fell on Beirut - the capital.", "Beirut (the capital) was shelled."])
def test_no_dateline(text: str) -> None:
    assert not opens(text, "Beirut")


def test_what_follows_the_dash_begins_a_sentence() -> None:
    found = drafts("BEIRUT (AFP) - Air strikes on Friday killed 37 people in Homs.", BEIRUT="settlement", Homs="settlement")
    assert [(d.sub_event_type, d.place and d.place.surface) for d in found] == [("Air/drone strike", "Homs")]




@pytest.mark.parametrize(("text", "name"), [
    ("Jan 202015 Beirut Syrian government air strikes killed 20 people in Douma.", "Beirut"),
    ("12 March 2019 Nairobi Gunmen killed four people in Mandera.", "Nairobi"),
    ("Strikes on Odesa\nAugust 3, 2022 Kyiv Russian missiles struck a port.", "Kyiv"),
    ("Sep. 42023 Khartoum Rapid fire was heard near the bridge.", "Khartoum"),
])  # fmt: skip
def test_a_dateline_that_is_run_into_the_text(text: str, name: str) -> None:
    assert opens(text, name)


@pytest.mark.parametrize(("text", "name"), [
    ("On 12 March 2019 Mandera was attacked.", "Mandera"), ("On 12 March 2019 Mandera Town was attacked.", "Mandera"), ("Jul 18 2016 Manbij Civilians Killed In Air Strike", "Manbij"),
    ("Clashes of Unit 12 2019 Goma Soldiers died.", "Goma"),
])  # fmt: skip
def test_a_place_behind_a_date(text: str, name: str) -> None:
    assert not opens(text, name)


def test_the_town_of_a_run_in_dateline_was_not_hit() -> None:
    text = "Jan 202015 Beirut Syrian government air strikes killed 20 people in Douma."
    found = drafts(text, Beirut="settlement", Douma="settlement")
    assert [d.place and d.place.surface for d in found] == ["Douma"]
