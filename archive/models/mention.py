"""Places and aircraft types, and where articles name them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Cast

from archive import records
from archive.models.article import Article


class PlaceQuerySet(models.QuerySet["Place"]):
    """Selections that read as phrases."""

    def inside(self, place_id: str) -> Self:
        """Keep what lies inside a place, the place itself left out."""
        # SQLite cannot look into JSON lists by Django's lookups; an id between quotation marks stands for itself.
        as_text = Cast("within", models.TextField())
        return self.annotate(within_text=as_text).filter(within_text__contains=f'"{place_id}"')


class Place(models.Model):
    """A gazetteer entry that some article names. ``within`` are the ids of what contains it, nearest first."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=2, null=True, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    within = models.JSONField(default=list)

    objects = PlaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    def to_record(self) -> records.Place:
        """Return the entry as the pure rooms take it."""
        return records.Place(
            self.id, self.name, self.kind, self.country, self.lat, self.lon, tuple(self.within)
        )


class AircraftType(models.Model):
    """A type of the catalogue that some article names."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=200)
    family = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    manufacturer = models.CharField(max_length=200, null=True, blank=True)
    country = models.CharField(max_length=200, null=True, blank=True)
    role = models.CharField(max_length=100, null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def to_record(self) -> records.AircraftType:
        """Return the type as the pure rooms take it."""
        return records.AircraftType(
            self.id, self.name, self.family, self.kind, self.manufacturer, self.country, self.role
        )


class Part(models.TextChoices):
    """Which text of an article a mention's offsets count in."""

    HEADLINE = "headline", "Headline"
    BODY = "body", "Body"


class Mention(models.Model):
    """A span tied to a place or to an aircraft type (one of the two)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.BODY)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=200)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="mentions")
    aircraft_type = models.ForeignKey(
        AircraftType, null=True, on_delete=models.PROTECT, related_name="mentions"
    )
    role = models.CharField(
        max_length=10, null=True, choices=[(role.value, role.value) for role in records.Role]
    )
    confidence = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["article_id", "part", "start"]
        indexes = [
            models.Index(fields=["place", "article"]),
            models.Index(fields=["aircraft_type", "article"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) ^ models.Q(aircraft_type__isnull=True),
                name="place_or_aircraft_type",
            )
        ]

    def __str__(self) -> str:
        return self.surface

    @property
    def is_place_in_body(self) -> bool:
        """Whether it names a place in the body."""
        return self.place_id is not None and self.part == Part.BODY

    @property
    def is_aircraft_in_body(self) -> bool:
        """Whether it names an aircraft type in the body."""
        return self.aircraft_type_id is not None and self.part == Part.BODY

    def to_toponym(self) -> records.Toponym:
        """Return it as the pure rooms take it; only where ``is_place_in_body``."""
        if self.place is None or self.role is None:
            raise ValueError(f"mention {self.pk} names no place: check is_place_in_body first")
        return records.Toponym(
            self.start,
            self.end,
            self.surface,
            self.place.to_record(),
            records.Role(self.role),
            self.confidence,
            tuple(self.reasons),
        )

    def to_aircraft(self) -> records.AircraftMention:
        """Return it as the pure rooms take it; only where ``is_aircraft_in_body``."""
        if self.aircraft_type is None:
            raise ValueError(f"mention {self.pk} names no type: check is_aircraft_in_body first")
        return records.AircraftMention(
            self.start,
            self.end,
            self.surface,
            self.aircraft_type.to_record(),
            self.confidence,
            tuple(self.reasons),
        )
