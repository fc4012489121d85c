#!/usr/bin/env python3
"""Trains the weights of place resolution, calibrates its confidence, and reports both on documents held out.

    python benchmarks/train_resolve.py            report the shipped weights on the held-out documents
    python benchmarks/train_resolve.py --train    fit on the training documents, write eventmap/data/resolve_weights.tsv, report
    python benchmarks/train_resolve.py --leave-one-out    for each corpus: fit on the others, report on all of it

The corpora (``../shared/bench/places``) are read, never copied. A document trains when the first byte of the SHA-1 of its id is
below 60 % of 256; the others are held out. Mentions are those of gold, so that this measures
resolution apart from recognition; what the recogniser finds besides stays as context. Same input, same weights: there is no randomness.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eventmap.extract.places.relations import relate
from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.names import fold
from eventmap.records import Document, Span, Toponym
from eventmap.resolve import context, explain
from eventmap.resolve.context import look
from eventmap.resolve.geo import distance_km
from eventmap.resolve.locate import ranked, seat_of
from eventmap.resolve.options import STATIC, OptionIndex
from eventmap.resolve.rank import best_of
from eventmap.resolve.weights import WEIGHTS_FILE, Weights
from eventmap.resolve.weights import table as shipped
from eventmap.settings import Settings

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parent))
from corpora import BENCH, CORPORA, ROOT, SYRIAN, rows_of

WEIGHTS = ROOT / "eventmap" / "data" / WEIGHTS_FILE
TRAIN_SHARE = 0.6
NEAR_KM, FAR_KM = 25.0, 161.0
# Features that the corpora say nothing of, or too little: their gold is a point, not a kind, and few of their texts measure.
BY_HAND = {
    "preferred": 3.0, "measured": 4.0, "inside": 4.0, "apposed": 4.0, "kind_said": 2.5, "kind_unlike": -3.0, "seated": -3.0,
    "country_of_name": -3.0, "country_war": 3.0,
    # Names of no list are rare in the corpora, which are read with all they name: without these "Kumshe" is Shahreza and "Re'im" Rome.
    "fuzzy": -2.9, "skeleton": -0.3, "unlike_known": -1.6, "facility": 3.0,
}  # fmt: skip
# Where the fit starts, so that it does not hang on the weights shipped last: large places and areas first, and what the words say.
START = {
    f"{look}{name}": weight
    for look in ("prior.", "")
    for name, weight in (("population", 8.0), ("country", 8.0), ("admin1", 7.0), ("nature", 4.0), ("facility", 4.0), ("own_name", 1.5),
                         ("unlike", -2.0), ("supplement", 6.0))
} | {"country_share": 3.0, "admin1_share": 2.0, "near_20": 2.0, "near_100": 2.0} | BY_HAND  # fmt: skip
PENALTY = 2e-4  # of the squared weights; a weight that little data supports stays small
ROUNDS = 4  # the context depends on the weights: fit, look again, fit


@dataclass(frozen=True)
class Gold:
    """One gold mention that has coordinates."""

    span: Span
    lat: float
    lon: float


@dataclass(frozen=True)
class Sample:
    """A document with its gold, ready to rank."""

    corpus: str
    document: Document
    toponyms: tuple[Toponym, ...]
    gold: tuple[Gold, ...]
    train: bool


@dataclass
class Choice:
    """One name in one document: the features of its options and which of them are right."""

    corpus: str
    static: np.ndarray
    context: np.ndarray
    right: np.ndarray
    weight: float


def samples(corpora: Sequence[str], gazetteers: dict[str, Gazetteer]) -> Iterator[Sample]:
    for corpus in corpora:
        gazetteer = gazetteers["SY" if corpus in SYRIAN else ""]
        for raw in rows_of(BENCH, corpus):
            document = Document(doc_id=str(raw["doc_id"]), text=raw["text"], source=raw.get("source", ""), language="en")
            gold = [Gold(Span(t["start"], t["end"]), t["lat"], t["lon"]) for t in raw["toponyms"] if t.get("lat") is not None]
            toponyms = relate(document, with_gold(document, find_toponyms(document, gazetteer, Settings()), gold))
            yield Sample(corpus, document, toponyms, tuple(gold), is_training(document.doc_id))


def is_training(doc_id: str) -> bool:
    return hashlib.sha1(doc_id.encode()).digest()[0] < TRAIN_SHARE * 256


def with_gold(document: Document, found: Iterable[Toponym], gold: Sequence[Gold]) -> list[Toponym]:
    """What was found, and every gold mention that was not, in place of what overlaps it."""
    found = list(found)
    spans = {t.span for t in found}
    missed = [g.span for g in gold if g.span not in spans]
    kept = [t for t in found if not any(t.span.overlaps(span) for span in missed)]
    return [*kept, *(Toponym(span=s, surface=s.of(document.text), key=fold(s.of(document.text))) for s in missed)]


def indexes(table: Mapping[str, float], gazetteers: dict[str, Gazetteer]) -> dict[str, OptionIndex]:
    """The index of each corpus: the Syrian one looks in the Syrian dump too."""
    weights = Weights.of(table)
    with_dump, without = OptionIndex(gazetteers["SY"], weights), OptionIndex(gazetteers[""], weights)
    return {corpus: with_dump if corpus in SYRIAN else without for corpus in CORPORA}


def choices(all_samples: Iterable[Sample], by_corpus: dict[str, OptionIndex]) -> list[Choice]:
    return [c for s in all_samples for c in choices_of(s, by_corpus[s.corpus])]


def choices_of(sample: Sample, index: OptionIndex) -> Iterator[Choice]:
    scene = ranked(sample.document, sample.toponyms, index, Settings())
    points = {g.span: g for g in sample.gold}
    for n, name in enumerate(scene.names):
        for span in [sample.toponyms[i].span for i in name.mentions][:3]:
            if span in points and len(name.options) > 1:
                right = right_options([(o.place.lat, o.place.lon) for o in name.options], points[span])
                if right.any() and not right.all():
                    values = look(scene, n, range(len(name.options)))
                    context = np.array([values[m] for m in range(len(name.options))])
                    yield Choice(sample.corpus, np.array([o.static for o in name.options]), context, right, 1.0)
                    break


def right_options(points: Sequence[tuple[float, float]], gold: Gold) -> np.ndarray:
    """Which options are the gold place: those about as near as the nearest, if that is near at all."""
    km = np.array([distance_km(p, (gold.lat, gold.lon)) for p in points])
    return km <= (max(NEAR_KM, km.min() + 5.0) if km.min() <= FAR_KM else -1.0)


def fit_lists(features: list[np.ndarray], right: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Listwise logistic regression by Newton's method: maximises the chance of the right options, softmax over each list."""
    w = np.zeros(features[0].shape[1])
    total = weights.sum()
    for _ in range(12):
        gradient, hessian = PENALTY * w * total, PENALTY * total * np.eye(len(w))
        for x, r, weight in zip(features, right, weights, strict=True):
            p = softmax(x @ w)
            q = np.where(r, p, 0.0) / p[r].sum()
            gradient += weight * ((p - q) @ x)
            mean = p @ x
            hessian += weight * ((x * p[:, None]).T @ x - np.outer(mean, mean))
        step = np.linalg.solve(hessian + 1e-6 * np.eye(len(w)), gradient)
        w -= step
        if np.abs(step).max() < 1e-4:
            break
    return w


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def balanced(train: Sequence[Choice]) -> np.ndarray:
    """Corpora count alike, whatever their size; a corpus's share is damped so that a small one does not shout."""
    count = {c: sum(1 for t in train if t.corpus == c) for c in {t.corpus for t in train}}
    return np.array([t.weight * count[t.corpus] ** -0.5 for t in train])


