"""Speed and size of the page beside folium's own ways to show many points, in the same browser on the same machine.

    python benchmarks/map.py [--sizes 10,1000,100000] [--million] [--folium] [--plugins DIR]

Prints a table: seconds to build in Python, megabytes of the page, seconds from navigation to the second frame after everything is
drawn, milliseconds for a filter step (time window moved, map and counts drawn again) and for a pan. folium's pages are made offline like
ours; its cluster plugins need their files in DIR (npm package leaflet.markercluster 1.1.0, folder dist) and are left out without.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.tables import events, town_labels  # noqa: E402

# The time of the second frame after the page says it is drawn (ours) or has loaded (folium's draw while they load).
WATCH = """
window.drawnAt = new Promise(done => {
  const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  const look = () => (document.querySelector('.em-app:not(.em-loading)') ? frames() : requestAnimationFrame(look));
  if (OURS) look(); else window.addEventListener('load', frames);
});"""
AFTER_FRAME = """() => new Promise(done => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
}))"""
STEP = """async () => {
  const times = [];
  const handle = document.querySelector('.em-handle-end');
  for (let k = 0; k < 12; k++) {
    const began = performance.now();
    const key = k < 6 ? 'PageDown' : 'PageUp';
    handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await AFTER_FRAME();
    times.push(performance.now() - began);
  }
  return times;
}"""
PAN = """async (name) => {
  const map = window[name];
  const times = [];
  for (let k = 0; k < 10; k++) {
    const began = performance.now();
    map.panBy([k % 2 ? 120 : -120, 40 * (k % 3 - 1)], { animate: false });
    await AFTER_FRAME();
    times.push(performance.now() - began);
  }
  return times;
}"""


def ours(rows: list[dict[str, Any]], path: Path) -> str:
    from eventmap.mapview import EventMap

    page = EventMap(rows, title="Benchmark", labels=town_labels("Syria"))
    page.save(path)
    return str(page.map.get_name())


def folium_page(add: Callable[[Any, list[dict[str, Any]]], None], files: dict[str, Path]) -> Callable[[list[dict[str, Any]], Path], str]:
    def make(rows: list[dict[str, Any]], path: Path) -> str:
        import folium

        from eventmap.mapview import save_offline

        m = folium.Map((35.5, 38), zoom_start=7, tiles=None, max_zoom=18)
        add(m, [r for r in rows if r["latitude"] != ""])
        save_offline(m, path, files=files)
        return str(m.get_name())

    return make


def add_markers(m: Any, rows: list[dict[str, Any]]) -> None:
    import folium

    for r in rows:
        folium.Marker((r["latitude"], r["longitude"]), tooltip=r["location"]).add_to(m)


def add_cluster(m: Any, rows: list[dict[str, Any]]) -> None:
    import folium
    from folium.plugins import MarkerCluster

    cluster = MarkerCluster().add_to(m)
    for r in rows:
        folium.Marker((r["latitude"], r["longitude"]), tooltip=r["location"]).add_to(cluster)


def add_fast(m: Any, rows: list[dict[str, Any]]) -> None:
    from folium.plugins import FastMarkerCluster

    FastMarkerCluster([(r["latitude"], r["longitude"], r["location"]) for r in rows]).add_to(m)


def measure(browser: Any, make: Callable[[list[dict[str, Any]], Path], str], rows: Any, path: Path) -> list[str]:
    began = time.perf_counter()
    name = make(rows, path)
    build = time.perf_counter() - began
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH.replace("OURS", "true" if make is ours else "false"))
    page.goto(path.as_uri())
    load = page.evaluate("window.drawnAt") / 1000
    step = page.evaluate(STEP.replace("AFTER_FRAME", f"({AFTER_FRAME})")) if make is ours and len(rows) > 20 else []
    pan = page.evaluate(PAN.replace("AFTER_FRAME", f"({AFTER_FRAME})"), name)
    page.close()
    megabytes = path.stat().st_size / 1e6
    step_ms = f"{statistics.median(step):.0f}" if step else "-"
    return [f"{build:.2f}", f"{megabytes:.2f}", f"{load:.2f}", step_ms, f"{statistics.median(pan):.0f}"]


def plugin_files(folder: Path | None) -> dict[str, Path]:
    if folder is None:
        return {}
    base = "https://cdnjs.cloudflare.com/ajax/libs/leaflet.markercluster/1.1.0/"
    return {base + file: folder / file for file in ("leaflet.markercluster.js", "MarkerCluster.css", "MarkerCluster.Default.css")}


def million(n: int = 1_000_000) -> Any:
    """A frame of events without texts: position, day, type, toll."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(1)
    kinds = np.array(["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests"])
    days = pd.Series(pd.date_range("2015-01-01", periods=3000).strftime("%Y-%m-%d"))
    return pd.DataFrame({
        "event_date": days.to_numpy()[rng.integers(0, 3000, n)], "event_type": kinds[rng.integers(0, 4, n)],
        "actor1": np.array([f"Group {i}" for i in range(40)])[rng.integers(0, 40, n)],
        "location": np.array([f"Place {i}" for i in range(5000)])[rng.integers(0, 5000, n)],
        "latitude": np.round(rng.normal(35, 2, n), 4), "longitude": np.round(rng.normal(38, 3, n), 4), "fatalities": rng.poisson(1, n),
    })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="10,1000,10000,100000")
    parser.add_argument("--million", action="store_true", help="also a million events without texts")
    parser.add_argument("--folium", action="store_true", help="also folium's Marker, and with --plugins its clusters")
    parser.add_argument("--plugins", type=Path)
    parser.add_argument("--max-markers", type=int, default=10_000, help="folium's Marker and MarkerCluster only up to this many")
    args = parser.parse_args()
    from chromium import QUIET, find_chromium
    from playwright.sync_api import sync_playwright

    files = plugin_files(args.plugins)
    others = {"folium Marker": add_markers} | ({"folium MarkerCluster": add_cluster, "folium FastMarkerCluster": add_fast} if files else {})
    print(f"{'method':26}{'events':>9}{'build s':>9}{'MB':>8}{'load s':>8}{'step ms':>9}{'pan ms':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        for n in [int(size) for size in args.sizes.split(",")]:
            rows = events(n, "Syria", days=2000, card=False)
            show("eventmap", n, measure(browser, ours, rows, Path(folder) / "p.html"))
            for name, add in others.items() if args.folium else ():
                if n <= args.max_markers or add is add_fast:
                    show(name, n, measure(browser, folium_page(add, files), rows, Path(folder) / "p.html"))
        if args.million:
            show("eventmap, no texts", 1_000_000, measure(browser, ours, million(), Path(folder) / "p.html"))
        browser.close()


def show(name: str, n: int, cells: list[str]) -> None:
    print(f"{name:26}{n:>9,}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, (9, 8, 8, 9, 8), strict=True)), flush=True)


if __name__ == "__main__":
    main()
