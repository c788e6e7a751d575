"""Linking the whole archive anew, in steps that each take effect: a rebuild broken off goes on where it was."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q

from archive.linking.grouping import regroup_all
from archive.linking.knowledge import forget_words, learn_articles, load_profiles
from archive.linking.scoring import Scoring
from archive.models import Article, Link, Stage, Status, StoredProfile
from archive.models.article import ArticleQuerySet

logger = logging.getLogger(__name__)

# Articles in one step; while it runs nobody else can write.
_BATCH = 25


def is_rebuilding() -> bool:
    """Tell whether a rebuild is under way, or was broken off."""
    return StoredProfile.objects.exclude(stage=Stage.LINKED).exists()


def relink_all(*, progress: Callable[[int, int], None] | None = None) -> int:
    """Link all published articles anew, keeping where editors put them; return their number.

    Goes on with a rebuild that was broken off. Readers see the events as they were until the end, when all
    change at once. ``progress`` is told (done, total) as the work goes on; each article is read, then linked.
    """
    if not is_rebuilding():
        _begin()
    count = Article.objects.published().count()
    total = 2 * count
    while keys := _first(_to_read()):
        _read_anew(keys)
        _tell(progress, count - _to_read().count(), total)
    while keys := _first(_to_link()):
        _link_anew(keys)
        _tell(progress, total - _to_link().count(), total)
    logger.info("linked all %s articles anew", count)
    return count


def _begin() -> None:
    with transaction.atomic():
        StoredProfile.objects.exclude(article__status=Status.PUBLISHED).delete()
        StoredProfile.objects.update(stage=Stage.TO_READ)
        forget_words()


def _to_read() -> ArticleQuerySet:
    return Article.objects.published().filter(Q(stored_profile=None) | Q(stored_profile__stage=Stage.TO_READ))


def _to_link() -> ArticleQuerySet:
    return Article.objects.published().filter(stored_profile__stage=Stage.TO_LINK)


def _first(articles: ArticleQuerySet) -> list[int]:
    return list(articles.order_by("pk").values_list("pk", flat=True)[:_BATCH])


def _read_anew(keys: list[int]) -> None:
    with transaction.atomic():
        learn_articles(Article.objects.with_reading().published_by_key(keys).values(), Stage.TO_LINK)


def _link_anew(keys: list[int]) -> None:
    """Replace the links of articles; with the last of all, form the events anew."""
    with transaction.atomic():
        scoring = Scoring()
        for key, profile in load_profiles(keys).items():
            # Links to articles already linked anew are theirs, and as new.
            Link.objects.filter(first=key, second__stored_profile__stage=Stage.TO_LINK).delete()
            Link.objects.filter(second=key, first__stored_profile__stage=Stage.TO_LINK).delete()
            scoring.store_links(profile)
            StoredProfile.objects.filter(pk=key).update(stage=Stage.LINKED)
        if not is_rebuilding():
            regroup_all()


def _tell(progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
