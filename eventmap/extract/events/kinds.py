"""The sub-type of an act, from all that its clause says: verb, noun, weapon, voice, and who acts on whom."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.data.toll_words import UNARMED
from eventmap.extract.events.act import Act
from eventmap.extract.events.armed import all_states, armed, civil, state
from eventmap.extract.events.crowds import of_crowd
from eventmap.extract.events.ground import fought, on_ground, takes_people, territory
from eventmap.extract.events.spots import level
from eventmap.extract.events.strikes import assault, by_arms, of_property
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words

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
VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))  # event types


def are_two(one: str, other: str) -> bool:
    """Are they two kinds of deed, each a record of its own: of two types, or who was killed and who was led away."""
    return TYPES.get(one) != TYPES.get(other) or {one, other} == {"Attack", "Abduction/forced disappearance"}


def sub_type(act: Act, words: Words) -> str:
    """The act's sub-type, "" when nothing says what was done (a bare "killed")."""
    act.arms = _arms(act, words)
    for rule in (_disarmed, of_crowd, _persons, on_ground, by_arms, _strategic, _bare):
        found = rule(act, words)
        if found:
            return found
    return ""


def is_no_crowd(act: Act) -> bool:
    """Whether a "protest" turned out to be an army's or a group's doing: "the rebels cut the road"."""
    return act.sub_type == "Peaceful protest" and armed(act.actors)


def specific(act: Act) -> bool:
    """Does the act itself say what was done, or only "attack", "killed"?"""
    return bool(act.sub_type) and bool(act.arms or act.senses - _GENERIC)


_GENERIC = frozenset(("blast", "strike", "fire", "kill", "harm", "destroy", "campaign", "foil"))


def _arms(act: Act, words: Words) -> set[str]:
    """Senses that speak for a weapon: weapon words, and nouns and verbs that imply one."""
    weapons = {t.sense for t in act.weapons if t.sense != "air" or not _shot_at(act, t, words)}
    found = weapons | (act.senses & {"air", "shell", "chem", "suicide", "ied", "grenade"})
    if "bomber" in found and state(act.actors):
        found.add("air")
    return found


def _shot_at(act: Act, weapon: Trigger, words: Words) -> bool:
    """ "fired at a UN helicopter": it is not what they fired from."""
    near = words.lows[max(act.start, weapon.i - 5) : weapon.i]
    return "at" in near and any(t.sense == "fire" and 0 < weapon.i - t.j < 6 for t in act.triggers)


def _disarmed(act: Act, words: Words) -> str:
    """Weapons defused, intercepted, seized or destroyed before their use."""
    if act.has("foil") and _bombing_foiled(act, words):
        return "Disrupted weapons use"
    if _SEIZING.isdisjoint(act.senses) and not ("ied" in act.senses and _FOUND & act.vocabulary):
        return ""
    for t in act.triggers:
        after = set(words.lows[t.j : min(t.j + 6, act.end)])
        passive = set(words.lows[max(act.start, t.i - 5) : t.i]) if t.form == "past" and words.lows[t.i - 1] in w.BE else set()
        if t.sense == "ied" and t.form == "past" and _FOUND & act.vocabulary and after & w.ARMS_THINGS:
            return "Disrupted weapons use"  # "found and blew up a cache of shells"
        if t.sense == "disarm" and (t.form == "noun" or t.j - t.i > 2 or (after | passive) & w.ARMS_THINGS):
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


def _bombing_foiled(act: Act, words: Words) -> bool:
    """ "Foiled an attempted car bombing", "thwarted a suicide attack": it did not go off. What is beaten back is a fight."""
    t = next(t for t in act.triggers if t.sense == "foil")
    if not words.lows[t.i].startswith(_PREVENTS) or act.has("blast"):
        return False
    return any(x.sense in ("ied", "suicide") and t.j <= x.i < t.j + 6 for x in (*act.triggers, *act.weapons))


_PREVENTS = ("foil", "thwart", "frustrat", "abort", "prevent")
_SEIZING = frozenset(("disarm", "capture", "destroy"))


