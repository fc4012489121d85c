"""An optional second opinion: the entities of a spaCy pipeline that the user has installed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from eventmap.errors import MissingExtra, SettingsError
from eventmap.extract.places.candidate import Candidate

# What a pipeline's word is worth in log-odds. Small models err on unfamiliar names, so their no counts less than their yes.
PLACE_BONUS = 1.0
OTHER_MALUS = 0.8
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"PERSON", "PER", "ORG", "DATE", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"})


def heard(text: str, found: Sequence[Candidate], scores: Sequence[float], pipeline: str) -> list[float]:
    """``scores`` with the pipeline's opinion added.

    Args:
        text: the document's.
        found: its candidates, ``scores`` their log-odds.
        pipeline: name of an installed spaCy pipeline, such as "en_core_web_sm".

    Raises:
        MissingExtra: spaCy is not installed.
        SettingsError: the pipeline is not.
    """
    places, others = _entities(text, _pipeline(pipeline))
    return [score + _opinion(c, places, others) for c, score in zip(found, scores, strict=True)]


def _opinion(c: Candidate, places: set[tuple[int, int]], others: list[tuple[int, int]]) -> float:
    if (c.start, c.end) in places:
        return PLACE_BONUS
    return -OTHER_MALUS if any(start <= c.start and c.end <= end for start, end in others) else 0.0


def _entities(text: str, nlp: Callable[[str], Any]) -> tuple[set[tuple[int, int]], list[tuple[int, int]]]:
    entities = nlp(text).ents
    places = {(e.start_char, e.end_char) for e in entities if e.label_ in _PLACE_LABELS}
    # "the Philippines" and "Syria's" are entities to spaCy; the mention is the name.
    places |= {(start + 4, end) for start, end in places if text[start : start + 4] in ("the ", "The ")}
    return places, [(e.start_char, e.end_char) for e in entities if e.label_ in _OTHER_LABELS]


@functools.lru_cache(maxsize=2)
def _pipeline(name: str) -> Callable[[str], Any]:
    try:
        import spacy
    except ImportError as e:
        raise MissingExtra("spacy", "spacy") from e
    try:
        pipeline: Callable[[str], Any] = spacy.load(name, exclude=["parser", "lemmatizer", "textcat"])
    except OSError as e:
        raise SettingsError(f"the spaCy pipeline {name!r} is not installed; install it with: python -m spacy download {name}") from e
    return pipeline
