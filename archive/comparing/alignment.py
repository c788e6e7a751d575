"""Sentences of two reports that tell the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from archive.comparing.reading import Reading
from archive.records import Alignment, Passage

# Two sentences tell the same from this likeness on.
# Swept on the aligned sentences of the development event; rerun `python -m benchmarks.comparing alignment`.
LEAST_SCORE = 0.2
# A sentence that is not the other's best match must come this near to that best match. Same benchmark.
_NEAR_BEST = 0.6
# How much what the shorter sentence holds counts against what both hold together. Same benchmark.
_CONTAINMENT_SHARE = 0.3


# Two answers to one question tell the same, however worded. Same benchmark.
_ANSWER_BONUS = 0.1

Weights = Mapping[str, float]


def event_weights(concepts: Mapping[int, Sequence[frozenset[str]]]) -> Weights:
    """Return how much each concept says inside this event: the rarer among its sentences, the more."""
    counts = Counter(name for sentences in concepts.values() for held in sentences for name in held)
    total = sum(len(sentences) for sentences in concepts.values())
    return {name: math.log(1 + total / count) for name, count in counts.items()}


def likeness(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """Return how much two sets of concepts tell the same, 0.0 to 1.0."""
    shared = _load(one & other, weights)
    if not shared or _tell_apart(one, other):
        return 0.0
    return _likeness(shared, _load(one, weights), _load(other, weights))


def _load(held: frozenset[str], weights: Weights) -> float:
    return sum(weights.get(name, 0.0) for name in held)


def _loads(sentences: Sequence[frozenset[str]], weights: Weights) -> list[float]:
    return [_load(held, weights) for held in sentences]


def _likeness(shared: float, load_one: float, load_other: float) -> float:
    cosine = shared / math.sqrt(load_one * load_other)
    containment = shared / min(load_one, load_other)
    return (1 - _CONTAINMENT_SHARE) * cosine + _CONTAINMENT_SHARE * containment * min(1.0, cosine * 2)


# A concept that begins so is a mark of the event a sentence tells, not a word of it; see ``tells``.
_TELLS = "tells "


_ANSWERS = "answers "


def answers(row: int) -> str:
    """Return the mark of sentences that answer claim row ``row``."""
    return f"{_ANSWERS}{row}"


def tells(group: str) -> str:
    """Return the mark of sentences that tell ``group``; sentences with marks of two events never align."""
    return _TELLS + group


def _tell_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    marks = [{name for name in held if name.startswith(_TELLS)} for held in (one, other)]
    return bool(marks[0] and marks[1]) and not marks[0] & marks[1]


def align_sentences(
    readings: Sequence[Reading], concepts: Mapping[int, Sequence[frozenset[str]]]
) -> tuple[Alignment, ...]:
    """Return the sentence pairs of all pairs of reports that tell the same, best first.

    ``concepts`` hold, per report, what each of its sentences speaks of. Not monotone: reports of one event tell it
    in different orders.
    """
    weights = event_weights(concepts)
    found: list[Alignment] = []
    for one, other in combinations(readings, 2):
        found.extend(_align_pair(one, other, concepts[one.id], concepts[other.id], weights))
    return tuple(
        sorted(found, key=lambda alignment: (-alignment.score, alignment.a.article, alignment.a.start))
    )


def _align_pair(
    one: Reading,
    other: Reading,
    concepts_one: Sequence[frozenset[str]],
    concepts_other: Sequence[frozenset[str]],
    weights: Weights,
) -> list[Alignment]:
    loads_one, loads_other = _loads(concepts_one, weights), _loads(concepts_other, weights)
    told_one, told_other = _marks(concepts_one, _TELLS), _marks(concepts_other, _TELLS)
    answered_one, answered_other = _marks(concepts_one, _ANSWERS), _marks(concepts_other, _ANSWERS)
    best_one, best_other = [0.0] * len(concepts_one), [0.0] * len(concepts_other)
    scores: list[tuple[int, int, float]] = []
    for i, j, shared in _meetings(concepts_one, concepts_other, weights):
        if not shared or (told_one[i] and told_other[j] and not told_one[i] & told_other[j]):
            continue
        bonus = _ANSWER_BONUS if answered_one[i] & answered_other[j] else 0.0
        score = min(1.0, _likeness(shared, loads_one[i], loads_other[j]) + bonus)
        best_one[i], best_other[j] = max(best_one[i], score), max(best_other[j], score)
        if score >= LEAST_SCORE and one.sentences[i].is_prose and other.sentences[j].is_prose:
            scores.append((i, j, score))
    return [
        Alignment(_passage(one, i), _passage(other, j), round(score, 3))
        for i, j, score in scores
        if score >= _NEAR_BEST * best_one[i] or score >= _NEAR_BEST * best_other[j]
    ]


def _meetings(
    concepts_one: Sequence[frozenset[str]], concepts_other: Sequence[frozenset[str]], weights: Weights
) -> Iterator[tuple[int, int, float]]:
    """Yield the sentences that have a concept in common, with the weight of what they share, in order.

    Most pairs share nothing: only those that do are looked at.
    """
    holding: dict[str, list[int]] = {}
    for j, held in enumerate(concepts_other):
        for name in held:
            holding.setdefault(name, []).append(j)
    for i, held in enumerate(concepts_one):
        shared: dict[int, float] = {}
        # Sorted: sums of fractions depend on their order, and a page must not.
        for name in sorted(held & holding.keys()):
            weight = weights.get(name, 0.0)
            for j in holding[name]:
                shared[j] = shared.get(j, 0.0) + weight
        yield from ((i, j, shared[j]) for j in sorted(shared))


def _marks(concepts: Sequence[frozenset[str]], kind: str) -> list[frozenset[str]]:
    return [frozenset(name for name in held if name.startswith(kind)) for held in concepts]


def _passage(reading: Reading, number: int) -> Passage:
    sentence = reading.sentences[number]
    return Passage(reading.id, sentence.start, sentence.end)
