"""Every place mention of a document, with its exact span.

words -> candidates (candidates.py) -> scored in their context (features.py, consistency.py, scorer.py) -> the best set without overlaps ->
what kind of place the words around say (hints.py), and whether the name stands for a government (metonyms.py). No coordinates here; a name
that the gazetteer does not know is kept when its context says it is a place.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterator
from dataclasses import replace

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.candidates import candidates
from eventmap.extract.places.demonyms import find_demonyms, peoples
from eventmap.extract.places.hints import said_kinds
from eventmap.extract.places.lexicon import Lexicon
from eventmap.extract.places.lists import with_bare
from eventmap.extract.places.memory import Names
from eventmap.extract.places.metonyms import after_preposition, goes_on, is_metonym, may_govern
from eventmap.extract.places.scorer import choose, probability, score
from eventmap.extract.places.witness import heard
from eventmap.extract.places.wording import CLASSES, TIME
from eventmap.extract.text.tables import word_classes
from eventmap.extract.text.words import Gap, Shape, Words, scan
from eventmap.names import fold
from eventmap.records import Document, Span, Toponym
from eventmap.settings import Settings

_memories: weakref.WeakKeyDictionary[Lexicon, Names] = weakref.WeakKeyDictionary()


def find_toponyms(document: Document, lexicon: Lexicon, settings: Settings) -> tuple[Toponym, ...]:
    """Place mentions in order of their start, not overlapping.

    Args:
        document: its ``text`` is read as it is.
        lexicon: the gazetteer as extract may know it.
        settings: ``demonyms`` also lists "Syrian"; ``spacy`` names a pipeline whose places count as one more witness.

    Raises:
        MissingExtra: ``settings.spacy`` is set and spaCy is not installed.
        SettingsError: that pipeline is not installed.
    """
    text, words, names, people = document.text, scan(document.text), _names(lexicon), peoples()
    found = [c for c in with_bare(words, candidates(words, names)) if text[c.start : c.end] not in people]
    scores = score(words, names, found)
    if settings.spacy:
        scores = heard(text, found, scores, settings.spacy)
    chosen = _villages(words, _whole(words, [(found[k], scores[k]) for k in choose(found, scores)]), people)
    toponyms = _with_kinds_and_roles(words, chosen)
    if settings.demonyms:
        toponyms += _demonyms(words, toponyms)
        toponyms.sort(key=lambda t: t.span)
    return tuple(toponyms)


def _whole(words: Words, chosen: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Without the second halves of names: "Badush al-Sufla", "Chiure-Velho", "Kyee Kan Pyin", of which the gazetteer knows but parts."""
    whole: list[tuple[Candidate, float]] = []
    commas = Gap.COMMA in words.gap
    for c, log_odds in chosen:
        before = whole[-1][0] if whole and whole[-1][0].j == c.i else None
        if before is None or not commas:  # where the commas were lost, what stands side by side is a list
            whole.append((c, log_odds))
        elif _are_halves(words, before, c):
            whole[-1] = _unknown(words, before, c), max(log_odds, whole[-1][1])
        elif not (_is_qualifier(words, c) or _is_elsewhere(words, before, c)):
            whole.append((c, log_odds))
    return whole


def _villages(words: Words, chosen: list[tuple[Candidate, float]], people: Collection[str]) -> list[tuple[Candidate, float]]:
    """ "(Let Yet) Kone village": the place of which the gazetteer knows the name is not the village of whose name that is a part."""
    if Gap.COMMA not in words.gap or _CALLED.isdisjoint(words.low):
        return chosen
    taken = {k for c, _ in chosen for k in range(c.i, c.j)}
    return [(_village(words, c, people, taken), log_odds) for c, log_odds in chosen]


def _village(words: Words, c: Candidate, people: Collection[str], taken: set[int]) -> Candidate:
    first, last = c.i, c.j
    while first > 0 and last - first < MAX_WORDS and words.gap[first] == Gap.SPACE and _belongs(words, first - 1, people, taken):
        first -= 1
    while last < words.n and last - first < MAX_WORDS and words.gap[last] == Gap.SPACE and _belongs(words, last, people, taken):
        last += 1
    called = last < words.n and words.gap[last] == Gap.SPACE and words.low[last] in _CALLED
    inside = first > 0 and words.shape[first - 1] == Shape.LOWER and words.gap[first] == Gap.SPACE
    if not (called and inside) or (first, last) == (c.i, c.j):
        return c
    start, end = words.start[first], words.end[last - 1]
    return replace(c, i=first, j=last, start=start, end=end, key=fold(words.text[start:end]), prior=None, source="unknown", kind="")


def _belongs(words: Words, k: int, people: Collection[str], taken: set[int]) -> bool:
    """Whether a capitalised word may be part of a village's name: no other place, no title, no direction, no people, no day."""
    if words.low[k].endswith(_OF_PEOPLES) or words.low[k] in _PEOPLES:
        return False
    return k not in taken and words.shape[k] == Shape.CAPITAL and words.low[k] not in _NO_PART and words.surface(k, k + 1) not in people


