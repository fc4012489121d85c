"""The tables of actors, countries and actor words, and the phrases in them, found by their first word.

Three commented files of ``eventmap/data`` say all there is to know: ``actors.tsv`` (named groups), ``actor_countries.tsv`` (whose forces)
and ``actor_words.tsv`` (what forces, rebels and civilians are called). A phrase is a sequence of words without case, accents, apostrophes,
hyphens and Arabic articles (``plain``); a stem ("российск*") stands for all words that begin so.

Reading must cost no more than the start of a program may: a file is normalised as one string, and the phrases of a first word are only made
into a trie when a text has that word.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).resolve().parents[2] / "data"
# Spellings of one and the same word in romanised Arabic and Persian names, to the first of each line.
_SPELLINGS = {
    variant: first
    for first, *variants in (
        ("jaysh", "jaish", "jeish", "jeysh", "gaish"),
        ("hezbollah", "hizbullah", "hizballah", "hizbollah", "hezbullah", "hezballah"),
        ("daesh", "daish", "daech", "daesch"),
        ("shabaab", "shabab", "chabaab", "shebab"),
        ("qaeda", "qaida", "kaida", "kaeda"),
        ("taliban", "taleban", "talibans"),
        ("faylaq", "failaq", "feilaq", "faylak"),
        ("kataib", "kataeb", "katayib"),
        ("katiba", "katibat", "katibah"),
        ("saraya", "sarayah"),
        ("mujahideen", "mujahedeen", "mujahidin", "mujahedin", "mojahedin"),
        ("rahman", "rehman"),
        ("nusra", "nusrah", "nosra", "nousra"),
        ("suqour", "sukur", "suqur", "soqour"),
        ("fath", "fateh", "fatah"),
        ("sharqiya", "sharqiyah"),
    )
    for variant in variants
}
ARTICLES = frozenset({"al", "el", "ul", "ash", "as", "an", "ad", "ar", "at", "az", "es", "ed"})
ARTICLE = "·"  # the form of such a word until its surroundings show whether it is one
SHORT = 5  # an acronym of so few letters ("FACT", "KIA") means a group only where the group is
MAX_WORD = 40  # longer "words" are noise or hostile; nothing in the tables is as long

# What decomposition does not take off: Arabic and Persian forms of one letter, the dotless i, apostrophes of all shapes.
_LETTERS = (("ٱ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"), ("ـ", ""), ("ı", "i"), *((c, "") for c in "'’‘`´ʼʿʾ"))
_PARTING = "-/\u200c()«»–"
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")


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
    """What a phrase means: ``kind`` and ``value`` as the tables call them, ``case`` one letter a word (see ``_case``), as far as
    the last that matters; of three words or more, the first alone must have its capital ("Puntland security forces").

    ``only``: the countries of which a text must tell for the phrase to mean this; ``theatre``: those where the group is at home.
    """

    kind: str
    value: str
    case: str
    only: frozenset[str]
    theatre: frozenset[str]


# A word's vote for what a text is about: ISO code, weight, and the case it must have (see ``_case``).
Vote = tuple[str, int, str]
# A phrase as read: normalised and as written (both with "@SY"), kind, value, theatre.
Entry = tuple[str, str, str, str, frozenset[str]]


class Node:
    """A node of the trie: the words that may follow, and the phrases that end here."""

    __slots__ = ("following", "phrases", "stems")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.phrases: list[Phrase] = []
        self.stems = False  # whether a stem may follow

    def add(self, form: str) -> Node:
        """The node after a word or stem of the tables."""
        self.stems = self.stems or form[-1:] == "*"
        return self.following.setdefault(form, Node())

    def step(self, form: str) -> Node | None:
        """The node after a word, or after a stem that covers it."""
        node = self.following.get(form)
        if node is None and self.stems and not form.isascii():
            stems = (form[:end] + "*" for end in range(len(form) - 1, 1, -1))
            node = next((self.following[stem] for stem in stems if stem in self.following), None)
        return node


class _Forms(dict[str, str]):
    """A text's word -> its form in the tables, "" when they have none; filled on demand, because a text has few different words."""

    def __init__(self, vocabulary: set[str]) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.stems = frozenset(form[:2] for form in vocabulary if form[-1] == "*")  # their first two letters

    def __missing__(self, word: str) -> str:
        if len(self) > 100_000:
            self.clear()
        article = len(word) < 4 and _letters(word) in ARTICLES
        form = self[word] = ARTICLE if article else self._form_of(word[:MAX_WORD])
        return form

    def _form_of(self, word: str) -> str:
        for variant in _variants(word):
            if form := self._known(variant):
                return form
        return ""

    def _known(self, word: str) -> str:
        if word in self.vocabulary:
            return word
        if word[:2] not in self.stems:
            return ""
        return next((stem for end in range(len(word), 1, -1) if (stem := word[:end] + "*") in self.vocabulary), "")


class _Tries(dict[str, Node]):
    """The phrases that begin with a word; made when first asked for."""

    def __init__(self, heads: dict[str, list[Entry]]) -> None:
        super().__init__()
        self.heads = heads

    def __missing__(self, head: str) -> Node:
        node = self[head] = _trie(self.heads[head])
        return node


