"""Who of all parties a text names acted in an act and who was acted on: two linear scorers over the findings of ``parties``.

What no weight may overrule is said here outright: who has no planes strikes from none, allies do not fight each other, a battle has two
sides. Weights: ``data/side_weights.tsv``, made by ``benchmarks/train_events.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance, two_sided
from eventmap.extract.actors.find import fights_for_state, state_forces
from eventmap.extract.events import kinds
from eventmap.extract.events.acts import Act
from eventmap.extract.events.antecedents import LED_TO
from eventmap.extract.events.armed import ARMED, STATES
from eventmap.extract.events.claims import DENIED, UNCLAIMED, by_outlaws, is_claimed
from eventmap.extract.events.clauses import REDUCED
from eventmap.extract.events.parties import MOST, Cast, candidates, cast_of, groups, is_told, land_of, year_of
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.same import by_drone, is_anybodys
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
# That from which a drone whose owner is not told is the foe state's of the land it struck ("a drone hit a bus in Nikopol").
LEAST_DRONE = 0.45
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
    outlaws, unnamed = by_outlaws(act, reading.words), _between_unnamed(act, reading, cast)
    for party in candidates(act, reading, cast):
        names = groups(act, party, reading, cast)
        acts, suffers = scorers.actor.chance_of(names), scorers.target.chance_of(names)
        if not w.LEFT_BEHIND.isdisjoint(act.vocabulary) and not is_told(act, party, cast):
            acts = 0.0  # who laid what is left of a war is not known
        if LED_TO in act.rules and not _is_agent(act, party, reading) and _acts_before(act, party, reading):
            acts = 0.0  # who answers a deed did not do it
        if f"{DENIED}:{party.name}" in act.rules and not _is_agent(act, party, reading):
            acts = 0.0
        if UNCLAIMED in act.rules and not _is_agent(act, party, reading):
            acts = 0.0
        if outlaws and party.inter in STATES:
            acts = 0.0
        if is_claimed(act) and any(a.name == party.name for a in act.actors):
            acts = max(acts, LEAST)
        if _cannot(act, party) or (by_drone(act) and not is_told(act, party, cast) and not _is_invaders(acts, act, party, reading)):
            acts = 0.0
        if act.sub_type == "Chemical weapon" and party.inter not in STATES and not is_told(act, party, cast):
            acts = 0.0  # too grave to be laid at the door of whoever else the text names
        if party.inter == 7 and (act.sub_type in _AMONG_ARMED or _only_fighters_fell(act) or _hits_fighters(act)):
            suffers = 0.0
        if _of_another_clause(act, party, reading, cast):
            acts = acts if all(a.name == party.name for a in act.actors) and REDUCED not in act.rules else 0.0
            suffers = suffers if all(a.name == party.name for a in act.targets) else 0.0
        if _only_speaks(act, party, cast):
            acts = suffers = 0.0
        if unnamed and not _is_named(act, party, cast):
            acts = suffers = 0.0
        if party.inter != 7 and not _is_named(act, party, cast):
            least = LEAST_UNTOLD_THIRD if act.actors and act.targets else LEAST_UNTOLD
            acts, suffers = (chance if chance >= least else min(chance, _SPARE) for chance in (acts, suffers))
        if max(acts, suffers) < LEAST:
            spare.append((acts, suffers, party))
            continue
        if suffers >= acts:
            targets.append((suffers, party))
        elif party.inter != 7:
            actors.append((acts, party))
    land, year = _scene(act, reading)
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


def _between_unnamed(act: Act, reading: Reading, cast: Cast) -> bool:
    """ "Clashes between farmers and herders": the text says who fought, and they have no name that another sentence could give."""
    t, lows = act.anchor, reading.words.lows
    if act.sub_type != "Armed clash" or t.form != "noun":
        return False
    at = next((k for k in range(t.j, min(t.j + _BETWEEN_REACH, act.end)) if lows[k] == "between"), 0)
    if not at:
        return False
    named = [m for m in reading.sentence_of(act).actors if m.actor.name and m.force]
    return not named and "and" in lows[at : at + _BETWEEN_REACH]


_BETWEEN_REACH = 7  # words


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


def _scene(act: Act, reading: Reading) -> tuple[str, int]:
    """The country (ISO alpha-2) and the year by which it is asked who stands with whom."""
    return land_of(act) or reading.home, year_of(reading)


def _is_invaders(chance: float, act: Act, party: Actor, reading: Reading) -> bool:
    """Whether a drone is rather likely the party's: a foreign state's that alone is at war with the state of the land."""
    land, year = _scene(act, reading)
    if chance < LEAST_DRONE or party.inter not in STATES or party.country == land or not two_sided(land, year):
        return False
    return stance(party, state_forces(land), land, year) == "foe"


def _acts_before(act: Act, party: Actor, reading: Reading) -> bool:
    """Whether the party acts in the deed told right before in the same sentence."""
    told = reading.sentence_of(act).acts
    n = next((n for n, other in enumerate(told) if other is act), 0)
    return n > 0 and any(a.name == party.name for a in told[n - 1].actors)


def _is_agent(act: Act, party: Actor, reading: Reading) -> bool:
    """Whether the act's own sentence or a claim has the party as its actor, not another telling alone."""
    if all(a.name != party.name for a in act.actors):
        return False
    own = {m.span for m in reading.sentence_of(act).actors if m.actor.name == party.name}
    return is_claimed(act) or any(act.given.get(span) == "actor" for span in own)


def _is_named(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether the act has the party by syntax, or a sentence that tells the act names it."""
    return any(a.name == party.name for a in (*act.actors, *act.targets)) or is_told(act, party, cast)


def _only_speaks(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether all that the text says of the party is that it is the source ("according to the Karen National Union")."""
    if any(a.name == party.name for a in (*act.actors, *act.targets)):
        return False
    told = cast.mentions.get((act.sentence, party.name), ())
    return bool(told) and cast.named.get(party.name) == len(told) and all(m.source for m in told)


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


def _hits_fighters(act: Act) -> bool:
    """Whether it is positions of fighters that were hit ("shelled the terrorists' positions"), and nothing speaks of the unarmed."""
    if _THEIR_PLACES.isdisjoint(act.vocabulary) or not w.CIVIL_WORDS.isdisjoint(act.vocabulary):
        return False
    return not _FIGHTERS.isdisjoint(act.vocabulary)


_THEIR_PLACES = w.word_set(
    "positions position gatherings gathering hideouts hideout fortifications trenches bunkers strongholds stronghold"
)
_FIGHTERS = w.FIGHTERS | {f"{word}{mark}" for word in w.FIGHTERS for mark in ("'", "’", "'s", "’s")}


def _cannot(act: Act, party: Actor) -> bool:
    """Who has no air force strikes from the air only with drones and the like."""
    return act.sub_type == "Air/drone strike" and party.inter not in STATES and not is_anybodys(act)


# Of these the gold knows civilians as a party in 3 of 430: who takes a place takes it from fighters, and elders who sign are no party.
_AMONG_ARMED = frozenset(
    (
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
        "Change to group/activity",
        "Headquarters or base established",
        "Disrupted weapons use",
        "Agreement",
    )
)


def _ranked(chances: list[Weighed]) -> list[Actor]:
    return [party for _, party in sorted(chances, key=lambda x: -x[0])]