_CALLED = frozenset({"village", "hamlet"})
_OF_PEOPLES = ("ish", "ian", "ite", "ese")  # "the Kurdish Kyi village"
_PEOPLES = frozenset({"sunni", "shia", "druze", "yazidi", "turkmen", "arab", "kurd", "muslim"})
_NO_PART = CLASSES["title"] | CLASSES["org"] | CLASSES["direction"] | TIME


def _is_qualifier(words: Words, c: Candidate) -> bool:
    """ "(Badush) al-Sufla", Lower Badush: no place beside it."""
    last = words.low[c.j - 1]
    return words.gap[c.i] == Gap.SPACE and last in _QUALIFIERS and words.low[c.i] in ("al", "as", "ash", "el", last)


def _is_elsewhere(words: Words, before: Candidate, c: Candidate) -> bool:
    """ "Chiure-Velho": behind a hyphen, and known only in other countries than the first half."""
    if words.gap[c.i] != Gap.HYPHEN or before.prior is None or c.prior is None or c.prior.seat or "country" in c.prior.kinds:
        return False
    return set(before.prior.countries).isdisjoint(c.prior.countries)


def _are_halves(words: Words, before: Candidate, c: Candidate) -> bool:
    """Two small places side by side where a text that has commas has none: a longer name."""
    priors = [p for p in (before.prior, c.prior) if p is not None]
    if words.gap[c.i] != Gap.SPACE or any(p.population >= _TOWN or not _VILLAGES.issuperset(p.kinds) for p in priors):
        return False
    return all(words.shape[k] == Shape.CAPITAL for k in range(before.i, c.j)) and c.j - before.i <= MAX_WORDS


def _unknown(words: Words, before: Candidate, c: Candidate) -> Candidate:
    surface = words.text[before.start : c.end]
    return replace(before, j=c.j, end=c.end, key=fold(surface), prior=None, source="unknown", kind="")


_TOWN = 20_000
_VILLAGES = frozenset({"settlement", "neighbourhood"})
MAX_WORDS = 4
_QUALIFIERS = word_classes()["qualifier"]


def _names(lexicon: Lexicon) -> Names:
    if lexicon not in _memories:
        _memories[lexicon] = Names(lexicon)
    return _memories[lexicon]


def _with_kinds_and_roles(words: Words, chosen: list[tuple[Candidate, float]]) -> list[Toponym]:
    """The chosen candidates as mentions; of names joined by "and" all are metonyms or none."""
    toponyms: list[Toponym] = []
    previous: list[Candidate] = []
    kinds = said_kinds(words, [(c.i, c.j) for c, _ in chosen])
    for (c, log_odds), kind in zip(chosen, kinds, strict=True):
        owner = _is_owner(words, c)
        joined = bool(previous) and toponyms[-1].metonym and goes_on(words, previous[-1].j, c.i) and may_govern(c.prior) and not owner
        stands = joined or is_metonym(words, c.i, c.j, c.prior, owner)
        toponyms.append(_toponym(words, c, kind, log_odds, stands))
        if stands and not joined:
            _spread_back(words, [*previous, c], toponyms)
        previous.append(c)
    return toponyms


def _spread_back(words: Words, candidates: list[Candidate], toponyms: list[Toponym]) -> None:
    """ "Riyadh and Abu Dhabi reject criticism": of the names a list joins to the last one, which is a metonym, all are."""
    first = last = len(candidates) - 1
    while first and may_govern(candidates[first - 1].prior) and goes_on(words, candidates[first - 1].j, candidates[first].i):
        if first == last and candidates[first - 1].j == candidates[first].i:
            return  # "In Syria, Russia said"
        first -= 1
    if first < last and not after_preposition(words, candidates[first].i):
        toponyms[first:last] = (replace(t, metonym=True) for t in toponyms[first:last])


def _is_owner(words: Words, c: Candidate) -> bool:
    """ "Syria's", also where the apostrophe is lost: what is said of the thing owned is not said of the owner."""
    ending = words.text[c.end : words.end[c.j - 1]].lower()
    return ending in ("s", "'s", "’s") or words.text[c.end : c.end + 2] in ("'s", "’s")


def _toponym(words: Words, c: Candidate, kind: str, log_odds: float, metonym: bool) -> Toponym:
    return Toponym(
        span=Span(c.start, c.end),
        surface=words.text[c.start : c.end],
        key=c.key,
        kind=c.kind or kind,
        score=round(probability(log_odds), 4),
        metonym=metonym,
    )


def _demonyms(words: Words, toponyms: list[Toponym]) -> Iterator[Toponym]:
    taken = {t.span.start for t in toponyms}
    for i, j, place in find_demonyms(words):
        span = Span(words.start[i], words.end[j - 1])
        if span.start not in taken and not any(t.span.overlaps(span) for t in toponyms):
            yield Toponym(span=span, surface=span.of(words.text), key=fold(place), demonym=True)
