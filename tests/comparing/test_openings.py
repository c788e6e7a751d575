"""The day and the place that the reports' openings agree on."""

from __future__ import annotations

import pytest

from archive.records import ClaimRow, Relation
from tests.comparing.test_compare import row, rows, values

WHEN, WHERE = "When did it happen?", "Where did it happen?"
VERDICT = "A court sentenced former minister Anders Kask to nine years on Monday."


def asked(found: list[ClaimRow], question: str) -> list[ClaimRow]:
    return [one for one in found if one.question == question]


def test_a_day_that_two_openings_name_is_the_day_of_the_event() -> None:
    found = rows(VERDICT, "Anders Kask was jailed on 14 June for taking bribes from a ferry builder.")
    assert values(row(found, WHEN)) == ["Monday", "14 June"]
    assert row(found, WHEN).relation is Relation.AGREE_VARIANT


@pytest.mark.parametrize(
    "other",
    [
        "Kask was found guilty, a lawyer said on Monday.",  # the day of the saying
        "Kask has been in custody since Monday.",  # the day from which on
        "Kask, who sold ferries, was jailed on Saturday.",  # another day: which is right is not asked here
        "Kask was jailed. He wept. On Monday his party met.",  # not in the opening
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_the_event(other: str) -> None:
    assert not asked(rows(VERDICT, other), WHEN)


def test_a_place_named_by_two_openings_is_the_scene_if_one_says_in_it() -> None:
    found = rows(
        "Two people died as police fired on marchers in Moortown.",
        "Calm returned to Moortown a day after the march.",
        "The march in Lake province was over fuel.",
    )
    assert values(row(found, WHERE)) == ["Moortown", "Moortown", "Lake province"]
    assert row(found, WHERE).relation is Relation.COMPATIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Where somebody spoke.
        ("The deal is off, officials in Moortown said.", "Officials in Moortown are silent on the deal."),
        # Half of a person's name.
        ("The deal was signed by Alac Moortown.", "Ministers in the pay of Alac Moortown signed it."),
        # No report says that anything was in it.
        ("Moortown signed the deal.", "Moortown welcomed the deal."),
        # Where people look on from afar.
        (
            "People watch a television broadcast about the deal at a station in Moortown.",
            "A man follows a news programme about the deal, in Moortown on Friday.",
        ),
        # Where a report was filed, whatever its dateline was read as.
        ("From Moortown — the deal is off in the capital.", "Filed in Moortown (AP) — the deal is off."),
    ],
)
def test_a_place_that_is_no_scene_is_not_where_it_happened(one: str, other: str) -> None:
    assert not asked(rows(one, other), WHERE)


def test_a_place_beside_a_noun_contradicts_nobody() -> None:
    found = rows(
        "A missile launch was reported in Moortown on Monday.",
        "The launch will be discussed in Fellhaven. The launch in Fellhaven was long planned.",
    )
    assert not [one for one in asked(found, WHERE) if one.relation is Relation.DIFFER]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The bank is from there.
        ("The Moortown bank lost money.", "A filing by the Moortown bank shows losses in Moortown firms."),
        # The dateline says where it was written.
        ("MOORTOWN, Norland — The deal was signed.", "MOORTOWN, Norland — Ministers signed the deal."),
    ],
)
def test_a_place_something_is_only_from_is_not_where_it_happened(one: str, other: str) -> None:
    assert not asked(rows(one, other), WHERE)


def test_what_another_attack_answers_is_not_where_this_one_happened() -> None:
    found = rows(
        "An attack killed two people on Monday. The attack was revenge for air strikes in Fellhaven.",
        "Two people died in an attack on Monday. The attack followed a raid in Fellhaven.",
    )
    assert not asked(found, WHERE)
