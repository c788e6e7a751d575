"""Times of day, places, sums and offices as reports tell them in other words."""

from __future__ import annotations

import pytest

from archive.comparing.times import find_clock_times
from archive.records import ClaimRow, Relation
from tests.comparing.reports import make_report
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("It began at noon.", 720),
        ("It began an hour before midnight.", 1380),
        ("It began half an hour after midday.", 750),
        ("It began at midnight.", 0),
    ],
)
def test_times_of_day_are_told_in_words(told: str, minutes: int) -> None:
    assert [clock.minutes for clock in find_clock_times(told)] == [minutes]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("at 12:46 p.m.", "shortly before 1 p.m.", Relation.AGREE_VARIANT),
        ("at 1:15 p.m.", "shortly before 1 p.m.", Relation.DIFFER),
        ("just after 11 p.m.", "about 10:30 p.m.", Relation.DIFFER),
        ("about 11 p.m.", "at around 11:05 p.m.", Relation.AGREE_VARIANT),
        ("an hour before midnight", "at 11 p.m.", Relation.AGREE),
    ],
)
def test_a_hedged_time_reaches_as_far_as_its_words(one: str, other: str, relation: Relation) -> None:
    tales = [f"{TALE} The blast occurred {when} in the old mill." for when in (one, other)]
    assert row(rows(*tales), "At what time?").relation is relation


def test_what_happened_south_of_a_town_did_not_happen_in_it() -> None:
    one = "The storm struck Moortown on Monday."
    other = "The storm struck Lake province on Monday."
    third = "The storm struck 30 kilometres south of the town of Fellhaven on Monday."
    found = row(rows(one, other, third), "Where did it happen?")
    assert found.relation is Relation.COMPATIBLE
    assert values(found) == ["Moortown", "Lake province"]


def test_strikes_from_the_air_are_no_verb() -> None:
    one = "Gunmen shot two guards in Moortown on Monday, in answer to air strikes in Hill province."
    assert values(
        row(rows(one, "Gunmen shot two guards in Moortown on Monday."), "Where did it happen?")
    ) == [
        "Moortown",
        "Moortown",
    ]


def test_a_sum_told_with_hyphens_is_one() -> None:
    one = f"{TALE} Halden will pay 4.6 billion euros for its rival Orvane."
    other = f"{TALE} Orvane goes to its rival Halden in a 4.6-billion-euro deal."
    assert ["4.6 billion euros", "4.6-billion-euro"] in [values(found) for found in rows(one, other)]


def test_the_day_on_which_it_was_said_answers_where_nothing_happened() -> None:
    one = "Halden will buy its rival Orvane, the companies said on Monday."
    other = "Orvane goes to Halden, it was announced on Monday."
    found = row(rows(one, other), "When was it made known?")
    assert values(found) == ["Monday", "Monday"]
    assert "When did it happen?" not in questions(rows(one, other))


def test_the_day_of_a_price_is_no_event() -> None:
    one = "Halden pays more than Friday's closing price."
    assert "When did it happen?" not in questions(rows(one, one))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (
            "Marco Ruiz, a spokesman for the forest service, spoke.",
            "The forest service spokesman Marco Ruiz spoke.",
            ["Marco Ruiz, a spokesman", "forest service spokesman Marco Ruiz"],
        ),
        (
            "Team physician James Muntz spoke.",
            "It was James Muntz, an Astros physician, who spoke.",
            ["Team physician James Muntz", "James Muntz, an Astros physician"],
        ),
    ],
)
def test_who_somebody_is_told_before_the_name_or_after_it(one: str, other: str, shown: list[str]) -> None:
    found = [r for r in rows(f"{TALE} {one}", f"{TALE} {other}") if r.question.startswith("Who is")]
    assert [values(r) for r in found] == [shown]


def test_an_age_told_in_a_sentence_is_the_one_told_beside_the_name() -> None:
    one, other = f"{TALE} Rich Dauer, 65, fell.", f"{TALE} Rich Dauer is 65 years old."
    assert row(rows(one, other), "How old is Rich Dauer?").relation is Relation.AGREE


def test_a_time_of_day_stays_in_the_clause_it_dates() -> None:
    body = "The shooting happened shortly after 11:30 p.m. in Moortown."
    report = make_report(body)
    assert report.body[find_clock_times(body)[0].start :].startswith("11:30 p.m.")
    assert row(rows(body, body), "At what time?").relation is Relation.AGREE
