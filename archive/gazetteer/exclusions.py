"""Sightings that are something else than a place, by rule: persons, organisations, diseases, clubs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    ARTICLES,
    DATE_WORDS,
    DISEASES,
    HEADS_BEFORE,
    MODIFIERS,
    NAMED_AFTER_PLACES,
    ORGANISATION_HEADS,
    OTHER_NAME_NOUNS,
    PARTICLES,
    PARTS_OF_REGIONS,
    PLACE_NOUNS,
    PREPOSITIONS,
    SEATS_OF_POWER,
    SPORT_NOUNS,
    STATE_BODIES,
    THINGS,
    TITLES,
    WARES,
)
from archive.gazetteer.reading import stands_in

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.gazetteer.words import Word

# Words within which the head of an organisation's name must stand after its place ("Aleppo Media Center").
HEAD_REACH = 4


AN_ACRONYM = "an acronym"


def is_ruled_out(reading: Reading, sighting: Sighting) -> str | None:
    """Return why the sighting cannot be a place's mention, or ``None``."""
    words = reading.words
    if stands_in(reading.addresses, words[sighting.first].start):
        return "in an address"
    if (reason := _other_name(reading, sighting)) is not None:
        return reason
    if is_inside_name(reading, sighting):
        return "inside another name"
    if is_organisation(reading, sighting):
        return "in an organisation's name"
    if is_person(reading, sighting):
        return "in a person's name"
    return None


def _other_name(reading: Reading, sighting: Sighting) -> str | None:
    """Return what else the name is by the words beside it: another place, a disease, a club, an acronym."""
    words, end = reading.words, reading.words[sighting.last - 1].end
    if _TICKER.match(reading.text, end):
        return "a company with its ticker"
    if reading.text[end : end + 1] == "$" or _DESIGNATION.match(reading.text, end):
        return "part of a designation or a price"
    surface = reading.text[words[sighting.first].start : end]
    single = sighting.last - sighting.first == 1
    if single and surface.isupper() and len(surface) > 1 and not any(use.printed for use in sighting.uses):
        opens_line = sighting.first == 0 or "\n" in words[sighting.first].gap
        if not opens_line and sighting.first not in reading.shouting:
            return AN_ACRONYM
    if single and surface.isupper() and _is_shouted_word(reading, sighting, end):
        return "a word in capitals or part of a designation"
    before = reading.before(sighting.first)
    is_country = any(use.entry.place.kind == "country" for use in sighting.uses)
    if single and not is_country and surface.isupper() and before is not None and before.surface.isdigit():
        return "an abbreviation after a figure"
    if not any(use.entry.curated for use in sighting.uses) and _is_half_of_compound(reading, sighting):
        return "a part of a hyphenated name"
    if _bare_key(words, sighting) in SEATS_OF_POWER:
        before = reading.before(sighting.full_first)
        number = sighting.full_first - (1 if before is not None and before.key == "the" else 0)
        before = reading.before(number)
        if before is None or before.key not in PREPOSITIONS - {"from", "to"}:
            return "a seat of power that acts"
    if single and _is_thing(reading, sighting):
        return "a thing of the same name"
    follows = words[sighting.full_last] if sighting.full_last < len(words) else None
    if follows is None or follows.gap not in {" ", "\u00a0", "\n"}:
        return None
    if follows.key in DISEASES or (follows.surface.islower() and follows.key in SPORT_NOUNS):
        return "a disease or a club"
    if follows.surface.islower() and follows.key in WARES:
        return "a dish or a breed"
    if follows.is_capitalised and follows.key in OTHER_NAME_NOUNS:
        return "part of another place's name"
    return None


# Words on either side within which a thing shows what it is.
_THING_REACH = 10


