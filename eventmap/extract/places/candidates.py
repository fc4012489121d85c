"""Which stretches of a text could name a place: generous, so that the scorer only has to say no.

Three sources: names the gazetteer knows, abbreviations, and capitalised names it does not know. In scripts with capitals a name begins and
ends with a capital (or a number: "Base 46"); in others every word may begin one.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import replace

from eventmap.extract.places.candidate import Candidate, candidate
from eventmap.extract.places.memory import Alone, Names
from eventmap.extract.places.unknown import MAX_TAIL, NAME_SHAPES, SITE, TAILS, WELL, follows_article, run_end, unknown, word_unknown
from eventmap.extract.places.wording import is_syllable
from eventmap.extract.text.inflect import is_cyrillic, prefixes, stems, suffix_length, towns_of_adjective
from eventmap.extract.text.tables import abbreviations, word_classes, word_list
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words
from eventmap.names import fold, fold_word
from eventmap.records import NamePrior

MAX_WORDS = 6
MAX_CASELESS_WORDS = 4
MAX_ABBREVIATION = 5
MAX_STEMS = 6

_CLASSES = word_classes()
_ARTICLE, _CONNECTOR = _CLASSES["article"], _CLASSES["connector"]
_FRAGMENTS = _CLASSES["particle"] | SITE  # what may be no name by itself
_PARTICLE = _CLASSES["particle"]
_GO_ON = _CONNECTOR | _ARTICLE  # small words inside names
_SHORT = abbreviations()
_STOP, _COMMON = word_list("stop_words.txt"), word_list("common_words.txt")
_MAY_LEAD = _ARTICLE | {"the", WELL}  # "The Hague", "La Paz", "Bir Ajam"
_STATE = frozenset({"republic", "kingdom", "sultanate", "emirate", "principality", "federation", "commonwealth", "république", "república"})
_SLAVIC_AREA = frozenset(
    {"область", "області", "областю", "областей", "областях", "областями", "областям", "области", "областью",
     "край", "края", "краю", "крае", "краем", "краї", "район", "района", "районі", "районе", "району", "районом"}
)  # fmt: skip
_OF = frozenset({"of", "the", "de", "du", "del", "la", "des"})
_DETERMINER = frozenset({"a", "an", "the", "this", "that", "another", "every", "its", "their", "his", "her"})


def candidates(words: Words, names: Names) -> list[Candidate]:
    """All candidates in order of their start."""
    found: list[Candidate] = []
    reached = 0
    shape, gap, low = words.shape, words.gap, words.low
    for i in _beginnings(words):
        if shape[i] == Shape.CASELESS:
            found += _caseless(words, names, i)
            continue
        if i and low[i - 1] in _ARTICLE and shape[i - 1] == Shape.LOWER and follows_article(words, i, (Gap.SPACE, Gap.HYPHEN)):
            found += _known(words, names, i - 1)
        elif _stands_alone(words, i):
            if gap[i] != Gap.STOP or not _opens_sentence(words, i):
                found += _lone(words, names, i, i >= reached)
            continue
        if gap[i] == Gap.STOP and _opens_sentence(words, i):
            continue
        known = _known(words, names, i)
        if i + 1 < words.n and low[i + 1] in _SLAVIC_AREA:
            known += _area(words, names, i)
        if low[i] in _STATE:
            known += _state_of(words, names, i)
        found += known
        if i >= reached:
            reached = run_end(words, i)
            found += unknown(words, names, i, reached, known)
    return [c for c in found if low[c.j - 1] not in _FRAGMENTS or not _is_fragment(words, c)]


def _stands_alone(words: Words, i: int) -> bool:
    """Whether no name can go on after word i: most names have one word. A cheap look that spares them all others."""
    k = i + 1
    if k == words.n or words.gap[k] not in JOINS:
        return words.low[i] not in _STATE
    if words.shape[k] != Shape.LOWER or words.low[k] in _GO_ON or words.low[k] in _SLAVIC_AREA or words.low[i] in _STATE:
        return False
    if is_syllable(words, k):
        return False
    return TAILS.isdisjoint(words.low[k : k + MAX_TAIL])


def _lone(words: Words, names: Names, i: int, is_run: bool) -> list[Candidate]:
    """The candidates of word i, which stands alone; one that the gazetteer does not know only where it is not in a run looked at before."""
    alone = names.alone[words.cut[i]][words.word[i]]
    known = _word_known(words, alone, i)
    return known if known or not is_run else word_unknown(words, alone, i)


def _beginnings(words: Words) -> list[int]:
    """The words that a name may begin with, articles apart: the capitalised ones, and all of scripts without capitals."""
    if Shape.CASELESS not in words.shape:
        return words.capitals
    return [k for k, shape in enumerate(words.shape) if shape in CAPITALS or shape == Shape.CASELESS]


def _is_fragment(words: Words, c: Candidate) -> bool:
    """Whether it is no name by itself: a part of names ("Eddin", "al-Din"), or a noun that its article shows to be one ("a Mosque")."""
    last = words.low[c.j - 1]
    if last in _PARTICLE:
        return all(low in _ARTICLE for low in words.low[c.i : c.j - 1])
    if c.j - c.i > 1 or last not in SITE or not c.i:
        return False
    return words.gap[c.i] == Gap.SPACE and words.low[c.i - 1] in _DETERMINER


def _opens_sentence(words: Words, i: int) -> bool:
    """An ordinary word whose capital is the sentence's: "Fighting went on". The next word is not a name's second."""
    if words.gap[i] != Gap.STOP or words.low[i] not in _COMMON or words.shape[i] != Shape.CAPITAL:
        return False
    return i + 1 >= words.n or words.gap[i + 1] not in JOINS or words.shape[i + 1] == Shape.LOWER


def _reach(words: Words, i: int, limit: int) -> Iterator[int]:
    """The ends j of possible names of several words from word i: joined words, the last one with a capital or a number."""
    shape, gap, low = words.shape, words.gap, words.low
    for j in range(i + 1, min(words.n, i + limit)):
        if gap[j] not in JOINS:
            return
        if shape[j] in NAME_SHAPES:
            if low[j] not in _STOP:
                yield j + 1
        elif is_syllable(words, j):
            yield j + 1
        elif low[j] not in _CONNECTOR:
            return


def _known(words: Words, names: Names, i: int) -> list[Candidate]:
    word, cut = words.word, words.cut
    found = _word_known(words, names.alone[cut[i]][word[i]], i) if words.shape[i] in CAPITALS else []
    if words.low[i] in _STOP and words.low[i] not in _MAY_LEAD:
        return found
    key, done = "", i
    for j in _reach(words, i, MAX_WORDS):
        for k in range(done, j):
            key += fold_word(word[k])
        done, last = j, word[j - 1]
        prior = names.prior(key)
        if prior:
            found.append(candidate(words, i, j, key, prior, "gaz"))
        if (not prior or (cut[j - 1] and suffix_length(last))) and (stems(last) or is_cyrillic(word[i])):
            found += _inflected(words, names, i, j, key)
    return found


def _word_known(words: Words, alone: Alone, i: int) -> list[Candidate]:
    """The candidates of word i alone."""
    if alone.may_be_short and (short := _abbreviation(words, i)):
        return [short]
    start, end = words.start[i], words.end[i]
    return [Candidate(i, i + 1, start, end - cut, key, prior, source) for key, prior, source, cut in alone.known]


def _state_of(words: Words, names: Names, i: int) -> list[Candidate]:
    """ "Republic of Armenia", "Kingdom of the Netherlands": the country, by a longer name."""
    k = i + 1
    while k < words.n - 1 and k < i + 4 and words.gap[k] == Gap.SPACE and words.low[k] in _OF:
        k += 1
    if k == i + 1 or words.gap[k] != Gap.SPACE or words.shape[k] not in CAPITALS:
        return []
    countries = [c for c in _known(words, names, k) if c.prior and c.prior.kinds[:1] == ("country",)]
    return [replace(c, i=i, start=words.start[i]) for c in countries]


def _area(words: Words, names: Names, i: int) -> list[Candidate]:
    """ "Харківській області": a province by the adjective of its town, whether or not the gazetteer knows the town."""
    towns = towns_of_adjective(words.word[i]) if words.gap[i + 1] == Gap.SPACE else ()
    if not towns:
        return []
    known = [(prior.population, key, prior) for key in map(fold_word, towns) if (prior := names.prior(key))]
    if known:
        _, key, prior = max(known, key=operator.itemgetter(0))
        return [candidate(words, i, i + 2, key, prior, "stem")]
    return [candidate(words, i, i + 2, fold(words.surface(i, i + 2)), None, "unknown")]


def _inflected(words: Words, names: Names, i: int, j: int, key: str) -> list[Candidate]:
    """The name of several words with the ending of its last word undone."""
    last = words.word[j - 1]
    if known := names.stem(key[: len(key) - len(fold_word(last))], last):
        found = candidate(words, i, j, known.key, known.prior, "stem")
        found.end -= known.cut
        return [found]
    return _both_inflected(words, names, i, j, key) if 1 < j - i < 4 and is_cyrillic(words.word[i]) else []


def _both_inflected(words: Words, names: Names, i: int, j: int, key: str) -> list[Candidate]:
    """Names whose first word is inflected too: "Керченську протоку", "Ростова-на-Дону"."""
    first, last = words.word[i], words.word[j - 1]
    middle = key[len(fold_word(first)) : len(key) - len(fold_word(last))]
    for start, _ in stems(first)[:MAX_STEMS]:
        for end in [last, *[stem for stem, _ in stems(last)[:MAX_STEMS]]]:
            whole = fold_word(start) + middle + fold_word(end)
            if prior := names.prior(whole):
                return [candidate(words, i, j, whole, prior, "stem")]
    return []


def _abbreviation(words: Words, i: int) -> Candidate | None:
    """"U.S.", "UK", "Calif.", "W. Va.": a clipped word needs its dot, capitals do not."""
    if words.shape[i] == Shape.CAPITAL and len(words.word[i]) > MAX_ABBREVIATION:
        return None
    j = i + 2 if len(words.word[i]) == 1 and words.gap[i + 1] == Gap.DOT else i + 1
    short = _SHORT.get(words.surface(i, j).rstrip("."))
    if short is None:
        return None
    end = words.end[j - 1]
    if words.word[j - 1][-1] != "." and words.shape[j - 1] == Shape.CAPITAL:
        if words.text[end : end + 1] != ".":
            return None
        end += 1
    prior = NamePrior(places=1, population=1_000_000, kinds=(short.kind,))
    return Candidate(i, j, words.start[i], end, fold(short.name), prior, "abbr", short.kind)


def _caseless(words: Words, names: Names, i: int) -> list[Candidate]:
    found = []
    for n in range(1, MAX_CASELESS_WORDS + 1):
        j = i + n
        if j > words.n or (n > 1 and (words.gap[j - 1] not in JOINS or words.shape[j - 1] != Shape.CASELESS)):
            break
        for word, lead, source in _caseless_forms(words.word[i]):
            if word in _STOP or words.word[j - 1] in _STOP:
                continue
            key = "".join([fold_word(w) for w in (word, *words.word[i + 1 : j])])
            if prior := names.prior(key):
                found.append(Candidate(i, j, words.start[i] + lead, words.end[j - 1], key, prior, source))
                if not lead and prior.population:
                    break  # "بعلبك" is a town as it stands, not "in" another
    return found


def _caseless_forms(word: str) -> Iterator[tuple[str, int, str]]:
    others = prefixes(word)
    if not any(stem in _STOP for stem, _ in others):
        yield word, 0, "gaz"
        for stem, lead in others:
            yield stem, lead, "stem"
