"""A person's judgements: an append-only log of JSON lines that every run applies again, in the order of the log.

A line is ``{"kind", "subject", "value", "author", "at"}``. The subject is the id of an event as the table shows it; it keeps its meaning
when later documents join the event, because an event answers to the ids of all its reports.

    kind        value
    same        {"other": id}                    the two events are one
    different   {"doc_id": id of a document}     what this document tells is another event
                {"other": id}                    the event that bore this id before is another one
    drop        {}                               no event at all
    place       {"latitude", "longitude", and if wanted "location", "place_id", "uncertainty_km", "geo_precision"}
    edit        columns of the table and their new texts; an empty text means unknown

``same``, ``different`` and ``drop`` change which reports make an event; ``place`` and ``edit`` change what an event says, whatever its
reports say. Nothing in a log can stop a run: what cannot be applied is told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eventmap.errors import ExportError, InputError
from eventmap.link.edits import edited
from eventmap.link.tellings import Telling
from eventmap.records import AdminArea, Event, Failure, Judgement, Location, Place

KINDS = ("same", "different", "drop", "place", "edit")
MAX_LINE_BYTES = 1_000_000
AdminOf = Callable[[Location], AdminArea | None]
# What could not be applied: the judgement's number in the log, and the reason.
Problem = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Events after a person's judgements, and why some of these could not be applied."""

    events: tuple[Event, ...]
    problems: tuple[str, ...] = ()


# The log


def load(path: Path) -> tuple[tuple[Judgement, ...], tuple[Failure, ...]]:
    """The judgements of a log, in its order, and its lines that are none.

    Raises:
        InputError: the file cannot be read.
    """
    import msgspec

    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as e:
        raise InputError(f"cannot read the judgements in {path}: {e.strerror or e}") from e
    decoder = msgspec.json.Decoder(Judgement)
    found: list[Judgement] = []
    failures: list[Failure] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_checked(decoder.decode(line[: MAX_LINE_BYTES + 1])))
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as e:
            failures.append(Failure(path=str(path), step="judgements", error=f"line {number}: {e}", hint="mend or delete this line"))
    return tuple(found), tuple(failures)


def _checked(judgement: Judgement) -> Judgement:
    if judgement.kind not in KINDS:
        raise ValueError(f"kind {judgement.kind!r} is none of {', '.join(KINDS)}")
    return judgement


def append(path: Path, judgement: Judgement) -> None:
    """Adds one line to the log, in one write, on disk before this returns; a torn last line of a crash stays a line of its own.

    Raises:
        ValueError: an unknown kind.
        ExportError: the log cannot be written.
    """
    import msgspec

    line = msgspec.json.encode(_checked(judgement)) + b"\n"
    try:
        with path.open("ab+") as log:
            if log.tell() and not _ends_a_line(log):
                line = b"\n" + line
            log.write(line)
            log.flush()
            os.fsync(log.fileno())
    except OSError as e:
        raise ExportError(f"cannot write {path}: {e.strerror or e}") from e


def _ends_a_line(log: Any) -> bool:
    log.seek(-1, os.SEEK_END)
    return bool(log.read(1) == b"\n")


# Which reports make an event


class _Clusters:
    """Clusters that can be joined and parted by the ids of their reports."""

    def __init__(self, clusters: Iterable[list[Telling]]) -> None:
        self.members: dict[int, list[Telling]] = dict(enumerate(clusters))
        self.holder: dict[str, int] = {key: n for n, cluster in self.members.items() for t in cluster for key in t.ids}
        self._next = len(self.members)

    def join(self, one: int, two: int) -> None:
        if one != two:
            self.members[one] += self.members.pop(two)
            self._hold(one)

    def part(self, tellings: list[Telling], number: int) -> None:
        """Takes the tellings out of the cluster and makes them one of their own."""
        self.members[number] = [t for t in self.members[number] if t not in tellings]
        self.members[self._next] = tellings
        self._hold(self._next)
        self._next += 1

    def _hold(self, number: int) -> None:
        self.holder.update((key, number) for t in self.members[number] for key in t.ids)

    def drop(self, number: int) -> None:
        self.members.pop(number)


