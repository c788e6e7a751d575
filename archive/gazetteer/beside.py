"""What stands beside a name, and what the whole text says of it, that tells which place is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.cues import AIR_BASE_WORDS, SPEECH_VERBS
from archive.gazetteer.neighbours import COMMA, containing_uses
from archive.gazetteer.nouns_beside import noun_beside, region_names, speaks_of_area
from archive.gazetteer.places import CITY_KINDS, REGION_KINDS, SEAT_SHARE

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting

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
    regions_of: set[str | None]
    holds_before: frozenset[str]
    list_holders: frozenset[str]
    is_famous: bool
    air: bool
    speaks: bool
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
        regions_of={use.entry.place.country for use in sighting.uses if use.entry.place.kind == "admin1"},
        holds_before=_holds_before(reading, sighting),
        list_holders=_list_holders(reading, sighting),
        is_famous=any(map(is_famous, sighting.uses)),
        air=_speaks_of_flying(reading, sighting),
        speaks=_speaks(reading, sighting),
        is_elsewhere=not inside_next and _is_elsewhere(reading, sighting),
    )


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
        least = _TOWN_IN_STATE if _is_state_after(reading, sighting) else _CITY_IN_LIST
        return inside if largest >= least else []
    return inside


_FAMOUS_CITY, _FAMOUS_CAPITAL = 2_000_000, 1_000_000


def is_famous(use: NameUse) -> bool:
    """Say whether the use is a city's that a report from anywhere may name alone."""
    entry = use.entry
    return use.is_main and entry.population >= (_FAMOUS_CAPITAL if entry.is_capital else _FAMOUS_CITY)


def _holds_before(reading: Reading, sighting: Sighting) -> frozenset[str]:
    """Return the regions and countries that hold the town named right before ("Atlanta, Georgia")."""
    first = sighting.full_first
    town = reading.sighting_at.get(first - 1) if first else None
    if town is None or not COMMA.fullmatch(reading.words[first].gap):
        return frozenset()
    within = {
        holder
        for use in town.uses
        if use.is_main and use.entry.place.kind in CITY_KINDS and use.entry.population >= _TOWN_BEFORE
        for holder in use.entry.place.within
    }
    return frozenset(within & {use.entry.place.id for use in sighting.uses})


# People in a town that tells which region follows it.
_TOWN_BEFORE = 15_000


def _is_state_after(reading: Reading, sighting: Sighting) -> bool:
    """Say whether an American state follows a name that is a country's or state's too: "LEBANON, Pa."."""
    other = _after_comma(reading, sighting)
    return other is not None and any(
        use.entry.place.kind == "admin1" and use.entry.place.country == "US" for use in other.uses
    )


# People in a town that "Peru, Indiana" speaks of.
_TOWN_IN_STATE = 2_000


# Names of a list that ends with what holds them all.
_LONGEST_LIST = 6


def _list_holders(reading: Reading, sighting: Sighting) -> frozenset[str]:
    """Return the region after the list the name stands in: "Kenton, Findlay and Van Wert, Ohio"."""
    words, number, last = reading.words, sighting.full_last, sighting
    for _ in range(_LONGEST_LIST):
        if number < len(words) and words[number].key == "and":
            number += 1
        elif not (number < len(words) and COMMA.fullmatch(words[number].gap)):
            break
        other = reading.sighting_at.get(number)
        if other is None or other.full_first != number:
            break
        holders = {use.entry.place.id for use in other.uses if use.entry.place.kind == "admin1"}
        if holders and last is not sighting and containing_uses(last, other):
            return frozenset(holders)
        last, number = other, other.full_last
    return frozenset()


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
    if not (COMMA.fullmatch(words[number].gap) or (words[number].gap == " " and words[number].key == "in")):
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


# What governments do, which are called by their capitals.
_ACTS = SPEECH_VERBS | frozenset(
    """accused denied warned vowed urged imposed condemned rejected agreed threatened summoned insists denies warns
    accuses wants blamed""".split()
)


def _speaks(reading: Reading, sighting: Sighting) -> bool:
    """Say whether the name acts as a government does: "Washington warned Tehran"."""
    after = reading.after(sighting.full_last)
    return after is not None and after.surface.islower() and after.key in _ACTS


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


# People in a city that is meant before a region whose people are not known.
_GREAT_SEAT = 1_000_000


def _seated_regions(sighting: Sighting) -> set[str]:
    """Return the ids of regions whose great city bears their name."""
    regions = {
        use.entry.place.id: use.entry.population
        for use in sighting.uses
        if use.entry.place.kind in REGION_KINDS
    }
    return {
        holder
        for use in sighting.uses
        if use.entry.place.kind in CITY_KINDS and use.is_main
        for holder in use.entry.place.within
        if holder in regions and use.entry.population >= (SEAT_SHARE * regions[holder] or _GREAT_SEAT)
    }
