"""Document to drafts: what each sentence tells, put together over the whole document.

sentences -> triggers -> acts -> places, actors, dates, tolls -> what is no event is dropped -> one act told twice becomes one draft
"""

from __future__ import annotations

from collections.abc import Sequence

from eventmap.data import event_words as w
from eventmap.extract.actors.find import ActorMention
from eventmap.extract.events import carried, claims, filters, groups, kinds, roles, same, sides, tolls, triggers, verdict, whens, wheres
from eventmap.extract.events.act import Act
from eventmap.extract.events.clauses import Clauses
from eventmap.extract.events.reading import Reading, Sentence, read_document
from eventmap.extract.events.scorers import Scorers, shipped
from eventmap.extract.text.wordlist import Words, words_of
from eventmap.records import Document, Draft, Mark, Toponym


def draft_events(document: Document, toponyms: Sequence[Toponym], scorers: Scorers | None = None) -> tuple[Draft, ...]:
    """The acts that ``document`` tells, one draft for each place of each act.

    Args:
        document: the text; its ``published`` day is the reference of relative dates and the default day of current news.
        toponyms: all place mentions, located and related. Their places' kinds are used, their coordinates are not.
        scorers: the learned parts; default is what the project ships.

    Returns:
        Drafts in the order of their triggers. Acts without a place are not among them.
    """
    reading = work_out(document, toponyms, scorers or shipped())
    return tuple(draft for act in reading.acts if not act.dropped for draft in _drafts(act))


def may_tell(document: Document) -> bool:
    """Whether the text has any word that tells an act. Without one it has no draft, and its places need not be found."""
    return triggers.may_tell(words_of(document.text))


def work_out(document: Document, toponyms: Sequence[Toponym], scorers: Scorers) -> Reading:
    """All acts with all that is known of them; those that are no event carry the reason in ``dropped``."""
    reading = read_acts(document, toponyms)
    verdict.weigh(reading, scorers.event)
    same.merge_acts(reading, scorers.pair)
    tolls.give_lead_toll(reading)
    tolls.give_next_toll(reading)
    sides.settle(reading, scorers)
    for act in reading.acts:
        if not act.dropped:
            kind, act.sub_type = act.sub_type, kinds.by_sides(act)
            if act.sub_type != kind:
                roles.settle_sides(act, reading.words)
            wheres.place_unknown(act, reading.sentence_of(act).section)
    return reading


def read_acts(document: Document, toponyms: Sequence[Toponym]) -> Reading:
    """The acts as their own sentences tell them, before it is weighed which are events and which are told twice."""
    reading = read_document(document, toponyms)
    for sentence in reading.sentences:
        _fill(reading, sentence)
    tolls.give_revised_tolls(reading)
    claims.name_claimants(reading)
    carried.carry_over(reading)
    carried.give_places(reading)
    same.mark_story(reading)
    for act in reading.acts:
        filters.judge(act, reading)
    return reading


def _fill(reading: Reading, sentence: Sentence) -> None:
    words = reading.words
    bounds = sentence.bounds
    places = [(*words.range(t.span), t) for t in sentence.places if not t.metonym]
    places = [place for place in places if not bounds.aside(place[0])] if bounds.asides else places
    opens = bool(places) and places[0][0] == sentence.start  # it may be a header
    found = groups.groups(words, places, sentence.start, reading.digest) if opens or sentence.acts else []
    if found and not reading.digest and groups.header(words, found[0], sentence.start):
        reading.section = found.pop(0).heads[0]
    sentence.section = reading.section
    if not sentence.acts:
        return
    wheres.assign(sentence.acts, found, bounds)
    for n, act in enumerate(sentence.acts):
        act.home = reading.home
        act.sub_type = kinds.sub_type(act, words)
        roles.give_roles(act, _within(act, sentence.actors, words, bounds), words, bounds)
        if n and not act.actors and _goes_on(sentence.acts[n - 1], act, words):
            act.actors, act.agent = list(sentence.acts[n - 1].actors), sentence.acts[n - 1].agent
            act.rules.append(whens.SAME_SUBJECT)
        if act.agent or act.foe or act.actors or act.targets:  # what the kind may change for
            act.sub_type = kinds.sub_type(act, words) or ("" if kinds.is_no_crowd(act) else act.sub_type)
        act.specific = kinds.specific(act)
        whens.give_date(act, sentence, reading)
    whens.spread_dates(sentence, reading)
    whens.spread_back(sentence, reading)
    tolls.give_tolls(sentence, reading.sentences[sentence.number - 1] if sentence.number else None, words)
    for act in sentence.acts:
        roles.settle_sides(act, words)


