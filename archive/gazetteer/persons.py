"""Names that are part of a person's: after a title, a first name or a relation, or before a surname."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    DATE_WORDS,
    KIN,
    MODIFIERS,
    NAMED_AFTER_PLACES,
    ORGANISATION_HEADS,
    PLACE_NOUNS,
    SPEECH_VERBS,
    STATE_BODIES,
    TITLES,
)
from archive.gazetteer.organisations import HEAD_REACH

if TYPE_CHECKING:
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

# "Karama, 12, was playing": only people have ages.
_AGE = re.compile(r", \d{1,2},")
# Before a country too these make no place of it ("Miss Syria").
_ALWAYS_PERSONS = frozenset({"miss", "mr", "mrs", "ms"})


def is_person(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is part of a person's: after a title or first name, or before a surname."""
    before = reading.before(sighting.first)
    if before is not None and before.key in KIN and before.surface.islower() and not _holds_region(sighting):
        return True
    if _is_called_so(reading, sighting):
        return True
    if _is_noble(reading, sighting.first) and not _holds_region(sighting):
        return True
    if before is not None and before.is_capitalised and not before.possessive and before.gap != "-":
        number = sighting.first - 1
        if before.key == "operation" or before.key in _ALWAYS_PERSONS:
            return True
        if before.key in TITLES and (number == 0 or reading.words[sighting.first].gap in {" ", ". "}):
            return not _holds_region(sighting)
        if before.key in reading.first_names and not _is_great(reading.sighting_at.get(number)):
            return True
        if len(before.surface) == 1 and not reading.opens_sentence(number):
            return True
    if _AGE.match(reading.text, reading.words[sighting.last - 1].end) and not _holds_region(sighting):
        return True
    after = reading.after(sighting.full_last)
    if after is None or reading.words[sighting.last - 1].possessive or sighting.full_last in reading.shouting:
        return False
    if _holds_region(sighting) and (after.surface.isupper() or _has_state_body(reading, sighting)):
        return False
    return (
        sighting.last - sighting.first == 1
        and sighting.key in reading.first_names
        and after.is_capitalised
        and after.gap == " "
        and after.key not in PLACE_NOUNS | DATE_WORDS | TITLES
        and not _is_known_beside(reading, sighting.full_last)
    )


def surnames(reading: Reading, cued: set[str]) -> set[str]:
    """Return the words that stand after a first name, or after a capital that is no place, noun or title.

    What the text says something is in (``cued``) is only taken for a surname after a first name that is known.
    """
    capitals = [number for number, word in enumerate(reading.words) if word.is_capitalised]
    found = {reading.words[number].key for number in capitals if _follows_first_name(reading, number)}
    return found | {
        reading.words[number].key
        for number in capitals
        if reading.words[number].key not in cued and _follows_unknown(reading, number)
    }


def _follows_first_name(reading: Reading, number: int) -> bool:
    before = reading.before(number)
    return (
        before is not None
        and before.is_capitalised
        and not before.possessive
        and before.key in reading.first_names
    )


def _follows_unknown(reading: Reading, number: int) -> bool:
    before, after = reading.before(number), reading.after(number + 1)
    if before is None or not before.is_capitalised or before.possessive or before.surface.isupper():
        return False
    if number in reading.shouting or number - 1 in reading.sighting_at or reading.words[number].gap != " ":
        return False
    if after is not None and after.is_capitalised:
        return False
    return before.key not in _NO_FIRST_NAMES and not reading.opens_sentence(number - 1)


_NO_FIRST_NAMES = MODIFIERS | PLACE_NOUNS | DATE_WORDS | TITLES | ORGANISATION_HEADS | NAMED_AFTER_PLACES


def _is_called_so(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a person's calling or what he said stands right before: "comedian Hader", "said Narita, the"."""
    before = reading.before(sighting.first)
    after = reading.words[sighting.full_last] if sighting.full_last < len(reading.words) else None
    if before is None or not before.surface.islower() or sighting.full_last > sighting.last:
        return False
    if _holds_region(sighting) or any(use.entry.population >= _GREAT_CITY for use in sighting.uses):
        return False
    ends = after is None or after.gap.startswith((",", ".", ";")) or not after.is_capitalised
    is_apposed = after is not None and after.gap == ", " and after.key in {"the", "a", "an", "who", "whose"}
    return (before.key in _CALLINGS and ends) or (before.key in SPEECH_VERBS and is_apposed)


# Callings that are no offices of a town ("the mayor", "police").
_CALLINGS = frozenset(
    """actor actress comedian rapper singer novelist victim suspect defendant gunman striker goalkeeper midfielder
    defender journalist author detective""".split()
)


def _is_noble(reading: Reading, number: int) -> bool:
    """Say whether a title and a first name stand before "of": "Prince Harry of Sussex"."""
    of, name, title = (reading.before(number - back) if number > back else None for back in range(3))
    if of is None or name is None or title is None or of.key != "of":
        return False
    return name.key in reading.first_names and title.is_capitalised and title.key in _NOBLE


_NOBLE = frozenset({"prince", "princess", "king", "queen", "duke", "duchess", "lord", "lady"})


def _is_great(sighting: Sighting | None) -> bool:
    """Say whether the sighting names something that is hardly a person's first name."""
    return sighting is not None and (
        sighting.demonym is not None
        or any(use.entry.curated or use.entry.population >= _GREAT_CITY for use in sighting.uses)
    )


def _has_state_body(reading: Reading, sighting: Sighting) -> bool:
    """Say whether an organ of the state follows the country's name: "Israel Air Force"."""
    following = reading.words[sighting.full_last : sighting.full_last + HEAD_REACH]
    return any(word.is_capitalised and word.key in STATE_BODIES | ORGANISATION_HEADS for word in following)


# People in a city that is known before any person of its name is (Sydney, but not Ali).
_GREAT_CITY = 500_000


def _holds_region(sighting: Sighting) -> bool:
    return any(use.entry.place.kind in {"country", "continent"} for use in sighting.uses)


def _is_known_beside(reading: Reading, number: int) -> bool:
    other = reading.sighting_at.get(number)
    return other is not None and (other.demonym is not None or _holds_region(other))
