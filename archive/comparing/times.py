"""Dates as reports print them, resolved to the days they mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT_MONTHS = {name[:3].lower(): number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}

_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY_NAME = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PATTERN = re.compile(
    "|".join(
        (
            r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
            rf"\b{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y1>(?:19|20)\d\d)\b)?",
            rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m2')}(?:,? (?P<y2>(?:19|20)\d\d)\b)?",
            rf"\b(?P<lead>[Ii]n |[Ss]ince |[Ll]ast |[Tt]his |[Bb]y |[Ff]rom |[Mm]id-|[Ee]arly |[Ll]ate )"
            rf"{_MONTH.format('m3')}\b(?:,? (?P<y3>(?:19|20)\d\d)\b)?",
            rf"\b(?P<before>[Ll]ast )?(?P<dayname>{_DAY_NAME})\b",
            r"\b(?P<relative>[Ll]ast (?:week|month|year)|[Yy]esterday|[Tt]his (?:week|month|year))\b",
            r"\b(?P<weekend>(?:[Oo]ver|[Aa]t|[Ll]ast|[Tt]his) (?:the )?weekend)\b",
            r"\b(?:[Ii]n|[Ss]ince|mid-) ?(?P<year>(?:19|20)\d\d)\b",
        )
    )
)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\b\.?)"
    r"|\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b"
    r"|\b(?:(?P<off>half an|an|one|two) hours? (?P<side>before|after) )?(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_OFF_MINUTES = {"half an": 30, "an": 60, "one": 60, "two": 120}
_NOON_MINUTES = 12 * 60


class Grain(StrEnum):
    """How finely a time is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Time:
    """A date as printed, ``body[start:end]``, and the days it can mean, both ends included.

    ``weekday`` is set (0 Monday to 6 Sunday) when the report prints only the day's name.
    """

    start: int
    end: int
    first: dt.date
    last: dt.date
    grain: Grain
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed, in minutes after midnight; ``has_half`` when it says which half of the day."""

    start: int
    end: int
    minutes: int
    has_half: bool = True


def find_times(body: str, published_on: dt.date | None) -> tuple[Time, ...]:
    """Return the dates of ``body`` in order, counted from ``published_on``.

    What cannot be resolved without a date of publication is left out when there is none.
    """
    found = (_resolve(match, published_on) for match in _PATTERN.finditer(body))
    return tuple(time for time in found if time is not None)


def find_clock_times(body: str) -> tuple[Clock, ...]:
    """Return the times of day of ``body`` in order."""
    return tuple(clock for match in _CLOCK.finditer(body) if (clock := _clock(match)) is not None)


def _clock(match: re.Match[str]) -> Clock | None:
    if match["hour24"]:
        hour = int(match["hour24"])
        has_half = hour == 0 or hour > 12
        return Clock(match.start(), match.end(), hour * 60 + int(match["minute24"]), has_half)
    if match["word"]:
        minutes = 0 if match["word"].lower() == "midnight" else _NOON_MINUTES
        off = _OFF_MINUTES.get((match["off"] or "").lower(), 0) * (1 if match["side"] == "after" else -1)
        return Clock(match.start(), match.end(), (minutes + off) % (2 * _NOON_MINUTES))
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    afternoon = match["half"].lower().startswith("p")
    minutes = (hour % 12 + (12 if afternoon else 0)) * 60 + int(match["minute"] or 0)
    return Clock(match.start(), match.end(), minutes)


def _resolve(match: re.Match[str], today: dt.date | None) -> Time | None:
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
            return Time(*match.span(), day, day, Grain.DAY)
        for number in "12":
            if match[f"m{number}"]:
                return _day_of_month(
                    match, match[f"m{number}"], match[f"d{number}"], match[f"y{number}"], today
                )
    except ValueError:  # the 31st of a month of 30 days: not a date after all
        return None
    if match["m3"]:
        return _month(match, today)
    if match["year"]:
        year = int(match["year"])
        return Time(*match.span("year"), dt.date(year, 1, 1), dt.date(year, 12, 31), Grain.YEAR)
    return None if today is None else _relative(match, today)


def _month_number(name: str) -> int:
    folded = name.lower().rstrip(".")
    return _MONTHS.get(folded) or _SHORT_MONTHS[folded]


def _day_of_month(
    match: re.Match[str], month: str, day: str, year: str | None, today: dt.date | None
) -> Time | None:
    if year is None and today is None:
        return None
    if year is not None or today is None:
        date = dt.date(int(year or 0), _month_number(month), int(day))
    else:
        date = dt.date(today.year, _month_number(month), int(day))
        # A report tells what has been; a day ahead by more than a season is last year's.
        if (date - today).days > _LOOK_AHEAD_DAYS:
            date = dt.date(today.year - 1, date.month, date.day)
    return Time(*match.span(), date, date, Grain.DAY)


# A day named without its year lies in the past unless it comes within this many days (an election to be held).
_LOOK_AHEAD_DAYS = 90


def _month(match: re.Match[str], today: dt.date | None) -> Time | None:
    month = _month_number(match["m3"])
    if match["y3"]:
        year = int(match["y3"])
    elif today is None:
        return None
    else:
        is_last = match["lead"].lower() == "last "
        year = today.year if month < today.month or (month == today.month and not is_last) else today.year - 1
    start = match.start("m3") if match["lead"][0].islower() and match["lead"] != "last " else match.start()
    return Time(start, match.end(), dt.date(year, month, 1), _month_end(year, month), Grain.MONTH)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _relative(match: re.Match[str], today: dt.date) -> Time:
    span = match.span()
    monday = today - dt.timedelta(days=today.weekday())
    if match["dayname"]:
        weekday = _WEEKDAYS[match["dayname"].lower()]
        day = today - dt.timedelta(days=(today.weekday() - weekday) % 7)
        if match["before"]:  # some mean the nearest, some the one of the week before
            return Time(*span, day - dt.timedelta(days=7), day, Grain.WEEK)
        return Time(*span, day, day, Grain.DAY, weekday)
    if match["weekend"]:
        saturday = today - dt.timedelta(days=(today.weekday() - 5) % 7)
        return Time(*span, saturday, saturday + dt.timedelta(days=1), Grain.WEEK)
    word, unit = match["relative"].lower().split() if " " in match["relative"] else ("yesterday", "day")
    if unit == "day":
        day = today - dt.timedelta(days=1)
        return Time(*span, day, day, Grain.DAY)
    back = 1 if word == "last" else 0
    if unit == "week":
        first = monday - dt.timedelta(weeks=back)
        return Time(*span, first, first + dt.timedelta(days=6), Grain.WEEK)
    if unit == "month":
        year, month = (today.year, today.month - back) if today.month > back else (today.year - 1, 12)
        return Time(*span, dt.date(year, month, 1), _month_end(year, month), Grain.MONTH)
    return Time(*span, dt.date(today.year - back, 1, 1), dt.date(today.year - back, 12, 31), Grain.YEAR)
