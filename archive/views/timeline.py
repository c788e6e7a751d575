"""How many reports were published when, as bars of at most a dozen periods."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format

# So many bars each keep 24 px of a phone's width, the least a finger hits.
MOST_BARS = 12
# Lengths of a period in months; the first that needs no more bars than that is taken.
_STEPS = (1, 3, 12, 24, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Bar:
    """One period, first and last day included. ``height`` (0 to 100) is its share of the fullest, in per cent."""

    name: str
    first_on: dt.date
    last_on: dt.date
    count: int
    height: int

    @property
    def top(self) -> int:
        """Where it begins, counted from above."""
        return 100 - self.height


def set_timeline(counted: Mapping[dt.date, int]) -> tuple[Bar, ...]:
    """Return the bars for counts by day, oldest first, with none left out between; () without a date."""
    if not counted:
        return ()
    first, last = min(counted), max(counted)
    step = next((step for step in _STEPS if _bars_needed(first, last, step) <= MOST_BARS), _STEPS[-1])
    held: Counter[int] = Counter()
    for day, count in counted.items():
        held[_month(day) // step] += count
    fullest = max(held.values())
    return tuple(_bar(period, step, held[period], fullest) for period in _periods(first, last, step))


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _periods(first: dt.date, last: dt.date, step: int) -> Iterable[int]:
    return range(_month(first) // step, _month(last) // step + 1)


def _bars_needed(first: dt.date, last: dt.date, step: int) -> int:
    return len(range(_month(first) // step, _month(last) // step + 1))


def _bar(period: int, step: int, count: int, fullest: int) -> Bar:
    first_on = _first_day(period * step)
    last_on = _first_day((period + 1) * step) - dt.timedelta(days=1)
    height = max(round(100 * count / fullest), 2) if count else 0
    return Bar(_name(first_on, last_on, step), first_on, last_on, count, height)


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _name(first_on: dt.date, last_on: dt.date, step: int) -> str:
    if step == 1:
        return date_format(first_on, "M Y")
    if step == 3:
        return f"Q{last_on.month // 3} {last_on.year}"
    return str(first_on.year) if step == 12 else f"{first_on.year}–{last_on.year}"
