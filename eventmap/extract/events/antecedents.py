"""Two deeds of one sentence, of which it is said how one came before the other: "a day after a bomb hit B", "after gunmen killed five"."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events.act import Act
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words

LED_TO = "led to"  # the rule by which an act is what led to the one before it


def later_by(between: list[str]) -> bool:
    """ "The attack came a day after a bomb hit B": the text tells how long passed between two deeds."""
    if "after" not in between and "before" not in between:
        return False
    return any(x in ("after", "before") and between[n - 1] in _SPANS_OF_TIME for n, x in enumerate(between) if n)


def led_to(act: Act, t: Trigger, words: Words) -> bool:
    """ "Police arrested 12 men after gunmen killed five farmers": what led to a deed was done by others."""
    if act.anchor.form != "past" or t.sense in _WAY_IN or not act.has(*_ANSWERS) or act.has("clash"):
        return False
    if any(_undergone(x, words) for x in act.triggers):
        return False
    low, lows = act.triggers[-1].j, words.lows
    k = next((k for k in range(t.i - 1, low - 1, -1) if lows[k] in ("after", "because")), t.i)
    if k >= t.i - 1 or not _SAME_SUBJECT.isdisjoint(lows[k + 1 : k + 2]):
        return False
    return t.form == "past" or (t.form == "noun" and act.has("arrest") and t.i - k <= _NOUN_BEHIND)


def _undergone(t: Trigger, words: Words) -> bool:
    """ "Five were killed (after a bomb exploded)": what they were killed by is yet to come."""
    return t.sense in ("kill", "harm") and (words.lows[t.i - 1] in w.BE or words.lows[t.i] in _DIED)


_ANSWERS = ("arrest", "shell", "air", "strike", "bomb", "bombard", "protest", "gather", "police", "loot", "destroy", "kill")
_WAY_IN = ("enter", "advance", "capture")  # "killed 48 after they entered the village": one deed
_DIED = frozenset(("died", "dead", "perished"))
_SAME_SUBJECT = w.word_set("they he she it being having")
_NOUN_BEHIND = 4  # words, "after a deadly attack"
_SPANS_OF_TIME = w.word_set("minutes hour hours day days night week weeks month months year years")
