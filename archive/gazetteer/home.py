"""Where a text plays: the countries, regions and points that it names beyond doubt."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from archive.gazetteer.places import BASE_KINDS, CITY_KINDS, REGION_KINDS, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.records import Place

# Names of countries or their people from which a text's home is known, and the population of a town that any
# text may name. Swept on the development articles.
_HOME_KNOWN = 3


_KNOWN_THE_WORLD_OVER = 100_000
# A city that is meant wherever it is named, and how many times as many people as its namesakes abroad a lesser
# one must have. Swept on the development articles.
_GREAT_CITY = 500_000
_TIMES_OTHERS = 20
# The same for another spelling, which another place may have for its own name.
_KNOWN_BY_ANY_NAME = 1_000_000


# Kilometres within which another place of the text counts as near, and how many of its places are looked at.
NEARBY_KM = 150.0
_POINTS_READ = 20
# Neighbours beyond this many tell no more.
MOST_NEAR = 3


_POINT_KINDS = CITY_KINDS | BASE_KINDS | {"neighbourhood", "governorate"}


class Home:
    """Where a text plays: its countries with weights, its regions, its certain points."""

    def __init__(self, meant: Iterable[tuple[str, Place]]) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.points: dict[str, Place] = {}
        self._meant: dict[str, list[Place]] = {}
        self._add(meant)

    def _add(self, meant: Iterable[tuple[str, Place]]) -> None:
        for key, place in meant:
            self._meant.setdefault(key, []).append(place)
            self._count(place, 1)
            if place.kind in _POINT_KINDS:
                self.points[place.id] = place
        self._settle()

    def _count(self, place: Place, times: int) -> None:
        if place.country is not None:
            self.countries[place.country] += times
        if place.kind in REGION_KINDS:
            self.regions[place.id] += times
        for place_id in place.within:
            self.regions[place_id] += times

    def _settle(self) -> None:
        self._total = self.countries.total()
        self._near: dict[str, int] = {}
        self._without: dict[str, Home] = {}

    def _copy(self) -> Home:
        other = Home(())
        other.countries, other.regions = self.countries.copy(), self.regions.copy()
        other.points, other._meant = self.points.copy(), self._meant.copy()
        return other

    @property
    def keys(self) -> AbstractSet[str]:
        """The names that bear witness."""
        return self._meant.keys()

    def without(self, key: str) -> Home:
        """Return what the text's other names say: no name bears witness for itself."""
        if key not in self._meant:
            return self
        if key not in self._without:
            other = self._copy()
            for place in other._meant.pop(key):
                other._count(place, -1)
                other.points.pop(place.id, None)
            other._settle()
            self._without[key] = other
        return self._without[key]

    def with_found(self, found: Iterable[tuple[str, Place]]) -> Home:
        """Return the home that also knows what names of the text, by their keys, were found to mean."""
        other = self._copy()
        other._add([(key, place) for key, place in found if key not in self._meant])
        return other

    def count_near(self, place: Place) -> int:
        """Return how many other certain places of the text lie near ``place``, up to ``MOST_NEAR``."""
        near = self._near.get(place.id)
        if near is None:
            points = itertools.islice(self.points.values(), _POINTS_READ)
            near = sum(0.0 < distance_km(place, point) < NEARBY_KM for point in points)
            self._near[place.id] = near
        return min(near, MOST_NEAR)

    def region_share(self, place: Place) -> float:
        """Return the part (0.0 to 1.0) of the text's places that lie in a region of ``place``, or in it."""
        regions = (place.id, *(holder for holder in place.within if not holder.startswith("country:")))
        counts = (self.regions[region] for region in regions)
        return min(1.0, max(counts, default=0) / self._total) if self._total else 0.0

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


def read_home(reading: Reading) -> Home:
    """Return where the text plays, by the names that hardly mean anything else."""
    meant = (
        (sighting.key, sighting.demonym or _only_meaning(reading, sighting)) for sighting in reading.sightings
    )
    return Home((key, place) for key, place in meant if place is not None)


def _only_meaning(reading: Reading, sighting: Sighting) -> Place | None:
    """Return what a name means when it hardly means anything else: curated places and great cities."""
    strong = [use for use in sighting.uses if use.entry.curated and not use.is_weak and not use.bare_region]
    countries = {use.entry.place.country for use in sighting.uses if use.entry.place.kind == "admin1"}
    if strong and countries <= {strong[0].entry.place.country}:
        return strong[0].entry.place
    if strong:
        return None
    for use in sighting.uses:
        if use.is_main and use.entry.population >= _GREAT_CITY:
            return use.entry.place
    return _lone_city(reading, sighting)


def _lone_city(reading: Reading, sighting: Sighting) -> Place | None:
    """Return the city that a name means where no other country has a town of it worth naming."""
    if not sighting.uses or sighting.key in reading.first_names | reading.common_words:
        return None
    first = max(sighting.uses, key=lambda use: use.entry.population)
    place, people = first.entry.place, first.entry.population
    if not first.is_main or place.kind not in CITY_KINDS or people < _KNOWN_THE_WORLD_OVER:
        return None
    others = (use.entry.population for use in sighting.uses if use.entry.place.country != place.country)
    return place if max(others, default=0) * _TIMES_OTHERS < people else None
