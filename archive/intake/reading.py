"""The way in: which format a document has, and its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.intake.confined import read_confined
from archive.intake.containers import MAX_BYTES
from archive.intake.decoding import decode
from archive.intake.errors import DocumentTooLargeError, EmptyDocumentError, UnknownFormatError
from archive.intake.frontmatter import read_front_matter
from archive.intake.messages import read_email, read_mhtml
from archive.intake.office import Paragraph, read_docx, read_odt
from archive.intake.pieces import read_stretch, tidy_pieces
from archive.intake.plaintext import read_plaintext
from archive.intake.rows import read_record
from archive.intake.webpage import WebPageReader
from archive.records import PARAGRAPH_BREAK, Block, Carrier, Document, Format, Metadatum

FORMATS: dict[str, Format | Carrier] = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Carrier.PDF,
    ".docx": Carrier.DOCX,
    ".odt": Carrier.ODT,
    ".rtf": Carrier.RTF,
    ".eml": Carrier.EMAIL,
    ".mhtml": Carrier.MHTML,
    ".mht": Carrier.MHTML,
    ".json": Carrier.RECORD,
}
# As messages name them.
READ_BEST = ".txt, .md, .html"
READ_TOO = ".pdf, .docx, .odt, .rtf, .eml, .mhtml"
# A page saved under another name still begins like one.
PAGE_BEGINNING = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?<(?:!doctype\s+html|html)\b",
    re.I,
)
ANY_TAG = re.compile(r"<[A-Za-z!/]")
# The largest development page has 9,742; each costs some microseconds in every reader that sees the page.
MAX_TAGS = 50_000


def read_document(content: bytes, filename: str, address: str | None = None) -> Document:
    """Return the document that ``content`` holds; its format is told by the name's ending and its beginning.

    ``address`` is where an archive of pages says that it was fetched; it stands in where the page names none itself.

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
    if isinstance(named, Carrier):
        document = read_carried(content, filename, named)
    else:
        document = read_text(*decode(content, filename), named, filename)
    if not any(block.pieces for block in document.blocks):
        raise EmptyDocumentError(f"{filename}: no text in the file; send a file with the report's text")
    if address is not None and document.canonical_url is None:
        document = replace(document, canonical_url=Metadatum(address, "warc:WARC-Target-URI"))
    return document


def read_text(text: str, encoding: str, named: Format, filename: str) -> Document:
    """Return the document of a decoded text, its format told by its beginning where that tells."""
    found = _sniffed_format(text, named)
    if found is Format.HTML and text.count("<") > MAX_TAGS and len(ANY_TAG.findall(text)) > MAX_TAGS:
        raise DocumentTooLargeError(
            f"{filename}: more than {MAX_TAGS:,} tags; send the report alone, or its text"
        )
    return _read(text, found, encoding)


def read_carried(content: bytes, filename: str, carrier: Carrier) -> Document:
    """Return the document of a text or a page carried inside another format."""
    if carrier in (Carrier.DOCX, Carrier.ODT):
        read = read_docx if carrier is Carrier.DOCX else read_odt
        document = _set(read(content, filename))
    elif carrier in (Carrier.EMAIL, Carrier.MHTML):
        message = (read_email if carrier is Carrier.EMAIL else read_mhtml)(content, filename)
        document = read_text(message.text, "utf-8", message.format, filename)
        document = replace(
            document,
            headline=document.headline or message.headline,
            published=document.published or message.published,
            canonical_url=document.canonical_url or message.canonical_url,
        )
    elif carrier is Carrier.RECORD:
        text, said = read_record(content, filename)
        document = replace(
            read_text(text, "utf-8", Format.TEXT, filename),
            headline=said.get("headline"),
            published=said.get("published"),
            outlet=said.get("outlet"),
            byline=said.get("byline"),
            canonical_url=said.get("url"),
        )
    else:
        document = read_text(read_confined(carrier.value, content, filename), "utf-8", Format.TEXT, filename)
    return replace(document, carrier=carrier)


def _set(paragraphs: Iterable[Paragraph]) -> Document:
    """Return a document of paragraphs whose markup is known, set one below the other."""
    held = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in held)
    blocks: list[Block] = []
    start = 0
    for paragraph in held:
        end = start + len(paragraph.text)
        pieces = tidy_pieces(read_stretch(text, start, end))
        if pieces:
            first, last = pieces[0].start, pieces[-1].end
            blocks.append(Block(pieces, first, last, paragraph.markup, paragraph.level))
        start = end + len(PARAGRAPH_BREAK)
    return Document(text, Format.TEXT, "utf-8", tuple(blocks))


def _named_format(filename: str) -> Format | Carrier:
    ending = re.search(r"\.[^./\\]{1,20}$", filename)
    found = FORMATS.get(ending[0].lower()) if ending is not None else None
    if found is None:
        shown = ending[0] if ending is not None else "no ending"
        raise UnknownFormatError(f"{filename}: unknown format ({shown}); send {READ_BEST} or {READ_TOO}")
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
