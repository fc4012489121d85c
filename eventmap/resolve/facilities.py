"""Names of airports, dams, hospitals ...: the name as the text has it, with its type words, and the place that such a name names.

"al-Shifa hospital" is no village called Shifa, and "Hmeimim military airport" is not any military airport: what the type words say is the
same for all of them. A site that nobody knows is near the place whose name it bears.
"""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import Levenshtein

from eventmap.extract.text.tables import word_classes
from eventmap.names import fold
from eventmap.records import Toponym

MAX_TYPE_WORDS = 4  # "Zaporizhzhia nuclear power plant"
MAX_TYPE_CHARS = 60
MAX_CHARS = 100
# What may stand between a name and the noun that says what kind of site it is.
_BETWEEN = frozenset(
    """air airforce border central civil civilian field force gas general government governmental hydroelectric infantry international main
    military national naval nuclear oil power public refugee regional security state teaching thermal training transit university
    idp displacement detention water pumping railway train bus""".split()  # noqa: SIM905
)
# Of these, those that another text leaves out.
_PLAIN = frozenset("central government governmental international main military national regional strategic".split())  # noqa: SIM905
# Sites that bear the name of the place where they are; streets, schools and hotels are named after anything.
_BEARING = frozenset(
    """airport airports airbase airbases airfield airfields base bases dam dams hospital hospitals crossing crossings prison prisons
    refinery refineries university barracks checkpoint checkpoints port harbour harbor field oilfield plant camp camps""".split()  # noqa: SIM905
)
_IN_CITIES = frozenset({"hotel", "museum", "stadium", "station", "academy", "mosque"})
_HEADS = re.compile(
    r"^(?:the\s+)?(?:port|university|hospital|airport|prison|dam|camp|refinery)\s+of\s+(?:the\s+)?", re.IGNORECASE
)


def whole_name(text: str, t: Toponym) -> str:
    """The mention with the lower- or upper-case type words that follow it in the text; the surface alone where none do."""
    after = text[t.span.end : t.span.end + MAX_TYPE_CHARS]
    if not after[:1].isspace():
        return t.surface
    taken: list[str] = []
    for word in after.split()[:MAX_TYPE_WORDS]:
        bare = word.rstrip(".,;:!?)\"'’”")
        if bare.lower() in _sites():
            return " ".join([t.surface, *taken, bare])
        if bare != word or bare.lower() not in _BETWEEN:
            break
        taken.append(word)
    return t.surface


def plain_name(whole: str) -> str:
    """A site's name without words that only praise or class it: "Menagh air base" of "Menagh military air base"."""
    name, *others = whole[:MAX_CHARS].split()
    return " ".join([name, *(word for word in others if word.lower() not in _PLAIN)])


def bare_name(name: str) -> str:
    """The place in a site's name: "Hmeimim" of "Hmeimim military airport", "Aleppo" of "University of Aleppo"; "" where none is."""
    name = name[:MAX_CHARS]
    rest = _HEADS.sub("", name)
    if rest != name:
        return rest
    words = name.split()
    if len(words) < 2 or not bears_its_place(name):
        return ""
    while words and (words[-1].lower() in _sites() or words[-1].lower() in _BETWEEN):
        words.pop()
    return " ".join(words)


def city_part(name: str) -> str:
    """What may be the city's name at the beginning of a site's: "Damascus" of "Damascus Sheraton Hotel"; "" for a street and the like."""
    words = name[:MAX_CHARS].split()
    return words[0] if len(words) > 1 and words[-1].lower() in _BEARING | _IN_CITIES else ""


def bears_its_place(name: str) -> bool:
    """Whether a site of this name lies at the place whose name it bears: "Taganrog airfield", not "Shahba hotel"."""
    *before, last = name[:MAX_CHARS].lower().split() or [""]
    return last in _BEARING or (last == "academy" and before[-1:] == ["military"]) or _HEADS.match(name) is not None


def alike_without_type(name: str, other: str, least: float) -> bool:
    """Whether two names of sites are still alike when their type words are left out; True where the first has none."""
    bare = bare_name(name)
    return not bare or Levenshtein.normalized_similarity(fold(bare), fold(bare_name(other) or other)) >= least


@functools.cache
def _sites() -> frozenset[str]:
    return word_classes()["kind:facility"]
