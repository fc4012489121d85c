"""Drafts to reports: each with its place on the map and its own copy of what the document says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventmap.records import Document, Draft, Mark, Report, Source, Span

GAP = " … "  # between evidence spans that do not follow each other


def report(document: Document, drafts: Iterable[Draft]) -> tuple[Report, ...]:
    """One report a draft, in the same order. A draft whose place is unknown keeps its words and has no location."""
    return tuple(_report(document, draft) for draft in drafts)


def _report(document: Document, draft: Draft) -> Report:
    return Report(
        draft=draft,
        source=_source(document, draft),
        location=draft.place.site if draft.place else None,
        place_text=draft.place.surface if draft.place else "",
    )


def _source(document: Document, draft: Draft) -> Source:
    evidence, marks = excerpt(document.text, draft.evidence, draft.marks)
    return Source(
        doc_id=document.doc_id, source=document.source, url=document.url, title=document.title, published=document.published,
        language=document.language, evidence=evidence, marks=marks, fatalities=draft.fatalities.best if draft.fatalities else None,
    )  # fmt: skip


def excerpt(text: str, spans: Sequence[Span], marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The evidence as one string, and the marks that lie in it, counted in that string."""
    parts: list[str] = []
    moved: set[Mark] = set()
    length, end = 0, 0
    for span in sorted(set(spans)):
        if span.start < end:  # overlapping evidence is told once
            span = Span(min(end, span.end), span.end)
        if span.start == span.end:
            continue
        gap = "" if not parts else (" " if text[end : span.start].isspace() or span.start == end else GAP)
        shift = length + len(gap) - span.start
        parts += [gap, span.of(text)]
        length += len(gap) + span.end - span.start
        moved |= {Mark(m.role, Span(m.span.start + shift, m.span.end + shift)) for m in marks if span.holds(m.span)}
        end = span.end
    return "".join(parts), tuple(sorted(moved, key=lambda m: (m.span, m.role)))