def _is_thing(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is a thing's here: the text prints it in lower case too, or speaks of roasting it."""
    beside = THINGS.get(sighting.key)
    if beside is None:
        return False
    before = reading.before(sighting.full_first)
    if before is not None and before.key in PREPOSITIONS:
        return False
    words = reading.words[max(0, sighting.first - _THING_REACH) : sighting.last + _THING_REACH]
    return any(word.surface.islower() and word.key in beside for word in words)


def _is_shouted_word(reading: Reading, sighting: Sighting, end: int) -> bool:
    """Say whether an abbreviation is an ordinary word of a line in capitals (CAR), or begins a DC-10."""
    if _NUMBER_JOINED.match(reading.text, end):
        return True
    ordinary = sighting.key in reading.common_words | reading.lower_words and sighting.key != "us"
    return ordinary and sighting.first in reading.shouting and len(sighting.key) <= _LONGEST_ABBREVIATION


_NUMBER_JOINED = re.compile(r"[-\u2010\u2011]\d")
_DESIGNATION = re.compile(r"/\d")
_TICKER = re.compile(r" ?<[A-Z]{2,5}(?:\.[A-Z]{1,3})?>")
_PARTICLES_READ = 3
_LONGEST_ABBREVIATION = 3


def is_inside_name(reading: Reading, sighting: Sighting) -> bool:
    """Say whether words right beside the name make a longer one: "Lake Chad", "Miguel de la Madrid"."""
    words, number = reading.words, sighting.full_first
    before = reading.before(number)
    if (
        before is not None
        and before.is_capitalised
        and before.key in NAMED_AFTER_PLACES
        and before.gap != "-"
    ):
        return True
    for _ in range(_PARTICLES_READ):
        before = reading.before(number)
        if before is None or before.key not in PARTICLES | ARTICLES | {"la"} or before.is_capitalised:
            break
        number -= 1
        owner = reading.before(number)
        if before.key in PARTICLES and owner is not None and owner.is_capitalised:
            return True
    if _is_weak_inside(reading, sighting) or _is_state_alone(reading, sighting):
        return True
    last = sighting.full_last
    after, further = reading.after(last), reading.after(last + 1)
    if after is None or words[sighting.last - 1].possessive:
        return False
    is_sea = any(use.entry.place.kind == "sea" for use in sighting.uses)
    if after.is_capitalised:
        return after.key in PARTS_OF_REGIONS or (is_sea and sighting.last not in reading.shouting)
    if further is None or not further.is_capitalised:
        return False
    is_curated = any(use.entry.curated for use in sighting.uses)
    if is_sea and after.key == "of":
        return True
    return after.key == "del" or (not is_curated and after.key in ARTICLES and further.gap == "-")


def _is_half_of_compound(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a hyphen joins the name to a word that is no place: "al-Sadr", "Borg-Warner", "Ba-2"."""
    words = reading.words
    first, last = sighting.first, sighting.last
    if first and words[first].gap == "-" and first - 1 not in reading.sighting_at:
        before = words[first - 1]
        if before.key in ARTICLES or (before.is_capitalised and before.key not in MODIFIERS):
            return True
    if last < len(words) and words[last].gap == "-" and last not in reading.sighting_at:
        return words[last].is_capitalised or words[last].surface[0].isdigit()
    return False


def _bare_key(words: list[Word], sighting: Sighting) -> str:
    return " ".join(word.key for word in words[sighting.first : sighting.last] if word.key != "the")


def _is_weak_inside(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a doubtful spelling follows another capital: "State Duma", "Ahrar al-Sham"."""
    before = reading.before(sighting.first)
    return (
        before is not None
        and before.is_capitalised
        and sighting.first - 1 not in reading.sighting_at
        and any(use.is_weak for use in sighting.uses)
        and not reading.opens_sentence(sighting.first - 1)
        and before.key not in MODIFIERS | DATE_WORDS
    )


def _is_state_alone(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a state's abbreviation stands without its comma or preposition: "Antibioticos S.A."."""
    words = reading.words
    surface = "".join(word.surface for word in words[sighting.first : sighting.last]).replace(".", "")
    states = [use for use in sighting.uses if use.entry.place.kind == "admin1" and use.printed]
    if not (surface.isupper() and len(surface) <= _LONGEST_ABBREVIATION and states):
        return False
    if len(states) < len(sighting.uses) or sighting.first == 0:
        return False
    before = reading.before(sighting.first)
    in_place = before is not None and (before.key in PREPOSITIONS | MODIFIERS or before.key == "of")
    return not (words[sighting.first].gap.startswith(",") or in_place)


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
            if word.key in ORGANISATION_HEADS and not _stays_a_place(sighting, word):
                return True
            if word.key in PLACE_NOUNS and number == sighting.last:
                return _heads_body(reading, number + 1)
    return _has_head_before(reading, sighting) or _ends_organisation(reading, sighting)


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


def _stays_a_place(sighting: Sighting, head: Word) -> bool:
    """A country's army or parliament is still the country; a compass word or abbreviation always is."""
    is_country = any(use.entry.place.kind == "country" for use in sighting.uses)
    return is_country and head.key in STATE_BODIES


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


# "Karama, 12, was playing": only people have ages.
_AGE = re.compile(r", \d{1,2},")
# Before a country too these make no place of it ("Miss Syria").
_ALWAYS_PERSONS = frozenset({"miss", "mr", "mrs", "ms"})


def is_person(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is part of a person's: after a title or first name, or before a surname."""
    before = reading.before(sighting.first)
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
