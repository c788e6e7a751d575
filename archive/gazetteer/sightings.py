"""Stretches of a text that read like a name of the gazetteer, longest first, nothing decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    ARTICLES,
    BODIES,
    CONNECTORS,
    DATE_WORDS,
    MODIFIERS,
    ORGANISATION_HEADS,
    OUTER_NOUNS,
    PLACE_NOUNS,
    TITLES,
)
from archive.gazetteer.words import Word, is_joined

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.places import PlaceGazetteer
    from archive.records import Place

# The longest names of the gazetteer that reports print have this many words.
LONGEST_NAME = 7
# Words that hamlets are also called by, and that are never read as one.
NO_TOWN = BODIES | MODIFIERS | PLACE_NOUNS | ORGANISATION_HEADS | TITLES | DATE_WORDS | CONNECTORS | ARTICLES
# Short names in capitals (US, DRC) are read only when they are printed in capitals.
LONGEST_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words ``first`` to ``last`` (half-open) of a text, and what they may mean.

    ``full_first``/``full_last`` take in the nouns and modifiers that were left out of the name. ``demonym``
    is set, and ``uses`` empty, for "Syrian".
    """

    first: int
    last: int
    full_first: int
    full_last: int
    key: str
    uses: tuple[NameUse, ...]
    demonym: Place | None = None


def find_sightings(words: list[Word], places: PlaceGazetteer) -> list[Sighting]:
    """Return the sightings of ``words``, in order, none overlapping."""
    found: list[Sighting] = []
    position = 0
    while position < len(words):
        sighting = _longest_at(words, position, places) if _may_start(words, position) else None
        if sighting is not None and words[position].key == "the":
            # "the Gulf" must not hide the Gulf of Mexico.
            without = _longest_at(words, position + 1, places)
            if without is not None and without.full_last > sighting.full_last:
                sighting = without
        if sighting is None:
            position += 1
        else:
            found.append(sighting)
            position = max(sighting.last, sighting.full_last)
    return found


def _may_start(words: list[Word], position: int) -> bool:
    word = words[position]
    if word.is_capitalised or word.surface[0].isdigit():
        return True
    follows = position + 1 < len(words) and is_joined(word, words[position + 1])
    return follows and words[position + 1].is_capitalised and word.key in ARTICLES | MODIFIERS


def _longest_at(words: list[Word], first: int, places: PlaceGazetteer) -> Sighting | None:
    last, end = first + 1, _stretch_end(words, first)
    while last < end and places.begins_name(_inner_key(words[first:last])):
        last += 1
    while last > first:
        if words[last - 1].is_capitalised or words[last - 1].key not in CONNECTORS:
            sighting = _read(words, first, last, places)
            if sighting is not None:
                return sighting
        last -= 1
    return None


def _inner_key(words: list[Word]) -> str:
    return " ".join(f"{word.key}s" if word.possessive else word.key for word in words)


def _stretch_end(words: list[Word], first: int) -> int:
    last = first + 1
    while last < len(words) and last - first < LONGEST_NAME:
        word = words[last]
        if not (is_joined(words[last - 1], word) or (words[last - 1].possessive and word.gap == " ")):
            break
        is_inner = word.key in CONNECTORS | OUTER_NOUNS or _is_hyphenated(words, last)
        if not (word.is_capitalised or word.surface[0].isdigit() or is_inner):
            break
        last += 1
    return last


def _is_hyphenated(words: list[Word], number: int) -> bool:
    """Say whether a word stands between two hyphens: Mazar-i-Sharif, Clichy-sous-Bois."""
    return words[number].gap == "-" and number + 1 < len(words) and words[number + 1].gap == "-"


def _read(words: list[Word], first: int, last: int, places: PlaceGazetteer) -> Sighting | None:
    key = joined_key(words[first:last])
    demonym = places.demonym(key)
    is_capitalised = words[first].is_capitalised
    if demonym is not None and is_capitalised and not places.names_place(key):
        return Sighting(first, last, first, last, key, (), demonym)
    known = places.uses(key)
    uses = _uses_printed_so(known, words[first:last]) if known else ()
    if (
        last - first == 1
        and any(_is_state_abbreviation(use) for use in uses)
        and not _follows_town(words, first)
    ):
        uses = tuple(use for use in uses if not _is_state_abbreviation(use))
    if not uses or (not is_capitalised and not any(use.printed for use in uses)):
        return None
    return _trimmed(words, Sighting(first, last, first, last, key, uses), places)


