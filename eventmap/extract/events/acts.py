"""From triggers to acts: which words of a sentence speak of the same deed.

"At least 15 civilians were killed in raids on A while six others were killed in B" has three triggers and two acts.
"""

from __future__ import annotations

from itertools import pairwise

from eventmap.data import event_words as w
from eventmap.data.calendar_words import MONTHS, WEEKDAYS
from eventmap.extract.events.act import RESULTS, Act
from eventmap.extract.events.antecedents import LED_TO, later_by, led_to
from eventmap.extract.events.clauses import ANSWERED, NEW_CLAUSE, REDUCED, Clauses, is_reduced, mode
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words
from eventmap.records import Span

EXPLOSIVE = frozenset(("air", "shell", "strike", "fire", "chem", "suicide", "ied", "grenade", "campaign", "bomb", "bombard", "blast"))
GROUND = frozenset(("clash", "advance", "capture", "lose", "withdraw", "campaign", "foil", "enter", "oust"))
ATTACKED = frozenset(("clash", "advance", "strike", "fire", "attack", "campaign", "foil", "shotdown", "enter"))
PERSONS = frozenset(("enter", "attack", "abduct", "arrest", "rape", "strike", "fire", "loot"))
CROWD = frozenset(("protest", "police", "riot", "clash", "attack", "strike", "arrest", "loot", "gather", "fire"))
SEIZED = frozenset(("disarm", "ied", "blast", "shell", "air", "capture", "destroy"))
_KINS = (EXPLOSIVE, GROUND, ATTACKED, PERSONS, CROWD, SEIZED)
_SHOT_DOWN = w.word_set("missile missiles rocket rockets drone drones projectile projectiles shell shells uav uavs")
# Deeds that are told one by one, however close: who burns houses and seizes villagers does two things.
_APART = frozenset(("abduct", "rape"))


def find_acts(
    words: Words, sentence: int, span: Span, triggers: list[Trigger], bounds: Clauses, places: list[tuple[int, int]]
) -> list[Act]:
    """Acts of one sentence, in order. ``places``: word ranges of its place mentions."""
    start, end = words.range(span)
    ends = {j for _, j in places}
    places = [(i, j) for i, j in places if not _is_post(words, i)]
    triggers = [t for t in triggers if not bounds.aside(t.i)] if bounds.asides else triggers
    triggers = [_fallen(words, t) if t.i in ends else t for t in triggers]
    told = [t for t in triggers if t.form != "weapon" and not attributive(words, t, start) and not founds_nothing(words, t)]
    verbs = {t.j for t in told if t.form in ("past", "base")} - {t.j for t in told if t.form == "noun"}
    deeds = _one_reading(words, start, [t for t in told if not _adjective(words, t, start, verbs)])
    deeds = [t for t in deeds if t.form != "noun" or t.sense not in _OBJECTS or not _is_object(t, deeds, triggers, words)]
    answered = _answered(words, deeds, start)
    wished = _wished(words, deeds, start) - answered
    acts: list[Act] = []
    for n, t in enumerate(deeds):
        following = _following(t, deeds[n + 1 :], end)
        led = bool(acts) and (t.i in answered or led_to(acts[-1], t, words))
        open_act = bool(acts) and not led and t.i not in wished and acts[-1].anchor.i not in wished
        if open_act and _same_deed(acts[-1], t, bounds, places, following, words):
            acts[-1].add(t)
        else:
            acts.append(Act(sentence, span, t.i, end, [t]))
            acts[-1].rules += [LED_TO] if led else []
    _set_ranges(words, acts, start, end, bounds)
    for act in acts:
        act.lows = words.lows[act.start : act.end]
        act.vocabulary = frozenset(act.lows)
        weapons = [t for t in triggers if t.form == "weapon" and act.start <= t.i < act.end and not _is_of_name(words, t)]
        act.weapons = [t for t in weapons if not _booty(act, t, bounds)]
        act.mode = mode(words, _vouched(act), start)
        act.mode = "" if act.mode == ANSWERED and (act is acts[0] or act.anchor.i in answered) else act.mode
        act.rules += [REDUCED] if act is not acts[0] and is_reduced(words, act.anchor) else []
        nouns = [t for t in (act.anchor, *act.weapons) if t.form in ("noun", "weapon") and t.i <= act.anchor.i]
        act.definite = bool(nouns) and any(_told_before(words, t, start) for t in nouns)
    return acts


