"""Names that are part of an organisation's: a head after the place, or "University of" before it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    BUSINESS_HEADS,
    HEADS_BEFORE,
    MODIFIERS,
    ORGANISATION_HEADS,
    PLACE_NOUNS,
    STATE_BODIES,
)

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

# Words within which the head of an organisation's name must stand after its place ("Aleppo Media Center").
HEAD_REACH = 4


def is_organisation(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is part of an organisation's: a head after it, or "University of" before."""
    if any(_is_abbreviation(use) for use in sighting.uses):
        return False
    for number in range(sighting.last, min(sighting.last + HEAD_REACH, len(reading.words))):
        word = reading.after(number)
        if word is None and number > sighting.last and reading.words[number - 1].possessive:
            # "Tigray People's Liberation Front".
            word = reading.words[number]
        if word is None or not (word.is_capitalised or word.key in {"of", "and", "for"}):
            break
        if word.is_capitalised and word.key in ORGANISATION_HEADS | PLACE_NOUNS:
            if word.key in ORGANISATION_HEADS and not _stays_a_place(reading, sighting):
                return True
            if word.key in PLACE_NOUNS and number == sighting.last:
                return _heads_body(reading, number + 1)
    return _has_head_before(reading, sighting) or _ends_organisation(reading, sighting)


def is_business(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a firm's head follows the name: "Rainier Bank", but not "Twin Falls Times"."""
    following = reading.words[sighting.last : sighting.last + HEAD_REACH]
    has_head = any(word.is_capitalised and word.key in BUSINESS_HEADS for word in following)
    return has_head and is_organisation(reading, sighting)


def _heads_body(reading: Reading, number: int) -> bool:
    """Say whether an organisation's head follows the noun: "Ohio State University", "Camborne Town Council"."""
    head = reading.after(number)
    return head is not None and head.is_capitalised and head.key in ORGANISATION_HEADS


def _is_abbreviation(use: NameUse) -> bool:
    """Say whether the use is a country's short form, which is its mention in any name: "US Army"."""
    letters = use.printed.replace(".", "")
    return use.entry.place.kind == "country" and letters.isupper() and len(letters) <= 4


def _ends_organisation(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is itself the head of one that begins with a place ("Paris Saint-Germain")."""
    before = reading.before(sighting.first)
    return (
        before is not None
        and before.is_capitalised
        and reading.words[sighting.last - 1].key in ORGANISATION_HEADS
        and not any(use.entry.curated for use in sighting.uses)
    )


def _stays_a_place(reading: Reading, sighting: Sighting) -> bool:
    """A country's army, parliament or "Defense Forces" is still the country."""
    return any(use.entry.place.kind == "country" for use in sighting.uses) and any(
        word.is_capitalised and word.key in STATE_BODIES
        for word in itertools.takewhile(
            lambda word: word.is_capitalised and word.gap == " ",
            reading.words[sighting.last : sighting.last + HEAD_REACH],
        )
    )


def _has_head_before(reading: Reading, sighting: Sighting) -> bool:
    number = sighting.full_first
    of = reading.before(number)
    if of is not None and of.is_capitalised and of.key in MODIFIERS:
        # "University of Southern Indiana".
        number -= 1
        of = reading.before(number)
    if of is None or of.key not in {"of", "for"}:
        return False
    number -= 1
    head = reading.before(number)
    return head is not None and head.is_capitalised and head.key in HEADS_BEFORE
