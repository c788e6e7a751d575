"""Places and aircraft types, and their names as printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``within`` are the ids of the places that contain it, nearest first.

    Ids name their source: ``country:SY``, ``geonames:170063``, ``overlay:khmeimim-air-base``, ``world:…``.
    """

    id: str
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A type in the catalogue. ``kind`` is helicopter, fixed-wing, UAV or balloon; ``family`` joins relatives."""

    id: str
    name: str
    family: str
    kind: str
    manufacturer: str | None = None
    country: str | None = None
    role: str | None = None


class Role(StrEnum):
    """What a place is to the report that names it."""

    HAPPENED = "happened"
    DATELINE = "dateline"
    MENTIONED = "mentioned"
    DEMONYM = "demonym"  # "Syrian" points at Syria, but is not the place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as printed, resolved."""

    start: int
    end: int
    surface: str
    place: Place
    role: Role
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AircraftMention:
    """An aircraft type's name as printed, resolved."""

    start: int
    end: int
    surface: str
    type: AircraftType
    confidence: float
    reasons: tuple[str, ...] = ()
