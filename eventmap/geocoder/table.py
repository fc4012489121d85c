"""Place names of a list or a table to coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventmap.errors import InputError
from eventmap.gazetteer import Gazetteer
from eventmap.geocoder.offline import MAX_NAME_CHARS, MIN_SCORE, least_score

if TYPE_CHECKING:
    import pandas as pd

    from eventmap.geocoder.online import OnlineGeocoder

COLUMNS = (
    "latitude", "longitude", "location", "place_id", "place_kind", "place_country", "place_admin1", "radius_km", "score", "method",
    "reasons",
)  # fmt: skip
# What tables call the columns that are used.
_ALIASES = {
    "name": ("name", "place", "location", "where_coordinates", "place_text"),
    "admin1": ("admin1", "adm_1", "governorate", "province"),
    "admin2": ("admin2", "adm_2", "district"),
    "country": ("country", "iso2", "country_code", "country_id"),
}
_BLANK = frozenset({"", "nan", "none", "null", "n/a", "-"})


def geocode(
    names: Iterable[str] | pd.DataFrame | Path,
    *,
    country: Sequence[str] = (),
    near: tuple[float, float] | None = None,
    gazetteer: Gazetteer | None = None,
    min_score: float = MIN_SCORE,
    online: OnlineGeocoder | None = None,
) -> pd.DataFrame:
    """Place names with their coordinates, one row a name, in the order given.

    Args:
        names: names, a DataFrame or a CSV file with a column ``name`` and, if known, ``admin1``, ``admin2`` and ``country`` (alpha-2).
        country: ISO alpha-2 codes that are likelier where a row says none.
        near: (lat, lon) that the places should be close to.
        gazetteer: an open one; default is the user's own.
        min_score: matches that are less sure (0..1) stay without coordinates; bare names need less.
        online: asked for what the gazetteer does not answer.

    Returns:
        The columns given, then latitude, longitude (WGS84, empty for no answer), location, place_id, place_kind, place_country,
        place_admin1, radius_km, score, method, reasons. Columns of these names that were there become ``given_...``.

    Raises:
        InputError: no column holds names, or the file cannot be read.
    """
    import pandas as pd

    table = _table(names)
    columns = _columns(table)
    texts = {ours: [_text(v) for v in table[theirs]] for ours, theirs in columns.items()}
    gazetteer = gazetteer or Gazetteer.open()
    answers = []
    for i in range(len(table)):
        asked = {ours: values[i] for ours, values in texts.items()}
        codes = tuple((asked.get("country") or ",".join(country)).upper().split(","))
        answers.append(_offline(asked, codes, near, gazetteer, min_score) or _online(asked, codes, online))
    given = table.rename(columns={c: f"given_{c}" for c in table.columns if c in COLUMNS})
    return pd.concat([given, pd.DataFrame(answers, columns=list(COLUMNS), index=given.index)], axis=1)


def _table(names: Iterable[str] | pd.DataFrame | Path) -> pd.DataFrame:
    import pandas as pd

    if isinstance(names, Path):
        try:
            return pd.read_csv(names, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        except (OSError, ValueError, pd.errors.ParserError) as e:
            raise InputError(f"cannot read the table {names}: {e}") from e
    if isinstance(names, pd.DataFrame):
        return names
    if isinstance(names, str):
        raise InputError("give a list of names, a DataFrame or a Path")
    return pd.DataFrame({"name": [str(n) for n in names]})


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    """Our names of the columns -> theirs, for those that there are."""
    lower = {str(c).strip().lower(): c for c in table.columns}
    found = {ours: lower[alias] for ours, theirs in _ALIASES.items() for alias in reversed(theirs) if alias in lower}
    if "name" not in found:
        raise InputError(f"no column holds place names; call it name (there are: {', '.join(map(str, table.columns)) or 'none'})")
    return found


def _text(value: Any) -> str:
    text = str(value).strip()
    return "" if text.casefold() in _BLANK else text


Values = tuple[Any, ...]  # of COLUMNS


def _offline(asked: Mapping[str, str], country: tuple[str, ...], near: Any, gazetteer: Gazetteer, min_score: float) -> Values | None:
    name = asked["name"][:MAX_NAME_CHARS]
    found = gazetteer.find(name, country=country, admin1=asked.get("admin1", ""), admin2=asked.get("admin2", ""), near=near, limit=1)
    if not name or not found or found[0].score < least_score(min_score, asked.get("admin1"), asked.get("admin2"), near):
        return None
    best, place = found[0], found[0].place
    return (
        place.lat, place.lon, place.name, place.place_id, place.kind, place.country, place.admin1, place.radius_km, best.score, "gazetteer",
        "; ".join(best.reasons),
    )  # fmt: skip


def _online(asked: Mapping[str, str], country: tuple[str, ...], online: OnlineGeocoder | None) -> Values:
    name = ", ".join(filter(None, (asked["name"], asked.get("admin2"), asked.get("admin1"))))
    answer = online.ask(name, [code for code in country if code]) if online and asked["name"] else None
    if answer is None or online is None:
        return (None,) * len(COLUMNS)
    return (answer.lat, answer.lon, answer.address, *[None] * 6, f"online: {online.service}", None)