class Table:
    """Everything read.

    ``heads``: phrases of running text by first word; ``tries`` the same as tries. ``forms``: see _Forms. ``countries`` by ISO code.
    ``groups``: rows by name. ``votes``: a word -> its vote for what a text is about; ``pairs`` the same for two words in a row.
    ``beginnings``: first words of all these. ``sets``: the other phrases, by kind, with their values. ``plurals``: demonyms that mean
    people ("Iraqis").
    """

    def __init__(self) -> None:
        self.heads: dict[str, list[Entry]] = {}
        self.forms = _Forms(set())
        self.groups: dict[str, list[Named]] = {}
        self.countries: dict[str, Country] = {}
        self.votes: dict[str, Vote] = {}
        self.pairs: dict[str, dict[str, Vote]] = {}
        self.sets: dict[str, dict[str, str]] = {}
        self.plurals: set[str] = set()
        self.tries = _Tries(self.heads)
        self.beginnings: frozenset[str] = frozenset()

    def add(self, low: str, written: str, kind: str, value: str, theatre: frozenset[str] = frozenset()) -> None:
        """All phrases of a cell, parted by "|"."""
        heads = self.heads
        for phrase, as_written in zip(low.split("|"), written.split("|"), strict=True):
            head, _, rest = phrase.partition(" ")
            if rest and head in ARTICLES:
                head = rest.partition(" ")[0]
            entry, form = (phrase, as_written, kind, value, theatre), _form(head)
            if form in heads:
                heads[form].append(entry)
            else:
                heads[form] = [entry]


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and spelling variants; Arabic without vowel signs and article."""
    return _form(_letters(word))


def _form(low: str) -> str:
    """A lower-case word without the Arabic article, in the first of its spellings."""
    if low[:2] == "ال" and len(low) > 4:
        low = low[2:]
    return _SPELLINGS.get(low, low)


def _letters(text: str) -> str:
    low = text.lower()
    if low.isascii():
        return low.replace("'", "").replace("`", "")
    low = _MARKS.sub("", unicodedata.normalize("NFD", low))
    for letter, other in _LETTERS:
        low = low.replace(letter, other)
    return low


def _parted(text: str) -> str:
    for mark in _PARTING:
        text = text.replace(mark, " ")
    return text


def _plain_table(text: str) -> str:
    """A whole table in lower case and plain letters; hyphens part words, and "@SY" stands apart."""
    return _parted(_letters(_unowned(text))).replace("@", " @")


def _unowned(text: str) -> str:
    """Without the possessive ("People's Protection Units")."""
    return text.replace("'s", "").replace("’s", "")


def _trie(entries: list[Entry]) -> Node:
    root = Node()
    for low, written, kind, value, theatre in entries:
        node = root
        for word in _names(low.partition("@")[0].split())[1:]:
            node = node.add(_form(word))
        written, _, only = written.partition("@")
        case = "".join(map(_case, _names(_parted(_unowned(written)).split())))
        case = (case if len(case) < 3 else case[0] + case[1:].replace("C", "-")).rstrip("-")
        node.phrases.append(Phrase(kind, value, case, frozenset(only.split(",")) if only else frozenset(), theatre))
    return root


def _names(words: list[str]) -> list[str]:
    """The words of a phrase without Arabic articles in Latin script, which a text's words lack too."""
    return [word for word in words[:-1] if _letters(word) not in ARTICLES] + words[-1:]


def _case(word: str) -> str:
    """U: all capitals (an acronym), C: a capital first, "-": any."""
    letters = word.rstrip("*")
    if len(letters) > 1 and letters.isupper():
        return "U"
    return "C" if letters[:1].isupper() else "-"


def _variants(word: str) -> Iterator[str]:
    """Forms of a text's word to look for: itself, without possessive or elision, singular, without Arabic particles."""
    low = plain(word)
    if word[-2:] in ("'s", "’s"):
        yield plain(word[:-2])
    yield low
    for mark in "'’":
        if mark in word:
            head, _, tail = word.partition(mark)
            yield plain(tail) if len(head) <= 2 and len(tail) > 2 else plain(head)
    if low.endswith("s") and (len(low) > 4 or word[:-1].isupper()):
        yield _form(low[:-1])
    if low[:1] in "وبلفك":
        yield from _without_particles(low)


def _without_particles(low: str) -> Iterator[str]:
    """Arabic "and", "by", "to", "as", with or without the article, written onto the next word."""
    if len(low) < 4:
        return
    if low[:2] == "لل":
        yield low[2:]
    for size in (1, 2):
        rest = low[size:]
        yield rest[2:] if rest[:2] == "ال" else rest


@functools.cache
def table() -> Table:
    """The tables, read once per process."""
    result = Table()
    vocabulary = _read_words(result) | _read_countries(result) | _read_groups(result)
    result.forms = _Forms(vocabulary)
    _share_stems(result.heads, vocabulary)
    result.beginnings = frozenset((*result.heads, *result.votes, *result.pairs))
    return result


