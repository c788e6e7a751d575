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
    jobs_put_off,
)
from archive.models.change import Act, Change, Withdrawal
from archive.models.comparison import RowCorrection, StoredComparison, StoredPair
from archive.models.curation import (
    AddedPlace,
    AddedType,
    DismissedDesignator,
    GazetteerVersion,
    RereadJob,
    Ruling,
    Spelling,
    UnknownDesignator,
    known_aircraft,
    known_places,
    renew_gazetteer,
)
from archive.models.dossier import Dossier, DossierItem, ItemKind
from archive.models.event import Event, EventChange, EventNaming, Link
from archive.models.link_terms import Stage, StoredProfile, Term, TermUse
from archive.models.mention import AircraftType, Mention, Part, Place
from archive.models.outlet import DateOrder, Outlet, OutletAlias, OutletKind, TaughtLine
from archive.models.people import Scope, SignInFailure, Token
from archive.models.saved_search import Digest, SavedSearch

__all__ = [
    "Act",
    "AddedPlace",
    "AddedType",
    "AircraftType",
    "Article",
    "Batch",
    "BatchItem",
    "Block",
    "Change",
    "DateOrder",
    "Digest",
    "DismissedDesignator",
    "Dossier",
    "DossierItem",
    "Duplicates",
    "Event",
    "EventChange",
    "EventNaming",
    "Fingerprint",
    "GazetteerVersion",
    "IndexJob",
    "ItemKind",
    "Likeness",
    "Link",
    "Mention",
    "Original",
    "Outcome",
    "Outlet",
    "OutletAlias",
    "OutletKind",
    "Part",
    "Place",
    "RereadJob",
    "RowCorrection",
    "Ruling",
    "SavedSearch",
    "Scope",
    "SignInFailure",
    "Spelling",
    "Stage",
    "State",
    "Status",
    "StoredComparison",
    "StoredPair",
    "StoredProfile",
    "TaughtLine",
    "Term",
    "TermUse",
    "Token",
    "UnknownDesignator",
    "WaitingFile",
    "Withdrawal",
    "jobs_put_off",
    "known_aircraft",
    "known_places",
    "renew_gazetteer",
]
