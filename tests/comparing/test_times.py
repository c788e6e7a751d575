"""Dates and times of day."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.comparing.times import Grain, find_clock_times, find_times

TODAY = dt.date(2021, 6, 15)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on June 14, 2021", "2021-06-14", "2021-06-14"),  # month first
        ("on 14 June 2021", "2021-06-14", "2021-06-14"),  # day first
        ("on 14th of June", "2021-06-14", "2021-06-14"),  # without a year: the report's
        ("on Dec. 30", "2020-12-30", "2020-12-30"),  # far ahead: last year's
        ("2021-06-14", "2021-06-14", "2021-06-14"),  # ISO
        ("on Monday", "2021-06-14", "2021-06-14"),  # the last Monday
        ("on Tuesday", "2021-06-15", "2021-06-15"),  # today's name is today
        ("last Monday", "2021-06-07", "2021-06-14"),  # two readings: a stretch
        ("in April", "2021-04-01", "2021-04-30"),  # the last April
        ("in July", "2020-07-01", "2020-07-31"),  # not yet come: last year's
        ("last October", "2020-10-01", "2020-10-31"),
        ("last month", "2021-05-01", "2021-05-31"),
        ("last week", "2021-06-07", "2021-06-13"),
        ("over the weekend", "2021-06-12", "2021-06-13"),
        ("yesterday", "2021-06-14", "2021-06-14"),
        ("in 2015", "2015-01-01", "2015-12-31"),
    ],
)
def test_dates_are_counted_from_the_report(text: str, first: str, last: str) -> None:
    (time,) = find_times(text, TODAY)
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["the May queen", "31 June 2021", "a Mi-8", "in 3021", "flight 2021-99-99"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_times(text, TODAY) == ()


def test_january_looks_back_to_december() -> None:
    (time,) = find_times("last month", dt.date(2021, 1, 5))
    assert (time.first, time.last) == (dt.date(2020, 12, 1), dt.date(2020, 12, 31))


def test_without_a_date_of_its_own_a_report_still_names_whole_dates() -> None:
    assert [time.grain for time in find_times("on Monday, June 14, 2021", None)] == [Grain.DAY]


@pytest.mark.parametrize(
    ("text", "minutes", "has_half"),
    [
        ("at 12:20 p.m.", 740, True),
        ("at 12:05 am", 5, True),
        ("at 5 pm", 1020, True),
        ("at 17:45", 1065, True),
        ("at 5:52", 352, False),  # morning or evening is not said
    ],
)
def test_times_of_day_are_minutes(text: str, minutes: int, has_half: bool) -> None:
    (clock,) = find_clock_times(text)
    assert (clock.minutes, clock.has_half) == (minutes, has_half)


def test_thirteen_p_m_is_no_time() -> None:
    assert find_clock_times("at 13 p.m.") == ()
