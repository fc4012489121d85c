"""HTML to a document: the article without the page around it."""

from __future__ import annotations

from eventmap.ingest.datelines import publication
from eventmap.ingest.decoding import Unreadable
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import guess_language
from eventmap.records import Document
from eventmap.settings import Settings


def page_document(text: str, item: Input, settings: Settings) -> Document:
    import trafilatura

    article = trafilatura.extract(text, include_comments=False, include_tables=False)
    if not article:
        raise Unreadable("no article was found in the page", "save its text as .txt")
    published, origin = publication(metadata=None, text=article, url="", settings=settings)
    return Document(
        doc_id=item.doc_id,
        text=article,
        published=published,
        published_from=origin,
        language=guess_language(article),
        path=item.path,
    )
