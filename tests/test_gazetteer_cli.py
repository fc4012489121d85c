"""The commands around the gazetteer: what they print and how they end."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventmap.cli import main


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def test_list_and_info() -> None:
    listed = run("gazetteer", "list")
    assert listed.exit_code == 0
    assert "cities500" in listed.output and "CC BY 4.0" in listed.output and "airfields" in listed.output
    info = run("gazetteer", "info")
    assert info.exit_code == 0 and "size_mb" in info.output


def test_search_says_score_place_and_reasons() -> None:
    found = run("gazetteer", "search", "Bzagah", "--near", "al-Bab")
    assert found.exit_code == 0
    assert "geonames:171064" in found.output and "km from the point asked for" in found.output


@pytest.mark.parametrize(
    "args, status, says",
    [
        (["gazetteer", "search", "Qwxzjkv"], 2, "no place is called"),
        (["gazetteer", "search", "Aleppo", "--near", "Qwxzjkv"], 2, "no place is called"),
        (["gazetteer", "add"], 2, "name a country"),
        (["gazetteer", "add", "Syria"], 2, "no country code"),
        (["gazetteer", "add", "SY", "--from", "/no/such/folder"], 3, "there is no admin1CodesASCII.txt"),
        (["gazetteer", "add", "--file", "/no/such/file.csv"], 2, "cannot read"),
        (["geocode"], 2, "give place names"),
        (["geocode", "Aleppo", "--gazetteer", "ZZ"], 3, "eventmap gazetteer add ZZ"),
        (["geocode", "Aleppo", "--online", "nosuch"], 2, "cannot use the online geocoder"),
        (["geocode", "--table", "/no/such/file.csv"], 2, "cannot read the table"),
    ],
)
def test_what_goes_wrong_is_said(args: list[str], status: int, says: str) -> None:
    done = run(*args)
    assert (done.exit_code, says in done.output) == (status, True), done.output


def test_geocode_names() -> None:
    done = run("geocode", "Aleppo", "Qwxzjkv")
    assert done.exit_code == 0
    assert "geonames:170063" in done.output and "1 of 2 names located" in done.output


def test_geocode_a_table(tmp_path: Path) -> None:
    table, output = tmp_path / "names.csv", tmp_path / "located.csv"
    table.write_text("id,name,country\n1,حلب,SY\n2,Qwxzjkv,SY\n", encoding="utf-8")
    done = run("geocode", "--table", table, "-o", output)
    assert done.exit_code == 0, done.output
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["1", "2"]
    assert rows[0]["place_id"] == "geonames:170063" and rows[0]["name"] == "حلب"
    assert rows[1]["latitude"] == ""


def test_an_unwritable_cache_folder_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EVENTMAP_CACHE", str(tmp_path / "file" / "cache"))
    done = run("gazetteer", "list")
    assert done.exit_code == 3 and "cannot write in" in done.output
