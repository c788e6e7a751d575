"""A question ranked once more by the words its best reports share (relevance feedback without a reader).

For questions of plain words only: what is asked in quotes, in a field or with an operator is taken at its word. It
changes the order of what was found, never what is found.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from archive.search.evaluation import Evaluator, Hits, lowest
from archive.search.keeping import cached
from archive.search.segments import Weights
from archive.search.snapshot import Snapshot

# The best so many reports are read, and their so many likeliest words added; together they weigh as much as so many
# words of the question. Swept on the development collections (`python -m benchmarks.search_quality`): short questions
# gain most by it, and known headlines lose when it weighs as much as their own words.
REPORTS = 10
WORDS = 30
WEIGHT = 2.5
# A word of one report alone says nothing of the others.
MIN_REPORTS = 2
# Words kept of a report for this, the commonest in it: more changed nothing.
GIST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Gist:
    """The commonest words of a report, how often it has each, and a number for each."""

    words: tuple[str, ...]
    counts: Weights
    marks: NDArray[np.int64]
    size: int = 8_000


def gist_of(stems: Counter[str]) -> str:
    """Return what is stored of a report's words for ``learn_from``."""
    return " ".join(f"{stem} {count}" for stem, count in stems.most_common(GIST_WORDS))


def _read_gist(snapshot: Snapshot, number: int) -> Gist:
    parts = snapshot.stored(number).get("gist", "").split()
    words = tuple(parts[::2])
    return Gist(words, np.array(parts[1::2], dtype=np.float32), marks_of(words))


def marks_of(words: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each word; Python's own hash orders words as likely in another way in each process."""
    return np.array([crc32(word.encode()) for word in words], dtype=np.int64)


def learn_from(evaluator: Evaluator, asked: Mapping[str, int], whole: Hits, some: Hits) -> tuple[Hits, Hits]:
    """Return both lists scored anew, by the words that the best of ``whole``, then of ``some``, share."""
    words = _shared_words(evaluator, asked, whole, some)
    if not words:
        return whole, some
    share = WEIGHT / sum(words.values())
    extra = np.zeros(evaluator.snapshot.size, dtype=np.float32)
    for word, weight in words.items():
        hits = evaluator.term("text", word)
        extra[hits.ids] += hits.scores * np.float32(share * weight)
    return (
        Hits(whole.ids, whole.scores + extra[whole.ids]),
        Hits(some.ids, some.scores + extra[some.ids]),
    )


def _shared_words(
    evaluator: Evaluator, asked: Mapping[str, int], whole: Hits, some: Hits
) -> dict[str, float]:
    best = _best(whole, REPORTS)
    if len(best) < REPORTS:
        best += _best(some, REPORTS - len(best))
    if not best:
        return {}
    snapshot = evaluator.snapshot
    lengths = snapshot.lengths("text")
    gists = [cached((snapshot.serial, n), partial(_read_gist, snapshot, n)) for n, _ in best]
    worths = [score / best[0][1] / max(float(lengths[number]), 0.01) for number, score in best]
    words = [word for gist in gists for word in gist.words]
    _, first, which, holders = np.unique(
        np.concatenate([gist.marks for gist in gists]),
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    weights = np.bincount(
        which, np.concatenate([gist.counts * worth for gist, worth in zip(gists, worths, strict=True)])
    )
    weights[holders < MIN_REPORTS] = 0.0
    # Looked up are only those that could be among the likeliest.
    likely = {words[first[at]]: weights[at] for at in lowest(-weights, 2 * WORDS).tolist() if weights[at]}
    rated = {word: likely[word] * evaluator.rarity("text", word) for word in likely.keys() - asked.keys()}
    return {word: rated[word] for word in heapq.nlargest(WORDS, sorted(rated), key=rated.__getitem__)}


def _best(hits: Hits, count: int) -> list[tuple[int, float]]:
    order = lowest(-hits.scores, count)
    return list(zip(hits.ids[order].tolist(), hits.scores[order].tolist(), strict=True))
