"""A document and its mentions as a scene to rank: names, what the text measures between them, where its source is at home."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from importlib import resources

from eventmap.names import fold
from eventmap.records import Document, Relation, Span, Toponym
from eventmap.resolve.context import Measure, Scene
from eventmap.resolve.geo import Point
from eventmap.resolve.mentions import names_of
from eventmap.resolve.options import OptionIndex, unit_vector
from eventmap.resolve.peoples import peoples_of
from eventmap.settings import Settings

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,9}://)?(?:www\.)?([a-z0-9.-]{1,100})(?:[/:?#]|$)", re.IGNORECASE)
# Country code domains that say a country; the others among them (.tv, .io, .co, .me ...) are sold to anybody.
_SOLD_DOMAINS = frozenset("ac ag ai am bz cc cd co eu fm gg io la ly me mu nu pw sc sh st su tk to tv vc ws".split())  # noqa: SIM905
_DOMAIN_COUNTRIES = {"uk": "GB"}


def scene_of(document: Document, toponyms: Sequence[Toponym], index: OptionIndex, settings: Settings) -> Scene:
    """The scene of a document, nothing ranked yet."""
    names = names_of(document.text, toponyms, index.of)
    country, point = home_of(document.url) if document.url else home_of(document.source)
    home = unit_vector(*point) if point else None
    preferred, read_for = frozenset(settings.country), frozenset(settings.gazetteer)
    scene = Scene(names=names, preferred=preferred, read_for=read_for, home_country=country, home=home)
    scene.peoples, scene.groups, scene.wars = peoples_of(document.text)
    if any(t.relation is not None and t.relation.subject is not None for t in toponyms):
        scene.measures = _measures(toponyms, {i: n for n, name in enumerate(names) for i in name.mentions})
    return scene


def home_of(source: str) -> tuple[str, Point | None]:
    """(country, point) where a source is at home, "" and None for unknown: by data/outlets.tsv, else the country of its web domain.

    Args:
        source: an address ("https://www.leicestermercury.co.uk/news/1") or an outlet's name ("SANA").
    """
    match = _HOST.match(source.strip()[:300])
    labels = match.group(1).lower().split(".") if match else []
    if len(labels) < 2:
        return outlets().get(fold(source[:60]), ("", None))
    for n in range(len(labels) - 1):
        if (known := outlets().get(".".join(labels[n:]))) is not None:
            return known
    top = labels[-1]
    return ("" if len(top) != 2 or top in _SOLD_DOMAINS else _DOMAIN_COUNTRIES.get(top, top.upper())), None


@functools.cache
def outlets() -> Mapping[str, tuple[str, Point | None]]:
    """Domain, or folded name, of an outlet -> its country, and its town's point when it is a local one."""
    found: dict[str, tuple[str, Point | None]] = {}
    for line in resources.files("eventmap.data").joinpath("outlets.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, country, *point = line.split("\t")
            home = (country, (float(point[0]), float(point[1])) if len(point) == 2 else None)
            found |= {name if "." in name else fold(name): home for name in names.split("|")}
    return found


def _measures(toponyms: Sequence[Toponym], name_at: Mapping[int, int]) -> dict[int, list[Measure]]:
    """What is said of distance and direction between two names: said of the subject, from the anchor; and the other way round."""
    at: dict[Span, int] = {t.span: name_at[i] for i, t in enumerate(toponyms) if i in name_at}
    at |= {t.span: at[t.refers_to] for t in toponyms if t.refers_to in at and t.span not in at}
    found: dict[int, list[Measure]] = {}
    for t in toponyms:
        relation = t.relation
        if relation is None or relation.subject not in at or t.span not in at or not _measurable(relation):
            continue
        subject, anchor, deg = at[relation.subject], at[t.span], relation.bearing_deg
        back = None if deg is None else (deg + 180.0) % 360.0
        text = f"{relation.text} of {t.surface}"
        found.setdefault(subject, []).append(Measure(anchor, relation.distance_km, deg, text))
        found.setdefault(anchor, []).append(Measure(subject, relation.distance_km, back, text))
    return found


def _measurable(relation: Relation) -> bool:
    return relation.distance_km is not None or relation.kind in ("near", "outside")
