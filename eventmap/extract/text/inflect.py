"""Undoing what grammar does to place names: case endings, suffixes after an apostrophe, prefixed particles.

Only proposals: a stem counts when the gazetteer knows it. Endings are tables, most specific first.
"""

from __future__ import annotations

import functools
import re

_APOSTROPHE = re.compile(r"[’'ʼʿʾ‘`´]")

# Ending of an inflected Ukrainian or Russian place name -> endings of the nominative to try. Source: own compilation from school grammars.
_SLAVIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("цькому", ("цьк", "цький")),
    ("ського", ("ськ", "ський", "ське")),
    ("ському", ("ськ", "ський", "ське")),
    ("ської", ("ська",)),
    ("ській", ("ська",)),
    ("ську", ("ськ", "ська")),
    ("ського", ("ське",)),
    ("ском", ("ск", "ское")),
    ("ского", ("ский", "ское")),
    ("ской", ("ская", "ский")),
    ("скую", ("ская",)),
    ("ого", ("ий", "ый", "ой", "е", "ое", "ів")),
    ("ому", ("ий", "ый", "ой", "е", "ое")),
    ("ої", ("а",)),
    ("ій", ("а",)),
    ("ові", ("ів", "ов", "")),
    ("ова", ("ів", "ов")),
    ("ову", ("ів", "ов", "ова")),
    ("овом", ("ів", "ов")),
    ("евом", ("ев", "їв", "єв")),
    ("єві", ("їв",)),
    ("єва", ("їв",)),
    ("єву", ("їв",)),
    ("євом", ("їв",)),
    ("еві", ("ів", "ев")),
    ("евe", ("ев",)),
    ("еве", ("ев",)),
    ("ева", ("ев", "ів")),
    ("еву", ("ев",)),
    ("ове", ("ов", "ова")),
    ("ця", ("ець",)),
    ("ці", ("ка", "ць", "ця", "ець")),
    ("зі", ("га", "г", "з")),
    ("сі", ("ха", "х", "са", "с")),
    ("ае", ("ай",)),
    ("ее", ("ей",)),
    ("эе", ("эй",)),
    ("ині", ("ин",)),
    ("ки", ("ка", "ки")),
    ("ку", ("ка", "к")),
    ("кою", ("ка",)),
    ("кой", ("ка",)),
    ("ке", ("ка", "к")),
    ("ги", ("га",)),
    ("ині", ("ина", "инь")),
    ("ині", ("іна",)),
    ("ями", ("і", "и")),
    ("ами", ("и", "ы")),
    ("ах", ("и", "ы", "а")),
    ("ях", ("і", "и")),
    ("ів", ("и", "і")),
    ("ою", ("а",)),
    ("ею", ("я",)),
    ("єю", ("я",)),
    ("ой", ("а", "ая")),
    ("ии", ("ия",)),
    ("ію", ("ія",)),
    ("ію", ("ій",)),
    ("ії", ("ія",)),
    ("ию", ("ия",)),
    ("єм", ("й",)),
    ("ем", ("ь", "е", "")),
    ("ом", ("", "о")),
    ("ам", ("ы", "и")),
    ("у", ("", "а", "о")),
    ("ю", ("ь", "я", "й", "є", "е")),
    ("а", ("", "о", "ы")),
    ("я", ("ь", "й", "є", "е")),
    ("і", ("", "а", "о", "ь", "я")),
    ("ї", ("я", "й")),
    ("и", ("а", "ь", "я")),
    ("ы", ("а",)),
    ("е", ("", "а", "о", "я", "ь")),
    ("ь", ("и",)),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
MIN_STEM = 3

