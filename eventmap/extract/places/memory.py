"""What single words are to the gazetteer, remembered: one document asks for the same again and again, and so do the next documents."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from eventmap.extract.places.lexicon import Lexicon
from eventmap.extract.text.inflect import stems, suffix_length
from eventmap.extract.text.tables import abbreviations, word_classes, word_list
from eventmap.names import fold_word
from eventmap.records import NamePrior

CACHE_SIZE = 200_000
T = TypeVar("T")

_SHORT, _STOP, _TIME = abbreviations(), word_list("stop_words.txt"), word_classes()["time"]


class Known(NamedTuple):
    """A word that is a name by itself, as it stands ("gaz") or without ``cut`` characters of an ending ("stem")."""

    key: str
    prior: NamePrior
    source: str
    cut: int


class Alone(NamedTuple):
    """All that a capitalised word says by itself."""

    known: tuple[Known, ...]
    may_be_short: bool  # it may be an abbreviation, or the first letter of one
    key: str  # as a name that the gazetteer does not know
    suffix: int  # characters of a Turkish suffix
    is_ordinary: bool  # a small word, a day, a month: no name where nothing else is said


class Memory(dict[str, T]):
    """What a function says of each word, remembered: what is known costs no call of ours."""

    def __init__(self, tell: Callable[[str], T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> T:
        if len(self) > CACHE_SIZE:
            self.clear()
        found = self[word] = self._tell(word)
        return found


class Names:
    """A lexicon with a memory: one document asks for the same keys again and again, and so do the next documents.

    Attributes:
        prior: what the gazetteer says of a key.
        alone: what a word is by itself, by whether an ending was cut off or may be, then by the word.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.prior: Callable[[str], NamePrior | None] = Memory(lexicon.prior).__getitem__
        self.alone = Memory(functools.partial(self._alone, cut=False)), Memory(functools.partial(self._alone, cut=True))
        self._notes: dict[tuple[str, str, str, str], float] = {}
        self._noted_by: object = None

    def notes(self, scorer: object) -> dict[tuple[str, str, str, str], float]:
        """What ``scorer`` said of names by themselves, by their words, source, key and script: for it to fill in."""
        if self._noted_by is not scorer or len(self._notes) > CACHE_SIZE:
            self._noted_by, self._notes = scorer, {}
        return self._notes

    def _alone(self, word: str, cut: bool) -> Alone:
        known, short = tuple(self._find_alone(word, cut)), len(word) == 1 or word.rstrip(".") in _SHORT
        ordinary = (low := word.lower()) in _STOP or low in _TIME
        return Alone(known, short, fold_word(word), suffix_length(word), ordinary)

    def _find_alone(self, word: str, cut: bool) -> Iterator[Known]:
        if word.lower() in _STOP:
            return
        key = fold_word(word)
        prior = self.prior(key)
        if prior:
            yield Known(key, prior, "gaz", 0)
        if (not prior or (cut and suffix_length(word))) and (stem := self.stem("", word)):
            yield stem

    def stem(self, head: str, last: str) -> Known | None:
        """The name of key ``head`` and the word ``last`` with an ending of it undone ("Бахмуті", "Halep'te", "Syrias")."""
        for stem, cut in stems(last):
            key = head + fold_word(stem)
            if prior := self.prior(key):
                return Known(key, prior, "stem", cut)
        return None
