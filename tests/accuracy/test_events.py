"""Floors of the event extractor on gold of our own writing. A change that lowers one says so and why; one that raises it raises the floor."""

import datetime as dt
from pathlib import Path

import pytest
from accuracy.event_scores import Tally, read_gold, tally

from eventmap import export, pipeline
from eventmap.gazetteer import Gazetteer
from eventmap.link import merge
from eventmap.records import Document
from eventmap.settings import Settings

HERE = Path(__file__).parent


def score(path: Path, gazetteer: Gazetteer, dumps: tuple[str, ...] = ()) -> Tally:
    gold = read_gold(path)
    found = {}
    for row in gold:
        document = Document(
            doc_id=row["doc_id"], text=row["text"], published=dt.date.fromisoformat(row["published"]), published_from="metadata", source=row.get("source", "")
        )
        found[row["doc_id"]] = export.rows(merge(pipeline.find_reports(document, gazetteer, Settings())))
    return tally(gold, found)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def test_sentences_about_forty_wars(gazetteer: Gazetteer) -> None:
    result = score(HERE / "event_sentences.jsonl", gazetteer)
    print(result)
    assert result.f1 >= 0.0
