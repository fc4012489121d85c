"""Whether two acts at one spot are one deed told twice: a linear scorer over what their kinds, days, sides, tolls and words say.

Weights: ``data/pair_weights.tsv``, made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events import kinds
from eventmap.extract.events.acts import Act
from eventmap.extract.events.features import bucket
from eventmap.extract.events.reading import Reading
from eventmap.records import Actor, Count

_DISTANCE = (0, 1, 2, 4, 8)
_ANOTHER = w.word_set(
    "another other others separate separately also further more elsewhere similar similarly second third meanwhile later then earlier"
)
_SAME = w.word_set("the this that these those same")


def features(first: Act, later: Act, by_rule: bool, reading: Reading) -> list[str]:
    """Names of the features that hold of two acts at one spot, in the order of the text.

    ``by_rule``: their kinds, days and sides do not contradict.
    """
    kind = _kinds(first, later)
    day = _days(first, later)
    toll = _tolls(first.fatalities, later.fatalities)
    side = _sides(first, later)
    gap = bucket(later.sentence - first.sentence, _DISTANCE)
    lows = reading.words.lows
    left = frozenset(lows[max(later.start, later.anchor.i - 4) : later.anchor.i])
    opening = frozenset(lows[later.start : later.start + 3])
    base = [
        f"rule={by_rule!s}", f"kind={kind}", f"day={day}", f"toll={toll}", f"side={side}", f"gap={gap}",
        f"form={first.anchor.form}{later.anchor.form}", f"specific={first.specific!s}{later.specific!s}",
        f"another={not (left | opening).isdisjoint(_ANOTHER)!s}", f"the={not left.isdisjoint(_SAME)!s}{later.anchor.form}",
        f"lead={first.lead!s}{later.lead!s}", f"first={first.sentence == 0!s}",
        f"back={'points back' in later.rules!s}{'carried' in later.rules!s}",
        f"places={min(len(first.places), 3)}{min(len(later.places), 3)}", f"hurt={_tolls(first.injured, later.injured)}",
        f"said={later.date_said!s}{later.definite!s}", f"sense={first.anchor.sense == later.anchor.sense!s}",
    ]  # fmt: skip
    pairs = [f"{a}&{b}" for n, a in enumerate(base[:6]) for b in base[n + 1 : 6]]
    return ["bias", *base, *pairs, f"kinds={'~'.join(sorted((first.sub_type, later.sub_type)))}"]


def _kinds(a: Act, b: Act) -> str:
    if a.sub_type == b.sub_type:
        return "same"
    return "type" if kinds.TYPES[a.sub_type] == kinds.TYPES[b.sub_type] else "other"


def _days(a: Act, b: Act) -> str:
    if a.date is None or b.date is None:
        return "unknown"
    gap = bucket(abs((a.date.day - b.date.day).days), (0, 1, 3, 10))
    return f"{gap}{a.date_said!s}{b.date_said!s}"


def _tolls(a: list[Count], b: list[Count]) -> str:
    one, two = {c.best for c in a}, {c.best for c in b}
    if not one or not two:
        return f"{bool(one)!s}{bool(two)!s}"
    if one & two:
        return "equal" if max(x or 0 for x in one & two) > 3 else "equal few"
    return "more" if max(x or 0 for x in two) > max(x or 0 for x in one) else "less"


def _sides(a: Act, b: Act) -> str:
    return f"{_common(a.actors, b.actors)}{_common(a.targets, b.targets)}{'x' if _common(a.actors, b.targets) == '=' else ''}"


def _common(a: list[Actor], b: list[Actor]) -> str:
    one, two = {x.name for x in a}, {x.name for x in b}
    if not one or not two:
        return "?" if one or two else "-"
    return "=" if one & two else "!"