def _uses_printed_so(uses: tuple[NameUse, ...], words: list[Word]) -> tuple[NameUse, ...]:
    """Return the uses that the words' capitals allow: "us" is no country, and "OF" no town."""
    surface = "".join(word.surface for word in words).replace(".", "")
    opens_low = words[0].surface.islower() and words[0].key not in ARTICLES
    # Of several words that are no name each, three in a row are one: Port-au-Prince.
    is_town = not opens_low and (len(words) > 2 or not all(word.key in NO_TOWN for word in words))
    is_town = is_town and not any(word.key in OUTER_NOUNS and not word.is_capitalised for word in words)
    return tuple(use for use in uses if (_is_curated_so(use, surface, opens_low) if use.printed else is_town))


def _is_state_abbreviation(use: NameUse) -> bool:
    """Say whether the use is a state's short form: "Fla.", "FL". Those with inner stops (N.Y.) are told elsewhere."""
    printed = use.printed
    if use.entry.place.kind != "admin1" or not printed:
        return False
    return printed[:-1].isalpha() and (printed.endswith(".") or (len(printed) == 2 and printed.isupper()))


def _follows_town(words: list[Word], number: int) -> bool:
    """Say whether a state's short form stands where one does: after "Greenacres, ", with its stop or in capitals.

    In a line of capitals, "IN" and "OR" before another word are what they are elsewhere.
    """
    word, following = words[number], words[number + 1] if number + 1 < len(words) else None
    if number and word.gap == "-" and words[number - 1].surface in {"D", "R"}:
        # "Rep. Dan Kildee, D-Mich."
        return True
    if number == 0 or not word.gap.startswith(",") or not words[number - 1].is_capitalised:
        return False
    if not word.surface.isupper():
        return following is None or following.gap.startswith(".")
    town = words[number - 1]
    if (
        word.key in _ALSO_WORDS
        and not town.surface.isupper()
        and (number == 1 or set(town.gap) & set(".!?\n"))
    ):
        # "Yes, OK then."
        return False
    return following is None or following.gap != " " or not following.surface.isupper()


# Postal codes that are words of English too.
_ALSO_WORDS = frozenset("in or me hi ok oh pa ma al id de la".split())


def _is_curated_so(use: NameUse, surface: str, opens_low: bool) -> bool:
    letters = use.printed.replace(".", "")
    if letters.isupper() and len(letters) <= LONGEST_ABBREVIATION:
        return surface == letters
    return not opens_low or use.printed[0].islower()


def joined_key(words: list[Word]) -> str:
    """Return the key of a name of several words; only the last may stand in the possessive."""
    return " ".join(
        f"{word.key}s" if word.possessive and word is not words[-1] else word.key for word in words
    )


def _trimmed(words: list[Word], full: Sighting, places: PlaceGazetteer) -> Sighting:
    """Return the sighting without the nouns and modifiers around the name proper."""
    first, last = full.first, full.last
    ids = {use.entry.place.id for use in full.uses}
    if words[first].key in MODIFIERS - {"the"} and words[first].surface.islower():
        # "northeastern Syria" is a part of Syria, whoever calls himself so.
        rest = places.uses(joined_key(words[first + 1 : last]))
        countries = tuple(use for use in rest if use.entry.place.kind == "country")
        if countries:
            key = joined_key(words[first + 1 : last])
            return Sighting(first + 1, last, first, last, key, countries)
    while last - first > 1 and words[last - 1].key in OUTER_NOUNS:
        if words[last - 1].is_capitalised:
            break
        if places.demonym(" ".join(word.key for word in words[first : last - 1])) is not None:
            break
        last -= 1
    while last - first > 1 and words[first].key in MODIFIERS and not words[first].is_capitalised:
        if words[first].key != "the" and not _names_same(words, first + 1, last, ids, places):
            break
        first += 1
    return Sighting(first, last, full.first, full.last, full.key, full.uses)


def _names_same(words: list[Word], first: int, last: int, ids: set[str], places: PlaceGazetteer) -> bool:
    while last - first > 1 and words[last - 1].key in {"air", "military", "naval", "international"}:
        last -= 1
    key = " ".join(word.key for word in words[first:last])
    return any(use.entry.place.id in ids for use in places.uses(key))
