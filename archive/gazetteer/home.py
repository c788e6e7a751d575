"""Where a text plays: the countries, regions and points that it names beyond doubt."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from archive.gazetteer.places import BASE_KINDS, CITY_KINDS, REGION_KINDS, distance_km

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.records import Place

# Names of countries or their people from which a text's home is known, and the population of a town that any
# text may name. Swept on the development articles.
_HOME_KNOWN = 3


_KNOWN_THE_WORLD_OVER = 100_000
# The same for another spelling, which another place may have for its own name.
_KNOWN_BY_ANY_NAME = 1_000_000


# Kilometres within which another place of the text counts as near, and how many of its places are looked at.
NEARBY_KM = 150.0
_POINTS_READ = 20


class Home:
    """Where a text plays: its countries with weights, its regions, its certain points."""

    def __init__(self, reading: Reading) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.points: dict[str, Place] = {}
        self._near: dict[str, bool] = {}
        for sighting in reading.sightings:
            if sighting.demonym is not None:
                self._count(sighting.demonym)
            elif (place := _only_meaning(sighting)) is not None:
                self._count(place)
        self._total = self.countries.total()

    def _count(self, place: Place) -> None:
        if place.country is not None:
            self.countries[place.country] += 1
        if place.kind in REGION_KINDS:
            self.regions[place.id] += 1
        for place_id in place.within:
            self.regions[place_id] += 1
        if place.kind in CITY_KINDS | BASE_KINDS | {"neighbourhood", "governorate"}:
            self.points[place.id] = place

    def is_near(self, place: Place) -> bool:
        """Say whether another certain place of the text lies near ``place``."""
        near = self._near.get(place.id)
        if near is None:
            points = itertools.islice(self.points.values(), _POINTS_READ)
            near = any(0.0 < distance_km(place, point) < NEARBY_KM for point in points)
            self._near[place.id] = near
        return near

    def share(self, country: str | None) -> float:
        """Return the part (0.0 to 1.0) of the text's places that lie in ``country``."""
        return self.countries[country] / self._total if country and self._total else 0.0

    def is_elsewhere(self, use: NameUse) -> bool:
        """Say whether the text plays in other countries and the town is not known the world over."""
        if (
            use.entry.curated
            or self._total < _HOME_KNOWN
            or use.entry.population >= (_KNOWN_THE_WORLD_OVER if use.is_main else _KNOWN_BY_ANY_NAME)
        ):
            return False
        return self.countries[use.entry.place.country or ""] == 0


def _only_meaning(sighting: Sighting) -> Place | None:
    """Return what a name means when it hardly means anything else: curated places and great cities."""
    strong = [use for use in sighting.uses if use.entry.curated and not use.is_weak and not use.bare_region]
    countries = {use.entry.place.country for use in sighting.uses if use.entry.place.kind == "admin1"}
    if strong and countries <= {strong[0].entry.place.country}:
        return strong[0].entry.place
    if strong:
        return None
    for use in sighting.uses:
        if use.is_main and use.entry.population >= 500_000:
            return use.entry.place
    return None
