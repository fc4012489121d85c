"""From phrases in a text to findings: owners joined with their forces, groups with the nouns after them, and how each one is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from eventmap.extract.actor_table import Table
from eventmap.extract.actor_words import BREAK, COMMA, JOINED, SPACE, Piece, Word, span_of
from eventmap.records import Span

_OWNERS = frozenset({"country", "demonym", "ruler", "capital", "owner"})
_AND = frozenset({"and", "&", "et", "y", "и", "та", "ve", "و", "or"})
_POSSESSIVE = frozenset({"its", "their", "his", "our"})
_PLACING = frozenset(
    {"in", "near", "of", "at", "to", "from", "around", "outside", "towards", "toward", "into", "across", "inside", "over", "on"}
)
_ALWAYS_STATE = frozenset({"regime", "junta", "régime", "rejim", "نظام", "режим*"})
Owner = tuple[int, int, str, str]  # first word, last word, ISO code or "" for the home state, kind of phrase
MAX_FILLERS = 3
MAX_AUX = 4
MAX_BEFORE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding, not yet an actor: words ``first`` to ``last``, ``kind`` as in ActorMention, ``value`` its class or the group's name."""

    first: int
    last: int
    span: Span
    kind: str
    value: str = ""
    country: str = ""
    generic: bool = False
    possessive: bool = False
    belongs: bool = False
    source: bool = False
    holder: bool = False
    backer: bool = False
    of_act: bool = False


def read(found: Sequence[Word], parts: Sequence[Piece], table: Table, text: str) -> list[Found]:
    """Findings in text order, not overlapping. Linear: every rule looks at a bounded number of words."""
    return _Reader(found, parts, table, text).read()


