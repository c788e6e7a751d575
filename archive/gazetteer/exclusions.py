"""Sightings that are something else than a place, by rule: persons, organisations, diseases, dishes, clubs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    ARTICLES,
    CONNECTORS,
    DATE_WORDS,
    DISEASES,
    MODIFIERS,
    NAMED_AFTER_PLACES,
    OF_TREATIES,
    OTHER_NAME_NOUNS,
    PARTICLES,
    PARTS_OF_REGIONS,
    PLACE_NOUNS,
    PREPOSITIONS,
    SEATS_OF_POWER,
    SPORT_NOUNS,
    THINGS,
    TITLES,
    TREATIES,
    WARES,
    WEAPON_NOUNS,
)
from archive.gazetteer.organisations import is_organisation
from archive.gazetteer.persons import is_person
from archive.gazetteer.places import REGION_KINDS
from archive.gazetteer.reading import stands_in

if TYPE_CHECKING:
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.gazetteer.words import Word

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
    further = reading.after(sighting.full_last + 1)
    if follows.key in OF_TREATIES and further is not None and further.key in TREATIES:
        return "a treaty"
    if follows.surface.islower() and follows.key in WARES | TREATIES:
        return "a dish, a breed or a treaty"
    beside = (follows, reading.after(sighting.full_last + 1))
    if any(word is not None and word.key in WEAPON_NOUNS for word in beside) and not any(
        use.printed or use.entry.place.kind in REGION_KINDS for use in sighting.uses
    ):
        return "a weapon"
    if _is_team_of_state(reading, sighting):
        return "a university's team"
    owns = words[sighting.last - 1].possessive
    if follows.is_capitalised and follows.key in OTHER_NAME_NOUNS and not owns:
        return "part of another place's name"
    return None


# States whose name with "State" after it is the state, told from the city.
_ALSO_CITIES = frozenset({"washington", "new york"})


def _is_team_of_state(reading: Reading, sighting: Sighting) -> bool:
    """Say whether "State" in capitals makes a university of an American state: "Florida State will open"."""
    is_american = any(
        use.entry.place.kind == "admin1" and use.entry.place.country == "US" for use in sighting.uses
    )
    after, further = reading.after(sighting.last), reading.after(sighting.last + 1)
    if not (is_american and after is not None and after.key == "state" and after.is_capitalised):
        return False
    return sighting.key not in _ALSO_CITIES and (further is None or not further.is_capitalised)


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
    if _is_street(reading, sighting):
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
    is_sea = any(use.entry.place.kind == "sea" for use in sighting.uses)
    before = reading.before(sighting.first)
    if is_sea and before is not None and before.is_capitalised and before.key not in MODIFIERS | DATE_WORDS:
        # "Cebu Pacific".
        return not reading.opens_sentence(sighting.first - 1) or sighting.first - 1 in reading.sighting_at
    last = sighting.full_last
    after, further = reading.after(last), reading.after(last + 1)
    if after is None or words[sighting.last - 1].possessive:
        return False
    if after.is_capitalised:
        if _begins_other_name(reading, sighting, after):
            return True
        return after.key in PARTS_OF_REGIONS or (is_sea and sighting.last not in reading.shouting)
    if further is None or not further.is_capitalised:
        return False
    is_curated = any(use.entry.curated for use in sighting.uses)
    if is_sea and after.key == "of":
        return True
    return after.key == "del" or (not is_curated and after.key in ARTICLES and further.gap == "-")


_STREETS = frozenset("road roads street streets avenue avenues lane drive boulevard".split())


def _is_street(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name is a street's: "the 19700 block of Oakfield", "Amesti and Pioneer roads"."""
    of = reading.before(sighting.full_first)
    block = reading.before(sighting.full_first - 1) if of is not None and of.key == "of" else None
    if block is not None and block.key == "block":
        return True
    words, last = reading.words, sighting.full_last
    if last + 2 >= len(words) or words[last].key not in {"and", "at"} or not words[last + 1].is_capitalised:
        return False
    return any(word.key in _STREETS for word in words[last + 2 : last + 4])


# Letters of a name that is only the beginning of a longer one where an unknown capital follows ("Mai Mahiu").
_SHORT_NAME = 4


def _begins_other_name(reading: Reading, sighting: Sighting, after: Word) -> bool:
    return (
        len(sighting.key) <= _SHORT_NAME
        and not any(use.printed for use in sighting.uses)
        and sighting.full_last == sighting.last
        and sighting.last not in reading.shouting
        and sighting.last not in reading.sighting_at
        and after.key not in PLACE_NOUNS | DATE_WORDS | TITLES
    )


def _is_half_of_compound(reading: Reading, sighting: Sighting) -> bool:
    """Say whether a hyphen joins the name to a word that is no place: "al-Sadr", "Borg-Warner", "Ba-2"."""
    words = reading.words
    first, last = sighting.first, sighting.last
    if first and words[first].gap == "-" and first - 1 not in reading.sighting_at:
        before = words[first - 1]
        if before.key in ARTICLES or (before.is_capitalised and before.key not in MODIFIERS):
            return True
    if last < len(words) and words[last].gap == "-" and last not in reading.sighting_at:
        joins = words[last].key in CONNECTORS and last + 1 < len(words) and words[last + 1].gap == "-"
        return joins or words[last].is_capitalised or words[last].surface[0].isdigit()
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
