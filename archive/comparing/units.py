"""What figures are told in: one name for each unit, and how long each stretch of time is."""

from __future__ import annotations

import re

from archive.comparing.words import stem, word_set

CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
MONEY = word_set(
    "dollar euro pound yen rupee taka yuan baht won rand naira peso rouble ruble shekel lira franc krona dirham riyal"
    " shilling cedi kwacha real zloty forint"
)
PERCENT = "percent"
# All stretches of time are measured in this.
HOUR = "hour"

# One unit, however spelled.
_UNIT_NAMES = {
    stem(name): stem(unit)
    for unit, names in {
        "kilometre": "km kilometer kilometers kilometres",
        "metre": "meter meters metres",
        "litre": "liter liters litres",
        "mile": "miles",
        "ton": "tons tonne tonnes",
        "kilogram": "kg kilograms",
        "km/h": "kph kmh km/hour",
    }.items()
    for name in names.split()
}
# Words after a length that make it a speed.
SPEEDS = {stem("kilometre"): "km/h", stem("mile"): "mph"}
PER_HOUR = re.compile(r"/h\b| ?(?:per|an) hour\b")
_HOURS = {
    stem(name): hours
    for name, hours in {
        "second": 1 / 3600,
        "minute": 1 / 60,
        "hour": 1.0,
        "day": 24.0,
        "night": 24.0,
        "week": 168.0,
        "fortnight": 336.0,
        "month": 730.5,
        "year": 8766.0,
        "decade": 87660.0,
        "century": 876600.0,
    }.items()
}

_SPELLED = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# "A 320-kilometre border", "a 12-point declaration", "a three-day walkout"; ages are read elsewhere.
HYPHENED = re.compile(
    rf"(?P<figure>\d{{1,6}}(?:\.\d{{1,2}})?|(?:{_SPELLED})(?=-(?:minute|hour|day|week|month|year)$))-(?P<unit>[a-z]{{3,12}})"
)
# "A 4.6-billion-euro takeover", "$4.6-billion".
SCALED = re.compile(
    r"(?P<figure>\d{1,9}(?:\.\d{1,2})?)-(?P<scale>[mb]illion|trillion)(?:-(?P<unit>[a-z]{2,12}))?"
)
SCALES = {"million": 10.0**6, "billion": 10.0**9, "trillion": 10.0**12}
NO_UNITS = word_set("strong old odd plus seat foot storey story")
# What a stretch of time before it says the length of.
STRETCHES = word_set(
    """walkout strike stoppage trial term sentence siege battle visit talks operation ceasefire truce mourning search
    ban war standoff ordeal captivity hearing curfew lockdown journey voyage shutdown closure campaign manhunt rule
    investigation inquiry tour course break delay suspension extension contract deal"""
)


def unit_name(unit: str) -> str:
    """Return the one name of a unit, given by its stem."""
    return _UNIT_NAMES.get(unit, unit)


def hours_in(unit: str) -> float | None:
    """Return how many hours a unit of time lasts, ``None`` for other units."""
    return _HOURS.get(unit)