def reshape(clusters: Iterable[list[Telling]], judgements: Sequence[Judgement]) -> tuple[list[list[Telling]], list[Problem]]:
    """The clusters after every same, different and drop."""
    state = _Clusters(clusters)
    steps = {"same": _same, "different": _different, "drop": _drop}
    problems: list[Problem] = []
    for n, judgement in enumerate(judgements):
        step = steps.get(judgement.kind)
        if step is None:
            continue
        problem = _missing(state, judgement.subject) or step(state, judgement)
        if problem:
            problems.append((n, _told(judgement, problem)))
    return list(state.members.values()), problems


def _missing(state: _Clusters, key: str) -> str:
    number = state.holder.get(key)
    if number is None:
        return f"no event has the id {key!r}"
    return "" if number in state.members else f"{key} was dropped before"


def _same(state: _Clusters, judgement: Judgement) -> str:
    other = judgement.value.get("other", "")
    problem = _missing(state, other)
    if not problem:
        state.join(state.holder[judgement.subject], state.holder[other])
    return problem


def _different(state: _Clusters, judgement: Judgement) -> str:
    number, value = state.holder[judgement.subject], judgement.value
    members = state.members[number]
    if "other" in value:
        problem = _missing(state, value["other"])
        if problem or state.holder[value["other"]] != number:
            return problem  # two events already
        apart = [t for t in members if value["other"] in t.ids]
    else:
        apart = [t for t in members if t.doc_id == value.get("doc_id")]
        if not apart:
            return f"the event has no document {value.get('doc_id')!r}"
    if len(apart) == len(members):
        return "" if len(members) > 1 else "the event has one source only"
    state.part(apart, number)
    return ""


def _drop(state: _Clusters, judgement: Judgement) -> str:
    state.drop(state.holder[judgement.subject])
    return ""


# What an event says


def settle(
    events: Sequence[Event], answers: Mapping[str, int], judgements: Sequence[Judgement], admin_of: AdminOf | None = None
) -> tuple[list[Event], list[Problem]]:
    """The events after every place and edit.

    Args:
        answers: every id that an event answers to, to its number in ``events``.
    """
    found = list(events)
    problems: list[Problem] = []
    for n, judgement in enumerate(judgements):
        if judgement.kind not in ("place", "edit"):
            continue
        number = answers.get(judgement.subject)
        if number is None:
            problems.append((n, _told(judgement, f"no event has the id {judgement.subject!r}")))
            continue
        try:
            found[number] = _settled(found[number], judgement, admin_of)
        except ValueError as e:
            problems.append((n, _told(judgement, str(e))))
    return found, problems


def _settled(event: Event, judgement: Judgement, admin_of: AdminOf | None) -> Event:
    return _placed(event, judgement.value, admin_of) if judgement.kind == "place" else edited(event, judgement.value)


def _placed(event: Event, value: Mapping[str, str], admin_of: AdminOf | None) -> Event:
    lat, lon = _degrees(value, "latitude", 90), _degrees(value, "longitude", 180)
    radius_km = float(value.get("uncertainty_km") or 2.0)
    precision = int(value.get("geo_precision") or 1)
    if precision not in (1, 2, 3) or not 0 <= radius_km < 20_100:
        raise ValueError("geo_precision is 1, 2 or 3, and uncertainty_km a distance on Earth")
    name, place_id = value.get("location") or event.place_text, value.get("place_id", "")
    place = Place(place_id=place_id, name=name, lat=lat, lon=lon, kind="settlement", radius_km=radius_km, source="judgement")
    location = Location(
        lat=lat,
        lon=lon,
        radius_km=radius_km,
        precision=precision,
        place=place,
        method="supplied",
        confidence=1.0,
        reasons=("placed by a person",),
    )
    return replace(event, location=location, admin=admin_of(location) if admin_of else None)


def _degrees(value: Mapping[str, str], name: str, limit: int) -> float:
    try:
        degrees = float(value.get(name, ""))
    except ValueError:
        degrees = float("nan")
    if not -limit <= degrees <= limit:
        raise ValueError(f"{name} {value.get(name)!r} is no number from -{limit} to {limit}")
    return degrees


def _told(judgement: Judgement, problem: str) -> str:
    return f"{judgement.kind} {judgement.subject}: {problem}"
