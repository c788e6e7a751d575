"""Newly published articles find the others of their events; withdrawn ones leave theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q

from archive.comparing.pairs import score_pair, weigh_profile
from archive.comparing.profiles import Profile
from archive.linking.grouping import dissolve_if_lone, regroup
from archive.linking.knowledge import (
    find_candidates,
    forget_articles,
    forget_everything,
    learn_articles,
    load_profiles,
    load_weights,
)
from archive.models import Article, Link, Status
from archive.models.article import ArticleQuerySet
from archive.records import PairScore

logger = logging.getLogger(__name__)

# Below this two reports are not worth showing as related: of the development pairs under it, 59 in 16,040
# are of one event.
FAINTEST_LINK = 0.05
# Articles read into memory at a time during a rebuild.
_BATCH = 200


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
        forget_articles(keys)
        profiles = learn_articles(chosen)
        Link.objects.filter(Q(first__in=keys) | Q(second__in=keys)).delete()
        for profile in profiles.values():
            _store_links(profile)
        regroup(keys)
    logger.info("linked %s articles", len(keys))


def unlink_article(article: Article) -> None:
    """Take a withdrawn article out of its event and forget it; call before it is deleted."""
    with transaction.atomic():
        forget_articles([article.pk])
        Link.objects.filter(Q(first=article) | Q(second=article)).delete()
        event = article.event
        if event is not None:
            article.event, article.event_is_settled = None, False
            article.save(update_fields=["event", "event_is_settled"])
            dissolve_if_lone(event)


def relink_all(*, progress: Callable[[int, int], None] | None = None) -> int:
    """Link all published articles anew, keeping where editors put them; return their number.

    ``progress`` is told (done, total) as the work goes on. Either all of it takes effect or nothing.
    """
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        forget_everything()
        Link.objects.all().delete()
        for start in range(0, len(keys), _BATCH):
            learn_articles(Article.objects.filter(pk__in=keys[start : start + _BATCH]).with_reading())
        for done, key in enumerate(keys, 1):
            _store_links(load_profiles([key])[key])
            if progress is not None:
                progress(done, len(keys))
        regroup(keys, most=len(keys))
    logger.info("linked all %s articles anew", len(keys))
    return len(keys)


def _store_links(profile: Profile) -> None:
    """Score the profile's candidates and store the pairs that are not faint; a known pair is kept."""
    found = find_candidates(profile, load_weights([profile]))
    scores = _score(profile, load_profiles(found))
    Link.objects.bulk_create(
        (
            Link(
                first_id=min(profile.id, other),
                second_id=max(profile.id, other),
                probability=score.probability,
                reasons=list(score.reasons),
            )
            for other, score in scores.items()
            if score.probability >= FAINTEST_LINK
        ),
        ignore_conflicts=True,
    )


def _score(profile: Profile, others: dict[int, Profile]) -> dict[int, PairScore]:
    weights = load_weights([profile, *others.values()])
    weighed = weigh_profile(profile, weights)
    return {key: score_pair(weighed, weigh_profile(other, weights)) for key, other in others.items()}
