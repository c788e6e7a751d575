"""Where the report lies among the lines of a whole page."""

import pytest

from archive.cleaning import clean_document
from archive.cleaning.drafts import Draft
from archive.cleaning.segment import find_segment
from archive.intake import read_document
from tests.cleaning.reports import PROSE, STORY, clean, removed

MENU = "\n\n".join(
    ["Harbour", "Islands", "Weather on the coast", "Timetables", "Our boats", "Prices", "Crew"]
)


def segment(text):
    drafts = [Draft(block) for block in read_document(text.encode(), "a.txt").blocks]
    start, end = find_segment(drafts)
    return [draft.text for draft in drafts[start:end]]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{MENU}\n\n{STORY}",
        f"{STORY}\n\n{MENU}",
        f"{MENU}\n\n{STORY}\n\n{MENU}",
    ],
)
def test_menus_round_a_report_are_outside(text):
    assert segment(text) == list(PROSE)


def test_lines_between_paragraphs_are_inside():
    assert segment(f"{PROSE[0]}\n\nA heading\n\n{PROSE[1]}") == [PROSE[0], "A heading", PROSE[1]]


def test_rows_of_figures_are_inside():
    rows = ["Harbour 12 14 19", "Island 3 4 5"]

    assert segment("\n".join([STORY, *rows])) == [*PROSE, *rows]


def test_a_list_announced_by_a_colon_is_inside():
    items = ["Jane Doe, 41", "John Smith, 29", "Ada Jones, 7"]

    assert segment("\n\n".join([STORY, "The dead:", *items]))[-3:] == items


def test_the_lede_counts_without_its_full_stop():
    lede = PROSE[0].removesuffix(".") + " in a statement on its site early on Monday"

    assert segment(f"{MENU}\n\n{lede}\n\n{PROSE[1]}") == [lede, PROSE[1]]


def test_without_prose_everything_is_the_segment():
    assert segment("Harbour\n\nIslands") == ["Harbour", "Islands"]


def test_a_whole_page_leaves_its_menus_with_a_reason():
    report = clean(f"{MENU}\n\nA Ferry Left The Harbour On Monday\n\n{STORY}\n\n{MENU}")

    assert report.headline == "A Ferry Left The Harbour On Monday"
    assert report.body == STORY
    assert all(reason for reason, _ in removed(report))


def test_long_documents_take_time_in_proportion():
    text = f"{MENU}\n\n{STORY}\n\n" * 1_000

    report = clean_document(read_document(text.encode(), "a.txt"))

    assert PROSE[0] in report.body
