"""HTML to a document: the article without the page around it.

1. Blocks that ``data/furniture_blocks.tsv`` names (comment systems, donation and newsletter boxes, captions) are cut out of the tree: no
   extractor knows wpDiscuz, and one that does not takes a reader's comment for the article.
2. trafilatura extracts the article, without comments and tables.
3. Where it finds less than half of what the page itself marks as its article, the paragraphs there are taken instead.
4. The trimmer of plain text takes what furniture is left.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from eventmap.ingest.blocks import cut_furniture, marked_paragraphs
from eventmap.ingest.datelines import publication
from eventmap.ingest.decoding import Unreadable, clean, too_large
from eventmap.ingest.furniture import Article, trim
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import LATIN_LANGUAGES, guess_language
from eventmap.ingest.metadata import PageMetadata, read_metadata
from eventmap.records import Document
from eventmap.settings import Settings

_MARKUP_PER_TEXT = 20  # a page may be so many times longer than the longest text
_SENTENCE_WORDS, _UNPUNCTUATED_WORDS = 5, 12  # a page with no line of so many words, with or without a full stop, holds no article
_LEAST_SHARE = 0.5
_HEAD_CHARS = 100_000
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.I)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,9}\)(https?://[^\s>]{1,2000}) -->")  # browsers leave this in the pages they save
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")
_MOST_ELEMENTS = 100_000  # after the comments are cut; extraction costs 0.15 ms an element, and an article has hundreds


def page_document(text: str, item: Input, settings: Settings, *, url: str = "") -> Document:
    """The article of an HTML page; ``url`` is where it was found, for a page that does not say so itself.

    Raises:
        Unreadable: the page holds no article, or is too large.
    """
    if len(text) > _MARKUP_PER_TEXT * settings.max_text_chars:
        raise too_large("the page", _MARKUP_PER_TEXT * settings.max_text_chars, "characters", "max_text_chars")
    tree = _parsed(text)
    cut_furniture(tree)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise Unreadable(f"the page has more than {_MOST_ELEMENTS:,} elements", "save the article's text as .txt")
    saved = _SAVED_FROM.search(text[:_HEAD_CHARS])
    said = read_metadata(tree, url or (saved[1] if saved else ""))
    article = _article(tree, said)
    if not _holds_sentence(article.text):
        raise Unreadable("no article was found in the page", "save the article's text as .txt")
    if len(article.text) > settings.max_text_chars:
        raise too_large("the article", settings.max_text_chars, "characters", "max_text_chars")
    published, origin = publication(metadata=said.published, text=article.opening + "\n" + article.text, url=said.url, settings=settings)
    return Document(
        doc_id=item.doc_id,
        text=article.text,
        title=article.title,
        published=published,
        published_from=origin,
        source=said.site,
        url=said.url,
        language=_language(said.language, article.text),
        path=item.path,
        left_out=article.reported(),
    )


def page_lines(html: str) -> str:
    """The text of a fragment of HTML, a line for each paragraph."""
    if "<" not in html:
        return clean(html)
    tree = _parsed(html)
    cut_furniture(tree)
    for element in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "figure"):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "") if element.tag != "br" else None
    return clean("".join(tree.itertext()))


def _parsed(text: str) -> Any:
    import trafilatura

    # It warns of empty pages on its own; here they become a Failure.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = _XML_DECLARATION.sub("", text, count=1)  # it names the file's encoding, and what is parsed here is no longer in it
    if not _WHOLE_PAGE.search(text[:_HEAD_CHARS]):
        text = f"<html><body>{text}</body></html>"  # of a lone paragraph no tree would be made
    tree = trafilatura.load_html(text)
    if tree is None:
        raise Unreadable("no article was found in the page", "save the article's text as .txt")
    return tree


def _article(tree: Any, said: PageMetadata) -> Article:
    marked = "\n".join(marked_paragraphs(tree))
    extracted = clean(_extracted(tree))
    text = extracted if len(extracted) >= _LEAST_SHARE * len(marked) else marked
    return trim(text if _holds_sentence(text) else said.body or text, title=said.title, site=said.site)


def _extracted(tree: Any) -> str:
    import trafilatura

    return trafilatura.extract(tree, include_comments=False, include_tables=False, with_metadata=False) or ""


def _holds_sentence(text: str) -> bool:
    for line in text.split("\n"):
        words = line.count(" ") + 1
        ended = line.rstrip("\"'”’»)] ").endswith((".", "!", "?", "…", "؟", "۔", "。"))
        if words >= (_SENTENCE_WORDS if ended else _UNPUNCTUATED_WORDS):
            return True
    return False


def _language(declared: str, text: str) -> str:
    """The page's own word, unless the letters are of another script: templates keep lang="en" over an Arabic text."""
    guessed = guess_language(text)
    if declared in LATIN_LANGUAGES and guessed and guessed not in LATIN_LANGUAGES:
        return guessed
    return declared or guessed
