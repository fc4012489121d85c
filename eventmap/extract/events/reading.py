"""One document as the event rules see it: its words, sentences and all mentions, each with its word numbers."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from eventmap.data import event_words as w
from eventmap.extract.actors.find import ActorMention
from eventmap.extract.dates.find import DateMention, find_dates
from eventmap.extract.events import runin
from eventmap.extract.events.act import Act
from eventmap.extract.events.acts import find_acts
from eventmap.extract.events.clauses import NO_CLAUSES, Clauses, clauses
from eventmap.extract.events.lands import countries_of, find_parties
from eventmap.extract.events.spots import country_of, level, place_key
from eventmap.extract.events.triggers import Trigger, find_triggers
from eventmap.extract.places.desks import is_dateline, names_desk
from eventmap.extract.text.sentences import split
from eventmap.extract.text.wordlist import Words, words_of
from eventmap.extract.tolls.counts import find_counts
from eventmap.records import Count, Document, Span, Toponym

T = TypeVar("T", Toponym, ActorMention, Count, DateMention)


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence with what was found in it; ``start``..``end`` are word numbers."""

    number: int
    span: Span
    start: int
    end: int
    bounds: Clauses
    places: list[Toponym]
    actors: list[ActorMention]
    counts: list[Count]
    dates: list[DateMention]
    acts: list[Act]
    section: Toponym | None = None


@dataclass(eq=False)
class Reading:
    """One document with what was read in it before acts are looked for."""

    document: Document
    words: Words
    sentences: list[Sentence]
    datelines: list[DateMention]
    home: str  # ISO alpha-2 code of the country in which most of its places lie, "" for none
    section: Toponym | None = None
    lands: tuple[str, ...] = ()  # of a text that tells of many countries: that of each sentence

    @cached_property
    def acts(self) -> list[Act]:
        """All acts in the order of the text; which there are is settled before any is looked at."""
        return [act for sentence in self.sentences for act in sentence.acts]

    @cached_property
    def published(self) -> dt.date | None:
        """The day the text counts from: its dateline if it has one, else the document's."""
        line = next((m.value for m in self.datelines if m.value), None)
        return line.day if line else self.document.published

    @cached_property
    def mentions(self) -> Counter[str]:
        """How often the text mentions each place, by ``place_key``."""
        return Counter(place_key(p) for s in self.sentences for p in s.places)

    @cached_property
    def digest(self) -> bool:
        """Whether the text is a row of entries that each begin with their place in capitals ("KAYA: Gunmen ...")."""
        heads = [s for s in self.sentences if s.places and s.places[0].span.start == self.words.starts[s.start]]
        return sum(_is_entry(s, self.words) for s in heads) >= _ENTRIES

    def sentence_of(self, act: Act) -> Sentence:
        return self.sentences[act.sentence]

    def scene(self, act: Act) -> tuple[str, int]:
        """The country (ISO alpha-2) and the year (0: not known) by which it is asked who stands with whom in ``act``."""
        return country_of(act.places) or self.home, self.document.published.year if self.document.published else 0


# So many sentences that begin with a place in capitals make a digest: a dateline is one, a headline may be another.
_ENTRIES = 3


# How many words behind its place the colon of an entry's head may stand.
_HEAD_WORDS = 10


def _is_entry(sentence: Sentence, words: Words) -> bool:
    """ "KAYA: Gunmen ...", "LASHIO (Shan), 3 May: ...": a place in capitals and, soon after it, a colon."""
    first = sentence.places[0]
    if not first.surface.isupper() or len(first.surface) <= 3:
        return False
    return any(":" in gap for gap in words.gaps[sentence.start + 1 : sentence.start + _HEAD_WORDS])


