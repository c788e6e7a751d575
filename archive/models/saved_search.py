"""Searches that a reader keeps, to be told what is new in them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class Digest(models.TextChoices):
    """How often a reader wants a letter about a search."""

    NEVER = "never", "No letters"
    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Selections that read as phrases."""

    def of(self, owner: models.Model) -> Self:
        """Keep one reader's."""
        return self.filter(owner=owner)


class SavedSearch(models.Model):
    """One search of one reader. ``query`` is what follows the question mark in its address."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=200)
    query = models.CharField(max_length=3000)
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.NEVER)
    # What came in after these is new to the reader, and to the next letter.
    looked_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    # What the reader read in when the letters were asked for.
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["owner", "query"], name="one_search_a_reader")]

    def __str__(self) -> str:
        return self.name
