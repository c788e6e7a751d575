"""What one person submitted at one time, and the queue that keeps the index in step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

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


class IndexJob(models.Model):
    """An article whose index entry is behind; written in the transaction that changed the article.

    The key is a plain number, not a foreign key: the job must outlive an article that was deleted.
    """

    article_key = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"index article {self.article_key}"
