"""Train the line classifier on the development pages and write its two models.

    python -m benchmarks.train_lines --kind text --data text_*.jsonl.gz --out archive/cleaning/data
    python -m benchmarks.train_lines --kind html --data html_*.jsonl.gz --out archive/cleaning/data

The first is a logistic regression over the words of a line and the names of the elements round it
(archive/cleaning/traits.py), fitted by Adagrad on batches in an order that the seed fixes, with weight decay. The
second are boosted trees over what the first says of a line and of those round it (archive/cleaning/surroundings.py) and
what the elements of a page hold (containers.py), learned from scores that first models gave to sites they had not seen,
and not from the pages marked oddest (benchmarks/odd_pages.py). ``--folds`` judges every site by models that have not
seen it, nor its say on which pages are odd, and prints what they make of each view.
Needs requirements-bench.txt. Comments appended to articles (text_cmt) are left out: they are made up.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from archive.cleaning.judging import Ruled, judge_by_rules
from archive.cleaning.lines import PAGE, TEXT, measure_page
from archive.cleaning.page_lines import read_page
from archive.cleaning.surroundings import UNJUDGED
from archive.cleaning.traits import find_judged, find_traits
from archive.intake import IntakeError, read_document
from benchmarks.cautious import find_numbers
from benchmarks.cleaning import TOKEN, shingles
from benchmarks.line_models import Weights, fit_trees, write_trees
from benchmarks.odd_pages import judge_unseen, leave_out_odd
from benchmarks.unseen_sites import print_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.cleaning.lines import Bounds
    from archive.cleaning.page_lines import Page

TEXTS = ("near_text", "near_md", "full_text", "full_md")
ENDINGS = {view: "page.md" if view.endswith("md") else "page.txt" for view in TEXTS} | {"html": "page.html"}
FOLDS = 5
# A trait seen on fewer sites says more about them than about lines.
MIN_SITES = 6
# A long line counts for more, as more of the report goes with it.
FULL_WEIGHT_WORDS = 40
# A page of so many lines has weight one for each.
TYPICAL_LINES = 100
# The trees weigh a line by its part of the report's 4-grams: its words, and the three that run over its end. A report
# of fewer words than this counts as one of so many. News counts twice: it is what an archive of reports takes in.
OVER_END, MIN_REPORT, NEWS = 3, 60, 2.0
NO_NEWS = "wcxb"


@dataclass
class Examples:
    """Lines to learn from: the numbers of their traits one after another, and where each line's begin."""

    names: dict[str, int] = field(default_factory=dict)
    sites: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    traits: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    labels: array[int] = field(default_factory=lambda: array("b"))
    weights: array[float] = field(default_factory=lambda: array("f"))
    shares: array[float] = field(default_factory=lambda: array("f"))
    folds: array[int] = field(default_factory=lambda: array("b"))
    pages: array[int] = field(default_factory=lambda: array("i"))
    paged: int = 0

    def add(self, traits: list[str], *, label: bool, words: int, share: float, site: int, fold: int) -> None:
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
        self.shares.append(share)
        self.folds.append(fold)

    def close_page(self) -> None:
        """Number the page just ended, and weigh its lines by the root of how many they are: long pages do not rule."""
        count = len(self.weights) - self.paged
        page = self.pages[-1] + 1 if self.pages else 0
        for at in range(self.paged, len(self.weights)):
            self.weights[at] *= TYPICAL_LINES**0.5 / count**0.5
            self.pages.append(page)
        self.paged = len(self.weights)

    def to_matrix(self) -> tuple[list[str], Any]:
        """Return the traits that were seen on enough sites, and which of them each line has, a row a line."""
        from scipy.sparse import csr_matrix  # of requirements-bench.txt: only training needs it

        common = [number for number in range(len(self.names)) if len(self.sites[number]) >= MIN_SITES]
        traits = np.frombuffer(self.traits, dtype=np.int32)
        starts = np.frombuffer(self.starts, dtype=np.int64)
        ones = np.ones(len(traits), dtype=np.float32)
        matrix = csr_matrix((ones, traits, starts), shape=(len(self.labels), len(self.names)))
        names = list(self.names)
        return [names[number] for number in common], matrix[:, common]


@dataclass
class MarkedPage:
    """A page as the rules leave it; ``examples`` are the numbers of its judged lines by their places, None unmarked."""

    row: dict[str, Any]
    view: str
    ruled: Ruled
    page: Page
    numbers: dict[int, list[int]]
    examples: dict[int, int | None]


def fold_of(site: str) -> int:
    """Return the fold of a site, the same on every run."""
    return int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) % FOLDS


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