def read_document(document: Document, toponyms: Sequence[Toponym]) -> Reading:
    """Finds everything in ``document`` and puts it into its sentences. Linear in the text's length."""
    text = document.text
    words, sentences = words_of(text), split(text)
    furniture = runin.find(words, sentences)
    tags, shown = furniture.tags, {caption.start: caption.end for caption in furniture.captions}
    spans = _cut_at(text, sentences, [*_title_end(document), *furniture.cuts()])
    countries = countries_of(text, spans, toponyms)
    home, lands = countries.home, countries.lands
    parties = _not_in(find_parties(document, spans, countries), tags)
    actors = _by_sentence(spans, parties)
    found_dates = find_dates(document, spans)
    told_of = [t for t in toponyms if not (t.demonym or (names_desk(text, t) and not _lies_in(t, home)))]
    mentioned = sorted(_not_in(told_of, tags), key=attrgetter("span.start", "span.end"))
    named = sorted([a.span for a in parties if a.force] + [d.span for d in found_dates], key=attrgetter("start", "end"))
    places = _by_sentence(spans, _outside(_rebound(mentioned, home), named))
    dates = _by_sentence(spans, found_dates)
    dated = [d.span for d in found_dates if d.kind in ("dateline", "day")]
    counts = _by_sentence(spans, [c for c in _outside(find_counts(text, spans), dated, overlap=True) if not _by_nature(c, words)])
    found = []
    for n, span in enumerate(spans):
        start, end = words.range(span)
        triggers = [] if furniture.has(span) else find_triggers(words, start, end)[:MAX_TRIGGERS]
        triggers = _outside_names(words, start, end, triggers, actors[n])
        bounds = clauses(words, start, end, triggers) if triggers else NO_CLAUSES
        at = _own_places(words, start, places[n]) if triggers else []
        acts = find_acts(words, n, span, triggers, bounds, at) if triggers else []
        days = [d for d in dates[n] if not bounds.aside(words.at(d.span.start))] if bounds.asides else dates[n]
        if acts and span.end <= shown.get(span.start, 0):
            for act in acts:
                act.mode = "a caption"
        found.append(Sentence(n, span, start, end, bounds, places[n], actors[n], counts[n], days, acts))
    return Reading(document, words, found, [m for m in found_dates if m.kind == "dateline"], home, lands=lands)


def _by_nature(count: Count, words: Words) -> bool:
    """ "A landslide killed 30 miners", "30 miners were killed by the floods": nobody's deed."""
    i, _ = words.range(count.span)
    before, after = words.lows[max(0, i - 3) : i], words.lows[i : i + 9]
    active = any(one in w.BY_NATURE and other in _KILLED for one, other in pairwise(before))
    passive = any(x in ("in", "by") and not w.BY_NATURE.isdisjoint(after[n + 1 : n + 3]) for n, x in enumerate(after))
    return active or (passive and not _KILLED.isdisjoint(after))


_KILLED = w.word_set("killed kills buried injured drowned died")


def _own_places(words: Words, start: int, places: Sequence[Toponym]) -> list[tuple[int, int]]:
    """Word ranges of the places that may be those of single deeds: not of a dateline, nor of "In Anambra State, two died when ..."."""
    found = []
    for place in places:
        i, j = words.range(place.span)
        opens = i - start <= 1 and words.lows[start] == "in" and level(place) <= 1
        if not (place.metonym or opens or is_dateline(words, i, j, place, start)):
            found.append((i, j))
    return found


# Of one sentence no more is read: prose has a tenth of it, and work within a sentence grows with their product.
MAX_TRIGGERS = 60
MAX_MENTIONS = 120

# How far into a text its title may be repeated, in characters.
_TITLE_REACH = 120


def _title_end(document: Document) -> list[int]:
    """Where the title ends that a text begins with, maybe without a stop after it."""
    title = document.title.strip()
    at = document.text.find(title, 0, len(title) + _TITLE_REACH) if len(title) > 20 else -1
    return [at + len(title)] if at >= 0 else []


def _cut_at(text: str, spans: tuple[Span, ...], cuts: Sequence[int]) -> tuple[Span, ...]:
    """Sentences cut at some offsets, each between two words. Linear in both."""
    if not cuts:
        return spans
    ordered, n = sorted(cuts), 0
    found: list[Span] = []
    for span in spans:
        start = span.start
        while n < len(ordered) and ordered[n] < span.end - 1:
            cut, n = ordered[n], n + 1
            if cut > start:
                found.append(Span(start, _trimmed(text, start, cut)))
                start = cut + (text[cut : cut + 1] == " ")
        found.append(Span(start, span.end))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> int:
    """``end`` without white space before it."""
    return start + len(text[start:end].rstrip())


# How far back "the city" may look for the last town, in characters.
_TOWN_REACH = 800


