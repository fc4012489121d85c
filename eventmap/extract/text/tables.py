"""The finder's word tables, read once from eventmap/data: commented TSV files."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple


class Abbreviation(NamedTuple):
    """What an abbreviation stands for: the name to look up and what kind of place it is."""

    name: str
    kind: str


def rows(filename: str) -> Iterator[list[str]]:
    """The fields of each line of eventmap/data/``filename``, comments and empty lines left out."""
    for line in resources.files("eventmap.data").joinpath(filename).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def word_classes() -> dict[str, frozenset[str]]:
    """Class name -> its lower-case words, from place_context.tsv."""
    classes: dict[str, set[str]] = {}
    for name, words in rows("place_context.tsv"):
        classes.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in classes.items()}


@functools.cache
def kind_words() -> dict[str, str]:
    """Lower-case word -> the kind of place it announces ("village" -> "settlement")."""
    kinds: dict[str, str] = {}
    for name, words in word_classes().items():
        if name.startswith("kind:"):
            for word in words:
                kinds.setdefault(word, name.removeprefix("kind:"))
    return kinds


@functools.cache
def abbreviations() -> dict[str, Abbreviation]:
    """Abbreviation without its last dot -> what it stands for; the first line of two counts."""
    table: dict[str, Abbreviation] = {}
    for short, name, kind in rows("abbreviations.tsv"):
        table.setdefault(short, Abbreviation(name, kind))
    return table


@functools.cache
def word_list(filename: str) -> frozenset[str]:
    """All words of a file that is nothing but words."""
    return frozenset(word for fields in rows(filename) for word in fields[0].split())
