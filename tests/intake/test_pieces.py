"""Tidy text that remembers where it stood."""

import pytest

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
