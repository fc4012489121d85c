"""Which stretches of a text could name a place: generous, so that the scorer only has to say no.

Three sources: names the gazetteer knows, abbreviations, and capitalised names it does not know. In scripts with capitals a name begins and
ends with a capital (or a number: "Base 46"); in others every word may begin one.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventmap.extract.places.memory import Alone, Names
from eventmap.extract.places.wording import is_syllable
from eventmap.extract.text.inflect import is_cyrillic, prefixes, stems, suffix_length, towns_of_adjective
from eventmap.extract.text.tables import abbreviations, word_classes, word_list
from eventmap.extract.text.words import CAPITALS, JOINS, Gap, Shape, Words
from eventmap.names import fold, fold_word
from eventmap.records import NamePrior

MAX_WORDS = 6
MAX_CASELESS_WORDS = 4
MAX_UNKNOWN_WORDS = 5
MAX_ABBREVIATION = 5
MAX_LIST_WORDS = 40
MAX_STEMS = 6
MAX_TAIL = 3  # words

_CLASSES = word_classes()
_ARTICLE, _CONNECTOR = _CLASSES["article"], _CLASSES["connector"]
_TAIL, _TAIL_LOWER, _TIME = _CLASSES["tail"], _CLASSES["tail:lower"], _CLASSES["time"]
_SITE = _CLASSES["kind:facility"]
_TAILS = _TAIL_LOWER | _SITE
_ROADS = _CLASSES["road"]
_FRAGMENTS = _CLASSES["particle"] | _SITE  # what may be no name by itself
_SITE_KINDS = frozenset({"facility", "neighbourhood"})
_PARTICLE = _CLASSES["particle"]
_GO_ON = _CONNECTOR | _ARTICLE  # small words inside names
_LEADS = _CLASSES["title"] | _CLASSES["org"] | _CLASSES["direction"]
_PARTING = _LEADS | _TAIL  # a name may begin or end after such a word of a run
_SHORT = abbreviations()
_NAME_SHAPES = (*CAPITALS, Shape.NUMBER)
_STOP, _COMMON = word_list("stop_words.txt"), word_list("common_words.txt")
_WELL = "bir"  # in Arabic; in Turkish "one"
_MAY_LEAD = _ARTICLE | {"the", _WELL}  # "The Hague", "La Paz", "Bir Ajam"
_STATE = frozenset({"republic", "kingdom", "sultanate", "emirate", "principality", "federation", "commonwealth", "république", "república"})
_SLAVIC_AREA = frozenset(
    {"область", "області", "областю", "областей", "областях", "областями", "областям", "области", "областью",
     "край", "края", "краю", "крае", "краем", "краї", "район", "района", "районі", "районе", "району", "районом"}
)  # fmt: skip
_OF = frozenset({"of", "the", "de", "du", "del", "la", "des"})
_DETERMINER = frozenset({"a", "an", "the", "this", "that", "another", "every", "its", "their", "his", "her"})
_CLIPPED = frozenset({"st", "rd", "ave", "blvd", "dr", "hwy", "twp"})


@dataclass(slots=True)
class Candidate:
    """Words ``i`` to ``j - 1``; the mention is text[start:end]. ``prior`` is None for a name the gazetteer does not know."""

    i: int
    j: int
    start: int
    end: int
    key: str
    prior: NamePrior | None
    source: str  # gaz | stem | abbr | unknown
    kind: str = ""
    known_whole: bool = False  # an unknown run with a lower-case type word, "Kalma camp", that the gazetteer knows as one name


def candidates(words: Words, names: Names) -> list[Candidate]:
    """All candidates in order of their start."""
    found: list[Candidate] = []
    run_end = 0
    shape, gap, low = words.shape, words.gap, words.low
    for i in _beginnings(words):
        if shape[i] == Shape.CASELESS:
            found += _caseless(words, names, i)
            continue
        if i and low[i - 1] in _ARTICLE and shape[i - 1] == Shape.LOWER and _follows_article(words, i, (Gap.SPACE, Gap.HYPHEN)):
            found += _known(words, names, i - 1)
        elif _stands_alone(words, i):
            if gap[i] != Gap.STOP or not _opens_sentence(words, i):
                found += _lone(words, names, i, i >= run_end)
            continue
        if gap[i] == Gap.STOP and _opens_sentence(words, i):
            continue
        known = _known(words, names, i)
        if i + 1 < words.n and low[i + 1] in _SLAVIC_AREA:
            known += _area(words, names, i)
        if low[i] in _STATE:
            known += _state_of(words, names, i)
        found += known
        if i >= run_end:
            run_end = _run_end(words, i)
            found += _unknown(words, names, i, run_end, known)
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
    return _TAILS.isdisjoint(words.low[k : k + MAX_TAIL])


def _lone(words: Words, names: Names, i: int, is_run: bool) -> list[Candidate]:
    """The candidates of word i, which stands alone; one that the gazetteer does not know only where it is not in a run looked at before."""
    alone = names.alone[words.cut[i]][words.word[i]]
    known = _word_known(words, alone, i)
    return known if known or not is_run else _word_unknown(words, alone, i)


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
    if c.j - c.i > 1 or last not in _SITE or not c.i:
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
        if shape[j] in _NAME_SHAPES:
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
            found.append(_candidate(words, i, j, key, prior, "gaz"))
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
        return [_candidate(words, i, i + 2, key, prior, "stem")]
    return [_candidate(words, i, i + 2, fold(words.surface(i, i + 2)), None, "unknown")]


def _candidate(words: Words, i: int, j: int, key: str, prior: NamePrior | None, source: str) -> Candidate:
    end = words.end[j - 1]
    if words.low[j - 1] in _CLIPPED and j - i > 1 and words.text[end : end + 1] == ".":
        end += 1  # "Main St." keeps its dot
    return Candidate(i, j, words.start[i], end, key, prior, source)


def _inflected(words: Words, names: Names, i: int, j: int, key: str) -> list[Candidate]:
    """The name of several words with the ending of its last word undone."""
    last = words.word[j - 1]
    if known := names.stem(key[: len(key) - len(fold_word(last))], last):
        found = _candidate(words, i, j, known.key, known.prior, "stem")
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
                return [_candidate(words, i, j, whole, prior, "stem")]
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


def _run_end(words: Words, i: int) -> int:
    """Where the run of joined capitalised words from i ends; lower-case articles inside belong to it ("Saif al-Dawla")."""
    end = i + 1
    shape, gap, low = words.shape, words.gap, words.low
    for j in range(i + 1, words.n):
        if gap[j] not in JOINS or words.cut[j - 1]:
            break
        if shape[j] == Shape.LOWER:
            if is_syllable(words, j):
                end = j + 1
            elif low[j] not in _ARTICLE:
                break
        elif low[j] in _STOP and low[j] not in _ARTICLE:
            break
        elif shape[j] in _NAME_SHAPES:
            end = j + 1
        elif low[j] not in _ARTICLE:
            break
    return end


def _unknown(words: Words, names: Names, i: int, end: int, known: list[Candidate]) -> list[Candidate]:
    """The run as a name that the gazetteer lacks, its parts after a title and the like, and with a type word after it."""
    if end == i + 1 and not (_follows_article(words, i) or _may_have_tail(words, end)):
        return [] if any(c.j == end for c in known) else _word_unknown(words, names.alone[words.cut[i]][words.word[i]], i)
    low, start = words.low, i
    while start < end and (low[start] in _TIME or (low[start] in _STOP and not _leads(words, start, end))):
        start += 1
    while end > start and (low[end - 1] in _TIME or _loose_number(words, end - 1)):
        end -= 1
    if second := _of_road(words, names, start, end):
        spans = {(start, second), (second, end)}
    else:
        spans = {*_parts(words, names, start, end), *_segments(words, start, end)}
    if start == i and _follows_article(words, i):
        spans |= {(start - 1, j) for s, j in spans if s == start}
    spans.difference_update([(c.i, c.j) for c in known])
    return [c for a, b in (sorted(spans) if len(spans) > 1 else spans) for c in _as_unknown(words, names, a, b, end)]


def _leads(words: Words, start: int, end: int) -> bool:
    """Whether a name begins with a small word here: "Al-Takina", "Bir Ajam", but not "Bir Suriye askeri" at a sentence's start."""
    if start + 1 >= end:
        return False
    return words.low[start] in _ARTICLE or (words.low[start] == _WELL and words.gap[start] != Gap.STOP)


