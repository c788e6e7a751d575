"""Lines made to be slow are cleaned in the time of others."""

import time

import pytest

from archive.cleaning import clean_document
from archive.intake import read_document
from tests.cleaning.reports import STORY, clean

LENGTH = 300_000
# Generous: each takes a few hundredths of it; a rule that looks back over the line would take minutes.
SECONDS = 10.0


@pytest.mark.parametrize(
    "unit",
    [
        "a | ",  # a bar without end
        "Home > ",
        "[ field ] ",  # a form without end
        "[ ",
        "on at ",  # what stands before a remark's date
        "anna, 1 August 2016 ",
        "follow us on ",
        "follow @",
        "twitter, ",
        "From our special ",
        "A. B/C ",
        "READ MORE: ",
        "1/2/2016 ",
        "ЖЖЖ. ",
        '"',
        "\u0301",
    ],
)
def test_a_line_without_end_costs_no_more_than_its_length(unit):
    line = unit * (LENGTH // len(unit))
    started = time.process_time()

    report = clean(f"{STORY}\n\n{line}\n\n{STORY}")

    assert time.process_time() - started < SECONDS
    assert STORY in report.body


@pytest.mark.parametrize(
    "line",
    [
        "Ann, 1 August 2016",
        "News | Opinion | Letters",
        "[ Name ] [ Send ]",
        "Comments",
        "A short line",
        "Share",
        ":",
    ],
)
def test_a_line_again_and_again_costs_no_more_than_its_number(line):
    started = time.process_time()

    clean(f"{STORY}\n\n" + f"{line}\n\n" * 5_000)

    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_990_000,
        "a" * 9_900_000,
        "The ferry was lost. " * 490_000,
        "x\n" + "\n" * 100_000 + "y",
        "Jane Doe\n\n" + "The ferry was lost. " * 490_000,
    ],
    ids=["words", "one word", "sentences", "empty lines", "below a title"],
)
def test_ten_megabytes_in_a_line_are_cleaned_in_bounded_time(text, name):
    started = time.process_time()

    clean_document(read_document(text.encode(), name))

    assert time.process_time() - started < 2.0
