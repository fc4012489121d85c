"""The parties of a text, and what speaks for one of them having acted, or having been acted on, in an act.

``roles`` reads the sides off the syntax of the act's own clause. Here that is one witness among others: what the acts of the same kind in
the text say, who the text is about, whether such a party does such things, who stands with whom in that war. ``sides`` decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance
from eventmap.extract.actors.find import ActorMention, state_forces
from eventmap.extract.events import partynames
from eventmap.extract.events.act import Act
from eventmap.extract.events.features import bucket
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.roles import CIVILIANS
from eventmap.extract.events.same import is_anybodys
from eventmap.extract.text.linear import Names
from eventmap.extract.text.wordlist import Words
from eventmap.records import Actor

# How many sentences around the act's a party may be named in.
REACH = 2
MOST = 12  # parties weighed for one act, and tellings of it that are looked at
SIDES = ("actor", "target")


def _counts() -> defaultdict[Any, int]:
    return defaultdict(int)


@dataclass(slots=True)
class Cast:
    """The parties of a whole text: where and how often each is named, and on which side the syntax puts it by kind of act.

    The counts are asked with ``get``: asking must not add to them.
    """

    mentions: dict[tuple[int, str], list[ActorMention]] = field(default_factory=dict)  # (sentence, name), without those aside
    near: dict[int, list[str]] = field(default_factory=dict)  # by sentence: the names in it, in the order of the text
    named: Counter[str] = field(default_factory=Counter)
    total: int = 0  # of ``named``
    leading: tuple[str, ...] = ()  # the two named most
    actors: dict[str, Actor] = field(default_factory=dict)
    does: dict[tuple[str, str, str], int] = field(default_factory=_counts)  # (sub-type, side, name)
    any: dict[tuple[str, str], int] = field(default_factory=_counts)  # (side, name)
    sums: dict[tuple[str, str], int] = field(default_factory=_counts)  # (sub-type, side): of all parties
    foes: dict[tuple[str, str], int] = field(default_factory=_counts)  # (name, name) on opposite sides, either way round
    worst: dict[str, int] = field(default_factory=_counts)  # name: how often it stands against the party it most often stands against
    ranks: dict[str, int] = field(default_factory=dict)  # name: how many are named more often


def cast_of(reading: Reading) -> Cast:
    """The cast of a text."""
    cast = Cast()
    for sentence in reading.sentences:
        told = [(m.actor.name, m) for m in sentence.actors if m.actor.name]
        cast.near[sentence.number] = [name for name, _ in told]
        for name, mention in told:
            if name not in cast.actors:
                cast.actors[name] = _plain(mention.actor)
            if not (sentence.bounds.asides and sentence.bounds.aside(reading.words.at(mention.span.start))):
                cast.mentions.setdefault((sentence.number, name), []).append(mention)
    cast.named.update(chain.from_iterable(cast.near.values()))
    cast.total, cast.leading = cast.named.total(), tuple([name for name, _ in cast.named.most_common(2)])
    for act in reading.acts:
        for side, parties in zip(SIDES, (act.actors, act.targets), strict=True):
            for party in parties:
                cast.does[act.sub_type, side, party.name] += 1
                cast.sums[act.sub_type, side] += 1
                cast.any[side, party.name] += 1
                cast.actors.setdefault(party.name, party)
        for one in act.actors:
            for other in act.targets:
                cast.foes[one.name, other.name] += 1
                cast.foes[other.name, one.name] += 1
    for (name, _), n in cast.foes.items():
        cast.worst[name] = max(cast.worst[name], n)
    ranked = sorted(cast.named.values(), reverse=True)
    first = {n: rank for rank, n in reversed(list(enumerate(ranked)))}
    cast.ranks = {name: first[n] for name, n in cast.named.items()}
    return cast


def _plain(actor: Actor) -> Actor:
    return Actor(name=actor.name, inter=actor.inter, country=actor.country)


def candidates(act: Act, reading: Reading, cast: Cast) -> list[Actor]:
    """The parties that may have a part in ``act``: those it has by syntax, those named in or around its sentences, civilians."""
    tellings = (act, *act.merged[:MOST])
    found = {a.name: a for t in tellings for a in (*t.actors, *t.targets)}
    for telling in tellings:
        for n in range(telling.sentence - REACH, telling.sentence + REACH + 1):
            for name in cast.near.get(n, ()) if _same_land(telling, n, reading) else ():
                if name not in found and len(found) < MOST:
                    found[name] = cast.actors[name]
    for name in cast.leading if not reading.lands else ():
        found.setdefault(name, cast.actors[name])
    found.setdefault(CIVILIANS.name, CIVILIANS)
    return list(found.values())


def _same_land(act: Act, n: int, reading: Reading) -> bool:
    """Whether sentence n tells of the country of the act's own: in a digest of many countries the next item's army has no part in it."""
    lands = reading.lands
    return n == act.sentence or not lands or (0 <= n < len(lands) and lands[n] == lands[act.sentence])


def features(act: Act, party: Actor, reading: Reading, cast: Cast) -> list[str]:
    """Names of the features of ``party`` in ``act`` that hold; the same for either side, which have weights of their own."""
    return [name for group in groups(act, party, reading, cast) for name in group]


def groups(act: Act, party: Actor, reading: Reading, cast: Cast) -> list[Names]:
    """The same in groups of names that follow from a few values."""
    name, inter = party.name, _nature(party, reading)
    by_rule = _by_rule(act, name)
    found = [
        partynames.basic(act.sub_type, inter, by_rule),
        *_of_text(act, name, inter, by_rule, cast),
        _of_foes(act, name, by_rule, cast),
        *_of_mentions(act, name, inter, by_rule, reading, cast),
        _of_rivals(act, name, inter, by_rule),
        *_of_camps(act, party, by_rule, reading),
    ]
    if is_anybodys(act):
        found.append(partynames.anybodys(is_told(act, party, cast), inter, by_rule))
    if name == CIVILIANS.name:
        found += _civil(act, act.sub_type, reading)
    return found


def _nature(party: Actor, reading: Reading) -> str:
    """What sort of party: its inter code, for states at home or abroad."""
    if party.inter in (1, 8):
        return "home" if party.country == reading.home else "abroad"
    return f"{party.inter}{'g' if party.name in _GENERIC else ''}"


_GENERIC = frozenset(("Opposition Rebels", "Unidentified Armed Group"))


def _by_rule(act: Act, name: str) -> str:
    """The side that the syntax gave; with a "+" where only other tellings of the act gave sides."""
    for parties, side in ((act.actors, "actor"), (act.targets, "target")):
        for party in parties:
            if party.name == name:
                return side if not act.merged or _gives_sides(act) else side + "+"
    return "none"


def _gives_sides(act: Act) -> bool:
    """Whether the act's own clause gave anybody a side."""
    marks = {m.span for m in act.marks}
    return any(side and span in marks for span, side in act.given.items())


