"""Which of GeoNames' alternate names a text may use."""

from __future__ import annotations

from collections.abc import Iterable

_CODE_CHARS = 4  # an alternate name in capitals of at most this length is an airport code


def usable_names(name: str, alternates: Iterable[str]) -> tuple[str, ...]:
    """The name and those alternates that are names.

    GeoNames lists for each name in another script an automatic transliteration in lower case ("hlb", "halaba") and airport codes ("ALP"):
    they would be met by chance.
    """
    kept = [name]
    for alternate in alternates:
        transliteration = alternate.isascii() and alternate == alternate.lower()
        code = len(alternate) <= _CODE_CHARS and alternate.isascii() and alternate.isupper()
        if len(alternate) > 1 and not transliteration and not code and "http" not in alternate:
            kept.append(alternate)
    return tuple(dict.fromkeys(kept))
