"""Which places of a sentence an act happened at: groups of places are handed to the act that stands nearest in the syntax."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from eventmap.data import event_words as w
from eventmap.extract.events.act import Act
from eventmap.extract.events.away import PEOPLE
from eventmap.extract.events.clauses import REDUCED, Clauses
from eventmap.extract.events.groups import Group
from eventmap.extract.events.spots import level, named_after, place_key, spot
from eventmap.records import Toponym

# Acts that take something or somebody from a place.
_TAKEN_FROM = ("capture", "withdraw", "lose", "abduct", "oust", "arrest")
_MAX_COST = 5.0
_NOT_DONE = ("wanted", "talked of")  # "an agreement to end hostilities was signed in Bunia": they did not happen there


def assign(acts: list[Act], found: list[Group], bounds: Clauses) -> None:
    """Hands every group to the act that stands nearest; acts keep the finest heads."""
    taken: dict[int, list[Group]] = {}
    done = [n for n, act in enumerate(acts) if act.mode not in _NOT_DONE] or range(len(acts))
    for group in found:
        cost, n = min([(_cost(acts[n], group, bounds), n) for n in done])
        if cost <= _MAX_COST:
            taken.setdefault(n, []).append(group)
    for n, mine in taken.items():
        mine = _in_clause(acts[n], mine, bounds)
        acts[n].places = _finest(mine, acts[n])
        acts[n].coarse = [h for g in mine for h in g.heads if h not in acts[n].places]
        acts[n].containers = {spot(p) for g in mine for p in g.around}
        acts[n].around = {h.span: next((p for p in g.around if p.location), g.around[0]) for g in mine if g.around for h in g.heads}
        acts[n].rules += [rule for g in mine for rule in g.rules]
    for act in (act for act in acts if not act.places and not act.coarse):
        act.places = _of_antecedent(act, found)
    if len(found) == 1 and found[0].local:
        for act in (act for act in acts if not act.places and act.mode not in _NOT_DONE):
            act.places = list(found[0].heads)  # "the mayor of A said a drone hit a car": where else
    for act in acts:
        if REDUCED in act.rules and not act.places:
            act.places = [_itself(g.heads[-1]) for g in found if g.j == act.anchor.i][:1]  # "near A taken from the rebels": A was taken


def _of_antecedent(act: Act, found: list[Group]) -> list[Toponym]:
    """ "A, which had been taken in May, was shelled", "B, whose bakery was bombed": the place that a relative clause is about."""
    before = [g for g in found if g.j <= act.anchor.i and g.relative and g.away < PEOPLE]
    return [h for h in before[-1].heads if level(h) >= 3] if before else []


def _itself(place: Toponym) -> Toponym:
    return replace(place, relation=None, site=place.location) if place.relation else place


def _in_clause(act: Act, mine: list[Group], bounds: Clauses) -> list[Group]:
    """Only the places of the act's own clause, if it has any there: "A is near B, the town where an attack killed 20"."""
    if len(mine) == 1:
        return mine
    if any(g.away < PEOPLE for g in mine):
        mine = [g for g in mine if g.away < PEOPLE]
    weights = [min([bounds.between(t.i, g.i) for t in act.triggers]) for g in mine]
    near = [g for g, weight in zip(mine, weights, strict=True) if weight < 1.0]
    return near or mine


def _cost(act: Act, group: Group, bounds: Clauses) -> float:
    near = act.nearest(group.i)
    distance = abs(group.i - near.j) / 12
    inside = 0.0 if act.start <= group.i < act.end else 1.0
    before = 0.4 if group.j <= act.triggers[0].i else 0.0
    away = group.away / 3 if group.origin and act.has(*_TAKEN_FROM) else group.away
    return distance + bounds.between(near.i, group.i) + inside + before + away


