"""What stands beside a name, and what the whole text says of it, that tells which place is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.cues import AIR_BASE_WORDS, AREA_PHRASES, BASE_NOUNS, CITY_NOUNS, REGION_NOUNS
from archive.gazetteer.evidence import containing_uses
from archive.gazetteer.places import CITY_KINDS, REGION_KINDS, SEAT_SHARE

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

_COMMA = re.compile(r",\s?")


# Words of a list that is read to its end in search of a plural noun.
_LONGEST_LIST = 16


# Population from which "New York, New York" is a city and its state.
_CITY_IN_LIST = 100_000


_AIR_REACH = 8


@dataclass(frozen=True, slots=True)
class WholeText:
    """What a whole text says of its names.

    ``regions`` are keys paired with a region's noun and never with a city's; ``said`` gives, for a key, the
    ids that lie in a place named right after it somewhere ("Austin, Indiana").
    """

    regions: frozenset[str]
    said: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one mention."""

    noun: str | None
    inside_next: list[NameUse]
    area: bool
    siblings: set[str | None]
    said: frozenset[str]
    seated: set[str]
    countries: set[str | None]
    air: bool
    is_elsewhere: bool


def read_whole(reading: Reading) -> WholeText:
    """Return what the text says of its names as a whole."""
    said: dict[str, frozenset[str]] = {}
    for sighting in reading.sightings:
        inside = _uses_inside_next(reading, sighting)
        if inside and sighting.key not in said:
            said[sighting.key] = frozenset(use.entry.place.id for use in inside)
    return WholeText(region_names(reading), said)


def read_beside(reading: Reading, sighting: Sighting, whole: WholeText) -> Beside:
    """Return what stands beside ``sighting``."""
    inside_next = _uses_inside_next(reading, sighting)
    return Beside(
        noun=noun_beside(reading, sighting),
        inside_next=inside_next,
        area=sighting.key in whole.regions and speaks_of_area(reading, sighting),
        siblings=_sibling_countries(reading, sighting),
        said=whole.said.get(sighting.key, frozenset()),
        seated=_seated_regions(sighting),
        countries={use.entry.place.country for use in sighting.uses if use.entry.place.kind == "country"},
        air=_speaks_of_flying(reading, sighting),
        is_elsewhere=not inside_next and _is_elsewhere(reading, sighting),
    )


def region_names(reading: Reading) -> frozenset[str]:
    """Return the names that the text pairs with a region's noun and never with a city's."""
    bare = {(_bare_key(reading, s), noun_beside(reading, s)) for s in reading.sightings if s.uses}
    return frozenset(key for key, noun in bare if noun == "region" and (key, "city") not in bare)


def _bare_key(reading: Reading, sighting: Sighting) -> str:
    return " ".join(word.key for word in reading.words[sighting.first : sighting.last])


def noun_beside(reading: Reading, sighting: Sighting) -> str | None:
    """Return "region", "city" or "air base" when a noun beside the name says so, else ``None``."""
    words = reading.words
    beside = [word.key for word in words[sighting.last : sighting.full_last]]
    number = sighting.full_last
    while (after := reading.after(number)) is not None and len(beside) < 3:
        if not (after.surface.islower() or after.key in REGION_NOUNS | BASE_NOUNS):
            break
        beside.append(after.key)
        number += 1
    if (kind := _kind_of_noun(beside[:3])) is not None:
        return kind
    if sighting.full_first >= 2 and words[sighting.full_first - 1].key == "of":
        return _kind_of_noun([words[sighting.full_first - 2].key])
    if sighting.full_first >= 1 and words[sighting.full_first - 1].key == "rural":
        return "region"
    return _noun_of_list(reading, sighting)


def _noun_of_list(reading: Reading, sighting: Sighting) -> str | None:
    """Read "Idlib and Hama provinces": a plural noun after the last of several names."""
    number = sighting.last
    words = reading.words
    furthest = number + _LONGEST_LIST
    while (
        number < furthest
        and number + 1 < len(words)
        and (words[number].key == "and" or words[number].gap in {", ", ","})
    ):
        number += words[number].key == "and"
        other = reading.sighting_at.get(number)
        if other is None or other.first != number:
            return None
        number = other.last
        after = reading.after(number)
        if after is not None and after.key in {"provinces", "governorates", "regions", "counties", "states"}:
            return "region"
    return None


