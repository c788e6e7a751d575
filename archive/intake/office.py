"""Word processors' files (.docx, .odt) to paragraphs: ZIP archives with a text in XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from archive.intake.errors import BrokenCarrierError, DocumentTooLargeError
from archive.intake.zipped import open_zip, read_member
from archive.records import Markup

# The text of a report is some kilobytes; styles that word processors strew over it make it some more.
MAX_XML = 4_000_000
# A report has some dozen paragraphs, a long one some hundred.
MAX_PARAGRAPHS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLANKS = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
# Footnotes and comments stand inside the sentence they belong to.
_NO_TEXT = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation"})
# Between the cells of a row.
_CELL = " | "


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it was written."""

    text: str
    markup: Markup = Markup.PLAIN
    level: int = 0


def read_docx(content: bytes, filename: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Word document, in order; raises an IntakeError for what is none."""
    body = _part(content, "word/document.xml", filename).find(f"{_W}body")
    if body is None:
        raise BrokenCarrierError(f"{filename}: a Word document without a text; save it anew")
    return _bounded(_word_paragraphs(body), filename)


def read_odt(content: bytes, filename: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an OpenDocument text, in order; raises an IntakeError for what is none."""
    body = _part(content, "content.xml", filename).find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise BrokenCarrierError(f"{filename}: an OpenDocument file without a text; save it as .odt anew")
    return _bounded(_open_paragraphs(body), filename)


def _bounded(paragraphs: Iterator[Paragraph], filename: str) -> tuple[Paragraph, ...]:
    held = tuple(islice(paragraphs, MAX_PARAGRAPHS + 1))
    if len(held) > MAX_PARAGRAPHS:
        raise DocumentTooLargeError(
            f"{filename}: more than {MAX_PARAGRAPHS:,} paragraphs; send the report alone"
        )
    return held


def _part(content: bytes, name: str, filename: str) -> etree._Element:
    archive = open_zip(content, filename)
    try:
        member = read_member(archive, archive.getinfo(name), MAX_XML)
    except KeyError:
        raise BrokenCarrierError(f"{filename}: its text ({name}) is missing; save it anew") from None
    if member.refusal is not None:
        raise BrokenCarrierError(f"{filename}: {member.refusal}")
    # Nothing outside the file is asked for, no entity is expanded, and depth and size stay within libxml2's bounds.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(member.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenCarrierError(f"{filename}: its text is damaged ({error}); save it anew") from error
    if root.getroottree().docinfo.doctype:
        raise BrokenCarrierError(
            f"{filename}: its text declares entities, as no word processor does; save it anew"
        )
    return root


def _word_paragraphs(body: etree._Element) -> Iterator[Paragraph]:
    for child in body:
        if child.tag == f"{_W}p":
            yield _word_paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(_word_text(p) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")]
                yield Paragraph(_CELL.join(cells), Markup.TABLE_ROW)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _word_paragraphs(content)


def _word_paragraph(paragraph: etree._Element) -> Paragraph:
    text = _word_text(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if name.startswith("heading") or name == "title":
        level = int(name[-1]) if name[-1] in "123456" else 1
        return Paragraph(text, Markup.HEADING, level)
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return Paragraph(text, Markup.LIST_ITEM)
    return Paragraph(text)


def _word_text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors(_FALLBACK)):
            continue  # the same words again, for older programs
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        else:
            parts.append("-" if element.tag == f"{_W}noBreakHyphen" else " ")
    return "".join(parts)


def _open_paragraphs(parent: etree._Element, markup: Markup = Markup.PLAIN) -> Iterator[Paragraph]:
    for child in parent:
        if child.tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level") or "1"
            yield Paragraph(_open_text(child), Markup.HEADING, int(level) if level in "123456" else 6)
        elif child.tag == f"{_TEXT}p":
            yield Paragraph(_open_text(child), markup)
        elif child.tag == f"{_TABLE}table":
            for row in child.iter(f"{_TABLE}table-row"):
                cells = [" ".join(_open_text(p) for p in cell.iter(f"{_TEXT}p")) for cell in row]
                yield Paragraph(_CELL.join(cells), Markup.TABLE_ROW)
        elif child.tag in (f"{_TEXT}list", f"{_TEXT}list-item"):
            yield from _open_paragraphs(child, Markup.LIST_ITEM)
        elif child.tag == f"{_TEXT}section":
            yield from _open_paragraphs(child, markup)


def _open_text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _NO_TEXT:
            walk.skip_subtree()
        elif event == "start":
            parts.append(" " if element.tag in _BLANKS else element.text or "")
        elif element is not paragraph:
            parts.append(element.tail or "")
    return "".join(parts)
