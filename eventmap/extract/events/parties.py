"""Who of all parties a text names acted and who was acted on: a linear scorer over what syntax, neighbours and the whole text say.

``roles`` reads the sides off the syntax of the act's own clause. Here every party named near the act is weighed for either side, with
the syntax as one witness among others: what the acts of the same kind in the text say, who the text is about, whether such a party does
such things, who holds the place that is hit. Weights: ``data/side_weights.tsv``, made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance
from eventmap.extract.actors.find import ActorMention, fights_for_state, state_forces
from eventmap.extract.events import kinds
from eventmap.extract.events.acts import Act
from eventmap.extract.events.armed import ARMED, STATES
from eventmap.extract.events.claims import UNCLAIMED, is_claimed
from eventmap.extract.events.clauses import REDUCED
from eventmap.extract.events.features import bucket
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.roles import CIVILIANS
from eventmap.extract.events.same import by_drone, is_anybodys
from eventmap.extract.events.scorers import Scorers
from eventmap.records import Actor

Weighed = tuple[float, Actor]  # chance of a side, party

# How many sentences around the act's a party may be named in.
REACH = 2
MOST = 12  # parties weighed for one act, and tellings of it that are looked at
SIDES = ("actor", "target")


@dataclass(slots=True)
class Cast:
    """The parties of a whole text: where and how often each is named, and on which side the syntax puts it by kind of act.

    The counts are asked with ``get``: a Counter is slow to say that it has none.
    """

    mentions: dict[tuple[int, str], list[ActorMention]] = field(default_factory=dict)  # (sentence, name), without those aside
    near: dict[int, list[str]] = field(default_factory=dict)  # by sentence: the names in it, in the order of the text
    named: Counter[str] = field(default_factory=Counter)
    total: int = 0  # of ``named``
    leading: tuple[str, ...] = ()  # the two named most
    actors: dict[str, Actor] = field(default_factory=dict)
    does: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (sub-type, side, name)
    any: Counter[tuple[str, str]] = field(default_factory=Counter)  # (side, name)
    sums: Counter[tuple[str, str]] = field(default_factory=Counter)  # (sub-type, side): of all parties
    foes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (name, name) on opposite sides, either way round
    worst: Counter[str] = field(default_factory=Counter)  # name: how often it stands against the party it most often stands against
    ranks: dict[str, int] = field(default_factory=dict)  # name: how many are named more often


def cast_of(reading: Reading) -> Cast:
    """The cast of a text."""
    cast = Cast()
    for sentence in reading.sentences:
        told = [m for m in sentence.actors if m.actor.name]
        cast.near[sentence.number] = [m.actor.name for m in told]
        for mention in told:
            cast.actors.setdefault(mention.actor.name, mention.actor)
            if not (sentence.bounds.asides and sentence.bounds.aside(reading.words.at(mention.span.start))):
                cast.mentions.setdefault((sentence.number, mention.actor.name), []).append(mention)
    cast.named.update(name for names in cast.near.values() for name in names)
    cast.actors = {name: _plain(actor) for name, actor in cast.actors.items()}
    cast.total, cast.leading = cast.named.total(), tuple(name for name, _ in cast.named.most_common(2))
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
    kind = act.sub_type
    inter = _nature(party, reading)
    name = party.name
    by_rule = _by_rule(act, name)
    found = [
        "bias",
        f"inter={inter}",
        f"rule={by_rule}",
        f"kind={kind}&{inter}",
        f"rule={by_rule}&{inter}",
        f"rule={by_rule}&{kinds.TYPES[kind]}",
    ]
    found += _of_text(act, name, inter, by_rule, cast)
    found += _of_foes(act, name, by_rule, cast)
    found += _of_mentions(act, name, inter, by_rule, reading, cast)
    found += _of_rivals(act, name, inter, by_rule)
    found += _of_camps(act, party, by_rule, reading)
    if is_anybodys(act):
        found += [f"anybodys={_is_told(act, party, cast)!s}&{by_rule}", f"anybodys={_is_told(act, party, cast)!s}&{inter}"]
    if name == CIVILIANS.name:
        found += [f"civil:{x}" for x in _civil(act, kind, reading)]
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
        if any(a.name == name for a in parties):
            return side if not act.merged or _gives_sides(act) else side + "+"
    return "none"


def _gives_sides(act: Act) -> bool:
    """Whether the act's own clause gave anybody a side."""
    marks = {m.span for m in act.marks}
    return any(side and span in marks for span, side in act.given.items())


