"""Speed of reading texts, as tables: each step, the start of the program, its memory, and texts made to be slow.

    python benchmarks/pipeline.py [--documents 300] [--hostile-chars 1000000] [--only steps,starts,hostile]

Steps are measured over the articles in ``../shared/bench/syria-news`` where there are any, else over texts of their length put together
from the example articles of the accuracy tests. All but the starts is processor time of one core, so that other work on the machine
counts little; the first articles are read twice, so that tables are loaded and caches are as warm as in a long run. A hostile text is read
whole and by half: a growth of 2 is linear.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eventmap import pipeline  # noqa: E402
from eventmap.extract.events.drafts import draft_events  # noqa: E402
from eventmap.extract.places.relations import relate  # noqa: E402
from eventmap.extract.places.toponyms import find_toponyms  # noqa: E402
from eventmap.gazetteer import Gazetteer  # noqa: E402
from eventmap.ingest import read  # noqa: E402
from eventmap.records import Document, Failure  # noqa: E402
from eventmap.resolve import locate, report  # noqa: E402
from eventmap.settings import Settings  # noqa: E402

BENCH = ROOT.parent / "shared" / "bench" / "syria-news"
EXAMPLES = ROOT / "tests" / "accuracy" / "event_articles.jsonl"
RAW_EXAMPLES = ROOT / "eventmap" / "data" / "examples"
GENERATED_CHARS = 2000
WARM_UP = 40  # documents
RUNS = 5
SETTINGS = Settings()
TELLING = "Rebels shelled Homs on Monday.\n"  # before a hostile text: one that tells nothing is hardly read
PLACES = ("Aleppo", "Homs", "Idlib", "Raqqa", "Hama", "Deir ez-Zor", "Mosul", "Kunduz", "Kharkiv", "Goma")


def documents(n: int) -> tuple[list[Document], str]:
    """The texts to measure on and where they are from."""
    if (BENCH / "articles.jsonl").exists():
        found = [d for name in ("articles.jsonl", "unlabelled.jsonl") for d in _read(BENCH / name)]
        return found[:n], str(BENCH)
    return _generated(n), f"generated from {EXAMPLES.name}"


def _read(path: Path) -> list[Document]:
    return [item for item in read([str(path)], SETTINGS) if not isinstance(item, Failure)]


def _generated(n: int) -> list[Document]:
    """Texts of GENERATED_CHARS, each another row of paragraphs of the examples."""
    examples = _read(EXAMPLES)
    parts = [part for d in examples for part in d.text.split("\n\n")]
    made = []
    for k in range(n):
        text = ""
        for j in itertools.count():
            if len(text) >= GENERATED_CHARS:
                break
            text += parts[(k * 7 + j * (k % 11 + 1)) % len(parts)] + "\n\n"
        made.append(Document(doc_id=f"generated-{k}", text=text, published=examples[k % len(examples)].published))
    return made


def steps(n: int) -> None:
    """Prints the processor time of each step."""
    gazetteer = pipeline.open_gazetteer(SETTINGS)
    texts, origin = documents(n)
    for document in texts[:WARM_UP]:
        pipeline.find_reports(document, gazetteer, SETTINGS)
    spent: dict[str, float] = defaultdict(float)
    for document in texts:
        _one(document, gazetteer, spent)
    chars = sum(len(d.text) for d in texts) / len(texts)
    print(f"{len(texts)} texts of {chars:.0f} characters on average, {origin}\n")
    print(f"{'step':16s}{'ms a text':>10s}{'share':>8s}")
    total = sum(spent.values())
    for name, seconds in spent.items():
        print(f"{name:16s}{1000 * seconds / len(texts):10.2f}{seconds / total:8.0%}")
    print(f"{'all':16s}{1000 * total / len(texts):10.2f}{len(texts) / total:8.0f} texts a second")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def _one(document: Document, gazetteer: Gazetteer, spent: dict[str, float]) -> None:
    """Reads one document step by step, as the pipeline does."""
    clock = time.process_time
    times = [clock()]
    found = find_toponyms(document, gazetteer, SETTINGS)
    times.append(clock())
    related = relate(document, found)
    times.append(clock())
    located = locate(document, related, gazetteer, SETTINGS)
    times.append(clock())
    drafts = draft_events(document, located)
    times.append(clock())
    for r in report(document, drafts):
        if r.location:
            gazetteer.admin(r.location.lat, r.location.lon, place=r.location.place)
    times.append(clock())
    names = ("find_toponyms", "relate", "locate", "draft_events", "report, admin")
    for name, (start, end) in zip(names, itertools.pairwise(times), strict=True):
        spent[name] += end - start


def starts() -> None:
    """Prints how long whole processes take, best of RUNS."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text("Twelve civilians were killed on Tuesday in an air raid on Maarat al-Numan in Idlib province.\n", encoding="utf-8")
        commands = {
            "eventmap --help": ["--help"],
            "eventmap run, one sentence": ["run", str(one), "-o", f"{folder}/one", "--published", "2016-05-05"],
            "eventmap run, the examples": ["run", str(RAW_EXAMPLES), "-o", f"{folder}/examples"],
        }
        print(f"{'process':30s}{'s':>8s}{'CPU s':>8s}{'MB':>6s}")
        for name, arguments in commands.items():
            wall, cpu, memory = (min(figures) for figures in zip(*(_process(arguments) for _ in range(RUNS)), strict=True))
            print(f"{name:30s}{wall:8.2f}{cpu:8.2f}{memory:6.0f}")