def fit(train_samples: Sequence[Sample], gazetteers: dict[str, Gazetteer]) -> dict[str, float]:
    table: dict[str, float] = dict(START)
    for _ in range(ROUNDS):
        train = choices(train_samples, indexes(table, gazetteers))
        weights = balanced(train)
        prior = fit_lists([c.static for c in train], [c.right for c in train], weights)
        full = fit_lists([np.hstack([c.static, c.context]) for c in train], [c.right for c in train], weights)
        table = {f"prior.{name}": w for (name, _), w in zip(STATIC, prior, strict=True)}
        table |= dict(zip([name for name, _ in STATIC] + list(context.NAMES), full, strict=True)) | BY_HAND
    return table


# Outcomes and calibration


@dataclass(frozen=True)
class Outcome:
    """One gold mention that got a place: how far off, and the terms of its calibration."""

    corpus: str
    km: float
    terms: tuple[float, ...]
    surface: str
    doc_id: str
    place: str


def outcomes(all_samples: Iterable[Sample], by_corpus: dict[str, OptionIndex]) -> list[Outcome]:
    found = []
    for sample in all_samples:
        scene = ranked(sample.document, sample.toponyms, by_corpus[sample.corpus], Settings())
        points = {g.span: g for g in sample.gold}
        for n, name in enumerate(scene.names):
            for span in (sample.toponyms[i].span for i in name.mentions):
                if span in points:
                    found.append(outcome(sample, scene, n, points[span]))
    return found


def outcome(sample: Sample, scene: context.Scene, n: int, gold: Gold) -> Outcome:
    name, doc_id = scene.names[n], sample.document.doc_id
    if not name.options:
        return Outcome(sample.corpus, float("inf"), (), name.surface, doc_id, "-")
    best = best_of(name)
    place = name.options[best].place
    point = seat_of(name, best) or place
    km = distance_km((point.lat, point.lon), (gold.lat, gold.lon))
    where = f"{place.name} {place.kind} {place.admin1} {place.country}"
    return Outcome(sample.corpus, km, explain.calibration_values(scene, n, best), name.surface, doc_id, where)


