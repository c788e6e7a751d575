"""What intake makes of bytes: a document of blocks, each with its place in the decoded original."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of characters, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as read, with the stretch of the decoded original it was read from.

    When ``len(text) == end - start`` the two run character by character; otherwise (an entity such as
    ``&amp;``, folded white space) the whole piece answers for the whole stretch.
    """

    text: str
    start: int
    end: int


class Markup(StrEnum):
    """How a block was written in the original, before anyone judges what it is."""

    PLAIN = "plain"  # a paragraph, or a line of a text file
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    TABLE_ROW = "table row"
    RULE = "rule"  # a line of dashes, <hr>


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized piece of the original, not yet judged.

    ``hints`` are the names of the elements, classes and ids it stands in (HTML), outermost first, in lower
    case; ``link_share`` is the part (0.0 to 1.0) of its characters that are link text; ``level`` is a
    heading's rank (1 to 6) or 0.
    """

    pieces: tuple[Piece, ...]
    start: int
    end: int
    markup: Markup = Markup.PLAIN
    level: int = 0
    link_share: float = 0.0
    hints: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the block's text as read, markup gone."""
        pieces = self.pieces
        return pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])


class Format(StrEnum):
    """The formats intake reads."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Carrier(StrEnum):
    """The formats that carry a text or a page inside; what they carry is read as one of the formats above."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    EMAIL = "eml"
    MHTML = "mhtml"
    RECORD = "json"  # one row of a table: headline, text, date …


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One statement of a page's own metadata: ``value`` and where it stood, e.g. ``json-ld:datePublished``."""

    value: str
    found_in: str


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded original cut into blocks, in reading order, none overlapping."""

    text: str
    format: Format
    encoding: str
    blocks: tuple[Block, ...]
    headline: Metadatum | None = None
    byline: Metadatum | None = None
    published: Metadatum | None = None
    outlet: Metadatum | None = None
    canonical_url: Metadatum | None = None
    language: Metadatum | None = None
    # Set where the bytes carry ``text`` inside; ``text`` is then what was read out of them.
    carrier: Carrier | None = None
