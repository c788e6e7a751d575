"""The vocabulary all rooms share: frozen values, no behaviour beyond reading themselves.

Offsets are half-open everywhere. ``Block`` offsets count characters of the decoded original;
``Toponym``, ``AircraftMention``, ``Passage`` and ``Cell`` offsets count characters of the cleaned body.
"""

from archive.records.cleaned import (
    BODY_KINDS,
    PARAGRAPH_BREAK,
    CleanReport,
    Dateline,
    JudgedBlock,
    Kind,
    PublishedHow,
    Verdict,
)
from archive.records.compared import (
    Alignment,
    BodyBlock,
    Cell,
    ClaimRow,
    Comparison,
    PairScore,
    Passage,
    Relation,
    Report,
    SharedKind,
    SharedText,
)
from archive.records.documents import (
    Block,
    Carrier,
    Document,
    Format,
    Markup,
    Metadatum,
    Piece,
    Span,
)
from archive.records.names import (
    AircraftMention,
    AircraftType,
    Place,
    Role,
    Toponym,
)

__all__ = [
    "BODY_KINDS",
    "PARAGRAPH_BREAK",
    "AircraftMention",
    "AircraftType",
    "Alignment",
    "Block",
    "BodyBlock",
    "Carrier",
    "Cell",
    "ClaimRow",
    "CleanReport",
    "Comparison",
    "Dateline",
    "Document",
    "Format",
    "JudgedBlock",
    "Kind",
    "Markup",
    "Metadatum",
    "PairScore",
    "Passage",
    "Piece",
    "Place",
    "PublishedHow",
    "Relation",
    "Report",
    "Role",
    "SharedKind",
    "SharedText",
    "Span",
    "Toponym",
    "Verdict",
]
