"""How many tolls a careful reader takes from a sentence are found, and how many of the found are right; with floors."""

from collections import Counter
from pathlib import Path

import pytest

from eventmap.extract.text.sentences import split
from eventmap.extract.tolls.counts import find_counts
from eventmap.records import Count

HERE = Path(__file__).parent
FLOORS = [("toll_sentences.tsv", 0.97, 0.97), ("toll_sentences_languages.tsv", 0.95, 0.95)]  # least recall and precision


def said(count: Count) -> str:
    value = "?" if count.best is None else str(count.best)
    if count.best is None and (count.low is not None or count.high is not None):
        value = f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"
    if count.best is not None and count.low is None and count.high is not None:
        value = f"..{count.high}"
    text = f"{'~' if count.cumulative else ''}{count.what}={value}"
    return f"({text})" if count.part_of_total else text


@pytest.mark.parametrize(("name", "min_recall", "min_precision"), FLOORS)
def test_toll_sentences(name: str, min_recall: float, min_precision: float) -> None:
    right = found_in_all = expected_in_all = 0
    misses = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sentence, _, gold = line.partition("\t")
        found, expected = Counter(said(c) for c in find_counts(sentence, split(sentence))), Counter(gold.split())
        right += (found & expected).total()
        found_in_all += found.total()
        expected_in_all += expected.total()
        if found != expected:
            misses.append(f"{sentence}\n    expected {sorted(expected.elements())}\n    found    {sorted(found.elements())}")
    recall, precision = right / expected_in_all, right / found_in_all
    print("\n".join(misses), f"\nrecall {recall:.3f}, precision {precision:.3f} of {expected_in_all} tolls")
    assert recall >= min_recall
    assert precision >= min_precision
