"""Names of the features of a party in an act, by what they say (see ``parties``).

Each group of names follows from a few values, of which texts have the same few hundred combinations: they are put together once.
"""

from __future__ import annotations

import functools

from eventmap.extract.events import kinds
from eventmap.extract.text.linear import Names

_remembered = functools.lru_cache(maxsize=8192)


@_remembered
def basic(kind: str, inter: str, by_rule: str) -> Names:
    """What the kind of act, the nature of the party and the syntax say."""
    return (
        "bias",
        f"inter={inter}",
        f"rule={by_rule}",
        f"kind={kind}&{inter}",
        f"rule={by_rule}&{inter}",
        f"rule={by_rule}&{kinds.TYPES[kind]}",
    )


@_remembered
def named(times: int, share: int, rank: int) -> Names:
    """How often the text names it."""
    return f"named={times}", f"share={share}", f"rank={rank}"


@_remembered
def same(acts: int, suffers: int, others_act: int, others_suffer: int, by_rule: str) -> Names:
    """Its sides in acts of the kind elsewhere in the text, and those of all others."""
    both = f"same={acts}{suffers}"
    return both, f"{both}&{by_rule}", f"sameact={acts}{others_act}&{by_rule}", f"sametar={suffers}{others_suffer}&{by_rule}"


@_remembered
def anywhere(acts: int, suffers: int, inter: str) -> Names:
    """Its sides in all acts of the text."""
    return (f"anyact={acts}{suffers}&{inter}",)


@_remembered
def anybodys(told: bool, inter: str, by_rule: str) -> Names:
    """Of an act done with what any side may have: whether the party is named with it."""
    return f"anybodys={told!s}&{by_rule}", f"anybodys={told!s}&{inter}"


@_remembered
def foe(actors: str, targets: str, foes: int, by_rule: str) -> Names:
    """Whether it fights, elsewhere in the text, those on either side; ``foes``: how often at most."""
    return f"foeact={actors}&{by_rule}", f"foetar={targets}&{by_rule}", f"foes={foes}"


@_remembered
def near(step: int, first: bool, source: bool, holder: bool, inter: str, by_rule: str) -> Names:
    """It is named ``step`` sentences away; ``first``: at the sentence's begin."""
    return f"near={step}", f"near={step}&{inter}", f"near={step}{first!s}{source!s}{holder!s}", f"near={step}&{by_rule}"


@_remembered
def absent(inter: str, by_rule: str) -> Names:
    """It is not named near the act."""
    return "absent", f"absent&{inter}", f"absent&{by_rule}"


@_remembered
def letters_of_use(*ways: bool) -> str:
    """How it is used: a letter each for source, holder, backer, of an act, generic."""
    return "".join([c for c, on in zip("shbog", ways, strict=True) if on])


@_remembered
def use(where: str, given: str, use: str, kind: str, inside: bool, by_rule: str) -> Names:
    """The side by syntax and the use of the nearest mention."""
    names = f"given={given}", f"use={use}&{by_rule}", f"kind={kind}&{by_rule}", f"in={inside!s}&{by_rule}"
    return tuple(f"{where}:{name}" for name in names)


@_remembered
def position(where: str, side: str, form: str, sense: str, gap: int, weight: float, by_rule: str) -> Names:
    """Where the nearest mention stands to the nearest trigger."""
    names = f"side={side}{form}&{by_rule}", f"pos={side}{form}{gap}", f"pos={side}{sense}", f"weight={weight!s}{side}"
    return tuple(f"{where}:{name}" for name in names)


@_remembered
def mention(where: str, mentions: int, place: int, use: str, state: bool, weak: bool) -> Names:
    """How often it is named there, how near to a place, and in what words."""
    return f"{where}:mentions={mentions}", f"{where}:place={place}{use}", f"{where}:state={state!s}{weak!s}"


@_remembered
def rival(actors: str, targets: str, inter: str, by_rule: str) -> Names:
    """Who else stands on either side."""
    others = f"others={actors}>{targets}"
    return f"{others}&{by_rule[:6]}", f"{others}&{inter}", f"act={actors}&{by_rule}", f"tar={targets}&{by_rule}"


@_remembered
def camps(camps: str, by_rule: str) -> Names:
    """How it stands to both sides."""
    return f"camps={camps}", f"camps={camps}&{by_rule}"


@_remembered
def army(army: str, by_rule: str, kind: str, actors: str, targets: str) -> Names:
    """How it stands to the army of the land."""
    return f"army={army}&{by_rule}", f"army={army}&{kind}", f"army={army}&{actors}>{targets}"


@_remembered
def left(where: str, word: str, side: str, form: str) -> Names:
    """The word before a mention."""
    return f"{where}:left={word}{side}", f"{where}:left={word}&{form}"


@_remembered
def right(where: str, word: str, side: str) -> Names:
    """The word behind a mention."""
    return (f"{where}:right={word}{side}",)


@_remembered
def civil_toll(dead: bool, hurt: bool, combatants: bool, civilians: bool, armed: bool) -> Names:
    """Of civilians: who was hit, and whether the targets bear arms."""
    return f"civil:armed={armed!s}", f"civil:toll={dead!s}{hurt!s}&armed={armed!s}", f"civil:who={combatants!s}{civilians!s}"


@_remembered
def civil_words(kind: str, armed: bool, civil: bool, military: bool) -> Names:
    """Of civilians: the kind of act and words of its sentence."""
    return f"civil:kind={kind}&armed={armed!s}", f"civil:words={civil!s}&{kind}", f"civil:military={military!s}"


@_remembered
def civil_sign(word: str) -> Names:
    """Of civilians: one telling word of the sentence."""
    return (f"civil:w={word}",)
