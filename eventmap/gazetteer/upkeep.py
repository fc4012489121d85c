"""Keeps the user's own gazetteer there and up to date, and adds and removes what is in it.

What was added is kept beside the file (``added/``), so that an update of eventmap can build it anew without the network.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from eventmap.errors import GazetteerError, InputError
from eventmap.gazetteer.fingerprint import fingerprint
from eventmap.gazetteer.schema import DUMP_RANK, USER_RANK, Layer, NewPlace, drop_layer, exclusive, get_meta, rewriting, write_layer

OWN = "own:"
KEPT = "added"


class Added(NamedTuple):
    """A layer that was written and how many places it has."""

    code: str
    places: int


def ensure(path: Path) -> Path:
    """Builds the file when it is missing or of another version, and rewrites the places that eventmap ships when they changed.

    Raises:
        GazetteerError: it cannot be written.
    """
    if not is_current(path):
        with exclusive(path):
            _make_current(path)
    return path


def rebuild(path: Path) -> Path:
    """Builds the file anew with all that was added to it, whatever state it is in."""
    from eventmap.gazetteer.build import build_locked

    with exclusive(path):
        build_locked(path)
        _write_kept(path, _kept(path))
    return path


def is_current(path: Path) -> bool:
    """Whether the file is of this version; a damaged file counts as current, so that opening it says so."""
    from eventmap.gazetteer.supplement import supplement_hash

    if not path.exists():
        return False
    try:
        return _meta(path, "fingerprint") == fingerprint() and _meta(path, "supplement") == supplement_hash()
    except sqlite3.DatabaseError:
        return True


def add(path: Path, codes: Iterable[str], source: str) -> list[Added]:
    """Adds the GeoNames dumps of countries, or brings them up to date; all of them or, when one fails, none.

    Args:
        path: the gazetteer file; built first if missing.
        codes: ISO alpha-2.
        source: http(s) address or folder with CC.zip, admin1CodesASCII.txt and admin2Codes.txt.

    Raises:
        InputError: a code is none.
        GazetteerError: a file cannot be fetched or is damaged, or the gazetteer cannot be written; it is then as it was.
    """
    from eventmap.gazetteer.download import fetch
    from eventmap.gazetteer.dumps import ADMIN1_FILE, ADMIN2_FILE

    wanted = [_country(code) for code in codes]
    with exclusive(path):
        folder = path.parent / KEPT
        new = folder.with_name(f"{KEPT}.part")
        try:
            for name in (ADMIN1_FILE, ADMIN2_FILE, *(f"{code}.zip" for code in wanted)):
                fetch(source, name, new)
            _make_current(path)
            added = _write_dumps(path, wanted, new, source)
            folder.mkdir(exist_ok=True)
            for file in new.iterdir():
                file.replace(folder / file.name)
        except OSError as e:
            raise GazetteerError(f"cannot write in {folder}: {e}") from e
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return added


def add_file(path: Path, file: Path) -> Added:
    """Adds a user's own places, which win over all others; the same file name again replaces them.

    Raises:
        InputError: the file cannot be read as places.
        GazetteerError: the gazetteer cannot be written.
    """
    from eventmap.gazetteer.ownplaces import read_own

    places = read_own(file)
    with exclusive(path):
        _make_current(path)
        folder = path.parent / KEPT
        folder.mkdir(exist_ok=True)
        added = _write_own(path, file, places)
        if file.resolve() != (folder / file.name).resolve():
            shutil.copyfile(file, folder / file.name)
    return added


def remove(path: Path, codes: Sequence[str]) -> list[str]:
    """Removes country dumps or own files (``own:NAME``); returns those that were there."""
    with exclusive(path):
        _make_current(path)
        with rewriting(path) as connection:
            there = {code for (code,) in connection.execute("SELECT code FROM layers")}
            found = [c for code in codes if (c := code if code.startswith(OWN) else code.upper()) in there and _removable(c)]
            for code in found:
                drop_layer(connection, code)
        for code in found:
            for file in (path.parent / KEPT).glob(f"{code.removeprefix(OWN)}.*"):
                file.unlink()
    return found


def _removable(code: str) -> bool:
    return code.startswith(OWN) or len(code) == 2


def _country(code: str) -> str:
    code = code.strip().upper()
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise InputError(f"{code!r} is no country code; codes are ISO 3166-1 alpha-2, such as SY")
    return code


def _make_current(path: Path) -> None:
    """``ensure`` with the lock held. What was added is written again when the file is built anew."""
    from eventmap.gazetteer.build import build_locked, refresh_supplement

    if is_current(path):
        return
    if _meta(path, "fingerprint") == fingerprint():
        refresh_supplement(path)
    else:
        kept = _kept(path)
        build_locked(path)
        _write_kept(path, kept)


def _kept(path: Path) -> list[Path]:
    folder = path.parent / KEPT
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _write_kept(path: Path, files: list[Path]) -> None:
    from eventmap.gazetteer.ownplaces import read_own

    codes = [f.stem for f in files if f.suffix == ".zip" and len(f.stem) == 2]
    if codes:
        _write_dumps(path, codes, path.parent / KEPT, "kept copy")
    for file in files:
        if file.suffix in {".csv", ".tsv", ".json", ".geojson"}:
            _write_own(path, file, read_own(file))


def _write_dumps(path: Path, codes: Sequence[str], folder: Path, source: str) -> list[Added]:
    from eventmap.gazetteer.admin1 import Admin1, read_areas
    from eventmap.gazetteer.dumps import ADMIN1_FILE, ADMIN2_FILE, dump_date, read_codes, read_dump
    from eventmap.gazetteer.progress import Progress

    bar = Progress("adding")
    admin1 = Admin1(read_areas(), read_codes(folder / ADMIN1_FILE))
    admin2 = read_codes(folder / ADMIN2_FILE)
    added = []
    with rewriting(path) as connection:
        for n, code in enumerate(codes):
            bar.at(n / len(codes), code)
            file = folder / f"{code}.zip"
            layer = Layer(code, DUMP_RANK, dump_date(file, code), f"GeoNames dump, {source}", "CC BY 4.0")
            added.append(Added(code, write_layer(connection, layer, read_dump(file, code, admin1, admin2))))
    bar.done()
    return added


def _write_own(path: Path, file: Path, places: list[NewPlace]) -> Added:
    from eventmap.gazetteer.admin1 import with_areas

    with rewriting(path) as connection:
        layer = Layer(f"{OWN}{file.stem}", USER_RANK, "", file.name, "the user's own")
        return Added(layer.code, write_layer(connection, layer, with_areas(places)))


def _meta(path: Path, name: str) -> object:
    if not path.exists():
        return None
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return get_meta(db, name)
    finally:
        db.close()
