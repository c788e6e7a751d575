"""Who says that a spelling is a name of a place: which list holds it, or which rule makes it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.gazetteer.folding import name_key
from archive.gazetteer.loading import DATA
from archive.gazetteer.tables import read_table

if TYPE_CHECKING:
    from archive.gazetteer.places import PlaceGazetteer


class Source(StrEnum):
    """A list of ``data/SOURCES.md``, or the rules of ``transcription.py``."""

    COUNTRIES = "countries"
    WORLD = "world"
    CONFLICT = "conflict"
    OFFICIAL = "official"
    TOWNS = "towns"
    AIRPORTS = "airports"
    DISTRICTS = "districts"
    REGIONS = "regions"
    RULE = "rule"
    AIRCRAFT = "aircraft"


# By what stands before the colon of a place's id, for names that a curated list prints and for all others.
_CURATED = {"country": Source.COUNTRIES, "world": Source.WORLD}
_KEPT = {"airport": Source.AIRPORTS, "county": Source.DISTRICTS, "region": Source.REGIONS}


def source_of_name(place_id: str, text: str, places: PlaceGazetteer) -> Source:
    """Return which list or rule makes ``text`` a name of the place."""
    key, prefix = name_key(text), place_id.partition(":")[0]
    if (key, place_id) in _official_names():
        return Source.OFFICIAL
    use = next((use for use in places.uses(key) if use.entry.place.id == place_id), None)
    if use is None or not use.printed:
        return _KEPT.get(prefix, Source.TOWNS)
    if name_key(use.printed) != key:
        return Source.RULE
    return _CURATED.get(prefix, Source.CONFLICT)


@lru_cache(maxsize=1)
def _official_names() -> frozenset[tuple[str, str]]:
    rows = read_table(DATA / "spellings.csv", ("spelling", "id", "weak", "source"), "spelling")
    return frozenset((name_key(row["spelling"]), row["id"]) for row in rows)
