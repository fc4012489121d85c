"""Floors of reading, on real articles where they are beside this checkout: datelines found, and text that the trimmer must not take.

The articles are article text already, so nearly all that the trimmer takes from them is taken wrongly; what rightly goes (agency
credits, "Follow us") is less than one word in a thousand.
"""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from eventmap.ingest.datelines import dateline_date
from eventmap.ingest.furniture import trim

BENCH = Path(__file__).parent.parent.parent.parent / "shared" / "bench"
pytestmark = pytest.mark.skipif(not BENCH.exists(), reason="the benchmark articles are not beside this checkout")

SENTENCE_GAP = re.compile(r"(?<=[.!?]) (?=[A-Z\"])")
WORDS_LOST_PER_THOUSAND = 1.5  # measured 0.3 in one line, 1.3 in lines and paragraphs
DATELINES_OF_699 = 650  # measured 655; most of the others have none


def texts(pattern: str) -> list[dict]:  # type: ignore[type-arg]
    lines = (line for path in sorted(BENCH.glob(pattern)) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [record for line in lines if "text" in (record := json.loads(line))]


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"], ids=["one line", "a line each", "a paragraph each"])
def test_articles_lose_next_to_nothing(gap: str) -> None:
    total = lost = 0
    for record in (*texts("syria-news/*.jsonl"), *texts("places/*.jsonl")):
        article = trim(SENTENCE_GAP.sub(gap, record["text"]))
        assert article.text
        total += len(record["text"].split())
        lost += sum(len(left.line.split()) for left in article.left_out if left.reason != "title")
    assert lost / total * 1_000 <= WORDS_LOST_PER_THOUSAND, f"{lost} of {total} words"


def test_datelines_of_flattened_news() -> None:
    found = [dateline_date(r["text"], dt.date.fromisoformat(r["published"])) for r in texts("syria-news/*.jsonl") if "published" in r]
    assert sum(day is not None for day in found) >= DATELINES_OF_699
