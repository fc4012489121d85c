"""What single words are to the gazetteer, remembered: one document asks for the same again and again, and so do the next documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eventmap.extract.places.lexicon import Lexicon
from eventmap.extract.text.inflect import stems, suffix_length
from eventmap.extract.text.tables import abbreviations, word_classes, word_list
from eventmap.names import fold_word
from eventmap.records import NamePrior

CACHE_SIZE = 200_000

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


class Names:
    """A lexicon with a memory: one document asks for the same keys again and again, and so do the next documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, NamePrior | None] = {"": None}
        self._alone: tuple[dict[str, Alone], dict[str, Alone]] = ({}, {})
        self._notes: dict[tuple[str, str, str, str], float] = {}
        self._noted_by: object = None
        self._neighbours: dict[str, str] = {}

    def prior(self, key: str) -> NamePrior | None:
        try:
            return self._known[key]
        except KeyError:
            if len(self._known) > CACHE_SIZE:
                self._known = {"": None}
            prior = self._known[key] = self._lexicon.prior(key)
            return prior

    def notes(self, scorer: object) -> dict[tuple[str, str, str, str], float]:
        """What ``scorer`` said of single words by themselves, by word, source, key and script: for it to fill in."""
        if self._noted_by is not scorer or len(self._notes) > CACHE_SIZE:
            self._noted_by, self._notes = scorer, {}
        return self._notes

    @property
    def neighbours(self) -> dict[str, str]:
        """What single words are as neighbours of names, for evidence.py to fill in."""
        if len(self._neighbours) > CACHE_SIZE:
            self._neighbours = {}
        return self._neighbours

    def alone(self, word: str, cut: bool) -> Alone:
        """What the word is by itself; ``cut``: an ending was cut off or may be."""
        memory = self._alone[cut]
        found = memory.get(word)
        if found is None:
            if len(memory) > CACHE_SIZE:
                memory.clear()
            known, short = tuple(self._find_alone(word, cut)), len(word) == 1 or word.rstrip(".") in _SHORT
            ordinary = (low := word.lower()) in _STOP or low in _TIME
            found = memory[word] = Alone(known, short, fold_word(word), suffix_length(word), ordinary)
        return found

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
