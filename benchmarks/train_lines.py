"""Train the line classifier on the development pages and write its weights.

    python -m benchmarks.train_lines --kind text --data text_*.jsonl.gz --out archive/cleaning/data/line_weights.csv
    python -m benchmarks.train_lines --kind html --data html_*.jsonl.gz --out archive/cleaning/data/page_weights.csv

A logistic regression over named traits of a line (archive/cleaning/traits.py), fitted by Adagrad on batches in
an order that the seed fixes, with weight decay. ``--folds 5`` first judges every site by a model that has not
seen it and prints what the thresholds of archive/cleaning/lines.py then gain and lose. Needs numpy. Comments
appended to articles (text_cmt) are left out: they are made up.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from archive.cleaning.judging import judge_by_rules
from archive.cleaning.lines import PAGE, TEXT
from archive.cleaning.traits import find_traits
from archive.intake import IntakeError, read_document
from benchmarks.cleaning import TOKEN, shingles

if TYPE_CHECKING:
    from archive.cleaning.drafts import Draft

TEXTS = ("near_text", "near_md", "full_text", "full_md")
ENDINGS = {view: "page.md" if view.endswith("md") else "page.txt" for view in TEXTS} | {"html": "page.html"}
SEED = 20160801
# A trait seen on fewer sites says more about them than about lines.
MIN_SITES = 6
# Of a decay of 2e-6 to 1e-3, 1e-4 judged unseen sites best (loss 0.262 against 0.314 at 2e-6).
EPOCHS = 3
BATCH = 2000
STEP = 0.05
DECAY = 1e-4
# A long line counts for more, as more of the report goes with it.
FULL_WEIGHT_WORDS = 40
# A page of so many lines has weight one for each.
TYPICAL_LINES = 100
# Digits kept of a weight, and the least weight worth keeping.
DIGITS = 2
MIN_WEIGHT = 0.03


@dataclass
class Examples:
    """Lines to learn from: the numbers of their traits one after another, and where each line's begin."""

    names: dict[str, int] = field(default_factory=dict)
    sites: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    traits: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    labels: array[int] = field(default_factory=lambda: array("b"))
    weights: array[float] = field(default_factory=lambda: array("f"))
    folds: array[int] = field(default_factory=lambda: array("b"))
    paged: int = 0

    def add(self, traits: list[str], *, label: bool, words: int, site: int, fold: int) -> None:
        """Add one line."""
        names = self.names
        for trait in dict.fromkeys(traits):
            number = names.setdefault(trait, len(names))
            self.traits.append(number)
            sites = self.sites[number]
            if len(sites) < MIN_SITES:
                sites.add(site)
        self.starts.append(len(self.traits))
        self.labels.append(int(label))
        self.weights.append(0.3 + min(words, FULL_WEIGHT_WORDS) / FULL_WEIGHT_WORDS)
        self.folds.append(fold)

    def close_page(self) -> None:
        """Weigh the lines of the page just ended: by the root of their number, so that long pages do not rule."""
        count = len(self.weights) - self.paged
        for at in range(self.paged, len(self.weights)):
            self.weights[at] *= TYPICAL_LINES**0.5 / count**0.5
        self.paged = len(self.weights)


def fold_of(site: str, folds: int) -> int:
    """Return the fold of a site, the same on every run."""
    return int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) % folds


def read_lines(row: dict[str, Any], view: str) -> list[tuple[Draft, list[str], list[int]]]:
    """Return each line the classifier may judge with its traits and the numbers of its text's lines."""
    text = row[view]
    try:
        document = read_document(text.encode(), ENDINGS[view])
    except IntakeError:
        return []
    ruled = judge_by_rules(document)
    starts = [0]
    for line in document.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for draft, traits in find_traits(ruled.drafts, ruled.headline, (PAGE if ruled.is_page else TEXT).reach):
        first = bisect_right(starts, draft.block.start) - 1
        last = bisect_right(starts, max(draft.block.start, draft.block.end - 1)) - 1
        found.append((draft, traits, list(range(first, last + 1))))
    return found


def label_text(labels: str, numbers: list[int]) -> bool | None:
    """Return whether most of these lines are marked as content; ``None`` where only a headline is."""
    told = [labels[number] for number in numbers if labels[number] not in "-t"]
    return told.count("c") * 2 >= len(told) if told else None


def label_page(gold: Counter[tuple[str, ...]], gold_lines: set[str], line: str) -> bool:
    """Return whether most of the runs of a page's line are in the marked article, or all of a short one is."""
    runs = shingles(line)
    if runs.total() > 1:
        return (runs & gold).total() * 2 >= runs.total()
    return " ".join(TOKEN.findall(line)) in gold_lines


