"""What an editor said of two passages: that they tell the same, or that they do not.

Like a row, a passage is known again by its words: as long as both sentences stand, the word on them holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.comparing.corrections import CellAnchor, Correction, RowAct, RowAnchor
from archive.records import Alignment, Passage

# The kind under which a pair of passages is kept beside the rows.
PASSAGES = "passages"
# An editor's word is sure.
_SURE = 1.0


def anchor_of_pair(one: CellAnchor, other: CellAnchor) -> RowAnchor:
    """Return what a pair of passages will be known by."""
    return RowAnchor(PASSAGES, "", (one, other))


def anchor_of_passage(passage: Passage, body: str) -> CellAnchor:
    """Return what a passage will be known by: its words."""
    words = body[passage.start : passage.end]
    return CellAnchor(passage.article, words, words)


def correct_pairs(
    pairs: Sequence[Alignment], corrections: Sequence[Correction], bodies: Mapping[int, str]
) -> tuple[tuple[Alignment, ...], frozenset[int]]:
    """Return the aligned passages as editors put them right, and the keys of the corrections that took effect.

    ``bodies`` are the texts of the reports compared, by key; one whose sentence no longer stands changes nothing.
    """
    held = list(pairs)
    done: set[int] = set()
    for correction in corrections:
        if correction.act not in (RowAct.PART, RowAct.PAIR):
            continue
        found = [passage for cell in correction.row.cells if (passage := _stands(cell, bodies)) is not None]
        if len(found) == 2:
            held = [pair for pair in held if not _joins(pair, found, bodies)]
            if correction.act is RowAct.PAIR:
                held.insert(0, Alignment(found[0], found[1], _SURE))
            done.add(correction.key)
    return tuple(held), frozenset(done)


def _stands(cell: CellAnchor, bodies: Mapping[int, str]) -> Passage | None:
    at = bodies.get(cell.article, "").find(cell.words) if cell.words else -1
    return Passage(cell.article, at, at + len(cell.words)) if at >= 0 else None


def _joins(pair: Alignment, passages: Sequence[Passage], bodies: Mapping[int, str]) -> bool:
    """Tell whether a pair is of these two passages, wherever their words stand and however they are cut now."""
    return all(any(_is_told_by(passage, side, bodies) for side in (pair.a, pair.b)) for passage in passages)


def _is_told_by(passage: Passage, side: Passage, bodies: Mapping[int, str]) -> bool:
    if passage.article != side.article:
        return False
    overlaps = passage.start < side.end and side.start < passage.end
    return overlaps or _words(passage, bodies) == _words(side, bodies)


def _words(passage: Passage, bodies: Mapping[int, str]) -> str:
    return bodies.get(passage.article, "")[passage.start : passage.end]
