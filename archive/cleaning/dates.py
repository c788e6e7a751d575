"""Dates as printed, and which day they are; a date that reads two ways stays two dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning.wordlists import load_names

if TYPE_CHECKING:
    from collections.abc import Iterator

# News has been dated since printing; a year to come is a slip or another number.
FIRST_YEAR, LAST_YEAR = 1600, 2100
DIGIT = re.compile(r"\d")
ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
# Any word beside a number; whether it is a month, the list says.
MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]{3,12})\.?\s{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)"
    r"(?:,?\s{1,3}(?P<year>\d{4})(?!\d))?"
)
DAY_FIRST = re.compile(
    r"(?<![\w/.:-])(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]{1,3}(?:(?:de|of)\s)?"
    r"(?P<month>[^\W\d_]{3,12}(?:\s(?:الثاني|الأول))?)\b\.?(?:(?:,?\s{1,3}(?:(?:de|of|du)\s)?|-)(?P<year>\d{4})(?!\d))?"
)
# Languages whose readers write the day first without exception; English alone writes both ways.
DAY_FIRST_LANGUAGES = frozenset(
    ("ru", "uk", "bg", "de", "fr", "es", "it", "pt", "ar", "pl", "nl", "tr", "he", "el")
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: its place, its readings (day first comes first), and how it was written.

    ``readings`` are empty for a date without a year; then ``month`` and ``day`` say what is known.
    """

    start: int
    end: int
    readings: tuple[dt.date, ...]
    month: int | None = None
    day: int | None = None
    is_spelled: bool = False


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """Return the dates printed in ``text``, in order, none overlapping."""
    if DIGIT.search(text) is None:  # most lines have none, and every date has one
        return ()
    found = sorted((*_spelled(text), *_numeric(text)), key=lambda date: (date.start, -date.end))
    kept: list[PrintedDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return tuple(kept)


def settle(
    date: PrintedDate, line: str, text: str, *, day_first: bool | None, language: str | None
) -> tuple[dt.date, ...]:
    """Return the readings of ``date`` that stand: one if the text, its language or ``day_first`` decides.

    ``line`` is where the date is printed: a weekday beside it decides. ``text`` is the report: a date spelled
    out there that equals one reading and no other decides.
    """
    readings = date.readings
    if len(readings) < 2:
        return readings
    by_weekday = tuple(reading for reading in readings if reading.weekday() in find_weekdays(line))
    if len(by_weekday) == 1:
        return by_weekday
    spelled = [found for found in find_dates(text) if found.is_spelled]
    by_text = tuple(reading for reading in readings if any(_agrees(found, reading) for found in spelled))
    if len(by_text) == 1:
        return by_text
    if by_text:
        return readings
    if day_first is None and language is not None and language[:2].lower() in DAY_FIRST_LANGUAGES:
        day_first = True
    if day_first is None:
        return readings
    return readings[:1] if day_first else readings[1:2]


def parse_timestamp(value: str) -> dt.date | None:
    """Return the day of a machine's date ("2016-08-01T10:00:00Z") or of a spelled one; else ``None``."""
    found = find_dates(value)
    return found[0].readings[0] if found and len(found[0].readings) == 1 else None


def has_weekday(text: str) -> bool:
    """Say whether ``text`` names a day of the week."""
    return bool(find_weekdays(text))


def _agrees(found: PrintedDate, reading: dt.date) -> bool:
    if found.readings:
        return reading in found.readings
    return (found.month, found.day) == (reading.month, reading.day)


def find_weekdays(text: str) -> set[int]:
    """Return the days of the week named in ``text``, Monday as 0."""
    names = load_names("weekdays.csv")
    return {names[word] for word in re.findall(r"[\w-]+", text.casefold()) if word in names}


def _spelled(text: str) -> Iterator[PrintedDate]:
    months = load_names("months.csv")
    for pattern in (MONTH_FIRST, DAY_FIRST):
        for match in pattern.finditer(text):
            month, day = months.get(match["month"].casefold()), int(match["day"])
            if month is None:
                continue
            if match["year"] is not None:
                date = _date(int(match["year"]), month, day)
                if date is not None:
                    yield PrintedDate(match.start(), match.end(), (date,), month, day, is_spelled=True)
            elif 1 <= day <= 31 and _is_month_written(match["month"]):
                yield PrintedDate(match.start(), match.end(), (), month, day, is_spelled=True)


def _is_month_written(name: str) -> bool:
    """Say whether a month without a year is surely one: "may 5" and "mar 3" are not."""
    return not name.isascii() or name[0].isupper()


def _numeric(text: str) -> Iterator[PrintedDate]:
    for pattern, year, month, day in ((ISO, 1, 3, 4), (EASTERN, 1, 2, 3)):
        for match in pattern.finditer(text):
            date = _date(int(match[year]), int(match[month]), int(match[day]))
            if date is not None:
                yield PrintedDate(match.start(), match.end(), (date,), date.month, date.day)
    for match in NUMERIC.finditer(text):
        year_number = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        both = (_date(year_number, second, first), _date(year_number, first, second))
        readings = tuple(dict.fromkeys(date for date in both if date is not None))
        if readings:
            yield PrintedDate(match.start(), match.end(), readings)


def _date(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
