"""Place mentions of a sentence that belong together: lists and containment.

A *group* is a run of place mentions that belong together: the heads are the places meant, the rest only say where those lie
("the villages of A and B in C province": heads A and B).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from eventmap.data import event_words as w
from eventmap.extract.events.away import AWAY, away_of, is_side, speaks_for
from eventmap.extract.events.spots import level, named_after
from eventmap.extract.places.desks import is_dateline
from eventmap.extract.text.wordlist import Words
from eventmap.records import Span, Toponym


@dataclass(slots=True, eq=False)
class Group:
    """Place mentions ``i``..``j`` (word numbers) that are one list or chain."""

    i: int
    j: int
    heads: list[Toponym]
    around: list[Toponym] = field(default_factory=list)  # that the heads lie in or near
    link: str = ""  # how the last mention was joined
    origin: bool = False  # after "from"
    relative: bool = False  # "A, which ...", "A, whose ..."
    opens: bool = False  # "In A, ..." at the start of the sentence
    away: float = 0.0  # how unlikely it is that something told of happened there, see ``away``
    local: bool = False  # where those live who tell of it
    rules: list[str] = field(default_factory=list)


def groups(words: Words, places: list[tuple[int, int, Toponym]], start: int, digest: bool = False) -> list[Group]:
    """Groups of the place mentions of one sentence, which come in order as (first word, last word + 1, mention).

    In a ``digest`` the place in capitals that begins an entry is where it happened, and no dateline.
    """
    found: list[Group] = []
    for i, j, place in places:
        if not (digest and i == start) and is_dateline(words, i, j, place, start):
            continue
        if found and i > found[-1].j:
            _add_unknown(words, found[-1], i, place)
        if found and _describes(words, found[-1].j, place):
            if level(found[-1].heads[-1]) == 0:  # "in the Red Sea, 60 nautical miles west of A"
                found[-1].heads, found[-1].around = [place], [*found[-1].around, *found[-1].heads]
            else:
                found[-1].around.append(place)
            continue
        link = _link(words, found[-1].j, i) if found else ""
        side = bool(found) and is_side(words, found[-1], start)
        if link and speaks_for(words, j):
            link = ""
        if link and (side or _aimed(words, found[-1], i, start)):
            link = ""
        if link == "bare" and _in_its_province(words, found[-1], place, i, j):
            link = "part"
        if link == "bare" and i == found[-1].j and words.lows[i - 1].endswith(("'s", "’s")) and level(place) > 1:
            found[-1].around += found[-1].heads  # "Yala's Raman district"
            found[-1].heads, found[-1].j = [place], j
            continue
        if link and words.lows[found[-1].j : i] in _SUBURB_OF:
            found[-1].around += found[-1].heads  # "the Khartoum suburb of Omdurman"
            found[-1].heads, found[-1].j = [place], j
            continue
        if link == "list" and found[-1].link == "beside" and words.lows[found[-1].j : i] == ["and"]:
            link = "beside"  # "(took A) from B and C", "(A) near B and C"
        if link:
            _join(found[-1], place, _carried(found[-1], place, link), j)
        elif place.relation is not None and place.relation.subject is not None and found and not side:
            found[-1].around.append(place)
        else:
            found.append(Group(i, j, [place]))
    for group in found:
        group.away = away_of(words, group, start)
        group.relative = words.lows[group.j : group.j + 1] in (["which"], ["whose"]) and words.gaps[group.j] == ","
        group.opens = group.i - start <= 2 and words.lows[start] == "in"
    return found


def _in_its_province(words: Words, group: Group, place: Toponym, i: int, j: int) -> bool:
    """ "Udei, Guma LGA", "Yuksekova, Hakkari.": a town, a comma, and a province; this may bear the name of its chief town."""
    if words.gaps[i] != "," or i != group.j or words.lows[j : j + 1] in (["and"], ["or"]):
        return False
    return not _ADMINS.isdisjoint(words.lows[j - 1 : j + 1]) or named_after(place, group.heads[-1])


_SUBURB_OF = [["suburb", "of"], ["suburbs", "of"]]  # "the Mudiyah district of Abyan" is the other way round
_ADMINS = w.word_set("lga state county province district region governorate oblast township woreda commune territory prefecture")


def _aimed(words: Words, group: Group, i: int, start: int) -> bool:
    """ "positioned in A and B on C and D": after the places that fire comes where they fire at."""
    return not w.AIMED_AT.isdisjoint(words.lows[group.j : i]) and away_of(words, group, start) >= AWAY


def _add_unknown(words: Words, group: Group, i: int, place: Toponym) -> None:
    """Members of a list that no gazetteer knows: the capitalised words between two known ones ("A, Eibed, B and C").

    Where a list is announced, those up to its end: "the villages of A and Eibed in the north of B".
    """
    end = next((k for k in range(group.j, i) if not _in_list(words, k)), i)
    whole = end == i and level(place) >= 3
    between = range(group.j, end)
    if level(group.heads[-1]) < 3 or len(between) > _MOST_UNKNOWN or not (whole or _announced(words, group)):
        return
    runs: list[list[int]] = []
    for k in between:
        name = words.capital(k) or words.lows[k] in _PARTICLES
        if name and runs and runs[-1][-1] == k - 1 and not words.gaps[k].strip("-"):
            runs[-1].append(k)
        elif name:
            runs.append([k])
    for run in runs:
        if any(words.capital(k) for k in run):
            span = Span(words.starts[run[0]], words.ends[run[-1]])
            group.heads.append(Toponym(span=span, surface=span.of(words.text), key=words.lows[run[0]]))
            group.j = run[-1] + 1


def _announced(words: Words, group: Group) -> bool:
    """Whether a list of places is said to begin with the group: "the villages of A", "the towns of A"."""
    return len(group.heads) == 1 and group.i > 1 and words.lows[group.i - 1] == "of" and words.lows[group.i - 2] in _LISTED


_LISTED = w.word_set("villages towns cities districts neighborhoods neighbourhoods quarters suburbs hamlets settlements communities")
_MOST_UNKNOWN = 6
_PARTICLES = frozenset(("al", "el", "as", "ar", "an", "ad", "at", "az"))


def _in_list(words: Words, k: int) -> bool:
    low = words.lows[k]
    if words.capital(k):
        return low not in w.SPEECH and low not in w.PLACE_NOUNS and low not in w.SECTION_OPENERS
    return low in _PARTICLES or low in w.LIST_WORDS


def _carried(group: Group, place: Toponym, link: str) -> str:
    """ "near Syria's Raqqa": the owner's link is the owned one's."""
    owned = link == "bare" and bool(group.around) and group.link not in ("", "bare") and level(group.around[-1]) < level(place)
    group.link = group.link if owned else link
    return group.link


def header(words: Words, group: Group, start: int) -> bool:
    """A section's header run into its first sentence: "Quneitra Another woman was killed"."""
    if group.i != start or group.j >= len(words.lows) or level(group.heads[0]) not in (1, 2, 3):
        return False
    return words.capital(group.j) and words.lows[group.j] in w.SECTION_OPENERS and words.gaps[group.j] in ("", ":")


