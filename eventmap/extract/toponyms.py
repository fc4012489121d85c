"""Every place mention of a document, with its exact span."""

from __future__ import annotations

from collections.abc import Iterable

from eventmap.extract.candidates import Candidate, Names, candidates
from eventmap.extract.lexicon import Lexicon
from eventmap.extract.words import scan
from eventmap.records import Document, Span, Toponym
from eventmap.settings import Settings


def find_toponyms(document: Document, lexicon: Lexicon, settings: Settings) -> tuple[Toponym, ...]:
    """Place mentions in order of their start, not overlapping."""
    words = scan(document.text)
    return tuple(_toponym(document, c) for c in _longest(candidates(words, Names(lexicon))))


def _longest(found: Iterable[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    end = 0
    for c in sorted((c for c in found if c.prior), key=lambda c: (c.start, -c.end)):
        if c.start >= end and (c.prior and (c.prior.population > 5000 or c.j - c.i > 1)):
            chosen.append(c)
            end = c.end
    return chosen


def _toponym(document: Document, c: Candidate) -> Toponym:
    return Toponym(span=Span(c.start, c.end), surface=document.text[c.start : c.end], key=c.key, kind=c.kind)
