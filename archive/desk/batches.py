"""A submission's files, read one by one, each stored exactly once however often the reading is cut short."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.desk.ahead import CleaningAhead
from archive.desk.changes import record
from archive.desk.checking import Checked, Recall, SubmittedFile, check_file, open_files, with_same_text
from archive.desk.correcting import LINKED_AT_ONCE, follow_up, mark_published, publish_articles
from archive.desk.duplicates import find_same_file
from archive.desk.memory import recall_memory
from archive.desk.storing import replace_article, store_article
from archive.models import (
    Act,
    Article,
    Batch,
    BatchItem,
    Duplicates,
    Likeness,
    Outcome,
    State,
    Status,
    WaitingFile,
)
from archive.search.index import PATIENCE

logger = logging.getLogger(__name__)

# What an outlet prints on every page is recalled anew after so many files.
_RECALLED_FOR = 50
# A file that was begun so often and never ended is the one that ends the program.
_MOST_ATTEMPTS = 5


def open_batch(
    *,
    by: AbstractBaseUser | None,
    outlet: str | None = None,
    published_on: dt.date | None = None,
    publish: bool = False,
    duplicates: str = Duplicates.KEEP,
) -> Batch:
    """Begin a submission; ``receive_files`` brings it its files, ``read_batch`` reads them."""
    batch = Batch.objects.create(
        by_id=by.pk if by else None,
        state=State.READING,
        outlet=(outlet or "").strip()[:200] or None,
        published_on=published_on,
        publish=publish,
        duplicates=duplicates,
    )
    record(Act.SUBMITTED, "a submission begun", by=by, batch_key=batch.pk)
    return batch


def receive_files(batch: Batch, files: Iterable[SubmittedFile], columns: dict[str, str] | None = None) -> int:
    """Keep the files' bytes until they are read and return their number: all of them, or none after a crash.

    Archives and tables are opened: each report in them is a file of its own.
    """
    count = 0
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk, state=State.DONE).update(state=State.READING)
        for file in open_files(files, columns):
            refused = file.refusal is not None
            item = BatchItem.objects.create(
                batch=batch,
                filename=file.name[-500:],  # its ending tells the format
                outcome=Outcome.REFUSED if refused else Outcome.WAITING,
                reason=file.refusal,
                read_at=timezone.now() if refused else None,
            )
            if not refused:
                WaitingFile.objects.create(item=item, content=file.content, address=file.address)
            count += 1
    return count


def submit_files(
    files: Iterable[SubmittedFile],
    *,
    by: AbstractBaseUser | None,
    outlet: str | None = None,
    published_on: dt.date | None = None,
    publish: bool = False,
    duplicates: str = Duplicates.KEEP,
) -> Batch:
    """Store what can be stored of a submission and return its batch, one item a file.

    Drafts, unless ``publish``. A bad file is refused with its reason and stops none of the others.
    """
    batch = open_batch(
        by=by, outlet=outlet, published_on=published_on, publish=publish, duplicates=duplicates
    )
    receive_files(batch, files)
    read_batch(batch)
    return batch


def read_batch(batch: Batch, *, until: float | None = None, ahead: CleaningAhead | None = None) -> bool:
    """Read the files that wait and return whether none is left; ``until`` (``time.monotonic``) ends it early.

    ``ahead`` cleans the next files meanwhile.
    It may be cut short anywhere, and several may read at once: a file's article and its outcome are written in
    one transaction, by who comes first.
    """
    published: list[int] = []
    recall = cache(recall_memory)
    for number, item in enumerate(iter(lambda: _next_waiting(batch), None), 1):
        if number % _RECALLED_FOR == 0:
            recall.cache_clear()
        article = _read_item(item, batch, recall, ahead)
        if article is not None and batch.publish:
            published.append(article.pk)
        if len(published) >= LINKED_AT_ONCE:
            # Where there is a process that indexes, nothing is waited for.
            follow_up(published, wait=0.0 if ahead is not None else PATIENCE)
            published.clear()
        if until is not None and time.monotonic() >= until:
            break
    follow_up(published)
    is_done = not batch.items.filter(outcome=Outcome.WAITING).exists()
    if is_done:
        Batch.objects.filter(pk=batch.pk, state=State.READING).update(state=State.DONE)
    batch.refresh_from_db()
    return is_done


def _next_waiting(batch: Batch) -> BatchItem | None:
    if not Batch.objects.filter(pk=batch.pk, state=State.READING).exists():
        return None
    return batch.items.filter(outcome=Outcome.WAITING).order_by("pk").first()


def _read_item(item: BatchItem, batch: Batch, recall: Recall, ahead: CleaningAhead | None) -> Article | None:
    # Before it is counted as begun: what was begun before is not cleaned ahead.
    ready = ahead.take(item, batch) if ahead is not None else None
    BatchItem.objects.filter(pk=item.pk).update(attempts=item.attempts + 1)
    waiting = WaitingFile.objects.filter(pk=item.pk).first()
    if waiting is None:
        return None  # another reader was faster
    checked = _check_safely(_file_of(item, waiting), item.attempts, batch, recall, ready=ready)
    outcome = checked.outcome(batch.duplicates)
    with transaction.atomic():
        if not BatchItem.objects.filter(pk=item.pk, outcome=Outcome.WAITING).exists():
            return None
        if outcome not in (Outcome.REFUSED, Outcome.SKIPPED):
            checked = _without_late_twin(checked)
            outcome = checked.outcome(batch.duplicates)
        article = _store(checked, outcome, batch, batch.duplicates, by=batch.by)
        _settle(item, checked, outcome, article)
        if article is not None and batch.publish:
            mark_published([article.pk])
    return article


def _file_of(item: BatchItem, waiting: WaitingFile) -> SubmittedFile:
    return SubmittedFile(item.filename, bytes(waiting.content), address=waiting.address)


def _check_safely(
    file: SubmittedFile,
    attempts: int,
    batch: Batch,
    recall: Recall,
    *,
    is_chosen: bool = False,
    ready: Checked | None = None,
) -> Checked:
    """Check a file; one that breaks the reading is refused like any other, and stops no other.

    ``ready`` is the file as it was cleaned ahead.
    """
    if attempts >= _MOST_ATTEMPTS:
        return Checked(
            file,
            f"reading it ended the program {attempts} times; save the report as plain text and send that",
        )
    try:
        if ready is not None:
            return with_same_text(replace(ready, file=file), batch.outlet)
        return check_file(file, batch.outlet, recall, is_chosen=is_chosen)
    except Exception as error:
        logger.exception("%s could not be read", file.name)
        return Checked(
            file,
            f"it could not be read ({type(error).__name__}: {error}); save the report as plain text, send that, "
            "and tell whoever runs this archive",
        )


def _without_late_twin(checked: Checked) -> Checked:
    """Return the file as a repeated one where another submission stored it since it was checked."""
    twin = find_same_file(checked.file.content)
    return Checked(checked.file, twin=twin) if twin else checked


def _store(
    checked: Checked, outcome: Outcome, batch: Batch, duplicates: str, *, by: AbstractBaseUser | None
) -> Article | None:
    if outcome not in (Outcome.STORED, Outcome.FLAGGED):
        return None
    twin = checked.twin
    if twin is not None and duplicates == Duplicates.REPLACE and twin.likeness != Likeness.WIRE:
        replace_article(twin.article, checked, batch, by=by)
        return twin.article
    return store_article(checked, batch)


def _settle(item: BatchItem, checked: Checked, outcome: Outcome, article: Article | None) -> None:
    item.outcome, item.reason, item.article = outcome, checked.said, article
    item.read_at = timezone.now()
    if checked.twin is not None:
        item.twin, item.likeness = checked.twin.article, checked.twin.likeness
    item.save(update_fields=["outcome", "reason", "article", "read_at", "twin", "likeness"])
    if outcome != Outcome.DUPLICATE:
        WaitingFile.objects.filter(pk=item.pk).delete()
    if outcome == Outcome.REFUSED:
        logger.info("%s: refused: %s", item.filename, item.reason)


def stop_batch(batch: Batch) -> None:
    """Leave the files that still wait unread until ``resume_batch``."""
    Batch.objects.filter(pk=batch.pk, state=State.READING).update(state=State.STOPPED)
    batch.refresh_from_db()


def resume_batch(batch: Batch) -> None:
    """Let the files that wait be read on."""
    Batch.objects.filter(pk=batch.pk, state=State.STOPPED).update(state=State.READING)
    batch.refresh_from_db()


def choose(items: Iterable[BatchItem], choice: str, *, by: AbstractBaseUser | None) -> int:
    """Do what an editor chose for files that repeat an article (``models.Duplicates``, without asking again).

    Returns the number of files it was done for; those chosen for before are passed over.
    """
    return sum(_choose(item, choice, by) for item in items if item.outcome == Outcome.DUPLICATE)


def read_waiting(item: BatchItem) -> Checked:
    """Read a file that waits for an editor's choice, to be shown."""
    return _check_safely(_file_of(item, item.waiting_file), 0, item.batch, recall_memory, is_chosen=True)


