"""First-order areas: Natural Earth's polygons as the project ships them, and which of them a place lies in."""

from __future__ import annotations

import functools
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from eventmap.gazetteer.schema import NewPlace
from eventmap.settings import shipped

# What administrative areas are called in front of or after their name; the bare name is looked up too.
_AREA_WORDS = frozenset(
    {"muhafazat", "mohafazat", "governorate", "province", "wilayat", "wilaya", "ostan", "oblast", "oblasti", "voblast", "region", "state",
     "district", "department"}
)  # fmt: skip


class Area(NamedTuple):
    """A first-order area; ``code`` is GeoNames' ("SY.09"), ``disputed`` the other claimant."""

    country: str
    code: str
    name: str
    alts: tuple[str, ...]
    disputed: str
    shape: Any


@functools.cache
def read_areas() -> tuple[Area, ...]:
    """All first-order areas of the world."""
    from shapely.geometry import shape

    features = json.loads(gzip.decompress(shipped("admin1.geojson.gz").read_bytes()))["features"]
    found = []
    for feature in features:
        p = feature["properties"]
        name, *alts = area_names(p["name"], p["alt"])
        found.append(Area(p["country"], p["code"], name, tuple(alts), p["disputed"], shape(feature["geometry"])))
    return tuple(found)


def area_names(*given: str) -> list[str]:
    """Every spelling: "Homs (Hims)" is two, "A|B" is two, "Muhafazat Idlib" is also "Idlib"; the first is the one to show."""
    found: list[str] = []
    for text in given:
        for part in text.replace("(", "|").replace(")", "|").split("|"):
            name = part.strip(" ,;")
            bare = " ".join(w for w in name.split() if w.lower() not in _AREA_WORDS)
            found += [name, bare] if bare else [name]
    return [name for name in dict.fromkeys(found) if len(name) > 1] or ["?"]


class Admin1:
    """Names of first-order areas for many places at once.

    Args:
        areas: Natural Earth's.
        codes: names by GeoNames code for countries that are cut otherwise there.
    """

    def __init__(self, areas: tuple[Area, ...], codes: Mapping[str, str] | None = None) -> None:
        self._areas = areas
        shared = Counter(a.code for a in areas)
        # GeoNames' own code is surer than a simplified line, but only where both cut the country alike
        self._by_code = {a.code: a.name for a in areas if a.code and shared[a.code] == 1}
        self._other = codes or {}

    def of(self, points: list[tuple[float, float]], countries: list[str], codes: list[str]) -> list[str]:
        """One name for each (lon, lat), country and GeoNames code, "" where none fits."""
        full = [f"{country}.{code}" for country, code in zip(countries, codes, strict=True)]
        known = [self._by_code.get(code, "") for code in full]
        missing = [i for i, name in enumerate(known) if not name]
        for i, area in self._holding([points[i] for i in missing]):
            if self._areas[area].country == countries[missing[i]]:
                known[missing[i]] = self._areas[area].name
        return [name or self._other.get(code, "") for name, code in zip(known, full, strict=True)]

    def countries(self, points: list[tuple[float, float]]) -> list[str]:
        """The country of each (lon, lat), "" at sea."""
        found = [""] * len(points)
        for i, area in self._holding(points):
            found[i] = self._areas[area].country
        return found

    def _holding(self, points: list[tuple[float, float]]) -> Iterator[tuple[int, int]]:
        if not points:
            return iter(())
        import shapely

        return zip(*self._tree.query(shapely.points(points), predicate="within").tolist(), strict=True)

    @functools.cached_property
    def _tree(self) -> Any:
        import shapely

        return shapely.STRtree([a.shape for a in self._areas])


def with_areas(places: list[NewPlace]) -> Iterator[NewPlace]:
    """The places with the country and the area that they lie in, both as the gazetteer calls them; what lies in none keeps its own."""
    admin1 = Admin1(read_areas())
    points = [(p.lon, p.lat) for p in places]
    countries = [p.country or found for p, found in zip(places, admin1.countries(points), strict=True)]
    areas = admin1.of(points, countries, [""] * len(places))
    for place, country, area in zip(places, countries, areas, strict=True):
        within = place.kind not in ("country", "admin1") and bool(area)
        yield place._replace(country=country, admin1=area if within else place.admin1)
