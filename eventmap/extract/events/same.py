"""One act told twice is one act: headline, lead and detail."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance
from eventmap.extract.events import carried, kinds, pairs
from eventmap.extract.events.acts import Act
from eventmap.extract.events.antecedents import LED_TO
from eventmap.extract.events.armed import all_states
from eventmap.extract.events.claims import UNCLAIMED
from eventmap.extract.events.clauses import REDUCED
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.spots import level, named_after, place_key, spot
from eventmap.extract.text.linear import Linear
from eventmap.records import Actor, Count, DateSpan, Toponym

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
            details = [b for b in others if b is not act and not b.dropped and _spelled_out(act, place, b, reading)]
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


def one_deed(first: Act, later: Act, reading: Reading, pair: Linear) -> bool:
    """Do both tell one deed at the same spot?"""
    if _parted(first, later) or _by_foes(first, later, reading):
        return False
    if first.sentence < later.sentence and (_is_next(later, reading) or (later.anchor.form == "noun" and _is_another(later, reading))):
        return False
    if _displaced_by(first, later) or _displaced_by(later, first):
        return True
    return pair.score_of(pairs.groups(first, later, agree(first, later), reading)) >= 0


def _displaced_by(deed: Act, flight: Act) -> bool:
    """ "Clashes in A, displacing 3,000 households", "shelled A, setting fire to groves": what came of the deed, and no deed of its own."""
    burns = flight.senses <= {"loot", "destroy"} and kinds.TYPES.get(deed.sub_type) == "Explosions/Remote violence"
    comes_of_it = (flight.senses == {"other"} or burns) and flight.anchor.form == "ing"
    return comes_of_it and deed.sentence == flight.sentence and deed.anchor.i < flight.anchor.i


def _parted(a: Act, b: Act) -> bool:
    """Two exact days said of two kinds of deed: "bombed on Thursday", "shelled again on Friday"; "shelled A taken from the rebels"."""
    if a.sentence == b.sentence and ((REDUCED in a.rules) != (REDUCED in b.rules) or LED_TO in b.rules or _killed_and_led_away(a, b)):
        return True
    if not (a.date_said and b.date_said and a.date and b.date):
        return False
    if a.background != b.background and not _same_day(a.date, b.date):
        return True  # "A, which was liberated in 2022, was hit on Tuesday"
    if not (a.specific and b.specific) or a.sub_type == b.sub_type:
        return False
    return a.date.precision == b.date.precision == 1 and a.date.day != b.date.day


def _by_foes(a: Act, b: Act, reading: Reading) -> bool:
    """ "The Houthis fired missiles", "U.S. forces struck": two strikes whose authors are enemies in that war are two."""
    if not (a.actors and b.actors) or {kinds.TYPES[a.sub_type], kinds.TYPES[b.sub_type]} != {_EXPLOSIONS}:
        return False
    land, year = reading.scene(a)
    return all(stance(x, y, land, year) == "foe" for x in a.actors for y in b.actors)


_EXPLOSIONS = "Explosions/Remote violence"


def _killed_and_led_away(a: Act, b: Act) -> bool:
    """ "Killed nine people and abducted three": two deeds, though one raid."""
    return any(x.sub_type in ("Attack", "Armed clash") and x.fatalities and y.sub_type == _ABDUCTION for x, y in ((a, b), (b, a)))


_ABDUCTION = "Abduction/forced disappearance"


def agree(a: Act, b: Act) -> bool:
    """Could the two be one act: kind, day and sides do not contradict."""
    return _kinds_agree(a, b) and days_agree(a, b) and sides_agree(a, b)


def _kinds_agree(a: Act, b: Act) -> bool:
    if a.sub_type == b.sub_type:
        return True
    one, two = kinds.TYPES[a.sub_type], kinds.TYPES[b.sub_type]
    if one != two and any(x.sub_type in _TERRITORY for x in (a, b)):
        return False
    if one == two and one != "Strategic developments":
        return not (a.specific and b.specific) or {a.sub_type, b.sub_type} <= _LOOSE or one in ("Battles",)
    return one in kinds.VIOLENT and two in kinds.VIOLENT and not (a.specific and b.specific)


_TERRITORY = frozenset(("Government regains territory", "Non-state actor overtakes territory"))
_LOOSE = {"Chemical weapon", "Air/drone strike", "Shelling/artillery/missile attack", "Suicide bomb", "Remote explosive/landmine/IED"}


def days_agree(a: Act, b: Act) -> bool:
    """Days said must be equal; a day not said agrees with any day of current news."""
    if a.date is None or b.date is None:
        return a.date_text == b.date_text
    if a.date_said and b.date_said:
        return a.background == b.background and _same_day(a.date, b.date)
    if not a.date_said and not b.date_said:
        return True
    said, unsaid = (a, b) if a.date_said else (b, a)
    return said.story or (said.date is not None and unsaid.date is not None and abs((said.date.day - unsaid.date.day).days) <= 1)


def _same_day(a: DateSpan, b: DateSpan) -> bool:
    if a.precision == b.precision == 1:
        return a.day == b.day
    return a.start < b.end and b.start < a.end


def sides_agree(a: Act, b: Act) -> bool:
    """The same acts, or in a battle of which either side may be told first, the other."""
    battle = "Battles" in (kinds.TYPES.get(a.sub_type), kinds.TYPES.get(b.sub_type))
    return _overlap(a.actors, b.actors) or (battle and _overlap(a.actors, b.targets) and _overlap(a.targets, b.actors))


def _overlap(one: list[Actor], two: list[Actor]) -> bool:
    if not one or not two:
        return True
    names = {a.name for a in one} & {a.name for a in two}
    return bool(names) or any(a.name in _GENERIC for a in [*one, *two])


_GENERIC = frozenset(("Opposition Rebels", "Civilians", "Unidentified Armed Group"))


def _spelled_out(vague: Act, place: Toponym, detail: Act, reading: Reading) -> bool:
    """The vague act's place holds the detail's: "strikes in Aleppo" and then the quarters."""
    if (len(vague.places) > 1 and not vague.lead) or not agree(vague, detail) or _and_others(vague, detail):
        return False
    if _told_apart(vague, detail):
        return False
    if _is_another(detail, reading) and not {place_key(p) for p in detail.places} & {place_key(place)}:
        return False
    if vague.lead and vague.sentence < detail.sentence and _retold(vague, detail):
        return True
    near = place.relation is not None and place_key(place) in {c.partition("|")[0] for c in detail.containers}
    finer = [p for p in detail.places if level(p) > level(place) or (place_key(p) != place_key(place) and named_after(place, p))]
    if not finer:
        return near or _same_place_vaguer(vague, place, detail)
    if vague.date_said and detail.date_said and vague.sentence > detail.sentence:
        return False
    if abs(vague.sentence - detail.sentence) <= 1 and not _tolls_differ(vague, detail) and _in_admin(place, finer[0], True):
        return True
    return (
        near
        or place_key(place) in {c.partition("|")[0] for c in detail.containers}
        or _in_admin(place, finer[0], vague.lead)
        or _in_section(place, detail, reading)
    )


def _told_apart(a: Act, b: Act) -> bool:
    """Two weapons and two tolls: a guided bomb that killed two and artillery that killed one."""
    if a.sub_type == b.sub_type or not (a.fatalities and b.fatalities):
        return False
    return ((a.specific and b.specific) or kinds.TYPES[a.sub_type] != kinds.TYPES[b.sub_type]) and _tolls_differ(a, b)


def _is_another(act: Act, reading: Reading) -> bool:
    """ "Another raid damaged a bakery in B", "five were also killed in B": no detail of what was told before."""
    return not _ANOTHER.isdisjoint(reading.words.lows[max(0, act.triggers[0].i - 3) : act.triggers[0].i])


def _is_next(act: Act, reading: Reading) -> bool:
    """ "A bomb later exploded", "warplanes then struck", "another shell fell": told as what came next, by a subject not named before."""
    lows, first = reading.words.lows, reading.sentence_of(act).start
    if act.anchor.form != "past" or act.anchor.i - first > _NEXT_REACH or lows[first] in w.PRONOUN_SUBJECTS:
        return False
    if lows[first] == "another" or lows[first + 1] in _NEXT:
        return True
    return lows[first] in ("a", "an") and not _NEXT.isdisjoint(lows[max(first, act.anchor.i - 2) : act.anchor.i])


_NEXT = frozenset(("later", "then"))
_NEXT_REACH = 8  # words from the sentence's begin
_ANOTHER = w.word_set("another second third fourth separate also similar")


def _and_others(first: Act, later: Act) -> bool:
    """ "Eight died in strikes on Kherson and three more in Beryslav": beside the first deed, not part of it.

    So is what has dead or injured of its own beside those of the other ("killed two in A, while a bomb wounded 10 in B").
    """
    if first.sentence != later.sentence:
        return False
    if first.causes and later.causes:
        return _disjoint(first.fatalities + first.injured, later.fatalities + later.injured)
    return bool(first.fatalities and later.fatalities) and "points back" in later.rules and not later.causes


def _disjoint(one: list[Count], other: list[Count]) -> bool:
    """Whether both have tolls and share none."""
    return bool(one and other) and not {c.span for c in one} & {c.span for c in other}


def _retold(lead: Act, detail: Act) -> bool:
    """A lead and a detail of one kind with the same toll, or a vague lead to which the next sentences point back."""
    if max(map(level, detail.places)) < max(map(level, lead.places)):
        return False
    if detail.definite and detail.sentence - lead.sentence <= _BACK and not _tolls_differ(lead, detail) and _finer_or_vague(lead, detail):
        return True
    tolls = {c.best for c in lead.fatalities} & {c.best for c in detail.fatalities} - {None}
    if lead.sub_type == detail.sub_type and any(n is not None and n >= _TELLING_TOLL for n in tolls):
        return True
    return lead.places[0].relation is not None and detail.sentence - lead.sentence <= 2 and "points back" in detail.rules


def _finer_or_vague(lead: Act, detail: Act) -> bool:
    """ "The blast hit the quarter of B" after a blast in A: the detail's place is finer, or the lead's only near, or "in" a province."""
    outer, inner = max(map(level, lead.places)), max(map(level, detail.places))
    return inner > outer or (inner >= outer and any(p.relation is not None for p in lead.places))


# Two acts of one story with the same toll are one act when the toll is no common number.
_TELLING_TOLL = 4


def _same_place_vaguer(vague: Act, place: Toponym, detail: Act) -> bool:
    """The same place with another relation: "near al-Bab" and al-Bab, "Manbij" and a district of it, unless the tolls tell two acts."""
    key = place_key(place)
    if not any(place_key(p) == key for p in detail.places) or vague.sentence == detail.sentence or _tolls_differ(vague, detail):
        return False
    return (place.relation is not None, vague.sentence) < (True, detail.sentence) if vague.lead else place.relation is not None


def _tolls_differ(vague: Act, detail: Act) -> bool:
    """A lead may give the total of what details give in parts; else two numbers are two acts."""
    one, two = {c.best or 0 for c in vague.fatalities}, {c.best or 0 for c in detail.fatalities}
    return bool(one and two and not one & two) and not (vague.lead and max(one) >= max(two))


def _in_admin(place: Toponym, finer: Toponym, lead: bool) -> bool:
    outer = place.location.place if place.location else None
    inner = finer.location.place if finer.location else None
    if outer is None or inner is None:
        return False
    if level(place) > 2:
        return lead and bool(outer.name) and outer.name == inner.admin1
    return (bool(outer.name) and outer.name in (inner.admin1, inner.admin2)) or (
        bool(outer.admin1) and outer.admin1 == inner.admin1 and level(place) == 1
    )


def _in_section(place: Toponym, detail: Act, reading: Reading) -> bool:
    section = reading.sentence_of(detail).section
    return section is not None and place_key(section) == place_key(place)


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
    named = any(a.name not in _GENERIC for a in known)
    return known + [a for a in told if a.name not in seen and not (named and a.name in _GENERIC)]
