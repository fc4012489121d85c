"""Which country a text, or in a digest of many countries each of its sentences, tells of: whose "soldiers" those are hangs on it."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from eventmap.extract.actors.find import ActorMention, find_actors, focus
from eventmap.extract.places.desks import names_desk
from eventmap.records import Document, Span, Toponym

_MANY_COUNTRIES = 3
_MOST_LANDS = 8  # of whose armies a digest is searched


class Countries(NamedTuple):
    """ISO alpha-2 codes, "" for none.

    Attributes:
        home: the country in which most places of the text lie that are no governments.
        lands: in a digest of many countries that of each sentence; a sentence without a place tells of the country of the one before, one
            with places in several of none. In a text on one war "the army" is one army wherever it strikes, so only a text of many
            countries, of which none has most places, has them.
        seen: all in which places of the text lie, not those that it only names.
        named_only: they are but named, and nothing in them is.
    """

    home: str = ""
    lands: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()
    named_only: bool = False


def countries_of(text: str, spans: Sequence[Span], toponyms: Sequence[Toponym]) -> Countries:
    """The countries told of in a text, by its located places."""
    told_of = (t for t in toponyms if not (t.metonym or names_desk(text, t) or _owns(text, t)))
    placed = [(t.span, t.location.place) for t in told_of if t.location and t.location.place and t.location.place.country]
    located = [(span, place.country) for span, place in placed]
    counts = Counter(country for _, country in located)
    if not counts:
        return Countries()
    # Countries themselves count only where nothing in them is named: "fled across the border into Bangladesh".
    inner = Counter(place.country for _, place in placed if place.kind != "country")
    seen = frozenset(inner or counts)
    home = (inner or counts).most_common(1)[0][0]
    if len(counts) < _MANY_COUNTRIES or max(counts.values()) > counts.total() / 2:
        return Countries(home, seen=seen, named_only=not inner)
    ends = [span.end for span in spans]
    told: list[set[str]] = [set() for _ in spans]
    for span, country in located:
        n = bisect.bisect_right(ends, span.start)
        if country and n < len(told):
            told[n].add(country)
    lands: list[str] = []
    for countries in told:
        before = lands[-1] if lands else ""
        lands.append("" if len(countries) > 1 else next(iter(countries), before))
    return Countries(home, tuple(lands), seen)


def _owns(text: str, t: Toponym) -> bool:
    """ "Lebanon's Hezbollah": whose, not where."""
    place = t.location.place if t.location else None
    return place is not None and place.kind == "country" and text[t.span.end : t.span.end + 2] in ("'s", "’s")


def find_parties(document: Document, spans: Sequence[Span], countries: Countries) -> Sequence[ActorMention]:
    """Parties in sentences ``spans``; where the text does not say whose "soldiers" those are, the country told of does.

    A country that is named but has no place in the text ("Russian jets struck A") is not told of: "government forces" are those of A.
    """
    home, lands, seen = countries.home, countries.lands, countries.seen
    told = focus(document)
    told = told if told in seen or (told and countries.named_only) else home or told
    found = find_actors(document, spans, country=told)
    if lands:
        return _of_lands(document, spans, found, lands)
    if not home or home == told or all(m.actor.name or m.actor.inter != 1 for m in found):
        return found
    known = {m.span: m for m in find_actors(document, spans, country=home)}
    return [m if m.actor.name else known.get(m.span, m) for m in found]


def _of_lands(document: Document, spans: Sequence[Span], found: Sequence[ActorMention], lands: Sequence[str]) -> list[ActorMention]:
    """Each state's force that changes with the country the text is read for is that of its sentence's country."""
    if all(m.actor.inter != 1 for m in found):
        return list(found)
    most = [country for country, _ in Counter(filter(None, lands)).most_common(_MOST_LANDS)]
    read = {country: {m.span: m for m in find_actors(document, spans, country=country)} for country in most}
    ends = [span.end for span in spans]
    parties = []
    for mention in found:
        n = bisect.bisect_right(ends, mention.span.start)
        land = lands[n] if n < len(lands) else ""
        own = read.get(land, {}).get(mention.span)
        parties.append(own if own is not None and mention.actor.inter == own.actor.inter == 1 and own.actor.country == land else mention)
    return parties
