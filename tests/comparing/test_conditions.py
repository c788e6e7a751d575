"""What became of somebody who was hurt, what somebody is charged with, and the weapon and street of a deed."""

from __future__ import annotations

import pytest

from archive.records import ClaimRow, Relation
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("The girl is in critical condition.", "The girl was pronounced dead.", Relation.DIFFER),
        ("The girl is in critical condition.", "The girl is expected to survive.", Relation.COMPATIBLE),
        ("The boy suffered serious injuries.", "The boy had minor injuries.", Relation.DIFFER),
        ("The driver was unhurt.", "The driver was seriously injured.", Relation.DIFFER),
        ("The driver is in stable condition.", "The driver is in stable condition.", Relation.AGREE),
        ("The driver did not survive.", "The driver was shot dead.", Relation.AGREE_VARIANT),
        # the gravest word of a report counts
        (
            "The boy was seriously injured. The boy is expected to recover.",
            "The boy had minor injuries.",
            Relation.DIFFER,
        ),
        # "she" is whom the sentence before speaks of
        (
            "Police found a girl. She died on Monday.",
            "The girl was later pronounced dead.",
            Relation.AGREE_VARIANT,
        ),
    ],
)
def test_how_one_person_fared_is_one_question(one: str, other: str, relation: Relation) -> None:
    found = [r for r in rows(f"{TALE} {one}", f"{TALE} {other}") if r.question.startswith("What became of")]
    assert [r.relation for r in found] == [relation]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The driver nearly died.", "The driver is in critical condition."),  # he did not
        ("The girl's uncle died.", "The girl is in critical condition."),  # somebody else did
        ("The girl would have died.", "The girl is in stable condition."),  # she did not
        ("Three people and a boy died.", "The boy is in stable condition."),  # whose death is not surely told
    ],
)
def test_what_is_not_surely_said_of_one_person_is_no_answer(one: str, other: str) -> None:
    found = questions(rows(f"{TALE} {one}", f"{TALE} {other}"))
    assert not any(question.startswith("What became of") for question in found)


def test_whom_one_report_names_and_calls_the_man_has_one_row() -> None:
    one = f"{TALE} Peter Musa is in critical condition. The man is in critical condition."
    other = f"{TALE} Peter Musa later died. The man later died."
    found = [r for r in rows(one, other) if r.question.startswith("What became of")]
    assert [(r.question, r.relation) for r in found] == [("What became of Musa?", Relation.DIFFER)]


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        (
            "He was charged with wire fraud.",
            "She faces 20 counts of wire fraud and theft.",
            "What is the charge?",
        ),
        ("He was arrested on charges of arson.", "Police charged him with arson.", "What is the charge?"),
        (
            "A court convicted him of insulting the king.",
            "He was jailed for three years for insulting the king.",
            "What was the conviction for?",
        ),
        (
            "He is accused of stealing jewels.",
            "He was held on suspicion of stealing jewels.",
            "What is the accusation?",
        ),
    ],
)
def test_what_somebody_answers_for_is_a_row(one: str, other: str, question: str) -> None:
    found = row(rows(f"{TALE} {one}", f"{TALE} {other}"), question)
    assert found.relation in (Relation.AGREE, Relation.AGREE_VARIANT)


def test_the_charges_of_two_named_persons_are_two() -> None:
    one = f"{TALE} Police say that Peter Musa was charged with theft and arson."
    other = f"{TALE} Police say that Ada Holm was charged with theft."
    assert "What is the charge?" not in questions(rows(one, other))


def test_a_car_goes_far_on_a_charge_that_nobody_answers_for() -> None:
    one = f"{TALE} The car goes 600 miles on a single charge."
    assert "What is the charge?" not in questions(rows(one, one))


def test_a_weapon_is_known_by_what_describes_it() -> None:
    one = f"{TALE} Police found a stolen Colt .45 handgun in the car."
    other = f"{TALE} A .45 caliber handgun was found."
    assert values(row(rows(one, other), "Which weapon?")) == [
        "stolen Colt .45 handgun",
        ".45 caliber handgun",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "They found the gun.",  # says nothing of it
        "They found a long hunting rifle.",  # another
        "They spoke of the illegal gun shop.",  # none
    ],
)
def test_a_weapon_that_is_not_described_or_is_another_answers_nothing(other: str) -> None:
    assert "Which weapon?" not in questions(rows(f"{TALE} Police found a stolen pistol.", f"{TALE} {other}"))


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("It was in the 300 block of Oak Tree Drive.", Relation.AGREE_VARIANT),
        ("It was on Oak Tree Dr.", Relation.AGREE_VARIANT),
        ("It was at 333 Oak Tree Drive.", Relation.AGREE),
        ("It was in the 900 block of Oak Tree Drive.", Relation.DIFFER_SCOPE),
    ],
)
def test_a_street_is_one_however_it_is_written(other: str, relation: Relation) -> None:
    found = row(rows(f"{TALE} It was at 333 Oak Tree Drive.", f"{TALE} {other}"), "In which street?")
    assert found.relation is relation
