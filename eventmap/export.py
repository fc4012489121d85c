"""Events as flat rows, and the rows as CSV or GeoJSON.

The columns are ACLED's, in ACLED's order, then our own; what each holds is said in the README's "The table". One function makes the
row and every format writes the same row.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eventmap.errors import SettingsError
from eventmap.files import replacing
from eventmap.records import Actor, Event, Location, Mark

Row = dict[str, Any]

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OWN_COLUMNS = (
    "doc_id", "url", "title", "published", "place_text", "relation", "uncertainty_km", "geo_confidence", "place_id",
    "status", "background", "fatalities_low", "fatalities_high", "fatalities_shared", "injured", "event_confidence", "n_sources",
)  # fmt: skip
COLUMNS = ACLED_COLUMNS + OWN_COLUMNS
# What the map's cards show beside the table: as JSON texts, one value per event.
MAP_COLUMNS = ("evidence", "marks", "alternatives", "how", "anchor_lat", "anchor_lon", "anchor_name", "language")

JOIN = "; "
# What no cell and no card should hold: controls but tab and line ends, and marks that show a text in another order than it is read.
_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}"
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def disorder_type(event_type: str, sub_event_type: str) -> str:
    """ACLED's disorder_type of a type and sub-type. Source: ACLED Codebook 2023, table 2."""
    if sub_event_type == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if event_type == "Protests" or sub_event_type == "Violent demonstration":
        return "Demonstrations"
    return "Strategic developments" if event_type == "Strategic developments" else "Political violence"


def interaction(inter1: int, inter2: int) -> str:
    """Both sides' codes, the smaller first; one side alone is its code and 0; nobody known is empty."""
    low, high = sorted((inter1, inter2))
    if not high:
        return ""
    return f"{low}{high}" if low else f"{high}0"


@functools.cache
def region(country: str) -> str:
    """ACLED's region of an ISO alpha-2 code, "" where it has none."""
    text = (Path(__file__).parent / "data" / "regions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#") and country in line.partition("\t")[2].split():
            return line.partition("\t")[0]
    return ""


def rows(events: Iterable[Event]) -> list[Row]:
    """One flat row per event with exactly ``COLUMNS``; unknown is an empty string."""
    return [_row(event) for event in events]


def map_rows(events: Iterable[Event]) -> list[Row]:
    """``rows`` plus ``MAP_COLUMNS``: what the map's cards show of evidence and geocoding."""
    return [_row(event) | _card(event) for event in events]


def _row(event: Event) -> Row:
    values: Row = dict.fromkeys(COLUMNS, "")
    values |= _what(event) | _when(event) | _who(event) | _where(event) | _told(event) | _toll(event)
    return {name: "" if values[name] is None else visible(values[name]) for name in COLUMNS}


def _what(event: Event) -> Row:
    return {
        "event_id_cnty": event.event_id,
        "disorder_type": disorder_type(event.event_type, event.sub_event_type),
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "civilian_targeting": "Civilian targeting" if event.civilian_targeting else "",
        "status": event.status,
        "background": _flag(event.background),
        "event_confidence": round(event.confidence, 2),
        "tags": _tags(event),
    }


def _tags(event: Event) -> str:
    """The event's tags, and what each of several sources counted, in the order of doc_id: "tolls=20/-/22"."""
    tolls = ["-" if s.fatalities is None else str(s.fatalities) for s in event.sources]
    counted = (f"tolls={'/'.join(tolls)}",) if len(tolls) > 1 and any(t != "-" for t in tolls) else ()
    return JOIN.join((*event.tags, *counted))


def _when(event: Event) -> Row:
    if event.date is None:
        return {}
    return {"event_date": event.date.day.isoformat(), "year": event.date.day.year, "time_precision": event.date.precision}


def _who(event: Event) -> Row:
    inter1, inter2 = _inter(event.actors), _inter(event.targets)
    return {
        "actor1": event.actors[0].name if event.actors else "",
        "assoc_actor_1": JOIN.join(a.name for a in event.actors[1:]),
        "inter1": inter1 or "",
        "actor2": event.targets[0].name if event.targets else "",
        "assoc_actor_2": JOIN.join(a.name for a in event.targets[1:]),
        "inter2": inter2 or "",
        "interaction": interaction(inter1, inter2),
    }


def _inter(actors: Sequence[Actor]) -> int:
    return actors[0].inter if actors else 0


def _where(event: Event) -> Row:
    return {"place_text": event.place_text, "location": event.place_text} | _admin(event) | _point(event.location)


def _admin(event: Event) -> Row:
    admin = event.admin
    if admin is None:
        return {}
    return {
        "iso": admin.iso_numeric,
        "region": admin.region or region(admin.country),
        "country": admin.country_name + (f" / {admin.disputed}" if admin.disputed else ""),
        "admin1": admin.admin1,
        "admin2": admin.admin2,
        "admin3": admin.admin3,
    }


def _point(location: Location | None) -> Row:
    if location is None:
        return {}
    return _name(location) | {
        "latitude": round(location.lat, 5),
        "longitude": round(location.lon, 5),
        "geo_precision": location.precision,
        "relation": location.relation,
        "uncertainty_km": round(location.radius_km, 1),
        "geo_confidence": round(location.confidence, 2),
    }