def _following(t: Trigger, later: list[Trigger], end: int) -> int:
    """Where the words of a trigger end: at the next, but the verb right behind a noun is its own ("mortar fire killed two in B")."""
    own = bool(later) and (
        (t.form == "noun" and later[0].sense in RESULTS and later[0].i == t.j)
        or (t.sense == "foil" and later[0].form == "noun" and later[0].i - t.j < _FOILED_REACH)  # "repulsed an assault near A"
    )
    rest = later[1:] if own else later
    return rest[0].i if rest else end


_FOILED_REACH = 4  # words from the verb to what was foiled
_OBJECTS = ("group", "disarm", "protest")


def _is_object(t: Trigger, deeds: list[Trigger], triggers: list[Trigger], words: Words) -> bool:
    """Whether a noun is what was hit, and no deed: "pounded reinforcements", a depot, a rally that was bombed."""
    if t.sense == "protest":
        return any(b.sense in _BOMBS and b.i < t.i for b in triggers)
    hits = [b.j for b in deeds if b.sense in _HITTING and b.form != "noun"]
    if t.sense == "group":
        return t.i in hits or t.i - 1 in hits or any(b.sense in _HITTING and b.form == "noun" and _hit_by(b, t, words) for b in deeds)
    return any(0 < t.i - k < _OBJECT_OF for k in hits)


_HITTING = ("strike", "air", "shell", "bomb", "fire")


def _hit_by(strike: Trigger, thing: Trigger, words: Words) -> bool:
    """ "14 raids on Houthi reinforcements": what the strikes were on."""
    between = words.lows[strike.j : thing.i]
    return 0 < len(between) < _OBJECT_OF // 2 and between[0] in ("on", "against", "at", "of")


def _wished(words: Words, deeds: list[Trigger], start: int) -> set[int]:
    """First words of those deeds that are only meant, wanted or feared."""
    found: set[int] = set()
    for n, t in enumerate(deeds):
        if t.form == "base" and t.sense != "police" and mode(words, t, start) in ("purpose", "modal"):
            if t.sense != "protest" or all(b.sense != "gather" for b in deeds):  # "gathered to protest": they did
                found.add(t.i)
        elif n and t.form == "noun" and mode(words, t, start) in ("planned", "wanted", "talked of", ANSWERED):
            found.add(t.i)
    return found


def _answered(words: Words, deeds: list[Trigger], start: int) -> set[int]:
    """First words of those deeds that others answer and that are told with what came of them: "for a strike that killed seven in A"."""
    told = {t.i for t in deeds if t.form == "past"}
    that = (t for t in deeds if t.form == "noun" and t.j + 1 in told and words.lows[t.j] in ("that", "which"))
    return {t.i for t in that if mode(words, t, start) == ANSWERED}


def _is_post(words: Words, i: int) -> bool:
    """ "Groups stationed in A shelled B": where those sit who act, which parts no deed from its toll."""
    return words.lows[i - 1] in ("in", "at", "around", "near") and words.lows[i - 2] in _POSTED


_POSTED = w.word_set("stationed positioned based deployed entrenched fortified holed")


def _fallen(words: Words, t: Trigger) -> Trigger:
    """ "Mosul fell": a place that falls is taken, unless something falls on it. ``t`` stands right behind a place."""
    if t.sense != "fire" or words.lows[t.i] not in ("fell", "falls") or t.j - t.i > 1 or words.gaps[t.i]:
        return t
    dated = words.lows[t.j : t.j + 1] == ["on"] and not _DAYS.isdisjoint(words.lows[t.j + 1 : t.j + 3])
    on = words.lows[t.j : t.j + 1] in (["on"], ["onto"], ["into"], ["in"]) and not dated
    return t if on else t._replace(sense="lose")


