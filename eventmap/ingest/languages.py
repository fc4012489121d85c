"""A text's language by its script: enough to choose rules, no more."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE_CHARS = 1_000
# Letters that tell languages of one script apart. Latin script says nothing: it is left to "en" only where English's commonest words are.
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")
_PERSIAN = re.compile("[پچژگی]")
_TURKISH = re.compile("[ğışĞİŞ]")


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_LATIN_WORDS = {
    "en": _words("the of and to in a that was for on with said by from is are were this an at as has have been it all"),
    "fr": _words("le la les des et du une dans est pour par sur au que"),
    "es": _words("el la los las de y del en una por con que se al"),
    "de": _words("der die das und den von mit im ist auf nicht ein bei dem"),
    "tr": _words("ve bir bu da de için ile olarak olan dedi sonra kadar"),
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _common in _LATIN_WORDS.items():
    for _word in sorted(_common):
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_CERTAIN = 100
LATIN_LANGUAGES = frozenset(_LATIN_WORDS)
_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
}
_WORD = re.compile(r"(?<![\w-])[^\W\d_]++(?!-)")  # not the article of "al-Midan", which Spanish has too


def guess_language(text: str) -> str:
    """ISO 639-1 code of ``text``'s language, "" where its beginning does not tell."""
    sample = text[:_SAMPLE_CHARS]
    script = _script(sample)
    if script == "arabic":
        return "fa" if len(_PERSIAN.findall(sample)) * 20 > len(sample) else "ar"
    if script == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"
    return "he" if script == "hebrew" else _latin_language(sample) if script == "latin" else ""


def _script(sample: str) -> str:
    if sample.isascii():
        return "latin"
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS.items()}
    script, most = max(counts.items(), key=lambda item: item[1])
    return script if most else ""


def _latin_language(sample: str) -> str:
    scores: Counter[str] = Counter(language for word in _WORD.findall(sample.lower()) for language in _LANGUAGES_OF.get(word, ()))
    if len(_TURKISH.findall(sample)) > len(sample) // 100:
        scores["tr"] += _CERTAIN
    return max(scores, key=lambda language: (scores[language], language == "en")) if scores else ""
