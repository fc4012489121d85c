"""The learned parts of reading events: their tables, what their features may name, and the annotations they come from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventmap.extract.events import pairs, parties, verdict
from eventmap.extract.events.drafts import draft_events, read_acts
from eventmap.extract.events.features import features, outline
from eventmap.extract.events.kinds import TYPES
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.scorers import shipped
from eventmap.extract.text.linear import Linear
from eventmap.gazetteer import Gazetteer
from eventmap.pipeline import find_places
from eventmap.records import Document
from eventmap.settings import Settings

ANNOTATIONS = Path(__file__).parent.parent / "benchmarks" / "annotations"
TEXT = (
    "Russian jets bombed Kharkiv and Izium on Tuesday, killing nine civilians. The army said it had repelled an attack near Bakhmut. "
    "Wagner fighters captured Soledar in January 2023. Another strike hit Kharkiv overnight."
)


def reading_of(text: str) -> Reading:
    document = Document(doc_id="t", text=text, title="")
    return read_acts(document, find_places(document, Gazetteer.open(dumps=()), Settings()))


def test_a_feature_that_was_not_learned_weighs_nothing() -> None:
    scorer = Linear({"a": 2.0, "b": -1.0})
    assert scorer.score(["a", "b", "c"]) == 1.0
    assert scorer.chance([]) == 0.5
    assert scorer.chance(["a"]) > 0.5 > scorer.chance(["b"])


def test_groups_weigh_what_their_features_weigh() -> None:
    scorer = Linear({"a": 2.0, "b": -1.5, "c": 0.25})
    groups = [("a", "b"), ("c", "unknown"), ("a",), ("a", "b")]
    assert scorer.score_of(groups) == scorer.score([name for group in groups for name in group]) == 3.25
    assert scorer.score_of(groups) == 3.25  # from what is remembered
    assert scorer.chance_of([]) == 0.5


def all_features(reading: Reading) -> Iterator[str]:
    whole, cast = outline(reading), parties.cast_of(reading)
    for act in reading.acts:
        for place in act.places:
            yield from features(act, place, reading, whole)
        for other in reading.acts:
            if other is not act and act.sub_type and other.sub_type:
                yield from pairs.features(act, other, True, reading)
        if act.sub_type:
            for party in parties.candidates(act, reading, cast):
                yield from parties.features(act, party, reading, cast)


def test_features_name_no_place_and_no_party() -> None:
    """What is learned on one war must serve another."""
    names = set(all_features(reading_of(TEXT)))
    assert len(names) > 100
    for word in ("kharkiv", "izium", "bakhmut", "soledar", "russia", "wagner", "ukraine"):
        assert not [name for name in names if word in name.lower()]


def test_shipped_scorers_know_what_the_features_say() -> None:
    """A renamed feature leaves the table: nine in ten of what holds in a plain text was learned."""
    reading, scorers = reading_of(TEXT), shipped()
    whole = outline(reading)
    act = reading.acts[0]
    names = features(act, act.places[0], reading, whole)
    known = [name for name in names if scorers.event.score([name]) != 0.0]
    assert len(known) > 0.6 * len(names)
    assert scorers.event.chance(names) > verdict.LEAST


def annotated() -> list[tuple[str, dict]]:  # type: ignore[type-arg]
    return [(path.name, json.loads(line)) for path in sorted(ANNOTATIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(p.name for p in ANNOTATIONS.glob("*.jsonl")))
def test_annotations_are_sound(name: str) -> None:
    documents = [document for file, document in annotated() if file == name]
    assert len({d["doc_id"] for d in documents}) == len(documents) > 0
    for document in documents:
        for event in document["events"]:
            assert TYPES[event["sub_event_type"]] == event["event_type"], document["doc_id"]
            assert event["start"] < event["end"]
            if "text" in document:
                assert document["text"][event["start"] : event["end"]] == event["place"], document["doc_id"]


def test_nothing_that_is_trained_on_is_a_test() -> None:
    tests = Path(__file__).parent / "accuracy"
    trained = {d["doc_id"] for _, d in annotated()}
    texts = {d["text"][:60] for _, d in annotated() if "text" in d}
    for name in ("event_sentences", "event_articles", "war_articles", "wars_unseen", "syria_unseen.gold"):
        documents = [json.loads(line) for line in (tests / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert not trained & {d["doc_id"] for d in documents}, name
        assert not texts & {d["text"][:60] for d in documents if "text" in d}, name


def test_in_a_digest_of_many_countries_each_has_its_own_army() -> None:
    text = (
        "Air strikes on Aleppo in Syria killed six civilians on Thursday. Soldiers torched Taze, a town in Myanmar, on Wednesday. "
        "Militants attacked a base near Baidoa in Somalia on Friday, killing three soldiers. Police in Kenya beat protesters."
    )
    document = Document(doc_id="t", text=text, published=dt.date(2026, 11, 20))
    gazetteer = Gazetteer.open(dumps=())
    found = draft_events(document, find_places(document, gazetteer, Settings()))
    by_place = {d.place.surface: {a.country for a in (*d.actors, *d.targets) if a.inter == 1} for d in found if d.place}
    assert by_place["Aleppo"] == set()
    assert by_place["Taze"] == {"MM"}
    assert by_place["Baidoa"] == {"SO"}
    # In a text on one war "the army" is one, wherever it strikes.
    text = "Soldiers entered Goma on Monday. The army shelled Bukavu on Tuesday and struck Gisenyi in Rwanda on Wednesday."
    reading = read_acts(Document(doc_id="t", text=text), find_places(Document(doc_id="t", text=text), gazetteer, Settings()))
    assert reading.lands == ()
