"""Ages, deeds that one report affirms and another denies, causes, statements, and the order of rows."""

from __future__ import annotations

import pytest

from archive.comparing.ordering import row_order
from archive.records import Cell, ClaimRow, Relation
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


@pytest.mark.parametrize(
    ("one", "other", "question", "relation"),
    [
        ("Phiri, a 58-year-old lawyer, won.", "Esther Phiri, 59, won.", "How old is Phiri?", Relation.DIFFER),
        ("A six-year-old boy fell.", "A 6-year-old boy fell.", "How old is the boy?", Relation.AGREE_VARIANT),
        (
            "A girl of three was found.",
            "A five-year-old girl was found.",
            "How old is the girl?",
            Relation.DIFFER,
        ),
    ],
)
def test_ages_of_one_person_are_compared(one: str, other: str, question: str, relation: Relation) -> None:
    assert row(rows(one, other), question).relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # In a list the age belongs to the name that follows.
        ("Mark Mata, 54, died.", "Mark Mata, 42-year-old Min Haung and a dog were found."),
        # Two boys: the report tells the age of both.
        ("A 9-year-old boy was shot.", "A 14-year-old boy shot his 9-year-old brother."),
        # A boy of another matter, below the lede.
        ("A 7-year-old boy was shot.", "Police met. Rain fell. Schools shut. A 15-year-old boy won a race."),
        # A date, not an age.
        ("Shares fell in Moortown, June, 12, they said.", "Shares fell in Moortown, June, 14, they said."),
    ],
)
def test_ages_of_two_persons_never_meet(one: str, other: str) -> None:
    assert not [r for r in rows(one, other) if r.kind == "age" and r.relation is Relation.DIFFER]


def test_a_deed_that_one_affirms_and_another_denies_is_a_difference() -> None:
    found = row(
        rows(TALE + " Kalu refused to concede.", TALE + " Mr Kalu conceded defeat."), "Did Kalu concede?"
    )
    assert found.relation is Relation.DIFFER
    assert values(found) == ["refused to concede", "conceded"]


@pytest.mark.parametrize(
    "other",
    [
        "Mr Musa conceded defeat.",  # somebody else
        "Friends urged Kalu to concede.",  # asked for, not done
        "Kalu attended the meeting.",  # another deed
    ],
)
def test_a_denial_stands_against_the_same_deed_only(other: str) -> None:
    found = rows(f"{TALE} Kalu refused to concede.", f"{TALE} {other}")
    assert not [r for r in found if r.kind == "opposed"]


def test_what_is_not_done_to_one_thing_may_be_done_to_another() -> None:
    found = rows(TALE + " Kalu did not sign the treaty.", TALE + " Kalu signed autographs.")
    assert not [r for r in found if r.kind == "opposed"]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("He blamed overloading for the disaster.", "A storm had caused the accident.", Relation.DIFFER_SCOPE),
        ("A short circuit caused the fire.", "A short circuit was the likely cause.", Relation.AGREE),
    ],
)  # fmt: skip
def test_causes_are_shown_together(one: str, other: str, relation: Relation) -> None:
    assert row(rows(f"{TALE} {one}", f"{TALE} {other}"), "What was it put down to?").relation is relation


STATED = "The vessel Aurora left the shipyard with a damaged rudder and new sails"


def test_a_statement_that_answers_no_question_is_shown_in_both_wordings() -> None:
    other = "Markets rose. Snow fell. The Aurora left its shipyard with damaged rudder and sails."
    found = rows(f"{TALE} {STATED}.", other)
    (stated,) = (r for r in found if r.kind == "statement")
    assert stated.relation in (Relation.AGREE_VARIANT, Relation.COMPATIBLE)


@pytest.mark.parametrize(
    "other",
    [
        "The vessel Aurora never left the shipyard with a damaged rudder and new sails.",  # denied
        "The vessel Aurora left the shipyard with 12 new sails and a damaged rudder on 4 oars.",  # other figures
    ],
)
def test_statements_that_may_contradict_are_not_said_to_agree(other: str) -> None:
    one = f"{TALE} {STATED} on 3 oars."
    assert not [r for r in rows(one, f"Markets rose. Snow fell. {other}") if r.kind == "statement"]


def make_row(relation: Relation, kind: str, question: str, group: str = "event") -> ClaimRow:
    cells = tuple(Cell(article, "x", 0, 1, "x") for article in (1, 2))
    return ClaimRow(question, kind, relation, group, cells)


def test_rows_that_matter_most_come_first() -> None:
    wanted = [
        make_row(Relation.DIFFER, "number", "How many people were killed?"),
        make_row(Relation.DIFFER, "number", "How many people were wounded?"),
        make_row(Relation.DIFFER, "number", "How many tents?"),
        make_row(Relation.DIFFER, "place", "Where did it happen?"),
        make_row(Relation.DIFFER, "certainty", "How sure is the Kremlin of the deaths?"),
        make_row(Relation.DIFFER, "attribution", "Who says who was aboard?"),
        make_row(Relation.DIFFER, "aircraft", "What kind of helicopter is it called?"),
        make_row(Relation.DIFFER, "number", "How many people were killed?", "Mi-25, July"),
        make_row(Relation.AGREE, "date", "When did it happen?"),
        make_row(Relation.AGREE, "name", "How is Moon named?"),
    ]
    assert sorted((*wanted[5:], *wanted[:5]), key=row_order) == wanted


def test_a_value_never_ends_inside_a_word() -> None:
    long = (
        "in a bid to ease the siege of the northern city and of its many outlying suburbs and hamlets near it"
    )
    for found in rows(f"{TALE} Rebels attacked {long}.", f"{TALE} Fighters struck {long} again."):
        for cell in found.cells:
            after = cell.sentence.partition(cell.value)[2]
            assert not after or not after[0].isalnum()


def test_speech_between_single_marks_is_quoted_too() -> None:
    one = "'They made a tough choice and it saved that boy's life,' Thane Maynard said. Rain fell."
    other = "“They made a tough choice and it saved that boy’s life,” Mr Maynard said. Snow fell."
    (found,) = (r for r in rows(one, other) if r.kind == "quote")
    assert values(found)[0] == "They made a tough choice and it saved that boy's life,"


def test_speech_that_goes_on_in_both_reports_is_shown_in_one_piece() -> None:
    speech = "Our quick response saved the child. We are all devastated by the death of the leopard."
    one, other = f"“{speech}” Maynard said.", f"Maynard said: “{speech}” Rain fell."
    (found,) = (r for r in rows(one, other) if r.kind == "quote")
    assert values(found) == [speech, speech]


def test_a_further_day_is_no_answer_to_a_question_that_two_reports_agree_on() -> None:
    one = "Rain fell in Moortown. The council adopted the ban on June 2."
    other = "Rain fell in Moortown. The ban was adopted on June 2 by the council."
    third = "Rain fell in Moortown. The council adopted its budget on May 4."
    for row_ in rows(one, other, third):
        assert row_.kind != "date" or row_.relation is not Relation.DIFFER


def test_what_was_withdrawn_is_not_said_to_have_been_done() -> None:
    one = "Labour called for a recount of the Moortown votes but withdrew the request after an hour."
    other = "A recount of the Moortown votes that Labour called for confirmed the request of the other side."
    assert not any(r.kind == "statement" for r in rows(one, other))
