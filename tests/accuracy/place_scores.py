"""Exact precision, recall and F1 of place mentions, by group."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Score:
    """Counts of exactly matching spans."""

    right: int = 0
    said: int = 0
    gold: int = 0

    def add(self, said: set[tuple[int, int]], gold: set[tuple[int, int]]) -> None:
        self.right += len(said & gold)
        self.said += len(said)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSONL file with gold."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def spans(toponyms: Iterable[Mapping[str, Any]]) -> set[tuple[int, int]]:
    return {(t["start"], t["end"]) for t in toponyms}
