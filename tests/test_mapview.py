"""The page as text: one file, no addresses to fetch, a strict policy."""

import re

import folium
import pytest

from eventmap.mapview import EventLayer, EventMap

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
