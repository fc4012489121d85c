"""Who is mentioned in a text: armed groups, states' forces, rebels and civilians, by canonical name.

Named groups come from the actor table; "Turkish warplanes" and "regime forces" are built from an owner and a force; "the rebels",
"militants" and "the group" are read from the report's country and from the group last named. A mention says how it is used, so that who is
only quoted, holds the town or backs another does not become a party of the event.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from eventmap.extract.actors.found import Found
from eventmap.extract.actors.reader import read
from eventmap.extract.actors.table import Named, table
from eventmap.extract.actors.words import BREAK, SPACE, Words, country_focus, pieces, words
from eventmap.records import Actor, Document, Span


class ActorMention(NamedTuple):
    """One mention of a party.

    Attributes:
        actor: canonical; its ``name`` is "" when the text does not say who ("gunmen").
        kind: named, force (a state's), state (a country or regime that acts by its forces), armed, civil, protest, riot, weapon (it implies
            the actor).
        generic: found from context, not from a name.
        force: an armed side; False for civilians, protesters and rioters.
        state: a country, capital or government stands for its forces: an actor only as the subject of a violent verb or after "by".
        weak: words that are said of anyone ("people", "victims") or of things ("hospital").
        source: it is quoted, or an office or medium.
        holder: it holds a place ("rebel-held"), and is no party for that.
        backer: it supports another ("Turkish-backed").
        of_act: stands right before a noun of violence ("Israeli strikes"), whose author it is.
        group: the spans of all members when it is one of a list ("regime and Russian warplanes"), itself included.
    """

    span: Span
    surface: str
    actor: Actor
    kind: str
    generic: bool = False
    force: bool = True
    state: bool = False
    weak: bool = False
    source: bool = False
    holder: bool = False
    backer: bool = False
    of_act: bool = False
    group: tuple[Span, ...] = ()


def find_actors(document: Document, sentences: Sequence[Span] = (), country: str = "") -> tuple[ActorMention, ...]:
    """All mentions of parties in ``document``, in text order, not overlapping. Linear time.

    Args:
        document: its text; title, source and year help to read generic words.
        sentences: spans of its sentences; they bound how far "the group" looks back.
        country: ISO alpha-2 of the country reported on; default ``focus(document)``.
    """
    rules = table()
    found = _words(document.text)
    home = country or focus(document)
    raw = read(found, pieces(found, rules, home), rules, document.text)
    for full, short in pairwise(raw):
        if full.value == short.value and document.text[full.span.end : short.span.start].strip() == "(":
            short.source, short.holder, short.backer = full.source, full.holder, full.backer  # "the spokesman of the ... Front (TPLF)"
    parties = _Resolver(document, sentences, home).resolve(raw)
    told = [(item, actor) for item, actor in zip(raw, parties, strict=True) if actor.name or item.value not in _VAGUE]
    groups = _groups([item for item, _ in told], found)
    return tuple(_mention(item, actor, document.text, groups.get(i, ())) for i, (item, actor) in enumerate(told))


def _mention(item: Found, actor: Actor, text: str, group: tuple[Span, ...]) -> ActorMention:
    start, end = item.span
    surface, kind = text[start:end], item.kind
    said = Actor(name=actor.name, inter=actor.inter, country=actor.country, span=item.span, surface=surface)
    return ActorMention(
        item.span, surface, said, kind, item.generic, kind not in _UNARMED, kind == "state", item.value == "weak",
        item.source, item.holder, item.backer, item.of_act, group,
    )  # fmt: skip


def focus(document: Document) -> str:
    """ISO alpha-2 code of the country that a document reports on, "" when it names none."""
    return country_focus(table(), _words(document.title), _words(document.text))


@functools.lru_cache(4)
def _words(text: str) -> Words:
    """The words of a text; kept, because a document is read again once the country of its places is known."""
    return words(text, table())


def inter_at(actor: Actor, country: str) -> int:
    """The inter code of ``actor`` in an event in ``country`` (ISO alpha-2): a state's forces abroad are 8, external forces."""
    return 8 if actor.inter == 1 and actor.country and country and actor.country != country else actor.inter


