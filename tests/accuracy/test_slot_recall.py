"""Whether the day and the toll that a reader gave an event are among what the finders see, on articles outside the repository."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventmap.extract.dates.find import find_dates
from eventmap.extract.text.sentences import split
from eventmap.extract.tolls.counts import find_counts
from eventmap.records import DateSpan, Document, Span

NEWS = Path(__file__).parents[2] / ".." / "shared" / "bench" / "syria-news"
MIN_DATES, MIN_KILLED, MIN_INJURED = 0.97, 0.88, 0.90

pytestmark = pytest.mark.skipif(not (NEWS / "gold.jsonl").exists(), reason="needs the annotated articles in ../shared")


def lines(name: str) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in (NEWS / name).read_text(encoding="utf-8").splitlines() if line.strip())


def same_time(value: DateSpan, day: dt.date, precision: int) -> bool:
    if precision <= 2:
        return abs((value.day - day).days) <= (0 if precision == 1 else 7)
    return value.day.year == day.year and (precision == 4 or value.day.month == day.month)


def around(spans: tuple[Span, ...], evidence: Span) -> list[Span]:
    """The sentences of the evidence and one on either side."""
    inside = [n for n, s in enumerate(spans) if s.overlaps(evidence)]
    return list(spans[max(0, inside[0] - 1) : inside[-1] + 2])


def tally() -> Counter[str]:
    gold = {g["doc_id"]: g["events"] for g in lines("gold.jsonl")}
    seen: Counter[str] = Counter()
    for article in lines("articles.jsonl"):
        document = Document(doc_id=article["doc_id"], text=article["text"], published=dt.date.fromisoformat(article["published"]))
        spans = split(document.text)
        dates, counts = find_dates(document, spans), find_counts(document.text, spans)
        for event in gold[article["doc_id"]]:
            start = document.text.index(event["evidence"])
            near = around(spans, Span(start, start + len(event["evidence"])))
            day, precision = dt.date.fromisoformat(event["event_date"]), event["time_precision"]
            said = [m.value for m in dates if m.value and any(s.holds(m.span) for s in near)]
            default = DateSpan.exact(document.published) if document.published else None
            seen["dates"] += 1
            seen["dates found"] += any(same_time(v, day, precision) for v in [*said, default] if v)
            for what, key in (("killed", "fatalities"), ("injured", "injured")):
                if isinstance(event.get(key), int):
                    seen[what] += 1
                    seen[f"{what} found"] += any(
                        c.what == what and c.best == event[key] and any(s.overlaps(c.span) for s in near) for c in counts
                    )
    return seen


def test_slots_of_annotated_events_are_seen() -> None:
    seen = tally()
    shares = {key: seen[f"{key} found"] / seen[key] for key in ("dates", "killed", "injured")}
    print(shares, dict(seen))
    assert shares["dates"] >= MIN_DATES
    assert shares["killed"] >= MIN_KILLED
    assert shares["injured"] >= MIN_INJURED
