"""Boosted trees as plain numbers: each node asks whether a measure is at most a bound, each leaf adds to a score."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from archive.cleaning.wordlists import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


SIDES = ("below", "above")


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees as arrays; a leaf leads to itself. ``roots`` are the first node of each tree."""

    measures: tuple[str, ...]
    roots: NDArray[np.intp]
    measure: NDArray[np.intp]
    bound: NDArray[np.float64]
    # Where a node leads to at or below its bound, and above it: its own two entries, one after the other.
    sides: NDArray[np.intp]
    value: NDArray[np.float64]
    depth: int


@cache
def load_trees(name: str) -> Trees:
    """Return the trees of ``name`` in the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return build_trees(list(csv.DictReader(file)))


def build_trees(rows: Sequence[Mapping[str, str]]) -> Trees:
    """Return the trees that ``rows`` spell out.

    A row is a node: its tree, the measure asked and the bound, the rows it leads to at or below the bound and above
    it; or a leaf, with its value. The first row of a tree is its root, and a node leads only to later rows.
    """
    names = tuple(dict.fromkeys(row["measure"] for row in rows if row["measure"]))
    numbers = {measure: number for number, measure in enumerate(names)}
    own = range(len(rows))
    depth, depths = 0, [0] * len(rows)
    for at, row in zip(own, rows, strict=True):
        for side in SIDES:
            if row[side]:
                depths[int(row[side])] = depths[at] + 1
                depth = max(depth, depths[at] + 1)
    return Trees(
        names,
        np.array([at for at in own if at == 0 or rows[at]["tree"] != rows[at - 1]["tree"]]),
        np.array([numbers.get(row["measure"], 0) for row in rows]),
        np.array([float(row["bound"] or 0) for row in rows]),
        np.array([int(row[side] or at) for at, row in zip(own, rows, strict=True) for side in SIDES]),
        np.array([float(row["value"] or 0) for row in rows]),
        depth,
    )


def score_lines(trees: Trees, measures: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each line the sum of the leaves it falls into: the log-odds that it is the report's."""
    matrix = np.column_stack([measures[name] for name in trees.measures])
    firsts = (np.arange(len(matrix)) * matrix.shape[1])[:, None]
    at = np.broadcast_to(trees.roots, (len(matrix), len(trees.roots)))
    for _ in range(trees.depth):
        is_above = matrix.take(firsts + trees.measure.take(at)) > trees.bound.take(at)
        at = trees.sides.take(2 * at + is_above)
    totals: NDArray[np.float64] = trees.value.take(at).sum(axis=1)
    return totals
