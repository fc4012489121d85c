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


