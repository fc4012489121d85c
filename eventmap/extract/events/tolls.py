"""Tolls: which act a number of killed or injured belongs to, and what several numbers come to."""

from __future__ import annotations

from dataclasses import replace

from eventmap.data.event_words import word_set
from eventmap.extract.dates.find import DateMention
from eventmap.extract.events.act import Act
from eventmap.extract.events.reading import Reading, Sentence
from eventmap.extract.events.spots import place_key
from eventmap.extract.text.wordlist import Words
from eventmap.records import Count, Span, Toponym


def give_tolls(sentence: Sentence, before: Sentence | None, words: Words) -> None:
    """Hands each count of the sentence to the act in whose range it stands.

    "Seven of them" is a part where this sentence says a whole, or the one ``before`` and no place is named anew; else it is all there is.
    """
    whole = {c.what for c in sentence.counts if not c.part_of_total}
    told = {c.what for c in before.counts if not c.part_of_total} if before else set()
    for count in sentence.counts:
        i, _ = words.range(count.span)
        act = next((a for a in sentence.acts if a.start <= i < a.end), None)
        if act is None or count.cumulative or (count.part_of_total and count.what in (whole if act.places else whole | told)):
            continue
        (act.fatalities if count.what == "killed" else act.injured if count.what == "injured" else []).append(count)
    for act in sentence.acts:
        act.by_place = _by_place(act, words)
        one = len(act.places) < 2
        act.fatalities, act.injured = _of_both_sides(act.fatalities, one), _of_both_sides(act.injured, one)


def _by_place(act: Act, words: Words) -> dict[str, list[Count]]:
    """ "Bandits killed six people in A and four in B": the toll of each place, where each is said right after its number."""
    if len(act.places) < 2:
        return {}
    starts = {words.at(p.span.start): place_key(p) for p in act.places}
    found: dict[str, list[Count]] = {}
    last = 0
    for count in act.fatalities + act.injured:
        _, j = words.range(count.span)
        at = next((i for i in range(j + 1, min(j + 1 + _TO_PLACE, len(words.lows))) if i in starts), None)
        if at is not None and not count.part_of_total and _IN & set(words.lows[j:at]) and _LEADING.issuperset(words.lows[j:at]):
            found.setdefault(starts[at], []).append(count)
            last = max(last, at)
    after = [key for i, key in starts.items() if i > last]
    return {} if any(key not in found for key in after) or (found and len(found) < len(act.fatalities + act.injured)) else found


_TO_PLACE = 5  # words between a number with what it counts and its place
_IN = frozenset(("in", "at", "near", "around", "on"))
_LEADING = _IN | word_set(
    "the village town city of nearby district were was killed wounded injured others more neutralised neutralized eliminated slain "
    "died shot dead"
)


def toll_at(act: Act, place: Toponym) -> tuple[Count | None, Count | None, bool]:
    """The killed and the injured of ``act`` at ``place``, and whether they are those of all its places together."""
    if not act.by_place:
        shared = len(act.places) > 1 and bool(act.fatalities or act.injured)
        return dead(act), total(act.injured), shared
    own = act.by_place.get(place_key(place), [])
    return total([c for c in own if c.what == "killed"]), total([c for c in own if c.what == "injured"]), False


def _of_both_sides(counts: list[Count], one_place: bool) -> list[Count]:
    """ "Six soldiers fell while four terrorists were killed": what one sentence counts of different people is added up."""
    if len(counts) < 2:
        return counts
    whole = [c for c in counts if c.best and not c.part_of_total]
    if one_place and len(whole) > 1 and all(_is_more(c) for c in whole[1:]) and not _is_more(whole[0]):
        return _summed(whole, counts)
    sides = [c for c in counts if c.who and c.best and not c.part_of_total]
    people = {c.text.split()[-1].lower() for c in sides}
    if len(sides) < 2 or len(people) < len(sides) or len(sides) < len([c for c in counts if not c.part_of_total]):
        return counts
    return _summed(sides, counts)


def _is_more(count: Count) -> bool:
    """ "Four more", "another two", "six others": beside those told before."""
    said = count.text.lower().split()
    return bool(said) and (said[0] == "another" or said[-1] in ("more", "others"))


