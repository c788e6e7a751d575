"""In what order a reader meets the rows of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.comparing.event_reading import MAIN
from archive.records import ClaimRow, Relation

# Rows that differ come first: they are what a reader came for.
_RELATIONS = {
    Relation.DIFFER: 0,
    Relation.DIFFER_SCOPE: 1,
    Relation.COMPATIBLE: 2,
    Relation.AGREE_VARIANT: 3,
    Relation.AGREE: 3,
    Relation.ONLY: 4,
}
# What has the gravest consequences comes first, wording last.
_KINDS = (
    "number",
    "place",
    "date",
    "time",
    "cause",
    "actor",
    "outcome",
    "opposed",
    "certainty",
    "owner",
    "mission",
    "phase",
    "purpose",
    "status",
    "rank",
    "age",
    "evidence",
    "quote",
    "context",
    "attribution",
    "aircraft",
    "statement",
    "name",
)
# Of numbers, lives come before anything else that is counted.
_LIVES = ("killed", "losses so far", "aboard", "missing", "wounded", "rescued", "arrested")
_CALLED = "is it called?"


def row_order(row: ClaimRow) -> tuple[int, bool, bool, int, int, int]:
    """Return the sort key of a row: relation, event before background, wording last, kind, lives first, reports."""
    is_wording = row.question.endswith(_CALLED) or row.kind in ("attribution", "name", "statement")
    kind = _KINDS.index(row.kind) if row.kind in _KINDS else len(_KINDS)
    life = next((rank for rank, word in enumerate(_LIVES) if word in row.question), len(_LIVES))
    reports = len({cell.article for cell in row.cells})
    return _RELATIONS[row.relation], row.group != MAIN, is_wording, kind, life, -reports


def without_repeats(rows: Iterable[ClaimRow]) -> Iterator[ClaimRow]:
    """Yield the rows but for those that put a question again and have an answer in common with an earlier row."""
    answered: dict[tuple[str, str], set[tuple[int, str]]] = {}
    for row in rows:
        told = answered.setdefault((row.group, row.question), set())
        answers = {(cell.article, cell.value.lower()) for cell in row.cells}
        if not answers & told:
            yield row
        told |= answers
