"""A stretch of days as a reader says it: a year, a month, a day, or from one to another."""

from __future__ import annotations

import calendar
import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def days_in_words(from_on: dt.date | None, to_on: dt.date | None) -> str:
    """Return what a search is narrowed to by its dates, both ends included; "" where by none."""
    if from_on is None or to_on is None:
        return _open_ended(from_on, to_on)
    if from_on == to_on:
        return _day(from_on)
    whole_months = from_on.day == 1 and to_on.day == calendar.monthrange(to_on.year, to_on.month)[1]
    if whole_months and from_on.year == to_on.year:
        if from_on.month == to_on.month:
            return date_format(from_on, "YEAR_MONTH_FORMAT")
        if (from_on.month, to_on.month) == (1, 12):
            return str(from_on.year)
    return _("%(first)s to %(last)s") % {"first": _day(from_on), "last": _day(to_on)}


def _open_ended(from_on: dt.date | None, to_on: dt.date | None) -> str:
    if from_on is not None:
        return _("since %(day)s") % {"day": _day(from_on)}
    return _("up to %(day)s") % {"day": _day(to_on)} if to_on is not None else ""


def _day(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
