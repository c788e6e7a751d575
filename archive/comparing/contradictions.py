"""What speaks against two reports telling one event, however alike their words: other days, places, aircraft, owners.

News of one war shares most of its words. A report of an earlier loss and a later report that recalls it
differ in what their openings say happened, and that is what is looked at here.
"""

from __future__ import annotations

from archive.comparing.profiles import WIDE_KINDS, NamedPlace, Profile

# Log-odds taken off. The development events carry hardly any happenings of one theme, so these are not fitted:
# they are round values that keep the reports of one war apart by event and cost the development events least
# (2 instead of 3 for days or for places gains them 0.001 in average precision, and lumps two losses of one war).
# Rerun `python -m benchmarks.events --data FILE…` and tests/comparing/test_pairs.py before changing one.
OTHER_DAYS = 3.0
OTHER_PLACES = 3.0
OTHER_AIRCRAFT_A_SIDE = 3.0
OTHER_DEAD = 1.0
OTHER_OWNERS = 3.0
OTHER_WEEKDAYS = 2.0

# Reports of one event name days apart when they follow it for some days; beyond this they tell of another.
OTHER_DAYS_APART = 7
# Part of the ledes' places the other lacks from which a day apart is another happening, not a later day of it.
ELSEWHERE = 0.5


def weigh_contradictions(one: Profile, other: Profile, *, of_days: bool = True) -> float:
    """Return the log-odds, 0.0 or more, that speak against two reports telling one event.

    Without ``of_days`` what days they name does not count.
    """
    places = other_places(one, other)
    days = of_days and (
        has_far_days(one, other) or (places >= ELSEWHERE and has_no_day_in_common(one, other))
    )
    return (
        OTHER_DAYS * days
        # Squared: ledes seldom name quite the same places, and a little apart is no sign of anything.
        + OTHER_PLACES * places**2
        + OTHER_AIRCRAFT_A_SIDE * (_has_other_aircraft(one, other) + _has_other_aircraft(other, one))
        + OTHER_OWNERS * (bool(one.owners) and bool(other.owners) and not one.owners & other.owners)
        + OTHER_WEEKDAYS * (of_days and has_other_weekdays(one, other))
        + OTHER_DEAD * (bool(one.dead) and bool(other.dead) and not one.dead & other.dead)
    )


def has_far_days(one: Profile, other: Profile) -> bool:
    """Tell whether both ledes name days, none of them in the other report and all more than a week apart."""
    if not one.lede_days or not other.lede_days:
        return False
    if one.lede_days & other.days or other.lede_days & one.days:
        return False
    nearest = min(abs((day - far).days) for day in one.lede_days for far in other.lede_days)
    return nearest > OTHER_DAYS_APART


def has_other_weekdays(one: Profile, other: Profile) -> bool:
    """Tell whether the ledes name other days of the week, where one of them names no day that can be dated."""
    if one.lede_days and other.lede_days:
        return False
    mine, theirs = _weekdays_of(one), _weekdays_of(other)
    return bool(mine) and bool(theirs) and not mine & theirs


def _weekdays_of(profile: Profile) -> frozenset[int]:
    return profile.weekdays | {day.weekday() for day in profile.lede_days}


def has_no_day_in_common(one: Profile, other: Profile) -> bool:
    """Tell whether both ledes name days, and no day is in both."""
    return bool(one.lede_days) and bool(other.lede_days) and not one.lede_days & other.lede_days


def other_places(one: Profile, other: Profile) -> float:
    """Return the part (0.0 to 1.0) of the two ledes' places that the other's opening lacks.

    A place is found where the other names it, what it lies in or what lies in it. 0.0 where a lede names none
    narrower than a country, and where the ledes share no country: one outlet writes of where it happened,
    another of where it was answered.
    """
    mine, theirs = _narrow_in_lede(one), _narrow_in_lede(other)
    if not mine or not theirs or not _countries(one) & _countries(other):
        return 0.0
    return (_part_missing(mine, other) + _part_missing(theirs, one)) / 2


def _narrow_in_lede(profile: Profile) -> list[NamedPlace]:
    return [place for place in profile.places if place.in_lede and place.kind not in WIDE_KINDS]


def _countries(profile: Profile) -> set[str]:
    """Return the countries the lede's places lie in, or are."""
    held = {holder for place in profile.places if place.in_lede for holder in (*place.within, place.id)}
    return {holder for holder in held if holder.startswith("country:")}


def _part_missing(places: list[NamedPlace], other: Profile) -> float:
    opening = [place for place in other.places if place.in_opening]
    missing = [place for place in places if not any(_meet(place, named) for named in opening)]
    return len(missing) / len(places)


def _meet(one: NamedPlace, other: NamedPlace) -> bool:
    """Tell whether a narrow place is another, lies in it, or holds it."""
    if one.id == other.id or one.id in other.within:
        return True
    return other.id in one.within and other.kind not in WIDE_KINDS


def _has_other_aircraft(one: Profile, other: Profile) -> bool:
    """Tell whether the lede of ``one`` names a type first for which the other's opening has another of its kind."""
    first = next((aircraft for aircraft in one.aircraft if aircraft.in_lede), None)
    if first is None:
        return False
    opening = [aircraft for aircraft in other.aircraft if aircraft.in_opening and aircraft.kind == first.kind]
    return bool(opening) and all(aircraft.family != first.family for aircraft in opening)
