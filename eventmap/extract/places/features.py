"""What speaks for and against a candidate being a place here, as named features for the linear scorer.

Features name ordinary words, classes of words (place_context.tsv), shapes and what the gazetteer says; never the name itself, so that the
scorer cannot learn places by heart. They come in parts, each a pure function of a few small values, so that the scorer can remember what a
part is worth: the same neighbours come again and again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.evidence import START, Evidence, context_class
from eventmap.extract.places.lists import enumerated, tiled
from eventmap.extract.places.wording import ARTICLE, NAMESAKE, ROAD, TAIL_LOWER, is_common, own
from eventmap.extract.text.inflect import suffix_length
from eventmap.extract.text.words import CAPITALS, Gap, Shape, Words
from eventmap.names import fold_word
from eventmap.records import NamePrior

NEAR_WORDS = 8_192  # whose features are remembered
MAX_END_WORDS = 4  # of the second end of a road: "the Kaduna-Birnin Gwari road"
Near = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # features of the word, of its class, and what comes last
Part = tuple[Any, ...]  # a function that gives names of features, and its arguments


def named(parts: Iterable[Part]) -> list[str]:
    """The names of the features of ``parts``."""
    return [name for function, *values in parts for name in function(*values)]


def alone(c: Candidate, e: Evidence) -> tuple[Part, Part]:
    """The parts that need no context: the name's own words and what the gazetteer knows."""
    w, i, j = e.words, c.i, c.j
    known, suffix = "g" if c.prior else "u", _suffix(c, w) if w.cut[j - 1] else ""
    hyphen = j - i > 1 and Gap.HYPHEN in w.gap[i + 1 : j]
    script = _script(w.word[i][0]) or e.latin
    return (
        (own, tuple(w.low[i:j]), tuple(w.shape[i:j]), hyphen, suffix, known, e.latin),
        (gazetteer, *_prior_values(c, script == "l" and not suffix), script),  # in Spanish an s cut off is no possessive
    )


def in_context(c: Candidate, e: Evidence) -> list[Part]:
    """The parts that tell of the words around and of the document, as functions and their arguments."""
    w, i, j, known = e.words, c.i, c.j, "g" if c.prior else "u"
    p1, p2, p1c, g0, left_listed, start, joined_before, given = e.left(i)
    n1, n2, n1c, g1, right_listed, end, joined_after, tail, kind_apposed = e.right(j)
    single, low, shape = j - i == 1, w.low[i], w.shape[i]
    common = single and is_common(low)
    found: list[Part] = [
        (before, p2, p1, g0, known, common),
        (after, n1, n2, g1, known, common),
        (around, p1c, n1c, g0, g1, known, w.cut[j - 1]),
        (listed, left_listed, right_listed, known),
        (run, *_run_values(e, start, end), known) if end - start > j - i else _NO_RUN[known],
        (document, *_document_values(c, e, single), joined_before, joined_after, tail, given, known),
    ]
    if tiling := e.lists.tiling(i, j):
        found.append((tiled, *tiling, known))
    if place := e.lists.lists[i]:
        found.append((enumerated, *e.enumeration(place), known))
    if kind_apposed:
        found.append((apposed, kind_apposed, known))
    if single and low in NAMESAKE and g1 == Gap.SPACE and n1c[:1] == "^" and not _lands(e, j):
        found.append((namesake, p1c, n1c))
    if (g0 == Gap.HYPHEN or g1 == Gap.HYPHEN) and _ends_road(w, i, j):
        found.append((road_end, known))
    if c.prior:
        found.append((sized, p1c, n1c, *_standing(c.prior)))
    if shape == Shape.UPPER:
        found.append((upper, len(w.word[i]) > 3 and "." not in w.word[i], _upper(w, i - 1), _upper(w, j)))
    return found


def _ends_road(w: Words, i: int, j: int) -> bool:
    """Whether words i to j - 1 are one end of "the Bor-Pibor road"."""
    if w.gap[i] == Gap.HYPHEN and j < w.n and w.low[j] in ROAD and w.gap[j] == Gap.SPACE:
        return w.shape[i - 1] in CAPITALS and w.low[i - 1] not in ARTICLE
    k = j
    while k < min(w.n, j + MAX_END_WORDS) and w.shape[k] in CAPITALS and w.gap[k] == (Gap.HYPHEN if k == j else Gap.SPACE):
        k += 1
    return j < k < w.n and w.low[k] in ROAD and w.gap[k] == Gap.SPACE


