"""A document and its mentions as a scene to rank: names, what the text measures between them, where its source is at home."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from eventmap.names import fold
from eventmap.records import Document, Relation, Span, Toponym
from eventmap.resolve.context import Measure, Scene
from eventmap.resolve.mentions import names_of
from eventmap.resolve.options import OptionIndex
from eventmap.settings import Settings

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,9}://)?(?:www\.)?([a-z0-9.-]{1,100})(?:[/:?#]|$)", re.IGNORECASE)
# Country code domains that say a country; the others among them (.tv, .io, .co, .me ...) are sold to anybody.
_SOLD_DOMAINS = frozenset("ac ag ai am bz cc cd co eu fm gg io la ly me mu nu pw sc sh st su tk to tv vc ws".split())  # noqa: SIM905
_DOMAIN_COUNTRIES = {"uk": "GB"}


def scene_of(document: Document, toponyms: Sequence[Toponym], index: OptionIndex, settings: Settings) -> Scene:
    """The scene of a document, nothing ranked yet."""
    names = names_of(document.text, toponyms, index.of)
    country, words = home_of(document.url or document.source)
    scene = Scene(names=names, preferred=frozenset(settings.country), home_country=country, home_words=words)
    scene.measures = _measures(toponyms, {i: n for n, name in enumerate(names) for i in name.mentions})
    return scene


def home_of(address: str) -> tuple[str, str]:
    """(country, folded words) of a source's web address: ("GB", "leicestermercury") of "https://www.leicestermercury.co.uk/news/1"."""
    match = _HOST.match(address.strip()[:300])
    labels = match.group(1).lower().split(".") if match else []
    if len(labels) < 2:
        return "", ""
    top = labels[-1]
    country = "" if len(top) != 2 or top in _SOLD_DOMAINS else _DOMAIN_COUNTRIES.get(top, top.upper())
    return country, " ".join(fold(label) for label in labels[:-1])


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