_DAYS = frozenset((*WEEKDAYS, *MONTHS))


def _vouched(act: Act) -> Trigger:
    """The trigger by which it is judged whether the act is told as a fact: what foiled an attack is one, whatever is said of the attack."""
    first = act.causes[0] if act.causes else act.anchor
    return first if first.sense == "foil" else act.anchor


def attributive(words: Words, t: Trigger, start: int) -> bool:
    """No deed of its own: "the besieged city", "Israeli-occupied", "the wounded", "its targets", "backed by air strikes"."""
    if t.i == start:
        return False
    before = words.lows[t.i - 1]
    if t.form == "ing" and before in ("a", "an"):
        return True
    if words.lows[t.i] == "fall" and before == "to" and not _NTH.isdisjoint(words.lows[max(start, t.i - _NTH_BEFORE) : t.i]):
        return True  # "the first provincial capital to fall"
    if t.sense == "lose" and words.lows[t.i - 2 : t.i] in (["who", "had"], ["who", "have"]):
        return True  # "soldiers who had lost two comrades"
    if t.form == "base" and words.lows[t.i] == "target" and words.lows[max(start, t.i - 2)] in ("a", "an", "the", "any"):
        return True  # "as a potential target"
    if t.form == "base" or t.form == "s":
        noun = words.lows[t.i] in ("targets", "bombs", "bomb") and not (
            t.j < len(words.lows) and words.capital(t.j) and words.lows[t.j] not in w.KILLS
        )
        return noun or before in _DETERMINERS
    if words.lows[t.i] in ("fighting", "clashing", "battling") and before in w.FIGHTERS:
        return True
    if t.form == "noun" and "by" in words.lows[max(start, t.i - 4) : t.i] and w.SUPPORT & set(words.lows[max(start, t.i - 5) : t.i]):
        return True
    if t.form != "past":
        return False
    adjective = before in w.PLACE_PREPOSITIONS and t.j < len(words.lows) and words.capital(t.j) and t.j - t.i == 1
    return "-" in words.gaps[t.i] or before in w.BEFORE_ATTRIBUTE or adjective


def _adjective(words: Words, t: Trigger, start: int, verbs: set[int]) -> bool:
    """A participle between a number, a preposition or another verb and a noun: "31 displaced people", "shelled occupied territories".

    ``verbs``: the words right after other triggers that are verbs. "Brigade 101 captured villages" is none: the number ends a name.
    """
    if t.form != "past" or t.sense == "kill" or t.j - t.i > 1 or t.i == start or t.j >= len(words.lows):
        return False
    if words.gaps[t.i] or words.gaps[t.j] or words.capital(t.j) or words.lows[t.j] not in w.DESCRIBED:
        return False
    before = words.lows[t.i - 1]
    number = (before.isdigit() or before in w.NUMBERS) and not (t.i - 1 > start and words.capital(t.i - 2))
    return number or before in w.BEFORE_ADJECTIVE or t.i in verbs


_NTH = w.word_set("first second third fourth fifth sixth latest last only next")
_NTH_BEFORE = 7  # words
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "this", "these", "those"))


def founds_nothing(words: Words, t: Trigger) -> bool:
    """ "opened", "set up" without a base to found; "pushed", "drove" with nobody driven out."""
    if t.sense == "harm" and t.form == "word":
        return not w.HARMED & set(words.lows[t.j : t.j + 12])
    if t.sense == "fire" and words.lows[t.i : t.j] == ["fired"]:
        return not w.EMPLOYED.isdisjoint(words.lows[t.j : t.j + 3])  # "fired 300 workers"
    if t.sense == "oust":
        return not {"out", "from", "back"} & set(words.lows[t.j : t.j + 7])
    return t.sense == "base" and not w.BASE_THINGS & set(words.lows[t.j : t.j + 6])


