"""The command line: thin, each command one public function. Heavy imports wait inside the commands, so that ``--help`` is quick."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventmap import __version__
from eventmap.errors import EventmapError, InputError, SettingsError

if TYPE_CHECKING:
    from eventmap.pipeline import Result
    from eventmap.settings import Settings

FAILED, USAGE, SETUP = 1, 2, 3


class _Group(click.Group):
    """Turns eventmap's own errors into one line and the documented exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EventmapError as e:
            click.echo(f"eventmap: {printable(str(e))}", err=True)
            ctx.exit(USAGE if isinstance(e, InputError | SettingsError) else SETUP)


def printable(text: str) -> str:
    """``text`` without control characters: names and errors may come from hostile files and end on a terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def one_line(text: str) -> str:
    """``printable`` without line ends: a file's name may not add lines to the summary."""
    return printable(text.replace("\n", "\N{REPLACEMENT CHARACTER}"))


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def apply(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


reading = _options(
    click.option("--country", metavar="CC,...", help="Prefer these countries (ISO codes): a prior, not a filter."),
    click.option("--gazetteer", metavar="CC,...", help="Of the country dumps added, use these [default: all]."),
    click.option("--mirror", metavar="URL|DIR", help="Add dumps that --gazetteer names and that are missing, from here first."),
    click.option("--published", metavar="DATE", help="Reference day (2017-01-02) for documents that say no date."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), help="Keep a place without a point when its location is less sure than this."
    ),
    click.option("--spacy", metavar="NAME", help="Ask this spaCy pipeline too, as one more witness."),
    click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="A TOML file of settings."),
)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="eventmap")
def main() -> None:
    """Conflict reporting in, located events out: a table and one self-contained map. Works offline.

    \b
    Example:
      eventmap run article.html -o output
    """
    gc.set_threshold(50_000, 20, 20)  # records hold no cycles: to look for them as often as Python does took 8 % of a run


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for events.csv, map.html, failures.jsonl.",
)
@click.option("--format", "formats", default="csv", show_default=True, metavar="csv,geojson", help="Tables to write.")
@click.option("--title", default="", help="Title of the map's page.")
@click.option("--language", default=None, type=click.Choice(["en", "ar", "fr", "uk"]), help="Language of the map's page.")
@click.option("--explain", is_flag=True, help="Print each sentence with what was found in it and why something was dropped.")
@reading
def run(inputs: tuple[str, ...], output: Path, formats: str, title: str, explain: bool, config: Path | None, **flags: Any) -> None:
    """Read INPUTs, extract events, geocode and merge them; write a table and a map.

    INPUT is a file (.txt, .html, .jsonl), a folder, a glob, or - for standard input.

    \b
    Example:
      eventmap run reports/ --published 2017-01-02 -o output
    """
    from eventmap import pipeline

    settings = _settings(config, flags)
    gazetteer = _open_gazetteer(settings)
    with _progress("documents") as step:
        result = pipeline.run(
            list(inputs), output, gazetteer=gazetteer, settings=settings, formats=_split(formats), title=title, progress=step,
            explain=(lambda text: click.echo(printable(text))) if explain else None,
        )  # fmt: skip
    click.echo(_table(result))
    click.echo(_summary(result, output, _split(formats)))
    sys.exit(FAILED if result.failures else 0)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The JSONL file to write.")
@click.option("--demonyms", is_flag=True, default=None, help='List demonyms ("Syrian") too.')
@reading
def places(inputs: tuple[str, ...], output: Path, config: Path | None, **flags: Any) -> None:
    """Find the place names of INPUTs with their coordinates, one document a line.

    \b
    Example:
      eventmap places reports.jsonl -o places.jsonl
    """
    from eventmap import pipeline

    settings = _settings(config, flags)
    gazetteer = _open_gazetteer(settings)
    with _progress("documents") as step:
        done, failures = pipeline.write_places(list(inputs), output, gazetteer=gazetteer, settings=settings, progress=step)
    click.echo(f"{done} documents -> {output}" + (f", {len(failures)} failed:" if failures else ""))
    for failure in failures:
        click.echo(one_line(f"  {failure.path}: {failure.error} ({failure.hint})"), err=True)
    sys.exit(FAILED if failures else 0)