def _of_text(act: Act, name: str, inter: str, by_rule: str, cast: Cast) -> list[str]:
    kind, does, sums, named = act.sub_type, cast.does.get, cast.sums.get, cast.named.get(name, 0)
    acts, suffers = does((kind, "actor", name), 0), does((kind, "target", name), 0)
    others_act, others_suffer = min(sums((kind, "actor"), 0) - acts, 2), min(sums((kind, "target"), 0) - suffers, 2)
    acts, suffers = min(acts - by_rule.startswith("actor"), 2), min(suffers - by_rule.startswith("target"), 2)
    same = f"same={acts}{suffers}"
    return [
        f"named={bucket(named, (0, 1, 2, 4, 8))}",
        f"share={int(5 * named / (cast.total or 1))}",
        f"rank={min(cast.ranks.get(name, len(cast.ranks)), 4)}",
        same,
        f"{same}&{by_rule}",
        f"sameact={acts}{others_act}&{by_rule}",
        f"sametar={suffers}{others_suffer}&{by_rule}",
        f"anyact={min(cast.any.get(('actor', name), 0), 3)}{min(cast.any.get(('target', name), 0), 3)}&{inter}",
    ]


def _of_foes(act: Act, name: str, by_rule: str, cast: Cast) -> list[str]:
    """Whether the party fights, elsewhere in the text, those that are on either side of the act."""
    return [
        f"foeact={_foes(act.actors, name, by_rule, cast)}&{by_rule}",
        f"foetar={_foes(act.targets, name, by_rule, cast)}&{by_rule}",
        f"foes={min(cast.worst.get(name, 0), 3)}",
    ]


def _foes(side: list[Actor], name: str, by_rule: str, cast: Cast) -> str:
    if not side:
        return "-"
    fought = sum([cast.foes.get((name, a.name), 0) for a in side if a.name != name])
    return str(min(max(fought - (by_rule != "none"), 0), 2))


def _of_mentions(act: Act, name: str, inter: str, by_rule: str, reading: Reading, cast: Cast) -> list[str]:
    """Of the mention nearest to the act: in its sentence, in another telling's, or in a sentence near by."""
    own = cast.mentions.get((act.sentence, name))
    if own:
        return [f"own:{x}" for x in _syntax(act, own, by_rule, reading)]
    for telling in act.merged[:MOST]:
        told = cast.mentions.get((telling.sentence, name))
        if told:
            return [f"told:{x}" for x in _syntax(telling, told, by_rule, reading)]
    for step in (-1, 1, -2, 2):
        near = cast.mentions.get((act.sentence + step, name))
        if near:
            m = near[-1] if step < 0 else near[0]
            first = reading.words.range(m.span)[0] - reading.sentences[act.sentence + step].start < 4
            return [f"near={step}", f"near={step}&{inter}", f"near={step}{first!s}{m.source!s}{m.holder!s}", f"near={step}&{by_rule}"]
    return ["absent", f"absent&{inter}", f"absent&{by_rule}"]


