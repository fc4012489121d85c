"""Makes eventmap/data/place_weights.tsv: trains the two linear scorers of extract/places/scorer.py.

    python benchmarks/train_places.py BENCH            cross-validates, trains on everything, writes the weights
    python benchmarks/train_places.py BENCH --report   cross-validates and leaves each corpus out in turn; writes nothing

BENCH is a folder of corpora, one JSON line a document: {"doc_id", "text", "toponyms": [{"start", "end", "surface"}]}; the sixth corpus are
the places of the annotated reports in tests/accuracy, whose texts lie beside BENCH. Documents of syria-news and the reports are
read with the gazetteer's Syrian dump (``eventmap gazetteer add SY``), all others with the gazetteer as shipped. Only weights
of features leave this script: names of ordinary words and of word classes that occur in at least MIN_DOCUMENTS documents.

Needs scikit-learn and scipy. Same input, same weights: nothing here is random.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.candidates import candidates
from eventmap.extract.places.consistency import Second
from eventmap.extract.places.demonyms import peoples
from eventmap.extract.places.evidence import Evidence
from eventmap.extract.places.features import features
from eventmap.extract.places.lexicon import Lexicon
from eventmap.extract.places.lists import with_bare
from eventmap.extract.places.memory import Names
from eventmap.extract.places.scorer import THRESHOLD, choose
from eventmap.extract.text.words import Words, scan
from eventmap.names import fold

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parent))
from corpora import BENCH, CORPORA, SYRIAN, WARS, rows_of

WEIGHT = {"syria-news": 1.5, "reports": 1.5}  # the kind of text this is for, read twice
FOLDS = 5
MIN_DOCUMENTS = 3  # a feature of fewer is an accident
STRENGTH = (0.3, 0.1)  # inverse of the L2 penalty of the first and the second scorer, best in cross-validation
SMALLEST = 0.02  # a weight below this is left out of the file
TEMPLATES = Path(__file__).parent / "place_templates.txt"
TEMPLATE_DOCUMENTS = {"en": 90, "list": 60, "war": 1000}  # of other languages, which have no texts but these: OTHER_DOCUMENTS
OTHER_DOCUMENTS = 200  # with 60 too few of their words are seen often enough, 300 gain nothing more
NOT_PLACES = ("who", "org", "adj", "dem", "thing", "person", "outlet", "given", "family", "group")  # slots
TEMPLATE_WEIGHT = {"en": 1.0, "list": 1.0, "war": 0.5}  # of a candidate in them, beside 1 of one in a real article
OTHER_WEIGHT = 0.5  # with 1.0 the English corpora lose .002
DUMPS = BENCH.parents[1] / "geonames"
DRAWN = {"town": 40, "village": 80}  # names of a country
WEIGHTS = Path(__file__).parent.parent / "eventmap/data/place_weights.tsv"


@dataclass
class Sample:
    """One document, ready to train on. ``gold`` are its spans."""

    corpus: str
    doc_id: str
    text: str
    words: Words
    found: list[Candidate]
    names: list[list[str]]
    gold: set[tuple[int, int]]
    points: list[dict[str, object]]  # the mentions of gold as they are in the corpus
    labels: np.ndarray = field(default_factory=lambda: np.zeros(0))
    weight: float = 1.0


def sample(corpus: str, row: dict[str, object], names: Names, weight: float = 1.0) -> Sample:
    text = str(row["text"])
    words = scan(text)
    found = [c for c in with_bare(words, candidates(words, names)) if text[c.start : c.end] not in peoples()]
    evidence = Evidence.gather(words, names, found)
    gold = {(t["start"], t["end"]) for t in row["toponyms"]}  # type: ignore[attr-defined]
    labels = np.array([(c.start, c.end) in gold for c in found], dtype=int)
    described = [features(c, evidence) for c in found]
    points = row["toponyms"]
    return Sample(corpus, str(row["doc_id"]), text, words, found, described, gold, points, labels, weight)  # type: ignore[arg-type]


def load(folder: Path, corpus: str, lexicon: Lexicon) -> list[Sample]:
    names = Names(lexicon)
    return [sample(corpus, row, names, WEIGHT.get(corpus, 1.0)) for row in rows_of(folder, corpus)]


Rows = Sequence[Sequence[str]]


class Model:
    """One linear scorer: features of strings, and the first score with its positive part where there is one."""

    def __init__(self, strength: float) -> None:
        self._strength = strength
        self.index: dict[str, int] = {}
        self.weights = np.zeros(0)
        self.bias = 0.0

    def fit(
        self, rows: Rows, documents: Sequence[int], labels: np.ndarray, weights: np.ndarray, scores: np.ndarray | None = None
    ) -> Model:
        seen: Counter[str] = Counter()
        last: dict[str, int] = {}
        for row, document in zip(rows, documents, strict=True):
            for name in row:
                if last.get(name) != document:
                    last[name] = document
                    seen[name] += 1
        self.index = {name: k for k, name in enumerate(sorted(n for n, c in seen.items() if c >= MIN_DOCUMENTS))}
        model = LogisticRegression(C=self._strength, solver="liblinear", max_iter=300)
        model.fit(self._matrix(rows, scores), labels, sample_weight=weights)
        self.weights, self.bias = model.coef_[0], float(model.intercept_[0])
        return self

    def score(self, rows: Rows, scores: np.ndarray | None = None) -> np.ndarray:
        return self._matrix(rows, scores) @ self.weights + self.bias if len(rows) else np.zeros(0)

    def _matrix(self, rows: Rows, scores: np.ndarray | None) -> sp.csr_matrix:
        ends, columns, values = [0], [], []
        for n, row in enumerate(rows):
            counts = Counter(self.index[name] for name in row if name in self.index)
            columns += counts
            values += counts.values()
            if scores is not None:
                columns += [len(self.index), len(self.index) + 1]
                values += [scores[n], max(scores[n], 0.0)]
            ends.append(len(columns))
        width = len(self.index) + (0 if scores is None else 2)
        return sp.csr_matrix((np.array(values, float), np.array(columns, np.int32), np.array(ends, np.int32)), shape=(len(rows), width))

    def lines(self, stage: int) -> list[str]:
        weights = dict(zip([*self.index, "score", "score>0"], self.weights, strict=False)) | {"bias": self.bias}
        return [f"{stage}\t{name}\t{w:.2f}" for name, w in sorted(weights.items()) if abs(w) >= SMALLEST and "\t" not in name]


def second_names(s: Sample, scores: np.ndarray) -> list[list[str]]:
    second = Second(s.words, s.found, [float(x) for x in scores])
    return [second.features(k) for k in range(len(s.found))]


def train_first(samples: Sequence[Sample]) -> Model:
    rows, documents, labels, weights = _stacked(samples, [s.names for s in samples])
    return Model(STRENGTH[0]).fit(rows, documents, labels, weights)


def train(samples: Sequence[Sample]) -> tuple[Model, Model]:
    """Both scorers; the second learns from first scores of documents that the first was not trained on."""
    scores: dict[int, np.ndarray] = {}
    for k in range(FOLDS):
        first = train_first([s for s in samples if fold_of(s) != k])
        scores |= {id(s): first.score(s.names) for s in samples if fold_of(s) == k}
    rows, documents, labels, weights = _stacked(samples, [second_names(s, scores[id(s)]) for s in samples])
    second = Model(STRENGTH[1]).fit(rows, documents, labels, weights, np.concatenate([scores[id(s)] for s in samples]))
    return train_first(samples), second


def _stacked(samples: Sequence[Sample], names: Sequence[list[list[str]]]) -> tuple[list[list[str]], list[int], np.ndarray, np.ndarray]:
    rows = [row for document in names for row in document]
    documents = [n for n, document in enumerate(names) for _ in document]
    weights = np.concatenate([np.full(len(s.found), s.weight) for s in samples])
    return rows, documents, np.concatenate([s.labels for s in samples]), weights


def fold_of(s: Sample) -> int:
    return int(hashlib.md5(s.doc_id.encode()).hexdigest(), 16) % FOLDS


def predict(models: tuple[Model, Model], s: Sample) -> np.ndarray:
    first = models[0].score(s.names)
    return models[1].score(second_names(s, first), first)


def figures(samples: Iterable[Sample], scores: Iterable[np.ndarray], threshold: float = THRESHOLD) -> dict[str, tuple[float, float, float]]:
    """Exact precision, recall and F1 by corpus."""
    counts: dict[str, Counter[str]] = {}
    for s, of in zip(samples, scores, strict=True):
        chosen = {(s.found[k].start, s.found[k].end) for k in choose(s.found, [float(x) for x in of], threshold)}
        counts.setdefault(s.corpus, Counter()).update(right=len(chosen & s.gold), said=len(chosen), gold=len(s.gold))
    return {
        name: (c["right"] / max(c["said"], 1), c["right"] / c["gold"], 2 * c["right"] / (c["said"] + c["gold"]))
        for name, c in counts.items()
    }


def templates(path: Path, names: Names) -> list[Sample]:
    """Documents of filled templates, each a few sentences."""
    fillers, sentences = _read_templates(path)
    fillers["war"] |= drawn_names(names)
    samples = []
    for language, lines in sentences.items():
        dice = random.Random(language)
        for n in range(TEMPLATE_DOCUMENTS.get(language, OTHER_DOCUMENTS)):
            text, toponyms = "", []
            for line in dice.sample(lines, 4):
                text, toponyms = _filled(line, fillers[language], dice, text, toponyms)
            row = {"doc_id": f"template-{language}-{n}", "text": text, "toponyms": toponyms}
            samples.append(sample(f"template-{language}", row, names, TEMPLATE_WEIGHT.get(language, OTHER_WEIGHT)))
    return samples


def drawn_names(names: Names) -> dict[str, list[str]]:
    """Names of towns and villages in countries at war, as many of each; from half of what GeoNames has, the rest is for tests."""
    found: dict[str, list[str]] = {"town": [], "village": []}
    for path in sorted(DUMPS.glob("??.zip")):
        with zipfile.ZipFile(path) as archive:
            rows = [line.split("\t") for line in archive.read(f"{path.stem}.txt").decode("utf-8").splitlines()]
        for slot, known in (("town", True), ("village", False)):
            here = {row[1] for row in rows if row[6] == "P" and is_drawn(row[1]) and (names.prior(fold(row[1])) is not None) == known}
            found[slot] += random.Random(path.stem).sample(sorted(here), min(len(here), DRAWN[slot]))
    return found


def is_drawn(name: str) -> bool:
    """Is it a plain name that the templates may use? Tests take the others."""
    plain = len(name) <= 24 and name.isascii() and name[0].isupper() and not set(name) & set("()[]{}|,/0123456789")
    return plain and hashlib.md5(name.encode()).digest()[0] % 2 == 0


def _read_templates(path: Path) -> tuple[dict[str, dict[str, list[str]]], dict[str, list[str]]]:
    fillers: dict[str, dict[str, list[str]]] = {}
    sentences: dict[str, list[str]] = {}
    into: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("= "):
            _, language, slot = line.split()
            into = fillers.setdefault(language, {}).setdefault(slot, [])
        elif line.startswith("+ "):
            into = sentences.setdefault(line.split()[1], [])
        elif line and not line.startswith("#"):
            into += line.split(" | ")
    return fillers, sentences


def _filled(
    line: str, slots: dict[str, list[str]], dice: random.Random, text: str, toponyms: list[dict[str, int]]
) -> tuple[str, list[dict[str, int]]]:
    found = list(toponyms)
    text += " " if text else ""
    for n, part in enumerate(re.split(r"\{(\w+)\}", line)):
        if n % 2 == 0:
            text += part
            continue
        filler = dice.choice(slots[part])
        opened, closed = filler.find("["), filler.find("]")
        plain = filler.replace("[", "").replace("]", "")
        if part not in NOT_PLACES:
            start, end = (opened, closed - 1) if opened >= 0 else (0, len(plain))
            found.append({"start": len(text) + start, "end": len(text) + end})
        text += plain
    return text, found


def show(title: str, table: dict[str, tuple[float, float, float]]) -> None:
    cells = "  ".join(f"{name} {p:.3f}/{r:.3f}/{f:.3f}" for name, (p, r, f) in table.items())
    print(f"{title:<24} {cells}  mean {np.mean([f for _, _, f in table.values()]):.3f}", flush=True)


def cross_validate(samples: Sequence[Sample], extra: Sequence[Sample] = (), thresholds: Sequence[float] = (THRESHOLD,)) -> None:
    """Precision/recall/F1 of documents that were not trained on."""
    scored: dict[int, np.ndarray] = {}
    for k in range(FOLDS):
        models = train([*(s for s in samples if fold_of(s) != k), *extra])
        scored |= {id(s): predict(models, s) for s in samples if fold_of(s) == k}
    for threshold in thresholds:
        show(f"{FOLDS}-fold, threshold {threshold}", figures(samples, [scored[id(s)] for s in samples], threshold))


def leave_corpora_out(samples: Sequence[Sample], extra: Sequence[Sample] = ()) -> None:
    table = {}
    for corpus in dict.fromkeys(s.corpus for s in samples):
        models = train([*(s for s in samples if s.corpus != corpus), *extra])
        held = [s for s in samples if s.corpus == corpus]
        table |= figures(held, [predict(models, s) for s in held])
    show("leave one corpus out", table)


def write(models: tuple[Model, Model], path: Path) -> None:
    head = "# Weights of extract/places/scorer.py: stage, feature, weight. Made by benchmarks/train_places.py; do not edit.\n"
    path.write_text(head + "\n".join(models[0].lines(1) + models[1].lines(2)) + "\n", encoding="utf-8")


def main() -> None:
    from eventmap.gazetteer import Gazetteer

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--report", action="store_true")
    arguments = parser.parse_args()
    shipped, syria = Gazetteer.open(dumps=()), Gazetteer.open(dumps=("SY",))
    samples = [s for c in CORPORA for s in load(arguments.bench, c, syria if c in SYRIAN else shipped)]
    extra = templates(TEMPLATES, Names(shipped))
    cross_validate(samples, extra, thresholds=(-0.9, -0.6, -0.3))
    if arguments.report:
        leave_corpora_out(samples, extra)
    else:
        # Syrian articles once more without the dump, so that names the gazetteer lacks are learnt from their context; those on other wars
        # once more with all dumps that were added, where a town has many more namesakes.
        unknown = [s for c in SYRIAN for s in load(arguments.bench, c, shipped)]
        crowded = [s for c in WARS for s in load(arguments.bench, c, Gazetteer.open())]
        write(train([*samples, *unknown, *crowded, *extra]), WEIGHTS)


if __name__ == "__main__":
    main()
