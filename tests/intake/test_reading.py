"""The way in: formats, refusals, and that every piece points at what it was read from."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.intake import (
    MAX_BYTES,
    BinaryDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    IntakeError,
    UndecodableError,
    UnknownFormatError,
    read_document,
)
from archive.records import Format, Markup

PAGE = "<!doctype html><html><body><p>Two ferries met.</p></body></html>"


@pytest.mark.parametrize(
    ("filename", "text", "expected"),
    [
        ("a.txt", "One line.", Format.TEXT),
        ("a.TXT", "One line.", Format.TEXT),  # endings are told whatever their case
        ("folder.d/a.md", "# Title", Format.MARKDOWN),
        ("a.markdown", "# Title", Format.MARKDOWN),
        ("a.html", PAGE, Format.HTML),
        ("a.htm", "<p>x</p>", Format.HTML),
        ("a.xhtml", '<?xml version="1.0"?><html><p>x</p></html>', Format.HTML),
        ("a.txt", PAGE, Format.HTML),  # a page saved under another name
        ("a.txt", "The tag <html> was discussed.", Format.TEXT),  # a page begins with its tag
        ("a.html", "No tag at all.\n\nSecond.", Format.TEXT),  # text saved as a page
    ],
)
def test_the_format_is_told_by_name_and_beginning(filename, text, expected):
    assert read_document(text.encode(), filename).format is expected


@pytest.mark.parametrize(
    ("content", "filename", "error", "reason", "cure"),
    [
        (b"", "a.txt", EmptyDocumentError, "empty", "send a file"),
        (b" \n\t\r\n", "a.txt", EmptyDocumentError, "empty", "send a file"),
        (b"<html><script>alert(1)</script></html>", "a.html", EmptyDocumentError, "no text", "send a file"),
        (b"text", "a.doc", UnknownFormatError, ".doc", ".txt, .md, .html or .pdf"),
        (b"text", "README", UnknownFormatError, "no ending", ".txt, .md, .html or .pdf"),
        (b"%PDF-1.7 text", "a.txt", BinaryDocumentError, "a PDF", "save the report as"),
        (b"PK\x03\x04rest", "a.txt", BinaryDocumentError, "office document", "save the report as"),
        (b"some \0 nulls \0 here", "a.txt", BinaryDocumentError, "null bytes", "save the report as"),
        (bytes(range(1, 9)) * 50, "a.txt", BinaryDocumentError, "control characters", "save the report as"),
        (b"x" * (MAX_BYTES + 1), "a.txt", DocumentTooLargeError, "10,000,001", "alone"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name_the_reason_and_the_cure(
    content, filename, error, reason, cure
):
    with pytest.raises(error) as refusal:
        read_document(content, filename)

    assert isinstance(refusal.value, IntakeError)
    assert str(refusal.value).startswith(filename)
    assert reason in str(refusal.value)
    assert cure in str(refusal.value)


def test_utf8_with_a_broken_character_is_refused_rather_than_read_as_something_else():
    content = "Il a dit «\u00a0Où\u00a0?\u00a0» à l’élève".encode() + b"\xe2\x28\xa1"

    with pytest.raises(UndecodableError, match="broken at byte"):
        read_document(content, "a.txt")


def test_blocks_are_in_order_and_do_not_overlap():
    blocks = read_document(PAGE.replace("</p>", "</p><hr><ul><li>a<li>b</ul>").encode(), "a.html").blocks

    assert [block.markup for block in blocks] == [
        Markup.PLAIN,
        Markup.RULE,
        Markup.LIST_ITEM,
        Markup.LIST_ITEM,
    ]
    assert all(one.end <= two.start for one, two in pairwise(blocks))


@given(st.text(max_size=300), st.sampled_from([".txt", ".md", ".html"]))
def test_every_piece_points_at_the_characters_it_was_read_from(text, ending):
    try:
        document = read_document(text.encode(errors="ignore"), f"a{ending}")
    except IntakeError:
        return

    cursor = 0
    for block in document.blocks:
        for piece in block.pieces:
            assert cursor <= piece.start <= piece.end <= len(document.text)
            cursor = piece.end
            if len(piece.text) == piece.end - piece.start and piece.text.isascii():
                assert piece.text.split() == document.text[piece.start : piece.end].split()
