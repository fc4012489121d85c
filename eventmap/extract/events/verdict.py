"""How likely an act at a place is an event that a careful reader would code: a linear scorer over ``features``.

The weights are ``data/event_weights.tsv``, made by ``benchmarks/train_events.py`` from annotated articles.
"""

from __future__ import annotations

from eventmap.extract.events import carried
from eventmap.extract.events.acts import Act
from eventmap.extract.events.features import features
from eventmap.extract.events.reading import Reading
from eventmap.extract.text.linear import linear
from eventmap.records import Toponym

WEIGHTS = "event_weights.tsv"
# Below it a reading is dropped: it set F1 highest in cross-validation.
LEAST = 0.5


def weigh(reading: Reading) -> None:
    """Takes from each act the places at which it is too unlikely an event, and drops it where none is left."""
    for act in reading.acts:
        if act.dropped:
            continue
        kept = {p.span: chance(act, p, reading) for p in act.places}
        act.confidence = round(max(kept.values()), 3)
        act.places = [p for p in act.places if kept[p.span] >= LEAST]
        if not act.places:
            act.dropped = "no place" if carried.RULE in act.rules else act.doubt or "background or no single act"


def chance(act: Act, place: Toponym, reading: Reading) -> float:
    """The probability that ``act`` at ``place`` is an event."""
    return linear(WEIGHTS).chance(features(act, place, reading))
