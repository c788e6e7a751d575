"""Database, index and originals compared: what does not match, and mending it."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from archive.desk import SubmittedFile, catch_up, submit_files
from archive.linking import unlinked_articles
from archive.models import Article, Change, IndexJob, Original
from archive.search.engine import SearchUnavailableError
from archive.search.index import drain_jobs, queue_articles
from archive.search.rebuilding import (
    Differences,
    find_differences,
    heal_index,
    is_in_step,
    is_readable,
)

# With less room than this (bytes) the next imports may not fit.
LITTLE_ROOM = 500_000_000
# Jobs are done within seconds; one that has waited so long has nobody who does it.
LATE = dt.timedelta(minutes=2)
# So many originals are held in memory at a time.
_AT_ONCE = 50
# So many keys are named in a finding.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. ``mend`` puts it right; None where only a person can."""

    what: str
    count: int
    words: str
    cure: str
    mend: Callable[[], object] | None = None


def look_quickly() -> Iterator[Finding]:
    """Yield what is wrong at a glance; a few counts, at any size of the archive.

    Raises ``DatabaseError`` when the database cannot be read.
    """
    yield from _index_at_a_glance()
    yield from _queue()
    free = shutil.disk_usage(settings.ARCHIVE_HOME).free
    if free < LITTLE_ROOM:
        yield Finding("disk", 1, f"{free // 1_000_000} MB are left", "make room before the next import")


def look_closely() -> Iterator[Finding]:
    """Yield what is wrong anywhere, after reading every original and every index entry.

    Nothing is compared with a database that is damaged itself.
    """
    damages = list(_database())
    yield from damages
    if damages:
        return
    yield from _originals()
    unlinked = unlinked_articles().count()
    if unlinked:
        yield Finding("events", unlinked, "published reports never compared", "compare them", catch_up)
    if is_readable():
        yield from _entries(find_differences())
    yield from look_quickly()


def mend(findings: list[Finding]) -> None:
    """Put right what can be."""
    for finding in findings:
        if finding.mend is not None:
            finding.mend()


def _index_at_a_glance() -> Iterator[Finding]:
    try:
        if not is_readable():
            if Article.objects.published().exists():
                yield Finding(
                    "index", 1, "missing, damaged or of another version", "build it anew", heal_index
                )
        elif not is_in_step():
            yield Finding("index", 1, "has too many or too few articles", "put those right", heal_index)
    except (SearchUnavailableError, OSError) as error:
        yield Finding("index", 1, str(error), "look at the folder's permissions and at the disk")


def _queue() -> Iterator[Finding]:
    parked = IndexJob.objects.parked()
    if parked.exists():
        named = _named(list(parked.values_list("article_key", flat=True)))
        yield Finding(
            "queue",
            parked.count(),
            f"articles that could not be indexed: {named}",
            "see their errors at /admin/archive/indexjob/?state=parked",
        )
    late = IndexJob.objects.due().filter(due_at__lt=timezone.now() - LATE)
    if late.exists():
        error = late.exclude(last_error=None).values_list("last_error", flat=True).first()
        words = "articles wait to be indexed" + (f": {error}" if error else "")
        yield Finding("queue", late.count(), words, "run serve or run_worker", drain_jobs)


def _database() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            try:
                cursor.execute("PRAGMA integrity_check(10)")
                faults = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
                cursor.execute("PRAGMA foreign_key_check")
                faults += [f"{row[0]} {row[1]} points at no {row[2]}" for row in cursor.fetchmany(10)]
            except DatabaseError as error:
                faults = [str(error)]
        if faults:
            yield Finding("database", len(faults), "; ".join(faults), "restore the last backup")


def _originals() -> Iterator[Finding]:
    changed = [
        original.pk
        for original in Original.objects.iterator(chunk_size=_AT_ONCE)
        if hashlib.sha256(original.content).hexdigest() != original.sha256
    ]
    if changed:
        words = f"bytes that are not those that came in: {_named(changed)}"
        yield Finding("originals", len(changed), words, "bring them back from a backup")
    in_versions = Change.objects.exclude(original=None).values("original")
    unread = Original.objects.filter(articles=None).exclude(pk__in=in_versions)
    orphans = list(unread.values_list("pk", flat=True))
    if orphans:
        words = f"originals without an article: {_named(orphans)}"
        yield Finding("originals", len(orphans), words, "read them in as drafts", lambda: _adopt(orphans))
    altered = [
        article.pk
        for article in Article.objects.only("body", "body_sha256").iterator(chunk_size=_AT_ONCE)
        if hashlib.sha256(article.body.encode()).hexdigest() != article.body_sha256
    ]
    if altered:
        words = f"texts changed past the desk: {_named(altered)}"
        yield Finding("articles", len(altered), words, "compare them with their originals")


def _adopt(keys: list[int]) -> None:
    for original in Original.objects.filter(pk__in=keys):
        submit_files([SubmittedFile(original.filename, bytes(original.content))], by=None)


def _entries(differences: Differences) -> Iterator[Finding]:
    def bring_in_step() -> None:
        queue_articles(differences.keys)
        drain_jobs()

    for keys, words in (
        (differences.missing, "articles that the index lacks"),
        (differences.stale, "entries that are behind their articles"),
        (differences.orphaned, "entries without a published article"),
    ):
        if keys:
            yield Finding("index", len(keys), f"{words}: {_named(keys)}", "index them again", bring_in_step)


def _named(keys: list[int] | tuple[int, ...]) -> str:
    named = ", ".join(map(str, keys[:_NAMED]))
    return f"{named} …" if len(keys) > _NAMED else named
