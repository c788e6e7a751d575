"""Events as they are named in passing: beside a hit, on an article, in the list of events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from archive.models import Article, Event


@dataclass(frozen=True, slots=True)
class EventStrip:
    """How many reports an event has, and where they stand side by side."""

    event_id: int
    count: int

    @property
    def url(self) -> str:
        """The event's page."""
        return reverse("event", args=[self.event_id])


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: its title, its reports' outlets in the order they stand, and its days."""

    event: Event
    title: str
    count: int
    outlets: tuple[str, ...]
    without_outlet: int
    first_on: dt.date | None
    last_on: dt.date | None


def strips_by_event(event_ids: Iterable[int | None]) -> dict[int, EventStrip]:
    """Return a strip for each event that has two published reports or more, in one query."""
    wanted = {event_id for event_id in event_ids if event_id is not None}
    if not wanted:
        return {}
    counted = (
        Article.objects.published()
        .filter(event__in=wanted)
        .order_by()
        .values_list("event_id")
        .annotate(reports=Count("pk"))
    )
    return {event_id: EventStrip(event_id, count) for event_id, count in counted if count > 1}


def to_line(event: Event, articles: Sequence[Article]) -> EventLine:
    """Return the event's line; ``articles`` are its published reports, oldest first, outlets fetched."""
    dates = [article.published_on for article in articles if article.published_on]
    outlets = dict.fromkeys(article.outlet.name for article in articles if article.outlet)
    return EventLine(
        event=event,
        title=event_title(event, articles),
        count=len(articles),
        outlets=tuple(outlets),
        without_outlet=sum(article.outlet is None for article in articles),
        first_on=min(dates, default=None),
        last_on=max(dates, default=None),
    )


def event_title(event: Event, articles: Sequence[Article]) -> str:
    """Return the event's title from reports already fetched, as ``Event.title`` would with queries."""
    if event.name:
        return event.name
    for article in articles:
        if article.headline:
            return article.headline
    return articles[0].title if articles else f"Event {event.pk}"
