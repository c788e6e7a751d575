"""What later reports take up, and what an event's reports take up of earlier ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from archive.models import Article, Link


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A report outside an event that takes it up later, or that it takes up, and why that is thought so."""

    article: Article
    is_later: bool
    reasons: tuple[str, ...]


def find_follow_ups(articles: Collection[Article], limit: int = 10) -> tuple[FollowUp, ...]:
    """Return the reports outside an event that follow up its reports or that these follow up, by their days.

    ``articles`` are all reports of the event.
    """
    inside = {article.pk: article for article in articles}
    links = Link.objects.filter(Q(first__in=inside) | Q(second__in=inside), follows=True)
    surest: dict[int, tuple[Link, Article]] = {}
    for link in links.order_by("probability", "-pk"):
        if link.first_id in inside and link.second_id in inside:
            continue
        mine, other = sorted((link.first_id, link.second_id), key=lambda key: key not in inside)
        surest[other] = link, inside[mine]
    others = Article.objects.with_outlet().published_by_key(surest).values()
    oldest = sorted(others, key=lambda other: (other.published_on or dt.date.max, other.pk))
    found = [_to_follow_up(other, *surest[other.pk]) for other in oldest]
    return tuple(follow_up for follow_up in found if follow_up is not None)[:limit]


def _to_follow_up(other: Article, link: Link, mine: Article) -> FollowUp | None:
    if other.published_on is None or mine.published_on is None or other.published_on == mine.published_on:
        return None
    return FollowUp(other, other.published_on > mine.published_on, tuple(link.reasons))
