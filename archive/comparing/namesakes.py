"""One place name in reports of one event is one place, whatever each report was read to mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from archive.comparing.reading import Reading
from archive.records import Place


def with_one_place_each(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings with every name read as a place of the country that most, and most surely, mean by it."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    places: dict[str, Place] = {}
    for reading in readings:
        meant = {(toponym.surface.lower(), toponym.place.id): toponym for toponym in reading.toponyms}
        for (name, key), toponym in meant.items():
            votes[name][key] += 1 + toponym.confidence
            places[key] = toponym.place
    best = {
        name: max(sorted(held), key=lambda key: held[key]) for name, held in votes.items() if len(held) > 1
    }
    return tuple(_reread(reading, best, places) for reading in readings) if best else tuple(readings)


def _reread(reading: Reading, best: dict[str, str], places: dict[str, Place]) -> Reading:
    toponyms = tuple(
        replace(toponym, place=places[key])
        if (key := best.get(toponym.surface.lower())) and _country(places[key]) != _country(toponym.place)
        else toponym
        for toponym in reading.toponyms
    )
    return replace(reading, toponyms=toponyms)


def _country(place: Place) -> str:
    """Return the country of a place: a town and the province called after it are read as they stand."""
    return next((outer for outer in (place.id, *place.within) if outer.startswith("country:")), "")
