"""Numbers as texts write them: "1,200", "٤٥", "twenty-five", "trente et un", "двадцать пять", "خمسة وعشرين"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from eventmap.data.number_words import JOINERS, MULTIPLIERS, NUMBER_WORDS, TREACHEROUS

MAX_WORDS = 10  # of one number; longer runs are lists of numbers, not a number
_WORD = re.compile(r"\d+(?:[.,٬٫\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,٬\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None, **{chr(c): None for c in range(0x64B, 0x653)}})
_APOSTROPHES = str.maketrans("’ʼʹ`´‘", "''''''")


@functools.lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The form of ``word`` that the tables of words are keyed by: lower case, plain apostrophe, one Arabic spelling."""
    low = word.lower()
    if low.isascii():
        return low
    return low.translate(_APOSTROPHES).translate(_ARABIC_FORMS).replace("i̇", "i")


def parse_number(words: str | Sequence[str], language: str = "") -> int | None:
    """The whole number that ``words`` say, or None: nothing else may stand in them.

    Args:
        words: a string or its words ("twenty-five", ["one", "hundred", "and", "five"], "1,200", "2.5 million").
        language: "en", "fr", "es", "tr", "ru", "uk", "ar" or "" for any. A word that is common in another language ("on" is ten in
            Turkish) is a number only where its language is named.
    """
    parts = _WORD.findall(words[:200]) if isinstance(words, str) else [p for w in words[:30] for p in _WORD.findall(w[:60])]
    return _parse(tuple(parts), language) if 0 < len(parts) <= MAX_WORDS else None


@functools.lru_cache(maxsize=4096)
def _parse(parts: tuple[str, ...], language: str) -> int | None:
    if parts[0][0].isdigit():
        return _digits_first(parts)
    folded = tuple(fold(p) for p in parts)
    if not language and len(folded) == 1 and folded[0] in TREACHEROUS:
        return None
    for code in (language,) if language in NUMBER_WORDS else NUMBER_WORDS:
        if (value := _in_language(folded, code)) is not None:
            return value
    return None


def parse_digits(text: str) -> float | None:
    """The value of a number in digits of any script: "1,200" and "1.200" are 1200, "12.5" and "12,5" are 12.5."""
    if text.isdecimal():
        return float(int(text)) if len(text) <= 12 else None
    if m := _GROUPED.fullmatch(text):
        return float(int(text.replace(m.group(1), "")))
    whole, dot, rest = re.sub("[,٫]", ".", text).partition(".")
    return float(f"{int(whole)}.{int(rest)}") if dot and whole.isdecimal() and rest.isdecimal() and len(text) <= 12 else None


def number_value(word: str, language: str = "") -> int | None:
    """The value of one number word, multipliers included ("hundred" is 100), or None."""
    folded = fold(word)
    if language in NUMBER_WORDS:
        return NUMBER_WORDS[language].get(folded)
    return None if folded in TREACHEROUS else _ANY.get(folded)


_ANY = {word: value for table in reversed(NUMBER_WORDS.values()) for word, value in table.items()}


def _digits_first(parts: Sequence[str]) -> int | None:
    """ "1,200", "2.5 million", "12 thousand", "1 200" (French grouping)."""
    if len(parts) > 1 and all(p.isdecimal() for p in parts):
        return int("".join(parts)) if len(parts[0]) <= 3 and all(len(p) == 3 for p in parts[1:]) else None
    value = parse_digits(parts[0])
    for part in parts[1:]:
        if value is None or fold(part) not in MULTIPLIERS:
            return None
        value *= _ANY[fold(part)]
    return int(value) if value is not None and value == int(value) else None


def _in_language(words: Sequence[str], language: str) -> int | None:
    values = _values(words, language)
    return None if values is None else _compose(values, units_first=language == "ar")


def _values(words: Sequence[str], language: str) -> list[tuple[int, bool]] | None:
    """(value, multiplies) of each word, joiners dropped; None when a word is no number."""
    table, joiners = NUMBER_WORDS[language], JOINERS.get(language, frozenset())
    values: list[tuple[int, bool]] = []
    for i, word in enumerate(words):
        if word in joiners and 0 < i < len(words) - 1:
            continue
        if language == "en" and word in ("a", "an") and i == 0 and len(words) > 1 and words[1] in MULTIPLIERS | {"couple"}:
            continue
        if word not in table and word.startswith("و") and i > 0:  # Arabic writes "and" onto the next word
            word = word[1:]
        if word not in table:
            return None
        values.append((table[word], word in MULTIPLIERS))
    return values


def _compose(values: Sequence[tuple[int, bool]], units_first: bool = False) -> int | None:
    """Adds falling parts, multiplies by multipliers: [(2, no), (100, yes), (5, no)] is 205; "five six" is no number: None."""
    total, group, ceiling = 0, 0, 10**12
    for value, multiplies in values:
        if multiplies and value > group:
            group = max(group, 1) * value
            if value >= 1000:
                if value >= ceiling:
                    return None
                total, group, ceiling = total + group, 0, value
        elif _fits(group, value, units_first):
            group += 76 if (value, group % 100) == (20, 4) else value  # French quatre-vingt: 4 becomes 80
        else:
            return None
    return total + group


def _fits(group: int, value: int, units_first: bool) -> bool:
    """Whether ``value`` may be added to the hundreds, tens or units that ``group`` has so far.

    "twenty" + 5, French "soixante" + 15 and "quatre" + 20, Arabic "five" + "and twenty"; not "five" + 6.
    """
    below = group % 100
    if below == 0:
        return value < 100 or group == 0
    if value < 10:
        return below % 10 == 0 and value > 0  # after 10 too: French dix-sept, Turkish on iki
    if value < 20:
        return below in (60, 80) or (units_first and value == 10 and below < 10)
    return (value, below) == (20, 4) or (units_first and below < 10 and value % 10 == 0)
