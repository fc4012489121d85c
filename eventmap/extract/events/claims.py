"""Who says that he did it, and whom others blame: "Al-Shabaab claimed responsibility", "the governor blamed the rebels".

Such words tell no act of their own. They name the actor of the acts told last before them, where those name none themselves; and where
nobody claims a deed, nobody named elsewhere in the text is taken for its actor.
"""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.actors.find import ActorMention
from eventmap.extract.events.act import Act
from eventmap.extract.events.kinds import sub_type
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.extract.events.roles import ACTOR, TARGET
from eventmap.extract.text.wordlist import Words
from eventmap.records import Mark

DENIED = "denied by"  # the rule of an act, with the party that says it did not do it
UNCLAIMED = "unclaimed"  # the rule of an act that the text says nobody has claimed
MOST = 8  # claimants of one sentence that are looked at
BACK = 2  # sentences before the claim's in which the act may be told
CLAIM_REACH = 18  # words from a claimant to his verb: "JNIM, an affiliate of Al-Qaeda active across the Sahel, claimed"
BLAME_REACH = 8  # words from "blamed" to whom: "blamed the attack on the rebels"
DENIAL_REACH = 6  # words from "no group" to "claimed"
OBJECT_REACH = 4  # words in which a claim says what it claims

_CLAIMS = w.word_set("claimed claims claiming claim")
_CLAIMED = w.word_set(
    "responsibility credit attack attacks bombing bombings ambush raid assault killing killings kidnapping kidnappings shooting strike "
    "strikes launches launch blast explosion explosions operation shelling abduction abductions"
)
_BEHIND = (["was", "behind"], ["were", "behind"], ["had", "carried"], ["carried", "out"], ["has", "carried"])
_RESPONSIBLE = (["was", "responsible"], ["were", "responsible"])
_ITSELF = w.word_set("it they he its their")
_NOBODY = w.word_set("no nobody none neither not without never")
_BLAMES = w.word_set("blamed blames blaming blame")
_ACCUSES = w.word_set("accused accuses accusing")
_TAKES = w.word_set("took taken take takes")  # responsibility
_BELIEVED = w.word_set("believed thought presumed suspected")
_DENIALS = w.word_set("denied denies denying rejected rejects")
_NEEDED = _CLAIMS | _BLAMES | _ACCUSES | _BELIEVED | _DENIALS | w.word_set("behind carried responsible responsibility attributed who")
_ACCUSED_OF = w.word_set("carrying being staging committing responsibility perpetrating masterminding launching the this both an")


def name_claimants(reading: Reading) -> None:
    """Gives the acts that name no actor the one that claims them or is blamed for them, in the same sentence or soon after."""
    for sentence in reading.sentences:
        for act in sentence.acts:
            if not act.actors and _by_unknown(act, reading.words):
                act.rules.append(UNCLAIMED)
        if _NEEDED.isdisjoint(reading.words.lows[sentence.start : sentence.end]):
            continue
        ruled = [(mention, rule) for mention in sentence.actors if (rule := _rule(sentence, mention, reading.words))]
        ruled = [(mention, rule) for mention, rule in ruled if not mention.generic] or ruled  # not "a separatist group" beside its name
        for act in _meant(reading, sentence, ruled[0][0].span.start) if ruled else ():
            for mention, rule in ruled[:MOST]:
                _give(act, mention, rule)
            act.sub_type = sub_type(act, reading.words) or act.sub_type  # rebels have no planes
        for mention in sentence.actors:
            _give_accused(sentence, mention, reading.words)
            if mention.actor.name and _denies_it(sentence, mention, reading.words):
                for act in _before(reading, sentence, mention.span.start):
                    act.rules.append(f"{DENIED}:{mention.actor.name}")
        start = _unclaimed(sentence, reading.words)
        for act in _meant(reading, sentence, start) if start is not None else ():
            act.rules.append(UNCLAIMED)


def is_claimed(act: Act) -> bool:
    """Whether the text says outright who claims the act or is blamed for it."""
    return any(rule.startswith(("claimed:", "blamed:")) for rule in act.rules)