def collect(paths: list[Path], views: tuple[str, ...], folds: int) -> tuple[Examples, list[Any]]:
    """Return the examples of all pages, and what is needed to score a page's decisions."""
    examples, pages = Examples(), []
    sites: dict[str, int] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                site = sites.setdefault(row["site"], len(sites))
                fold = fold_of(row["site"], folds) if folds else 0
                gold = shingles(row["gold"])
                gold_lines = {" ".join(TOKEN.findall(line)) for line in row["gold"].split("\n")}
                for view in (view for view in views if view in row):
                    marks = []
                    for draft, traits, numbers in read_lines(row, view):
                        if view == "html":
                            label: bool | None = label_page(gold, gold_lines, draft.text)
                        else:
                            label = label_text(row[f"{view}_labels"], numbers)
                        marks.append((draft, numbers, None if label is None else len(examples.labels)))
                        if label is not None:
                            examples.add(traits, label=label, words=draft.words, site=site, fold=fold)
                    examples.close_page()
                    pages.append((row, view, marks))
    return examples, pages


class Model:
    """Weights by trait number, fitted on the lines whose fold is not left out."""

    def __init__(self, examples: Examples, left_out: int | None) -> None:
        self.kept = np.array(
            [len(examples.sites[number]) >= MIN_SITES for number in range(len(examples.names))], dtype=bool
        )
        self.traits = np.frombuffer(examples.traits, dtype=np.int32)
        self.starts = np.frombuffer(examples.starts, dtype=np.int64)
        self.labels = np.frombuffer(examples.labels, dtype=np.int8).astype(np.float32)
        self.line_weights = np.frombuffer(examples.weights, dtype=np.float32)
        self.weights = np.zeros(len(examples.names), dtype=np.float64)
        self._fit(np.flatnonzero(np.frombuffer(examples.folds, dtype=np.int8) != left_out))

    def _fit(self, rows: Any) -> None:
        order = np.random.default_rng(SEED)
        squares = np.full(len(self.weights), 1e-8)
        for _ in range(EPOCHS):
            shuffled = order.permutation(rows)
            for at in range(0, len(shuffled), BATCH):
                batch = shuffled[at : at + BATCH]
                traits, owners = self._traits_of(batch)
                error = (self._chances(batch, traits, owners) - self.labels[batch]) * self.line_weights[batch]
                slope = np.bincount(traits, weights=error[owners], minlength=len(self.weights)) / BATCH
                slope += DECAY * self.weights
                slope[~self.kept] = 0.0
                squares += slope * slope
                self.weights -= STEP * slope / np.sqrt(squares)

    def _traits_of(self, rows: Any) -> tuple[Any, Any]:
        lengths = self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        offsets = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.traits[np.repeat(self.starts[rows], lengths) + offsets], owners

    def _chances(self, rows: Any, traits: Any, owners: Any) -> Any:
        sums = np.bincount(owners, weights=self.weights[traits], minlength=len(rows))
        return 1.0 / (1.0 + np.exp(-np.clip(sums, -30, 30)))

    def chances(self, rows: Any) -> Any:
        """Return for each of these lines the chance (0.0 to 1.0) that it is the report's."""
        parts = [rows[at : at + 20_000] for at in range(0, len(rows), 20_000)]
        return np.concatenate([self._chances(part, *self._traits_of(part)) for part in parts])

    def write(self, out: Path, names: dict[str, int]) -> int:
        """Write the weights worth keeping, by name, and return how many there are."""
        kept = [
            (name, round(float(self.weights[number]), DIGITS))
            for name, number in names.items()
            if abs(self.weights[number]) >= MIN_WEIGHT
        ]
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("trait", "weight"))
            writer.writerows(sorted(kept))
        return len(kept)


def print_folds(examples: Examples, folds: int) -> None:
    """Judge every site by a model that has not seen it, and print what the thresholds would take and lose."""
    labels = np.frombuffer(examples.labels, dtype=np.int8)
    places = np.frombuffer(examples.folds, dtype=np.int8)
    chances = np.zeros(len(labels))
    for fold in range(folds):
        left_out = np.flatnonzero(places == fold)
        chances[left_out] = Model(examples, fold).chances(left_out)
    weights = np.frombuffer(examples.weights, dtype=np.float32)
    held = np.where(labels == 1, chances, 1 - chances).clip(1e-6)
    print(f"lines {len(labels)}  loss on unseen sites {(-np.log(held) * weights).sum() / weights.sum():.4f}")
    for bound in (0.05, 0.08, 0.1, 0.2, 0.35, 0.5):
        below = chances < bound
        taken, lost = (below & (labels == 0)).sum(), (below & (labels == 1)).sum()
        print(f"  below {bound:.2f}: furniture {taken / max(1, (labels == 0).sum()):6.1%}", end="")
        print(f"  content {lost / max(1, (labels == 1).sum()):6.2%}")


def main() -> None:
    """Train both sets of weights, or only measure them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", nargs="+", type=Path, required=True, help="html_*.jsonl.gz or text_*.jsonl.gz"
    )
    parser.add_argument("--kind", choices=("text", "html"), required=True)
    parser.add_argument("--folds", type=int, default=0, help="measure on unseen sites, so many folds")
    parser.add_argument("--out", type=Path, help="where the weights go")
    options = parser.parse_args()
    examples, _ = collect(options.data, TEXTS if options.kind == "text" else ("html",), options.folds)
    if options.folds:
        print_folds(examples, options.folds)
    if options.out is not None:
        count = Model(examples, None).write(options.out, examples.names)
        print(f"{count} weights in {options.out}")


if __name__ == "__main__":
    main()
