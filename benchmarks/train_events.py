"""Trains and cross-validates the scorers of events (``eventmap/extract/events/scorers.py``) on articles annotated by hand.

    python benchmarks/train_events.py            # cross-validates by article, then trains on all and writes eventmap/data/*_weights.tsv
    python benchmarks/train_events.py --report   # figures only

Gold: ``benchmarks/annotations`` (offsets and codes of news articles; whole articles and short reports of our own on other wars), and, where
they lie beside the checkout, the 85 annotated articles of ``../shared/bench/syria-news``, which also has the texts of the news articles.
Nothing in ``tests/accuracy`` but ``syria_reports`` is trained on. It needs scikit-learn, and the Syrian dump in the gazetteer.

Labels: an act at a place is an event if it is about the place, the time and the type of some gold event (the rules of
``tests/accuracy/event_scores.py``); two acts at one spot are one deed if they are likest the same gold event; a party is on the side on
which the gold event has it. Each stage is trained on what the stage before makes of articles that it has not seen.
"""

from __future__ import annotations

import argparse
import copy
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from accuracy.event_scores import Tally, read_gold, same_event, tally  # noqa: E402

from eventmap import export, pipeline  # noqa: E402
from eventmap.extract.actors.find import find_actors  # noqa: E402
from eventmap.extract.events import agreement, kinds, pairs, parties, same, sides, spots, verdict, wheres  # noqa: E402
from eventmap.extract.events.act import Act  # noqa: E402
from eventmap.extract.events.drafts import draft_events, read_acts  # noqa: E402
from eventmap.extract.events.features import features, outline  # noqa: E402
from eventmap.extract.events.reading import Reading  # noqa: E402
from eventmap.extract.events.scorers import Scorers  # noqa: E402
from eventmap.extract.text.linear import Linear  # noqa: E402
from eventmap.gazetteer import Gazetteer  # noqa: E402
from eventmap.ingest import read  # noqa: E402
from eventmap.link import merge  # noqa: E402
from eventmap.records import Document, Toponym  # noqa: E402
from eventmap.resolve import report  # noqa: E402
from eventmap.settings import Settings  # noqa: E402

NEWS = ROOT.parent / "shared" / "bench" / "syria-news"
DATA = ROOT / "eventmap" / "data"
HEADER = "# Made by benchmarks/train_events.py; do not edit."
FOLDS = 5
MIN_COUNT = 3  # a feature seen in fewer samples is not learned
OPTIONAL_WEIGHT = 0.4  # of a gold event that a careful reader could leave out
# Of what is an event in articles on other wars, which are annotated more generously than news on Syria: at .3 the news gain .004 to
# .013 of F1 and the other wars lose nothing; without them these lose .02.
ANNOTATORS_WEIGHT = {"wars": 0.3}
ONE_SIDED_WEIGHT = 0.3  # of a pair of which only one is an event: better told twice than twice an event
# Inverse strength of L2 regularisation, by cross-validation.
STRENGTH = {"event": 0.05, "pair": 0.2, "side": 0.1}
Gold = dict[str, Any]
RULES = Linear({"bias": -1.0, "rule=True": 2.0})  # pairs before any are learned: what the rules say


class Corpus(NamedTuple):
    """One file of gold: where its texts are, and the country dump to read it with ("" for the gazetteer as shipped).

    OWN_COUNTRIES for those of the countries its events lie in, article by article, as far as they were added.
    """

    gold: Path
    texts: Path
    dump: str


OWN_COUNTRIES = "*"
CORPORA = {
    "news-85": Corpus(NEWS / "gold.jsonl", NEWS / "articles.jsonl", "SY"),
    "news-60": Corpus(ROOT / "tests/accuracy/syria_reports.gold.jsonl", NEWS / "unlabelled.jsonl", "SY"),
    "news": Corpus(ROOT / "benchmarks/annotations/syria.gold.jsonl", NEWS / "unlabelled.jsonl", "SY"),
    "wars": Corpus(ROOT / "benchmarks/annotations/wars.jsonl", ROOT / "benchmarks/annotations/wars.jsonl", ""),
    "reports": Corpus(ROOT / "benchmarks/annotations/reports.jsonl", ROOT / "benchmarks/annotations/reports.jsonl", OWN_COUNTRIES),
    "sentences": Corpus(ROOT / "benchmarks/annotations/sentences.jsonl", ROOT / "benchmarks/annotations/sentences.jsonl", ""),
}


class Sample(NamedTuple):
    """Features that hold, whether the answer is yes, and how much the sample counts."""

    names: list[str]
    yes: bool
    weight: float = 1.0


@dataclass
class Example:
    """One article with its mentions, its gold and the fold in which it is tested."""

    corpus: str
    document: Document
    toponyms: tuple[Toponym, ...]
    gold: Gold
    gazetteer: Gazetteer
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.doc_id.encode()) % FOLDS


