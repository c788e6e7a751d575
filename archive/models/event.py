"""Events, the links that make them, and what editors changed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from archive.models.article import Article, Status


class EventQuerySet(models.QuerySet["Event"]):
    """Selections that read as phrases."""

    def standing(self) -> Self:
        """Keep events of two or more published reports; others are gone for readers, kept to be revived."""
        return self.annotate(
            standing_reports=models.Count("articles", filter=models.Q(articles__status=Status.PUBLISHED))
        ).filter(standing_reports__gte=2)


class Event(models.Model):
    """What happened in the world; groups the articles that report it (two or more).

    A row without articles is an event that an editor's change dissolved: undoing the change revives it.
    """

    # Given by an editor; without one the event goes by its earliest report's headline.
    name = models.CharField(max_length=300, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Whether its reports give different figures, by their last comparison.
    figures_differ = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the event's own page, the reports side by side."""
        return reverse("event", args=[self.pk])

    @property
    def title(self) -> str:
        """The name an editor gave, or the first headline among its reports."""
        if self.name:
            return self.name
        articles = self.articles.published().oldest_first()
        headline = articles.exclude(headline=None).values_list("headline", flat=True).first()
        if headline:
            return headline
        first = articles.first()
        return first.title if first else f"Event {self.pk}"


class Link(models.Model):
    """Two articles that may tell the same event: how surely, and why. ``first`` has the lower key.

    ``copied`` is the part of the shorter text that the other repeats; ``follows`` says that the later report
    takes up, on a later day, what the earlier one told.
    """

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links_to_later")
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links_to_earlier")
    probability = models.FloatField()
    copied = models.FloatField(default=0.0)
    follows = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_link_a_pair"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="lower_key_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}-{self.second_id}: {self.probability:.2f}"


class EventChange(models.Model):
    """What an editor did to one article's place: who, when, from where to where; can be undone."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="event_changes")
    before = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="+")
    after = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="+")
    was_settled = models.BooleanField()
    # The report that a split or a move left alone in the event before, which thereby dissolved.
    left_alone = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="+")
    left_alone_was_settled = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"article {self.article_id}: event {self.before_id} -> {self.after_id}"


class EventNaming(models.Model):
    """A name an editor gave an event, or took from it: who, when, what it was before; can be undone."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="namings")
    before = models.CharField(max_length=300, null=True)
    after = models.CharField(max_length=300, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"event {self.event_id}: {self.before} -> {self.after}"
