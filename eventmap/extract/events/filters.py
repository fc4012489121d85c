"""What is no event, and how surely the text tells what is one."""

from __future__ import annotations

from eventmap.data import event_words as w
from eventmap.extract.events.act import RESULTS, Act
from eventmap.extract.events.reading import Reading
from eventmap.extract.events.spots import level

# Senses that speak of an event only where a finite verb or a day makes it one.
_WEAK = frozenset(
    ("advance", "agree", "group", "other", "base", "withdraw", "loot", "disarm", "arrest", "lose", "campaign", "foil", "gather")
)


def judge(act: Act, reading: Reading) -> None:
    """Sets ``act.dropped`` to the reason why this is no event, if it is none; and the status of what is one."""
    act.dropped = _reason(act, reading)
    act.status = _status(act, reading)


def _reason(act: Act, reading: Reading) -> str:
    if act.mode:
        return f"not told as a fact: {act.mode}"
    if _is_claimed_there(act, reading):
        return "a claim of what was told"
    if _sport(act, reading):
        return "sport"
    if act.cumulative or _counted_over_months(act, reading):
        return "a sum over a long time"
    if not act.actors and not w.BY_NATURE.isdisjoint(act.vocabulary) and _by_nature(act, reading):
        return "nature, not people"
    if not _dated(act) and not act.fatalities and not _pointed(act) and _habitual(act, reading):
        return "a habit, not an act"
    causes = {t.sense for t in act.causes}
    if causes and causes <= _WEAK and act.anchor.form in ("noun", "base") and not _dated(act) and not (_foiled(act) or _done(act, reading)):
        return "a state, not an act"
    if act.has("capture") and act.anchor.form == "noun" and not (_dated(act) or _announced(act, reading)):
        return "a state, not an act"
    if act.senses <= RESULTS and not act.sub_type and not act.specific:
        return "nothing says what was done"
    if not act.places:
        return "no place"
    if not act.sub_type:
        return "nothing says what was done"
    return "only a country" if all(level(p) == 0 for p in act.places) else ""


def _is_claimed_there(act: Act, reading: Reading) -> bool:
    """ "Claimed the bombing on its Amaq channel", "claimed the assault in a statement": where a deed is claimed it was not done."""
    t, lows = act.anchor, reading.words.lows
    if t.form != "noun" or lows[t.i - 1] not in ("the", "this", "both") or lows[t.i - 2] not in ("claimed", "claims", "claiming"):
        return False
    return lows[t.j : t.j + 1] in _THROUGH or lows[t.j : t.j + 2] in _ON_ITS


_THROUGH = (["through"], ["via"])
_ON_ITS = (["on", "its"], ["on", "their"], ["in", "a"], ["on", "a"], ["in", "an"], ["on", "social"])


def _counted_over_months(act: Act, reading: Reading) -> bool:
    """ "Last year Turkey carried out more than 130 drone strikes": so many deeds of a month or a year are no one deed."""
    t = act.anchor
    if not act.date_said or act.date is None or act.date.precision < 3 or t.form != "noun":
        return False
    before = reading.words.lows[max(act.start, t.i - _COUNT_BEFORE) : t.i]
    return any((low.isdecimal() and int(low[:6]) >= _MANY) or low in _MANY_WORDS for low in before)


_COUNT_BEFORE = 3  # words from a number to the deeds that it counts
_MANY = 10
_MANY_WORDS = w.word_set("dozens scores hundreds thousands twenty thirty forty fifty sixty hundred thousand")


def _announced(act: Act, reading: Reading) -> bool:
    """ "Announced the liberation of A and B"."""
    t, lows = act.anchor, reading.words.lows
    return not _ANNOUNCED.isdisjoint(lows[max(act.start, t.i - 5) : t.i]) and lows[t.j : t.j + 1] == ["of"]


_ANNOUNCED = w.word_set("announced announces declared declares confirmed celebrated reported completed")


def _foiled(act: Act) -> bool:
    """ "Attempts to break through were repelled"."""
    return any(t.sense == "foil" and t.form == "past" for t in act.triggers)


def _done(act: Act, reading: Reading) -> bool:
    """ "were able to arrest three men", "a weapons cache was found", "a truce was agreed on"."""
    t, lows = act.anchor, reading.words.lows
    if t.form == "base":
        return not _MANAGED.isdisjoint(lows[max(act.start, t.i - 3) : t.i])
    after = lows[t.j : t.j + 4]
    return any(x in w.BE and not _COMPLETED.isdisjoint(after[n + 1 :]) for n, x in enumerate(after))