def _of_road(words: Words, names: Names, start: int, end: int) -> int | None:
    """Where the second end of a road begins, of "the Bor-Pibor road": each end is a place. None where the whole is a known name."""
    if end >= words.n or words.low[end] not in _ROADS or words.gap[end] != Gap.SPACE:
        return None
    shape, gap, low = words.shape, words.gap, words.low
    cuts = [k for k in range(start + 1, end) if gap[k] == Gap.HYPHEN and shape[k] in CAPITALS and shape[k - 1] in CAPITALS]
    cuts = [k for k in cuts if low[k - 1] not in _ARTICLE]
    return cuts[0] if len(cuts) == 1 and names.prior(fold(words.surface(start, end))) is None else None


def _word_unknown(words: Words, alone: Alone, i: int) -> list[Candidate]:
    """Word i alone as an unknown name, with and without a suffix."""
    if alone.is_ordinary or not alone.key:
        return []
    whole = Candidate(i, i + 1, words.start[i], words.end[i], alone.key, None, "unknown")
    if not alone.suffix:
        return [whole]
    return [whole, replace(whole, end=words.end[i] - alone.suffix, key=fold(words.surface(i, i + 1)[: -alone.suffix]))]


def _as_unknown(words: Words, names: Names, a: int, b: int, end: int) -> list[Candidate]:
    """Words a to b - 1 as an unknown name, with and without a suffix; the run of capitalised words ends at ``end``."""
    key = "".join([fold_word(w) for w in words.word[a:b]])
    if not key or b - a > MAX_UNKNOWN_WORDS + 1:
        return []
    whole = _candidate(words, a, b, key, None, "unknown")
    whole.known_whole = b > end and _is_known_site(names, key)
    if cut := suffix_length(words.word[b - 1]):
        return [whole, replace(whole, end=words.end[b - 1] - cut, key=fold(words.surface(a, b)[:-cut]))]
    return [whole]