# Runs in a small process of its own: the peak memory of a child is never below its parent's.
MEASURED = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)
"""


def _process(arguments: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak megabytes of one run of the command line."""
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "eventmap", *arguments]
    status, *figures = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    if status != "0":
        raise SystemExit(f"eventmap {' '.join(arguments)} ended with {status}")
    wall, cpu, memory = map(float, figures)
    return wall, cpu, memory


def hostile_texts(chars: int) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Names of hostile texts and what makes them in a given size."""
    repeated = {
        "killed in": "killed in ", "brackets": "(", "quotes": '"', "one word": "a", "hyphens": "a-", "initials": "A.", "digits": "1,",
        "and": "and ", "line breaks": "\n", "capitals": "Abu ", "apostrophes": "a'", "of the": "of the ", "dates": "on 5 May 2016 and ",
        "tolls": "12 killed, 3 wounded and ", "distances": "5 km north of ",
    }  # fmt: skip
    for name, unit in repeated.items():
        yield name, lambda size, unit=unit: (unit * (size // len(unit) + 1))[:size]  # type: ignore[misc]
    names = list(itertools.islice(itertools.cycle(PLACES), chars // 10))
    yield f"{len(names):,} places", lambda size: ", ".join(names[: len(names) * size // chars])
    yield "open, close", lambda size: "(" * (size // 2) + ")" * (size // 2)


def hostile(chars: int) -> None:
    """Prints the processor time of hostile texts and how it grows."""
    gazetteer = pipeline.open_gazetteer(SETTINGS)
    for document in documents(WARM_UP)[0]:
        pipeline.find_reports(document, gazetteer, SETTINGS)
    print(f"{'text of ' + format(chars, ',') + ' characters':32s}{'s':>8s}{'growth':>8s}")
    for name, make in hostile_texts(chars):
        half, whole = (_seconds(make(size), gazetteer) for size in (chars // 2, chars))
        print(f"{name:32s}{whole:8.2f}{whole / half:8.1f}", flush=True)


def _seconds(text: str, gazetteer: Gazetteer) -> float:
    start = time.process_time()
    pipeline.find_reports(Document(doc_id="hostile", text=TELLING + text), gazetteer, SETTINGS)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--hostile-chars", type=int, default=1_000_000)
    parser.add_argument("--only", default="steps,starts,hostile")
    options = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command line does
    parts = {"steps": lambda: steps(options.documents), "starts": starts, "hostile": lambda: hostile(options.hostile_chars)}
    for name in options.only.split(","):
        parts[name]()
        print()


if __name__ == "__main__":
    main()
