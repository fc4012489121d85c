"""The layer in other people's folium maps, and such maps saved as one offline file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
import pytest
from folium.plugins import MarkerCluster

from browser.conftest import Opened
from browser.tables import events, town_labels
from eventmap.errors import ExportError
from eventmap.mapview import EventLayer, EventMap, save_offline, to_offline

pytestmark = pytest.mark.browser


def open_file(browser: Any, path: Path) -> Opened:
    opened = Opened(browser.new_page(viewport={"width": 900, "height": 600}))
    opened.page.goto(path.as_uri())
    opened.settle(500)
    return opened


def test_layer_beside_other_layers(browser: Any, tmp_path: Path) -> None:
    m = folium.Map(location=(36, 37), zoom_start=7, tiles=None)
    folium.Marker((36.2, 37.1), popup="Aleppo <b>city</b>", icon=folium.Icon(color="red")).add_to(m)
    folium.CircleMarker((35.9, 36.6), radius=9).add_to(m)
    EventLayer(events(60), name="Events", labels=town_labels("Syria")).add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    save_offline(m, tmp_path / "m.html")
    p = open_file(browser, tmp_path / "m.html")
    p.page.wait_for_selector(".em-mini[data-ready]", state="attached")
    assert p.errors == []
    assert p.fetched == []
    assert p.count == "60 of 60 events"
    assert p.page.locator(".leaflet-marker-icon").count() == 1
    p.page.uncheck(".leaflet-control-layers-selector")
    p.settle(200)
    assert not p.page.locator(".em-overlay").is_visible()
    p.page.check(".leaflet-control-layers-selector")
    p.settle(200)
    p.page.click(".leaflet-marker-icon", force=True)
    p.settle(300)
    assert "Aleppo city" in p.page.inner_text(".leaflet-popup")


def test_two_layers_on_one_map(browser: Any, tmp_path: Path) -> None:
    m = folium.Map(tiles=None)
    EventLayer(events(10), name="A").add_to(m)
    EventLayer(events(20, "Ukraine"), name="B", background=False).add_to(m)
    save_offline(m, tmp_path / "m.html")
    p = open_file(browser, tmp_path / "m.html")
    assert p.errors == []
    assert p.page.locator(".em-mini").count() == 2


def test_own_map_without_events(browser: Any, tmp_path: Path) -> None:
    m = folium.Map(location=(50, 30), zoom_start=6, tiles=None)
    folium.Polygon([(50, 30), (51, 31), (50, 31)], tooltip="here").add_to(m)
    folium.Marker((50.4, 30.5)).add_to(m)
    save_offline(m, tmp_path / "m.html")
    p = open_file(browser, tmp_path / "m.html")
    assert p.errors == []
    assert p.fetched == []
    assert p.page.evaluate("document.querySelector('.leaflet-marker-icon').naturalWidth") > 0


def test_plugin_needs_its_files(tmp_path: Path) -> None:
    m = folium.Map(tiles=None)
    MarkerCluster([(1, 1)]).add_to(m)
    with pytest.raises(ExportError, match="markercluster"):
        to_offline(m)


def test_notebook_frame(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "nb.html").write_text(f"<!DOCTYPE html><body>{EventMap(events(12))._repr_html_()}</body>", encoding="utf-8")
    p = open_file(browser, tmp_path / "nb.html")
    frame = p.page.frame_locator("iframe")
    frame.locator(".em-app[data-ready]").wait_for(state="attached")
    assert frame.locator(".em-counts strong").inner_text() == "12 of 12 events"
    frame.locator(".em-row").first.click()
    assert frame.locator(".em-card").is_visible()
    assert p.errors == []
