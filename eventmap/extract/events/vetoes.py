"""What speaks so plainly against a party's part in an act that no weight may overrule it.

Each question is of one act and one party; ``sides`` asks them of every party that the text names near the act.
"""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.actors.camps import stance, two_sided
from eventmap.extract.actors.find import state_forces
from eventmap.extract.events.act import Act
from eventmap.extract.events.antecedents import LED_TO
from eventmap.extract.events.armed import STATES
from eventmap.extract.events.claims import DENIED, UNCLAIMED, by_outlaws, is_claimed
from eventmap.extract.events.parties import MOST, Cast, is_told
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.same import by_drone, is_anybodys
from eventmap.records import Actor

# That from which a drone whose owner is not told is the foe state's of the land it struck ("a drone hit a bus in Nikopol").
LEAST_DRONE = 0.45


def did_not(act: Act, party: Actor, reading: Reading, cast: Cast) -> bool:
    """The text says or implies that somebody else acted: unless a claim, which is asked for after this, says otherwise."""
    if not w.LEFT_BEHIND.isdisjoint(act.vocabulary) and not is_told(act, party, cast):
        return True  # who laid what is left of a war is not known
    if party.inter in STATES and by_outlaws(act, reading.words):
        return True
    if _is_agent(act, party, reading):
        return False
    answers = LED_TO in act.rules and _acts_before(act, party, reading)  # who answers a deed did not do it
    return answers or UNCLAIMED in act.rules or f"{DENIED}:{party.name}" in act.rules


def could_not(act: Act, party: Actor, reading: Reading, cast: Cast, chance: float) -> bool:
    """The party lacks the arms, or the text does not say whose they were. ``chance``: that it acted, as the scorer says."""
    if act.sub_type == "Air/drone strike" and party.inter not in STATES and not is_anybodys(act):
        return True  # who has no air force strikes from the air only with drones and the like
    told = is_told(act, party, cast)
    if not told and by_drone(act) and not _is_invaders(chance, act, party, reading):
        return True
    # Too grave to be laid at the door of whoever else the text names.
    return not told and act.sub_type == "Chemical weapon" and party.inter not in STATES


def was_not_hit(act: Act, party: Actor) -> bool:
    """Civilians, where fighters were."""
    return party.inter == 7 and (act.sub_type in _AMONG_ARMED or _only_fighters_fell(act) or _hits_fighters(act))


def has_no_part(act: Act, party: Actor, reading: Reading, cast: Cast) -> bool:
    """It only speaks, or the text says that others fought and gives them no name."""
    return _only_speaks(act, party, cast) or (not is_named(act, party, cast) and _between_unnamed(act, reading))


def _between_unnamed(act: Act, reading: Reading) -> bool:
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


def _is_invaders(chance: float, act: Act, party: Actor, reading: Reading) -> bool:
    """Whether a drone is rather likely the party's: a foreign state's that alone is at war with the state of the land."""
    land, year = reading.scene(act)
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


def is_named(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether the act has the party by syntax, or a sentence that tells the act names it."""
    return any(a.name == party.name for a in (*act.actors, *act.targets)) or is_told(act, party, cast)


def _only_speaks(act: Act, party: Actor, cast: Cast) -> bool:
    """Whether all that the text says of the party is that it is the source ("according to the Karen National Union")."""
    if any(a.name == party.name for a in (*act.actors, *act.targets)):
        return False
    told = cast.mentions.get((act.sentence, party.name), ())
    return bool(told) and cast.named.get(party.name) == len(told) and all(m.source for m in told)


def of_another_clause(act: Act, party: Actor, reading: Reading, cast: Cast) -> bool:
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