@functools.lru_cache(1024)
def state_forces(country: str, police: bool = False) -> Actor:
    """The army, or the police, of a country by ISO alpha-2 code; an actor without a name for an unknown code."""
    known = table().countries.get(country)
    if known is None:
        return Actor(name="", inter=1)
    stateless = table().sets["stateless"].get(country.lower())
    if stateless and not police:
        return group(stateless)
    return Actor(name=f"{'Police' if police else 'Military'} Forces of {known.name}", inter=1, country=country)


@functools.lru_cache(4096)
def group(name: str, year: int = 0) -> Actor:
    """A named group of the table, with the inter code that it had in ``year`` (0: any)."""
    row = _row(name, year)
    return Actor(name=name, inter=row.inter if row else 0, country=row.home if row else "")


def lineage(name: str) -> tuple[str, ...]:
    """A group's name and those of its parents, nearest first: what two reports may call one and the same."""
    chain: list[str] = []
    while name and name not in chain:
        chain.append(name)
        row = _row(name, 0)
        name = row.parent if row else ""
    return tuple(chain)


@functools.lru_cache(4096)
def fights_for_state(name: str) -> bool:
    """Whether a group fights for a state, so that no report calls it terrorists or rebels."""
    return any(parent.startswith("Military Forces") for parent in lineage(name))


def _row(name: str, year: int) -> Named | None:
    rows = table().groups.get(name, [])
    return next((row for row in rows if not year or row.since <= year <= row.until), rows[-1] if rows else None)


CIVILIANS = Actor(name="Civilians", inter=7)
PROTESTERS = Actor(name="Protesters", inter=6)
RIOTERS = Actor(name="Rioters", inter=5)
REBELS = Actor(name="Opposition Rebels", inter=2, country="SY")
UNKNOWN = Actor(name="", inter=3)
_VAGUE = frozenset({"anaphor", "opposition", "enemy", "unit"})  # no party unless it is known which
_SUBJECTS = frozenset({"named", "force", "state", "armed"})
_VERB_BEFORE = 40  # characters from "destroying" to "their armoured vehicles"
_LOSS = re.compile(r"\b(?:destroy|captur|seiz|hit|kill|target|attack|confiscat|damag|shell|bomb)\w{0,4} (?:\w{1,12} ){0,2}(?:its|their) ")
_UNARMED = {"civil": CIVILIANS, "protest": PROTESTERS, "riot": RIOTERS}
# Groups that hold ground as armies and police do, and the words that are rather said of those they fight.
_REGULARS = frozenset({"YPG", "Syrian Democratic Forces", "Asayish", "Peshmerga", "Sutoro", "Manbij Military Council"})
_OUTLAWS = frozenset({"militants", "terrorists", "jihadists", "extremists", "insurgents", "assailants"})
MEDIA_LOOK_BACK = 0  # "terrorists" in state media: another front, another group, in the next sentence
LOOK_BACK = 3  # sentences that "the group" and "militants" look back for a name


