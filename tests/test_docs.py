"""The documentation tells the truth: each command and option is described, and each example of the README and of --help runs."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from eventmap import cli, export, settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")
DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/README.md")]
TEXT = "Turkish warplanes struck al-Bab on January 1, 2017, killing 22 ISIL militants. Clashes broke out in Dayr Kak the next day."
NETWORK = ("eventmap gazetteer add", "eventmap gazetteer remove")  # fetch from geonames.org, or undo that
SLOW = ("eventmap gazetteer build",)  # half a minute; tests of the gazetteer build one


def commands(group: click.Group = cli.main, before: str = "eventmap") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[f"{before} {name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{before} {name}")
    return found


COMMANDS = commands()


def examples(text: str) -> list[str]:
    """The lines of a text that are commands of ours, as they would be typed."""
    return [line.strip() for line in text.splitlines() if re.match(r"\s+eventmap \w+ ", line)]


HELP_EXAMPLES = [line for c in [cli.main, *COMMANDS.values()] for line in examples(c.help or "")]
EXAMPLES = sorted({re.sub(r"\s+#.*", "", line) for line in [*examples(README), *HELP_EXAMPLES]})


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that holds what the examples name."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "article.html").write_text(f"<html><head><title>News</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>", encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    (tmp_path / "villages.csv").write_text("name,country\nal-Bab,SY\n", encoding="utf-8")
    (tmp_path / "front-line.csv").write_text("name,lat,lon\nHill 45,36.1,37.2\n", encoding="utf-8")
    (tmp_path / "output").mkdir()
    row = {"event_date": "2017-01-01", "location": "al-Bab", "latitude": 36.37, "longitude": 37.52, "actor1": "A", "event_type": "Battles"}
    (tmp_path / "output" / "events.csv").write_text(export.csv_text([row]), encoding="utf-8")
    return tmp_path


def run(args: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(args, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


def test_there_are_examples_to_run() -> None:
    assert len(EXAMPLES) >= 8
    assert any(line.startswith("eventmap run") for line in examples(README))


@pytest.mark.parametrize("line", [e for e in EXAMPLES if not e.startswith(NETWORK + SLOW)])
def test_each_example_runs(line: str, desk: Path) -> None:
    done = run([sys.executable, "-m", *shlex.split(line)], desk)
    assert done.returncode == 0, done.stderr or done.stdout


@pytest.mark.parametrize("line", EXAMPLES)
def test_each_example_names_a_command_and_options_that_exist(line: str) -> None:
    words = shlex.split(line)
    name = " ".join(words[:3]) if words[1] == "gazetteer" else " ".join(words[:2])
    known = {o for p in COMMANDS[name].params for o in p.opts} | {"--help", "-h"}
    assert {w for w in words if re.match(r"-+\w", w)} <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_readme(name: str) -> None:
    parts = name.split()
    assert f"`{parts[-1]}`" in README or re.search(rf"`{name}\b", README), f"README.md does not speak of {name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_says_what_it_does(name: str) -> None:
    silent = [p.opts for p in COMMANDS[name].params if isinstance(p, click.Option) and not p.help]
    assert silent == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_documents_name_only_commands_and_options_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = {o for c in COMMANDS.values() for p in c.params for o in p.opts} | {"--help", "-h", "--version"}
    for line in re.findall(r"`(eventmap [^`\n]+)`|^    (eventmap .+)$", text, re.M):
        words = "".join(line).split()
        assert words[1].strip(",") in cli.main.commands or words[1].startswith("-"), line
        assert {w.strip("[],.") for w in words if re.match(r"\[?--\w", w)} <= known, line


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_each_column_of_the_table_is_described() -> None:
    first_cells = " ".join(line.split("|")[1] for line in TABLE.splitlines() if line.startswith("|"))
    assert set(export.COLUMNS) <= set(re.findall(r"\w+", first_cells))


def test_each_format_and_setting_is_described() -> None:
    text = inspect.getdoc(settings.Settings) or ""
    for name in settings.Settings.__dataclass_fields__:
        assert f"{name}:" in text or (name.startswith("max_") and "max_*:" in text), name
    assert all(name in README for name in export.FORMATS)


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    done = run([sys.executable, "-W", "error", "-c", code], desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert "al-Bab" in done.stdout or "Al Bāb" in done.stdout
    assert (desk / "map.html").stat().st_size > 100_000


def undocumented(path: Path) -> list[str]:
    """The module, if it has no docstring, and its public classes and functions of eight lines and more that have none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [] if ast.get_docstring(tree) else ["module"]
    bodies = [tree.body, *(n.body for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_"))]
    for node in (n for body in bodies for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)):
        small = node.end_lineno is not None and node.end_lineno - node.lineno < 8
        if not node.name.startswith("_") and not small and not ast.get_docstring(node):
            found.append(node.name)
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "eventmap").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_is_public_is_described(path: Path) -> None:
    assert undocumented(path) == []
