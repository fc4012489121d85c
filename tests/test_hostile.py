"""Hostile input through the whole command: what is in a text, a field or a file's name is shown as text and runs nowhere."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import Opened

ROOT = Path(__file__).parent.parent
STRUCK = "Russian warplanes struck Idlib on January 1, 2017, killing 5 civilians"
BIDI = "\u202eevil\u202c \u2066x\u2069"
PAYLOADS = [
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '=HYPERLINK("http://example.org","click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    f"{BIDI} and a \0 byte",
    "<!--<script>",
    "{{7*7}} ${7*7} {% raw %}",
]
NAMES = ["new\nline", "\x1b[31mred\x07", "=cmd()", "<img src=x onerror=window.pwned=1>", "'\"&", "\u202egnp"]


def eventmap(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "eventmap", *map(str, args)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines() -> Iterator[str]:
    for n, payload in enumerate(PAYLOADS):
        text = f"{payload} {STRUCK}, said {payload}."
        yield json.dumps({"doc_id": f"{payload} {n}", "text": text, "title": payload, "source": payload, "url": f"javascript:alert({n})", "published": f"2017-01-{n + 2:02}"})


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in.jsonl").write_text("\n".join(lines()), encoding="utf-8")
    done = eventmap("run", "in.jsonl", "-o", "out", "--format", "csv,geojson", "--title", PAYLOADS[0], cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert not {c for c in done.stdout if not c.isprintable()} - {"\n"}
    return folder / "out"


def test_no_cell_is_a_formula_and_no_control_is_left(output: Path) -> None:
    table = rows(output / "events.csv")
    assert table
    cells = [cell for row in table for cell in row.values()]
    numbers = [cell for cell in cells if cell.lstrip("-").replace(".", "", 1).isdigit()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and cell not in numbers]
    assert not {c for cell in cells for c in cell} & set("\0\x1b\u202e\u202c\u2066\u2069")
    assert "window.pwned" in (output / "events.csv").read_text(encoding="utf-8")  # shown, not dropped


def test_the_geojson_is_valid(output: Path) -> None:
    features = json.loads((output / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert features
    assert all(f["type"] == "Feature" and f["geometry"]["type"] == "Point" for f in features)
    assert all(-180 <= f["geometry"]["coordinates"][0] <= 180 and -90 <= f["geometry"]["coordinates"][1] <= 90 for f in features)
    assert len({f["id"] for f in features}) == len(features)


@pytest.mark.browser
def test_the_map_shows_texts_as_texts(output: Path, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    p = Opened(context.new_page()).goto(output / "map.html")
    assert p.shown == len(rows(output / "events.csv"))
    cards = ""
    p.page.locator(".em-rows").focus()
    for _ in range(p.shown):
        p.page.keyboard.press("ArrowDown")
        p.settle()
        cards += p.page.inner_text(".em-card")
    assert p.page.evaluate("() => [window.pwned || null, document.querySelectorAll('img').length]") == [None, 0]
    assert "<img src=x onerror=window.pwned=1>" in cards
    assert p.page.title() == PAYLOADS[0]
    assert not p.page.evaluate("() => [...document.querySelectorAll('a')].map(a => a.href).filter(h => h.startsWith('javascript'))")
    assert (p.errors, p.fetched) == ([], [])
    context.close()


def test_names_of_files_are_one_line_of_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in NAMES:
        (tmp_path / "in" / f"{name}.txt").write_text(f"{STRUCK}.", encoding="utf-8")
        (tmp_path / "in" / f"{name} empty.txt").write_bytes(b"")
    done = eventmap("run", "in", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert not {c for c in done.stdout if not c.isprintable()} - {"\n"}
    assert done.stdout.count("\nfailed: ") == len(NAMES)
    assert len([line for line in done.stdout.splitlines() if "empty" in line]) == len(NAMES)
    table = rows(tmp_path / "out" / "events.csv")
    assert table
    assert all(row["doc_id"].isprintable() and not row["doc_id"].startswith("=") for row in table)
    failures = [json.loads(line) for line in (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(failures) == len(NAMES)
    assert all(f["doc_id"].isprintable() for f in failures)


def test_no_input_makes_work_grow_faster_than_its_length(tmp_path: Path) -> None:
    """Half a megabyte each of what backtracking and pairwise comparison choke on, read within a minute altogether."""
    size = 100_000
    texts = ["a" * size, "word " * (size // 5), "killed " * (size // 7), "(" * size, "1," * (size // 2), "A. " * (size // 3), "\n" * size + "x", "«" * size, "of the " * (size // 7)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"text": f"{STRUCK}.\n{text}"}) for text in texts), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "eventmap", "run", "in.jsonl", "-o", "out"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