def _of_text(act: Act, name: str, inter: str, by_rule: str, cast: Cast) -> tuple[Names, ...]:
    kind, does, sums, any_, named = act.sub_type, cast.does.get, cast.sums.get, cast.any.get, cast.named.get(name, 0)
    acts, suffers = does((kind, "actor", name), 0), does((kind, "target", name), 0)
    others_act, others_suffer = min(sums((kind, "actor"), 0) - acts, 2), min(sums((kind, "target"), 0) - suffers, 2)
    acts, suffers = min(acts - by_rule.startswith("actor"), 2), min(suffers - by_rule.startswith("target"), 2)
    anywhere = min(any_(("actor", name), 0), 3), min(any_(("target", name), 0), 3)
    rank = min(cast.ranks.get(name, len(cast.ranks)), 4)
    return (
        partynames.named(bucket(named, _NAMED), int(5 * named / (cast.total or 1)), rank),
        partynames.same(acts, suffers, others_act, others_suffer, by_rule),
        partynames.anywhere(*anywhere, inter),
    )


_NAMED = (0, 1, 2, 4, 8)


def _of_foes(act: Act, name: str, by_rule: str, cast: Cast) -> Names:
    """Whether the party fights, elsewhere in the text, those that are on either side of the act."""
    against = _foes(act.actors, name, by_rule, cast), _foes(act.targets, name, by_rule, cast)
    return partynames.foe(*against, min(cast.worst.get(name, 0), 3), by_rule)


def _foes(side: list[Actor], name: str, by_rule: str, cast: Cast) -> str:
    if not side:
        return "-"
    if not cast.worst.get(name):
        return "0"
    fought = sum([cast.foes.get((name, a.name), 0) for a in side if a.name != name])
    return str(min(max(fought - (by_rule != "none"), 0), 2))


def _of_mentions(act: Act, name: str, inter: str, by_rule: str, reading: Reading, cast: Cast) -> Sequence[Names]:
    """Of the mention nearest to the act: in its sentence, in another telling's, or in a sentence near by."""
    own = cast.mentions.get((act.sentence, name))
    if own:
        return _syntax("own", act, own, by_rule, reading)
    for telling in act.merged[:MOST]:
        told = cast.mentions.get((telling.sentence, name))
        if told:
            return _syntax("told", telling, told, by_rule, reading)
    for step in (-1, 1, -2, 2):
        near = cast.mentions.get((act.sentence + step, name))
        if near:
            m = near[-1] if step < 0 else near[0]
            first = reading.words.range(m.span)[0] - reading.sentences[act.sentence + step].start < 4
            return (partynames.near(step, first, m.source, m.holder, inter, by_rule),)
    return (partynames.absent(inter, by_rule),)


