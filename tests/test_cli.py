"""The command line as a user meets it: real processes, real files."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventmap import cli

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "eventmap" / "data" / "examples"
TEXT = (
    "Turkish warplanes destroyed eight ISIL targets in al-Bab, Bzagah and Tadif, killing 22 ISIL militants on Jan. 1, while Russian jets struck ISIL positions "
    "in Dayr Kak, eight kilometers southwest of al-Bab."
)


def eventmap(*args: str | Path, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "eventmap", *map(str, args)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_help_shows_every_command_with_an_example() -> None:
    runner = CliRunner()
    assert runner.invoke(cli.main, ["--help"]).exit_code == 0
    for name, command in cli.main.commands.items():
        text = runner.invoke(cli.main, [name, "--help"]).output
        assert "Example:" in text, name
        for sub in getattr(command, "commands", {}):
            assert "Example:" in runner.invoke(cli.main, [name, sub, "--help"]).output, (name, sub)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, eventmap.cli; print([m for m in ('pandas', 'folium', 'shapely', 'geopy', 'trafilatura', 'babel', 'dateparser') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_run_writes_the_table_the_map_and_the_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = eventmap("run", tmp_path / "a.txt", "--published", "2017-01-02", "-o", tmp_path / "out", "--format", "csv,geojson")
    assert done.returncode == 0, done.stderr
    rows = table(tmp_path / "out" / "events.csv")
    assert sorted(r["place_text"] for r in rows) == ["Bzagah", "Dayr Kak", "Tadif", "al-Bab"]
    assert {r["event_date"] for r in rows} <= {"2017-01-01", "2017-01-02"}
    assert {(r["fatalities"], r["fatalities_shared"]) for r in rows} == {("22", "true"), ("", "")}
    assert (tmp_path / "out" / "map.html").stat().st_size > 100_000
    assert (tmp_path / "out" / "failures.jsonl").read_text() == ""
    assert len(json.loads((tmp_path / "out" / "events.geojson").read_text(encoding="utf-8"))["features"]) == 4
    assert "1 documents, 4 events, 4 located" in done.stdout
    assert "map.html" in done.stdout


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert eventmap("run", EXAMPLES, "-o", tmp_path / name).returncode == 0
    for file in ("events.csv", "map.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_without_a_reference_day_no_year_is_invented(tmp_path: Path) -> None:
    done = eventmap("run", "-", "-o", tmp_path, stdin=TEXT)
    rows = table(tmp_path / "events.csv")
    assert rows
    assert {(r["event_date"], r["year"]) for r in rows} == {("", "")}
    assert any("date_text=Jan. 1" in r["tags"] for r in rows)
    assert "--published" in done.stdout


def test_places_writes_offsets_and_coordinates(tmp_path: Path) -> None:
    line = {"doc_id": "d1", "text": TEXT, "published": "2017-01-02"}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert eventmap("places", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl").returncode == 0
    (row,) = [json.loads(s) for s in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row["doc_id"] == "d1"
    assert [t["surface"] for t in row["toponyms"]] == ["al-Bab", "Bzagah", "Tadif", "Dayr Kak", "al-Bab"]
    assert all(TEXT[t["start"] : t["end"]] == t["surface"] for t in row["toponyms"])
    assert all(abs(t["lat"] - 36.35) < 0.1 and t["place_id"] for t in row["toponyms"])


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["run", "no-such-file.txt", "-o", "out"], 2, "no-such-file.txt"),
        (["run", "a.txt", "-o", "out", "--published", "yesterday"], 2, "yesterday"),
        (["run", "a.txt", "-o", "out", "--format", "xls"], 2, "xls"),
        (["run", "a.txt", "-o", "out", "--gazetteer", "ZZ"], 3, "eventmap gazetteer add ZZ"),
        (["run", "a.txt", "-o", "out", "--config", "none.toml"], 2, "none.toml"),
        (["run", "-o", "out"], 2, "INPUT"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_usage_says_what_is_wrong(tmp_path: Path, args: list[str], status: int, message: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = eventmap(*args, cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
    assert message in done.stderr
    assert not (tmp_path / "out" / "events.csv").exists()


def test_a_bad_document_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "backup.dat").write_bytes(bytes(range(256)) * 20)
    done = eventmap("run", tmp_path / "in", "--published", "2017-01-02", "-o", tmp_path / "out")
    assert done.returncode == 1
    failures = [json.loads(s) for s in (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(Path(f["path"]).name for f in failures) == ["backup.dat", "empty.txt"]
    assert all(f["error"] for f in failures)
    assert len(table(tmp_path / "out" / "events.csv")) == 4


def test_an_output_that_cannot_be_written_is_found_out_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "file").write_text("in the way")
    done = eventmap("run", tmp_path / "a.txt", "-o", tmp_path / "file" / "out")
    assert done.returncode == 3
    assert "cannot make the folder" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    limit = f"ulimit -f 1; exec {sys.executable} -m eventmap run a.txt --published 2017-01-02 -o out"  # 1 block: the table does not fit
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {limit}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "cannot write" in done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir() if p.suffix in {".csv", ".html"}] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_real_article(tmp_path: Path) -> None:
    done = eventmap("run", SHARED / "examples" / "al-bab.txt", "--published", "2017-01-02", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    rows = table(tmp_path / "events.csv")
    with (tmp_path / "scored.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**r, "doc_id": "al-bab"} for r in rows)
    score = subprocess.run([sys.executable, SHARED / "bench" / "score_events.py", SHARED / "examples" / "al-bab.gold.jsonl", tmp_path / "scored.csv", "--json"],
                           capture_output=True, text=True, check=True)  # fmt: skip
    assert json.loads(score.stdout)["event"]["f1"] == 1.0
    assert len(rows) <= 5
    dayr = next(r for r in rows if r["place_text"] == "Dayr Kak")
    assert dayr["place_id"].endswith("170772")
    assert dayr["fatalities"] == ""
    assert {r["location"] for r in rows} <= {"al-Bab", "Al Bāb", "Al Bab", "Bza'a", "Tadif", "Tādif", "Dayr Qaq"}


def test_an_army_abroad_is_an_external_force(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert eventmap("run", tmp_path / "a.txt", "--published", "2017-01-02", "-o", tmp_path / "out").returncode == 0
    rows = table(tmp_path / "out" / "events.csv")
    assert {(r["actor1"], r["inter1"], r["inter2"], r["interaction"]) for r in rows} == {
        ("Military Forces of Turkey", "8", "2", "28"),
        ("Military Forces of Russia", "8", "2", "28"),
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_a_missing_dump_is_added_only_when_a_mirror_is_named(tmp_path: Path) -> None:
    from eventmap.gazetteer import Gazetteer

    own = tmp_path / Gazetteer.open().path.name
    own.write_bytes(Gazetteer.open().path.read_bytes())
    (tmp_path / "a.txt").write_text("Shelling killed two civilians in Zarqa on 2 May 2020.", encoding="utf-8")
    (tmp_path / "set.toml").write_text(f'gazetteer_path = "{own.as_posix()}"\n', encoding="utf-8")
    asked = ["run", tmp_path / "a.txt", "-o", tmp_path / "out", "--config", tmp_path / "set.toml", "--gazetteer", "JO"]
    assert eventmap(*asked).returncode == 3
    assert eventmap(*asked, "--mirror", SHARED / "geonames").returncode == 0
    assert "JO" in Gazetteer.open(own).dumps


def test_a_language_that_is_not_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Российская авиация нанесла удар по городу Идлиб. Погибли пять мирных жителей, сообщили местные источники.", encoding="cp1251")
    done = eventmap("run", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "documents in ru" in done.stdout


def test_a_damaged_gazetteer_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gazetteer.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    (tmp_path / "set.toml").write_text(f'gazetteer_path = "{tmp_path / "gazetteer.sqlite"}"')
    done = eventmap("run", tmp_path / "a.txt", "--config", tmp_path / "set.toml", "-o", tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert "eventmap gazetteer build" in done.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage_leaves_an_older_result_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "failures.jsonl").write_text("older")
    assert eventmap("run", tmp_path / "no-such.txt", "-o", tmp_path / "out").returncode == 2
    assert [(p.name, p.read_text()) for p in (tmp_path / "out").iterdir()] == [("failures.jsonl", "older")]


def test_explain_says_from_where_a_point_was_computed(tmp_path: Path) -> None:
    text = "Jets struck Qelmendi, a village eight kilometers southwest of Aleppo in Syria, on Sunday, killing two."
    done = eventmap("run", "-", "-o", tmp_path, "--published", "2017-01-02", "--explain", stdin=text)
    assert "Qelmendi -> 8 km SW of Aleppo, offset" in done.stdout


def test_explain_tells_what_was_found_in_standard_input(tmp_path: Path) -> None:
    done = eventmap("run", "-", "-o", tmp_path, "--published", "2017-01-02", "--explain", stdin=TEXT)
    assert done.returncode == 0, done.stderr
    assert "Dayr Kak -> Dayr Qaq, settlement" in done.stdout
    assert "4 events" in done.stdout