def _persons(act: Act, words: Words) -> str:
    if _OF_PERSONS.isdisjoint(act.senses):
        return ""
    if act.has("rape"):
        return "Sexual violence"
    if act.has("arrest") and _search(act, words):
        return "Arrests"
    if act.has("abduct") and any(words.lows[t.i] == "found" for t in act.triggers):
        return "Attack"  # "kidnapped two days ago, was found beheaded"
    if act.anchor.sense == "loot" and act.anchor.form == "past" and _people_only(act.anchor, words):
        return "Abduction/forced disappearance"  # "made off with eleven passengers"
    taken = [t for t in act.triggers if t.sense == "abduct"]
    if act.anchor.sense == "abduct" and _goods_only(act.anchor, words):
        return "Looting/property destruction"  # "carried off 30 goats"
    seized = act.has("capture") and not act.has("clash") and (_seized_person(act, words) or _seized_fighters(act, words))
    if seized or (taken and not all(_goods_only(t, words) for t in taken)):
        return (
            "Attack"
            if act.has("kill", "fire", "strike") and not act.has("harm") and act.anchor.sense in _TAKES and _killed_too(act, words)
            else "Abduction/forced disappearance"
        )
    return ""


_OF_PERSONS = frozenset(("rape", "arrest", "abduct", "capture", "loot"))
# Weapons that are found first are blown up safely.
_FOUND = frozenset(("found", "discovered", "uncovered", "controlled"))


def _search(act: Act, words: Words) -> bool:
    """ "raided houses and arrested", "entered the camp and detained": a search, where nobody is hit and no weapon speaks."""
    if act.senses <= {"arrest", "disarm"} and act.anchor.form == "past":
        return True  # "arrested two men and recovered a suicide vest"
    return act.senses <= {"arrest", "strike", "campaign", "enter"} and not act.arms and all(
        t.sense != "strike" or words.lows[t.i].startswith("raid") for t in act.triggers
    )


def _people_only(t: Trigger, words: Words) -> bool:
    after = words.lows[t.j : t.j + 4]
    return words.lows[t.j - 1] == "with" and not w.PEOPLE.isdisjoint(after) and w.GOODS.isdisjoint(after) and w.PROPERTY.isdisjoint(after)


def _goods_only(t: Trigger, words: Words) -> bool:
    if words.lows[t.i].startswith(("abduct", "kidnap")) or not _HELD_AS.isdisjoint(words.lows[t.i : t.j + 6]):
        return False  # "abducted the head of the council", "took two cattle dealers hostage"
    passive = t.form == "past" and words.lows[t.i - 1] in ("was", "were", "been")
    things = words.lows[max(0, t.i - 5) : t.i] if passive else words.lows[t.j : t.j + 5]
    return not w.GOODS.isdisjoint(things) and w.PEOPLE.isdisjoint(things)


_HELD_AS = frozenset(("hostage", "hostages", "captive", "captives", "prisoner"))


def _killed_too(act: Act, words: Words) -> bool:
    """ "was abducted and killed", "took nine men off a bus and shot them": it ends as a killing."""
    after = [t for t in act.triggers if t.form == "past" and t.i >= act.anchor.j]
    return any((t.sense == "kill" and 0 < t.i - act.anchor.j < 3) or words.lows[t.i - 1 : t.j + 1] in _SHOT_THEM for t in after)


_TAKES = ("abduct", "capture")
_SHOT_THEM = [["and", verb, "them"] for verb in ("shot", "killed", "executed", "beheaded")]


def _seized_fighters(act: Act, words: Words) -> bool:
    """ "Captured three members of the group in A", and did nothing else."""
    return act.senses == {"capture"} and act.anchor.form == "past" and takes_people(act.anchor, words)


