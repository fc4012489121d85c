"""The sub-type of an act, from all that its clause says: verb, noun, weapon, voice, and who acts on whom."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events.acts import Act
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words
from eventmap.records import Actor

TYPES = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Peaceful protest": "Protests",
    "Protest with intervention": "Protests",
    "Excessive force against protesters": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Agreement": "Strategic developments",
    "Arrests": "Strategic developments",
    "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments",
}
"""Sub-type -> event type. Source: the ACLED codebook's taxonomy of 6 types and 25 sub-types."""

_STATE = frozenset((1, 8))
_ARMED = frozenset((1, 2, 3, 4, 8))


def sub_type(act: Act, words: Words) -> str:
    """The act's sub-type, "" when nothing says what was done (a bare "killed")."""
    act.arms = _arms(act)
    for rule in (_disarmed, _crowd, _persons, _ground, _remote, _strategic, _bare):
        found = rule(act, words)
        if found:
            return found
    return ""


def specific(act: Act) -> bool:
    """Does the act itself say what was done, or only "attack", "killed"?"""
    return bool(act.sub_type) and bool(act.arms or act.senses - _GENERIC)


_GENERIC = frozenset(("blast", "strike", "fire", "kill", "harm", "destroy", "campaign", "foil"))


def _arms(act: Act) -> set[str]:
    """Senses that speak for a weapon: weapon words, and nouns and verbs that imply one."""
    found = {t.sense for t in act.weapons} | (act.senses & {"air", "shell", "chem", "suicide", "ied", "grenade"})
    return found | {"air"} if "bomber" in found and _state(act.actors) else found


def _civil(act: Act) -> bool:
    return any(a.inter in (6, 7) for a in act.targets)


def _armed(actors: list[Actor]) -> bool:
    return any(a.inter in _ARMED for a in actors)


def _disarmed(act: Act, words: Words) -> str:
    """Weapons defused, intercepted, seized or destroyed before their use."""
    if not act.has("disarm", "capture", "destroy"):
        return ""
    for t in act.triggers:
        after = set(words.lows[t.j : min(t.j + 6, act.end)])
        passive = set(words.lows[max(act.start, t.i - 5) : t.i]) if t.form == "past" and words.lows[t.i - 1] in w.BE else set()
        if t.sense == "disarm" and (t.form == "noun" or (after | passive) & w.ARMS_THINGS):
            return "Disrupted weapons use"
        if (
            t.sense in ("capture", "destroy")
            and t.form != "noun"
            and after & w.ARMS_THINGS
            and not after & w.TERRITORY
            and not (act.weapons or act.senses - {"capture", "destroy"})
        ):
            return "Disrupted weapons use"
    return ""


def _crowd(act: Act, words: Words) -> str:
    """Protests and riots: a crowd acts, or a force acts against a crowd."""
    lows = act.vocabulary
    protest = act.has("protest") or "protest" in act.arms
    riot = act.has("riot") or ("riot" in act.arms and any(t.sense == "riot" and _acts(act, t, words) for t in act.weapons))
    violent = act.has("clash", "strike", "attack", "loot", "destroy", "fire", "riot", "harm", "kill")
    if any(words.lows[t.i].startswith("lynch") for t in act.triggers) and not _armed(act.actors):
        return "Mob violence"
    if riot and violent and not (act.arms & {"air", "shell", "suicide", "ied", "chem"}):
        return "Mob violence" if _MOB & lows or act.has("attack") else "Violent demonstration"
    if not protest and any(t.sense == "police" and (t.form == "noun" or w.CROWD_PEOPLE & lows) for t in act.triggers):
        return "Excessive force against protesters" if act.has("kill") and w.LIVE_FIRE & lows else "Protest with intervention"
    if not protest and act.has("fire", "attack") and not _MARCHERS.isdisjoint(act.lows[act.anchor.j - act.start :][:6]) and not w.FORCES.isdisjoint(act.lows[: act.anchor.i - act.start]):
        return "Excessive force against protesters"
    if not protest and act.has("clash", "loot") and not act.arms and (w.POLICE & lows or act.anchor.sense == "loot") and _crowd_before(act, words):
        return "Violent demonstration"
    if not protest or act.arms & {"air", "shell", "suicide", "ied", "chem"}:
        return ""
    if any(t.sense == "attack" and t.form in ("past", "ing") for t in act.triggers):
        return "Excessive force against protesters"
    if _at_crowd(act):
        return "Excessive force against protesters" if act.has("kill") or "dead" in lows else "Protest with intervention"
    if act.has("clash", "loot", "riot", "destroy") and not act.has("attack"):
        return "Violent demonstration"
    if act.has("police", "arrest"):
        return "Protest with intervention"
    return "Peaceful protest" if act.has("protest", "gather") else ""