def _rebound(mentions: Sequence[Toponym], home: str) -> list[Toponym]:
    """ "The city" bound to a country, to a capital abroad or to nothing known stands for the last town named in the country told of."""
    found: list[Toponym] = []
    town: Toponym | None = None
    for t in mentions:
        if t.anaphor and level(t) == _TOWN and not (_is_town(t) and _lies_in(t, home)):
            near = town is not None and t.span.start - town.span.end < _TOWN_REACH
            t = _bound_to(t, town) if town is not None and near else t if _is_town(t) else replace(t, location=None, site=None)
        elif not t.anaphor and not t.metonym and _is_town(t) and _lies_in(t, home):
            town = t
        found.append(t)
    return found


def _bound_to(anaphor: Toponym, town: Toponym) -> Toponym:
    if town.location is None:
        return anaphor
    relation = anaphor.relation.text if anaphor.relation else ""
    site = replace(town.location, relation=relation, precision=max(town.location.precision, 2 if relation else 1))
    return replace(anaphor, location=town.location, site=site, refers_to=town.span)


def _lies_in(t: Toponym, home: str) -> bool:
    return not home or (t.location is not None and t.location.place is not None and t.location.place.country in ("", home))


_TOWN = 3  # level of a town in ``spots.level``


def _is_town(t: Toponym) -> bool:
    return t.location is not None and t.location.place is not None and t.location.place.kind == "settlement"


def _not_in(mentions: Sequence[T], spans: Sequence[Span]) -> list[T]:
    """Without those inside one of a few ``spans``."""
    return [m for m in mentions if not any(s.holds(m.span) for s in spans)] if spans else list(mentions)


def _outside(mentions: Sequence[T], names: Sequence[Span], overlap: bool = False) -> list[T]:
    """Without those that are part of a party's name or of a date ("Houthi", "May"), or overlap one. Both in order."""
    found, n = [], 0
    for mention in mentions:
        while n < len(names) and names[n].end <= mention.span.start:
            n += 1
        inside = n < len(names) and (names[n].overlaps(mention.span) if overlap else names[n].holds(mention.span))
        if not inside:
            found.append(mention)
    return found


def _outside_names(words: Words, start: int, end: int, triggers: list[Trigger], parties: list[ActorMention]) -> list[Trigger]:
    """Without capitalised words of names ("Army of Conquest", "The Syria Campaign", "March"); a headline capitalises all."""
    if not any(words.capital(t.i) and t.i != start for t in triggers):
        return triggers
    named = [words.range(m.span) for m in parties if m.kind == "named"]
    triggers = [t for t in triggers if not (words.capital(t.i) and any(i < t.i < j for i, j in named))]  # "National Liberation Army"
    longer = [i for i in range(start, end) if words.ends[i] - words.starts[i] > 3]
    headline = sum(words.capital(i) for i in longer) > _HEADLINE * max(len(longer), 1)

    def is_told(t: Trigger) -> bool:
        if t.form == "weapon" or not words.capital(t.i) or t.i == start:
            return True
        return _opens(words, t) or _is_short(words, t) or (headline and words.lows[t.i] != "march")

    return [t for t in triggers if is_told(t)]


def _opens(words: Words, t: Trigger) -> bool:
    """Whether what was told begins at the word: behind a dateline's dash, a colon, a bracket or a quotation mark."""
    return not _OPENERS.isdisjoint(words.gaps[t.i])


_OPENERS = frozenset("-–—:)\"“»")


def _is_short(words: Words, t: Trigger) -> bool:
    """ "IED", "VBIEDs": all capitals because it is short for something, and no part of a name."""
    return words.text[t.start : words.ends[t.i]].rstrip("s").isupper()


# Share of longer words with a capital above which a sentence is a headline.
_HEADLINE = 0.6


def _by_sentence(spans: Sequence[Span], mentions: Sequence[T]) -> list[list[T]]:
    """Mentions (in order) by the sentence they begin in, of each its first MAX_MENTIONS."""
    found: list[list[T]] = [[] for _ in spans]
    ends = [span.end for span in spans]
    for mention in mentions:
        n = bisect.bisect_right(ends, mention.span.start)
        if n < len(ends) and len(found[n]) < MAX_MENTIONS:
            found[n].append(mention)
    return found
