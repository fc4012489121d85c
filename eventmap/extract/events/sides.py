"""Who of all parties a text names acted in an act and who was acted on: two linear scorers over the findings of ``parties``.

What no weight may overrule is said outright, of one party in ``vetoes`` and here of all of them: allies do not fight each other, a battle
has two sides. Weights: ``data/side_weights.tsv``, made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance
from eventmap.extract.actors.find import fights_for_state
from eventmap.extract.events import kinds, vetoes
from eventmap.extract.events.act import Act
from eventmap.extract.events.armed import ARMED, STATES
from eventmap.extract.events.claims import is_claimed
from eventmap.extract.events.clauses import REDUCED
from eventmap.extract.events.parties import Cast, candidates, cast_of, groups, is_told
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.scorers import Scorers
from eventmap.records import Actor

Weighed = tuple[float, Actor]  # chance of a side, party

# Chance from which a party is taken. In cross-validation F1 of the parties is nearly the same from .22 to .35, and .25 leaves out fewer.
LEAST = 0.25
# That of a party which no sentence that tells the act names: to lay a deed at the wrong door is worse than to leave its author out. In
# cross-validation a fifth of the wrongly named ones go for a few of the rightly named. Higher where both sides are named.
LEAST_UNTOLD, LEAST_UNTOLD_THIRD = 0.3, 0.6
_SPARE = 0.2  # the most that is left to one who does not reach it: he may still be the unknown side of a battle
# That from which it is the one unknown side of a battle: cross-validated sides .005 better on Syria and .03 on other wars, F1 of the
# parties .001 and .01 at .08, and the parties .002 more at .12.
LEAST_FOE = 0.12
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
        acts, suffers = _chances(act, party, reading, cast, scorers)
        if max(acts, suffers) < LEAST:
            spare.append((acts, suffers, party))
            continue
        if suffers >= acts:
            targets.append((suffers, party))
        elif party.inter != 7:
            actors.append((acts, party))
    land, year = reading.scene(act)
    told = {a.name for _, a in (*actors, *targets) if is_told(act, a, cast)}

    def are_allies(one: Actor, other: Actor) -> bool:
        terms = stance(one, other, land, year)
        return (_of_one_state(one, other) and terms != "foe") or (terms == "ally" and not _fell_out(act, one, other))

    def are_foes(one: Actor, other: Actor) -> bool:
        return stance(one, other, land, year) == "foe"

    _part_allies(actors, targets, told, are_allies)
    if act.sub_type == "Armed clash" and (opposed := _as_said(act, reading) or _rivals(act, cast)):
        return opposed
    if act.sub_type in _REMOTE:
        _shell_each_other(act, actors, targets, reading)
    if kinds.TYPES[act.sub_type] == "Battles":
        if act.sub_type == "Armed clash":
            _face_each_other(actors, targets, are_allies)
            _part_foes(actors, targets, are_foes)
        _second_side(actors, targets, spare, are_allies)
        if not actors and {a.name for _, a in targets} <= {a.name for a in act.actors}:
            actors, targets = targets, actors  # whom they fought is not said
    return _ranked(actors), _ranked(targets)


def _chances(act: Act, party: Actor, reading: Reading, cast: Cast, scorers: Scorers) -> tuple[float, float]:
    """That the party acted, and that it was acted on: what the scorers say, as far as no veto speaks against it."""
    names = groups(act, party, reading, cast)
    acts, suffers = scorers.actor.chance_of(names), scorers.target.chance_of(names)
    if vetoes.did_not(act, party, reading, cast):
        acts = 0.0
    if is_claimed(act) and any(a.name == party.name for a in act.actors):
        acts = max(acts, LEAST)
    if vetoes.could_not(act, party, reading, cast, acts):
        acts = 0.0
    if vetoes.was_not_hit(act, party):
        suffers = 0.0
    if vetoes.of_another_clause(act, party, reading, cast):
        acts = acts if all(a.name == party.name for a in act.actors) and REDUCED not in act.rules else 0.0
        suffers = suffers if all(a.name == party.name for a in act.targets) else 0.0
    if vetoes.has_no_part(act, party, reading, cast):
        return 0.0, 0.0
    if party.inter != 7 and not vetoes.is_named(act, party, cast):
        least = LEAST_UNTOLD_THIRD if act.actors and act.targets else LEAST_UNTOLD
        acts, suffers = (chance if chance >= least else min(chance, _SPARE) for chance in (acts, suffers))
    return acts, suffers


def _part_allies(actors: list[Weighed], targets: list[Weighed], told: set[str], are_allies: Callable[[Actor, Actor], bool]) -> None:
    """Allies do not fight each other: on the side of the one that is likeliest there stand those of them named with the act."""
    for chance, party in sorted((*actors, *targets), key=itemgetter(0), reverse=True):
        own, other = (actors, targets) if any(a is party for _, a in actors) else (targets, actors)
        allies = [weighed for weighed in other if weighed[0] <= chance and are_allies(party, weighed[1])]
        if allies and any(a is party for _, a in own):
            other[:] = [weighed for weighed in other if weighed not in allies]
            own += [weighed for weighed in allies if weighed[1].name in told]


def _fell_out(act: Act, one: Actor, other: Actor) -> bool:
    """Whether the text has two rebel groups of one camp fight each other: "Ahrar al-Sham recaptured Saraqib from HTS"."""
    if any(party.inter in STATES or fights_for_state(party.name) for party in (one, other)):
        return False
    actors, targets = ({a.name for a in side} for side in (act.actors, act.targets))
    return (one.name in actors and other.name in targets) or (other.name in actors and one.name in targets)


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


def _as_said(act: Act, reading: Reading) -> tuple[list[Actor], list[Actor]] | None:
    """The sides of a clash "between A and B on one side and C on the other"; None where the text does not part them so."""
    lows = act.lows
    one = next((k for k in range(2, len(lows) - 1) if lows[k] == "one" and lows[k + 1] in _SIDE and "on" in lows[k - 2 : k]), 0)
    other = next((k for k in range(one + 2, len(lows)) if lows[k - 1 : k + 1] == ["the", "other"]), 0) if one else 0
    if not other:
        return None
    found: tuple[dict[str, Actor], dict[str, Actor]] = ({}, {})
    for mention in reading.sentence_of(act).actors:
        at = reading.words.at(mention.span.start) - act.start
        if mention.force and mention.actor.name and 0 <= at < other:
            found[at > one].setdefault(mention.actor.name, mention.actor)
    one_side, other_side = (list(side.values()) for side in found)
    return (one_side, other_side) if one_side and other_side else None


_SIDE = ("side", "hand")


def _rivals(act: Act, cast: Cast) -> tuple[list[Actor], list[Actor]] | None:
    """The groups that an infighting is between, in the order of the text: those that its own sentence names, and nobody else."""
    if _INFIGHTING.isdisjoint(act.vocabulary):
        return None
    names = dict.fromkeys(cast.near.get(act.sentence, ()))
    groups = [cast.actors[name] for name in names if cast.actors[name].inter in (2, 3, 4)]
    return (groups[:1], groups[1:]) if len(groups) > 1 else None


_INFIGHTING = w.word_set("infighting internecine rival rivals feuding feud")


def _face_each_other(actors: list[Weighed], targets: list[Weighed], are_allies: Callable[[Actor, Actor], bool]) -> None:
    """ "Three soldiers and five rebels died in a clash": where only one side has parties, a state's stand against the others."""
    if bool(actors) == bool(targets):
        return
    full, other = (actors, targets) if actors else (targets, actors)
    states = [weighed for weighed in full if weighed[1].inter in STATES or fights_for_state(weighed[1].name)]
    rest = [weighed[1] for weighed in full if weighed not in states and weighed[1].inter in ARMED]
    if states and any(not are_allies(states[0][1], party) for party in rest):
        full[:] = [weighed for weighed in full if weighed not in states]
        other += states


