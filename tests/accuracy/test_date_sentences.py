"""How many dates a careful reader takes from a sentence are found and resolved as he would, and how many of the found are right; with floors."""

import datetime as dt
from collections import Counter
from pathlib import Path

from eventmap.extract.dates.find import DateMention, find_dates
from eventmap.extract.text.sentences import split
from eventmap.records import Document

GOLD = Path(__file__).with_name("date_sentences.tsv")
MIN_RECALL, MIN_PRECISION = 0.97, 0.97


def said(mention: DateMention) -> str:
    day = f"{mention.value.day}/{mention.value.precision}" if mention.value else "?/0"
    return f"{day}/{mention.kind}{'!' if mention.reporting else ''}"


def test_date_sentences() -> None:
    right = found_in_all = expected_in_all = 0
    misses = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        day, sentence, gold = line.split("\t")
        published = None if day == "-" else dt.date.fromisoformat(day)
        mentions = find_dates(Document(doc_id="t", text=sentence, published=published), split(sentence))
        found, expected = Counter(said(m) for m in mentions), Counter(gold.split())
        right += (found & expected).total()
        found_in_all += found.total()
        expected_in_all += expected.total()
        if found != expected:
            misses.append(f"{day} {sentence}\n    expected {sorted(expected.elements())}\n    found    {sorted(found.elements())}")
    recall, precision = right / expected_in_all, right / found_in_all
    print("\n".join(misses), f"\nrecall {recall:.3f}, precision {precision:.3f} of {expected_in_all} dates")
    assert recall >= MIN_RECALL
    assert precision >= MIN_PRECISION
