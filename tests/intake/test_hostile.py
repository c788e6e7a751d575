"""Input made to hurt: bounded work, whatever comes."""

import time

import pytest

from archive.intake import DocumentTooLargeError, read_document

# The bound of the room.
MAX_SECONDS = 2.0


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"a word " * 1_400_000, "a.txt"),
        (b"<p>" + b"a word " * 1_400_000, "a.html"),
        (b"x" + b"\n" * 100_000 + b"y", "a.txt"),
        (b"<div>" * 20_000 + b"x" + b"</div>" * 20_000, "a.html"),
        (b"<div>some words " * 20_000, "a.html"),
        (b"<div " + b" ".join(b'a%d="x"' % number for number in range(20_000)) + b">x", "a.html"),
        (b"x" + b"<" * 1_000_000, "a.html"),
        (b"<html>x" + b"<a " * 40_000, "a.html"),
        (b"<html>x" + b'<a ">" ' * 40_000 + b"'", "a.html"),
        (b"<html>x" + b"<svg>" * 40_000, "a.html"),
        (b"<html>x" + b"<!--" * 40_000, "a.html"),
        (b"<html>x" + b"<script>\n" * 40_000, "a.html"),
        (b"[a" * 300_000, "a.md"),
        (b"[[a]" * 200_000, "a.md"),
        (b"*a " * 200_000, "a.md"),
        (b"_a " * 200_000, "a.md"),
        (b"#" * 1_000_000, "a.md"),
        (b">" * 1_000_000 + b"x", "a.md"),
        (b"a" + b" " * 1_000_000 + b"b", "a.md"),
        (("a" + "\u0301\u0323" * 500_000).encode(), "a.txt"),
        (b"---\n" + b"a: b\n" * 30_000, "a.md"),
    ],
    ids=lambda value: value[:12].decode(errors="replace") if isinstance(value, bytes) else value,
)
def test_hostile_input_is_read_in_bounded_time(content, filename):
    started = time.process_time()

    document = read_document(content, filename)

    assert time.process_time() - started < MAX_SECONDS
    assert document.blocks


@pytest.mark.parametrize("tag", [b"<svg>", b"<!--", b"<a ", b'<a ">" '])
def test_a_page_of_tags_without_end_is_refused_at_once(tag):
    content = b"<html>x" + tag * 1_000_000
    started = time.process_time()

    with pytest.raises(DocumentTooLargeError, match=r"^a.html: more than 50,000 tags; send"):
        read_document(content, "a.html")

    assert time.process_time() - started < MAX_SECONDS
