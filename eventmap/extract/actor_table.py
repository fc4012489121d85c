"""The tables of actors, countries and actor words, read once into one trie of phrases.

Three commented files of ``eventmap/data`` say all there is to know: ``actors.tsv`` (named groups), ``actor_countries.tsv`` (whose forces)
and ``actor_words.tsv`` (what forces, rebels and civilians are called). A phrase is a sequence of words in canonical form (``plain``),
so that case, accents, apostrophes, hyphens and Arabic articles do not matter; a stem ("российск*") stands for all words that begin so.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

# Spellings of one and the same word in romanised Arabic and Persian names, to the first of each line.
_SPELLINGS = {
    variant: first
    for first, *variants in (
        ("jaysh", "jaish", "jeish", "jeysh", "gaish"),
        ("hezbollah", "hizbullah", "hizballah", "hizbollah", "hezbullah", "hezballah"),
        ("daesh", "daish", "daech", "daesch"),
        ("shabaab", "shabab", "chabaab", "shebab"),
        ("qaeda", "qaida", "kaida", "kaeda", "qaïda"),
        ("taliban", "taleban", "talibans"),
        ("faylaq", "failaq", "feilaq", "faylak"),
        ("kataib", "kataeb", "kata'ib", "katayib"),
        ("katiba", "katibat", "katibah"),
        ("saraya", "sarayah"),
        ("mujahideen", "mujahedeen", "mujahidin", "mujahedin", "mojahedin"),
        ("rahman", "rehman"),
        ("nusra", "nusrah", "nosra", "nousra"),
        ("suqour", "sukur", "suqur", "soqour"),
    )
    for variant in variants
}
ARTICLES = frozenset({"al", "el", "ul", "ash", "as", "an", "ad", "ar", "at", "az", "es", "ed"})
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼʿʾ")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
MAX_WORD = 40  # longer "words" are noise or hostile; nothing in the tables is as long


class Named(NamedTuple):
    """One row of ``actors.tsv``; ``since``/``until`` are years, 0 and 9999 when open."""

    name: str
    inter: int
    home: str
    theatre: frozenset[str]
    since: int
    until: int
    parent: str


class Country(NamedTuple):
    """One row of ``actor_countries.tsv``: ISO alpha-2 and the name in "Military Forces of X"."""

    iso: str
    name: str


class Phrase(NamedTuple):
    """What a phrase of the tables means: ``kind`` and ``value`` as the tables call them; ``case`` one letter a word (see ``_case``)."""

    kind: str
    value: str
    case: str
    only: frozenset[str]
    theatre: frozenset[str] = frozenset()


class Node:
    """A node of the trie: the words that may follow, and the phrases that end here."""

    __slots__ = ("following", "phrases")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.phrases: list[Phrase] = []


class Table:
    """Everything read: ``root`` of the trie, ``words`` known, ``groups`` by row, ``countries`` by ISO code, ``sets`` of phrases by kind."""

    def __init__(self) -> None:
        self.root = Node()
        self.words: dict[str, str] = {}
        self.groups: list[Named] = []
        self.by_name: dict[str, list[Named]] = {}
        self.countries: dict[str, Country] = {}
        self.votes: dict[str, tuple[str, int]] = {}
        self.sets: dict[str, dict[str, str]] = {}
        self.canon_cache: dict[str, str] = {}

    def add(self, text: str, kind: str, value: str, only: frozenset[str] = frozenset(), theatre: frozenset[str] = frozenset()) -> None:
        parts = words_of(text)
        if not parts:
            return
        node = self.root
        for part in parts:
            word = plain(part)
            self.words[word] = word
            node = node.following.setdefault(word, Node())
        node.phrases.append(Phrase(kind, value, "".join(map(_case, parts)), only, theatre))

    def add_to_set(self, text: str, kind: str, value: str) -> None:
        words = [plain(part) for part in words_of(text)]
        self.words.update((w, w) for w in words)
        self.sets.setdefault(kind, {})[" ".join(words)] = value

    def canon(self, word: str) -> str:
        """The table's form of a word of a text, "" when no phrase has it. Cached: a text has few different words."""
        known = self.canon_cache.get(word)
        if known is None:
            if len(self.canon_cache) > 100_000:
                self.canon_cache.clear()
            known = self.canon_cache[word] = next((w for v in _variants(word[:MAX_WORD]) if (w := self._known(v))), "")
        return known

    def _known(self, word: str) -> str:
        if word in self.words:
            return word
        return next((stem for end in range(len(word), 1, -1) if (stem := word[:end] + "*") in self.words), "")


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and spelling variants; Arabic without vowel signs and article."""
    if word.isascii():
        low = word.lower().translate(_APOSTROPHES)
        return _SPELLINGS.get(low, low)
    low = "".join(c for c in unicodedata.normalize("NFD", word.lower().translate(_ARABIC)) if not unicodedata.combining(c))
    low = low.translate(_ARABIC).translate(_APOSTROPHES).replace("ı", "i")
    if low[:2] == "ال" and len(low) > 4:
        low = low[2:]
    return _SPELLINGS.get(low, low)


def words_of(text: str) -> list[str]:
    """The words of a phrase of the tables, without Arabic articles in Latin script (a text's words drop them too)."""
    parts = text.replace("-", " ").replace("\u200c", " ").replace("/", " ").replace("'s", "").split()
    if len(parts) < 2:
        return parts
    return [p for p in parts if p.lower() not in ARTICLES] or parts


def _case(word: str) -> str:
    """U: all capitals (an acronym), C: a capital first, "-": any."""
    letters = word.rstrip("*")
    if len(letters) > 1 and letters.isupper():
        return "U"
    return "C" if letters[:1].isupper() else "-"


def _variants(word: str) -> Iterator[str]:
    """Forms of a text's word to look for: itself, without possessive or elision, singular, without Arabic particles."""
    low = plain(word)
    yield low
    for mark in "'’":
        head, found, tail = word.partition(mark)
        if found:
            yield plain(tail) if len(head) <= 2 and len(tail) > 2 else plain(head)
    if low.endswith("s") and (len(low) > 4 or word[:-1].isupper()):
        yield low[:-1]
    yield from _without_particles(low)


def _without_particles(low: str) -> Iterator[str]:
    """Arabic "and", "by", "to", "as", with or without the article, written onto the next word."""
    if low[:1] not in "وبلفك" or len(low) < 4:
        return
    for size in (1, 2):
        rest = low[size:]
        yield rest[2:] if rest[:2] == "ال" else rest
        if low[:2] == "لل":
            yield low[2:]


@functools.cache
def table() -> Table:
    """The tables, read once per process."""
    result = Table()
    _read_words(result)
    _read_countries(result)
    _read_groups(result)
    return result


def _rows(name: str) -> Iterator[list[str]]:
    text = (resources.files("eventmap.data") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and line[0] != "#":
            yield ["" if cell == "-" else cell for cell in line.split("\t")]


# Kinds of actor_words.tsv that are looked up as phrases of a running text; all others are sets that are asked about a given place.
_IN_TEXT = frozenset({"force", "act", "owner", "armed", "anaphor", "civil", "protest", "riot", "not", "weapon"})


def _read_words(result: Table) -> None:
    for kind, value, phrases in _rows("actor_words.tsv"):
        for phrase in phrases.split("|"):
            if kind in _IN_TEXT:
                result.add(phrase, kind, value)
            if kind not in _IN_TEXT or kind in ("act", "force"):
                result.add_to_set(phrase, f"{value} {kind}" if kind in ("joint", "before", "next") else kind, value)


# Columns of actor_countries.tsv after the code: kind of phrase and the vote it gives for "this report plays here".
_FORMS = (("country", 2), ("country", 2), ("demonym", 2), ("ruler", 2), ("capital", 1), ("", 3))


def _read_countries(result: Table) -> None:
    for iso, *columns in _rows("actor_countries.tsv"):
        result.countries[iso] = Country(iso, columns[0])
        for (kind, vote), cell in zip(_FORMS, columns, strict=True):
            for phrase in cell.split("|") if cell else ():
                _add_country(result, phrase.removeprefix("the "), kind, iso, vote)


def _add_country(result: Table, phrase: str, kind: str, iso: str, vote: int) -> None:
    words = [plain(part) for part in words_of(phrase)]
    result.words.update((w, w) for w in words)
    result.votes.setdefault(" ".join(words[:2]), (iso, vote))
    if kind:
        result.add(phrase, kind, iso)


def _read_groups(result: Table) -> None:
    for name, inter, home, theatre, since, until, parent, aliases, _source in _rows("actors.tsv"):
        places = frozenset(theatre.split(",") if theatre else ()) | ({home} if home else frozenset())
        row = Named(name, int(inter), home, places, _year(since, 0), _year(until, 9999), parent)
        result.groups.append(row)
        result.by_name.setdefault(name, []).append(row)
        for alias in dict.fromkeys([name, *aliases.split("|")]):
            phrase, _, only = alias.partition("@")
            result.add(phrase, "named", name, frozenset(only.split(",")) if only else frozenset(), places)


def _year(cell: str, default: int) -> int:
    return int(cell[:4]) if cell else default
