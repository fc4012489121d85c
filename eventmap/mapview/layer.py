"""The folium layer that shows events, and the page made of it.

``EventLayer(data).add_to(folium.Map())`` works in any folium map and in notebooks; ``EventMap(data).save("map.html")`` is the whole
page with filters, time and list, in one file that asks nobody for anything.
"""

from __future__ import annotations

import functools
import html as html_text
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import numpy as np
from branca.element import Element, Figure
from folium.map import Layer
from jinja2 import Template

from eventmap.errors import SettingsError
from eventmap.files import replacing
from eventmap.mapview import basemap, page
from eventmap.mapview.encode import encode
from eventmap.mapview.schema import Geocode, event_frame, exported_columns

if TYPE_CHECKING:
    import pandas as pd

Data = "pd.DataFrame | Sequence[Mapping[str, Any]] | str | Path"
LANGUAGES = ("en", "ar", "fr", "uk")
RIGHT_TO_LEFT = ("ar",)
SCRIPTS = (
    "util.js", "i18n.js", "words.js", "data.js", "state.js", "filters.js", "background.js", "symbols.js", "draw.js", "time.js",
    "list.js", "card.js", "panel.js", "summary.js", "export.js", "keys.js", "layout.js", "app.js",
)  # fmt: skip
NOTEBOOK_HEIGHT_PX = 640
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
MAX_PROVINCES = 400  # outlines of provinces put into the page, for events that are known only by province


@functools.cache
def script() -> str:
    """The page's script: the parts one after another, in one scope of their own."""
    parts = "\n".join(page.asset(name) for name in SCRIPTS)
    return f"window.eventmap = (function () {{\n'use strict';\n{parts}\nreturn {{ layer }};\n}})();"


