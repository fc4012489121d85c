"""What keeps the pipe fast: shared scans with exact offsets, in linear time."""

from __future__ import annotations

import pytest
from costs import grows_linearly

from eventmap.extract.places.toponyms import find_toponyms
from eventmap.extract.text.tokens import tokenize, tokens_of
from eventmap.extract.text.wordlist import words_of
from eventmap.records import Document, NamePrior
from eventmap.settings import Settings

TEXT = "U.S. jets — al-Bab’s M23 “3.5 km”, İdlib; Bza'a\n12,000 ΟΔΟΣ."


class AllPlaces:
    """A lexicon in which every name is a town."""

    def has(self, key: str) -> bool:
        return bool(key)

    def prior(self, key: str) -> NamePrior | None:
        return NamePrior(places=1, population=5000, kinds=("settlement",), countries=("SY",))

    def starts(self, key: str) -> bool:
        return True


@pytest.mark.parametrize("text", [TEXT, "", " ", "a", "a.", "ab. c", "A.B.C.D.E.F.G.H."])
def test_tokens_and_words_are_cut_at_their_offsets(text: str) -> None:
    tokens = tokens_of(text)
    assert [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == tokens.text
    assert [tuple(t) for t in tokenize(text)] == list(zip(*tokens, strict=True))
    words = words_of(text)
    assert [text[a:b].lower() for a, b in zip(words.starts, words.ends, strict=True)] == words.lows
    assert len(words.gaps) == len(words.lows)


def test_initials_and_numbers_are_one_token() -> None:
    assert [t for t in tokens_of(TEXT).text if len(t) > 1] == ["U.S.", "jets", "al", "Bab’s", "23", "3.5", "km", "İdlib", "Bza'a", "12,000", "ΟΔΟΣ"]


def test_a_square_is_told_from_a_line() -> None:
    assert not grows_linearly(lambda n: sum(1 for _ in range(n) for _ in range(n)), 300)
    assert grows_linearly(lambda n: sum(1 for _ in range(n)), 100_000)


@pytest.mark.parametrize("unit", ["Abu ", "A.", "Homs, ", "Homs and "])
def test_many_mentions_of_one_name_cost_no_square(unit: str) -> None:
    lexicon = AllPlaces()

    assert grows_linearly(lambda size: find_toponyms(Document(doc_id="t", text=unit * (size // len(unit))), lexicon, Settings()), 5_000)
