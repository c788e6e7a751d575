"""Pages marked otherwise than all others: the trees do not learn from them.

A page whose marked article stops half-way says of every paragraph below that it is furniture, and one such page
outweighs many others, as its lines are long and the model is sure of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

# Of 2, 5 and 10 in a hundred, 5 served the sites not seen best.
ODD_SHARE = 0.05
MIN_CHANCE = 1e-5


def judge_unseen(fit: Callable[[Any], Any], measures: Any, folds: Any, rows: Any) -> Any:
    """Return the chance of each line, by a model fitted on ``rows`` without the line's own fold; 0.5 beside them.

    ``fit`` is given the numbers of the lines to learn from.
    """
    chances = np.full(len(folds), 0.5)
    for fold in np.unique(folds[rows]):
        judged = rows[folds[rows] == fold]
        chances[judged] = fit(rows[folds[rows] != fold]).predict(measures[judged])
    return chances


def leave_out_odd(rows: Any, chances: Any, labels: Any, shares: Any, pages: Any) -> Any:
    """Return those of ``rows`` that do not stand on the pages whose marks ``chances`` fit worst."""
    marked = np.where(labels[rows] == 1, chances[rows], 1.0 - chances[rows])
    losses = np.bincount(pages[rows], -shares[rows] * np.log(np.maximum(marked, MIN_CHANCE)))
    bound = np.quantile(losses[np.unique(pages[rows])], 1.0 - ODD_SHARE)
    return rows[losses[pages[rows]] <= bound]
