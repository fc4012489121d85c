"""A person's judgements: an append-only log, applied again by every run, in its order; what cannot be applied is told."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import MALI, at, report, village

from eventmap import pipeline
from eventmap.errors import ExportError, InputError
from eventmap.gazetteer import Gazetteer
from eventmap.link import Judged, append, link, load, merge
from eventmap.link.edits import EDITS
from eventmap.link.judgements import KINDS
from eventmap.pipeline import Result
from eventmap.records import AdminArea, Event, Judgement, Report

FAR = at(village("Far", 12.0))
A, B, C = report("a", toll=4), report("b", toll=5), report("c", where=FAR)


def judge(kind: str, subject: str, **value: str) -> Judgement:
    return Judgement(kind=kind, subject=subject, value=value, author="me", at="2026-01-02T03:04:05Z")


def id_of(*reports: Report) -> str:
    (event,) = merge(reports)
    return event.event_id


def docs(result: Judged) -> list[list[str]]:
    return sorted([s.doc_id for s in e.sources] for e in result.events)


def only(result: Judged) -> Event:
    assert result.problems == ()
    (event,) = result.events
    return event


# Which reports make an event


def test_same_joins_two_events() -> None:
    result = link([A, C], [judge("same", id_of(A), other=id_of(C))])
    assert docs(result) == [["a", "c"]]


def test_different_parts_a_document_from_an_event() -> None:
    assert docs(link([A, B])) == [["a", "b"]]
    assert docs(link([A, B], [judge("different", id_of(A), doc_id="b")])) == [["a"], ["b"]]
    assert docs(link([A, B], [judge("different", id_of(A), other=id_of(B))])) == [["a"], ["b"]]


def test_different_of_events_that_are_apart_already_changes_nothing() -> None:
    assert link([A, C], [judge("different", id_of(A), other=id_of(C))]) == link([A, C])


def test_copies_of_one_text_can_be_kept_apart() -> None:
    one, two = report("a", words="x"), report("b", words="x")
    result = link([one, two], [judge("different", id_of(one), doc_id="b")])
    assert [e.event_id for e in result.events] == [id_of(one), f"{id_of(one)}-2"]


def test_drop() -> None:
    assert docs(link([A, B, C], [judge("drop", id_of(A, B))])) == [["c"]]


def test_a_subject_keeps_its_meaning_when_earlier_sources_join() -> None:
    """The event is now called by the id of document a; it still answers to b's."""
    event = only(link([A, B], [judge("edit", id_of(B), injured="9")]))
    assert event.event_id == id_of(A)
    assert event.injured == 9


def test_the_order_of_the_log_counts() -> None:
    apart, together = judge("different", id_of(A), doc_id="b"), judge("same", id_of(A), other=id_of(B))
    assert len(link([A, B], [apart, together]).events) == 1
    assert len(link([A, B], [together, apart]).events) == 2
    edits = [judge("edit", id_of(A), fatalities=n) for n in ("7", "8")]
    assert only(link([A], edits)).fatalities == 8


# What an event says


def test_place() -> None:
    niger = AdminArea(country="NE", iso3="NER", country_name="Niger")
    log = [judge("place", id_of(A), latitude="13.5", longitude="2.1", location="Kollo", uncertainty_km="3")]
    event = only(link([A], log, admin_of=lambda _: niger))
    assert event.location and event.location.place
    assert (event.location.lat, event.location.lon, event.location.radius_km, event.location.method) == (13.5, 2.1, 3.0, "supplied")
    assert event.location.place.name == "Kollo"
    assert event.admin == niger
    assert event.event_id == id_of(A)


def test_without_areas_a_new_place_has_none() -> None:
    assert only(link([A], [judge("place", id_of(A), latitude="13.5", longitude="2.1")])).admin is None


def test_edit() -> None:
    columns = {
        "event_date": "2024-04-30", "sub_event_type": "Armed clash", "actor1": "Military Forces of Niger", "assoc_actor_1": "Islamic State; Civilians",
        "actor2": "", "fatalities": "2", "injured": "", "status": "denied", "background": "true", "tags": "checked; twice", "civilian_targeting": "",
    }  # fmt: skip
    event = only(link([A], [judge("edit", id_of(A), **columns)]))
    assert event.date and event.date.day.isoformat() == "2024-04-30"
    assert (event.event_type, event.sub_event_type) == ("Battles", "Armed clash")
    assert [(a.name, a.inter) for a in event.actors] == [("Military Forces of Niger", 8), ("Islamic State", 2), ("Civilians", 7)]
    assert event.targets == ()
    assert (event.fatalities_low, event.fatalities, event.fatalities_high) == (2, 2, 4)
    assert (event.status, event.background, event.tags) == ("denied", True, ("checked", "twice"))
    assert event.admin == MALI


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [
        (judge("edit", "nobody", fatalities="1"), "no event has the id 'nobody'"),
        (judge("same", id_of(A), other="nobody"), "no event has the id 'nobody'"),
        (judge("same", id_of(A)), "no event has the id ''"),
        (judge("different", id_of(A), doc_id="zz"), "the event has no document 'zz'"),
        (judge("different", id_of(A), doc_id="a"), "the event has one source only"),
        (judge("drop", ""), "no event has the id ''"),
        (judge("place", id_of(A), latitude="91", longitude="0"), "latitude '91' is no number from -90 to 90"),
        (judge("place", id_of(A), latitude="nan", longitude="0"), "latitude 'nan'"),
        (judge("place", id_of(A), latitude="1", longitude="1", uncertainty_km="inf"), "a distance on Earth"),
        (judge("edit", id_of(A), event_id_cnty="x"), "column 'event_id_cnty' cannot be edited"),
        (judge("edit", id_of(A), event_date="3 May"), "event_date '3 May' is no day"),
        (judge("edit", id_of(A), fatalities="-1"), "fatalities '-1' is no whole number"),
        (judge("edit", id_of(A), sub_event_type="Fight"), "sub_event_type 'Fight' is none of ACLED's"),
        (judge("edit", id_of(A), status="maybe"), "status 'maybe'"),
        (judge("edit", id_of(A), background="perhaps"), "background 'perhaps'"),
    ],
)
def test_what_cannot_be_applied_is_told_and_changes_nothing(judgement: Judgement, reason: str) -> None:
    result = link([A], [judgement])
    (problem,) = result.problems
    assert reason in problem
    assert result.events == merge([A])


