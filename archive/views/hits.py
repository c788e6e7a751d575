"""The hits of a search in a report: where they stand, and the link that opens the report at one."""

from __future__ import annotations

from urllib.parse import urlencode

from archive.models import Article
from archive.search.hits import hits_of
from archive.search.names import resolve_names
from archive.search.query import MAX_CHARACTERS, parse_query
from archive.views.prose import Mark


def link_to_hits(article: Article, text: str, *, exact: bool, number: int) -> str:
    """Return the address of a report with the hits of a search marked, opened at the one of this number."""
    url = article.get_absolute_url()
    if not text:
        return url
    asked = {"q": text[:MAX_CHARACTERS], **({"exact": "1"} if exact else {})}
    return f"{url}?{urlencode(asked)}#hit-{number or 1}"


def hit_marks(article: Article, text: str, *, exact: bool) -> list[Mark]:
    """Return a mark for each hit of a search in a report's body, numbered from 1."""
    if not text:
        return []
    hits = hits_of([article], resolve_names(parse_query(text).node, exact=exact))[article.pk]
    return [
        Mark(hit.start, hit.end, "", anchor=f"hit-{number}", is_target=True)
        for number, hit in enumerate(hits, start=1)
    ]
