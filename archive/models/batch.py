"""What one person submitted at one time, and the queue that keeps the index in step."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from archive.models.article import Article


class Batch(models.Model):
    """One submission; can be undone whole."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="batches"
    )
    submitted_at = models.DateTimeField(auto_now_add=True)

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

    STORED = "stored", "Stored"
    FLAGGED = "flagged", "Stored, to be looked at"
    REFUSED = "refused", "Refused"


class BatchItem(models.Model):
    """One submitted file and its outcome."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    filename = models.CharField(max_length=500)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.TextField(null=True, blank=True)
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="batch_items")

    class Meta:
        ordering = ["batch_id", "pk"]

    def __str__(self) -> str:
        return f"{self.filename}: {self.outcome}"


# An article that failed to be indexed this often is parked, its error where administrators see it.
MAX_ATTEMPTS = 5


class IndexJobQuerySet(models.QuerySet["IndexJob"]):
    """Selections that read as phrases."""

    def due(self) -> Self:
        """Keep what is to be done now."""
        return self.filter(attempts__lt=MAX_ATTEMPTS, due_at__lte=timezone.now())

    def parked(self) -> Self:
        """Keep what failed too often and waits for somebody to look at it."""
        return self.filter(attempts__gte=MAX_ATTEMPTS)


class IndexJob(models.Model):
    """An article whose index entry is behind; written in the transaction that changed the article.

    The key is a plain number, not a foreign key: the job must outlive an article that was deleted.
    """

    article_key = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
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
