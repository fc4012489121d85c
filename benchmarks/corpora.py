"""The corpora of place mentions that the scorers are trained and measured on: read where they are, never copied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench" / "places"
REPORTS = ROOT / "tests" / "accuracy" / "syria_reports.gold.jsonl"
SYRIAN = ("syria-news", "reports")  # read with the Syrian dump
ANNOTATIONS = Path(__file__).parent / "annotations"
WARS = {"wars": ANNOTATIONS / "wars.jsonl", "war-reports": ANNOTATIONS / "reports.jsonl"}  # our own texts; points only of events' places
CORPORA = ("lgl", "trnews", "geovirus", "geowebnews", *SYRIAN, *WARS)


def rows_of(folder: Path, corpus: str) -> Iterator[dict[str, Any]]:
    """Documents as {"doc_id", "text", "toponyms": [{"start", "end", "lat"?, "lon"?}]}.

    Args:
        folder: of the corpora, one JSONL file each.
        corpus: one of CORPORA.
    """
    if corpus in WARS:
        annotated = (row for row in _lines(WARS[corpus]) if "places" in row)
        yield from ({**row, "toponyms": [{"metonym": False, **place} for place in row["places"]]} for row in annotated)
    else:
        yield from _reports(folder) if corpus == "reports" else _lines(folder / f"{corpus}.jsonl")


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotated reports of the accuracy tests, their texts from the folder beside the corpora."""
    gold = {row["doc_id"]: row["places"] for row in _lines(REPORTS)}
    for row in _lines(folder.parent / "syria-news" / "unlabelled.jsonl"):
        if row["doc_id"] in gold:
            yield {**row, "toponyms": gold[row["doc_id"]]}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)
