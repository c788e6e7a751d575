"""What holds for any document: nothing vanishes, nothing is told twice, and the body is what was kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cleaning import clean_document
from archive.intake import EmptyDocumentError, IntakeError, read_document
from archive.records import BODY_KINDS, Kind, Verdict
from tests.cleaning.reports import PROSE

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *PROSE,
                "",
                "Share",
                "Advertisement",
                "READ MORE: Another report",
                "[Read more](#)",
                "3 Comments",
                "anna says:",
                "May 3, 2016 at 10:00 am",
                "By Jane Doe",
                "01/08/2016",
                "MOSCOW (AP) — Five people died on Monday, the ministry said in a statement on its site.",
                "The town was quiet again by noon, people there told the agency's reporter on Monday. Jane Doe",
                "# Heading",
                "---",
                "* item",
                "> quoted words that somebody said on Monday.",
                "A sub-heading",
            )
        ),
        st.text(max_size=60),
    ),
    max_size=25,
)


@given(LINES, st.sampled_from([".txt", ".md"]))
@settings(max_examples=150, deadline=None)
def test_judged_blocks_are_the_documents_blocks_in_order(lines, ending):
    try:
        document = read_document("\n".join(lines).encode(errors="ignore"), f"a{ending}")
    except IntakeError:
        return

    report = clean_document(document)

    assert "".join("".join(block.text.split()) for block in report.blocks) == "".join(
        "".join(block.text.split()) for block in document.blocks
    )
    cursor = 0
    for block in report.blocks:
        assert cursor <= block.start <= block.end
        cursor = block.start
        assert (block.reason is not None) or block.verdict is Verdict.KEPT


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_the_body_is_the_kept_blocks_each_in_its_place(lines):
    try:
        report = clean_document(read_document("\n".join(lines).encode(errors="ignore"), "a.txt"))
    except IntakeError:
        return

    cursor = 0
    for block in report.blocks:
        in_body = block.verdict is Verdict.KEPT and block.kind in BODY_KINDS
        assert (block.body_start is not None) is in_body
        if block.body_start is not None and block.body_end is not None:
            assert report.body[cursor : block.body_start] in {"", " ", "\n\n"}
            assert report.body[block.body_start : block.body_end] == block.text
            cursor = block.body_end
    assert cursor == len(report.body)


def test_a_page_of_furniture_only_has_an_empty_body():
    report = clean_document(read_document(b"Share\n\nAdvertisement\n\nSign in", "a.txt"))

    assert report.body == ""
    assert report.headline is None
    assert {block.kind for block in report.blocks} == {Kind.FURNITURE}


def test_a_document_of_rules_only_is_refused_or_empty():
    try:
        assert clean_document(read_document(b"---\n\n***", "a.txt")).body == ""
    except EmptyDocumentError:
        pytest.fail("rules are blocks, and shown as removed")
