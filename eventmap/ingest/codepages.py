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
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگـًٌٍَُِّْ"
# Encoding and the letters beyond ASCII that texts in it are made of. The first of equals is taken.
CODE_PAGES = (
    ("cp1252", _WESTERN),
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),  # before cp1251, where all its letters are Cyrillic ones
    ("cp1251", _CYRILLIC),
    ("cp1256", _ARABIC),
    ("cp1254", _WESTERN + "ğış\u0307"),
    ("cp1250", "ąćęłńóśźżčřšžůěáéíýúďťňőűăâîșțöüä"),
    ("koi8-r", _CYRILLIC),
    ("koi8-u", _CYRILLIC),
    ("iso8859-6", _ARABIC),
    ("cp1253", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"),
)
_ENOUGH = 0.7  # share of the letters beyond ASCII that must stand in good words


def code_page(data: bytes) -> str:
    """The most likely one-byte encoding of ``data``; "" where the words are words in none."""
    best, most = "", _ENOUGH
    for encoding, letters in CODE_PAGES:
        share = _share_in_words(data, encoding, frozenset(letters))
        if share > most:
            best, most = encoding, share
    return best


def _share_in_words(data: bytes, encoding: str, letters: frozenset[str]) -> float:
    """Of the characters beyond ASCII, but for typographic ones, the share in words that could be words of this encoding's languages."""
    good = total = 0
    for word in _RUN.findall(data.decode(encoding, "replace"))[:_MAX_WORDS]:
        beyond = [c for c in word.lower() if c > "\x7f"]
        total += len(beyond)
        if letters.issuperset(beyond) and _is_cased_as_words_are(word) and _is_one_script(word, beyond):
            good += len(beyond)
    return good / total if total else 1.0


def _is_cased_as_words_are(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower() or not any(c.isupper() for c in word[1:])


def _is_one_script(word: str, beyond: list[str]) -> bool:
    """Latin letters with accents stand among plain ones; other scripts do not."""
    return beyond[0] < "\u0250" or len(beyond) == len(word) if beyond else True
