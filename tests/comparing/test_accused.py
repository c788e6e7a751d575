"""Whom reports, or those they quote, hold to have done it."""

from __future__ import annotations

import pytest

from archive.comparing.event_reading import MAIN
from archive.records import Relation
from tests.comparing.test_compare import row, rows, values

SHELLED = "Rockets struck Moortown on Monday, killing 30 people. "
WHO = "Who is blamed?"


def test_two_sides_that_blame_each_other_differ_each_in_the_words_of_its_speaker() -> None:
    found = rows(
        SHELLED + "The government blamed Suderian rebels.",
        SHELLED + "A rebel commander, Denys Horn, blamed Norlandian troops for it.",
    )
    blamed = row(found, WHO, MAIN)
    assert blamed.relation is Relation.DIFFER
    assert values(blamed) == ["Suderian rebels", "Norlandian troops"]


def test_two_reports_that_blame_the_same_agree() -> None:
    found = rows(SHELLED + "The mayor blamed the rebels.", SHELLED + "Norland blames Suderian rebels.")
    assert row(found, WHO).relation is Relation.AGREE_VARIANT


@pytest.mark.parametrize(
    "other",
    [
        "He blamed the weather for it.",  # nobody
        "He blamed overloading.",
        "Nobody has been blamed.",
    ],
)
def test_what_is_nobody_is_not_blamed_here(other: str) -> None:
    found = rows(SHELLED + "The government blamed Suderian rebels.", SHELLED + other)
    assert WHO not in [one.question for one in found]
