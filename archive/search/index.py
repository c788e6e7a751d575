"""What the engine keeps of an article, and the queue that keeps it in step with the database."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import DatabaseError, models
from django.utils import timezone
from haystack import connections, indexes

from archive.models import Article, IndexJob, Mention, Place
from archive.models.article import ArticleQuerySet
from archive.records import PARAGRAPH_BREAK, Role
from archive.search.engine import NONE, SearchUnavailableError
from archive.search.merging import BESIDE
from archive.search.opened import LOCK_TIMEOUT
from archive.search.traits import find_traits

logger = logging.getLogger(__name__)

# Mentions below this are shown to editors, never used as a filter.
SURE_ENOUGH = 0.5
# Jobs written in one commit: commits of 500 are about three times the rate of 50.
JOBS_PER_COMMIT = 500
# Whoever is waiting for an answer waits so long (s) for another's turn at the index; the job is then left to them.
PATIENCE = 2.0
# An article that failed is tried again after this (s), then after twice as long each time.
FIRST_DELAY = 10.0
# What is wrong with everything at once (a full disk, a lock, a damaged file) and with no article of its own.
TROUBLE = (OSError, SearchUnavailableError, DatabaseError, MemoryError)


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]  # Haystack is untyped
    """The fields of an article's entry; how each is analysed is the engine's business."""

    text = indexes.CharField(document=True)
    headline = indexes.CharField()
    byline = indexes.CharField()
    place = indexes.MultiValueField()
    named_place = indexes.MultiValueField()
    happened = indexes.MultiValueField()
    filed = indexes.MultiValueField()
    aircraft = indexes.MultiValueField()
    outlet = indexes.CharField()
    language = indexes.CharField()
    event = indexes.CharField()
    trait = indexes.MultiValueField()
    day = indexes.IntegerField()

    def get_model(self) -> type[Article]:
        """Return the model indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> models.QuerySet[Article]:
        """Return what is searchable, with all that its entries need."""
        return self.with_names().published()

    def with_names(self) -> ArticleQuerySet:
        """Return articles, searchable or not, with all that their entries need."""
        places = models.Prefetch("place", Place.objects.only("within"))
        mentions = Mention.objects.only("article", "place", "aircraft_type", "role", "confidence").order_by()
        named = models.Prefetch("mentions", mentions.prefetch_related(places))
        articles = Article.objects.select_related("event").prefetch_related(named)
        return articles.defer("date_candidates", "evidence")

    def prepare_text(self, article: Article) -> str:
        """Return headline and body."""
        return f"{article.headline or ''}{PARAGRAPH_BREAK}{article.body}"

    def prepare_headline(self, article: Article) -> str:
        """Return the headline alone."""
        return article.headline or ""

    def prepare_byline(self, article: Article) -> str:
        """Return who is credited."""
        return article.byline or ""

    def prepare_place(self, article: Article) -> list[str]:
        """Return the places named, and the places that contain them."""
        return _with_containers(mention for mention in article.mentions.all() if mention.role != Role.DEMONYM)

    def prepare_happened(self, article: Article) -> list[str]:
        """Return the places where it happened, and the places that contain them."""
        return _with_containers(
            mention for mention in article.mentions.all() if mention.role == Role.HAPPENED
        )

    def prepare_filed(self, article: Article) -> list[str]:
        """Return the places it was filed from, and the places that contain them."""
        return _with_containers(
            mention for mention in article.mentions.all() if mention.role == Role.DATELINE
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

    def prepare_language(self, article: Article) -> str:
        """Return the language's code."""
        return article.language or NONE

    def prepare_event(self, article: Article) -> str:
        """Return the event's key."""
        return str(article.event_id or NONE)

    def prepare_trait(self, article: Article) -> list[str]:
        """Return whether the article is in an event, and in one whose reports give different figures."""
        return list(find_traits(article))

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


def drain_jobs(wait: float = PATIENCE, *, early: bool = False) -> int:
    """Bring the index in step with the database and return the number of jobs done; ``early`` those put off, too.

    One process or thread writes at a time; who is not given its turn within ``wait`` seconds leaves the jobs to whoever
    has it. Nothing is done while there is no index: the jobs stay until one is built. What others queue meanwhile is
    theirs to do, or a worker that finds ever more would keep an editor at it.
    """
    done, due = 0, IndexJob.objects.due(early=early)
    latest = due.aggregate(latest=models.Max("pk"))["latest"]
    while latest and due.filter(pk__lte=latest).exists() and (count := drain_once(wait, early=early)):
        done += count
    return done


def drain_once(wait: float = PATIENCE, *, early: bool = False) -> int:
    """Do the jobs of one commit when it is our turn within ``wait`` seconds, and return their number."""
    with search_backend().folder.writing(wait) as is_ours:
        return drain_batch(early=early) if is_ours else 0


def drain_batch(*, early: bool = False) -> int:
    """Do the jobs of one commit and return their number, 0 when none could be done; only for who may write.

    The articles are written as they are now, those no longer published removed, and only then are the jobs
    deleted: a job interrupted is done again, and doing it twice changes nothing.
    """
    keys = sorted(IndexJob.objects.due(early=early).articles()[:JOBS_PER_COMMIT])
    if not keys:
        return 0
    # Noted before the articles are read: a job that comes in meanwhile is another's.
    jobs = list(IndexJob.objects.filter(article_key__in=keys).values_list("pk", "article_key"))
    failures: dict[int, str] = {}
    try:
        generations = open_generations()
        for backend in generations:
            failures |= write_articles(backend, keys)
        if not generations:
            return 0
        put_off(failures)
        IndexJob.objects.filter(pk__in=[pk for pk, key in jobs if key not in failures]).delete()
    except TROUBLE as error:
        logger.exception("The index cannot be written; %d articles stay queued", len(keys))
        note_trouble(keys, error)
        return 0
    return len(jobs)


def merge_segments() -> bool:
    """Let the index make one of some of its small parts, and return whether there were such.

    After a commit parts are merged in proportion to what it wrote; what is left is done here, while others write.
    """
    folder = search_backend().folder
    with folder.writing(PATIENCE) as is_ours:
        generations = open_generations() if is_ours else []
    turn = partial(folder.writing, LOCK_TIMEOUT)
    return any(backend.opened().merge(BESIDE, turn) for backend in generations)


def note_trouble(keys: Iterable[int], error: BaseException) -> None:
    """Say at the jobs what keeps all of them from being done; it counts against none."""
    try:
        IndexJob.objects.filter(article_key__in=list(keys)).update(last_error=_in_words(error))
    except DatabaseError:  # the disk that is too full for the index is too full for this
        logger.warning("The trouble could not be noted at the jobs")


def put_off(failures: Mapping[int, str]) -> None:
    """Try articles that failed again later, each time after twice as long; after the last try they are parked."""
    for key, error in failures.items():
        jobs = list(IndexJob.objects.filter(article_key=key)) or [IndexJob(article_key=key)]
        logger.error("Article %d cannot be indexed: %s", key, error)
        for job in jobs:
            job.due_at = timezone.now() + dt.timedelta(seconds=FIRST_DELAY * 2**job.attempts)
            job.attempts += 1
            job.last_error = error
            job.save()


def search_backend() -> Any:
    """Return this thread's way to the engine."""
    return connections["default"].get_backend()


def open_generations() -> list[Any]:
    """Return what to write to: the index that answers and one being built beside it, where there are such.

    The index of an archive without articles is made here: there is nothing that it could lack.
    """
    backend = search_backend()
    folder, version = backend.folder, backend.version
    paths = [folder.current(version)]
    if paths == [None] and not expected_articles().exists():
        folder.publish(backend.begin())
        paths = [folder.current(version)]
    building = folder.building(version)
    if building is not None:
        paths.append(building.path)
    return [backend.at(path) for path in dict.fromkeys(paths) if path is not None]


def expected_articles() -> models.QuerySet[Article]:
    """Return the articles that the index must have by now: the published ones that no job is still to bring."""
    return Article.objects.published().exclude(pk__in=IndexJob.objects.values("article_key"))


def write_articles(backend: Any, keys: list[int]) -> dict[int, str]:
    """Write these articles' entries as the articles are now, and return what is wrong with those that cannot be.

    Raises what is wrong with the engine or the database as a whole.
    """
    index = connections["default"].get_unified_index().get_index(Article)
    try:
        with _without_collecting():
            articles = list(index.with_names().published_by_key(keys).values())
            backend.replace(index, articles, removed=set(keys) - {article.pk for article in articles})
    except TROUBLE:
        raise
    except Exception as error:
        # One of them is to blame: half of them at a time, the others still come in.
        if len(keys) == 1:
            return {keys[0]: _in_words(error)}
        half = len(keys) // 2
        return write_articles(backend, keys[:half]) | write_articles(backend, keys[half:])
    return {}


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spare Python the search for rubbish while much is made that is all needed: a fifth of the time of writing."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def _in_words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
