"""Headlines, bylines and what looks like them."""

import pytest

from archive.cleaning.bylines import parse_byline
from tests.cleaning.reports import PROSE, STORY, clean, kinds, removed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"A Ferry Is Lost Off The Coast\n\n{STORY}", "A Ferry Is Lost Off The Coast"),
        (f"World\n\nA Ferry Is Lost Off The Coast\n\n{STORY}", "A Ferry Is Lost Off The Coast"),
        (f"Was the ferry safe?\n\n{STORY}", "Was the ferry safe?"),
        (
            f"August 1, 2016\n\nA Ferry Is Lost Off The Coast\n\nBy Jane Doe\n\n{STORY}",
            "A Ferry Is Lost Off The Coast",
        ),
        (f"---\n\nA Ferry Is Lost Off The Coast\n\n---\n\n{STORY}", "A Ferry Is Lost Off The Coast"),
        (STORY, None),  # a file that begins with its text
        (f"The ferry is lost.\n\n{STORY}", None),  # a sentence
        (f"August 1, 2016\n\n{STORY}", None),
        (f"Share\n\n{STORY}", None),
        (f"By Jane Doe\n\n{STORY}", None),
    ],
)
def test_the_headline_is_a_short_line_above_the_text_and_never_a_sentence(text, expected):
    assert clean(text).headline == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# A ferry is lost\n\n## What is known so far\n\n{STORY}", "A ferry is lost"),
        (f"Courier of the Coast daily\n\n# The ferry is lost.\n\n{STORY}", "The ferry is lost."),
    ],
)
def test_a_line_marked_as_heading_is_the_headline(text, expected):
    assert clean(text, ".md").headline == expected


def test_a_headline_named_by_the_document_is_taken_and_its_copy_is_removed():
    text = f"---\ntitle: A ferry is lost\n---\n\n{STORY}"

    assert clean(text, ".md").headline == "A ferry is lost"


def test_copies_of_the_headline_are_furniture():
    title = "A Ferry Is Lost Off The Coast"

    report = clean(f"{title}\n\n{PROSE[0]}\n\n{title}\n\n{PROSE[1]}\n\n{title} | The Courier")

    assert removed(report) == [("headline repeated", title), ("headline repeated", f"{title} | The Courier")]


def test_a_line_like_a_headline_after_the_last_paragraph_is_furniture():
    report = clean(f"{STORY}\n\nTwo ferries met at sea off N. Island 5 hurt")

    assert removed(report) == [("stray headline", "Two ferries met at sea off N. Island 5 hurt")]


def test_a_list_that_the_report_announces_stays():
    report = clean(f"{STORY}\n\nThe dead were named as:\n\nJane Doe, 41\n\nJohn Smith, 29\n\nAda Jones, 7")

    assert report.body.endswith("Ada Jones, 7")


def test_a_summary_between_headline_and_text_stays():
    summary = "Two hundred people taken to the island by rescue boats"

    report = clean(f"A Ferry Is Lost Off The Coast\n\n{summary}\n\n{STORY}")

    assert summary in report.body


def test_subheadings_stay_and_are_marked():
    report = clean(f"{PROSE[0]}\n\nThe search goes on\n\n{PROSE[1]}")

    assert kinds(report)[1] == ("subheading", "The search goes on")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and John Smith", "Jane Doe and John Smith"),
        ("By Jane Doe | August 1, 2016", "Jane Doe"),
        ("By Jane Doe, Published August 1, 2016", "Jane Doe"),
        ("Written by: Jane Doe", "Jane Doe"),
        ("Jane Doe, Reuters", "Jane Doe, Reuters"),
        ("Par Jeanne Dupont", "Jeanne Dupont"),
        ("Von Erika Mustermann", "Erika Mustermann"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("Reuters", "Reuters"),
        ("The Associated Press", "The Associated Press"),
        ("By the sea", None),
        (
            "By Monday, all passengers had been brought to the island by the boats of the coast guard and others",
            None,
        ),
        ("Jane Doe, mother of three", None),
        ("Jane Doe", None),  # a name alone may be anybody's
    ],
)
def test_a_byline_says_who_is_credited(line, expected):
    assert parse_byline(line) == expected


def test_byline_and_date_are_kept_as_what_they_are():
    report = clean(f"A Ferry Is Lost Off The Coast\n\nBy Jane Doe\n\nAugust 1, 2016\n\n{STORY}")

    assert report.byline == "Jane Doe"
    assert [kind for kind, _ in kinds(report)][:3] == ["headline", "byline", "date"]
    assert report.body == STORY
