"""Who acts and who is acted on: each actor mention of an act gets a side, by syntax first and by sense where syntax is silent."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.actors.find import ActorMention
from eventmap.extract.events.act import Act
from eventmap.extract.events.clauses import Clauses
from eventmap.extract.events.ground import fought
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words
from eventmap.records import Actor, Mark, Span

ACTOR, TARGET, BOTH, NONE, SKIP = "actor", "target", "both", "", "skip"
CIVILIANS = Actor(name="Civilians", inter=7)
# Kinds of act in which the crowd acts and nobody need be harmed.
_CROWD_ACTS = frozenset(
    ("Peaceful protest", "Protest with intervention", "Excessive force against protesters", "Violent demonstration", "Mob violence")
)


def give_roles(act: Act, mentions: list[ActorMention], words: Words, bounds: Clauses) -> None:
    """Fills ``act.actors`` and ``act.targets`` from the mentions in its range."""
    implied: list[ActorMention] = []
    speakers: list[ActorMention] = []
    sides: dict[Span, str] = {}
    for mention in mentions:
        if mention.kind == "weapon":
            implied.append(mention)
            continue
        i, j = words.range(mention.span)
        if mention.force and _speaks(words, j):
            speakers.append(mention)
            continue
        listed = next((sides[span] for span in mention.group if span in sides), None) if mention.group else None
        side = _side(act, mention, i, j, words, bounds) if listed is None or not mention.force else listed
        sides[mention.span] = side
        act.given[mention.span] = side
        _take(act, mention, side)
        act.foe = act.foe or (side == TARGET and mention.force and words.lows[j - 1] in w.FIGHTERS)
    if not act.actors:
        for mention in implied or [m for m in speakers if _of_himself(act, m, words)]:
            _take(act, mention, ACTOR)
    _split_sides(act)


def _take(act: Act, mention: ActorMention, side: str) -> None:
    act.agent = act.agent or (side == ACTOR and mention.force)
    if side == NONE or not mention.actor.name:
        return
    act.rules.append(f"{side}:{mention.span.start}")
    act.marks.append(Mark(TARGET if side == TARGET else ACTOR, mention.span))
    _add(act.targets if side == TARGET else act.actors, mention.actor)


def _add(into: list[Actor], actor: Actor) -> None:
    if all(x.name != actor.name for x in into):
        into.append(actor)


def _side(act: Act, mention: ActorMention, i: int, j: int, words: Words, bounds: Clauses) -> str:
    """The side of a mention, which is words ``i``..``j``."""
    if mention.source or mention.holder or mention.backer:
        return NONE
    if not mention.force and _speaks(words, j):
        return NONE
    if act.has("capture", "oust", "enter") and words.lows[j : j + 1] and words.lows[j] in w.LEAVING:
        return TARGET
    before = [x for x in words.lows[max(0, i - 2) : i] if x != "the"][-1:]
    if before in (["blamed"], ["accused"]):
        act.status = "alleged"
        return ACTOR
    after = j + 3 if words.lows[j : j + 3] in (["for", "their", "part"], ["for", "its", "part"]) else j
    if words.lows[after : after + 1] in (["accused"], ["blamed"]):
        return NONE  # who accuses others
    if i and words.lows[i - 1] == "anti":
        return TARGET
    if "before" in words.lows[max(act.start, i - 2) : i] and words.lows[j : j + 1] and words.lows[j] in _COME_LATE:
        return NONE  # "before police could intervene"
    if i and words.lows[i - 1] in ("former", "ex") and j - i < 3:
        return NONE  # "a former rebel commander"
    if mention.generic and i and words.lows[i - 1] == "suicide":
        return NONE
    if j < len(words.lows) and words.lows[j] in w.PLACE_NOUNS and words.lows[j] not in ("side", "front", "base", "bases", "border"):
        return NONE
    if not mention.force:
        return _unarmed_side(act, mention)
    if _suffered(words, i, j) or _owns_what_is_hit(act, words, i):
        return TARGET
    left = _left_of(words, i, act.start)
    near = act.triggers[0]
    if len(act.triggers) > 1:
        near = min(act.triggers, key=lambda t: _gap(t, i, words) + 12 * bounds.between(t.i, i))
    if near.sense == "lose":
        return _of_loss(left, near, i)
    side = _by_preposition(left, near, i, _by_other(act, left, i, words))
    if side == SKIP:
        return NONE
    if mention.of_act and side != TARGET:
        return ACTOR
    side = side or _by_position(act, near, i, j, words.lows[j] if j < len(words.lows) else "", words)
    return NONE if mention.state and side == TARGET else side


def _suffered(words: Words, i: int, j: int) -> bool:
    """ "Troops came under attack", "fifty people, most of them fighters of": they are those it was done to."""
    if words.lows[j : j + 2] in _UNDER and not _ATTACKED.isdisjoint(words.lows[j + 2 : j + 5]):
        return True
    before = words.lows[max(0, i - 6) : i]
    return any(before[n : n + 3] in _OF_THEM for n in range(len(before) - 2))


def _owns_what_is_hit(act: Act, words: Words, i: int) -> bool:
    """ "Drove a truck into a position of the army", "a bomb hit a convoy of": whose it is suffers."""
    before = [x for x in words.lows[max(act.start, i - 7) : i] if x not in w.ARTICLES or x == "of"]
    if before[-1:] != ["of"] or not (act.arms or act.has("suicide", "ied", "attack", "shell", "air", "strike", "blast")):
        return False
    at = next((n for n in range(len(before) - 2, -1, -1) if before[n] in w.MILITARY_THINGS or before[n] in _POSITIONS), None)
    return at is not None and len(before) - at <= 3 and not _HIT_AT.isdisjoint(before[max(0, at - 2) : at]) and "from" not in before[:at]


_POSITIONS = w.word_set("position positions post posts convoy convoys vehicle vehicles headquarters camp")
_HIT_AT = w.word_set("into at against on attached strapped fixed fitted glued under hit struck attacked targeted targeting near joint")
_UNDER = (["came", "under"], ["come", "under"], ["comes", "under"], ["were", "under"])
_ATTACKED = w.word_set("attack fire shelling bombardment assault rocket mortar artillery")
_OF_THEM = [[part, "of", "them"] for part in ("most", "all", "many", "some", "two", "three", "four", "five", "several")]
_COME_LATE = w.word_set("could can arrived came intervened reached managed got were was")


def _of_loss(left: list[str], near: Trigger, i: int) -> str:
    """ "The army lost A to the rebels", "A fell into the hands of the rebels": who has it now acts, who had it is acted on."""
    if i < near.i:
        return TARGET
    return ACTOR if (left[-1:] == ["to"] and left[-2:] != ["up", "to"]) or left[-2:] in (["hands", "of"], ["control", "of"]) else NONE


def _speaks(words: Words, j: int) -> bool:
    """Says, or has said: a source, not a party."""
    while j < len(words.lows) and words.lows[j] in ("has", "have", "had", "also", "later", "earlier"):
        j += 1
    return j < len(words.lows) and words.lows[j] in w.SPEECH


def _of_himself(act: Act, speaker: ActorMention, words: Words) -> bool:
    """ "The army said its soldiers had taken A", "rebels claimed to have taken A"."""
    _, j = words.range(speaker.span)
    between = words.lows[j : act.anchor.i]
    return any(x in ("it", "its", "they", "their", "we", "our") for x in between) or between[-2:] in (["to", "have"], ["that", "it"])


def _gap(t: Trigger, i: int, words: Words) -> int:
    """Words between a trigger and a mention. A verb is a better guide than a noun; in "killing rebels and wounding others" the first is."""
    joined = t.form == "ing" and t.i > i and words.lows[t.i - 1] == "and"
    return (t.i - i if t.i >= i else i - t.j) + (3 if t.form == "noun" else 9 if joined else 0)


def _unarmed_side(act: Act, mention: ActorMention) -> str:
    if mention.kind in ("protest", "riot"):
        return ACTOR if act.sub_type in _CROWD_ACTS else TARGET
    if act.sub_type in ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"):
        return NONE
    return (
        NONE
        if mention.weak
        and not act.has("kill", "harm", "abduct", "strike", "air", "shell", "attack", "ied", "suicide", "chem", "fire", "arrest")
        else TARGET
    )


def _left_of(words: Words, i: int, start: int) -> list[str]:
    """The words before a mention, without articles, numbers, adjectives and names of owners right before it."""
    first = max(start, i - 6)
    left = list(words.lows[first:i])
    while left and (
        (left[-1] in w.ARTICLES and left[-1] != "of")
        or left[-1].isdigit()
        or left[-1] in w.MODIFIERS
        or _owner(words, first + len(left) - 1, start)
    ):
        left.pop()
    return left


def _owner(words: Words, k: int, start: int) -> bool:
    """ "with Syria's National Defence Forces": a capitalised word that is no sentence's first."""
    return k > start and words.capital(k) and words.lows[k] not in w.SPEECH


