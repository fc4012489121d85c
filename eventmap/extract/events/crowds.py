"""Protests and riots: a crowd acts, or a force acts against a crowd."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events.act import Act
from eventmap.extract.events.armed import armed
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words


def of_crowd(act: Act, words: Words) -> str:
    """The sub-type, "" where there is no crowd."""
    lows = act.vocabulary
    if _SENSES.isdisjoint(act.senses) and _SENSES.isdisjoint(act.arms) and _SIGNS.isdisjoint(lows) and not _at_marchers(act, words):
        return ""
    protest = act.has("protest") or "protest" in act.arms
    if protest and act.has("clash") and w.CROWD_PEOPLE.isdisjoint(lows) and not ("protest" in act.arms or _rallied(act, words)):
        return ""  # "clashes between armed groups closed the coastal road"
    closed = protest and act.anchor.sense == "protest" and words.lows[act.anchor.i] in _CLOSED
    if closed and ("attack" in act.arms or _by_force(act, words)):
        return ""  # gunmen block roads, too
    riot = act.has("riot") or ("riot" in act.arms and any(t.sense == "riot" and _acts(act, t, words) for t in act.weapons))
    if riot and act.has("clash") and all(t.sense != "riot" or words.lows[t.i] in _VIGILANTES for t in (*act.triggers, *act.weapons)):
        return ""  # "clashes between bandits and vigilantes"
    if act.anchor.form == "noun" and words.lows[act.anchor.j - 1] in ("strike", "strikes") and _of_work(act):
        return "Peaceful protest"
    if not _LYNCHED.isdisjoint(lows) and any(words.lows[t.i] in _LYNCHED for t in act.triggers) and not armed(act.actors):
        return "Mob violence"
    if riot and not _ARMED_SETTLERS.isdisjoint(lows) and any(words.lows[t.i] in _SHOOTS for t in act.triggers):
        return "Attack"  # "settlers shot a shepherd"
    if riot and _HEAVY.isdisjoint(act.arms) and not _VIOLENT.isdisjoint(act.senses):
        mob = _MOB & lows or act.has("attack", "kill") or _burns_people(act, words)
        return "Mob violence" if mob else "Violent demonstration"
    if not protest and "police" in act.senses and _police_acts(act):
        return "Excessive force against protesters" if _hit_by_bullets(act) else "Protest with intervention"
    if "protest" in act.arms and act.has("oust") and not w.POLICE.isdisjoint(lows):
        return "Protest with intervention"  # "riot police pushed the demonstrators back"
    if not protest and _force_at_marchers(act, words):
        return "Excessive force against protesters"
    if not (protest or act.arms - {"attack"} or act.agent) and _crowd_before(act, words) and _burns_people(act, words):
        return "Mob violence"
    burns = act.has("clash", "loot") and not act.arms and (w.POLICE & lows or act.anchor.sense == "loot")
    if not protest and burns and _crowd_before(act, words):
        return "Violent demonstration"
    if act.has("gather") and not act.arms and not _DEMANDS.isdisjoint(words.lows[act.anchor.j : act.end]):
        return "Peaceful protest"
    if not (protest and _HEAVY.isdisjoint(act.arms)):
        return ""
    if any(t.sense == "attack" and t.form in ("past", "ing") for t in act.triggers):
        return "Excessive force against protesters"
    if _at_crowd(act):
        hard = act.has("kill") or "dead" in lows or _hit_by_bullets(act)
        return "Excessive force against protesters" if hard else "Protest with intervention"
    if act.has("clash", "loot", "riot", "destroy") and not act.has("attack"):
        return "Violent demonstration"
    if act.has("police", "arrest"):
        return "Excessive force against protesters" if _hit_by_bullets(act) else "Protest with intervention"
    return "Peaceful protest" if act.has("protest", "gather") else ""


def _rallied(act: Act, words: Words) -> bool:
    """Whether anybody marches or rallies: more than a road that is closed."""
    return any(t.sense == "protest" and words.lows[t.i] not in _CLOSED for t in act.triggers)


def _by_force(act: Act, words: Words) -> bool:
    """Whether an armed side is the one that acts, named or not ("armed men blocked the highway", "gunmen closed the road")."""
    return armed(act.actors) or (act.agent and not w.RAIDERS.isdisjoint(words.lows[act.start : act.anchor.i])) or (
        words.lows[act.anchor.i - 2 : act.anchor.i] == ["armed", "men"]
    )


_VIOLENT = frozenset(("clash", "strike", "attack", "loot", "destroy", "fire", "riot", "harm", "kill"))
_HEAVY = frozenset(("air", "shell", "suicide", "ied", "chem"))  # arms that no crowd has
_LYNCHED = w.word_set("lynch lynches lynched lynching lynchings")
_ARMED_SETTLERS = frozenset(("settler", "settlers"))
_SHOOTS = frozenset(("shot", "shooting", "shoot", "shoots", "fired", "opened"))
_VIGILANTES = frozenset(("vigilante", "vigilantes"))


def _police_acts(act: Act) -> bool:
    """Whether the word for what the police does is a noun, or stands with people of a crowd."""
    return any(t.sense == "police" and (t.form == "noun" or w.CROWD_PEOPLE & act.vocabulary) for t in act.triggers)


def _hit_by_bullets(act: Act) -> bool:
    """Whether live fire killed or wounded some of the crowd; shots in the air and rubber bullets are an intervention."""
    return act.has("kill", "harm") and not w.LIVE_FIRE.isdisjoint(act.vocabulary) and "rubber" not in act.vocabulary


def _of_work(act: Act) -> bool:
    """ "The strike by dockers": nobody is hit."""
    return act.senses <= {"strike", "protest"} and not act.arms and not w.EMPLOYED.isdisjoint(act.vocabulary)


def _acts(act: Act, crowd: Trigger, words: Words) -> bool:
    """Is the crowd the one that acts? Not "a vigilante was shot", "killed two settlers"."""
    t = act.anchor
    passive = t.form == "past" and not w.BE.isdisjoint(words.lows[max(act.start, t.i - 2) : t.i])
    if any(0 <= other.i - crowd.j < 3 and other.form in ("past", "s") and words.lows[other.i - 1] not in w.BE for other in act.triggers):
        return True  # "clashed, and a mob killed"
    if crowd.i >= t.j:
        return t.form == "noun" or "by" in words.lows[t.j : crowd.i]
    return not passive and words.lows[crowd.j : crowd.j + 1] != ["said"]


def _crowd_before(act: Act, words: Words) -> bool:
    """People before the verb, who do not speak ("residents said")."""
    lows = words.lows
    if not act.agent and any(lows[n] in _ANGRY and lows[n + 1].endswith("s") for n in range(act.start, act.anchor.i)):
        return True  # "angry motorcyclists"
    if w.CROWD_PEOPLE.isdisjoint(lows[act.start : act.anchor.i]):
        return False
    people = [n for n in range(act.start, act.anchor.i) if lows[n] in w.CROWD_PEOPLE]
    return any(w.SPEECH.isdisjoint(lows[n + 1 : n + 3]) and _ACCUSE.isdisjoint(lows[n + 1 : n + 5]) for n in people)


_ANGRY = frozenset(("angry", "irate", "enraged", "furious", "incensed"))
_ACCUSE = frozenset(("accused", "accuse", "blamed", "blame", "denounced"))  # "residents of A accused soldiers of having executed"


def _burns_people(act: Act, words: Words) -> bool:
    """ "Set ablaze two suspected thieves", "beat a man to death": a person is what the crowd's verb is done to."""
    t = act.anchor
    if t.form not in ("past", "ing") or t.sense not in ("loot", "riot", "destroy", "kill", "attack"):
        return False
    near = words.lows[t.j : t.j + 4]
    return not _ACCUSED.isdisjoint(near) and w.HOMES.isdisjoint(near) and w.PROPERTY.isdisjoint(near)


