"""The Atom feed of an event: a new report, and what it says otherwise than those before it."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.comparisons import compared, put_right
from archive.comparisons.refreshing import MOST_COMPARED
from archive.models import Article, Event
from archive.views.event_news import find_news
from archive.views.feeds import add_entry, begin_feed, in_language_asked
from archive.views.strips import event_title

# Readers of feeds ask often; older news stays on the event's page.
_MOST_NEWS = 50


@require_safe
@in_language_asked
def event_feed(request: HttpRequest, event_id: int) -> HttpResponse:
    """Answer with the news of an event, the latest first."""
    shown = get_object_or_404(Event, pk=event_id)
    articles = list(Article.objects.published().in_event(shown).oldest_first().with_reading())
    if len(articles) < 2:
        raise Http404("no event of two published reports")
    first = articles[:MOST_COMPARED]
    comparison, _moot = put_right(compared(tuple(article.to_report() for article in first)), first)
    title = event_title(shown, articles)
    description = _("New reports of “%(title)s”, and what they say otherwise.") % {"title": title}
    feed = begin_feed(request, title, link=shown.get_absolute_url(), description=description)
    for news in reversed(find_news(articles, comparison.rows)[-_MOST_NEWS:]):
        mark = f"#news-{_key(news.row)}" if news.row else "#news"
        add_entry(feed, news.article, request, title=news.headline, text=news.text, mark=mark)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _key(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:12]
