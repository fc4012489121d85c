"""How a text places things relative to named places, and which place "the town" is.

``relate`` adds a ``Relation`` to the mention it is measured from ("near al-Bab": on al-Bab; "between A and B": on both, with the same
``Relation.span``) and adds anaphoric mentions ("the city") bound to the mention before. A relation with a ``subject`` describes
another mention ("Dayr Kak, eight kilometers southwest of al-Bab"): what is told happened at the subject, the anchor is a yardstick only.
The phrases of each language are a table, ``data/relations.toml``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from eventmap.extract.places.phrases import (
    Found,
    Phrases,
    Word,
    first_word,
    has_cue,
    language_of,
    match,
    may_begin,
    may_match,
    phrases_of,
    span_of,
    words_of,
)
from eventmap.records import Document, Relation, Span, Toponym

REACH_CHARS = 100  # how far from its place a phrase may begin: "eight kilometers (five miles) to the southwest of the city of"
AFTER_CHARS = 60  # what stands after a name begins right there
WORD_CHARS = 30  # no word that may end a phrase is so long
FILLER_WORDS = 5
APPOSITION_WORDS = 12
MAX_LIST = 12  # names in a row
MAX_REMEMBERED = 10_000  # texts between two names
ANAPHOR_REACH_CHARS = 1500  # an antecedent further back than a long paragraph is a guess
_STOPS = frozenset(".!?؟;:\n")
_COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_SIDES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
# Kinds of place that "the city", "the province" ... cannot stand for, when the words around the antecedent said its kind.
_NOT_FOR = {
    "settlement": frozenset({"country", "admin1", "admin2", "admin", "water", "terrain", "facility", "region"}),
    "admin": frozenset({"country", "settlement", "neighbourhood", "water", "terrain", "facility"}),
    "admin1": frozenset({"country", "water", "terrain", "facility"}),  # of a town, resolving takes the province around it
    "neighbourhood": frozenset({"country", "admin1", "admin2", "water", "terrain", "facility"}),
    "facility": frozenset({"country", "admin1", "admin2", "admin", "settlement", "neighbourhood", "water", "region"}),
}


def relate(document: Document, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The mentions with their relations, and the anaphors among them, in text order. Linear in text and mentions."""
    phrases = phrases_of(language_of(document.text, document.language))
    mentions = sorted([*toponyms, *_anaphors(document.text, toponyms, phrases)], key=lambda t: (t.span.start, t.span.end))
    relations = _single_relations(document.text, mentions, phrases) | _pair_relations(document.text, mentions, phrases)
    _carry_over_list(document.text, mentions, relations, phrases)
    return tuple(replace(t, relation=relations[i]) if i in relations else t for i, t in enumerate(mentions))


# Relations to one place


def _single_relations(text: str, mentions: Sequence[Toponym], phrases: Phrases) -> dict[int, Relation]:
    relations = {}
    for i, mention in enumerate(mentions):
        if mention.demonym or _owns_next(text, mentions, i):
            continue
        relation = _before(text, mentions, i, phrases) or _after(text, mentions, i, phrases)
        if relation is not None:
            relations[i] = relation
    return relations


def _owns_next(text: str, mentions: Sequence[Toponym], i: int) -> bool:
    """Whether mention ``i`` only says whose the next one is: "Syria's al-Bab"."""
    if i + 1 >= len(mentions):
        return False
    gap = text[mentions[i].span.end : mentions[i + 1].span.start].strip()
    return gap in ("'s", "’s")


def _before(text: str, mentions: Sequence[Toponym], i: int, phrases: Phrases) -> Relation | None:
    """A phrase that ends right before the name, fillers ("the city of") between; the one that begins first wins."""
    anchor = mentions[i].span
    if not (_may_end_phrase(text, mentions, i, phrases) and has_cue(phrases, text, max(0, anchor.start - REACH_CHARS), anchor.start)):
        return None
    words = _words_before(text, mentions, i)
    for start, word in enumerate(words):
        if not may_begin(phrases.language, "before", word.text):
            continue
        for found in sorted(match(phrases, phrases.before, words, start), key=lambda f: -f.end):
            if _reaches(text, words, found, anchor, phrases):
                subject = _subject_before(text, mentions, i, words[start].start, phrases)
                subject = subject or _subject_after(text, mentions, i, found, phrases)
                return _relation(found, span_of(words, start, found.end), anchor, subject)
    return None


