"""Any table of events with the columns of ours: ACLED of every generation, UCDP GED, and whatever has a date, a place or an actor.

Nothing is dropped: columns that are not ours stay as they are, a date that cannot be read stays in ``tags``, and every such cell is
named by column and line in the frame's ``attrs["messages"]``.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventmap.errors import InputError
from eventmap.mapview.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

# Beside the table's own columns, what the cards show; exports leave them out.
CARD_COLUMNS = ("evidence", "marks", "alternatives", "how", "anchor_lat", "anchor_lon", "anchor_name", "language")
NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1", "location", "latitude", "longitude", "notes")
SHORT = {
    "date": "event_date", "place": "location", "actor": "actor1", "target": "actor2", "type": "event_type", "subtype": "sub_event_type",
    "lat": "latitude", "lon": "longitude", "toll": "fatalities", "text": "notes", "id": "event_id_cnty", "province": "admin1",
}  # fmt: skip
MAX_MESSAGES = 20
DATA = Path(__file__).parent.parent / "data"

# Found(lat, lon, radius_km, geo_precision, how) of a place name, or None.
Found = tuple[float, float, float, int, str]
Geocode = Callable[[str, str, str], Found | None]


def event_frame(data: Any, columns: Mapping[str, str] | None = None, geocode: Geocode | None = None) -> pd.DataFrame:
    """The events as a frame that has at least the columns a map needs.

    Args:
        data: a DataFrame, rows as dicts, the path of a table, or several paths.
        columns: which of the table's columns is what, ours (or date, place, actor, target, lat, lon, toll, text, ...) -> theirs.
        geocode: (name, country, admin1) -> point, for rows that have a place name and no coordinates.

    Raises:
        InputError: no table, or no column that a map can be made of; the message names the columns that are there.
    """
    import pandas as pd

    if not isinstance(data, str | Path | pd.DataFrame):
        data = list(data)
        if data and all(isinstance(d, str | Path) for d in data):
            return _several(data, columns, geocode)
    messages: list[str] = []
    frame = _renamed(_raw_frame(data), columns or {})
    if "where_prec" in frame or {"side_a", "dyad_name"} <= set(frame):
        frame = _from_ucdp(frame)
    if len(frame.columns):
        _check_useful(frame)
    frame = frame.assign(**{name: "" for name in NEEDED if name not in frame})
    frame = _modern_acled(_with_dates(frame, messages))
    if geocode:
        frame = _geocoded(frame, geocode, messages)
    frame = frame.reset_index(drop=True)
    frame.attrs["messages"] = messages
    return frame


def _raw_frame(data: Any) -> pd.DataFrame:
    import pandas as pd

    if isinstance(data, str | Path):
        return read_table(Path(data))
    if isinstance(data, pd.DataFrame):
        return data.reset_index(drop=True)
    # column by column, and as objects: four times as fast as letting pandas look at every cell
    names = dict.fromkeys(itertools.chain.from_iterable(data))
    return pd.DataFrame({name: [row.get(name, "") for row in data] for name in names}, dtype=object)


def _several(paths: Sequence[str | Path], columns: Mapping[str, str] | None, geocode: Geocode | None) -> pd.DataFrame:
    import pandas as pd

    frames = [event_frame(path, columns, geocode) for path in paths]
    messages = [f"{path}: {m}" if len(paths) > 1 else m for path, f in zip(paths, frames, strict=True) for m in f.attrs["messages"]]
    for frame in frames:
        frame.attrs = {}
    joined = pd.concat(frames, ignore_index=True).fillna("") if len(frames) > 1 else frames[0]
    joined.attrs["messages"] = messages
    return joined


def exported_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that the page's exports write: all but what is only for the cards."""
    return [str(c) for c in frame.columns if c not in CARD_COLUMNS]


