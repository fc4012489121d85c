"""Keeps the user's own gazetteer there and up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from eventmap.gazetteer.fingerprint import fingerprint
from eventmap.gazetteer.schema import get_meta


def ensure(path: Path) -> Path:
    """Builds the file when it is missing or of another version, and rewrites the places that eventmap ships when they changed.

    Raises:
        GazetteerError: it cannot be written.
    """
    if is_current(path):
        return path
    from eventmap.gazetteer.build import build_locked, refresh_supplement
    from eventmap.gazetteer.schema import exclusive

    with exclusive(path.parent):
        if not is_current(path):
            if _meta(path, "fingerprint") == fingerprint():
                refresh_supplement(path)
            else:
                build_locked(path)
    return path


def is_current(path: Path) -> bool:
    """Whether the file is of this version; a damaged file counts as current, so that opening it says so."""
    from eventmap.gazetteer.supplement import supplement_hash

    if not path.exists():
        return False
    try:
        return bool(_meta(path, "fingerprint") == fingerprint() and _meta(path, "supplement") == supplement_hash())
    except sqlite3.DatabaseError:
        return True


def _meta(path: Path, name: str) -> object:
    if not path.exists():
        return None
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return get_meta(db, name)
    finally:
        db.close()
