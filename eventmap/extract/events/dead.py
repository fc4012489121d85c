"""Which of the numbers of killed that a text gives is the toll of an act: a linear scorer over where the number stands.

``tolls`` hands each number to the act in whose words it stands. Here every number near an act and its other tellings is weighed, for a
toll may stand in the headline, in the next sentence, or belong to another deed of the same sentence. Weights: ``data/toll_weights.tsv``,
made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

import functools
import math
from collections import Counter

from eventmap.extract.events import kinds
from eventmap.extract.events.acts import Act
from eventmap.extract.events.features import bucket
from eventmap.extract.events.reading import Reading
from eventmap.extract.text.tables import rows
from eventmap.records import Count

REACH = 1  # sentences before and after
MOST = 12  # numbers weighed for one act
# Chance from which a number is taken, found by cross-validation.
LEAST = 0.5
_SIZES = (0, 1, 2, 4, 9, 20, 60, 200, 1000)


def settle(reading: Reading) -> None:
    """Gives each live act the likeliest number of killed, or none."""
    numbers = Counter(c.best for s in reading.sentences for c in s.counts if c.what == "killed" and c.best is not None)
    for act in reading.acts:
        if not act.dropped:
            act.fatalities = _likeliest(act, reading, numbers)


def _likeliest(act: Act, reading: Reading, numbers: Counter[int | None]) -> list[Count]:
    told = candidates(act, reading)
    weighed = [(chance(features(act, n, count, told, reading, numbers)), -n, count) for n, count in told]
    best = max(weighed, key=lambda x: x[:2], default=None)
    if best is None or best[0] < LEAST:
        return []
    return [best[2]]


def candidates(act: Act, reading: Reading) -> list[tuple[int, Count]]:
    """(sentence, number of killed) in the sentences of the act and its other tellings, and beside them."""
    found: dict[tuple[int, int], tuple[int, Count]] = {}
    for telling in (act, *act.merged):
        for n in range(max(0, telling.sentence - REACH), min(len(reading.sentences), telling.sentence + REACH + 1)):
            for count in reading.sentences[n].counts:
                if count.what == "killed" and len(found) < MOST:
                    found.setdefault((n, count.span.start), (n, count))
    return list(found.values())


def features(
    act: Act, n: int, count: Count, told: list[tuple[int, Count]], reading: Reading, numbers: Counter[int | None]
) -> list[str]:
    """Names of the features of a number in sentence ``n`` as the toll of ``act``; ``numbers``: how often the text says each."""
    tellings = (act, *act.merged)
    of = next((t for t in tellings if any(c is count for c in t.fatalities)), None)
    own = "act" if of is act else "told" if of is not None else "rule" if any(c is count for c in act.fatalities) else "no"
    step = min((t.sentence - n for t in tellings), key=abs)
    sentence = reading.sentences[n]
    i, _ = reading.words.range(count.span)
    other = next((a for a in sentence.acts if a.start <= i < a.end and a not in tellings), None)
    others = "none" if other is None else "dropped" if other.dropped else "same" if other.sub_type == act.sub_type else "else"
    rest = [c.best or 0 for _, c in told if c is not count]
    best = count.best or 0
    rank = "most" if best > max(rest, default=-1) else "as" if best == max(rest, default=-1) else "less"
    places = sum(len(a.places) for a in sentence.acts if not a.dropped)
    where = f"{own}{step}"
    found = [
        "bias", f"own={own}", f"step={step}", f"at={where}", f"other={others}", f"other={others}&{own}",
        f"size={bucket(best, _SIZES)}", f"size={bucket(best, _SIZES)}&{own}", f"part={count.part_of_total}&{own}", f"sum={count.cumulative}",
        f"who={count.who}&{own}", f"rank={rank}", f"rank={rank}&{own}", f"known={count.best is not None}", f"bounds={count.low is not None}{count.high is not None}",
        f"places={min(places, 4)}&{own}", f"mine={min(len(act.places), 4)}&{own}", f"again={min(numbers[count.best], 3)}", f"again={min(numbers[count.best], 3)}&{own}",
        f"numbers={min(len(told), 5)}", f"numbers={min(len(told), 5)}&{own}", f"kind={act.sub_type}&{own}", f"type={kinds.TYPES[act.sub_type]}&{own}",
        f"sense={act.anchor.sense}&{own}", f"first={n == 0}{own}", f"lead={n <= 1}&{step}", f"said={act.date_said}&{own}", f"background={act.background}&{own}",
        f"kill={act.has('kill')}&{own}", f"acts={min(len(sentence.acts), 4)}&{own}",
    ]  # fmt: skip
    if n == act.sentence:
        near = min(act.triggers, key=lambda t: abs(t.i - i))
        found.append(f"gap={'b' if i < near.i else 'a'}{bucket(abs(i - near.i))}&{own}")
        found.append(f"weight={min(round(sentence.bounds.between(near.i, i), 1), 2.0)}&{own}")
        found.append(f"in={act.start <= i < act.end}&{own}")
        between = sum(min(i, near.i) < reading.words.at(p.span.start) < max(i, near.i) for p in sentence.places)
        found.append(f"between={min(between, 2)}&{own}")
    start = reading.words.lows[sentence.start] if sentence.start < len(reading.words.lows) else ""
    found.append(f"starts={start if start in _OPENERS else 'x'}&{step}")
    return found


_OPENERS = frozenset("the at another elsewhere also in meanwhile more some among those all dozens a on two three".split())


def chance(names: list[str]) -> float:
    """The probability that the number with these features is the toll."""
    table = weights()
    return 1 / (1 + math.exp(-sum(table.get(name, 0.0) for name in names)))


@functools.cache
def weights() -> dict[str, float]:
    """Feature -> weight."""
    return {name: float(value) for name, value in rows("toll_weights.tsv")}
