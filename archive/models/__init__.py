"""Stored rows."""

from archive.models.article import Article, Block, Original, Status
from archive.models.batch import (
    Batch,
    BatchItem,
    Duplicates,
    Fingerprint,
    IndexJob,
    Likeness,
    Outcome,
    State,
    WaitingFile,
)
from archive.models.change import Act, Change, Withdrawal
from archive.models.comparison import RowCorrection, StoredComparison, StoredPair
from archive.models.dossier import Dossier, DossierItem, ItemKind
from archive.models.event import Event, EventChange, EventNaming, Link
from archive.models.link_terms import Stage, StoredProfile, Term, TermUse
from archive.models.mention import AircraftType, Mention, Part, Place
from archive.models.outlet import Outlet

__all__ = [
    "Act",
    "AircraftType",
    "Article",
    "Batch",
    "BatchItem",
    "Block",
    "Change",
    "Dossier",
    "DossierItem",
    "Duplicates",
    "Event",
    "EventChange",
    "EventNaming",
    "Fingerprint",
    "IndexJob",
    "ItemKind",
    "Likeness",
    "Link",
    "Mention",
    "Original",
    "Outcome",
    "Outlet",
    "Part",
    "Place",
    "RowCorrection",
    "Stage",
    "State",
    "Status",
    "StoredComparison",
    "StoredPair",
    "StoredProfile",
    "Term",
    "TermUse",
    "WaitingFile",
    "Withdrawal",
]
