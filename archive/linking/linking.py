"""Newly published articles find the others of their events; withdrawn ones leave theirs."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from archive.linking.grouping import dissolve_if_lone, regroup
from archive.linking.knowledge import forget_articles, learn_articles
from archive.linking.rebuilding import is_rebuilding
from archive.linking.scoring import Scoring
from archive.models import Article, Link, Stage, Status
from archive.models.article import ArticleQuerySet

logger = logging.getLogger(__name__)


def unlinked_articles() -> ArticleQuerySet:
    """Return the published articles that were never linked, oldest key first."""
    return Article.objects.published().filter(stored_profile=None).order_by("pk")


def link_articles(articles: Iterable[Article]) -> None:
    """Find the reports of the same events for published articles, store why, and form the events.

    An article linked before is read anew. Drafts are passed over.
    """
    chosen = [article for article in articles if article.status == Status.PUBLISHED]
    if not chosen:
        return
    keys = [article.pk for article in chosen]
    with transaction.atomic():
        # A rebuild that is under way has not counted all words yet, so it links these once more.
        stage = Stage.TO_LINK if is_rebuilding() else Stage.LINKED
        forget_articles(keys)
        profiles = learn_articles(chosen, stage)
        Link.objects.filter(Q(first__in=keys) | Q(second__in=keys)).delete()
        scoring = Scoring()
        for profile in profiles.values():
            scoring.store_links(profile)
        regroup(keys)
    logger.info("linked %s articles", len(keys))


def unlink_article(article: Article) -> None:
    """Take an article that is withdrawn out of its event and forget it; call before its status changes.

    Where an editor put it is kept, for when it is brought back.
    """
    with transaction.atomic():
        forget_articles([article.pk])
        Link.objects.filter(Q(first=article) | Q(second=article)).delete()
        event = article.event
        if event is None:
            return
        if not article.event_is_settled:
            article.event = None
            article.save(update_fields=["event"])
        dissolve_if_lone(event, leaving=article)
