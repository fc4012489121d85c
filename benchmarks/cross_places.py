#!/usr/bin/env python3
"""The whole place finder by cross-validation: every document is read with weights that were trained without it.

    python benchmarks/cross_places.py [BENCH] [--errors CORPUS] [--demonyms]

For each fold both place scorers, the weights of resolution and its calibration are trained on the other documents; nothing is written. The
columns are exact recognition (precision, recall, F1), F1 of exact mentions within 161 km, and the share of all gold mentions with
coordinates that are within 10 km (found with any overlap). Where gold says the kind of place and what is a metonym: the same share of
all but countries (for which annotators take the middle or the capital as they like) and of settlements alone, and precision and recall of
metonyms among the mentions found. With ``--demonyms`` "Syrian" is a mention too, as annotators of some corpora have it (GeoWebNews) and of
others not (GeoVirus, syria-news). Needs what train_places.py needs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parent))
import train_places
import train_resolve
from corpora import BENCH, CORPORA, SYRIAN

from eventmap.extract.places import scorer, toponyms
from eventmap.extract.places.memory import Names
from eventmap.extract.places.relations import relate
from eventmap.extract.places.scorer import Linear
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document, Toponym
from eventmap.resolve import explain, locate, weights
from eventmap.resolve.geo import distance_km
from eventmap.resolve.locate import index_of
from eventmap.settings import Settings

FAR_KM, NEAR_KM = 161.0, 10.0
Row = Mapping[str, Any]


def linear(model: train_places.Model) -> Linear:
    rows = (line.split("\t") for line in model.lines(1))
    return Linear({name: float(weight) for _, name, weight in rows})


def use(models: tuple[train_places.Model, train_places.Model], table: Mapping[str, float]) -> None:
    """Makes the finder read with these weights instead of the shipped ones."""
    pair = (linear(models[0]), linear(models[1]))
    scorer.scorers = lambda: pair  # type: ignore[assignment]
    weights.table = lambda: table  # type: ignore[assignment]
    explain.table = lambda: table  # type: ignore[attr-defined]
    weights.shipped_weights.cache_clear()
    explain._calibration_weights.cache_clear()
    index_of.cache_clear()
    toponyms._memories.clear()


def resolve_table(samples: Sequence[train_resolve.Sample], gazetteers: dict[str, Gazetteer]) -> dict[str, float]:
    table = train_resolve.fit(samples, gazetteers)
    return table | train_resolve.calibrate(train_resolve.outcomes(samples, train_resolve.indexes(table, gazetteers)))


def found_in(document: Document, gazetteer: Gazetteer, settings: Settings) -> list[Toponym]:
    related = relate(document, toponyms.find_toponyms(document, gazetteer, settings))
    return [t for t in locate(document, related, gazetteer, settings) if not t.anaphor]


def km_off(t: Toponym, gold: Row) -> float:
    return distance_km((t.location.lat, t.location.lon), (gold["lat"], gold["lon"])) if t.location else float("inf")


def count(found: Sequence[Toponym], gold: Sequence[Row], into: Counter[str]) -> Iterator[str]:
    """Adds a document's figures to ``into``; yields what is wrong in it, in words."""
    by_span = {(g["start"], g["end"]): g for g in gold}
    into.update(gold=len(by_span), said=len(found), points=sum(g.get("lat") is not None for g in by_span.values()))
    for t in found:
        match = by_span.get((t.span.start, t.span.end))
        into["right"] += match is not None
        if match and "metonym" in match:
            into.update(metonym_figures(t, match))
        if t.location and not (match and match.get("lat") is None):
            into["located"] += 1
            into["far"] += match is not None and km_off(t, match) <= FAR_KM
        if match is None:
            yield f"spurious {t.surface} {t.score:.2f}"
    for g in by_span.values():
        over = [t for t in found if t.span.start < g["end"] and g["start"] < t.span.end]
        if g.get("lat") is not None:
            near = min((km_off(t, g) for t in over), default=float("inf"))
            into["near"] += near <= NEAR_KM
            into.update(kind_figures(g, near <= NEAR_KM))
            if over and near > NEAR_KM:
                yield f"far {over[0].surface} {near:.0f} km, {over[0].location and over[0].location.place and over[0].location.place.name}"
        if not any((t.span.start, t.span.end) == (g["start"], g["end"]) for t in over):
            yield f"missed {g.get('surface') or g['start']} {[t.surface for t in over]}"


