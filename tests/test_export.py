import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from eventmap import export
from eventmap.errors import ExportError, SettingsError
from eventmap.files import replacing, together
from eventmap.records import Actor, AdminArea, DateSpan, Event, Location, Place, Source

TADIF = Place(place_id="geonames:163811", name="Tadif", lat=36.348141, lon=37.530901, kind="settlement", country="SY", admin1="Aleppo")
EVENT = Event(
    event_id="SYR1",
    event_type="Explosions/Remote violence",
    sub_event_type="Air/drone strike",
    date=DateSpan.exact(dt.date(2017, 1, 1)),
    actors=(Actor(name="Military Forces of Turkey", inter=8), Actor(name="Free Syrian Army", inter=2)),
    targets=(Actor(name="Islamic State", inter=2),),
    location=Location(lat=TADIF.lat, lon=TADIF.lon, radius_km=2.0, precision=1, place=TADIF, confidence=0.934),
    place_text="Tadif",
    sources=(
        Source(doc_id="a", source="One", evidence="Jets struck Tadif.", fatalities=20),
        Source(doc_id="b", source="Two", evidence="22 died.", fatalities=22),
    ),
    fatalities=22,
    fatalities_low=20,
    fatalities_high=22,
    fatalities_shared=True,
    admin=AdminArea(country="SY", iso3="SYR", country_name="Syria", iso_numeric=760, admin1="Aleppo"),
)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_has_the_columns_of_the_table() -> None:
    (row,) = export.rows([EVENT])
    assert tuple(row) == export.COLUMNS
    assert row["actor1"] == "Military Forces of Turkey"
    assert row["assoc_actor_1"] == "Free Syrian Army"
    assert row["interaction"] == "28"
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2017-01-01", 2017, 1)
    assert (row["region"], row["country"], row["iso"]) == ("Middle East", "Syria", 760)
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == (36.34814, 37.5309, 1)
    assert row["tags"] == "tolls=20/22"
    assert row["n_sources"] == 2
    assert row["doc_id"] == "a; b"


def test_a_merged_row_has_every_source() -> None:
    sources = tuple(
        Source(doc_id=d, source="One", url=f"https://{d}.example", title=title, published=dt.date(2017, 1, n), evidence=f"Text {d}.", fatalities=toll)
        for n, (d, title, toll) in enumerate((("a", "Jets; more", 20), ("b", "Later", None), ("c", "Later", 20)), 1)
    )
    (row,) = export.rows([replace(EVENT, sources=sources, tags=("denied_in=b",))])
    assert row["doc_id"] == "a; b; c"
    assert row["url"] == "https://a.example; https://b.example; https://c.example"
    assert (row["source"], row["title"], row["published"]) == ("One", "Jets, more; Later", "2017-01-01; 2017-01-02; 2017-01-03")
    assert row["tags"] == "denied_in=b; tolls=20/-/20"
    assert row["notes"] == "Text a. | Text b. | Text c."
    assert row["n_sources"] == 3
    (alone,) = export.rows([replace(EVENT, sources=sources[:1])])
    assert (alone["title"], alone["tags"]) == ("Jets; more", "")


def test_what_is_unknown_stays_empty() -> None:
    (row,) = export.rows([replace(EVENT, date=None, location=None, admin=None, fatalities=None, actors=(), tags=("date_text=Jan. 1",))])
    assert row["event_date"] == row["year"] == row["time_precision"] == ""
    assert row["latitude"] == row["longitude"] == row["geo_precision"] == ""
    assert row["fatalities"] == row["fatalities_shared"] == ""
    assert (row["actor1"], row["interaction"]) == ("", "20")
    assert row["tags"].startswith("date_text=Jan. 1")


@pytest.mark.parametrize(
    ("event_type", "sub", "disorder"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Strategic developments", "Arrests", "Strategic developments"),
    ],
)
def test_disorder_type(event_type: str, sub: str, disorder: str) -> None:
    assert export.disorder_type(event_type, sub) == disorder


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    event = replace(EVENT, place_text=f'{start}HYPERLINK("http://x")', location=None)
    assert read(export.csv_text(export.rows([event])))[0]["location"].startswith("'" + start)


def test_negative_coordinates_are_numbers() -> None:
    assert EVENT.location
    event = replace(EVENT, location=replace(EVENT.location, lat=-1.5))
    assert read(export.csv_text(export.rows([event])))[0]["latitude"] == "-1.5"


@pytest.mark.parametrize(
    ("relation", "place_text", "location"), [("15 km E", "the city", "Tadmur"), ("8 km S of Tadmur", "Kyaukhtan", "Kyaukhtan")]
)
def test_a_computed_point_bears_the_name_it_was_measured_from_or_the_villages(relation: str, place_text: str, location: str) -> None:
    point = Location(lat=34.5, lon=38.4, radius_km=6.0, precision=2, relation=relation, method="offset", anchors=(("Tadmur", 34.5, 38.2),))
    (row,) = export.rows([replace(EVENT, place_text=place_text, location=point)])
    assert (row["location"], row["place_text"], row["relation"]) == (location, place_text, relation)


def test_pandas_reads_the_file_back(tmp_path: Path) -> None:
    event = replace(EVENT, place_text="تادف", sources=(Source(doc_id="ا", evidence='line\nbreak, "quoted"; دير قاق\x00'),))
    export.write_csv([event], tmp_path / "events.csv")
    frame = pd.read_csv(tmp_path / "events.csv")
    assert list(frame.columns) == list(export.COLUMNS)
    assert frame.notes[0] == 'line\nbreak, "quoted"; دير قاق\ufffd'


def test_geojson_keeps_rows_without_coordinates(tmp_path: Path) -> None:
    export.write_geojson([EVENT, replace(EVENT, location=None)], tmp_path / "e.geojson")
    features = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [37.5309, 36.34814]}
    assert features[1]["geometry"] is None


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="xls"):
        export.write([EVENT], tmp_path, ["xls"])


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old")
    with pytest.raises(ExportError, match="No space"), replacing(path) as file:
        file.write("new")
        raise OSError(28, "No space left on device")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["events.csv"]


def test_a_missing_folder_is_an_export_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        export.write_csv([EVENT], tmp_path / "no" / "events.csv")


def test_files_that_belong_together_come_all_or_not_at_all(tmp_path: Path) -> None:
    with together(tmp_path / "out") as part:
        (part / "a").write_text("1")
        (part / "b").write_text("2")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "b"]
    with pytest.raises(ExportError) as caught, together(tmp_path / "out") as part:
        (part / "a").write_text("new")
        with replacing(part / "b"):
            raise OSError(28, "No space left on device")
    assert (tmp_path / "out" / "a").read_text() == "1"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "b"]
    assert str(caught.value) == f"cannot write {tmp_path / 'out' / 'b'}: No space left on device; free some space or write to another disk"
    assert caught.value.errno == 28


def test_controls_and_bidi_overrides_are_made_visible() -> None:
    assert export.visible("a\0b\u202ec\u2069\x85\x1b") == "a\ufffdb\ufffdc\ufffd\ufffd\ufffd"
    assert export.visible("مي\u200cخواهم\n\tx") == "مي\u200cخواهم\n\tx"
    assert export.visible(3.5) == 3.5
