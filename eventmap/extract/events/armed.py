"""What the parties of an act say of it: whether a state acts, whether the hit are armed or not."""

from __future__ import annotations

from eventmap.extract.events.act import Act
from eventmap.records import Actor

STATES = frozenset((1, 8))  # inter codes of state forces, at home and abroad
ARMED = frozenset((1, 2, 3, 4, 8))


def civil(act: Act) -> bool:
    """Are the unarmed among those who are hit?"""
    return any(a.inter in (6, 7) for a in act.targets)


def armed(actors: list[Actor]) -> bool:
    """Does any of them bear arms?"""
    return any(a.inter in ARMED for a in actors)


def state(actors: list[Actor]) -> bool:
    """Is any of them a state's force?"""
    return any(a.inter in STATES for a in actors)


def all_states(actors: list[Actor]) -> bool:
    """Are they states' forces and nobody else? Nobody is none."""
    return bool(actors) and all(a.inter in STATES for a in actors)