def _may_end_phrase(text: str, mentions: Sequence[Toponym], i: int, phrases: Phrases) -> bool:
    """Whether the word right before mention ``i`` may end a phrase or be a filler: a cheap look that spares most names all others.

    When in doubt, yes: a mention right before may be left out, and a word with marks is not taken apart here.
    """
    start = mentions[i].span.start
    left = text[max(start - WORD_CHARS, mentions[i - 1].span.end if i else 0) : start]
    if not left[-1:].isspace() or not (words := left.split()):
        return True
    last = words[-1].lower()
    return last in phrases.before_ends if last.isalpha() else last[-1] not in _STOPS


def _words_before(text: str, mentions: Sequence[Toponym], i: int) -> list[Word]:
    """The words of the clause before mention ``i``, back to the mention before; one that only modifies ("Syria's") is left out."""
    end = mentions[i].span.start
    start = max(0, end - REACH_CHARS)
    pieces: list[list[Word]] = []
    j = i - 1
    while j >= 0 and mentions[j].span.end > start:
        pieces.append(words_of(text, mentions[j].span.end, end))
        end = mentions[j].span.start
        if not (mentions[j].demonym or _owns_next(text, mentions, j)):
            break
        j -= 1
    else:
        pieces.append(words_of(text, start, max(start, end)))
    return _last_clause([word for piece in reversed(pieces) for word in piece])


def _last_clause(words: list[Word]) -> list[Word]:
    stop = max((n for n, w in enumerate(words) if w.text in _STOPS), default=-1)
    return words[stop + 1 :]


def _reaches(text: str, words: Sequence[Word], found: Found, anchor: Span, phrases: Phrases) -> bool:
    """Whether only fillers stand between the phrase and its place; after "in northern" no noun or people that it could belong to."""
    seam = words[found.end :]
    if not _all_fillers(seam, phrases):
        return False
    if found.meaning != ("part", "DIR"):
        return True
    left_out = text[words[found.end - 1].end : anchor.start].split()  # a demonym is no word of the seam
    return len(left_out) <= len(seam) and not any(w.text in phrases.genitives for w in seam)


def _all_fillers(words: Sequence[Word], phrases: Phrases) -> bool:
    return len(words) <= FILLER_WORDS and all(w.text in phrases.fillers for w in words)


def _after(text: str, mentions: Sequence[Toponym], i: int, phrases: Phrases) -> Relation | None:
    """A phrase that begins right after the name: "Aleppo's northern countryside"."""
    anchor = mentions[i].span
    end = min(len(text), anchor.end + AFTER_CHARS, mentions[i + 1].span.start if i + 1 < len(mentions) else len(text))
    if not may_begin(phrases.language, "after", first_word(text, anchor.end, end)) or not has_cue(phrases, text, anchor.end, end):
        return None
    words = words_of(text, anchor.end, end)
    longest = max(match(phrases, phrases.after, words, 0), key=lambda f: f.end, default=None)
    if longest is None or longest.end == 0:
        return None
    return _relation(longest, span_of(words, 0, longest.end), anchor, None)


def _relation(found: Found, span: Span, anchor: Span, subject: Span | None) -> Relation:
    kind = found.meaning.kind
    if kind == "offset" and found.distance_km is None:
        kind = "near"
    return Relation(
        kind=kind, text=_short_text(found), span=span, anchors=(anchor,), distance_km=found.distance_km,
        bearing_deg=found.bearing_deg, subject=subject,
    )


