"""How a text spells a name, and how far that is from the spellings that a gazetteer has."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from eventmap.extract.text.inflect import is_cyrillic, stems

CACHED = 20_000  # names
MAX_CHARS = 100
SURE_FORMS = 2  # after the name as it stands
GUESSED = 0.1


@functools.lru_cache(maxsize=CACHED)
def forms_of(surface: str) -> tuple[str, ...]:
    """The name as it stands, and what a Slavic one may be in the nominative."""
    *first, last = surface[:MAX_CHARS].split() or [""]
    if not is_cyrillic(last):
        return (surface,)
    return (surface, *(" ".join([*first, stem]) for stem, cut in stems(last) if not cut))


def unlikeness(forms: Sequence[str], spellings: Sequence[str]) -> float:
    """How far ``spellings`` are from a name in any of its forms, 0..1: the least of all forms.

    The most specific endings are undone first, and what is left of the short ones is a guess.
    """
    if len(forms) == 1:
        return _least(forms[0], spellings)
    return min([_least(form, spellings) + (GUESSED if n > SURE_FORMS else 0.0) for n, form in enumerate(forms)])


def _least(surface: str, spellings: Sequence[str]) -> float:
    """0 when one of ``spellings`` is ``surface`` but for case, accents and marks; up to 1. Keys join what is written very differently."""
    if surface in spellings:
        return 0.0
    plain = _plain(surface)
    return min([Levenshtein.normalized_distance(plain, _plain(spelling)) for spelling in spellings], default=1.0)


@functools.lru_cache(maxsize=CACHED)
def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, anyascii(name[:MAX_CHARS]).lower()))
