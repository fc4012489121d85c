"""The distinct names of a document: which mentions mean the same place, and which names stand beside each other.

One name has one sense in a document, unless its mentions are told apart by what follows them ("Paris, Texas" and "Paris, France") or by
their kind ("Aleppo" and "Aleppo province").
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from eventmap.extract.places.phrases import words_of
from eventmap.extract.text.sentences import split
from eventmap.extract.text.tables import kind_words
from eventmap.names import fold
from eventmap.records import Toponym
from eventmap.resolve.facilities import plain_name, whole_name
from eventmap.resolve.options import AREAS, NO_SENSES, Option, Senses, chord_km2

NEAR_CHARS = 250  # two names this close are told together
NEAR_MENTIONS = 3
MAX_HOLDERS = 8  # options of a name that may hold another's
TOWN_REACH_KM = 8.0  # around a town, what is said to be in it may lie
KNOWN_PEOPLE = 30_000  # a town so large is meant though the words seem to put it into another province
GAP_CHARS = 60
MAX_REMEMBERED = 10_000  # texts between two names
MAX_JOINT_CHARS = 12
AREA_REACH_CHARS = 800  # how far back a text may have named the area that it goes on to tell of
# Between a place and what holds it: "Paris, Texas", "Tripoli in northern Lebanon", "Raqqa (Syria)". Kinds and directions may stand there.
_WITHIN = frozenset({"in", "of", "within", "في", "в", "у", "en", "de", "dans", "del", "d"})
_OPENERS = frozenset({",", "(", "،"})
_OWNS = ("'s ", "’s ")
_JOINTS = frozenset({",", "and", "،", "و", "et", "y", "та", "і", "и", "ve", "&", "the"})
MODIFIERS = frozenset(
    """the northern southern eastern western central northeastern northwestern southeastern southwestern north south east west rural
    northeast northwest southeast southwest province governorate region district county state city town countryside neighborhood
    neighbourhood neighborhoods neighbourhoods quarter quarters districts district village part parts
    area areas suburb suburbs outskirts capital locality of in s
    محافظة مدينة ريف منطقة province région ville provincia ciudad departamento estado области області районе районі""".split()  # noqa: SIM905
)


@dataclass(slots=True)
class Name:
    """Mentions that mean one place.

    ``live`` are the options that are looked at (indexes, likeliest before reading first); ``chances`` of all options; ``values`` the
    context features of those that were looked at last; ``senses`` what the name could mean before reading.
    """

    key: str
    kind: str
    surface: str
    mentions: list[int]
    senses: Senses
    options: tuple[Option, ...]
    chances: Sequence[float]
    live: Sequence[int]
    values: dict[int, tuple[float, ...]] = field(default_factory=dict)
    close: set[int] = field(default_factory=set)  # other names told together with it
    inside: set[int] = field(default_factory=set)  # names that the text puts it in: "Tripoli in northern Lebanon"
    apposed: set[int] = field(default_factory=set)  # names that a comma puts it in, unless they are a list: "Paris, Texas"
    holds: set[int] = field(default_factory=set)
    beside_areas: set[int] = field(default_factory=set)  # areas named in the same sentence, the nearest and the one it opens with
    after_areas: set[int] = field(default_factory=set)  # the area named last, where the sentence names none


# What a type word at a name's end may be said of.
_SAID_OF = {"admin": ("admin", "admin1", "admin2"), "terrain": ("terrain", "region"), "region": ("region", "terrain")}

SensesOf = Callable[[str, str, str], Senses]


def names_of(text: str, toponyms: Sequence[Toponym], senses_of: SensesOf) -> list[Name]:
    """The distinct names, in order of their first mention, with the names beside them. Linear in mentions."""
    kinds = _one_kind(toponyms)
    kinds_of: list[str] = []
    senses: list[Senses] = []
    for t in toponyms:
        site = NO_SENSES if t.anaphor else _site_senses(text, t, senses_of)
        kinds_of.append("facility" if site.options else t.kind or _inherited(t, kinds.get(t.key, ""), senses_of))
        own = site if site.options or t.anaphor else senses_of(t.key, kinds_of[-1], t.surface)
        if not own.options and not t.anaphor and (area := _area_senses(t, senses_of)).options:
            own, kinds_of[-1] = area, kind_words()[t.surface.rpartition(" ")[2].lower()]
        senses.append(own)
    containers = _containers(text, toponyms, senses)
    names, of_mention = _grouped(toponyms, kinds_of, senses, containers)
    _link_close(toponyms, names, of_mention)
    for i, j in containers.items():
        a, b = of_mention[i], of_mention[j]
        if a != b:
            comma = text[toponyms[i].span.end : toponyms[j].span.start].strip()[:1] in _OPENERS
            (names[a].apposed if comma else names[a].inside).add(b)
            names[b].holds.add(a)
    _link_areas(text, toponyms, senses, names, of_mention)
    return names


def _inherited(t: Toponym, kind: str, senses_of: SensesOf) -> str:
    """The kind that another mention of the name says; "Hama" is not the air base of "Hama air base"."""
    if kind == "facility" and any(o.place.population for o in senses_of(t.key, "", t.surface).options):
        return ""
    return kind


def _area_senses(t: Toponym, senses_of: SensesOf) -> Senses:
    """ "Donetsk Oblast", "Wadi Barada valley": the area of that name, where nothing bears the name together with its type word."""
    head, _, last = t.surface.rpartition(" ")
    kinds = _SAID_OF.get(kind_words().get(last.lower(), "") if head else "", ())
    senses = senses_of(fold(head), kinds[0], head) if kinds else NO_SENSES
    return senses if any(o.place.kind in kinds for o in senses.options) else NO_SENSES


def _site_senses(text: str, t: Toponym, senses_of: SensesOf) -> Senses:
    """The sites that the mention names together with the type words after it ("al-Shifa hospital"); none where it says another kind."""
    if t.kind not in ("", "facility") or (whole := whole_name(text, t)) == t.surface:
        return NO_SENSES
    for name in dict.fromkeys((whole, plain_name(whole))):
        senses = senses_of(fold(name), "facility", name)
        if any(o.place.kind == "facility" for o in senses.options):
            return senses
    return NO_SENSES


def _grouped(
    toponyms: Sequence[Toponym], kinds: Sequence[str], senses: Sequence[Senses], containers: Mapping[int, int]
) -> tuple[list[Name], dict[int, int]]:
    """Mentions of one key and kind are one name, unless what holds them leaves no option that both could mean."""
    names: list[Name] = []
    groups: dict[tuple[str, str], list[_Group]] = {}
    of_mention: dict[int, int] = {}
    for i, t in enumerate(toponyms):
        if t.anaphor:
            continue
        possible = _held(senses[containers[i]], senses[i]) if i in containers else frozenset(senses[i].live)
        known = groups.setdefault((t.key, kinds[i]), [])
        group = next((g for g in reversed(known) if g[1] & possible), None)
        if group is None and (possible or not known):
            group = (len(names), possible)
            own = senses[i]
            live = own.live if possible.issubset(own.live) else tuple(sorted({*own.live, *possible}))
            names.append(Name(t.key, kinds[i], t.surface, [], own, own.options, own.chances, live))
        elif group is None:
            group = known[-1]
        else:
            known.remove(group)
            group = (group[0], group[1] & possible)
        known.append(group)  # the latest last
        of_mention[i] = group[0]
        names[group[0]].mentions.append(i)
    for several in groups.values():
        _keep_apart(names, several)
    return names, of_mention


_Group = tuple[int, frozenset[int]]  # a name, and which of its options are still possible


def _keep_apart(names: Sequence[Name], groups: Sequence[_Group]) -> None:
    """ "Paris, Texas" and "Paris, France": each means only what its own words leave."""
    for n, possible in groups if len(groups) > 1 else ():
        name = names[n]
        name.live = [m for m in name.live if m in possible] or name.live
        name.chances = [c if m in possible else 0.0 for m, c in enumerate(name.chances)]


def _one_kind(toponyms: Sequence[Toponym]) -> dict[str, str]:
    """The kind that some mentions of a name say, for those that say none; not for areas ("Aleppo" is not "Aleppo province")."""
    said: dict[str, set[str]] = {}
    for t in toponyms:
        if t.kind and not t.anaphor:
            said.setdefault(t.key, set()).add(t.kind)
    return {key: next(iter(kinds)) for key, kinds in said.items() if len(kinds) == 1 and not kinds & AREAS}


def _link_close(toponyms: Sequence[Toponym], names: Sequence[Name], of_mention: dict[int, int]) -> None:
    order = [i for i in range(len(toponyms)) if i in of_mention]
    for n, i in enumerate(order):
        for j in order[n + 1 : n + 1 + NEAR_MENTIONS]:
            if toponyms[j].span.start - toponyms[i].span.end > NEAR_CHARS:
                break
            a, b = of_mention[i], of_mention[j]
            if a != b:
                names[a].close.add(b)
                names[b].close.add(a)


def owned_by(text: str, toponyms: Sequence[Toponym], order: Sequence[int]) -> dict[int, int]:
    """mention -> the next of ``order``, which it only says the whole of: "Zamfara" of "in Zamfara's Talata Mafara district"."""
    gaps = ((i, j, text[toponyms[i].span.end : toponyms[j].span.start]) for i, j in pairwise(order))
    return {i: j for i, j, gap in gaps if gap.startswith(_OWNS) and len(gap) <= GAP_CHARS and inside_of(gap) == SECOND}


def _containers(text: str, toponyms: Sequence[Toponym], senses: Sequence[Senses]) -> dict[int, int]:
    """mention -> the mention that seems to hold it, where some pair of their options agrees."""
    found: dict[int, int] = {}
    order = [i for i, t in enumerate(toponyms) if not t.anaphor]
    owned = owned_by(text, toponyms, order)
    for n, i in enumerate(order[:-1]):
        for j in order[n + 1 : n + 3]:
            gap = text[toponyms[i].span.end : toponyms[j].span.start]
            pairs = _pairs_of(gap, i, j, owned) if len(gap) <= GAP_CHARS else ()
            pair = next((p for p in pairs if _may_hold(senses[p[1]], senses[p[0]])), None)
            if pair is not None:
                found.setdefault(*pair)
                break
            if not toponyms[j].demonym:
                break
    for i, j in reversed(list(pairwise(order))):  # "A, B and C in Hama province": all of them are
        if i not in found and j in found and is_listed(text[toponyms[i].span.end : toponyms[j].span.start]):
            holder = found[j]
            if text[toponyms[j].span.end : toponyms[holder].span.start].strip()[:1] in _OPENERS:
                continue
            if (held := _held(senses[holder], senses[i])) and not _is_known_elsewhere(senses[i], held):
                found[i] = holder
    return found


def _may_hold(outer: Senses, inner: Senses) -> bool:
    """Whether some option of ``inner`` lies in one of ``outer``; two countries are a list ("Mexico, the US"), but "Georgia, USA"."""
    held = _held(outer, inner)
    if not held or not (_is_country(outer) and _is_country(inner)):
        return bool(held)
    return any(inner.options[m].place.kind == "admin1" for m in held)


def _is_country(senses: Senses) -> bool:
    return senses.options[senses.live[0]].place.kind == "country"


def _is_known_elsewhere(senses: Senses, held: frozenset[int]) -> bool:
    """Whether a name of a list is rather a large town elsewhere: "in Hama Marj al-Sultan town in Damascus Countryside" lost its commas."""
    return senses.live[0] not in held and senses.options[senses.live[0]].place.population >= KNOWN_PEOPLE


def is_listed(gap: str) -> bool:
    """Whether the gap is that between two names of a list, which may have lost its commas."""
    return len(gap) <= MAX_JOINT_CHARS and all(word in _JOINTS for word in gap.replace(",", " , ").split())


def _link_areas(
    text: str, toponyms: Sequence[Toponym], senses: Sequence[Senses], names: Sequence[Name], of_mention: Mapping[int, int]
) -> None:
    """Fills ``beside_areas`` and ``after_areas``. Linear in mentions."""
    order = [i for i in range(len(toponyms)) if i in of_mention]
    sentences = sentences_of(text, toponyms)
    areas = [i for i in order if not toponyms[i].metonym and _may_be_area(toponyms[i], senses[i])]
    at = 0
    for i in order:
        while at < len(areas) and areas[at] < i:
            at += 1
        own, sentence = of_mention[i], sentences[i]
        around = [k for k in areas[max(0, at - 3) : at + 3] if of_mention[k] != own]
        same = [k for k in around if sentences[k] == sentence]
        if same:
            nearest = min(same, key=lambda k: _apart(toponyms[i], toponyms[k])) if len(same) > 1 else same[0]
            names[own].beside_areas |= {of_mention[nearest], of_mention[same[0]]}
        elif before := [k for k in around if k < i and toponyms[i].span.start - toponyms[k].span.end <= AREA_REACH_CHARS]:
            names[own].after_areas.add(of_mention[before[-1]])


def sentences_of(text: str, toponyms: Sequence[Toponym]) -> list[int]:
    """The number of the sentence that each mention begins in; mentions are in order."""
    starts = [s.start for s in split(text)]
    return [bisect.bisect_right(starts, t.span.start) for t in toponyms]


def _may_be_area(t: Toponym, senses: Senses) -> bool:
    return t.kind in ("admin", "admin1") or _is_province(senses)


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _is_province(senses: Senses) -> bool:
    return any(senses.options[m].place.kind == "admin1" for m in senses.live[:MAX_HOLDERS])


def _apart(a: Toponym, b: Toponym) -> int:
    return max(a.span.start - b.span.end, b.span.start - a.span.end)


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _held(outer: Senses, inner: Senses) -> frozenset[int]:
    """Which of the ``inner`` options lie in one of the likeliest ``outer``; reports of one war put the same towns in the same provinces."""
    areas = [o for o in (outer.options[n] for n in outer.live[:MAX_HOLDERS]) if o.place.kind in AREAS or o.place.kind == "settlement"]
    return frozenset([n for n, i in enumerate(inner.options) if any(holds(o, i) for o in areas)])


def _pairs_of(gap: str, i: int, j: int, owned: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """(inner, outer) of two neighbours, the likelier first: what is in what ``j`` owns is rather in that than in all of ``j``."""
    pair = pair_of(gap, i, j)
    if pair is None:
        return ()
    return ((i, owned[j]), pair) if pair == (i, j) and j in owned else (pair,)


def pair_of(gap: str, i: int, j: int) -> tuple[int, int] | None:
    """(inner, outer) of two neighbours with ``gap`` between them."""
    inside = inside_of(gap)
    return None if inside is None else (i, j) if inside == FIRST else (j, i)


FIRST, SECOND = 0, 1


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def inside_of(gap: str) -> int | None:
    """``FIRST`` or ``SECOND``: which of two names with ``gap`` between them is in the other; None: neither is."""
    if (owner := gap.strip()).endswith(("'s", "’s")) and all(w in MODIFIERS for w in owner[:-2].lower().split()):
        return SECOND  # "Kirkuk city's Shuhada"
    words = [w.text for w in words_of(gap, 0, len(gap))]
    if not words or not (words[0] in _OPENERS or words[0] in _WITHIN or words[0] in MODIFIERS):
        return None
    rest = words[1:] if words[0] in _OPENERS else words
    if not all(w in _WITHIN or w in MODIFIERS for w in rest):
        return None
    return FIRST if words[0] in _OPENERS or any(w in _WITHIN for w in rest) else None


def holds(outer: Option, inner: Option) -> bool:
    """Whether the place of ``outer`` is an area that has the place of ``inner`` in it, or a town of which it is a part."""
    a, b = outer.place, inner.place
    if a.place_id == b.place_id or (a.country != b.country and a.country):
        return False
    if a.kind == "country":
        return b.kind != "country"
    if a.kind == "admin1":
        return b.kind not in ("country", "admin1") and b.admin1 in (a.name, a.admin1)
    if b.kind in ("country", "admin1"):
        return a.kind == "region" and b.kind == "country" and _within(outer, inner, a.radius_km)
    if a.kind in ("admin2", "admin", "region"):
        return b.kind != a.kind and (b.admin2 == a.name or _within(outer, inner, 1.2 * a.radius_km))
    # "Azaz in Aleppo": a province goes by the name of its seat
    return a.kind == "settlement" and (_within(outer, inner, a.radius_km + TOWN_REACH_KM) or (b.admin1 == a.name == a.admin1))


def _within(a: Option, b: Option, km: float) -> bool:
    return chord_km2(a.vector, b.vector) <= km * km
