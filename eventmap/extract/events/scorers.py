"""The learned parts of reading events, as one record: what was annotated by hand, as weights of named features.

``benchmarks/train_events.py`` makes the three tables in ``eventmap/data`` and cross-validates them; training passes scorers of its own.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from eventmap.extract.text.linear import Linear, linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorers:
    """``event``: an act at a place is an event (``verdict``); ``pair``: two acts at one spot are one deed (``pairs``); ``actor`` and
    ``target``: a party is on that side of an act (``parties``)."""

    event: Linear
    pair: Linear
    actor: Linear
    target: Linear


@functools.cache
def shipped() -> Scorers:
    """The scorers that the project ships."""
    return Scorers(
        event=linear("event_weights.tsv"),
        pair=linear("pair_weights.tsv"),
        actor=linear("side_weights.tsv", "actor"),
        target=linear("side_weights.tsv", "target"),
    )