def _acts(act: Act, crowd: Trigger, words: Words) -> bool:
    """Is the crowd the one that acts? Not "a vigilante was shot", "killed two settlers"."""
    t = act.anchor
    passive = t.form == "past" and not w.BE.isdisjoint(words.lows[max(act.start, t.i - 2) : t.i])
    if any(0 <= other.i - crowd.j < 3 and other.form in ("past", "s") for other in act.triggers):
        return True  # "clashed, and a mob killed"
    if crowd.i >= t.j:
        return t.form == "noun" or "by" in words.lows[t.j : crowd.i]
    return not passive and words.lows[crowd.j : crowd.j + 1] != ["said"]


def _crowd_before(act: Act, words: Words) -> bool:
    """People before the verb, who do not speak ("residents said")."""
    for n in range(act.start, act.anchor.i):
        if words.lows[n] in w.CROWD_PEOPLE and w.SPEECH.isdisjoint(words.lows[n + 1 : n + 3]):
            return True
    return False


_MOB = w.word_set("mob mobs lynched lynching vigilante vigilantes communal tribal intercommunal settlers rival crowd")


_CROWDS = w.word_set("protesters demonstrators protestors protest demonstration rally march marchers crowd crowds")
_MARCHERS = w.word_set("protesters demonstrators protestors marchers crowd crowds")
_AIMED = w.word_set("at on against dead killed killing into of")


def _at_crowd(act: Act) -> bool:
    """A force shoots at, beats or kills the protesters."""
    aimed = any(x in _CROWDS and not _AIMED.isdisjoint(act.lows[max(0, n - 4) : n]) for n, x in enumerate(act.lows))
    return act.has("fire", "attack", "kill", "strike") and (aimed or (act.has("kill") and act.has("fire", "attack")))


def _persons(act: Act, words: Words) -> str:
    if act.has("rape"):
        return "Sexual violence"
    if act.has("arrest") and _search(act, words):
        return "Arrests"
    if act.has("abduct") or (act.has("capture") and not act.has("clash") and _seized_person(act, words)):
        return (
            "Attack"
            if act.has("kill") and not act.has("harm") and act.anchor.sense == "abduct" and _killed_too(act)
            else "Abduction/forced disappearance"
        )
    return ""


def _search(act: Act, words: Words) -> bool:
    """ "raided houses and arrested", "detained in raids": a search, where nobody is hit and no weapon speaks."""
    return act.senses <= {"arrest", "strike", "campaign"} and not act.arms and all(
        t.sense != "strike" or words.lows[t.i].startswith("raid") for t in act.triggers
    )


def _killed_too(act: Act) -> bool:
    """ "was abducted and killed" ends as a killing."""
    return any(t.sense == "kill" and t.form == "past" and 0 < t.i - act.anchor.j < 3 for t in act.triggers)


def _seized_person(act: Act, words: Words) -> bool:
    t = act.anchor
    if t.sense != "capture" or t.j - t.i > 1:
        return False
    passive = t.form == "past" and words.lows[t.i - 1] in w.BE
    near = words.lows[max(act.start, t.i - 9) : t.i - 1] if passive else words.lows[t.j : t.j + 5]
    things = [x for x in near if x in w.TERRITORY or x in w.NOT_TERRITORY or x in w.PERSONS]
    return bool(things) and (things[0] in w.PERSONS or things[:1] == ["aid"] and not w.PERSONS.isdisjoint(things[1:2]))