def test_an_edit_is_all_or_nothing() -> None:
    assert link([A], [judge("edit", id_of(A), injured="3", status="maybe")]).events == merge([A])


def test_a_judgement_on_a_dropped_event_is_told() -> None:
    result = link([A, C], [judge("drop", id_of(A)), judge("same", id_of(A), other=id_of(C))])
    assert "was dropped before" in result.problems[0]
    assert docs(result) == [["c"]]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            Judgement,
            kind=st.sampled_from(KINDS),
            subject=st.sampled_from([id_of(A), id_of(B), id_of(C), "nobody"]),
            value=st.dictionaries(
                st.sampled_from([*EDITS, "other", "doc_id", "latitude", "longitude", "uncertainty_km", "geo_precision"]),
                st.sampled_from([id_of(A), id_of(C), "a", "b", "1", "90", "", "x" * 20_000, "2024-01-01", "true", "١", "²"]),
                max_size=4,
            ),
        ),
        max_size=8,
    )
)
def test_no_log_stops_a_run(log: list[Judgement]) -> None:
    result = link([A, B, C], log)
    assert {s.doc_id for e in result.events for s in e.sources} <= {"a", "b", "c"}
    assert len({e.event_id for e in result.events}) == len(result.events)
    assert len(result.problems) <= len(log)
    for event in result.events:
        low, best, high = event.fatalities_low, event.fatalities, event.fatalities_high
        assert best is None or ((low is None or low <= best) and (high is None or best <= high))


# The log


def test_append_then_load(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    written = (judge("drop", "ML1"), judge("edit", "ML2", tags="قصف; é"))
    for judgement in written:
        append(log, judgement)
    assert load(log) == (written, ())
    assert [json.loads(line)["kind"] for line in log.read_text(encoding="utf-8").splitlines()] == ["drop", "edit"]


def test_bad_lines_are_failures_and_the_others_count(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    good = '{"kind": "drop", "subject": "X"}'
    log.write_bytes("\n".join(["{", good, "", '{"kind": "burn", "subject": "X"}', '{"kind": "drop"}', "[1]", good]).encode() + b"\n\xff\n")
    judgements, failures = load(log)
    assert len(judgements) == 2
    assert [f.error.partition(":")[0] for f in failures] == ["line 1", "line 4", "line 5", "line 6", "line 8"]
    assert all(f.step == "judgements" and f.path == str(log) and f.hint for f in failures)


def test_a_torn_last_line_stays_a_line_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    log.write_text('{"kind": "dr', encoding="utf-8")
    append(log, judge("drop", "X"))
    judgements, failures = load(log)
    assert (len(judgements), len(failures)) == (1, 1)


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load(tmp_path / "nothing.jsonl")
    with pytest.raises(ExportError):
        append(tmp_path / "no" / "folder.jsonl", judge("drop", "X"))
    with pytest.raises(ValueError, match="kind 'burn'"):
        append(tmp_path / "log.jsonl", judge("burn", "X"))
    assert not (tmp_path / "log.jsonl").exists()


# In a run


class _World:
    """As much of a gazetteer as a run without reading asks for."""

    dumps = ()

    def admin(self, lat: float, lon: float, place: object = None) -> AdminArea:
        return MALI


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, **options: Any) -> Result:
    monkeypatch.setattr(pipeline, "find_reports", lambda document, *_, **__: (replace(A, source=replace(A.source, doc_id=document.doc_id)),))
    monkeypatch.setattr(pipeline, "write", lambda *_, **__: [])
    (folder / "in.txt").write_text("Some news.", encoding="utf-8")
    return pipeline.run(folder / "in.txt", gazetteer=cast(Gazetteer, _World()), published="2024-05-04", **options)


def test_a_run_applies_the_log_of_its_folder_or_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (event,) = run(monkeypatch, tmp_path).events
    out = tmp_path / "out"
    out.mkdir()
    assert event.fatalities == 4
    append(out / "judgements.jsonl", judge("edit", event.event_id, fatalities="7"))
    append(tmp_path / "other.jsonl", judge("place", event.event_id, latitude="13.5", longitude="2.1"))
    assert run(monkeypatch, tmp_path, output=out).events[0].fatalities == 7
    (moved,) = run(monkeypatch, tmp_path, output=out, judgements=tmp_path / "other.jsonl").events
    assert moved.location and (moved.location.lat, moved.fatalities) == (13.5, 4)


def test_a_run_tells_what_it_could_not_apply(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"kind": "drop", "subject": "nobody"}\n{\n', encoding="utf-8")
    result = run(monkeypatch, tmp_path, judgements=log)
    assert len(result.events) == 1
    assert [f.step for f in result.failures] == ["judgements", "judgements"]
    assert "no event has the id 'nobody'" in result.failures[1].error
    with pytest.raises(InputError):
        run(monkeypatch, tmp_path, judgements=tmp_path / "none.jsonl")