def _one_reading(words: Words, start: int, triggers: list[Trigger]) -> list[Trigger]:
    """One trigger a word: "attack" is a noun or a verb by what stands before it. They come in the order of the text."""
    if all(one.i < other.i for one, other in pairwise(triggers)):
        return triggers
    chosen: dict[int, list[Trigger]] = {}
    for t in triggers:
        chosen.setdefault(t.i, []).append(t)
    return [_reading(words, start, options) for options in chosen.values()]


def _reading(words: Words, start: int, options: list[Trigger]) -> Trigger:
    if len(options) == 1:
        return options[0]
    nouns = [t for t in options if t.form == "noun"]
    verbs = [t for t in options if t.form != "noun"]
    if not nouns or not verbs:
        return _past_first(options)
    if options[0].sense == "strike" and words.lows[options[0].i] == "targets":
        return _past_first(verbs)
    before = words.lows[options[0].i - 1] if options[0].i > start else ""
    after = words.lows[options[0].j] if options[0].j < len(words.lows) else ""
    if all(t.form == "ing" for t in verbs):
        return nouns[0] if before in w.BEFORE_NOUN or after in ("of", "by") else verbs[0]
    if before in w.BEFORE_VERB and not (before == "and" and after in w.AFTER_NOUN):
        return _past_first(verbs)
    if before in w.BEFORE_NOUN or after in w.AFTER_NOUN:
        return nouns[0]
    return _past_first(verbs) if any(t.form in ("past", "s") for t in verbs) else nouns[0]


def _past_first(options: list[Trigger]) -> Trigger:
    """ "hit" is base and past: a fact unless a modal says otherwise, which ``mode`` finds only on base forms."""
    order = {"past": 0, "word": 0, "s": 1, "ing": 2, "base": 3, "noun": 4}
    return min(options, key=lambda t: order.get(t.form, 5))


def kin(one: set[str], other: set[str]) -> bool:
    """Could both be words for the same deed?"""
    if not one.isdisjoint(other):
        return True
    return any(not (family.isdisjoint(one) or family.isdisjoint(other)) for family in _KINS)


def _same_deed(act: Act, t: Trigger, bounds: Clauses, places: list[tuple[int, int]], following: int, words: Words) -> bool:
    last = act.triggers[-1]
    between = words.lows[last.j : t.i]
    if act.has("abduct", "capture") and words.lows[t.i - 1 : t.i] == ["and"] and words.lows[t.j : t.j + 1] == ["them"]:
        return True  # "took nine men off a bus and shot them"
    if act.causes and t.sense == "clash" and t.form == "ing" and words.lows[t.i - 1 : t.i] == ["after"]:
        return False  # "torched 200 houses after clashing with rebels"
    if act.causes and t.sense not in RESULTS and any(";" in gap for gap in words.gaps[last.j : t.i + 1]):
        return False
    if act.causes and (not w.OTHER_DEED.isdisjoint(between) or later_by(between)):
        return False
    weight = bounds.between(last.i, t.i)
    if act.causes and weight >= NEW_CLAUSE and is_reduced(words, t):
        return False
    parted = bool(places) and _has_place(t, last, bounds, places, following) and _is_placed(act.triggers[0].i, t, bounds, places)
    if t.sense in RESULTS and words.lows[t.i - 1] in ("which", "that") and last.form == "noun" and last.j == t.i - 1:
        return True  # "in a raid which destroyed a house in A"
    if t.sense in RESULTS:
        return weight < NEW_CLAUSE or not parted
    if last.sense == "foil" and t.sense in ("ied", "suicide") and t.i - last.j < _FOILED_REACH:
        return True  # "foiled an attempted car bombing"
    causes = {x.sense for x in act.causes}
    if causes & {"disarm", "shotdown"} and t.sense == "fire" and t.form == "past" and words.lows[t.i - 1] in _SHOT_DOWN:
        return True  # "intercepted a missile fired at A"
    if not causes and t.sense == "abduct":
        return False  # "eleven were killed and 50 abducted"
    if not causes:
        return weight < NEW_CLAUSE or not parted
    if not kin(causes, {t.sense}) or (t.sense in _APART and not causes <= {t.sense}) or (causes & _APART and t.sense not in causes):
        return False
    return weight < (NEW_CLAUSE if parted else 2)


