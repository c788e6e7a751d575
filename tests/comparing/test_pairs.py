"""How surely two reports tell one event, and what speaks against it."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from archive.comparing.events import ONE_EVENT
from archive.comparing.profiles import profile_report
from archive.records import Role
from tests.comparing.pair_reports import (
    ABROAD,
    COUNTRY,
    ONE,
    OTHER,
    OTHER_TOWN,
    PROVINCE,
    RECALLING,
    SAME,
    TOWN,
    TUESDAY,
    contradictions,
    kind,
    report,
    score,
)


def test_two_accounts_of_one_event_are_surer_than_two_events_of_one_war():
    places = (("Veldmark", TOWN), ("Ostrava Bay", OTHER_TOWN), ("Karvia", COUNTRY))
    one, same = (report(body, on=TUESDAY, places=places) for body in (ONE, SAME))
    other = report(OTHER, on=TUESDAY - dt.timedelta(days=29), places=places)

    assert score(one, same, other).probability > 0.9
    assert score(one, other, same).probability < 0.1
    assert score(same, other, one).probability < 0.1


def test_a_happening_recalled_as_background_does_not_join_its_report():
    places = (("Veldmark", TOWN), ("Ostrava Bay", OTHER_TOWN), ("Karvia", COUNTRY))
    later = report(RECALLING, on=TUESDAY, places=places)
    earlier = report(OTHER, on=TUESDAY - dt.timedelta(days=29), places=places)

    assert score(later, earlier).probability < ONE_EVENT


def test_the_order_of_the_two_does_not_matter():
    one, other = report(ONE, headline="Helicopter lost", on=TUESDAY), report(SAME, outlet="Courier")

    assert score(one, other) == score(other, one)


def test_days_between_the_publications_count_against():
    near = score(report(ONE, on=TUESDAY), report(SAME, on=TUESDAY))
    far = score(report(ONE, on=TUESDAY), report(SAME, on=TUESDAY + dt.timedelta(days=200)))

    assert near.probability > far.probability


def test_an_undated_report_stands_between_near_and_far():
    near = score(report(ONE, on=TUESDAY), report(SAME, on=TUESDAY)).probability
    undated = score(report(ONE, on=TUESDAY), report(SAME)).probability
    years = score(report(ONE, on=TUESDAY), report(SAME, on=dt.date(1940, 1, 1))).probability

    assert years < undated < near


def test_one_outlet_seldom_tells_an_event_twice():
    apart = score(report(ONE, outlet="Courier"), report(SAME, outlet="Herald"))
    together = score(report(ONE, outlet="Courier"), report(SAME, outlet="Courier"))

    assert together.probability < apart.probability


@pytest.mark.parametrize("body", ["", "\n\n", "One.", "—", "1", "a" * 100_000])
def test_a_report_of_next_to_nothing_is_no_error_and_joins_nothing(body):
    assert 0.0 <= score(report(body), report(ONE)).probability < 0.5


def test_a_megabyte_on_one_line_is_read_in_a_moment():
    started = time.process_time()

    for body in (
        "word " * 200_000,
        "killed 5 " * 100_000,
        "May 5 " * 150_000,
        "A" * 1_000_000,
        "Aa " * 300_000,
    ):
        profile_report(report(body, on=TUESDAY))

    assert time.process_time() - started < 5


def test_nothing_contradicts_where_nothing_is_known():
    # Only the dead and the days of the week differ.
    assert contradictions(report(ONE), report(OTHER)) == 1.0 + 2.0


def test_leads_of_other_places_in_one_country_contradict():
    one = report("Fire in Veldmark.", places=(("Veldmark", TOWN),))
    other = report("Fire in Ostrava Bay.", places=(("Ostrava Bay", OTHER_TOWN),))

    assert contradictions(one, other) == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Dorn Province", PROVINCE),  # holds Veldmark
        ("Veldmark", TOWN),
        ("Karvia", COUNTRY),  # too wide to contradict
        ("Lissenberg", ABROAD),  # where it was answered, not where it happened
    ],
)
def test_places_that_may_be_of_one_event_do_not_contradict(name, place):
    one = report("Fire in Veldmark.", places=(("Veldmark", TOWN),))
    other = report(f"Fire, they say in {name}.", places=((name, place),))

    assert contradictions(one, other) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (kind("Mi-8", "Mi-8"), kind("Mi-25", "Mi-24"), 6.0),  # two helicopters of two families, both sides
        (kind("Mi-8", "Mi-8"), kind("Mi-8AMTSh", "Mi-8"), 0.0),  # one family
        (kind("Mi-8", "Mi-8"), kind("Su-24", "Su-24", "fixed-wing"), 0.0),  # two parts in one event
    ],
)
def test_leads_of_other_aircraft_of_one_kind_contradict(one, other, expected):
    first = report(f"A {one.name} fell.", aircraft=((one.name, one),))
    second = report(f"A {other.name} fell.", aircraft=((other.name, other),))

    assert contradictions(first, second) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It fell on 1 August 2016.", "It fell on 8 July 2016.", 3.0),
        ("It fell on 1 August 2016.", "It fell on 3 August 2016.", 0.0),  # a day or two: told with care
        ("It fell on 1 August 2016.", "It fell on 8 July 2016. So did one on 1 August 2016.", 0.0),
        ("It fell on 1 August 2016.", "It fell.", 0.0),
    ],
)
def test_leads_of_days_far_apart_contradict(one, other, expected):
    assert contradictions(report(one), report(other)) == expected


def test_other_days_near_each_other_contradict_where_the_places_do_too():
    one = report("Fire in Veldmark on 4 June 2019.", places=(("Veldmark", TOWN),))
    other = report("Fire in Ostrava Bay on 6 June 2019.", places=(("Ostrava Bay", OTHER_TOWN),))

    assert contradictions(one, other) == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It fell on Monday.", "It fell on Friday.", 2.0),
        ("It fell on Monday.", "It fell on Monday, not on Friday.", 0.0),
        ("It fell on Monday.", "It fell.", 0.0),
        ("It fell on Monday.", "It fell on 4 June 2019.", 2.0),  # a Tuesday
        ("It fell on Tuesday.", "It fell on 4 June 2019.", 0.0),
    ],
)
def test_other_days_of_the_week_contradict_where_no_date_tells_them_apart(one, other, expected):
    assert contradictions(report(one), report(other)) == expected


def test_days_of_the_week_do_not_count_where_both_reports_name_days_that_can_be_dated():
    one = report("It fell on Tuesday.", on=TUESDAY)
    other = report("It fell on Wednesday.", on=TUESDAY + dt.timedelta(days=1))

    assert contradictions(one, other) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("A Karvian helicopter fell.", "A Lissish army helicopter fell.", 3.0),
        ("A Karvian helicopter fell.", "A Karvian military transport plane fell.", 0.0),
        ("A Karvian helicopter fell.", "A helicopter fell, Lissish officers said.", 0.0),
        ("A Karvian helicopter fell.", "A helicopter fell.", 0.0),
    ],
)
def test_aircraft_of_other_peoples_contradict(one, other, expected):
    assert contradictions(*(_with_peoples(body) for body in (one, other))) == expected


def test_whose_aircraft_it_was_is_read_in_the_headline_too():
    one = _with_peoples("It fell, Karvian officers said.", headline="Karvian helicopter lost")
    other = _with_peoples("A Lissish Mi-8 fell.")

    assert contradictions(one, other) == 3.0


def _with_peoples(body, headline=None):
    peoples = (("Karvian", COUNTRY), ("Lissish", ABROAD))
    plain = report(body, headline=headline, places=peoples, aircraft=(("Mi-8", kind("Mi-8", "Mi-8")),))
    demonyms = tuple(replace(toponym, role=Role.DEMONYM) for toponym in plain.toponyms)
    return replace(plain, toponyms=demonyms)