@main.command("map")
@click.argument("tables", nargs=-1, required=True, metavar="TABLE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write.")
@click.option("--columns", default="", metavar="OURS=THEIRS,...", help="Which column is what: date=Day,place=Town,actor=Group.")
@click.option("--title", default="", help="Title of the page.")
@click.option("--note", default="", help="A line under the title.")
@click.option("--cite", default="", help="How to cite the page; 'copy citation' ends with it.")
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help="A picture beside the title.")
@click.option("--language", default="en", type=click.Choice(["en", "ar", "fr", "uk"]), help="Language of the page.")
@click.option("--tiles", default=None, metavar="NAME", help="An online map that the reader may switch on (OpenStreetMap.Mapnik).")
def map_(tables: tuple[Path, ...], output: Path, columns: str, **options: Any) -> None:
    """Put existing tables of events on a map.

    TABLE is an events.csv, an ACLED or UCDP GED export, GeoJSON, or with --columns any table. Rows with a place name and no coordinates
    are looked up in the gazetteer.

    \b
    Example:
      eventmap map output/events.csv -o map.html
    """
    from eventmap import pipeline
    from eventmap.mapview.schema import parse_columns

    chosen = parse_columns(columns)
    shown, messages = pipeline.map_table(tables, output, gazetteer=_open_gazetteer(_settings(None, {})), columns=chosen, **options)
    for message in messages:
        click.echo(printable(message), err=True)
    click.echo(f"{shown} events -> {output}")


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--table", type=click.Path(path_type=Path), help="A CSV file with a column name (and admin1, admin2, country).")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The CSV file to write; default is the terminal.")
@click.option("--country", default="", metavar="CC,...", help="Prefer these countries.")
@click.option("--near", default="", metavar="NAME", help="Prefer what is near this place.")
@click.option("--gazetteer", "dumps", default="", metavar="CC,...", help="Of the country dumps added, use these [default: all].")
@click.option("--min-score", default=None, type=click.FloatRange(0, 1), help="Leave names without a point that are less sure than this.")
@click.option("--online", default="", metavar="SERVICE", help="Ask nominatim, photon ... for unknown names; they leave your machine.")
@click.option("--online-option", "online_options", multiple=True, metavar="KEY=VALUE", help="For the service: domain=...")
def geocode(names: tuple[str, ...], table: Path | None, output: Path | None, country: str, near: str, dumps: str, min_score: float | None,
            online: str, online_options: tuple[str, ...]) -> None:  # fmt: skip
    """Place names to coordinates.

    \b
    Example:
      eventmap geocode "Dayr Kak" --near al-Bab
      eventmap geocode --table villages.csv --country SY -o located.csv
    """
    from eventmap import geocoder
    from eventmap.files import replacing

    if bool(names) == bool(table):
        raise click.UsageError("give place names, or --table FILE")
    gazetteer = _open_gazetteer(_settings(None, {"gazetteer": dumps or None}))
    options = dict(option.split("=", 1) for option in online_options if "=" in option)
    found = geocoder.geocode(
        table or names,
        country=_split(country.upper()),
        near=gazetteer.point(near) if near else None,
        gazetteer=gazetteer,
        min_score=geocoder.MIN_SCORE if min_score is None else min_score,
        online=geocoder.OnlineGeocoder(online, options) if online else None,
    )
    if output is not None:
        with replacing(output) as file:
            found.to_csv(file, index=False)
    else:
        click.echo(printable(found.to_csv(index=False)), nl=False)
    click.echo(f"{found['latitude'].notna().sum()} of {len(found)} names located", err=True)


@main.group("gazetteer")
def gazetteer_group() -> None:
    """The places that names are looked up in.

    \b
    Example:
      eventmap gazetteer add SY
    """


@gazetteer_group.command("add")
@click.argument("codes", nargs=-1, metavar="[CC]...")
@click.option("--from", "source", default="", metavar="URL|DIR", help="A mirror of GeoNames' dumps or a folder with them.")
@click.option("--file", "files", multiple=True, type=click.Path(path_type=Path), help="Your own places, CSV or GeoJSON.")
def gazetteer_add(codes: tuple[str, ...], source: str, files: tuple[Path, ...]) -> None:
    """Add every village of a country from GeoNames (network), or your own places.

    \b
    Example:
      eventmap gazetteer add SY UA
      eventmap gazetteer add --file front-line.csv
    """
    from eventmap.gazetteer import default_path, upkeep
    from eventmap.gazetteer.download import GEONAMES_URL

    if not codes and not files:
        raise click.UsageError("name a country (eventmap gazetteer add SY) or a file (--file places.csv)")
    added = upkeep.add(default_path(), codes, source or GEONAMES_URL) if codes else []
    for code, places in [*added, *(upkeep.add_file(default_path(), file) for file in files)]:
        click.echo(printable(f"{code}: {places:,} places"))


@gazetteer_group.command("remove")
@click.argument("codes", nargs=-1, required=True, metavar="CC...")
def gazetteer_remove(codes: tuple[str, ...]) -> None:
    """Remove country dumps, or your own places (own:NAME as "list" shows them).

    \b
    Example:
      eventmap gazetteer remove SY
    """
    from eventmap.gazetteer import default_path, upkeep

    removed = upkeep.remove(default_path(), codes)
    click.echo(printable(f"removed {', '.join(removed) or 'nothing: see eventmap gazetteer list'}"))


@gazetteer_group.command("list")
def gazetteer_list() -> None:
    """The parts of the gazetteer: places, names, date, source, licence.

    \b
    Example:
      eventmap gazetteer list
    """
    for layer in _open_gazetteer(_settings(None, {})).layers():
        numbers = f"{layer['places']:>9,} places {layer['names']:>10,} names"
        click.echo(printable(f"{layer['code']:<14}{numbers}  {layer['date']:<19} {layer['source']} ({layer['licence']})"))