# An adjective made of a town's name, and what may stand in the town's own name for its suffix: "Харків-ська", "Кур-ская", "Вінни-цька",
# "Запорі-зька". Source: own compilation.
_ADJECTIVE = re.compile(r"(\w{2,}?)(ськ|цьк|зьк|ск|цк)(?:а|ої|ій|у|ою|ий|ого|ому|им|ая|ой|ую|ом)")
_TOWN_ENDINGS = {
    "ськ": ("", "ськ", "а", "са", "и", "е", "ь"),
    "цьк": ("цьк", "ця"),
    "зьк": ("жжя", "зьк", "га"),
    "ск": ("", "ск", "а", "са", "ы", "ье", "о", "ь"),
    "цк": ("цк", "ца"),
}

# Turkish case and possessive suffixes after an apostrophe ("Halep'te", "Afrin’in"), Turkish and Azeri vowel harmony written out.
_TURKISH_SUFFIX = re.compile(
    r"(?:[yns]?[aeıiuü]|[dt][ae]n?|[yns]?[dt][ae](?:n|ki(?:ler[iı]?n?)?)?|n?[ıiuü]n(?:da|de|dan|den)?|n[dt][ae]n?|l[ae]|yl[ae]|l[ıiuü](?:lar|ler)?"
    r"|l[ae]r[ıi]?|ya|ye)"
)

# Arabic particles written together with the next word: and, in, for; the article after "for" loses its alif. "Then" and "like" are rare
# before places and begin too many other words.
_ARABIC_PARTICLES = ("وبال", "وب", "ول", "وال", "لل", "بال", "و", "ب", "ل")
_ARABIC = re.compile("[\u0600-\u06ff]")


def is_cyrillic(word: str) -> bool:
    """Whether it begins so."""
    return "\u0400" <= word[:1] <= "\u04ff"


@functools.lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[tuple[str, int], ...]:
    """Possible base forms of an inflected name, best first, each with how many characters at the end are outside the mention.

    Slavic case endings stay inside the mention; suffixes that Turkish sets off with an apostrophe and the bare English possessive do not.
    """
    if len(word) <= MIN_STEM:
        return ()
    if _CYRILLIC.search(word):
        return tuple((stem, 0) for stem in _slavic(word))
    if cut := suffix_length(word):
        return ((word[:-cut], cut),)
    if word[-1] == "s" and word[-2] not in "s'’":
        return ((word[:-1], 1),)
    return ()


@functools.lru_cache(maxsize=50_000)
def suffix_length(word: str) -> int:
    """Characters of a Turkish suffix with its apostrophe at the end of ``word``, 0 for none."""
    parts = _APOSTROPHE.split(word)
    if len(parts) == 2 and len(parts[0]) >= MIN_STEM and _TURKISH_SUFFIX.fullmatch(parts[1].lower()):
        return len(word) - len(parts[0])
    return 0


def _slavic(word: str) -> list[str]:
    found: list[str] = []
    for ending, bases in _SLAVIC:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM - 1:
            found += [word[: len(word) - len(ending)] + base for base in bases]
    return list(dict.fromkeys(found))


@functools.lru_cache(maxsize=10_000)
def towns_of_adjective(word: str) -> tuple[str, ...]:
    """The towns that the adjective of a province may be made of, "Харківській" -> "Харків", "Харківськ" ...; () for another word."""
    match = _ADJECTIVE.fullmatch(word)
    return tuple(match[1] + ending for ending in _TOWN_ENDINGS[match[2]]) if match else ()


@functools.lru_cache(maxsize=50_000)
def prefixes(word: str) -> tuple[tuple[str, int], ...]:
    """An Arabic word without its particles, each with how many characters are cut off before the mention."""
    if not _ARABIC.search(word):
        return ()
    found = []
    for particle in _ARABIC_PARTICLES:
        if word.startswith(particle) and len(word) - len(particle) >= MIN_STEM - 1:
            article = 2 if particle.endswith("ال") else 0
            if particle == "لل":
                found.append(("ال" + word[2:], 1))
            else:
                found.append((word[len(particle) - article :], len(particle) - article))
    return tuple(found)
