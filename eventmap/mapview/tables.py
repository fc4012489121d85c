"""Any table of events in the columns of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# Beside the table's own columns, what the cards show; exports leave them out.
CARD_COLUMNS = ("evidence", "marks", "alternatives", "how", "anchor_lat", "anchor_lon", "anchor_name", "language")
NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1", "location", "latitude", "longitude", "notes")


def event_frame(data: Any, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The events as a frame that has at least the columns a map needs.

    Args:
        data: a DataFrame, rows as dicts, or the path of a CSV file.
        columns: ours -> theirs, for tables of other makes.
    """
    import pandas as pd

    if isinstance(data, str | Path):
        frame = pd.read_csv(data, dtype=str, keep_default_na=False)
    elif isinstance(data, pd.DataFrame):
        frame = data.reset_index(drop=True)
    else:
        frame = pd.DataFrame(list(data))
    frame = frame.rename(columns={theirs: ours for ours, theirs in (columns or {}).items()})
    for name in NEEDED:
        if name not in frame:
            frame[name] = ""
    return frame


def exported_columns(frame: pd.DataFrame) -> list[str]:
    return [str(c) for c in frame.columns if c not in CARD_COLUMNS]