def calibrate(found: Sequence[Outcome]) -> dict[str, float]:
    """Logistic regression: is the choice within 161 km (settlements of a dump: nearer still are most of them)?"""
    known = [o for o in found if o.terms]
    x, y = np.array([o.terms for o in known]), np.array([o.km <= FAR_KM for o in known], float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + 0.5 * w)
    return {f"calibration.{term}": value for term, value in zip(explain.CALIBRATION, w, strict=True)}


def confidences(found: Sequence[Outcome], table: dict[str, float]) -> np.ndarray:
    w = np.array([table.get(f"calibration.{term}", 0.0) for term in explain.CALIBRATION])
    return np.array([1 / (1 + np.exp(-np.dot(o.terms, w))) for o in found])


def report(found: Sequence[Outcome], table: dict[str, float], title: str) -> None:
    print(f"\n{title}\n{'corpus':<12} {'gold':>6} {'known':>6} {'@161':>6} {'@20':>6} {'@10':>6}   of those with a candidate @161")
    for corpus in CORPORA:
        own = [o for o in found if o.corpus == corpus]
        if own:
            km, known = np.array([o.km for o in own]), [o for o in own if o.terms]
            shares = " ".join(f"{(km <= limit).mean():6.3f}" for limit in (161, 20, 10))
            print(f"{corpus:<12} {len(own):>6} {len(known) / len(own):>6.3f} {shares}   {np.mean([o.km <= 161 for o in known]):.3f}")
    reliability(found, table)


def reliability(found: Sequence[Outcome], table: dict[str, float]) -> None:
    known = [o for o in found if o.terms]
    said, right = confidences(known, table), np.array([o.km <= FAR_KM for o in known])
    print("\nconfidence   mentions   said   right")
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1 + (low > 0.85))
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}     {inside.sum():>8}  {said[inside].mean():.3f}   {right[inside].mean():.3f}")


def write(table: dict[str, float], trained_on: str) -> None:
    head = (
        "# Weights of place resolution: feature, weight. Written by benchmarks/train_resolve.py; the features are declared in\n"
        "# eventmap/resolve/options.py (prior.*: the first look; the same without prior.: the next ones), context.py and explain.py\n"
        f"# (calibration.*). Trained on {trained_on}.\n"
    )
    rows = "".join(f"{name}\t{value:.4f}\n" for name, value in table.items())
    WEIGHTS.write_text(head + rows, encoding="utf-8")


def open_gazetteers() -> dict[str, Gazetteer]:
    """As shipped, and with the Syrian dump for the Syrian corpus."""
    from eventmap.gazetteer import default_path

    with_all = Gazetteer.open()
    if "SY" not in with_all.dumps:
        print("no Syrian dump, its villages are lacking: eventmap gazetteer add SY --from ../shared/geonames", file=sys.stderr)
        return {"": Gazetteer(default_path(), ()), "SY": with_all}
    return {"": Gazetteer(default_path(), ()), "SY": Gazetteer.open(dumps=["SY"])}


def errors(found: Sequence[Outcome], corpus: str, limit_km: float) -> None:
    from collections import Counter

    wrong = Counter((o.doc_id, o.surface, o.place, round(min(o.km, 99999))) for o in found if o.corpus == corpus and o.km > limit_km)
    for (doc_id, surface, place, km), count in wrong.most_common(60):
        print(f"{count:>4}  {doc_id:<16} {surface:<28} -> {place} ({km} km)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--errors", metavar="CORPUS", help="list wrong choices among the training documents of this corpus")
    parser.add_argument("--limit-km", type=float, default=FAR_KM)
    options = parser.parse_args()
    gazetteers = open_gazetteers()
    everything = list(samples(CORPORA, gazetteers))
    training, held_out = [s for s in everything if s.train], [s for s in everything if not s.train]
    if options.leave_one_out:
        for corpus in CORPORA:
            others = [s for s in everything if s.corpus != corpus]
            table = fit(others, gazetteers)
            table |= calibrate(outcomes(others, indexes(table, gazetteers)))
            own = [s for s in everything if s.corpus == corpus]
            report(outcomes(own, indexes(table, gazetteers)), table, f"{corpus}, trained on the others")
        return
    table = dict(shipped())
    if options.train:
        table = fit(training, gazetteers)
        table |= calibrate(outcomes(training, indexes(table, gazetteers)))
        write(table, f"{len(training)} documents of {', '.join(CORPORA)}")
    by_corpus = indexes(table, gazetteers)
    if options.errors:
        errors(outcomes(training, by_corpus), options.errors, options.limit_km)
        return
    report(outcomes(training, by_corpus), table, "training documents")
    report(outcomes(held_out, by_corpus), table, "held-out documents")


if __name__ == "__main__":
    main()
