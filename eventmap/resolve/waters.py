"""Long rivers: what happened "on the Euphrates in Raqqa" is not at the middle of the Euphrates.

One point says little about a river of several hundred kilometres. Where a sentence tells of a town with it, the stretch that passes it is
meant; where it does not, the point of the whole stays, and its radius says how little that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eventmap.records import Location, Span, Toponym
from eventmap.resolve.geo import distance_km
from eventmap.resolve.mentions import sentences_of

LONG_KM = 40.0  # a river's radius: what is shorter is found from its point
REACH = 1.75  # of the radius: rivers bend, and are longer than the circle that stands for them
STRETCH_KM = 25.0  # how far from the town named with it the stretch may lie
_TOWNS = frozenset({"settlement", "neighbourhood", "facility"})


def by_their_towns(text: str, toponyms: Sequence[Toponym], located: dict[Span, Location]) -> None:
    """Moves the mentions of long rivers in ``located`` to the town told nearest to them in their sentence. Linear in mentions."""
    rivers = [n for n, t in enumerate(toponyms) if _is_long(located.get(t.span))]
    if not rivers:
        return
    sentences = sentences_of(text, toponyms)
    towns = [n for n, t in enumerate(toponyms) if not (t.metonym or t.anaphor) and _is_town(located.get(t.span))]
    by_sentence: dict[int, list[int]] = {}
    for n in towns:
        by_sentence.setdefault(sentences[n], []).append(n)
    moved = {toponyms[n].span: _beside(n, by_sentence.get(sentences[n], ()), toponyms, located) for n in rivers}
    located |= {span: location for span, location in moved.items() if location is not None}


def _beside(n: int, towns: Sequence[int], toponyms: Sequence[Toponym], located: Mapping[Span, Location]) -> Location | None:
    river, span = located[toponyms[n].span], toponyms[n].span
    reached = [k for k in towns if _km(located[toponyms[k].span], river) <= REACH * river.radius_km]
    if not reached:
        return None
    nearest = min(reached, key=lambda k: max(toponyms[k].span.start - span.end, span.start - toponyms[k].span.end))
    town = located[toponyms[nearest].span]
    reasons = (f"put where it passes {toponyms[nearest].surface}, named with it", *river.reasons)
    return replace(river, lat=town.lat, lon=town.lon, radius_km=round(town.radius_km + STRETCH_KM, 1), precision=2, reasons=reasons)


def _km(a: Location, b: Location) -> float:
    return distance_km((a.lat, a.lon), (b.lat, b.lon))


def _is_long(location: Location | None) -> bool:
    """Seas lie in no country, and are no stretch of anything."""
    place = location.place if location else None
    return place is not None and place.kind == "water" and place.country != "" and place.radius_km >= LONG_KM


def _is_town(location: Location | None) -> bool:
    return location is not None and location.place is not None and location.place.kind in _TOWNS
