"""What an editor put right in a row holds as long as its sentence stands."""

from __future__ import annotations

from typing import Any

import pytest

from archive.comparing.corrections import Correction, RowAct, anchor_of, cell_anchor, correct_rows
from archive.records import Cell, ClaimRow, Relation


def cell(article: int, value: str, sentence: str = "", start: int = 0) -> Cell:
    return Cell(article, value, start, start + len(value), sentence or f"{value} drowned.")


def row(question: str, *cells: Cell, kind: str = "number", relation: Relation = Relation.DIFFER) -> ClaimRow:
    return ClaimRow(question, kind, relation, "event", cells)


DEAD = row("How many died?", cell(1, "nine"), cell(2, "eleven"), cell(3, "twelve"))
SAVED = row("How many were saved?", cell(1, "forty"), cell(2, "fifty"))
BOTH = (DEAD, SAVED)


def corrected(act: RowAct, *rows: ClaimRow, of: ClaimRow = DEAD, **details: Any) -> tuple[ClaimRow, ...]:
    held, done = correct_rows(rows or BOTH, [Correction(7, act, anchor_of(of), **details)])
    assert done == {7}
    return held


def test_a_row_is_hidden() -> None:
    assert corrected(RowAct.HIDE) == (SAVED,)


def test_a_value_is_put_right_and_says_what_was_read() -> None:
    held = corrected(RowAct.VALUE, cells=(cell_anchor(DEAD.cells[1]),), value="9", relation=Relation.AGREE)
    assert [(c.value, c.was) for c in held[0].cells] == [("nine", None), ("9", "eleven"), ("twelve", None)]
    assert (held[0].relation, held[0].corrected) == (Relation.AGREE, (7,))


def test_an_answer_is_taken_out_and_the_rest_stays() -> None:
    held = corrected(RowAct.TAKE_OUT, cells=(cell_anchor(DEAD.cells[2]),))
    assert [c.value for c in held[0].cells] == ["nine", "eleven"]
    assert held[0].relation is Relation.DIFFER


def test_one_report_left_in_a_row_stands_alone() -> None:
    out = tuple(cell_anchor(c) for c in DEAD.cells[1:])
    assert corrected(RowAct.TAKE_OUT, cells=out)[0].relation is Relation.ONLY


def test_answers_to_another_question_get_a_row_of_their_own() -> None:
    held = corrected(RowAct.SPLIT, cells=(cell_anchor(DEAD.cells[2]),), question="How many died later?")
    assert [(r.question, [c.value for c in r.cells]) for r in held[:2]] == [
        ("How many died?", ["nine", "eleven"]),
        ("How many died later?", ["twelve"]),
    ]
    assert held[1].relation is Relation.ONLY


def test_two_rows_are_joined() -> None:
    held = corrected(RowAct.MERGE, other=anchor_of(SAVED))
    assert len(held) == 1
    assert {c.value for c in held[0].cells} == {"nine", "eleven", "twelve", "forty", "fifty"}


def test_corrections_build_on_one_another() -> None:
    to_nine = Correction(1, RowAct.VALUE, anchor_of(DEAD), (cell_anchor(DEAD.cells[1]),), value="9")
    then = Correction(2, RowAct.TAKE_OUT, anchor_of(DEAD), (cell_anchor(DEAD.cells[1]),))
    held, done = correct_rows(BOTH, [to_nine, then])
    assert [c.value for c in held[0].cells] == ["nine", "twelve"]
    assert done == {1, 2}


def test_a_new_reading_of_the_same_sentences_is_corrected_too() -> None:
    # The row has another question now, offsets moved, and a further report answers it.
    anew = row("How many people died?", cell(1, "nine", start=40), cell(2, "eleven"), cell(4, "ten"))
    assert corrected(RowAct.HIDE, SAVED, anew) == (SAVED,)


LONGER = row(
    "How many died?",
    cell(1, "nine drowned", "nine drowned."),
    cell(2, "eleven"),
    cell(3, "twelve", "So twelve drowned."),
)


def test_rules_that_cut_the_words_otherwise_leave_an_editors_value_in_place() -> None:
    first = (cell_anchor(DEAD.cells[0]),)
    held = corrected(RowAct.VALUE, LONGER, SAVED, cells=first, value="9")
    assert [(c.value, c.was) for c in held[0].cells] == [
        ("9", "nine drowned"),
        ("eleven", None),
        ("twelve", None),
    ]
    assert len(corrected(RowAct.TAKE_OUT, LONGER, SAVED, cells=first)[0].cells) == 2
    split = corrected(RowAct.SPLIT, LONGER, SAVED, cells=first, question="Who?")
    assert [(r.question, len(r.cells)) for r in split[:2]] == [("How many died?", 2), ("Who?", 1)]


def test_a_row_of_another_kind_is_the_same_where_question_and_answers_are() -> None:
    anew = row("How many died?", *DEAD.cells, kind="toll")
    assert corrected(RowAct.HIDE, anew, SAVED) == (SAVED,)


def test_of_two_rows_with_the_same_words_the_one_that_asks_the_same_is_meant() -> None:
    sailed = row("How many sailed?", *DEAD.cells)
    assert corrected(RowAct.HIDE, sailed, DEAD) == (sailed,)
    assert corrected(RowAct.MERGE, sailed, DEAD, other=anchor_of(sailed))[0].question == "How many died?"


def test_rows_that_the_rules_have_come_to_join_stay_joined() -> None:
    both = row("How many died?", *DEAD.cells, *SAVED.cells)
    held = corrected(RowAct.MERGE, both, other=anchor_of(SAVED))
    assert held == (both,)


@pytest.mark.parametrize(
    "anew",
    [
        row(
            "How many died?", cell(1, "nine", "Nine people died."), cell(2, "eleven", "Eleven did.")
        ),  # reworded
        row("When?", cell(1, "nine"), cell(2, "eleven"), kind="date"),  # of another kind, asked otherwise
        row(
            "How many sailed?", cell(1, "nine"), cell(3, "ten")
        ),  # asked otherwise, and hardly the same answers
        # Asked otherwise and cut otherwise: it may be another row of these sentences.
        row(
            "How many sailed?", cell(1, "nine men", "nine drowned."), cell(2, "eleven men", "eleven drowned.")
        ),
        row("How many died?", cell(5, "nine"), cell(6, "eleven")),  # other reports
    ],
)
def test_a_correction_whose_sentences_are_gone_changes_nothing(anew: ClaimRow) -> None:
    held, done = correct_rows((anew,), [Correction(7, RowAct.HIDE, anchor_of(DEAD))])
    assert held == (anew,)
    assert not done
