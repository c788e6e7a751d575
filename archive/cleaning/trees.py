"""Boosted trees as plain numbers: each node asks whether a measure is at most a bound, each leaf adds to a score."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from archive.cleaning.wordlists import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees as arrays, a row for each first node of a tree, each second one and so on, a column for each tree.

    A line that is above a node's bound falls into none of the leaves below it. Those are ruled out, a bit each, in the
    order in which the leaves stand in the tree; the first leaf that no node ruled out is the line's.
    """

    measures: tuple[str, ...]
    measure: NDArray[np.intp]
    bound: NDArray[np.float64]
    ruled_out: NDArray[np.unsignedinteger]
    # The leaves of all trees, and where each tree's begin.
    value: NDArray[np.float64]
    first: NDArray[np.intp]


@cache
def load_trees(name: str) -> Trees:
    """Return the trees of ``name`` in the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return build_trees(list(csv.DictReader(file)))


def build_trees(rows: Sequence[Row]) -> Trees:
    """Return the trees that ``rows`` spell out.

    A row is a node: its tree, the measure asked and the bound, the rows it leads to at or below the bound and above
    it; or a leaf, with its value. The first row of a tree is its root; below and above a node, its later rows follow in
    this order.
    """
    names = tuple(dict.fromkeys(row["measure"] for row in rows if row["measure"]))
    numbers = {measure: number for number, measure in enumerate(names)}
    leaves_before = [0]
    for row in rows:
        leaves_before.append(leaves_before[-1] + (not row["measure"]))
    trees = [[at for at, _ in tree] for _, tree in groupby(enumerate(rows), lambda pair: pair[1]["tree"])]
    nodes = [[at for at in tree if rows[at]["measure"]] for tree in trees]
    shape = max(map(len, nodes), default=0), len(trees)
    most_leaves = shape[0] + 1
    measure, bound = np.zeros(shape, dtype=np.intp), np.full((*shape, 1), np.inf)
    ruled_out = np.zeros((*shape, 1), dtype=np.min_scalar_type(1 << most_leaves))
    for column, (tree, asking) in enumerate(zip(trees, nodes, strict=True)):
        for level, at in enumerate(asking):
            first, beyond = (leaves_before[int(rows[at][side])] for side in ("below", "above"))
            measure[level, column] = numbers[rows[at]["measure"]]
            bound[level, column] = float(rows[at]["bound"])
            ruled_out[level, column] = (1 << beyond) - (1 << first) >> leaves_before[tree[0]]
    return Trees(
        names,
        measure,
        bound,
        ruled_out,
        np.array([float(row["value"]) for row in rows if not row["measure"]]),
        np.array([leaves_before[tree[0]] for tree in trees], dtype=np.intp)[:, None],
    )


def score_lines(trees: Trees, measures: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each line the sum of the leaves it falls into: the log-odds that it is the report's."""
    matrix = np.stack([measures[name] for name in trees.measures])
    out = np.zeros((len(trees.first), matrix.shape[1]), dtype=trees.ruled_out.dtype)
    for measure, bound, ruled_out in zip(trees.measure, trees.bound, trees.ruled_out, strict=True):
        out |= (matrix.take(measure, axis=0) > bound) * ruled_out
    leaf = np.bitwise_count(out & ~(out + 1))
    totals: NDArray[np.float64] = trees.value.take(trees.first + leaf).sum(axis=0)
    return totals
