"""The noun beside a name that says what is meant: the region ("Idlib province"), the city or the air base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.gazetteer.cues import AREA_PHRASES, BASE_NOUNS, CITY_NOUNS, MODIFIERS, REGION_NOUNS
from archive.gazetteer.neighbours import COMMA

if TYPE_CHECKING:
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

# Words of a list that is read to its end in search of a plural noun.
_LONGEST_LIST = 16


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
    return _noun_further_on(reading, sighting) or _noun_of_list(reading, sighting)


# Words within which a noun follows that says what the name is.
_NOUN_WITHIN = 5


def _noun_further_on(reading: Reading, sighting: Sighting) -> str | None:
    """Read "Idlib, the last rebel-held province," and "Idlib's southern countryside"."""
    words, number = reading.words, sighting.full_last
    owns = words[sighting.last - 1].possessive
    if number >= len(words):
        return None
    if not owns and not (COMMA.fullmatch(words[number].gap) and words[number].key in {"the", "a", "an"}):
        return None
    for word in words[number : number + _NOUN_WITHIN]:
        if not word.surface.islower() or word.key in {"of", "and", "in", "who", "which"}:
            return None
        if word.key in REGION_NOUNS | CITY_NOUNS:
            if owns and word.key not in _PARTS_OWNED:
                return None
            return _kind_of_noun([word.key])
        if owns and word.key not in MODIFIERS:
            return None
    return None


# What a region owns, and a city does not: "Idlib's countryside" is the region's, "Syria's province" is not Syria.
_PARTS_OWNED = frozenset({"countryside"})


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