def _syntax(act: Act, mentions: Sequence[ActorMention], by_rule: str, reading: Reading) -> list[str]:
    words = reading.words
    sentence = reading.sentences[act.sentence]
    at = [(words.range(m.span), m) for m in mentions]
    (i, j), m = min(at, key=lambda x: abs(x[0][0] - act.anchor.i))
    near = min(act.triggers, key=lambda t: abs(t.i - i))
    before = i < near.i
    gap = near.i - j if before else i - near.j
    left = words.lows[i - 1] if i > sentence.start else "^"
    right = words.lows[j] if j < sentence.end else "$"
    weight = min(round(sentence.bounds.between(near.i, i), 1), 2.0)
    use = "".join([c for c, on in zip("shbog", (m.source, m.holder, m.backer, m.of_act, m.generic), strict=True) if on])
    given = [act.given.get(x.span, "") for x in mentions]
    place = min((abs(words.at(p.span.start) - i) for p in act.places), default=99)
    found = [
        f"given={'+'.join(sorted(set(given)))}",
        f"use={use}&{by_rule}",
        f"side={'b' if before else 'a'}{near.form}&{by_rule}",
        f"pos={'b' if before else 'a'}{near.form}{bucket(gap, (0, 1, 3, 7, 14))}",
        f"pos={'b' if before else 'a'}{near.sense}",
        f"weight={weight!s}{'b' if before else 'a'}",
        f"kind={m.kind}&{by_rule}",
        f"in={act.start <= i < act.end!s}&{by_rule}",
        f"mentions={min(len(mentions), 3)}",
        f"place={bucket(place, (1, 3, 8))}{use}",
        f"state={m.state!s}{m.weak!s}",
    ]
    if left in _AROUND:
        found += [f"left={left}{'b' if before else 'a'}", f"left={left}&{near.form}"]
    if right in _AROUND:
        found.append(f"right={right}{'b' if before else 'a'}")
    return found


_AROUND = w.word_set(
    "by of against on at with between and from in to for near targeting the a that who which said killing killed fighters forces troops "
    "militants positions members held controlled backed led launched fired was were has have had as while after when amid including "
    "among targets strongholds gatherings area areas says claimed"
)


def _of_rivals(act: Act, name: str, inter: str, by_rule: str) -> list[str]:
    """Whether the syntax has already filled the sides, and with what."""
    actors = [a for a in act.actors if a.name != name]
    targets = [a for a in act.targets if a.name != name]
    of = _group(actors), _group(targets)
    return [f"others={of[0]}>{of[1]}&{by_rule[:6]}", f"others={of[0]}>{of[1]}&{inter}", f"act={of[0]}&{by_rule}", f"tar={of[1]}&{by_rule}"]


def _of_camps(act: Act, party: Actor, by_rule: str, reading: Reading) -> list[str]:
    """How the party stands, in this war, to those whom the syntax has on either side and to the army of the land."""
    land = _land(act) or reading.home
    year = _year(reading)
    with_actors, with_targets = (_stances(party, side, land, year) for side in (act.actors, act.targets))
    army = stance(party, state_forces(land), land, year) or "-"
    return [
        f"camps={with_actors}{with_targets}",
        f"camps={with_actors}{with_targets}&{by_rule}",
        f"army={army}&{by_rule}",
        f"army={army}&{act.sub_type}",
        f"army={army}&{_group(act.actors)}>{_group(act.targets)}",
    ]


def _year(reading: Reading) -> int:
    return reading.document.published.year if reading.document.published else 0


def _land(act: Act) -> str:
    """ISO alpha-2 code of the country in which the act's place lies, "" when that is not known."""
    places = (p.location.place.country for p in act.places if p.location and p.location.place)
    return next(places, "")


def _stances(party: Actor, side: list[Actor], land: str, year: int) -> str:
    """The stances to all of a side, a letter each; "-" when nobody else is on it, "?" when none is known."""
    others = [a for a in side if a.name != party.name]
    if not others:
        return "-"
    return "".join(sorted({stance(party, a, land, year)[:1] for a in others})) or "?"


def _group(parties: list[Actor]) -> str:
    if not parties:
        return "-"
    return "".join(sorted({"c" if a.inter in (5, 6, 7) else "s" if a.inter in (1, 8) else "r" for a in parties}))


def _civil(act: Act, kind: str, reading: Reading) -> list[str]:
    """What speaks for and against civilians as those who were hit."""
    sentence = reading.sentences[act.sentence]
    low = frozenset(reading.words.lows[sentence.start : sentence.end])
    armed = any(a.inter in (1, 2, 3, 4, 8) for a in act.targets)
    combatants = any(c.who == "combatants" for c in (*act.fatalities, *act.injured))
    found = [
        f"armed={armed!s}",
        f"kind={kind}&armed={armed!s}",
        f"toll={bool(act.fatalities)!s}{bool(act.injured)!s}&armed={armed!s}",
        f"who={combatants!s}{any(c.who == 'civilians' for c in (*act.fatalities, *act.injured))!s}",
        f"words={not w.CIVIL_WORDS.isdisjoint(low)!s}&{kind}",
        f"military={not w.MILITARY_THINGS.isdisjoint(low)!s}",
    ]
    return found + [f"w={x}" for x in sorted(low & _CIVIL_SIGNS)]  # in one order, so that the sum is the same to the last bit