def _link(words: Words, a: int, b: int) -> str:
    """How two neighbouring mentions are linked by the words between them: list, inside, beside, or "" not at all."""
    between = _without_compounds(words, a, b)
    if len(between) > 8 or any(";" in g or ":" in g for g in words.gaps[a : b + 1]):
        return ""
    if _apposed(between):
        return "part"
    if _counted(between):
        return "list"
    kinds = {_link_word(x) or (_demonym(words, a + n) if len(between) == b - a else "") for n, x in enumerate(between)}
    if "" in kinds:
        return ""
    for link in ("beside", "inside", "list"):
        if link in kinds:
            return "list" if link != "list" and "list" in kinds and _list_last(between) else link
    return "bare"


def _counted(between: list[str]) -> bool:
    """ "(13 raids on A,) six on B and one on the C area": one list, whose members each have their number."""
    rest = between[1:] if between[:1] in (["and"], ["as"]) else between
    number = len(rest) > 1 and (rest[0] in w.NUMBERS or rest[0].isdigit() or rest[0] == "another")
    tail = [x for x in rest[1:] if x not in ("more", "others", "other")]
    return number and bool(tail) and tail[0] in ("on", "in", "at", "against") and all(map(_link_word, tail))


def _without_compounds(words: Words, a: int, b: int) -> list[str]:
    """Words ``a`` to ``b`` without adjectives of two words before a noun for a place ("the oil-rich city of", "the rebel-held town")."""
    found, k = [], a
    while k < b:
        if k + 2 < b and words.gaps[k + 1] == "-" and words.lows[k + 2] in w.PLACE_NOUNS:
            k += 2
        else:
            found.append(words.lows[k])
            k += 1
    return found