def _seized_person(act: Act, words: Words) -> bool:
    t = act.anchor
    if t.sense != "capture" or t.j - t.i > 1 or words.lows[t.i].startswith(_SAVED):
        return False
    passive = t.form == "past" and words.lows[t.i - 1] in w.BE
    near = words.lows[max(act.start, t.i - 9) : t.i - 1] if passive else words.lows[t.j : t.j + 5]
    things = [x for x in near if x in w.TERRITORY or x in w.NOT_TERRITORY or x in _CIVILIANS]
    who = things[1:] if things[:1] == ["aid"] else things  # "two aid workers"
    if passive and not things and w.GOODS.isdisjoint(near) and near[:1] in (["a"], ["an"]) and "by" in words.lows[t.j : t.j + 2]:
        return True  # "A pediatrician was seized by gunmen"
    return bool(who) and who[0] in _CIVILIANS


_CIVILIANS = w.PERSONS | UNARMED
# Whom one secures or liberates one does not abduct.
_SAVED = ("secur", "liberat", "clear", "reclaim", "regain")


def by_sides(act: Act) -> str:
    """The sub-type again once later sentences have said who did it to whom."""
    if act.sub_type in ("Government regains territory", "Non-state actor overtakes territory"):
        return territory(act)
    if act.sub_type == "Attack" and act.targets and not civil(act) and armed(act.targets):
        return "Armed clash"
    one_sided = not (fought(act) or act.has("advance", "foil", "shotdown"))
    if act.sub_type == "Armed clash" and act.targets and not armed(act.targets) and one_sided:
        return "Attack"
    if act.sub_type == "Armed clash" and not act.targets and one_sided and not state(act.actors) and _raided(act):
        return "Attack"
    if act.sub_type == "Armed clash" and not act.targets and _overran(act):
        return "Attack"
    if act.sub_type == "Abduction/forced disappearance" and all_states(act.actors) and not _made_vanish(act):
        return "Arrests"
    return act.sub_type


def _made_vanish(act: Act) -> bool:
    """Whether the text itself calls it an abduction: a state's men "took" or "led away" whom they arrest."""
    return any(x.startswith(_VANISHED) for x in act.vocabulary)


_VANISHED = ("abduct", "kidnap", "disappear", "hostage", "snatch", "conscript", "recruit")


def _raided(act: Act) -> bool:
    """ "Militiamen attacked A, a village, killing seven": whom they killed lived there."""
    killed = [c for c in act.fatalities if c.best]
    if not killed or any(c.who == "combatants" for c in killed):
        return False
    outlaws = bool(act.actors) and all(a.inter in _OUTLAWS for a in act.actors) and w.MILITARY_THINGS.isdisjoint(act.vocabulary)
    return outlaws or not _SETTLED.isdisjoint(act.vocabulary)


def _overran(act: Act) -> bool:
    """ "Bandits stormed A village", "militiamen broke into A": where no fight is told they come for those who live there."""
    if fought(act) or act.has("foil", "shotdown", "capture", "oust", "lose") or act.fatalities:
        return False
    outlaws = bool(act.actors) and all(a.inter in _OUTLAWS for a in act.actors)
    hit = act.lows[act.anchor.j - act.start :]
    return outlaws and w.MILITARY_THINGS.isdisjoint(hit) and any(level(p) >= 3 for p in act.places)


_OUTLAWS = (3, 4)  # inter codes of militias and bandits, who rather kill the unarmed than fight armies
_SETTLED = frozenset(("village", "villages", "hamlet", "market", "camp", "farm", "farms"))


# How many words before "ceasefire" it may say that one was signed.
_AGREED_BEFORE = 4


_OF_STRATEGY = frozenset(("base", "capture", "agree", "loot", "arrest", "withdraw", "group", "other"))


