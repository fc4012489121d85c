"""Tables of every kind become our columns; bad ones say which line and column."""

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from eventmap.errors import InputError
from eventmap.mapview import EventMap, tables
from eventmap.mapview.schema import event_frame, exported_columns, parse_columns, parse_day


def write(tmp_path: Path, text: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "text",
    ["2017-02-13", "13 February 2017", "13-February-2017", "13-Feb-17", "13/02/2017", "2017/02/13T08:00", "February 13, 2017", "20170213", "13.02.2017"],
)
def test_dates_of_every_export(text: str) -> None:
    assert parse_day(text) == dt.date(2017, 2, 13)


@pytest.mark.parametrize("text", ["", "Smarch 3", "31/02/2017", "2017", "2017-13-01", "9" * 100, "1 2 3"])
def test_no_date_is_no_date(text: str) -> None:
    assert parse_day(text) is None


def test_month_first_only_when_the_table_says_so() -> None:
    european = event_frame([{"event_date": "03/04/2017", "location": "x"}, {"event_date": "25/04/2017", "location": "x"}])
    american = event_frame([{"event_date": "03/04/2017", "location": "x"}, {"event_date": "04/25/2017", "location": "x"}])
    assert european["event_date"].tolist() == ["2017-04-03", "2017-04-25"]
    assert american["event_date"].tolist() == ["2017-03-04", "2017-04-25"]


ACLED_2016 = (
    "GWNO,EVENT_ID_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,"
    "ADMIN1,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES\n"
    '615,1ALG,01/01/2014,2014,1,Riots/Protests,Rioters (Algeria),,5,,,0,50,Algeria,Alger,Algiers,36.75,3.04,1,A,"Youths, angry",0\n'
    "615,2ALG,13/01/2014,2014,1,Riots/Protests,Protesters (Algeria),,6,,,0,60,Algeria,Alger,Algiers,36.75,3.04,1,A,March,0\n"
    "615,3ALG,14/01/2014,2014,1,Battle-No change of territory,Army,Police,1,GIA,,2,12,Algeria,Alger,Algiers,36.75,3.04,1,A,Fight,3\n"
)
ACLED_2020 = (
    "data_id;iso;event_id_cnty;event_date;year;time_precision;event_type;sub_event_type;actor1;assoc_actor_1;inter1;actor2;inter2;country;iso3;"
    "location;latitude;longitude;fatalities;notes\n7;760;SYR7;9-May-20;2020;1;Battles;Armed clash;A;;1;B;2;Syria;SYR;al-Bab;36.37;37.51;2;x\n"
)
ACLED_2024 = (
    "event_id_cnty\tevent_date\tevent_type\tsub_event_type\tactor1\tinter1\tactor2\tinter2\tlocation\tlatitude\tlongitude\n"
    "UKR1\t07 November 2022\tBattles\tArmed clash\tA\tState forces\tB\tExternal/Other forces\tBakhmut\t48.6\t38\n"
)


def test_acled_in_capitals(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, ACLED_2016))
    assert frame["event_type"].tolist() == ["Riots", "Protests", "Battles"]
    assert frame["sub_event_type"].tolist()[2] == "Armed clash"
    assert frame["event_date"].tolist() == ["2014-01-01", "2014-01-13", "2014-01-14"]
    assert frame["assoc_actor_1"].tolist()[2] == "Police"
    assert frame["notes"].tolist()[0] == "Youths, angry"


def test_acled_with_semicolons(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, ACLED_2020))
    assert frame.loc[0, "event_date"] == "2020-05-09"
    assert frame.loc[0, "event_id_cnty"] == "SYR7"
    assert frame.loc[0, "latitude"] == "36.37"


def test_acled_with_words_for_codes(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, ACLED_2024, encoding="utf-16"))
    assert (frame.loc[0, "inter1"], frame.loc[0, "inter2"]) == ("1", "8")
    assert frame.loc[0, "event_date"] == "2022-11-07"


UCDP = (
    "id,year,type_of_violence,conflict_name,dyad_name,side_a,side_b,source_article,where_prec,where_coordinates,where_description,adm_1,"
    "latitude,longitude,country,date_prec,date_start,date_end,best,high,low\n"
    '9,2016,1,c,d,Government of Syria,IS,"Reuters ""Fight""",4,Aleppo,Aleppo province,Aleppo,36.2,37.2,Syria,4,2016-05-01,2016-05-31,5,9,3\n'
    "10,2016,3,c,d,IS,Civilians,AFP,1,al-Bab,in al-Bab,Aleppo,36.37,37.51,Syria,1,2016-05-02 00:00:00.000,2016-05-02,1,1,1\n"
)


