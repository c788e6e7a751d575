"""The Atom feed of a search: its reports as they come in, the latest first."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.search.engine import SearchUnavailableError
from archive.search.results import find_keys
from archive.views.address import read_address
from archive.views.unavailable import search_unavailable

# Readers of feeds ask often; older reports stay on the search's page.
_MOST = 50
# Characters that no XML document can hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the reports that came in last of those a search finds."""
    address = read_address(request.GET)
    try:
        keys = find_keys(
            address.text, address.filters, sort="newest", exact=address.exact, any_word=address.any_word
        )
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)
    title = _NOT_XML.sub("", address.text) or "all reports"
    feed = Atom1Feed(
        title=f"{title} – Parallax",
        link=request.build_absolute_uri(address.url),
        description=f"Reports that the search for {title} finds, as they come in.",
        feed_url=request.build_absolute_uri(f"{reverse('search_feed')}?{address.query_string}"),
        language="en",
    )
    # Keys count up as reports are stored.
    latest = Article.objects.published().with_outlet().in_bulk(sorted(keys)[-_MOST:])
    for article in sorted(
        latest.values(), key=lambda article: (article.published_at or article.stored_at, article.pk)
    ):
        _add(feed, article, request)
    feed.items.reverse()
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Atom1Feed, article: Article, request: HttpRequest) -> None:
    where = request.build_absolute_uri(article.get_absolute_url())
    came_in = article.published_at or article.stored_at
    feed.add_item(
        title=_NOT_XML.sub("", article.title),
        link=where,
        description=_NOT_XML.sub("", article.lede),
        unique_id=where,
        pubdate=came_in,
        updateddate=came_in,
        author_name=article.outlet.name if article.outlet else "Unknown outlet",
    )