def _give_accused(sentence: Sentence, mention: ActorMention, words: Words) -> None:
    """ "The ADF is blamed for hacking to death", "herders were accused of ambushing": the deed stands behind who is blamed."""
    if not (mention.force and mention.actor.name) or mention.holder:
        return
    _, j = words.range(mention.span)
    after = words.lows[j : min(sentence.end, j + 4)]
    at = next((n for n, low in enumerate(after) if low in ("blamed", "accused", "suspected")), None)
    if not at or after[at - 1] not in w.BE or words.lows[j + at + 1 : j + at + 2] not in (["for"], ["of"]):
        return
    told = next((act for act in sentence.acts if act.anchor.i >= j + at and not act.actors), None)
    if told is not None and told.anchor.i - (j + at) <= OBJECT_REACH:
        told.status = "alleged"
        _give(told, mention, "blamed")


def _give(act: Act, mention: ActorMention, rule: str) -> None:
    if act.given.get(mention.span) == TARGET:  # "hit a market, a monitor said, blaming the army"
        act.targets = [a for a in act.targets if a.name != mention.actor.name]
        act.marks = [m for m in act.marks if m.span != mention.span]
    if any(a.name == mention.actor.name for a in (*act.actors, *act.targets)):
        return
    act.actors.append(mention.actor)
    act.given[mention.span] = ACTOR
    act.rules.append(f"{rule}:{mention.span.start}")
    act.marks.append(Mark(role=ACTOR, span=mention.span))


def _unclaimed(sentence: Sentence, words: Words) -> int | None:
    """Where the sentence says first that nobody has claimed the deed: "no group immediately claimed responsibility"."""
    lows = words.lows[sentence.start : sentence.end]
    if _NOBODY.isdisjoint(lows) and "unclear" not in lows:
        return None
    unknown = (k for k in range(len(lows)) if lows[k] == "who" and _unclear(lows[max(0, k - DENIAL_REACH) : k]))
    claims = (k for k in range(len(lows)) if _is_claim(lows, k) and not _NOBODY.isdisjoint(lows[max(0, k - DENIAL_REACH) : k]))
    first = next(claims, next(unknown, None))
    return None if first is None else words.starts[sentence.start + first]


def _unclear(before: list[str]) -> bool:
    """ "It was not immediately clear (who)", "unclear (who)", "nobody could say (who)"."""
    return "unclear" in before or (not _NOBODY.isdisjoint(before) and not _CLEAR.isdisjoint(before))


_CLEAR = w.word_set("clear known know say")


def _by_unknown(act: Act, words: Words) -> bool:
    """ "Unidentified gunmen", "planted by unknown persons", "stray bullets": the text says that nobody knows who it was."""
    lows = words.lows
    for k in range(act.start, act.end):
        if lows[k] in _UNKNOWN and not _AGENTS.isdisjoint(lows[k + 1 : k + 4]):
            return True
        if lows[k] == "stray" and not _STRAYS.isdisjoint(lows[k + 1 : k + 3]):
            return True
    return False


def by_outlaws(act: Act, words: Words) -> bool:
    """ "Gunmen killed nine", "shot dead by armed men": whoever they are, no text calls the soldiers of a state that."""
    lows = words.lows
    for t in act.triggers:
        subject = lows[max(act.start, t.i - 2) : t.i] if t.form == "past" else []
        by = lows[t.j + 1 : t.j + 4] if lows[t.j : t.j + 1] == ["by"] else []
        if not w.RAIDERS.isdisjoint((*subject[-1:], *by)) or _ARMED_MEN in (subject, by[:2]):
            return True
    return False


_ARMED_MEN = ["armed", "men"]  # of "80 men" the text has said whose they are
_UNKNOWN = w.word_set("unknown unidentified masked mysterious hooded")
_AGENTS = w.word_set(
    "persons person people men man gunmen gunman assailants assailant attackers attacker militants raiders individuals group groups side "
    "party parties elements perpetrators bandits fighters aircraft warplane warplanes plane planes jet jets drone drones shooters killers"
)
_STRAYS = w.word_set("bullet bullets shell shells rocket rockets fire missile missiles round rounds mortar mortars")


