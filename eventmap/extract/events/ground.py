"""Battles and ground: clashes, attacks repelled, places taken, lost and left."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.data.toll_words import PEOPLE
from eventmap.extract.actors.find import fights_for_state
from eventmap.extract.events.act import Act
from eventmap.extract.events.acts import GROUND
from eventmap.extract.events.armed import STATES, armed, civil
from eventmap.extract.events.clauses import is_reduced
from eventmap.extract.events.spots import country_of
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words
from eventmap.records import Actor


def on_ground(act: Act, words: Words) -> str:
    """The sub-type, "" where nobody fights or takes ground."""
    if _OF_GROUND.isdisjoint(act.senses):
        return ""
    if act.arms & {"chem", "suicide"} and not act.has("capture"):
        return ""
    if _tried(act, words):
        return "Armed clash"
    if act.has("foil") and act.has("capture", "oust", "enter") and all(_is_meant(t, words) for t in act.triggers if t.sense in _TAKING):
        return "Armed clash"  # "foiled an attempt to overrun their base"
    harm = act.has("attack", "abduct") or _came_to_harm(act)
    if act.has("capture", "enter") and _driven_out_again(act, words):
        return "Armed clash"
    if act.has("capture", "lose", "enter", "oust") and not harm and _of_territory(act, words):
        return "Non-violent transfer of territory" if _without_fight(act, words) else territory(act)
    anchor = act.anchor.sense
    if anchor == "lose" and not w.FIGHTERS.isdisjoint(words.lows[act.anchor.j : act.anchor.j + 7]):
        return "Armed clash"
    if anchor == "shotdown" and {"drone", "drones", "missile", "missiles", "rocket", "rockets"} & act.vocabulary:
        return "Disrupted weapons use"
    if anchor == "shotdown":
        return "Armed clash" if any(t.sense == "air" for t in act.weapons) else ""
    if act.has("foil") and (not act.actors or armed(act.actors)) and _attempt(act, words):
        return "Armed clash"
    if act.has("foil") and (act.has("strike", "clash", "advance", "fire", "attack", "campaign") or armed(act.targets)):
        return "Armed clash"
    if anchor == "clash" and _came_to_arrest(act, words):
        return "Arrests"
    if act.has("clash") and anchor == "clash" and _stormed_unarmed(act, words):
        return "Attack"
    if anchor == "attack" and _exchange(act, words) and not civil(act):
        return "Armed clash"
    if (
        act.has("clash", "campaign")
        and anchor in ("clash", "strike", "advance", "fire", "campaign")
        and not (act.arms & {"air", "shell"} and not act.has("clash"))
    ):
        return "Armed clash"
    if anchor == "advance" and not act.has("attack") and not _broke_in(act, words):
        return "Armed clash"
    return ""


_OF_GROUND = GROUND | {"shotdown"}
_TAKING = ("capture", "oust", "enter")


def _is_meant(t: Trigger, words: Words) -> bool:
    """ "(An attempt) to overrun their base"."""
    return t.form == "base" or words.lows[t.i - 1] == "to"


def _driven_out_again(act: Act, words: Words) -> bool:
    """ "Stormed A, only to be driven out by nightfall", "wrested A, before a counter-attack forced them back": nobody holds more."""
    after = words.lows[act.anchor.j : min(act.end + _AFTERMATH, len(words.lows))]
    for n, low in enumerate(after):
        if after[n : n + 3] == ["only", "to", "be"] and not _OUSTED.isdisjoint(after[n + 3 : n + 5]):
            return True
        if low == "before" and not _FORCED.isdisjoint(after[n + 1 : n + 9]) and not _PULLED.isdisjoint(after[n + 2 : n + 13]):
            return True
    return False


_AFTERMATH = 14  # words
_OUSTED = w.word_set("driven pushed forced thrown expelled beaten ousted repelled")
_FORCED = w.word_set("forced forcing drove pushed counterattack counter")
_PULLED = w.word_set("pull withdraw retreat back out flee")
# Words of a fight in which both sides shoot.
_MUTUAL = w.word_set(
    "clash clashes clashed clashing fighting fought battle battles battled battling firefight firefights gunfight gunfights exchange "
    "exchanged duel skirmish skirmishes combat hostilities crossfire infighting engagement confrontation confrontations encounter traded"
)


def _attempt(act: Act, words: Words) -> bool:
    """ "repelled an attempt to advance", "beat back the 22nd assault"."""
    t = next(t for t in act.triggers if t.sense == "foil")
    return not _ATTEMPTED.isdisjoint(words.lows[t.j : t.j + 6])


_ATTEMPTED = w.word_set("assault assaults attack attacks attempt attempts offensive incursion infiltration advance raid push counterattack")


def _exchange(act: Act, words: Words) -> bool:
    return any(t.sense == "clash" and words.lows[t.i] in _MUTUAL for t in act.triggers)


def _tried(act: Act, words: Words) -> bool:
    """ "tried to take", "an attempt to storm": fighting, even if it failed."""
    t = act.anchor
    if t.form != "base" or t.sense not in ("capture", "enter", "oust", "clash", "advance"):
        return False
    return not w.TRIED.isdisjoint(words.lows[max(act.start, t.i - 5) : t.i])


def _stormed_unarmed(act: Act, words: Words) -> bool:
    """ "stormed a church", "stormed the village and executed", "ambushed traders": an attack on the unarmed."""
    t = act.anchor
    if _exchange(act, words) or armed(act.targets):
        return False
    after = set(words.lows[t.j : t.j + 6])
    if after & w.MILITARY_THINGS:
        return False
    killed = {x for k in act.triggers if k.sense == "kill" and k.form != "noun" for x in words.lows[k.j : k.j + 5]}
    return bool((after | killed) & w.CIVIL_WORDS) or act.has("attack", "abduct", "loot")


def _came_to_harm(act: Act) -> bool:
    """ "entered the camp and killed a boy": who comes to kill the unarmed holds no ground by it."""
    if act.anchor.sense != "enter" or act.has("capture", "oust", "lose", "clash") or not civil(act):
        return False
    return any(t.sense in ("kill", "fire") and t.form == "past" and t.i > act.anchor.i for t in act.triggers)


def _came_to_arrest(act: Act, words: Words) -> bool:
    """ "stormed the town and arrested three men": a search, where nobody shoots back."""
    return act.has("arrest") and not (act.has("kill", "harm", "fire") or act.arms or armed(act.targets) or _exchange(act, words))


def _broke_in(act: Act, words: Words) -> bool:
    """ "broke into a house": no advance."""
    t = act.anchor
    return words.lows[t.j - 1] == "into" and not w.HOMES.isdisjoint(words.lows[t.j : t.j + 4])


def _without_fight(act: Act, words: Words) -> bool:
    lows = words.lows[act.start : min(act.end + 6, len(words.lows))]
    after = [lows[n + 1 : n + 4] for n, x in enumerate(lows) if x == "without"]
    return bool(w.NO_FIGHT.intersection(lows)) or any(
        x in ("fight", "fighting", "resistance", "battle", "firing", "shot", "opposition", "combat", "bloodshed")
        for near in after
        for x in near
    )


def _of_territory(act: Act, words: Words) -> bool:
    """Is it ground that was taken? Not weapons, persons or measures."""
    for t in act.triggers:
        if t.sense not in ("capture", "lose", "enter", "oust") or (t.sense == "enter" and not _may_hold(act, t, words)):
            continue
        if t.j - t.i > 1 or t.form == "noun" or t.sense == "oust":
            return True
        at = {words.at(p.span.start) for p in act.places}
        passive = t.form == "past" and words.lows[t.i - 1] in w.BE
        if passive and not _ground_was(act, t, words, at):
            continue
        if takes_people(t, words):
            continue
        if any(t.j <= words.at(p.span.start) <= t.j + 4 for p in act.places):
            return True
        named = (*act.places, *act.coarse, *act.around.values())
        if (t.sense == "lose" or is_reduced(words, t)) and any(words.at(p.span.end - 1) == t.i - 1 for p in named):
            return True  # "A fell", "A taken by the army"
        if _takes_it(act, t, words):
            return True
        thing = _thing(words.lows[t.j : min(t.j + 9, act.end)])
        if thing in w.TERRITORY or (not thing and any(t.j <= i <= t.j + 9 for i in at)):
            return True
        if passive and any(i < t.i for i in at):
            return True
    return False


def takes_people(t: Trigger, words: Words) -> bool:
    """ "Captured two of the assailants near A", "seized three soldiers": persons, and no ground of theirs ("captured rebel positions")."""
    for k in range(t.j, min(t.j + _PEOPLE_REACH, len(words.lows) - 1)):
        low = words.lows[k]
        if low in ("from", "by") or (low in w.TERRITORY and not words.capital(k)) or (k > t.j and words.gaps[k].strip(" -")):
            return False
        if low in PEOPLE:
            after = words.lows[k + 1]
            return bool(words.gaps[k + 1].strip()) or after in w.PLACE_PREPOSITIONS or after in _AFTER_PEOPLE
    return False


_PEOPLE_REACH = 6
_AFTER_PEOPLE = w.word_set("and who after during when while alive as outside inside around")


def _takes_it(act: Act, t: Trigger, words: Words) -> bool:
    """ "Soldiers abandoned their base and jihadists seized it": what is taken was named before, ground or a place."""
    if words.lows[t.j : t.j + 1] != ["it"] or t.form != "past":
        return False
    before = [words.range(p.span) for p in act.places if p.span.end <= t.start]
    if before and words.lows[before[-1][0] - 1] not in _SEIZED_AT:
        return True  # "surrounded A and captured it"
    thing = _thing(words.lows[max(act.start, t.i - _REACH) : t.i][::-1])
    return thing in w.TERRITORY or not thing


_REACH = 12  # words back


def _may_hold(act: Act, t: Trigger, words: Words) -> bool:
    """Whether who enters may come to stay: an armed side, and not mere "gunmen", who come and go."""
    return act.agent and _COMERS.isdisjoint(words.lows[max(act.start, t.i - 6) : t.i])


_COMERS = w.RAIDERS | {"men"}



def _ground_was(act: Act, t: Trigger, words: Words, at: set[int]) -> bool:
    """Is the subject of a passive ground? "A was taken", "the post was seized"; not "a truck was seized near A"."""
    subject = _thing(words.lows[max(act.start, t.i - 8) : t.i - 1])
    if subject:
        return subject in w.TERRITORY
    return any(i < t.i for i in at) or _SEIZED_AT.isdisjoint(words.lows[t.j : t.j + 1])


# What is seized near, at or from a place is not the place.
_SEIZED_AT = w.word_set("near in at from outside around off along inside")


def _thing(lows: list[str]) -> str:
    """The first word that tells whether ground or something else was taken, "" for none."""
    return next((x for x in lows if x in w.TERRITORY or x in w.NOT_TERRITORY or x in w.GOODS), "")


def fought(act: Act) -> bool:
    """Did both sides shoot?"""
    return act.has("clash") and not _MUTUAL.isdisjoint(act.vocabulary)


def territory(act: Act) -> str:
    """Who has the ground now: the state whose it is, alone or with others, or somebody else, a foreign army included."""
    country = country_of(act.places) or act.home
    nobody = not (act.actors or act.agent or any(_of_state(side) for side in act.targets))
    if nobody and country not in _BOTH_LIBERATE and not _LIBERATED.isdisjoint(act.vocabulary):
        return "Government regains territory"  # who "liberates" is the state, where a report does not say who
    if any(_of_state(side) and (not (country and side.country) or side.country == country) for side in act.actors):
        return "Government regains territory"
    return "Non-state actor overtakes territory"


_BOTH_LIBERATE = frozenset(("UA", "RU"))  # of Russia's war both sides say so
_LIBERATED = w.word_set("liberated liberates liberating liberate liberation")


def _of_state(side: Actor) -> bool:
    """A state's force, or a militia that fights as part of one."""
    return side.inter in STATES or fights_for_state(side.name)
