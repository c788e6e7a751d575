"""Words of a question that a report has side by side, in the order asked, bring it forward.

For questions of plain words only, and only among the best: it changes the order of what was found, never what is
found. "Fuel oil" means fuel oil more often than fuel and oil.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from archive.search.evaluation import Evaluator, Hits, lowest

# Looked for in so many of the best; a pair adds this share of its rarity among them. Swept on the development
# collections (`python -m benchmarks.search_quality`); known headlines gain most.
BEST = 100
WEIGHT = 0.25
# Where a word stands is read for all reports that have it: 15 ms the first time for so many.
MOST_READ = 10_000


def prefer_runs(
    evaluator: Evaluator, pairs: Mapping[tuple[str, str], int], whole: Hits, some: Hits
) -> tuple[Hits, Hits]:
    """Return both lists with the best of each scored anew: those that have a pair of stems side by side go up."""
    read = [pair for pair in pairs if all(_is_read(evaluator, stem) for stem in pair)]
    if not read:
        return whole, some
    best = [hits.ids[lowest(-hits.scores, BEST)] for hits in (whole, some)]
    ids = np.sort(np.concatenate(best))
    is_whole = evaluator.mask(best[0])[ids]
    extra = np.zeros(evaluator.snapshot.size, dtype=np.float32)
    for pair, rows in zip(read, evaluator.side_by_side("text", read, ids), strict=True):
        for part in (rows[is_whole[rows]], rows[~is_whole[rows]]):
            extra[ids[part]] += WEIGHT * pairs[pair] * evaluator.rarity_of(len(part))
    return (
        Hits(whole.ids, whole.scores + extra[whole.ids]),
        Hits(some.ids, some.scores + extra[some.ids]),
    )


def _is_read(evaluator: Evaluator, stem: str) -> bool:
    return 0 < len(evaluator.snapshot.postings("text", stem.encode()).ids) <= MOST_READ
