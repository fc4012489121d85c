"""May two lists of parties be the same side? And the union of sides that several reports name."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from eventmap.extract.actors.table import table
from eventmap.link.tellings import Party, parties
from eventmap.records import Actor

_CIVIL = frozenset((5, 6, 7))


class _Generic(NamedTuple):
    inters: frozenset[int]
    home: str
    never: frozenset[str]


class _Rules(NamedTuple):
    generic: dict[str, _Generic]
    joint: dict[str, frozenset[str]]
    arms: tuple[str, ...]


@functools.cache
def _rules() -> _Rules:
    generic: dict[str, _Generic] = {}
    joint: dict[str, frozenset[str]] = {}
    arms: set[str] = set()
    text = (Path(__file__).resolve().parent.parent / "data" / "link_sides.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, *cells = line.split("\t")
        if kind == "generic":
            name, inters, home, never = cells
            generic[name] = _Generic(frozenset(map(int, inters.split(","))), home.strip("-"), frozenset(never.split("|")))
        elif kind == "joint":
            joint[cells[0]] = frozenset(cells[1].split("|"))
        elif kind == "arm":
            arms.update(cells)
    return _Rules(generic, joint, tuple(sorted(arms)))


@functools.lru_cache(maxsize=50_000)
def agree(one: tuple[Party, ...], two: tuple[Party, ...]) -> str:
    """How two sides compare: "open" (one is unknown), "same" (a name in common), "kin", "mixed" (civilians and armed people), "against"."""
    if not one or not two:
        return "open"
    if {p.name for p in one} & {p.name for p in two}:
        return "same"
    if any(kin(a, b) for a in one for b in two):
        return "kin"
    return "mixed" if _civil(one) != _civil(two) else "against"


def _civil(side: tuple[Party, ...]) -> bool:
    return all(p.inter in _CIVIL for p in side)


def kin(a: Party, b: Party) -> bool:
    """May the names stand for one another: a generic word, a joint force and its members, a group and its parent, a state's arms."""
    return (_related(a.name) or _related(b.name)) and _kin(a, b)


@functools.lru_cache(maxsize=10_000)
def _related(name: str) -> bool:
    """Does any rule or table speak of the name? Most pairs of names are told apart by this alone."""
    rules = _rules()
    return name in rules.generic or name in rules.joint or name.startswith(rules.arms) or name in table().groups


@functools.lru_cache(maxsize=50_000)
def _kin(a: Party, b: Party) -> bool:
    if covers(a, b) or covers(b, a):
        return True
    joint = _rules().joint
    if b.name in joint.get(a.name, ()) or a.name in joint.get(b.name, ()):
        return True
    return b.name in _above(a) or a.name in _above(b) or _arms(a, b)


def covers(generic: Party, named: Party) -> bool:
    """Is the first a general word that may mean the second?"""
    rule = _rules().generic.get(generic.name)
    if rule is None or named.name in rule.never or named.inter not in rule.inters:
        return False
    return not rule.home or named.country in ("", rule.home)


def _above(party: Party) -> tuple[str, ...]:
    """The group's parent and its parent's parent."""
    found: list[str] = []
    name = party.name
    for _ in range(2):
        parents = [row.parent for row in table().groups.get(name, ()) if row.parent not in ("", "-")]
        if not parents:
            break
        name = parents[0]
        found.append(name)
    return tuple(found)


def _arms(a: Party, b: Party) -> bool:
    """Two arms of one state: "Police Forces of X" and "Military Forces of X"."""
    stems = [next((p.name.removeprefix(arm) for arm in _rules().arms if p.name.startswith(arm)), "") for p in (a, b)]
    return bool(stems[0]) and stems[0] == stems[1]


def union(groups: Iterable[Iterable[Actor]], without: Iterable[str] = ()) -> tuple[Actor, ...]:
    """Every actor once, in order; none of the names ``without``.

    A general word gives way to a party that it covers, unless a group itself has both ("the front and other rebels").
    """
    left_out = set(without)
    sides = [{a.name: a for a in group if a.name not in left_out} for group in groups]
    found: dict[str, Actor] = {}
    for name, actor in ((n, a) for side in sides for n, a in side.items()):
        found.setdefault(name, actor)
    if not any(name in _rules().generic for name in found):
        return tuple(found.values())
    every = parties(found.values())
    vague = {p.name for p in every if any(p != q and covers(p, q) for q in every)}
    for side in sides:
        own = parties(side.values())
        vague -= {p.name for p in own if any(p != q and covers(p, q) for q in own)}
    return tuple(actor for name, actor in found.items() if name not in vague)
