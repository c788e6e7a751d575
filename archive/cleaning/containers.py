"""The elements round the lines of a web page, in numbers: how much of the report each one holds, and what else."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from archive.cleaning.page_lines import Page

    Numbers = NDArray[np.float64]

# So many names (of elements, classes and ids) left away from a line's own, innermost first, tell an element round it.
STEPS = (1, 2, 4)
# No other line of the element has what is asked for.
UNKNOWN = -1.0
FAR_LINES = 60


def measure_containers(page: Page, measures: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return by its name each measure of the elements round all lines of ``page``, in their order.

    ``measures`` are those of the lines themselves (``surroundings.measure_lines``).
    """
    hints = [line.draft.block.hints for line in page.lines]
    words = np.array([line.draft.words for line in page.lines], dtype=float)
    prose, linked = words * measures["prose"], words * measures["links"]
    running = words * np.array([line.is_running for line in page.lines])
    likely = words / (1.0 + np.exp(-measures["score"]))
    held = {"words in own": np.log1p(_totals_of(hints)(words))}
    for step in STEPS:
        total = _totals_of([own[: len(own) - step] for own in hints])
        all_words = total(words)
        held[f"running in {step}"] = _share_of_others(total(running), running, total(prose), prose)
        held[f"likely in {step}"] = _share_of_others(total(likely), likely, all_words, words)
        held[f"links in {step}"] = total(linked) / np.maximum(1.0, all_words)
        held[f"words in {step}"] = np.log1p(all_words)
    return held | _found(running, prose) | _common(hints, running)


def _totals_of(names: Sequence[tuple[str, ...]]) -> Callable[[Numbers], Numbers]:
    """Return what gives each line the sum of any values over all lines with the same ``names``."""
    numbers: dict[tuple[str, ...], int] = {}
    own = np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.intp)

    def total(values: Numbers) -> Numbers:
        sums: Numbers = np.bincount(own, weights=values).astype(float)[own]
        return sums

    return total


def _share_of_others(part: Numbers, own_part: Numbers, whole: Numbers, own: Numbers) -> Numbers:
    others = whole - own
    return np.where(others > 0, (part - own_part) / np.maximum(1.0, others), UNKNOWN)


def _found(running: Numbers, prose: Numbers) -> dict[str, Numbers]:
    """Return how much running text was taken for the report, of how much, and how far its last line is."""
    count = len(running)
    found, all_prose = max(1.0, running.sum()), prose.sum()
    last = np.flatnonzero(running).max(initial=0)
    return {
        "found": np.full(count, np.log1p(found)),
        "all prose": np.full(count, np.log1p(all_prose)),
        "found share": np.full(count, found / max(1.0, all_prose)),
        "to last found": np.clip(np.arange(count) - last, -FAR_LINES, FAR_LINES).astype(float),
    }


def _common(hints: Sequence[tuple[str, ...]], running: Numbers) -> dict[str, Numbers]:
    """Return how many names a line shares with most of the report, how many are its own, and how many only that has."""
    held: Counter[tuple[str, ...]] = Counter()
    for names, words in zip(hints, running.tolist(), strict=True):
        held[names] += words
    main = max(held, key=held.__getitem__) if hints else ()

    @cache
    def count_shared(names: tuple[str, ...]) -> int:
        return sum(takewhile(bool, map(eq, names, main)))

    shared = np.array([count_shared(names) for names in hints], dtype=float)
    return {
        "shared names": shared,
        "own names": np.array([len(names) for names in hints]) - shared,
        "missing names": len(main) - shared,
    }
