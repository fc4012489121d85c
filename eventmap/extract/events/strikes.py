"""Violence from afar and assaults: by the weapon that is named, else by who does it to whom."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.data.toll_words import UNARMED
from eventmap.extract.events.act import Act
from eventmap.extract.events.armed import armed, civil, state
from eventmap.extract.text.wordlist import Words


def by_arms(act: Act, words: Words) -> str:
    """The sub-type, "" where nothing was fired, set off or assaulted."""
    arms = act.arms
    if "chem" in arms:
        return "Chemical weapon"
    if "suicide" in arms:
        return "Suicide bomb"
    if "air" in arms and (act.anchor.sense not in _NO_AIR or _by_air(act, words)):
        return "Air/drone strike"
    if "grenade" in arms:
        return "Grenade"
    if "ied" in act.senses and not act.has("kill", "harm", "strike", "attack") and state(act.actors) and _demolished(act, words):
        return "Looting/property destruction"
    if state(act.actors) and not act.has("ied", "blast") and _bombs(act, words):
        return "Air/drone strike"  # "killed by regime bombs"
    if _bombs_fell(act, words):
        return "Shelling/artillery/missile attack" if _by_rebels(act) else "Air/drone strike"
    if "ied" in arms and act.senses <= {"kill", "harm", "destroy"}:
        return "Remote explosive/landmine/IED"
    if "shell" in arms and act.has("blast") and not act.has("ied"):
        return "Shelling/artillery/missile attack"
    if "ied" in arms and _launched(act, words):
        return "Shelling/artillery/missile attack"  # "the explosion of two bombs launched by rebels"
    if act.has("ied", "blast"):
        return (
            "Remote explosive/landmine/IED"
            if "shell" not in arms or act.anchor.sense in ("ied", "blast")
            else "Shelling/artillery/missile attack"
        )
    if "attack" in arms and act.has("fire", "strike", "attack") and not ("shell" in arms and act.has("shell")):
        return assault(act, words)
    if "shell" in arms:
        return "Shelling/artillery/missile attack"
    if act.has("bombard") or _under_fire(act, words):
        return "Shelling/artillery/missile attack"
    if "ied" in arms and act.has("fire"):
        if words.lows[act.anchor.i] in _DROPPED:
            return "Air/drone strike"
        if words.lows[act.anchor.i] in ("fell", "landed", "hit", "struck", "fallen"):
            return "Shelling/artillery/missile attack"
    if act.has("bomb"):
        return "Air/drone strike" if _from_above(act, words) else "Remote explosive/landmine/IED"
    if act.anchor.sense == "attack" and _by_bomb(act, words):
        return "Remote explosive/landmine/IED"  # "assassinated by a bomb under his car"
    if act.has("attack"):
        return assault(act, words)
    return _plain_strike(act, words, arms)


def _by_air(act: Act, words: Words) -> bool:
    """ "A massacre carried out by warplanes"."""
    return any(t.sense == "air" and "by" in words.lows[max(act.start, t.i - 2) : t.i] for t in act.weapons)


def _by_bomb(act: Act, words: Words) -> bool:
    """Whether a bomb is said right after the verb to have done it."""
    after = words.lows[act.anchor.j : act.anchor.j + 4]
    if after[:1] not in (["by"], ["with"], ["in"]):
        return False
    return not _BOMBS.isdisjoint(after) or any(t.sense == "ied" and t.i < act.anchor.j + 4 for t in act.weapons)


_BOMBS = w.word_set("ied bomb mine landmine device vbied")


def _under_fire(act: Act, words: Words) -> bool:
    """ "A and B came under fire": places do, from afar; people do in a fight."""
    t = act.anchor
    if not _is_under_fire(act, words) or armed(act.targets):
        return False
    before = [k for k in (words.at(p.span.end - 1) for p in act.places) if act.start <= k < t.i]
    if not before:
        return False
    return t.i - before[-1] <= 2 or not (_MOVERS | w.FIGHTERS | w.CIVIL_WORDS).intersection(words.lows[act.start : t.i])


def _is_under_fire(act: Act, words: Words) -> bool:
    return words.lows[act.anchor.i + 1 : act.anchor.j] == ["under", "fire"]


# What comes under fire where it happens to be.
_MOVERS = w.word_set(
    "convoy convoys vehicle vehicles car cars truck trucks bus buses ship ships vessel vessels tanker tankers boat boats "
    "barge barges patrol "
    "helicopter team crew train minibus lorry lorries caravan"
)


def _demolished(act: Act, words: Words) -> bool:
    """ "blew up 20 houses": property, and nobody hurt."""
    t = act.anchor
    blown = t.form in ("past", "ing") and words.lows[t.i].startswith(("blew", "blow"))
    return blown and of_property(act, words)


def of_property(act: Act, words: Words) -> bool:
    """Whether what the verb is done to is a house, a car, a field."""
    return not w.PROPERTY.isdisjoint(words.lows[act.anchor.j : act.anchor.j + 5])


def _bombs_fell(act: Act, words: Words) -> bool:
    """ "Bombs fell on the camp": from a plane, where it is not rebels' work."""
    for t in act.triggers:
        low, before = words.lows[t.i], words.lows[t.i - 1]
        if (low in ("fell", "rained", "landed") and before in ("bomb", "bombs")) or (low in ("hit", "struck") and before == "bombs"):
            return True
    return False


