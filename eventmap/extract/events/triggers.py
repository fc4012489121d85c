"""Words that tell an act: a phrase scan over the table ``data/triggers.txt``.

A trigger has a sense (what sort of act it speaks for) and a form (noun, past, ing, base, s, weapon, word). What act a clause
tells is decided from all its triggers together, in ``kinds``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple

from eventmap.data import event_words as w
from eventmap.extract.text.wordlist import Words

_VOWELS = "aeiou"
_HEADER = re.compile(r"\[(\w+)(?: (\w+))?\]")


class Trigger(NamedTuple):
    """``i``..``j`` are word numbers in ``Words``; ``start``..``end`` offsets in the text."""

    sense: str
    form: str
    i: int
    j: int
    start: int
    end: int


Kinds = tuple[tuple[str, str], ...]
Entry = tuple[tuple[str, ...], Kinds]


def plural(noun: str) -> str:
    """The regular English plural of the last word of ``noun``."""
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun if noun.endswith("s") else noun + "es"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(base: str, irregular: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """(word, form) pairs of a verb: base, s, past (with participle), ing."""
    third = base + "es" if base.endswith("ss") else plural(base)
    if base in irregular:
        past, participle, ing = irregular[base]
        return [(base, "base"), (third, "s"), (past, "past"), (participle, "past"), (ing, "ing")]
    stem, dropped = _stem(base)
    return [(base, "base"), (third, "s"), (stem + "ed", "past"), (dropped + "ing", "ing")]


def _stem(base: str) -> tuple[str, str]:
    """What -ed and what -ing is added to: rob, robb-; raze, raz-; rally, ralli-/rally-."""
    if base.endswith("e"):
        return base[:-1], base[:-1]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "i", base
    stem = base + base[-1] if _doubles(base) else base
    return stem, stem


def _doubles(base: str) -> bool:
    """One syllable, one vowel, one consonant: rob, robbed."""
    vowels = sum(c in _VOWELS for c in base)
    return len(base) > 2 and vowels == 1 and base[-1] not in "wxy" + _VOWELS and base[-2] in _VOWELS


def _entries(form: str, phrase: str, irregular: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """(phrase, form) pairs of one item of the table."""
    if form in ("noun", "weapon"):
        head, _, last = phrase.rpartition(" ")
        return [(phrase, form), (f"{head} {plural(last)}".strip(), form)]
    if form not in ("verb", "apart"):
        return [(phrase, form)]
    first, _, rest = phrase.partition(" ")
    return [(f"{word} {rest}".strip(), name) for word, name in verb_forms(first, irregular)]


def _sections(name: str) -> list[tuple[str, str, list[str]]]:
    """(sense, form, items) of every section of a table in ``eventmap/data``, in order."""
    found: list[tuple[str, str, list[str]]] = []
    for line in resources.files("eventmap.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        header = _HEADER.fullmatch(line)
        if header:
            found.append((header.group(1), header.group(2) or "", []))
        elif line and not line.startswith("#"):
            found[-1][2].extend(item.strip() for item in line.split(",") if item.strip())
    return found


@functools.cache
def table() -> dict[str, tuple[Entry, ...]]:
    """First word -> the phrases that begin with it, longest first, each with its (sense, form) pairs."""
    found: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
    sections = _sections("triggers.txt")
    irregular = {forms[0]: tuple(forms[1:]) for sense, _, items in sections if sense == "irregular" for forms in map(str.split, items)}
    for sense, form, items in sections:
        for phrase, as_form in (pair for item in items for pair in _entries(form, item, irregular) if sense != "irregular"):
            found.setdefault(tuple(phrase.split()), {})[sense, as_form] = None
    by_first: dict[str, list[Entry]] = {}
    for words, kinds in found.items():
        by_first.setdefault(words[0], []).append((words, tuple(kinds)))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in by_first.items()}


@functools.cache
def _by_second() -> dict[str, dict[str, tuple[Entry, ...]]]:
    """First word -> second word -> the phrases that begin so, longest first, and the first word alone; that alone under ""."""
    found: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for first, entries in table().items():
        whole = [entry for entry in entries if APART not in entry[0]]
        alone = tuple(entry for entry in whole if len(entry[0]) == 1)
        seconds = dict.fromkeys(phrase[1] for phrase, _ in whole if len(phrase) > 1)
        found[first] = {second: (*(e for e in whole if e[0][1:2] == (second,)), *alone) for second in seconds} | {"": alone}
    return found


# A verb with what belongs to it, and after its object: the first word of the rest -> the rests, each with its (sense, form) pairs.
Apart = tuple[tuple[str, ...], dict[str, list[Entry]]]


@functools.cache
def _aparts() -> dict[str, list[Apart]]:
    """First word -> the phrases with an object in them, longest verb first."""
    found: dict[str, dict[tuple[str, ...], dict[str, list[Entry]]]] = {}
    for first, entries in table().items():
        for phrase, kinds in entries:
            if APART in phrase:
                gap = phrase.index(APART)
                rest = phrase[gap + 1 :]
                found.setdefault(first, {}).setdefault(phrase[:gap], {}).setdefault(rest[0], []).append((rest, kinds))
    return {first: sorted(verbs.items(), key=lambda v: -len(v[0])) for first, verbs in found.items()}


def find_triggers(words: Words, start: int, end: int) -> list[Trigger]:
    """Triggers among the words ``start``..``end``, longest phrase first, left to right. Linear: phrases have at most 8 words."""
    known, aparts, lows, found, done = _by_second(), _aparts(), words.lows, [], start
    used: set[int] = set()  # words of phrases that stand apart
    for i in [i for i, low in enumerate(lows[start:end], start) if low in known]:
        if i < done or i in used:
            continue
        seconds = known[lows[i]]
        options = seconds.get(lows[i + 1]) if i + 1 < end else None
        j, kinds = (i + 1, seconds[""][0][1]) if options is None and seconds[""] else _whole(lows, options or (), i, end)
        if j <= i + 1 and lows[i] in aparts:
            apart, rest, fitting = _apart(lows, aparts[lows[i]], i, end)
            if fitting:
                j, kinds = apart, fitting
                used.update(rest)
        if kinds:
            done = j
            found += [Trigger(s, f, i, j, words.starts[i], words.ends[j - 1]) for s, f in kinds if s != "block"]
    return found


def _whole(lows: list[str], options: tuple[Entry, ...], i: int, end: int) -> tuple[int, Kinds]:
    """The word behind the longest of ``options`` that stands at ``i``, and its (sense, form) pairs: none where none does."""
    for phrase, kinds in options:
        j = i + len(phrase)
        if j == i + 1 or (j <= end and tuple(lows[i:j]) == phrase):
            return j, kinds
    return i, ()


# Stands for the object in "take ... away"; so many words it may have.
APART = "..."
_OBJECT = 6


def _apart(lows: list[str], verbs: list[Apart], i: int, end: int) -> tuple[int, range, Kinds]:
    """ "took 15 children away", "drove off" with cattle between: the rest of a phrase follows the object of its verb.

    Returns the word behind the verb, the words of the rest, and the (sense, form) pairs that the object fits, none if nothing such stands.
    """
    for verb, rests in verbs:
        first = i + len(verb)
        if len(verb) > 1 and tuple(lows[i:first]) != verb:
            continue
        for k in range(first + 1, min(first + _OBJECT + 1, end)):
            for rest, kinds in rests.get(lows[k], ()):
                if len(rest) == 1 or (k + len(rest) <= end and tuple(lows[k : k + len(rest)]) == rest):
                    between = lows[first:k]
                    fitting = tuple((s, f) for s, f in kinds if not _OBJECTS.get(s, w.PEOPLE).isdisjoint(between))
                    if fitting and "by" not in between:  # who "was hit by a bomb" did not run over one
                        return first, range(k, k + len(rest)), fitting
    return i, range(0), ()


# What may stand between, by sense; people where nothing else is said.
_OBJECTS: dict[str, frozenset[str]] = {
    "clash": w.word_set("mortar machine machinegun heavy artillery small rocket tank sniper intense sporadic automatic several some brief"),
    "loot": w.GOODS | w.PROPERTY,
    "abduct": w.PEOPLE | w.NUMBERS,
    "arrest": w.PEOPLE | w.ARTICLES | w.NUMBERS,
    "attack": w.PEOPLE | w.ARTICLES | w.NUMBERS,
    "ied": w.ARTICLES | w.NUMBERS,
    "group": w.ARMS_THINGS,
    "foil": w.ARTICLES | w.NUMBERS | w.BEFORE_NOUN,
}


def may_tell(words: Words) -> bool:
    """Whether any trigger of an act stands in the words, sentences aside: a text without one tells nothing, wherever it is."""
    entries, lows = table(), words.lows
    return any(
        (APART in phrase or tuple(lows[i : i + len(phrase)]) == phrase) and any(s != "block" and f != "weapon" for s, f in kinds)
        for i in [i for i, low in enumerate(lows) if low in entries]
        for phrase, kinds in entries[lows[i]]
    )