class _Resolver:
    """Gives each raw finding its actor, reading the text once from start to end."""

    def __init__(self, document: Document, sentences: Sequence[Span], home: str) -> None:
        self.text = document.text
        self.home = home
        self.year = document.published.year if document.published else 0
        self.sentences = sentences
        self.state_media = _is_state_media(document, home)
        self.at = 0
        self.last_group: tuple[int, Actor] | None = None
        self.last_outlaw: tuple[int, Actor] | None = None  # of those whom reports call militants as a matter of course
        self.last_force: tuple[int, Actor] | None = None
        self.first: tuple[int, Actor] | None = None  # the first party of the last sentence that names one: rather its subject
        self.named: set[str] = set()  # groups that are more than what others are linked to
        self.heirs: dict[str, list[tuple[int, str]]] = {}  # group: where the text names which that belong to it or grew out of it

    def resolve(self, raw: Sequence[Found]) -> list[Actor]:
        for item in raw:
            if item.kind == "named" and not item.backer:
                self.named.add(item.value)
                for parent in lineage(item.value)[1:]:
                    self.heirs.setdefault(parent, []).append((item.span.start, item.value))
        return [self._resolved(item) for item in raw]

    def _resolved(self, item: Found) -> Actor:
        while self.at < len(self.sentences) and self.sentences[self.at].end <= item.span.start:
            self.at += 1
        actor = self._actor(item)
        self._remember(item, actor)
        return actor

    def _remember(self, item: Found, actor: Actor) -> None:
        subject = actor.name and item.kind in _SUBJECTS and not (item.holder or item.backer or (item.generic and item.possessive))
        if subject and (self.first is None or self.first[0] != self.at):
            self.first = (self.at, actor)
        if actor.name and item.kind == "named" and actor.inter in (2, 3, 4) and not fights_for_state(actor.name):
            self.last_group = (self.at, actor)
            if actor.name not in _REGULARS:
                self.last_outlaw = (self.at, actor)
        if actor.name and item.kind in ("force", "state") and not item.generic:
            self.last_force = (self.at, actor)

    def _actor(self, item: Found) -> Actor:
        if item.kind == "named":
            known = group(self._branch(item.value, item.span.start) if item.backer else item.value, self.year)
            return known if known.inter else Actor(name=known.name, inter=4 if known.name.endswith(" militia") else 2)
        if item.kind == "weapon":
            return self._owner_of_weapon(item.value)
        if item.kind in ("force", "state"):
            return self._force(item)
        if item.kind == "armed":
            return self._armed(item)
        return _UNARMED[item.kind]

    def _branch(self, parent: str, at: int) -> str:
        """ "Nusra Front (Qaeda branch in the Levant)", "the Qaeda-linked group": the named group that is meant, else ``parent`` itself."""
        heirs = self.heirs.get(parent)
        return min(heirs, key=lambda heir: abs(heir[0] - at))[1] if heirs else parent

    def _owner_of_weapon(self, value: str) -> Actor:
        """The only side that has a weapon in this war and year, by a line "2022- UA RU" of the table: years, countries, owner."""
        years, countries, owner = value.split()
        since, _, until = years.partition("-")
        fits = not self.year or int(since or 0) <= self.year <= int(until or 9999)
        return state_forces(owner) if fits and self.home in countries.split(",") else UNKNOWN

    def _force(self, item: Found) -> Actor:
        if item.possessive and not item.country and self.first and self.at - self.first[0] <= 1:
            return self._owner_of(item, self.first[1])
        if not item.country:
            return self._home_force(item.value)
        return state_forces(item.country, police=item.value == "police")

    def _owner_of(self, item: Found, subject: Actor) -> Actor:
        """Whose "its forces" are: the subject's, but what somebody destroys or seizes is not his own."""
        before = self.text[max(0, item.span.start - _VERB_BEFORE) : item.span.start].lower()
        return UNKNOWN if _LOSS.search(before) else subject

    def _home_force(self, value: str) -> Actor:
        """ "The army", "the 36th Brigade": the home state's, or those of the state whose army stands there."""
        sets, home = table().sets, self.home.lower()
        if value == "unit" and home in sets["own-units"]:
            return UNKNOWN
        army = sets["garrison"].get(home) if value != "police" else None
        return state_forces(army or self.home, police=value == "police")

    def _enemy(self, item: Found) -> Actor:
        """ "The enemy": a named state's army, else whom reports of this war call so, or the other side right after that one is named."""
        if item.country and item.country != self.home:
            return state_forces(item.country)
        usual = table().sets["default"].get(f"{self.home.lower()} enemy")
        if not usual:
            return UNKNOWN
        beside = self.last_force is not None and self.last_force[0] == self.at and self.last_force[1].name == usual
        return state_forces(self.home) if beside else group(usual, self.year)

    def _armed(self, item: Found) -> Actor:
        if item.value == "enemy":
            return self._enemy(item)
        if item.same and self.last_group:
            return self._outlawed(item, self.last_group[1])
        if item.belongs:
            if item.belongs in table().groups:
                return group(item.belongs if item.belongs in self.named else self._branch(item.belongs, item.span.start), self.year)
            return state_forces(self.home if item.belongs == "home" else item.belongs)
        back = MEDIA_LOOK_BACK if self.state_media and not item.definite else LOOK_BACK
        recent = None if item.other or self._is_new(item) else self._recent(back)
        recent = self._outlawed(item, recent) if recent else None
        return recent or UNKNOWN if item.value == "anaphor" else self._by_word(item, recent)

    def _is_new(self, item: Found) -> bool:
        """ "Hezbollah fighters ambushed an armed group": whoever is "a group" in the sentence of one that is named is another."""
        before = self.text[max(0, item.span.start - 3) : item.span.start].lower()
        return before.endswith((" a ", "an ")) and self.last_group is not None and self.last_group[0] == self.at

    def _outlawed(self, item: Found, group: Actor) -> Actor:
        """ "IS bombers hit a checkpoint of the Asayish. The militants also": those of the two whom reports call so."""
        outlaw = self.last_outlaw
        called_so = item.span.of(self.text).lower().split()[-1] in _OUTLAWS
        return outlaw[1] if outlaw and self.at - outlaw[0] <= 1 and group.name in _REGULARS and called_so else group

    def _recent(self, sentences: int) -> Actor | None:
        return self.last_group[1] if self.last_group and self.at - self.last_group[0] <= sentences else None

    def _by_word(self, item: Found, recent: Actor | None) -> Actor:
        if item.value in ("gunman", "gang"):
            return UNKNOWN
        home = item.country or self.home
        usual = table().sets["default"].get(f"{home.lower()} {item.value}")
        if usual and (home == "SY" or not recent):
            return group(usual, self.year)
        if item.value == "terrorist" and self.state_media:
            return recent or REBELS
        return recent or UNKNOWN


