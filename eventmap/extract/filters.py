"""What is no event, and how surely the text tells what is one."""

from __future__ import annotations

from eventmap.extract.acts import Act
from eventmap.extract.reading import Reading
from eventmap.extract.wheres import level


def judge(act: Act, reading: Reading) -> None:
    """Sets ``act.dropped`` to the reason why this is no event, if it is none."""
    if not act.sub_type:
        act.dropped = "nothing says what was done"
    elif act.mode:
        act.dropped = f"not told as a fact: {act.mode}"
    elif not act.places:
        act.dropped = "no place"
    elif all(level(p) == 0 for p in act.places):
        act.dropped = "only a country"
