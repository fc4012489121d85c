"""Floors of the event extractor. A change that lowers one says so and why; one that raises it raises the floor.

Learning from 94 reports on other wars raised those of the other wars by .02 to .04 and cost the 50 Syrian articles that nothing was
learned from two events (f1 .70 to .69) and the 60 one; a party more or less in one of the 23 articles is .02 of actors and sides. Training again moves
single rows: when shells and rockets got sides from other sentences, actors of the 23 went from .62 to .61 and tolls of the 40 unseen from .82 to .81,
one row each.

Mending the wrong doors of other wars (uniforms, denials, answered deeds, tolls of the next sentence) raised the 94 reports by .025 in cross-validation and the
85 articles by .009, and cost the 60 articles that were learned from two rows (f1 .71 to .70) and the 50 that nothing was learned from three (f1 .69 to .68,
sub-type .90 to .88); sides and tolls of those 50 rose.

The sentences and articles on some forty wars are our own writing and nothing is trained on them; the real articles are read where they lie beside the
checkout, 85 that the rules were tuned on and 60 that another reader annotated later (offsets and codes only).
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from accuracy.event_scores import Tally, read_gold, tally

from eventmap import export, pipeline
from eventmap.gazetteer import Gazetteer
from eventmap.ingest import read
from eventmap.link import merge
from eventmap.records import Document
from eventmap.settings import Settings

HERE = Path(__file__).parent
NEWS = HERE.parents[2] / "shared" / "bench" / "syria-news"
needs_news = pytest.mark.skipif(not NEWS.is_dir(), reason="needs ../shared/bench/syria-news")


def document(row: dict[str, str]) -> Document:
    fields = {name: row.get(name, "") for name in ("title", "source")}
    return Document(doc_id=row["doc_id"], text=row["text"], published=dt.date.fromisoformat(row["published"]), published_from="metadata", **fields)


def score(gold: Iterable[dict[str, object]], documents: Iterable[Document], gazetteer: Gazetteer) -> Tally:
    found = {d.doc_id: export.rows(merge(pipeline.find_reports(d, gazetteer, Settings()))) for d in documents}
    result = tally([g for g in gold if g["doc_id"] in found], found)
    print(result)
    return result


def hold(result: Tally, **floors: float) -> None:
    """Fails naming every floor that is not reached."""
    reached = {"f1": result.f1} | {name: result.share(name) for name in floors if name != "f1"}
    below = {name: round(reached[name], 3) for name, floor in floors.items() if reached[name] < floor}
    assert not below, f"{below} of {dataclasses.asdict(result)}"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.open(dumps=())


def test_sentences_about_forty_wars(shipped: Gazetteer) -> None:
    gold = read_gold(HERE / "event_sentences.jsonl")
    hold(score(gold, map(document, gold), shipped), f1=0.87, sub_type=0.95, actors=0.75, sides=0.74, toll=0.96)


def test_articles_about_nineteen_wars(shipped: Gazetteer) -> None:
    gold = read_gold(HERE / "event_articles.jsonl")
    hold(score(gold, map(document, gold), shipped), f1=0.83, sub_type=0.94, actors=0.64, sides=0.64, toll=0.88)


def test_harder_articles_on_twenty_wars(shipped: Gazetteer) -> None:
    """Digests, state media and translated prose, written by somebody who had not seen the program. Their errors have been looked at since."""
    gold = read_gold(HERE / "war_articles.jsonl")
    hold(score(gold, map(document, gold), shipped), f1=0.73, sub_type=0.90, actors=0.47, sides=0.46, toll=0.88)


def test_articles_on_other_wars_that_nothing_was_learned_from(shipped: Gazetteer) -> None:
    """Written and annotated by somebody who had not seen the program, measured when it was done. Never train on these nor mend by them."""
    gold = read_gold(HERE / "wars_unseen.jsonl")
    hold(score(gold, map(document, gold), shipped), f1=0.42, sub_type=0.92, toll=0.77)


def test_reports_on_other_wars_that_nothing_was_learned_from(shipped: Gazetteer) -> None:
    """Everyday reports on eleven wars, likewise: never train on these nor mend by them. With the countries' dumps f1 is .05 higher."""
    gold = read_gold(HERE / "reports_unseen.jsonl")
    hold(score(gold, map(document, gold), shipped), f1=0.68, sub_type=0.87, toll=0.82)


def articles(name: str, gold: Iterable[dict[str, object]]) -> list[Document]:
    """The articles of ``gold`` as the program reads them: a dateline in the text outranks the file's day."""
    wanted = {g["doc_id"] for g in gold}
    return [d for d in read([NEWS / name], Settings()) if isinstance(d, Document) and d.doc_id in wanted]


@needs_news
def test_real_articles_that_the_rules_were_tuned_on(syria: Gazetteer) -> None:
    """The scorers have learned from these, too: this guards against breaking them and measures nothing."""
    gold = read_gold(NEWS / "gold.jsonl")
    hold(score(gold, articles("articles.jsonl", gold), syria), f1=0.77, sub_type=0.92, toll=0.89)


@needs_news
def test_real_articles_that_another_reader_annotated(syria: Gazetteer) -> None:
    """Likewise. Figures on articles not learned from: benchmarks/train_events.py --report."""
    gold = read_gold(HERE / "syria_reports.gold.jsonl")
    hold(score(gold, articles("unlabelled.jsonl", gold), syria), f1=0.70, sub_type=0.92, toll=0.76)


@needs_news
def test_real_articles_that_nothing_was_learned_from(syria: Gazetteer) -> None:
    """Annotated after the program was done and never trained on or mended after: keep it so, or this measures nothing any more."""
    gold = read_gold(HERE / "syria_unseen.gold.jsonl")
    hold(score(gold, articles("unlabelled.jsonl", gold), syria), f1=0.68, sub_type=0.88, actors=0.52, sides=0.52, toll=0.80)
