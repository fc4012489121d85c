"""What the reader finds in a text before it is known whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from eventmap.records import Span


@dataclass(slots=True)
class Found:
    """One finding, not yet an actor: words ``first`` to ``last``; ``kind`` as in ActorMention; ``value`` its class or the group's name.

    ``country`` is the owner's ISO code, "" for the home state; ``belongs`` the name of the group or the code of the state that the
    words after say fighters belong to. ``other``: said to be another group than the one before; ``definite``: "the terrorists";
    ``same``: an apposition to the group named right before ("Jaysh al-Nasr, a rebel group").
    """

    first: int
    last: int
    span: Span
    kind: str
    value: str
    country: str
    generic: bool
    of_act: bool
    source: bool = False
    holder: bool = False
    backer: bool = False
    possessive: bool = False
    other: bool = False
    definite: bool = False
    same: bool = False
    belongs: str = ""


class Owner(NamedTuple):
    """Who owns a force: words ``first`` to ``last``, ISO code ("" the home state) and kind of phrase."""

    first: int
    last: int
    iso: str
    kind: str