def _lands(e: Evidence, k: int) -> bool:
    """Whether word ``k`` names a country or a province: "Odessa Ukraine", whose comma was stripped."""
    prior = e.names.prior(fold_word(e.words.word[k]))
    return prior is not None and prior.kinds[:1] in (("country",), ("admin1",))


def _suffix(c: Candidate, w: Words) -> str:
    """Whether a Turkish suffix at the candidate's end, where something was cut off, is cut off or kept; "" when there is none."""
    length = suffix_length(w.word[c.j - 1])
    return "" if not length else "cut" if c.end < w.end[c.j - 1] else "kept"


def features(c: Candidate, e: Evidence) -> list[str]:
    """The names of the features that hold for ``c``: what the scorer is trained on."""
    return named([*alone(c, e), *in_context(c, e)])


def _prior_values(c: Candidate, plural: bool) -> tuple[object, ...]:
    n = min(c.j - c.i, 4)
    if c.prior is None:
        return (n, c.source, "", 0, 0, 9)
    kind = c.kind or (c.prior.kinds[0] if c.prior.kinds else "?")
    source = "plural" if plural and c.source == "stem" else c.source
    return (n, source, kind, len(str(c.prior.population)), min((c.prior.places - 1).bit_length(), 5), min(len(c.key), 6))


def _script(letter: str) -> str:
    """ "" for Latin (see Evidence.latin), "c" for scripts without capitals, "o" for others: what a rare key is worth differs."""
    return "" if letter < "\u0250" else "c" if letter.lower() == letter.upper() else "o"


def gazetteer(n: int, source: str, kind: str, size: int, many: int, key_length: int, script: str) -> list[str]:
    """What the gazetteer knows of the name: source, kind, digits of the population, how many places bear it."""
    if not kind:
        return [f"src={source}{script}"]
    if script:
        return [f"{script}src={source}", f"{script}kp={kind}{size}", f"{script}np={n}{size}", f"{script}many={many}"]
    found = [f"src={source}", f"k={kind}", f"kp={kind}{size}", f"np={n}{size}", f"many={many}", f"mp={many}{size}"]
    return [*found, f"short={key_length}{size}"] if key_length < 6 else found


def before(p2: str, p1: str, gap: int, known: str, common: bool) -> list[str]:
    """The two words before."""
    words, classes, ordinary = _before_near(p1, gap, known, common)
    return [*words, f"pp={p2}", f"p2={p2}_{p1}", *classes, f"pc2={context_class(p2)}_{context_class(p1)}{known}", *ordinary]


@functools.lru_cache(maxsize=NEAR_WORDS)
def _before_near(p1: str, gap: int, known: str, common: bool) -> Near:
    """What the nearer of them says by itself. Remembered: it is met again more often than the pair."""
    p1c = context_class(p1)
    classes = f"pc={p1c}", f"pc{known}={p1c}", f"pg={p1c}{gap}{known}"
    return (f"p={p1}", f"p{known}={p1}"), classes, (f"comp={p1c}", f"comg={gap}") if common else ()


def after(n1: str, n2: str, gap: int, known: str, common: bool) -> list[str]:
    """The two words after."""
    words, classes, ordinary = _after_near(n1, gap, known, common)
    return [*words, f"nn={n2}", f"n2={n1}_{n2}", *classes, f"nc2={context_class(n1)}_{context_class(n2)}{known}", *ordinary]


@functools.lru_cache(maxsize=NEAR_WORDS)
def _after_near(n1: str, gap: int, known: str, common: bool) -> Near:
    n1c = context_class(n1)
    classes = f"nc={n1c}", f"nc{known}={n1c}", f"ng={n1c}{gap}{known}"
    tail = (f"ntail{known}",) if n1 in TAIL_LOWER else ()
    return (f"n={n1}", f"n{known}={n1}"), classes, (*tail, f"comn={n1c}") if common else tail


def around(p1c: str, n1c: str, gap_before: int, gap_after: int, known: str, cut: bool) -> list[str]:
    """Both sides together."""
    found = [f"pn={p1c}|{n1c}{known}", f"g={gap_before}{gap_after}{known}"]
    if cut:
        found.append(f"cut{known}")
    if Gap.HYPHEN in (gap_before, gap_after):
        found.append(f"hy={p1c if gap_before == Gap.HYPHEN else ''}|{n1c if gap_after == Gap.HYPHEN else ''}")
    return found