_CIVIL_SIGNS = w.word_set(
    "civilians civilian people women children child residents homes houses hospital school market neighborhood neighbourhood terrorists "
    "militants fighters rebels soldiers troops positions gatherings headquarters vehicles stronghold strongholds hideouts targets "
    "commanders commander leader bus camp mosque family families damage property martyred"
)


# Chance from which a party is taken. In cross-validation F1 of the parties is nearly the same from .22 to .35, and .25 leaves out fewer.
LEAST = 0.25
# That from which it is the one unknown side of a battle: cross-validated sides .005 better on Syria and .03 on other wars, F1 of the
# parties .001 and .01; nearly the same from .03 to .10.
LEAST_FOE = 0.08
_CROWDS = frozenset(("Protests", "Riots"))  # their sides follow from the kind: ``roles.settle_sides``


def settle(reading: Reading, scorers: Scorers) -> None:
    """Gives the live acts the sides that are likeliest, all things considered."""
    cast = cast_of(reading)
    for act in reading.acts:
        if is_weighed(act):
            act.actors, act.targets = sides(act, reading, cast, scorers)


def is_weighed(act: Act) -> bool:
    """Whether the sides of ``act`` are for the scorers to say."""
    return not act.dropped and kinds.TYPES[act.sub_type] not in _CROWDS


def sides(act: Act, reading: Reading, cast: Cast, scorers: Scorers) -> tuple[list[Actor], list[Actor]]:
    """(actors, targets) of ``act``, likeliest first; nobody is on both sides."""
    actors: list[Weighed] = []
    targets: list[Weighed] = []
    spare: list[tuple[float, float, Actor]] = []  # (acts, suffers, party) of those left out
    for party in candidates(act, reading, cast):
        names = features(act, party, reading, cast)
        acts, suffers = scorers.actor.chance(names), scorers.target.chance(names)
        if not w.LEFT_BEHIND.isdisjoint(act.vocabulary) and not _is_told(act, party, cast):
            acts = 0.0  # who laid what is left of a war is not known
        if UNCLAIMED in act.rules and (act.sentence, party.name) not in cast.mentions:
            acts = 0.0
        if is_claimed(act) and any(a.name == party.name for a in act.actors):
            acts = max(acts, LEAST)
        if (by_drone(act) and not _is_told(act, party, cast)) or _cannot(act, party):
            acts = 0.0
        if act.sub_type == "Chemical weapon" and party.inter not in STATES and not _is_told(act, party, cast):
            acts = 0.0  # too grave to be laid at the door of whoever else the text names
        if party.inter == 7 and (act.sub_type in _AMONG_ARMED or _only_fighters_fell(act)):
            suffers = 0.0
        if _of_another_clause(act, party, reading, cast):
            acts = acts if all(a.name == party.name for a in act.actors) and REDUCED not in act.rules else 0.0
            suffers = suffers if all(a.name == party.name for a in act.targets) else 0.0
        if _only_speaks(act, party, cast):
            acts = suffers = 0.0
        if max(acts, suffers) < LEAST:
            spare.append((acts, suffers, party))
            continue
        if suffers >= acts:
            targets.append((suffers, party))
        elif party.inter != 7:
            actors.append((acts, party))
    land, year = _land(act) or reading.home, _year(reading)
    told = {a.name for _, a in (*actors, *targets) if _is_told(act, a, cast)}

    def are_allies(one: Actor, other: Actor) -> bool:
        return _of_one_state(one, other) or stance(one, other, land, year) == "ally"

    _part_allies(actors, targets, told, are_allies)
    if kinds.TYPES[act.sub_type] == "Battles":
        if act.sub_type == "Armed clash":
            _face_each_other(actors, targets)
        _second_side(actors, targets, spare, are_allies)
    return _ranked(actors), _ranked(targets)


