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
    """The nodes of all trees as arrays; a leaf leads to itself. ``roots`` are the trees' first nodes, deepest first."""

    measures: tuple[str, ...]
    roots: NDArray[np.intp]
    measure: NDArray[np.intp]
    bound: NDArray[np.float64]
    # Where a node leads to at or below its bound, and above it: its own two entries, one after the other.
    sides: NDArray[np.intp]
    value: NDArray[np.float64]
    # Of how many trees each level has nodes that ask something.
    asking: tuple[int, ...]


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
    depths = [0] * len(rows)
    deepest: dict[int, int] = {}
    for at, row in zip(own, rows, strict=True):
        if at == 0 or row["tree"] != rows[at - 1]["tree"]:
            root = at
        deepest[root] = max(deepest.get(root, 0), depths[at])
        for side in SIDES:
            if row[side]:
                depths[int(row[side])] = depths[at] + 1
    return Trees(
        names,
        np.array(sorted(deepest, key=deepest.__getitem__, reverse=True)),
        np.array([numbers.get(row["measure"], 0) for row in rows]),
        np.array([float(row["bound"] or 0) for row in rows]),
        np.array([int(row[side] or at) for at, row in zip(own, rows, strict=True) for side in SIDES]),
        np.array([float(row["value"] or 0) for row in rows]),
        tuple(
            sum(depth > level for depth in deepest.values())
            for level in range(max(deepest.values(), default=0))
        ),
    )


def score_lines(trees: Trees, measures: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for each line the sum of the leaves it falls into: the log-odds that it is the report's."""
    matrix = np.column_stack([measures[name] for name in trees.measures])
    firsts = (np.arange(len(matrix)) * matrix.shape[1])[:, None]
    at = np.tile(trees.roots, (len(matrix), 1))
    for asking in trees.asking:
        nodes = at[:, :asking]
        is_above = matrix.take(firsts + trees.measure.take(nodes)) > trees.bound.take(nodes)
        at[:, :asking] = trees.sides.take(2 * nodes + is_above)
    totals: NDArray[np.float64] = trees.value.take(at).sum(axis=1)
    return totals
