"""What a name says by itself: the classes, shapes and letters of its words, as named features for the linear scorer."""

from __future__ import annotations

import functools

from eventmap.extract.text.inflect import prefixes
from eventmap.extract.text.tables import kind_words, word_classes, word_list
from eventmap.extract.text.words import Gap, Shape, Words

CLASSES = word_classes()
KINDS = kind_words()
GIVEN = word_list("given_names.txt")
COMMON = word_list("common_words.txt")
STOP = word_list("stop_words.txt")
TAIL, TAIL_LOWER, HEAD = CLASSES["tail"], CLASSES["tail:lower"], CLASSES["head"]
ORG, TITLE, TIME, GROUP = CLASSES["org"], CLASSES["title"], CLASSES["time"], CLASSES["group"]
NAMESAKE, ROAD = CLASSES["namesake"], CLASSES["road"]
DIRECTION, BEFORE, ARTICLE = CLASSES["direction"], CLASSES["place-before"], CLASSES["article"]
AND = frozenset({"and", "or", "&", "и", "і", "та", "й", "или", "або", "et", "ou", "y", "e", "ve", "ile", "و"})
_ORDINARY = COMMON | STOP
_BACKED, _ADJECTIVE, MIN_ADJECTIVE = CLASSES["backed"], ("ed", "ing", "wide", "like", "era", "ish", "ian", "made", "style"), 3
_LAST_LATIN = "\u0250"  # of other scripts there are too few texts to learn letters from
MAX_LETTERS = 30  # of a word; longer ones are no names


_ORDER = (
    "title", "org", "group", "borrowed", "time", "head", "direction", "tail", "place-before", "ground", "locals", "befalls", "says",
    "article",
)  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def word_class(low: str) -> str:
    """The class of a word by the tables, "" for a word of none."""
    for name in _ORDER:
        if low in CLASSES[name]:
            return name
    if low in KINDS:
        return "kind"
    if low in GIVEN:
        return "given"
    return "stop" if low in STOP else "common" if low in COMMON else ""


@functools.lru_cache(maxsize=50_000)
def is_common(low: str) -> bool:
    """Whether it is an ordinary word, in Arabic also with particles before it."""
    return low in COMMON or any(stem in COMMON for stem, _ in prefixes(low))


def is_syllable(words: Words, k: int) -> bool:
    """Whether word k goes on a name behind a hyphen with a small letter: "Loi-lam", "Ye-tha-lauk-kon", but not "Aleppo-based"."""
    if words.gap[k] != Gap.HYPHEN or words.shape[k] != Shape.LOWER:
        return False
    low = words.low[k]
    return low not in _ORDINARY and low not in _BACKED and not (len(low) > MIN_ADJECTIVE and low.endswith(_ADJECTIVE))


def own(low: tuple[str, ...], shape: tuple[int, ...], hyphen: bool, suffix: str, known: str, latin: str) -> list[str]:
    """The words of the name: their shapes, classes and endings."""
    first, last, n = low[0], low[-1], len(low)
    found = [known, f"n={min(n, 4)}{known}", f"sh={''.join(map(str, shape[:3]))}{'-' * hyphen}"]
    if last[0] <= _LAST_LATIN:
        ending, *others = _letters(last, known)
        found += [ending, f"{known}y={first[:3]}", *others]
    if suffix:
        found.append(f"suffix={suffix}{known}")
    if first in GIVEN:
        found.append("given" if n == 1 else "givenfirst")
    if "-".join(low) in GROUP or "-".join(low[:-1]) in GROUP:  # "Boko Haram", "Boko Haram camp"
        found.append("group")
    if n == 1:
        return found + _single(first, known, latin)
    found += [f"f={word_class(first)}{known}", f"l={word_class(last)}{known}"]
    if _ORDINARY.issuperset(low):
        found.append("allcommon")
    if last in TAIL or last in TAIL_LOWER:
        found += [f"last={last}", f"tail{known}", f"tail{shape[-1]}{known}"]
    elif last in ORG:
        found += [f"last={last}", f"org{known}"]
    if first in HEAD:
        found.append(f"head{known}")
    if first in ARTICLE and shape[0] == Shape.LOWER:
        found.append(f"art{known}{min(n, 3)}")
    if first in DIRECTION:
        found += [f"first={first}", f"dir{known}"]
    return found + [f"in={x}{known}" for x, s in zip(low[1:], shape[1:], strict=True) if s == Shape.LOWER]


@functools.lru_cache(maxsize=4_096)
def _letters(last: str, known: str) -> list[str]:
    """How the name sounds: the endings, and all threes of letters, of its last word. Remembered: many names share their last word."""
    threes = sorted({last[k : k + 3] for k in range(min(len(last), MAX_LETTERS) - 2)})
    return [f"{known}x={last[-3:]}", f"{known}w={last[-2:]}", *[f"{known}q={three}" for three in threes]]


def _single(low: str, known: str, latin: str) -> list[str]:
    found = [f"{latin}len{known}{len(low)}"] if len(low) < 5 and low[0] < "\u0250" else []
    if low in TIME:
        found.append("time")
    if is_common(low):
        found += ["common", f"common{known}"]
    return found
