"""Bars over time."""

import datetime as dt

import pytest

from archive.views.timeline import MOST_BARS, set_timeline


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        # A few months stand month by month.
        ("2016-07-09", "2016-08-02", ["Jul 2016", "Aug 2016"]),
        # Past a year, by quarters.
        ("2015-11-24", "2016-12-25", ["Q4 2015", "Q1 2016", "Q2 2016", "Q3 2016", "Q4 2016"]),
        # Past three years, by years.
        ("2014-07-17", "2017-08-07", ["2014", "2015", "2016", "2017"]),
        # Past twelve years, by two.
        ("2001-01-01", "2014-01-01", ["2000–2001", "2002–2003", "2004–2005", "2006–2007", "2008–2009", "2010–2011",
                                      "2012–2013", "2014–2015"]),
    ],
)  # fmt: skip
def test_the_periods_are_the_shortest_that_fit(first, last, names):
    assert [bar.name for bar in set_timeline({day(first): 1, day(last): 1})] == names


def test_a_century_still_fits():
    assert len(set_timeline({day("1900-01-01"): 1, day("2026-01-01"): 1})) <= MOST_BARS


def test_every_report_is_in_the_bar_of_its_day():
    counted = {day("2014-07-17"): 2, day("2016-08-01"): 8, day("2016-12-31"): 1, day("2018-01-01"): 1}
    bars = set_timeline(counted)
    assert [bar.count for bar in bars] == [2, 0, 9, 0, 1]
    for bar in bars:
        assert bar.count == sum(n for on, n in counted.items() if bar.first_on <= on <= bar.last_on)


def test_heights_are_shares_of_the_fullest_and_never_vanish():
    bars = set_timeline({day("2016-01-01"): 1000, day("2016-02-01"): 250, day("2016-03-01"): 1})
    assert [bar.height for bar in bars] == [100, 25, 2]
    assert [bar.top for bar in bars] == [0, 75, 98]


def test_nothing_dated_is_no_timeline():
    assert set_timeline({}) == ()
