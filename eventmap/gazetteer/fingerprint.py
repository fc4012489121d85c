"""What a gazetteer file was made with: keys of other rules would not be found in it."""

import hashlib
from importlib import resources

from eventmap import names
from eventmap.gazetteer.schema import VERSION


def fingerprint() -> str:
    """Changes with the rules for keys and with the tables."""
    points = resources.files("eventmap.data").joinpath("country_points.tsv").read_bytes()
    return f"{VERSION}-{names.fingerprint()}-{hashlib.sha256(points).hexdigest()[:8]}"