def parse_columns(text: str) -> dict[str, str]:
    """``date=Day,place=Town`` as a mapping.

    Raises:
        InputError: a part without "=".
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    wrong = next((name for name, sign, value in pairs if not sign or not value.strip()), None)
    if wrong is not None:
        raise InputError(f"--columns: {wrong!r} should be like date=Day: one of our names, =, the table's column")
    return {name.strip(): value.strip() for name, _, value in pairs}


@cache
def _rows_of(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


# ---- columns


def _renamed(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    frame = frame.rename(columns={c: str(c).strip() for c in frame.columns})
    chosen = {_ours(ours): theirs for ours, theirs in columns.items()}
    missing = next((theirs for theirs in chosen.values() if theirs not in frame), None)
    if missing is not None:
        raise InputError(f"the table has no column {missing!r}; it has: {', '.join(map(str, frame.columns))}")
    frame = frame.drop(columns=[o for o, t in chosen.items() if o in frame and o != t]).rename(columns={t: o for o, t in chosen.items()})
    lowered = {c: _plain(str(c)) for c in frame.columns if c not in chosen}
    doubled = {low for low in lowered.values() if list(lowered.values()).count(low) > 1 or low in chosen}
    frame = frame.rename(columns={c: low for c, low in lowered.items() if low not in doubled and _is_known(low)})
    return _aliased(frame)


def _ours(name: str) -> str:
    ours = SHORT.get(name, name)
    known = {row[0] for row in _rows_of("table_columns.tsv")} | set(NEEDED) | set(SHORT.values())
    if ours not in known and not re.fullmatch(r"[a-z_0-9]+", ours):
        raise InputError(f"{name!r} is none of our columns; use one of {', '.join([*SHORT, *sorted(known)])}")
    return ours


def _plain(name: str) -> str:
    return re.sub(r"[\s\-.]+", "_", name.strip().lower())


def _is_known(name: str) -> bool:
    """Names of ACLED's or UCDP's own columns, which may come in capitals."""
    return name in _known_names()


@cache
def _known_names() -> frozenset[str]:
    named = {n for row in _rows_of("table_columns.tsv") for n in (row[0], *row[1].split(";"))}
    return frozenset(named | {
        "year", "inter1", "inter2", "interaction", "iso", "iso3", "region", "admin3", "source_scale", "tags", "timestamp", "disorder_type",
        "civilian_targeting", "gwno", "where_prec", "date_prec", "date_end", "side_a", "side_b", "dyad_name", "type_of_violence", "status",
    })  # fmt: skip


def _aliased(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of other names as ours, where ours is not there; UCDP's are left for their own reading."""
    if "where_prec" in frame or "dyad_name" in frame:
        return frame
    taken: dict[str, str] = {}
    plain = {_plain(str(c)): c for c in reversed(frame.columns)}
    for ours, theirs in _rows_of("table_columns.tsv"):
        if ours in frame:
            continue
        found = next((plain[name] for name in theirs.split(";") if name in plain and plain[name] not in taken), None)
        if found is not None:
            taken[found] = ours
    return frame.rename(columns=taken)


def _check_useful(frame: pd.DataFrame) -> None:
    if not {"event_date", "location", "actor1", "notes", "event_type"} & set(frame) and not {"latitude", "longitude"} <= set(frame):
        names = ", ".join(map(str, frame.columns))
        hint = "Say which is which: --columns date=...,place=...,actor=..."
        raise InputError(f"no column with a date, a place, coordinates or an actor; the table has: {names}. {hint}")


# ---- dates

