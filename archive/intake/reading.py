"""The way in: which format a document has, and its blocks."""

from __future__ import annotations

import re

from archive.intake.decoding import decode
from archive.intake.errors import DocumentTooLargeError, EmptyDocumentError, UnknownFormatError
from archive.intake.frontmatter import read_front_matter
from archive.intake.plaintext import read_plaintext
from archive.intake.webpage import WebPageReader
from archive.records import Document, Format

# A report is some kilobytes, its page seldom more than two megabytes; ten leaves room for any of them.
MAX_BYTES = 10_000_000

FORMATS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
# A page saved under another name still begins like one.
PAGE_BEGINNING = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?<(?:!doctype\s+html|html)\b",
    re.I,
)
ANY_TAG = re.compile(r"<[A-Za-z!/]")
# The largest development page has 9,742; each costs some microseconds in every reader that sees the page.
MAX_TAGS = 50_000


def read_document(content: bytes, filename: str) -> Document:
    """Return the document that ``content`` holds; its format is told by the name's ending and its beginning.

    ``Document.text`` is the decoded original without byte-order mark and with its line ends as they came;
    block offsets count its characters. For pasted text, pass ``"pasted.txt"``.

    Raises a kind of IntakeError, whose message names the file, the reason and the cure.
    """
    named = _named_format(filename)
    if len(content) > MAX_BYTES:
        raise DocumentTooLargeError(
            f"{filename}: {len(content):,} bytes; a report may have {MAX_BYTES:,}; send the report alone"
        )
    if not content.strip():
        raise EmptyDocumentError(f"{filename}: the file is empty; send a file with the report's text")
    text, encoding = decode(content, filename)
    found = _sniffed_format(text, named)
    if found is Format.HTML and text.count("<") > MAX_TAGS and len(ANY_TAG.findall(text)) > MAX_TAGS:
        raise DocumentTooLargeError(
            f"{filename}: more than {MAX_TAGS:,} tags; send the report alone, or its text"
        )
    document = _read(text, found, encoding)
    if not any(block.pieces for block in document.blocks):
        raise EmptyDocumentError(f"{filename}: no text in the file; send a file with the report's text")
    return document


def _named_format(filename: str) -> Format:
    ending = re.search(r"\.[^./\\]{1,20}$", filename)
    found = FORMATS.get(ending[0].lower()) if ending is not None else None
    if found is None:
        shown = ending[0] if ending is not None else "no ending"
        raise UnknownFormatError(f"{filename}: unknown format ({shown}); send .txt, .md or .html")
    return found


def _sniffed_format(text: str, named: Format) -> Format:
    if PAGE_BEGINNING.match(text):
        return Format.HTML
    if named is Format.HTML and ANY_TAG.search(text) is None:
        return Format.TEXT
    return named


def _read(text: str, found: Format, encoding: str) -> Document:
    if found is Format.HTML:
        blocks, page = WebPageReader(text).read()
        return Document(
            text,
            found,
            encoding,
            blocks,
            headline=page.headline,
            byline=page.byline,
            published=page.published,
            outlet=page.outlet,
            canonical_url=page.canonical_url,
            language=page.language,
        )
    if found is Format.MARKDOWN:
        front = read_front_matter(text)
        blocks = read_plaintext(text, markdown=True, start=front.end)
        return Document(
            text,
            found,
            encoding,
            (*front.blocks, *blocks),
            headline=front.headline,
            byline=front.byline,
            published=front.published,
            outlet=front.outlet,
            canonical_url=front.canonical_url,
            language=front.language,
        )
    return Document(text, found, encoding, read_plaintext(text, markdown=False))
