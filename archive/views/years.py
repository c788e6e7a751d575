"""Reports over time: a bar a month, or a year where they span many."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format

from archive.search.engine import NONE
from archive.search.facets import FacetValue
from archive.views.address import SearchAddress

# Months shown one by one; past three years a bar a year says more.
_MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year: how many reports, as a number and as per cent of the busiest, and the search for them."""

    name: str
    count: int
    share: int
    url: str


def count_periods(months: Iterable[FacetValue], address: SearchAddress) -> tuple[Period, ...]:
    """Return the periods in which a search's reports were published, in order, by its months; undated left out."""
    dated = {divmod(int(month.id), 100): month.count for month in months if month.id != NONE}
    if not dated:
        return ()
    first, last = min(dated), max(dated)
    by_month = (last[0] - first[0]) * 12 + last[1] - first[1] < _MOST_MONTHS
    counts = Counter[tuple[int, int]]()
    for (year, month), count in dated.items():
        counts[year, month if by_month else 0] += count
    most = max(counts.values())
    return tuple(
        _period(year, month, count, most, address) for (year, month), count in sorted(counts.items())
    )


def _period(year: int, month: int, count: int, most: int, address: SearchAddress) -> Period:
    first = dt.date(year, month or 1, 1)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    name = date_format(first, "YEAR_MONTH_FORMAT") if month else str(year)
    return Period(name, count, max(1, round(100 * count / most)), address.between(first, last).url)
