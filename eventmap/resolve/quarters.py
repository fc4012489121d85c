"""Quarters that the text puts in a city: "the Shuhada neighborhood in Kirkuk" is no town of that name in another country.

Few gazetteers know the quarters of every city, and many quarters bear names of towns elsewhere. What is too far from the city is no answer;
a quarter of which nothing is known is put at its city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from eventmap.records import Location, Span, Toponym
from eventmap.resolve.mentions import GAP_CHARS, Name, pair_of
from eventmap.resolve.sites import at_place, lies_in, quarter_at

_SEVERAL = frozenset({"neighborhoods", "neighbourhoods", "districts", "quarters", "suburbs", "quartiers", "barrios", "أحياء", "حيي"})
_JOINTS = frozenset({",", "and", ", and", "،", "و", "et", "y", "та", "і"})


def keep_in_cities(text: str, toponyms: Sequence[Toponym], names: Sequence[Name], located: dict[Span, Location]) -> None:
    """Moves the quarters in ``located`` that lie far from the city they are said to be in. Linear in mentions."""
    cities = _cities(text, toponyms, located)
    if not cities:
        return
    for name in names:
        said = next((cities[i] for i in name.mentions if i in cities), None)
        first = toponyms[name.mentions[0]].span
        if said is not None and (first not in located or not lies_in(located[first], said)):
            place = _nearby(name, said) or quarter_at(said, name.surface)
            located |= dict.fromkeys([toponyms[i].span for i in name.mentions], place)


def _cities(text: str, toponyms: Sequence[Toponym], located: dict[Span, Location]) -> dict[int, Location]:
    """Index of a quarter's mention -> its city's location."""
    found: dict[int, Location] = {}
    listed: set[int] = set()  # "al-Midan, Seif and Sukkari neighborhoods": the noun is said of all
    order = [i for i, t in enumerate(toponyms) if not (t.anaphor or t.demonym)]
    for i, j in reversed(list(pairwise(order))):
        gap = text[toponyms[i].span.end : toponyms[j].span.start]
        if len(gap) > GAP_CHARS:
            continue
        pair = pair_of(gap, i, j)
        if pair is not None and _is_quarter(toponyms[pair[0]], toponyms[pair[1]]) and _is_city(located.get(toponyms[pair[1]].span)):
            found[pair[0]] = located[toponyms[pair[1]].span]
            listed |= {i} if not _SEVERAL.isdisjoint(gap.split()) else set()
        elif j in listed and gap.strip() in _JOINTS and toponyms[i].kind in ("", "neighbourhood"):
            found[i] = found[j]
            listed.add(i)
    return found


def _is_quarter(inner: Toponym, outer: Toponym) -> bool:
    """Whether the text calls ``inner`` a quarter; a "district" is one when it is in what is called a city."""
    return inner.kind == "neighbourhood" or (inner.kind == "admin" and outer.kind == "settlement")


def _is_city(location: Location | None) -> bool:
    return location is not None and location.place is not None and location.place.kind == "settlement"


def _nearby(name: Name, city: Location) -> Location | None:
    """The likeliest place of the name in the city, if one is known there."""
    near = [(name.chances[m], at_place(o.place)) for m, o in enumerate(name.options) if lies_in(at_place(o.place), city)]
    if not near:
        return None
    best = max(near, key=lambda pair: pair[0])[1]
    own = best.place is not None and city.place is not None and best.place.place_id == city.place.place_id
    return None if own else replace(best, confidence=city.confidence, reasons=("the text puts it in this city",))
