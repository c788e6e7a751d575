import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.gazetteer.words import is_joined, split_words


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("near Homs, in April", ["near", "Homs", "in", "April"]),
        ("Syria’s coast", ["Syria", "coast"]),  # a possessive ending is no part of the name
        ("the U.S. and", ["the", "U.S.", "and"]),  # an abbreviation keeps its stops
        ("Deir ez-Zor", ["Deir", "ez", "Zor"]),
        ("Dar'a fell", ["Dar'a", "fell"]),  # an apostrophe inside stays
        ("Al\u200beppo", ["Al\u200beppo"]),  # zero-width characters do not cut
        ("", []),
        ("—…“”", []),
    ],
)
def test_words_are_cut_as_printed(text: str, surfaces: list[str]) -> None:
    assert [word.surface for word in split_words(text)] == surfaces


@given(st.text(max_size=200))
def test_every_word_reads_back_from_its_place(text: str) -> None:
    for word in split_words(text):
        assert text[word.start : word.end] == word.surface


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("New York", True),
        ("Deir-ez", True),
        ("St. Louis", True),  # the stop is the abbreviation's
        ("fell. Aleppo", False),
        ("Idlib, Hama", False),
        ("Syria's Aleppo", False),
        ("Idlib\n\nAleppo", False),  # a paragraph ends between
        ("Deir\nHafer", True),  # a line ends between
    ],
)
def test_words_join_into_one_name_only_across_what_names_hold(text: str, joined: bool) -> None:
    one, other = split_words(text)
    assert is_joined(one, other) is joined