def _part_allies(actors: list[Weighed], targets: list[Weighed], told: set[str], are_allies: Callable[[Actor, Actor], bool]) -> None:
    """Allies do not fight each other: on the side of the one that is likeliest there stand those of them named with the act."""
    for chance, party in sorted((*actors, *targets), key=itemgetter(0), reverse=True):
        own, other = (actors, targets) if any(a is party for _, a in actors) else (targets, actors)
        allies = [weighed for weighed in other if weighed[0] <= chance and are_allies(party, weighed[1])]
        if allies and any(a is party for _, a in own):
            other[:] = [weighed for weighed in other if weighed not in allies]
            own += [weighed for weighed in allies if weighed[1].name in told]


def _of_one_state(one: Actor, other: Actor) -> bool:
    return bool(_state_of(one)) and _state_of(one) == _state_of(other)


def _state_of(party: Actor) -> str:
    return party.country if party.inter in STATES else ""


def _second_side(
    actors: list[Weighed], targets: list[Weighed], spare: list[tuple[float, float, Actor]], are_allies: Callable[[Actor, Actor], bool]
) -> None:
    """A battle has two sides: where only one is known, the likeliest armed party that is left is the other."""
    if bool(actors) == bool(targets):
        return
    here = [party for _, party in (*actors, *targets)]
    foes = [s for s in spare if s[2].inter not in (5, 6, 7) and not any(are_allies(party, s[2]) for party in here)]
    armed = [(suffers if actors else acts, party) for acts, suffers, party in foes]
    best = max(armed, key=itemgetter(0), default=None)
    if best is not None and best[0] >= LEAST_FOE:
        (targets if actors else actors).append(best)


def _face_each_other(actors: list[Weighed], targets: list[Weighed]) -> None:
    """ "Three soldiers and five rebels died in a clash": where only one side has parties, a state's stand against the others."""
    if bool(actors) == bool(targets):
        return
    full, other = (actors, targets) if actors else (targets, actors)
    states = [weighed for weighed in full if weighed[1].inter in STATES or fights_for_state(weighed[1].name)]
    if states and any(weighed[1].inter in ARMED for weighed in full if weighed not in states):
        full[:] = [weighed for weighed in full if weighed not in states]
        other += states


def _is_told(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether a sentence that tells the act names the party."""
    return any((telling.sentence, party.name) in cast.mentions for telling in (act, *act.merged[:MOST]))


def _only_speaks(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether all that the text says of the party is that it is the source ("according to the Karen National Union")."""
    if any(a.name == party.name for a in (*act.actors, *act.targets)) or cast.named.get(party.name) != 1:
        return False
    told = cast.mentions.get((act.sentence, party.name), ())
    return bool(told) and all(m.source for m in told)


def _of_another_clause(act: Act, party: Actor, reading: Reading, cast: Cast) -> bool:
    """Whether the tellings of ``act`` name the party in the clause of another act only ("Turkish jets hit A, while Russian jets hit B")."""
    found = False
    for telling in (act, *act.merged[:MOST]):
        others = [other for other in reading.sentences[telling.sentence].acts if other is not telling and not other.dropped]
        for mention in cast.mentions.get((telling.sentence, party.name), ()):
            i = reading.words.at(mention.span.start)
            if telling.start <= i < telling.end or not any(other.start <= i < other.end for other in others):
                return False
            found = True
    return found


def _only_fighters_fell(act: Act) -> bool:
    """Whether all who were hit are called fighters ("killed 25 militants"), and nothing else speaks of the unarmed."""
    counts = [*act.fatalities, *act.injured]
    return bool(counts) and all(c.who == "combatants" for c in counts) and w.CIVIL_WORDS.isdisjoint(act.vocabulary)


def _cannot(act: Act, party: Actor) -> bool:
    """Who has no air force strikes from the air only with drones and the like."""
    return act.sub_type == "Air/drone strike" and party.inter not in STATES and not is_anybodys(act)


# Of these the gold knows civilians as a party in 2 of 390: who takes a place takes it from fighters.
_AMONG_ARMED = frozenset(
    (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
        "Change to group/activity",
        "Headquarters or base established",
        "Disrupted weapons use",
    )
)


def _ranked(chances: list[Weighed]) -> list[Actor]:
    return [party for _, party in sorted(chances, key=lambda x: -x[0])]
