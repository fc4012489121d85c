"""Floors under the recognition of places: our own sentences in seven languages, and the shared corpora where they are.

The sentences tell of more than fifteen countries' conflicts; their authors are the project's, their names real. A floor is what was reached less
what small changes elsewhere may cost: raise it when the figure rises, never lower it silently.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path

import pytest
from accuracy.place_scores import Score, read, spans

from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document
from eventmap.settings import Settings

SENTENCES = Path(__file__).parent / "place_sentences.jsonl"
TEMPLATES = Path(__file__).parents[2] / "benchmarks/place_templates.txt"
CORPORA = Path(__file__).parents[2].parent / "shared/bench/places"
# English has 59 texts, each other language 22 to 25. More than a third of those were written later than the first ones, before anything read them
# (fr .883, es .935, uk .824, ru .849, tr .879, ar .629 then): what began here as fr .90, es .94, uk .87, ru .97, tr .92, ar .83 was kinder than it
# looked, because some of the templates that the scorer learnt from were those very sentences. None are now.
FLOORS = {"en": 0.93, "fr": 0.93, "es": 0.93, "uk": 0.90, "ru": 0.93, "tr": 0.90, "ar": 0.83}
METONYM_FLOOR = 0.90
# The gazetteer as shipped, no demonyms. The weights have seen these documents: this guards against breaking them, it measures nothing.
# Figures on documents not trained on: benchmarks/train_places.py --report.
CORPUS_FLOORS = {"lgl": 0.86, "trnews": 0.87, "geovirus": 0.93, "geowebnews": 0.76, "syria-news": 0.94}


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def found(text: str) -> set[tuple[int, int]]:
    return {(t.span.start, t.span.end) for t in find_toponyms(Document(doc_id="s", text=text), gazetteer(), Settings())}


@functools.cache
def by_language() -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for document in read(SENTENCES):
        scores[document["language"]].add(found(document["text"]), spans(document["toponyms"]))
    return scores


def test_gold_is_sound() -> None:
    documents = read(SENTENCES)
    assert sum(document["text"].count(".") for document in documents) >= 300
    assert len({t["country"] for document in documents for t in document["toponyms"]}) >= 15
    for document in documents:
        assert all(document["text"][t["start"] : t["end"]] == t["surface"] for t in document["toponyms"])


def test_nothing_is_learnt_from_them() -> None:
    """No sentence of the templates that the scorer learns from is one of these with other names."""
    gold = set[tuple[str, ...]]()
    for document in read(SENTENCES):
        text = document["text"]
        for t in sorted(document["toponyms"], key=lambda t: -t["start"]):
            text = text[: t["start"]] + "_" + text[t["end"] :]
        gold |= {tuple(re.findall(r"\w+", sentence)) for sentence in re.split(r"[.!?]\s", text)}
    lines = [line for line in TEMPLATES.read_text(encoding="utf-8").split("\n") if line and line[0] not in "#=+" and " | " not in line]
    copies = [line for line in lines if tuple(re.findall(r"\w+", re.sub(r"\{\w+\}", "_", line))) in gold]
    assert len(lines) > 500
    assert not copies


@pytest.mark.parametrize("language", FLOORS)
def test_own_sentences(language: str) -> None:
    score = by_language()[language]
    print(language, score)
    assert score.f1 >= FLOORS[language], score


def test_metonyms() -> None:
    """English only: the word lists of saying and backing are English."""
    score = Score()
    for document in read(SENTENCES):
        if document["language"] == "en":
            marked = find_toponyms(Document(doc_id="s", text=document["text"]), gazetteer(), Settings())
            gold = spans(t for t in document["toponyms"] if t.get("metonym"))
            score.add({(t.span.start, t.span.end) for t in marked if t.metonym}, gold)
    print("metonyms", score)
    assert score.f1 >= METONYM_FLOOR, score


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not here")
@pytest.mark.parametrize("corpus", CORPUS_FLOORS)
def test_shared_corpora(corpus: str) -> None:
    score = Score()
    for document in read(CORPORA / f"{corpus}.jsonl"):
        score.add(found(document["text"]), spans(document["toponyms"]))
    print(corpus, score)
    assert score.f1 >= CORPUS_FLOORS[corpus], score


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Jordan Dakamseh was released on Monday.", set()),
        ("Paris Hilton visited a camp near Azaz.", {"Azaz"}),
        ("Sydney Okonkwo was buried in Nyala on Monday.", {"Nyala"}),
        ("Austin Tice was abducted near Damascus.", {"Damascus"}),
        ("The Washington Post reported that shells had hit Aleppo.", {"Aleppo"}),
        ("He told the Kyiv Independent that Bakhmut had fallen.", {"Bakhmut"}),
        ("Chad Wolf said that Chad had closed the border.", {"Chad"}),
        ("A man from Austin Texas was killed in Odessa Ukraine.", {"Texas", "Odessa", "Ukraine"}),
        ("Fighting spread from Jordan River to Aden Harbour on Monday.", {"Jordan River", "Aden Harbour"}),
    ],
)
def test_people_and_newspapers_named_after_places(text: str, places: set[str]) -> None:
    assert {text[start:end] for start, end in found(text)} == places
