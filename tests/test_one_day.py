"""Deeds of one sentence that share a day: told at the same time, or in answer."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.test_drafts import drafts

MONDAY = dt.date(2024, 5, 13)


@pytest.mark.parametrize("text", [
    "Israel struck Homs on Monday as Hamas fired rockets at Hama.",
    "Russian missiles hit Homs as Ukrainian drones struck an oil depot in Hama on Monday.",
    "Jets bombed Homs on Monday, while rebels shelled Hama.",
    "The army shelled Homs on Monday, and rebels answered by shelling Hama.",
])  # fmt: skip
def test_deeds_told_at_once(text: str) -> None:
    found = drafts(text, Homs="settlement", Hama="settlement")
    assert {(d.place.surface, d.date.day, d.date.precision) for d in found if d.place and d.date} == {("Homs", MONDAY, 1), ("Hama", MONDAY, 1)}
