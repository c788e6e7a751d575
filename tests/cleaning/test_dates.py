"""Dates as printed, and which day they are."""

import datetime as dt

import pytest

from archive.cleaning.bylines import is_update_only, parse_date_line
from archive.cleaning.dates import find_dates, parse_timestamp, settle
from archive.records import PublishedHow
from tests.cleaning.reports import STORY, clean

AUGUST = dt.date(2016, 8, 1)
JANUARY = dt.date(2016, 1, 8)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("August 1, 2016", (AUGUST,)),
        ("Aug. 1, 2016", (AUGUST,)),
        ("1 August 2016", (AUGUST,)),
        ("1st August 2016", (AUGUST,)),
        ("the 1st of August, 2016", (AUGUST,)),
        ("1-Aug-2016", (AUGUST,)),
        ("Monday, August 1, 2016 10:41", (AUGUST,)),
        ("2016-08-01", (AUGUST,)),
        ("2016/08/01", (AUGUST,)),
        ("2016年8月1日", (AUGUST,)),
        ("1 августа 2016 года", (AUGUST,)),
        ("1 août 2016", (AUGUST,)),
        ("1er août 2016", (AUGUST,)),
        ("1. August 2016", (AUGUST,)),
        ("1 de agosto de 2016", (AUGUST,)),
        ("1 أغسطس 2016", (AUGUST,)),
        ("8 كانون الثاني 2016", (JANUARY,)),
        ("01/08/2016", (AUGUST, JANUARY)),  # two readings, day first
        ("1.8.16", (AUGUST, JANUARY)),
        ("31/08/2016", (dt.date(2016, 8, 31),)),  # no month has number 31
        ("08/31/2016", (dt.date(2016, 8, 31),)),
        ("08/08/2016", (dt.date(2016, 8, 8),)),  # both readings are one day
    ],
)
def test_a_printed_date_is_read(text, readings):
    (found,) = find_dates(text)

    assert found.readings == readings


@pytest.mark.parametrize(
    "text",
    [
        "may 5 of them",  # no month
        "March 32, 2016",
        "31/02/2016",
        "version 1.2.3.4",
        "call 01/08/20166",
        "9/11",
        "between 1,500 and 2,000",
        "Mi-8 and Mi-28",
        "12345-08-01",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text):
    assert [found for found in find_dates(text) if found.readings] == []


def test_a_date_without_a_year_is_known_by_month_and_day():
    (found,) = find_dates("On August 1, a helicopter was lost.")

    assert (found.month, found.day, found.readings) == (8, 1, ())


@pytest.mark.parametrize(
    ("line", "text", "day_first", "language", "expected"),
    [
        ("01/08/2016", "On August 1, it fell.", None, "en", (AUGUST,)),  # the text spells one reading
        ("01/08/2016", "It fell on January 8.", None, "en", (JANUARY,)),
        ("Monday 01/08/2016", "", None, "en", (AUGUST,)),  # the weekday is right for one
        ("Friday 01/08/2016", "", None, "en", (JANUARY,)),
        ("01/08/2016", "", None, "en", (AUGUST, JANUARY)),  # nothing decides
        ("01/08/2016", "From January 8 to August 1.", None, "en", (AUGUST, JANUARY)),  # the text names both
        ("01/08/2016", "On August 1, 2014, another fell.", None, "en", (AUGUST, JANUARY)),  # another year
        ("01/08/2016", "", True, "en", (AUGUST,)),  # the outlet's habit
        ("01/08/2016", "", False, "en", (JANUARY,)),
        ("01/08/2016", "It fell on January 8.", True, "en", (JANUARY,)),  # the text is surer than habit
        ("01.08.2016", "", None, "de", (AUGUST,)),  # German knows one order
        ("01.08.2016", "", None, None, (AUGUST, JANUARY)),
    ],
)
def test_a_date_that_reads_two_ways_is_settled_by_evidence_alone(line, text, day_first, language, expected):
    (found,) = find_dates(line)

    assert settle(found, line, text, day_first=day_first, language=language) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-08-01T10:00:00+03:00", AUGUST),
        ("2016-08-01", AUGUST),
        ("Mon, 1 Aug 2016 10:00:00 GMT", AUGUST),
        ("01/08/2016", None),  # a machine may write either order
        ("yesterday", None),
    ],
)
def test_a_machines_date_is_a_day(value, expected):
    assert parse_timestamp(value) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("August 1, 2016", AUGUST),
        ("Published: 1 August 2016 10:41 BST", AUGUST),
        ("Monday, August 1, 2016 at 10:41 AM", AUGUST),
        ("Updated August 2, 2016 | Published August 1, 2016", AUGUST),
        ("By Jane Doe | August 1, 2016", AUGUST),
        ("The strike of August 1, 2016 killed five people, the ministry said.", None),  # a sentence
        ("August 1", None),  # no year
    ],
)
def test_a_line_of_date_is_one_that_says_hardly_anything_else(line, expected):
    found = parse_date_line(line)

    assert (found.readings[0] if found is not None else None) == expected


def test_the_day_of_an_update_is_no_day_of_publication():
    assert is_update_only("Last updated: 1 August 2016")
    assert not is_update_only("Published 1 August 2016, updated 2 August 2016")

    # A Sunday; the report tells of Monday.
    report = clean(f"A Ferry Is Lost Off The Coast\n\nLast updated: 7 August 2016\n\n{STORY}")
    assert report.published_on is None
    assert report.date_candidates == (dt.date(2016, 8, 7),)


def test_the_day_of_an_update_counts_where_the_report_tells_that_day_as_news():
    report = clean(f"A Ferry Is Lost Off The Coast\n\nLast updated: 1 August 2016 19:10\n\n{STORY}")
    assert report.published_on == AUGUST
    assert report.published_how is PublishedHow.PRINTED


@pytest.mark.parametrize(
    ("text", "day", "how"),
    [
        (f"August 1, 2016\n\n{STORY}", AUGUST, PublishedHow.PRINTED),
        (f"{STORY}\n\nAugust 1, 2016", AUGUST, PublishedHow.PRINTED),  # below the last paragraph
        (f"ATHENS, Aug. 1, 2016 — {STORY}", AUGUST, PublishedHow.DATELINE),
        (f"ATHENS, Aug. 1 — {STORY}", None, PublishedHow.UNKNOWN),  # which year, nothing says
        (
            f"{STORY}\n\nOne Comment\n\nanna\n\nAugust 1, 2016 at 10:41 AM\n\nNice.",
            None,
            PublishedHow.UNKNOWN,
        ),
        (STORY, None, PublishedHow.UNKNOWN),
    ],
)
def test_a_report_says_when_it_was_published_and_how_that_is_known(text, day, how):
    report = clean(text)

    assert (report.published_on, report.published_how) == (day, how)


def test_undecided_readings_are_offered():
    report = clean(f"A Ferry Is Lost Off The Coast\n\n01/08/2016\n\n{STORY}")

    assert report.published_on is None
    assert report.date_candidates == (AUGUST, JANUARY)
