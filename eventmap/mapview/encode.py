"""A table as one compact block of bytes that the page can read into typed arrays.

Layout, all little-endian: 4 bytes length of the header, the header (JSON, padded with spaces), then the columns' bytes, each aligned
to 8. The whole is gzipped and written as base64. Kinds of column:

* ``const``: one value for every row, kept in the header;
* ``int``: 32-bit integers times 10**-scale, ``NULL`` for empty; the four bytes of all values are stored apart ("shuffled"), because
  the high bytes hardly change and then compress to nothing;
* ``float``: 64-bit, NaN for empty; for values that no short decimal writes;
* ``cat``: numbers of dictionary entries, 1, 2 or 4 bytes;
* ``text``: UTF-8 and the number of bytes of each value, decoded by the page only when it is shown or searched.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

NULL = -(2**31)
MAX_SCALE = 7  # decimals: 1 cm of a coordinate
CATEGORY_SHARE = 0.5  # a dictionary pays when a value comes back at least twice
EMPTY = ("", "nan", "None", "<NA>", "NaT")
COMPRESSION = 6  # level 9 is 3 % smaller and takes three times as long

# What is calculated with; a text cell in one of these ("10-15", "n/a") makes the whole column text, and the page reads what numbers it can.
NUMERIC = (
    "year", "time_precision", "inter1", "inter2", "interaction", "iso", "latitude", "longitude", "geo_precision", "fatalities",
    "timestamp", "uncertainty_km", "geo_confidence", "fatalities_low", "fatalities_high", "injured", "event_confidence", "n_sources",
    "anchor_lat", "anchor_lon",
)  # fmt: skip


# What the page shows only in cards, finds in searches and writes in exports: put apart, so that the map is drawn before it is unpacked.
LATE = ("event_id_cnty", "notes", "url", "title", "published", "evidence", "marks", "alternatives", "how", "tags", "timestamp")


def encode(frame: pd.DataFrame, exported: Sequence[str]) -> dict[str, str]:
    """The table as two base64 texts: "data", which the map is drawn from, and "texts", the columns of ``LATE``.

    Args:
        frame: any table; values that are not numbers are written as text, missing ones as "".
        exported: the columns that the page's own exports write, in their order.
    """
    late = [c for c in frame.columns if c in LATE]
    first = {"n": len(frame), "export": list(exported), "names": [str(c) for c in frame.columns]}
    return {"data": _encoded(frame.drop(columns=late), first), "texts": _encoded(frame[late], {"n": len(frame)})}


def _encoded(frame: pd.DataFrame, header: dict[str, Any]) -> str:
    header = {**header, "columns": []}
    blocks: dict[bytes, int] = {}  # columns that go together (document and its address, toll and its bounds) have equal bytes: kept once
    end = 0
    for name in frame.columns:
        column, parts = _column(str(name), frame[name])
        for part in parts:
            if part not in blocks:
                blocks[part] = end
                end += len(part) + -len(part) % 8
        header["columns"].append({**column, "at": [[blocks[part], len(part)] for part in parts]})
    return pack(header, [part + b"\0" * (-len(part) % 8) for part in blocks])


def pack(header: dict[str, Any], blocks: Sequence[bytes] = ()) -> str:
    """Header and blocks in base64."""
    return base64.b64encode(packed(header, blocks, COMPRESSION)).decode("ascii")


def packed(header: dict[str, Any], blocks: Sequence[bytes], level: int) -> bytes:
    """Header and blocks, gzipped without a time stamp: the same input gives the same bytes."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    head += b" " * (-(len(head) + 4) % 8)
    return gzip.compress(len(head).to_bytes(4, "little") + head + b"".join(blocks), level, mtime=0)


def unpacked(data: bytes) -> tuple[dict[str, Any], memoryview]:
    """The header and what follows it."""
    raw = memoryview(gzip.decompress(data))
    end = 4 + int.from_bytes(raw[:4], "little")
    return json.loads(bytes(raw[4:end])), raw[end:]