def _choose(item: BatchItem, choice: str, by: AbstractBaseUser | None) -> bool:
    waiting = WaitingFile.objects.filter(pk=item.pk).first()
    if waiting is None:
        return False
    batch = item.batch
    checked = Checked(_file_of(item, waiting))
    if choice != Duplicates.SKIP:
        checked = _check_safely(checked.file, 0, batch, recall_memory, is_chosen=True)
    with transaction.atomic():
        current = BatchItem.objects.select_related("twin__original").get(pk=item.pk)
        if current.outcome != Outcome.DUPLICATE:
            return False
        _do_choice(current, checked, choice, by)
    return True


def _do_choice(item: BatchItem, checked: Checked, choice: str, by: AbstractBaseUser | None) -> None:
    twin = item.twin
    if choice == Duplicates.SKIP:
        _settle(item, Checked(checked.file, f"skipped by an editor: {item.reason}"), Outcome.SKIPPED, None)
    elif checked.report is None:
        _settle(item, checked, Outcome.REFUSED, None)
    elif choice == Duplicates.REPLACE and twin is not None and twin.status != Status.WITHDRAWN:
        replace_article(twin, checked, item.batch, by=by)
        _settle(
            item, Checked(checked.file, "the new version of the article it repeats"), Outcome.STORED, twin
        )
    else:
        _settle(item, checked, checked.outcome(Duplicates.KEEP), store_article(checked, item.batch))


def publish_sure(batch: Batch, *, by: AbstractBaseUser | None, at_once: bool = True) -> int:
    """Publish the drafts of a submission about which nothing is doubtful; return their number."""
    sure = batch.articles.filter(status=Status.DRAFT, batch_items__outcome=Outcome.STORED)
    return publish_articles(sure, by=by, at_once=at_once)