_ACCUSED = w.word_set(
    "suspected alleged gang gangsters criminals gunman thief thieves robber robbers kidnapper kidnappers suspect suspects man men woman "
    "boy bandits rapist witch driver"
)


def _force_at_marchers(act: Act, words: Words) -> bool:
    """ "Soldiers fired on a crowd": a force before the verb, a crowd right behind it."""
    return act.has("fire", "attack") and _at_marchers(act, words) and not w.FORCES.isdisjoint(words.lows[act.start : act.anchor.i])


def _at_marchers(act: Act, words: Words) -> bool:
    return not _MARCHERS.isdisjoint(words.lows[act.anchor.j : act.anchor.j + 6])


_DEMANDS = w.word_set("call protest demand demanding calling chanting denounce denouncing slogans placards protesting")
_CLOSED = frozenset(("blocked", "block", "blocking", "closed", "cut"))
_MOB = w.word_set("mob mobs lynched lynching vigilante vigilantes communal tribal intercommunal settlers rival")


_CROWDS = w.word_set("protesters demonstrators protestors protest demonstration rally march marchers crowd crowds")
_MARCHERS = w.word_set("protesters demonstrators protestors marchers crowd crowds")
_AIMED = w.word_set("at on against dead killed killing into of")


def _at_crowd(act: Act) -> bool:
    """A force shoots at, beats or kills the protesters."""
    aimed = any(x in _CROWDS and not _AIMED.isdisjoint(act.lows[max(0, n - 4) : n]) for n, x in enumerate(act.lows))
    return act.has("fire", "attack", "kill", "strike") and (aimed or (act.has("kill") and act.has("fire", "attack")))

# Without one of these senses, or one of these words, there is no crowd.
_SENSES = frozenset(("protest", "riot", "police", "gather"))
_SIGNS = w.CROWD_PEOPLE | w.EMPLOYED | _LYNCHED | _ANGRY
