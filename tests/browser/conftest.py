"""Pages of events, opened and driven."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from eventmap.mapview import EventMap


class Opened:
    """A page in the browser with what it asked the network for and what went wrong in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: (self.errors.append(f"dialog {d.message}"), d.dismiss()))

    def goto(self, path: Path, fragment: str = "") -> Opened:
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_selector(".em-app[data-ready]", state="attached", timeout=30_000)
        self.settle()
        return self

    def settle(self, ms: int = 60) -> None:
        """Waits until what was asked for has been drawn."""
        self.page.wait_for_timeout(ms)
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    @property
    def count(self) -> str:
        return str(self.page.inner_text(".em-counts strong"))

    @property
    def shown(self) -> int:
        """How many events pass, by the page's own count."""
        return int(self.count.split(" of ")[0].replace(",", ""))

    @property
    def fetched(self) -> list[str]:
        return [u for u in self.requests if not u.startswith(("file:", "data:", "blob:", "about:"))]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """``opened(rows, fragment="", size=(1280, 800), **EventMap options)``: the page of these events, loaded."""
    contexts = []

    def open_page(rows: Any, fragment: str = "", size: tuple[int, int] = (1280, 800), scheme: str = "light", **options: Any) -> Opened:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            accept_downloads=True,
            color_scheme=scheme,
            locale="en-GB",
            has_touch=size[0] < 500,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        path = tmp_path / f"page{len(contexts)}.html"
        EventMap(rows, **options).save(path)
        opened = Opened(context.new_page()).goto(path, fragment)
        opened.path = path  # type: ignore[attr-defined]
        return opened

    yield open_page
    for context in contexts:
        context.close()
