"""Words to codes: a text as a short string with one letter for each word, over which a grammar is a plain regular expression.

``encode(words)`` of "on Tuesday 14 Oct 2014" may be "iWdmy", and "Wdmy" is then a date whatever the language. Looking a word up
costs one dict access; classifying it happens once in a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

MAX_REMEMBERED = 200_000  # words; a crawl in many languages must not grow the process


class Codebook(dict[str, str]):
    """Remembers the code of each word it met.

    Args:
        classify: gives a word (as written) its one-letter code.
    """

    def __init__(self, classify: Callable[[str], str]) -> None:
        super().__init__()
        self._classify = classify

    def __missing__(self, word: str) -> str:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        code = self._classify(word)
        self[word] = code
        return code

    def encode(self, words: Iterable[str]) -> str:
        """One letter a word, in order."""
        return "".join(map(self.__getitem__, words))
