"""A text as words of the actor tables and the phrases found in it: one pass, each word looked up once."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from itertools import accumulate
from typing import NamedTuple, TypeVar

from eventmap.extract.actors.table import ARTICLE, Node, Phrase, Table, Vote
from eventmap.records import Span

T = TypeVar("T")

# A word: "U.S.", a number ("3R", "4th"), or letters with inner apostrophes and a number after ("M23"). The class says what is no letter, so
# that marks of Indic scripts and Arabic vowel signs stay in their word; no nested quantifier over the same letters. The first
# alternative is only the quickest way through most words.
_LETTER = r"[^\s\d!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u060c\u061b\u061f\u3000-\u303f]"
_WORD = re.compile(
    rf"([A-Za-z]{{2,}}+(?=[ ,.\n;:])|(?:[A-Z]\.){{2,}}|\d+(?:(?:[A-Z]|st|nd|rd|th)(?![^\W\d_]))?|{_LETTER}+(?:['’‘`]{_LETTER}+)*\d*)"
)
JOINED, SPACE, COMMA, BREAK = 0, 1, 2, 3
_BREAKS = frozenset(".!?;:\n\r|؟؛。")
_COMMAS = frozenset(",،()[]—–")
MAX_GAP = 20  # more characters than this between two words part them
MAX_GAPS = 10_000  # remembered
MAX_PHRASE = 12
MAX_ALONE = 20_000  # words remembered for one country
# A country or town after these words is where something is ("in northern Syria"), which says more than whose soldiers are named.
_PLACING = frozenset({"in", "In", "near", "across", "inside", "into", "en", "au", "в", "у", "في"})
_DIRECTIONS = frozenset(
    {"northern", "southern", "eastern", "western", "central", "the", "north", "south", "east", "west", "neighbouring"}
    | {"ريف", "مدينة", "محافظة"}
)


class _Gaps(dict[str, int]):
    """What stands between two words -> how far apart they are; quotation marks do not part them."""

    def __missing__(self, between: str) -> int:
        if len(between) > MAX_GAP:
            return BREAK
        marks = set(between)
        gap = BREAK if marks & _BREAKS else COMMA if marks & _COMMAS else SPACE
        if len(self) < MAX_GAPS:
            self[between] = gap
        return gap


_GAPS = _Gaps({" ": SPACE, "-": JOINED, "": JOINED, "–": JOINED, "/": JOINED, "\u200c": JOINED, "‑": JOINED, ", ": COMMA, ". ": BREAK})


class Words(NamedTuple):
    """The words of a text in parallel lists: table form ("" when no table has it), offsets, as written, and the gap before each.

    ``known``: numbers of the words with which a phrase or a vote for a country may begin.
    """

    canon: list[str]
    start: list[int]
    end: list[int]
    written: list[str]
    gap: list[int]
    known: list[int]

    def lower(self, i: int) -> str:
        return self.written[i].lower()

    def lower_at(self, i: int) -> str:
        """``lower``, or "" past the end."""
        return self.written[i].lower() if i < len(self.written) else ""

    def form_at(self, i: int) -> str:
        """The table form of word ``i``, or "" past the end."""
        return self.canon[i] if i < len(self.canon) else ""

    def joined(self, first: int, last: int) -> str:
        """Table forms of words ``first`` to ``last``, as one phrase."""
        return " ".join(self.canon[first:last])


class Piece(NamedTuple):
    """A phrase of the tables in the text: words ``first`` to ``last`` (half-open) and what it means."""

    first: int
    last: int
    phrase: Phrase


def words(text: str, table: Table) -> Words:
    """All words of ``text``; articles of romanised Arabic names are left out when a hyphen or a capital shows them."""
    parts = _WORD.split(text)
    ends = list(accumulate(map(len, parts)))
    written = parts[1::2]
    canon = list(map(table.forms.__getitem__, written))
    lists = canon, ends[0:-1:2], ends[1::2], written, list(map(_GAPS.__getitem__, parts[0:-1:2]))
    if ARTICLE in canon:
        lists = _without_articles(*lists, text)
        canon = lists[0]
    beginnings = table.beginnings
    return Words(*lists, [i for i, form in enumerate(canon) if form and form in beginnings])


def _without_articles(
    canon: list[str], start: list[int], end: list[int], written: list[str], gap: list[int], text: str
) -> tuple[list[str], list[int], list[int], list[str], list[int]]:
    places, i = [], -1
    for _ in range(canon.count(ARTICLE)):
        i = canon.index(ARTICLE, i + 1)
        places.append(i)
        canon[i] = ""
    articles = [i for i in places if _is_article(text, end[i], written[i])]
    if not articles:
        return canon, start, end, written, gap
    return (
        _without(canon, articles), _without(start, articles), _without(end, articles), _without(written, articles), _without(gap, articles)
    )  # fmt: skip


def _without(items: list[T], places: list[int]) -> list[T]:
    """``items`` but for those at a few ``places``."""
    kept, at = [], 0
    for i in places:
        kept += items[at:i]
        at = i + 1
    return kept + items[at:]


def _is_article(text: str, end: int, word: str) -> bool:
    return text[end : end + 1] == "-" or (word in ("al", "el", "ul", "Al", "El") and text[end + 1 : end + 2].isupper())


def country_focus(table: Table, *texts: Words) -> str:
    """ISO code of the country that the texts tell of: the one most named, with its people, rulers and war-time towns; "" if none is."""
    votes: defaultdict[str, int] = defaultdict(int)
    for found in texts:
        _vote(table, found, votes)
    return max(votes, key=votes.__getitem__) if votes else ""


def _vote(table: Table, found: Words, votes: defaultdict[str, int]) -> None:
    singles, pairs, canon, paired = table.votes, table.pairs, found.canon, -1
    for i in found.known:
        form = canon[i]
        if form in singles and i != paired:
            _cast(votes, singles[form], found.written, i)
        if form in pairs and (pair := pairs[form].get(found.form_at(i + 1))):
            paired = i + 1
            if form in singles:
                votes[singles[form][0]] -= singles[form][1]
            _cast(votes, pair, found.written, paired)


def _cast(votes: defaultdict[str, int], vote: Vote, written: list[str], i: int) -> None:
    iso, weight, case = vote
    if case == "-" or _cased(written[i], case):
        votes[iso] += weight + 2 * _placed(written, i)


def _placed(written: list[str], i: int) -> bool:
    """Whether word ``i`` follows "in" or "in northern"."""
    if i and written[i - 1] in _DIRECTIONS:
        i -= 1
    return i > 0 and written[i - 1] in _PLACING


class _Alone(dict[str, Phrase | None]):
    """A word as written -> the phrase that it is by itself, in texts that tell of one country."""

    def __init__(self, table: Table, focus: str) -> None:
        super().__init__()
        self.table, self.focus = table, focus

    def __missing__(self, word: str) -> Phrase | None:
        if len(self) >= MAX_ALONE:
            self.clear()
        phrases = self.table.tries[self.table.forms[word]].phrases
        phrase = self[word] = _meaning(phrases, [word], 0, self.focus)
        return phrase


_alone = functools.lru_cache(64)(_Alone)


def pieces(found: Words, table: Table, focus: str) -> list[Piece]:
    """The longest phrases of the tables in the words, left to right, that the capitals and the country allow."""
    result: list[Piece] = []
    canon, written, gap = found.canon, found.written, found.gap
    heads, tries, alone = table.heads, table.tries, _alone(table, focus)
    end, last_word = 0, len(canon) - 1
    for i in found.known:
        if i < end or canon[i] not in heads:
            continue
        node, last = tries[canon[i]], i + 1
        if i < last_word and gap[last] <= SPACE and (canon[last] in node.following or (node.stems and node.step(canon[last]))):
            phrase, last = _longest(found, i, node, focus)
        else:
            phrase = alone[written[i]]
        if phrase:
            result.append(Piece(i, last, phrase))
            end = last
    return result


def _longest(found: Words, first: int, node: Node, focus: str) -> tuple[Phrase | None, int]:
    canon, gap = found.canon, found.gap
    phrase, last, i = None, first, first
    end = min(len(canon), first + MAX_PHRASE)
    following: Node | None = node
    while following is not None:
        i += 1
        if following.phrases and (meant := _meaning(following.phrases, found.written, first, focus)):
            phrase, last = meant, i
        if i >= end or not following.following or gap[i] > SPACE:
            break
        following = following.step(canon[i])
    return phrase, last


def _meaning(phrases: list[Phrase], written: list[str], first: int, focus: str) -> Phrase | None:
    """Of the meanings that the text allows: one of this country only, else of a group at home there, else the first."""
    best, rank = None, -1
    for phrase in phrases:
        _, _, case, only, theatre = phrase
        if only and focus not in only:
            continue
        worth = 2 * bool(only) + (focus in theatre)
        if worth > rank and (not case or _cased_as(case, written, first)):
            best, rank = phrase, worth
    return best


def _cased_as(case: str, written: list[str], first: int) -> bool:
    return all(kind == "-" or _cased(written[i], kind) for i, kind in enumerate(case, first))


def _cased(word: str, kind: str) -> bool:
    """Acronyms wholly upper-case but for a possessive s; names with a capital near the start ("d'Alep"), or a script without capitals."""
    if kind == "U":
        head = word.split("'")[0].split("’")[0]
        return head.isupper() or (len(head) > 2 and head[-1] == "s" and head[:-1].isupper())
    first = word[:1]
    return first.isupper() or first.lower() == first.upper() or any(c.isupper() for c in word[1:4])


# "al-" before a name, or "al " where it is dropped from the words.
_ARTICLE_BEFORE = re.compile(r"(?:^|[^\w])((?:[aA][lsndrtz]|[aA]sh|[eEuU]l|[eE][sd])-|[aAeE]l )$")


def span_of(found: Words, first: int, last: int, text: str) -> Span:
    """Offsets of words ``first`` to ``last``, with the article before ("al-Nusra")."""
    start = found.start[first]
    if start > 1 and (text[start - 1] == "-" or (text[start - 1] == " " and text[start - 2] == "l")):  # all that ends an article
        article = _ARTICLE_BEFORE.search(text, max(0, start - 5), start)
        start = article.start(1) if article else start
    return Span(start, found.end[last - 1])
