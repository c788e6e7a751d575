"""Sentences."""

from __future__ import annotations

import pytest

from archive.comparing.sentences import split_sentences
from tests.comparing.reports import make_report


def sentences(body: str) -> list[str]:
    return [body[s.start : s.end] for s in split_sentences(make_report(body))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lt. Gen. Ana Ruiz spoke. She left.", 2),  # ranks never end a sentence
        ("The U.S. Navy sailed. The U.N. agreed.", 2),  # initialisms before a noun go on
        ("He lives in the U.S. The ship sank there.", 2),  # an initialism may end one
        ("It sank on Aug. 1 off the coast.", 1),  # a month before a day goes on
        ("They met at 5 p.m. Monday. Nobody spoke.", 2),  # half of the day before a weekday goes on
        ("J. R. Smith won. Mr. Hale lost.", 2),  # initials and Mr.
        ("“We are safe.” The captain smiled.", 2),  # quotes close after the stop
        ("“Stop!” he cried.", 1),  # lower case after the quote: one sentence
        ("Prices rose 2.5 percent. Wages did not.", 2),  # the stop inside a figure
        ("Why? Nobody knows… The search goes on.", 3),  # question mark, ellipsis
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_paragraph_break_ends_a_sentence_without_a_stop() -> None:
    assert sentences("No stop here\n\nNext one.") == ["No stop here", "Next one."]


def test_sentences_cover_everything_but_white_space() -> None:
    body = "One.  Two!\n\n “Three.” \n\nFour"
    assert "".join("".join(part.split()) for part in sentences(body)) == "".join(body.split())


def test_a_sub_heading_is_no_prose() -> None:
    report = make_report("It sank.\n\nRescue at sea\n\nAll lived.", subheading="Rescue at sea")
    assert [sentence.is_prose for sentence in split_sentences(report)] == [True, False, True]


def test_paragraphs_are_counted() -> None:
    assert [s.paragraph for s in split_sentences(make_report("One. Two.\n\nThree."))] == [0, 0, 1]


def test_an_empty_body_has_no_sentences() -> None:
    assert split_sentences(make_report("")) == ()


def test_a_megabyte_without_a_break_is_read_in_one_pass() -> None:
    assert len(sentences("word. " * 160_000)) == 1
