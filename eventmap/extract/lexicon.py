"""What the extractor may ask of the gazetteer: is this a name, and of what kinds of place. No coordinates."""

from __future__ import annotations

from typing import Protocol

from eventmap.records import NamePrior


class Lexicon(Protocol):
    """Read-only and cheap to ask: called for every capitalised word of a text. ``key`` is ``names.fold(name)``."""

    def has(self, key: str) -> bool: ...

    def prior(self, key: str) -> NamePrior | None: ...
