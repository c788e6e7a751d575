"""What an editor does to stored articles: publish, correct, overrule a verdict, discard, undo a batch."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.cleaning import assemble_body
from archive.desk.errors import DeskError
from archive.desk.reading import read_names
from archive.linking import link_articles, unlink_article
from archive.models import Article, Batch, Block, Original, Outlet, Status
from archive.records import BODY_KINDS, JudgedBlock, Kind, Piece, PublishedHow, Verdict
from archive.search.index import drain_jobs, queue_articles


def publish_articles(articles: Iterable[Article], *, by: AbstractBaseUser | None) -> None:
    """Show drafts to readers: findable and linked to the other reports of their events when this returns."""
    keys = [article.pk for article in articles]
    with transaction.atomic():
        Article.objects.filter(pk__in=keys, status=Status.DRAFT).update(
            status=Status.PUBLISHED, published_at=timezone.now()
        )
        queue_articles(keys)
    drain_jobs()
    link_articles(Article.objects.published().filter(pk__in=keys).with_reading())


def give_date(article: Article, on: dt.date | None, *, by: AbstractBaseUser | None) -> None:
    """Set the publication date by an editor's word; None makes it unknown."""
    article.published_on = on
    article.published_how = PublishedHow.GIVEN if on else PublishedHow.UNKNOWN
    _save_and_follow(article, ["published_on", "published_how"])


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
    article.headline, article.byline = headline or None, byline or None
    article.outlet = Outlet.objects.get_or_create(name=outlet.strip()[:200])[0] if outlet else None
    if published_on != article.published_on:
        article.published_on = published_on
        article.published_how = PublishedHow.GIVEN if published_on else PublishedHow.UNKNOWN
    with transaction.atomic():
        read_names(article)
        _save_and_follow(article, ["headline", "byline", "outlet", "published_on", "published_how"])


def overrule_block(block: Block, verdict: str, *, by: AbstractBaseUser | None) -> None:
    """Keep a removed block, or remove a kept one, by an editor's word; body, names and index follow.

    Raises ``DeskError`` when that would leave the article without a body.
    """
    article = block.article
    rows = list(article.blocks.all())
    row = next(row for row in rows if row.pk == block.pk)
    row.verdict = Verdict(verdict)
    row.reason = "kept by an editor" if row.verdict == Verdict.KEPT else "removed by an editor"
    row.confidence = 1.0
    if row.verdict == Verdict.KEPT and Kind(row.kind) not in BODY_KINDS:
        row.kind = Kind.PARAGRAPH
    body, judged = assemble_body([_to_judged(each) for each in rows])
    if not body:
        raise DeskError("This is the last block of the report: an article needs a body. Discard it instead.")
    for each, placed in zip(rows, judged, strict=True):
        each.body_start, each.body_end = placed.body_start, placed.body_end
    with transaction.atomic():
        Block.objects.bulk_update(rows, ["verdict", "kind", "reason", "confidence", "body_start", "body_end"])
        article.body, article.body_sha256 = body, hashlib.sha256(body.encode()).hexdigest()
        read_names(article)
        _save_and_follow(article, ["body", "body_sha256"])


def discard_articles(articles: Iterable[Article], *, by: AbstractBaseUser | None) -> int:
    """Delete drafts with their originals and return their number.

    Raises ``DeskError`` when one is published: that is undone with its batch.
    """
    chosen = list(articles)
    published = [article for article in chosen if article.status == Status.PUBLISHED]
    if published:
        raise DeskError(f"“{published[0].title}” is published; undo its batch to take it back.")
    with transaction.atomic():
        _delete(chosen)
    return len(chosen)


def undo_batch(batch: Batch, *, by: AbstractBaseUser | None) -> int:
    """Take back every article of a batch, published or not, search included; return their number.

    The batch and its list of files stay, so that what happened can be read.
    """
    articles = list(batch.articles.all())
    with transaction.atomic():
        queue_articles([article.pk for article in articles])
        for article in articles:
            # Taking the one before out may have dissolved the event both were in.
            article.refresh_from_db(fields=["event", "event_is_settled"])
            unlink_article(article)
        _delete(articles)
    drain_jobs()
    return len(articles)


def _delete(articles: Iterable[Article]) -> None:
    chosen = list(articles)
    originals = [article.original_id for article in chosen]
    Article.objects.filter(pk__in=[article.pk for article in chosen]).delete()
    Original.objects.filter(pk__in=originals).delete()


def _save_and_follow(article: Article, fields: list[str]) -> None:
    """Save, and let index and events follow a published article."""
    with transaction.atomic():
        article.save(update_fields=fields)
        if article.status == Status.PUBLISHED:
            queue_articles([article.pk])
    if article.status == Status.PUBLISHED:
        transaction.on_commit(drain_jobs)
        transaction.on_commit(lambda: link_articles(Article.objects.filter(pk=article.pk).with_reading()))


def _to_judged(row: Block) -> JudgedBlock:
    pieces = []
    position = 0
    for length, start, end in row.pieces:
        pieces.append(Piece(row.text[position : position + length], start, end))
        position += length
    return JudgedBlock(
        tuple(pieces),
        row.start,
        row.end,
        Verdict(row.verdict),
        Kind(row.kind),
        row.reason,
        row.confidence,
        continues=row.continues,
    )
