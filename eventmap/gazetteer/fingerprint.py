"""What a gazetteer file was made with: keys of other rules would not be found in it."""

import functools
import hashlib
from importlib import resources

from eventmap import names
from eventmap.gazetteer.schema import VERSION
from eventmap.settings import shipped

_TABLES = ("country_points.tsv", "country_names.tsv", "demonyms.tsv")


@functools.cache
def fingerprint() -> str:
    """Changes with the rules for keys, with the tables and with the first-order areas (by their size: they are too large to read)."""
    read = hashlib.sha256(str(shipped("admin1.geojson.gz").stat().st_size).encode())
    for table in _TABLES:
        read.update(resources.files("eventmap.data").joinpath(table).read_bytes())
    return f"{VERSION}-{names.fingerprint()}-{read.hexdigest()[:8]}"