def _has_place(t: Trigger, last: Trigger, bounds: Clauses, places: list[tuple[int, int]], following: int) -> bool:
    """Whether a trigger has a place of its own behind it, or before it in its clause ("and in B two villagers were shot dead")."""
    return any(
        (t.j <= i < following and bounds.between(t.i, i) < NEW_CLAUSE)
        or (last.j < i < t.i and bounds.between(last.i, i) >= NEW_CLAUSE and bounds.between(i, t.i) < NEW_CLAUSE)
        for i, _ in places
    )


def _is_placed(first: int, t: Trigger, bounds: Clauses, places: list[tuple[int, int]]) -> bool:
    """Whether the act that begins at word ``first`` has a place before another trigger."""
    return any(i < t.i and (i > first or bounds.between(i, first) < NEW_CLAUSE) for i, _ in places)


_OBJECT_OF = 8  # words from a verb of attack to the depot that it hits
# A rally after these was hit and is not the deed.
_BOMBS = frozenset(("suicide", "ied", "blast", "air", "bomb", "chem"))


def _told_before(words: Words, t: Trigger, start: int) -> bool:
    """ "the blast", "the two missiles": something the text has spoken of."""
    return not _POINTING.isdisjoint(words.lows[max(start, t.i - 2) : t.i])


_POINTING = frozenset(("the", "this", "that", "these"))


def _is_of_name(words: Words, weapon: Trigger) -> bool:
    """ "Three air force cadets", "their helicopter-borne unit", "a drone operator": nothing was fired by it."""
    after = words.lows[weapon.j : weapon.j + 1]
    return bool(after) and after[0] in _NAMED_BY_ARMS and "," not in words.gaps[weapon.j]


_NAMED_BY_ARMS = w.word_set(
    "borne guard guards cadet cadets officer officers personnel commander commanders academy chief colonel general "
    "brigadier lieutenant captain sergeant "
    "major instructor instructors technician technicians engineer engineers operator operators intelligence school college factory "
    "factories depot depots workshop workshops museum"
)


def _booty(act: Act, weapon: Trigger, bounds: Clauses) -> bool:
    """A weapon that was destroyed or seized, before or after the verb, was not what the act was done with."""
    taken = [t for t in act.triggers if t.sense in ("destroy", "capture", "disarm") and bounds.between(t.i, weapon.i) < NEW_CLAUSE]
    return any(0 <= weapon.i - t.j < 16 or (t.form == "past" and 0 < t.i - weapon.j < 6) for t in taken)


def _phrase_start(words: Words, low: int, noun: int) -> int:
    """Where the words begin that say whose a deed is: "(in retaliation for) an Israeli strike"."""
    first = noun
    while first > low and (words.capital(first - 1) or words.lows[first - 1] in w.MODIFIERS):
        first -= 1
    return first


def _set_ranges(words: Words, acts: list[Act], start: int, end: int, bounds: Clauses) -> None:
    """Parts the sentence among its acts, each cut at the strongest boundary between two acts' triggers."""
    if acts:
        acts[0].start, acts[-1].end = start, end
    for act, later in pairwise(acts):
        low, high = act.triggers[-1].j, later.triggers[0].i
        cuts = [(bounds.between(i - 1, i), i) for i in range(low, high + 1)]
        weight = max(cuts)[0] if cuts else 0.0
        # With no boundary a verb's subject is taken to be the nearer half, a noun stands for itself.
        fallback = _phrase_start(words, low, high) if later.triggers[0].form == "noun" else (low + high + 1) // 2
        cut = max(cuts)[1] if weight > 0 else max(fallback, low)
        if later.triggers[0].form == "ing" and words.lows[high - 1] in ("after", "before"):
            cut = high - 1  # "torched houses in A on Monday after clashing with rebels": the day is that of the main verb
        act.end = later.start = max(cut, low)
