"""What `pip install .` brings: the wheel holds the code and all the data it reads."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "eventmap").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    data = {f"eventmap/shipped/{p.name}" for p in (ROOT / "gazetteer").iterdir() if p.is_file()}
    assert code <= inside
    assert data <= inside
    assert not any(name.startswith(("tests/", "output/", "benchmarks/")) for name in inside)


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 8_000_000


def test_an_installed_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import eventmap, eventmap.settings as s; print(eventmap.__file__); print(s.shipped('places.csv'))"
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    out = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True, capture_output=True, text=True).stdout
    assert all(str(tmp_path / "site") in line for line in out.splitlines())
    done = subprocess.run(
        [sys.executable, "-m", "eventmap", "--version"], cwd=tmp_path, env=env, check=True, capture_output=True, text=True
    )
    assert "0.1.0" in done.stdout