class _Reader:
    def __init__(self, found: Sequence[Word], parts: Sequence[Piece], table: Table, text: str) -> None:
        self.words, self.parts, self.table, self.text = found, parts, table, text
        self.sets = table.sets
        self.out: list[Found] = []
        self.acts = {p.first for p in parts if p.phrase.kind == "act"}
        self.rules: dict[str, Callable[[int], int]] = {
            "named": self._named, "force": self._bare, "armed": self._armed, "anaphor": self._armed, "weapon": self._weapon,
            "act": self._act, "civil": self._people, "protest": self._people, "riot": self._people, **dict.fromkeys(_OWNERS, self._owned),
        }  # fmt: skip

    def read(self) -> list[Found]:
        k = 0
        while k < len(self.parts):
            rule = self.rules.get(self.parts[k].phrase.kind)
            k = rule(k) if rule else k + 1
        return [self._used(item) for item in self.out]

    # -- rules: each takes the index of a piece, appends findings and gives the next index to read

    def _named(self, k: int) -> int:
        piece = self.parts[k]
        last = self._tail(piece.last)
        self._add(piece.first, last, "named", piece.phrase.value)
        return self._skip(k, last)

    def _bare(self, k: int) -> int:
        """A force without an owner: the home state's, if the noun can stand alone."""
        piece = self.parts[k]
        last = self._forces(k)
        owner = self._owner_after(k)
        if owner:
            return owner
        if self._joined(piece) in self.sets["bare"]:
            self._add(piece.first, last, "force", piece.phrase.value, generic=True, possessive=self._before(piece.first) in _POSSESSIVE)
        return self._skip(k, last)

    def _act(self, k: int) -> int:
        return self._owner_after(k) or k + 1

    def _armed(self, k: int) -> int:
        piece = self.parts[k]
        value = "anaphor" if piece.phrase.kind == "anaphor" else piece.phrase.value
        last = self._tail(piece.last)
        self._add(piece.first, last, "armed", value, generic=True, belongs=self._belongs(self._skip(k, last), last))
        return self._skip(k, last)

    def _people(self, k: int) -> int:
        piece = self.parts[k]
        self._add(piece.first, piece.last, piece.phrase.kind, piece.phrase.value, generic=True)
        return k + 1

    def _weapon(self, k: int) -> int:
        piece = self.parts[k]
        _years, _countries, owner = piece.phrase.value.split()
        self._add(piece.first, piece.last, "weapon", owner, generic=True)
        return k + 1

    def _owned(self, k: int) -> int:
        """Owners ("regime and Russian") and what they own; without a force, a state that acts, or nothing."""
        owners, end = self._owners(k)
        after = self._piece_after_fillers(end, owners[-1][1])
        if after is None:
            return self._states(owners, end)
        noun = self.parts[after].phrase
        if noun.kind in ("force", "act"):
            return self._forces_of(owners, after)
        if noun.kind == "armed":
            return self._armed_of(owners[-1], after)
        return end if noun.kind not in ("named",) else after

    # -- parts of the rules

    def _owners(self, k: int) -> tuple[list[Owner], int]:
        """Owners from piece ``k`` on and the next piece: neighbours ("Syrian regime") are one, "and" parts two."""
        owners = [self._owner(k)]
        k += 1
        while k < len(self.parts) and self.parts[k].phrase.kind in _OWNERS and not self._is_joint(self.parts[k - 1].last):
            first, last, iso, kind = self._owner(k)
            previous = owners[-1]
            if previous[1] == first and self.words[first].gap <= SPACE and (kind == "owner" or iso == previous[2]):
                owners[-1] = (previous[0], last, previous[2] or iso, "owner" if kind == "owner" else kind)
            elif self._coordinated(previous[1], first):
                owners.append((first, last, iso, kind))
            else:
                break
            k += 1
        return owners, k

    def _owner(self, k: int) -> Owner:
        piece = self.parts[k]
        iso = "" if piece.phrase.kind == "owner" else piece.phrase.value
        return piece.first, piece.last, iso, piece.phrase.kind

    def _coordinated(self, last: int, first: int) -> bool:
        if first == last:
            return self.words[first].gap in (JOINED, COMMA)
        return first == last + 1 and self.words[last].text.lower() in _AND and max(self.words[last].gap, self.words[first].gap) <= COMMA

    def _piece_after_fillers(self, k: int, last: int) -> int | None:
        """The piece right after word ``last`` or after a few adjectives; None when something else follows."""
        if k >= len(self.parts) or self._is_joint(last):
            return None
        first = self.parts[k].first
        between = self.words[last:first]
        if len(between) > MAX_FILLERS or any(w.gap > SPACE for w in self.words[last : first + 1]):
            return None
        return k if all(w.canon in self.sets["filler"] for w in between) else None

    def _forces_of(self, owners: list[Owner], k: int) -> int:
        noun, last = self.parts[k].phrase, self._forces(k)
        act = noun.kind == "act"
        for i, (first, end, iso, _kind) in enumerate(owners):
            final = i == len(owners) - 1 and not act
            self._add(first, last if final else end, "force", noun.value, country=iso, of_act=act, generic=not iso)
        return self._skip(k, self.parts[k].last if act else last)

    def _owner_after(self, k: int) -> int:
        """A force or act whose owner follows it ("l'armée turque"): the next piece to read, 0 when none follows."""
        piece = self.parts[k]
        if k + 1 >= len(self.parts) or self._joined(piece) not in self.sets["after"]:
            return 0
        owners, end = self._owners(k + 1)
        if any(w.gap > SPACE for w in self.words[piece.last : owners[0][0] + 1]) or not self._linked(piece.last, owners[0][0]):
            return 0
        act = piece.phrase.kind == "act"
        for i, (first, last, iso, _kind) in enumerate(owners):
            self._add(first if i or act else piece.first, last, "force", piece.phrase.value, country=iso, of_act=act, generic=not iso)
        return end

    def _linked(self, last: int, first: int) -> bool:
        between = self.words[last:first]
        return len(between) <= MAX_FILLERS and all(w.canon in self.sets["link"] or w.canon in self.sets["filler"] for w in between)

    def _armed_of(self, owner: Owner, k: int) -> int:
        first, _end, iso, kind = owner
        last = self._tail(self.parts[k].last)
        following = self._skip(k, last)
        if kind == "owner":
            self._add(first, last, "force", "ground", country=iso, generic=not iso)
        else:
            value = self.parts[k].phrase.value
            self._add(first, last, "armed", value, country=iso, generic=True, belongs=self._belongs(following, last))
        return following

    def _states(self, owners: list[Owner], k: int) -> int:
        for first, last, iso, kind in owners:
            if self._is_state(first, last, kind):
                self._add(first, last, "state", country=iso, generic=not iso)
        return k

    def _is_state(self, first: int, last: int, kind: str) -> bool:
        """Whether a country, capital or government is spoken of as one who fights."""
        if self._is_joint(last) or (kind == "owner" and self.words[last - 1].canon in _ALWAYS_STATE):
            return kind in ("owner", "ruler") or not self._is_joint(last)
        before = self._before(first)
        return before == "by" or (before not in _PLACING and self._wages(last))

    def _wages(self, last: int) -> bool:
        for i in range(last, min(last + MAX_AUX, len(self.words))):
            word = self.words[i]
            if word.gap > SPACE:
                return False
            if word.canon in self.sets["wage"]:
                return True
            if word.canon not in self.sets["aux"]:
                return False
        return False

    def _forces(self, k: int) -> int:
        """The last word of a run of force nouns from piece ``k``: "army", "army special forces tanks"."""
        last = self.parts[k].last
        while k + 1 < len(self.parts) and self._adjacent(last, self.parts[k + 1].first) and self.parts[k + 1].phrase.kind == "force":
            k += 1
            last = self.parts[k].last
        return last

    def _adjacent(self, last: int, first: int) -> bool:
        return last == first and self.words[first].gap <= SPACE

    def _tail(self, last: int) -> int:
        """Past the nouns that go with a group's name ("Daesh terror group militants")."""
        while last < len(self.words) and self._is_tail(last):
            last += 1
        return last

    def _is_tail(self, i: int) -> bool:
        return self.words[i].gap == SPACE and self.words[i].canon in self.sets["tail"] and not self._is_joint(i + 1)

    def _belongs(self, k: int, last: int) -> bool:
        """Whether piece ``k`` is a group's name that says who the fighters before it are ("terrorists from the Islamic State")."""
        if k >= len(self.parts) or self.parts[k].phrase.kind != "named" or self.parts[k].first - last > 5:
            return False
        first = self.parts[k].first
        if any(w.gap > SPACE for w in self.words[last : first + 1]):
            return False
        return first == last or " ".join(w.canon for w in self.words[last:first]) in self.sets["belong"]

    def _used(self, item: Found) -> Found:
        """``item`` with how it is used: quoted, holding a place, backing another, or author of the act named after it."""
        joint = self.words[item.last].canon if self._is_joint(item.last) else ""
        before = self._phrases_before(item.first)
        following = self.words[item.last].canon if item.last < len(self.words) and self.words[item.last].gap == SPACE else ""
        return replace(
            item,
            source=self._says(item.last) or self._any(before, "source before"),
            holder=joint in self.sets["holder joint"] or following in self.sets["holder next"] or self._any(before, "holder before"),
            backer=joint in self.sets["backer joint"] or self._any(before, "backer before"),
            of_act=item.of_act or (bool(following) and item.last in self.acts and item.kind != "civil"),
        )

    def _any(self, phrases: set[str], kind: str) -> bool:
        return not phrases.isdisjoint(self.sets[kind])

    def _says(self, last: int) -> bool:
        """Whether the mention speaks: an office after it, or a verb of telling with only helpers between."""
        for i in range(last, min(last + MAX_AUX, len(self.words))):
            word = self.words[i]
            if word.gap > COMMA or (word.gap == COMMA and i > last):
                return False
            if i == last and word.canon in self.sets["role"]:
                return True
            if word.canon in self.sets["say"]:
                return not (i + 1 < len(self.words) and self.words[i + 1].text.lower() == "responsibility")
            if word.canon not in self.sets["aux"]:
                return False
        return False

    def _phrases_before(self, first: int) -> set[str]:
        """The one to four words before a mention, joined, with and without "the"."""
        start = first
        while start > 0 and first - start < MAX_BEFORE + 1 and self.words[start].gap <= SPACE:
            start -= 1
        before = [w.canon or w.text.lower() for w in self.words[start:first] if w.text.lower() not in ("the", "a", "an")]
        return {" ".join(before[i:]) for i in range(len(before))}

    def _is_joint(self, last: int) -> bool:
        """Whether a hyphen follows word ``last`` with "held", "backed" and the like."""
        if last >= len(self.words) or self.words[last].gap != JOINED:
            return False
        return self.words[last].canon in self.sets["holder joint"] or self.words[last].canon in self.sets["backer joint"]

    def _before(self, first: int) -> str:
        return self.words[first - 1].text.lower() if first and self.words[first].gap < BREAK else ""

    def _joined(self, piece: Piece) -> str:
        return " ".join(w.canon for w in self.words[piece.first : piece.last])

    def _skip(self, k: int, last: int) -> int:
        """The first piece at or after word ``last``."""
        while k < len(self.parts) and self.parts[k].first < last:
            k += 1
        return k

    def _add(
        self, first: int, last: int, kind: str, value: str = "", *, country: str = "", generic: bool = False,
        possessive: bool = False, belongs: bool = False, of_act: bool = False,
    ) -> None:  # fmt: skip
        span = span_of(self.words, first, last, self.text)
        self.out.append(
            Found(first=first, last=last, span=span, kind=kind, value=value, country=country, generic=generic,
                  possessive=possessive, belongs=belongs, of_act=of_act)
        )  # fmt: skip