_DROPPED = frozenset(("drop", "drops", "dropped", "dropping"))


def _launched(act: Act, words: Words) -> bool:
    return _bombs(act, words) and any(t.sense == "fire" and words.lows[t.i] in ("launched", "fired", "lobbed") for t in act.triggers)


def _bombs(act: Act, words: Words) -> bool:
    """Plain bombs: neither one at the roadside nor one in a car."""
    return any(
        t.sense == "ied" and words.lows[t.i : t.j] in (["bomb"], ["bombs"]) and words.gaps[t.j : t.j + 1] != ["-"] for t in act.weapons
    )


# What is done by other means, though a plane is spoken of ("the pilot whose plane was shot down was executed").
_NO_AIR = frozenset(("shell", "ied", "attack"))


def assault(act: Act, words: Words) -> str:
    """Shooting, storming and killing: a clash with the armed, an attack on the unarmed."""
    t = act.anchor
    after = words.lows[t.j : t.j + 8]
    passive = words.lows[t.i - 1] in w.BE or after[:1] == ["by"]
    if passive and set(words.lows[max(act.start, t.i - _SUBJECT) : t.i]) & (w.CIVIL_WORDS | UNARMED) and not armed(act.targets):
        return "Attack"  # "six miners were shot dead by militiamen"
    if set(after[:4]) & (w.CIVIL_WORDS | UNARMED):
        return "Attack"
    if set(after) & w.MILITARY_THINGS and not (passive and "by" in after):
        return "Armed clash"
    return "Armed clash" if armed(act.targets) else "Attack"


_SUBJECT = 7  # words of the subject of a passive that are looked at


def _from_above(act: Act, words: Words) -> bool:
    """A state's bombing, or one of a place; a mere "bombing" is a bomb that was planted."""
    if act.actors:
        return state(act.actors)
    t = next(t for t in act.triggers if t.sense == "bomb")
    return t.form != "noun" or bool(set(words.lows[t.j : t.j + 2]) & {"of", "on", "raid", "raids", "runs"})


def _plain_strike(act: Act, words: Words, arms: set[str]) -> str:
    """ "attacked", "hit", "targeted" without a weapon: by who does it to whom."""
    if not act.has("strike", "fire"):
        return ""
    if "ied" in arms:
        return "Remote explosive/landmine/IED"
    lows = act.vocabulary
    on_foot = _on_foot(act, words)
    if state(act.actors) and lows & _AIR_VERBS and not (on_foot or act.has("clash") or lows & _GROUND_WORDS):
        return "Air/drone strike"
    if _bare_strike(act, words):
        return "Air/drone strike"
    if armed(act.targets):
        return "Shelling/artillery/missile attack" if lows & _FIRE_VERBS and not act.has("clash") else "Armed clash"
    if act.anchor.form == "noun" and lows & _AIR_NOUNS and not (lows & _GROUND_WORDS or _by_rebels(act)):
        return "Air/drone strike"
    if act.anchor.form != "noun" and act.anchor.sense == "strike" and set(words.lows[act.anchor.j : act.anchor.j + 8]) & w.MILITARY_THINGS:
        return "Armed clash"
    if civil(act) or _attacked_goods(act, words):
        return "Attack"
    if armed(act.actors):
        return "Armed clash"
    if (
        act.anchor.form == "past"
        and words.lows[act.anchor.i] in ("attacked", "raided")
        and not _HOMES.isdisjoint(words.lows[act.anchor.j : act.anchor.j + 4])
    ):
        return "Attack"
    if _unarmed_was_attacked(act, words):
        return "Attack"
    shot_at = _is_under_fire(act, words) or tuple(words.lows[act.anchor.i : act.anchor.j]) in _SHOT_AT
    return "Attack" if act.has("kill") or shot_at else ""


