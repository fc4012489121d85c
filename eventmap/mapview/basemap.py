"""The map's background, cut to where the events are: Natural Earth's land, coast, borders, rivers and lakes, and names to write on it.

The page draws it itself, so that no tile server learns what somebody looks at. Source: ``gazetteer/README.md``.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from eventmap.mapview.encode import pack, unpacked
from eventmap.mapview.lines import Lines, from_blocks, to_blocks
from eventmap.settings import shipped

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees; east may pass 180
Town = tuple[str, float, float, int]  # name, lat, lon, population

MARGIN = 1.0  # of the events' own extent, on every side: what a reader sees when zooming out twice
MIN_MARGIN_DEG = 3.0
VERTICES_ACROSS = 3000  # a detail smaller than this part of the extent is not worth its bytes
MAX_TOWNS = 1500
SEAM_DEG = 0.05
WORLD: Bounds = (-180.0, -85.0, 180.0, 85.0)
DETAILED = ("border", "admin1", "disputed", "river")
ADMIN1_MAX_WIDTH_DEG = 120  # on a map of half the world first-order lines and names are only clutter
RANKS_BY_WIDTH_DEG = ((12, 10), (30, 8), (60, 6), (400, 4))  # the smaller the map, the smaller the rivers on it


@functools.cache
def _data() -> tuple[dict[str, Any], memoryview]:
    return unpacked(shipped("basemap.bin.gz").read_bytes())


@functools.cache
def _layer(name: str) -> Lines:
    header, body = _data()
    return from_blocks(header["layers"][name], body)


@functools.cache
def _vertices(name: str) -> tuple[Any, Any, Any]:
    """All vertices of a layer, the number of the first one of each line (and the end), and the box of each line."""
    layer = _layer(name)
    xy = layer.coordinates()
    first = np.concatenate([[0], np.cumsum(layer.lengths)])
    low, high = (f.reduceat(xy, first[:-1], axis=0) for f in (np.minimum, np.maximum))
    return xy, first, np.hstack([low, high])


def _near(name: str, box: Bounds, detail_deg: float = 0.0) -> Any:
    """Numbers of the lines whose own box meets ``box`` and that are not smaller than two details."""
    west, south, east, north = _vertices(name)[2].T
    big = (east - west) + (north - south) >= 2 * detail_deg
    return np.flatnonzero(big & (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1]))


def _line_strings(name: str, numbers: Any, make: Any = shapely.linestrings) -> Any:
    xy, first, _ = _vertices(name)
    if not len(numbers):
        return np.array([], dtype=object)
    lengths = first[numbers + 1] - first[numbers]
    chosen = np.repeat(first[numbers] - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
    return make(xy[chosen], indices=np.repeat(np.arange(len(numbers)), lengths))


def _polygons(name: str, box: Bounds, detail_deg: float = 0.0) -> Any:
    """The areas whose outer ring's box meets ``box``."""
    counts = _layer(name).rings
    if counts is None:
        raise ValueError(f"{name} has no areas")
    outer = np.cumsum(counts) - counts
    near = np.zeros(len(_layer(name).lengths), dtype=bool)
    near[_near(name, box, detail_deg)] = True
    kept = np.flatnonzero(near[outer])
    rings = [np.arange(outer[k], outer[k] + counts[k]) for k in kept]
    if not rings:
        return np.array([], dtype=object)
    made = _line_strings(name, np.concatenate(rings), shapely.linearrings)
    return shapely.polygons(made, indices=np.repeat(np.arange(len(kept)), counts[kept]))


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
    width_deg = box[2] - box[0]
    detail_deg = max(width_deg / VERTICES_ACROSS, 0.001)
    layers = {name: _lines(name, boxes, detail_deg, width_deg) for name in DETAILED}
    layers |= {name: _areas(name, boxes, detail_deg) for name in ("land", "lake")}
    layers |= _rest_of_world(boxes)
    header, blocks = to_blocks(layers)
    # the page draws the coast as the outline of the land, but for where these boxes cut it
    return pack({"layers": header, "cuts": [_grown(b) for b in boxes], **_names(boxes, width_deg, language, towns)}, blocks)


