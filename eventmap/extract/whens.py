"""The day of an act: the date its clause says, else the document's publication day for current news."""

from __future__ import annotations

import datetime as dt

from eventmap.data import event_words as w
from eventmap.extract.acts import Act
from eventmap.extract.dates import DateMention
from eventmap.extract.reading import Reading, Sentence
from eventmap.records import DateSpan, Mark

# An act this many days before the publication is background, not news.
BACKGROUND_DAYS = 10


def give_date(act: Act, sentence: Sentence, reading: Reading) -> None:
    """Sets ``act.date`` from the nearest date of its sentence that is the act's and not a statement's."""
    costs = [(_cost(act, m, sentence, reading), n) for n, m in enumerate(sentence.dates)]
    costs = [c for c in costs if c[0] < 4]
    if costs:
        mention = sentence.dates[min(costs)[1]]
        act.date, act.date_text, act.date_said = mention.value, mention.span.of(reading.document.text), True
        act.marks.append(Mark(role="date", span=mention.span))
        act.rules.append(f"date:{mention.span.start}")
    else:
        act.date = default_date(reading)
    published = reading.document.published
    act.background = bool(act.date and published and (published - act.date.day).days > BACKGROUND_DAYS)


def default_date(reading: Reading) -> DateSpan | None:
    """The publication day, with the precision of a week."""
    day = reading.document.published
    if day is None:
        return None
    return DateSpan(day=day, start=day - dt.timedelta(days=6), end=day + dt.timedelta(days=1), precision=2)


def _cost(act: Act, mention: DateMention, sentence: Sentence, reading: Reading) -> float:
    words = reading.words
    i, j = words.range(mention.span)
    near = min(act.triggers, key=lambda t: abs(t.i - i))
    cost = abs(near.i - i) / 15 + sentence.bounds.between(near.i, i)
    if not act.start <= i < act.end:
        cost += 1.0
    left = words.lows[max(sentence.start, i - 2) : i]
    if (left and left[-1] in w.SPEECH) or (len(left) > 1 and left[-2] in w.SPEECH and left[-1] == "on"):
        cost += 2.5
    return cost
