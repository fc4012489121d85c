"""The capitals of the world: seats of governments, by which these are called."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def capitals() -> frozenset[str]:
    """place_ids of data/capitals.tsv."""
    lines = resources.files("eventmap.data").joinpath("capitals.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[1] for line in lines if not line.startswith("#"))
