"""The day of an act: the date its clause says, else the document's publication day for current news."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from itertools import pairwise

from eventmap.data import event_words as w
from eventmap.extract.dates.find import DateMention
from eventmap.extract.events.act import Act
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.records import DateSpan, Mark

# An act this many days before the publication is background, not news.
BACKGROUND_DAYS = 10
_MAX_COST = 4.0
_COUNTED_COST = 0.5  # a day of its own that stands near is nearer


def give_date(act: Act, sentence: Sentence, reading: Reading) -> None:
    """Sets ``act.date`` from the nearest date of its sentence that is the act's and not a statement's."""
    cost, n = min([(_cost(act, m, sentence, reading), n) for n, m in enumerate(sentence.dates)], default=(_MAX_COST, 0))
    if cost < _MAX_COST:
        _take(act, _night_before(sentence.dates[n], sentence), reading)
        if act.date is not None and act.date.precision == 1 and _is_confirmed(act, sentence.dates[n], reading):
            act.date = _week_to(act.date.day)
    else:
        act.date = _told_on(sentence, reading) or default_date(reading)
    set_background(act, reading)


def _is_confirmed(act: Act, mention: DateMention, reading: Reading) -> bool:
    """ "On Tuesday confirmed the abduction of nine students": it was done in the week before."""
    i, _ = reading.words.range(mention.span)
    first = act.triggers[0]
    return first.form == "noun" and not _CONFIRMS.isdisjoint(reading.words.lows[i : min(first.i, i + 4)])


_CONFIRMS = w.word_set("confirmed announced condemned denounced denied acknowledged admitted deplored")


def _night_before(mention: DateMention, sentence: Sentence) -> DateMention:
    """ "killed 13 overnight, medics said on Saturday": the night is counted from the day on which it is told."""
    if "overnight" not in mention.text.lower() or mention.value is None or mention.value.precision > 1:
        return mention
    told = [m.value for m in sentence.dates if m.reporting and m.value and m.value.precision == 1 and m.value.day < mention.value.day]
    return mention._replace(value=told[0]) if told else mention


def spread_dates(sentence: Sentence, reading: Reading) -> None:
    """The only date of a sentence holds for all its acts if it opens the sentence, and for an act told beside the one that it dates
    ("A was bombed on Monday, while jets hit B"); a month or a year for all its gains of ground."""
    dates = [m for m in sentence.dates if m.value and m.kind not in ("future", "dateline", "since") and not m.reporting]
    if len(dates) != 1 or all(a.date_said for a in sentence.acts):
        return
    value = dates[0].value
    opens = dates[0].span.start - sentence.span.start < _OPENING
    month = value is not None and value.precision >= 3 and any(a.date_said and a.has(*_GROUND) for a in sentence.acts)
    for act in sentence.acts:
        i, _ = reading.words.range(dates[0].span)
        beside = value is not None and value.precision == 1 and _beside(act, sentence, reading)
        if not act.date_said and not _of_statement(act, i, reading) and (opens or beside or (month and act.has(*_GROUND))):
            _take(act, dates[0], reading)
            set_background(act, reading)


def _beside(act: Act, sentence: Sentence, reading: Reading) -> bool:
    """Whether another act of the sentence has a day and "while" and the like stands between the two, whichever is told first."""
    spans = [sorted((a.anchor, act.anchor), key=lambda t: t.i) for a in sentence.acts if a.date_said]
    return any(_meanwhile(reading.words.lows, first.j, second.i) for first, second in spans)


def _meanwhile(lows: Sequence[str], first: int, last: int) -> bool:
    """Whether a word among these says "at the same time": "while", and "as" but for "such as", "as many as", "described as"."""
    for k in range(first, last):
        if lows[k] in _MEANWHILE:
            return True
        if lows[k] == "as" and lows[k - 1] not in _NOT_WHEN_BEFORE and (k + 1 >= last or lows[k + 1] not in _NOT_WHEN_AFTER):
            return True
    return False


def spread_back(sentence: Sentence, reading: Reading) -> None:
    """ "Beheaded a man in A and looted a clinic in B on Monday": the day at the end is that of both, if one subject does both."""
    for act, later in pairwise(sentence.acts):
        if act.date_said or not later.date_said or SAME_SUBJECT not in later.rules or later.date is None or later.date.precision > 1:
            continue
        act.date, act.date_said, act.date_text = later.date, True, later.date_text
        act.marks += [m for m in later.marks if m.role == "date"]
        set_background(act, reading)


SAME_SUBJECT = "same subject"  # the rule of an act whose subject is that of the act before
_MEANWHILE = frozenset(("while", "whereas", "meanwhile", "answered", "retaliated", "responded", "retaliating", "responding"))
_NOT_WHEN_BEFORE = w.word_set(
    "such well many much far soon long known described seen identified served serving used acting just same regarded"
)
_NOT_WHEN_AFTER = w.word_set("many much well part far soon long a an of being retaliation revenge if though young")
_GROUND = ("capture", "advance", "enter", "lose", "oust")
# Characters from a sentence's begin within which its date opens it ("Separately on Monday ...").
_OPENING = 25


def _take(act: Act, mention: DateMention, reading: Reading) -> None:
    if mention.value is None and reading.published is not None:
        act.date = _counted(act, mention, reading)
        if _counts_from(mention, act) and act.date is not None and act.date.precision == 1:
            act.date_text, act.date_said = mention.text, True
    else:
        act.date, act.date_text, act.date_said = mention.value, mention.text, True
    i, _ = reading.words.range(mention.span)
    act.cumulative = (mention.kind == "since" or _after_since(act, i, reading)) and not _of_late(mention, reading)
    act.marks.append(Mark("date", mention.span))
    act.rules.append(f"date:{mention.kind}")


def _after_since(act: Act, i: int, reading: Reading) -> bool:
    lows, first = reading.words.lows, max(0, i - 7)
    if "since" not in lows[first:i]:
        return False
    aside = reading.sentence_of(act).bounds.aside
    return any(lows[k] == "since" and not aside(k) for k in range(first, i))


def _of_late(mention: DateMention, reading: Reading) -> bool:
    """ "since Monday": the days of this news, no sum over weeks."""
    if mention.value is None or reading.published is None or mention.value.precision > 2:
        return False
    return (reading.published - mention.value.start).days <= _NEWS_DAYS


_NEWS_DAYS = 7


def _counted(act: Act, mention: DateMention, reading: Reading) -> DateSpan | None:
    """ "X came a month after Y": the day of Y counted back from that of X, where it is said, else from the news."""
    told = default_date(reading)
    if told is None or mention.delta_days is None or not _counts_from(mention, act):
        return told
    first = _day_before(mention, reading)
    if first is not None and abs(mention.delta_days) <= _EXACT_DAYS:
        return DateSpan.exact(first - dt.timedelta(days=mention.delta_days))
    told = DateSpan.exact(first) if first is not None else told
    day = told.day - dt.timedelta(days=mention.delta_days)
    slack = dt.timedelta(days=max(1, abs(mention.delta_days) // 4))
    return DateSpan(day=day, start=day - slack, end=day + slack, precision=2 if abs(mention.delta_days) < 25 else 3)


def _counts_from(mention: DateMention, act: Act) -> bool:
    """Whether the act is what the days are counted from ("two days after rebels shelled A")."""
    if mention.value is not None or mention.anchor is None or mention.delta_days is None:
        return False
    return mention.anchor.start <= act.anchor.start < mention.anchor.end


_EXACT_DAYS = 10  # "a day after", "five days after": so few are counted


def _day_before(mention: DateMention, reading: Reading) -> dt.date | None:
    """The last exact day that this sentence or the one before says before the mention."""
    n = next((s.number for s in reading.sentences if s.span.start <= mention.span.start < s.span.end), None)
    if n is None:
        return None
    said = (m for s in reversed(reading.sentences[max(0, n - 1) : n + 1]) for m in reversed(s.dates) if m.span.end <= mention.span.start)
    exact = (m.value.day for m in said if m.value and m.value.precision == 1 and m.kind not in ("future", "dateline") and not m.reporting)
    return next(exact, None)


def set_background(act: Act, reading: Reading) -> None:
    """Older than the news: whatever ended more than ten days before the publication. Nothing told is younger than that."""
    published = reading.published
    if act.date is not None and published is not None and act.date.start > published + dt.timedelta(days=1):
        act.date, act.date_said = default_date(reading), False  # "retook the town a year later", counted from the wrong deed
    act.background = bool(act.date and published and (published - act.date.end).days >= BACKGROUND_DAYS)


def default_date(reading: Reading) -> DateSpan | None:
    """The publication day, with the precision of a week."""
    return None if reading.published is None else _week_to(reading.published)


def _told_on(sentence: Sentence, reading: Reading) -> DateSpan | None:
    """The week up to the day on which a sentence says that it was told: "killed five in A, the army said on Saturday"."""
    told = [m.value.day for m in sentence.dates if m.reporting and m.value and m.value.precision == 1]
    if len(told) != 1 or reading.published is None or not 0 <= (reading.published - told[0]).days <= _NEWS_DAYS:
        return None
    return _week_to(told[0])


@functools.lru_cache(maxsize=1024)
def _week_to(day: dt.date) -> DateSpan:
    return DateSpan(day=day, start=day - dt.timedelta(days=6), end=day + dt.timedelta(days=1), precision=2)


def _cost(act: Act, mention: DateMention, sentence: Sentence, reading: Reading) -> float:
    if mention.kind in ("future", "dateline"):
        return _MAX_COST
    if _counts_from(mention, act):
        return _COUNTED_COST
    i, _ = reading.words.range(mention.span)
    near = act.nearest(i)
    if mention.value and mention.value.precision >= 3 and sentence.bounds.between(near.i, i) > 0.75:
        return _MAX_COST
    others = any(a is not act and a.start <= i < a.end for a in sentence.acts)
    outside = 0.0 if act.start <= i < act.end else 3.0 if others else 1.0
    told = 2.5 if (mention.reporting or _of_statement(act, i, reading)) and not _was_recorded(act, i, reading) else 0.0
    return abs(near.i - i) / 15 + sentence.bounds.between(near.i, i) + outside + told


def _was_recorded(act: Act, i: int, reading: Reading) -> bool:
    """ "clashes were reported in A on 30 April": the day is that of the clashes."""
    lows, first = reading.words.lows, max(act.triggers[-1].j, i - 7)
    return any(lows[k] in _RECORDED and lows[k - 1] in w.BE for k in range(first, i))


_RECORDED = w.word_set("reported recorded documented registered confirmed observed")


def _of_statement(act: Act, i: int, reading: Reading) -> bool:
    """ "bombed A, the army said in a statement early on Monday"; "on Monday the agency released a video of strikes"."""
    lows = reading.words.lows
    if i > act.triggers[-1].j:
        first = max(act.triggers[-1].j, i - 7)
        return not w.SPEECH.isdisjoint(lows[first:i])
    until = act.triggers[0].i
    return not w.PUBLISHED.isdisjoint(lows[i:until])
