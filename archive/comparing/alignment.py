"""Sentences of two reports that tell the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.comparing.reading import Reading
from archive.records import Alignment, Passage

# Two sentences tell the same from this likeness on: where neither is the other's best match, where one is, where both
# are. Swept with the weights of ``sentence_weights``; rerun `python -m benchmarks.comparing alignment`.
_LEAST_SCORES = (0.32, 0.18, 0.1)
# A sentence that is not the other's best match must come this near to that best match. Same benchmark.
_NEAR_BEST = 0.7
# How much what the shorter sentence holds counts against what both hold together. Same benchmark.
_CONTAINMENT_SHARE = 0.3
# Two answers to one question tell the same, however worded. Same benchmark.
_ANSWER_BONUS = 0.18
# Words the other report never uses may be detail that it leaves out. Same benchmark.
_UNKNOWN = 0.9
# What every sentence is taken to say besides its words, so that two or three words make no match. Same benchmark.
_BASE_LOAD = 6.0

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says, each thing with its weight; ``before`` are things said only by the sentence before it."""

    weights: dict[str, float]
    before: frozenset[str] = frozenset()


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
    readings: Sequence[Reading],
    said: Mapping[int, Sequence[Said]],
    marks: Mapping[int, Sequence[frozenset[str]]],
) -> tuple[Alignment, ...]:
    """Return the sentence pairs of all pairs of reports that tell the same, best first.

    ``said`` holds, per report, what each of its sentences says; ``marks`` the events that
    each tells and the rows it answers. Not monotone: reports of one event tell it in different orders.
    """
    found: list[Alignment] = []
    for one, other in combinations(readings, 2):
        found.extend(_align_pair(one, other, said, marks))
    return tuple(
        sorted(found, key=lambda alignment: (-alignment.score, alignment.a.article, alignment.a.start))
    )


def _align_pair(
    one: Reading,
    other: Reading,
    said: Mapping[int, Sequence[Said]],
    marks: Mapping[int, Sequence[frozenset[str]]],
) -> list[Alignment]:
    scores = dict(_scores(one, other, said, marks))
    best_one, best_other = [0.0] * len(one.sentences), [0.0] * len(other.sentences)
    for (i, j), score in scores.items():
        best_one[i], best_other[j] = max(best_one[i], score), max(best_other[j], score)
    return [
        Alignment(_passage(one, i), _passage(other, j), round(score, 3))
        for (i, j), score in scores.items()
        if _is_told_alike(score, best_one[i], best_other[j])
    ]


def _is_told_alike(score: float, best_one: float, best_other: float) -> bool:
    """Tell whether a likeness is enough: the less, the more each sentence is the other's best match."""
    bests = (score >= best_one) + (score >= best_other)
    return score >= _LEAST_SCORES[bests] and score >= _NEAR_BEST * min(best_one, best_other)


def _scores(
    one: Reading,
    other: Reading,
    said: Mapping[int, Sequence[Said]],
    marks: Mapping[int, Sequence[frozenset[str]]],
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the likeness of the sentences that have something in common, in order."""
    loads_one, loads_other = _loads(said[one.id], said[other.id]), _loads(said[other.id], said[one.id])
    told_one, told_other = _marks(marks[one.id], _TELLS), _marks(marks[other.id], _TELLS)
    answered_one, answered_other = _marks(marks[one.id], _ANSWERS), _marks(marks[other.id], _ANSWERS)
    met = _meetings(said[one.id], said[other.id])
    for (i, j), shared in met.items():
        if not (one.sentences[i].is_prose and other.sentences[j].is_prose):
            continue
        if told_one[i] and told_other[j] and not told_one[i] & told_other[j]:
            continue
        bonus = _ANSWER_BONUS if answered_one[i] & answered_other[j] else 0.0
        score = _likeness(shared, loads_one[i], loads_other[j])
        yield (i, j), min(1.0, score + bonus)


def _loads(mine: Sequence[Said], theirs: Sequence[Said]) -> list[float]:
    """Return how much each sentence says; what the other report never says counts less."""
    known = frozenset().union(*(said.weights for said in theirs))
    return [
        _BASE_LOAD + sum(w if name in known else w * _UNKNOWN for name, w in said.weights.items())
        for said in mine
    ]


def _meetings(mine: Sequence[Said], theirs: Sequence[Said]) -> dict[tuple[int, int], float]:
    """Return how much the sentences share that have something of their own in common, in order.

    Most pairs share nothing: only those that do are looked at. What was said before only adds to it.
    """
    saying: dict[str, list[tuple[int, float, bool]]] = {}
    for j, said in enumerate(theirs):
        for name, weight in said.weights.items():
            saying.setdefault(name, []).append((j, weight, name not in said.before))
    met: dict[tuple[int, int], float] = {}
    for i, said in enumerate(mine):
        shared: dict[int, float] = {}
        meeting: set[int] = set()
        for name, weight in said.weights.items():
            is_own = name not in said.before
            for j, other_weight, is_others_own in saying.get(name, ()):
                shared[j] = shared.get(j, 0.0) + min(weight, other_weight)
                if is_own and is_others_own:
                    meeting.add(j)
        met.update(((i, j), shared[j]) for j in sorted(meeting))
    return met


def _marks(concepts: Sequence[frozenset[str]], kind: str) -> list[frozenset[str]]:
    return [frozenset(name for name in held if name.startswith(kind)) for held in concepts]


def _passage(reading: Reading, number: int) -> Passage:
    sentence = reading.sentences[number]
    return Passage(reading.id, sentence.start, sentence.end)
