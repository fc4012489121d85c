"""Page furniture that a feed ran into the text: lists of tags, photo captions, credits with the headline of another article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventmap.data import event_words as w
from eventmap.extract.text.wordlist import Words
from eventmap.records import Span


@dataclass(frozen=True, slots=True)
class RunIn:
    """Where furniture stands in one text."""

    tags: tuple[Span, ...] = ()  # lists of tags and of other headlines: nothing in them is read
    captions: tuple[Span, ...] = ()  # they show what happened; what is told there is no event
    tail: int = 0  # offset from which only other articles' headlines follow

    def cuts(self) -> list[int]:
        """Offsets at which furniture begins or ends: a sentence begins there, whatever stands before."""
        return sorted({offset for span in self.tags for offset in (span.start, span.end)} | {span.end for span in self.captions})

    def has(self, sentence: Span) -> bool:
        """Is the sentence part of a list, or of what follows the text?"""
        return sentence.start >= self.tail or any(span.holds(sentence) for span in self.tags)


def find(words: Words, sentences: tuple[Span, ...]) -> RunIn:
    """The furniture of a text. Linear in its length."""
    lows = words.lows
    marks = [i for i, low in enumerate(lows) if low == "tags" and words.capital(i)] if "tags" in lows else []
    captions: list[Span] = []
    if not _PICTURES.isdisjoint(lows):
        marks += [i - 1 for i, low in enumerate(lows) if low == "photo" and i and _is_credit(words, i)]
        captions = _captions(words.text, sentences)
    return RunIn(tuple(_lists(words, marks)), tuple(captions), _tail(words))


_MOST_LISTS = 3
_MOST_WORDS = 40  # of one list
_PICTURES = frozenset(("photo", "picture", "image"))
_AGENCIES = frozenset(("ap", "afp", "reuters", "aa", "epa", "getty", "sputnik", "anadolu"))
# Words with a capital that begin a sentence and stand within no list of names.
_OPENERS = w.word_set("the this a an at in on according suspected intense heavy overnight")


def _is_credit(words: Words, i: int) -> bool:
    """ "AP Photo", not in brackets: behind it come a name and the headline of another article."""
    return words.lows[i - 1] in _AGENCIES and not words.gaps[i] and "(" not in words.gaps[i - 1]


def _lists(words: Words, marks: list[int]) -> list[Span]:
    """ "Tags Syria Idlib Assad war Government air raids in ...", "AP Photo Jane Doe Troops Enter Hama The army said ...".

    A list ends before the capitalised word that begins the sentence: one that opens a sentence, else the last one before words in
    small letters with a verb, an article or a preposition among them.
    """
    found: list[Span] = []
    for i in marks[:_MOST_LISTS]:
        last, small = i, []
        for j in range(i + 1, min(i + _MOST_WORDS, len(words.lows))):
            if not words.capital(j) or words.gaps[j] == "-":
                small.append(words.lows[j])
                if len(small) > 1 and not _IN_SENTENCES.isdisjoint(small):
                    break
                continue
            last, small = j, []
            if words.lows[j] in _OPENERS or (words.lows[j] in w.NUMBERS and words.lows[i] == "tags"):  # headlines count, tags do not
                break
        found.append(Span(words.starts[i], words.starts[last]))
    return found


_IN_SENTENCES = w.AUXILIARIES | w.PLACE_PREPOSITIONS | w.word_set("a an the and of to by for that with said killed hit struck")

# "(AFP Photo)", "(File photo)", "(Photo AFP)" behind a caption.
_CREDIT = re.compile(r"\((?:[A-Z][A-Za-z]{1,12}[ /]){0,2}(?:[Pp]hotos?|[Pp]icture|[Ii]mage)(?:[ /][A-Z][A-Za-z]{1,12}){0,2}\)")
# "In this photo taken on June 8", "A picture released by", "Still image shows", "(Photo Smoke is seen".
_CAPTION = re.compile(
    r"(?:In (?:this|a|an)\b[^()]{0,30}?\b|(?:This|An?|Still|File|The)(?: handout| file| still| undated| aerial){0,2} |\()"
    r"(?:[Pp]hoto|[Pp]hotograph|[Pp]icture|[Ii]mage)\b"
    r"(?=,? (?:taken|released|provided|captured|made available|shows|showing|from|posted|[A-Z][a-z]+ (?:is|are|rises?|stands?|walks?) ))"
)
_LONGEST = 500  # characters of a caption


def _captions(text: str, sentences: tuple[Span, ...]) -> list[Span]:
    found: list[Span] = []
    for span in sentences:
        limit = min(span.end, span.start + _LONGEST)
        credit = _CREDIT.search(text, span.start, limit)
        if credit:
            found.append(Span(span.start, credit.end()))
        elif _CAPTION.match(text, span.start, limit):
            found.append(span)
    return found


_TAIL_MARKS = (
    ("related", "news"),
    ("read", "also"),
    ("read", "more"),
    ("see", "also"),
    ("related", "articles"),
    ("more", "stories"),
    ("recommended", "stories"),
    ("related", ""),
)
_TAIL_FIRST = frozenset(first for first, _ in _TAIL_MARKS)


def _tail(words: Words) -> int:
    """Offset at which a page's furniture begins: headlines of other articles after "Related news" in the second half of the text."""
    lows = words.lows
    half = len(lows) // 2
    for i in [i for i, low in enumerate(lows[half:-1], half) if low in _TAIL_FIRST]:
        if not words.capital(i):
            continue
        if any(lows[i] == a and (lows[i + 1] == b or (not b and words.capital(i + 1))) for a, b in _TAIL_MARKS):
            return words.starts[i]
    return len(words.text)
