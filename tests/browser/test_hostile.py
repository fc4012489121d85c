"""News text is hostile input: nothing of it runs, all of it is shown as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from browser.payloads import payloads

pytestmark = pytest.mark.browser
TEXTS = (
    "event_id_cnty", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2", "country", "admin1", "location", "source", "notes", "tags", "doc_id", "url",
    "title", "published", "place_text", "relation", "status", "how", "anchor_name", "language", "event_date", "time_precision", "geo_precision", "inter1", "own",
)  # fmt: skip


def row(i: int, text: str) -> dict[str, Any]:
    hostile = {name: text for name in TEXTS if name not in ("event_date", "geo_precision", "time_precision")}
    hostile |= {
        "event_date": "2017-01-01" if i % 2 else text, "latitude": 36 + i / 500, "longitude": 37, "anchor_lat": 36, "anchor_lon": 36.9, "uncertainty_km": 5,
        "alternatives": json.dumps([{"name": text, "admin1": text, "country": text, "score": 0.5}]) if i % 3 else text,
        "evidence": json.dumps([text, text]) if i % 3 else text, "marks": json.dumps([[[0, 3, text]], [[-1, 10**9, "place"]]]) if i % 4 else text,
    }  # fmt: skip
    return hostile


@pytest.fixture
def hostile(opened: Callable[..., Any]) -> Any:
    texts = payloads()
    assert len(set(texts)) == 200
    return opened([row(i, t) for i, t in enumerate(texts)], title=texts[9], note=texts[10], cite=texts[11], labels=[(t, 36.1, 37.1, 10**7) for t in texts[:5]])


def ran(p: Any) -> Any:
    return p.page.evaluate("() => [window.pwnedBy || null, document.querySelectorAll('img, iframe, video, marquee, object, embed, math').length]")


def test_nothing_runs_anywhere(hostile: Any) -> None:
    p = hostile
    p.page.evaluate("window.pwned = n => { window.pwnedBy = n; }")
    assert p.errors == []
    assert p.shown == 200
    for name in ("filters", "summary", "list"):
        p.page.click(f"#em-tab-{name}")
        p.settle(200)
    for details in p.page.locator("details:not([open]) > summary:visible").all():
        details.click()
    p.page.click("#em-tab-list")
    p.page.locator(".em-rows").focus()
    for _ in range(200):
        p.page.keyboard.press("ArrowDown")
    p.settle()
    assert p.page.locator(".em-row[aria-selected=true]").count() == 1
    assert ran(p) == [None, 0]
    assert p.errors == []
    assert p.fetched == []


def test_only_web_addresses_are_links(hostile: Any) -> None:
    p = hostile
    p.page.locator(".em-rows").focus()
    for _ in range(30):
        p.page.keyboard.press("ArrowDown")
        p.settle(0)
        links = p.page.evaluate("() => [...document.querySelectorAll('.em-card a')].map(a => a.href)")
        assert all(link.startswith(("http://", "https://")) for link in links)


def test_text_is_shown_as_it_is(opened: Callable[..., Any]) -> None:
    p = opened([{"event_date": "2017-01-01", "location": "<b>al-Bab</b>", "notes": "a </script> & <i>b</i> \u202e end", "latitude": 36, "longitude": 37}])
    p.page.click(".em-row")
    p.settle()
    assert "<b>al-Bab</b>" in p.page.inner_text(".em-card")
    assert "a </script> & <i>b</i>" in p.page.inner_text(".em-card blockquote")


def test_policy_stops_what_would_slip_through(opened: Callable[..., Any]) -> None:
    p = opened([])
    p.page.evaluate(
        "() => { const s = document.createElement('div'); s.innerHTML = '<img src=\"https://example.org/x.png\" onerror=\"window.pwnedBy=1\">'; document.body.append(s);"
        " const t = document.createElement('script'); t.textContent = 'window.pwnedBy = 2'; document.body.append(t); }"
    )
    p.settle(200)
    assert p.page.evaluate("window.pwnedBy || null") is None
    assert any("img-src" in e and "blocked" in e for e in p.errors)
    assert any("script" in e and "Content Security Policy" in e for e in p.errors)
