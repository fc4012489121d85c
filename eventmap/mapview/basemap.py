"""The map's background, cut to where the events are: Natural Earth's land, coast, borders, rivers and lakes, and names to write on it.

The page draws it itself, so that no tile server learns what somebody looks at. Source: ``gazetteer/README.md``.
"""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from eventmap.mapview.encode import pack
from eventmap.settings import shipped

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees; east may pass 180
Town = tuple[str, float, float, int]  # name, lat, lon, population

MARGIN = 0.6  # of the events' own extent, on every side: what a reader sees when zooming out twice
MIN_MARGIN_DEG = 2.5
VERTICES_ACROSS = 4000  # a detail smaller than this part of the extent is not worth its bytes
MAX_TOWNS = 1500
WORLD: Bounds = (-180.0, -85.0, 180.0, 85.0)
DETAILED = ("coast", "border", "admin1", "disputed", "river")
RANKS_BY_WIDTH_DEG = ((12, 10), (30, 8), (60, 6), (400, 4))  # the smaller the map, the smaller the rivers on it


@functools.cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gzip.decompress(shipped("basemap.json.gz").read_bytes()))
    return loaded


def bounds_of(lats: Any, lons: Any) -> Bounds | None:
    """The smallest box round the points; over the antimeridian when that is narrower (then east > 180)."""
    if not len(lats):
        return None
    sorted_lons = np.sort(lons)
    gaps = np.diff(sorted_lons, append=sorted_lons[0] + 360)
    widest = int(np.argmax(gaps))
    west = sorted_lons[(widest + 1) % len(sorted_lons)]
    east = sorted_lons[widest]
    return float(west), float(np.min(lats)), float(east + 360 if east < west else east), float(np.max(lats))


def background(bounds: Bounds | None, language: str = "en", towns: Iterable[Town] = ()) -> str:
    """The background round ``bounds`` as base64 for the page; the whole world, coarse, when there are no bounds.

    Args:
        bounds: the box of the events.
        language: of the countries' names.
        towns: (name, lat, lon, population); those outside the box are left out.
    """
    box = _widened(bounds) if bounds else WORLD
    boxes = _unrolled(box)
    detail_deg = max((box[2] - box[0]) / VERTICES_ACROSS, 0.001)
    layers = {name: _lines(name, boxes, detail_deg, box[2] - box[0]) for name in DETAILED}
    layers["land"] = _areas("land", boxes, detail_deg)
    layers["lake"] = _areas("lake", boxes, detail_deg)
    layers["coarse_land"] = _outside("coarse_land", boxes)
    layers["coarse_border"] = _outside_lines("coarse_border", boxes)
    return pack({"degree": _data()["degree"], "layers": layers, "box": box, **_names(boxes, language, towns)})


