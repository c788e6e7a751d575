"""Tidy text that remembers where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.intake.pieces import read_stretch, tidy_pieces


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain words", "plain words"),
        ("  two   blanks \t and\nlines ", "two blanks and lines"),
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its non-joiner
        ("e\u0301te\u0301", "été"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("\u1112\u1161\u11ab", "한"),
        ("a &amp; b&nbsp;c &#8212; &#x2019;", "a & b c — ’"),
        ("AT&T &unknown; &", "AT&T &unknown; &"),
        ("bell\x07 and\x0bfeed", "bell and feed"),
        ("\u202eabc\u202c", "abc"),  # direction overrides would show other words than are stored
    ],
)
def test_text_is_tidied(source, expected):
    pieces = tidy_pieces(read_stretch(source, 0, len(source)))

    assert "".join(piece.text for piece in pieces) == expected


def test_a_piece_that_changed_length_answers_for_its_whole_stretch():
    source = "Smith &amp; Sons"

    amp = next(piece for piece in read_stretch(source, 0, len(source)) if piece.text == "&")

    assert source[amp.start : amp.end] == "&amp;"


def test_marks_without_end_are_composed_in_bounded_steps():
    source = "a" + "\u0301\u0323" * 50_000

    pieces = list(read_stretch(source, 0, len(source)))

    assert sum(len(piece.text) for piece in pieces) >= 99_000


@given(st.text(max_size=80))
def test_tidy_text_is_read_as_any_other_text_is(text):
    # The bell needs a hand, so that all of the text goes the long way; it is left out of what is read.
    long_way = "".join(piece.text for piece in read_stretch(f"{text}\x07", 0, len(text) + 1))

    assert "".join(piece.text for piece in read_stretch(text, 0, len(text))) == long_way


def test_a_stretch_is_read_from_where_it_begins_to_where_it_ends():
    pieces = list(read_stretch("The ferry left", 4, 9))

    assert [(piece.text, piece.start, piece.end) for piece in pieces] == [("ferry", 4, 9)]


def test_an_empty_stretch_has_no_pieces():
    assert list(read_stretch("ferry", 3, 3)) == []
