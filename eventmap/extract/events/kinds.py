"""The sub-type of an act, from all that its clause says: verb, noun, weapon, voice, and who acts on whom."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events.acts import Act
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
    riot = act.has("riot") or "riot" in act.arms
    violent = act.has("clash", "strike", "attack", "loot", "destroy", "fire", "riot", "harm", "kill")
    if riot and violent and not (act.arms & {"air", "shell", "suicide", "ied", "chem"}):
        return "Mob violence" if _MOB & lows or act.has("attack") else "Violent demonstration"
    if not protest and act.has("police") and w.CROWD_PEOPLE & lows:
        return "Protest with intervention"
    if not protest and act.has("clash", "loot") and not act.arms and w.POLICE & lows and w.CROWD_PEOPLE & lows:
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


_MOB = w.word_set("mob mobs lynched lynching vigilante vigilantes communal tribal intercommunal settlers rival crowd")


_CROWDS = w.word_set("protesters demonstrators protestors protest demonstration rally march marchers")
_AIMED = w.word_set("at on against dead killed killing into of")


def _at_crowd(act: Act) -> bool:
    """A force shoots at, beats or kills the protesters."""
    aimed = any(x in _CROWDS and not _AIMED.isdisjoint(act.lows[max(0, n - 4) : n]) for n, x in enumerate(act.lows))
    return act.has("fire", "attack", "kill", "strike") and (aimed or (act.has("kill") and act.has("fire", "attack")))


def _persons(act: Act, words: Words) -> str:
    if act.has("rape"):
        return "Sexual violence"
    if act.has("abduct") or (act.has("capture") and not act.has("clash") and _seized_person(act, words)):
        return (
            "Attack"
            if act.has("kill") and not act.has("harm") and act.anchor.sense == "abduct" and _killed_too(act)
            else "Abduction/forced disappearance"
        )
    return ""


def _killed_too(act: Act) -> bool:
    """ "was abducted and killed" ends as a killing."""
    return any(t.sense == "kill" and t.form == "past" and 0 < t.i - act.anchor.j < 3 for t in act.triggers)


def _seized_person(act: Act, words: Words) -> bool:
    t = act.anchor
    after = words.lows[t.j : t.j + 5]
    thing = next((x for x in after if x in w.TERRITORY or x in w.NOT_TERRITORY or x in w.PERSONS), "")
    return t.sense == "capture" and t.j - t.i == 1 and thing in w.PERSONS


def _ground(act: Act, words: Words) -> str:
    if act.arms & {"chem", "suicide"} and not act.has("capture"):
        return ""
    if act.has("capture", "lose", "enter", "oust") and _of_territory(act, words) and not act.has("attack", "abduct"):
        return "Non-violent transfer of territory" if _without_fight(act, words) else _territory(act)
    anchor = act.anchor.sense
    if anchor == "shotdown" and {"drone", "drones", "missile", "missiles", "rocket", "rockets"} & act.vocabulary:
        return "Disrupted weapons use"
    if anchor == "shotdown":
        return "Armed clash" if any(t.sense == "air" for t in act.weapons) else ""
    if act.has("foil") and (act.has("strike", "clash", "advance", "fire", "attack", "campaign") or _armed(act.targets)):
        return "Armed clash"
    if act.has("clash") and act.anchor.sense == "clash" and _stormed_unarmed(act, words):
        return "Attack"
    if (
        act.has("clash", "campaign")
        and anchor in ("clash", "strike", "advance", "fire", "campaign")
        and not (act.arms & {"air", "shell"} and not act.has("clash"))
    ):
        return "Armed clash"
    if anchor == "advance" and not act.has("attack"):
        return "Armed clash"
    return ""


def _stormed_unarmed(act: Act, words: Words) -> bool:
    """ "stormed a church", "stormed the village and executed": an attack on the unarmed."""
    t = act.anchor
    if not words.lows[t.i].startswith("storm") or _armed(act.targets):
        return False
    return bool(set(words.lows[t.j : t.j + 6]) & w.CIVIL_WORDS) or act.has("attack")


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
        if any(t.j <= words.at(p.span.start) <= t.j + 4 for p in act.places):
            return True
        after = words.lows[t.j : min(t.j + 9, act.end)]
        thing = next((x for x in after if x in w.TERRITORY or x in w.NOT_TERRITORY), "")
        at = {words.at(p.span.start) for p in act.places}
        if thing in w.TERRITORY or (not thing and any(t.j <= i <= t.j + 9 for i in at)):
            return True
        if t.form == "past" and words.lows[t.i - 1] in w.BE and any(i < t.i for i in at):
            return True
    return False


def by_sides(act: Act) -> str:
    """The sub-type again once later sentences have said who did it to whom."""
    if act.sub_type in ("Government regains territory", "Non-state actor overtakes territory"):
        return _territory(act)
    if act.sub_type == "Attack" and act.targets and not _civil(act) and _armed(act.targets):
        return "Armed clash"
    if act.sub_type == "Armed clash" and act.targets and not _armed(act.targets) and not act.has("clash", "advance", "foil", "shotdown"):
        return "Attack"
    return act.sub_type


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
    return "Armed clash" if _armed(act.actors) else "Attack" if act.has("kill") else ""


_AIR_NOUNS = frozenset(("strikes", "raids", "strike"))
_AIR_VERBS = w.word_set("bombed raids strikes pounded pounding raid raided strike struck")
_GROUND_WORDS = w.word_set("soldiers troops infantry ground stormed patrol police army")
_FIRE_VERBS = w.word_set("targeted pounded hit struck targeting targets pounding hitting striking")


# How many words before "ceasefire" it may say that one was signed.
_AGREED_BEFORE = 4


def _strategic(act: Act, words: Words) -> str:
    if act.has("base") and any(w.BASE_THINGS & set(words.lows[t.j : t.j + 6]) for t in act.triggers if t.sense == "base"):
        return "Headquarters or base established"
    if act.has("capture", "lose", "enter", "oust"):
        return ""
    if act.has("agree"):
        said = act.vocabulary.union(words.lows[max(0, act.anchor.i - _AGREED_BEFORE) : act.anchor.i])
        return "Agreement" if w.AGREED & said and not w.BROKEN & said else ""
    if act.has("loot") and act.has("kill"):
        return "Attack"
    order = (("arrest", "Arrests"), ("loot", "Looting/property destruction"),
             ("withdraw", "Non-violent transfer of territory"), ("group", "Change to group/activity"), ("other", "Other"))  # fmt: skip
    return next((found for sense, found in order if act.has(sense)), "")


def _bare(act: Act, words: Words) -> str:
    """Only "killed" or "destroyed": an attack on the unarmed or a clash, if the sides are said."""
    if not act.has("kill", "harm", "destroy") or not (act.agent or act.actors or any(t.sense == "attack" for t in act.weapons)):
        return ""
    if "bomber" in act.arms and not _state(act.actors):
        return "Remote explosive/landmine/IED"
    if (act.agent or _armed(act.actors)) and _armed(act.targets):
        return "Armed clash"
    return "Attack" if _civil(act) else ""
