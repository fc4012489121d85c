"""How likely an act at a place is an event that a careful reader would code: a linear scorer over ``features``.

The weights are ``data/event_weights.tsv``, made by ``benchmarks/train_events.py`` from annotated articles.
"""

from __future__ import annotations

from eventmap.extract.events import carried
from eventmap.extract.events.features import groups, outline
from eventmap.extract.events.reading import Reading
from eventmap.extract.text.linear import Linear

# Below it a reading is dropped. F1 in cross-validation is the same from .35 to .46; other wars want less, the Syrian one more.
LEAST = 0.4
# A text of so few sentences has no background: what it tells is told for its own sake, however unusual it is.
SHORT_SENTENCES = 3
LEAST_IN_SHORT = 0.2


def weigh(reading: Reading, scorer: Linear) -> None:
    """Takes from each act the places at which it is too unlikely an event, and drops it where none is left."""
    least = LEAST if len(reading.sentences) > SHORT_SENTENCES else LEAST_IN_SHORT
    whole = outline(reading)
    for act in reading.acts:
        if act.dropped:
            continue
        chances = [(scorer.chance_of(groups(act, place, reading, whole)), place) for place in act.places]
        act.chance = round(max(chance for chance, _ in chances), 3)
        act.places = [place for chance, place in chances if chance >= least]
        if not act.places:
            act.dropped = "no place" if not {carried.RULE, carried.SHARED}.isdisjoint(act.rules) else "background, or no act of its own"
