"""The page in a real browser: every control driven once and its effect asserted on what is shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Opened
from browser.tables import Row, events, town_labels
from eventmap.mapview import EventMap

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def syria() -> list[Row]:
    return events(300, "Syria")


def of_type(rows: list[Row], kind: str) -> list[Row]:
    return [r for r in rows if r["event_type"] == kind]


def tab(opened: Any, name: str) -> None:
    opened.page.click(f"#em-tab-{name}")
    opened.settle()


def check(opened: Any, facet: str, value: str) -> None:
    """Ticks one value of a filter."""
    box = opened.page.locator("details.em-facet", has=opened.page.locator("summary", has_text=facet)).first
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.locator("label", has_text=value).locator("input").check()
    opened.settle()


def test_opens_from_a_file_and_asks_nobody(opened: Open, syria: list[Row]) -> None:
    p = opened(syria, title="North", labels=town_labels("Syria"))
    assert p.fetched == []
    assert p.errors == []
    assert p.count == "300 of 300 events"
    assert p.page.title() == "North"


def test_tolls_count_a_shared_one_once(opened: Open) -> None:
    rows = [
        {"event_date": "2017-01-01", "location": name, "latitude": 36, "longitude": 37, "fatalities": 22, "fatalities_shared": "true", "doc_id": "d"}
        for name in ("al-Bab", "Tadif", "Bza'a")
    ]
    rows.append({"event_date": "2017-01-02", "location": "Azaz", "latitude": 36.5, "longitude": 37, "fatalities": 3, "fatalities_low": 2, "fatalities_high": 5})
    p = opened(rows)
    assert "24–27 killed" in p.page.inner_text(".em-counts").replace("\u2066", "").replace("\u2069", "")


def test_legend_filters_and_counts(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.click(".em-legend-item:has-text('Battles')")
    p.settle()
    assert p.shown == len(of_type(syria, "Battles"))
    p.page.click(".em-legend-item:has-text('Protests')")
    p.settle()
    assert p.shown == len(of_type(syria, "Battles")) + len(of_type(syria, "Protests"))
    p.page.click(".em-clear")
    p.settle()
    assert p.shown == 300


def test_filters_combine_and_counts_follow(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    tab(p, "filters")
    check(p, "Type", "Battles")
    check(p, "Actor", "Islamic State")
    expected = [r for r in of_type(syria, "Battles") if "Islamic State" in (r["actor1"], r["actor2"])]
    assert p.shown == len(expected)
    count = p.page.locator("details.em-facet", has_text="Actor").first.locator("label", has_text="Military Forces of Turkey").locator(".em-count")
    assert int(count.inner_text()) == sum("Military Forces of Turkey" in (r["actor1"], r["actor2"]) for r in of_type(syria, "Battles"))
    check(p, "Status", "alleged")
    assert p.shown == sum(r["status"] == "alleged" for r in expected)


@pytest.mark.parametrize(
    ("facet", "value", "column", "raw"),
    [
        ("Province", "Idlib", "admin1", "Idlib"), ("Source", "Daily Ledger", "source", "Daily Ledger"), ("Sub-type", "Air/drone strike", "sub_event_type", "Air/drone strike"),
        ("Precision of the place", "province or larger", "geo_precision", 3), ("Precision of the date", "the month", "time_precision", 3), ("Side", "State forces", "inter1", 1),
    ],
)  # fmt: skip
def test_each_filter(opened: Open, syria: list[Row], facet: str, value: str, column: str, raw: Any) -> None:
    p = opened(syria)
    tab(p, "filters")
    check(p, facet, value)
    assert p.shown == sum(r[column] == raw or (column == "inter1" and r["inter2"] == raw) for r in syria)


def test_toll_and_confidence(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    tab(p, "filters")
    p.page.fill("[data-key=minToll]", "5")
    p.settle()
    assert p.shown == sum(r["fatalities_high"] != "" and r["fatalities_high"] >= 5 for r in syria)
    p.page.fill("[data-key=minToll]", "")
    p.page.locator("input[type=range]").fill("0.8")
    p.settle()
    assert p.shown == sum(min(r["event_confidence"], r["geo_confidence"]) >= 0.8 for r in syria)


@pytest.mark.parametrize(("query", "found"), [("MANBIJ", "Manbij"), ("maarat al numan", "Maarat al-Numan"), ("halab الشمال", ""), ("zzzz", "")])
def test_search_folds(opened: Open, syria: list[Row], query: str, found: str) -> None:
    p = opened(syria)
    p.page.fill(".em-search", query)
    p.settle(300)
    assert p.shown == (sum(found in r["location"] or found in r["notes"] for r in syria) if found else 0)


def test_search_knows_other_scripts(opened: Open) -> None:
    rows = [
        {"event_date": "2022-05-01", "location": "Харків", "latitude": 50, "longitude": 36.2},
        {"event_date": "2017-01-01", "location": "حلب", "latitude": 36.2, "longitude": 37.1},
        {"event_date": "2019-01-01", "location": "Ménaka", "latitude": 15.9, "longitude": 2.4},
    ]
    p = opened(rows)
    for query, place in (("kharkiv", "Харків"), ("Halab", "حلب"), ("menaka", "Ménaka"), ("одеса", ""), ("харків", "Харків")):
        p.page.fill(".em-search", query)
        p.settle(300)
        assert p.shown == bool(place), query
        if place:
            assert place in p.page.inner_text(".em-rows")


# ---- time


def drag(p: Any, start: float, end: float) -> None:
    box = p.page.locator(".em-track").bounding_box()
    y = box["y"] + box["height"] / 3
    p.page.mouse.move(box["x"] + box["width"] * start, y)
    p.page.mouse.down()
    p.page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y, steps=3)
    p.page.mouse.move(box["x"] + box["width"] * end, y, steps=3)
    p.page.mouse.up()
    p.settle()


def state(p: Any, key: str) -> str | None:
    p.settle(350)
    value = p.page.evaluate("key => new URLSearchParams(location.hash.slice(1)).get(key)", key)
    return str(value) if value is not None else None


def overlapping(rows: list[Row], start: str, end: str) -> int:
    """Rows whose interval meets start <= t < end, for rows that are exact to the day."""
    return sum(start <= r["event_date"] < end for r in rows if r["event_date"])


def test_brush_drawn_moved_resized(opened: Open) -> None:
    rows = [r | {"time_precision": 1} for r in events(300, "Syria")]
    p = opened(rows)
    drag(p, 0.3, 0.5)
    start, end = state(p, "from"), state(p, "to")
    assert start and end
    assert p.shown == overlapping(rows, start, end) > 0
    drag(p, 0.4, 0.6)  # inside the window: moves it
    moved = state(p, "from"), state(p, "to")
    assert moved[0] and moved[0] > start
    assert p.shown == overlapping(rows, *moved)  # type: ignore[arg-type]
    p.page.locator(".em-handle-end").press("ArrowLeft")
    assert (state(p, "to") or "") < (moved[1] or "")
    p.page.locator(".em-window").press("Home")
    p.page.locator(".em-handle-end").press("End")
    p.settle()
    assert p.shown == 300
    drag(p, 0.1, 0.3)
    assert p.shown < 300
    p.page.click(".em-whole")
    p.settle()
    assert p.shown == 300


def test_play_steps_and_stops_at_the_end(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    for _ in range(3):
        p.page.click("[aria-label^=Speed]")
    p.page.click("[aria-label=Play]")
    p.settle(400)
    first = state(p, "from")
    p.settle(500)
    assert (state(p, "from") or "") > (first or "")
    p.page.click("[aria-label=Pause]")
    p.settle(300)
    still = p.count
    p.settle(400)
    assert p.count == still


def spring_and_1967() -> list[Row]:
    """Sixty events of one spring and two of 1967."""
    spring = [f"2024-0{3 + n // 30}-{n % 30 + 1:02d}" for n in range(60)]
    rows: list[Row] = [{"event_id": f"e{n}", "event_date": day, "latitude": 33 + n / 100, "longitude": 36.0} for n, day in enumerate(spring)]
    return rows + [{"event_id": f"old{n}", "event_date": f"1967-06-0{n + 5}", "latitude": 33.1, "longitude": 35.8, "location": "Quneitra"} for n in range(2)]


def test_axis_begins_where_nearly_all_events_lie(opened: Open) -> None:
    """Two deeds of 1967 among sixty of one spring do not squeeze these into a corner; they stay on the map, and one click shows all years."""
    p = opened(spring_and_1967())
    assert p.shown == 62
    drag(p, 0.02, 0.5)
    assert (state(p, "from") or "") >= "2024-01"
    assert 20 < p.shown < 60
    p.page.click(".em-whole")
    p.settle()
    assert p.shown == 62
    drag(p, 0.3, 0.5)
    assert "1967" < (state(p, "from") or "") < "2000"
    assert p.shown == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_whole_period_and_back(opened: Open, size: tuple[int, int]) -> None:
    p = opened(spring_and_1967(), size=size)
    button = p.page.locator(".em-whole")
    first_view = p.page.evaluate(CHART)
    assert button.inner_text() == "Whole period"
    button.click()
    p.settle()
    assert button.inner_text() == "Main period"
    assert button.is_enabled() and button.is_visible()
    assert p.page.evaluate(CHART) != first_view
    drag(p, 0.3, 0.5)
    assert p.shown == 0
    button.click()
    p.settle()
    assert button.inner_text() == "Whole period"
    assert p.shown == 62
    assert p.page.evaluate(CHART) == first_view


CHART = "() => document.querySelector('.em-time-canvas').toDataURL()"


def test_axis_without_main_period_has_one_way(opened: Open, syria: list[Row]) -> None:
    """Where the events fill the period there is nothing to turn to; a closer look with the wheel gives the button something to do."""
    p = opened(syria)
    assert p.page.is_disabled(".em-whole")
    assert p.page.is_disabled("[aria-label='Zoom into the period']")
    p.page.locator(".em-track").hover(position={"x": 300, "y": 30})
    p.page.mouse.wheel(0, -100)
    p.settle()
    assert p.page.is_enabled(".em-whole")
    p.page.click(".em-whole")
    p.settle()
    assert p.page.is_disabled(".em-whole")
    assert p.page.inner_text(".em-whole") == "Whole period"


def test_axis_opens_for_events_that_lie_outside_only(opened: Open) -> None:
    p = opened(spring_and_1967())
    p.page.fill(".em-search", "quneitra")
    p.settle(300)
    assert p.shown == 2
    assert p.page.inner_text(".em-whole") == "Main period"
    p.page.fill(".em-search", "")
    p.settle(300)
    assert p.page.inner_text(".em-whole") == "Whole period"
    p.page.click("[aria-label='To the first event']")
    p.settle()
    assert p.shown == 2
    assert p.page.inner_text(".em-whole") == "Main period"
    p.page.click(".em-clear")
    p.settle()
    assert p.page.inner_text(".em-whole") == "Whole period"


def test_axis_goes_no_further_than_it_must(opened: Open) -> None:
    """From a closer look to the last event of the spring: its months are shown, not all years."""
    p = opened(spring_and_1967())
    drag(p, 0.3, 0.4)
    p.page.click("[aria-label='Zoom into the period']")
    p.page.click("[aria-label='To the last event']")
    p.settle()
    assert p.shown > 0
    assert p.page.inner_text(".em-whole") == "Whole period"


def test_playback_keeps_to_what_the_axis_shows(opened: Open) -> None:
    """Not half a century of empty years before the first event of the spring."""
    p = opened(spring_and_1967())
    p.page.click("[aria-label=Play]")
    p.settle(100)
    p.page.click("[aria-label=Pause]")
    assert "2024" <= (state(p, "from") or "") < (state(p, "to") or "") < "2024-04"
    p.page.check(".em-cumulative input")
    p.page.click(".em-clear")
    p.page.click("[aria-label=Play]")
    p.settle(100)
    p.page.click("[aria-label=Pause]")
    assert state(p, "from") == "1967-06-05"
    assert p.shown >= 2


def test_cumulative_keeps_the_start(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.check(".em-cumulative input")
    p.page.keyboard.press("Escape")
    p.page.click("[aria-label=Play]")
    p.settle(600)
    p.page.click("[aria-label=Pause]")
    earliest = min(r["event_date"] for r in syria if r["event_date"])
    assert (state(p, "from") or "9") <= earliest


def test_first_and_last(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.click("[aria-label='To the last event']")
    assert state(p, "to")
    assert 0 < p.shown < 300
    p.page.click("[aria-label='To the first event']")
    assert state(p, "from")
    assert 0 < p.shown < 300


def test_undated_apart(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    undated = sum(r["event_date"] == "" for r in syria)
    assert p.page.inner_text(".em-undated") == f"{undated} without date"
    p.page.click(".em-undated")
    p.settle()
    assert p.shown == undated
    assert "no date" in p.page.inner_text(".em-rows")


def test_imprecise_date_counts_across_its_interval(opened: Open) -> None:
    rows = [{"event_date": f"2017-0{m}-15", "time_precision": 3, "location": "x", "latitude": 1, "longitude": m} for m in (1, 6)]
    p = opened(rows, fragment="#from=2017-01-02&to=2017-01-05")
    assert p.shown == 1


# ---- list and card


def test_list_click_opens_card_and_finds_it_on_the_map(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.select_option(".em-sort select", "toll")
    p.page.click(".em-sort button")
    p.settle()
    most = max(r["fatalities_high"] for r in syria if r["fatalities_high"] != "")
    p.page.click(".em-row >> nth=0")
    p.settle(200)
    card = p.page.inner_text(".em-card")
    assert str(most) in card
    assert "Northern Wire" in card or "Radio Frontline" in card or "Daily" in card or "Observer" in card or "وكالة" in card
    assert p.page.locator(".em-card mark.em-mark-place").count() >= 1
    assert p.page.locator(".em-row[aria-selected=true]").count() == 1


def test_map_click_selects_in_the_list(opened: Open) -> None:
    rows = [{"event_id_cnty": f"E{i}", "event_date": "2017-01-01", "event_type": "Battles", "location": f"P{i}", "latitude": 36 + i / 2, "longitude": 37} for i in range(3)]
    p = opened(rows)
    box = p.page.locator(".em-map").bounding_box()
    p = opened(rows, fragment="#at=36.5,37,9")  # the middle one in the middle of the map
    p.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    p.settle()
    assert p.page.inner_text(".em-tip") == "Jan 1, 2017 · Battles · P1"
    p.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    p.settle()
    assert p.page.locator(".em-row[aria-selected=true]").count() == 1
    assert p.page.inner_text(".em-card h2") == "Battles"


def test_several_at_one_spot_can_each_be_reached(opened: Open) -> None:
    rows = [{"event_id_cnty": f"E{i}", "event_date": f"2017-01-0{i + 1}", "event_type": "Riots", "location": "al-Bab", "latitude": 36.37, "longitude": 37.51} for i in range(4)]
    p = opened(rows)
    p.page.click(".em-row >> nth=0")
    p.settle()
    ids = []
    for _ in range(4):
        ids.append(p.page.inner_text(".em-id"))
        p.page.click(".em-steps [aria-label=Next]")
        p.settle()
    assert sorted(ids) == ["E0", "E1", "E2", "E3"]
    p.page.click(".em-steps .em-text")
    assert p.page.locator(".em-here .em-row").count() == 4


def test_not_located_rows_say_why(opened: Open) -> None:
    rows: list[Row] = [
        {"event_date": "2017-01-01", "location": "Kafr Nowhere", "latitude": "", "longitude": ""}, {"event_date": "2017-01-01", "location": "a", "latitude": float("nan"), "longitude": float("nan")},
        {"event_date": "2017-01-01", "location": "b", "latitude": 137.5, "longitude": 36.4}, {"event_date": "2017-01-01", "location": "c", "latitude": 36.4, "longitude": 500},
        {"event_date": "2017-01-01", "location": "d", "latitude": float("inf"), "longitude": 3}, {"event_date": "2017-01-01", "location": "", "latitude": "", "longitude": ""},
        {"event_date": "2017-01-01", "location": "e", "latitude": 36.4, "longitude": ""}, {"event_date": "2017-01-01", "location": "good", "latitude": 36.4, "longitude": 37.1},
    ]  # fmt: skip
    p = opened(rows)
    assert p.errors == []
    assert p.shown == 8
    p.page.click(".em-segment >> nth=2")
    p.settle()
    text = p.page.inner_text(".em-rows")
    assert "good" not in text
    for reason in ("in no gazetteer", "look swapped", "out of range", "names no place", "half of the coordinates"):
        assert reason in text, reason


def test_list_follows_the_view(opened: Open, syria: list[Row]) -> None:
    p = opened(syria, fragment="#at=32.62,36.10,10")
    p.page.click(".em-segment >> nth=1")
    p.settle()
    assert set(p.page.locator(".em-row:visible .em-row-place").all_inner_texts()) <= {"Daraa", "Daraa (8 km SW)"}


def test_long_list_is_virtual_and_reaches_its_end(opened: Open) -> None:
    p = opened(events(20_000, "Ukraine", card=False))
    assert p.page.locator(".em-row").count() < 40
    p.page.locator(".em-rows").press("End")
    p.settle(200)
    assert p.page.locator(".em-row[aria-posinset='20000']").get_attribute("aria-selected") == "true"


def test_card_shows_computed_point_and_alternatives(opened: Open, syria: list[Row]) -> None:
    computed = next(r for r in syria if r["relation"])
    p = opened(syria, fragment=f"#event={computed['event_id_cnty']}")
    card = p.page.inner_text(".em-card")
    assert "8 km SW" in card
    assert "within 3.5 km" in card
    p.page.click(".em-how summary")
    assert "elsewhere" in p.page.inner_text(".em-how")


def test_original_text_right_to_left(opened: Open, syria: list[Row]) -> None:
    arabic = next(r for r in syria if r.get("language") == "ar")
    p = opened(syria, fragment=f"#event={arabic['event_id_cnty']}")
    quote = p.page.locator(".em-card blockquote")
    assert quote.get_attribute("lang") == "ar"
    assert p.page.evaluate("q => getComputedStyle(q).direction", quote.element_handle()) == "rtl"


# ---- handing on


def download(p: Any, label: str) -> bytes:
    p.page.click(".em-menu summary")
    with p.page.expect_download() as waiting:
        p.page.click(f".em-menu-item:has-text('{label}')")
    return waiting.value.path().read_bytes()


def test_csv_is_exactly_what_is_filtered(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.click(".em-legend-item:has-text('Battles')")
    p.settle()
    text = download(p, "CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    expected = of_type(syria, "Battles")
    assert [r["event_id_cnty"] for r in rows] == [r["event_id_cnty"] for r in expected]
    assert "marks" not in rows[0]
    for row, source in zip(rows, expected, strict=True):
        for name in ("event_date", "actor1", "location", "notes", "latitude", "fatalities", "url"):
            assert row[name] == str(source[name]), name


def test_geojson_is_exactly_what_is_filtered(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.click(".em-legend-item:has-text('Riots')")
    p.settle()
    features = json.loads(download(p, "GeoJSON"))["features"]
    expected = of_type(syria, "Riots")
    assert [f["id"] for f in features] == [r["event_id_cnty"] for r in expected]
    for feature, row in zip(features, expected, strict=True):
        assert feature["geometry"] == (None if row["latitude"] == "" else {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]})
        assert feature["properties"]["fatalities"] == (None if row["fatalities"] == "" else row["fatalities"])


def test_csv_starts_no_formula(opened: Open) -> None:
    p = opened([{"event_date": "2017-01-01", "location": "=HYPERLINK(1)", "notes": "+1", "actor1": "@x", "latitude": -3.5, "longitude": -4}])
    row = next(csv.DictReader(io.StringIO(download(p, "CSV").decode("utf-8-sig"))))
    assert (row["location"], row["notes"], row["actor1"], row["latitude"]) == ("'=HYPERLINK(1)", "'+1", "'@x", "-3.5")


def test_picture(opened: Open, syria: list[Row]) -> None:
    data = download(opened(syria, title="North"), "PNG")
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000


def test_link_round_trip(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.click(".em-legend-item:has-text('Battles')")
    p.page.fill(".em-search", "manbij")
    p.settle(300)
    drag(p, 0.2, 0.8)
    p.page.locator(".em-rows").press("ArrowDown")
    p.settle(500)
    fragment, count, card = p.page.evaluate("location.hash"), p.count, p.page.inner_text(".em-card")
    again = opened(syria, fragment=fragment)
    assert again.count == count
    assert again.page.inner_text(".em-card") == card
    assert again.page.input_value(".em-search") == "manbij"
    assert again.page.inner_text(".em-period") == p.page.inner_text(".em-period")
    assert again.page.evaluate("location.hash") == fragment


@pytest.mark.parametrize("fragment", ["#at=x,y,z&from=no&to=1&sure=9&type=%00&event=nope&sort=evil&list=q", "#%%%", "#at=1e999,0,3"])
def test_broken_links_open_the_page(opened: Open, fragment: str) -> None:
    p = opened(events(20), fragment=fragment)
    assert p.errors == []
    assert "of 20 events" in p.count


# ---- summary, look, keys


def test_summary_follows_the_filters(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    tab(p, "summary")
    p.settle(200)
    assert p.page.locator(".em-bars").count() == 3
    p.page.click(".em-legend-item:has-text('Battles')")
    p.settle(300)
    cells = p.page.locator(".em-bars").first.locator("tbody tr").all_inner_texts()
    assert len(cells) == 1
    assert cells[0].split()[:2] == ["Battles", str(len(of_type(syria, "Battles")))]


def test_summary_spans_what_the_time_line_shows(opened: Open) -> None:
    p = opened(spring_and_1967())
    tab(p, "summary")
    chart = p.page.locator(".em-timechart")
    assert "◂ 2 · " in (chart.text_content() or "")
    assert "per week" in (chart.text_content() or "")
    assert "1967" not in (chart.text_content() or "")
    assert "2 earlier" in (chart.get_attribute("aria-label") or "")
    assert chart.locator("rect").count() > 8
    p.page.click(".em-whole")
    p.settle(200)
    assert "Jun 5, 1967" in (chart.text_content() or "")
    assert "◂" not in (chart.text_content() or "")
    p.page.click(".em-whole")
    p.settle(200)
    assert "◂ 2 · " in (chart.text_content() or "")
    p.page.locator(".em-handle-end").press("PageDown")  # the window still begins in 1967
    p.settle(200)
    assert "◂ 2 · " in (chart.text_content() or "")
    assert chart.locator("rect").count() > 4


def test_summary_counts_an_imprecise_date_in_parts(opened: Open) -> None:
    """As the time line does: a month is not a bar on its first day."""
    rows = [{"event_date": f"2017-0{m}-01", "time_precision": 3, "event_type": "Battles", "latitude": 1, "longitude": m} for m in (1, 2)]
    p = opened(rows)
    tab(p, "summary")
    assert p.page.locator(".em-timechart rect").count() > 50


def test_fit_shows_what_is_filtered(opened: Open) -> None:
    rows = [{"event_date": "2017-01-01", "location": name, "latitude": lat, "longitude": lon} for name, lat, lon in (("Azaz", 36.59, 37.04), ("Tadif", 36.35, 37.53), ("Gao", 16.27, -0.04))]
    p = opened(rows)
    far = zoom(p)
    p.page.fill(".em-search", "a")
    p.page.fill(".em-search", "azaz")
    p.settle(300)
    p.page.click("[aria-label='Fit the map to the events']")
    assert zoom(p) > far + 3
    assert (state(p, "at") or "").startswith("36.5")
    p.page.fill(".em-search", "nothing of the kind")
    p.settle(300)
    p.page.keyboard.press("Escape")
    p.page.click("[aria-label='Fit the map to the events']")
    assert zoom(p) == far


def zoom(p: Any) -> float:
    return float((state(p, "at") or "0").split(",")[-1])


def test_fit_across_the_date_line(opened: Open) -> None:
    rows = [{"event_date": "2017-01-01", "event_type": "Battles" if lon else "Riots", "location": str(lon), "latitude": -17, "longitude": lon} for lon in (179.5, -179.5, 0)]
    p = opened(rows, fragment="#type=Battles&at=0,0,2")
    p.page.click("[aria-label='Fit the map to the events']")
    assert zoom(p) >= 7


def test_tip_goes_with_the_click(opened: Open) -> None:
    """It would stay over the place where the ring was before the closer look."""
    rows = [{"event_date": "2017-01-01", "location": f"P{i}", "latitude": 36 + i / 100, "longitude": 37} for i in range(3)]
    p = opened(rows, fragment="#at=36.01,37,7")
    box = p.page.locator(".em-map").bounding_box()
    p.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    p.settle()
    assert p.page.inner_text(".em-tip") == "3 events here"
    p.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    p.settle(300)
    assert zoom(p) > 7
    assert not p.page.locator(".em-tip").is_visible()


def test_card_keeps_its_head_in_sight(opened: Open, syria: list[Row]) -> None:
    p = opened([syria[0] | {"notes": "Long. " * 900, "evidence": ""}], size=(1280, 600))
    p.page.keyboard.press("n")
    p.settle()
    p.page.evaluate("document.querySelector('.em-card').scrollTop = 1000")
    p.settle()
    card, close = p.page.locator(".em-card").bounding_box(), p.page.locator(".em-card [aria-label=Close]").bounding_box()
    assert 0 <= close["y"] - card["y"] < 30
    p.page.click(".em-card [aria-label=Close]")
    assert not p.page.locator(".em-card").is_visible()


def test_help_after_another_message(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.evaluate("() => { const t = document.querySelector('.em-toast'); t.textContent = 'Copied'; t.hidden = false; }")
    p.page.click("[aria-label=Keyboard]")
    assert "/ search" in p.page.inner_text(".em-toast")
    p.page.click("[aria-label=Keyboard]")
    assert not p.page.locator(".em-toast").is_visible()


def test_dark_and_light(opened: Open) -> None:
    p = opened(events(20), scheme="dark")
    assert p.page.get_attribute(".em-app", "data-theme") == "dark"
    dark = p.page.evaluate("getComputedStyle(document.querySelector('.em-head')).color")
    p.page.click("[aria-label='Light or dark']")
    p.settle()
    assert p.page.get_attribute(".em-app", "data-theme") == "light"
    assert p.page.evaluate("getComputedStyle(document.querySelector('.em-head')).color") != dark


def test_keys(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.keyboard.press("n")
    p.settle()
    assert p.page.locator(".em-card").is_visible()
    first = p.page.inner_text(".em-id")
    p.page.keyboard.press("n")
    p.settle()
    assert p.page.inner_text(".em-id") != first
    p.page.keyboard.press("p")
    p.settle()
    assert p.page.inner_text(".em-id") == first
    p.page.keyboard.press("Escape")
    p.settle()
    assert not p.page.locator(".em-card").is_visible()
    p.page.keyboard.press("f")
    assert p.page.locator("#em-panel-filters").is_visible()
    p.page.keyboard.press("s")
    assert p.page.locator("#em-panel-summary").is_visible()
    p.page.keyboard.press("l")
    assert p.page.locator("#em-panel-list").is_visible()
    p.page.keyboard.press("/")
    assert p.page.evaluate("document.activeElement.className").endswith("em-search")
    p.page.keyboard.type("fsl")
    assert p.page.input_value(".em-search") == "fsl"


def test_everything_is_reached_by_tab(opened: Open) -> None:
    p = opened(events(20))
    seen = set()
    for _ in range(60):
        p.page.keyboard.press("Tab")
        seen.add(p.page.evaluate("document.activeElement.className || document.activeElement.tagName"))
    for part in ("em-search", "em-rows", "em-handle em-handle-start", "em-handle em-handle-end", "em-legend-item", "em-tab"):
        assert any(part in s for s in seen), part


def test_names_for_screen_readers(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    nameless = p.page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, [role=slider], [role=listbox]')].filter(n => n.offsetParent && !(
            n.getAttribute('aria-label') || n.textContent.trim() || n.closest('label') || n.title)).map(n => n.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    assert p.page.get_attribute(".em-handle-start", "aria-valuetext")
    assert p.page.locator("h1").count() == 1


@pytest.mark.parametrize(("scheme", "language", "size"), [("light", "en", (1280, 800)), ("dark", "ar", (1280, 800)), ("light", "fr", (390, 844))])
def test_axe_finds_nothing_serious(browser: Any, tmp_path: Path, syria: list[Row], scheme: str, language: str, size: tuple[int, int]) -> None:
    axe = Path(pytest.importorskip("axe_playwright_python", reason="pip install axe-playwright-python").__file__).parent / "axe.min.js"
    EventMap(syria, language=language, title="T").save(tmp_path / "p.html")
    context = browser.new_context(bypass_csp=True, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # axe is a script of its own
    p = Opened(context.new_page()).goto(tmp_path / "p.html")
    p.page.evaluate(axe.read_text(encoding="utf-8"))
    found = []
    for name in ("list", "filters", "summary"):
        tab(p, name)
        if name == "list":
            p.page.keyboard.press("n")
        p.settle(200)
        found += [f"{name}: {v['id']} ({v['impact']})" for v in p.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]]
    context.close()
    assert [f for f in found if "serious" in f or "critical" in f] == []


def test_phone(opened: Open, syria: list[Row]) -> None:
    p = opened(syria, size=(390, 844))
    assert p.errors == []
    assert p.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not p.page.locator(".em-side").is_visible()
    tab(p, "filters")
    assert p.page.locator("#em-panel-filters").is_visible()
    check(p, "Type", "Battles")
    assert p.shown == len(of_type(syria, "Battles"))
    tab(p, "list")
    p.page.click(".em-row >> nth=1")
    p.settle()
    assert p.page.locator(".em-card").is_visible()
    box = p.page.locator(".em-card").bounding_box()
    assert box["y"] > 200
    for button in p.page.locator(".em-tab").all():
        assert button.bounding_box()["height"] >= 44


def test_phone_sheet_shuts_and_rows_hold(opened: Open, syria: list[Row]) -> None:
    rows = [r | {"event_date": f"19{50 + n}-01-01"} if n < 3 else r for n, r in enumerate(syria)]
    p = opened(rows, size=(390, 844))
    thin = "e => getComputedStyle(e).fontWeight"
    assert p.page.eval_on_selector("#em-tab-list", thin) == "400"  # nothing is open
    tab(p, "list")
    assert p.page.eval_on_selector("#em-tab-list", thin) == "600"
    box = p.page.locator(".em-map").bounding_box()
    p.page.mouse.click(box["x"] + box["width"] - 20, box["y"] + 20)
    p.settle()
    assert not p.page.locator(".em-side").is_visible()
    undated, whole = p.page.locator(".em-undated").bounding_box(), p.page.locator(".em-whole").bounding_box()
    assert undated["y"] < whole["y"]
    assert abs(whole["y"] + whole["height"] / 2 - p.page.locator(".em-play").bounding_box()["y"] - 16) < 3  # beside the buttons, not below them
    assert not p.page.locator(".em-help").is_visible()


@pytest.mark.parametrize(("size", "is_open"), [((1280, 800), True), ((800, 600), False), ((844, 390), False)])
def test_legend_opens_where_there_is_room(opened: Open, syria: list[Row], size: tuple[int, int], is_open: bool) -> None:
    p = opened(syria, size=size)
    assert (p.page.get_attribute(".em-legend", "open") is not None) == is_open


def test_print_has_no_card_over_the_map(opened: Open, syria: list[Row]) -> None:
    p = opened(syria)
    p.page.keyboard.press("n")
    p.page.keyboard.press("?")
    p.page.emulate_media(media="print")
    assert not p.page.locator(".em-card").is_visible()
    assert not p.page.locator(".em-toast").is_visible()


@pytest.mark.parametrize(("language", "word", "direction"), [("ar", "الأحداث", "rtl"), ("fr", "Événements", "ltr"), ("uk", "Події", "ltr")])
def test_languages(opened: Open, syria: list[Row], language: str, word: str, direction: str) -> None:
    p = opened(syria, language=language)
    assert p.page.get_attribute("html", "lang") == language
    assert p.page.get_attribute("html", "dir") == direction
    assert word in p.page.inner_text(".em-tabs")
    tabs, tracked = p.page.locator(".em-side").bounding_box(), p.page.locator(".em-map").bounding_box()
    assert (tabs["x"] > tracked["x"]) == (direction == "rtl")
    assert "undefined" not in p.page.inner_text("body")


def test_size_by_toll_uncertainty_and_grid(opened: Open, syria: list[Row]) -> None:
    p = opened(syria, fragment="#at=36.37,37.5,10")
    tab(p, "filters")
    pixels = "() => [...document.querySelectorAll('.leaflet-pane canvas')].map(c => c.toDataURL().length).join()"
    for label in ("Size by toll", "How far off", "Grid of degrees"):
        before = p.page.evaluate(pixels)
        p.page.locator("label", has_text=label).click()
        p.settle()
        assert p.page.evaluate(pixels) != before, label


def test_online_map_only_when_switched_on(opened: Open, syria: list[Row]) -> None:
    p = opened(syria, tiles="OpenStreetMap.Mapnik")
    p.settle(200)
    assert p.fetched == []
    tab(p, "filters")
    assert "tile.openstreetmap.org will learn" in p.page.inner_text(".em-online")
    p.page.check(".em-online input")
    p.settle(400)
    assert p.fetched
    assert all(u.startswith("https://tile.openstreetmap.org/") for u in p.fetched)
    assert "OpenStreetMap" in p.page.inner_text(".em-credit")
    p.page.uncheck(".em-online input")
    assert "Natural Earth" in p.page.inner_text(".em-credit")


def test_zero_and_one_event(opened: Open) -> None:
    none = opened([])
    assert none.errors == []
    assert none.count == "0 of 0 events"
    assert "no events" in none.page.inner_text(".em-list")
    one = opened([{"event_date": "2017-01-01", "event_type": "Battles", "location": "al-Bab", "latitude": 36.37, "longitude": 37.5}])
    assert one.errors == []
    assert one.count == "1 of 1 events"


def test_date_line_and_poles(opened: Open) -> None:
    rows = [
        {"event_date": "2017-01-01", "location": "west", "latitude": -17, "longitude": 179.5}, {"event_date": "2017-01-01", "location": "east", "latitude": -17, "longitude": -179.5},
    ]  # fmt: skip
    p = opened(rows)
    assert p.errors == []
    zoom = float((state(p, "at") or "0").split(",")[-1])
    assert zoom >= 7  # one degree apart, not 359
    poles = opened([{"event_date": "2017-01-01", "location": n, "latitude": lat, "longitude": 10} for n, lat in (("N", 90), ("S", -90))])
    assert poles.errors == []
    assert poles.page.evaluate("document.querySelectorAll('.em-row').length") >= 2


def test_a_hundred_thousand(opened: Open) -> None:
    p = opened(events(100_000, days=2000, card=False))
    assert p.errors == []
    assert p.path.stat().st_size < 5_000_000
    assert p.shown == 100_000
    began = p.page.evaluate("performance.now()")
    p.page.locator(".em-handle-end").press("PageDown")
    p.settle(0)
    assert p.shown < 100_000
    assert p.page.evaluate("performance.now()") - began < 3000  # a safety net against something quadratic; benchmarks/map.py measures