def _syntax(where: str, act: Act, mentions: Sequence[ActorMention], by_rule: str, reading: Reading) -> list[Names]:
    """Of the mention of a sentence that is nearest to the act; ``where``: in the act's own or in another telling's."""
    words = reading.words
    sentence = reading.sentences[act.sentence]
    i, j, m = _nearest(mentions, act.anchor.i, words)
    near = act.nearest(i)
    before = i < near.i
    gap = near.i - j if before else i - near.j
    left = words.lows[i - 1] if i > sentence.start else "^"
    right = words.lows[j] if j < sentence.end else "$"
    weight = min(round(sentence.bounds.between(near.i, i), 1), 2.0)
    given = {act.given.get(x.span, "") for x in mentions}
    place = min([abs(words.at(p.span.start) - i) for p in act.places], default=99)
    use = partynames.letters_of_use(m.source, m.holder, m.backer, m.of_act, m.generic)
    side = "b" if before else "a"
    found = [
        partynames.use(where, "+".join(sorted(given)), use, m.kind, act.start <= i < act.end, by_rule),
        partynames.position(where, side, near.form, near.sense, bucket(gap, _GAPS), weight, by_rule),
        partynames.mention(where, min(len(mentions), 3), bucket(place, _PLACES), use, m.state, m.weak),
    ]
    if left in _AROUND:
        found.append(partynames.left(where, left, side, near.form))
    if right in _AROUND:
        found.append(partynames.right(where, right, side))
    return found


_GAPS = (0, 1, 3, 7, 14)
_PLACES = (1, 3, 8)


def _nearest(mentions: Sequence[ActorMention], anchor: int, words: Words) -> tuple[int, int, ActorMention]:
    """The word numbers of the mention nearest to word ``anchor``, and the mention."""
    at = [(*words.range(m.span), m) for m in mentions]
    return at[0] if len(at) == 1 else min(at, key=lambda x: abs(x[0] - anchor))


_AROUND = w.word_set(
    "by of against on at with between and from in to for near targeting the a that who which said killing killed fighters forces troops "
    "militants positions members held controlled backed led launched fired was were has have had as while after when amid including "
    "among targets strongholds gatherings area areas says claimed"
)


def _of_rivals(act: Act, name: str, inter: str, by_rule: str) -> Names:
    """Whether the syntax has already filled the sides, and with what."""
    actors, targets = act.actors, act.targets
    if by_rule != "none":
        actors, targets = [a for a in actors if a.name != name], [a for a in targets if a.name != name]
    return partynames.rival(_group(actors), _group(targets), inter, by_rule)


def _of_camps(act: Act, party: Actor, by_rule: str, reading: Reading) -> tuple[Names, Names]:
    """How the party stands, in this war, to those whom the syntax has on either side and to the army of the land."""
    land, year = reading.scene(act)
    camps = _stances(party, act.actors, land, year) + _stances(party, act.targets, land, year)
    army = stance(party, state_forces(land), land, year) or "-"
    return partynames.camps(camps, by_rule), partynames.army(army, by_rule, act.sub_type, _group(act.actors), _group(act.targets))


def _stances(party: Actor, side: list[Actor], land: str, year: int) -> str:
    """The stances to all of a side, a letter each; "-" when nobody else is on it, "?" when none is known."""
    stances = [stance(party, a, land, year)[:1] for a in side if a.name != party.name]
    if not stances:
        return "-"
    return (stances[0] if len(stances) == 1 else "".join(sorted(set(stances)))) or "?"


def _group(parties: list[Actor]) -> str:
    if not parties:
        return "-"
    if len(parties) == 1:
        return _SORTS[parties[0].inter]
    return "".join(sorted({_SORTS[a.inter] for a in parties}))


_SORTS = "rsrrrcccs"  # by inter code: states' forces, crowds and civilians, rebels and the rest


def _civil(act: Act, kind: str, reading: Reading) -> list[Names]:
    """What speaks for and against civilians as those who were hit."""
    sentence = reading.sentences[act.sentence]
    low = frozenset(reading.words.lows[sentence.start : sentence.end])
    armed = any(a.inter in (1, 2, 3, 4, 8) for a in act.targets)
    who = {c.who for c in (*act.fatalities, *act.injured)}
    civil, military = not w.CIVIL_WORDS.isdisjoint(low), not w.MILITARY_THINGS.isdisjoint(low)
    found = [
        partynames.civil_toll(bool(act.fatalities), bool(act.injured), "combatants" in who, "civilians" in who, armed),
        partynames.civil_words(kind, armed, civil, military),
    ]
    # in one order, so that the sum is the same to the last bit
    return found + [partynames.civil_sign(x) for x in sorted(low & _CIVIL_SIGNS)]


_CIVIL_SIGNS = w.word_set(
    "civilians civilian people women children child residents homes houses hospital school market neighborhood neighbourhood terrorists "
    "militants fighters rebels soldiers troops positions gatherings headquarters vehicles stronghold strongholds hideouts targets "
    "commanders commander leader bus camp mosque family families damage property martyred"
)


def is_told(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether a sentence that tells the act names the party."""
    return any((telling.sentence, party.name) in cast.mentions for telling in (act, *act.merged[:MOST]))
