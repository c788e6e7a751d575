"""What an editor put right in the rows of a comparison, found again by the sentences it was said of.

A row has no name that outlives a new reading of its reports. It is known again by its cells: the same report, the same
sentence, the same words. Rules that change may ask otherwise, or cut the words otherwise, but not both: then another
row might be taken for it. A correction whose sentences no longer stand changes nothing.
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
    """Return the place of the row that is most surely the one meant, ``None`` where none surely is."""
    scores = [_likeness(row, anchor) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best else None


# What a cell counts that is the same word for word, and one whose words are cut otherwise.
_SAME_CELL, _NEAR_CELL = 4, 2


def _likeness(row: ClaimRow, anchor: RowAnchor) -> int:
    """Return how surely a row is the one meant, 0 for not at all.

    Of the question, one cell is enough; under another, most cells must be the same word for word.
    """
    held = [cell_anchor(cell) for cell in row.cells]
    same = sum(cell in held for cell in anchor.cells)
    asks_the_same = row.question == anchor.question
    if asks_the_same and (row.kind == anchor.kind or 2 * same > len(anchor.cells)):
        near = sum(any(_is_near(cell, other) for other in held) for cell in anchor.cells) - same
        return _SAME_CELL * same + _NEAR_CELL * near + (same + near > 0)
    if row.kind == anchor.kind and 2 * same > len(anchor.cells):
        return _SAME_CELL * same
    return 0


def _is_near(one: CellAnchor, other: CellAnchor) -> bool:
    """Tell whether two readings of one sentence give one answer, cut longer in one of them."""
    if one.article != other.article or not _holds(one.sentence, other.sentence):
        return False
    return _holds(one.words, other.words)


def _holds(one: str, other: str) -> bool:
    """Tell whether one text holds the other, whole words."""
    first, second = f" {one.lower()} ", f" {other.lower()} "
    return first in second or second in first


def _meant(row: ClaimRow, anchors: Sequence[CellAnchor]) -> frozenset[int]:
    """Return the places of the cells that ``anchors`` mean: the same word for word, else those cut otherwise."""
    held = [cell_anchor(cell) for cell in row.cells]
    found: set[int] = set()
    for anchor in anchors:
        same = {at for at, cell in enumerate(held) if cell == anchor}
        found |= same or {at for at, cell in enumerate(held) if _is_near(anchor, cell)}
    return frozenset(found)


def _marked(row: ClaimRow, correction: Correction) -> ClaimRow:
    """Return the row with the relation an editor gave it, and the mark that an editor had a hand in it."""
    relation = correction.relation or row.relation
    if len({cell.article for cell in row.cells}) < 2 and not correction.relation:
        relation = Relation.ONLY
    return replace(row, relation=relation, corrected=(*row.corrected, correction.key))


def _give_value(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    wanted = _meant(rows[at], correction.cells)
    if not wanted:
        return False
    cells = tuple(
        replace(cell, value=correction.value, was=cell.was or cell.value) if number in wanted else cell
        for number, cell in enumerate(rows[at].cells)
    )
    rows[at] = _marked(replace(rows[at], cells=cells), correction)
    return True


def _take_out(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    """Take cells out of a row; a split makes a row of its own of them, and what is left keeps its place."""
    row = rows[at]
    wanted = _meant(row, correction.cells)
    taken = tuple(cell for number, cell in enumerate(row.cells) if number in wanted)
    left = tuple(cell for number, cell in enumerate(row.cells) if number not in wanted)
    if not taken:
        return False
    rows[at : at + 1] = [_marked(replace(row, cells=left), correction)] if left else []
    if correction.act is RowAct.SPLIT:
        apart = replace(row, question=correction.question or row.question, cells=taken)
        rows.insert(at + bool(left), _marked(apart, replace(correction, relation=None)))
    return True


def _merge(rows: list[ClaimRow], at: int, correction: Correction) -> bool:
    if correction.other is None:
        return False
    row = rows[at]
    others = [other for other in rows if other is not row]
    found = _find(others, correction.other)
    if found is None:
        # The rules may have come to join them by themselves.
        return len(_meant(row, correction.other.cells)) == len(correction.other.cells)
    cells = {(cell.article, cell.start, cell.end): cell for r in (row, others[found]) for cell in r.cells}
    merged = replace(row, cells=tuple(cells[place] for place in sorted(cells)))
    rows[:] = [_marked(merged, correction) if r is row else r for r in rows if r is not others[found]]
    return True
