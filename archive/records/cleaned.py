"""What cleaning makes of a document: which blocks are the report, which are furniture, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from archive.records.documents import Metadatum, Piece

# Blocks of a body stand apart by this; so a paragraph of a body is what lies between two of them.
PARAGRAPH_BREAK = "\n\n"


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
