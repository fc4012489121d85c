"""What speaks for and against an act at a place being an event: names of features for the linear scorer in ``verdict``.

Features name classes of words, positions and what the rules found out; never places, groups or other names, so that what is learned
on one war serves another.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from typing import NamedTuple

from eventmap.data import event_words as w
from eventmap.extract.events import kinds
from eventmap.extract.events.act import Act
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.extract.events.spots import level, place_key
from eventmap.extract.text.linear import Names
from eventmap.records import Location, Toponym

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


# Names that follow from a few values are put together once: texts have the same few hundred combinations. True and False are written with
# "!s", which takes a third of the time.
_remembered = functools.lru_cache(maxsize=8192)


def features(act: Act, place: Toponym, reading: Reading, whole: Outline) -> list[str]:
    """Names of all features of ``act`` at ``place`` that hold, each worth 1; some are pairs of simpler ones."""
    return [name for group in groups(act, place, reading, whole) for name in group]


def groups(act: Act, place: Toponym, reading: Reading, whole: Outline) -> list[Names]:
    """The same in groups of names that follow from a few values."""
    sentence = reading.sentence_of(act)
    of_act = _of_act(act)
    of_place = _of_place(act, place, sentence, reading)
    of_text = _of_text(act, sentence, reading, whole)
    when = _of_date(act, reading, whole)
    day, plainly, at = when[:2], of_act[0][:4], of_place[0]
    found = [_BIAS, *of_act, *of_place, *of_text, when]
    found += [_pairs(day, plainly), _pairs(day, of_text[0][:2]), _pairs(day, at[:2]), _pairs(at, plainly[:3])]
    found += _of_telling(act, place, sentence, reading, whole)
    return found + _of_words(act, sentence, reading)


_BIAS = ("bias",)


@_remembered
def _pairs(some: tuple[str, ...], others: tuple[str, ...]) -> Names:
    return tuple([f"{a}&{b}" for a in some for b in others])


def _of_telling(act: Act, place: Toponym, sentence: Sentence, reading: Reading, whole: Outline) -> tuple[Names, ...]:
    """How plainly it is told: a finite verb, an exact day and a town in one clause; or a place that another sentence names."""
    kind = kinds.TYPES.get(act.sub_type, "")
    once = _once_names(whole.once // 2, min(reading.mentions[place_key(place)], 3))
    if not sentence.span.holds(place.span):
        away = act.sentence - bisect_right(whole.starts, place.span.start) + 1
        they = not w.PRONOUN_SUBJECTS.isdisjoint(reading.words.lows[max(sentence.start, act.anchor.i - 5) : act.anchor.i])
        return once, _carried_names(min(away, 3), they, kind, act.anchor.form)
    dated = act.date_said and act.date is not None and act.date.precision == 1 and not act.background
    plain = act.anchor.form == "past" and level(place) >= 3 and not place.anaphor
    if plain and any(sentence.bounds.between(t.i, reading.words.at(place.span.start)) < _OWN for t in act.triggers):
        return once, _plain_names(dated, kind, bool(act.actors), bool(act.targets), bool(act.fatalities or act.injured))
    return (once,)


@_remembered
def _once_names(once: int, mentions: int) -> Names:
    return (f"once={once}&{mentions}",)


@_remembered
def _carried_names(away: int, they: bool, kind: str, form: str) -> Names:
    return f"carried={away}", f"carried={away}&{they!s}", f"carried&{kind}", f"carried&{they!s}&{form}"


@_remembered
def _plain_names(dated: bool, kind: str, actors: bool, targets: bool, harmed: bool) -> Names:
    full = f"full={actors!s}{harmed!s}"
    told = f"plain={dated!s}", f"plain={dated!s}&{kind}", f"plain={dated!s}&{actors!s}{targets!s}"
    return (*told, full, f"{full}&{dated!s}", f"{full}&{kind}")


_OWN = 0.5  # weight of boundaries up to which a word is of the same clause


def _of_act(act: Act) -> list[Names]:
    anchor = act.anchor
    found = [
        _kind_names(anchor.form, act.sub_type, bool(act.fatalities), bool(act.injured), bool(act.actors), bool(act.targets)),
        _said_names(act.specific, anchor.sense, anchor.form, act.status, act.agent, act.definite),
        _counted_names(bucket(len(act.triggers)), len(act.arms) > 0, bucket(len(act.causes))),
        _prefixed("s", tuple(sorted(act.senses))),
        _prefixed("rule", tuple([name for r in dict.fromkeys(act.rules) if (name := r.partition(":")[0]) in _RULES])),
    ]
    if act.fatalities:
        dead = bucket(max([c.best or 0 for c in act.fatalities]), _DEAD)
        found.append(_dead_names(any(c.cumulative for c in act.fatalities), dead))
    return found


_DEAD = (0, 1, 3, 10, 50, 300, 2000)


@_remembered
def _dead_names(cumulative: bool, dead: int) -> Names:
    return ("cumulative toll", f"dead={dead}") if cumulative else (f"dead={dead}",)


@_remembered
def _kind_names(form: str, kind: str, dead: bool, hurt: bool, actors: bool, targets: bool) -> Names:
    toll, sides, event_type = f"toll={dead!s}{hurt!s}", f"sides={actors!s}{targets!s}", kinds.TYPES.get(kind, "")
    return f"form={form}", f"kind={kind}", toll, sides, f"type={event_type}"


@_remembered
def _said_names(specific: bool, sense: str, form: str, status: str, agent: bool, definite: bool) -> Names:
    told = f"specific={specific!s}", f"sense={sense}{form}", f"status={status}"
    return *told, f"agent={agent!s}", f"definite={definite!s}{form}"


@_remembered
def _counted_names(triggers: int, arms: bool, causes: int) -> Names:
    return f"n={triggers}", f"arms={arms!s}", f"causes={causes}"


@_remembered
def _prefixed(prefix: str, values: tuple[str, ...]) -> Names:
    return tuple([f"{prefix}={x}" for x in values])


_RULES = frozenset(("points back", "carried", "shared", "away", "date"))


def _of_place(act: Act, place: Toponym, sentence: Sentence, reading: Reading) -> list[Names]:
    words = reading.words
    lows = words.lows
    i, j = words.range(place.span)
    inside = sentence.span.holds(place.span)
    near = act.nearest(i)
    where = "other" if not inside else "after" if i >= near.j else "before"
    gap = bucket(i - near.j if i >= near.j else near.i - j) if inside else 9
    weight = min(round(sentence.bounds.between(near.i, i), 1), 2.0) if inside else 2.0
    relation = place.relation.kind if place.relation else ""
    before = lows[i - 1] if i and lows[i - 1] in _CLOSED else "x"
    after = lows[j] if j < len(lows) and lows[j] in _CLOSED else "x"
    mentions = min(reading.mentions[place_key(place)], 5)
    found = [
        _at_names(level(place), place.anaphor, where, relation),
        _bound_names(where, gap, weight, min(len(act.places), 4)),
        _site_names(place.site),
        _mention_names(bucket(10 * place.score, _SCORES), mentions, bool(act.coarse), place.span in act.around),
        _beside_names(before, after, where),
    ]
    if inside and act.start <= i < act.end:
        found.append(_IN_RANGE)
    if place.site is not None and place.site.place is not None:
        home = place.site.place.country == reading.home
        found.append(_home_names(home, where, i == sentence.start, place.site.place.kind, place.site.method))
    return found


_IN_RANGE = ("in range",)
_SCORES = (3, 5, 7, 9)


@_remembered
def _at_names(level_: int, anaphor: bool, where: str, relation: str) -> Names:
    return f"at={level_}{'a' if anaphor else ''}", f"where={where}", f"rel={relation}"


@_remembered
def _bound_names(where: str, gap: int, weight: float, places: int) -> Names:
    return f"gap={where}{gap}", f"bound={weight!s}", f"places={places}"


def _site_names(site: Location | None) -> Names:
    if site is None:
        return "located=False", "prec=0", "sure=0"
    return _located_names(site.precision, bucket(10 * site.confidence, (2, 4, 6, 8, 9)))


@_remembered
def _located_names(precision: int, sure: int) -> Names:
    return "located=True", f"prec={precision}", f"sure={sure}"


@_remembered
def _mention_names(score: int, mentions: int, coarse: bool, around: bool) -> Names:
    return f"score={score}", f"mentions={mentions}", f"coarse={coarse!s}", f"around={around!s}"


@_remembered
def _beside_names(before: str, after: str, where: str) -> Names:
    return f"before={before}{where}", f"after={after}"


@_remembered
def _home_names(home: bool, where: str, first: bool, kind: str, method: str) -> Names:
    return f"home={home!s}", f"home={home!s}&{where}", f"home={home!s}&{first!s}", f"pkind={kind}", f"tier={method}"


def _of_text(act: Act, sentence: Sentence, reading: Reading, whole: Outline) -> list[Names]:
    last = len(reading.sentences)
    size = bucket(sentence.end - sentence.start, _WORDS)
    found = [
        _order_names(min(act.sentence, 6), int(4 * act.sentence / last), min(act.sentence - whole.first, 4), bucket(last)),
        _sentence_names(size, min(len(sentence.acts), 5), min(len(sentence.places), 6), min(len(sentence.counts), 3), whole.acts == 1),
    ]
    text = sentence.span.of(reading.document.text)
    if '"' in text or "“" in text or "”" in text:
        found.append(_QUOTE)
    if "?" in text[-3:]:
        found.append(_QUESTION)
    return found


_WORDS = (8, 15, 25, 40, 60)
_QUOTE, _QUESTION = ("quote",), ("question",)


@_remembered
def _order_names(sentence: int, part: int, rank: int, size: int) -> Names:
    return f"sent={sentence}", f"part={part}", f"rank={rank}", f"size={size}"


@_remembered
def _sentence_names(size: int, acts: int, places: int, counts: int, alone: bool) -> Names:
    return f"words={size}", f"acts={acts}", f"nplaces={places}", f"counts={counts}", f"alone={alone!s}"


def _of_date(act: Act, reading: Reading, whole: Outline) -> Names:
    published, said = reading.published, act.date_said
    days = (published - act.date.day).days if act.date and published else -1
    precision = act.date.precision if act.date else 0
    dates = min(len(reading.sentence_of(act).dates), 3)
    age = bucket(days, _DAYS) if said else -1
    return _date_names(said, precision, age, act.story, act.background, act.cumulative, dates, whole.dated)


@_remembered
def _date_names(
    said: bool, precision: int, age: int, story: bool, background: bool, cumulative: bool, dates: int, dated: bool
) -> Names:
    return (
        f"day={said!s}{precision}",
        f"age={age if said else 'unsaid'}",
        f"story={story!s}",
        f"background={background!s}",
        f"sum={cumulative!s}",
        f"dates={dates}",
        f"anyday={dated!s}{said!s}",
    )


def _of_words(act: Act, sentence: Sentence, reading: Reading) -> list[Names]:
    """The words around the anchor, where they are common words of news prose."""
    lows, t = reading.words.lows, act.anchor
    left = lows[max(sentence.start, t.i - 4) : t.i]
    right = lows[t.j : min(sentence.end, t.j + 4)]
    found = [_LEFT[len(left) - k][x] for k, x in enumerate(left) if x in _CLOSED]
    return found + [_RIGHT[k][x] for k, x in enumerate(right) if x in _CLOSED]


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
# Names of the common words by how far they stand from the anchor: one to four words before it, none to three behind it.
_LEFT: list[dict[str, Names]] = [{x: (f"l{n}={x}",) for x in _CLOSED} for n in range(5)]
_RIGHT: list[dict[str, Names]] = [{x: (f"r{n}={x}",) for x in _CLOSED} for n in range(1, 5)]