def _name(location: Location) -> Row:
    """The place's name; for "15 km to the east of the city" that of the city.

    A village that no gazetteer knows keeps the text's word: its relation names what it was measured from ("8 km S of Yinmabin").
    """
    if location.place:
        return {"location": location.place.name, "place_id": location.place.place_id}
    of_anchor = location.method == "offset" and len(location.anchors) == 1 and " of " not in location.relation
    return {"location": location.anchors[0][0]} if of_anchor else {}


def _told(event: Event) -> Row:
    return {
        "source": _joined(s.source for s in event.sources),
        "notes": " | ".join(dict.fromkeys(s.evidence for s in event.sources if s.evidence)),
        "doc_id": _joined(s.doc_id for s in event.sources),
        "url": _joined(s.url for s in event.sources),
        "title": _joined(s.title for s in event.sources),
        "published": _joined(s.published.isoformat() for s in event.sources if s.published),
        "n_sources": len(event.sources),
    }


def _toll(event: Event) -> Row:
    return {
        "fatalities": event.fatalities,
        "fatalities_low": event.fatalities_low,
        "fatalities_high": event.fatalities_high,
        "fatalities_shared": _flag(event.fatalities_shared) if event.fatalities is not None else "",
        "injured": event.injured,
    }


def _card(event: Event) -> Row:
    location = event.location
    anchor = location.anchors[0] if location and location.anchors else ("", "", "")
    return {
        "evidence": _json([visible(s.evidence) for s in event.sources]),
        "marks": _json([[_mark(m) for m in s.marks] for s in event.sources]),
        "alternatives": _json(_alternatives(location)),
        "how": "; ".join(location.reasons) if location else "",
        "anchor_name": anchor[0],
        "anchor_lat": anchor[1],
        "anchor_lon": anchor[2],
        "language": _joined(s.language for s in event.sources),
    }


def visible(value: Any) -> Any:
    """A text with each control and bidi override as the replacement character, so that offsets still count; other values as they are.

    JSON lines keep their text as it was given; everything else lost these characters when it was read.
    """
    return value.translate(_UNSEEN) if isinstance(value, str) and not value.isprintable() else value


def _mark(mark: Mark) -> list[Any]:
    return [mark.span.start, mark.span.end, mark.role]


def _alternatives(location: Location | None) -> list[Row]:
    return [
        {
            "name": c.place.name,
            "lat": c.place.lat,
            "lon": c.place.lon,
            "admin1": c.place.admin1,
            "country": c.place.country,
            "score": round(c.score, 2),
        }
        for c in (location.alternatives if location else ())
    ]


def _joined(values: Iterable[str]) -> str:
    """Each value once; of several, none may have the joint in it, so that they can be parted again."""
    different = list(dict.fromkeys(v for v in values if v))
    return JOIN.join(v.replace(JOIN, ", ") for v in different) if len(different) > 1 else "".join(different)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def inert(value: Any) -> Any:
    """``value`` as a cell that no spreadsheet runs: texts that begin like a formula get an apostrophe before them.

    Source: OWASP, "CSV Injection". Numbers are left alone.
    """
    if not isinstance(value, str):
        return value
    text: str = visible(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def csv_text(table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as CSV (RFC 4180, but line feeds alone end a row)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(row.get(name, "")) for name in columns] for row in table)
    return out.getvalue()


def write_csv(events: Iterable[Event], path: Path | str) -> None:
    """UTF-8 with a byte order mark: without it Excel garbles Arabic and Cyrillic; pandas, LibreOffice, QGIS and R's readr accept it.

    Raises:
        ExportError: the file cannot be written; an older one is left as it was.
    """
    text = csv_text(rows(events))
    with replacing(path, encoding="utf-8-sig") as file:
        file.write(text)


def feature_collection(events: Iterable[Event]) -> Row:
    """RFC 7946; an event without coordinates is a feature with a null geometry, not left out."""
    return {"type": "FeatureCollection", "features": [_feature(row) for row in rows(events)]}


def _feature(row: Row) -> Row:
    located = row["latitude"] != ""
    geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if located else None
    properties = {name: (None if value == "" else value) for name, value in row.items()}
    return {"type": "Feature", "id": row["event_id_cnty"], "geometry": geometry, "properties": properties}


def write_geojson(events: Iterable[Event], path: Path | str) -> None:
    """One FeatureCollection, UTF-8.

    Raises:
        ExportError: the file cannot be written; an older one is left as it was.
    """
    text = json.dumps(feature_collection(events), ensure_ascii=False)
    with replacing(path) as file:
        file.write(text + "\n")


FORMATS = {"csv": ("events.csv", write_csv), "geojson": ("events.geojson", write_geojson)}


def write(events: Sequence[Event], folder: Path, formats: Iterable[str] = ("csv",)) -> list[Path]:
    """Writes the named formats into ``folder`` and returns their paths.

    Raises:
        SettingsError: an unknown format.
        ExportError: a file cannot be written.
    """
    formats = list(formats)
    check_formats(formats)
    paths = []
    for name, writer in (FORMATS[f] for f in formats):
        writer(events, folder / name)
        paths.append(folder / name)
    return paths


def check_formats(formats: Iterable[str]) -> None:
    """Whether all ``formats`` are known.

    Raises:
        SettingsError: one of ``formats`` is not known.
    """
    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        raise SettingsError(f"unknown format {', '.join(unknown)}; known are {', '.join(FORMATS)}")
