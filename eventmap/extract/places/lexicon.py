"""What the extractor may ask of the gazetteer: is this a name, and of what kinds of place. No coordinates."""

from __future__ import annotations

from typing import Protocol

from eventmap.records import NamePrior


class Lexicon(Protocol):
    """Read-only and cheap to ask: called for every capitalised word of a text. ``key`` is ``names.fold(name)``."""

    def has(self, key: str) -> bool:
        """Whether any place has this name. About a microsecond for what is no name."""

    def prior(self, key: str) -> NamePrior | None:
        """What the name may mean, likeliest first; None for no name. Remembered; some 50 microseconds when new."""

    def starts(self, key: str) -> bool:
        """Whether a longer name may begin with the words that make ``key``: a scanner that joins word keys stops at the first no.

        Never wrong when it says no; says yes wrongly about once in a hundred.
        """
