"""The Atom feed of an event: a new report, and what it says otherwise than those before it."""

from __future__ import annotations

import hashlib
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive.comparisons import compared, put_right
from archive.comparisons.refreshing import MOST_COMPARED
from archive.models import Article, Event
from archive.views.event_news import News, find_news
from archive.views.strips import event_title

# Readers of feeds ask often; older news stays on the event's page.
_MOST_NEWS = 50
# Characters that no XML document can hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def event_feed(request: HttpRequest, event_id: int) -> HttpResponse:
    """Answer with the news of an event, the latest first."""
    shown = get_object_or_404(Event, pk=event_id)
    articles = list(Article.objects.published().in_event(shown).oldest_first().with_reading())
    if len(articles) < 2:
        raise Http404("no event of two published reports")
    first = articles[:MOST_COMPARED]
    comparison, _ = put_right(compared(tuple(article.to_report() for article in first)), first)
    title = _NOT_XML.sub("", event_title(shown, articles))
    page = request.build_absolute_uri(shown.get_absolute_url())
    feed = Atom1Feed(
        title=f"{title} – Parallax",
        link=page,
        description=f"New reports of “{title}”, and what they say otherwise.",
        feed_url=request.build_absolute_uri(reverse("event_feed", args=[shown.pk])),
        language="en",
    )
    for news in reversed(find_news(articles, comparison.rows)[-_MOST_NEWS:]):
        _add(feed, news, request)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Atom1Feed, news: News, request: HttpRequest) -> None:
    article = news.article
    address = request.build_absolute_uri(article.get_absolute_url())
    came_in = article.published_at or article.stored_at
    feed.add_item(
        title=_NOT_XML.sub("", news.headline),
        link=address,
        description=_NOT_XML.sub("", news.text),
        unique_id=f"{address}#news-{_key(news.row)}" if news.row else f"{address}#news",
        pubdate=came_in,
        updateddate=came_in,
        author_name=article.outlet.name if article.outlet else "Unknown outlet",
    )


def _key(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:12]
