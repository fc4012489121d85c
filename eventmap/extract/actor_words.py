"""A text as words of the actor tables and the phrases found in it: one pass, each word looked up once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from eventmap.extract.actor_table import ARTICLES, Node, Phrase, Table
from eventmap.records import Span

# A word: "U.S.", a number, or letters with inner apostrophes. The class says what is no letter, so that marks of Indic scripts and
# Arabic vowel signs stay in their word; no nested quantifier over the same letters.
_LETTER = r"[^\s\d!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u060c\u061b\u061f\u3000-\u303f]"
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|\d+|{_LETTER}+(?:['’‘`]{_LETTER}+)*")
JOINED, SPACE, COMMA, BREAK = 0, 1, 2, 3
_GAPS = {" ": SPACE, "-": JOINED, "": JOINED, "–": JOINED, "/": JOINED, "\u200c": JOINED, "‑": JOINED}
_BREAKS = frozenset(".!?;:\n\r|؟؛。")
_COMMAS = frozenset(",،()[]—")
MAX_PHRASE = 12
# A country or town after these words is where something is ("in northern Syria"), which says more than whose soldiers are named.
_PLACING = frozenset({"in", "In", "near", "across", "inside", "into", "en", "au", "в", "у", "في"})
_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central", "the", "north", "south", "east", "west", "neighbouring"})


class Word(NamedTuple):
    """A word of the text: its table form ("" when no table has it) and the gap before it."""

    canon: str
    start: int
    end: int
    text: str
    gap: int


class Piece(NamedTuple):
    """A phrase of the tables in the text: words ``first`` to ``last`` (half-open), with all that it may mean, best first."""

    first: int
    last: int
    phrase: Phrase


def words(text: str, table: Table) -> list[Word]:
    """All words of ``text``; articles of romanised Arabic names are dropped when a hyphen or a capital shows them."""
    found: list[Word] = []
    add, cache, canon, gaps = found.append, table.canon_cache, table.canon, _GAPS
    end = 0
    for m in _WORD.finditer(text):
        start, word = m.start(), m.group()
        between = text[end:start]
        gap = gaps.get(between)
        if gap is None:
            gap = _gap(between)
        end = m.end()
        known = cache.get(word)
        if known is None:
            known = canon(word)
        if len(word) < 4 and word.lower() in ARTICLES and _is_article(text, end, word):
            continue
        add(Word(known, start, end, word, gap))
    return found


def _gap(between: str) -> int:
    """How far apart two words are by what stands between them; quotation marks do not part them."""
    marks = set(between[:20])
    if marks & _BREAKS or len(between) > 20:
        return BREAK
    return COMMA if marks & _COMMAS else SPACE


def _is_article(text: str, end: int, word: str) -> bool:
    return text[end : end + 1] == "-" or (word in ("al", "el", "Al", "El") and text[end + 1 : end + 2].isupper())


def country_focus(found: Sequence[Word], table: Table) -> str:
    """ISO code of the country that the text tells of: the one most named, with its people, rulers and war-time towns; "" if none is."""
    votes: Counter[str] = Counter()
    table_votes, before, placing = table.votes, "", False
    for word in found:
        canon = word.canon
        if canon and (vote := table_votes.get(f"{before} {canon}") or table_votes.get(canon)):
            votes[vote[0]] += vote[1] + 2 * placing
            if before and f"{before} {canon}" in table_votes and (single := table_votes.get(before)):
                votes[single[0]] -= single[1]
        before, placing = canon, word.text in _PLACING or (placing and word.text in _DIRECTIONS)
    return max(votes, key=lambda iso: votes[iso]) if votes else ""


def pieces(found: Sequence[Word], table: Table, focus: str) -> list[Piece]:
    """The longest phrases of the tables in the words, left to right, that the capitals and the country allow."""
    result: list[Piece] = []
    i, size, top = 0, len(found), table.root.following
    while i < size:
        node = top.get(found[i].canon)
        piece = _longest(found, i, node, focus) if node else None
        if piece:
            result.append(piece)
            i = piece.last
        else:
            i += 1
    return result


def _longest(found: Sequence[Word], first: int, node: Node, focus: str) -> Piece | None:
    best, i, step = None, first, node
    end = min(len(found), first + MAX_PHRASE)
    while True:
        i += 1
        fitting = [phrase for phrase in step.phrases if _allowed(phrase, found, first, focus)]
        if fitting:
            best = Piece(first, i, max(fitting, key=lambda phrase: 2 * bool(phrase.only) + (focus in phrase.theatre)))
        if i >= end or found[i].gap > SPACE:
            return best
        following = step.following.get(found[i].canon)
        if following is None:
            return best
        step = following


def _allowed(phrase: Phrase, found: Sequence[Word], first: int, focus: str) -> bool:
    """Whether the capitals of the text and the country of the report fit the phrase."""
    if phrase.only and focus not in phrase.only:
        return False
    return all(case == "-" or _cased(found[first + offset].text, case) for offset, case in enumerate(phrase.case))


def _cased(word: str, case: str) -> bool:
    """Acronyms wholly upper-case but for a possessive s; names with a capital somewhere near the start ("d'Alep")."""
    if case == "U":
        head = word.split("'")[0].split("’")[0]
        return head.isupper() or (head[-1:] == "s" and head[:-1].isupper()) or head.translate(_DOTLESS).isupper()
    return any(c.isupper() for c in word[:4]) or word[:1].lower() == word[:1].upper()


# "al-" before a name, or "al " where it is dropped from the words.
_ARTICLE_BEFORE = re.compile(r"(?:^|[^\w])((?:[aA][lsndrtz]|[aA]sh|[eEuU]l|[eE][sd])-|[aAeE]l )$")
_DOTLESS = str.maketrans("", "", ".")


def span_of(found: Sequence[Word], first: int, last: int, text: str) -> Span:
    """Offsets of words ``first`` to ``last``, with the article before ("al-Nusra")."""
    start = found[first].start
    article = _ARTICLE_BEFORE.search(text, max(0, start - 5), start)
    return Span(article.start(1) if article else start, found[last - 1].end)
