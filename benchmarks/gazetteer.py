"""Speed and size of the gazetteer, as a table.

    python benchmarks/gazetteer.py [--dumps ../shared/geonames] [--countries SY,IQ,...] [--skip-build]

Builds into a temporary folder, so that the user's own gazetteer is left alone; ``--skip-build`` measures only look-ups in that one. Each
figure of the opening and of memory is taken in a fresh process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DUMPS = ROOT.parent / "shared" / "geonames"
COUNTRIES = "SY,AF,CD,ET,IL,IQ,JO,LB,LY,ML,MM,NG,PS,SD,SO,TR,UA,YE"
RUNS = 5

OPEN = """
import json, sys, time
sys.path.insert(0, {root!r})
import eventmap.gazetteer
start = time.perf_counter()
gazetteer = eventmap.gazetteer.Gazetteer.open({path!r})
gazetteer.candidates("halab")
print(json.dumps((time.perf_counter() - start) * 1000))
"""
MEMORY = """
import json, sys
sys.path.insert(0, {root!r})
from eventmap.gazetteer import Gazetteer
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
gazetteer = Gazetteer.open({path!r})
keys = [key for (key,) in gazetteer._rows("SELECT DISTINCT key FROM names ORDER BY length(key) * 7919 % 1009, key LIMIT 10000")]
for key in keys:
    gazetteer.has(key), gazetteer.prior(key)
memory = next(int(line.split()[1]) / 1000 for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([memory, sum(name.endswith(".json") for name in opened)]))
"""
LOOKUPS = """
import json, sys, time
sys.path.insert(0, {root!r})
from eventmap.gazetteer import Gazetteer
gazetteer = Gazetteer.open({path!r})
names = gazetteer._rows(
    "SELECT n.key, n.name, p.country FROM places p JOIN names n ON n.place = p.id WHERE p.country = 'SY' LIMIT 4000")
def rate(ask, items):
    start = time.perf_counter()
    for item in items:
        ask(item)
    return len(items) / (time.perf_counter() - start)
keys = [key for key, _, _ in names]
print(json.dumps([
    rate(gazetteer.has, [f"{{key}}zq" for key in keys]),
    rate(gazetteer.has, keys),
    rate(gazetteer.prior, keys),
    rate(gazetteer.prior, keys),
    rate(lambda row: gazetteer.find(row[1], country=[row[2]], loose=False), names[:1000]),
    rate(lambda row: gazetteer.find(row[1][:-2] + "x", country=["SY"], admin1="Aleppo"), names[1000:1300]),
]))
"""
LOOKUP_ROWS = ("has, no name", "has, a name", "prior, new", "prior, asked before", "find, exact", "find, loose, area given")


def fresh(code: str, path: str) -> object:
    """What ``code`` prints as JSON in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code.format(root=str(ROOT), path=path)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def timed(code: str, env: dict[str, str]) -> float:
    """Seconds that a process takes to run ``code``."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=env)
    return time.perf_counter() - start


def row(what: str, figure: str, target: str = "") -> None:
    print(f"| {what:<44} | {figure:>14} | {target:<10} |", flush=True)


def built(dumps: Path, countries: list[str], folder: str) -> str:
    """Builds and adds, printing rows; returns the path of the file."""
    env = os.environ | {"EVENTMAP_CACHE": folder}
    use = "from eventmap.gazetteer import default_path, upkeep; p = default_path(); "
    row("build from cities500", f"{timed(use + 'upkeep.ensure(p)', env):.1f} s", "< 40 s")
    path = next(Path(folder).glob("gazetteer-*.sqlite"))
    row("size", f"{path.stat().st_size / 1e6:.0f} MB")
    if dumps.is_dir():
        row(f"add {countries[0]}", f"{timed(f'{use}upkeep.add(p, {countries[:1]}, {str(dumps)!r})', env):.1f} s")
        opening(str(path), f"{countries[0]} added")
        row(f"add {len(countries)} countries", f"{timed(f'{use}upkeep.add(p, {countries}, {str(dumps)!r})', env):.1f} s")
        row("size", f"{path.stat().st_size / 1e6:.0f} MB")
    else:
        print(f"(no dumps at {dumps}: nothing added)")
    return str(path)


def opening(path: str, what: str) -> None:
    times = [float(str(fresh(OPEN, path))) for _ in range(RUNS)]
    row(f"open + first answer, {what}", f"{statistics.median(times):.1f} ms", "< 5 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dumps", type=Path, default=DUMPS)
    parser.add_argument("--countries", default=COUNTRIES)
    parser.add_argument("--skip-build", action="store_true")
    options = parser.parse_args()
    print(f"| {'what':<44} | {'figure':>14} | {'target':<10} |\n|{'-' * 46}|{'-' * 16}|{'-' * 12}|")
    with tempfile.TemporaryDirectory() as folder:
        if options.skip_build:
            sys.path.insert(0, str(ROOT))
            from eventmap.gazetteer import default_path

            path = str(default_path())
        else:
            path = built(options.dumps, options.countries.split(","), folder)
        opening(path, "all")
        memory, json_files = fresh(MEMORY, path)  # type: ignore[misc]
        row("memory of a process after 10,000 names", f"{memory:.0f} MB", "< 120 MB")
        row("JSON files read by it", f"{json_files}", "0")
        for what, rate in zip(LOOKUP_ROWS, fresh(LOOKUPS, path), strict=True):  # type: ignore[call-overload]
            row(what, f"{rate:,.0f} /s")


if __name__ == "__main__":
    main()
