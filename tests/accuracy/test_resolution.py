"""Floors under the choice of places: what is found in our own sentences in seven languages is put right, and how sure an answer is can be believed.

Recognition has floors of its own (test_place_sentences.py); here only the mentions that were found count. The shared corpora, where they are,
count by documents that the weights were not trained on; more of that by benchmarks/train_resolve.py.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from accuracy.place_scores import read

from eventmap.extract.places.relations import relate
from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document, Location, Toponym
from eventmap.resolve import locate
from eventmap.resolve.geo import distance_km
from eventmap.settings import Settings

SENTENCES = Path(__file__).parent / "place_sentences.jsonl"
CORPORA = Path(__file__).parents[2].parent / "shared/bench/places"
NEAR_KM, FAR_KM = 25.0, 161.0
FLOORS = {"en": 0.96, "fr": 0.96, "es": 0.96, "uk": 0.92, "ru": 0.96, "tr": 0.97, "ar": 0.98}
# Share of the mentions found that are put within 161 km, on documents held out from training.
# trnews was .88 of 152: three mentions more are found now, and one of them, a province, is at its seat and not at its middle.
CORPUS_FLOORS = {"lgl": 0.88, "trnews": 0.87, "geovirus": 0.85, "geowebnews": 0.88}
TRAIN_SHARE = 0.6  # as in benchmarks/train_resolve.py
MAX_CALIBRATION_ERROR = 0.08  # our sentences are easier than the news that the calibration is fitted on


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def located(document: Mapping[str, Any]) -> dict[tuple[int, int], Toponym]:
    read_as = Document(doc_id=str(document["doc_id"]), text=document["text"], source=document.get("source", ""))
    toponyms = relate(read_as, find_toponyms(read_as, gazetteer(), Settings()))
    return {(t.span.start, t.span.end): t for t in locate(read_as, toponyms, gazetteer(), Settings()) if not t.anaphor}


def answers(documents: Iterable[Mapping[str, Any]]) -> list[tuple[float, Location, str]]:
    """(km off, location, what) of every gold mention with coordinates that was found and located."""
    found = []
    for document in documents:
        by_span = located(document)
        for gold in document["toponyms"]:
            mention = by_span.get((gold["start"], gold["end"]))
            if gold.get("lat") is not None and mention is not None and mention.location is not None:
                location = mention.location
                km = distance_km((gold["lat"], gold["lon"]), (location.lat, location.lon))
                what = f"{document['doc_id']} {gold['surface']}: {km:.0f} km, {location.place.name if location.place else location.method}"
                found.append((km, location, what))
    return found


@functools.cache
def own_answers() -> dict[str, list[tuple[float, Location, str]]]:
    by_language = defaultdict(list)
    for document in read(SENTENCES):
        by_language[document["language"]].append(document)
    return {language: answers(documents) for language, documents in by_language.items()}


def close_enough(km: float, location: Location) -> bool:
    """Within 25 km, or for an area as far as its middle may be put differently."""
    return km <= (max(FAR_KM, location.radius_km) if location.precision == 3 else NEAR_KM)


@pytest.mark.parametrize("language", FLOORS)
def test_own_sentences(language: str) -> None:
    found = own_answers()[language]
    wrong = [what for km, location, what in found if not close_enough(km, location)]
    share = 1 - len(wrong) / len(found)
    print(f"{language}: {share:.3f} of {len(found)}", *wrong, sep="\n")
    assert share >= FLOORS[language]


def test_confidence_is_a_probability() -> None:
    """In each fifth of the confidence, as many are right as it says, within a few hundredths on the whole."""
    found = [answer for language in own_answers().values() for answer in language]
    error = 0.0
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(location.confidence, km <= FAR_KM) for km, location, _ in found if low <= location.confidence < low + 0.2 + (low > 0.7)]
        if inside:
            said, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            print(f"{low:.1f}-{low + 0.2:.1f}: {len(inside)} answers, said {said:.3f}, right {right:.3f}")
            error += abs(said - right) * len(inside) / len(found)
    assert error <= MAX_CALIBRATION_ERROR


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not here")
@pytest.mark.parametrize("corpus", CORPUS_FLOORS)
def test_shared_corpora(corpus: str) -> None:
    held_out = [d for d in read(CORPORA / f"{corpus}.jsonl") if hashlib.sha1(str(d["doc_id"]).encode()).digest()[0] >= TRAIN_SHARE * 256]
    found = answers(held_out)
    share = sum(km <= FAR_KM for km, _, _ in found) / len(found)
    print(f"{corpus}: {share:.3f} of {len(found)}")
    assert share >= CORPUS_FLOORS[corpus]
