"""A Chromium for the tests that open a page: the system's; none is a skip that says so, and a failure under CI=true."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
]
HINT = "no Chromium or Chrome found; on Debian: apt-get install chromium"


def find_chromium() -> str | None:
    """Path of a browser, from $EVENTMAP_CHROMIUM or the PATH."""
    return os.environ.get("EVENTMAP_CHROMIUM") or next((p for name in NAMES if (p := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HINT)
        pytest.skip(HINT)
    playwright_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright for the browser tests")
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()
