"""From phrases in a text to findings: owners with their forces, groups with the nouns after them, fighters with those they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventmap.extract.actors.found import Found, Owner
from eventmap.extract.actors.table import Table, plain
from eventmap.extract.actors.use import Usage
from eventmap.extract.actors.words import BREAK, COMMA, JOINED, SPACE, Piece, Words, span_of

_OWNERS = frozenset({"country", "demonym", "ruler", "capital", "owner"})
_MASTERS = frozenset({"named", "ruler", "owner"})
_UNARMED = ("civil", "protest", "riot")
_ACTS = frozenset({"act", "weapon"})
_OWNED = frozenset({"force", "armed", *_ACTS, *_UNARMED})
_AND = frozenset({"and", "&", "et", "y", "и", "та", "ve", "و", "or"})
_AND_THE = frozenset({"and", "the"})
_POSSESSIVE = frozenset({"its", "their", "his", "our"})
_OTHERS = frozenset({"other", "rival", "another", "various", "different", "several"})
# Owners that mean the forces even when nothing is said of forces ("the regime"); "the government" is more often a cabinet.
_ALWAYS_STATE = frozenset({"regime", "junta", "rejim", "نظام", "режим*"})
# Before "regime", these speak of some order of things ("a visa-free regime").
_ANY_REGIME = frozenset({"a", "an", "any", "this", "free", "new", "sanctions", "visa", "tax", "legal", "inspection", "of"})
_LOOSE = frozenset({"with", "from"})  # after soldiers, these may also be the enemy ("clashes of soldiers with")
PRO_GOVERNMENT = "Pro-government militias"
_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
)
MAX_FILLERS = 3
MAX_BELONG = 5
MAX_SPOKEN = 8  # words from a state that speaks to "its troops"
MAX_NAME = 5  # words of a group's name
MAX_HEADED = 3  # of one that starts with "Liwa" and the like: longer runs are lists of places
_HARMED = frozenset({"killed", "injured", "wounded", "arrested", "detained", "executed", "murdered", "massacred", "besieged"})
_SMALL = frozenset({"the", "a", "an", "in", "on", "and", "at", "but", "for", "with", "by", "from", "of", "meanwhile", "several", "two"})


def read(words: Words, parts: Sequence[Piece], table: Table, text: str) -> list[Found]:
    """Findings in text order, not overlapping. Linear: every rule looks at a bounded number of words."""
    return _Reader(words, parts, table, text).read()


class _Reader:
    """One pass over the pieces; each rule takes the index of a piece, appends findings and gives the next index to read."""

    def __init__(self, words: Words, parts: Sequence[Piece], table: Table, text: str) -> None:
        self.words, self.parts, self.text = words, parts, text
        self.kinds = [p.phrase.kind for p in parts] + [""]  # so that the last piece has a next one, of no kind
        self.sets = table.sets
        self.use = Usage(words, table.sets)
        self.out: list[Found] = []
        self.no_parties: set[str] = set()
        self.plurals = table.plurals
        self.acts = {p.first for p, kind in zip(parts, self.kinds, strict=False) if kind in _ACTS}

    def read(self) -> list[Found]:
        k = 0
        while k < len(self.parts):
            k = _RULES[self.kinds[k]](self, k)
        return self.out

    def _named(self, k: int) -> int:
        piece = self.parts[k]
        last = self._tail(piece.last)
        if not self.no_parties or not self._is_no_party(piece):
            self._add(piece.first, last, "named", piece.phrase.value)
        return self._skip(k, last)

    def _is_no_party(self, piece: Piece) -> bool:
        alone = piece.last - piece.first == 1 or (piece.last - piece.first == 2 and self.words.lower(piece.first) == "the")
        return alone and self.words.canon[piece.last - 1] in self.no_parties and self.words.written[piece.last - 1][:1].isupper()

    def _no_party(self, k: int) -> int:
        """An organisation that is none: its last word alone ("the Coalition") is that organisation again, later in the text."""
        self.no_parties.add(self.words.canon[self.parts[k].last - 1])
        return k + 1

    def _bare(self, k: int) -> int:
        """A force without an owner before it: the home state's, if the noun can stand alone."""
        piece = self.parts[k]
        following = self._owner_after(k)
        if following:
            return following
        last = self._forces(k)
        if self._is_group_unit(piece):
            return self._titled(k)
        following = self._skip(k, last)
        belongs = self._belongs(following, last)
        if belongs and self.use.following(last) not in _LOOSE:
            self._add(piece.first, last, "armed", piece.phrase.value, generic=True).belongs = belongs
            return following
        if self._is_numbered(piece.first, last):
            self._add(piece.first, last, "force", "unit", generic=True)
            return following
        noun = self.words.joined(piece.first, piece.last)
        owned = self.use.before(piece.first) in _POSSESSIVE and piece.phrase.value != "asset"  # "its forces", not "their position"
        if (owned or noun in self.sets["bare"]) and (noun != "military" or last > piece.last or self.use.is_noun(last)):
            item = self._add(piece.first, last, "force", piece.phrase.value, generic=True)
            item.possessive = owned
            if owned:
                item.country = self._speaker(k)
        return following

    def _speaker(self, k: int) -> str:
        """The state that speaks before "its troops" ("the Russian Defence Ministry said its troops"), "" for none."""
        before = k - 2 if k > 1 and self.kinds[k - 1] == "not" else k - 1  # past "Defence Ministry"
        if before < 0 or self.kinds[before] not in _OWNERS:
            return ""
        owner, first = self._owner(before), self.parts[k].first
        between = self.words.canon[owner.last : first]
        if len(between) > MAX_SPOKEN or BREAK in self.words.gap[owner.last : first + 1]:
            return ""
        return owner.iso if any(form in self.sets["say"] for form in between) else ""

    def _is_numbered(self, first: int, last: int) -> bool:
        """An army's unit by its number, with its arm between: "the 36th Brigade", "82 Division", "6th Mountain Infantry Division"."""
        if self.words.canon[last - 1] not in self.sets["numbered"]:
            return False
        i = first - 1
        while i > 0 and first - i <= MAX_FILLERS and self.words.gap[i + 1] <= SPACE and self.words.canon[i] in self.sets["filler"]:
            i -= 1
        number = i >= 0 and self.words.gap[i + 1] <= SPACE and (self.words.written[i][0].isdigit() or self.words.lower(i) in _ORDINALS)
        return number and not (self.out and self.out[-1].last == i)  # of the group before it ("Hezbollah's 3rd Brigade")

    def _headed(self, k: int) -> int:
        """A group that no table knows, by the word its name begins with: "Liwa al-Haqq", "Katibat Omar"."""
        first, last = self.parts[k].first, self.parts[k].last
        while last - first < MAX_HEADED and self._is_name(last) and self.words.gap[last] <= SPACE:
            last += 1
        if last > self.parts[k].last:
            self._add(first, self._tail(last), "named", " ".join(self._written(first, last)))
        return self._skip(k + 1, last)

    def _kindred(self, k: int) -> int:
        """The militias of two clans named before the word "clans", or of the one whose gunmen they are ("gunmen of the Jaafar clan")."""
        piece, words = self.parts[k], self.words
        one = self._name_before(piece.first)
        if one == piece.first or (self.out and self.out[-1].last > one):
            return k + 1
        before = words.lower(one - 1) if one else ""
        if piece.phrase.value == "many" and before in _AND_THE:
            end = one - (2 if before == "the" else 1)
            other = self._name_before(end)
            if other < end and words.lower(end) in _AND and not (self.out and self.out[-1].last > other):
                self._militia(other, end, end)
                self._militia(one, piece.first, piece.last)
        elif piece.phrase.value == "one" and self.out and self.out[-1].kind == "armed" and 0 < one - self.out[-1].last <= 2:
            self.out.pop()
            self._militia(one, piece.first, piece.last)
        return k + 1

    def _name_before(self, end: int) -> int:
        """The first of the capitalised words that end before word ``end``; ``end`` where there is none."""
        first = end
        while end - first < MAX_HEADED and self._is_name(first - 1) and self.words.gap[first] <= SPACE:
            first -= 1
        return first

    def _militia(self, first: int, end: int, last: int) -> None:
        self._add(first, last, "named", f"{' '.join(self._written(first, end))} militia")

    def _titled(self, k: int) -> int:
        """A group that no table knows, by the title its name ends with: "Northern Thunder Brigade"."""
        first, last = self.parts[k].first, self.parts[k].last
        while last - first < MAX_NAME and self._is_name(first - 1) and self.words.gap[first] <= SPACE:
            first -= 1
        if first < self.parts[k].first and not (self.out and self.out[-1].last > first):
            self._add(first, self._tail(last), "named", " ".join(self._written(first, last)))
        return self._skip(k + 1, last)

    def _is_name(self, i: int) -> bool:
        """Whether word ``i`` may be part of a proper name: capitalised, and not the first word of a sentence that is merely so."""
        return 0 <= i < self.use.size and self.words.written[i][:1].isupper() and self.words.lower(i) not in _SMALL

    def _is_group_unit(self, piece: Piece) -> bool:
        """Whether "Brigade", "Army" and the like end a group's name: capitalised, after a name, with "rebel" or "fighters" beside."""
        unit = self.words.written[piece.last - 1][:1].isupper() and self.words.canon[piece.last - 1] in self.sets["unit"]
        if not unit or not self._is_name(piece.first - 1):
            return False
        start = piece.first
        while start > 0 and piece.first - start < MAX_NAME and self._is_name(start - 1):
            start -= 1
        if all(form in self.sets["filler"] for form in self.words.canon[start : piece.first]):
            return False  # an army's branch ("Airborne Assault Forces")
        beside = [self.use.following(piece.last), *self.words.canon[max(0, start - 3) : start]]
        return any(form in self.sets["tail"] for form in beside)

    def _written(self, first: int, last: int) -> list[str]:
        """Words as in the text, with their hyphenated articles."""
        return [self.text[span_of(self.words, i, i + 1, self.text).start : self.words.end[i]] for i in range(first, last)]

    def _act(self, k: int) -> int:
        return self._owner_after(k) or k + 1

    def _armed(self, k: int) -> int:
        piece = self.parts[k]
        value = "anaphor" if piece.phrase.kind == "anaphor" else piece.phrase.value
        return self._fighters(k, piece.first, value, "")

    def _fighters(self, k: int, first: int, value: str, iso: str) -> int:
        last = self._tail(self.parts[k].last)
        following = self._skip(k, last)
        belongs = self._belongs(following, last)
        if not iso and not belongs and self._is_people_of(first - 1, self.parts[k]):
            self._add(first - 1, last, "named", f"{self.words.written[first - 1]} militia")
            return following
        if self._is_apposed(last, following):
            return following
        item = self._add(first, last, "armed", value, country=iso, generic=True)
        before = self.use.before(first)
        item.other, item.definite = before in _OTHERS, before in ("the", "these", "those") or self.words.lower_at(last) == "also"
        item.same = before in ("a", "an") and len(self.out) > 1 and self.out[-2].kind == "named" and self.out[-2].last == first - 1
        item.belongs = belongs
        return following

    def _is_people_of(self, i: int, piece: Piece) -> bool:
        """Whether word ``i`` names the people whose militia follows: one of the table, or capitalised inside a sentence and in no table."""
        if i < 0 or self.words.gap[i + 1] != SPACE:
            return False
        noun = self.words.joined(piece.first, piece.last)
        if self.words.canon[i] in self.sets["people"]:
            return (noun in self.sets["ethnic"] or noun in self.sets["kin"]) and self._is_name(i)
        new = i > 0 and not self.words.canon[i] and self.words.gap[i] <= COMMA and noun in self.sets["ethnic"]
        return new and self._is_name(i) and not self.words.written[i].isupper()

    def _is_apposed(self, last: int, k: int) -> bool:
        """Whether a group's name follows at once ("the rebel Jaysh al-Nasr"), so that the word before it is no mention of its own."""
        return self.kinds[k] == "named" and self._adjacent(last, self.parts[k].first)

    def _people(self, k: int) -> int:
        """Unarmed people; only the last of a run counts ("student protesters")."""
        piece = self.parts[k]
        if self.kinds[k + 1] in _UNARMED and self._adjacent(piece.last, self.parts[k + 1].first):
            return k + 1
        if self._is_people_of(piece.first - 1, piece):
            self._add(piece.first - 1, piece.last, "named", f"{self.words.written[piece.first - 1]} militia")
            return k + 1
        self._add(piece.first, piece.last, piece.phrase.kind, piece.phrase.value, generic=True)
        return k + 1

    def _weapon(self, k: int) -> int:
        piece = self.parts[k]
        self._add(piece.first, piece.last, "weapon", piece.phrase.value, generic=True)
        return k + 1

    def _owned(self, k: int) -> int:
        """Owners ("regime and Russian") and what they own; without a force, a state that acts, or nothing."""
        owners, end = self._owners(k)
        if owners[-1].kind == "capital" and self.words.written[owners[-1].last - 1].isupper():
            return end  # a dateline
        kind = self.kinds[end]
        if kind not in _OWNED or not self._is_next(end, owners[-1].last):
            self._states(owners)
        elif kind == "armed":
            return self._armed_of(owners[-1], end)
        elif kind not in _UNARMED:
            if not self._is_verb(owners[-1], end) and not self._is_title(end):
                return self._forces_of(owners, end)
            self._states(owners)
        return end

    def _is_verb(self, owner: Owner, k: int) -> bool:
        """Whether the noun after a country's name is a verb: "Moscow bombs", but "Moscow's bombs" and "US strikes" are nouns."""
        first, name = self.parts[k].first, self.words.written[owner.last - 1]
        named = owner.kind in ("country", "capital") and owner.last == first and not name.isupper()
        return named and self.words.canon[first] in self.sets["wage"] and self.words.canon[owner.last - 1] == plain(name)

    def _is_title(self, k: int) -> bool:
        """"Post" and "Base" with a capital belong to a name ("Washington Post")."""
        piece = self.parts[k]
        return piece.phrase.value == "asset" and self.words.written[piece.first][:1].isupper()

    def _is_people(self, owner: Owner) -> bool:
        """"Palestinians", "Iraqis": people of a country, who are civilians when they are not said to fight."""
        if owner.kind != "demonym" or owner.last - owner.first != 1:
            return False
        written = self.words.written[owner.first]
        return written[-1:] == "s" and written[:1].isupper() and self.words.canon[owner.first] in self.plurals

    def _owners(self, k: int) -> tuple[list[Owner], int]:
        """Owners from piece ``k`` on and the next piece: neighbours ("Syrian regime") are one, "and" parts two."""
        owners = [self._owner(k)]
        k += 1
        while self.kinds[k] in _OWNERS and not self.use.joint(owners[-1].last):
            owner, previous = self._owner(k), owners[-1]
            if self._adjacent(previous.last, owner.first) and (owner.kind == "owner" or owner.iso == previous.iso):
                owners[-1] = Owner(previous.first, owner.last, previous.iso or owner.iso, owner.kind)
            elif self._coordinated(previous.last, owner.first):
                owners.append(owner)
            else:
                break
            k += 1
        return owners, k

    def _owner(self, k: int) -> Owner:
        piece = self.parts[k]
        return Owner(piece.first, piece.last, "" if piece.phrase.kind == "owner" else piece.phrase.value, piece.phrase.kind)

    def _coordinated(self, last: int, first: int) -> bool:
        gap = self.words.gap
        if first == last:
            return gap[first] in (JOINED, COMMA)
        return first == last + 1 and self.words.lower(last) in _AND and max(gap[last], gap[first]) <= COMMA

    def _is_next(self, k: int, last: int) -> bool:
        """Whether piece ``k`` stands right after word ``last`` or after a few adjectives."""
        first = self.parts[k].first
        return first - last <= MAX_FILLERS and self._only(last, first, "filler") and not self.use.joint(last)

    def _only(self, last: int, first: int, *kinds: str) -> bool:
        """Whether only a few words of the sets ``kinds`` stand between two phrases, and no comma."""
        if first - last > MAX_FILLERS or max(self.words.gap[last : first + 1]) > SPACE:
            return False
        return all(any(self.words.canon[i] in self.sets[kind] for kind in kinds) or self._is_ordinal(i) for i in range(last, first))

    def _is_ordinal(self, i: int) -> bool:
        """ "36th", the number of a unit."""
        word = self.words.written[i]
        return word[0].isdigit() and word[-1].isalpha()

    def _forces_of(self, owners: list[Owner], k: int) -> int:
        noun, last = self.parts[k].phrase, self._forces(k)
        act = noun.kind in _ACTS
        for owner in owners[:-1]:
            self._add(owner.first, owner.last, "force", noun.value, country=owner.iso, of_act=act, generic=not owner.iso)
        owner = owners[-1]
        end = owner.last if act else last
        self._add(owner.first, end, "force", noun.value, country=owner.iso, of_act=act, generic=not owner.iso)
        return self._skip(k, self.parts[k].last if act else last)

    def _armed_of(self, owner: Owner, k: int) -> int:
        if owner.kind != "owner":
            return self._fighters(k, owner.first, self.parts[k].phrase.value, owner.iso)
        piece = self.parts[k]
        last = self._tail(piece.last)
        if self.words.joined(piece.first, piece.last) in self.sets["ethnic"]:  # "government militiamen" are no soldiers
            self._add(owner.first, last, "named", PRO_GOVERNMENT)
        else:
            self._add(owner.first, last, "force", "ground", country=owner.iso, generic=not owner.iso)
        return self._skip(k, last)

    def _owner_after(self, k: int) -> int:
        """A force or act whose owner follows it ("l'armée turque"): the next piece to read, 0 when none follows."""
        piece = self.parts[k]
        if self.kinds[k + 1] not in _OWNERS:
            return 0
        first = self.parts[k + 1].first
        way = self.sets["after"].get(self.words.joined(piece.first, piece.last))
        if way is None or (way == "of" and first == piece.last) or not self._only(piece.last, first, "link", "filler"):
            return 0
        owners, end = self._owners(k + 1)
        act = piece.phrase.kind == "act"
        for i, owner in enumerate(owners):
            start = owner.first if i or act else piece.first
            self._add(start, owner.last, "force", piece.phrase.value, country=owner.iso, of_act=act, generic=not owner.iso)
        return end

    def _states(self, owners: list[Owner]) -> None:
        for owner in owners:
            if self._is_state(owner):
                self._add(owner.first, owner.last, "state", country=owner.iso, generic=not owner.iso)
            elif self._is_people(owner):
                self._add(owner.first, owner.last, "civil", "weak", country=owner.iso, generic=True)

    def _is_state(self, owner: Owner) -> bool:
        joint = self.use.joint(owner.last)
        if joint:
            return joint == "holder" and owner.kind != "capital"
        if self._is_people(owner) and self.words.lower_at(owner.last) in _HARMED:
            return False
        always = owner.kind == "owner" and self.words.canon[owner.last - 1] in _ALWAYS_STATE
        always = always and self.use.before(owner.first) not in _ANY_REGIME
        return always or self.use.is_fighting(owner.first, owner.last)

    def _forces(self, k: int) -> int:
        """The last word of a run of force nouns from piece ``k``: "army", "army special forces tanks"."""
        last = self.parts[k].last
        for piece in self.parts[k + 1 : k + 1 + MAX_FILLERS]:
            if piece.phrase.kind != "force" or not self._adjacent(last, piece.first):
                break
            last = piece.last
        return last

    def _adjacent(self, last: int, first: int) -> bool:
        return last == first and self.words.gap[first] <= SPACE

    def _tail(self, last: int) -> int:
        """Past the nouns that go with a group's name ("Daesh terror group militants")."""
        tail = self.sets["tail"]
        while self.use.following(last) in tail and last not in self.acts and not self.use.joint(last + 1):
            last += 1
        return last

    def _belongs(self, k: int, last: int) -> str:
        """Whose the fighters before word ``last`` are: "terrorists from the Islamic State", "fighters loyal to President Assad"."""
        for piece, kind in zip(self.parts[k : k + 2], self.kinds[k : k + 2], strict=False):
            if kind not in _MASTERS or piece.first - last > MAX_BELONG:
                continue
            if max(self.words.gap[last : piece.first + 1]) > SPACE:
                return ""
            if piece.first == last or self.words.joined(last, piece.first) in self.sets["belong"]:
                return "home" if kind == "owner" else piece.phrase.value
        return ""

    def _skip(self, k: int, last: int) -> int:
        """The first piece at or after word ``last``."""
        while k < len(self.parts) and self.parts[k].first < last:
            k += 1
        return k

    def _add(
        self, first: int, last: int, kind: str, value: str = "", *, country: str = "", generic: bool = False, of_act: bool = False
    ) -> Found:
        of_act = of_act or (last in self.acts and kind != "civil" and self.words.gap[last] <= SPACE)
        item = Found(first, last, span_of(self.words, first, last, self.text), kind, value, country, generic, of_act)
        if self.use.is_no_party(first, last):
            return item
        if ways := self.use.ways(first, last):
            item.source, item.holder = "source" in ways, "holder" in ways
            item.backer = "backer" in ways or ("ally" in ways and kind == "state")
        self.out.append(item)
        return item


_RULES: dict[str, Callable[[_Reader, int], int]] = {
    "named": _Reader._named, "force": _Reader._bare, "armed": _Reader._armed, "anaphor": _Reader._armed, "weapon": _Reader._weapon,
    "act": _Reader._act, "head": _Reader._headed, "title": _Reader._titled, "kindred": _Reader._kindred, "not": _Reader._no_party,
    **dict.fromkeys(_UNARMED, _Reader._people), **dict.fromkeys(_OWNERS, _Reader._owned),
}  # fmt: skip
