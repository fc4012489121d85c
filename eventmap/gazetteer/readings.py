"""What else a name as written may be read as: without its type word, without brackets, the place it is said to lie near."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import NamedTuple

from eventmap import names

MAX_READINGS = 12
MAX_TYPE_WORDS = 3
_DATA = Path(__file__).parent.parent / "data"
MAX_CHARS = 200
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_OR = re.compile(r"\s*(?:/|\bor\b|\baka\b|;)\s*")
_OF = re.compile(r"^(?:of|de|al|the)\s+", re.IGNORECASE)
_SIDE = re.compile(
    r"^(?:the\s+)?(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|central)(?:ern)?|upper|lower|greater|rural|old|new)\s+",
    re.IGNORECASE,
)
# What stands between something unnamed and the place that it is near or in ("compound outside Barisha").
_NEAR = re.compile(
    r"^.*?\b(?:near|outside|around|close to|(?:(?:north|south)?(?:east|west)?|outskirts|countryside|vicinity) of|in|at)\s+",
    re.IGNORECASE,
)


class Reading(NamedTuple):
    """A name to look up.

    Attributes:
        kind: what the words round it say it is.
        cost: how much less sure it is than the name as written, in log-odds.
        given: it is one of several names that were given ("A/B", "A (B)").
    """

    text: str
    kind: str = ""
    cost: float = 0.0
    why: str = ""
    given: bool = False


@functools.lru_cache(4096)
def readings(name: str) -> tuple[Reading, ...]:
    """The name as written, then all else it may be read as, each text once, the surest first."""
    name = " ".join(name[:MAX_CHARS].split())
    found = [Reading(name)]
    found += [Reading(part, "", 0.2, "one of the names given", given=True) for part in _parts(name)]
    for reading in list(found):
        found += _bare(reading)
    near = _NEAR.sub("", name)
    if near != name:
        found.append(Reading(near, "", 1.5, "only the place it is said to be near"))
        found += _bare(found[-1])
    if "," in name:
        found.append(Reading(name.split(",")[0].strip(), "", 0.3, "before the comma"))
    once = {r.text.casefold(): r for r in sorted(found, key=lambda r: -r.cost) if r.text}
    return tuple(sorted(once.values(), key=lambda r: r.cost)[:MAX_READINGS])


def _parts(name: str) -> list[str]:
    outside, inside = _BRACKETS.sub(" ", name), _BRACKETS.findall(name)
    parts = [" ".join(p.split()) for text in (outside, *inside) for p in _OR.split(text)]
    return [p for p in parts if p and p != name]


def _bare(reading: Reading) -> list[Reading]:
    """Without a type word, without a side ("Eastern Qalamun"), without both."""
    found = []
    for kind, bare in _without_type(reading.text):
        found.append(Reading(bare, kind, reading.cost + 0.1, f'"{reading.text}" read as {kind}'))
    for text, kind in [(reading.text, reading.kind), *((r.text, r.kind) for r in found)]:
        whole = _SIDE.sub("", text)
        if whole != text:
            found.append(Reading(whole, kind, reading.cost + 2.0, f"the whole of {whole}"))
    return found


def _without_type(text: str) -> list[tuple[str, str]]:
    words = text.split()
    before, after = type_words()
    for n in range(min(MAX_TYPE_WORDS, len(words) - 1), 0, -1):
        if kind := before.get(" ".join(words[:n]).casefold()):
            return [(kind, _OF.sub("", " ".join(words[n:])))]
    for n in range(min(MAX_TYPE_WORDS, len(words) - 1), 0, -1):
        if kind := after.get(" ".join(words[-n:]).casefold()):
            bare = " ".join(words[:-n])
            return [(kind, bare), *_without_type(bare)]
    return []


@functools.cache
def type_words() -> tuple[dict[str, str], dict[str, str]]:
    """Word or words -> kind, of those that stand before a name and of those after it, from data/place_words.tsv."""
    lines = (_DATA / "place_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    before, after = ({word.casefold(): kind for word, kind, stands in rows if side in stands} for side in "ba")
    return before, after


@functools.lru_cache(4096)
def area_key(name: str) -> str:
    """The key of an administrative area's name without its type words ("Mintaqat Markaz Homs district": Homs)."""
    bare = name
    while found := _without_type(bare):
        bare = min((text for _, text in found), key=len)
    return names.fold(bare)


def spaced(name: str, key: str = "") -> str:
    """The keys of a name's words with spaces between them, sides and sizes in English: what likeness is measured on.

    ``key``: that of the whole name, where it is known: it ends with the last word's, which then is not worked out again.
    """
    if key and name.isalpha():  # one word
        return _sides().get(key, key)
    *first, last = names.words(name) or [""]
    keys = list(map(names.fold_word, first))
    keys.append(key[sum(map(len, keys)) :] if key else names.fold_word(last))
    sides = _sides()
    return " ".join([sides.get(key, key) for key in keys if key])


@functools.cache
def _sides() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (_DATA / "name_sides.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            meaning, words = line.split("\t")
            found |= {names.fold_word(word): meaning for word in (meaning, *words.split())}
    return found


@functools.cache
def common_words() -> frozenset[str]:
    """Words that so many names share that sharing them says nothing: "Tall", "Abu", "Upper"."""
    return frozenset(names.word_classes()) | frozenset(_sides().values())
