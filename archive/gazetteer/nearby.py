"""Which places lie within so many kilometres of others."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.gazetteer.lines import SortedLines
    from archive.records import Place

# Kilometres of one degree of latitude, on the sphere that ``km_between`` measures on.
_KM_A_DEGREE = 6371.0 * math.pi / 180
# Kinds whose point says little: near the middle of Turkey is not near Turkey.
AREA_KINDS = frozenset(
    {
        *("country", "continent", "governorate", "admin1", "admin2", "region"),
        *("sea", "island", "river", "mountains", "canal", "strait", "road", "lake"),
    }
)
# Wider than this every place of a continent is near; the search would list half the gazetteer.
MOST_KM = 1000.0


@dataclass(slots=True)
class _Row:
    """The towns of one degree of latitude: points, and where their lines begin in the towns' file."""

    lats: array[float] = field(default_factory=lambda: array("f"))
    lons: array[float] = field(default_factory=lambda: array("f"))
    offsets: array[int] = field(default_factory=lambda: array("I"))


class Points:
    """The points of all places but areas, row by row; read once (0.2 s, 3 MB) when first asked for."""

    def __init__(self, towns: SortedLines, kept: Iterable[Place]) -> None:
        self._towns = towns
        self._kept = [place for place in kept if place.kind not in AREA_KINDS]
        self._rows: dict[int, _Row] = {}
        for offset, line in towns.each():
            fields = line.split("\t")
            if fields[2] in AREA_KINDS:
                continue
            lat = float(fields[5])
            row = self._rows.setdefault(math.floor(lat), _Row())
            row.lats.append(lat)
            row.lons.append(float(fields[6]))
            row.offsets.append(offset)

    def near(self, lat: float, lon: float, km: float) -> Iterator[tuple[float, str]]:
        """Yield (kilometres, id) of the places within ``km`` (1,000 at most) of a point, in no order."""
        km = min(km, MOST_KM)
        reach = km / _KM_A_DEGREE
        for place in self._kept:
            if abs(place.lat - lat) <= reach and (away := km_between(lat, lon, place.lat, place.lon)) <= km:
                yield away, place.id
        for number in range(math.floor(lat - reach), math.floor(lat + reach) + 1):
            row = self._rows.get(number)
            if row is None:
                continue
            for at, its_lat in enumerate(row.lats):
                if abs(its_lat - lat) > reach:
                    continue
                away = km_between(lat, lon, its_lat, row.lons[at])
                if away <= km:
                    yield away, self._towns.key_at(row.offsets[at])


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points (degrees) along the earth, a sphere of 6,371 km."""
    lat1, lat2 = math.radians(lat), math.radians(other_lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