def _standing(prior: NamePrior) -> tuple[str, int]:
    """Kind of the likeliest place of the name and its size in a few steps: context tells more of a village than of a capital."""
    people = prior.population
    return (prior.kinds[0] if prior.kinds else "?"), 0 if people < 1_000 else 1 if people < 100_000 else 2 if people < 1_000_000 else 3


def sized(p1c: str, n1c: str, kind: str, size: int) -> list[str]:
    """What stands around, by how well known the name is."""
    grade = kind if kind in ("country", "admin1", "region") else f"{size}"
    return [f"ps={p1c}{grade}", f"ns={n1c}{grade}"]


def apposed(kind: str, known: str) -> list[str]:
    """An apposition after the name says what kind of place it is."""
    return [f"ap={kind}{known}", f"ap{known}"]


def namesake(before: str, after: str) -> list[str]:
    """A place that is a given name too, with another name right behind it: "Jordan Haddad", but "Jordan River"."""
    return ["namesake", f"namesake={after}", f"namesake={before}|{after}"]


def road_end(known: str) -> list[str]:
    """One end of a road, "the Bor-Pibor road"."""
    return ["roadend", f"roadend{known}"]


def listed(left: str, right: str, known: str) -> list[str]:
    """The neighbours in a list of names."""
    return [f"lc={left}{known}", f"rc={right}{known}", f"lr={left}{right}"]


def run(length: int, before1: str, before2: str, share: int, known: str) -> list[str]:
    """The run of names around the candidate ("villages of Tal Alam Deir Qaq"): its length, what precedes it, how much of it is known."""
    if not length:
        return [f"run1{known}"]
    found = [f"run={length}{known}", f"rb={before1}{known}", f"rb2={before2}_{before1}{known}"]
    return [*found, f"share={share}{known}", f"sharel={share}{length}{known}"]


def document(
    count: int, surname: int, lower: bool, nesting: int, joined_before: bool, joined_after: bool, tail: str, given: bool, known: str
) -> list[str]:
    """What the rest of the document says: how often the name stands there, what its words are elsewhere, what it is a part of."""
    found = [f"cnt={count}{known}"]
    if surname:
        found.append(f"sur{surname}{known}")
    if lower:
        found.append(f"lowdoc{known}")
    found += [f"{flag}{known}" for bit, flag in enumerate(_NESTING) if nesting >> bit & 1]
    found.append(f"j{joined_before:d}{joined_after:d}{known}")
    if joined_after:
        found.append(f"rt={tail}{known}")
    if given:
        found.append(f"aftergiven{known}")
    return found


_NESTING = ("inlonger", "inlonger2", "holdsstart", "holdsend")


def upper(long: bool, before_too: bool, after_too: bool) -> list[str]:
    """A name in capitals: a dateline alone, or part of a headline."""
    return [f"upper{int(long)}{int(before_too)}{int(after_too)}"]


_NO_RUN: dict[str, Part] = {known: (run, 0, "", "", 0, known) for known in "gu"}


def _run_values(e: Evidence, start: int, end: int) -> tuple[int, str, str, int]:
    length = end - start
    share = min(3, 4 * (e.known_before[end] - e.known_before[start]) // length)
    farther = context_class(e.before(start - 1)) if start else START
    return min(length, 8), context_class(e.before(start)), farther, share


def _document_values(c: Candidate, e: Evidence, single: bool) -> tuple[int, int, bool, int]:
    """How often the name stands in the document, whether its last word is a surname there, whether it is an ordinary word, its nesting."""
    low, i, j, count = e.words.low, c.i, c.j, e.keys[c.key]
    surname = 0 if low[j - 1] not in e.surnames else 1 if single else 2
    nesting, starting, ending = 0, e.starts.get(i), e.ends.get(j)  # the longest known names there; the bits of _NESTING
    if starting:
        nesting = (1 if starting.j > j else 0) | (4 if c.prior is None else 0)
    if ending:
        nesting |= (2 if ending.i < i else 0) | (8 if c.prior is None else 0)
    return count if count < 4 else 4, surname, single and low[i] in e.lower, nesting


def _upper(w: Words, k: int) -> bool:
    return 0 <= k < w.n and w.shape[k] == Shape.UPPER and len(w.word[k]) > 3
