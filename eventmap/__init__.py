"""From conflict reporting to a table of located events and one self-contained interactive map, offline.

    run(inputs, output)       documents in, events out; with ``output`` also the table, the map and failures.jsonl
    read(inputs)              files to ``records.Document``, or ``records.Failure`` for what cannot be read
    places(inputs)            every place mention of every document, located
    find_places, find_reports the same for one Document, with a gazetteer opened once
    merge(reports)            reports of many documents to events, the same act told twice once
    geocode(names)            names to coordinates, as a DataFrame
    EventMap, EventLayer      a table of events as a page of its own, as a layer of a folium map
    Gazetteer, Settings       what names are looked up in; what a run may be told
    records, errors           the modules of what is returned and raised

All of it is loaded at first use: ``import eventmap`` itself costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventmap import errors, records
    from eventmap.gazetteer import Gazetteer
    from eventmap.geocoder import OfflineGeocoder, OnlineGeocoder, geocode
    from eventmap.ingest import read
    from eventmap.link import merge
    from eventmap.mapview import EventLayer, EventMap
    from eventmap.pipeline import Result, find_places, find_reports, places, run
    from eventmap.settings import Settings

__all__ = [
    "EventLayer",
    "EventMap",
    "Gazetteer",
    "OfflineGeocoder",
    "OnlineGeocoder",
    "Result",
    "Settings",
    "__version__",
    "errors",
    "find_places",
    "find_reports",
    "geocode",
    "merge",
    "places",
    "read",
    "records",
    "run",
]

__version__ = "0.1.0"

# Public name -> the module that has it; a module stands for itself.
_HOMES = {
    "EventLayer": "mapview",
    "EventMap": "mapview",
    "Gazetteer": "gazetteer",
    "OfflineGeocoder": "geocoder",
    "OnlineGeocoder": "geocoder",
    "Result": "pipeline",
    "Settings": "settings",
    "errors": "errors",
    "find_places": "pipeline",
    "find_reports": "pipeline",
    "geocode": "geocoder",
    "merge": "link",
    "places": "pipeline",
    "read": "ingest",
    "records": "records",
    "run": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Loads a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = importlib.import_module(f"{__name__}.{_HOMES[name]}")
    value = home if _HOMES[name] == name else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
