"""The names right beside a name: the place that holds it, and the places it is listed with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.gazetteer.places import CITY_KINDS

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

COMMA = re.compile(r",\s?")
LARGE_TOWN = 100_000


def containing_uses(inner: Sighting, outer: Sighting) -> list[NameUse]:
    """Return the uses of ``inner`` that lie inside a country or region that ``outer`` may name."""
    holders = {use.entry.place.id for use in outer.uses if use.entry.place.kind not in CITY_KINDS}
    return [use for use in inner.uses if holders & set(use.entry.place.within)]


def is_contained_after(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a place that holds the name follows: "Springfield, Illinois", "raided Chibok in Borno"."""
    other = after_comma(reading, sighting) or _after_in(reading, sighting)
    return other is not None and bool(containing_uses(sighting, other))


def after_comma(reading: Reading, sighting: Sighting) -> Sighting | None:
    """Return the sighting that follows after a comma."""
    number = sighting.full_last
    if number >= len(reading.words) or not COMMA.fullmatch(reading.words[number].gap):
        return None
    return reading.sighting_at.get(number)


def _after_in(reading: Reading, sighting: Sighting) -> Sighting | None:
    words, number = reading.words, sighting.full_last
    if number + 1 < len(words) and words[number].key == "in" and words[number].gap == " ":
        other = reading.sighting_at.get(number + 1)
        return other if other is not None and other.full_first == number + 1 else None
    return None


def is_in_list(reading: Reading, sighting: Sighting, places: frozenset[int]) -> bool:
    """Say whether a comma joins the name to another; ``places`` are first words of names known to be places."""
    other = after_comma(reading, sighting)
    if other is not None and is_surely_place(other, places):
        return True
    number = sighting.full_first
    previous = reading.sighting_at.get(number - 1)
    return previous is not None and bool(COMMA.fullmatch(reading.words[number].gap))


def is_joined_by_and(reading: Reading, sighting: Sighting, places: frozenset[int]) -> bool:
    """Say whether "and" or "or" joins the name to a place's; ``places`` as for ``is_in_list``."""
    words, number = reading.words, sighting.full_last
    if number + 1 < len(words) and words[number].key in {"and", "or"} and words[number].gap in {" ", ", "}:
        other = reading.sighting_at.get(number + 1)
        if other is not None and is_surely_place(other, places):
            return True
    number = sighting.full_first
    if number >= 2 and words[number - 1].key in {"and", "or"} and words[number].gap == " ":
        other = reading.sighting_at.get(number - 2)
        return other is not None and is_surely_place(other, places)
    return False


def is_surely_place(sighting: Sighting, places: frozenset[int] = frozenset()) -> bool:
    """Say whether the name was found to be a place's, or is hardly anything else's."""
    return sighting.first in places or any(
        (use.entry.curated and not use.is_weak) or use.entry.population >= LARGE_TOWN for use in sighting.uses
    )
