"""What an editor does to stored articles: publish, correct, overrule a verdict."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.cleaning import assemble_body
from archive.desk.bulk import PUT_OFF
from archive.desk.changes import record, record_version
from archive.desk.duplicates import store_fingerprints
from archive.desk.errors import DeskError
from archive.desk.memory import KEPT_BY_EDITOR, REMOVED_BY_EDITOR
from archive.desk.outlets import known_outlet
from archive.desk.reading import find_names, store_names
from archive.linking import link_articles, unlinked_articles
from archive.models import Act, Article, Block, IndexJob, Outlet, Status, jobs_put_off
from archive.records import BODY_KINDS, Kind, PublishedHow, Verdict
from archive.search.index import PATIENCE, drain_jobs, queue_articles

logger = logging.getLogger(__name__)

# So many articles are read and linked at a time: all the while nobody else can write, and of reports that are much
# alike 200 took ten seconds, 20 take half a second.
LINKED_AT_ONCE = 20
# Between two lots others get their turn (s): SQLite lets nobody queue, and who waits looks every tenth of a second.
OTHERS_TURN = 0.15
# SQLite takes a limited number of keys in one query.
MARKED_AT_ONCE = 500
# What an editor gives no longer rests on what was read.
_CORRECTED = ("headline", "byline", "outlet", "published_on")
_OVERRULED_FIELDS = ("verdict", "kind", "reason", "confidence", "overruled", "body_start", "body_end")


def publish_articles(
    articles: Iterable[Article], *, by: AbstractBaseUser | None, at_once: bool = True
) -> int:
    """Show drafts to readers and return their number: findable and linked to their events when this returns.

    Not ``at_once``, they are only queued: ``catch_up`` makes up for it, in the background or at the next start.
    """
    drafts = [article for article in articles if article.status == Status.DRAFT]
    keys = [article.pk for article in drafts]
    with transaction.atomic(), nullcontext() if at_once else jobs_put_off(PUT_OFF):
        for article in drafts:
            record(Act.PUBLISHED, f"“{article.title}”", by=by, article=article)
        for start in range(0, len(keys), MARKED_AT_ONCE):
            mark_published(keys[start : start + MARKED_AT_ONCE])
    if at_once:
        follow_up(keys)
    return len(keys)


def mark_published(keys: Sequence[int]) -> None:
    """Publish the drafts among these and queue them for the index; ``follow_up`` once this is committed."""
    Article.objects.filter(pk__in=keys, status=Status.DRAFT).update(
        status=Status.PUBLISHED, published_at=timezone.now()
    )
    queue_articles(keys)


def follow_up(keys: Sequence[int], *, wait: float = PATIENCE) -> None:
    """Let events and index follow published articles; another's turn at the index is waited for so long (s).

    Linked first: while their index jobs wait, ``catch_up`` knows that neither may have been done.
    """
    # Some at a time: they are read whole, and SQLite takes a limited number of keys in one query.
    for start in range(0, len(keys), LINKED_AT_ONCE):
        if start:
            time.sleep(OTHERS_TURN)
        chunk = keys[start : start + LINKED_AT_ONCE]
        link_articles(Article.objects.with_reading().published_by_key(chunk).values())
    drain_jobs(wait)


def catch_up() -> None:
    """Link and index what an interrupted run left behind; nothing to do costs nothing."""
    waiting = set(IndexJob.objects.values_list("article_key", flat=True))
    waiting.update(unlinked_articles().values_list("pk", flat=True))
    follow_up(sorted(waiting))


def give_date(article: Article, on: dt.date | None, *, by: AbstractBaseUser | None) -> None:
    """Set the publication date by an editor's word; None makes it unknown."""
    article.published_on = on
    article.published_how = PublishedHow.GIVEN if on else PublishedHow.UNKNOWN
    article.evidence.pop("published_on", None)
    with transaction.atomic():
        record_version(article, Act.CORRECTED, f"dated {on}" if on else "the date taken back", by=by)
        save_and_follow(article, ["published_on", "published_how", "evidence"])


def correct_article(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    headline: str | None,
    byline: str | None,
    outlet: str | None,
    published_on: dt.date | None,
) -> None:
    """Replace an article's metadata by what an editor gives; None means there is none."""
    before = {name: getattr(article, name) for name in _CORRECTED}
    article.headline, article.byline = headline or None, byline or None
    name = outlet.strip()[:200] if outlet else None
    article.outlet = (known_outlet(name) or Outlet.objects.create(name=name)) if name else None
    if published_on != article.published_on:
        article.published_on = published_on
        article.published_how = PublishedHow.GIVEN if published_on else PublishedHow.UNKNOWN
    for name in _CORRECTED:
        if getattr(article, name) != before[name]:
            article.evidence.pop(name, None)
    names = find_names(article.headline, article.body)
    with transaction.atomic():
        record_version(article, Act.CORRECTED, "headline, byline, outlet or date", by=by)
        store_names(article, names)
        save_and_follow(article, [*_CORRECTED, "published_how", "evidence"])


def overrule_block(block: Block, verdict: str, *, by: AbstractBaseUser | None) -> None:
    """Keep a removed block, or remove a kept one, by an editor's word; body, names and index follow.

    Raises ``DeskError`` when that would leave the article without a body.
    """
    article = block.article
    rows = list(article.blocks.all())
    row = next(row for row in rows if row.pk == block.pk)
    if row.overruled is None:
        row.overruled = row.reason or ""
    row.verdict = Verdict(verdict)
    row.reason = KEPT_BY_EDITOR if row.verdict == Verdict.KEPT else REMOVED_BY_EDITOR
    row.confidence = 1.0
    if row.verdict == Verdict.KEPT and Kind(row.kind) not in BODY_KINDS:
        row.kind = Kind.PARAGRAPH
    body, judged = assemble_body([each.to_judged() for each in rows])
    if not body:
        raise DeskError("This is the last block of the report: an article needs a body. Discard it instead.")
    for each, placed in zip(rows, judged, strict=True):
        each.body_start, each.body_end = placed.body_start, placed.body_end
    names = find_names(article.headline, body)
    with transaction.atomic():
        record_version(article, Act.OVERRULED, f"{verdict}: “{row.text[:200]}”", by=by)
        Block.objects.bulk_update(rows, _OVERRULED_FIELDS)
        article.body, article.body_sha256 = body, hashlib.sha256(body.encode()).hexdigest()
        store_names(article, names)
        save_and_follow(article, ["body", "body_sha256"])


def save_and_follow(article: Article, fields: list[str]) -> None:
    """Save, and let index and events follow a published article."""
    with transaction.atomic():
        article.save(update_fields=fields)
        if "body" in fields:
            store_fingerprints([article])
        if article.status == Status.PUBLISHED:
            queue_articles([article.pk])
            transaction.on_commit(lambda: follow_up([article.pk]))
