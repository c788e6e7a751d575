"""Names in reports: places and aircraft types, found, resolved and explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.gazetteer.additions import (
    AddedSpelling,
    Additions,
    add_to_aircraft,
    add_to_places,
    is_place_id,
)
from archive.gazetteer.aircraft import AircraftCatalogue, UnknownTypeError
from archive.gazetteer.aircraft_mentions import find_aircraft
from archive.gazetteer.folding import fold
from archive.gazetteer.loading import load_aircraft, load_places
from archive.gazetteer.places import PlaceGazetteer, UnknownPlaceError
from archive.gazetteer.tables import BadTableError
from archive.gazetteer.toponyms import find_toponyms
from archive.gazetteer.unknown_designators import UnknownDesignator, find_unknown_designators

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AddedSpelling",
    "Additions",
    "AircraftCatalogue",
    "BadTableError",
    "PlaceGazetteer",
    "UnknownDesignator",
    "UnknownPlaceError",
    "UnknownTypeError",
    "add_to_aircraft",
    "add_to_places",
    "find_aircraft",
    "find_designators",
    "find_toponyms",
    "find_unknown_designators",
    "fold",
    "is_place_id",
    "load_aircraft",
    "load_places",
    "places_within",
]


def places_within(place_ids: Iterable[str], km: float) -> tuple[str, ...]:
    """Return the ids of the places within ``km`` of any of ``place_ids``, these first, then the nearest.

    See ``PlaceGazetteer.find_within``.
    """
    return tuple(load_places().find_within(place_ids, km))


def find_designators(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, key) of the designators in ``text``, ordered, none overlapping: Mi-8 gives "mi8".

    All written forms of one designator give one key, so that search can index and look it up as one word.
    """
    return load_aircraft().find_designators(text)
