"""Names in reports: places and aircraft types, found, resolved and explained."""

from archive.gazetteer.aircraft import AircraftCatalogue, UnknownTypeError
from archive.gazetteer.aircraft_mentions import find_aircraft
from archive.gazetteer.folding import fold
from archive.gazetteer.loading import load_aircraft, load_places
from archive.gazetteer.places import PlaceGazetteer, UnknownPlaceError
from archive.gazetteer.tables import BadTableError
from archive.gazetteer.toponyms import find_toponyms
from archive.gazetteer.unknown_designators import UnknownDesignator, find_unknown_designators

__all__ = [
    "AircraftCatalogue",
    "BadTableError",
    "PlaceGazetteer",
    "UnknownDesignator",
    "UnknownPlaceError",
    "UnknownTypeError",
    "find_aircraft",
    "find_designators",
    "find_toponyms",
    "find_unknown_designators",
    "fold",
    "load_aircraft",
    "load_places",
]


def find_designators(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, key) of the designators in ``text``, ordered, none overlapping: Mi-8 gives "mi8".

    All written forms of one designator give one key, so that search can index and look it up as one word.
    """
    return load_aircraft().find_designators(text)
