"""What readers are shown of the links: related reports with reasons, dates an undated report may have."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from archive.models import Article, Link

# Why two reports of an event stand together where no link says so.
_BY_AN_EDITOR = "put together by an editor"
_BY_THE_EVENT = "same event"


@dataclass(frozen=True, slots=True)
class Related:
    """A related article: how surely (0.0 to 1.0) it tells the same event, and why."""

    article: Article
    probability: float
    reasons: tuple[str, ...]
    in_same_event: bool


def related_articles(article: Article, limit: int = 10) -> tuple[Related, ...]:
    """Return the published articles linked to this one: those of its event first, then the surest.

    Reads stored links only.
    """
    links = {
        link.second_id if link.first_id == article.pk else link.first_id: link
        for link in Link.objects.filter(Q(first=article) | Q(second=article))
    }
    mates = _mates_of(article)
    keys = sorted(
        links.keys() | mates.keys(),
        key=lambda key: (key not in mates, -(links[key].probability if key in links else 0.0), key),
    )
    found = Article.objects.published().filter(pk__in=keys[: 2 * limit]).with_outlet().in_bulk()
    return tuple(
        _related(found[key], links.get(key), key in mates, article.event_is_settled or mates.get(key, False))
        for key in keys
        if key in found
    )[:limit]


def offered_dates(article: Article) -> tuple[dt.date, ...]:
    """Return the dates that the other reports of the article's event carry, the most common first."""
    days = Article.objects.published().filter(pk__in=_mates_of(article)).exclude(published_on=None)
    counts = Counter(day for day in days.values_list("published_on", flat=True) if day is not None)
    return tuple(sorted(counts, key=lambda day: (-counts[day], day)))


def _mates_of(article: Article) -> dict[int, bool]:
    """Return the keys of the other published reports of its event, and whether an editor settled each."""
    if article.event_id is None:
        return {}
    others = Article.objects.published().filter(event=article.event_id).exclude(pk=article.pk)
    return dict(others.values_list("pk", "event_is_settled"))


def _related(article: Article, link: Link | None, is_mate: bool, is_settled: bool) -> Related:
    if link is None:
        return Related(article, 1.0, (_BY_AN_EDITOR if is_settled else _BY_THE_EVENT,), is_mate)
    return Related(article, link.probability, tuple(link.reasons), is_mate)