def _ground(act: Act, words: Words) -> str:
    if act.arms & {"chem", "suicide"} and not act.has("capture"):
        return ""
    if act.anchor.form == "base" and not w.TRIED.isdisjoint(words.lows[max(act.start, act.anchor.i - 5) : act.anchor.i]) and _of_ground(act):
        return "Armed clash"
    if act.has("capture", "lose", "enter", "oust") and _of_territory(act, words) and not act.has("attack", "abduct"):
        return "Non-violent transfer of territory" if _without_fight(act, words) else _territory(act)
    anchor = act.anchor.sense
    if anchor == "lose" and not w.FIGHTERS.isdisjoint(words.lows[act.anchor.j : act.anchor.j + 7]):
        return "Armed clash"
    if anchor == "shotdown" and {"drone", "drones", "missile", "missiles", "rocket", "rockets"} & act.vocabulary:
        return "Disrupted weapons use"
    if anchor == "shotdown":
        return "Armed clash" if any(t.sense == "air" for t in act.weapons) else ""
    if act.has("foil") and (not act.actors or _armed(act.actors)) and _attempt(act, words):
        return "Armed clash"
    if act.has("foil") and (act.has("strike", "clash", "advance", "fire", "attack", "campaign") or _armed(act.targets)):
        return "Armed clash"
    if act.has("clash") and act.anchor.sense == "clash" and _stormed_unarmed(act, words):
        return "Attack"
    if anchor == "attack" and _exchange(act, words) and not _civil(act):
        return "Armed clash"
    if (
        act.has("clash", "campaign")
        and anchor in ("clash", "strike", "advance", "fire", "campaign")
        and not (act.arms & {"air", "shell"} and not act.has("clash"))
    ):
        return "Armed clash"
    if anchor == "advance" and not act.has("attack"):
        return "Armed clash"
    return ""


# Words of a fight in which both sides shoot.
_MUTUAL = w.word_set(
    "clash clashes clashed clashing fighting fought battle battles battled battling firefight firefights gunfight gunfights exchange exchanged "
    "duel skirmish skirmishes combat hostilities crossfire infighting engagement confrontation confrontations encounter traded"
)


def _attempt(act: Act, words: Words) -> bool:
    """ "repelled an attempt to advance", "beat back the 22nd assault"."""
    t = next(t for t in act.triggers if t.sense == "foil")
    return not _ATTEMPTED.isdisjoint(words.lows[t.j : t.j + 6])


_ATTEMPTED = w.word_set("assault assaults attack attacks attempt attempts offensive incursion infiltration advance raid push counterattack")


def _exchange(act: Act, words: Words) -> bool:
    return any(t.sense == "clash" and words.lows[t.i] in _MUTUAL for t in act.triggers)


def _of_ground(act: Act) -> bool:
    return act.anchor.sense in ("capture", "enter", "oust", "clash", "advance")


def _stormed_unarmed(act: Act, words: Words) -> bool:
    """ "stormed a church", "stormed the village and executed", "ambushed traders": an attack on the unarmed."""
    t = act.anchor
    if _exchange(act, words) or _armed(act.targets):
        return False
    after = set(words.lows[t.j : t.j + 6])
    return not after & w.MILITARY_THINGS and (bool(after & w.CIVIL_WORDS) or act.has("attack", "abduct", "loot"))


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
        if t.sense not in ("capture", "lose", "enter", "oust") or (t.sense == "enter" and not act.agent):
            continue
        if t.j - t.i > 1 or t.form == "noun" or t.sense == "oust":
            return True
        passive = t.form == "past" and words.lows[t.i - 1] in w.BE
        if passive and words.lows[t.j : t.j + 1] and words.lows[t.j] in _SEIZED_AT and _thing(words.lows[max(act.start, t.i - 8) : t.i - 1]) not in w.TERRITORY:
            continue
        if any(t.j <= words.at(p.span.start) <= t.j + 4 for p in act.places):
            return True
        thing = _thing(words.lows[t.j : min(t.j + 9, act.end)])
        at = {words.at(p.span.start) for p in act.places}
        if thing in w.TERRITORY or (not thing and any(t.j <= i <= t.j + 9 for i in at)):
            return True
        if passive and any(i < t.i for i in at):
            return True
    return False


# What is seized near, at or from a place is not the place.
_SEIZED_AT = w.word_set("near in at from outside around off along inside")


