"""Whether two acts at one spot are one deed told twice: a linear scorer over what their kinds, days, sides, tolls and words say.

Weights: ``data/pair_weights.tsv``, made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

import functools

from eventmap.data import event_words as w
from eventmap.extract.events import kinds
from eventmap.extract.events.act import Act
from eventmap.extract.events.features import bucket
from eventmap.extract.events.reading import Reading
from eventmap.extract.text.linear import Names
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
    return [name for group in groups(first, later, by_rule, reading) for name in group]


def groups(first: Act, later: Act, by_rule: bool, reading: Reading) -> list[Names]:
    """The same in groups of names that follow from a few values."""
    toll, hurt = _tolls(first.fatalities, later.fatalities), _tolls(first.injured, later.injured)
    gap = bucket(later.sentence - first.sentence, _DISTANCE)
    lows, anchor, forms = reading.words.lows, later.anchor, (first.anchor.form, later.anchor.form)
    left = lows[max(later.start, anchor.i - 4) : anchor.i]
    another = not (_ANOTHER.isdisjoint(left) and _ANOTHER.isdisjoint(lows[later.start : later.start + 3]))
    return [
        _main_names(by_rule, _kinds(first, later), _days(first, later), toll, _sides(first, later), gap),
        _word_names(*forms, first.specific, later.specific, another, not _SAME.isdisjoint(left)),
        _lead_names(first.lead, later.lead, first.sentence == 0, "points back" in later.rules, "carried" in later.rules),
        _fact_names(min(len(first.places), 3), min(len(later.places), 3), hurt, later.date_said, later.definite),
        _kind_names(first.anchor.sense == anchor.sense, *sorted((first.sub_type, later.sub_type))),
    ]


_remembered = functools.lru_cache(maxsize=8192)


@_remembered
def _main_names(by_rule: bool, kind: str, day: str, toll: str, side: str, gap: int) -> Names:
    """What tells most, one by one and in pairs."""
    base = [f"rule={by_rule!s}", f"kind={kind}", f"day={day}", f"toll={toll}", f"side={side}", f"gap={gap}"]
    return ("bias", *base, *[f"{a}&{b}" for n, a in enumerate(base) for b in base[n + 1 :]])


@_remembered
def _word_names(first_form: str, form: str, first_specific: bool, specific: bool, another: bool, the: bool) -> Names:
    return f"form={first_form}{form}", f"specific={first_specific!s}{specific!s}", f"another={another!s}", f"the={the!s}{form}"


@_remembered
def _lead_names(first_lead: bool, lead: bool, opens: bool, points_back: bool, carried: bool) -> Names:
    return f"lead={first_lead!s}{lead!s}", f"first={opens!s}", f"back={points_back!s}{carried!s}"


@_remembered
def _fact_names(first_places: int, places: int, hurt: str, said: bool, definite: bool) -> Names:
    return f"places={first_places}{places}", f"hurt={hurt}", f"said={said!s}{definite!s}"


@_remembered
def _kind_names(same_sense: bool, kind: str, other: str) -> Names:
    return f"sense={same_sense!s}", f"kinds={kind}~{other}"


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
