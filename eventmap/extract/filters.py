"""What is no event, and how surely the text tells what is one."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.acts import RESULTS, Act
from eventmap.extract.reading import Reading
from eventmap.extract.wheres import level

# Senses that speak of an event only where a finite verb or a day makes it one.
_WEAK = frozenset(("advance", "agree", "group", "other", "base", "withdraw", "loot", "disarm", "arrest", "lose", "campaign", "foil", "gather"))


def judge(act: Act, reading: Reading) -> None:
    """Sets ``act.dropped`` to the reason why this is no event, if it is none."""
    act.dropped = _reason(act, reading)


def _reason(act: Act, reading: Reading) -> str:
    if act.mode:
        return f"not told as a fact: {act.mode}"
    if act.cumulative:
        return "a sum over a long time"
    if not _dated(act) and not act.fatalities and _habitual(act, reading):
        return "a habit, not an act"
    causes = {t.sense for t in act.causes}
    if causes and causes <= _WEAK and act.anchor.form in ("noun", "base") and not _dated(act):
        return "a state, not an act"
    if act.has("capture") and act.anchor.form == "noun" and not act.date_said:
        return "a state, not an act"
    if act.senses <= RESULTS and not act.sub_type and not act.specific:
        return "nothing says what was done"
    if not act.places:
        return "no place"
    if not act.sub_type:
        return "nothing says what was done"
    return "only a country" if all(level(p) == 0 for p in act.places) else ""


def _dated(act: Act) -> bool:
    return act.date_said and (act.date is None or act.date.precision == 1)


def _habitual(act: Act, reading: Reading) -> bool:
    near = reading.words.lows[max(act.start, act.triggers[0].i - 4) : min(act.end, act.triggers[-1].j + 4)]
    return any(x in w.HABITUAL for x in near)