def examples() -> list[Example]:
    """All articles whose gold and text are here."""
    found: list[Example] = []
    for name, corpus in CORPORA.items():
        if not (corpus.gold.exists() and corpus.texts.exists()):
            print(f"{name}: not here", file=sys.stderr)
            continue
        gold = {g["doc_id"]: g for g in read_gold(corpus.gold)}
        for document in read([corpus.texts], Settings()):
            if isinstance(document, Document) and document.doc_id in gold:
                dumps = dumps_for(corpus, gold[document.doc_id])
                gazetteer = opened(dumps)
                toponyms = pipeline.find_places(document, gazetteer, Settings(gazetteer=dumps))
                found.append(Example(name, document, toponyms, gold[document.doc_id], gazetteer))
    return found


def dumps_for(corpus: Corpus, gold: Gold) -> tuple[str, ...]:
    """The country dumps to read an article with."""
    if corpus.dump != OWN_COUNTRIES:
        return (corpus.dump,) if corpus.dump else ()
    return tuple(sorted({e.get("country") for e in gold["events"]} & added_dumps()))


@lru_cache
def added_dumps() -> frozenset[str]:
    """The countries whose dump is in the gazetteer here."""
    return frozenset(Gazetteer.open().dumps)


@lru_cache(maxsize=64)
def opened(dumps: tuple[str, ...]) -> Gazetteer:
    return Gazetteer.open(dumps=dumps)


# Samples


def event_samples(example: Example) -> list[Sample]:
    """Each act at each of its places: is it an event?"""
    reading = read_acts(example.document, example.toponyms)
    found, whole = [], outline(reading)
    for act in (a for a in reading.acts if not a.dropped):
        for place in act.places:
            gold = [g for g in example.gold["events"] if same_event(g, row_of(act, place, reading))]
            optional = bool(gold) and all(is_optional(g) for g in gold)
            weight = ANNOTATORS_WEIGHT.get(example.corpus, 1.0) * (OPTIONAL_WEIGHT if optional else 1.0)
            found.append(Sample(features(act, place, reading, whole), bool(gold), weight))
    return found


def row_of(act: Act, place: Toponym, reading: Reading) -> Gold:
    """An act at one place as a row of the event table, as far as events are compared by it."""
    alone = copy.copy(act)
    alone.places, alone.rules = [place], list(act.rules)
    wheres.place_unknown(alone, reading.sentence_of(act).section)
    site = alone.places[0].site
    return {
        "event_type": kinds.TYPES[kinds.by_sides(act)],
        "event_date": act.date.day.isoformat() if act.date else "",
        "latitude": site.lat if site else "",
        "longitude": site.lon if site else "",
        "place_text": place.surface,
    }


def is_optional(gold: Gold) -> bool:
    return bool(gold.get("optional") or gold.get("background"))


def pair_samples(example: Example, scorers: Scorers) -> list[Sample]:
    """Acts at one spot, two by two: are they one deed?"""
    reading = read_acts(example.document, example.toponyms)
    verdict.weigh(reading, scorers.event)
    told: dict[str, list[tuple[Act, Gold | None]]] = {}
    found = []
    for act in (a for a in reading.acts if not a.dropped):
        for place in act.places:
            own = likest(act, place, reading, example.gold["events"])
            for other, gold in told.get(spots.spot(place), []):
                if other is not act and (own is not None or gold is not None):
                    names = pairs.features(other, act, agreement.agree(other, act), reading)
                    both = own is not None and gold is not None
                    found.append(Sample(names, own is gold or not both, 1.0 if both else ONE_SIDED_WEIGHT))
            told.setdefault(spots.spot(place), []).append((act, own))
    return found


def likest(act: Act, place: Toponym, reading: Reading, events: Iterable[Gold]) -> Gold | None:
    """The gold event at the place and time of ``act`` that is most like it."""
    row = row_of(act, place, reading)
    fitting = [g for g in events if same_event(g, row | {"event_type": g["event_type"]})]
    if act.specific:
        fitting = [g for g in fitting if g["event_type"] == row["event_type"]]
    return max(fitting, key=lambda g: likeness(act, g), default=None)


def likeness(act: Act, gold: Gold) -> float:
    mine, theirs = {a.name for a in (*act.actors, *act.targets)}, named(gold, "actors") | named(gold, "targets")
    parties_alike = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.5
    toll = gold.get("fatalities") is not None and gold["fatalities"] in {c.best for c in act.fatalities}
    return (gold["event_type"] == kinds.TYPES[act.sub_type]) + 1.5 * (gold["sub_event_type"] == act.sub_type) + parties_alike + toll


def side_samples(example: Example, scorers: Scorers) -> Iterator[tuple[str, Sample]]:
    """Each party near each act that is an event: is it on that side?"""
    reading = read_acts(example.document, example.toponyms)
    verdict.weigh(reading, scorers.event)
    same.merge_acts(reading, scorers.pair)
    cast = parties.cast_of(reading)
    for act in filter(sides.is_weighed, reading.acts):
        matched = (likest(act, place, reading, example.gold["events"]) for place in act.places)
        gold = next((g for g in matched if g is not None and g["event_type"] == kinds.TYPES[act.sub_type]), None)
        if gold is None:
            continue
        for party in parties.candidates(act, reading, cast):
            names = parties.features(act, party, reading, cast)
            yield "actor", Sample(names, party.name in named(gold, "actors"))
            yield "target", Sample(names, party.name in named(gold, "targets"))


