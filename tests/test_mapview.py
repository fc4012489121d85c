"""The page as text: one file, no addresses to fetch, a strict policy."""

import re
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pytest
import shapely

from eventmap.errors import SettingsError
from eventmap.mapview import EventLayer, EventMap, basemap
from eventmap.mapview.lines import Lines

ROW = {
    "event_id_cnty": "SYR1", "event_date": "2017-01-01", "event_type": "Battles", "actor1": "A", "location": "al-Bab",
    "latitude": 36.37, "longitude": 37.52, "notes": "A fought B </script><script>alert(1)</script>",
}  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return EventMap([ROW], title='A <b>"title"</b>', labels=[("Aleppo", 36.2, 37.16, 2_000_000)]).render()


def test_nothing_is_fetched(page: str) -> None:
    assert not re.search(r"<(?:script|img|iframe)\b[^>]*\bsrc=[\"']?https?:", page)
    assert "<link" not in page
    assert not re.search(r"url\((?!data:|#)", page)


def test_policy_has_hashes_and_nothing_inline(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy.group(1)
    assert "unsafe" not in policy.group(1)
    assert "connect-src 'none'" in policy.group(1)


def test_title_is_text(page: str) -> None:
    assert "<title>A &lt;b&gt;&quot;title&quot;&lt;/b&gt;</title>" in page
    assert "alert(1)" not in page


def test_same_input_same_page() -> None:
    assert EventMap([ROW]).render() == EventMap([ROW]).render()


def test_layer_in_a_plain_folium_map() -> None:
    m = folium.Map(tiles=None)
    layer = EventLayer([ROW], name="Fighting").add_to(m)
    folium.LayerControl().add_to(m)
    text = m.get_root().render()
    assert "eventmap.layer({" in text
    assert f'id="{layer.get_name()}_data"' in text


def test_no_events() -> None:
    page = EventMap([], title="None")
    assert len(page) == 0
    assert "<title>None</title>" in page.render()


def test_ten_events_are_a_small_page() -> None:
    rows = [ROW | {"event_id_cnty": f"E{i}", "latitude": 33 + i / 3} for i in range(10)]
    assert len(EventMap(rows, labels=[("Aleppo", 36.2, 37.16, 2_000_000)]).render().encode()) < 600_000


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"language": "xx"}, "language 'xx' is not known; use one of en, ar, fr, uk"),
        ({"theme": "pink"}, "theme"),
        ({"tiles": "Nobody.Knows"}, "use a name of xyzservices"),
        ({"tiles": "MapBox"}, "token|name of xyzservices"),
        ({"logo": "notes.txt"}, "is not a picture"),
        ({"logo": "none.png"}, "cannot read none.png"),
    ],
)
def test_wrong_options_say_what_is_right(options: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        EventMap([ROW], **options)


def test_logo_and_tiles_go_into_the_page(tmp_path: Path) -> None:
    (tmp_path / "l.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = EventMap([ROW], logo=tmp_path / "l.png", tiles="Esri.WorldImagery", cite="A, 2017", note="N").render()
    assert "data:image/png;base64,iVBORw0KGgo=" in text
    assert "img-src data: blob: https://server.arcgisonline.com;" in text


def test_bounds_over_the_date_line() -> None:
    assert basemap.bounds_of(np.array([1.0, 2.0]), np.array([179.0, -179.0])) == (179.0, 1.0, 181.0, 2.0)
    assert basemap.bounds_of(np.array([1.0]), np.array([5.0])) == (5.0, 1.0, 5.0, 1.0)
    assert basemap.bounds_of(np.array([]), np.array([])) is None


def test_lines_come_back_as_they_were() -> None:
    lines = [shapely.LineString([(0, 0), (1.5, 2.25), (-3, 4)]), shapely.LineString([(179.5, -80), (-179.5, 85)])]
    packed = Lines.of_lines(lines, ["a", "b"])
    first = packed.coordinates()[:3]
    assert np.allclose(first, [(0, 0), (1.5, 2.25), (-3, 4)], atol=0.001)
    assert np.allclose(packed.coordinates()[[3, -1]], [(179.5, -80), (-179.5, 85)], atol=0.001)


def test_province_of_a_point() -> None:
    aleppo = basemap._province_at(36.2, 37.2)
    assert aleppo is not None
    assert aleppo.contains(shapely.Point(37.5, 36.4))
    assert basemap._province_at(0, -30) is None
