"""Reports of one act become one event that keeps every source and every toll."""

import datetime as dt

import pytest

from eventmap.link import merge
from eventmap.records import Actor, AdminArea, Count, DateSpan, Draft, Event, Location, Report, Source, Span

ARMY = Actor(name="Military Forces of Mali", inter=1, country="ML")
REBELS = Actor(name="Opposition Rebels", inter=2)
MALI = AdminArea(country="ML", iso3="MLI", country_name="Mali")


def report(doc_id: str = "a", *, day: int = 3, lat: float = 17.0, sub_type: str = "Armed clash", killed: int | None = None, relation: str = "",
           targets: tuple[Actor, ...] = (REBELS,), date: bool = True, place: str = "Gao", start: int = 0) -> Report:  # fmt: skip
    toll = Count(what="killed", span=Span(5, 7), best=killed, low=killed, high=killed) if killed is not None else None
    draft = Draft(
        event_type="Battles", sub_event_type=sub_type, trigger=Span(start, start + 4), evidence=(Span(0, 20),), actors=(ARMY,), targets=targets,
        date=DateSpan.exact(dt.date(2024, 5, day)) if date else None, date_text="" if date else "3 May", fatalities=toll, rules=("by hand",),
    )  # fmt: skip
    location = Location(lat=lat, lon=-0.05, radius_km=2, precision=1, relation=relation) if lat else None
    return Report(draft=draft, source=Source(doc_id=doc_id, evidence="x"), location=location, place_text=place, admin=MALI)


def only(events: tuple[Event, ...]) -> Event:
    assert len(events) == 1
    return events[0]


def test_two_sources_of_one_act_are_one_event() -> None:
    event = only(merge([report("a", killed=4), report("b", killed=7)]))
    assert [s.doc_id for s in event.sources] == ["a", "b"]
    assert (event.fatalities_low, event.fatalities_high) == (4, 7)
    assert event.fatalities in (4, 7)


def test_one_act_told_twice_in_one_document_has_one_source() -> None:
    assert len(only(merge([report("a"), report("a", start=50)])).sources) == 1


@pytest.mark.parametrize(
    "other",
    [report("b", day=5), report("b", lat=12.0), report("b", sub_type="Government regains territory", day=6), report("b", lat=0.0, place="Nowhere")],
    ids=["another day", "another place", "another kind and day", "a place unknown"],
)
def test_different_acts_stay_apart(other: Report) -> None:
    assert len(merge([report("a"), other])) == 2


def test_order_of_the_reports_does_not_matter() -> None:
    reports = [report("a", killed=4), report("b", day=9), report("c", killed=7), report("d", lat=12.0)]
    assert merge(reports) == merge(reports[::-1])


def test_ids_are_stable_and_start_with_the_country() -> None:
    first, second = only(merge([report("a")])).event_id, only(merge([report("zz")])).event_id
    assert first == second
    assert first.startswith("MLI")
    assert only(merge([report("a", day=4)])).event_id != first


def test_ids_are_never_given_twice() -> None:
    events = merge([report("a", day=d, lat=lat) for d in range(1, 8) for lat in (10.0, 12.0, 14.0)])
    assert len({e.event_id for e in events}) == len(events) == 21


def test_sides_of_all_sources_are_kept() -> None:
    event = only(merge([report("a", targets=()), report("b")]))
    assert [a.name for a in event.targets] == ["Opposition Rebels"]


def test_a_date_without_a_year_stays_text() -> None:
    event = only(merge([report("a", date=False)]))
    assert event.date is None
    assert "date_text=3 May" in event.tags


def test_no_reports_no_events() -> None:
    assert merge([]) == ()