def _is_claim(lows: list[str], k: int) -> bool:
    said = lows[k + 1 : k + 1 + OBJECT_REACH]
    if lows[k] in _TAKES:
        return said[:1] == ["responsibility"] or said[1:2] == ["responsibility"]
    return lows[k] in _CLAIMS and not _CLAIMED.isdisjoint(said) and _OTHER_DEEDS.isdisjoint(said)


_OTHER_DEEDS = w.word_set("previous past earlier similar several many other numerous")  # "has claimed previous bombings"


def _rule(sentence: Sentence, mention: ActorMention, words: Words) -> str:
    """ "claimed" or "blamed" where the sentence says so of ``mention``, else ""."""
    if not (mention.force and mention.actor.name) or mention.holder:
        return ""
    i, j = words.range(mention.span)
    if _claims(words.lows[j : min(sentence.end, j + CLAIM_REACH)], words.lows[max(sentence.start, i - 2) : i]):
        return "claimed"
    return "blamed" if _is_blamed(words.lows[max(sentence.start, i - BLAME_REACH) : i], words.lows[j : min(sentence.end, j + 6)]) else ""


def _claims(after: list[str], before: list[str]) -> bool:
    """Whether what follows a party says that it claims the deed."""
    if not _NOBODY.isdisjoint(before):
        return False
    for k, low in enumerate(after):
        if _is_claim(after, k):
            return _NOBODY.isdisjoint(after[:k])
        if low in w.SPEECH and after[k + 1 : k + 2] and after[k + 1] in _ITSELF and after[k + 2 : k + 4] in (*_BEHIND, *_RESPONSIBLE):
            return True
    return after[:2] in _BEHIND[:2]


def _is_blamed(before: list[str], after: list[str]) -> bool:
    """Whether what leads to a party blames it."""
    for k in range(len(before) - 1, -1, -1):
        if before[k] in _BLAMES:
            return not {"not", "never", "declined", "without"} & set(before[:k])
        if before[k] in _ACCUSES:
            of = after.index("of") if "of" in after else len(after)
            return after[of + 1 : of + 2] != [] and after[of + 1] in _ACCUSED_OF
        if before[k] == "attributed":
            return "to" in before[k + 1 :]
        if before[k] in _BELIEVED:
            return "by" in before[-3:] and before[k - 1] not in w.MODALS  # "believed to have been laid by Boko Haram"
    return after[:2] in _SUSPECTED  # "Boko Haram is suspected."


_SUSPECTED = (["is", "suspected"], ["are", "suspected"], ["was", "suspected"], ["were", "suspected"])


def _denies_it(sentence: Sentence, mention: ActorMention, words: Words) -> bool:
    """ "The Taliban, who denied planting the bomb", "the army denied involvement"."""
    _, j = words.range(mention.span)
    after = words.lows[j : min(sentence.end, j + DENIAL_REACH)]
    return not _DENIALS.isdisjoint(after[:3]) and not _OF_DEED.isdisjoint(after)


_OF_DEED = w.word_set(
    "involvement responsibility planting bombing attacking shelling carrying killing targeting hitting being having striking firing "
    "behind role involved it claim claims accusation accusations allegation allegations charge charges"
)


def _before(reading: Reading, sentence: Sentence, start: int) -> list[Act]:
    """The acts told last before character ``start``: those before it in its sentence, else of the last sentence that tells any."""
    for n in range(sentence.number, max(-1, sentence.number - BACK - 1), -1):
        acts = [act for act in reading.sentences[n].acts if (n < sentence.number or act.anchor.start < start) and _stands_somewhere(act)]
        if acts:
            return acts
    return []


def _meant(reading: Reading, sentence: Sentence, start: int) -> list[Act]:
    """Those without an actor of the acts that a claim at ``start`` is about."""
    return [act for act in _before(reading, sentence, start) if not act.actors]


def _stands_somewhere(act: Act) -> bool:
    return bool(act.places or act.coarse)
