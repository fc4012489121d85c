"""Whether two acts of a text tell one deed, or one of them spells out the other: what their kinds, days, sides, tolls and words say."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance
from eventmap.extract.events import kinds, pairs
from eventmap.extract.events.act import Act
from eventmap.extract.events.antecedents import LED_TO
from eventmap.extract.events.clauses import REDUCED
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.spots import level, named_after, place_key
from eventmap.extract.text.linear import Linear
from eventmap.records import Actor, Count, DateSpan, Toponym

# How many sentences behind a lead what points back to it may stand.
_BACK = 3


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
    return bool(names) or any(a.name in GENERIC for a in [*one, *two])


GENERIC = frozenset(("Opposition Rebels", "Civilians", "Unidentified Armed Group"))


def spelled_out(vague: Act, place: Toponym, detail: Act, reading: Reading) -> bool:
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
