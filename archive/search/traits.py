"""What a report is besides its words: in an event, and in one whose reports give different figures."""

from __future__ import annotations

from collections.abc import Iterator

from archive.models import Article
from archive.search.engine import DIFFERS, IN_EVENT


def find_traits(article: Article) -> Iterator[str]:
    """Yield the traits of a published article."""
    if article.event is not None:
        yield IN_EVENT
        if article.event.figures_differ:
            yield DIFFERS