class _Raw(Element):
    """Text put into the page as it is: branca would otherwise read megabytes as a Jinja template."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class EventLayer(Layer):
    """Events on a folium map.

    Args:
        data: a DataFrame, rows as dicts, or the path of a table or several; columns as in the README's "The table", or those of ACLED,
            UCDP GED, or GeoJSON.
        interface: "map" draws points, legend and card on whatever map this is added to; "full" lays list, filters and time line around it.
        columns: for other tables, which of its columns is what: {"event_date": "Date of attack", ...}.
        geocode: (name, country, admin1) -> (lat, lon, radius_km, geo_precision, how) or None, for rows with a place name only.
        language: of the interface: en, ar, fr, uk.
        labels: towns to write on the background, (name, lat, lon, population), or a function that gives those in a box (west, south, east,
            north).
        background: draw coast, borders and rivers; False when the map has tiles of its own.
        title, note, cite: shown on the page; ``cite`` is what "copy citation" puts before the source.
        logo: path of a picture (PNG, JPEG, SVG) shown beside the title.
        tiles: an xyzservices name ("OpenStreetMap.Mapnik") that the reader may switch on; until then nothing is asked for.
        name, control, show: as for any folium layer.

    Raises:
        InputError: the table cannot be used; the message names column and line.
        SettingsError: an unknown language, interface or tile name.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = eventmap.layer({{ this.options_json }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        data: Any,
        *,
        interface: str = "map",
        columns: Mapping[str, str] | None = None,
        geocode: Geocode | None = None,
        language: str = "en",
        labels: Iterable[basemap.Town] | Callable[[basemap.Bounds], Iterable[basemap.Town]] = (),
        background: bool = True,
        title: str = "",
        note: str = "",
        cite: str = "",
        logo: str | Path | None = None,
        tiles: str | None = None,
        theme: str = "auto",
        name: str | None = None,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(name=name or title or "Events", overlay=True, control=control, show=show)
        self._name = "EventLayer"
        _one_of("language", language, LANGUAGES)
        _one_of("interface", interface, ("map", "full"))
        _one_of("theme", theme, ("auto", "light", "dark"))
        self.frame = event_frame(data, columns, geocode)
        self.bounds = frame_bounds(self.frame)
        self._labels = list(labels(self.bounds) if self.bounds else ()) if callable(labels) else list(labels)
        self._background = background
        self.hold_back = False  # True: megabytes of data stay in ``held_back``, by the sign that stands for them in the page
        self.held_back: dict[str, str] = {}
        self.tiles = tile_source(tiles) if tiles else None
        self.options: dict[str, Any] = {
            "interface": interface, "language": language, "rtl": language in RIGHT_TO_LEFT, "title": title, "note": note, "cite": cite,
            "theme": theme, "logo": data_uri(Path(logo)) if logo else "", "tiles": self.tiles, "bounds": self.bounds,
        }  # fmt: skip

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def messages(self) -> list[str]:
        """What of the table could not be read, by column and line; such events are shown all the same."""
        return list(self.frame.attrs.get("messages", ()))

    @property
    def options_json(self) -> str:
        return script_json({**self.options, "id": self.get_name()})

    def render(self, **kwargs: Any) -> Any:
        """Puts script and style once, and this layer's data, into the page."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise SettingsError("add the layer to a folium.Map before rendering it")
        figure.header.add_child(_Raw(f"<style>{page.asset('style.css')}</style>"), name="eventmap_style")
        figure.header.add_child(_Raw(f"<script>{script()}</script>"), name="eventmap_script")
        blocks = encode(self.frame, exported_columns(self.frame))
        if self._background:
            blocks["background"] = basemap.background(self.bounds, self.options["language"], self._labels)
        provinces = basemap.provinces(province_spots(self.frame))
        if provinces:
            blocks["provinces"] = provinces
        for kind, text in blocks.items():
            name = f"{self.get_name()}_{kind}"
            shown = self._sign_for(name, text) if self.hold_back else text
            figure.html.add_child(_Raw(self.block(name, shown)), name=name)
        return super().render(**kwargs)  # type: ignore[no-untyped-call]

    @staticmethod
    def block(name: str, text: str) -> str:
        """Data for the page's script, which the browser does not run."""
        return f'<script type="application/octet-stream" id="{name}">{text}</script>'

    def _sign_for(self, name: str, text: str) -> str:
        self.held_back[f"@{name}@"] = text
        return f"@{name}@"


class EventMap:
    """The whole page: map, list, filters and time line in one file.

    Takes what ``EventLayer`` takes. ``map`` is the folium map, for further layers of the caller's own.
    """

    def __init__(self, data: Any, *, title: str = "Events", language: str = "en", **options: Any) -> None:
        self.layer = EventLayer(data, interface="full", title=title, language=language, **options)
        self.title, self.language = title, language
        self.map = folium.Map(tiles=None, zoom_control=False, attribution_control=False, prefer_canvas=True, world_copy_jump=True)
        # folium names things at random; a page made twice from the same table should be the same
        self.map._id = self.layer._id = "page"
        self.layer.hold_back = True
        self.layer.add_to(self.map)

    def __len__(self) -> int:
        return len(self.layer)

    def render(self) -> str:
        """The page as HTML that loads nothing."""
        text = self.map.get_root().render()
        direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        head = f'<html lang="{self.language}" dir="{direction}">\n<head>\n<title>{html_text.escape(self.title)}</title>'
        text = re.sub(r"<html>\s*<head>", lambda _: head, text, count=1)
        # folium forbids zooming the page, which people with weak eyes need
        text = re.sub(r'<meta name="viewport"[^<>]*>', VIEWPORT, text, count=1)
        hosts = [self.layer.tiles["host"]] if self.layer.tiles else []
        text = self._texts_last(page.to_offline(text, tile_hosts=hosts))
        for sign, data in self.layer.held_back.items():
            text = text.replace(sign, data, 1)
        return text

    def _texts_last(self, text: str) -> str:
        """The block of long texts at the end of the page: the map is drawn while the browser still reads it."""
        block = self.layer.block(f"{self.layer.get_name()}_texts", f"@{self.layer.get_name()}_texts@")
        before, end, after = text.replace(block, "", 1).rpartition("</html>")
        return before + block + "\n" + end + after

    def save(self, path: str | Path) -> None:
        """Writes the page, whole or not at all.

        Raises:
            ExportError: the file cannot be written.
        """
        text = self.render()
        with replacing(path) as file:
            file.write(text)

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame of its own."""
        source = html_text.escape(self.render(), quote=True)
        return f'<iframe srcdoc="{source}" width="100%" height="{NOTEBOOK_HEIGHT_PX}" allow="clipboard-write; fullscreen" title="{html_text.escape(self.title, quote=True)}"></iframe>'  # noqa: E501


def script_json(value: Any) -> str:
    """JSON that may stand inside a script element: no "</script" and no "<!--" can come out of it."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def frame_bounds(frame: pd.DataFrame) -> basemap.Bounds | None:
    """The box of all usable points; None when there are none."""
    lats, lons = points(frame)
    return basemap.bounds_of(lats, lons)


def points(frame: pd.DataFrame) -> tuple[Any, Any]:
    """Latitudes and longitudes of the rows that have usable ones."""
    import pandas as pd

    lats, lons = (pd.to_numeric(frame[c], errors="coerce").to_numpy(dtype=float) for c in ("latitude", "longitude"))
    usable = np.isfinite(lats) & np.isfinite(lons) & (np.abs(lats) <= 90) & (np.abs(lons) <= 180)
    return lats[usable], lons[usable]


def province_spots(frame: pd.DataFrame) -> list[tuple[float, float]]:
    """The points of geo_precision 3 (known by province only), rounded to hundredths of a degree."""
    import pandas as pd

    if "geo_precision" not in frame:
        return []
    coarse = frame[pd.to_numeric(frame["geo_precision"], errors="coerce") == 3]
    spots = {(round(lat, 2), round(lon, 2)) for lat, lon in zip(*points(coarse), strict=True)}
    return sorted(spots)[:MAX_PROVINCES]


def tile_source(name: str) -> dict[str, Any]:
    """Address, host and credit of an xyzservices tile layer.

    Raises:
        SettingsError: no such name, or one that needs an access token.
    """
    import xyzservices.providers  # type: ignore[import-untyped]

    try:
        provider = xyzservices.providers.query_name(name)
        url = provider.build_url()
    except (ValueError, AttributeError) as e:
        raise SettingsError(f"tiles {name!r}: {e}; use a name of xyzservices such as OpenStreetMap.Mapnik or Esri.WorldImagery") from e
    host = re.match(r"https://[^/]+", url.replace("{s}", "*"))
    if host is None:
        raise SettingsError(f"tiles {name!r} come over an unsafe connection")
    return {"name": name, "url": url, "host": re.sub(r"^https://[^/]*\*", "https://*", host.group(0)),
            "credit": provider.get("attribution", name), "max_zoom": int(provider.get("max_zoom", 18))}  # fmt: skip


def data_uri(path: Path) -> str:
    """A picture as a data URI.

    Raises:
        SettingsError: no such file, or not a picture.
    """
    import base64
    import mimetypes

    kind = mimetypes.guess_type(path.name)[0] or ""
    if not kind.startswith("image/"):
        raise SettingsError(f"{path} is not a picture; use PNG, JPEG or SVG")
    try:
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
    except OSError as e:
        raise SettingsError(f"cannot read {path}: {e.strerror}") from e


def _one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise SettingsError(f"{name} {value!r} is not known; use one of {', '.join(known)}")
