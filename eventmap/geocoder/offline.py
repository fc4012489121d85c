"""The gazetteer as a geopy geocoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location as GeopyLocation
from geopy.point import Point

from eventmap.gazetteer import Gazetteer
from eventmap.records import Candidate, Place

# At this score 92 of 100 answers are right where a table gives the areas; measured on the odd rows of UCDP's Syrian place names.
MIN_SCORE = 0.23
# Where no area is asked for, places all over the world share the certainty and the best one is still what most texts mean.
MIN_BARE_SCORE = 0.1
MAX_NAME_CHARS = 200


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """geopy's interface to the gazetteer. No network, no key, no limit.

    Args:
        gazetteer: an open one; default is the user's own.
        min_score: matches that are less sure (0..1) are no answer.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, min_score: float = MIN_SCORE) -> None:
        super().__init__()
        self.gazetteer = gazetteer or Gazetteer.open()
        self.min_score = min_score

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country_codes: str | Sequence[str] = (),
        near: Any = None,
        admin1: str = "",
        admin2: str = "",
        limit: int = 10,
    ) -> GeopyLocation | list[GeopyLocation] | None:
        """The place a name means.

        Args:
            query: a name, or a mapping with name, admin1, admin2 and country.
            exactly_one: the best one, else a list of at most ``limit``.
            timeout: for geopy's sake; there is nothing to wait for.
            country_codes: ISO alpha-2 codes that are likelier.
            near: a geopy Point, "lat, lon" or (lat, lon) that it should be close to.

        Returns:
            geopy's Location, whose ``raw`` holds place_id, kind, country, admin1, radius_km, score and reasons; None for no answer.
        """
        asked = {"name": query} if isinstance(query, str) else dict(query)
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes)
        if asked.get("country"):
            codes = [str(asked["country"]), *codes]
        point = Point(near) if near is not None else None
        found = self.gazetteer.find(
            str(asked.get("name", ""))[:MAX_NAME_CHARS],
            country=codes,
            admin1=admin1 or str(asked.get("admin1", "")),
            admin2=admin2 or str(asked.get("admin2", "")),
            near=(point.latitude, point.longitude) if point else None,
            limit=1 if exactly_one else limit,
        )
        least = least_score(self.min_score, admin1, admin2, asked.get("admin1"), asked.get("admin2"), near)
        locations = [_geopy(c) for c in found if c.score >= least]
        if exactly_one or not locations:
            return locations[0] if locations else None
        return locations

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, limit: int = 10
    ) -> GeopyLocation | list[GeopyLocation] | None:
        """The known places nearest to a geopy Point, "lat, lon" or (lat, lon); None for none within 100 km."""
        point = Point(query)
        near = self.gazetteer.nearest(point.latitude, point.longitude, limit=1 if exactly_one else limit)
        locations = [_geopy(Candidate(place=place, score=1.0, reasons=(f"{km:.1f} km away",))) for place, km in near]
        if exactly_one or not locations:
            return locations[0] if locations else None
        return locations


def least_score(min_score: float, *areas: Any) -> float:
    """The score an answer needs: ``min_score`` where any of ``areas`` is given, less for a bare name."""
    return min_score if any(areas) else min(min_score, MIN_BARE_SCORE)


def _geopy(candidate: Candidate) -> GeopyLocation:
    place = candidate.place
    return GeopyLocation(_address(place), (place.lat, place.lon), raw=_raw(candidate))


def _address(place: Place) -> str:
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin2, place.admin1, place.country) if part))


def _raw(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "place_id": place.place_id, "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1,
        "admin2": place.admin2, "population": place.population, "radius_km": place.radius_km, "source": place.source,
        "score": candidate.score, "matched": candidate.matched, "tier": candidate.tier, "reasons": list(candidate.reasons),
    }  # fmt: skip