def _column(name: str, values: pd.Series[Any]) -> tuple[dict[str, Any], list[bytes]]:
    numbers = _numbers(values) if name in NUMERIC or _holds_numbers(values) else None
    if numbers is not None:
        return _number_column(name, numbers)
    return _text_column(name, values)


def _holds_numbers(values: pd.Series[Any]) -> bool:
    """Whether the cells are numbers, not texts that look like some ("007")."""
    if values.dtype.kind != "O":
        return values.dtype.kind in "iuf"
    return set(map(type, values.tolist())) <= {int, float}


def _numbers(values: pd.Series[Any]) -> Any | None:
    """Floats with NaN for empty, or None when a cell is something else."""
    import pandas as pd

    if values.dtype.kind in "iuf":
        return values.to_numpy(dtype=float)
    numbers = pd.to_numeric(values, errors="coerce")
    unread = values[numbers.isna()]
    if any(str(v).strip() not in EMPTY for v in unread.unique()):
        return None
    return numbers.to_numpy(dtype=float)


def _number_column(name: str, numbers: Any) -> tuple[dict[str, Any], list[bytes]]:
    if len(numbers) and np.isnan(numbers).all():
        return {"name": name, "kind": "const", "value": ""}, []
    scale = _decimals(numbers)
    if scale is None:
        return {"name": name, "kind": "float"}, [numbers.astype("<f8").tobytes()]
    whole = np.where(np.isnan(numbers), NULL, np.round(np.nan_to_num(numbers) * 10.0**scale)).astype("<i4")
    return {"name": name, "kind": "int", "scale": scale}, [_shuffled(whole)]


def _decimals(numbers: Any) -> int | None:
    """The fewest decimals that write every number in 32 bits, or None."""
    finite = numbers[~np.isnan(numbers)]
    if np.isinf(finite).any():
        return None
    for scale in range(MAX_SCALE + 1):
        scaled = finite * 10.0**scale
        if len(scaled) and np.abs(scaled).max() >= 2**31 - 1:
            return None
        if (np.abs(scaled - np.round(scaled)) < 1e-6 * 10.0 ** min(scale, 1)).all():
            return scale
    return None


def _shuffled(whole: Any) -> bytes:
    return np.ascontiguousarray(whole.view(np.uint8).reshape(-1, 4).T).tobytes()


def _text_column(name: str, values: pd.Series[Any]) -> tuple[dict[str, Any], list[bytes]]:

    codes, unique = _coded(values)
    if len(unique) <= 1:
        return {"name": name, "kind": "const", "value": unique[0] if len(unique) else ""}, []
    if len(unique) <= max(16, CATEGORY_SHARE * len(codes)):
        width = 1 if len(unique) <= 2**8 else 2 if len(unique) <= 2**16 else 4
        return {"name": name, "kind": "cat", "width": width, "values": list(unique)}, [codes.astype(f"<u{width}").tobytes()]
    once = [text.encode("utf-8") for text in unique]
    encoded = [once[c] for c in codes.tolist()]
    lengths = np.fromiter(map(len, encoded), dtype="<i4", count=len(encoded))
    return {"name": name, "kind": "text"}, [_shuffled(lengths), b"".join(encoded)]


def _coded(values: pd.Series[Any]) -> tuple[Any, list[str]]:
    """Number of each row's text, and the texts in the order they first come."""
    import pandas as pd

    try:
        codes, unique = pd.factorize(values, use_na_sentinel=False)
    except TypeError:  # lists and the like
        codes, unique = pd.factorize(values.map(str), use_na_sentinel=False)
    texts = [_text(v) for v in unique.tolist()]
    again, merged = pd.factorize(np.array(texts, dtype=object))  # 1 and "1", missing and "" are one text
    return again[codes], list(merged)


def _text(value: Any) -> str:
    """Text that UTF-8 can carry: missing "", booleans lower-case, lone surrogates and NUL replaced."""
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if value is None or value != value:  # NaN and NaT differ from themselves
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if type(value).__name__ in ("NAType", "NaTType"):
        return ""
    return str(value).removesuffix(" 00:00:00")
