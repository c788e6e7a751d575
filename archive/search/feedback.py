"""A question ranked once more by the words its best reports share (relevance feedback without a reader).

For questions of plain words only: what is asked in quotes, in a field or with an operator is taken at its word. It
changes the order of what was found, never what is found.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from archive.search.evaluation import Evaluator, Hits

# The best so many reports are read, and their so many likeliest words added; together they weigh this times the root
# of the question's length. Swept on the development collections (`python -m benchmarks.search_quality`): short
# questions gain most by it, and known headlines lose when it weighs as much as their own words.
REPORTS = 10
WORDS = 30
WEIGHT = 0.75
# A word of one report alone says nothing of the others.
MIN_REPORTS = 2
# Words kept of a report for this, the commonest in it: more changed nothing.
GIST_WORDS = 40


def gist_of(stems: Counter[str]) -> str:
    """Return what is stored of a report's words for ``learn_from``."""
    return " ".join(f"{stem} {count}" for stem, count in stems.most_common(GIST_WORDS))


def learn_from(evaluator: Evaluator, asked: Counter[str], whole: Hits, some: Hits) -> tuple[Hits, Hits]:
    """Return both lists scored anew; those with all the words stand before those with some."""
    words = _shared_words(evaluator, asked, whole, some)
    if not words:
        return whole, some
    mass = WEIGHT * math.sqrt(sum(asked.values())) / sum(words.values())
    extra = np.zeros(evaluator.snapshot.size)
    for word, weight in words.items():
        hits = evaluator.term("text", word)
        extra[hits.ids] += mass * weight * hits.scores
    return (
        Hits(whole.ids, whole.scores + extra[whole.ids]),
        Hits(some.ids, some.scores + extra[some.ids]),
    )


def _shared_words(evaluator: Evaluator, asked: Counter[str], whole: Hits, some: Hits) -> dict[str, float]:
    best = [*_best(whole, REPORTS)]
    best += _best(some, REPORTS - len(best))
    snapshot = evaluator.snapshot
    lengths = snapshot.lengths("text")
    weights: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for number, score in best:
        gist = snapshot.stored(number).get("gist", "").split()
        worth = score / best[0][1] / max(float(lengths[number]), 0.01)
        for word, count in zip(gist[::2], gist[1::2], strict=True):
            weights[word] += worth * int(count)  # type: ignore[assignment]  # a Counter of floats
            holders[word] += 1
    shared = Counter(
        {
            word: weight
            for word, weight in weights.items()
            if holders[word] >= MIN_REPORTS and word not in asked
        }
    )
    # Looked up are only those that could be among the likeliest.
    rated = {word: weight * evaluator.rarity("text", word) for word, weight in shared.most_common(2 * WORDS)}
    return dict(Counter(rated).most_common(WORDS))


def _best(hits: Hits, count: int) -> list[tuple[int, float]]:
    order = np.argsort(-hits.scores, kind="stable")[: max(count, 0)]
    return list(zip(hits.ids[order].tolist(), hits.scores[order].tolist(), strict=True))