def _thing(lows: list[str]) -> str:
    """The first word that tells whether ground or something else was taken, "" for none."""
    return next((x for x in lows if x in w.TERRITORY or x in w.NOT_TERRITORY), "")


def by_sides(act: Act) -> str:
    """The sub-type again once later sentences have said who did it to whom."""
    if act.sub_type in ("Government regains territory", "Non-state actor overtakes territory"):
        return _territory(act)
    if act.sub_type == "Attack" and act.targets and not _civil(act) and _armed(act.targets):
        return "Armed clash"
    if act.sub_type == "Armed clash" and act.targets and not _armed(act.targets) and not (_fought(act) or act.has("advance", "foil", "shotdown")):
        return "Attack"
    if act.sub_type == "Abduction/forced disappearance" and act.actors and all(a.inter in _STATE for a in act.actors) and act.has("arrest"):
        return "Arrests"
    return act.sub_type


def _fought(act: Act) -> bool:
    return act.has("clash") and not _MUTUAL.isdisjoint(act.vocabulary)


def _territory(act: Act) -> str:
    sides = act.targets if act.anchor.sense == "lose" else act.actors
    if sides and all(a.inter in _STATE for a in sides[:1]):
        return "Government regains territory"
    return "Non-state actor overtakes territory"


def _remote(act: Act, words: Words) -> str:
    arms = act.arms
    if "chem" in arms:
        return "Chemical weapon"
    if "suicide" in arms:
        return "Suicide bomb"
    if "air" in arms and act.anchor.sense not in _NO_AIR:
        return "Air/drone strike"
    if "grenade" in arms:
        return "Grenade"
    if act.has("ied") and not act.has("kill", "harm", "strike", "attack") and _state(act.actors) and _demolished(act, words):
        return "Looting/property destruction"
    if "ied" in arms and act.senses <= {"kill", "harm", "destroy"}:
        return "Remote explosive/landmine/IED"
    if act.has("blast") and "shell" in arms and not act.has("ied"):
        return "Shelling/artillery/missile attack"
    if act.has("ied", "blast"):
        return (
            "Remote explosive/landmine/IED"
            if "shell" not in arms or act.anchor.sense in ("ied", "blast")
            else "Shelling/artillery/missile attack"
        )
    if "attack" in arms and act.has("fire", "strike", "attack") and not ("shell" in arms and act.has("shell")):
        return _assault(act, words)
    if "shell" in arms:
        return "Shelling/artillery/missile attack"
    if act.has("bombard"):
        return "Shelling/artillery/missile attack"
    if act.has("fire") and "ied" in arms and words.lows[act.anchor.i] in ("fell", "landed", "dropped", "hit", "struck", "fallen"):
        return "Air/drone strike" if words.lows[act.anchor.i] == "dropped" else "Shelling/artillery/missile attack"
    if act.has("bomb"):
        return "Air/drone strike" if _from_above(act, words) else "Remote explosive/landmine/IED"
    if act.has("attack"):
        return _assault(act, words)
    return _plain_strike(act, words, arms)


def _demolished(act: Act, words: Words) -> bool:
    """ "blew up 20 houses": property, and nobody hurt."""
    t = act.anchor
    return t.form in ("past", "ing") and words.lows[t.i].startswith(("blew", "blow")) and not w.PROPERTY.isdisjoint(words.lows[t.j : t.j + 5])


# What is done by other means, though a plane is spoken of ("the pilot whose plane was shot down was executed").
_NO_AIR = frozenset(("shell", "ied", "attack"))


def _assault(act: Act, words: Words) -> str:
    """Shooting, storming and killing: a clash with the armed, an attack on the unarmed."""
    if set(words.lows[act.anchor.j : act.anchor.j + 4]) & w.CIVIL_WORDS:
        return "Attack"
    if set(words.lows[act.anchor.j : act.anchor.j + 8]) & w.MILITARY_THINGS:
        return "Armed clash"
    return "Armed clash" if _armed(act.targets) else "Attack"


def _from_above(act: Act, words: Words) -> bool:
    """A state's bombing, or one of a place; a mere "bombing" is a bomb that was planted."""
    if act.actors:
        return _state(act.actors)
    t = next(t for t in act.triggers if t.sense == "bomb")
    return t.form != "noun" or bool(set(words.lows[t.j : t.j + 2]) & {"of", "on", "raid", "raids", "runs"})


