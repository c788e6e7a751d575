"""What an editor put right in the rows of a comparison, found again by the sentences it was said of.

A row has no name that outlives a new reading of its reports. It is known again by its cells: the same report, the same
sentence, the same words. A correction whose sentences no longer stand changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.records import Cell, ClaimRow, Relation


class RowAct(StrEnum):
    """What an editor can do to a row, and (the last two) to a pair of passages."""

    HIDE = "hide"
    VALUE = "value"
    RELATION = "relation"
    TAKE_OUT = "take out"
    SPLIT = "split"
    MERGE = "merge"
    PART = "part"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class CellAnchor:
    """The sentence a cell stands in, and the words of it, as they were when an editor saw them."""

    article: int
    sentence: str
    words: str


@dataclass(frozen=True, slots=True)
class RowAnchor:
    """A row as an editor saw it."""

    kind: str
    question: str
    cells: tuple[CellAnchor, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One deed: ``cells`` it is about (of ``row``), ``other`` a row to merge in, and what is to be instead."""

    key: int
    act: RowAct
    row: RowAnchor
    cells: tuple[CellAnchor, ...] = ()
    other: RowAnchor | None = None
    value: str = ""
    question: str = ""
    relation: Relation | None = None


def anchor_of(row: ClaimRow) -> RowAnchor:
    """Return what a row will be known by."""
    return RowAnchor(row.kind, row.question, tuple(cell_anchor(cell) for cell in row.cells))


def cell_anchor(cell: Cell) -> CellAnchor:
    """Return what a cell will be known by: the words it was read from, whatever an editor made of them."""
    return CellAnchor(cell.article, cell.sentence, cell.was or cell.value)


def correct_rows(
    rows: Iterable[ClaimRow], corrections: Sequence[Correction]
) -> tuple[tuple[ClaimRow, ...], frozenset[int]]:
    """Return the rows as the corrections, in their order, make them; and the keys of those that took effect."""
    held = list(rows)
    done: set[int] = set()
    for correction in corrections:
        if _apply(held, correction):
            done.add(correction.key)
    return tuple(held), frozenset(done)


def _apply(rows: list[ClaimRow], correction: Correction) -> bool:
    at = _find(rows, correction.row)
    if at is None:
        return False
    match correction.act:
        case RowAct.HIDE:
            rows.pop(at)
            return True
        case RowAct.MERGE:
            return _merge(rows, at, correction)
        case RowAct.RELATION:
            rows[at] = _marked(rows[at], correction)
            return True
        case RowAct.VALUE:
            return _give_value(rows, at, correction)
        case RowAct.TAKE_OUT | RowAct.SPLIT:
            return _take_out(rows, at, correction)
        case RowAct.PART | RowAct.PAIR:
            return False  # about passages; see ``correcting_pairs``


def _find(rows: Sequence[ClaimRow], anchor: RowAnchor) -> int | None:
    """Return the place of the row that is most surely the one meant: one cell at least is the same, word for word."""
    scores = [_likeness(row, anchor) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _likeness(row: ClaimRow, anchor: RowAnchor) -> int:
    if row.kind != anchor.kind:
        return 0
    held = {cell_anchor(cell) for cell in row.cells}
    same = sum(cell in held for cell in anchor.cells)
    return 2 * same + (row.question == anchor.question) if same else 0


def _marked(row: ClaimRow, correction: Correction) -> ClaimRow:
    """Return the row with the relation an editor gave it, and the mark that an editor had a hand in it."""
    relation = correction.relation or row.relation
    if len({cell.article for cell in row.cells}) < 2 and not correction.relation:
        relation = Relation.ONLY
    return replace(row, relation=relation, corrected=(*row.corrected, correction.key))


def _give_value(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    wanted = set(correction.cells)
    cells = tuple(
        replace(cell, value=correction.value, was=cell.was or cell.value)
        if cell_anchor(cell) in wanted
        else cell
        for cell in rows[at].cells
    )
    if cells == rows[at].cells:
        return False
    rows[at] = _marked(replace(rows[at], cells=cells), correction)
    return True


def _take_out(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    """Take cells out of a row; a split makes a row of its own of them, and what is left keeps its place."""
    wanted = set(correction.cells)
    row = rows[at]
    taken = tuple(cell for cell in row.cells if cell_anchor(cell) in wanted)
    left = tuple(cell for cell in row.cells if cell_anchor(cell) not in wanted)
    if not taken:
        return False
    rows[at : at + 1] = [_marked(replace(row, cells=left), correction)] if left else []
    if correction.act is RowAct.SPLIT:
        apart = replace(row, question=correction.question or row.question, cells=taken)
        rows.insert(at + bool(left), _marked(apart, replace(correction, relation=None)))
    return True


def _merge(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    other = _find(rows, correction.other) if correction.other is not None else None
    if other is None or other == at:
        return False
    cells = {
        (cell.article, cell.start, cell.end): cell for row in (rows[at], rows[other]) for cell in row.cells
    }
    merged = replace(rows[at], cells=tuple(cells[place] for place in sorted(cells)))
    rows[at] = _marked(merged, correction)
    rows.pop(other)
    return True
