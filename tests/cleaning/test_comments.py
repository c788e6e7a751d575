"""Comment sections: cut to the end, and never a report taken for one."""

import pytest

from archive.records import Kind
from tests.cleaning.reports import PROSE, STORY, clean, removed

REPORT = f"{STORY}\n\n{STORY}"


@pytest.mark.parametrize(
    "section",
    [
        "One Comment\n\n  1. kelly\n\n    May 23, 2017 at 10:41 AM\n\n    Nice.\n    cheap pills",
        "12 Comments\n\nanna says:\nMay 23, 2017 at 10:41\nI was there.",
        "Comments (2)\n\nMaria\n2 days ago\nThey said so last year.",
        "Leave a Reply\n\nYour email address will not be published.",
        "3 thoughts on “A ferry is lost”\n\npeter, May 3, 2017\nGood.",
        "Комментарии\n\nИван\n3 мая 2017, 10:41\nСпасибо.",
        "Deja un comentario\n\nTu nombre",
        # no heading: a name with its date, and a remark
        "M. Okafor, February 3, 2019\nIt was known before.\n\nTom in Leeds - 3 hours ago\nThank you.",
        "DrPhil77, February 3, 2019\nYou forgot to mention the other one.\n\nanna_b, May 1, 2019\nThank you.",
    ],
)
def test_a_comment_section_is_cut_to_the_end(section):
    report = clean(f"{REPORT}\n\n{section}")

    assert report.body == REPORT
    assert {block.kind.value for block in report.blocks[6:]} == {"comment"}
    assert {reason for reason, _ in removed(report)} == {"comment section"}


@pytest.mark.parametrize(
    "text",
    [
        # the link above a report
        f"A Ferry Is Lost Off The Coast\n\n12 Comments\n\nBy Reuters\n\nMay 23, 2017\n\n{REPORT}",
        # a heading of the report itself, with more report below than above
        f"{PROSE[0]}\n\nWhat do you think\n\n{REPORT}",
        # the times of a live report
        f"{REPORT}\n\n10 p.m.\n\n{PROSE[0]}\n\n4:14 p.m.\n\n{PROSE[1]}",
        # an author and a date above the text, after a box of the page
        f"{PROSE[0]}\n\nSUBSCRIBE\n\nMay 23, 2017\n\n{REPORT}",
        # a dateline of the report's own page, and two short notes
        f"{REPORT}\n\nAthens, 1 August 2016\n\n{PROSE[0]}\n\n{REPORT}",
        # the report's own parts with their days
        f"{REPORT}\n\nOriginal story (May 21, 2017):\n\n{PROSE[0]}",
        # a sentence about comments
        f"{REPORT}\n\nTen comments were made by the minister on Monday, her office said in a note.",
    ],
)
def test_a_report_is_never_taken_for_comments(text):
    report = clean(text)

    assert REPORT in report.body
    assert not any(block.kind == "comment" and block.text in PROSE for block in report.blocks)


def test_a_byline_with_its_date_does_not_hide_the_remarks_below():
    report = clean(
        f"A Ferry Is Lost Off The Coast\n\nEcho Lee - May 3, 2017\n\n{STORY}\n\nanna_b, May 9, 2017\nSo sad."
    )

    assert "So sad." not in report.body
    assert STORY in report.body


def test_a_row_of_signed_remarks_may_be_nearly_as_long_as_the_report():
    remarks = "\n\n".join(
        f"{name}, May 9, 2017\n{PROSE[1]}" for name in ("anna_b", "Tom in Leeds", "M. Okafor")
    )
    assert clean(f"{REPORT}\n\n{remarks}").body == REPORT


def test_a_quoted_post_is_no_comment():
    text = f"{REPORT}\n\nA calm sea.\n\n— Jane Doe (@janedoe) May 2, 2016\n\n{PROSE[0]}"
    assert not [block for block in clean(text).blocks if block.kind is Kind.COMMENT]
