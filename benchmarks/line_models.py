"""The two models of the line classifier as they are fitted, and how they are written down as plain numbers."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20160801
# Of a decay of 2e-6 to 1e-3, 1e-4 judged unseen sites best (loss 0.262 against 0.314 at 2e-6).
EPOCHS = 3
BATCH = 2000
STEP = 0.05
DECAY = 1e-4
# Digits kept of a weight, and the least weight worth keeping.
DIGITS = 2
MIN_WEIGHT = 0.03
# Small trees that see a part of lines and measures each: sites differ more than lines. Of weights by words, by capped
# words and by the root of a page's length, words served news best.
TREES = 150
GROWING = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.1,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "seed": SEED,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
}


class Weights:
    """Weights by trait number, fitted on the given lines; a row of ``traits`` is a line, a column a trait."""

    def __init__(self, traits: Any, labels: Any, line_weights: Any, rows: Any) -> None:
        self.weights = np.zeros(traits.shape[1])
        order = np.random.default_rng(SEED)
        squares = np.full(len(self.weights), 1e-8)
        for _ in range(EPOCHS):
            shuffled = order.permutation(rows)
            for at in range(0, len(shuffled), BATCH):
                batch = shuffled[at : at + BATCH]
                lines = traits[batch]
                error = (_chances(lines @ self.weights) - labels[batch]) * line_weights[batch]
                slope = lines.T @ error / BATCH + DECAY * self.weights
                squares += slope * slope
                self.weights -= STEP * slope / np.sqrt(squares)

    def scores(self, traits: Any) -> Any:
        """Return for each line the log-odds that it is the report's."""
        return traits @ self.weights

    def write(self, out: Path, names: Sequence[str]) -> int:
        """Write the weights worth keeping, by name, and return how many there are."""
        kept = [
            (name, round(float(weight), DIGITS))
            for name, weight in zip(names, self.weights, strict=True)
            if abs(weight) >= MIN_WEIGHT
        ]
        _write_rows(out, ("trait", "weight"), sorted(kept))
        return len(kept)


def _chances(scores: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))


def fit_trees(measures: Any, labels: Any, shares: Any, names: Sequence[str]) -> Any:
    """Return LightGBM's boosted trees over ``measures``; ``predict`` gives chances."""
    import lightgbm  # of requirements-bench.txt: only training needs it

    weights = shares / shares.mean()
    lines = lightgbm.Dataset(measures, labels, weight=weights, params={"max_bin": GROWING["max_bin"]})
    print(f"trees over {len(names)} measures of {len(labels)} lines", flush=True)
    return lightgbm.train(GROWING, lines, TREES)


def write_trees(model: Any, names: Sequence[str], out: Path) -> None:
    """Write the trees as rows of nodes (see ``archive.cleaning.trees.load_trees``)."""
    rows: list[list[object]] = []
    for number, tree in enumerate(model.dump_model()["tree_info"]):
        first = len(rows)
        nodes = list(_nodes(tree["tree_structure"]))
        places = {id(node): first + at for at, node in enumerate(nodes)}
        for node in nodes:
            if "split_feature" not in node:
                rows.append([number, "", "", "", "", f"{node['leaf_value']:.4f}"])
                continue
            sides = [places[id(node[side])] for side in ("left_child", "right_child")]
            rows.append([number, names[node["split_feature"]], f"{node['threshold']:.6g}", *sides, ""])
    _write_rows(out, ("tree", "measure", "bound", "below", "above", "value"), rows)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    if "split_feature" in node:
        yield from _nodes(node["left_child"])
        yield from _nodes(node["right_child"])


def _write_rows(out: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
