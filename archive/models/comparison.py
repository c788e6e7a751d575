"""Comparisons as they were worked out, kept so that a page need not work them out again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from archive.models.article import Article
from archive.models.event import Event


class StoredComparison(models.Model):
    """One comparison. ``key`` says what was compared, word for word, and by which rules: it can never be out of date.

    ``event`` and ``fingerprint`` are set where these were all the reports of an event; see ``comparisons.refreshing``.
    """

    key = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    event = models.OneToOneField(Event, null=True, on_delete=models.SET_NULL, related_name="comparison")
    fingerprint = models.CharField(max_length=64, null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"comparison {self.key[:12]}"


class StoredPair(models.Model):
    """The text that two reports share: it is theirs alone, whatever other reports stand beside them."""

    one = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    # What was compared, as ``StoredComparison.key``.
    key = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_shared_text_a_pair")]

    def __str__(self) -> str:
        return f"shared text of {self.one_id} and {self.other_id}"


class RowCorrection(models.Model):
    """What an editor did to a row of an event's comparison: who, when, to what; can be undone.

    ``row`` is the row as it was seen, ``details`` what is to be instead; see ``comparing.corrections``. It belongs to
    the ``articles`` whose answers it is about: events are joined, parted and formed anew. ``event``: where it was made.
    """

    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="row_corrections")
    articles = models.ManyToManyField(Article, related_name="row_corrections")
    act = models.CharField(max_length=10)
    row = models.JSONField()
    details = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.act}: {self.row.get('question', '')}"