def _state(actors: list[Actor]) -> bool:
    return any(a.inter in _STATE for a in actors)


def _plain_strike(act: Act, words: Words, arms: set[str]) -> str:
    """ "attacked", "hit", "targeted" without a weapon: by who does it to whom."""
    if not act.has("strike", "fire"):
        return ""
    if "ied" in arms:
        return "Remote explosive/landmine/IED"
    lows = act.vocabulary
    if _state(act.actors) and lows & _AIR_VERBS and not (act.has("clash") or lows & _GROUND_WORDS):
        return "Air/drone strike"
    if _armed(act.targets):
        return "Shelling/artillery/missile attack" if lows & _FIRE_VERBS and not act.has("clash") else "Armed clash"
    if act.anchor.form == "noun" and lows & _AIR_NOUNS and not (lows & _GROUND_WORDS or (act.actors and not _state(act.actors))):
        return "Air/drone strike"
    if act.anchor.form != "noun" and set(words.lows[act.anchor.j : act.anchor.j + 8]) & w.MILITARY_THINGS:
        return "Armed clash"
    if _civil(act):
        return "Attack"
    if _armed(act.actors):
        return "Armed clash"
    return "Attack" if act.has("kill") or words.lows[act.anchor.i : act.anchor.j] in (["shot", "at"], ["fired", "at"], ["fired", "on"], ["fired", "upon"]) else ""


_AIR_NOUNS = frozenset(("strikes", "raids", "strike"))
_AIR_VERBS = w.word_set("bombed raids strikes pounded pounding raid raided strike struck")
_GROUND_WORDS = w.word_set("soldiers troops infantry ground stormed patrol police army")
_FIRE_VERBS = w.word_set("targeted pounded hit struck targeting targets pounding hitting striking")


# How many words before "ceasefire" it may say that one was signed.
_AGREED_BEFORE = 4


def _strategic(act: Act, words: Words) -> str:
    if act.has("base") and any(w.BASE_THINGS & set(words.lows[t.j : t.j + 6]) for t in act.triggers if t.sense == "base"):
        return "Headquarters or base established"
    if _robbed(act, words):
        return "Looting/property destruction"
    if act.has("capture", "lose", "enter", "oust"):
        return ""
    if act.has("agree"):
        said = act.vocabulary.union(words.lows[max(0, act.anchor.i - _AGREED_BEFORE) : act.anchor.i])
        return "Agreement" if w.AGREED & said and not w.BROKEN & said else ""
    if act.has("loot") and act.has("kill"):
        return _assault(act, words)
    order = (("arrest", "Arrests"), ("loot", "Looting/property destruction"),
             ("withdraw", "Non-violent transfer of territory"), ("group", "Change to group/activity"), ("other", "Other"))  # fmt: skip
    return next((found for sense, found in order if act.has(sense)), "")


def _robbed(act: Act, words: Words) -> bool:
    """ "seized two trucks", "took the cargo", "a lorry was seized": goods, and no weapons and no booty of a battle."""
    t = act.anchor
    if t.sense != "capture" or t.form == "noun" or t.j - t.i > 1 or _armed(act.targets) or act.has("clash", "strike", "attack"):
        return False
    passive = t.form == "past" and words.lows[t.i - 1] in w.BE
    near = words.lows[max(act.start, t.i - 9) : t.i - 1] if passive else words.lows[t.j : t.j + 6]
    return not w.GOODS.isdisjoint(near) and w.ARMS_THINGS.isdisjoint(near)


def _bare(act: Act, words: Words) -> str:
    """Only "killed" or "destroyed": an attack on the unarmed or a clash, if the sides are said."""
    if not act.has("kill", "harm", "destroy") or not (act.agent or act.actors or any(t.sense == "attack" for t in act.weapons)):
        return ""
    if "bomber" in act.arms and not _state(act.actors):
        return "Remote explosive/landmine/IED"
    if (act.agent or _armed(act.actors)) and _armed(act.targets):
        return "Armed clash"
    return "Attack" if _civil(act) else ""