def named(gold: Gold, side: str) -> set[str]:
    return {canonical(name) for name in gold.get(side) or ()}


@lru_cache(maxsize=10_000)
def canonical(name: str) -> str:
    """The actor table's name for a gold name: annotators write "M23" and "Houthi"."""
    found = [m.actor.name for m in find_actors(Document(doc_id="name", text=name)) if m.actor.name]
    return found[0] if len(found) == 1 else name


# Training


def fit(samples: Sequence[Sample], strength: float) -> Linear:
    return Linear(weights(samples, strength))


def weights(samples: Sequence[Sample], strength: float) -> dict[str, float]:
    """Logistic regression with L2 regularisation over the features seen often enough."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for s in samples for name in set(s.names))
    column = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= MIN_COUNT))}
    cells = [(n, column[name]) for n, s in enumerate(samples) for name in dict.fromkeys(s.names) if name in column]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix(([1.0] * len(cells), (rows, columns)), shape=(len(samples), len(column)))
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear", fit_intercept=False)
    model.fit(matrix, [s.yes for s in samples], sample_weight=[s.weight for s in samples])
    return dict(zip(column, model.coef_[0].tolist(), strict=True))


def gather(found: Sequence[Example]) -> None:
    """Fills the samples of all examples; each later stage sees what scorers trained without the article make of it."""
    for example in found:
        example.samples["event"] = event_samples(example)
    for fold in range(FOLDS):
        scorers = Scorers(event=fit(without(found, fold, "event"), STRENGTH["event"]), pair=RULES, actor=RULES, target=RULES)
        for example in (e for e in found if e.fold == fold):
            example.samples["pair"] = pair_samples(example, scorers)
    for fold in range(FOLDS):
        scorers = Scorers(event=fit(without(found, fold, "event"), STRENGTH["event"]),
                          pair=fit(without(found, fold, "pair"), STRENGTH["pair"]), actor=RULES, target=RULES)  # fmt: skip
        for example in (e for e in found if e.fold == fold):
            example.samples |= {"actor": [], "target": []}
            for side, sample in side_samples(example, scorers):
                example.samples[side].append(sample)


def without(found: Sequence[Example], fold: int, model: str) -> list[Sample]:
    """The samples of all articles that are not tested in ``fold`` (-1: of all)."""
    return [s for e in found if e.fold != fold for s in e.samples[model]]


def trained(found: Sequence[Example], fold: int) -> dict[str, dict[str, float]]:
    strengths = {"event": STRENGTH["event"], "pair": STRENGTH["pair"], "actor": STRENGTH["side"], "target": STRENGTH["side"]}
    return {model: weights(without(found, fold, model), strength) for model, strength in strengths.items()}


def scorers_of(tables: dict[str, dict[str, float]]) -> Scorers:
    return Scorers(**{model: Linear(table) for model, table in tables.items()})


# Figures


def cross_validated(found: Sequence[Example]) -> dict[str, list[Any]]:
    """The rows of each article by scorers trained without it; the samples are ``gather``'s."""
    rows: dict[str, list[Any]] = {}
    for fold in range(FOLDS):
        scorers = scorers_of(trained(found, fold))
        for example in (e for e in found if e.fold == fold):
            rows[example.document.doc_id] = events_of(example, scorers)
    return rows


def events_of(example: Example, scorers: Scorers) -> list[Any]:
    drafts = draft_events(example.document, example.toponyms, scorers)
    reports = (pipeline.with_admin(r, example.gazetteer) for r in report(example.document, drafts))
    return export.rows(merge(tuple(reports)))


def figures(gold: list[Gold], rows: dict[str, list[Any]]) -> Tally:
    return tally([g | {"events": [e | {"actors": sorted(named(e, "actors")), "targets": sorted(named(e, "targets"))} for e in g["events"]]}
                  for g in gold], rows)  # fmt: skip


def write(tables: dict[str, dict[str, float]]) -> None:
    files = {"event_weights.tsv": ("event",), "pair_weights.tsv": ("pair",), "side_weights.tsv": ("actor", "target")}
    for name, models in files.items():
        lines = [
            "\t".join([*((model,) if len(models) > 1 else ()), feature, f"{weight:.2f}"])
            for model in models
            for feature, weight in sorted(tables[model].items())
            if abs(weight) >= 0.005
        ]
        (DATA / name).write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", action="store_true", help="figures only, no weights are written")
    options = parser.parse_args()
    found = examples()
    gather(found)
    print(f"{len(found)} articles; samples: " + ", ".join(f"{m} {len(without(found, -1, m))}" for m in ("event", "pair", "actor")))
    rows = cross_validated(found)
    for corpus in dict.fromkeys(e.corpus for e in found):
        print(f"{corpus:10s} {figures([e.gold for e in found if e.corpus == corpus], rows)}", flush=True)
    if not options.report:
        write(trained(found, -1))


if __name__ == "__main__":
    main()
