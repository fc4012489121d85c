"""One act told twice is one act: headline, lead and detail."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events import carried, kinds
from eventmap.extract.events.act import Act
from eventmap.extract.events.agreement import GENERIC, agree, one_deed, spelled_out
from eventmap.extract.events.armed import all_states
from eventmap.extract.events.claims import UNCLAIMED
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.spots import place_key, spot
from eventmap.extract.text.linear import Linear
from eventmap.records import Actor, Count, Toponym

# How many sentences apart what has no place of its own may stand from the act that it tells more of.
_BACK = 3
# The first two sentences that tell of acts are the lead, if they stand among this many first sentences.
_LEAD = 4
# Acts of a very long text are compared with this many neighbours, those of its lead with this many of its first acts.
_WINDOW = 40
_EVIDENCE = 20  # sentences kept as evidence of one act
_STORY = 400


def merge_acts(reading: Reading, pair: Linear) -> None:
    """Merges acts of the same spot and day, then vague ones into those that spell them out, then those without a place.

    Args:
        pair: says whether two acts at one spot are one deed.
    """
    live = [a for a in reading.acts if not a.dropped]
    _same_spot(live, reading, pair)
    live = [a for a in live if not a.dropped]
    for n, act in enumerate(live):
        others = live[:_STORY] if act.lead else live[max(0, n - _WINDOW) : n + _WINDOW]
        for place in list(act.places):
            details = [b for b in others if b is not act and not b.dropped and spelled_out(act, place, b, reading)]
            if details:
                _enrich(details[0], act, toll=len(details) == 1 and len(act.places) == 1, sole=len(details) == 1)
                act.places.remove(place)
        if not act.places:
            act.dropped = "spelled out by detail"
    _one_perpetrator(live)
    placed: dict[int, list[Act]] = {}
    for act in live:
        if not act.dropped:
            placed.setdefault(act.sentence, []).append(act)
    for act in reading.acts:
        if act.dropped == "no place":
            _give_to_placed(act, [a for n in range(act.sentence - _BACK, act.sentence + _BACK + 1) for a in placed.get(n, ())])


def _one_perpetrator(live: list[Act]) -> None:
    """Where all acts of a kind in a story have one author, those that name none have him too.

    Not those done with what any side may have (a drone, a rocket): who planes belong to is known, whose drone it was is not.
    """
    known: dict[str, list[list[Actor]]] = {}
    for act in live:
        told = act.actors and not act.background and not act.dropped
        if told and (act.sub_type != "Air/drone strike" or all_states(act.actors)):
            known.setdefault(act.sub_type, []).append(act.actors)
    for act in live:
        sides = known.get(act.sub_type, [])
        names = {tuple(sorted(a.name for a in actors)) for actors in sides}
        unknown = is_anybodys(act) or UNCLAIMED in act.rules
        if not act.actors and not act.background and len(names) == 1 and act.sub_type in _AUTHORED and not unknown:
            act.actors = [a for a in sides[0] if a.name not in {t.name for t in act.targets}]


def is_anybodys(act: Act) -> bool:
    """Whether it was done with what any side may have: whose drone or rocket it was, nothing but the text tells."""
    return not _ANYBODYS.isdisjoint(act.vocabulary)


def by_drone(act: Act) -> bool:
    """Whether a drone did it: both sides have them, and a text that knows whose it was says so."""
    return not _DRONES.isdisjoint(act.vocabulary)


_DRONES = w.word_set("drone drones uav uavs quadcopter quadcopters")
_ANYBODYS = _DRONES | w.word_set("rocket rockets missile missiles mortar mortars shell shells")
_AUTHORED = frozenset(("Air/drone strike", "Shelling/artillery/missile attack", "Chemical weapon"))


def mark_story(reading: Reading) -> None:
    """The day the first sentences give is the day of the story: acts told without a day may be of it."""
    first = next((a.sentence for a in reading.acts), 0)
    for act in reading.acts:
        act.lead = act.sentence <= min(first + 1, _LEAD)
    told = [a for a in reading.acts if a.date_said and not a.mode]
    if told and told[0].sentence <= 3 and not told[0].cumulative:
        for act in told:
            act.story = act.date == told[0].date


def _same_spot(live: list[Act], reading: Reading, pair: Linear) -> None:
    by_spot: dict[str, list[tuple[Act, Toponym]]] = {}
    for act in live:
        for place in list(act.places):
            told = next((a for a, _ in by_spot.get(spot(place), [])[-_WINDOW:] if a is not act and one_deed(a, act, reading, pair)), None)
            if told is None:
                by_spot.setdefault(spot(place), []).append((act, place))
                continue
            _enrich(told, act)
            act.places.remove(place)
        if not act.places:
            act.dropped = "told already"


def _give_to_placed(act: Act, placed: list[Act]) -> None:
    """An act without a place of its own tells more of one near it."""
    if not act.sub_type:
        return
    near = [a for a in placed if agree(a, act) and abs(a.sentence - act.sentence) <= _BACK and not _another(act, a)]
    if near:
        best = min(near, key=lambda a: (abs(a.sentence - act.sentence), a.anchor.i))
        _enrich(best, act)
        act.dropped = "told already"


def _another(act: Act, later: Act) -> bool:
    """A car bomb, and only then an attack that was fought off: what the text goes on to is another deed, though its kind is vague."""
    return act.sentence < later.sentence and not act.lead and act.specific and kinds.TYPES[act.sub_type] != kinds.TYPES[later.sub_type]


def _enrich(into: Act, other: Act, toll: bool = True, sole: bool = True) -> None:
    """Takes over what ``into`` does not know yet; of the tolls those told of the one act, unless ``toll`` is False.

    The parties of a lead that several details spell out ("Turkish and Russian jets struck near A") only fill gaps: ``sole`` is False.
    """
    into.merged.append(other)
    fits = carried.RULE not in other.rules or kinds.TYPES.get(other.sub_type) == kinds.TYPES.get(into.sub_type)
    if other.specific and not into.specific and not other.has("capture", "lose") and (fits or not into.sub_type):
        into.sub_type, into.specific = other.sub_type, True
    if into.sub_type == "Peaceful protest" and other.sub_type in _BROKEN_UP:
        into.sub_type = other.sub_type
    crowd = kinds.TYPES.get(other.sub_type) in _CROWDS and kinds.TYPES.get(into.sub_type) not in _CROWDS
    if (sole or not into.actors) and not crowd:  # who threw stones beside a gun battle did not fight it
        into.actors = _both(into.actors, other.actors, into.targets)
    if sole or not into.targets:
        into.targets = _both(into.targets, other.targets, into.actors)
    if other.date_said and not into.date_said:
        into.date, into.date_said, into.date_text, into.background = other.date, True, other.date_text, other.background
    toll = toll and not _is_sum(into, other)
    if toll and _is_of_one_place(into, other):
        into.by_place[place_key(other.places[0])] = other.fatalities + other.injured
    elif toll:
        later = other.sentence > into.sentence
        into.fatalities = _tolls(into.fatalities, other.fatalities, later)
        into.injured = _tolls(into.injured, other.injured, later)
    if other.span != into.span and len(into.evidence) < _EVIDENCE and other.span not in into.evidence:
        into.evidence.append(other.span)


_CROWDS = ("Protests", "Riots")
# What a protest turns out to have been.
_BROKEN_UP = ("Protest with intervention", "Excessive force against protesters")


def _is_sum(into: Act, other: Act) -> bool:
    """ "40 have been killed this year": counted over a month or more, beside a deed of a day."""
    long = other.date_said and other.date is not None and other.date.precision >= 3
    return long and into.date is not None and into.date.precision < 3


def _is_of_one_place(into: Act, other: Act) -> bool:
    """ "They shelled A, B and C. One man was killed in B": the toll of one of several places."""
    if len(into.places) < 2 or len(other.places) != 1 or not (other.fatalities or other.injured):
        return False
    place = other.places[0]
    said = other.span.start <= place.span.start < other.span.end  # by its own sentence, not carried there
    if not said or place_key(place) not in map(place_key, into.places) or other.sentence <= into.sentence:
        return False
    return bool(into.by_place) or not (into.fatalities or into.injured)


def _tolls(known: list[Count], told: list[Count], later: bool) -> list[Count]:
    """A later sentence may revise a toll upwards; an earlier one only fills a gap."""
    if not known:
        return list(told)
    best, new = max(c.best or 0 for c in known), max((c.best or 0 for c in told), default=0)
    if later and best < new and (not best or new <= best * _REVISED_TO):
        return [*known, *told]
    return known


# A later number more than so many times the first is that of another deed, or a sum.
_REVISED_TO = 3


def _both(known: list[Actor], told: list[Actor], others: list[Actor]) -> list[Actor]:
    """The parties of both tellings; who stands on the other side already is not taken over."""
    seen = {a.name for a in [*known, *others]}
    named = any(a.name not in GENERIC for a in known)
    return known + [a for a in told if a.name not in seen and not (named and a.name in GENERIC)]