def _goes_on(first: Act, later: Act, words: Words) -> bool:
    """ "Killed two people and kidnapped five others", "beheaded a man and looted a clinic": one subject does both."""
    if first.anchor.form != "past" or later.anchor.form != "past" or not first.actors or later.targets[:1] == first.actors[:1]:
        return False
    before = words.lows[later.anchor.i - 1] if later.anchor.i else ""
    joined = before == "and" or (before in ("then", "later", "also") and words.lows[later.anchor.i - 2] == "and")
    by = words.lows[later.anchor.j : later.anchor.j + 1] == ["by"] or words.lows[first.anchor.i - 1] in w.BE
    return joined and not by and ";" not in "".join(words.gaps[first.anchor.j : later.anchor.i])


def _within(act: Act, mentions: list[ActorMention], words: Words, bounds: Clauses) -> list[ActorMention]:
    start, end = words.starts[act.start], words.ends[act.end - 1]
    found = [m for m in mentions if start <= m.span.start < end]
    return [m for m in found if not bounds.aside(words.at(m.span.start))] if bounds.asides else found


def _drafts(act: Act) -> list[Draft]:
    return [_draft(act, place) for place in act.places]


def _draft(act: Act, place: Toponym) -> Draft:
    killed, injured, shared = tolls.toll_at(act, place)
    return Draft(
        event_type=kinds.TYPES[act.sub_type],
        sub_event_type=act.sub_type,
        trigger=act.span.__class__(act.anchor.start, act.anchor.end),
        evidence=tuple(dict.fromkeys([act.span, *act.evidence])),
        actors=tuple(act.actors),
        targets=tuple(act.targets),
        place=place,
        date=act.date,
        date_text=act.date_text,
        fatalities=killed,
        fatalities_shared=shared,
        injured=injured,
        civilian_targeting=any(a.inter == 7 for a in act.targets),
        status=act.status,
        background=act.background,
        confidence=act.chance if act.chance is not None else 0.5,
        marks=_marks(act, place),
        rules=tuple(act.rules),
        tags=tuple(f"place_unknown={name}" for name in act.unknown),
    )


def _marks(act: Act, place: Toponym) -> tuple[Mark, ...]:
    acts = [Mark(role="act", span=act.span.__class__(t.start, t.end)) for t in act.triggers]
    toll = [Mark(role="toll", span=c.span) for c in act.fatalities + act.injured]
    return tuple(dict.fromkeys([*acts, Mark(role="place", span=place.span), *act.marks, *toll]))


def explain(document: Document, toponyms: Sequence[Toponym]) -> str:
    """Each sentence with what was found in it, and why an act became no draft: what ``eventmap run --explain`` prints."""
    reading = work_out(document, toponyms, shipped())
    lines: list[str] = []
    for sentence in reading.sentences:
        lines.append(f"{sentence.number + 1:3d}  {_one_line(sentence.span.of(document.text))}")
        lines += [f"       place   {p.surface}{_located(p)}" for p in sentence.places]
        lines += [f"       date    {d.text} -> {d.value.day if d.value else 'open'} ({d.kind})" for d in sentence.dates]
        lines += [f"       party   {a.surface} -> {a.actor.name or 'unknown'}" for a in sentence.actors]
        lines += [f"       toll    {c.text or c.span.of(document.text)} -> {c.what} {c.best}" for c in sentence.counts]
        lines += [line for act in sentence.acts for line in _explain_act(act, document.text)]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _located(place: Toponym) -> str:
    relation = f" ({place.relation.text})" if place.relation else ""
    location = place.location
    if location is None:
        return relation + " -> unknown"
    found = location.place
    return relation + (f" -> {found.name}, {found.kind}" if found else f" -> {location.relation}, {location.method}")


def _explain_act(act: Act, text: str) -> list[str]:
    words = ", ".join(text[t.start : t.end] for t in act.triggers)
    lines = [f"   {'-' if act.dropped else '+'}   act     {act.sub_type or 'of no kind'}: {words}"]
    if act.places:
        lines.append(f"           at {', '.join(p.surface for p in act.places)}")
    parted = f"{', '.join(a.name for a in act.actors) or '?'} on {', '.join(a.name for a in act.targets) or '?'}"
    lines.append(f"           {parted}; {act.date.day if act.date else act.date_text or 'no day'}; rules: {', '.join(act.rules)}")
    if act.chance is not None:
        lines.append(f"           chance of an event: {act.chance:.2f}")
    if act.dropped:
        lines.append(f"           dropped: {act.dropped}")
    return lines