def _widened(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    dx, dy = max(MIN_MARGIN_DEG, MARGIN * (east - west)), max(MIN_MARGIN_DEG, MARGIN * (north - south))
    if east - west + 2 * dx >= 360:
        return (-180.0, max(-89.0, south - dy), 180.0, min(89.0, north + dy))
    return west - dx, max(-89.0, south - dy), east + dx, min(89.0, north + dy)


def _unrolled(box: Bounds) -> list[Bounds]:
    """The box as one or two boxes inside -180..180."""
    west, south, east, north = box
    parts = [(west + turn, south, east + turn, north) for turn in (-360, 0, 360)]
    return [(max(w, -180.0), s, min(e, 180.0), n) for w, s, e, n in parts if e > -180 and w < 180]


@functools.cache
def _geometries(name: str) -> tuple[Any, Any]:
    """The layer's geometries and a spatial index of them."""
    layer = _data()["layers"][name]
    rings = _rings(layer)
    if "rings" in layer:
        groups = np.repeat(np.arange(len(layer["rings"])), layer["rings"])
        geometries = shapely.polygons(np.array(rings), indices=groups)
    else:
        geometries = np.array(rings)
    return geometries, shapely.STRtree(geometries)


def _rings(layer: dict[str, Any]) -> list[Any]:
    lengths = np.array(layer["lengths"])
    steps = np.array(layer["xy"], dtype=np.int64).reshape(-1, 2)
    ends = np.cumsum(lengths)
    total = np.cumsum(steps, axis=0)
    # every line starts anew from 0, 0: take off what the lines before it added up to
    before = np.vstack([[[0, 0]], total[ends[:-1] - 1]]) if len(lengths) else np.zeros((0, 2), dtype=np.int64)
    xy = (total - np.repeat(before, lengths, axis=0)) / _data()["degree"]
    make = shapely.linearrings if "rings" in layer else shapely.linestrings
    return list(make(xy, indices=np.repeat(np.arange(len(lengths)), lengths)))


def _near(name: str, box: Bounds) -> Any:
    return np.sort(_geometries(name)[1].query(shapely.box(*box)))


def _lines(name: str, boxes: Sequence[Bounds], detail_deg: float, width_deg: float) -> dict[str, Any]:
    props = _data()["layers"][name].get("props")
    max_rank = next(rank for width, rank in RANKS_BY_WIDTH_DEG if width_deg <= width)
    parts: list[Any] = []
    kept: list[Any] = []
    for box in boxes:
        for i in _near(name, box):
            if props and props[i][0] > max_rank:
                continue
            cut = shapely.simplify(shapely.clip_by_rect(_geometries(name)[0][i], *box), detail_deg)
            pieces = [p for p in _parts(cut, "LineString") if p.length > 2 * detail_deg]
            parts += pieces
            kept += [props[i]] * len(pieces) if props else []
    return {**_packed(parts), **({"props": kept} if props else {})}


def _areas(name: str, boxes: Sequence[Bounds], detail_deg: float) -> dict[str, Any]:
    polygons = []
    for box in boxes:
        # a little more than the box, so that no seam shows between it and the coarse world around
        grown = (box[0] - 0.05, box[1] - 0.05, box[2] + 0.05, box[3] + 0.05)
        cut = shapely.clip_by_rect(_geometries(name)[0][_near(name, box)], *grown)
        polygons += [p for p in _parts(shapely.simplify(cut, detail_deg), "Polygon") if p.area > detail_deg**2]
    return _packed_areas(polygons)


def _outside(name: str, boxes: Sequence[Bounds]) -> dict[str, Any]:
    hole = shapely.union_all([shapely.box(*b) for b in boxes])
    cut = shapely.difference(shapely.make_valid(_geometries(name)[0]), hole)
    return _packed_areas(_parts(cut, "Polygon"))


def _outside_lines(name: str, boxes: Sequence[Bounds]) -> dict[str, Any]:
    hole = shapely.union_all([shapely.box(*b) for b in boxes])
    return _packed(_parts(shapely.difference(_geometries(name)[0], hole), "LineString"))


def _parts(geometry: Any, kind: str) -> list[Any]:
    """The single geometries of one kind; cutting leaves points, collections and empty ones behind."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return [p for p in flat if p.geom_type == kind and not p.is_empty]


def _packed_areas(polygons: Sequence[Any]) -> dict[str, Any]:
    rings = [[p.exterior, *p.interiors] for p in polygons]
    return {**_packed([r for group in rings for r in group]), "rings": [len(group) for group in rings]}


def _packed(lines: Sequence[Any]) -> dict[str, Any]:
    """As in the shipped file: one flat list of steps, each line starting anew from 0, 0."""
    lengths = shapely.get_num_coordinates(lines) if len(lines) else np.zeros(0, dtype=int)
    xy = np.round(shapely.get_coordinates(lines) * _data()["degree"]).astype(np.int64)
    steps = np.diff(xy, axis=0, prepend=[[0, 0]]) if len(xy) else xy
    starts = np.cumsum(lengths)[:-1]
    if len(xy):
        steps[starts] = xy[starts]
    return {"lengths": lengths.tolist(), "xy": steps.ravel().tolist()}


def _names(boxes: Sequence[Bounds], language: str, towns: Iterable[Town]) -> dict[str, Any]:
    names = country_names(language)
    countries = [[names.get(iso, iso), lon, lat, rank] for iso, lon, lat, rank in _data()["countries"]]
    areas = [a for a in _data()["admin1_labels"] if a[0] and _inside(a[2], a[1], boxes)]
    kept: list[list[Any]] = [[n, round(lon, 3), round(lat, 3), int(pop or 0)] for n, lat, lon, pop in towns if _inside(lat, lon, boxes)]
    kept.sort(key=lambda town: town[3], reverse=True)
    return {"countries": countries, "admin1_names": areas, "towns": kept[:MAX_TOWNS]}


def _inside(lat: float, lon: float, boxes: Sequence[Bounds]) -> bool:
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in boxes)


@functools.cache
def country_names(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> the country's name in a language. Source: CLDR through babel."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)


def province_at(lat: float, lon: float) -> dict[str, Any] | None:
    """The first-order area round a point, as rings in degrees, for the hatching of events known only by province."""
    found = _provinces()[1].query(shapely.Point(lon, lat), predicate="intersects")
    if not len(found):
        return None
    simple = shapely.simplify(_provinces()[0][found[0]], 0.01)
    return _packed_areas(_parts(simple, "Polygon"))


@functools.cache
def _provinces() -> tuple[Any, Any]:
    text = gzip.decompress(shipped("admin1.geojson.gz").read_bytes()).decode("utf-8")
    geometries = shapely.get_parts(shapely.from_geojson(text))
    return geometries, shapely.STRtree(geometries)
