"""The Atom feed of a search: its reports as they come in, the latest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.search.engine import SearchUnavailableError
from archive.search.results import find_keys
from archive.views.address import read_address
from archive.views.feeds import add_entry, begin_feed, in_language_asked
from archive.views.unavailable import search_unavailable

# Readers of feeds ask often; older reports stay on the search's page.
_MOST = 50


@require_safe
@in_language_asked
def search_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the reports that came in last of those a search finds."""
    address = read_address(request.GET)
    try:
        keys = find_keys(
            address.text, address.filters, sort="newest", exact=address.exact, any_word=address.any_word
        )
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)
    title = address.text or _("all reports")
    description = _("Reports that the search for %(title)s finds, as they come in.") % {"title": title}
    feed = begin_feed(request, title, link=address.url, description=description)
    # Keys count up as reports are stored.
    latest = Article.objects.with_outlet().published_by_key(sorted(keys)[-_MOST:])
    came_in = sorted(latest.values(), key=lambda each: (each.published_at or each.stored_at, each.pk))
    for article in reversed(came_in):
        add_entry(feed, article, request, title=article.title, text=article.lede)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