def read_marked(row: dict[str, Any], view: str, examples: Examples, site: int) -> MarkedPage | None:
    """Add the lines of one view of a page to the examples; ``None`` for a page that intake refuses."""
    try:
        document = read_document(row[view].encode(), ENDINGS[view])
    except IntakeError:
        return None
    ruled = judge_by_rules(document)
    page = read_page(ruled.drafts, ruled.headline)
    drafts = [line.draft for line in page.lines]
    found = dict(enumerate(find_numbers(document.text, drafts)))
    gold = shingles(row["gold"])
    gold_lines = {" ".join(TOKEN.findall(line)) for line in row["gold"].split("\n")}
    report = max(MIN_REPORT, len(TOKEN.findall(row["gold"]))) / (1.0 if row["set"] == NO_NEWS else NEWS)
    marked = MarkedPage(row, view, ruled, page, found, {})
    for at in find_judged(page.lines, (PAGE if ruled.is_page else TEXT).reach):
        if view == "html":
            label: bool | None = label_page(gold, gold_lines, drafts[at].text)
        else:
            label = label_text(row[f"{view}_labels"], found[at])
        marked.examples[at] = None if label is None else len(examples.labels)
        if label is not None:
            words = drafts[at].words
            share = (words + OVER_END) / report
            examples.add(
                find_traits(page.lines[at]),
                label=label,
                words=words,
                share=share,
                site=site,
                fold=fold_of(row["site"]),
            )
    examples.close_page()
    return marked


def collect(paths: list[Path], views: tuple[str, ...]) -> tuple[Examples, list[MarkedPage]]:
    """Return the examples of all pages, and the pages."""
    examples, pages = Examples(), []
    sites: dict[str, int] = {}
    for row in _rows(paths):
        site = sites.setdefault(row["site"], len(sites))
        marked = [read_marked(row, view, examples, site) for view in views if view in row]
        pages += [page for page in marked if page is not None]
    return examples, pages


def _rows(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def score_unseen(examples: Examples, traits: Any) -> Any:
    """Return the log-odds that first models give to the lines of sites they have not seen."""
    folds = np.frombuffer(examples.folds, dtype=np.int8)
    scores = np.zeros(len(folds))
    for fold in range(FOLDS):
        left_out = np.flatnonzero(folds == fold)
        model = fit_weights(examples, traits, np.flatnonzero(folds != fold))
        scores[left_out] = model.scores(traits[left_out])
        print(f"first model {fold + 1} of {FOLDS} fitted", flush=True)
    return scores


def fit_weights(examples: Examples, traits: Any, rows: Any) -> Weights:
    """Return the first model, fitted on these lines."""
    labels = np.frombuffer(examples.labels, dtype=np.int8)
    return Weights(traits, labels, np.frombuffer(examples.weights, dtype=np.float32), rows)


def measure(pages: list[MarkedPage], scores: Any) -> tuple[list[str], Any]:
    """Return the names of the measures, and a row of them for each example."""
    names: list[str] = []
    rows = []
    for marked in pages:
        placed = {
            at: UNJUDGED if number is None else scores[number] for at, number in marked.examples.items()
        }
        lines = [placed.get(at, UNJUDGED) for at in range(len(marked.page.lines))]
        measures = measure_page(marked.page, lines)
        names = list(measures)
        kept = [at for at, number in marked.examples.items() if number is not None]
        rows.append(np.column_stack(list(measures.values()))[kept])
    return names, np.vstack(rows)


def main() -> None:
    """Train the models of texts or of web pages, or only measure them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", nargs="+", type=Path, required=True, help="html_*.jsonl.gz or text_*.jsonl.gz"
    )
    parser.add_argument("--kind", choices=("text", "html"), required=True)
    parser.add_argument("--folds", action="store_true", help="measure on unseen sites, in five folds")
    parser.add_argument("--out", type=Path, help="the folder where the models go")
    options = parser.parse_args()
    bounds = TEXT if options.kind == "text" else PAGE
    examples, pages = collect(options.data, TEXTS if options.kind == "text" else ("html",))
    names, traits = examples.to_matrix()
    scores = score_unseen(examples, traits)
    learn_trees(examples, pages, scores, bounds, options)
    if options.out is not None:
        model = fit_weights(examples, traits, np.arange(len(examples.labels)))
        count = model.write(options.out / bounds.weights, names)
        print(f"{count} weights in {options.out / bounds.weights}")


def learn_trees(
    examples: Examples, pages: list[MarkedPage], scores: Any, bounds: Bounds, options: argparse.Namespace
) -> None:
    """Fit the trees: for the folder they go to, and without each fold to be measured."""
    names, measures = measure(pages, scores)
    labels = np.frombuffer(examples.labels, dtype=np.int8)
    shares = np.frombuffer(examples.shares, dtype=np.float32)
    folds = np.frombuffer(examples.folds, dtype=np.int8)
    page_of = np.frombuffer(examples.pages, dtype=np.int32)

    def fit(rows: Any) -> Any:
        return fit_trees(measures[rows], labels[rows], shares[rows], names)

    def fit_without_odd(rows: Any) -> Any:
        chances = judge_unseen(fit, measures, folds, rows)
        return fit(leave_out_odd(rows, chances, labels, shares, page_of))

    every = np.arange(len(labels))
    if options.out is not None:
        write_trees(fit_without_odd(every), names, options.out / bounds.trees)
    if options.folds:
        print_unseen(pages, judge_unseen(fit_without_odd, measures, folds, every), bounds)


if __name__ == "__main__":
    main()
