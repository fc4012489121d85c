"""The shipped example articles: what is read of them is the article, with its day; the gold stands in it word for word."""

import datetime as dt
import json
from pathlib import Path

import pytest

import eventmap
from eventmap.ingest import read
from eventmap.records import Document

EXAMPLES = Path(eventmap.__file__).parent / "data" / "examples"
GOLD = [json.loads(line) for line in (Path(__file__).parent / "accuracy" / "examples.gold.jsonl").read_text(encoding="utf-8").splitlines()]
FURNITURE = (
    "$", "Kuznetsov", "Support L", "Support S", "Kweires", "Azaz", "Manbij", "Notify", "Comments", "Share", "Facebook", "Zamzam", "Nyala", "Kutum", "Singa",
    "Kramatorsk", "Odesa", "Telegram", "Нікополь", "Tags", "cookies", "©", "Photo",
)  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found = list(read(EXAMPLES))
    assert all(isinstance(d, Document) for d in found), found
    return {d.doc_id: d for d in found}  # type: ignore[misc]


def test_every_example_has_gold(documents: dict[str, Document]) -> None:
    assert sorted(documents) == [line["doc_id"] for line in GOLD]


@pytest.mark.parametrize("line", GOLD, ids=lambda line: line["doc_id"])
def test_evidence_is_in_the_text_and_furniture_is_not(documents: dict[str, Document], line: dict) -> None:  # type: ignore[type-arg]
    document = documents[line["doc_id"]]
    assert document.published == dt.date.fromisoformat(line["published"])
    for event in line["events"]:
        assert event["evidence"] in document.text
    assert [word for word in FURNITURE if word in document.text] == []


def test_metadata(documents: dict[str, Document]) -> None:
    assert {name: (d.published_from, d.source) for name, d in documents.items()} == {
        "al-bab": ("metadata", "Levant Ledger"),
        "al-bab-saved": ("dateline", ""),
        "bakhmut": ("dateline", ""),
        "el-fasher": ("metadata", "Two Niles Post"),
    }
    assert documents["al-bab"].title == documents["al-bab-saved"].title


def test_saved_text_and_page_are_the_same_article(documents: dict[str, Document]) -> None:
    assert documents["al-bab"].text == documents["al-bab-saved"].text.replace("\n\n", "\n")