def _kind_of_noun(keys: list[str]) -> str | None:
    for position, key in enumerate(keys):
        if key in REGION_NOUNS and position == 0:
            return "region"
        if key in CITY_NOUNS and position == 0:
            return "city"
        if key in BASE_NOUNS and all(other in {"air", "military", "naval"} for other in keys[:position]):
            return "air base"
        if key not in {"air", "military", "naval", "international"}:
            return None
    return None


def speaks_of_area(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the sentence treats the name as a territory: "most of Idlib", "Idlib is held by"."""
    words, first = reading.words, sighting.full_first
    left = {words[first - 1].key} if first >= 1 else set()
    if first >= 2:
        left.add(f"{words[first - 2].key} {words[first - 1].key}")
    if left & AREA_PHRASES:
        return True
    following = [word.key for word in words[sighting.full_last : sighting.full_last + 3]]
    return following[:2] in (["is", "held"], ["is", "controlled"], ["was", "held"], ["was", "controlled"])


def _uses_inside_next(reading: Reading, sighting: Sighting) -> list[NameUse]:
    other = _after_comma(reading, sighting)
    if other is None:
        return []
    inside = containing_uses(sighting, other)
    # In a list of states ("Virginia, Washington, West Virginia") a comma contains nothing.
    if any(use.entry.place.kind in REGION_KINDS | {"country"} for use in sighting.uses):
        words, first = reading.words, sighting.full_first
        if first and words[first].gap.startswith(",") and first - 1 in reading.sighting_at:
            return []
        if _goes_on(reading, sighting):
            return []
        largest = max((use.entry.population for use in inside), default=0)
        return inside if largest >= _CITY_IN_LIST else []
    return inside


def _goes_on(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the place after the comma is followed by one more: "Niger, Nigeria and Togo"."""
    other, words = _after_comma(reading, sighting), reading.words
    if other is None or other.full_last >= len(words):
        return False
    number = other.full_last
    if words[number].key in {"and", "or"}:
        return number + 1 in reading.sighting_at
    return words[number].gap.startswith(",") and number in reading.sighting_at


def _after_comma(reading: Reading, sighting: Sighting) -> Sighting | None:
    """Return the sighting after ``, `` or `` in ``."""
    words, number = reading.words, sighting.full_last
    if number >= len(words):
        return None
    if not (_COMMA.fullmatch(words[number].gap) or (words[number].gap == " " and words[number].key == "in")):
        return None
    if words[number].key == "in":
        number += 1
    other = reading.sighting_at.get(number)
    return other if other is not None and other.full_first == number else None


def _is_elsewhere(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a great region or country follows after a comma that holds nothing of this name."""
    other = _after_comma(reading, sighting)
    if other is None or len(sighting.uses) == 0 or any(use.entry.curated for use in sighting.uses):
        return False
    if any(use.entry.place.kind in REGION_KINDS for use in sighting.uses):
        return False
    if max(use.entry.population for use in sighting.uses) >= _CITY_IN_LIST:
        return False
    meant = [use for use in other.uses if use.entry.place.kind in {"admin1", "country"}]
    return bool(meant) and not containing_uses(sighting, other)


def _speaks_of_flying(reading: Reading, sighting: Sighting) -> bool:
    around = reading.words[max(0, sighting.first - _AIR_REACH) : sighting.last + _AIR_REACH]
    return any(word.key in AIR_BASE_WORDS for word in around if word.surface.islower())


def _sibling_countries(reading: Reading, sighting: Sighting) -> set[str | None]:
    """Return the countries of the regions listed right before or after ("Alabama, Georgia and Texas")."""
    words = reading.words
    found: set[str | None] = set()
    for number, step in ((sighting.full_last, 1), (sighting.full_first - 1, -1)):
        for offset in (0, step):
            other = reading.sighting_at.get(number + offset)
            if other is not None and other is not sighting:
                gap = words[other.full_first if step > 0 else sighting.full_first].gap
                if gap.startswith(",") or (offset and words[number].key in {"and", "or"}):
                    found |= {
                        use.entry.place.country
                        for use in other.uses
                        if use.entry.place.kind == "admin1" and use.is_main
                    }
    return found


def _seated_regions(sighting: Sighting) -> set[str]:
    """Return the ids of regions whose great city bears their name."""
    regions = {
        use.entry.place.id: use.entry.population
        for use in sighting.uses
        if use.entry.place.kind in REGION_KINDS and use.entry.population
    }
    return {
        holder
        for use in sighting.uses
        if use.entry.place.kind in CITY_KINDS and use.is_main
        for holder in use.entry.place.within
        if holder in regions and use.entry.population >= SEAT_SHARE * regions[holder]
    }
