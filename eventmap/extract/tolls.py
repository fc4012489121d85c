"""Tolls: which act a number of killed or injured belongs to, and what several numbers come to."""

from __future__ import annotations

from eventmap.extract.reading import Sentence
from eventmap.extract.wordlist import Words
from eventmap.records import Count


def give_tolls(sentence: Sentence, words: Words) -> None:
    """Hands each count of the sentence to the act in whose range it stands."""
    for count in sentence.counts:
        i, _ = words.range(count.span)
        act = next((a for a in sentence.acts if a.start <= i < a.end), None)
        if act is None or count.part_of_total or count.cumulative:
            continue
        (act.fatalities if count.what == "killed" else act.injured if count.what == "injured" else []).append(count)


def total(counts: list[Count]) -> Count | None:
    """One count for an act: the largest."""
    if not counts:
        return None
    return max(counts, key=lambda c: (c.best or 0, c.low or 0))
