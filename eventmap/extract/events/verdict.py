"""How likely an act at a place is an event that a careful reader would code: a linear scorer over ``features``.

The weights are ``data/event_weights.tsv``, made by ``benchmarks/train_events.py`` from annotated articles.
"""

from __future__ import annotations

from eventmap.extract.events import carried
from eventmap.extract.events.act import Act
from eventmap.extract.events.features import groups, outline
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.spots import level
from eventmap.extract.text.linear import Linear
from eventmap.records import Toponym

# Below it a reading is dropped. F1 in cross-validation is the same from .35 to .46; other wars want less, the Syrian one more.
LEAST = 0.4
# A text of so few sentences has no background: what it tells is told for its own sake, however unusual it is.
SHORT_SENTENCES = 3
LEAST_IN_SHORT = 0.2
# Of a killing that is told outright, who killed whom and where: news on Syria tells of the dead of a day so, reports on other wars of a
# massacre weeks ago, and to leave that out is worse than to list it.
LEAST_PLAIN = 0.25


def weigh(reading: Reading, scorer: Linear) -> None:
    """Takes from each act the places at which it is too unlikely an event, and drops it where none is left."""
    least = LEAST if len(reading.sentences) > SHORT_SENTENCES else LEAST_IN_SHORT
    whole = outline(reading)
    for act in reading.acts:
        if act.dropped:
            continue
        chances = [(scorer.chance_of(groups(act, place, reading, whole)), place) for place in act.places]
        act.chance = round(max(chance for chance, _ in chances), 3)
        plain = min(least, LEAST_PLAIN)
        act.places = [place for chance, place in chances if chance >= (plain if _is_plain(act, place, reading) else least)]
        if not act.places:
            act.dropped = "no place" if not {carried.RULE, carried.SHARED}.isdisjoint(act.rules) else "background, or no act of its own"


def _is_plain(act: Act, place: Toponym, reading: Reading) -> bool:
    """ "Soldiers killed 45 civilians in A": a finite verb, an armed actor, people killed, and a town in its own sentence."""
    told = act.sub_type == "Attack" and act.anchor.form == "past" and (act.agent or bool(act.actors)) and bool(act.fatalities)
    return told and level(place) >= 3 and not place.anaphor and reading.sentence_of(act).span.holds(place.span)
