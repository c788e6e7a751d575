"""Reading the names of stored articles anew, after the gazetteer changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from archive.desk.correcting import follow_up
from archive.desk.reading import find_names, store_names
from archive.models import Article, RereadJob, Status
from archive.search.index import queue_articles

# So many articles are read while an editor waits for the page, some 10 ms each; the worker reads the others.
MOST_AT_ONCE = 100
# Articles that the worker reads between two looks at the index.
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Reread:
    """How many articles were read anew, and how many the worker is still to read."""

    done: int = 0
    waiting: int = 0


def reread_printing(texts: Iterable[str]) -> Reread:
    """Read the names of the articles that print any of ``texts`` anew: the first now, the others by the worker."""
    keys = articles_printing(texts)
    later = keys[MOST_AT_ONCE:]
    RereadJob.objects.bulk_create([RereadJob(article_id=key) for key in later], batch_size=500)
    return Reread(reread_articles(keys[:MOST_AT_ONCE]), len(later))


def count_waiting() -> int:
    """Return how many articles wait to be read anew."""
    return RereadJob.objects.values("article").distinct().count()


def reread_batch() -> int:
    """Read the articles of some jobs anew and return how many were read.

    A job noted while its article is read stays, and so does one that was cut short: reading twice changes nothing.
    """
    jobs = dict(RereadJob.objects.values_list("pk", "article")[:_BATCH])
    read = reread_articles(set(jobs.values()))
    RereadJob.objects.filter(pk__in=jobs).delete()
    return read


def articles_printing(texts: Iterable[str]) -> list[int]:
    """Return the keys of the articles that print any of ``texts``, in any case of Latin letters, in order."""
    wanted = Q()
    for text in texts:
        wanted |= Q(headline__icontains=text) | Q(body__icontains=text)
    if not wanted:
        return []
    return list(Article.objects.filter(wanted).order_by("pk").values_list("pk", flat=True))


def reread_articles(keys: Iterable[int]) -> int:
    """Read the names of these articles anew, let search and events follow, and return the number read."""
    read, published = 0, []
    for article in Article.objects.filter(pk__in=list(keys)).iterator(chunk_size=50):
        names = find_names(article.headline, article.body)
        with transaction.atomic():
            store_names(article, names)
            if article.status == Status.PUBLISHED:
                queue_articles([article.pk])
                published.append(article.pk)
        read += 1
    follow_up(published)
    return read
