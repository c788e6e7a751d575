"""The vocabulary all rooms share: frozen values, no behaviour beyond reading themselves.

Offsets are half-open everywhere. ``Block`` offsets count characters of the decoded original;
``Toponym``, ``AircraftMention``, ``Passage`` and ``Cell`` offsets count characters of the cleaned body.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

# Blocks of a body stand apart by this; so a paragraph of a body is what lies between two of them.
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of characters, ``text[start:end]``."""

    start: int
    end: int


# --- intake: bytes of any format -> blocks of text -------------------------------------------------


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
        return "".join(piece.text for piece in self.pieces)


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


# --- cleaning: blocks -> which are the report, which are furniture, and why ------------------------


class Verdict(StrEnum):
    """Whether a block is part of the report."""

    KEPT = "kept"
    REMOVED = "removed"


class Kind(StrEnum):
    """What a judged block is. The first group makes up the body; the second is kept as metadata."""

    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    TABLE_ROW = "table row"

    HEADLINE = "headline"
    BYLINE = "byline"
    DATE = "date"

    FURNITURE = "furniture"
    COMMENT = "comment"


BODY_KINDS = frozenset(
    {
        Kind.DATELINE,
        Kind.PARAGRAPH,
        Kind.SUBHEADING,
        Kind.QUOTE,
        Kind.LIST_ITEM,
        Kind.CAPTION,
        Kind.TABLE_ROW,
    }
)


@dataclass(frozen=True, slots=True)
class JudgedBlock:
    """A block, or a stretch of one, with its verdict.

    ``reason`` names the rule that took it (a removed block always has one; a kept one may, e.g. why it is
    the headline). ``body_start``/``body_end`` place a kept body block in the body, else both are ``None``.
    """

    pieces: tuple[Piece, ...]
    start: int
    end: int
    verdict: Verdict
    kind: Kind
    reason: str | None = None
    confidence: float = 1.0
    body_start: int | None = None
    body_end: int | None = None
    # A stretch of the same block as the one before it: in the body no paragraph begins here.
    continues: bool = False

    @property
    def text(self) -> str:
        """Return the block's text as it stands in the body, or as it was read where it was removed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed from and for whom ("MOSCOW (AP) —"); not a date."""

    place: str
    agency: str | None


class PublishedHow(StrEnum):
    """How a publication date is known."""

    PRINTED = "printed"
    METADATA = "metadata"
    DATELINE = "dateline"
    GIVEN = "given"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CleanReport:
    """A document after cleaning: the body, what was taken from it and why, and its metadata.

    ``blocks`` hold every block of the document, in order, kept and removed. ``date_candidates`` are readings
    of a printed date that the text alone could not decide between (03/04/2016); ``published_on`` is then None.
    ``evidence`` gives by a field's name what its value was read from.
    """

    body: str
    blocks: tuple[JudgedBlock, ...]
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    published_on: dt.date | None = None
    published_how: PublishedHow = PublishedHow.UNKNOWN
    date_candidates: tuple[dt.date, ...] = ()
    outlet: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    evidence: dict[str, Metadatum] = field(default_factory=dict)


# --- gazetteer: names -> places, aircraft types ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``within`` are the ids of the places that contain it, nearest first.

    Ids name their source: ``country:SY``, ``geonames:170063``, ``overlay:khmeimim-air-base``, ``world:…``.
    """

    id: str
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A type in the catalogue. ``kind`` is helicopter, fixed-wing, UAV or balloon; ``family`` joins relatives."""

    id: str
    name: str
    family: str
    kind: str
    manufacturer: str | None = None
    country: str | None = None
    role: str | None = None


class Role(StrEnum):
    """What a place is to the report that names it."""

    HAPPENED = "happened"
    DATELINE = "dateline"
    MENTIONED = "mentioned"
    DEMONYM = "demonym"  # "Syrian" points at Syria, but is not the place


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as printed, resolved."""

    start: int
    end: int
    surface: str
    place: Place
    role: Role
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AircraftMention:
    """An aircraft type's name as printed, resolved."""

    start: int
    end: int
    surface: str
    type: AircraftType
    confidence: float
    reasons: tuple[str, ...] = ()


# --- comparing: reports -> events, shared text, alignment, claims ----------------------------------


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block of a report's body: what it is and where it stands."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Report:
    """A cleaned article as the comparing room takes it. ``id`` is the article's key."""

    id: int
    body: str
    headline: str | None = None
    outlet: str | None = None
    published_on: dt.date | None = None
    blocks: tuple[BodyBlock, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    aircraft: tuple[AircraftMention, ...] = ()
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class PairScore:
    """How surely two reports tell the same event: ``probability`` 0.0 to 1.0, and why, in readers' words.

    ``copied`` is the part (0.0 to 1.0) of the shorter text that the other repeats; ``follows`` tells whether
    the later one takes up, on a later day, what the earlier one told.
    """

    probability: float
    reasons: tuple[str, ...]
    copied: float = 0.0
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one report's body."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two passages of two reports that tell the same; ``score`` 0.0 to 1.0."""

    a: Passage
    b: Passage
    score: float


class SharedKind(StrEnum):
    """How alike the places of a shared text are."""

    VERBATIM = "verbatim"
    NEAR = "near"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class SharedText:
    """One text that two or more reports carry, with its place in each."""

    spans: tuple[Passage, ...]
    kind: SharedKind


class Relation(StrEnum):
    """How the cells of a claim row stand to each other."""

    AGREE = "agree"
    AGREE_VARIANT = "agree_variant"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    DIFFER_SCOPE = "differ_scope"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says to a row's question: the value, the words, their sentence, who answers for it.

    ``was`` is the value as it was read, where an editor gave another.
    """

    article: int
    value: str
    start: int
    end: int
    sentence: str
    attribution: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One question, answered by one or more reports. ``group`` is "event" or names a background event.

    ``corrected`` holds the keys of what editors did to it.
    """

    question: str
    kind: str
    relation: Relation
    group: str
    cells: tuple[Cell, ...]
    corrected: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports set side by side. ``shared_shares`` gives, per article id, the part of it found elsewhere."""

    alignment: tuple[Alignment, ...]
    shared: tuple[SharedText, ...]
    rows: tuple[ClaimRow, ...]
    shared_shares: dict[int, float] = field(default_factory=dict)
    independent_texts: int = 0
