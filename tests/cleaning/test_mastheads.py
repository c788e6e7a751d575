"""The head of a page: bars of labels and the outlet's name are furniture, never a headline."""

import pytest

from archive.cleaning.drafts import Draft
from archive.cleaning.mastheads import is_bar
from archive.intake import read_document
from tests.cleaning.reports import STORY, clean


def bar(line, ending=".txt"):
    document = read_document(line.encode(), f"page{ending}")
    return is_bar(Draft(document.blocks[0]), document.text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("News | Opinion | Letters", True),
        ("Home > World > Europe", True),  # a breadcrumb
        ("News   Opinion   Culture   Obituaries", True),  # set apart by gaps
        ("THE HARBOUR POST  |  Subscribers  |  Log in", True),
        ("News Opinion Culture Obituaries", False),  # four words of a title, for all we know
        ("Ferry lost | Harbour Post", False),  # a title and its outlet
        ("By Jane Doe | Reuters | 1 August 2016", False),  # a byline
        ("1 August 2016 | 10:15 | Athens", False),  # a date
        (
            "Ferry lost off the coast in the storm | Dozens missing at sea | Harbour closed",
            False,
        ),  # sentences
        ("The ferry sank. | Why? | No one knows.", False),
        ("either/or and neither/nor", False),
        ("| " * 400, False),
    ],
)
def test_a_bar_is_three_labels_side_by_side(line, expected):
    assert bar(line) is expected


def test_a_wide_gap_in_a_page_is_no_bar_where_its_source_is_only_wrapped():
    assert not bar("<p>Ferry\n      lost\n      off the\n      coast</p>", ".html")


def test_the_outlets_name_above_its_bar_is_not_the_headline():
    report = clean(f"The Old Harbour Post\nNews | Opinion | Letters\n\nFerry Lost Off Coast\n\n{STORY}")
    assert report.headline == "Ferry Lost Off Coast"
    assert "Harbour Post" not in report.body


def test_a_byline_without_a_name_is_not_the_headline():
    report = clean(f"Ferry Lost Off Coast\n\nFrom our correspondent in Athens\n\n{STORY}")
    assert report.headline == "Ferry Lost Off Coast"
    assert report.byline == "From our correspondent in Athens"


def test_a_table_of_the_report_is_no_bar():
    report = clean(f"# Ferry Lost Off Coast\n\n{STORY}\n\n| Crew | 12 | aboard |\n\n{STORY}", ".md")
    assert "Crew" in report.body
