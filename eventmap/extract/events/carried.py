"""What an act leaves unsaid and has from what was told just before: its kind, sides and day ("similar attacks on B"), or its place.

A place carried over ("Heavy clashes then erupted") is only a candidate: ``verdict`` decides whether the act is one more event there.
"""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events import kinds
from eventmap.extract.events.act import RESULTS, Act
from eventmap.extract.events.acts import kin
from eventmap.extract.events.clauses import NEW_CLAUSE
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.extract.events.spots import level
from eventmap.extract.events.whens import set_background
from eventmap.records import Toponym

# How many sentences back the place may have been said, and "the attack" may point.
REACH = 3
_MOST = 40  # acts before one that are looked at
RULE = "carried"
SHARED = "shared"


def give_places(reading: Reading) -> None:
    """Gives each act that has a kind and no place the one last told of: of the act before it, else of the last town named."""
    told: tuple[int, list[Toponym]] = (-REACH - 1, [])
    for sentence in reading.sentences:
        for act in sentence.acts:
            fitting = [p for p in act.places if level(p) > 1 and _at_home(p, reading)]
            if fitting:
                told = (sentence.number, fitting)
            elif not act.places and act.sub_type:
                given = _of_pronoun(act, sentence, reading) or _share(act, sentence, reading)
                if not given and not _has_place(act, sentence):
                    _carry(act, told, reading)


def _of_pronoun(act: Act, sentence: Sentence, reading: Reading) -> bool:
    """Gives an act done to "it" the place named last before ("besieged the village of A, shelled it and burned nine houses")."""
    words = reading.words
    if words.lows[act.anchor.j : act.anchor.j + 1] not in (["it"], ["them"]):
        return False
    before = [p for p in sentence.places if not p.metonym and level(p) >= 3 and p.span.end <= act.anchor.start]
    if before:
        act.places = before[-1:]
        act.rules.append(SHARED)
    return bool(before)


def _share(act: Act, sentence: Sentence, reading: Reading) -> bool:
    """Gives an act the places of the nearest act of its sentence that is another kind of deed.

    "Nine were abducted when bandits stormed A".
    """
    placed = [
        a
        for a in sentence.acts
        if a.places and kinds.are_two(a.sub_type, act.sub_type) and not _opens_clause(a, act, sentence, reading)
    ]
    if not placed:
        return False
    near = min(placed, key=lambda a: abs(a.anchor.i - act.anchor.i))
    act.places = [p for p in near.places if level(p) > 1]
    if act.places:
        act.rules.append(SHARED)
        if near.date_said and not act.date_said:
            act.date, act.date_said, act.date_text, act.background = near.date, True, near.date_text, near.background
        if not act.actors and near.anchor.i < act.anchor.i and _goes_on(act, reading):
            act.actors = [a for a in near.actors if a.name not in {t.name for t in act.targets}]
    return bool(act.places)


def _goes_on(act: Act, reading: Reading) -> bool:
    """ "... and abducted three", "... abducting three": the subject is that of the verb before."""
    lows, i = reading.words.lows, act.anchor.i
    return (act.anchor.form == "past" and lows[i - 1] in ("and", "then", "also", "before")) or lows[i].endswith("ing")


def _opens_clause(later: Act, act: Act, sentence: Sentence, reading: Reading) -> bool:
    """ "Five were killed at an army base, and in B two villagers were shot": the place of the later clause is its own."""
    i = reading.words.at(later.places[0].span.start)
    return act.anchor.i < i < later.anchor.i and sentence.bounds.between(act.anchor.i, i) >= NEW_CLAUSE


def _has_place(act: Act, sentence: Sentence) -> bool:
    """Whether the act's own words name a place that the rules did not give it."""
    start, end = act.span.start, act.span.end
    return any(start <= p.span.start < end and not p.metonym and level(p) > 1 for p in sentence.places)


