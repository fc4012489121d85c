"""Names of the features of a party in an act, by what they say (see ``parties``).

Each group of names follows from a few values, of which texts have the same few hundred combinations: they are put together once.
"""

from __future__ import annotations

import functools

from eventmap.extract.events import kinds

_remembered = functools.lru_cache(maxsize=8192)


@_remembered
def basic(kind: str, inter: str, by_rule: str) -> tuple[str, ...]:
    return (
        "bias",
        f"inter={inter}",
        f"rule={by_rule}",
        f"kind={kind}&{inter}",
        f"rule={by_rule}&{inter}",
        f"rule={by_rule}&{kinds.TYPES[kind]}",
    )


@_remembered
def named(times: int, share: int, rank: int) -> tuple[str, ...]:
    return f"named={times}", f"share={share}", f"rank={rank}"


@_remembered
def same(
    acts: int, suffers: int, others_act: int, others_suffer: int, by_rule: str, any_acts: int, any_suffers: int, inter: str
) -> tuple[str, ...]:
    same = f"same={acts}{suffers}"
    return (
        same,
        f"{same}&{by_rule}",
        f"sameact={acts}{others_act}&{by_rule}",
        f"sametar={suffers}{others_suffer}&{by_rule}",
        f"anyact={any_acts}{any_suffers}&{inter}",
    )


@_remembered
def foe(actors: str, targets: str, foes: int, by_rule: str) -> tuple[str, ...]:
    return f"foeact={actors}&{by_rule}", f"foetar={targets}&{by_rule}", f"foes={foes}"


@_remembered
def near(step: int, first: bool, source: bool, holder: bool, inter: str, by_rule: str) -> tuple[str, ...]:
    return f"near={step}", f"near={step}&{inter}", f"near={step}{first!s}{source!s}{holder!s}", f"near={step}&{by_rule}"


@_remembered
def absent(inter: str, by_rule: str) -> tuple[str, ...]:
    return "absent", f"absent&{inter}", f"absent&{by_rule}"


@_remembered
def letters_of_use(*ways: bool) -> str:
    """How it is used: a letter each for source, holder, backer, of an act, generic."""
    return "".join([c for c, on in zip("shbog", ways, strict=True) if on])


@_remembered
def use(where: str, given: str, use: str, kind: str, inside: bool, by_rule: str) -> tuple[str, ...]:
    names = f"given={given}", f"use={use}&{by_rule}", f"kind={kind}&{by_rule}", f"in={inside!s}&{by_rule}"
    return tuple(f"{where}:{name}" for name in names)


@_remembered
def position(where: str, side: str, form: str, sense: str, gap: int, weight: float, by_rule: str) -> tuple[str, ...]:
    names = f"side={side}{form}&{by_rule}", f"pos={side}{form}{gap}", f"pos={side}{sense}", f"weight={weight!s}{side}"
    return tuple(f"{where}:{name}" for name in names)


@_remembered
def mention(where: str, mentions: int, place: int, use: str, state: bool, weak: bool) -> tuple[str, ...]:
    return f"{where}:mentions={mentions}", f"{where}:place={place}{use}", f"{where}:state={state!s}{weak!s}"


@_remembered
def rival(actors: str, targets: str, inter: str, by_rule: str) -> tuple[str, ...]:
    others = f"others={actors}>{targets}"
    return f"{others}&{by_rule[:6]}", f"{others}&{inter}", f"act={actors}&{by_rule}", f"tar={targets}&{by_rule}"


@_remembered
def camp(camps: str, by_rule: str) -> tuple[str, ...]:
    return f"camps={camps}", f"camps={camps}&{by_rule}"


@_remembered
def army(army: str, by_rule: str, kind: str, actors: str, targets: str) -> tuple[str, ...]:
    return f"army={army}&{by_rule}", f"army={army}&{kind}", f"army={army}&{actors}>{targets}"
