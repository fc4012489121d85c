"""Blocks of an HTML page: those that are furniture by the name of their element, and what the page itself marks as its article."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from typing import Any

_NEVER_CUT = frozenset({"html", "body", "main", "h1", "head"})
_NOT_ARTICLE_TAGS = ("script", "style", "nav", "footer", "aside", "form", "figcaption", "noscript", "button", "select", "template")
# A block with most of the page's paragraphs goes only if readers wrote it: they may well write more than the reporter.
_MOST_OF_PAGE = 0.5


def cut_furniture(tree: Any) -> None:
    """Removes the blocks that ``data/furniture_blocks.tsv`` names, and captions, from an lxml tree.

    No block goes that holds the page's heading or its marked article, nor one with most of the page's paragraphs unless it is a
    comment system.
    """
    kept_whole, most = _article_and_above(tree), _MOST_OF_PAGE * _paragraph_chars(tree)
    stack = [tree]
    while stack:
        element = stack.pop()
        kind = _kind(element)
        if kind and element not in kept_whole and (kind == "comments" or _paragraph_chars(element) <= most):
            _drop(element)
        else:
            stack += [child for child in element if isinstance(child.tag, str)]  # comments and instructions have a function for a tag


def _kind(element: Any) -> str:
    if element.tag in _NEVER_CUT:
        return ""
    if element.tag == "figcaption":
        return "caption"
    exact, prefixes = _block_names()
    for name in f"{element.get('class', '')} {element.get('id', '')}".lower().split():
        if name in exact:
            return exact[name]
        if name.startswith(prefixes):
            return "comments" if name.startswith(_comment_prefixes()) else "widget"
    return ""


@functools.cache
def _rows() -> list[tuple[str, str]]:
    """Kind and name, for each name of the table."""
    text = resources.files("eventmap.data").joinpath("furniture_blocks.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(row[0], name) for row in rows for name in row[1].split()]


@functools.cache
def _block_names() -> tuple[dict[str, str], tuple[str, ...]]:
    """Whole names with their kind, and beginnings of names."""
    return {name: kind for kind, name in _rows() if not name.endswith("*")}, tuple(name[:-1] for _, name in _rows() if name.endswith("*"))


@functools.cache
def _comment_prefixes() -> tuple[str, ...]:
    return tuple(name[:-1] for kind, name in _rows() if name.endswith("*") and kind == "comments")


def _paragraph_chars(element: Any) -> int:
    return sum(len(text) for p in element.iter("p") for text in p.itertext())


def _article_and_above(tree: Any) -> set[Any]:
    """The first heading and the marked article body, with all that they stand in."""
    first = next(iter(tree.iter("h1")), None)
    elements = [*([] if first is None else [first]), *_article_bodies(tree)]
    return {above for element in elements for above in (element, *element.iterancestors())}


def _article_bodies(tree: Any) -> list[Any]:
    return [e for e in tree.iter("div", "section", "article", "main", "span", "td") if "articleBody" in e.get("itemprop", "").split()][:1]


def _drop(element: Any) -> None:
    """Removes an element but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def marked_paragraphs(tree: Any) -> Iterator[str]:
    """The paragraphs of what the page marks as its article: itemprop="articleBody", else its only <article>."""
    articles = _article_bodies(tree) or list(tree.iter("article"))
    if len(articles) != 1:
        return
    left_out = {inner for tag in articles[0].iter(*_NOT_ARTICLE_TAGS) for inner in tag.iter()}
    for element in articles[0].iter("p", "li", "blockquote", "pre"):
        text = " ".join("".join(element.itertext()).split())
        if text and element not in left_out and next(element.iterchildren("p", "ul", "ol"), None) is None:
            yield text
