"""What comparing takes and returns: reports, pairs of them, shared text, rows of claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from archive.records.cleaned import Dateline, Kind
from archive.records.names import AircraftMention, Toponym


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

    @property
    def figures_differ(self) -> bool:
        """Whether two reports give different numbers for the same question about the event."""
        return any(
            row.relation is Relation.DIFFER and row.kind == "number" and row.group == "event"
            for row in self.rows
        )
