"""What one person submitted at one time, the files that wait, and the queue that keeps the index in step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from archive.models.article import Article


class State(models.TextChoices):
    """Whether files of a submission are still to be read."""

    READING = "reading", "Being read"
    STOPPED = "stopped", "Stopped"
    DONE = "done", "Read"


class Duplicates(models.TextChoices):
    """What becomes of a file that repeats an article."""

    ASK = "ask", "Ask me, file by file"
    KEEP = "keep", "Keep both"
    REPLACE = "replace", "Replace the stored one: a new version"
    SKIP = "skip", "Skip the file"


class Batch(models.Model):
    """One submission; can be undone whole."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="batches"
    )
    submitted_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE, db_index=True)
    # What was said of the files when they were sent; it holds for those still to be read.
    outlet = models.CharField(max_length=200, null=True)
    published_on = models.DateField(null=True)
    publish = models.BooleanField(default=False)
    duplicates = models.CharField(max_length=8, choices=Duplicates.choices, default=Duplicates.KEEP)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"Batch {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page that lists what became of each file."""
        return reverse("batch", args=[self.pk])


class Outcome(models.TextChoices):
    """What became of a submitted file."""

    WAITING = "waiting", "Waits to be read"
    STORED = "stored", "Stored"
    FLAGGED = "flagged", "Stored, to be looked at"
    DUPLICATE = "duplicate", "Repeats an article: choose"
    SKIPPED = "skipped", "Skipped"
    REFUSED = "refused", "Refused"


class Likeness(models.TextChoices):
    """How a file repeats an article of the archive."""

    BYTES = "bytes", "the same file"
    TEXT = "text", "the same text"
    UPDATE = "update", "nearly the same text of the same outlet: an updated version, or an older one"
    WIRE = "wire", "wire copy: another outlet ran the text"


class BatchItem(models.Model):
    """One submitted file and its outcome."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    filename = models.CharField(max_length=500)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(null=True, blank=True)
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="batch_items")
    read_at = models.DateTimeField(null=True)
    # A file that ends the program that reads it must not do so for ever.
    attempts = models.PositiveSmallIntegerField(default=0)
    twin = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="+")
    likeness = models.CharField(max_length=8, choices=Likeness.choices, null=True)

    class Meta:
        ordering = ["batch_id", "pk"]
        indexes = [models.Index(fields=["batch", "outcome"])]

    def __str__(self) -> str:
        return f"{self.filename}: {self.outcome}"


# An article that failed to be indexed this often is parked, its error where administrators see it.
MAX_ATTEMPTS = 5


class IndexJobQuerySet(models.QuerySet["IndexJob"]):
    """Selections that read as phrases."""

    def due(self, *, early: bool = False) -> Self:
        """Keep what is to be done now; ``early`` also what was never tried and is put off (``jobs_put_off``)."""
        is_due = models.Q(due_at__lte=timezone.now())
        return self.filter(is_due | models.Q(attempts=0) if early else is_due, attempts__lt=MAX_ATTEMPTS)

    def articles(self) -> models.QuerySet[IndexJob, int]:
        """Return the keys of the articles that jobs are for, each once, the one that waits longest first."""
        first = self.values("article_key").annotate(first=models.Min("pk")).order_by("first")
        return first.values_list("article_key", flat=True)

    def parked(self) -> Self:
        """Keep what failed too often and waits for somebody to look at it."""
        return self.filter(attempts__gte=MAX_ATTEMPTS)


class WaitingFile(models.Model):
    """The bytes of a file that waits to be read, or for an editor's choice; deleted when it has its outcome."""

    item = models.OneToOneField(
        BatchItem, primary_key=True, on_delete=models.CASCADE, related_name="waiting_file"
    )
    content = models.BinaryField()
    # Of a page out of an archive of pages: where it was fetched.
    address = models.TextField(null=True)

    def __str__(self) -> str:
        return f"bytes of file {self.item_id}"


class Fingerprint(models.Model):
    """One of the numbers that nearly equal texts share (``desk.likeness.sketch_text``)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="fingerprints")
    value = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value} of article {self.article_id}"


_put_off_by: ContextVar[dt.timedelta] = ContextVar("_put_off_by", default=dt.timedelta())


@contextmanager
def jobs_put_off(by: dt.timedelta) -> Iterator[None]:
    """Let the jobs made in this block be due later: whoever makes them has them done in a better way until then."""
    token = _put_off_by.set(by)
    try:
        yield
    finally:
        _put_off_by.reset(token)


def when_due() -> dt.datetime:
    """Return when a job made now is due."""
    return timezone.now() + _put_off_by.get()


class IndexJob(models.Model):
    """An article whose index entry is behind; written in the transaction that changed the article.

    The key is a plain number, not a foreign key: the job must outlive an article that was deleted.
    """

    article_key = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=when_due)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(null=True, blank=True)

    objects = IndexJobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"index article {self.article_key}"

    @property
    def is_parked(self) -> bool:
        """Whether it failed too often and waits for somebody to look at it."""
        return self.attempts >= MAX_ATTEMPTS
