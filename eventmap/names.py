"""Keys for place names: the same key for the same name whatever the script, the romanisation, the article or the accents.

``fold`` is strict enough to look a name up without context; ``skeleton`` drops the vowels too and only proposes candidates,
which must then be compared by spelling, country and distance.

A key has no separators, so that "Deir ez-Zor" and "Deirezzor" can meet, and it is built word by word, so that a scanner folds each
distinct word of a text once: ``fold(name) == "".join(fold_word(w) for w in words(name))``. ``fold_word`` is idempotent. A word that
is only an article folds to "".
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from anyascii import anyascii

MAX_WORD_CHARS = 64  # a longer "word" is no name; what is beyond is cut, so that hostile input costs nothing

# Vowel signs and diacritics: Python's \w leaves them out, so that Devanagari, Burmese or vocalised Arabic words would fall apart.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u102b-\u103e\u1056-\u1059\u135d-\u135f\u200c\u200d"
)
_LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
# A word may hold apostrophes of any shape ("Bza'a", "Ma‘arrat"); hyphens part words, so that "Tal-Abyad" is two. The alternatives
# are disjoint: linear time.
WORD_PATTERN = rf"{_LETTERS}(?:[’'ʼʿʾ‘`´′]{_LETTERS})*"
_WORD = re.compile(rf"{WORD_PATTERN}|\d+")
_SIGN = re.compile(r"[\W\u0640]+")  # apostrophes, and all marks: vowel signs are written in some texts and left out in others
_POSSESSIVE = re.compile(r"[’'ʼ‘`´′]s$", re.IGNORECASE)
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")

# Syllable and word signs (Han, Kana, Hangul, Thai, Lao, Khmer) stay as they are: spelt in Latin letters they would meet names by chance.
_UNSPELT = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17a2]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# Arabic, Persian, Kurdish and Urdu letters as romanisations write them; و and ی are settled by their neighbours.
_ARABIC_LETTERS = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ى": "a", "ة": "a", "ء": "", "ؤ": "w", "ئ": "y",
        "ع": "", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
        "ذ": "dh", "ر": "r", "ڕ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
        "ظ": "z", "غ": "gh", "ف": "f", "ڤ": "v", "ڨ": "g", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ڭ": "n",
        "ل": "l", "ڵ": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ھ": "h", "ہ": "h", "ۀ": "a", "ە": "a",
        "و": "w", "ۆ": "o", "ۇ": "u", "ۋ": "v", "ي": "y", "ی": "y", "ێ": "e", "ې": "e", "ے": "e", "ٹ": "t",
        "ڈ": "d", "ڑ": "r", "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "ڼ": "n", "ځ": "z", "څ": "s",
        "ګ": "g", "ۍ": "y", "ـ": "",
    }
)  # fmt: skip
_ARABIC_ARTICLE = re.compile(r"^(?:ال|أل)(?=.{3})")
_ARABIC_GLIDES = ((re.compile(r"(?<=[^aeiouwy])w(?=[^aeiou]|$)"), "u"), (re.compile(r"(?<=[^aeiouwy])y(?=[^aeiou]|$)"), "i"))

# What romanisations write in more than one way, in this order, until nothing changes. Two spellings are only joined where GeoNames'
# alternate names of one place show both. Measured on the Latin name pairs of 10,424 Syrian places: .17 of them meet without rules,
# .37 with; the share of places that then meet a differently spelt place over 20 km away rises from 0 to .16 (.14 without o/u and e/i,
# which cost .05 of the pairs).
_PAIRS = (("ck", "k"), ("q", "k"), ("dzh", "j"), ("dj", "j"), ("tch", "ch"), ("ph", "f"), ("gh", "g"), ("dh", "d"))
# (pattern, what it becomes, letters without which it cannot match: asking for them first halves the time)
_RULES: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), to, tuple(letters.split()))
    for pattern, to, letters in (
        (r"(?<=[^aeiou])yi", "i", "yi"),  # Kyiv, Kiev
        (r"(?<=[^aeiou])(?:(?:iyy?|yy?)[ae]h?|i(?:ah|eh?))$", "ia", "ya ye iah ie"),  # Salamiyah, Salamiyya, Salamieh
        (r"(?<=..)(?:ah|eh?)$", "a", "ah e"),  # Safirah, Safireh, Safira
        (r"(?:[ae][iy]|ee|ie)(?=[^aeiouy]|$)", "e", "ai ay ei ey ee ie"),  # Dayr, Deir, Der
        (r"(?:ou|oo|au|aw|ow|uo)(?=[^aeiouy]|$)", "u", "ou oo au aw ow uo"),  # Jawf, Jouf, Juf
        (r"(?<=.)y", "i", "y"),  # Abyad, Abiad
        (r"uw(?=[aeiou])", "w", "uw"),  # Suwayda, Sweida
    )
)
_VOWELS = str.maketrans("oe", "ui")  # Homs, Hums; Edlib, Idlib
_TWICE = re.compile(r"([a-z])\1+")
_UNSETTLED = re.compile("|".join([pair for pair, _ in _PAIRS] + [p.pattern for p, _, _ in _RULES] + ["[oe]", r"([a-z])\1"]))
# Arabic articles in all their assimilated spellings (already settled: e is i there), and the English one.
_ARTICLES = frozenset(
    "al il ul an in as is ash ish at it az iz ar ir ad id adh idh ath ith tha".split()  # noqa: SIM905
)


def words(name: str) -> list[str]:
    """The words of ``name``, as a scanner of running text would cut them."""
    plain = name.replace("-", " ")
    if plain.replace(" ", "").isalpha():  # most names; a fifth of the time
        return plain.split()
    return _WORD.findall(name)


@functools.lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """The key of one word: ASCII letters and digits (or signs of a script that is not transliterated), "" for an article."""
    ascii_word = _ascii(_POSSESSIVE.sub("", word[:MAX_WORD_CHARS]))
    key = _settled(ascii_word)
    return "" if key in _ARTICLES else _same_words().get(key, key)


def fold(name: str) -> str:
    """The key of a whole name: the keys of its words, joined."""
    return "".join(map(fold_word, words(name)))


# Consonants that scripts and romanisations confuse, as one; vowels and what is heard as one are left out.
_CLASSES = str.maketrans(
    {"g": "k", "j": "k", "c": "k", "v": "f", "p": "b", "d": "t", "z": "s", "x": "k"} | dict.fromkeys("aeiouwyh", "")
)


def skeleton(name: str) -> str:
    """The consonants of ``name``, those that scripts and romanisations confuse joined in one."""
    return skeleton_of(fold(name))


@functools.lru_cache(maxsize=1 << 15)
def skeleton_of(key: str) -> str:
    """The skeleton of a name of which only the key is known."""
    return _once(key.translate(_CLASSES))


def _ascii(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    if _UNSPELT.search(word):
        return "".join(_UNSPELT.findall(unicodedata.normalize("NFKC", word)))
    word = _SIGN.sub("", word)
    if _ARABIC.search(word):
        word = _romanised(word)
    return _NOT_ASCII_WORD.sub("", anyascii(word).lower())


def _romanised(word: str) -> str:
    """Arabic script to Latin: what is written, the article dropped; short vowels stay unknown."""
    latin = _ARABIC_ARTICLE.sub("", word).translate(_ARABIC_LETTERS)
    for glide, vowel in _ARABIC_GLIDES:
        latin = glide.sub(vowel, latin)
    return latin


def _settled(key: str) -> str:
    """``key`` with every rule applied until none changes it; each rule shortens or moves a letter one way, so it ends."""
    before = ""
    while key != before and (not before or _UNSETTLED.search(key)):
        before = key
        for letters, to in _PAIRS:
            if letters in key:
                key = key.replace(letters, to)
        for pattern, to, needed in _RULES:
            for part in needed:
                if part in key:
                    key = pattern.sub(to, key)
                    break
        key = _once(key.translate(_VOWELS))
    return key


def _once(key: str) -> str:
    """``key`` with one letter for a row of the same."""
    return _TWICE.sub(_first_letter, key)  # a function, because a template with a group costs more than the search


def _first_letter(row: re.Match[str]) -> str:
    return row[0][0]


def word_classes() -> frozenset[str]:
    """Keys of the words that very many place names share ("Tall", "Dayr", "Khirbat")."""
    return frozenset(_same_words().values())


@functools.cache
def fingerprint() -> str:
    """Changes whenever keys may: a gazetteer built with other rules is outdated."""
    rules = [(p.pattern, to) for p, to, _ in _RULES]
    parts = (rules, _PAIRS, _VOWELS, sorted(_ARTICLES), _table("name_words.tsv"), _ARABIC_LETTERS, _CLASSES, WORD_PATTERN)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _table(name: str) -> str:
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")


@functools.cache
def _same_words() -> Mapping[str, str]:
    """Folded spelling -> folded first spelling, from data/name_words.tsv."""
    table: dict[str, str] = {}
    for line in _table("name_words.tsv").splitlines():
        if line and not line.startswith("#"):
            first, *others = line.split()
            to = _settled(first)
            table |= {_settled(other): to for other in others if _settled(other) != to}
    return {word: to for word, to in table.items() if to not in table}
