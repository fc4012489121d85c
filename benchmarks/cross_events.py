"""What the event extractor makes of articles that its scorers have not learned from: figures, and every error with its sentence.

    python benchmarks/cross_events.py [--errors FILE]

The corpora and the folds are those of train_events.py. Figures are those of ``../shared/bench/score_events.py`` where that lies beside
the checkout, else of ``tests/accuracy/event_scores.py``. The list says of each row that is not in the gold, and of each gold event that was
not found, what came nearest: another kind at its place and time, another place, another day.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import train_events as training
from accuracy.event_scores import matched, same_event, same_place, same_time, sides

SCORER = training.ROOT.parent / "shared" / "bench" / "score_events.py"
NEARNESS = ("double", "kind", "place", "day", "")  # what a row and a gold event differ in, the likest first
Rows = dict[str, list[Any]]


def official(gold: Sequence[training.Gold], rows: Rows) -> str:
    """The figures of the shared scorer, one line."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder) / "gold.jsonl", Path(folder) / "rows.jsonl"
        wanted.write_text("".join(json.dumps(g) + "\n" for g in gold), encoding="utf-8")
        lines = (json.dumps({**row, "doc_id": g["doc_id"]}, default=str) + "\n" for g in gold for row in rows[g["doc_id"]])
        made.write_text("".join(lines), encoding="utf-8")
        printed = subprocess.run([sys.executable, SCORER, wanted, made, "--json"], check=True, capture_output=True, text=True).stdout
    f = json.loads(printed)
    m, e = f["matched"], f["event"]
    return (
        f"event {e['f1']:.3f} (P {e['p']:.3f} R {e['r']:.3f}), place and time {f['where_when']['f1']:.3f}, place {f['where']['f1']:.3f}"
        f" | kind {m['subtype']:.3f}, actors {m['actors_f1']:.3f}, sides {m['sides']:.3f}, toll {m['fatalities']:.3f}")  # fmt: skip


def errors(example: training.Example, rows: Sequence[Any]) -> Iterator[str]:
    """A line for each row without a gold event, each gold event without a row, and each wrong cell of the others."""
    gold = example.gold["events"]
    pairs = matched(gold, rows)
    for j, row in enumerate(rows):
        if j not in pairs.values():
            near = nearest(((g, row) for g in gold), lambda g, _: f"{g['sub_event_type']} {g['event_date']} @{g['place']}")
            yield f"SPURIOUS ({near}) {row['event_date']} {row['sub_event_type']} @{row['place_text']} | {row['notes'][:300]}"
    for i, g in enumerate(gold):
        if i in pairs:
            yield from wrong_cells(g, rows[pairs[i]])
        elif not (training.is_optional(g) or g.get("lat") is None):
            near = nearest(((g, row) for row in rows), lambda _, r: f"{r['sub_event_type']} {r['event_date']} @{r['place_text']}")
            yield f"MISSED ({near}) {g['event_date']} {g['sub_event_type']} @{g['place']} | {(g.get('evidence') or '')[:300]}"


def nearest(pairs: Iterable[tuple[training.Gold, Any]], told: Callable[[training.Gold, Any], str]) -> str:
    """What the likest of ``pairs`` differ in, and ``told`` of them."""
    g, row = min(pairs, key=lambda pair: NEARNESS.index(likeness(*pair)), default=({}, {}))
    what = likeness(g, row) if g else ""
    return f"{what}: {told(g, row)}" if what else "alone"


def likeness(g: training.Gold, row: Any) -> str:
    """One of NEARNESS."""
    if same_event(g, row):
        return "double"
    if same_time(g, row) and same_place(g, row):
        return "kind"
    if g["sub_event_type"] != row["sub_event_type"]:
        return ""
    return "place" if same_time(g, row) else "day" if same_place(g, row) else ""


def wrong_cells(g: training.Gold, row: Any) -> Iterator[str]:
    side1, side2 = sides(row)
    gold1, gold2 = training.named(g, "actors"), training.named(g, "targets")
    said = f"@{row['place_text']} {row['sub_event_type']} | {row['notes'][:300]}"
    if g["sub_event_type"] != row["sub_event_type"]:
        yield f"SUBTYPE gold {g['sub_event_type']} {said}"
    if not ((gold1 <= side1 and gold2 <= side2) or (g["sub_event_type"] == "Armed clash" and gold1 | gold2 <= side1 | side2)):
        yield f"SIDES gold {sorted(gold1)} > {sorted(gold2)} row {sorted(side1)} > {sorted(side2)} {said}"
    elif (gold1 | gold2) != (side1 | side2):
        yield f"ACTORS gold {sorted(gold1)} > {sorted(gold2)} row {sorted(side1)} > {sorted(side2)} {said}"
    if (g.get("fatalities") or 0) != (row["fatalities"] or 0):
        yield f"TOLL gold {g.get('fatalities')} row {row['fatalities']} {said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="FILE", type=Path, help="write the list of errors")
    options = parser.parse_args()
    found = training.examples()
    training.gather(found)
    rows = training.cross_validated(found)
    for corpus in dict.fromkeys(e.corpus for e in found):
        gold = [e.gold for e in found if e.corpus == corpus]
        print(f"{corpus:10s} {official(gold, rows) if SCORER.exists() else training.figures(gold, rows)}", flush=True)
    if options.errors:
        lines = (f"{e.corpus} {e.document.doc_id} {line}\n" for e in found for line in errors(e, rows[e.document.doc_id]))
        options.errors.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
