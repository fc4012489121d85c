"""Tables from files: any of the kinds that events come in, with a message that names line and column when one cannot be read."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventmap.errors import InputError, MissingExtra

if TYPE_CHECKING:
    import pandas as pd

MAX_TABLE_BYTES = 1_000_000_000
MAX_ROWS = 2_000_000
SNIFFED_CHARS = 64_000
DELIMITERS = ",;\t|"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # byte order marks


def read_table(path: Path) -> pd.DataFrame:
    """The table in a file, every cell as text (numbers too, so that "007" stays what it is); the index is the line in the file.

    Args:
        path: .csv, .tsv or .txt with any of , ; tab |, .geojson or .json (points), .jsonl, .parquet.

    Raises:
        InputError: missing, empty, too big, no table, doubled or ragged columns; the message names the line.
        MissingExtra: parquet without pyarrow.
    """
    size = _size(path)
    if size > MAX_TABLE_BYTES:
        most = f"{MAX_TABLE_BYTES / 1e9:.0f} GB"
        raise InputError(f"{path} has {size / 1e9:.1f} GB; a page cannot hold more than {most} of table: cut it by country or year")
    if path.suffix.lower() in (".parquet", ".geoparquet"):
        return _parquet(path)
    text = _decoded(path)
    if not text.strip():
        raise InputError(f"{path} is empty")
    if text.lstrip()[:1] in "{[":
        return _json_table(text, path)
    return _csv_table(text, path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as e:
        raise InputError(f"cannot read {path}: {e.strerror}") from e


def _decoded(path: Path) -> str:
    """UTF-8, or UTF-16 when its mark says so, else the Windows code page that spreadsheets save in western Europe."""
    try:
        data = path.read_bytes()
    except OSError as e:
        raise InputError(f"cannot read {path}: {e.strerror}") from e
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    if b"\0" in data[:1000] and encoding != "utf-16":
        raise InputError(f"{path} is not a text table (it has zero bytes); save it as CSV in UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _csv_table(text: str, path: Path) -> pd.DataFrame:
    import pandas as pd

    delimiter = _delimiter(text, path)
    csv.field_size_limit(10_000_000)
    header, numbered = _records(text, delimiter, path)
    if len(numbered) > MAX_ROWS:
        raise InputError(f"{path} has {len(numbered):,} rows; a page can hold {MAX_ROWS:,}: cut it by country or year")
    width = len(header)
    for line, cells in numbered:
        if len(cells) > width and any(c.strip() for c in cells[width:]):
            raise InputError(
                f"{path}, line {line}: {len(cells)} cells, but the header has {width} columns; a cell with {delimiter!r} in it needs quotes"
            )
    rows = [cells[:width] + [""] * (width - len(cells)) for _, cells in numbered]
    return pd.DataFrame(rows, columns=header, dtype=object, index=pd.Index([line for line, _ in numbered], name="line"))


def _records(text: str, delimiter: str, path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and (line, cells) of each row that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    numbered = []
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                numbered.append((reader.line_num, cells))
    except csv.Error as e:
        raise InputError(f"{path}, line {reader.line_num}: {e}") from e
    header = [name.strip() for name in numbered[0][1]]
    while header and not header[-1]:
        header.pop()
    doubled = [name for name, n in Counter(header).items() if n > 1]
    if doubled:
        raise InputError(f"{path}, line {numbered[0][0]}: the column {doubled[0]!r} is there {header.count(doubled[0])} times; rename one")
    return header, numbered[1:]


def _delimiter(text: str, path: Path) -> str:
    """The one of ``DELIMITERS`` that cuts the first lines into the same number of cells, several of them."""
    sample = text[:SNIFFED_CHARS]
    best, most = "", 1
    for delimiter in DELIMITERS:
        rows = [r for r in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if r][:20]
        width = len(rows[0]) if rows else 0
        even = sum(len(r) == width for r in rows[:-1] or rows)
        if width > most and even >= 0.8 * len(rows[:-1] or rows):
            best, most = delimiter, width
    if not best:
        head = sample.splitlines()[0][:120]
        raise InputError(f"{path}, line 1: no columns found in {head!r}; they must be parted by comma, semicolon, tab or |")
    return best


def _json_table(text: str, path: Path) -> pd.DataFrame:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as e:
        if "\n" in text.strip():
            return _json_lines(text, path)
        raise InputError(f"{path}, line {e.lineno}: {e.msg}") from e
    if isinstance(data, Mapping) and data.get("type") == "FeatureCollection":
        return _features(data, path)
    if isinstance(data, Mapping) and isinstance(data.get("data"), list):
        data = data["data"]  # the answer of ACLED's own interface
    return _from_objects(data if isinstance(data, list) else [data], path)


def _json_lines(text: str, path: Path) -> pd.DataFrame:
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as e:
            raise InputError(f"{path}, line {number}: {e.msg}") from e
    return _from_objects(rows, path)


def _from_objects(rows: list[Any], path: Path) -> pd.DataFrame:
    import pandas as pd

    wrong = next((i for i, row in enumerate(rows, 1) if not isinstance(row, Mapping)), None)
    if wrong is not None:
        raise InputError(f"{path}: item {wrong} is not an object with column names")
    if not rows:
        raise InputError(f"{path} has no rows")
    return pd.DataFrame.from_records(rows).astype(object)


def _features(data: Mapping[str, Any], path: Path) -> pd.DataFrame:
    rows = []
    for number, feature in enumerate(data.get("features") or [], 1):
        if not isinstance(feature, Mapping):
            raise InputError(f"{path}: feature {number} is not an object")
        properties = feature.get("properties") or {}
        geometry = feature.get("geometry") or {}
        row = {k: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for k, v in properties.items()}
        point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        if isinstance(point, list) and len(point) >= 2:
            row |= {"longitude": point[0], "latitude": point[1]}
        elif geometry:
            raise InputError(f"{path}: feature {number} is a {geometry.get('type')}; only points can be shown as events")
        rows.append(row)
    return _from_objects(rows, path)


def _parquet(path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        frame = pd.read_parquet(path)
    except ImportError as e:
        raise MissingExtra("pyarrow", "geo") from e
    except (OSError, ValueError) as e:
        raise InputError(f"cannot read {path}: {e}") from e
    return frame.drop(columns=[c for c in frame.columns if c == "geometry"])
