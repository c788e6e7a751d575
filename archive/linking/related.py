"""What readers are shown of the links: related reports with reasons, dates an undated report may have."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from archive.comparing.ranking import rank_related
from archive.models import Article, Link

# Why two reports stand together where no link says so.
_BY_AN_EDITOR = "put together by an editor"
_BY_THE_EVENT = "same event"
_BY_ANOTHER = "of one event with a report above"


class Later(StrEnum):
    """Which of two reports follows the other up, on a later day."""

    THIS = "takes up what this report told"
    OTHER = "tells what this report takes up"


@dataclass(frozen=True, slots=True)
class Related:
    """A related article: how surely (0.0 to 1.0) it tells the same event, and why.

    ``copied`` is the part of the shorter text that the other repeats; ``later`` says which follows the other up.
    """

    article: Article
    probability: float
    reasons: tuple[str, ...]
    in_same_event: bool
    copied: float = 0.0
    later: Later | None = None


def related_articles(article: Article, limit: int = 10) -> tuple[Related, ...]:
    """Return the published articles linked to this one, with those of their events: own event, then the surest.

    Reads what was stored when the articles arrived.
    """
    links = {
        link.second_id if link.first_id == article.pk else link.first_id: link
        for link in Link.objects.filter(Q(first=article) | Q(second=article))
    }
    events = _events_around(article, links)
    ranked = rank_related({key: link.probability for key, link in links.items()}, events)
    own = article.event_id
    keys = sorted(ranked, key=lambda key: own is None or events.get(key) != own)[: 2 * limit]
    found = Article.objects.with_outlet().published_by_key(keys)
    return tuple(_related(article, found[key], links.get(key)) for key in keys if key in found)[:limit]


def offered_dates(article: Article) -> tuple[dt.date, ...]:
    """Return the dates that the other reports of the article's event carry, the most common first."""
    if article.event_id is None:
        return ()
    mates = Article.objects.published().filter(event=article.event_id).exclude(pk=article.pk)
    counts = Counter(mates.exclude(published_on=None).values_list("published_on", flat=True))
    days = [(-count, day) for day, count in counts.items() if day is not None]
    return tuple(day for _, day in sorted(days))


def _events_around(article: Article, links: Mapping[int, Link]) -> dict[int, int]:
    """Return the event of each other article that is of one event with this one or with one linked to it."""
    # Only what is published is linked; asked for by that, too, all that is published would be looked through.
    near = Article.objects.standing().filter(pk__in=[article.pk, *links]).exclude(event=None)
    around = Article.objects.published().filter(event__in=near.values("event")).exclude(pk=article.pk)
    return {key: event for key, event in around.values_list("pk", "event") if event is not None}


def _related(article: Article, other: Article, link: Link | None) -> Related:
    is_mate = article.event_id is not None and other.event_id == article.event_id
    if link is not None:
        reasons = tuple(link.reasons)
        return Related(other, link.probability, reasons, is_mate, link.copied, _later(article, other, link))
    if not is_mate:
        return Related(other, 0.0, (_BY_ANOTHER,), in_same_event=False)
    is_settled = article.event_is_settled or other.event_is_settled
    return Related(other, 1.0, (_BY_AN_EDITOR if is_settled else _BY_THE_EVENT,), in_same_event=True)


def _later(article: Article, other: Article, link: Link) -> Later | None:
    if not link.follows or article.published_on is None or other.published_on is None:
        return None
    return Later.THIS if article.published_on < other.published_on else Later.OTHER
