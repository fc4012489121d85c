"""Which administrative areas a point lies in."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from eventmap.gazetteer.near import distance_km
from eventmap.records import AdminArea, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Rows = Callable[..., list[Any]]
_NEAR_KM = 15.0  # how far the next known place may be whose second-order area is taken over
_COAST_DEGREES = 0.1  # a point this far off all areas still belongs to the nearest one: harbours, generalised coasts
_CACHED = 4096
_KM_PER_DEGREE = 111.2


class _Area(NamedTuple):
    id: int
    country: str
    name: str
    disputed: str


class Areas:
    """Looks points up in the areas of a gazetteer file; only the shapes that may hold one are ever read.

    Args:
        rows: runs a query on the file.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._countries = {iso2: rest for iso2, *rest in rows("SELECT iso2, iso3, name, isonumeric, region FROM countries")}
        self._shape = functools.lru_cache(_CACHED)(self._read_shape)
        self._area = functools.lru_cache(_CACHED)(self._find_area)
        self._called = functools.lru_cache(_CACHED)(self._ids)
        self._seconds = functools.lru_cache(8)(self._read_seconds)
        self._admin2 = functools.lru_cache(_CACHED)(self._nearest_admin2)

    def at(self, lat: float, lon: float, place: Place | None = None) -> AdminArea:
        """The areas at a point; what ``place`` says of itself counts more."""
        area = self._area(round(lat, 4), round(lon, 4))
        country = (place.country if place else "") or (area.country if area else "")
        same_side = area is not None and area.country == country
        iso3, name, numeric, region = self._countries.get(country, ("", "", None, ""))
        if place is not None and place.kind == "country":
            return AdminArea(country=country, iso3=iso3, country_name=name, iso_numeric=numeric, region=region)
        admin1 = (place.admin1 if place else "") or (area.name if area and same_side else "")
        return AdminArea(
            country=country,
            iso3=iso3,
            country_name=name,
            iso_numeric=numeric,
            region=region,
            admin1=admin1,
            admin2=self._second_order(lat, lon, country, place),
            disputed=area.disputed if area and same_side else "",
        )

    def distance_km(self, names: frozenset[str], country: tuple[str, ...], lat: float, lon: float) -> float:
        """How far a point lies outside the areas of these names, roughly: 0 inside, infinite when there are none."""
        import shapely

        point = shapely.Point(lon, lat)
        return min((self._shape(n).distance(point) * _KM_PER_DEGREE for n in self._called(names, country)), default=math.inf)

    def _ids(self, names: frozenset[str], country: tuple[str, ...]) -> tuple[int, ...]:
        found = []
        for name in sorted(names):
            found += [(n, code) for n, code in self._rows("SELECT id, country FROM areas WHERE name = ?", name)]
        return tuple(n for n, code in found if not country or code in country)

    def _second_order(self, lat: float, lon: float, country: str, place: Place | None) -> str:
        if place is not None and (place.admin2 or place.kind == "admin1"):
            return place.admin2
        return self._admin2(round(lat, 3), round(lon, 3), country)

    def _find_area(self, lat: float, lon: float) -> _Area | None:
        import shapely

        point, d = shapely.Point(lon, lat), _COAST_DEGREES
        areas, west, south, east, north = self._boxes
        may_hold = ((west <= lon + d) & (east >= lon - d) & (south <= lat + d) & (north >= lat - d)).nonzero()[0].tolist()
        near = [(self._shape(areas[i].id).distance(point), areas[i]) for i in may_hold]
        distance, area = min(near, default=(d + 1, None), key=lambda item: item[0])
        return area if distance <= d else None

    @functools.cached_property
    def _boxes(self) -> tuple[list[_Area], Any, Any, Any, Any]:
        """All areas with their bounds, west, south, east, north in degrees, as arrays: one comparison finds those near a point."""
        import numpy as np

        rows = self._rows("SELECT id, country, name, disputed, west, south, east, north FROM areas ORDER BY id")
        west, south, east, north = np.array([row[4:] for row in rows], dtype=float).reshape(-1, 4).T
        return [_Area(*row[:4]) for row in rows], west, south, east, north

    def _read_shape(self, area: int) -> BaseGeometry:
        import shapely

        ((wkb,),) = self._rows("SELECT wkb FROM shapes WHERE id = ?", area)
        shape: BaseGeometry = shapely.from_wkb(wkb)
        shapely.prepare(shape)
        return shape

    def _nearest_admin2(self, lat: float, lon: float, country: str) -> str:
        import shapely

        tree, scale, places = self._seconds(country)
        if tree is None:
            return ""
        there_lat, there_lon, name = places[int(tree.nearest(shapely.Point(lon * scale, lat)))]
        return name if distance_km(lat, lon, there_lat, there_lon) <= _NEAR_KM else ""

    def _read_seconds(self, country: str) -> tuple[Any, float, list[tuple[float, float, str]]]:
        """The settlements of a country that say their second-order area, in a tree, its x axis shrunk as degrees of longitude are there."""
        import shapely

        rows = self._rows("SELECT lat, lon, admin2 FROM places WHERE country = ? AND kind = 'settlement' AND admin2 != ''", country)
        if not rows:
            return None, 1.0, []
        scale = math.cos(math.radians(sum(row[0] for row in rows) / len(rows)))
        return shapely.STRtree(shapely.points([(lon * scale, lat) for lat, lon, _ in rows])), scale, rows