def _summed(parts: list[Count], counts: list[Count]) -> list[Count]:
    """The sum of the parts, and all counts as parts of it."""
    low = [c.low for c in parts if c.low is not None]
    high = [c.high for c in parts if c.high is not None]
    every = replace(
        parts[0],
        span=Span(parts[0].span.start, parts[-1].span.end),
        best=sum(c.best or 0 for c in parts),
        low=sum(low) if len(low) == len(parts) else None,
        high=sum(high) if len(high) == len(parts) else None,
        who=parts[0].who if len({c.who for c in parts}) == 1 else "",
        text=" + ".join(c.text for c in parts),
    )
    return [every, *(replace(c, part_of_total=True) for c in counts)]


def _killed(sentence: Sentence) -> list[Count]:
    """The numbers of killed that a sentence tells, neither a part of others nor a sum over a long time."""
    return [c for c in sentence.counts if c.what == "killed" and c.best is not None and not (c.part_of_total or c.cumulative)]


def give_revised_tolls(reading: Reading) -> None:
    """ "(He put the toll at two.) On Saturday it had climbed to five": a sentence of its own, which tells no act."""
    for sentence in reading.sentences:
        killed = [c for c in _killed(sentence) if c.best]
        if sentence.acts or not killed or _RISEN.isdisjoint(reading.words.lows[sentence.start : sentence.end]):
            continue
        before = (act for n in (1, 2) if sentence.number >= n for act in reversed(reading.sentences[sentence.number - n].acts))
        act = next((a for a in before if a.fatalities), None)
        if act is not None:
            act.fatalities += killed[:1]


_RISEN = frozenset(("climbed", "risen", "rose", "rising", "revised", "increased", "updated", "raised"))
# The first sentences of a text, in which its main toll stands.
_LEAD = 3


def give_lead_toll(reading: Reading) -> None:
    """A text that tells one new act tells its toll at the start, where the place may not be said yet."""
    live = [act for act in reading.acts if not act.dropped and not act.background]
    if len(live) != 1 or live[0].fatalities:
        return
    for sentence in reading.sentences[:_LEAD]:
        if all(act.sub_type in ("", live[0].sub_type) for act in sentence.acts) and not any(map(_is_long, sentence.dates)):
            told = _killed(sentence)
            if told:
                live[0].fatalities = told[:1]
                return


def give_next_toll(reading: Reading) -> None:
    """ "Rebels ambushed a convoy. He said that 17 were killed": a number that the next sentence tells, of no other place and no deed."""
    live: dict[int, list[Act]] = {}
    for act in (act for act in reading.acts if not act.dropped):
        live.setdefault(act.sentence, []).append(act)
    for number, acts in live.items():
        act = acts[-1]
        if number + 1 in live or number + 1 >= len(reading.sentences) or act.background or act.fatalities or act.sub_type in _BLOODLESS:
            continue
        following = reading.sentences[number + 1]
        told = [c for c in _killed(following) if c.best]
        if told and not any(map(_is_long, following.dates)) and all(_is_source(p, following, reading) for p in following.places):
            act.fatalities = told[:1]


def _is_source(place: Toponym, sentence: Sentence, reading: Reading) -> bool:
    """ "(Six were killed,) according to the administrator of A": where one sits who tells it."""
    i, _ = reading.words.range(place.span)
    return "according" in reading.words.lows[sentence.start : i]


def _is_long(date: DateMention) -> bool:
    """A month, a year, "since May": what was counted over it was not counted of one deed."""
    return date.kind == "since" or (date.value is not None and date.value.precision >= 3)


def dead(act: Act) -> Count | None:
    """The count of the killed. Where nobody was hurt, nobody was killed; those whom a march mourns were killed elsewhere."""
    killed = total(act.fatalities) if act.sub_type not in _BLOODLESS else None
    if killed is None and act.injured and all(c.best == 0 for c in act.injured):
        return replace(act.injured[0], what="killed")
    return killed


_BLOODLESS = frozenset(("Peaceful protest", "Agreement", "Change to group/activity", "Headquarters or base established"))


def total(counts: list[Count]) -> Count | None:
    """One count for an act: the largest."""
    if not counts:
        return None
    return max(counts, key=lambda c: (c.best or 0, c.low or 0))
