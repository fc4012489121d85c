"""What a page says of itself: title, publisher, address, language, day of publication, in JSON-LD, meta tags and <time>."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from eventmap.ingest.datelines import day_of
from eventmap.ingest.decoding import clean

_MAX_FIELD = 1_000  # characters of a title, name or address
_MAX_JSON_CHARS = 1_000_000
_MAX_JSON_ITEMS = 2_000
_ARTICLE = ("article", "posting", "report", "liveblog")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """"" and None where the page does not say. ``body`` is the article as JSON-LD carries it, for pages that a script fills."""

    title: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    published: dt.date | None = None
    body: str = ""


def read_metadata(tree: Any, found_at: str = "") -> PageMetadata:
    """The metadata of a parsed page (an lxml tree). For the day, JSON-LD counts before meta, meta before <time>.

    ``found_at`` is the address of a page that does not say its own.
    """
    article = next((o for o in _json_objects(tree) if _is_article(o)), {})
    meta = _meta(tree)
    url = _address(tree, meta) or found_at
    return PageMetadata(
        title=_title(tree, meta, article),
        site=_text(meta.get("og:site_name") or _name(article.get("publisher")) or (urlsplit(url).hostname or "").removeprefix("www.")),
        url=url,
        language=_language(tree),
        published=_published(tree, meta, article),
        body=clean(str(article.get("articleBody") or "")),
    )


def _json_objects(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or len(script.text or "") > _MAX_JSON_CHARS:
            continue
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for item in queue:  # grows while it is walked
            if isinstance(item, dict):
                yield item
            children = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
            queue += [c for c in children if isinstance(c, dict | list)][: _MAX_JSON_ITEMS - len(queue)]


def _is_article(item: Mapping[str, Any]) -> bool:
    types = item.get("@type")
    names = [str(t).lower() for t in (types if isinstance(types, list) else [types])]
    return any(word in name for name in names for word in _ARTICLE)


def _meta(tree: Any) -> dict[str, str]:
    """Meta tags by their name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if tag.get("content"):
            found.setdefault(name.lower(), tag.get("content"))
    return found


def _text(value: object) -> str:
    return " ".join(clean(str(value or ""))[:_MAX_FIELD].split())


def _name(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return str(value.get("name") or "") if isinstance(value, dict) else value if isinstance(value, str) and "://" not in value else ""


def _title(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> str:
    headings = [t for h in tree.iter("h1") if (t := _text("".join(h.itertext())))]
    of_window = _text(next((t.text for t in tree.iter("title")), ""))
    return _text(meta.get("og:title")) or _text(article.get("headline")) or (headings[0] if len(headings) == 1 else "") or of_window


def _address(tree: Any, meta: Mapping[str, str]) -> str:
    links = [link.get("href", "") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    return next((_text(a) for a in (*links, meta.get("og:url", "")) if a.startswith(("http://", "https://"))), "")


def _language(tree: Any) -> str:
    tag = next(iter(tree.iter("html")), tree)
    code = str(tag.get("lang") or tag.get("xml:lang") or "").lower().replace("_", "-").split("-")[0].strip()
    return code if 2 <= len(code) <= 3 and code.isalpha() else ""


def _published(tree: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> dt.date | None:
    fields = [article.get("datePublished"), article.get("dateCreated"), *(meta.get(name) for name in _fields("meta"))]
    days = (day_of(str(value)) for value in fields if value)
    return next((d for d in days if d), None) or _time_tag(tree)


def _time_tag(tree: Any) -> dt.date | None:
    """The day of the <time> marked as the publication's, else of the one nearest to the heading, else of an element classed as a date."""
    marked, unmarked, others, heading = [], [], [], 0
    for n, element in enumerate(tree.iter("h1", "time", "span", "div", "p", "abbr", "li")):
        names = element.get("class", "").lower().split()
        if element.tag == "h1":
            heading = heading or n
        elif element.tag == "time" and _is_publication(element, names):
            marked.append(element)
        elif element.tag == "time" and element.get("itemprop") != "dateModified" and "updated" not in names:
            unmarked.append((n, element))
        elif element.tag != "time" and any(name in _fields("class") for name in names):
            others.append(element)
    unmarked.sort(key=lambda pair: abs(pair[0] - heading))
    days = (_day_in(element) for element in (*marked, *(e for _, e in unmarked), *others))
    return next((day for day in days if day), None)


def _is_publication(element: Any, names: list[str]) -> bool:
    return element.get("itemprop") == "datePublished" or element.get("pubdate") is not None or "published" in names


def _day_in(element: Any) -> dt.date | None:
    return day_of(_text(element.get("datetime"))) or day_of(_text("".join(element.itertext())))


@functools.cache
def _fields(kind: str) -> dict[str, None]:
    """Field names of a kind, in the table's order; used as a set, too."""
    text = resources.files("eventmap.data").joinpath("publication_fields.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return dict.fromkeys(row[1] for row in rows if row[0] == kind)