def _rest_of_world(boxes: Sequence[Bounds]) -> dict[str, Lines]:
    """Land and borders outside the boxes, coarse."""
    hole = shapely.union_all([shapely.box(*b) for b in boxes])
    land = shapely.difference(shapely.make_valid(_polygons("coarse_land", WORLD)), hole)
    border = shapely.difference(_line_strings("coarse_border", _near("coarse_border", WORLD)), hole)
    return {"coarse_land": Lines.of_areas(_parts(land, "Polygon")), "coarse_border": Lines.of_lines(_parts(border, "LineString"))}


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


def _lines(name: str, boxes: Sequence[Bounds], detail_deg: float, width_deg: float) -> Lines:
    if name == "admin1" and width_deg > ADMIN1_MAX_WIDTH_DEG:
        return Lines.of_lines([])
    props = _layer(name).props
    max_rank = next(rank for width, rank in RANKS_BY_WIDTH_DEG if width_deg <= width)
    parts: list[Any] = []
    kept: list[Any] = []
    for box in boxes:
        chosen = np.array([i for i in _near(name, box, detail_deg) if not props or props[i][0] <= max_rank], dtype=int)
        cut = shapely.simplify(shapely.clip_by_rect(_line_strings(name, chosen), *box), detail_deg)
        pieces, index = shapely.get_parts(cut, return_index=True)
        for piece, k in zip(pieces, index, strict=True):
            if piece.geom_type == "LineString" and piece.length > 2 * detail_deg:
                parts.append(piece)
                kept.append(props[chosen[k]] if props else None)
    return Lines.of_lines(parts, kept if props else None)


def _grown(box: Bounds) -> Bounds:
    """A little more than the box, so that no seam shows between it and the coarse world around."""
    return box[0] - SEAM_DEG, box[1] - SEAM_DEG, box[2] + SEAM_DEG, box[3] + SEAM_DEG


def _areas(name: str, boxes: Sequence[Bounds], detail_deg: float) -> Lines:
    polygons = []
    for box in boxes:
        cut = shapely.clip_by_rect(_polygons(name, box, detail_deg), *_grown(box))
        polygons += [p for p in _parts(shapely.simplify(cut, detail_deg), "Polygon") if p.area > detail_deg**2]
    return Lines.of_areas(polygons)


def _parts(geometry: Any, kind: str) -> list[Any]:
    """The single geometries of one kind; cutting leaves points, collections and empty ones behind."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return [p for p in flat if p.geom_type == kind and not p.is_empty]


def _names(boxes: Sequence[Bounds], width_deg: float, language: str, towns: Iterable[Town]) -> dict[str, Any]:
    names = country_names(language)
    countries = [[names.get(iso, iso), lon, lat, rank] for iso, lon, lat, rank in _data()[0]["countries"]]
    near = width_deg <= ADMIN1_MAX_WIDTH_DEG
    areas = [a for a in _data()[0]["admin1_labels"] if near and a[0] and _inside(a[2], a[1], boxes)]
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


def provinces(spots: Iterable[tuple[float, float]]) -> str | None:
    """Outlines of the first-order areas round the points (lat, lon), for the hatching of events known only by province.

    Returns:
        A block for the page whose layers are named "lat,lon" in hundredths of a degree; None when no point lies in an area.
    """
    found: dict[str, Lines] = {}
    for lat, lon in spots:
        area = _province_at(lat, lon)
        if area is not None:
            found[f"{lat:.2f},{lon:.2f}"] = Lines.of_areas(_parts(shapely.simplify(area, 0.01), "Polygon"))
    header, blocks = to_blocks(found)
    return pack({"layers": header}, blocks) if found else None


def _province_at(lat: float, lon: float) -> Any | None:
    west, south, east, north = _province_boxes()
    point = shapely.Point(lon, lat)
    near = np.flatnonzero((west <= lon) & (east >= lon) & (south <= lat) & (north >= lat))
    return next((area for area in map(_province, near.tolist()) if shapely.intersects(area, point)), None)


@functools.cache
def _province_boxes() -> Any:
    return np.array(_data()[0]["admin1_boxes"]).T


@functools.cache
def _province(number: int) -> Any:
    """The area in this line of admin1.geojson.gz; only those asked for are made, of 4,557."""
    return shapely.from_geojson(_province_lines()[number])


@functools.cache
def _province_lines() -> list[str]:
    text = gzip.decompress(shipped("admin1.geojson.gz").read_bytes()).decode("utf-8")
    return [line.rstrip(",") for line in text.splitlines()[1:-1]]
