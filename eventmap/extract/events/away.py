"""Places of a sentence where nothing of an act happened: an origin, a residence, the seat of a source, another story."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from eventmap.data import event_words as w
from eventmap.extract.events.spots import level
from eventmap.extract.text.wordlist import Words

if TYPE_CHECKING:
    from eventmap.extract.events.groups import Group

# Penalties of a group where nothing of an act happened, in the unit of ``wheres.assign``: a twelfth for each word between.
_TOWARDS = 1.5
PEOPLE = 3.0  # whose residents they are
_TO = 4.5
AWAY = 6.0
_NEVER = 99.0


def away_of(words: Words, group: Group, start: int) -> float:
    """Penalty of a group that is an origin, a residence or the seat of a source."""
    if _of_speaker(words.lows[max(start, group.i - _SPEAKER_REACH) : group.i]):
        return AWAY
    if words.lows[group.j : group.j + 1] == ["where"]:
        return 0.0  # "went on to A, where they burned", "news from A, where"
    if _is_of_another_story(words, group, start) or (words.lows[group.j : group.j + 1] == ["bound"] and words.gaps[group.j] == "-"):
        return _NEVER  # "a Sokoto-bound bus"
    if not _ACCORDS.isdisjoint(words.lows[group.j : group.j + 2]) and not words.gaps[group.j].strip():
        return _NEVER  # "broke the Algiers accord", "the Geneva peace talks"
    if group.heads[-1].surface.lower() in _SEATS and not w.SPEECH.isdisjoint(words.lows[group.j : group.j + 2]):
        return _NEVER  # "the Pentagon said"
    relation = group.heads[0].relation
    if relation is not None and relation.kind == "road" and len(relation.anchors) == 2:
        return 0.0  # "on the road from A to B"
    first = _measured_from(words, group)
    left = [x for x in words.lows[max(start, first - 7) : first] if x not in w.ARTICLES or x == "of"]
    while left and left[-1] in _SKIPPED and " ".join(left[-2:]) not in _ORIGIN_PHRASES:
        left.pop()
    tail = " ".join(left[-2:])
    raw = words.lows[max(start, group.i - 7) : group.i]
    if tail in _ORIGIN_PHRASES and left[-1] == "to":
        return _TOWARDS if raw[-4:] == ["on", "the", "road", "to"] else AWAY  # "ambushed a patrol on the road to A"
    if left[-1:] == ["in"] and left[-2:-1] in _POSTED and not _HIT.isdisjoint(words.lows[max(start, group.i - 9) : group.i]):
        return PEOPLE  # "attacked the troops stationed in A"
    if "found" in raw and not _BODIES.isdisjoint(raw):
        return PEOPLE  # "were abducted in A, and their bodies were found near B"
    if left[-1:] == ["from"] and not _RETURN.isdisjoint(raw):
        return PEOPLE  # "ambushed traders returning from the market of A"
    if raw[-1:] in (["into"], ["to"]) and "border" in raw:
        return AWAY  # "fled across the border into A"
    hospital = not w.HOSPITALS.isdisjoint(words.lows[group.i : group.j + 4])
    in_hospital = left[-1:] == ["in"] and not w.HOSPITALS.isdisjoint(left[-4:])
    if in_hospital and not w.CARE.isdisjoint(words.lows[max(start, group.i - 14) : group.i]):
        return AWAY  # "succumbed to their injuries in a hospital in A"
    if not _MISSED.isdisjoint(raw[-5:]):
        return _NEVER  # "narrowly missing the power station of A"
    if _heads_for(raw):
        return AWAY
    if _has_part(raw):
        return PEOPLE
    if _of_office(left, words, group):
        return PEOPLE
    if hospital and not w.CARE.isdisjoint(words.lows[max(start, group.i - 8) : group.i]):
        return AWAY
    if left[-1:] == ["to"] and not w.CAME.isdisjoint(left) and "and" in words.lows[group.j : group.j + 7]:
        return _TOWARDS  # "came to A and took"
    if left and left[-1] in ("to", "toward", "towards", "into") and not _FLIGHT.isdisjoint(left[-4:]):
        return AWAY  # "forcing thousands to flee towards A"
    if left and (left[-1] in ("toward", "towards") or (left[-1] == "to" and not set(left[-3:-1]) & w.REACHED_TO)):
        return _TOWARDS if left[-1] != "to" else _TO
    if left and (left[-1] == "by" or (left[-1] in w.HOLDS and left[-2:-1] in (["who"], ["which"]))):
        return AWAY
    if "to" in raw and not w.ATTEMPTS.isdisjoint(raw):
        return _TO
    if not _CONTROL.isdisjoint(raw) and not _SHARE.isdisjoint(raw):
        return AWAY
    if not w.MODALS.isdisjoint(left[-4:]):
        return _TO
    group.origin = bool(left) and (left[-1] == "from" or "control" in left[-2:])
    on_road = left[-1:] == ["linking"] and not _ROADS.isdisjoint(left[-3:])  # "the highway linking A to B"
    if tail == "ministry in" and not _STRUCK_AT.isdisjoint(left[-6:-2]):
        return 0.0  # "exploded outside the education ministry in A"
    if tail in _ORIGIN_PHRASES or (left and left[-1] in w.ORIGIN_BEFORE and not on_road):
        group.rules.append(f"away:{tail}")
        group.local = tail in _LOCALS and level(group.heads[-1]) >= 3
        if tail in _PEOPLE_OF and w.SPEECH.isdisjoint(words.lows[group.j : group.j + 4]):
            return PEOPLE  # "residents of A were taken away"
        if tail in _PEOPLE_OF and level(group.heads[-1]) >= 3:
            return PEOPLE  # "residents of A said that rebels had taken away 20"
        return _NEVER if left[-1:] == ["of"] else AWAY
    after = words.lows[group.j] if group.j < len(words.lows) else ""
    if _owns_act(words, group):
        return _TO
    if group.i and words.lows[group.i - 1] in ("pro", "anti"):
        return _NEVER
    if after in w.PEOPLE_OF:
        return PEOPLE
    if speaks_for(words, group.j):
        return _NEVER
    if after == "based" or not _CLANS.isdisjoint(_named(words, group.j)):
        return _NEVER
    if after in _FIRED and left[-1:] in (["in"], ["at"]) and not _GUNNERS.isdisjoint(left[-2:-1]):
        return AWAY  # "terrorists in A fired shells at B"
    if left and left[-1] == "for" and _FOUGHT_FOR.isdisjoint(left[-4:]):
        return _TO
    if _names_source(words, group):
        group.rules.append("away:source")
        return PEOPLE
    if is_side(words, group, start):
        return _NEVER
    if after in _SAID and (level(group.heads[-1]) <= 1 or "in" in raw[-2:]):
        group.rules.append("away:source")
        return AWAY if level(group.heads[-1]) <= 1 else PEOPLE
    return 0.0


def _is_of_another_story(words: Words, group: Group, start: int) -> bool:
    """ "Days before ministers meet in A", "the president, who was in A": something else happens there, or nothing."""
    before = words.lows[max(start, group.i - _STORY_REACH) : group.i]
    if before[-1:] in (["in"], ["at"]) and before[-2:-1] in (["was"], ["were"], ["is"]) and "who" in before[-5:]:
        return True
    if _SPANS.isdisjoint(before):
        return False
    for n, (one, other) in enumerate(pairwise(before)):
        if one in _SPANS and other in ("before", "ahead") and not _OWN_WORDS.isdisjoint(before[n + 2 :]):
            return True
    return False


def _heads_for(before: list[str]) -> bool:
    """ "Edged closer to the town of A", "pushing them back towards A", "advancing in the direction of A"."""
    for n in range(len(before) - 1, max(-1, len(before) - 6), -1):
        if before[n - 1 : n + 1] in (["closer", "to"], ["direction", "of"]):
            return True
        if before[n - 1 : n + 1] == ["in", "on"] and before[n - 2] in _CLOSES:
            return True
        if before[n] in ("towards", "toward", "to"):
            return not _PUSHES.isdisjoint(before[max(0, n - 2) : n]) and "way" not in before[max(0, n - 2) : n]
        if before[n] not in _SKIPPED and before[n] not in w.ARTICLES:
            return False
    return False


def _of_speaker(before: list[str]) -> bool:
    """ "(killed six in A), said officials at the university hospital in B": where those sit who say it."""
    for n, low in enumerate(before[:-1]):
        if low in _SAID and not _SOURCES.isdisjoint(before[n + 1 : n + 4]):
            return not {"at", "in"}.isdisjoint(before[n + 2 : n + 6]) and "that" not in before[n:]
    return False


_SPEAKER_REACH = 10
_ACCORDS = w.word_set("agreement agreements accord accords convention conventions treaty protocol declaration process talks summit")
_SEATS = frozenset(("pentagon", "kremlin", "white house"))


def _of_office(left: list[str], words: Words, group: Group) -> bool:
    """ "Killed the head of the court in A in front of his house in B": where he holds his office."""
    if left[-1:] != ["in"] or "of" not in left or "in" not in words.lows[group.j : group.j + 9]:
        return False
    return not _OFFICES.isdisjoint(left[: len(left) - 1 - left[::-1].index("of")])


_OFFICES = w.word_set("head chief director judge president chairman leader commander secretary principal dean")
def _has_part(before: list[str]) -> bool:
    """ "Five were killed across the region, including two in A": some of them, not all."""
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] == "including"), len(before))
    number = before[at + 1 : at + 2]
    return bool(number) and (number[0].isdigit() or number[0] in w.NUMBERS) and before[-1] in w.PLACE_PREPOSITIONS


_STORY_REACH = 10
_SPANS = w.word_set("days hours weeks months shortly")
_OWN_WORDS = w.word_set("meet meets met summit talks visit vote election elections conference polls gather holds host hosts")
_MISSED = frozenset(("missing", "missed"))
_CLOSES = frozenset(("close", "closes", "closed", "closing"))
_PUSHES = frozenset(("back", "push", "drive", "thrust"))
_POSTED = (["stationed"], ["deployed"], ["garrisoned"], ["posted"], ["based"])
_HIT = w.word_set("attacked ambushed targeted hit struck shelled bombed killed attack ambush raid on against stormed")
_BODIES = w.word_set("body bodies corpse corpses remains")
_RETURN = w.word_set("returning return coming travelling traveling driving home")


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


def is_side(words: Words, group: Group, start: int) -> bool:
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


def _named(words: Words, j: int) -> list[str]:
    """The words after a place up to two that are capitalised: "A clan", "A al-Nasr tribe", not "A killed a clan elder"."""
    end = j
    while end < min(j + 2, len(words.lows) - 1) and words.capital(end):
        end += 1
    return words.lows[j : end + 1]


_STRUCK_AT = w.word_set("outside near at hit struck targeting targeted attacked stormed inside against behind opposite front on bombed")
_FLIGHT = w.word_set("flee fled fleeing escape escaped escaping displaced")
_CLANS = w.word_set("clan clans tribe tribes tribesmen sub-clan sub-clans subclan subclans")
_ORIGIN_PHRASES = frozenset(w.ORIGIN_PHRASES)
_SKIPPED = w.PLACE_NOUNS | w.DIRECTIONS | {"of"}
_CONTROL = frozenset(("control", "controls", "controlled", "hold", "holds"))
_SHARE = frozenset(("most", "much", "parts", "all", "half", "percent", "large"))
_FOUGHT_FOR = frozenset(
    ("battle", "fight", "offensive", "fighting", "clashes", "battles", "struggle", "fought", "battled", "clashed")
)
_LOCALS = ("residents of", "resident of", "mayor of", "inhabitants of", "villagers of", "people of")  # who tell of where they live
_PEOPLE_OF = ("residents of", "resident of", "people of", "living in", "lives in")


def _owns_act(words: Words, group: Group) -> bool:
    """ "Moscow's air campaign": the owner of a campaign acts, and elsewhere."""
    last = words.lows[group.j - 1]
    owner = last.endswith(("'s", "’s")) or words.ends[group.j - 1] == group.heads[-1].span.end + 1
    return owner and not _CAMPAIGNS.isdisjoint(words.lows[group.j : group.j + 2])


_CAMPAIGNS = w.word_set("campaign offensive intervention operation operations involvement aggression incursion strikes raids airstrikes")


def speaks_for(words: Words, j: int) -> bool:
    """ "(a house in A,) Lebanon's civil defence said": the owner of a source, which says nothing of where A lies."""
    return words.lows[j - 1].endswith(("'s", "’s")) and not w.SPEECH.isdisjoint(words.lows[j : j + 4])
