"""Stored articles cleaned anew, as the rules and the outlet's memory are today; editors' verdicts stay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.cleaning import NO_MEMORY, OutletMemory, assemble_body, clean_document
from archive.desk.changes import record_version
from archive.desk.correcting import follow_up
from archive.desk.duplicates import store_fingerprints
from archive.desk.memory import recall_lines, with_editors_word
from archive.desk.reading import find_names, store_names
from archive.intake import IntakeError, read_document
from archive.models import Act, Article, Block, Status
from archive.records import BODY_KINDS, Kind, Verdict
from archive.search.index import queue_articles

# So many articles are read and cleaned at a time.
READ_AT_ONCE = 100
# A block is where another was when so much of it lies there.
SAME_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Recleaned:
    """An article cleaned anew: the blocks that go, and those that come back. ``refusal`` says why it cannot be."""

    article: Article
    blocks: tuple[Block, ...] = ()
    body: str = ""
    removed: tuple[Block, ...] = ()
    returned: tuple[Block, ...] = ()
    refusal: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether readers would see another text."""
        return self.refusal is None and self.body != self.article.body


def reclean(outlet: str | None = None) -> Iterator[Recleaned]:
    """Clean every article that is not in the trash anew, or every one of an outlet, and yield what would become of it.

    Nothing is stored; ``store_recleaned`` does that.
    """
    articles = Article.objects.standing().select_related("outlet", "original").prefetch_related("blocks")
    if outlet is not None:
        articles = articles.filter(outlet__name=outlet)
    shared = cache(recall_lines)
    keys = list(articles.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), READ_AT_ONCE):
        for article in articles.filter(pk__in=keys[start : start + READ_AT_ONCE]).order_by("pk"):
            name = article.outlet.name if article.outlet else None
            memory = with_editors_word(shared(name).furniture(article.pk), name) if name else NO_MEMORY
            yield _reclean(article, memory)


def store_recleaned(recleaned: Iterable[Recleaned], *, by: AbstractBaseUser | None) -> int:
    """Give the changed articles their new blocks and bodies, and return their number.

    Names, events and search follow; a version keeps what each was.
    """
    keys = []
    for each in recleaned:
        if each.is_changed:
            _store(each, by)
            keys.append(each.article.pk)
    follow_up(keys)
    return len(keys)


def _reclean(article: Article, memory: OutletMemory) -> Recleaned:
    try:
        document = read_document(bytes(article.original.content), article.original.filename)
    except IntakeError as error:
        return Recleaned(article, refusal=str(error))
    stored = list(article.blocks.all())
    rows = Block.from_judged(article, clean_document(document, memory=memory).blocks)
    for row in rows:
        _keep_editors_word(row, [block for block in stored if block.overruled is not None])
    body, placed = assemble_body([row.to_judged() for row in rows])
    if not body:
        return Recleaned(article, refusal="nothing would be left of it; look at its blocks")
    for row, block in zip(rows, placed, strict=True):
        row.body_start, row.body_end = block.body_start, block.body_end
    in_body = [block for block in stored if block.is_in_body]
    was_kept = [_share_within(row, in_body) >= SAME_SHARE for row in rows]
    removed = tuple(row for row, kept in zip(rows, was_kept, strict=True) if kept and row.is_removed)
    returned = tuple(row for row, kept in zip(rows, was_kept, strict=True) if row.is_in_body and not kept)
    return Recleaned(article, tuple(rows), body, removed, returned)


def _keep_editors_word(row: Block, overruled: Sequence[Block]) -> None:
    """Give ``row`` the verdict that an editor gave the block that stood there."""
    for block in overruled:
        if _share_within(row, [block]) >= SAME_SHARE:
            row.overruled = row.reason or ""
            row.verdict, row.reason, row.confidence = block.verdict, block.reason, 1.0
            if row.verdict == Verdict.KEPT and Kind(row.kind) not in BODY_KINDS:
                row.kind = block.kind


def _share_within(row: Block, blocks: Iterable[Block]) -> float:
    """Return which part of ``row`` lies where ``blocks`` of the same original do."""
    shared = sum(max(0, min(row.end, block.end) - max(row.start, block.start)) for block in blocks)
    return shared / max(1, row.end - row.start)


def _store(recleaned: Recleaned, by: AbstractBaseUser | None) -> None:
    article = recleaned.article
    names = find_names(article.headline, recleaned.body)
    with transaction.atomic():
        what = f"{len(recleaned.removed)} blocks removed, {len(recleaned.returned)} put back"
        record_version(article, Act.RECLEANED, what, by=by)
        article.blocks.all().delete()
        Block.objects.bulk_create(recleaned.blocks)
        article.body = recleaned.body
        article.body_sha256 = hashlib.sha256(article.body.encode()).hexdigest()
        article.save(update_fields=["body", "body_sha256"])
        store_names(article, names)
        store_fingerprints([article])
        if article.status == Status.PUBLISHED:
            queue_articles([article.pk])
