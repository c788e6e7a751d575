"""Articles that were never stored."""

from archive.models import Article, Block
from archive.records import PARAGRAPH_BREAK


class Fetched(list):
    """Stands in for a related manager whose rows were fetched."""

    def all(self):
        return self


def article_of(*paragraphs, key=1, joined_by=PARAGRAPH_BREAK):
    """Return an article of (text, kind) paragraphs as if fetched with its blocks; nothing is stored."""
    body = joined_by.join(text for text, _ in paragraphs)
    article = Article(pk=key, body=body)
    at, blocks = 0, Fetched()
    for text, kind in paragraphs:
        blocks.append(Block(text=text, kind=kind, body_start=at, body_end=at + len(text)))
        at += len(text) + len(joined_by)
    article._prefetched_objects_cache = {"blocks": blocks}
    return article


def reports(*texts):
    """Return an article of one paragraph for each text, keys counting from 1."""
    return [article_of((text, "paragraph"), key=key) for key, text in enumerate(texts, start=1)]
