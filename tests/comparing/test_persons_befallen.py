"""Who was sentenced, arrested or elected; who lies in hospital; what was not done."""

from __future__ import annotations

import pytest

from archive.records import ClaimRow, Relation
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        (
            "A court sentenced former minister Andres Kask to nine years.",
            "Andreas Kask was jailed.",
            "Who was sentenced?",
        ),
        ("Rosa Pike was elected on Monday.", "Voters elected Rosa Pike.", "Who was elected?"),
        ("Police arrested Peter Musa, 41.", "Peter Musa was later arrested.", "Who was arrested?"),
    ],
)
def test_whom_two_reports_name_beside_one_verb_is_a_row(one: str, other: str, question: str) -> None:
    assert row(rows(TALE + " " + one, TALE + " " + other), question).relation is not Relation.DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police arrested Peter Musa.", "Police arrested Paul Kalu."),  # two may have been
        ("Police arrested Peter Musa.", "Peter Musa said two were arrested."),  # somebody else was
        ("Peter Musa was arrested.", "Paul Musa was arrested."),  # two of a family
    ],
)
def test_two_persons_are_no_answer_to_one_question(one: str, other: str) -> None:
    assert "Who was arrested?" not in questions(rows(TALE + " " + one, TALE + " " + other))


def test_the_gravely_hurt_are_counted_apart_from_the_hurt() -> None:
    one = "A bus crashed. It left 63 people injured. Eleven of the injured were in critical condition."
    other = "A bus crashed. It left 63 people injured, nine of them in a serious condition."
    found = row(rows(one, other), "How many are in a critical condition?")
    assert found.relation is Relation.DIFFER
    assert [value.split()[0] for value in values(found)] == ["Eleven", "nine"]


def test_what_one_report_says_was_not_done_and_another_that_it_was_is_a_difference() -> None:
    found = row(
        rows(TALE + " No ransom was paid.", TALE + " A ransom of $5 million was paid."), "Was ransom paid?"
    )
    assert found.relation is Relation.DIFFER


@pytest.mark.parametrize(
    "other", ["They denied that a ransom was paid.", "It is unclear whether a ransom was paid."]
)
def test_what_is_denied_or_doubted_was_not_done(other: str) -> None:
    assert "Was ransom paid?" not in questions(rows(TALE + " No ransom was paid.", TALE + " " + other))


@pytest.mark.parametrize(
    ("one", "other", "question", "relation"),
    [
        ("More than 600 people fell ill.", "About 800 people are sick.", "How many people fell ill?", Relation.DIFFER),
        ("Rebels freed five people.", "Five people were released.", "How many people were freed?", Relation.AGREE),
        ("Gunmen abducted nine people.", "Nine people were kidnapped.", "How many people were abducted?",
         Relation.AGREE),
    ],
)  # fmt: skip
def test_what_else_befell_people_is_counted(one: str, other: str, question: str, relation: Relation) -> None:
    assert row(rows(TALE + " " + one, TALE + " " + other), question).relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rebels freed five people.", "Three Norlandians were freed."),  # some of them
        ("Two people died.", "A man of 67 died, they said. Two people died."),  # an age
    ],
)
def test_some_of_them_are_not_all(one: str, other: str) -> None:
    found = rows(TALE + " " + one, TALE + " " + other)
    assert not [r for r in found if r.kind == "number" and r.relation is Relation.DIFFER]
