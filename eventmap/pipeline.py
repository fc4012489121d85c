"""The only place that names all steps, in order.

read -> find_toponyms -> relate -> locate -> draft_events -> report -> link, with a person's judgements -> table and map
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from eventmap.errors import GazetteerError, MissingExtra, SettingsError
from eventmap.extract.actors.find import inter_at
from eventmap.extract.events.drafts import draft_events, may_tell
from eventmap.extract.events.drafts import explain as explain_events
from eventmap.extract.places.relations import relate
from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.ingest import read
from eventmap.link import link, load
from eventmap.records import Actor, Document, Event, Failure, Judgement, Report, Toponym
from eventmap.resolve import locate, report
from eventmap.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from eventmap.mapview import EventMap

EVENT_LANGUAGE = "en"  # acts are read in English; place names in several languages
Inputs = str | Path | Iterable[str | Path]
Progress = Callable[[int], None]
Explain = Callable[[str], None]
T = TypeVar("T")
UNAPPLIED = "the log is kept as it is; judge the event again under its id of today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run found.

    Attributes:
        events: merged events, in the order of the table.
        failures: documents that could not be read or processed.
        n_documents: documents that were read, those without an event among them.
        foreign: languages of documents without an event that are not in English, most documents first.
        towns_only: countries (ISO alpha-2) of events for which only towns are in the gazetteer, most events first.
    """

    events: tuple[Event, ...]
    failures: tuple[Failure, ...] = ()
    n_documents: int = 0
    towns_only: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """The event table, one row an event, columns as in events.csv."""
        import pandas as pd

        from eventmap import export

        return pd.DataFrame(export.rows(self.events), columns=list(export.COLUMNS))

    def to_map(self, *, title: str = "Events", **options: Any) -> EventMap:
        """The events as a page, with the evidence and the other candidates that the table has no columns for.

        Args:
            title: of the page.
            options: of ``EventMap``: language, labels, note, cite, logo, tiles.
        """
        from eventmap import export
        from eventmap.mapview import EventMap

        return EventMap(export.map_rows(self.events), title=title, **options)


def find_places(document: Document, gazetteer: Gazetteer, settings: Settings) -> tuple[Toponym, ...]:
    """The place mentions of one document, related to each other and located."""
    toponyms = relate(document, find_toponyms(document, gazetteer, settings))
    return locate(document, toponyms, gazetteer, settings)


def find_reports(document: Document, gazetteer: Gazetteer, settings: Settings, *, explain: Explain | None = None) -> tuple[Report, ...]:
    """The acts one document tells, located; ``explain`` is told, sentence by sentence, what was found and why something was dropped.

    A text without a word that tells an act is not searched for places. (With a spaCy pipeline all are: one that is missing shows at once.)
    """
    if not explain and not settings.spacy and not may_tell(document):
        return ()
    toponyms = find_places(document, gazetteer, settings)
    if explain:
        explain(f"== {document.doc_id}\n{explain_events(document, toponyms)}")
    return tuple(with_admin(r, gazetteer) for r in report(document, draft_events(document, toponyms)))


def with_admin(report: Report, gazetteer: Gazetteer) -> Report:
    """The report with its administrative areas, and its actors with the code they have there: an army abroad is an external force."""
    if report.location is None:
        return report
    admin = gazetteer.admin(report.location.lat, report.location.lon, place=report.location.place)
    draft = report.draft
    sides = [_coded(side, admin.country) for side in (draft.actors, draft.targets)]
    if sides != [draft.actors, draft.targets]:
        draft = replace(draft, actors=sides[0], targets=sides[1])
    return replace(report, admin=admin, draft=draft)


def _coded(side: Iterable[Actor], country: str) -> tuple[Actor, ...]:
    return tuple([actor if inter_at(actor, country) == actor.inter else replace(actor, inter=inter_at(actor, country)) for actor in side])


