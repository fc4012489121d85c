"""What speaks for and against an act at a place being an event: names of features for the linear scorer in ``verdict``.

Features name classes of words, positions and what the rules found out; never places, groups or other names, so that what is learned
on one war serves another.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from eventmap.data import event_words as w
from eventmap.extract.events import kinds
from eventmap.extract.events.acts import Act
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.extract.events.spots import level, place_key
from eventmap.records import Toponym

_STEPS = (1, 2, 4, 8, 14, 25)
_DAYS = (0, 1, 2, 3, 7, 15, 40, 120, 400)


def bucket(value: float, steps: tuple[int, ...] = _STEPS) -> int:
    """The number of ``steps`` that ``value`` exceeds."""
    return bisect_right(steps, value)


class Outline(NamedTuple):
    """What the features ask of the whole text, looked up once: where its acts begin, how many there are, whether any has a day."""

    first: int
    acts: int
    dated: bool
    starts: tuple[int, ...]  # of the sentences
    once: int  # tenths of the places that are named but once: many in a round-up, few in a story


def outline(reading: Reading) -> Outline:
    acts = reading.acts
    starts = tuple(s.span.start for s in reading.sentences)
    named = reading.mentions
    once = 10 * sum(n == 1 for n in named.values()) // max(len(named), 1)
    return Outline(acts[0].sentence if acts else 0, len(acts), any(a.date_said for a in acts), starts, once)


def features(act: Act, place: Toponym, reading: Reading, whole: Outline) -> list[str]:
    """Names of all features of ``act`` at ``place`` that hold, each worth 1; some are pairs of simpler ones.

    True and False are written with "!s", which takes a third of the time.
    """
    sentence = reading.sentence_of(act)
    of_act = _of_act(act)
    of_place = _of_place(act, place, sentence, reading)
    of_text = _of_text(act, sentence, reading, whole)
    when = _of_date(act, reading, whole)
    pairs = [f"{a}&{b}" for a in when[:2] for b in (*of_act[:4], *of_text[:2], *of_place[:2])]
    pairs += [f"{a}&{b}" for a in of_place[:3] for b in of_act[:3]]
    told = _of_telling(act, place, sentence, reading, whole)
    return ["bias", *of_act, *of_place, *of_text, *when, *pairs, *told, *_of_words(act, reading)]


def _of_telling(act: Act, place: Toponym, sentence: Sentence, reading: Reading, whole: Outline) -> list[str]:
    """How plainly it is told: a finite verb, an exact day and a town in one clause; or a place that another sentence names."""
    i, _ = reading.words.range(place.span)
    kind = kinds.TYPES.get(act.sub_type, "")
    found = [f"once={whole.once // 2}&{min(reading.mentions[place_key(place)], 3)}"]
    if not sentence.span.holds(place.span):
        away = act.sentence - bisect_right(whole.starts, place.span.start) + 1
        they = not w.PRONOUN_SUBJECTS.isdisjoint(reading.words.lows[max(sentence.start, act.anchor.i - 5) : act.anchor.i])
        found += [f"carried={min(away, 3)}", f"carried={min(away, 3)}&{they!s}", f"carried&{kind}"]
        return [*found, f"carried&{they!s}&{act.anchor.form}"]
    dated = act.date_said and act.date is not None and act.date.precision == 1 and not act.background
    plain = act.anchor.form == "past" and level(place) >= 3 and not place.anaphor
    if plain and any(sentence.bounds.between(t.i, i) < _OWN for t in act.triggers):
        found += [f"plain={dated!s}", f"plain={dated!s}&{kind}", f"plain={dated!s}&{bool(act.actors)!s}{bool(act.targets)!s}"]
        full = f"{bool(act.actors)!s}{bool(act.fatalities or act.injured)!s}"
        found += [f"full={full}", f"full={full}&{dated!s}", f"full={full}&{kind}"]
    return found


_OWN = 0.5  # weight of boundaries up to which a word is of the same clause


def _of_act(act: Act) -> list[str]:
    anchor = act.anchor
    found = [
        f"form={anchor.form}",
        f"kind={act.sub_type}",
        f"toll={bool(act.fatalities)!s}{bool(act.injured)!s}",
        f"sides={bool(act.actors)!s}{bool(act.targets)!s}",
        f"type={kinds.TYPES.get(act.sub_type, '')}",
        f"specific={act.specific!s}",
        f"sense={anchor.sense}{anchor.form}",
        f"status={act.status}",
        f"agent={act.agent!s}",
        f"definite={act.definite!s}{anchor.form}",
        f"n={bucket(len(act.triggers))}",
        f"arms={len(act.arms) > 0!s}",
        f"causes={bucket(len(act.causes))}",
    ]
    found += [f"s={s}" for s in sorted(act.senses)]
    found += [f"rule={r.partition(':')[0]}" for r in dict.fromkeys(act.rules) if r.partition(":")[0] in _RULES]
    if any(c.cumulative for c in act.fatalities):
        found.append("cumulative toll")
    if act.fatalities:
        found.append(f"dead={bucket(max(c.best or 0 for c in act.fatalities), (0, 1, 3, 10, 50, 300, 2000))}")
    return found


_RULES = frozenset(("points back", "carried", "shared", "away", "date"))


def _of_place(act: Act, place: Toponym, sentence: Sentence, reading: Reading) -> list[str]:
    words = reading.words
    i, j = words.range(place.span)
    inside = sentence.span.holds(place.span)
    near = min(act.triggers, key=lambda t: abs(t.i - i))
    where = "other" if not inside else "after" if i >= near.j else "before"
    gap = bucket(i - near.j if i >= near.j else near.i - j) if inside else 9
    weight = round(sentence.bounds.between(near.i, i), 1) if inside else 9
    kind = f"{level(place)}{'a' if place.anaphor else ''}"
    site = place.site
    found = [
        f"at={kind}",
        f"where={where}",
        f"rel={place.relation.kind if place.relation else ''}",
        f"gap={where}{gap}",
        f"bound={min(weight, 2.0)!s}",
        f"places={min(len(act.places), 4)}",
        f"located={site is not None!s}",
        f"prec={site.precision if site else 0}",
        f"sure={bucket(10 * site.confidence, (2, 4, 6, 8, 9)) if site else 0}",
        f"score={bucket(10 * place.score, (3, 5, 7, 9))}",
        f"mentions={min(reading.mentions[place_key(place)], 5)}",
        f"coarse={bool(act.coarse)!s}",
        f"around={place.span in act.around!s}",
        f"before={words.lows[i - 1] if i and words.lows[i - 1] in _CLOSED else 'x'}{where}",
        f"after={words.lows[j] if j < len(words.lows) and words.lows[j] in _CLOSED else 'x'}",
    ]
    if inside and act.start <= i < act.end:
        found.append("in range")
    if site is not None and site.place is not None:
        home = site.place.country == reading.home
        found += [f"home={home!s}", f"home={home!s}&{where}", f"home={home!s}&{i == sentence.start!s}"]
        found.append(f"pkind={site.place.kind}")
        found.append(f"tier={site.method}")
    return found


def _of_text(act: Act, sentence: Sentence, reading: Reading, whole: Outline) -> list[str]:
    last = len(reading.sentences)
    found = [
        f"sent={min(act.sentence, 6)}",
        f"part={int(4 * act.sentence / last)}",
        f"rank={min(act.sentence - whole.first, 4)}",
        f"size={bucket(last)}",
        f"words={bucket(sentence.end - sentence.start, (8, 15, 25, 40, 60))}",
        f"acts={min(len(sentence.acts), 5)}",
        f"nplaces={min(len(sentence.places), 6)}",
        f"counts={min(len(sentence.counts), 3)}",
        f"alone={whole.acts == 1!s}",
    ]
    text = sentence.span.of(reading.document.text)
    if '"' in text or "“" in text or "”" in text:
        found.append("quote")
    if "?" in text[-3:]:
        found.append("question")
    return found


def _of_date(act: Act, reading: Reading, whole: Outline) -> list[str]:
    published = reading.published
    days = (published - act.date.day).days if act.date and published else -1
    precision = act.date.precision if act.date else 0
    said = act.date_said
    return [
        f"day={said!s}{precision}",
        f"age={bucket(days, _DAYS) if said else 'unsaid'}",
        f"story={act.story!s}",
        f"background={act.background!s}",
        f"sum={act.cumulative!s}",
        f"dates={min(len(reading.sentence_of(act).dates), 3)}",
        f"anyday={whole.dated!s}{said!s}",
    ]


def _of_words(act: Act, reading: Reading) -> list[str]:
    """The words around the anchor, where they are common words of news prose."""
    words, t = reading.words, act.anchor
    sentence = reading.sentence_of(act)
    left = words.lows[max(sentence.start, t.i - 4) : t.i]
    right = words.lows[t.j : min(sentence.end, t.j + 4)]
    found = [f"l{len(left) - k}={x}" for k, x in enumerate(left) if x in _CLOSED]
    found += [f"r{k + 1}={x}" for k, x in enumerate(right) if x in _CLOSED]
    return found


_TELLING = w.word_set(
    "war conflict civil years year months month weeks since ago began started erupted uprising revolution thousands hundreds million "
    "millions accused accuses accusing condemned condemns denied warned says said told according reported announced statement claimed "
    "would could should may might must will if whether not no never any some several many most more than least recent recently last "
    "previous previously earlier past always often continue continues continued ongoing currently still now new plan talks ceasefire truce "
    "peace un resolution international world president minister spokesman government opposition regime terrorists militants video "
    "photo image file investigation report evidence responsible responsibility claims group groups anniversary campaign operation "
    "operations offensive fight fighting support supporting backed help us we our i you they their it its he his she who which where "
    "when while after before during amid because despite although however meanwhile separately elsewhere also later then today "
    "yesterday overnight morning evening night dead killed died wounded injured casualties victims children women civilians people "
    "residents is are was were has have had been being be"
)
_CLOSED = _TELLING.union(
    w.ARTICLES, w.DIRECTIONS, w.LIST_WORDS, w.INSIDE_WORDS, w.BESIDE_WORDS, w.PLACE_NOUNS, w.SPEECH, w.BE, w.LIGHT_VERBS
)