def _share_stems(heads: dict[str, list[Entry]], vocabulary: set[str]) -> None:
    """A word that the tables have whole ("ukrainiennes" in a group's name) also begins the phrases of a stem that covers it."""
    stems: dict[str, list[str]] = {}
    for head in heads:
        if head[-1] == "*":
            stems.setdefault(head[:2], []).append(head[:-1])
    covered = [(word, stem) for word in vocabulary for stem in stems.get(word[:2], ()) if word.startswith(stem) and word != stem + "*"]
    for word, stem in sorted(covered, key=lambda pair: -len(pair[1])):
        heads[word] = [*heads.get(word, ()), *heads[stem + "*"]]


def _read(name: str) -> tuple[list[list[str]], list[list[str]], set[str]]:
    """Rows of cells as written and as normalised, and all normalised words."""
    text = (_DATA / name).read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if line and line[0] != "#")
    low = _plain_table(text)
    words = set(map(_form, set(low.replace("|", " ").split())))
    return [line.split("\t") for line in text.split("\n")], [line.split("\t") for line in low.split("\n")], words


# Kinds of actor_words.tsv that are looked for in the running text, and kinds that are asked about at a given place of it.
_IN_TEXT = frozenset({"force", "act", "owner", "armed", "anaphor", "civil", "protest", "riot", "not", "weapon", "head", "title", "kindred"})


def _read_words(result: Table) -> set[str]:
    rows, lows, words = _read("actor_words.tsv")
    for (kind, value, written), (_, _, low) in zip(rows, lows, strict=True):
        if kind in _IN_TEXT:
            result.add(low, written, kind, value)
        else:
            result.sets.setdefault(kind, {}).update(dict.fromkeys(map(_forms, low.split("|")), value))
    _derive(result.sets)
    return words


def _derive(sets: dict[str, dict[str, str]]) -> None:
    """Sets that tell at the first word whether it is worth to look closer."""
    sets["before-ends"] = _ends(sets["before"])
    sets["wage-first"] = {phrase.partition(" ")[0]: "" for phrase in sets["wage"] if " " in phrase}
    sets["helping"] = {form: way for form, way in sets["next"].items() if way == "backer"}
    sets["beside"] = sets["next"] | sets["joint"] | sets["role"] | sets["say"] | sets["aux"] | {"in": ""}
    sets["fighting"] = sets["wage"] | sets["wage-first"] | sets["say"] | sets["aux"]


def _ends(phrases: dict[str, str]) -> dict[str, str]:
    """The phrases, and all their ends with "" for value, so that a reader from right to left knows when to give up."""
    ends = {phrase.split(" ", n)[n]: "" for phrase in phrases for n in range(phrase.count(" ") + 1)}
    return ends | phrases


# Columns of actor_countries.tsv after the code: kind of phrase, and the weight of its vote for "this text tells of that country".
_FORMS = (("country", 3), ("country", 3), ("demonym", 1), ("ruler", 2), ("capital", 1), ("", 3))


def _read_countries(result: Table) -> set[str]:
    rows, lows, words = _read("actor_countries.tsv")
    for (iso, *columns), (_, *low_columns) in zip(rows, lows, strict=True):
        result.countries[iso] = Country(iso, columns[0])
        abroad = columns[-1] == "-"  # no towns of a war listed: its soldiers are named where other countries' wars are told
        for (kind, weight), written, low in zip(_FORMS, columns, low_columns, strict=True):
            if written != "-":
                if kind == "demonym":
                    result.plurals.update(word for word in low.split("|") if word[-1:] == "s" and word[:-1] in low.split("|"))
                _add_country(result, low.removeprefix("the "), written.removeprefix("the "), kind, iso, 1 if abroad else weight)
    return words


def _forms(phrase: str) -> str:
    return " ".join(map(_form, phrase.split()))


def _add_country(result: Table, low: str, written: str, kind: str, iso: str, weight: int) -> None:
    for phrase, as_written in zip(low.split("|"), written.split("|"), strict=True):
        first, *more = _names(phrase.split()[:2]) if " " in phrase else [phrase]
        known, word = (result.pairs.setdefault(_form(first), {}), more[0]) if more else (result.votes, first)
        if (form := _form(word)) not in known:
            known[form] = iso, weight, _case(as_written)
    if kind:
        result.add(low, written, kind, iso)


def _read_groups(result: Table) -> set[str]:
    rows, lows, words = _read("actors.tsv")
    for (name, inter, home, theatre, since, until, parent, aliases, _), low in zip(rows, lows, strict=True):
        places = frozenset(f"{home},{theatre}".split(",")) - {"-"}
        row = Named(name, int(inter), _cell(home), places, _year(since, 0), _year(until, 9999), _cell(parent))
        result.groups.setdefault(name, []).append(row)
        only = f"@{','.join(sorted(places))}" if len(name) <= SHORT and name.isupper() and places else ""
        result.add(low[0], name + only, "named", name, places)
        if aliases != "-":
            result.add(low[7], aliases, "named", name, places)
    return words


def _cell(text: str) -> str:
    return "" if text == "-" else text


def _year(cell: str, default: int) -> int:
    return default if cell == "-" else int(cell[:4])
