"""Names that look like the one asked for: misspelt, without vowels, or a part of it. Only among those of a place that the context gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from eventmap import names
from eventmap.gazetteer.pool import Pool, ordered
from eventmap.gazetteer.rank import Context, Match
from eventmap.gazetteer.readings import Reading, common_words, spaced
from eventmap.records import Place

if TYPE_CHECKING:
    from eventmap.gazetteer.store import Gazetteer

MISSPELT = 14.0  # for a wholly different spelling; a tenth of the letters costs a tenth of it
SAME_CONSONANTS = 0.85  # the share of that cost that remains when only vowels differ
LOOSE = -0.6  # found by likeness, not by key
PART = -1.2  # one name is a part of the other ...
COMMON_SAYS = 0.3  # the share of its letters that a word like "Tall" counts for
UNSAID = 4.0  # ... and what a wholly unsaid remainder would cost
MIN_LIKENESS = 72.0  # of 100; below, a similar name is another name
MIN_BONES = 3
WORD_RATIO = 92.0  # of 100; two words of the same consonants and so many equal letters are one
MIN_KEY = 4  # letters of a name to look for likeness of
ONLY_A_SIDE = 0.95  # the likeness of names that only "upper", "great" and the like tell apart
PART_LIKENESS = 0.9  # a part of a name is less than a misspelling of it
MAX_LIKE_NAMES = 6
MAX_MISSPELT, MAX_GLUED = 12, 4  # names that are compared in full
MIN_GLUED = 78.0  # of 100
_ARTICLE_INSIDE = re.compile(r"(?<=..)(?:al|il|ul|as|is|ad|id|ar|ir|an|in)(?=[^aeiou]{1,2}[aeiou]..)|^(?:al|il|ul)(?=[^aeiou]..)")
MIN_PART_CHARS = 4  # of the words that both names share, common ones not counted


def alike(gazetteer: Gazetteer, forms: Iterable[Reading], context: Context) -> Iterator[Match]:
    """Names that look alike, among those of the area, the surroundings or the country that the context gives; none without."""
    pool = gazetteer.names_near(context.country, tuple(sorted(context.areas)), context.near)
    for reading in forms:
        key, words = names.fold(reading.text), spaced(reading.text)
        if len(key) < 3:
            continue
        found = {**_boneless(gazetteer, key, context)}
        for other, way in [*_misspelt(key, words, pool), *_parts(words, pool)]:
            if other not in found or _cost(*way) > _cost(*found[other]):
                found[other] = way
        for other, (tier, likeness) in found.items():
            for code in context.country or ("",):
                for place, spelling in gazetteer.named(other, code) if other != key else ():
                    yield Match(place, spelling, tier, reading, _cost(tier, likeness))


def like_names(
    gazetteer: Gazetteer, name: str, country: str, area: str, least: float = 0.0
) -> tuple[tuple[Place, str, float], ...]:
    """(place, spelling, likeness 0..1) of the places of a first-order area whose names look like ``name``, the likest first.

    Those of a likeness below ``least`` are not looked up.
    """
    key, words = names.fold(name), spaced(name)
    if len(key) < MIN_KEY:
        return ()
    pool = gazetteer.names_near((country,), (area,), ())
    found: dict[str, float] = {}
    for other, (tier, likeness) in [*_misspelt(key, words, pool), *_glued(key, pool), *_parts(words, pool)]:
        share = likeness if tier != "part" else PART_LIKENESS * likeness
        found[other] = max(share, found.get(other, 0.0))
    best = sorted(((share, other) for other, share in found.items() if other != key and share >= least), reverse=True)[:MAX_LIKE_NAMES]
    located = ((place, spelling, share) for share, other in best for place, spelling in gazetteer.named(other, country))
    return tuple(item for item in located if item[0].admin1 == area)


def _glued(key: str, pool: Pool) -> Iterator[tuple[str, tuple[str, float]]]:
    """Names of much the same letters however they are cut into words, an article glued to one of them: "Alnouman", "Alduhour"."""
    bare = _ARTICLE_INSIDE.sub("", key)
    for form in {key, bare}:
        for n, score in pool.as_keys.likest(form, MAX_GLUED, MIN_GLUED):
            other = pool.all_keys[n]
            yield other, (_tier(form, other), (score / 100 + fuzz.ratio(names.skeleton_of(form), names.skeleton_of(other)) / 100) / 2)


def _parts(words: str, pool: Pool) -> Iterator[tuple[str, tuple[str, float]]]:
    """Names that hold all words of this one, or the other way round; the likeness is how much of the longer one is said."""
    own = set(words.split())
    near = {text for word in own - common_words() for text in pool.with_word(word)}
    for text in sorted(near):
        other = set(text.split())
        shared = _shared(own, other)
        whole = len(shared) in (len(own), len(other))
        if whole and sum(len(w) for w in shared - common_words()) >= MIN_PART_CHARS:
            share = min(1.0, _weight(shared) / max(_weight(own), _weight(other)))
            side = own ^ other <= common_words()  # "Sarjah" may well be "Sarjah Kabirah", Great Sarjah
            yield pool.keys[text], ("part", max(share, ONLY_A_SIDE) if side else share)


def _weight(words: Iterable[str]) -> float:
    """How much words say, in letters; common ones say less."""
    return sum(len(word) * (COMMON_SAYS if word in common_words() else 1.0) for word in words)


def _shared(own: set[str], other: set[str]) -> set[str]:
    """The words of ``own`` that ``other`` has too, some vowels apart."""
    return {w for w in own if w in other or any(_same_word(w, o) for o in other)}


def _same_word(word: str, other: str) -> bool:
    bones = names.skeleton_of(word)
    return len(bones) > 1 and bones == names.skeleton_of(other) and fuzz.ratio(word, other) >= WORD_RATIO


def _misspelt(key: str, words: str, pool: Pool) -> Iterator[tuple[str, tuple[str, float]]]:
    """Names of much the same letters."""
    for n, _ in pool.in_order.likest(ordered(words), MAX_MISSPELT, MIN_LIKENESS):
        text = pool.texts[n]
        yield pool.keys[text], (_tier(key, pool.keys[text]), _likeness(words, text))


def _likeness(words: str, other: str) -> float:
    """0..1, of letters and of consonants alike, the common words that both have left out: "Tall A" is not half of "Tall B"."""
    own, others = words.split(), other.split()
    shared = set(own) & set(others) & common_words()
    a, b = ("".join(w for w in text if w not in shared) for text in (own, others))
    if not a or not b:
        return 0.0
    return (fuzz.ratio(a, b) + fuzz.ratio(names.skeleton_of(a), names.skeleton_of(b))) / 200


def _boneless(gazetteer: Gazetteer, key: str, context: Context) -> dict[str, tuple[str, float]]:
    """Names of the country that differ in vowels only; also those that are written without."""
    bones = names.skeleton_of(key)
    if len(bones) < MIN_BONES:
        return {}
    alike = {other for code in context.country for other in gazetteer.skeleton_keys(bones, code)}
    return {other: ("skeleton", fuzz.ratio(key, other) / 100) for other in alike}


def _tier(key: str, other: str) -> str:
    bones = names.skeleton_of(key)
    return "skeleton" if len(bones) >= MIN_BONES and bones == names.skeleton_of(other) else "fuzzy"


def _cost(tier: str, likeness: float) -> float:
    """What a name that is only like the one asked for loses, in log-odds."""
    if tier == "part":
        return PART - UNSAID * (1 - likeness)
    return LOOSE - MISSPELT * (SAME_CONSONANTS if tier == "skeleton" else 1.0) * (1 - likeness)