def _carry(act: Act, told: tuple[int, list[Toponym]], reading: Reading) -> None:
    number, places = told
    if act.definite and (meant := _same_kind(act, reading)):
        places = meant  # "the bombing" is that which was told, and not what was told last
    elif act.sentence - number > REACH:
        places = _last_town(act, reading)
    if places:
        act.places = places[:1]
        act.rules.append(RULE)


def _same_kind(act: Act, reading: Reading) -> list[Toponym]:
    """The places of the last act of the same kind, where the sentences before tell of one."""
    before = (a for s in reversed(reading.sentences[max(0, act.sentence - REACH) : act.sentence]) for a in reversed(s.acts))
    return next(([p for p in a.places if level(p) > 1] for a in before if a.sub_type == act.sub_type and a.places), [])


def _last_town(act: Act, reading: Reading) -> list[Toponym]:
    for sentence in reversed(reading.sentences[max(0, act.sentence - REACH) : act.sentence]):
        towns = [p for p in sentence.places if not p.metonym and level(p) >= 3 and _at_home(p, reading)]
        if towns:
            return towns[-1:]
    return []


def _at_home(place: Toponym, reading: Reading) -> bool:
    """In the country told of, or nobody knows where: an act that names no place is not in the capital of another country."""
    known = place.location.place if place.location else None
    return known is None or known.country == reading.home


def carry_over(reading: Reading) -> None:
    """Fills kind, sides and day of acts that only point back ("similar attacks on B", "six others were killed in B")."""
    acts = reading.acts
    for n, act in enumerate(acts):
        if act.specific:
            continue
        earlier = next(
            (
                a
                for a in reversed(acts[max(0, n - _MOST) : n])
                if (a.specific or _others_too(act, a, reading)) and act.sentence - a.sentence <= REACH and _points_back(act, a, reading)
            ),
            None,
        )
        if earlier is None:
            continue
        act.sub_type, act.specific = earlier.sub_type, True
        act.actors = act.actors or list(earlier.actors)
        act.targets = act.targets or list(earlier.targets)
        if not act.date_said and earlier.date_said and not earlier.background:
            act.date, act.date_said, act.date_text = earlier.date, True, earlier.date_text
            set_background(act, reading)
        act.rules.append("points back")


def _points_back(act: Act, earlier: Act, reading: Reading) -> bool:
    """A generic or missing kind, and words that refer: "the attack", "similar raids", "others were killed"."""
    if kinds.TYPES[earlier.sub_type] not in kinds.VIOLENT or earlier.has("capture", "lose", "abduct"):
        return False
    if act.sub_type and act.actors and earlier.actors and not {a.name for a in act.actors} & {a.name for a in earlier.actors}:
        return False  # "rockets (in answer to) an Israeli strike": by others, with their own arms
    if act.causes and not kin({t.sense for t in earlier.triggers}, act.senses):
        return False
    if not act.causes:
        return act.has(*RESULTS) and (act.sentence == earlier.sentence or not act.sub_type)
    if act.sentence == earlier.sentence and act.anchor.form == "noun":
        return True
    before = reading.words.lows[max(act.start, act.anchor.i - 3) : act.anchor.i]
    if act.anchor.form == "noun" and reading.words.lows[act.anchor.j : act.anchor.j + 1] == ["also"]:
        return True  # "Strikes also hit B and C"
    if act.anchor.form == "past" and act.anchor.sense == "fire" and not _OTHERS.isdisjoint(before):
        return True  # "while three others fell in B"
    if act.anchor.form != "noun":
        return False
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] in w.BACK_REFERENCE), None)
    return at is not None and not any(reading.words.capital(k) for k in range(act.anchor.i - len(before) + at + 1, act.anchor.i))


def _others_too(act: Act, earlier: Act, reading: Reading) -> bool:
    """ "15 were killed in raids on A while six others were killed in B"."""
    if not earlier.sub_type or act.causes or act.sentence != earlier.sentence:
        return False
    return not _OTHERS.isdisjoint(reading.words.lows[max(act.start, act.anchor.i - 4) : act.anchor.j + 4])


_OTHERS = w.word_set("others another one rest more")
