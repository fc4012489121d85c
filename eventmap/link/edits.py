"""Columns of the table that a person may write over, and how each text becomes a field of the event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from eventmap.extract.actors.table import table
from eventmap.extract.events.kinds import TYPES
from eventmap.records import Actor, DateSpan, Event

MAX_CHARS = 10_000
_STATUSES = ("reported", "alleged", "denied", "foiled")
_FLAGS = {"true": True, "false": False, "": False, "civilian targeting": True}
_NOBODY = {"Civilians": 7, "Protesters": 6, "Rioters": 5}


def edited(event: Event, columns: Mapping[str, str]) -> Event:
    """The event with these columns changed, all or none of them.

    Raises:
        ValueError: a column that cannot be edited, or a text that it cannot hold.
    """
    for column, text in columns.items():
        if column not in EDITS:
            raise ValueError(f"column {column!r} cannot be edited; {', '.join(EDITS)} can")
        event = EDITS[column](event, text[:MAX_CHARS].strip())
    return event


def _event_date(event: Event, text: str) -> Event:
    if not text:
        return replace(event, date=None)
    try:
        return replace(event, date=DateSpan.exact(dt.date.fromisoformat(text)))
    except ValueError as e:
        raise ValueError(f"event_date {text!r} is no day; write it as 2017-01-02") from e


def _sub_event_type(event: Event, text: str) -> Event:
    if text not in TYPES:
        raise ValueError(f"sub_event_type {text!r} is none of ACLED's")
    return replace(event, sub_event_type=text, event_type=TYPES[text])


def _first(side: str) -> Callable[[Event, str], Event]:
    def edit(event: Event, text: str) -> Event:
        return _with(event, side, (*_actors(event, text), *getattr(event, side)[1:]))

    return edit


def _others(side: str) -> Callable[[Event, str], Event]:
    def edit(event: Event, text: str) -> Event:
        return _with(event, side, (*getattr(event, side)[:1], *_actors(event, text)))

    return edit


def _with(event: Event, side: str, actors: tuple[Actor, ...]) -> Event:
    changes: dict[str, Any] = {side: tuple({a.name: a for a in actors}.values())}
    return replace(event, **changes)


def _actors(event: Event, text: str) -> list[Actor]:
    known = {a.name: a for a in (*event.actors, *event.targets)}
    return [known.get(name) or _actor(name, event) for name in map(str.strip, text.split(";")) if name]


def _actor(name: str, event: Event) -> Actor:
    """A party by its canonical name, with the code that the tables give it; a state's forces abroad are external."""
    rows = table().groups.get(name)
    if rows:
        return Actor(name=name, inter=rows[0].inter, country=rows[0].home.strip("-"))
    if name.startswith(("Military Forces of", "Police Forces of")):
        home = event.admin and event.admin.country_name and name.endswith(event.admin.country_name)
        return Actor(name=name, inter=8 if event.admin and not home else 1)
    return Actor(name=name, inter=_NOBODY.get(name, 0))


def _number(column: str) -> Callable[[Event, str], Event]:
    def edit(event: Event, text: str) -> Event:
        if text and not (text.isascii() and text.isdigit() and len(text) < 8):
            raise ValueError(f"{column} {text!r} is no whole number")
        changes: dict[str, Any] = {column: int(text) if text else None}
        return _in_bounds(replace(event, **changes), column)

    return edit


def _in_bounds(event: Event, column: str) -> Event:
    """low <= best <= high holds after every edit: what was not edited gives way."""
    low, best, high = event.fatalities_low, event.fatalities, event.fatalities_high
    if not column.startswith("fatalities") or best is None:
        return event
    if column == "fatalities_low" and low is not None:
        best = max(best, low)
    elif column == "fatalities_high" and high is not None:
        best = min(best, high)
    low, high = None if low is None else min(low, best), None if high is None else max(high, best)
    return replace(event, fatalities=best, fatalities_low=low, fatalities_high=high)


def _status(event: Event, text: str) -> Event:
    if text not in _STATUSES:
        raise ValueError(f"status {text!r} is none of {', '.join(_STATUSES)}")
    return replace(event, status=text)


def _flag(column: str) -> Callable[[Event, str], Event]:
    def edit(event: Event, text: str) -> Event:
        if text.lower() not in _FLAGS:
            raise ValueError(f"{column} {text!r} is neither true nor false")
        changes: dict[str, Any] = {column: _FLAGS[text.lower()]}
        return replace(event, **changes)

    return edit


def _tags(event: Event, text: str) -> Event:
    return replace(event, tags=tuple(dict.fromkeys(tag for tag in map(str.strip, text.split(";")) if tag)))


EDITS: dict[str, Callable[[Event, str], Event]] = {
    "event_date": _event_date,
    "sub_event_type": _sub_event_type,
    "actor1": _first("actors"),
    "assoc_actor_1": _others("actors"),
    "actor2": _first("targets"),
    "assoc_actor_2": _others("targets"),
    "fatalities": _number("fatalities"),
    "fatalities_low": _number("fatalities_low"),
    "fatalities_high": _number("fatalities_high"),
    "fatalities_shared": _flag("fatalities_shared"),
    "injured": _number("injured"),
    "status": _status,
    "background": _flag("background"),
    "civilian_targeting": _flag("civilian_targeting"),
    "tags": _tags,
}