def run(inputs: Inputs, output: str | Path | None = None, *, gazetteer: Gazetteer | None = None, settings: Settings | None = None,
        formats: Sequence[str] = ("csv",), title: str = "", progress: Progress | None = None, explain: Explain | None = None,
        judgements: str | Path | None = None, **options: Any) -> Result:  # fmt: skip
    """Reads documents and returns their events; with ``output`` also writes the table, the map and failures.jsonl there.

    Args:
        inputs: a file, folder, glob or "-", or several.
        output: folder for events.csv, map.html and failures.jsonl; made if missing.
        gazetteer: an open one; default is the user's, built at first use.
        settings: default ``Settings()``; ``options`` are Settings fields set for this call (``published="2017-01-02"``).
        formats: tables to write: csv, geojson.
        title: of the map's page.
        progress: called with the number of documents done.
        explain: called with each document's sentences, what was found in them and why something was dropped, as text.
        judgements: a log of a person's decisions to apply (``eventmap.link.judgements``); default is judgements.jsonl in ``output``, if
            it is there. What of it cannot be applied is a Failure of the step "judgements".

    Raises:
        InputError: an input path, or the log that ``judgements`` names, does not exist.
        GazetteerError: the gazetteer is missing a country that was asked for, damaged or outdated.
        ExportError: the output cannot be written; nothing is left half-written.
    """
    settings = _settings(settings, options)
    gazetteer = gazetteer or open_gazetteer(settings)
    items = each(inputs, settings, lambda document: find_reports(document, gazetteer, settings, explain=explain))
    if output is not None:
        _check_output(Path(output), formats)
    log = _log(judgements, output)
    judged, failures = _judgements(log)
    reports: list[Report] = []
    foreign: Counter[str] = Counter()
    done = 0
    for n, item in enumerate(items, 1):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            document, told = item
            reports += told
            foreign.update([document.language] if not told and document.language not in ("", EVENT_LANGUAGE) else [])
            done += 1
        if progress:
            progress(n)
    linked = link(reports, judged, admin_of=lambda x: gazetteer.admin(x.lat, x.lon))
    failures += [Failure(path=str(log), step="judgements", error=problem, hint=UNAPPLIED) for problem in linked.problems]
    events = linked.events
    result = Result(events=events, failures=tuple(failures), n_documents=done, towns_only=_towns_only(events, gazetteer),
                    foreign=tuple(language for language, _ in foreign.most_common()))  # fmt: skip
    if output is not None:
        write(result, Path(output), gazetteer, settings, formats=formats, title=title)
    return result


def _log(judgements: str | Path | None, output: str | Path | None) -> Path | None:
    """The log of judgements that was named, else the one in the output folder, if there is any."""
    if judgements is not None:
        return Path(judgements)
    log = None if output is None else Path(output) / "judgements.jsonl"
    return log if log and log.is_file() else None


def _judgements(log: Path | None) -> tuple[tuple[Judgement, ...], list[Failure]]:
    if log is None:
        return (), []
    judgements, failures = load(log)
    return judgements, list(failures)


def places(
    inputs: Inputs, *, gazetteer: Gazetteer | None = None, settings: Settings | None = None, **options: Any
) -> Iterator[tuple[Document, tuple[Toponym, ...]] | Failure]:
    """Every place mention of every document, located; a document that fails is a Failure and the rest goes on."""
    settings = _settings(settings, options)
    gazetteer = gazetteer or open_gazetteer(settings)
    return each(inputs, settings, lambda document: named(find_places(document, gazetteer, settings), settings))


def named(toponyms: Iterable[Toponym], settings: Settings) -> tuple[Toponym, ...]:
    """The mentions that name a place: without "the city", and without locations less sure than was asked for."""
    return tuple(_sure(t, settings.min_confidence) for t in toponyms if not t.anaphor and (settings.demonyms or not t.demonym))


def _sure(toponym: Toponym, min_confidence: float) -> Toponym:
    location = toponym.location
    return replace(toponym, location=None, site=None) if location and location.confidence < min_confidence else toponym


def each(inputs: Inputs, settings: Settings, work: Callable[[Document], T]) -> Iterator[tuple[Document, T] | Failure]:
    """Each document with what ``work`` makes of it. One bad document is a Failure, whatever went wrong with it.

    Raises:
        InputError: at once, where an input path does not exist.
    """
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    items = read(paths, settings)
    return (item if isinstance(item, Failure) else _worked(item, work) for item in items)


def _worked(document: Document, work: Callable[[Document], T]) -> tuple[Document, T] | Failure:
    try:
        return document, work(document)
    except (GazetteerError, MissingExtra, SettingsError):  # the whole run's trouble, not this text's
        raise
    except Exception as e:  # a defect met on one text must not cost the others
        error, hint = f"{type(e).__name__}: {e}", "please report this text as a defect"
        return Failure(path=document.path, doc_id=document.doc_id, step="extract", error=error, hint=hint)


def open_gazetteer(settings: Settings) -> Gazetteer:
    """The user's gazetteer, limited to the dumps of ``settings.gazetteer``; with ``settings.mirror`` those missing are added first."""
    path = Path(settings.gazetteer_path) if settings.gazetteer_path else None
    if settings.mirror and settings.gazetteer:
        _add_missing(Gazetteer.open(path), settings)
    return Gazetteer.open(path, dumps=settings.gazetteer or None)


def _add_missing(gazetteer: Gazetteer, settings: Settings) -> None:
    from eventmap.gazetteer import upkeep

    missing = [code for code in settings.gazetteer if code not in gazetteer.dumps]
    if missing:
        upkeep.add(gazetteer.path, missing, settings.mirror)


def write(
    result: Result, output: Path, gazetteer: Gazetteer, settings: Settings, *, formats: Sequence[str] = ("csv",), title: str = ""
) -> list[Path]:
    """Writes the tables, map.html and failures.jsonl into ``output`` and returns their paths: all of them, or none."""
    from eventmap import export
    from eventmap.files import together

    page = result.to_map(title=title or "Events", language=settings.language, labels=_towns(result.events, gazetteer))
    with together(output) as folder:
        paths = [*export.write(result.events, folder, formats), folder / "map.html", folder / "failures.jsonl"]
        page.save(folder / "map.html")
        write_failures(result.failures, folder / "failures.jsonl")
    return [Path(output) / path.name for path in paths]