def _attacked_goods(act: Act, words: Words) -> bool:
    """ "Attacked an oil tanker": a lorry, a bus, a train that is nobody's army's."""
    t = act.anchor
    if t.form != "past" or words.lows[t.i] not in _ASSAILED:
        return False
    near = words.lows[t.j : t.j + 5]
    return not _CARRIERS.isdisjoint(near) and w.MILITARY_THINGS.isdisjoint(near)


_CARRIERS = w.word_set("tanker tankers truck trucks lorry lorries bus buses minibus taxi train trains ambulance barge ferry boat boats")


def _unarmed_was_attacked(act: Act, words: Words) -> bool:
    """ "A convoy was attacked", "two villages were raided": by whom is not said, and the attacked bear no arms."""
    t = act.anchor
    if t.form != "past" or words.lows[t.i] not in _ASSAILED or words.lows[t.i - 1] not in w.BE:
        return False
    subject = words.lows[max(act.start, t.i - _SUBJECT) : t.i]
    return not (_MOVERS | _HOMES | w.CIVIL_WORDS).isdisjoint(subject) and w.MILITARY_THINGS.isdisjoint(subject)


_ASSAILED = frozenset(("attacked", "raided", "ambushed", "stormed", "assaulted", "invaded"))


def _on_foot(act: Act, words: Words) -> bool:
    """ "Israeli forces raided the camp", "in an hours-long raid on": by men, not by planes."""
    t = act.anchor
    if not words.lows[t.i].startswith("raid"):
        return False
    if t.form == "noun":
        return words.lows[t.i] == "raid" and not act.vocabulary.isdisjoint(_RAIDERS | _RAID_SIGNS)
    return not _RAIDERS.isdisjoint(words.lows[max(act.start, t.i - _SUBJECT) : t.i])


def _bare_strike(act: Act, words: Words) -> bool:
    """ "Strikes on Hezbollah positions", "a strike on a car": from the air, where nothing speaks of troops or rebels."""
    t = act.anchor
    if t.form != "noun" or words.lows[t.i] not in ("strike", "strikes") or t.j - t.i > 1:
        return False
    one = words.lows[t.i] == "strike" and words.lows[t.j : t.j + 1] != ["on"]
    return not (one or act.vocabulary & _GROUND_WORDS or _by_rebels(act))


def _by_rebels(act: Act) -> bool:
    return bool(act.actors) and not state(act.actors)


_HOMES = w.word_set("village villages community communities hamlet hamlets settlement town farms homes houses camp")
_SHOT_AT = frozenset((("shot", "at"), ("fired", "at"), ("fired", "on"), ("fired", "upon")))
_AIR_NOUNS = frozenset(("strikes", "raids", "strike"))
_AIR_VERBS = w.word_set("bombed raids strikes pounded pounding raid raided strike struck")
# A raid of these is on foot.
_RAIDERS = w.word_set("forces policemen gendarmes gendarmerie commandos marines agents undercover operatives unit units")
_RAID_SIGNS = w.word_set("long hour hours arrest arrested detained search searched house besieged surrounded bulldozer bulldozers")
_GROUND_WORDS = w.word_set("soldiers troops infantry ground stormed patrol police army")
_FIRE_VERBS = w.word_set("targeted pounded hit struck targeting targets pounding hitting striking")