def test_ucdp(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, UCDP))
    first, second = frame.to_dict("records")
    assert (first["event_type"], first["geo_precision"], first["time_precision"], first["inter1"]) == ("Battles", 3, 3, 1)
    assert (first["fatalities"], first["fatalities_low"], first["fatalities_high"]) == ("5", "3", "9")
    assert (second["event_type"], second["inter2"], second["event_date"]) == ("Violence against civilians", 7, "2016-05-02")
    assert second["event_id_cnty"] == "UCDP10"


def test_geojson(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [37.5, 36.4]}, "properties": {"event_date": "2017-01-01", "location": "a"}},
        {"type": "Feature", "geometry": None, "properties": {"event_date": "2017-01-02", "location": "b"}},
    ]
    frame = event_frame(write(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "e.geojson"))
    assert frame["latitude"].tolist()[0] == 36.4
    assert len(EventMap(tmp_path / "e.geojson")) == 2


def test_columns_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, "Tag,Ort,Wer,Opfer\n1.2.2020,Kyiv,X,4\n")
    frame = event_frame(path, parse_columns("date=Tag,place=Ort,actor=Wer,toll=Opfer"))
    assert frame.loc[0, ["event_date", "location", "actor1", "fatalities"]].tolist() == ["2020-02-01", "Kyiv", "X", "4"]
    assert "Ort" not in frame


def test_common_names_need_no_help(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, "Date,City,Lat,Lon,Deaths,Description\n2020-01-01,Gao,16.2,-0.04,1,x\n"))
    assert frame.loc[0, ["event_date", "location", "latitude", "longitude", "fatalities", "notes"]].tolist() == ["2020-01-01", "Gao", "16.2", "-0.04", "1", "x"]


def test_geocoding_fills_only_what_lacks() -> None:
    asked = []

    def geocode(name: str, country: str, admin1: str) -> tuple[float, float, float, int, str] | None:
        asked.append(name)
        return (36.37, 37.51, 2.0, 1, "exact name") if name == "al-Bab" else None

    rows = [
        {"event_date": "2017-01-01", "location": "al-Bab", "latitude": "", "longitude": ""},
        {"event_date": "2017-01-01", "location": "al-Bab", "latitude": None, "longitude": float("nan")},
        {"event_date": "2017-01-01", "location": "Nowhere", "latitude": "", "longitude": ""},
        {"event_date": "2017-01-01", "location": "Raqqa", "latitude": 35.95, "longitude": 39.01},
    ]
    frame = event_frame(rows, geocode=geocode)
    assert frame["latitude"].tolist() == [36.37, 36.37, "", 35.95]
    assert sorted(asked) == ["Nowhere", "al-Bab"]
    assert "Nowhere" in frame.attrs["messages"][0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("just one column\nof words\n", "line 1: no columns found"),
        ("a,b,a\n1,2,3\n", "line 1: the column 'a' is there 2 times"),
        ("event_date,location\n2017-01-01,x\n2017-01-02,y,z\n", "line 3: 3 cells, but the header has 2 columns"),
        ("colour,shape\nred,round\n", "no column with a date, a place"),
        ('{"a": 1', "line 1"),
        ('{"event_date": "2017-01-01"}\n{broken\n', "line 2"),
        ("[1, 2]", "item 1 is not an object"),
    ],
)
def test_bad_tables_say_where(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        event_frame(write(tmp_path, text))


def test_bad_date_says_where(tmp_path: Path) -> None:
    frame = event_frame(write(tmp_path, 'event_date,location,notes\n2017-01-01,x,"two\nlines"\nSmarch 3,y,z\n'))
    assert frame.attrs["messages"] == ["column event_date, line 4: 'Smarch 3' is not a date; the event is shown without one"]
    assert frame["tags"].tolist() == ["", "date_text=Smarch 3"]


def test_unknown_column_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'When'; it has: Tag, Ort"):
        event_frame(write(tmp_path, "Tag,Ort\n1,2\n"), {"date": "When"})


def test_missing_and_huge_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot read"):
        event_frame(tmp_path / "none.csv")
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(2_000_000_000)  # a hole: takes no room on the disk
    with pytest.raises(InputError, match=r"has 2.0 GB"):
        event_frame(tmp_path / "big.csv")
    monkeypatch.setattr(tables, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="has 2 rows"):
        event_frame(write(tmp_path, "date,place\n1,2\n1,2\n"))


def test_card_columns_are_not_exported() -> None:
    frame = event_frame([{"event_date": "2017-01-01", "marks": "[]", "evidence": "[]", "own": 1}])
    assert "own" in exported_columns(frame)
    assert "marks" not in exported_columns(frame)


def test_data_frame_is_left_as_it_was() -> None:
    frame = pd.DataFrame({"Date": ["2020-01-01"], "Place": ["x"]})
    EventMap(frame)
    assert list(frame.columns) == ["Date", "Place"]
