"""The names of an area, ready to be searched for one that looks like another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from eventmap import names


class Pool:
    """Names as ``readings.spaced`` writes them.

    Attributes:
        keys: name -> its key.
        texts: the names in a list, which rapidfuzz goes through fastest.
        in_order: the same names, the words of each in the order of the alphabet.
        all_keys: their keys, likewise.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.texts = list(keys)
        self.in_order = [ordered(text) for text in self.texts]
        self.all_keys = list(dict.fromkeys(keys.values()))
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for text in self.texts:
            for bones in {_bones(word) for word in text.split()} if " " in text else (_bones(text),):
                self._with[bones].append(text)

    def with_word(self, word: str) -> list[str]:
        """The names that have a word of the same consonants."""
        return self._with.get(_bones(word), [])


def ordered(text: str) -> str:
    """The words of ``text`` in the order of the alphabet: what is compared so may have them in any order."""
    return " ".join(sorted(text.split())) if " " in text else text


def _bones(word: str) -> str:
    bones = names.skeleton_of(word)
    return bones if len(bones) > 1 else word
