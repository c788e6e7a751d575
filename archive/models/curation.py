"""What editors add to the gazetteer and decide about names, and the gazetteer with all of it."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.conf import settings
from django.db import models

from archive import records
from archive.gazetteer import (
    AddedSpelling,
    Additions,
    AircraftCatalogue,
    PlaceGazetteer,
    add_to_aircraft,
    add_to_places,
    load_aircraft,
    load_places,
)
from archive.models.article import Article
from archive.models.mention import Part


class ByEditor(models.Model):
    """A row that an editor wrote, and where he had it from."""

    source = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Spelling(ByEditor):
    """A spelling of a place or type put in, or, where it is off, taken out; ``target`` is an id of either."""

    target = models.CharField(max_length=100, db_index=True)
    text = models.CharField(max_length=200)
    # Folded: one row for all written forms that meet.
    key = models.CharField(max_length=200)
    is_on = models.BooleanField(default=True)
    needs_context = models.BooleanField(default=False)

    class Meta:
        ordering = ["target", "text"]
        constraints = [models.UniqueConstraint(fields=["target", "key"], name="one_spelling_a_target")]

    def __str__(self) -> str:
        return self.text


class AddedPlace(ByEditor):
    """A place that the shipped gazetteer lacks. ``within`` are ids of what contains it, nearest first."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    within = models.JSONField(default=list)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AddedType(ByEditor):
    """An aircraft type that the shipped catalogue lacks."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.CharField(max_length=200)
    family = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    manufacturer = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Ruling(ByEditor):
    """An editor's word on what a name means in one article; no ``place_id`` means that it is no place.

    It holds for every mention of the name there, and outlives reading the article anew.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="rulings")
    surface = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    place_id = models.CharField(max_length=100, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="one_ruling_a_name")]

    def __str__(self) -> str:
        return f"{self.surface}: {self.place_id or 'no place'}"


class UnknownDesignator(models.Model):
    """A well-formed designator of an article that no type is known by: a candidate for the catalogue."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="unknown_designators")
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.BODY)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=40)
    key = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.surface


class DismissedDesignator(ByEditor):
    """A designator that an editor said is no aircraft's; it is offered no more."""

    key = models.CharField(max_length=40, unique=True)
    surface = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.surface


class GazetteerVersion(models.Model):
    """One row, renewed by every change, so that each process knows when to build its gazetteer anew."""

    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.stamp)


class RereadJob(models.Model):
    """An article whose names are to be read anew with the gazetteer as it is now; the worker does it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"reread {self.article_id}"


def renew_gazetteer() -> None:
    """Make every process read the editors' additions again (call it in the transaction that changed them)."""
    GazetteerVersion.objects.update_or_create(pk=1, defaults={"stamp": uuid.uuid4()})


def known_places() -> PlaceGazetteer:
    """Return the places known: the shipped ones with what editors changed."""
    stamp = _stamp()
    return load_places() if stamp is None else _built(stamp)[0]


def known_aircraft() -> AircraftCatalogue:
    """Return the aircraft types known: the shipped ones with what editors changed."""
    stamp = _stamp()
    return load_aircraft() if stamp is None else _built(stamp)[1]


def _stamp() -> uuid.UUID | None:
    return GazetteerVersion.objects.filter(pk=1).values_list("stamp", flat=True).first()


@lru_cache(maxsize=1)
def _built(stamp: uuid.UUID) -> tuple[PlaceGazetteer, AircraftCatalogue]:
    additions = Additions(
        tuple(
            records.Place(p.id, p.name, p.kind, p.country or None, p.lat, p.lon, tuple(p.within))
            for p in AddedPlace.objects.all()
        ),
        tuple(
            records.AircraftType(
                t.id, t.name, t.family, t.kind, t.manufacturer or None, t.country or None, t.role or None
            )
            for t in AddedType.objects.all()
        ),
        tuple(AddedSpelling(s.target, s.text, s.is_on, s.needs_context) for s in Spelling.objects.all()),
    )
    return add_to_places(load_places(), additions), add_to_aircraft(load_aircraft(), additions)