def _part_foes(actors: list[Weighed], targets: list[Weighed], are_foes: Callable[[Actor, Actor], bool]) -> None:
    """Where all stand on one side of a battle, the foes of the likeliest of them, as that war knows them, are the other."""
    if bool(actors) == bool(targets):
        return
    full, other = (actors, targets) if actors else (targets, actors)
    first = max(full, key=itemgetter(0))[1]
    foes = [weighed for weighed in full if are_foes(first, weighed[1])]
    full[:] = [weighed for weighed in full if weighed not in foes]
    other += foes


def _shell_each_other(act: Act, actors: list[Weighed], targets: list[Weighed], reading: Reading) -> None:
    """ "Mutual shelling between A and B", "A and B traded rocket fire": both act, and whoever else was hit was hit by them."""
    if _MUTUAL.isdisjoint(act.vocabulary):
        return
    given = {m.actor.name for m in reading.sentence_of(act).actors if act.given.get(m.span) in ("actor", "both")}
    armed = [weighed for weighed in targets if weighed[1].name in given and weighed[1].inter in ARMED]
    if armed and any(party.name in given for _, party in actors):
        targets[:] = [weighed for weighed in targets if weighed not in armed]
        actors += armed


_REMOTE = ("Shelling/artillery/missile attack", "Air/drone strike")
_MUTUAL = w.word_set("mutual mutually exchanged exchange exchanging exchanges traded trading reciprocal")


def _ranked(chances: list[Weighed]) -> list[Actor]:
    return [party for _, party in sorted(chances, key=lambda x: -x[0])]
