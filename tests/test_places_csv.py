"""Every hand-made place lies where it says it does."""

import csv
import gzip
import json
import math
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from shapely import Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from eventmap import names
from eventmap.settings import shipped

KINDS = {"settlement", "neighbourhood", "facility", "water", "terrain", "region"}
BORDER_KM = 6  # crossings lie on borders, and the shipped borders are simplified by about 2 km
ADMIN_KM = 12  # quarters and bases at a city's edge; first-order lines are less exact than borders
DUMPS = Path(__file__).parent.parent.parent / "shared" / "geonames"
# Natural Earth's names of the areas that we call by the names ACLED uses.
AREAS = {
    "SY": {"Hama": "Hamah", "Latakia": "Lattakia", "Raqqa": "Ar Raqqah", "Deir ez-Zor": "Dayr Az Zawr",            "Daraa": "Dar`a", "As-Suwayda": "As Suwayda'", "Quneitra": "Golan Heights"},
    "IQ": {"Nineveh": "Ninawa", "Anbar": "Al-Anbar", "Saladin": "Sala ad-Din", "Erbil": "Arbil", "Duhok": "Dihok", "Kirkuk": "At-Ta'mim", "Babylon": "Babil"},
    "UA": {"Donetsk": "Donets'k", "Luhansk": "Luhans'k", "Kyiv": "Kiev", "Kyiv City": "Kiev City", "Zaporizhzhia": "Zaporizhzhya", "Odesa": "Odessa", "Mykolaiv": "Mykolayiv"},
    "SD": {"South Darfur": "Southern Darfur", "West Darfur": "Western Darfur"},
    "YE": {"Taiz": "Ta`izz", "Sanaa": "Amanat Al Asimah", "Marib": "Ma'rib", "Aden": "`Adan", "Saada": "Sa`dah"},
    "CD": {"North Kivu": "Nord-Kivu", "South Kivu": "Sud-Kivu", "Ituri": "Orientale"},
}  # fmt: skip


def read_places() -> list[dict[str, str]]:
    with shipped("places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = read_places()


@cache
def areas() -> dict[str, dict[str, BaseGeometry]]:
    found: dict[str, dict[str, BaseGeometry]] = defaultdict(dict)
    with gzip.open(shipped("admin1.geojson.gz"), "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith('{"type":"Feature",'):
                feature = json.loads(line.rstrip().rstrip(","))
                found[feature["properties"]["country"]][feature["properties"]["name"]] = shape(feature["geometry"])
    return found


def km_to(area: BaseGeometry, row: dict[str, str]) -> float:
    return float(area.distance(Point(float(row["lon"]), float(row["lat"])))) * 111.2


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["names"].split("|"))]


@pytest.mark.parametrize("row", PLACES, ids=lambda r: r["place_id"])
def test_a_row_is_whole_and_inside_its_country(row: dict[str, str]) -> None:
    assert row["kind"] in KINDS
    assert row["source"] == "hand" or re.fullmatch(r"GeoNames \d+", row["source"])
    assert 0 < float(row["radius_km"]) <= 300
    assert -90 <= float(row["lat"]) <= 90
    assert -180 <= float(row["lon"]) <= 180
    assert all(names.fold(name) for name in spellings(row))
    if row["kind"] in {"settlement", "neighbourhood", "facility"}:
        assert min(km_to(area, row) for area in areas()[row["country"]].values()) <= BORDER_KM


@pytest.mark.parametrize("row", [r for r in PLACES if r["admin1"]], ids=lambda r: r["place_id"])
def test_a_row_is_inside_its_first_order_area(row: dict[str, str]) -> None:
    known = areas()[row["country"]]
    name = row["admin1"] if row["admin1"] in known else AREAS[row["country"]][row["admin1"]]
    assert name in known, f"{row['admin1']} is no area of {row['country']}: {sorted(known)}"
    assert km_to(known[name], row) <= max(ADMIN_KM, float(row["radius_km"]))


def test_there_are_enough_over_the_deadliest_conflicts() -> None:
    assert len(PLACES) >= 500
    assert len({r["country"] for r in PLACES}) >= 15


def test_no_place_stands_twice() -> None:
    assert len({r["place_id"] for r in PLACES}) == len(PLACES)
    seen: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in PLACES:
        for key in {names.fold(s) for s in spellings(row)}:
            seen[row["country"], key].append(row)
    for (country, key), rows in seen.items():
        for i, a in enumerate(rows):
            for b in rows[:i]:
                distance = km((float(a["lat"]), float(a["lon"])), (float(b["lat"]), float(b["lon"])))
                assert distance > 20, f"{country} {key}: {a['place_id']} and {b['place_id']} are {distance:.0f} km apart"


