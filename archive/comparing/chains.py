"""Runs of words that two texts share, word for word or nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.comparing.words import REPORTING_STEMS, STOPWORDS, Word

# Words skipped on one side between two shared words of one chain. Rewriters drop or add a few words, seldom more.
# Chosen on the development pairs of rewritten wire copy; rerun `python -m benchmarks.comparing copied`.
LONGEST_GAP = 6
# A word that occurs oftener than this in a text cannot by itself say that a passage was copied.
_RARE_COUNT = 3
# A pair of words that stands in this many places is a formula; following it up would cost time and find nothing.
_COMMON_PAIR = 12
# A function word is worth half a content word (by judgement); a skipped word costs this (0.2 and 0.3 compared).
_STOPWORD_WEIGHT = 0.5
_GAP_COST = 0.2
# A chain worth less than this is chance: the same facts told in the same few words. Same benchmark.
LEAST_SCORE = 3.5


@dataclass(frozen=True, slots=True)
class Chain:
    """Shared words in order: pairs of word numbers (in one text, in the other), with the chain's worth."""

    pairs: tuple[tuple[int, int], ...]
    score: float


def find_chains(one: Sequence[Word], other: Sequence[Word]) -> tuple[Chain, ...]:
    """Return the chains of two texts, best first, no word of ``one`` in two of them.

    Seed and extend: words that match together with a neighbour, or that are rare in both texts, are points;
    points a few words apart in both texts are joined into the dearest chain (local alignment over points only).
    """
    points = _points(one, other)
    chains: list[Chain] = []
    while points:
        found = _best_chains(one, points)
        if not found:
            break
        chains.extend(found)
        used_one = {i for chain in found for i, _ in chain.pairs}
        used_other = {j for chain in found for _, j in chain.pairs}
        points = [(i, j) for i, j in points if i not in used_one and j not in used_other]
    return tuple(sorted(chains, key=lambda chain: -chain.score))


def _points(one: Sequence[Word], other: Sequence[Word]) -> list[tuple[int, int]]:
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in range(len(other) - 1):
        pairs[other[j].stem, other[j + 1].stem].append(j)
    found: set[tuple[int, int]] = set()
    for i in range(len(one) - 1):
        places = pairs.get((one[i].stem, one[i + 1].stem), ())
        if len(places) <= _COMMON_PAIR:
            for j in places:
                found.add((i, j))
                found.add((i + 1, j + 1))
    return sorted(found | _rare_points(one, other))


def _rare_points(one: Sequence[Word], other: Sequence[Word]) -> set[tuple[int, int]]:
    counts_one = Counter(word.stem for word in one)
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(other):
        places[word.stem].append(j)
    return {
        (i, j)
        for i, word in enumerate(one)
        if counts_one[word.stem] <= _RARE_COUNT and word.lower not in STOPWORDS
        for j in places.get(word.stem, ())
        if len(places[word.stem]) <= _RARE_COUNT
    }


def _weight(word: Word) -> float:
    return _STOPWORD_WEIGHT if word.lower in STOPWORDS or word.stem in REPORTING_STEMS else 1.0


def worth(one: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> float:
    """Return what shared words in a row are worth, the words skipped between them taken off."""
    gaps = sum(i - row + j - column - 2 for (row, column), (i, j) in pairwise(pairs))
    return sum(_weight(one[i]) for i, _ in pairs) - _GAP_COST * gaps


def _best_chains(one: Sequence[Word], points: Sequence[tuple[int, int]]) -> list[Chain]:
    """Return disjoint chains, best first, from one pass of local alignment over the points."""
    scores: list[float] = []
    parents: list[int] = []
    rows = [i for i, _ in points]
    for number, (i, j) in enumerate(points):
        best, parent = 0.0, -1
        for before in range(bisect_left(rows, i - LONGEST_GAP - 1), number):
            row, column = points[before]
            if row < i and 0 < j - column <= LONGEST_GAP + 1:
                score = scores[before] - _GAP_COST * (i - row + j - column - 2)
                if score > best:
                    best, parent = score, before
        scores.append(best + _weight(one[i]))
        parents.append(parent)
    return _disjoint(points, scores, parents)


def _disjoint(
    points: Sequence[tuple[int, int]], scores: Sequence[float], parents: Sequence[int]
) -> list[Chain]:
    used: set[int] = set()
    used_one: set[int] = set()
    used_other: set[int] = set()
    chains: list[Chain] = []
    for number in sorted(range(len(points)), key=lambda number: -scores[number]):
        if scores[number] < LEAST_SCORE:
            break
        trail: list[int] = []
        at = number
        while at >= 0 and at not in used:
            i, j = points[at]
            if i in used_one or j in used_other:
                break
            trail.append(at)
            at = parents[at]
        score = scores[number] - (scores[at] if at >= 0 else 0.0)
        used.update(trail)
        if score < LEAST_SCORE:
            continue
        pairs = tuple(points[index] for index in reversed(trail))
        used_one.update(i for i, _ in pairs)
        used_other.update(j for _, j in pairs)
        chains.append(Chain(pairs, score))
    return chains
