"""Who acts and who is acted on: each actor mention of an act gets a side, by syntax first and by sense where syntax is silent."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.acts import Act
from eventmap.extract.clauses import Clauses
from eventmap.extract.triggers import Trigger
from eventmap.extract.wordlist import Words
from eventmap.records import Actor, Mark, Span

ACTOR, TARGET, BOTH, NONE = "actor", "target", "both", ""
CIVILIANS = Actor(name="Civilians", inter=7)
PROTESTERS = Actor(name="Protesters", inter=6)
Mention = tuple[int, int, tuple[Actor, ...], Span]
"""First word, last word + 1, the actors it names, its span."""


def give_roles(act: Act, mentions: list[Mention], words: Words, bounds: Clauses) -> None:
    """Fills ``act.actors`` and ``act.targets`` from the mentions in its range."""
    for i, j, actors, span in mentions:
        side = _side(act, i, j, actors, words, bounds)
        if side == NONE:
            continue
        act.rules.append(f"{side}:{span.start}")
        act.marks.append(Mark(role=TARGET if side == TARGET else ACTOR, span=span))
        if side in (ACTOR, BOTH):
            _add(act.actors, actors)
        if side == TARGET:
            _add(act.targets, actors)
    _split_sides(act)
    _unarmed(act, words)


def _add(into: list[Actor], actors: tuple[Actor, ...]) -> None:
    into += [a for a in actors if a.name not in {x.name for x in into}]


def _side(act: Act, i: int, j: int, actors: tuple[Actor, ...], words: Words, bounds: Clauses) -> str:
    lows = words.lows
    after = lows[j] if j < len(lows) else ""
    if after in w.HOLDING and (after not in ("led", "supported") or "-" in words.gaps[j]):
        return NONE
    left = _left_of(words, i, act.start)
    if left and (left[-1] in ("held", "controlled") or " ".join(left[-2:]) in ("held by", "controlled by", "backed by", "led by", "besieged by", "loyal to", "run by", "supported by", "according to", "allied with", "linked to", "affiliated to", "affiliated with", "occupied by")):
        return NONE
    if any(a.inter == 7 for a in actors):
        return _civil_side(act)
    near = min(act.triggers, key=lambda t: (abs(t.i - i) if t.i >= i else abs(i - t.j)) + 12 * bounds.between(t.i, i))
    return _by_preposition(left, near, i) or _by_position(act, near, i, j, after, words)


def _civil_side(act: Act) -> str:
    return ACTOR if act.sub_type in ("Peaceful protest", "Violent demonstration", "Mob violence", "Protest with intervention") else TARGET


def _left_of(words: Words, i: int, start: int) -> list[str]:
    """The words before a mention, without articles, numbers and adjectives right before it."""
    left = list(words.lows[max(start, i - 6) : i])
    while left and ((left[-1] in w.ARTICLES and left[-1] != "of") or left[-1].isdigit() or left[-1] in _MODIFIERS):
        left.pop()
    return left


_MODIFIERS = frozenset(
    ["suspected", "alleged", "armed", "local", "several", "many", "more", "some", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "scores", "hundreds", "other", "fellow", "enemy", "positions", "position", "sites", "site", "hideouts", "gatherings", "targets", "vehicles", "headquarters", "fighters", "militants", "members", "elements", "convoys", "strongholds", "posts", "post", "checkpoint", "checkpoints", "units", "groups", "forces", "number", "large", "big", "terrorist"]
)  # fmt: skip


def _by_preposition(left: list[str], near: Trigger, i: int) -> str:
    last = left[-1] if left else ""
    if last == "between" or (last == "and" and "between" in left):
        return BOTH
    if last == "by":
        return ACTOR
    if near.j <= i:
        if last in ("from",):
            return TARGET if near.sense in ("capture", "withdraw") else ACTOR
        if last in w.TARGET_BEFORE or (last == "of" and (near.form == "noun" or near.form == "ing")):
            return TARGET
    return ""


def _by_position(act: Act, near: Trigger, i: int, j: int, after: str, words: Words) -> str:
    if near.i >= j:  # the mention stands before the trigger
        if near.form == "noun":
            return ACTOR
        return TARGET if _passive(near, words) else ACTOR
    if after in w.SPEECH:
        return NONE
    if near.form in ("past", "s", "base", "ing", "word"):
        return ACTOR if _passive(near, words) else TARGET
    return TARGET if near.sense in ("kill", "harm") else ""


def _passive(t: Trigger, words: Words) -> bool:
    """ "were killed", "killed in", "was hit by"; not "killed 14" nor "have killed"."""
    if t.form != "past":
        return False
    before = words.lows[max(0, t.i - 3) : t.i]
    if any(x in w.BE for x in before):
        return True
    after = words.lows[t.j] if t.j < len(words.lows) else ""
    return after in ("in", "by", "during", "when", "after", "on", "as", "at") and not any(x in ("have", "has", "had") for x in before)


def _split_sides(act: Act) -> None:
    """A clash has two sides: "between A and B" puts the second on the other; nobody fights himself."""
    if act.sub_type in ("Armed clash",) and not act.targets and len(act.actors) > 1:
        act.targets = act.actors[1:]
        act.actors = act.actors[:1]
    names = {a.name for a in act.targets}
    if names and all(a.name in names for a in act.actors):
        act.targets = [a for a in act.targets if a.name not in {x.name for x in act.actors}] or act.targets


def _unarmed(act: Act, words: Words) -> None:
    """Civilians as targets, where the harmed are unarmed people and no armed target is said."""
    if act.targets or act.sub_type in ("Armed clash", "Government regains territory", "Non-state actor overtakes territory") or not act.sub_type:
        return
    near = words.lows[act.start : act.end]
    if any(x in w.CIVIL_WORDS for x in near) and act.has("kill", "harm", "destroy", "strike", "fire", "attack", "air", "shell", "abduct", "chem", "suicide", "ied", "rape", "arrest"):
        _add(act.targets, (CIVILIANS,))