_MANAGED = frozenset(("able", "managed"))
_COMPLETED = w.AGREED | w.word_set("found discovered seized recovered uncovered unearthed confiscated destroyed carried made held")


def _sport(act: Act, reading: Reading) -> bool:
    sentence = reading.sentence_of(act)
    lows = reading.words.lows[sentence.start : sentence.end]
    return not w.SPORT.isdisjoint(lows) and len(w.SPORT.intersection(lows)) >= _SPORT_WORDS


_SPORT_WORDS = 2


def _by_nature(act: Act, reading: Reading) -> bool:
    """A flood, a storm: not "tried to storm"."""
    stormed = {"storm"} & {reading.words.lows[t.i] for t in act.triggers}
    return not (w.BY_NATURE & act.vocabulary) <= stormed


def _pointed(act: Act) -> bool:
    """Somebody does it to a town or a quarter, now: news, however often it was done before."""
    return bool(act.actors) and any(level(p) >= 3 for p in act.places) and act.anchor.form != "noun"


def _dated(act: Act) -> bool:
    return act.date_said and (act.date is None or act.date.precision == 1)


def _habitual(act: Act, reading: Reading) -> bool:
    if act.anchor.form == "noun" and not w.HABITUAL.isdisjoint(reading.words.lows[act.anchor.j : min(act.end, act.anchor.j + 14)]):
        return True
    near = reading.words.lows[max(act.start, act.triggers[0].i - 4) : min(act.end, act.triggers[-1].j + 4)]
    return not w.HABITUAL.isdisjoint(near)


def _status(act: Act, reading: Reading) -> str:
    """reported, alleged, denied or foiled: by the words of the act, and by a denial or a doubt in what follows it."""
    if not w.DENIED.isdisjoint(act.vocabulary):
        return "denied"
    behind = _behind(act, reading)
    if any(map(_denies, behind)):
        return "denied"
    if act.has("foil"):
        return "foiled"
    doubted = act.status == "alleged" or not w.ALLEGED.isdisjoint(act.vocabulary) or any(map(_doubts, [act.lows, *behind]))
    return "alleged" if doubted else "reported"


def _behind(act: Act, reading: Reading) -> list[list[str]]:
    """What the text says right after an act: the rest of its sentence and the beginning of the next one, where no other act is told."""
    sentence, lows = reading.sentence_of(act), reading.words.lows
    if sentence.acts[-1] is not act:
        return []
    found = [lows[act.end : sentence.end]]
    if act.sentence + 1 < len(reading.sentences) and not reading.sentences[act.sentence + 1].acts:
        following = reading.sentences[act.sentence + 1]
        found.append(lows[following.start : min(following.end, following.start + _NEXT_WORDS)])
    return [words for words in found if words]


_NEXT_WORDS = 18


def _denies(lows: list[str]) -> bool:
    """ "The junta denied the report", "denied that its men had been involved", "called the accusation ridiculous"."""
    for n, low in enumerate(lows):
        after = lows[n + 1 : n + 5]
        if low in w.DENIED and (not w.DENIABLE.isdisjoint(after) or after[:1] == ["that"]):
            return True
        if low in _CALLED and not w.DENIABLE.isdisjoint(after) and not _FALSE.isdisjoint(lows[n + 2 : n + 9]):
            return True
    return False


_CALLED = w.word_set("called calls described describes branded labelled labeled")
_FALSE = w.word_set("ridiculous baseless false fabricated untrue lie lies absurd unfounded propaganda nonsense fake")


def _doubts(lows: list[str]) -> bool:
    """ "The claim could not be independently verified", "there was no independent confirmation"."""
    for n, low in enumerate(lows):
        if low in _VERIFIED and not _CANNOT.isdisjoint(lows[max(0, n - 5) : n]) and _FIGURES.isdisjoint(lows[n + 1 : n + 4]):
            return True
    return False


_VERIFIED = w.word_set("verified verify confirmed confirm corroborated corroborate confirmation verification authenticated")
_FIGURES = w.word_set("toll number figure figures casualties identity identities cause")
_CANNOT = w.word_set("not no cannot couldn't impossible unable without")
