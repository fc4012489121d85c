"""Reports of one act become one event that keeps every source and every toll; other acts stay apart."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from costs import grows_linearly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import ARMY, CIVILIANS, GROUPS, KINDS, REBELS, at, killed, month, pair_scores, report, synthetic, village, week

import eventmap
from eventmap.extract.events.kinds import TYPES as SUB_TYPES
from eventmap.gazetteer import Gazetteer
from eventmap.link import compare, link, merge
from eventmap.link.cluster import MAX_CLUSTERS
from eventmap.link.features import FEATURES, KM_PER_DEGREE, family, kinds, weights
from eventmap.link.sides import agree, kin, union
from eventmap.link.tellings import Party, parties
from eventmap.pipeline import run
from eventmap.records import Actor, Event, Place, Report

MAY_3 = dt.date(2024, 5, 3)
RUSSIA = Actor(name="Military Forces of Russia", inter=8, country="RU")
SYRIA = Actor(name="Military Forces of Syria", inter=1, country="SY")
NUSRA = Actor(name="Al-Nusra Front", inter=2, country="SY")
IS = Actor(name="Islamic State", inter=2)
GENERIC = Actor(name="Opposition Rebels", inter=2, country="SY")
CITY = village("Gosso", 16.0, -1.0, population=400_000)


def only(events: tuple[Event, ...]) -> Event:
    assert len(events) == 1, [e.place_text for e in events]
    return events[0]


def names(actors: tuple[Actor, ...]) -> list[str]:
    return [a.name for a in actors]


def docs(events: tuple[Event, ...]) -> list[list[str]]:
    return sorted(sorted(s.doc_id for s in e.sources) for e in events)


def east(km: float, name: str = "Other") -> Place:
    return village(name, 17.0, -0.05 + km / KM_PER_DEGREE / 0.9563)


# What is one act


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same words of the table": ({}, {}),
    "one names nobody": ({}, {"actors": (), "targets": ()}),
    "a revised toll": ({"toll": 20}, {"toll": 22}),
    "at least": ({"toll": killed(15, low=15)}, {"toll": 24}),
    "the week only, and the same dead": ({"toll": 9}, {"toll": 9, "day": week(dt.date(2024, 5, 4))}),
    "near the place": ({}, {"where": at(relation="near", radius_km=6, precision=2)}),
    "a computed point": ({"where": at(village("Dun"))}, {"where": at(east(1.5), relation="8 km SW", method="offset", precision=2)}),
    "a quarter of a city, dead and sides agree": (
        {"where": at(CITY, radius_km=6), "toll": 14},
        {"where": at(village("Old Gosso", 16.02, -1.0, kind="neighbourhood")), "toll": 14},
    ),
    "a gas strike": ({}, {"sub_type": "Chemical weapon"}),
    "a battle and the capture it ended in": ({"sub_type": "Armed clash"}, {"sub_type": "Non-state actor overtakes territory"}),
    "a battle told from the other side": ({"sub_type": "Armed clash"}, {"sub_type": "Armed clash", "actors": (REBELS,), "targets": (ARMY,)}),
    "a general word for a named group": (
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (NUSRA,)},
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (GENERIC,)},
    ),
    "a city, and one toll": ({"where": at(CITY), "toll": 12, "actors": ()}, {"where": at(CITY), "toll": 12}),
    "the month only": ({"sub_type": "Chemical weapon", "toll": 80}, {"sub_type": "Chemical weapon", "toll": 80, "day": month(2024, 5), "background": True}),
    "no point, one name, the same dead": ({"where": None, "toll": 7}, {"where": None, "toll": 7}),
    "no year": ({"day": None, "date_text": "3 May"}, {"day": None, "date_text": "3 May"}),
    "across the date line": ({"where": at(village("Ile", -17.0, 179.99))}, {"where": at(village("Ile", -17.0, -179.995))}),
}
OTHER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another day": ({}, {"day": 5}),
    "the next day": ({}, {"day": 4}),
    "another place": ({}, {"where": at(village("Anse", 12.0))}),
    "the next village": ({}, {"where": at(east(3))}),
    "another place of the name": ({}, {"where": at(east(40, "Tessil"))}),
    "an offset and the place itself": ({}, {"where": at(east(8, "Tessil"), relation="8 km E", method="offset", precision=2)}),
    "shells and bombs from the air": ({"toll": 9}, {"toll": 9, "sub_type": "Shelling/artillery/missile attack"}),
    "retaken, and overrun": ({"sub_type": "Government regains territory"}, {"sub_type": "Non-state actor overtakes territory"}),
    "captured by one, by the other": (
        {"sub_type": "Non-state actor overtakes territory", "actors": (IS,), "targets": (NUSRA,)},
        {"sub_type": "Non-state actor overtakes territory", "actors": (NUSRA,), "targets": (IS,)},
    ),
    "other perpetrators": ({"toll": 9}, {"toll": 9, "actors": (RUSSIA,)}),
    "another battle": (
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (IS,)},
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (NUSRA,)},
    ),
    "a general word never means this group": (
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (IS,)},
        {"sub_type": "Armed clash", "actors": (SYRIA,), "targets": (GENERIC,)},
    ),
    "tolls far apart": ({"toll": 3}, {"toll": 40}),
    "a city, and nothing else": ({"where": at(CITY), "actors": ()}, {"where": at(CITY)}),
    "two quarters": ({"where": at(village("A", kind="neighbourhood"))}, {"where": at(east(0.8, "B"))}),
    "a province": ({"where": at(precision=3, radius_km=60)}, {"where": at(precision=3, radius_km=60)}),
    "some time in the month": ({}, {"day": month(2024, 5), "actors": ()}),
    "a point, and only a name": ({}, {"where": None, "place_text": "Tessil"}),
    "other names, no point": ({"where": None, "place_text": "Here", "toll": 9}, {"where": None, "place_text": "There", "toll": 9}),
}


@pytest.mark.parametrize("case", SAME)
def test_one_act(case: str) -> None:
    one, two = (report(d, **told) for d, told in zip("ab", SAME[case], strict=True))
    assert docs(merge([one, two])) == [["a", "b"]], str(compare(one, two))


@pytest.mark.parametrize("case", OTHER)
def test_other_acts(case: str) -> None:
    one, two = (report(d, **told) for d, told in zip("ab", OTHER[case], strict=True))
    assert docs(merge([one, two])) == [["a"], ["b"]], str(compare(one, two))


def test_a_copied_sentence_speaks_for_one_act() -> None:
    words = "warplanes bombed positions outside several villages before dawn, residents reported from Tessil"
    where = at(precision=3, radius_km=60)
    assert len(merge([report("a", where=where, words=words), report("b", where=where, words=words + " today")])) == 1


def test_no_chain_joins_what_does_not_agree() -> None:
    """b agrees with a and with c, which name other perpetrators."""
    a, b, c = report("a", actors=(SYRIA,), toll=9), report("b", actors=(), toll=9), report("c", actors=(RUSSIA,), toll=9)
    assert len(merge([a, b])) == len(merge([b, c])) == 1
    for events in (merge([a, b, c]), merge([c, b, a])):
        assert ["a", "b", "c"] not in docs(events)
        assert all({"a", "c"} - set(group) for group in docs(events))


def test_what_suits_two_events_equally_well_stays_alone() -> None:
    one, two = report("a", toll=5), report("b", toll=30)
    assert docs(merge([one, two, report("c", day=week(dt.date(2024, 5, 4)), targets=())])) == [["a"], ["b"], ["c"]]


def test_a_list_of_places_in_one_sentence_stays_a_list() -> None:
    places = [at(village(f"V{n}", 17.0, n / 1000)) for n in range(4)]
    reports = [report(d, where=w, toll=22, fatalities_shared=True, words="they bombed four") for d in "ab" for w in places]
    events = merge(reports)
    assert len(events) == 4
    assert all(docs((e,)) == [["a", "b"]] and e.fatalities_shared and e.fatalities == 22 for e in events)


def test_two_acts_that_one_document_tells_apart_are_not_joined_by_another() -> None:
    reports = [report("a", toll=4), report("a", sub_type="Chemical weapon", toll=4, start=90), report("b", toll=4)]
    assert len(merge(reports)) == 2


def test_a_true_repeat_in_one_document_is_one_source_with_both_texts() -> None:
    event = only(merge([report("a", words="first words", toll=4), report("a", words="later words", start=50, toll=6)]))
    (source,) = event.sources
    assert source.evidence == "first words … later words"
    assert source.fatalities == event.fatalities == 6
    assert [m.span.of(source.evidence) for m in source.marks] == ["first ", "later "]


def test_a_background_telling_joins_the_report_of_the_day() -> None:
    primary = report("a", sub_type="Chemical weapon", toll=1400)
    later = report("b", sub_type="Chemical weapon", day=month(2024, 5), background=True, published=dt.date(2024, 12, 1))
    event = only(merge([later, primary]))
    assert event.date and event.date.precision == 1
    assert event.date.day == MAY_3
    assert not event.background


def test_a_background_telling_joins_none_of_two() -> None:
    primary = [report(d, sub_type="Chemical weapon", day=n) for d, n in (("a", 3), ("c", 20))]
    assert len(merge([*primary, report("b", sub_type="Chemical weapon", day=month(2024, 5), background=True)])) == 3


# What the event says


def test_every_source_is_kept_with_its_own_toll_and_marks() -> None:
    event = only(merge([report("b", toll=7), report("a", toll=4)]))
    assert [(s.doc_id, s.fatalities, s.url) for s in event.sources] == [("a", 4, "https://a.example/x"), ("b", 7, "https://b.example/x")]
    assert all(s.marks for s in event.sources)
    assert (event.fatalities_low, event.fatalities, event.fatalities_high) == (4, 7, 7)


def test_the_best_toll_is_what_most_say_then_the_latest() -> None:
    told = [report("a", toll=20, published=dt.date(2024, 5, 9)), report("b", toll=22), report("c", toll=22)]
    assert only(merge(told)).fatalities == 22
    late = [report("a", toll=24, published=dt.date(2024, 5, 9)), report("b", toll=22, published=MAY_3)]
    assert only(merge(late)).fatalities == 24


def test_a_toll_of_this_place_counts_before_a_shared_one() -> None:
    event = only(merge([report("a", toll=22, fatalities_shared=True), report("b", toll=6)]))
    assert (event.fatalities_low, event.fatalities, event.fatalities_high, event.fatalities_shared) == (6, 6, 6, False)


def test_the_most_precise_day_place_and_kind() -> None:
    event = only(merge([
        report("a", day=week(dt.date(2024, 5, 4)), where=at(relation="near", radius_km=7, precision=2), toll=9),
        report("b", sub_type="Chemical weapon", toll=9),
    ]))  # fmt: skip
    assert event.date and (event.date.day, event.date.precision) == (MAY_3, 1)
    assert event.location and (event.location.precision, event.location.relation) == (1, "")
    assert event.sub_event_type == "Chemical weapon"


def test_names_join_and_a_general_word_gives_way() -> None:
    clash = {"sub_type": "Armed clash"}
    event = only(merge([report("a", actors=(SYRIA,), targets=(GENERIC,), **clash), report("b", actors=(NUSRA,), targets=(SYRIA,), **clash)]))
    assert (names(event.actors), names(event.targets)) == (["Military Forces of Syria"], ["Al-Nusra Front"])


def test_a_general_word_stays_where_a_text_has_both() -> None:
    event = only(merge([report("a", targets=(NUSRA, GENERIC)), report("b", targets=(NUSRA,))]))
    assert names(event.targets) == ["Al-Nusra Front", "Opposition Rebels"]


@pytest.mark.parametrize(
    ("told", "status", "tags"),
    [
        (("alleged", "reported"), "reported", ()),
        (("alleged", "alleged"), "alleged", ()),
        (("denied", "reported"), "reported", ("denied_in=a",)),
        (("denied", "alleged"), "denied", ()),
        (("foiled", "reported"), "reported", ("foiled_in=a",)),
    ],
)
def test_status(told: tuple[str, str], status: str, tags: tuple[str, ...]) -> None:
    event = only(merge([report(d, status=s) for d, s in zip("ab", told, strict=True)]))
    assert (event.status, event.tags) == (status, tags)


def test_within_one_document_the_careful_word_counts() -> None:
    assert only(merge([report("a"), report("a", status="alleged", start=50)])).status == "alleged"


def test_why_sources_were_joined_can_be_read() -> None:
    assert "linked: day.same" in only(merge([report("a"), report("b")])).rules
    text = str(compare(report("a"), report("b", actors=(RUSSIA,))))
    assert text.startswith("two acts")
    assert "actors.against never" in text


def test_a_date_without_a_year_stays_text() -> None:
    event = only(merge([report("a", day=None, date_text="3 May")]))
    assert event.date is None
    assert "date_text=3 May" in event.tags


# Ids


def test_ids_are_of_the_content_and_start_with_the_country() -> None:
    first, second = (only(merge([report(d, words="x")])).event_id for d in ("a", "zz"))
    assert first == second
    assert first.startswith("MLI")
    assert only(merge([report("a", words="x", day=4)])).event_id != first


def test_ids_do_not_depend_on_other_documents() -> None:
    reports, _ = synthetic(300, 3)
    few = {e.event_id for e in merge(reports)}
    more = {e.event_id for e in merge([*reports, report("new", where=at(village("Far", -20.0)))])}
    assert few < more
    assert len(more - few) == 1


def test_a_later_source_leaves_the_id() -> None:
    first = only(merge([report("m")])).event_id
    assert only(merge([report("m"), report("a", published=dt.date(2024, 5, 9))])).event_id == first


# Properties


def _reports() -> st.SearchStrategy[list[Report]]:
    groups = st.sampled_from([(), (ARMY,), (GROUPS[0],), (GENERIC,), (NUSRA, GENERIC), (CIVILIANS,)])
    days = st.sampled_from([1, 2, week(MAY_3), month(2024, 5), None])
    places = st.sampled_from([at(), at(relation="near", radius_km=6, precision=2), at(east(0.2)), at(CITY), at(precision=3), None])
    one = st.builds(
        report, st.sampled_from("abcde"), day=days, sub_type=st.sampled_from([*KINDS, "Chemical weapon", "Government regains territory"]),
        where=places, actors=groups, targets=groups, toll=st.sampled_from([None, 0, 1, 5, 6, 40]), start=st.sampled_from([0, 50]),
        status=st.sampled_from(["reported", "alleged", "denied"]), date_text=st.just("3 May"), fatalities_shared=st.booleans(),
    )  # fmt: skip
    return st.lists(one, max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_reports(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(reports: list[Report], shuffle: random.Random) -> None:
    events = merge(reports)
    again = reports + reports[:3]
    shuffle.shuffle(again)
    assert merge(again) == events


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_reports())
def test_nothing_is_lost_and_bounds_hold(reports: list[Report]) -> None:
    events = merge(reports)
    assert len({e.event_id for e in events}) == len(events)
    assert {s.doc_id for e in events for s in e.sources} == {r.source.doc_id for r in reports}
    texts = " ".join(s.evidence for e in events for s in e.sources)
    assert all(r.source.evidence in texts for r in reports)
    for event in events:
        assert len({s.doc_id for s in event.sources}) == len(event.sources)
        if event.fatalities is not None:
            assert event.fatalities_low is not None and event.fatalities_high is not None
            assert event.fatalities_low <= event.fatalities <= event.fatalities_high
        for source in event.sources:
            assert all(m.span.end <= len(source.evidence) for m in source.marks)


def test_known_truth() -> None:
    reports, truth = synthetic(4000, seed=7)
    precision, recall = pair_scores([[s.doc_id for s in e.sources] for e in merge(reports)], truth)
    assert precision >= 0.99
    assert recall >= 0.94


def test_known_truth_where_acts_are_dense() -> None:
    """Forty villages and two months: several acts of one kind a day and village are usual, and only sides and tolls part them."""
    reports, truth = synthetic(2000, seed=8, days=60, villages=40)
    precision, recall = pair_scores([[s.doc_id for s in e.sources] for e in merge(reports)], truth)
    assert precision >= 0.90
    assert recall >= 0.85


def test_work_grows_with_the_number_of_reports() -> None:
    reports, _ = synthetic(4000, seed=5)
    assert grows_linearly(lambda n: merge(reports[:n]), 500)


def test_hostile_blocks_are_capped() -> None:
    """All of one day, kind and place, and no two alike: each would have to be compared with each."""
    hostile = [report(f"d{n}", toll=n * n, words=f"w{n}", actors=(Actor(name=f"Front {n}", inter=2),)) for n in range(1600)]
    assert grows_linearly(lambda n: merge(hostile[:n]), 200)
    assert MAX_CLUSTERS < 100


# The tables


def test_tables_are_whole() -> None:
    levels = {f"{f.__name__}." for f in FEATURES if f.__name__ != "sides"} | {"actors.", "targets."}
    assert {key.split(".")[0] + "." for key in weights() if key != "threshold"} == levels
    assert {k for pair in kinds() for k in pair} <= set(SUB_TYPES)
    assert all((b, a) not in kinds() for a, b in kinds())
    assert all(family(a) == family(b) for a, b in kinds())
    assert family("Agreement") == "Agreement"


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [
        ((), (SYRIA,), "open"), ((SYRIA,), (SYRIA, RUSSIA), "same"), ((SYRIA,), (RUSSIA,), "against"), ((CIVILIANS,), (SYRIA,), "mixed"),
        ((GENERIC,), (NUSRA,), "kin"), ((GENERIC,), (IS,), "against"), ((GENERIC,), (SYRIA,), "against"),
        ((Actor(name="YPG", inter=2, country="SY"),), (Actor(name="Syrian Democratic Forces", inter=2, country="SY"),), "kin"),
        ((Actor(name="US-led Coalition", inter=8),), (Actor(name="Military Forces of the United States", inter=8),), "kin"),
        ((Actor(name="Police Forces of Mali", inter=1),), (ARMY,), "kin"), ((Actor(name="Police Forces of Niger", inter=1),), (ARMY,), "against"),
    ],
)  # fmt: skip
def test_sides(one: tuple[Actor, ...], two: tuple[Actor, ...], level: str) -> None:
    assert agree(parties(one), parties(two)) == agree(parties(two), parties(one)) == level


def test_union_keeps_the_order_of_the_first_source() -> None:
    assert names(union([(REBELS, ARMY), (ARMY, CIVILIANS)])) == ["Northern Rebels", "Military Forces of Mali", "Civilians"]
    assert not kin(Party("Front 1", 2, "ML"), Party("Front 2", 2, "ML"))


def test_no_reports_no_events() -> None:
    assert merge([]) == ()
    assert link([]).events == ()


def test_a_report_without_anything_known() -> None:
    bare = replace(report("a", day=None, where=None, actors=(), targets=(), place_text=""), admin=None)
    other = replace(bare, source=replace(bare.source, doc_id="b", evidence="else"))
    events = merge([bare, other])
    assert len(events) == 2
    assert all(e.event_id.startswith("XXX") for e in events)


def test_a_page_and_its_saved_text_tell_the_same_events(syria: Gazetteer) -> None:
    folder = Path(eventmap.__file__).parent / "data" / "examples"
    events = run([folder / "al-bab.html", folder / "al-bab-saved.txt"], gazetteer=syria).events
    assert {"al-Bab", "Bzagah", "Tadif", "Dayr Kak"} <= {e.place_text for e in events}
    assert all(docs((e,)) == [["al-bab", "al-bab-saved"]] for e in events)
