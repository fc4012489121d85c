"""Plain text to a document: the article without the page around it."""

from __future__ import annotations

from eventmap.ingest.datelines import publication
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import guess_language
from eventmap.records import Document
from eventmap.settings import Settings


def plain_document(text: str, item: Input, settings: Settings) -> Document:
    published, origin = publication(metadata=None, text=text, url="", settings=settings)
    return Document(
        doc_id=item.doc_id,
        text=text.strip(),
        published=published,
        published_from=origin,
        language=guess_language(text),
        path=item.path,
    )
