"""Phrase patterns with classes: "NUM UNIT [to the] DIR of", compiled from ``data/relations.toml`` into a small tree of words.

A pattern is matched at one position by walking the tree; its length is bounded by the table, so a match costs a few dictionary look-ups.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, NamedTuple

from eventmap.extract.text.numbers import number_value, parse_digits, parse_number
from eventmap.records import Span

# A hyphenated compound is one word ("north-west", "юго-западу"); an apostrophe parts ("d'Alep", "Bab'ın"). The first alternative is only
# the quickest way through most words, and the look ahead the quickest over what is between them.
_WORD = re.compile(r"(?=\S)([A-Za-z]++(?=[ ,.])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[^\s\w’'ʼ‘`´]|\w)")
MAX_REMEMBERED = 50_000  # words
_POINT = "\0"  # key under which a tree node keeps what a complete pattern means
_CLASSES = frozenset({"NUM", "UNIT", "DIR"})  # keys that stand for many words
_OPEN = _CLASSES | {_POINT}


class Word(NamedTuple):
    start: int
    end: int
    text: str  # lower case


class Meaning(NamedTuple):
    """What a table row says: the kind of relation and its short text with NUM, DIR still in it."""

    kind: str
    text: str


class Found(NamedTuple):
    """One match: the words ``start`` up to ``end`` (indexes), with the values read on the way."""

    start: int
    end: int
    meaning: Meaning
    distance_km: float | None
    bearing_deg: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRule:
    """A phrase around two names: "between A and B", "A-B road"."""

    kind: str
    before: Tree
    joint: frozenset[str]
    after: Tree
    text: str


Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The compiled table of one language."""

    language: str
    fractions: Mapping[str, float]
    units: Mapping[str, float]
    directions: Mapping[str, float]
    two_word_directions: frozenset[str]  # their first words
    cues: frozenset[str]  # at least one of these stands in every phrase
    joints: frozenset[str]
    genitives: frozenset[str]
    fillers: frozenset[str]
    before_ends: frozenset[str]  # words that may stand last in a phrase before a name, or between it and the name
    apposition: frozenset[str]
    before: Tree
    after: Tree
    pairs: tuple[PairRule, ...]
    anaphors: re.Pattern[str] | None
    anaphor_kinds: Mapping[str, str] = field(default_factory=dict)