def _by_preposition(left: list[str], near: Trigger, i: int, by_other: bool) -> str:
    if left[-1:] == ["of"] and left[-2:-1] and left[-2] in _MEN_OF and "by" in left[-4:-2]:
        left = [*left[: len(left) - 1 - left[::-1].index("by")], "by"]  # "carried off by elements of Boko Haram"
    last = left[-1] if left else ""
    if last == "of" and left[-2:-1] and left[-2] in _AGAINST:
        return SKIP  # "a journalist critical of Hamas"
    if last == "between" or (last == "and" and "between" in left):
        return BOTH
    if last == "by":
        return SKIP if by_other else ACTOR
    if near.j <= i:
        if last in ("from",):
            return TARGET if near.sense in ("capture", "withdraw", "oust") else ACTOR
        if last == "of" and left[-2:-1] == ["fire"]:
            return ACTOR  # "killed by the fire of border guards"
        if last in w.TARGET_BEFORE or (last == "of" and (near.form == "noun" or near.form == "ing")):
            return TARGET
    return ""


_MEN_OF = w.FIGHTERS | w.word_set("elements members gunmen commandos men supporters")
_AGAINST = frozenset(("critical", "critic", "critics", "opponent", "opponents", "rival", "rivals"))


def _by_other(act: Act, left: list[str], i: int, words: Words) -> bool:
    """ "an officer installed by Moscow": the "by" of a participle that is no trigger of the act."""
    if len(left) < 2 or left[-1] != "by" or not left[-2].endswith("ed") or left[-2] in _PLANTED:
        return False
    return not any(words.lows[t.j - 1] == left[-2] for t in act.triggers) and left[-2] not in w.LIGHT_VERBS