@gazetteer_group.command("search")
@click.argument("name")
@click.option("--country", default="", metavar="CC,...", help="Prefer these countries.")
@click.option("--near", default="", metavar="NAME", help="Prefer what is near this place.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="How many at most.")
def gazetteer_search(name: str, country: str, near: str, limit: int) -> None:
    """What NAME may mean, best first, with scores and reasons.

    \b
    Example:
      eventmap gazetteer search Bzagah --near al-Bab
    """
    gazetteer = _open_gazetteer(_settings(None, {}))
    found = gazetteer.find(name, country=_split(country.upper()), near=gazetteer.point(near) if near else None, limit=limit)
    for c in found:
        where = ", ".join(filter(None, (c.place.kind, c.place.admin2, c.place.admin1, c.place.country)))
        click.echo(printable(f"{c.score:.2f}  {c.place.name} ({where})  {c.place.lat:.4f}, {c.place.lon:.4f}  {c.place.place_id}"))
        click.echo(printable(f"      {'; '.join(c.reasons)}"))
    if not found:
        raise InputError(f"no place is called {name!r}; try --country, or add a country's villages: eventmap gazetteer add CC")


@gazetteer_group.command("build")
def gazetteer_build() -> None:
    """Build the gazetteer anew, with all that was added to it. Needed only when it is damaged.

    \b
    Example:
      eventmap gazetteer build
    """
    from eventmap.gazetteer import default_path, upkeep

    click.echo(str(upkeep.rebuild(default_path())))


@gazetteer_group.command("info")
def gazetteer_info() -> None:
    """What is in the gazetteer.

    \b
    Example:
      eventmap gazetteer info
    """
    for name, value in _open_gazetteer(_settings(None, {})).info().items():
        click.echo(f"{name:<12} {value}")


def _settings(config: Path | None, flags: dict[str, Any]) -> Settings:
    from eventmap.settings import Settings

    return Settings.load(config, **flags)


def _open_gazetteer(settings: Settings) -> Any:
    from eventmap import pipeline

    return pipeline.open_gazetteer(settings)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@contextmanager
def _progress(noun: str) -> Iterator[Callable[[int], None]]:
    """Counts on standard error, but only when it is a terminal and the work takes more than a second."""
    started = shown = time.monotonic()

    def step(n: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if sys.stderr.isatty() and now - started > 1 and now - shown > 0.2:
            shown = now
            click.echo(f"\r{n} {noun}, {n / (now - started):.0f} a second ", nl=False, err=True)

    yield step
    if shown > started:
        click.echo("\r" + " " * 60 + "\r", nl=False, err=True)


SHOWN_ROWS = 40


def _table(result: Result) -> str:
    """The first events as aligned text."""
    from eventmap import export

    head = ("date", "actor 1", "actor 2", "kind", "place", "lat, lon", "toll")
    body = [_cells(row) for row in export.rows(result.events[:SHOWN_ROWS])]
    widths = [min(34, max(len(row[i]) for row in [head, *body])) for i in range(len(head))]
    lines = ["  ".join(cell[:w].ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in [head, *body]]
    more = len(result.events) - SHOWN_ROWS
    return printable("\n".join(lines + ([f"... and {more} more"] if more > 0 else [])))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    point = f"{row['latitude']:.4f}, {row['longitude']:.4f}" if row["latitude"] != "" else "not located"
    toll = str(row["fatalities"]) + (" shared" if row["fatalities_shared"] == "true" else "")
    side1, side2 = ("; ".join(filter(None, (row[f"actor{n}"], row[f"assoc_actor_{n}"]))) for n in (1, 2))
    place = row["location"] + (f" ({row['relation']})" if row["relation"] else "")
    return row["event_date"] or "no date", side1, side2, row["sub_event_type"], place, point, toll


def _summary(result: Result, output: Path, formats: list[str]) -> str:
    """Counts, what is missing and what to do about it, and where the files are."""
    from eventmap.export import FORMATS

    located = sum(e.location is not None for e in result.events)
    undated = sum(e.date is None for e in result.events)
    lines = [f"\n{result.n_documents} documents, {len(result.events)} events, {located} located, {len(result.failures)} documents failed"]
    if undated:
        lines.append(f"{undated} events have no date, because their documents say no year: give one with --published DATE")
    if result.foreign:
        languages = one_line(", ".join(result.foreign))
        lines.append(f"events are read in English only, not in documents in {languages}; their places: eventmap places INPUT -o FILE")
    if result.towns_only:
        codes = " ".join(result.towns_only)
        lines.append(f"towns only, no villages, are known of {codes}: eventmap gazetteer add {codes}")
    lines += [one_line(f"failed: {f.path}: {f.error}" + (f" ({f.hint})" if f.hint else "")) for f in result.failures[:20]]
    if len(result.failures) > 20:
        lines.append(f"... and {len(result.failures) - 20} more in {output / 'failures.jsonl'}")
    return "\n".join([*lines, *(str(output / FORMATS[f][0]) for f in formats), str(output / "map.html")])


if __name__ == "__main__":
    main()
