"""What the engine keeps of an article, and the queue that keeps it in step with the database."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.db import models
from haystack import connections, indexes

from archive.models import Article, IndexJob, Mention
from archive.records import PARAGRAPH_BREAK, Role
from archive.search.engine import NONE, SearchUnavailableError

logger = logging.getLogger(__name__)

# Mentions below this are shown to editors, never used as a filter.
SURE_ENOUGH = 0.5
# Jobs written in one commit: commits of 500 are about three times the rate of 50.
JOBS_PER_COMMIT = 500
# A job that failed this often is parked with its error where administrators see it.
MAX_ATTEMPTS = 5


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]  # Haystack is untyped
    """The fields of an article's entry; how each is analysed is the engine's business."""

    text = indexes.CharField(document=True)
    exact = indexes.CharField()
    headline = indexes.CharField()
    place = indexes.MultiValueField()
    named_place = indexes.MultiValueField()
    happened = indexes.MultiValueField()
    aircraft = indexes.MultiValueField()
    outlet = indexes.CharField()
    day = indexes.IntegerField()

    def get_model(self) -> type[Article]:
        """Return the model indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> models.QuerySet[Article]:
        """Return what is searchable, with all that its entries need."""
        return Article.objects.published().with_outlet().prefetch_related("mentions__place")

    def prepare_text(self, article: Article) -> str:
        """Return headline and body."""
        return f"{article.headline or ''}{PARAGRAPH_BREAK}{article.body}"

    def prepare_exact(self, article: Article) -> str:
        """Return the same text, to be indexed as printed."""
        return self.prepare_text(article)

    def prepare_headline(self, article: Article) -> str:
        """Return the headline alone."""
        return article.headline or ""

    def prepare_place(self, article: Article) -> list[str]:
        """Return the places named, and the places that contain them."""
        return _with_containers(mention for mention in article.mentions.all() if mention.role != Role.DEMONYM)

    def prepare_happened(self, article: Article) -> list[str]:
        """Return the places where it happened, and the places that contain them."""
        return _with_containers(
            mention for mention in article.mentions.all() if mention.role == Role.HAPPENED
        )

    def prepare_named_place(self, article: Article) -> list[str]:
        """Return the places named by name."""
        return list(
            {
                m.place_id
                for m in article.mentions.all()
                if m.place_id and m.confidence >= SURE_ENOUGH and m.role != Role.DEMONYM
            }
        )

    def prepare_aircraft(self, article: Article) -> list[str]:
        """Return the aircraft types named."""
        return list(
            {
                m.aircraft_type_id
                for m in article.mentions.all()
                if m.aircraft_type_id and m.confidence >= SURE_ENOUGH
            }
        )

    def prepare_outlet(self, article: Article) -> str:
        """Return the outlet's key."""
        return str(article.outlet_id or NONE)

    def prepare_day(self, article: Article) -> int:
        """Return the publication date as YYYYMMDD, 0 when unknown."""
        on = article.published_on
        return on.year * 10_000 + on.month * 100 + on.day if on else 0


def _with_containers(mentions: Iterable[Mention]) -> list[str]:
    """Return the ids of the places surely mentioned, and of the places that contain them."""
    ids: dict[str, None] = {}
    for mention in mentions:
        if mention.place is not None and mention.confidence >= SURE_ENOUGH:
            ids.update(dict.fromkeys([mention.place.id, *mention.place.within]))
    return list(ids)


def queue_articles(keys: Iterable[int]) -> None:
    """Note that the index is behind for these articles; call it inside the transaction that changes them."""
    IndexJob.objects.bulk_create([IndexJob(article_key=key) for key in keys])


def drain_jobs() -> int:
    """Bring the index in step with the database and return the number of jobs done.

    The articles are written as they are now, those no longer published removed, and only then are the jobs
    deleted: a job interrupted is done again, and doing it twice changes nothing.
    """
    if is_incomplete():
        logger.error("The search index is incomplete; articles stay queued until rebuild_search is run")
        return 0
    done = 0
    while jobs := list(IndexJob.objects.filter(attempts__lt=MAX_ATTEMPTS)[:JOBS_PER_COMMIT]):
        try:
            _write(sorted({job.article_key for job in jobs}))
        except Exception as error:
            IndexJob.objects.filter(pk__in=[job.pk for job in jobs]).update(
                attempts=models.F("attempts") + 1, last_error=f"{type(error).__name__}: {error}"
            )
            logger.exception("Indexing of %d articles failed; they stay queued", len(jobs))
            break
        IndexJob.objects.filter(pk__in=[job.pk for job in jobs]).delete()
        done += len(jobs)
    return done


def is_incomplete() -> bool:
    """Return whether the index lacks articles that no queued job will bring: it was deleted or is damaged."""
    coming = IndexJob.objects.filter(attempts__lt=MAX_ATTEMPTS).values("article_key")
    expected = Article.objects.published().exclude(pk__in=coming).count()
    try:
        held: int = _backend().size()
    except SearchUnavailableError:
        return True
    return expected > held


def rebuild_index() -> int:
    """Write the index anew from the database and return the number of articles in it."""
    backend = _backend()
    jobs = list(IndexJob.objects.values_list("pk", flat=True))
    backend.clear()
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), JOBS_PER_COMMIT):
        _write(keys[start : start + JOBS_PER_COMMIT])
    for start in range(0, len(jobs), JOBS_PER_COMMIT):
        IndexJob.objects.filter(pk__in=jobs[start : start + JOBS_PER_COMMIT]).delete()
    return len(keys)


def _backend() -> Any:
    return connections["default"].get_backend()


def _write(keys: list[int]) -> None:
    backend = _backend()
    index = connections["default"].get_unified_index().get_index(Article)
    articles = list(index.index_queryset().filter(pk__in=keys))
    backend.replace(index, articles, removed=set(keys) - {article.pk for article in articles})