_PLANTED = w.word_set("claimed planted placed rigged attached detonated buried hurled lobbed")


def _by_position(act: Act, near: Trigger, i: int, j: int, after: str, words: Words) -> str:
    if near.i >= j:  # the mention stands before the trigger
        if near.form == "noun" and w.SPEECH & set(words.lows[j : near.i]):
            return NONE
        if near.form == "noun":
            return ACTOR
        if _is_object(words, i, act.start):
            return TARGET if "them" in words.lows[near.j : near.j + 4] else NONE
        if words.lows[near.i] in _DIES or _meets(near, act, words):
            return TARGET
        if near.sense in ("kill", "harm") and i and (words.lows[i - 1].isdigit() or words.lows[i - 1] in w.NUMBERS):
            return TARGET
        return TARGET if _passive(near, words) else ACTOR
    if near.form in ("past", "s", "base", "ing", "word"):
        return ACTOR if _passive(near, words) else TARGET
    return TARGET if near.sense in ("kill", "harm") else ""


def _is_object(words: Words, i: int, start: int) -> bool:
    """ "Police pursued the kidnappers and killed": a verb that tells no act, an article, and whom it is done to."""
    return i - 2 > start and words.lows[i - 1] in _THE and words.lows[i - 2].endswith("ed") and words.lows[i - 3] not in w.BE


_THE = frozenset(("the", "a", "an", "two", "three", "four", "several"))
_DIES = w.word_set("died die dies perished fell drowned succumbed")
_MEETS = w.word_set("hit struck triggered activated detonated tripped ran drove stepped")
_LAID = w.word_set("ied ieds mine mines landmine landmines device devices explosive explosives charge booby")