def kind_figures(gold: Row, near: bool) -> Counter[str]:
    """The shares by kind of place that a gold mention with coordinates counts for."""
    kind = gold.get("kind")
    groups = [*(["smaller"] if kind not in (None, "country") else []), *(["settlement"] if kind == "settlement" else [])]
    return Counter({f"{group} {what}": n for group in groups for what, n in (("all", 1), ("near", int(near)))})


def metonym_figures(t: Toponym, gold: Row) -> Counter[str]:
    return Counter({"metonym said": t.metonym, "metonym gold": bool(gold["metonym"]), "metonym right": t.metonym and bool(gold["metonym"])})


def show_kinds(counts: Mapping[str, Counter[str]]) -> None:
    print(f"\n{'corpus':<12}{'@10 but countries':>18}{'@10 settlements':>17}{'metonyms P':>12}{'R':>7}")
    for corpus, c in counts.items():
        if c["metonym gold"]:
            known = c["smaller all"] > 0  # whether gold says kinds
            near = f"{c['smaller near'] / c['smaller all']:18.3f}{c['settlement near'] / c['settlement all']:17.3f}" if known else " " * 35
            metonyms = f"{c['metonym right'] / c['metonym said']:12.3f}{c['metonym right'] / c['metonym gold']:7.3f}"
            print(f"{corpus:<12}{near}{metonyms}")


def show(counts: Mapping[str, Counter[str]]) -> None:
    print(f"{'corpus':<12}{'P':>7}{'R':>7}{'F1':>7}{'F1@161':>8}{'@10 of gold':>13}")
    for corpus, c in counts.items():
        if not c["gold"]:
            continue
        f1, end = 2 * c["right"] / (c["said"] + c["gold"]), 2 * c["far"] / (c["located"] + c["points"])
        figures = f"{c['right'] / c['said']:7.3f}{c['right'] / c['gold']:7.3f}{f1:7.3f}{end:8.3f}{c['near'] / c['points']:13.3f}"
        print(f"{corpus:<12}{figures}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?", default=BENCH)
    parser.add_argument("--errors", default="", metavar="CORPUS")
    parser.add_argument("--demonyms", action="store_true", help="count them as mentions")
    arguments = parser.parse_args()
    settings = Settings(demonyms=arguments.demonyms)
    gazetteers = {"": Gazetteer.open(dumps=()), "SY": Gazetteer.open(dumps=("SY",))}
    gazetteer_of = {corpus: gazetteers["SY" if corpus in SYRIAN else ""] for corpus in CORPORA}
    places = [s for c in CORPORA for s in train_places.load(arguments.bench, c, gazetteer_of[c])]
    extra = train_places.templates(train_places.TEMPLATES, Names(gazetteers[""]))
    folds = {s.doc_id: train_places.fold_of(s) for s in places}
    gold = {s.doc_id: s.points for s in places}
    resolving = list(train_resolve.samples(CORPORA, gazetteers))
    counts = {corpus: Counter[str]() for corpus in CORPORA}
    for k in range(train_places.FOLDS):
        models = train_places.train([*(s for s in places if folds[s.doc_id] != k), *extra])
        use(models, resolve_table([s for s in resolving if folds[s.document.doc_id] != k], gazetteers))
        for s in resolving:
            if folds[s.document.doc_id] == k:
                wrong = list(count(found_in(s.document, gazetteer_of[s.corpus], settings), gold[s.document.doc_id], counts[s.corpus]))
                if s.corpus == arguments.errors:
                    print(*(f"{s.document.doc_id}: {what}" for what in wrong), sep="\n")
    show(counts)
    show_kinds(counts)


if __name__ == "__main__":
    main()
