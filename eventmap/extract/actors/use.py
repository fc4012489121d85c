"""How a mention of a party is used: quoted, holding a place, backing another, or fighting by its country's name."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from eventmap.extract.actors.words import BREAK, JOINED, SPACE, Words

MAX_AUX = 4  # helpers between a subject and its verb ("has on Tuesday also")
MAX_COMPANY = 5  # words of those who speak along ("and local officials"), or of where they are
MAX_BEFORE = 4  # words of the longest phrase of "before"
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "The", "A"})
_SMALL = frozenset(
    {"and", "or", "in", "on", "of", "for", "near", "from", "at", "with", "against", "after", "as", "but", "when", "while", "by"}
)
_CLAIMED = frozenset({"responsibility", "to"})
_ITSELF = frozenset({"it", "they", "its", "their"})
_THAT = frozenset({"that", "in", "a", "statement", "late", "early"})
_TWO_SIDED = frozenset(
    {"ceasefire", "truce", "agreement", "deal", "fighting", "clashes", "clash", "war", "battles", "fire", "conflict", "hostilities"}
)
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_WITH = frozenset({"and", "in"})
_SPEAKERS = frozenset(
    {"residents", "witnesses", "officials", "medics", "doctors", "relatives", "activists", "monitors", "sources", "prosecutors"}
    | {"a", "the", "local", "security", "hospital", "health", "medical", "monitoring", "government", "community", "group", "groups"}
    | {"rescuers", "villagers"}
)
_REGIONS = frozenset({"the", "region", "province", "state", "district", "county", "city", "town", "capital", "nearby"})
_FORMER = frozenset({"former", "ex", "retired", "defected"})
_ONE_MAN = frozenset(
    {"commander", "leader", "fighter", "officer", "member", "soldier", "rebel", "militant", "general", "policeman", "colonel", "captain"}
)
_CLOTHES = frozenset(
    {"uniform", "uniforms", "fatigues", "camouflage", "outfit", "outfits", "clothes", "clothing", "garb", "attire", "gear", "insignia"}
)
_LOOKS = frozenset({"style", "type", "like", "colored", "coloured", "green"})  # "army-style uniforms"
_POSING = frozenset({"dressed", "disguised", "posing", "posed", "clad", "masquerading", "pretending", "impersonating"})
_AS = frozenset({"as", "like", "in", "to"})
_MAX_LOOKS = 5  # words from "dressed as" to the party
_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_PLACING = frozenset(
    {"in", "near", "of", "at", "to", "from", "around", "outside", "towards", "toward", "into", "across", "inside", "over", "on"}
    | {*_SIDES, *(side + "ern" for side in _SIDES), "central", "neighbouring", "neighboring", "capital", "with", "against"}
)  # fmt: skip



class Usage:
    """Questions about the words around a mention; each looks at a bounded number of words."""

    def __init__(self, words: Words, sets: Mapping[str, Mapping[str, str]]) -> None:
        self.words, self.sets = words, sets
        self.canon, self.gap = words.canon, words.gap
        self.size = len(words.canon)
        self.ends, self.qualifier = sets["before-ends"], sets["qualifier"]
        self.beside, self.next, self.helping = sets["beside"], sets["next"], sets["helping"]

    def ways(self, first: int, last: int) -> set[str]:
        """How the mention of words ``first`` to ``last`` is used: any of

        source  it speaks or is an office: "the army said", "army spokesman", "according to rebels"
        holder  it holds a place: "rebel-held", "held by IS", "an IS stronghold"
        backer  it helps another: "Turkish-backed", "Qaeda branch", "Qaeda's Syria affiliate"
        ally    it helps, and may fight along: "backed by Hezbollah"
        """
        before = self.preceded(first)
        ways = {before} if before else set()
        if last >= self.size or self.gap[last] > SPACE:
            return ways
        if self.canon[last] in self.beside:
            ways.add(self.joint(last) or self.next.get(self.following(last), ""))
            if self._says(last):
                ways.add("source")
        if self.gap[last] == SPACE and self.following(last + 1) in self.helping:
            ways.add("backer")
        return ways

    def is_no_party(self, first: int, last: int) -> bool:
        """Whether the words, though they are a party's, only tell of a land, of clothes or of what somebody once was."""
        return self.is_land(first, last) or self.is_worn(first, last) or self.is_former(first, last)

    def is_land(self, first: int, last: int) -> bool:
        """ "A village in the Donetsk People's Republic": where it lies, no party."""
        before = self.words.lower(first - 1) if first else ""
        if before == "the" and first > 1:
            before = self.words.lower(first - 2)
        return before == "in" and self.words.lower(last - 1) == "republic"

    def is_worn(self, first: int, last: int) -> bool:
        """ "Gunmen in army fatigues", "men dressed as policemen": what somebody looked like, no party."""
        after = [self.words.lower(i) for i in range(last, min(last + 2, self.size)) if self.gap[i] < BREAK]
        if after[:1] and (after[0] in _CLOTHES or (after[0] in _LOOKS and after[-1] in _CLOTHES)):
            return True
        before = [self.words.lower(i) for i in range(max(0, first - _MAX_LOOKS), first)]
        return any(low in _POSING and nxt in _AS for low, nxt in itertools.pairwise(before)) or before[-3:-1] == ["uniforms", "of"]

    def is_former(self, first: int, last: int) -> bool:
        """ "A former rebel commander", "an ex-soldier": what one man was once, no party."""
        was = bool(first) and self.words.lower(first - 1) in _FORMER and self.gap[first] <= SPACE
        return was and (self.words.lower(last - 1) in _ONE_MAN or self.words.lower_at(last) in _ONE_MAN)

    def is_fighting(self, first: int, last: int) -> bool:
        """A country, capital or government is spoken of as one who fights: "Israel struck", "bombed by Russia"."""
        before = self.before(first)
        if before == "by":
            return first > 1 and self.canon[first - 2] in self.sets["wage"]
        if before in ("between", "and") and self._is_side(first):
            return True
        return before not in _PLACING and self._wages(last)

    def _is_side(self, first: int) -> bool:
        """Whether it is one of two sides: "a ceasefire between Israel and Hezbollah", not "the border between"."""
        for i in range(first - 1, max(first - 2 - MAX_AUX, 0), -1):
            if self.words.lower(i) == "between":
                return self.words.lower(i - 1) in _TWO_SIDED
            if self.gap[i] == BREAK:
                return False
        return False

    def is_noun(self, last: int) -> bool:
        """Whether "military" is the army, not an adjective ("military setbacks"): a verb, a small word or a pause follows."""
        if last >= self.size or self.gap[last] != SPACE:
            return True
        form, word = self.canon[last], self.words.lower(last)
        return word in _SMALL or any(form in self.sets[kind] for kind in ("say", "aux", "wage", "role"))

    def joint(self, last: int) -> str:
        """What a hyphen after word ``last`` makes of it: "holder", "backer" or ""."""
        if last >= self.size or self.gap[last] != JOINED:
            return ""
        return self.sets["joint"].get(self.canon[last], "")

    def following(self, last: int) -> str:
        """The word right after, in table form; "" behind a comma or at the end."""
        return self.canon[last] if last < self.size and self.gap[last] == SPACE else ""

    def before(self, first: int) -> str:
        """The word right before, in lower case; "" at the start of a sentence."""
        return self.words.lower(first - 1) if first and self.gap[first] < BREAK else ""

    def preceded(self, first: int) -> str:
        """What the phrase right before word ``first`` makes of it ("backed by the"), articles and adjectives aside."""
        phrase, i = "", first
        while i > 0 and first - i <= MAX_BEFORE and self.gap[i] <= SPACE:
            i -= 1
            form = self.canon[i]
            if self.words.written[i] in _DETERMINERS or (not phrase and form in self.qualifier):
                continue
            phrase = f"{form} {phrase}" if phrase else form
            if phrase not in self.ends:
                return ""
            if self.ends[phrase]:
                return self.ends[phrase]
        return ""

    def _says(self, last: int) -> bool:
        """An office right after, or a verb of telling with only helpers between, unless it tells of itself."""
        words, say, aux = self.words, self.sets["say"], self.sets["aux"]
        if self.following(last) in self.sets["role"]:
            return True
        for i in range(self._past_company(last), min(last + MAX_COMPANY + MAX_AUX, self.size)):
            if words.gap[i] > SPACE:
                return False
            if words.canon[i] in say:
                return not self._of_itself(i)
            if words.canon[i] not in aux:
                return False
        return False

    def _past_company(self, last: int) -> int:
        """Past those who speak along, and where: "police and medics said", "police in the Kharkiv region said"; ``last`` without them."""
        along = self.words.lower(last)
        if along not in _WITH:
            return last
        for i in range(last + 1, min(last + MAX_COMPANY, self.size)):
            if self.gap[i] > SPACE:
                return last
            if i > last + 1 and self.canon[i] in self.sets["say"]:
                return i
            word = self.words.lower(i)
            if word not in _SPEAKERS if along == "and" else word not in _REGIONS and not self.words.written[i][:1].isupper():
                return last
        return last

    def _of_itself(self, verb: int) -> bool:
        """A claim or an own act told: "claimed responsibility", "claims to have", "said it had attacked"."""
        forms = self.canon[verb + 1 : verb + 4]
        claim = self.words.lower(verb).startswith("claim")
        if claim and (self.words.lower_at(verb + 1) in _CLAIMED or any(form in self.sets["wage"] for form in forms)):
            return True
        for i in range(verb + 1, min(verb + 1 + MAX_AUX, self.size)):
            if self.words.lower(i) in _ITSELF:
                return True
            if self.words.lower(i) not in _THAT and self.canon[i] not in self.sets["aux"]:
                return False
        return False

    def _wages(self, last: int) -> bool:
        """Whether a verb of violence follows in the active: "has bombed", "said it had shelled", not "was hit"."""
        if last >= self.size or (self.canon[last] not in self.sets["fighting"] and self.words.lower(last) not in _ITSELF):
            return False
        wage, aux, say, passive = self.sets["wage"], self.sets["aux"], self.sets["say"], False
        for i in range(last, min(last + MAX_AUX + 2, self.size)):
            if self.gap[i] > SPACE:
                return False
            form = self.canon[i]
            if form in wage or (form in self.sets["wage-first"] and self.words.joined(i, i + 2) in wage):
                return not passive or self.words.lower(i).endswith("ing")
            own = self.words.lower(i) in _ITSELF or (form in say and self._of_itself(i))
            if form not in aux and not own:
                return False
            passive = passive or self.words.lower(i) in _BEING
        return False