def _is_state_media(document: Document, home: str) -> bool:
    """Whether any armed opposition of ``home`` is "terrorists" in this document: by its source, or by words only such sources use."""
    sets = table().sets
    if sets["state-media"].get(document.source.lower().strip().removeprefix("al-")) == home:
        return True
    low = document.text.lower()
    return any(phrase in low for phrase, country in sets["state-language"].items() if country == home)


MAX_LISTING = 3  # words between the members of a list of parties, all of these:
_LISTING = frozenset({"and", "or", "the", "&", "et", "y", "i", "и", "та", "ve", "les", "los", "las", "some", "its", "their", "as", "well"})


def _groups(items: Sequence[Found], found: Words) -> dict[int, tuple[Span, ...]]:
    """By the number of an item the spans of all members of its list, where only commas and "and" stand between neighbours."""
    groups: dict[int, tuple[Span, ...]] = {}
    start = 0
    for i in range(1, len(items) + 1):
        if i < len(items) and _listed(found, items[i - 1], items[i]):
            continue
        if i - start > 1:
            spans = tuple(item.span for item in items[start:i])
            groups.update(dict.fromkeys(range(start, i), spans))
        start = i
    return groups


def _listed(found: Words, one: Found, other: Found) -> bool:
    """Whether the words between two neighbours only list: a comma, "and", "as well as"."""
    last, first = one.last, other.first
    if not 0 <= first - last <= MAX_LISTING or one.source != other.source or BREAK in found.gap[last : first + 1]:
        return False
    if first == last:
        return found.gap[first] > SPACE
    return all(found.lower(i) in _LISTING for i in range(last, first))
