"""What a gazetteer file was made with: keys of other rules would not be found in it."""

from eventmap import names
from eventmap.gazetteer.schema import VERSION


def fingerprint() -> str:
    """Changes with the rules for keys and with the tables."""
    return f"{VERSION}-{names.fingerprint()}"
