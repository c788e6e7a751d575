"""Reading the names of stored articles anew, after the gazetteer changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from archive.desk.correcting import follow_up
from archive.desk.reading import find_names, store_names
from archive.models import Article, Status
from archive.search.index import queue_articles

# So many articles a change may reach at once: reading one takes some 10 ms, and an editor waits for the page.
MOST_AT_ONCE = 300


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
