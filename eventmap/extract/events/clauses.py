"""Where clauses part, and whether a verb or noun is told as a fact: light syntax without a parser.

There is no clause tree: every word has a boundary weight, and how far two words stand apart in the syntax is the sum of the weights
between them. News without commas (agency feeds lose them) reads as well as edited text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from eventmap.data import event_words as w
from eventmap.extract.events.triggers import Trigger
from eventmap.extract.text.wordlist import Words

# Above it a weight begins a clause with a verb of its own.
NEW_CLAUSE = 0.75
_DASHES = ("—", "–", "--", "-")


@dataclass(frozen=True, slots=True)
class Clauses:
    """Boundary weights of the words ``first``.. of one sentence, as running sums."""

    first: int
    sums: list[float]
    asides: tuple[range, ...] = ()  # words of relative clauses that only tell who holds a place

    def aside(self, i: int) -> bool:
        """Does word ``i`` stand in such a clause?"""
        return bool(self.asides) and any(i in words for words in self.asides)

    def between(self, a: int, b: int) -> float:
        """Weight of the boundaries between words ``a`` and ``b``, in either order."""
        sums, first = self.sums, self.first
        try:
            return abs(sums[b - first] - sums[a - first])
        except IndexError:  # a word behind the sentence stands at its end
            last = len(sums) - 1
            return abs(sums[min(b - first, last)] - sums[min(a - first, last)])


NO_CLAUSES = Clauses(0, [0.0])


def clauses(words: Words, start: int, end: int, triggers: list[Trigger]) -> Clauses:
    """Boundary weights within one sentence: 1 where a finite clause begins, less at commas, participles and quotes."""
    nouns = {t.i for t in triggers if t.form == "noun" and not w.AFTER_NOUN.isdisjoint(words.lows[t.j : t.j + 1])}  # "strikes on"
    verbs = {t.i: t.form for t in triggers if t.form in ("past", "ing") or (t.form in ("s", "base") and t.i not in nouns)}
    verbs |= {t.i: REDUCED for t in triggers if is_reduced(words, t)}
    weights, told, lows = [0.0] * (end - start), False, words.lows
    marked = _marked(words, start, end, verbs)
    asides = _asides(words, start, end, marked, {t.i for t in triggers})
    for i in marked:
        if asides and any(i in aside for aside in asides):
            continue
        weight = _boundary(words, i, start, end, verbs, told)
        told = (told and weight < NEW_CLAUSE) or lows[i] in w.AUXILIARIES or verbs.get(i) in ("past", "s")
        weights[i - start] = weight if i > start else 0.0
    return Clauses(start, list(accumulate(weights)), asides)


def _marked(words: Words, start: int, end: int, verbs: dict[int, str]) -> list[int]:
    """The words that may carry a boundary or a verb."""
    gaps, lows = words.gaps, words.lows
    return sorted({*verbs, *[i for i in range(start, end) if gaps[i] or lows[i] in _MARKED]})


# How many words a relative clause may have before its verb, and after it up to the comma that ends it.
_ASIDE_SUBJECT = 7
_ASIDE_REST = 8
_DESCRIBING = 24  # words of a clause that only tells where a place lies
_RELATIVE = frozenset(("which", "that", "where"))
_HAVE = frozenset(("has", "have", "had"))


def _asides(words: Words, start: int, end: int, marked: list[int], triggers: set[int]) -> tuple[range, ...]:
    """Relative clauses that tell who holds a place ("which Russia occupies", "which is held by the army") or where it lies."""
    found: list[range] = []
    if _RELATIVE.isdisjoint(words.lows[start:end]):
        return ()
    for i in marked:
        if words.lows[i] in _RELATIVE and i > start and not (found and i < found[-1].stop):
            verb = _holding_verb(words, i, end)
            stop = _aside_end(words, verb, end) if verb else _describing_end(words, i, end, triggers)
            if stop:
                found.append(range(i, stop))
    return tuple(found)


def _describing_end(words: Words, i: int, end: int, triggers: set[int]) -> int:
    """Where a clause between commas ends that tells no deed, and after which the main verb comes, or 0.

    "A, which looks across the lake at B, was shelled": B only says where A lies.
    """
    if words.lows[i] != "which" or "," not in words.gaps[i]:
        return 0
    for k in range(i + 1, min(i + 2 + _DESCRIBING, end)):
        if "," in words.gaps[k] and (k in triggers or words.lows[k] in w.AUXILIARIES):
            return k
        if k in triggers:
            return 0
    return 0


def _holding_verb(words: Words, i: int, end: int) -> int:
    """Number of the verb of holding in the relative clause that begins at ``i``, or 0.

    What is held stands before the clause, so that the verb has no object, but after "where". "Said that Russia occupies A" is none.
    """
    for k in range(i + 2, min(i + 2 + _ASIDE_SUBJECT, end)):
        if words.gaps[k] and words.gaps[k] != "-":
            return 0
        low, after = words.lows[k], words.lows[k + 1] if k + 1 < end else ""
        if low in w.HELD and words.lows[k - 1] in w.BE and after == "by":
            return k + 1
        if low in w.HOLDS or (low in w.HELD and not _HAVE.isdisjoint(words.lows[i + 2 : k])):
            free = k + 1 >= end or bool(words.gaps[k + 1].strip("-")) or after in w.AFTER_HOLDS or words.lows[i] == "where"
            return k if free else 0
    return 0


def _aside_end(words: Words, verb: int, end: int) -> int:
    """The next mark ends the clause; without one near it ends with its verb."""
    return next((k for k in range(verb + 1, min(verb + 2 + _ASIDE_REST, end)) if words.gaps[k].strip("-")), verb + 1)


# Words that may carry a boundary or a verb: the rest is passed over.
_MARKED = _RELATIVE | w.CLAUSE_WORDS | w.STATE_VERBS | w.TIME_WORDS | w.AND_WORDS | w.AUXILIARIES


def _boundary(words: Words, i: int, start: int, end: int, verbs: dict[int, str], told: bool) -> float:
    """Weight before word ``i``; ``told``: the clause so far has its verb, so that "and" may begin another."""
    low, gap = words.lows[i], words.gaps[i]
    weight = _mark_weight(gap) if gap else 0.0
    if low in w.CLAUSE_WORDS:
        return max(weight, 1.0)
    if low == "that" and any(x in w.SPEECH for x in words.lows[max(start, i - 4) : i]):
        return max(weight, 1.0)
    if low in w.TIME_WORDS:
        return max(weight, 1.0 if _has_verb(words, i, end, verbs) else 0.2)
    if low in w.AND_WORDS:
        return max(weight, 0.8 if told and _has_verb(words, i, end, verbs) else 0.0)
    if verbs.get(i) == REDUCED:
        return max(weight, 0.8 if told else 0.0)
    if verbs.get(i) == "ing" and i > start and words.lows[i - 1] not in w.NOT_BEFORE_PARTICIPLE:
        return max(weight, 0.3)
    return weight


def is_reduced(words: Words, t: Trigger) -> bool:
    """ "(near) Jarablus liberated from ISIS this week", "a village retaken by the army": a relative clause without its "which was"."""
    if t.sense != "capture" or t.form != "past" or t.j - t.i > 1 or not t.i or words.gaps[t.i] or words.lows[t.j : t.j + 1] not in _AGENT:
        return False
    return words.capital(t.i - 1) or words.lows[t.i - 1] in w.TERRITORY


REDUCED = "reduced"
_AGENT = (["from"], ["by"])


def _mark_weight(gap: str) -> float:
    if ";" in gap or ":" in gap:
        return 1.0
    if gap in _DASHES:
        return 0.6 if gap != "-" else 0.0
    return 0.25 if "," in gap or "(" in gap else 0.1


def _has_verb(words: Words, i: int, end: int, verbs: dict[int, str]) -> bool:
    """A finite verb follows within nine words, before the next boundary word."""
    for j in range(i + 1, min(i + 10, end)):
        low = words.lows[j]
        if low in w.SPEECH and any("," in gap for gap in words.gaps[i + 1 : j + 1]):
            return False  # "on A and B on Monday, officials said"
        if low in w.AUXILIARIES or low in _ANSWERED or verbs.get(j) in ("past", "s"):
            return True
        if low in w.CLAUSE_WORDS or low in w.TIME_WORDS:
            return False
    return False


_ANSWERED = frozenset(("answered", "responded", "retaliated", "replied"))  # these tell no kind of deed, but that another begins


def mode(words: Words, trigger: Trigger, start: int) -> str:
    """How the text vouches for the word: "" a fact, else purpose, modal, negated, wanted, planned or feared."""
    i = trigger.i
    left = words.lows[max(start, i - 7) : i]
    if trigger.form == "base" and left:
        found = "" if trigger.sense in _TRIED_SENSES and _tried(left) else _verb_mode(left)
        if found:
            return found
    near = left[-4:]
    if trigger.form == "past" and left[-2:] == ["to", "be"] and left[-3:-2] in (["is"], ["are"], ["was"], ["were"], ["due"], ["set"]):
        return "planned"
    if _ongoing(trigger, left):
        return "going on, not done"
    if not w.NEGATIONS.isdisjoint(near) and _negated(left, _unbroken(words, i, min(3, len(left))), trigger.form):
        return "negated"
    if _no_sign(left):
        return "negated"
    if trigger.form == "past" and _supposed(left[len(left) - _unbroken(words, i, len(left)) :]):
        return "supposed"
    if trigger.form in ("base", "past", "noun") and _has_modal(near, words, i):
        return "modal"
    if trigger.form in ("noun", "ing") and not w.HYPOTHETICAL.isdisjoint(words.lows[trigger.j : trigger.j + 7]):
        return "modal"
    if trigger.form == "noun" and "will" in words.lows[trigger.j : trigger.j + 2]:
        return "planned"
    if trigger.form in ("noun", "ing") and not w.TALK.isdisjoint(near):
        return "talked of"
    if trigger.form in ("noun", "ing") or (trigger.form == "past" and near[-1:] == ["be"]):
        return _noun_mode(left, words.lows[trigger.j : trigger.j + 2])
    return ""


# Who tries to storm, to break through or to take a place fights there, whatever comes of it.
_TRIED_SENSES = ("clash", "advance", "capture", "enter", "oust")


def _tried(left: list[str]) -> bool:
    if "to" not in left[-2:]:
        return False
    before = left[: len(left) - 1 - left[::-1].index("to")]
    if not w.IS_ARE.isdisjoint(before[-3:]):
        return False  # "are trying to capture" is how things stand
    return any(x in w.TRIED for x in before[-3:])


def _negated(left: list[str], unbroken: int, form: str) -> bool:
    same = left[len(left) - unbroken :]
    if form == "past":
        same = [x for x in same if x != "without"]  # "gunmen in a pickup without plates seized"
        if same[-1:] and same[-1] in w.BE:
            same = same[-2:]  # "villagers who could not flee were burned"
    return any(x in w.NEGATIONS and same[:n][-1:] != ["non"] for n, x in enumerate(same))


def _no_sign(left: list[str]) -> bool:
    """ "saw no sign of a ground assault", "without a trace of fighting"."""
    return any(a in ("no", "without", "any") and not _SIGNS.isdisjoint(left[n + 1 : n + 3]) for n, a in enumerate(left))


_SIGNS = frozenset(("sign", "signs", "evidence", "indication", "indications", "trace", "traces", "hint"))


def _supposed(same: list[str]) -> bool:
    """ "if Beirut were bombed": the rest of the clause before the verb has an "if", but no "as if"."""
    return any(x in ("if", "unless") and same[:n][-1:] != ["as"] for n, x in enumerate(same))


def _has_modal(near: list[str], words: Words, i: int) -> bool:
    """Whether one of the words right before word ``i`` is a modal, and no comma parts it from the word."""
    return not w.MODALS.isdisjoint(near) and not w.MODALS.isdisjoint(near[len(near) - _unbroken(words, i, len(near)) :])


def _unbroken(words: Words, i: int, most: int) -> int:
    """How many words before word ``i``, up to ``most``, no comma parts from it ("who could not run, were shot")."""
    return next((n for n in range(most) if "," in words.gaps[i - n] or ";" in words.gaps[i - n]), most)


def _ongoing(trigger: Trigger, left: list[str]) -> bool:
    """ "is fighting alongside", "are carrying out strikes": how things stand, not what happened."""
    if trigger.form == "ing" and not _ACCUSED.isdisjoint(left):
        return False  # "is blamed for hacking to death 18 people"
    if trigger.form == "ing":
        return not w.IS_ARE.isdisjoint(left[-3:]) and _PAST_BE.isdisjoint(left[-3:])
    if trigger.form != "noun" or w.IS_ARE.isdisjoint(left):
        return False
    return any(a in w.IS_ARE and not w.LIGHT_ING.isdisjoint(left[n : n + 4]) for n, a in enumerate(left))


_ACCUSED = frozenset(("blamed", "accused", "suspected"))
_PAST_BE = frozenset(("were", "was", "been"))


def _verb_mode(left: list[str]) -> str:
    if "to" in left[-2:]:
        before = left[: len(left) - 1 - left[::-1].index("to")]
        return "purpose" if w.DID_IT.isdisjoint(before[-2:]) else ""
    return "" if w.MODALS.isdisjoint(left[-3:]) else "modal"


_PROTESTED_AT = frozenset(("against", "at", "over", "about"))
ANSWERED = "what the deed answers"  # "in retaliation for the strike on B": told, but not done by those who answer it
_ANSWER = frozenset(("retaliation", "response", "revenge", "reprisal", "retribution"))
_ANSWERS = frozenset((("retaliation", "for"), ("response", "to"), ("revenge", "for"), ("reprisal", "for"), ("retribution", "for")))


def _noun_mode(left: list[str], right: list[str]) -> str:
    if left[-2:] in (["end", "to"], ["halt", "to"], ["stop", "to"]):
        return "wanted"
    near = left[-6:]
    if any(x in _DECIDES and "to" in left[n + 1 :] for n, x in enumerate(left)):
        return "planned"  # "decide whether to widen the operation"
    if not _PROTESTED_AT.isdisjoint(left[-3:]) and not w.PROTESTED.isdisjoint(left):
        return "talked of"  # "marched in protest against the arrests"
    if not _ANSWER.isdisjoint(left) and any((a, b) in _ANSWERS for a, b in pairwise(left)):
        return ANSWERED
    if not _SERVES.isdisjoint(near) and _serves(near):
        return "purpose"
    first = len(left) - len(near)
    if not _AFTER_WANTED.isdisjoint(left[-3:]) and any(x in w.WANTED and not _describes(x, left[: first + n]) for n, x in enumerate(near)):
        return "wanted"
    if "feared" in left and (left[-1] == "feared" or "feared dead" in " ".join(left)):
        return ""
    if not w.PLANNED.isdisjoint(left[-5:]) or not _FEARS.isdisjoint(left) or not w.PLANNED_AFTER.isdisjoint(right):
        return "planned"
    return ""


def _serves(near: list[str]) -> bool:
    """ "An airfield used for air raids", "a launch pad for attacks", but not "for an attack that killed ten"."""
    return any(a in _SERVES and b == "for" and near[n + 2 : n + 3] not in _ONE for n, (a, b) in enumerate(pairwise(near)))


def _describes(word: str, before: list[str]) -> bool:
    """ "non-stop shelling", "a wanted ringleader": no wish."""
    return before[-1:] == ["non"] or (word == "wanted" and before[-1:] in (["a"], ["the"], ["most"], ["two"], ["three"]))


_ONE = (["a"], ["an"], ["the"])
_DECIDES = frozenset(
    "whether decide decides deciding decided mull mulls mulling consider considers considering weigh weighs".split()  # noqa: SIM905
)
_SERVES = frozenset(("used", "launchpad", "pad", "springboard"))
_FEARS = frozenset(("fears", "fear", "fearing"))
_AFTER_WANTED = frozenset(("for", "to", "of", "an", "the", "any", "further", "all", "such", "end", "on"))
