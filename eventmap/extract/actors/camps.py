"""Who stands with whom in a war: what everybody knows of two parties before reading what a text says of them.

``data/camps.tsv`` has the camps by country and years. It is a prior only, and of parties that it does not know nothing is said.
"""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

from eventmap.extract.actors.find import fights_for_state, group, lineage, state_forces
from eventmap.extract.text.tables import rows
from eventmap.records import Actor

Stance = Literal["ally", "foe", ""]
OPEN = "-"
# Of a country without camps of its own: who fights for it, and who against it.
HOME, REBELS = "home", "rebels"
_STATE_NAMES = ("Military Forces of", "Police Forces of")


class Camp(NamedTuple):
    """Those who fight on one side in a country in the years ``since`` to ``until``, by canonical name."""

    since: int
    until: int
    members: frozenset[str]


@functools.cache
def camps() -> dict[str, tuple[Camp, ...]]:
    """The camps by ISO alpha-2 code of the country."""
    found: dict[str, list[Camp]] = {}
    for country, since, until, members in rows("camps.tsv"):
        years = (0 if since == OPEN else int(since), 9999 if until == OPEN else int(until))
        found.setdefault(country, []).append(Camp(*years, frozenset(members.split("|"))))
    return {country: tuple(told) for country, told in found.items()}


def stance(one: Actor, other: Actor, country: str, year: int) -> Stance:
    """How two parties stand to each other in the war of a country (ISO alpha-2) in a year (0: any); "" where it is not known."""
    if one.name == other.name:
        return ""
    here = _camp(one.name, one.inter, one.country, country, year)
    there = _camp(other.name, other.inter, other.country, country, year)
    if here is None or there is None:
        return ""
    return "ally" if here == there else "foe"


@functools.cache
def two_sided(country: str, year: int) -> bool:
    """Whether the war of a country (ISO alpha-2) had two camps and no third in a year (0: any)."""
    return sum(not year or camp.since <= year <= camp.until for camp in camps().get(country, ())) == 2


@functools.lru_cache(4096)
def _camp(name: str, inter: int, home: str, country: str, year: int) -> str | None:
    """A name of the camp in which a party stands, in the war of ``country``; None where that is not known."""
    found = _listed(name, country, year)
    if found is not None:
        return found
    party = group(name)
    own = inter in (1, 8) and home == country and name.startswith(_STATE_NAMES)  # the country's army or police
    local = party.country == country and not name.startswith(_STATE_NAMES)
    if own or (local and fights_for_state(name)):
        return _listed(state_forces(country).name, country, year) or HOME
    return REBELS if local and party.inter == 2 else None


def _listed(name: str, country: str, year: int) -> str | None:
    """The camp that has the party, or the nearest of those that it belongs to or grew out of."""
    told = [camp for camp in camps().get(country, ()) if not year or camp.since <= year <= camp.until]
    named = (camp for ancestor in lineage(name) for camp in told if ancestor in camp.members)
    return next((min(camp.members) for camp in named), None)