@cache
def dump(country: str) -> dict[str, list[tuple[str, float, float]]]:
    import zipfile

    found: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    with zipfile.ZipFile(DUMPS / f"{country}.zip") as archive:
        for line in archive.read(f"{country}.txt").decode("utf-8").splitlines():
            field = line.split("\t")
            for key in {names.fold(n) for n in (field[1], field[2])}:
                found[key].append((field[0], float(field[4]), float(field[5])))
    return found


@pytest.mark.skipif(not DUMPS.is_dir(), reason="needs the GeoNames dumps of ../shared")
@pytest.mark.parametrize("row", [r for r in PLACES if r["kind"] in {"settlement", "neighbourhood"}], ids=lambda r: r["place_id"])
def test_geonames_agrees_or_the_note_explains(row: dict[str, str]) -> None:
    """A place of the same name between 5 and 25 km away is likely to be confused with ours: the note must say that it is another."""
    if not (DUMPS / f"{row['country']}.zip").exists():
        pytest.skip(f"no dump of {row['country']}")
    here = (float(row["lat"]), float(row["lon"]))
    near = [(km(here, (lat, lon)), geonameid) for geonameid, lat, lon in dump(row["country"]).get(names.fold(row["name"]), [])]
    if near and 5 < min(near)[0] < 25:
        assert "GeoNames" in row["note"] or row["source"].startswith("GeoNames"), min(near)


def test_no_spelling_is_given_twice_in_a_row_or_has_a_stray_mark() -> None:
    for row in PLACES:
        given = spellings(row)
        assert len(set(given)) == len(given), row["place_id"]
        assert all(name == name.strip() and not set(name) & set(';"+') for name in given), row["place_id"]


# Country and first-order area: the city's point, and how far from it in km a quarter of that area may lie.
CITIES = {
    ("SY", "Damascus"): (33.512, 36.297, 14), ("YE", "Aden"): (12.82, 45.0, 30), ("SO", "Banaadir"): (2.04, 45.335, 16),
    ("IQ", "Baghdad"): (33.32, 44.4, 35), ("HT", "Ouest"): (18.55, -72.33, 45), ("MM", "Yangon"): (16.82, 96.15, 25), ("AF", "Kabul"): (34.525, 69.17, 25),
    ("SD", "Khartoum"): (15.6, 32.53, 60), ("PS", "Gaza Strip"): (31.42, 34.37, 25),
}  # fmt: skip


@pytest.mark.parametrize("area", CITIES, ids="-".join)
def test_the_places_of_a_city_are_near_it(area: tuple[str, str]) -> None:
    lat, lon, most = CITIES[area]
    rows = [r for r in PLACES if (r["country"], r["admin1"]) == area and r["kind"] == "neighbourhood"]
    assert len(rows) >= 5
    for row in rows:
        assert km((lat, lon), (float(row["lat"]), float(row["lon"]))) <= most, row["place_id"]


def read_villages() -> list[dict[str, str]]:
    with shipped("villages.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_villages_are_whole_and_inside_their_country() -> None:
    rows = read_villages()
    assert len(rows) > 3_000
    assert len({r["place_id"] for r in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in ("settlement", "admin2")
        assert row["place_id"] == "geonames:" + row["source"].removeprefix("GeoNames ")
        assert all(names.fold(name) for name in spellings(row)), row["place_id"]
        if row["country"] != "AF" and row["name"] not in ("Bakassi", "Halayeb"):  # Daykundi and Panjshir are not on the map; disputed
            assert min(km_to(area, row) for area in areas()[row["country"]].values()) <= BORDER_KM, row["place_id"]


@pytest.mark.parametrize(
    ("country", "name", "lat", "lon"),
    [
        ("UA", "Sokil", 48.23, 37.55),
        ("SD", "Tawila", 13.5, 24.9),
        ("SD", "Korma", 13.85, 24.75),
        ("LB", "Kounine", 33.15, 35.44),
        ("ML", "Tassiga", 15.47, 0.69),
        ("AF", "Marawara", 34.85, 71.2),
    ],
)
def test_well_known_villages_are_there(country: str, name: str, lat: float, lon: float) -> None:
    rows = [r for r in read_villages() if r["country"] == country and names.fold(name) in map(names.fold, spellings(r))]
    assert rows
    assert min(km((lat, lon), (float(r["lat"]), float(r["lon"]))) for r in rows) < 30
