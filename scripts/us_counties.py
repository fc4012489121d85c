#!/usr/bin/env python3
"""Makes gazetteer/us_counties.csv: the counties and parishes of the United States with their middle and size.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz && python scripts/us_counties.py package/counties-10m.json

Source: npm us-atlas 3.0.1 (ISC), from the U.S. Census Bureau's cartographic boundaries (public domain). Independent cities are towns
already and are left out, and so are boroughs of Alaska and the territories.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon

OUT = Path(__file__).resolve().parents[1] / "gazetteer" / "us_counties.csv"
COLUMNS = ["place_id", "name", "lat", "lon", "kind", "country", "admin1", "radius_km", "names", "source", "note"]
LEFT_OUT_STATES = frozenset({"02", "11", "60", "66", "69", "72", "78"})
FIRST_INDEPENDENT_CITY = 510  # last three digits of the code
LOUISIANA = "22"
KM_PER_DEGREE = 111.2

Ring = list[tuple[float, float]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The topology's shared lines in degrees: steps on a grid, summed up and scaled."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def shape_of(geometry: dict[str, Any], arcs: list[Ring]) -> MultiPolygon:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    shells = [ring(p[0], arcs) for p in polygons]
    return MultiPolygon([Polygon(shell) for shell in shells if len(shell) >= 4])


def ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for i in indexes:
        line = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += line[1:] if points else line
    return points


def rows(topology: dict[str, Any]) -> Iterator[list[Any]]:
    arcs = arcs_of(topology)
    states = {g["id"]: g["properties"]["name"] for g in topology["objects"]["states"]["geometries"]}
    for county in sorted(topology["objects"]["counties"]["geometries"], key=lambda g: g["id"]):
        state, number = county["id"][:2], int(county["id"][2:])
        if state in LEFT_OUT_STATES or number >= FIRST_INDEPENDENT_CITY or not county.get("arcs"):
            continue
        shape = shape_of(county, arcs)
        middle = shape.centroid
        km2 = shape.area * KM_PER_DEGREE**2 * math.cos(math.radians(middle.y))
        name = f"{county['properties']['name']} {'Parish' if state == LOUISIANA else 'County'}"
        yield [f"census:{county['id']}", name, round(middle.y, 3), round(middle.x, 3), "admin2", "US", states[state],
               round(math.sqrt(km2 / math.pi)), "", "U.S. Census Bureau", ""]  # fmt: skip


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_bytes())
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(topology))


if __name__ == "__main__":
    main()
