"""The trash: what is taken back is kept for some weeks, out of pages and search, and comes back at a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.desk.batches import stop_batch
from archive.desk.changes import record
from archive.desk.correcting import follow_up
from archive.desk.errors import DeskError
from archive.desk.versions import restore_version
from archive.linking import unlink_article
from archive.models import Act, Article, Batch, Change, Original, Status, Withdrawal
from archive.search.index import drain_jobs, queue_articles

# How long the trash keeps an article.
KEPT = dt.timedelta(days=30)
# So many are taken out in one transaction, in which nobody else can write.
_AT_ONCE = 50


def withdraw_articles(
    articles: Iterable[Article], *, note: str | None = None, by: AbstractBaseUser | None
) -> int:
    """Take articles out of every page and of the search, into the trash; return their number.

    ``note`` is what their addresses tell readers.
    """
    chosen = [article for article in articles if article.status != Status.WITHDRAWN]
    for start in range(0, len(chosen), _AT_ONCE):
        with transaction.atomic():
            _withdraw(chosen[start : start + _AT_ONCE], note, by)
    drain_jobs()
    return len(chosen)


def _withdraw(chosen: Sequence[Article], note: str | None, by: AbstractBaseUser | None) -> None:
    queue_articles([article.pk for article in chosen if article.status == Status.PUBLISHED])
    for article in chosen:
        was = article.status
        if was == Status.PUBLISHED:
            # Taking the one before out may have dissolved the event both were in.
            article.refresh_from_db(fields=["event", "event_is_settled"])
            unlink_article(article)
        article.status = Status.WITHDRAWN
        article.save(update_fields=["status"])
        Withdrawal.objects.create(
            article_key=article.pk,
            article=article,
            title=article.title[:500],
            outlet=article.outlet.name if article.outlet else None,
            note=note,
            by_id=by.pk if by else None,
            was=was,
        )
        record(Act.WITHDRAWN, f"“{article.title}”" + (f": {note}" if note else ""), by=by, article=article)


def discard_articles(articles: Iterable[Article], *, by: AbstractBaseUser | None) -> int:
    """Take drafts to the trash and return their number.

    Raises ``DeskError`` when one is published: that is withdrawn, or undone with its batch.
    """
    chosen = list(articles)
    published = [article for article in chosen if article.status == Status.PUBLISHED]
    if published:
        raise DeskError(
            f"“{published[0].title}” is published; withdraw it, or undo its batch to take it back."
        )
    return withdraw_articles(chosen, by=by)


def bring_back(articles: Iterable[Article], *, by: AbstractBaseUser | None) -> int:
    """Bring articles back from the trash as they were: published ones are found by the search when this returns."""
    chosen = [article for article in articles if article.status == Status.WITHDRAWN]
    published = []
    with transaction.atomic():
        for article in chosen:
            withdrawal = article.withdrawal
            article.status = withdrawal.was
            article.save(update_fields=["status"])
            withdrawal.delete()
            record(Act.BROUGHT_BACK, f"“{article.title}”", by=by, article=article)
            if article.status == Status.PUBLISHED:
                published.append(article.pk)
        queue_articles(published)
    follow_up(published)
    return len(chosen)


def undo_batch(batch: Batch, *, by: AbstractBaseUser | None) -> int:
    """Take back every article of a batch, published or not, search included; return their number.

    They lie in the trash; articles that one of its files replaced are again what they were before. The batch and its
    list of files stay, so that what happened can be read, and files that still wait are left unread.
    """
    stop_batch(batch)
    replaced = Change.objects.filter(act=Act.REPLACED, batch_key=batch.pk).exclude(before=None)
    for change in replaced:
        restore_version(Article.objects.get(pk=change.article_key or 0), change, by=by)
    articles = batch.articles.standing().select_related("outlet")
    count = withdraw_articles(articles, note="The submission it came in was undone.", by=by)
    record(Act.UNDONE, f"{batch}: {count} articles taken back", by=by, batch_key=batch.pk)
    return count + len(replaced)


def empty_trash(*, older_than: dt.timedelta = KEPT, by: AbstractBaseUser | None = None) -> int:
    """Delete for good what has lain in the trash for longer; return the number of articles.

    Their versions go with them; what was done, and the note to readers, stay.
    """
    old = Withdrawal.objects.filter(withdrawn_at__lt=timezone.now() - older_than).exclude(article=None)
    count = 0
    while keys := list(old.values_list("article_key", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            _delete_for_good(keys)
            record(Act.PURGED, f"{len(keys)} articles whose time in the trash was over", by=by)
        count += len(keys)
    return count


def _delete_for_good(keys: list[int]) -> None:
    originals = set(Article.objects.filter(pk__in=keys).values_list("original", flat=True))
    versions = Change.objects.filter(article_key__in=keys).exclude(before=None)
    originals |= set(versions.exclude(original=None).values_list("original", flat=True))
    versions.update(before=None, original=None)
    Article.objects.filter(pk__in=keys).delete()
    still_used = Original.objects.filter(pk__in=originals, articles__isnull=False).values("pk")
    in_versions = Change.objects.filter(original__in=originals).values("original")
    Original.objects.filter(pk__in=originals).exclude(pk__in=still_used).exclude(pk__in=in_versions).delete()
