"""What a reader collects: articles, events, passages and searches, with notes, in an order of their own."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from archive.models.article import Article
from archive.models.event import Event


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Selections that read as phrases."""

    def kept(self) -> Self:
        """Leave out what its owner deleted."""
        return self.filter(removed_at=None)


class Dossier(models.Model):
    """One collection of one reader; private until it is given a ``share_key``, by which others read it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dossiers")
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    share_key = models.CharField(max_length=40, null=True, blank=True, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its owner's page of it."""
        return reverse("dossier", args=[self.pk])


class ItemKind(models.TextChoices):
    """What was collected."""

    ARTICLE = "article", "Article"
    PASSAGE = "passage", "Passage"
    EVENT = "event", "Event"
    SEARCH = "search", "Search"


class DossierItem(models.Model):
    """One thing collected. ``title`` is what it was called when it was; a passage keeps its ``words``.

    ``start`` is where the words stood in the body then; where they stand now is looked up when shown, so that
    a passage outlives a new cleaning of its report.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ItemKind.choices)
    title = models.CharField(max_length=500)
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="collected")
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="collected")
    query = models.CharField(max_length=3000, blank=True)
    words = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    tags = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["dossier_id", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