_MONTHS = {name: n for n, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
     "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NAMED = re.compile(r"(\d{1,2})[-\s./]*([A-Za-z]{3,9})\.?,?[-\s./]*(\d{2,4})$")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_MAX_DATE_CHARS = 40


def _with_dates(frame: pd.DataFrame, messages: list[str]) -> pd.DataFrame:
    """``event_date`` as ISO days; what is no date goes to ``tags`` and is named in the messages."""
    import numpy as np
    import pandas as pd

    codes, unique = pd.factorize(frame["event_date"], use_na_sentinel=False)
    once = [_date_text(v) for v in unique.tolist()]
    month_first = _month_first(set(once))
    days = [d.isoformat() if (d := parse_day(text, month_first=month_first)) else "" for text in once]
    texts, iso = (pd.Series(np.array(values, dtype=object)[codes], index=frame.index) for values in (once, days))
    lost = (iso == "") & (texts != "")
    for i in frame.index[lost][:MAX_MESSAGES]:
        where = f"line {i}" if frame.index.name == "line" else f"row {i + 1}"
        messages.append(f"column event_date, {where}: {texts[i][:60]!r} is not a date; the event is shown without one")
    if lost.any():
        tags = frame["tags"].astype(str) if "tags" in frame else pd.Series("", index=frame.index)
        frame = frame.assign(tags=tags.where(~lost, (tags + "; date_text=" + texts).str.removeprefix("; ")))
    return frame.assign(event_date=iso)


def _date_text(value: Any) -> str:
    if isinstance(value, dt.date):  # a Timestamp too
        return value.isoformat()[:10] if value == value else ""
    return "" if value is None or value != value else str(value).strip()


def _month_first(texts: set[str]) -> bool:
    """Whether 03/04/2017 is in March: only when another date of the table can be read no other way."""
    pairs = [(int(m[1]), int(m[2])) for t in texts if len(t) <= _MAX_DATE_CHARS and (m := _NUMBERS.match(t))]
    return any(b > 12 for _, b in pairs) and not any(a > 12 for a, _ in pairs)


def parse_day(text: str, *, month_first: bool = False) -> dt.date | None:
    """A day in any of the forms that ACLED's exports and spreadsheets write, or None.

    2022-05-19, 2022/05/19T10:00, 07 November 2022, 13-February-2017, 9-May-20, May 9, 2020, 20220519, 01/01/2014 (day first unless
    ``month_first``).
    """
    text = text[: _MAX_DATE_CHARS + 1]
    if len(text) > _MAX_DATE_CHARS:
        return None
    if m := _ISO.match(text) or _COMPACT.match(text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _NAMED.match(text):
        return _day(_year(m[3]), _MONTHS.get(m[2].lower(), 0), int(m[1]))
    if m := _NAMED_FIRST.match(text):
        return _day(int(m[3]), _MONTHS.get(m[1].lower(), 0), int(m[2]))
    if m := _NUMBERS.match(text):
        day, month = (int(m[2]), int(m[1])) if month_first else (int(m[1]), int(m[2]))
        return _day(_year(m[3]), month, day)
    return None


def _year(text: str) -> int:
    """Two figures are 1970-2069, as in spreadsheets."""
    return int(text) if len(text) > 2 else int(text) + (2000 if int(text) < 70 else 1900)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# ---- other people's codes


def _modern_acled(frame: pd.DataFrame) -> pd.DataFrame:
    """Old event types and worded inter codes as today's."""
    types = {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in _rows_of("acled_types.tsv")}
    kinds = frame["event_type"].astype(str)
    if kinds.isin(types).any():
        rioters = _column(frame, "inter1").isin(["5", "Rioters"])
        new = kinds.map(lambda k: types.get(k, (k, ""))[0]).where(~((kinds == "Riots/Protests") & rioters), "Riots")
        subs = _column(frame, "sub_event_type")
        frame = frame.assign(event_type=new, sub_event_type=subs.where(subs != "", kinds.map(lambda k: types.get(k, ("", ""))[1])))
    codes = {row[0]: row[1] for row in _rows_of("inter_codes.tsv")}
    for name in ("inter1", "inter2"):
        if name in frame and any(str(v).strip().lower() in codes for v in frame[name].unique()):
            frame = frame.assign(**{name: frame[name].map(lambda v: codes.get(str(v).strip().lower(), v))})
    return frame


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    import pandas as pd

    return frame[name].fillna("").astype(str) if name in frame else pd.Series("", index=frame.index)


# Source: UCDP GED Codebook 23.1. date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more. where_prec: 1 exact, 2 within
# about 25 km, 3 second-order unit, 4 first-order unit, 5 part of a country, 6 country, 7 sea or airspace.
_UCDP_TIME = {"1": 1, "2": 2, "3": 2, "4": 3, "5": 4}
_UCDP_PLACE = {"1": 1, "2": 2, "3": 3, "4": 3, "5": 3, "6": 3, "7": 2}
_UCDP_KM = {"2": 25}
_UCDP_KIND = {"1": ("Battles", "Armed clash"), "2": ("Battles", "Armed clash"), "3": ("Violence against civilians", "Attack")}


def _from_ucdp(frame: pd.DataFrame) -> pd.DataFrame:
    """UCDP GED's columns as ours; theirs stay beside them."""
    violence, side_a, side_b = (_whole(_column(frame, name)) for name in ("type_of_violence", "side_a", "side_b"))
    kinds = violence.map(lambda v: _UCDP_KIND.get(v, ("", "")))
    where = _whole(_column(frame, "where_prec"))
    texts = _column(frame, "source_article")
    return frame.assign(
        event_id_cnty="UCDP" + _whole(_column(frame, "id")),
        event_date=_column(frame, "date_start"),
        time_precision=_whole(_column(frame, "date_prec")).map(lambda v: _UCDP_TIME.get(v, "")),
        event_type=kinds.map(lambda k: k[0]),
        sub_event_type=kinds.map(lambda k: k[1]),
        actor1=side_a,
        inter1=side_a.map(lambda name: 1 if name.startswith("Government of") else 2),
        actor2=side_b,
        inter2=side_b.map(lambda name: 7 if name == "Civilians" else 1 if name.startswith("Government of") else 2),
        admin1=_column(frame, "adm_1"),
        admin2=_column(frame, "adm_2"),
        location=_column(frame, "where_coordinates"),
        place_text=_column(frame, "where_description"),
        geo_precision=where.map(lambda v: _UCDP_PLACE.get(v, "")),
        uncertainty_km=where.map(lambda v: _UCDP_KM.get(v, "")),
        source=_column(frame, "source_office"),
        notes=texts.where(texts != "", _column(frame, "where_description")),
        fatalities=_column(frame, "best"),
        fatalities_low=_column(frame, "low"),
        fatalities_high=_column(frame, "high"),
    )


def _whole(values: pd.Series[Any]) -> pd.Series[Any]:
    """ "2.0", as a column with gaps writes its numbers, is 2."""
    return values.str.strip().str.removesuffix(".0")


# ---- places without coordinates


def _geocoded(frame: pd.DataFrame, geocode: Geocode, messages: list[str]) -> pd.DataFrame:
    """Points for rows that have a place name and no coordinates; each name is looked up once."""
    lacking = (
        (_column(frame, "latitude").str.strip() == "")
        & (_column(frame, "longitude").str.strip() == "")
        & (_column(frame, "location") != "")
    )
    if not lacking.any():
        return frame
    wanted = {name: _column(frame, name).where(lacking, "") for name in ("location", "country", "admin1")}
    keys = list(zip(*(wanted[name] for name in ("location", "country", "admin1")), strict=True))
    found = {key: geocode(*key) for key in sorted(set(keys)) if key[0]}
    points = [found.get(key) for key in keys]
    new: dict[str, Any] = {}
    for at, name in enumerate(("latitude", "longitude", "uncertainty_km", "geo_precision", "how")):
        old = frame[name].astype(object).tolist() if name in frame else [""] * len(frame)
        new[name] = [p[at] if p else o for p, o in zip(points, old, strict=True)]
    unknown = sorted({key[0] for key, point in found.items() if point is None})
    if unknown:
        messages.append(f"{len(unknown)} place names are in no gazetteer: {', '.join(unknown[:10])}")
    return frame.assign(**new)