def _short_text(found: Found) -> str:
    """What the table shows: "8 km SW", "north", "northern countryside" as "north countryside"."""
    text = found.meaning.text
    if found.distance_km is not None:
        text = text.replace("NUM", f"{found.distance_km:.3g}")
    if found.bearing_deg is not None:
        step = round(found.bearing_deg / 45) % 8
        text = text.replace("DIR", _COMPASS[step] if "km" in text else _SIDES[step])
    return text.replace("DIR ", "").replace("DIR", "near").strip()


# The place that a phrase describes


def _subject_before(
    text: str, mentions: Sequence[Toponym], i: int, phrase_start: int, phrases: Phrases
) -> Span | None:
    """ "Dayr Kak, eight kilometers southwest of": the mention before, with nothing but an apposition between."""
    j = i - 1
    while j >= 0 and mentions[j].demonym:
        j -= 1
    if j < 0 or mentions[j].anaphor:
        return None
    gap = words_of(text, mentions[j].span.end, phrase_start) if phrase_start - mentions[j].span.end < REACH_CHARS else None
    if mentions[j].span.end > phrase_start or gap is None or not _is_apposition(gap, phrases):
        return None
    return mentions[j].span


def _is_apposition(gap: Sequence[Word], phrases: Phrases) -> bool:
    return len(gap) <= APPOSITION_WORDS and all(w.text in phrases.apposition for w in gap)


def _subject_after(text: str, mentions: Sequence[Toponym], i: int, found: Found, phrases: Phrases) -> Span | None:
    """ "About 8 km southwest of al-Bab, Dayr Kak ...": only for a said distance, only across a comma."""
    if found.distance_km is None or i + 1 >= len(mentions):
        return None
    gap = text[mentions[i].span.end : mentions[i + 1].span.start]
    words = words_of(gap, 0, len(gap)) if len(gap) < REACH_CHARS else []
    opens = bool(words) and words[0].text in (",", "،", "lies", "is")
    return mentions[i + 1].span if opens and _all_fillers(words[1:], phrases) else None


# Relations to two places


def _pair_relations(text: str, mentions: Sequence[Toponym], phrases: Phrases) -> dict[int, Relation]:
    relations: dict[int, Relation] = {}
    named = [i for i, t in enumerate(mentions) if not t.demonym]
    for i, j in pairwise(named):
        relation = _pair_relation(text, mentions, i, j, phrases)
        if relation is not None:
            relations[i] = relations[j] = relation
    return relations


def _pair_relation(text: str, mentions: Sequence[Toponym], i: int, j: int, phrases: Phrases) -> Relation | None:
    a, b = mentions[i], mentions[j]
    if b.span.start - a.span.end > REACH_CHARS // 2:
        return None
    joint = _joint(text[a.span.end : b.span.start], phrases.language)
    if not joint:
        return None
    before = _words_before(text, mentions, i)
    end = mentions[j + 1].span.start if j + 1 < len(mentions) else len(text)
    after = words_of(text, b.span.end, min(end, b.span.end + REACH_CHARS))
    for rule in phrases.pairs:
        if joint in rule.joint and (span := _pair_span(rule.before, rule.after, before, after, phrases, a, b)) is not None:
            return Relation(kind=rule.kind, text=_pair_text(rule.kind, rule.text, a, b), span=span, anchors=(a.span, b.span))
    return None


@functools.lru_cache(maxsize=MAX_REMEMBERED)
def _joint(gap: str, language: str) -> str:
    """The one word between two names that may join them in a phrase ("between A and B", "the A-B road"), "" when there is none."""
    phrases = phrases_of(language)
    words = [w.text for w in words_of(gap, 0, len(gap)) if w.text not in phrases.fillers]
    return words[0] if len(words) == 1 and any(words[0] in rule.joint for rule in phrases.pairs) else ""