def _apposed(between: list[str]) -> bool:
    """ "A, a district of B", "A, the besieged town east of B", "A, the capital of B": B says where A lies; "A, the town of B" is two."""
    n = next((n for n, x in enumerate(between) if x in ("a", "an", "the")), -1)
    noun = next((k for k in range(n + 1, len(between)) if between[k] in w.PLACE_NOUNS), -1)
    if n < 0 or noun < 0 or noun - n > _MOST_ADJECTIVES or any(x in w.LIST_WORDS or x in w.INSIDE_WORDS for x in between[:noun]):
        return False
    tail = between[noun + 1 :]
    one_of = between[n] != "the" or between[noun] == "capital" or not _RANKS.isdisjoint(between[n:noun])
    return bool(tail) and all(map(_link_word, tail)) and (tail != ["of"] or one_of) and tail[-1] in _LIES


_MOST_ADJECTIVES = 5
# "A, the second largest town of B" is one place.
_RANKS = w.word_set("largest biggest second third main principal chief administrative only northernmost southernmost")
_LIES = frozenset(("of", "in", "near", "outside", "from", "the"))


def _demonym(words: Words, i: int) -> str:
    """ "the Syrian city of": a capitalised adjective of nationality says nothing new."""
    return "noun" if words.capital(i) and words.lows[i].endswith(("an", "ish", "ese", "aqi", "eni", "eli")) else ""


def _list_last(between: list[str]) -> bool:
    """ "A city and the villages of B", "in A and in B": the "and" outranks the "of" of the noun that follows, and an "in" said again."""
    k = max(n for n, x in enumerate(between) if x in w.LIST_WORDS)
    k += between[k + 1 : k + 2] == ["in"]
    return not any(x in w.INSIDE_WORDS or x in w.BESIDE_WORDS for x in between[k + 1 :] if x != "of")


# "the A displacement camp near B".
_SITE_ADJECTIVES = w.word_set("displacement displaced idp idps refugee refugees transit")


def _link_word(x: str) -> str:
    if x in w.LIST_WORDS:
        return "list"
    if x in w.INSIDE_WORDS:
        return "inside" if x != "of" else "of"
    if x in w.PLACE_NOUNS or x in w.ARTICLES or x in w.DIRECTIONS or x in _SITE_ADJECTIVES:
        return "beside" if x in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest") else "noun"
    return "beside" if x in w.BESIDE_WORDS or x.isdigit() or (x.endswith("km") and x[:-2].isdigit()) else ""


def _join(group: Group, place: Toponym, link: str, j: int) -> None:
    group.j = j
    last, new = level(group.heads[-1]), level(place)
    subject = place.relation.subject if place.relation is not None else None
    if subject is not None and any(h.span == subject for h in group.heads):
        group.around.append(place)
    elif link == "list" or (link == "bare" and new >= last >= 3):
        group.heads.append(place)
    elif link == "bare" and new > last:
        group.around.append(group.heads.pop())
        group.heads.append(place)
    elif link == "inside" and new > last:
        group.around += [h for h in group.heads if level(h) < new]
        group.heads = [h for h in group.heads if level(h) >= new] + [place]
    else:
        group.around.append(place)


def _describes(words: Words, j: int, place: Toponym) -> bool:
    """ "(A,) a city of 370,000 about 200 km southwest of B", "(A,) between B and C": where what ended before word ``j`` lies."""
    relation = place.relation
    if relation is None or relation.kind not in ("offset", "between") or j >= len(words.gaps) or words.gaps[j] != ",":
        return False
    first = words.at(relation.span.start)
    return j <= first <= j + _DESCRIBED and all(low in _DESCRIBING or low[:1].isdigit() for low in words.lows[j:first])


_DESCRIBED = 10  # words
_DESCRIBING = w.ARTICLES | w.PLACE_NOUNS | w.DIRECTIONS | w.word_set(
    "of people residents inhabitants about some around roughly nearly over just located situated lying which lies is midway halfway "
    "small big large strategic border farming mining remote"
)
