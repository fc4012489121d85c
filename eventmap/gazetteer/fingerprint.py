"""What a gazetteer file was made with: keys of other rules would not be found in it."""

import functools
import hashlib
from pathlib import Path

from eventmap import names
from eventmap.gazetteer.schema import VERSION
from eventmap.settings import shipped

_DATA = Path(__file__).parent.parent / "data"
_TABLES = ("area_names.tsv", "area_points.tsv", "country_points.tsv", "country_names.tsv", "demonyms.tsv")


@functools.cache
def fingerprint() -> str:
    """Changes with the rules for keys, with the tables and with the first-order areas (by their size: they are too large to read)."""
    read = hashlib.sha256(str(shipped("admin1.geojson.gz").stat().st_size).encode())
    for table in _TABLES:
        read.update((_DATA / table).read_bytes())
    return f"{VERSION}-{names.fingerprint()}-{read.hexdigest()[:8]}"
