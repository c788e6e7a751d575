"""The hits of a search in a report: where they stand, and the link that opens the report at the first."""

from __future__ import annotations

from urllib.parse import urlencode

from archive.models import Article
from archive.search.query import MAX_CHARACTERS, parse_query
from archive.search.snippets import Wanted, find_hits
from archive.views.prose import Mark


def link_to_hits(article: Article, text: str) -> str:
    """Return the address of a report with the hits of a search marked, opened at the first."""
    url = article.get_absolute_url()
    return f"{url}?{urlencode({'q': text[:MAX_CHARACTERS]})}#hit-1" if text else url


def hit_marks(article: Article, text: str) -> list[Mark]:
    """Return a mark for each hit of a search in a report's body, numbered from 1."""
    if not text:
        return []
    hits = find_hits(article.body, Wanted.by(parse_query(text).node))
    return [
        Mark(hit.start, hit.end, "", anchor=f"hit-{number}", is_target=True)
        for number, hit in enumerate(hits, start=1)
    ]