def _follows_article(words: Words, i: int, gaps: tuple[int, ...] = (Gap.HYPHEN,)) -> bool:
    """ "al-Bab": an article and a hyphen, or another of ``gaps``, right before word i."""
    return i > 0 and words.gap[i] in gaps and words.low[i - 1] in _ARTICLE


def _may_have_tail(words: Words, end: int) -> bool:
    """Whether a lower-case type word may follow a name that ends before word ``end``."""
    return words.gap[end] == Gap.SPACE and not _TAILS.isdisjoint(words.low[end : end + MAX_TAIL])


def _loose_number(words: Words, k: int) -> bool:
    return words.shape[k] == Shape.NUMBER and (k == 0 or words.low[k - 1] not in _TAIL)


def _parts(words: Words, names: Names, start: int, end: int) -> list[tuple[int, int]]:
    if not 0 < end - start <= 2 * MAX_UNKNOWN_WORDS:
        return []
    low, starts, found = words.low, [start], [(start, end)]
    if not _PARTING.isdisjoint(low[start : end - 1]):
        starts += [k for k in range(start + 1, end) if low[k - 1] in _LEADS][:3]
        ends = [end, *[k for k in range(start + 1, end) if low[k - 1] in _TAIL][:3]]
        found = [(a, b) for a in starts for b in ends if a < b]
    if _may_have_tail(words, end):
        found += [span for a in starts for span in _with_tail(words, names, a, end)]
    return found


def _segments(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """A list that lost its commas, cut before each Arabic article: "al-Midan Saif al-Dawla al-Izaa"."""
    if end - start > MAX_LIST_WORDS:
        return []
    if _follows_article(words, start):
        start -= 1
    elif Shape.LOWER not in words.shape[start:end]:
        return []  # no article
    articles = [k for k in range(start, end - 1) if words.shape[k] == Shape.LOWER and words.gap[k + 1] == Gap.HYPHEN]
    found = []
    for a, b in itertools.pairwise([*articles, end]):
        for first in (a, a - 1) if a > start and words.shape[a - 1] in CAPITALS else (a,):
            found.append((first, a + 2))
            if len(articles) > 1:
                found.append((first, b))
    return found


def _with_tail(words: Words, names: Names, a: int, end: int) -> Iterator[tuple[int, int]]:
    """Lower-case type words after the run: "Castello road", "Tabaqa military airport"; of a known site, any: "Mosul university"."""
    for k in range(end, min(end + MAX_TAIL, words.n)):
        if words.shape[k] != Shape.LOWER or words.gap[k] != Gap.SPACE or words.low[k] in _STOP:
            return
        if words.low[k] in _TAIL_LOWER or (words.low[k] in _SITE and _is_known_site(names, fold(words.surface(a, k + 1)))):
            yield a, k + 1


def _is_known_site(names: Names, key: str) -> bool:
    """Whether the gazetteer knows a camp, an airport ... of this whole name, and nothing else."""
    prior = names.prior(key)
    return prior is not None and bool(prior.kinds) and _SITE_KINDS.issuperset(prior.kinds)


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
