"""Reads GeoNames dumps of a country, every village of it, as places.

Format: https://download.geonames.org/export/dump/readme.txt, 19 columns parted by tabs. Licence of the data: CC BY 4.0.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from eventmap.errors import GazetteerError
from eventmap.gazetteer.admin1 import Admin1
from eventmap.gazetteer.build import read_cities
from eventmap.gazetteer.kinds import kind_of, radius_km
from eventmap.gazetteer.schema import NewPlace
from eventmap.gazetteer.spelling import usable_names

BELIEVED = 1_000_000  # people
COLUMNS = 19
ADMIN1_FILE, ADMIN2_FILE = "admin1CodesASCII.txt", "admin2Codes.txt"
# Text shrinks to a quarter when zipped; what grows a hundredfold was made to fill a disk.
MAX_GROWTH = 100
MAX_DUMP_BYTES = 3_000_000_000
_BATCH = 20_000


def read_dump(path: Path, code: str, admin1: Admin1, admin2: dict[str, str]) -> Iterator[NewPlace]:
    """The places of a dump.

    Args:
        path: CC.zip, as fetched.
        code: ISO alpha-2 code of the country.
        admin1: names of first-order areas.
        admin2: names of second-order areas by GeoNames code ("SY.09.001").

    Raises:
        GazetteerError: it is no zip file, cut short, or not in GeoNames' format; the message names the line.
    """
    batch: list[list[str]] = []
    for row in _rows(path, code):
        batch.append(row)
        if len(batch) == _BATCH:
            yield from _places(batch, admin1, admin2)
            batch = []
    yield from _places(batch, admin1, admin2)


def dump_date(path: Path, code: str) -> str:
    """The day the dump was made, from inside the zip."""
    with _opened(path, code) as archive:
        return dt.date(*archive.getinfo(f"{code}.txt").date_time[:3]).isoformat()


def _opened(path: Path, code: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
        info = archive.getinfo(f"{code}.txt")
    except zipfile.BadZipFile as e:
        raise GazetteerError(f"{path.name} is no zip file or cut short: {_beginning(path)}") from e
    except KeyError as e:
        raise GazetteerError(f"{path.name} holds no {code}.txt: it is no GeoNames dump of {code}") from e
    if info.file_size > min(MAX_DUMP_BYTES, MAX_GROWTH * max(info.compress_size, 1000)):
        raise GazetteerError(f"{path.name} would unpack to {info.file_size:,} bytes; this is no dump of a country")
    return archive


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(40)
    return f"it begins with {start.decode('ascii', 'replace').splitlines()[0]!r}" if start else "it is empty"


def _rows(path: Path, code: str) -> Iterator[list[str]]:
    """Checked rows. The zip file's own checksum is verified when the last one was read."""
    with _opened(path, code) as archive:
        try:
            with archive.open(f"{code}.txt") as raw:
                for number, line in enumerate(io.TextIOWrapper(raw, encoding="utf-8", newline="\n"), 1):
                    row = line.rstrip("\r\n").split("\t")
                    _check(row, f"{code}.txt line {number}")
                    yield row
        except (zipfile.BadZipFile, zlib.error, EOFError) as e:
            raise GazetteerError(f"{path.name} is damaged: {e}") from e
        except UnicodeDecodeError as e:
            raise GazetteerError(f"{path.name} is not UTF-8 text: {e}") from e


def _check(row: list[str], where: str) -> None:
    if len(row) != COLUMNS:
        raise GazetteerError(f"{where}: {len(row)} columns instead of {COLUMNS}: not in GeoNames' format")
    try:
        good = row[0].removeprefix("-").isdigit() and abs(float(row[4])) <= 90 and abs(float(row[5])) <= 180
    except ValueError:
        good = False
    if not good:
        raise GazetteerError(f"{where}: no place at latitude {row[4]!r}, longitude {row[5]!r}")


def _places(rows: list[list[str]], admin1: Admin1, admin2: dict[str, str]) -> Iterator[NewPlace]:
    """Rows as places; those of a kind that nobody looks for are left out."""
    kept = [(row, kind) for row in rows if row[1] and (kind := kind_of(row[6], row[7]))]
    areas = admin1.of([(float(r[5]), float(r[4])) for r, _ in kept], [r[8] for r, _ in kept], [r[10] for r, _ in kept])
    for (row, kind), area in zip(kept, areas, strict=True):
        people = people_of(row)
        second = admin2.get(f"{row[8]}.{row[10]}.{row[11]}", "") if row[11] else ""
        # merged dumps give -1 to what GeoNames does not know
        place_id = f"geonames:{row[0]}" if row[0].isdigit() else f"{row[8]}:{row[4]},{row[5]}"
        yield NewPlace(
            place_id, usable_names(row[1], row[3].split(",")), float(row[4]), float(row[5]), kind, row[8], area, second, people,
            radius_km(kind, people), "GeoNames",
        )  # fmt: skip


def people_of(row: list[str]) -> int:
    """The population of a row, 0 where it is unknown or not to be believed.

    Anybody may edit GeoNames: a city of more than BELIEVED people that the table of towns does not have is a slip or a prank (a Crimean
    village of 2.8 million), and would outweigh every namesake.
    """
    people = int(row[14]) if row[14].isdigit() else 0
    return 0 if people > BELIEVED and row[6] == "P" and row[0] not in _towns() else people


@functools.cache
def _towns() -> frozenset[str]:
    """GeoNames' numbers of the towns that the gazetteer has without any dump."""
    return frozenset(str(city.geonameid) for city in read_cities())


def read_codes(path: Path) -> dict[str, str]:
    """Names by code from admin1CodesASCII.txt or admin2Codes.txt.

    Raises:
        GazetteerError: it is another file.
    """
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    except UnicodeDecodeError as e:
        raise GazetteerError(f"{path.name} is not UTF-8 text") from e
    if any(len(row) < 3 or "." not in row[0] for row in rows):
        raise GazetteerError(f"{path.name} is no list of GeoNames codes: {_beginning(path)}")
    return {row[0]: row[1] for row in rows}