def _pair_span(before: dict, after: dict, left: list[Word], right: list[Word], phrases: Phrases, a: Toponym, b: Toponym) -> Span | None:  # type: ignore[type-arg]
    """The whole phrase around two names, or None when a part of it is missing."""
    if not may_match(before, left):
        return None
    starts = [
        left[s].start if found.end > found.start else a.span.start
        for s in range(len(left) + 1)
        for found in match(phrases, before, left, s)
        if _all_fillers(left[found.end :], phrases)
    ]
    ends = [right[found.end - 1].end if found.end else b.span.end for found in match(phrases, after, right, 0)]
    return Span(min(starts), max(ends)) if starts and ends else None


def _pair_text(kind: str, text: str, a: Toponym, b: Toponym) -> str:
    return f"between {a.surface} and {b.surface}" if kind == "between" else f"{a.surface}-{b.surface} {text or kind}"


_CARRIED = frozenset({"near", "outside", "countryside"})


def _carry_over_list(text: str, mentions: Sequence[Toponym], relations: dict[int, Relation], phrases: Phrases) -> None:
    """ "Near Azaz, Marea and Tal Rifaat": the names of a list share the first one's relation; "near Homs, Syria" is no list."""
    for i in list(relations):
        first = relations[i]
        if first.kind not in _CARRIED or first.subject is not None or first.span.start > mentions[i].span.start:
            continue
        rest, joined = [], False
        for j in range(i + 1, min(len(mentions), i + MAX_LIST)):
            gap = text[mentions[j - 1].span.end : mentions[j].span.start].strip(" ,،")
            if j in relations or (gap and gap not in phrases.joints):
                break
            rest.append(j)
            joined = joined or gap in phrases.joints
            if gap:
                break
        for j in rest if joined else ():
            relations[j] = replace(first, anchors=(mentions[j].span,))


# "the town"


def _anaphors(text: str, toponyms: Sequence[Toponym], phrases: Phrases) -> list[Toponym]:
    if phrases.anaphors is None or not toponyms:
        return []
    ordered = sorted(toponyms, key=lambda t: t.span.start)
    found, before = [], 0
    for m in phrases.anaphors.finditer(text):
        while before < len(ordered) and ordered[before].span.end <= m.start():
            before += 1
        span = Span(m.start(), m.end())
        if _names_itself(text, span, ordered[before : before + 1], phrases) or text.startswith(_TOWN_THINGS, span.end):
            continue
        kind = phrases.anaphor_kinds[" ".join(m.group().lower().split())]
        antecedent = _antecedent(ordered, before, span, kind)
        if antecedent is not None:
            found.append(_anaphor(text, span, kind, antecedent))
    return found


_TOWN_THINGS = (" hall", " council", " centre", " center", " clerk", " planner")  # "the town hall" is no town


def _names_itself(text: str, span: Span, following: Iterable[Toponym], phrases: Phrases) -> bool:
    """ "the town of al-Bab" is no anaphor: a name follows, fillers between. Nor is what lies inside a name."""
    for mention in following:
        if mention.span.overlaps(span):
            return True
        gap = words_of(text, span.end, mention.span.start) if mention.span.start - span.end < REACH_CHARS // 2 else None
        if gap is not None and _all_fillers(gap, phrases):
            return True
    return False


def _antecedent(ordered: Sequence[Toponym], before: int, span: Span, kind: str) -> Toponym | None:
    """The nearest mention before that may be a ``kind``; resolving may find a better one when it knows what the places are."""
    for j in range(before - 1, max(-1, before - 20), -1):
        mention = ordered[j]
        if span.start - mention.span.end > ANAPHOR_REACH_CHARS:
            return None
        if not (mention.metonym or mention.demonym or mention.kind in _NOT_FOR.get(kind, ())):
            return mention
    return None


def _anaphor(text: str, span: Span, kind: str, antecedent: Toponym) -> Toponym:
    hint = "" if kind in ("any", "admin") else kind
    return Toponym(
        span=span, surface=span.of(text), key=antecedent.key, kind=hint, score=antecedent.score, anaphor=True, refers_to=antecedent.span
    )
