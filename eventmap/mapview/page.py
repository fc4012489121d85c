"""A page that folium wrote, made into one file that opens anywhere and asks nobody for anything.

folium's pages load Leaflet and five other things from four networks; offline they show nothing, online they tell third parties who looks
at which place. Here Leaflet comes from the package ``xstatic-leaflet``, what folium's markers and popups need of the others from a few
lines of our own (``js/shims.js``), and a Content-Security-Policy with the hash of every script lets nothing else run or load.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_text
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from eventmap.errors import ExportError
from eventmap.files import replacing

HERE = Path(__file__).parent
DATA_TYPES = ("application/octet-stream", "application/json", "text/plain")

# Leaflet would look for its marker's pictures beside the page.
MARKER_SCRIPT = "\ndelete L.Icon.Default.prototype._getIconUrl; L.Icon.Default.mergeOptions({});\n"
_SCRIPT = re.compile(r"<script\b([^<>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b([^<>]*)>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"[ \t]*<link\b([^<>]*)>\n?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

# What folium's pages ask for and what stands in for it: files of ours, "" when nothing on an offline page needs it.
STANDINS = {
    "leaflet.js": "leaflet.js",
    "leaflet.css": "leaflet.css",
    "jquery": "shims.js",
    "leaflet.awesome-markers.js": "",  # in shims.js
    "bootstrap": "",
    "glyphicons": "",
    "fontawesome": "",
    "awesome-markers.css": "",
    "awesome.rotate": "",
}


def to_offline(page: Any, *, files: Mapping[str, str | Path] | None = None, tile_hosts: Iterable[str] = ()) -> str:
    """The page as HTML that loads nothing.

    Args:
        page: a ``folium.Map`` (or Figure), or the HTML that folium rendered.
        files: for each further URL the page loads (a folium plugin's script, say) the file to put in its place.
        tile_hosts: hosts ("https://tile.openstreetmap.org") that pictures may come from.

    Raises:
        ExportError: the page loads something that nothing stands in for; the message names each URL.
    """
    text = page if isinstance(page, str) else page.get_root().render()
    given = {url: Path(path) for url, path in (files or {}).items()}
    missing: list[str] = []
    text = _LINK.sub(lambda m: _inlined(m, "href", "style", given, missing), text)
    text = _SCRIPT.sub(lambda m: _inlined(m, "src", "script", given, missing), text)
    if missing:
        urls = "\n  ".join(missing)
        raise ExportError(f"the page loads what is not here; download it and give it by files={{url: path}}:\n  {urls}")
    return _with_policy(text, tile_hosts)


def save_offline(page: Any, path: str | Path, *, files: Mapping[str, str | Path] | None = None, tile_hosts: Iterable[str] = ()) -> None:
    """Writes ``to_offline`` of a folium map to a file, whole or not at all.

    Raises:
        ExportError: as ``to_offline``, or the file cannot be written.
    """
    text = to_offline(page, files=files, tile_hosts=tile_hosts)
    with replacing(path) as file:
        file.write(text)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html_text.unescape(a or b) for name, a, b in _ATTRIBUTE.findall(text)}


def _inlined(match: re.Match[str], attribute: str, tag: str, given: Mapping[str, Path], missing: list[str]) -> str:
    """The element with its text in place of its address; unchanged when it has none."""
    url = _attributes(match.group(1)).get(attribute)
    if url is None:
        return match.group(0)
    if tag == "style" and "stylesheet" not in match.group(1):
        return ""  # icons, preloads
    text = _stand_in(url, given)
    if text is None:
        missing.append(url)
        return ""
    return f"<{tag}>{_closed_off(text, tag)}</{tag}>\n" if text else ""


def _closed_off(text: str, tag: str) -> str:
    return re.sub(rf"</(?={tag})", r"<\\/", text, flags=re.IGNORECASE)


def _stand_in(url: str, given: Mapping[str, Path]) -> str | None:
    if url in given:
        return given[url].read_text(encoding="utf-8")
    file = url.rsplit("/", 1)[-1].lower()
    for part, name in STANDINS.items():
        if part == file or (not part.startswith("leaflet.") and part in url.lower()) or (part.startswith("leaflet.aw") and part in file):
            return asset(name) if name else ""
    return None


def asset(name: str) -> str:
    """The text of a script or style: Leaflet's from its package, ours from beside this file."""
    if name.startswith("leaflet."):
        return _leaflet(name)
    return (HERE / "js" / name if name.endswith(".js") else HERE / name).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    from xstatic.pkg import leaflet

    folder = Path(leaflet.BASE_DIR)
    text = (folder / name).read_text(encoding="utf-8")
    if name.endswith(".js"):
        return re.sub(r"//# sourceMappingURL=\S+\s*$", "", text) + MARKER_SCRIPT.format(json.dumps(marker_icons()))
    return re.sub(r"url\((images/[\w.-]+)\)", lambda m: f"url({_data_uri(folder / m.group(1))})", text)


def _data_uri(path: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def marker_icons() -> dict[str, str]:
    """Leaflet's marker pictures as data URIs: its own addresses for them would be fetched."""
    from xstatic.pkg import leaflet

    folder = Path(leaflet.BASE_DIR) / "images"
    return {
        key: _data_uri(folder / name)
        for key, name in (("iconUrl", "marker-icon.png"), ("iconRetinaUrl", "marker-icon-2x.png"), ("shadowUrl", "marker-shadow.png"))
    }


def _with_policy(text: str, tile_hosts: Iterable[str]) -> str:
    """The page with a policy that allows exactly the scripts and styles it has."""
    scripts = _hashes(_SCRIPT, text, lambda attributes: _attributes(attributes).get("type", "") not in DATA_TYPES)
    styles = _hashes(_STYLE, text, lambda attributes: True)
    # folium's popups carry style attributes; only then are inline styles let through. Scripts never are.
    style_source = "'unsafe-inline'" if re.search(r"<[a-z]+[^<>]*\sstyle=", text, re.IGNORECASE) else " ".join(styles)
    pictures = " ".join(["data:", "blob:", *sorted(set(tile_hosts))])
    none = "'none'"
    policy = (
        f"default-src 'none'; script-src {' '.join(scripts) or none}; style-src {style_source or none}; "
        f"img-src {pictures}; font-src data:; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="referrer" content="no-referrer">'
    if not re.search(r"<head\b[^<>]*>", text, re.IGNORECASE):
        raise ExportError("the page has no <head>; give a folium map or the HTML that it rendered")
    return re.sub(r"(<head\b[^<>]*>)", lambda m: m.group(1) + "\n" + meta, text, count=1, flags=re.IGNORECASE)


def _hashes(pattern: re.Pattern[str], text: str, wanted: Callable[[str], bool]) -> list[str]:
    found = []
    for match in pattern.finditer(text):
        if wanted(match.group(1)):
            digest = hashlib.sha256(match.group(2).replace("\r\n", "\n").encode("utf-8")).digest()
            found.append(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")
    return list(dict.fromkeys(found))