def _strategic(act: Act, words: Words) -> str:
    if _OF_STRATEGY.isdisjoint(act.senses):
        return ""
    if act.has("base") and any(w.BASE_THINGS & set(words.lows[t.j : t.j + 6]) for t in act.triggers if t.sense == "base"):
        return "Headquarters or base established"
    if _robbed(act, words):
        return "Looting/property destruction"
    if act.has("capture") and act.anchor.sense == "capture" and state(act.actors) and takes_people(act.anchor, words):
        return "Arrests"
    if act.has("capture", "lose", "enter", "oust"):
        return ""
    if act.has("agree"):
        said = act.vocabulary.union(words.lows[max(0, act.anchor.i - _AGREED_BEFORE) : act.anchor.i])
        return "Agreement" if w.AGREED & said and not w.BROKEN & said else ""
    if act.has("loot") and act.has("kill"):
        return assault(act, words)
    if act.has("arrest") and act.has("kill") and _shot_fighters(act, words):
        return "Armed clash"
    order = (("arrest", "Arrests"), ("loot", "Looting/property destruction"),
             ("withdraw", "Non-violent transfer of territory"), ("group", "Change to group/activity"), ("other", "Other"))  # fmt: skip
    return next((found for sense, found in order if act.has(sense)), "")


def _shot_fighters(act: Act, words: Words) -> bool:
    """ "Killed six terrorists and arrested two others"."""
    killed = [t for t in act.triggers if t.sense == "kill" and t.form == "past"]
    return any(not w.FIGHTERS.isdisjoint(words.lows[t.j : t.j + 4]) for t in killed)


def _robbed(act: Act, words: Words) -> bool:
    """ "seized two trucks", "took the cargo", "a lorry was seized": goods, and no weapons and no booty of a battle."""
    t = act.anchor
    if t.sense != "capture" or t.form in ("noun", "ing") or t.j - t.i > 1 or armed(act.targets) or act.has("clash", "strike", "attack"):
        return False
    passive = t.form == "past" and words.lows[t.i - 1] in w.BE
    near = words.lows[max(act.start, t.i - 9) : t.i - 1] if passive else words.lows[t.j : t.j + 6]
    return not w.GOODS.isdisjoint(near) and w.ARMS_THINGS.isdisjoint(near) and _CIVILIANS.isdisjoint(near) and "hostage" not in near


_RAZED = ("demolish", "bulldoz", "flatten")


def _bare(act: Act, words: Words) -> str:
    """Only "killed" or "destroyed": an attack on the unarmed or a clash, if the sides are said."""
    if act.anchor.sense == "destroy" and words.lows[act.anchor.i].startswith(_RAZED) and not act.has("kill") and of_property(act, words):
        return "Looting/property destruction"
    if not act.actors and (act.foe or armed(act.targets)) and any(words.lows[t.i].startswith(_EUPHEMISMS) for t in act.triggers):
        return "Armed clash"  # "11 terrorists were neutralised in A": so armies speak of those whom they killed
    if not act.has("kill", "harm", "destroy") or not (act.agent or act.actors or any(t.sense == "attack" for t in act.weapons)):
        return ""
    if "bomber" in act.arms and not state(act.actors):
        return "Remote explosive/landmine/IED"
    if (act.agent or armed(act.actors)) and (armed(act.targets) or (act.foe and not act.targets) or _of_outlaws(act, words)):
        return "Armed clash"
    return "Attack" if civil(act) or _slain(act, words) else ""


_EUPHEMISMS = ("neutralis", "neutraliz", "eliminat", "liquidat")


def _of_outlaws(act: Act, words: Words) -> bool:
    """ "Soldiers caught up with the raiders and killed six of them": those whom the clause has named before."""
    t = act.anchor
    if not state(act.actors) or t.form != "past" or "them" not in words.lows[t.j : t.j + 4]:
        return False
    return not _OUTLAWED.isdisjoint(words.lows[act.start : t.i])


_OUTLAWED = w.RAIDERS | w.word_set("militants insurgents terrorists jihadists rebels infiltrators fighters abductors thieves")


def _slain(act: Act, words: Words) -> bool:
    """ "Gunmen killed four in Gao": whom somebody other than a state killed are people, where the text does not say more."""
    t = act.anchor
    active = t.sense == "kill" and t.form == "past" and words.lows[t.i - 1] not in w.BE
    return active and not act.targets and not state(act.actors) and (act.agent or armed(act.actors)) and words.lows[t.j : t.j + 1] != ["by"]