def write_failures(failures: Iterable[Failure], path: Path) -> None:
    """One JSON object a line; empty when nothing failed, so that an older run's failures do not stay."""
    import msgspec

    from eventmap.files import replacing

    with replacing(path, "wb") as file:
        for failure in failures:
            file.write(msgspec.json.encode(dataclasses.asdict(failure)) + b"\n")


def _towns(events: Iterable[Event], gazetteer: Gazetteer) -> list[tuple[str, float, float, int]]:
    """Town names around the events, for the basemap."""
    points = [(e.location.lat, e.location.lon) for e in events if e.location]
    if not points:
        return []
    lats, lons = zip(*points, strict=True)
    return gazetteer.towns((min(lats) - 2, min(lons) - 2, max(lats) + 2, max(lons) + 2), limit=600)


def _towns_only(events: Iterable[Event], gazetteer: Gazetteer) -> tuple[str, ...]:
    countries = Counter(e.admin.country for e in events if e.admin and e.admin.country)
    return tuple(c for c, _ in countries.most_common() if c not in gazetteer.dumps)


def _settings(settings: Settings | None, options: dict[str, Any]) -> Settings:
    if settings is None:
        return Settings.load(**options)
    return settings.but(**options) if options else settings


def _check_output(output: Path, formats: Sequence[str]) -> None:
    """Fails now rather than after an hour's work."""
    from eventmap.export import check_formats
    from eventmap.files import check_writable

    check_formats(formats)
    check_writable(output)


def write_places(
    inputs: Inputs, output: Path, *, gazetteer: Gazetteer, settings: Settings, progress: Progress | None = None
) -> tuple[int, list[Failure]]:
    """Writes one JSON line a document, {"doc_id", "toponyms": [...]}; returns the number of documents and the failures.

    Raises:
        ExportError: the output cannot be written.
    """
    import msgspec

    from eventmap.files import replacing

    done, failures = 0, []
    with replacing(output, "wb") as file:
        for n, item in enumerate(places(inputs, gazetteer=gazetteer, settings=settings), 1):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                document, toponyms = item
                file.write(msgspec.json.encode({"doc_id": document.doc_id, "toponyms": [place_row(t) for t in toponyms]}) + b"\n")
                done += 1
            if progress:
                progress(n)
    return done, failures


def place_row(toponym: Toponym) -> dict[str, Any]:
    """One mention as the ``places`` command writes it; a place that nobody knows has null coordinates."""
    location = toponym.location
    place = location.place if location else None
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "surface": toponym.surface,
        "lat": location.lat if location else None,
        "lon": location.lon if location else None,
        "place_id": place.place_id if place else None,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "kind": place.kind if place else toponym.kind or None,
        "radius_km": round(location.radius_km, 1) if location else None,
        "score": round(location.confidence if location else toponym.score, 3),
        "method": location.method if location else None,
        "metonym": toponym.metonym,
    }


def map_table(tables: Sequence[Path], output: Path, *, gazetteer: Gazetteer, title: str = "", **options: Any) -> tuple[int, list[str]]:
    """Puts tables of events on one map.

    Args:
        tables: files that ``EventMap`` reads; rows of all of them go on the map.
        gazetteer: names the towns of the background and locates rows that have a place name and no coordinates.
        options: of ``EventMap``: columns, note, cite, logo, language, tiles.

    Returns:
        The number of events, and what of the tables could not be read.

    Raises:
        InputError: a table cannot be used; the message names column and line.
        ExportError: the page cannot be written.
    """
    from eventmap.mapview import EventMap

    def towns(bounds: tuple[float, float, float, float]) -> list[tuple[str, float, float, int]]:
        west, south, east, north = bounds
        return gazetteer.towns((south - 2, west - 2, north + 2, east + 2), limit=600)

    page = EventMap(
        list(tables), title=title or tables[0].stem, labels=towns, geocode=lambda *name: locate_name(gazetteer, *name), **options
    )
    page.save(output)
    return len(page), page.layer.messages


def locate_name(gazetteer: Gazetteer, name: str, country: str, admin1: str) -> tuple[float, float, float, int, str] | None:
    """(lat, lon, radius_km, geo_precision, how) of a place name in a table, or None.

    Args:
        country: its name in English or ISO alpha-2 code, "" if unknown: only places there are taken.
        admin1: its first-order area in any spelling, "" if unknown.
    """
    codes = tuple(
        iso for iso, english in gazetteer.country_names.items() if country and country.casefold() in (iso.casefold(), english.casefold())
    )
    found = gazetteer.find(name, country=codes, admin1=admin1, limit=1)
    if not found or (codes and found[0].place.country not in codes):
        return None
    place = found[0].place
    return place.lat, place.lon, place.radius_km, 3 if place.kind in ("admin1", "country") else 1, "; ".join(found[0].reasons)
