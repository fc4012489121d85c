"""Which one-byte encoding a text is in: the one in which its words are words.

A wrong code page gives itself away inside words: letters of two scripts side by side, capitals after small letters, letters that no
language of that page uses. Short Arabic and Russian texts, where guesses from letter statistics fail, are told apart so.
"""

from __future__ import annotations

import re

# Runs of letters and of signs beyond ASCII, but for the typographic signs that every page has.
_RUN = re.compile("[^\x00-@\\[-`{-\x7f\u00a0“”„‘’‚–—…«»‹›•·°©®™№§€£،؛؟]+")
_MAX_WORDS = 5_000
_WESTERN = "éèêëàâäáãåæçîïíìñôöóòõœøùûüúÿß"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџ"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگـًٌٍَُِّْ"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
_EASTERN = "ąćęłńóśźżčřšžůěáéíýúďťňőűăâîșțöüä"
# Encoding, the letters beyond ASCII that texts in it are made of, and the commonest among them. The first of equals is taken.
CODE_PAGES = (
    ("cp1252", _WESTERN, "éèàçáíóñüöä"),
    ("cp1251", _CYRILLIC, "оеаинтсрві"),
    ("cp1256", _ARABIC, "اليمنوةرت"),
    ("cp1254", _WESTERN + "ğış\u0307", "éèàçáíóñüöäığş"),
    ("cp1250", _EASTERN, "éáíóüöä"),
    ("cp1255", _HEBREW, "יוהלאתמנר"),
    ("koi8-r", _CYRILLIC, "оеаинтсрві"),
    ("koi8-u", _CYRILLIC, "оеаинтсрві"),
    ("iso8859-6", _ARABIC, "اليمنوةرت"),
    ("cp1253", _GREEK, "αοιετσνηυρ"),
)
_ENOUGH = 0.7  # share of the letters beyond ASCII that must stand in good words
_COMMON_WEIGHT = 0.3  # tells Russian in KOI8 from cp1251, where every word is one, too, with its letters exchanged


def code_page(data: bytes) -> str:
    """The most likely one-byte encoding of ``data``; "" where the words are words in none."""
    best, most = "", 0.0
    for encoding, letters, common in CODE_PAGES:
        share, commonness = _shares(data, encoding, frozenset(letters), frozenset(common))
        if share > _ENOUGH and share + _COMMON_WEIGHT * commonness > most:
            best, most = encoding, share + _COMMON_WEIGHT * commonness
    return best


def _shares(data: bytes, encoding: str, letters: frozenset[str], common: frozenset[str]) -> tuple[float, float]:
    """Of the characters beyond ASCII, but for typographic ones: the share in words that could be words, the share of common letters."""
    good = frequent = total = 0
    for word in _RUN.findall(data.decode(encoding, "replace"))[:_MAX_WORDS]:
        beyond = [c for c in word.lower() if c > "\x7f"]
        total += len(beyond)
        frequent += sum(c in common for c in beyond)
        if letters.issuperset(beyond) and _is_cased_as_words_are(word) and _is_one_script(word, beyond):
            good += len(beyond)
    return (good / total, frequent / total) if total else (1.0, 0.0)


def _is_cased_as_words_are(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower() or not any(c.isupper() for c in word[1:])


def _is_one_script(word: str, beyond: list[str]) -> bool:
    """Latin letters with accents stand among plain ones; other scripts do not."""
    return beyond[0] < "\u0250" or len(beyond) == len(word) if beyond else True
