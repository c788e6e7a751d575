"""Why two reports are taken to tell one event, in a reader's words."""

from __future__ import annotations

import calendar
from functools import lru_cache

from archive.comparing.profiles import Profile
from archive.comparing.weighing import WordWeights
from archive.comparing.words import fold, stem

MOST_PLACES = 2
MOST_AIRCRAFT = 2
MOST_NAMES = 3
# Beyond this many days apart the dates are no reason to join two reports.
NEAR_DAYS = 3
# A name lighter than this is in so many reports that sharing it says nothing (half the weight of the rarest).
TELLING_NAME = 3.0
# Share of sampled shingles from which one report is said to repeat the other. Chosen, not fitted; some 20 of the
# 1,100 development pairs of one event reach it.
NEAR_COPY = 0.7
# Fewer shingles than this are too few to speak of a copy.
FEWEST_SHINGLES = 5

_CALENDAR = frozenset(
    stem(fold(name))
    for names in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for name in names
    if name
)


def find_reasons(one: Profile, other: Profile, weights: WordWeights, copied: float) -> tuple[str, ...]:
    """Return what two reports share, strongest kinds first: copy, date, places, aircraft, names, the dead.

    ``copied`` is their ``copied_share``.
    """
    return (
        *((_name_copy(one, other),) if copied >= NEAR_COPY else ()),
        *_dates(one, other),
        *_shared_places(one, other),
        *_shared_aircraft(one, other),
        *_shared_names(one, other, weights),
        *(f"{number} killed" for number in sorted(one.dead & other.dead)[:1]),
    )


def copied_share(one: Profile, other: Profile) -> float:
    """Return the part (0.0 to 1.0) of the shorter report's runs of words that the other repeats."""
    fewest = min(len(one.shingles), len(other.shingles))
    if fewest < FEWEST_SHINGLES:
        return 0.0
    return len(one.shingles & other.shingles) / fewest


def _name_copy(one: Profile, other: Profile) -> str:
    if one.outlet is not None and one.outlet == other.outlet:
        return "two versions of one text"
    return "nearly the same text"


def _dates(one: Profile, other: Profile) -> tuple[str, ...]:
    if one.published_on is None or other.published_on is None:
        return ()
    days = abs((one.published_on - other.published_on).days)
    if days == 0:
        return ("same day",)
    if days <= NEAR_DAYS:
        return ("a day apart" if days == 1 else f"{days} days apart",)
    return ()


def _shared_places(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return places both name, narrow before wide, those of both ledes first."""
    theirs = {place.id: place for place in other.places}
    shared = [
        (place.kind in {"country", "continent"}, not (place.in_lede and theirs[place.id].in_lede), place.name)
        for place in one.places
        if place.id in theirs
    ]
    narrow = [entry for entry in shared if not entry[0]]
    return tuple(dict.fromkeys(name for *_, name in sorted(narrow or shared)))[:MOST_PLACES]


def _shared_aircraft(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return types both openings name, or where there is none, those both reports name."""
    theirs = {aircraft.name: aircraft for aircraft in other.aircraft}
    shared = [aircraft for aircraft in one.aircraft if aircraft.name in theirs]
    opening = [aircraft for aircraft in shared if aircraft.in_opening and theirs[aircraft.name].in_opening]
    return tuple(sorted(aircraft.name for aircraft in opening or shared))[:MOST_AIRCRAFT]


def _shared_names(one: Profile, other: Profile, weights: WordWeights) -> tuple[str, ...]:
    """Return the rarest names both print, those of places, peoples, aircraft and the calendar left out."""
    known = {
        _stem(word) for profile in (one, other) for name in _catalogued(profile) for word in name.split()
    }
    shared = (one.names.keys() & other.names.keys()) - _CALENDAR - known - one.peoples - other.peoples
    told: dict[tuple[str, ...], None] = {}
    for name in sorted(shared, key=lambda name: (-weights.weight(name), name)):
        if weights.weight(name) >= TELLING_NAME:
            printed = [tuple(profile.names[name].split()) for profile in (one, other)]
            words = min(tuple(word for word in words if _stem(word) in shared) for words in printed)
            # What is left of "Fateh Front" and "Nusra Front" is nobody's name.
            if words in printed:
                told[words] = None
    return tuple(" ".join(words) for words in told)[:MOST_NAMES]


def _catalogued(profile: Profile) -> list[str]:
    return [place.name for place in profile.places] + [aircraft.name for aircraft in profile.aircraft]


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    return stem(fold(word))
