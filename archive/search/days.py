"""Days and ranges of days, as readers write them in a query. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from archive.search.nodes import Published

DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


def parse_date_range(value: str) -> Published:
    """Read ``2016``, ``2016-08``, ``2016-08-01``, ``a..b``, ``>a``, ``>=a``, ``<a`` or ``<=a``.

    Raises ``ValueError`` with the cure when it is none of these.
    """
    if ".." in value:
        first, _, last = value.partition("..")
        since = _days(first)[0] if first else None
        until = _days(last)[1] if last else None
        if since and until and since > until:
            since, until = _days(last)[0], _days(first)[1]
        return Published(since, until)
    if value.startswith(">="):
        return Published(_days(value[2:])[0], None)
    if value.startswith("<="):
        return Published(None, _days(value[2:])[1])
    if value.startswith(">"):
        return Published(_shift(_days(value[1:])[1], 1), None)
    if value.startswith("<"):
        return Published(None, _shift(_days(value[1:])[0], -1))
    return Published(*_days(value))


def _shift(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _days(value: str) -> tuple[dt.date, dt.date]:
    match = DAY.fullmatch(value.strip())
    if match is None:
        raise ValueError("write a date as 2016, 2016-08 or 2016-08-01.")
    year = int(match["year"])
    try:
        if match["month"] is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        month = int(match["month"])
        if match["day"] is None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        day = dt.date(year, month, int(match["day"]))
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError("there is no such day.") from None
    return day, day