def _finest(mine: list[Group], act: Act) -> list[Toponym]:
    """Heads of all groups without repeats.

    No province beside a finer place, no city said before its quarters ("In Aleppo ... targeted A and B"), no road's other end.
    """
    if len(mine) == 1 and len(mine[0].heads) == 1:
        return [head for head in mine[0].heads if level(head) > 0]
    frames = _provinces(mine) | _frames(mine)
    heads = [h for g in mine for h in g.heads if level(h) > 0 and place_key(h) not in frames]
    finest = max([_level_in(h, g) for g in mine for h in g.heads if h in heads], default=0)
    plain = any(not _yardstick(h) for h in heads)
    outer = {place_key(p) for g in mine for p in g.around}
    fine_after = any(g.i > act.anchor.i and level(h) == 4 for g in mine for h in g.heads)
    seen: dict[str, Toponym] = {}
    for group in mine:
        later = max((level(h) for g in mine if g.i > act.anchor.i for h in g.heads), default=0)
        early = group.j <= act.anchor.i and (fine_after or (group.opens and later >= max(map(level, group.heads))))
        for head in group.heads:
            coarse = level(head) == 0 or (level(head) <= 2 < finest) or (early and (group.opens or level(head) < 4))
            coarse = coarse or (level(head) < finest and place_key(head) in outer) or place_key(head) in frames
            if not coarse and not (plain and _yardstick(head)):
                seen.setdefault(place_key(head), head)
    return list(seen.values())


def _level_in(head: Toponym, group: Group) -> int:
    """The level of a list's member; of one that no gazetteer knows that of the coarsest beside it ("the A and B areas")."""
    known = [level(h) for h in group.heads if h.location]
    return min(known) if known and head.location is None and not head.kind else level(head)


def _provinces(mine: list[Group]) -> set[str]:
    """Towns that open the sentence and stand for the province of their name: "In Ghazni, a strike killed nine in Andar district"."""
    return {
        place_key(head)
        for n, group in enumerate(mine)
        if group.opens
        for head in group.heads
        if any(named_after(head, finer) and place_key(finer) != place_key(head) for later in mine[n + 1 :] for finer in later.heads)
    }


def _frames(mine: list[Group]) -> set[str]:
    """What a list of villages is said to lie near: "three villages south of Aleppo: Zeitan, Khalsa and Barna"."""
    return {
        place_key(group.heads[0])
        for group, later in pairwise(mine)
        if len(group.heads) == 1 and _lies_towards(group.heads[0]) and not group.around
        and len(later.heads) > 1 and all(level(h) >= 3 and h.relation is None for h in later.heads)
    }  # fmt: skip


def _lies_towards(place: Toponym) -> bool:
    """ "south of A", "the southern countryside of A"; "near A" is a place like A."""
    return place.relation is not None and place.relation.bearing_deg is not None


def _yardstick(place: Toponym) -> bool:
    return place.relation is not None and place.relation.kind in w.YARDSTICKS


def place_unknown(act: Act, section: Toponym | None) -> None:
    """Names no gazetteer knows stand at what the text says they lie in; without that they are named in the tags of the known ones."""
    member = next((p for p in act.places if p.site is not None and level(p) >= 3), None)
    wider = max((p for p in act.coarse if p.location is not None), key=level, default=None)
    placed = [_inside(p, act.around.get(p.span) or wider or section or member) for p in act.places]
    known = [p for p in placed if p.site is not None]
    if known:
        act.unknown = [p.surface for p in placed if p.site is None]
        placed = known
    act.places = placed


def _inside(place: Toponym, outer: Toponym | None) -> Toponym:
    if place.site is not None or outer is None or outer.location is None or level(outer) == 0:
        return place
    site = replace(
        outer.location,
        precision=3,
        radius_km=max(outer.location.radius_km, _INSIDE_KM),
        method="admin",
        confidence=outer.location.confidence / 2,
        reasons=(*outer.location.reasons, f"in or beside {outer.surface}, as the text says"),
    )
    return replace(place, site=site)


# How far off a place may be of which only the town around it is known.
_INSIDE_KM = 5.0
