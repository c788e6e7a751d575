"""Why two reports are taken to tell one event, in a reader's words."""

import datetime as dt

import pytest

from archive.comparing.pair_reasons import copied_share
from archive.comparing.profiles import profile_report
from tests.comparing.pair_reports import COUNTRY, ONE, SAME, TOWN, TUESDAY, kind, report, score


def test_reasons_name_what_both_reports_have():
    places = (("Veldmark", TOWN), ("Karvia", COUNTRY))
    reasons = score(report(ONE, on=TUESDAY, places=places), report(SAME, on=TUESDAY, places=places)).reasons

    assert reasons == ("same day", "Veldmark", "Anselm Drury", "Hill Front", "5 killed")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "same day"),
        (1, "a day apart"),
        (3, "3 days apart"),
        (4, None),  # no reason to join any more
        (None, None),  # undated
    ],
)
def test_reasons_say_the_days_apart_while_they_are_few(days, expected):
    on = None if days is None else TUESDAY + dt.timedelta(days=days)
    reasons = score(report(ONE, on=TUESDAY), report(SAME, on=on)).reasons

    found = [reason for reason in reasons if "day" in reason]
    assert found == ([expected] if expected else [])


def test_a_country_is_a_reason_only_where_no_narrower_place_is_shared():
    one = report("Rain fell in Karvia.", places=(("Karvia", COUNTRY),))
    other = report("Karvia was wet.", places=(("Karvia", COUNTRY),))

    assert score(one, other).reasons == ("Karvia",)


def test_spellings_of_one_place_meet_under_its_name():
    one = report("The base at Veldmarck was hit by fire.", places=(("Veldmarck", TOWN),))
    other = report("Shells hit Weldmark at dawn.", places=(("Weldmark", TOWN),))

    assert "veldmark" in profile_report(one).words
    assert score(one, other).reasons == ("Veldmark",)


def test_aircraft_of_the_openings_are_named_before_those_of_the_background():
    types = (("Mi-8", kind("Mi-8", "Mi-8")), ("Mi-25", kind("Mi-25", "Mi-24")))
    padding, more = (" ".join(f"{word}{number}" for number in range(200)) for word in ("this", "that"))
    one = report(f"A Mi-8 fell. {padding}. Once a Mi-25 fell.", aircraft=types)
    other = report(f"They lost a Mi-8. {more}. A Mi-25 was lost before.", aircraft=types)

    assert score(one, other).reasons == ("Mi-8",)


def test_what_is_left_of_two_different_names_is_no_reason():
    one = report("They blamed the Hill Front for it.")
    other = report("They thanked the Harbour Front for it.")

    assert score(one, other).reasons == ()


def test_months_and_weekdays_are_no_names():
    one = report("It rained on Tuesday and it will rain in December too.")
    other = report("The mayor came on Tuesday and will leave in December.")

    assert score(one, other).reasons == ()


def test_a_reprint_is_known_as_nearly_the_same_text():
    reprint = report(SAME.replace("Five soldiers", "Five men"), number=2)

    assert copied_share(profile_report(report(SAME)), profile_report(reprint)) > 0.7
    assert "nearly the same text" in score(report(SAME), reprint).reasons
    assert "nearly the same text" not in score(report(SAME), report(ONE)).reasons


@pytest.mark.parametrize(
    ("lede", "expected"),
    [
        ("A crash killed 12 people.", {12}),
        ("It fell, killing all five people on board.", {5}),
        ("Five people on board died.", {5}),
        ("Seven soldiers died.", {7}),
        ("At least 1,200 people died.", set()),  # a figure this pattern cannot read whole
        ("An Mi-8 was shot down and killed nobody.", set()),  # the 8 is the aircraft's
        ("The 32-year-old was killed.", set()),  # an age
        ("He was killed on 5 May.", set()),
    ],
)
def test_the_dead_are_counted_only_where_the_lead_says_so(lede, expected):
    assert profile_report(report(lede)).dead == expected
