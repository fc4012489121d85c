"""One deed as one sentence tells it: the record that each step of reading adds to."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventmap.extract.events.triggers import Trigger
from eventmap.records import Actor, Count, DateSpan, Mark, Span, Toponym

RESULTS = frozenset(("kill", "harm", "destroy"))  # senses that tell what came of a deed, and not what it was
_VAGUE_CAUSES = ("campaign", "foil")


@dataclass(slots=True, eq=False)
class Act:
    """One deed as one sentence tells it, while it is being worked out. Word numbers count in ``Words``."""

    sentence: int
    span: Span
    start: int
    end: int
    triggers: list[Trigger]
    senses: set[str] = field(init=False)
    causes: list[Trigger] = field(init=False)
    anchor: Trigger = field(init=False)
    arms: set[str] = field(default_factory=set)
    lows: list[str] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()
    weapons: list[Trigger] = field(default_factory=list)
    mode: str = ""
    sub_type: str = ""
    specific: bool = False
    places: list[Toponym] = field(default_factory=list)
    containers: set[str] = field(default_factory=set)
    coarse: list[Toponym] = field(default_factory=list)
    around: dict[Span, Toponym] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    definite: bool = False
    lead: bool = False
    date: DateSpan | None = None
    date_text: str = ""
    date_said: bool = False
    story: bool = False
    cumulative: bool = False
    actors: list[Actor] = field(default_factory=list)
    targets: list[Actor] = field(default_factory=list)
    fatalities: list[Count] = field(default_factory=list)
    injured: list[Count] = field(default_factory=list)
    by_place: dict[str, list[Count]] = field(default_factory=dict)  # place key -> its own toll, where the text parts it by place
    status: str = "reported"
    background: bool = False
    chance: float | None = None  # that it is an event, once that is weighed
    dropped: str = ""
    home: str = ""  # ISO alpha-2 code of the country that the text is about
    agent: bool = False  # an armed side acts, named or not
    foe: bool = False  # fighters are acted on, named or not
    given: dict[Span, str] = field(default_factory=dict)  # mention of a party -> the side that the syntax gives it
    merged: list[Act] = field(default_factory=list)  # other tellings of the same deed
    evidence: list[Span] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settle()

    def add(self, trigger: Trigger) -> None:
        self.triggers.append(trigger)
        self.settle()

    def settle(self) -> None:
        """What follows from the triggers: causes, senses and the anchor, the word that names the deed.

        A campaign or a result ("killed") is the anchor only where nothing else names the deed.
        """
        self.senses = {t.sense for t in self.triggers}
        self.causes = [t for t in self.triggers if t.sense not in RESULTS]
        self.anchor = self.causes[0] if self.causes else self.triggers[0]
        if self.anchor.sense in _VAGUE_CAUSES:
            self.anchor = next((t for t in self.causes if t.sense not in _VAGUE_CAUSES), self.anchor)

    def nearest(self, i: int) -> Trigger:
        """The trigger nearest to word ``i``."""
        return self.triggers[0] if len(self.triggers) == 1 else min(self.triggers, key=lambda t: abs(t.i - i))

    def has(self, *senses: str) -> bool:
        return not self.senses.isdisjoint(senses)
