"""One frozen Settings: defaults here, a TOML file over them, the command line over both; and all input limits."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventmap.errors import SettingsError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told. Field names are the keys of the TOML file.

    Attributes:
        published: reference day of documents that say none.
        country: ISO alpha-2 codes that are more likely than others (a prior, not a filter).
        gazetteer: country dumps to use; empty means all that were added.
        gazetteer_path: a gazetteer file other than the one in the user's cache; "" is that one.
        mirror: address or folder that dumps named in ``gazetteer`` and not yet added are fetched from; empty: nothing is ever fetched.
        language: of the page ("en", "ar", "fr", "uk").
        min_confidence: toponyms whose location is less sure than this are kept without one.
        demonyms: ``places`` also lists demonyms ("Syrian").
        spacy: name of a spaCy pipeline to use as one more witness.
        max_*: limits on what comes from outside, in bytes or characters as named.
    """

    published: dt.date | None = None
    country: tuple[str, ...] = ()
    gazetteer: tuple[str, ...] = ()
    gazetteer_path: str = ""
    mirror: str = ""
    language: str = "en"
    min_confidence: float = 0.0
    demonyms: bool = False
    spacy: str = ""
    max_file_bytes: int = 200 * MEGABYTE
    max_text_chars: int = 1_000_000
    max_line_bytes: int = 20 * MEGABYTE
    max_table_rows: int = 2_000_000
    max_field_chars: int = 100_000
    max_name_chars: int = 200

    @classmethod
    def load(cls, path: Path | None = None, **flags: Any) -> Settings:
        """Defaults, then the TOML file at ``path``, then ``flags`` that are not None.

        Raises:
            SettingsError: unknown key, wrong type, unreadable file.
        """
        values: dict[str, Any] = {}
        if path is not None:
            values.update(_read_toml(path))
        values.update({k: v for k, v in flags.items() if v is not None})
        return cls(**_checked(values))

    def but(self, **changes: Any) -> Settings:
        """These settings with some changed.

        Raises:
            SettingsError: unknown key or wrong type.
        """
        return dataclasses.replace(self, **_checked(changes))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise SettingsError(f"cannot read settings from {path}: {e}") from e


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    known = {f.name: f for f in dataclasses.fields(Settings)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise SettingsError(f"unknown setting {', '.join(unknown)}; known are {', '.join(known)}")
    return {name: _typed(name, known[name].default, value) for name, value in values.items()}


def _typed(name: str, default: Any, value: Any) -> Any:
    if name == "published":
        return as_date(value)
    if isinstance(default, tuple):
        items = value.split(",") if isinstance(value, str) else value
        return tuple(item.strip().upper() for item in items if item.strip())
    if isinstance(default, bool) != isinstance(value, bool) or not isinstance(value, int | float | str):
        raise SettingsError(f"setting {name}: {value!r} is not a {type(default).__name__}")
    try:
        return type(default)(value)
    except ValueError as e:
        raise SettingsError(f"setting {name}: {value!r} is not a {type(default).__name__}") from e


def as_date(value: str | dt.date) -> dt.date:
    """An ISO day.

    Raises:
        SettingsError: ``value`` is not YYYY-MM-DD.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as e:
        raise SettingsError(f"{value!r} is not a date; write it as 2017-01-02") from e


@functools.cache
def shipped(name: str = "") -> Path:
    """Path of a data file that the project ships (its ``gazetteer/`` folder), in a wheel or in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "shipped", here.parent / "gazetteer"):
        if (folder / name).exists():
            return folder / name
    raise SettingsError(f"{name or 'the data folder'} is missing from this installation; reinstall eventmap")


def cache_dir() -> Path:
    """Where built files are kept: ``$EVENTMAP_CACHE``, else the user's cache folder."""
    if os.environ.get("EVENTMAP_CACHE"):
        return Path(os.environ["EVENTMAP_CACHE"])
    import platformdirs

    return Path(platformdirs.user_cache_dir("eventmap"))
