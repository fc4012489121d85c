"""The public surface: what `import eventmap` offers, that it is light, described, and gives records."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import folium
import pandas as pd
import pytest

import eventmap

TEXT = (
    "Turkish warplanes destroyed eight ISIL targets in al-Bab, Bzagah and Tadif, killing 22 ISIL militants on Jan. 1, while Russian jets struck ISIL positions "
    "in Dayr Kak, eight kilometers southwest of al-Bab."
)
HEAVY = ("pandas", "numpy", "folium", "shapely", "geopy", "trafilatura", "lxml", "babel", "click", "msgspec")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    lines = [{"doc_id": "a", "text": TEXT, "published": "2017-01-02"}, {"doc_id": "b", "text": "Nothing happened anywhere."}]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    return path


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert eventmap.__all__ == sorted(eventmap.__all__)
    assert set(eventmap.__all__) <= set(dir(eventmap))
    assert set(eventmap._HOMES) | {"__version__"} == set(eventmap.__all__)
    for name in eventmap.__all__:
        assert getattr(eventmap, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        eventmap.nonsense  # noqa: B018


def test_importing_is_light() -> None:
    code = f"import sys, eventmap; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_star_import_brings_exactly_the_public_names() -> None:
    space: dict[str, object] = {}
    exec("from eventmap import *", space)
    assert set(eventmap.__all__) <= set(space)


@pytest.mark.parametrize("name", sorted(set(eventmap.__all__) - {"__version__"}))
def test_everything_public_says_what_it_does(name: str) -> None:
    value = getattr(eventmap, name)
    assert inspect.getdoc(value), name
    if inspect.isclass(value):
        public = [(n, m) for n, m in inspect.getmembers(value, callable) if not n.startswith("_") and n in vars(value)]
        assert [n for n, m in public if not inspect.getdoc(m)] in ([], ["close"]), name


@pytest.mark.parametrize("name", [n for n in eventmap.__all__ if n[0].islower()])
def test_public_functions_are_typed(name: str) -> None:
    value = getattr(eventmap, name)
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())


def test_run_returns_records_and_a_frame(reports: Path) -> None:
    result = eventmap.run(reports)
    assert result.n_documents == 2
    assert {e.place_text for e in result.events} == {"al-Bab", "Bzagah", "Tadif", "Dayr Kak"}
    assert all(isinstance(e, eventmap.records.Event) for e in result.events)
    frame = result.to_frame()
    assert frame["event_date"].str.startswith("2017-01-0").all()
    assert frame["latitude"].between(36, 37).all()


def test_a_frame_of_nothing_has_all_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened anywhere.", encoding="utf-8")
    frame = eventmap.run(tmp_path / "a.txt").to_frame()
    assert len(frame) == 0
    assert {"event_date", "latitude", "notes"} <= set(frame.columns)
    assert "0 events" not in eventmap.EventMap(frame).render()[:50]


def test_options_are_settings(reports: Path) -> None:
    with pytest.raises(eventmap.errors.SettingsError, match="nonsense"):
        eventmap.run(reports, nonsense=1)
    with pytest.raises(eventmap.errors.SettingsError, match="nonsense"):
        eventmap.run(reports, settings=eventmap.Settings(), nonsense=1)
    result = eventmap.run(reports, settings=eventmap.Settings(), published="2018-05-05", country="SY")
    assert result.events[0].date is not None


def test_steps_one_by_one_give_what_run_gives(reports: Path) -> None:
    settings, gazetteer = eventmap.Settings(), eventmap.Gazetteer.open()
    documents = [d for d in eventmap.read(reports) if isinstance(d, eventmap.records.Document)]
    found = [report for document in documents for report in eventmap.find_reports(document, gazetteer, settings)]
    assert tuple(eventmap.merge(found)) == eventmap.run(reports, gazetteer=gazetteer).events
    (a, _) = documents
    assert [t.surface for t in eventmap.find_places(a, gazetteer, settings) if t.location][:2] == ["al-Bab", "Bzagah"]


def test_places_gives_offsets_and_points(reports: Path) -> None:
    (document, toponyms), (_, none) = eventmap.places(reports)
    assert none == ()
    assert all(document.text[t.span.start : t.span.end] == t.surface and t.location for t in toponyms)


def test_geocode_gives_a_frame() -> None:
    frame = eventmap.geocode(["al-Bab", "Nowhere at all"], country=["SY"])
    assert frame["latitude"].round(1).tolist()[:1] == [36.4]
    assert pd.isna(frame["latitude"][1])


def test_the_map_in_a_notebook(reports: Path) -> None:
    frame = eventmap.run(reports).to_frame()
    shown = eventmap.EventMap(frame, title="January")._repr_html_()
    assert shown.startswith("<iframe")
    assert "http-equiv" in shown
    page = folium.Map()
    eventmap.EventLayer(frame).add_to(page)
    assert "eventmap.layer" in page.get_root().render()


def test_the_map_of_a_result_keeps_its_evidence(reports: Path) -> None:
    result = eventmap.run(reports)
    page = result.to_map(title="January")
    assert len(page) == len(result.events)
    assert "marks" in page.layer.frame.columns


def test_missing_input_is_an_input_error() -> None:
    with pytest.raises(eventmap.errors.InputError, match=r"no-such\.txt"):
        eventmap.run("no-such.txt")
    with pytest.raises(eventmap.errors.InputError, match=r"no-such\.txt"):
        eventmap.places("no-such.txt")


def test_a_damaged_gazetteer_is_not_a_failure_of_each_document(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise eventmap.errors.GazetteerCorrupt("damaged")

    monkeypatch.setattr("eventmap.pipeline.find_places", damaged)
    with pytest.raises(eventmap.errors.GazetteerCorrupt):
        eventmap.run(reports)
