"""An editor's word on two passages holds as long as both sentences stand."""

from __future__ import annotations

from archive.comparing.correcting_pairs import anchor_of_pair, anchor_of_passage, correct_pairs
from archive.comparing.corrections import Correction, RowAct
from archive.records import Alignment, Passage

BODIES = {1: "A ferry sank. It was old.", 2: "The boat was old. Rain fell."}
SANK, OLD = Passage(1, 0, 13), Passage(1, 14, 25)
BOAT, RAIN = Passage(2, 0, 17), Passage(2, 18, 28)
FOUND = (Alignment(OLD, BOAT, 0.5), Alignment(SANK, RAIN, 0.3))


def said(act: RowAct, one: Passage, other: Passage) -> Correction:
    pair = anchor_of_pair(*(anchor_of_passage(p, BODIES[p.article]) for p in (one, other)))
    return Correction(7, act, pair)


def test_passages_that_do_not_tell_the_same_are_parted() -> None:
    assert correct_pairs(FOUND, [said(RowAct.PART, SANK, RAIN)], BODIES) == (FOUND[:1], {7})


def test_which_of_the_two_was_named_first_does_not_matter() -> None:
    assert correct_pairs(FOUND, [said(RowAct.PART, RAIN, SANK)], BODIES) == (FOUND[:1], {7})


def test_passages_that_tell_the_same_are_paired_surely() -> None:
    held, done = correct_pairs(FOUND, [said(RowAct.PAIR, SANK, BOAT)], BODIES)
    assert held == (Alignment(SANK, BOAT, 1.0), *FOUND)
    assert done == {7}


def test_the_later_word_holds() -> None:
    said_twice = [said(RowAct.PAIR, SANK, RAIN), said(RowAct.PART, SANK, RAIN)]
    assert correct_pairs(FOUND, said_twice, BODIES)[0] == FOUND[:1]


def test_a_pair_is_known_again_where_its_sentences_moved() -> None:
    moved = {1: "Corrected. " + BODIES[1], 2: BODIES[2]}
    found = (Alignment(Passage(1, 11, 24), RAIN, 0.3),)
    assert correct_pairs(found, [said(RowAct.PART, SANK, RAIN)], moved) == ((), {7})


def test_a_pair_whose_sentence_is_gone_rests() -> None:
    assert correct_pairs(FOUND, [said(RowAct.PART, SANK, RAIN)], {1: "It was old.", 2: BODIES[2]}) == (
        FOUND,
        frozenset(),
    )