def first_word(text: str, start: int, end: int) -> str:
    """The first word or mark of ``text[start:end]`` in lower case, "" for none."""
    m = _WORD.search(text, start, end)
    return m.group().lower() if m else ""


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of ``text[start:end]`` in lower case, offsets in ``text``."""
    parts = _WORD.split(text[start:end])  # what lies between, word, what lies between, ...
    offsets = list(itertools.accumulate(map(len, parts), initial=start))
    found = zip(offsets[1::2], offsets[2::2], map(str.lower, parts[1::2]), strict=False)
    return list(map(tuple.__new__, itertools.repeat(Word), found))


@functools.cache
def every_unit() -> frozenset[str]:
    """The words for units of length in all languages of the table."""
    return frozenset(unit for table in _tables().values() for unit in table["units"])


@functools.lru_cache(maxsize=16)
def phrases_of(language: str) -> Phrases:
    """The compiled phrases of ``language``; those of English for a language that has no table."""
    raw = _tables().get(language) or _tables()["en"]
    anaphors = {" ".join(words): kind for phrase, kind in raw["anaphors"].items() for words in _expand(phrase)}
    return Phrases(
        language=language if language in _tables() else "en",
        fractions=raw.get("fractions", {}),
        units=raw["units"],
        directions={name.replace("-", ""): float(deg) for name, deg in raw["directions"].items()},
        two_word_directions=frozenset(name.partition(" ")[0] for name in raw["directions"] if " " in name),
        cues=_cues(raw),
        joints=frozenset(raw["joints"]),
        genitives=frozenset(raw["genitives"]),
        fillers=frozenset(raw["fillers"]),
        apposition=frozenset(raw["apposition"]),
        before_ends=_before_ends(raw),
        before=_tree((Meaning(kind, text), pattern) for kind, pattern, text in raw["before"]),
        after=_tree((Meaning(kind, text), pattern) for kind, pattern, text in raw["after"]),
        pairs=tuple(_pair_rule(row) for row in raw["pairs"]),
        anaphors=_one_of(anaphors),
        anaphor_kinds=anaphors,
    )


@functools.cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files("eventmap.data").joinpath("relations.toml").read_text(encoding="utf-8"))


def _pair_rule(row: list[str]) -> PairRule:
    kind, before, joint, after, text = row
    empty = Meaning(kind, text)
    return PairRule(kind=kind, before=_tree([(empty, before)]), joint=frozenset(joint.split("/")), after=_tree([(empty, after)]), text=text)


# Words that are in phrases but in every sentence too: no cue. Every phrase has another word, a unit or a direction.
_COMMON = frozenset(
    """a an the in on at of to from into and or with is just some few several not further away immediately across throughout
    de d du la le al el en y et a à au в у на и та""".split()  # noqa: SIM905
)


def _cues(raw: Mapping[str, Any]) -> frozenset[str]:
    patterns = [pattern for _, pattern, _ in (*raw["before"], *raw["after"])]
    words = {word for pattern in patterns for word in re.split(r"[\s/\[\]]+", pattern) if word}
    two_words = {word for name in raw["directions"] for word in name.split()}
    return frozenset((words | two_words | set(raw["units"])) - _COMMON - {"NUM", "UNIT", "DIR", "(", ")", "s"})


def _before_ends(raw: Mapping[str, Any]) -> frozenset[str]:
    """Every word that a phrase of ``before`` may end with, and the fillers; numbers not counted, which no phrase ends with."""
    lasts = {words[-1] for _, pattern, _ in raw["before"] for words in _expand(pattern)}
    directions = {name.split()[-1].replace("-", "") for name in raw["directions"]}
    return frozenset(lasts | set(raw["fillers"]) | set(raw["units"]) | directions)


def has_cue(phrases: Phrases, text: str, start: int, end: int) -> bool:
    """Whether a phrase may stand in ``text[start:end]``: a cheap look before the words are taken one by one."""
    return not phrases.cues.isdisjoint(_WORD.findall(text[start:end].lower()))


def _one_of(phrases: Mapping[str, str]) -> re.Pattern[str] | None:
    """Any of the phrases, the longest that fits; told apart by their first words first, which most words of a text do not share."""
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *others = map(re.escape, phrase.split())
        by_first.setdefault(first, []).append("".join(rf"\s+{word}" for word in others))
    body = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return re.compile(rf"\b(?:{body})\b", re.IGNORECASE) if body else None


def _tree(rows: Any) -> Tree:
    root: Tree = {}
    for meaning, pattern in rows:
        for words in _expand(pattern):
            node = root
            for word in words:
                node = node.setdefault(_joined(word), {})
            node.setdefault(_POINT, meaning)
    return root


def _expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """All word sequences of a pattern with [optional] parts and a/b choices."""
    choices: list[list[tuple[str, ...]]] = []
    for part in re.findall(r"\[[^\]]*\]|[^\s\[\]]+", pattern):
        optional = part.startswith("[")
        words = part.strip("[]").split()
        expanded = [tuple(p) for p in itertools.product(*(w.split("/") for w in words))]
        choices.append([(), *expanded] if optional else expanded)
    for combination in itertools.product(*choices):
        yield tuple(itertools.chain.from_iterable(combination))


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def may_begin(language: str, side: str, word: str) -> bool:
    """Whether a phrase before or after a name (``side``) could begin with ``word``: a cheap test before ``match``.

    ``word`` is "" where nothing stands there.
    """
    if not word:
        return False
    phrases = phrases_of(language)
    tree, key = phrases.before if side == "before" else phrases.after, _joined(word)
    if key in tree or ("DIR" in tree and (key in phrases.directions or key in phrases.two_word_directions)):
        return True
    if "NUM" not in tree:
        return False
    return key[0].isdigit() or key in phrases.fractions or number_value(word.partition("-")[0], phrases.language) is not None


def may_match(tree: Tree, words: list[Word]) -> bool:
    """Whether a pattern of ``tree`` could begin at one of ``words``, or is empty: a cheap test before ``match`` at each of them."""
    return not _OPEN.isdisjoint(tree) or any(_joined(word.text) in tree for word in words)


def match(phrases: Phrases, tree: Tree, words: list[Word], start: int) -> list[Found]:
    """Every pattern of ``tree`` that matches at word ``start``, longest last."""
    found: list[Found] = []
    _walk(phrases, tree, words, start, start, (None, None, None), found)
    return found


_Values = tuple[float | None, float | None, float | None]  # number, distance_km, bearing_deg


def _walk(phrases: Phrases, node: Tree, words: list[Word], start: int, at: int, values: _Values, found: list[Found]) -> None:
    if _POINT in node:
        found.append(Found(start, at, node[_POINT], values[1], values[2]))
    if at >= len(words):
        return
    word = _joined(words[at].text)
    if word in node:
        _walk(phrases, node[word], words, start, at + 1, values, found)
    if not _CLASSES.isdisjoint(node):
        for name, after, new in _classes(phrases, node, words, at, word, values):
            _walk(phrases, node[name], words, start, after, new, found)


def _classes(
    phrases: Phrases, node: Tree, words: list[Word], at: int, word: str, values: _Values
) -> Iterator[tuple[str, int, _Values]]:
    number, distance, bearing = values
    if "NUM" in node and (read := _number(phrases, words, at)) is not None:
        yield "NUM", read[0], (read[1], distance, bearing)
    if "UNIT" in node and word in phrases.units:
        said = distance if distance is not None else (1.0 if number is None else number) * phrases.units[word]
        yield "UNIT", at + 1, (number, said, bearing)
    if "DIR" in node:
        two = f"{word} {words[at + 1].text}" if at + 1 < len(words) else ""
        if two in phrases.directions:
            yield "DIR", at + 2, (number, distance, phrases.directions[two])
        elif word in phrases.directions:
            yield "DIR", at + 1, (number, distance, phrases.directions[word])


def _number(phrases: Phrases, words: list[Word], at: int) -> tuple[int, float] | None:
    """A number of up to three words from ``at`` on ("8", "2.5", "twenty five") as (index after it, value)."""
    first = words[at].text
    if first[0].isdigit():
        value = parse_digits(first)
        return None if value is None else (at + 1, value)
    if first in phrases.fractions:
        return at + 1, phrases.fractions[first]
    if number_value(first.partition("-")[0], phrases.language) is None:
        return None
    for n in (3, 2, 1):
        if (whole := parse_number([w.text for w in words[at : at + n]], phrases.language)) is not None:
            return at + min(n, len(words) - at), float(whole)
    return None


def _joined(word: str) -> str:
    """ "north-west" as "northwest"; a lone hyphen stays."""
    return word.replace("-", "") if len(word) > 1 else word


def span_of(words: list[Word], start: int, end: int) -> Span:
    return Span(words[start].start, words[end - 1].end)


_ARABIC = re.compile(r"[\u0600-\u06ff]{2}")


def language_of(text: str, said: str = "") -> str:
    """The language whose phrases to look for: what the document says, else by script and frequent words of its first 1,000 characters."""
    code = said[:2].lower()
    if code in _tables():
        return code
    head = text[:1000].lower()
    if not head.isascii() and len(_ARABIC.findall(head)) * 8 > len(head):
        return "ar"
    counts = Counter(code for word in head.split() for code in _tells().get(word, ()))
    return max(counts, key=lambda c: counts[c]) if counts else "en"


@functools.cache
def _tells() -> Mapping[str, tuple[str, ...]]:
    words = {word for table in _tables().values() for word in table["tells"]}
    return {word: tuple(code for code, table in _tables().items() if word in table["tells"]) for word in words}
