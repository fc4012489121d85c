"""Place mentions of a sentence that belong together: lists, containment, and the places where nothing of an act happened.

A *group* is a run of place mentions that belong together: the heads are the places meant, the rest only say where those lie
("the villages of A and B in C province": heads A and B). ``away`` is how unlikely it is that something told of happened there: an origin, a
residence, the seat of a source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from eventmap.data import event_words as w
from eventmap.extract.events.spots import level, named_after
from eventmap.extract.text.wordlist import Words
from eventmap.records import Span, Toponym

# Penalties of a group where nothing of an act happened, in the unit of ``wheres.assign``: a twelfth for each word between.
_TOWARDS = 1.5
PEOPLE = 3.0  # whose residents they are
_TO = 4.5
_AWAY = 6.0
_NEVER = 99.0


@dataclass(slots=True, eq=False)
class Group:
    """Place mentions ``i``..``j`` (word numbers) that are one list or chain."""

    i: int
    j: int
    heads: list[Toponym]
    around: list[Toponym] = field(default_factory=list)  # that the heads lie in or near
    link: str = ""  # how the last mention was joined
    origin: bool = False  # after "from"
    opens: bool = False  # "In A, ..." at the start of the sentence
    away: float = 0.0
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
            found[-1].around.append(place)
            continue
        link = _link(words, found[-1].j, i) if found else ""
        side = bool(found) and _is_side(words, found[-1], start)
        if link and _speaks_for(words, j):
            link = ""
        if link and (side or _aimed(words, found[-1], i, start)):
            link = ""
        if link == "bare" and _in_its_province(words, found[-1], place, i, j):
            link = "part"
        if link == "bare" and i == found[-1].j and words.lows[i - 1].endswith(("'s", "’s")) and level(place) > 1:
            found[-1].around += found[-1].heads  # "Yala's Raman district"
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
        group.away = _away(words, group, start)
        group.opens = group.i - start <= 2 and words.lows[start] == "in"
    return found


def _speaks_for(words: Words, j: int) -> bool:
    """ "(a house in A,) Lebanon's civil defence said": the owner of a source, which says nothing of where A lies."""
    return words.lows[j - 1].endswith(("'s", "’s")) and not w.SPEECH.isdisjoint(words.lows[j : j + 4])


def _in_its_province(words: Words, group: Group, place: Toponym, i: int, j: int) -> bool:
    """ "Udei, Guma LGA", "Yuksekova, Hakkari.": a town, a comma, and a province; this may bear the name of its chief town."""
    if words.gaps[i] != "," or i != group.j or words.lows[j : j + 1] in (["and"], ["or"]):
        return False
    return not _ADMINS.isdisjoint(words.lows[j - 1 : j + 1]) or named_after(place, group.heads[-1])


def _aimed(words: Words, group: Group, i: int, start: int) -> bool:
    """ "positioned in A and B on C and D": after the places that fire comes where they fire at."""
    return not w.AIMED_AT.isdisjoint(words.lows[group.j : i]) and _away(words, group, start) >= _AWAY


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


# How many words into a text a dateline may stand: behind a title and a subtitle.
_DATELINE_WORDS = 60


def is_dateline(words: Words, i: int, j: int, place: Toponym, start: int) -> bool:
    """ "BEIRUT A Daesh counterattack", "DAMASCUS (Sputnik)": where the report was written.

    Further on in a text of many places "KAYA: Gunmen ..." says where that happened.
    """
    gap = words.gaps[j] if j < len(words.gaps) else ""
    if len(place.surface) > 3 and place.surface.isupper() and i < _DATELINE_WORDS:
        return i - start < 12 or gap.startswith("(")
    return gap.startswith("(") and i == start and j + 1 < len(words.gaps) and words.gaps[j + 1].startswith(")")


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


def _away(words: Words, group: Group, start: int) -> float:
    """Penalty of a group that is an origin, a residence or the seat of a source."""
    if words.lows[group.j : group.j + 1] == ["where"]:
        return 0.0  # "went on to A, where they burned", "news from A, where"
    if _is_of_another_story(words, group, start):
        return _NEVER
    first = _measured_from(words, group)
    left = [x for x in words.lows[max(start, first - 7) : first] if x not in w.ARTICLES or x == "of"]
    while left and left[-1] in _SKIPPED and " ".join(left[-2:]) not in _ORIGIN_PHRASES:
        left.pop()
    tail = " ".join(left[-2:])
    if tail in _ORIGIN_PHRASES and left[-1] == "to":
        return _AWAY
    raw = words.lows[max(start, group.i - 7) : group.i]
    if left[-1:] == ["in"] and left[-2:-1] in _POSTED and not _HIT.isdisjoint(words.lows[max(start, group.i - 9) : group.i]):
        return PEOPLE  # "attacked the troops stationed in A"
    if "found" in raw and not _BODIES.isdisjoint(raw):
        return PEOPLE  # "were abducted in A, and their bodies were found near B"
    if left[-1:] == ["from"] and not _RETURN.isdisjoint(raw):
        return PEOPLE  # "ambushed traders returning from the market of A"
    if raw[-1:] in (["into"], ["to"]) and "border" in raw:
        return _AWAY  # "fled across the border into A"
    hospital = not w.HOSPITALS.isdisjoint(words.lows[group.i : group.j + 4])
    if hospital and not w.CARE.isdisjoint(words.lows[max(start, group.i - 8) : group.i]):
        return _AWAY
    if left[-1:] == ["to"] and not w.CAME.isdisjoint(left) and "and" in words.lows[group.j : group.j + 7]:
        return _TOWARDS  # "came to A and took"
    if left and left[-1] in ("to", "toward", "towards", "into") and not _FLIGHT.isdisjoint(left[-4:]):
        return _AWAY  # "forcing thousands to flee towards A"
    if left and (left[-1] in ("toward", "towards") or (left[-1] == "to" and not set(left[-3:-1]) & w.REACHED_TO)):
        return _TOWARDS if left[-1] != "to" else _TO
    if left and (left[-1] == "by" or (left[-1] in w.HOLDS and left[-2:-1] in (["who"], ["which"]))):
        return _AWAY
    if "to" in raw and not w.ATTEMPTS.isdisjoint(raw):
        return _TO
    if not _CONTROL.isdisjoint(raw) and not _SHARE.isdisjoint(raw):
        return _AWAY
    if not w.MODALS.isdisjoint(left[-4:]):
        return _TO
    group.origin = bool(left) and (left[-1] == "from" or "control" in left[-2:])
    on_road = left[-1:] == ["linking"] and not _ROADS.isdisjoint(left[-3:])  # "the highway linking A to B"
    if tail in _ORIGIN_PHRASES or (left and left[-1] in w.ORIGIN_BEFORE and not on_road):
        group.rules.append(f"away:{tail}")
        if tail in _PEOPLE_OF and w.SPEECH.isdisjoint(words.lows[group.j : group.j + 4]):
            return PEOPLE  # "residents of A were taken away"
        if tail in _PEOPLE_OF and level(group.heads[-1]) >= 3:
            return PEOPLE  # "residents of A said that rebels had taken away 20"
        return _NEVER if left[-1:] == ["of"] else _AWAY
    after = words.lows[group.j] if group.j < len(words.lows) else ""
    if _owns_act(words, group):
        return _TO
    if group.i and words.lows[group.i - 1] in ("pro", "anti"):
        return _NEVER
    if after in w.PEOPLE_OF:
        return PEOPLE
    if _speaks_for(words, group.j):
        return _NEVER
    if after == "based" or not _CLANS.isdisjoint(words.lows[group.j : group.j + 3]):
        return _NEVER
    if after in _FIRED and left[-1:] in (["in"], ["at"]) and not _GUNNERS.isdisjoint(left[-2:-1]):
        return _AWAY  # "terrorists in A fired shells at B"
    if left and left[-1] == "for" and _FOUGHT_FOR.isdisjoint(left[-4:]):
        return _TO
    if _names_source(words, group):
        group.rules.append("away:source")
        return PEOPLE
    if _is_side(words, group, start):
        return _NEVER
    if after in _SAID and (level(group.heads[-1]) <= 1 or "in" in raw[-2:]):
        group.rules.append("away:source")
        return _AWAY if level(group.heads[-1]) <= 1 else PEOPLE
    return 0.0


def _is_of_another_story(words: Words, group: Group, start: int) -> bool:
    """ "Days before ministers meet in A", "the president, who was in A": something else happens there, or nothing."""
    before = words.lows[max(start, group.i - _STORY_REACH) : group.i]
    if before[-1:] in (["in"], ["at"]) and before[-2:-1] in (["was"], ["were"], ["is"]) and "who" in before[-5:]:
        return True
    for n, (one, other) in enumerate(pairwise(before)):
        if one in _SPANS and other in ("before", "ahead") and not _OWN_WORDS.isdisjoint(before[n + 2 :]):
            return True
    return False


_STORY_REACH = 10
_SPANS = w.word_set("days hours weeks months shortly")
_OWN_WORDS = w.word_set("meet meets met summit talks visit vote election elections conference polls gather holds host hosts")
_POSTED = (["stationed"], ["deployed"], ["garrisoned"], ["posted"], ["based"])
_HIT = w.word_set("attacked ambushed targeted hit struck shelled bombed killed attack ambush raid on against stormed")
_BODIES = w.word_set("body bodies corpse corpses remains")
_RETURN = w.word_set("returning return coming travelling traveling driving home")


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
_ROADS = w.word_set("road highway motorway route bridge")
_SAID = w.word_set("said says told announced confirmed reported stated declared")
# Words of "the Idlib health directorate" between the place and the verb of saying.
_OF_SOURCE = 4


def _names_source(words: Words, group: Group) -> bool:
    """ "The Idlib health directorate said", "Kharkiv regional prosecutors said": whoever says it sits there."""
    for k in range(group.j, min(group.j + 1 + _OF_SOURCE, len(words.lows))):
        low = words.lows[k]
        if low in w.SPEECH:
            return k > group.j and words.lows[k - 1] in _SOURCES
        if words.gaps[k].strip("'’-") or low in w.PLACE_PREPOSITIONS or low in w.AUXILIARIES or low in w.AND_WORDS:
            return False
    return False


_SOURCES = w.word_set(
    "directorate committee committees association union council ministry office department authority authorities administration commander "
    "chief governor mayor prosecutor prosecutors police officials official spokesman spokeswoman activists network center centre room "
    "hospital agency service services command secretariat chapter branch group court news radio television organisation organization "
    "leader leaders elders source sources correspondent reporter residents medics doctors media"
)


def _is_side(words: Words, group: Group, start: int) -> bool:
    """ "Clashes between the Hawazma and Nuba near Kadugli": peoples, where the place stands behind them."""
    before = words.lows[max(start, group.i - _BETWEEN - 4) : group.i]
    if "between" not in before[-_BETWEEN:]:
        return False
    fight = before[: before.index("between")][-4:]
    fought = next((n for n, low in enumerate(fight) if low in _FOUGHT_FOR), None)
    if fought is None or not w.PLACE_PREPOSITIONS.isdisjoint(fight[fought:]):
        return False  # "fighting on the road between A and B"
    last = group.j + (2 if words.lows[group.j : group.j + 1] == ["and"] else 0)
    return any(low in _AT and words.capital(k + 1) for k, low in enumerate(words.lows[last : last + 4], last) if k + 1 < len(words.lows))


_FIRED = w.word_set("fired launched shelled lobbed pounded targeted")
_GUNNERS = w.word_set(
    "terrorists militants rebels gunmen fighters insurgents groups organizations organisations positions forces troops militia"
)
_BETWEEN = 5  # words from "between" to the second people
_AT = frozenset(("near", "in", "at", "around", "outside"))


def _measured_from(words: Words, group: Group) -> int:
    """The word at which the phrase of the group begins: "15 km from A" is no origin."""
    relation = group.heads[0].relation
    if relation is None or relation.kind not in ("offset", "near") or relation.span.start >= group.heads[0].span.start:
        return group.i
    return words.at(relation.span.start)


_FLIGHT = w.word_set("flee fled fleeing escape escaped escaping displaced")
_CLANS = w.word_set("clan clans tribe tribes tribesmen sub-clan sub-clans subclan subclans")
_ADMINS = w.word_set("lga state county province district region governorate oblast township woreda commune territory prefecture")
_ORIGIN_PHRASES = frozenset(w.ORIGIN_PHRASES)
_SKIPPED = w.PLACE_NOUNS | w.DIRECTIONS | {"of"}
_CONTROL = frozenset(("control", "controls", "controlled", "hold", "holds"))
_SHARE = frozenset(("most", "much", "parts", "all", "half", "percent", "large"))
_FOUGHT_FOR = frozenset(
    ("battle", "fight", "offensive", "fighting", "clashes", "battles", "struggle", "fought", "battled", "clashed")
)
_PEOPLE_OF = ("residents of", "resident of", "people of")


def _owns_act(words: Words, group: Group) -> bool:
    """ "Moscow's air campaign": the owner of a campaign acts, and elsewhere."""
    last = words.lows[group.j - 1]
    owner = last.endswith(("'s", "’s")) or words.ends[group.j - 1] == group.heads[-1].span.end + 1
    return owner and not _CAMPAIGNS.isdisjoint(words.lows[group.j : group.j + 2])


_CAMPAIGNS = w.word_set("campaign offensive intervention operation operations involvement aggression incursion strikes raids airstrikes")
