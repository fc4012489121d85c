"""Plain text to a document: the article without the page around it."""

from __future__ import annotations

from eventmap.ingest.datelines import publication
from eventmap.ingest.decoding import Unreadable
from eventmap.ingest.furniture import trim
from eventmap.ingest.inputs import Input
from eventmap.ingest.languages import guess_language
from eventmap.records import Document
from eventmap.settings import Settings


def plain_document(text: str, item: Input, settings: Settings) -> Document:
    """The article in ``text``.

    Raises:
        Unreadable: nothing is left when comments, donation bars and menus are taken away.
    """
    article = trim(text)
    if not article.text:
        raise Unreadable("only page furniture, no article", "give the article's own text, or as JSON lines, whose text is taken as it is")
    published, origin = publication(metadata=None, text=article.opening + "\n" + article.text, url="", settings=settings)
    return Document(
        doc_id=item.doc_id,
        text=article.text,
        title=article.title,
        published=published,
        published_from=origin,
        language=guess_language(article.text),
        path=item.path,
        left_out=article.reported(),
    )