def _meets(t: Trigger, act: Act, words: Words) -> bool:
    """ "The convoy hit an improvised explosive device": what meets a mine is hit by it."""
    return words.lows[t.i] in _MEETS and not _LAID.isdisjoint(words.lows[t.i + 1 : min(t.i + 7, act.end)])


def _passive(t: Trigger, words: Words) -> bool:
    """ "were killed", "killed in", "was hit by"; not "killed 14" nor "have killed"."""
    if t.form != "past":
        return False
    before = words.lows[max(0, t.i - 3) : t.i]
    if any(x in w.BE and (x != "be" or k == len(before) - 1) for k, x in enumerate(before)):
        return True  # not "armed men presumed to be jihadists killed"
    if words.lows[t.j - 1] == "fire":
        return False  # "opened fire on mourners"
    after = words.lows[t.j] if t.j < len(words.lows) else ""
    if any(x in ("have", "has", "had") for x in before) or t.i == 0 or words.lows[t.j : t.j + 2] == ["at", "least"]:
        return False
    return after == "by" or (t.sense in w.HARM_SENSES and after in ("in", "during", "when", "after", "on", "as", "at", "near", "and"))


def _split_sides(act: Act) -> None:
    """A clash has two sides: "between A and B" puts the second on the other; nobody fights himself. Who advance together are one side."""
    if act.sub_type == "Armed clash" and not act.targets and len(act.actors) > 1 and fought(act):
        act.targets = act.actors[1:]
        act.actors = act.actors[:1]
    if not (act.actors and act.targets):
        return
    names = {a.name for a in act.targets}
    if all(a.name in names for a in act.actors):
        act.targets = [a for a in act.targets if a.name not in {x.name for x in act.actors}] or act.targets
    elif act.sub_type != "Armed clash":
        act.actors = [a for a in act.actors if a.name not in names]


def settle_sides(act: Act, words: Words) -> None:
    """What the kind of act says of its sides, once kind and toll are known."""
    if act.sub_type in _CROWD_ACTS:
        _crowd_sides(act)
    elif (act.sub_type in _AGAINST_UNARMED and not act.targets) or (
        act.sub_type in ("Shelling/artillery/missile attack", "Chemical weapon") and not act.targets and not _state_acts(act)
    ) or (act.sub_type in _REMOTE and not act.targets and (_hit_unarmed(act) or not w.CIVIL_WORDS.isdisjoint(act.vocabulary))):
        _add(act.targets, CIVILIANS)


def _hit_unarmed(act: Act) -> bool:
    """Were people hit that the text does not call fighters? "25 militants" of no group it names are no civilians."""
    counts = [*act.fatalities, *act.injured]
    return any(c.who != "combatants" for c in counts)


def _state_acts(act: Act) -> bool:
    return any(a.inter in (1, 8) for a in act.actors) and act.sub_type != "Chemical weapon"


def _crowd_sides(act: Act) -> None:
    """Protesters and rioters stand first, the force they face second; where force was excessive it is the other way round."""
    crowd = RIOTERS if act.sub_type in ("Violent demonstration", "Mob violence") else PROTESTERS
    named = [a for a in act.actors if a.inter == _IDENTITY]  # settlers, a people's militia: who the rioters are
    forces = [a for a in [*act.actors, *act.targets] if a.inter not in (5, 6, 7) and a not in named]
    civil = [a for a in act.targets if a.inter == 7]
    if act.sub_type == "Excessive force against protesters":
        act.actors, act.targets = forces, [PROTESTERS]
    elif act.sub_type == "Mob violence":
        act.actors, act.targets = [*named, crowd][:2], civil or ([CIVILIANS] if act.fatalities or act.injured or _hit_property(act) else [])
    else:
        act.actors, act.targets = [crowd], [] if act.sub_type == "Peaceful protest" else forces


def _hit_property(act: Act) -> bool:
    return not (w.HOMES | w.PROPERTY).isdisjoint(act.vocabulary)


_IDENTITY = 4  # inter code of identity militias
PROTESTERS = Actor(name="Protesters", inter=6)
RIOTERS = Actor(name="Rioters", inter=5)
_AGAINST_UNARMED = frozenset(("Attack", "Sexual violence", "Abduction/forced disappearance", "Arrests", "Looting/property destruction"))
_REMOTE = frozenset(
    ("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade")
)
