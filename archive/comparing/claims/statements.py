"""Sentences that tell one thing and answer no other question: each report's words, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.alignment import align_sentences, tells
from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.same_statement import is_contradicted, tells_other_numbers
from archive.comparing.claims.speakers import is_named, same_speaker
from archive.comparing.claims.topics import find_topic
from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import PEOPLE
from archive.comparing.reading import Reading
from archive.comparing.sentence_weights import weigh_sentences
from archive.comparing.strands import Strands
from archive.comparing.words import Word, find_words
from archive.records import Alignment, Cell, ClaimRow, Relation

# Two sentences are set side by side from this likeness on. Swept with the three below from 0.22 to 0.40 over the
# development events and groups of other reports: most facts for the share of rows that are right; rerun
# `python -m benchmarks.comparing claims`.
_SURE = 0.32
# From this likeness on they tell the same; below it one may say more than the other.
_SAME = 0.45
# Fewer shared concepts than this is a matter in common, not a statement.
_LEAST_SHARED = 4
# An event has this many such rows at most: a reader wants the claims, not the reports over again. Those told by
# most reports, and nearest to what all ledes tell, are kept.
_MOST_ROWS = 24
# A clause is shown whole up to this many characters; beyond it the clause that shares most is.
_LONGEST_VALUE = 240
# Beyond this many sentences in all the alignment is not done a second time: time grows with the square.
_MOST_SENTENCES = 1_200
# Nor are more pairs than these looked at, likest first: only lists, which say one thing over and over, have more.
_MOST_PAIRS = 1_500
# Two sentences of one speaker by name need less likeness, and fewer words in common: the speaker is shared.
# By judgement on the development events.
_SURE_SPOKEN = 0.15
_LEAST_SHARED_OF_FEW = 2
# So do short sentences that share nearly all they say, and rare words: "a crime against humanity". As above.
_SURE_OF_FEW = 0.32
_TELLING_WEIGHT = 4.5
# Sentences that other rows join make a statement of their own when they share this much besides, and are this alike.
_LEAST_LEFT = 5
_SURE_OF_REST = 0.3

Place = tuple[int, int]
Sentences = dict[int, int]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sentences, each a report and its number there."""

    one: tuple[int, int]
    other: tuple[int, int]
    score: float


def find_statement_rows(
    event: EventReading, strands: Strands, rows: Sequence[ClaimRow]
) -> Iterator[ClaimRow]:
    """Yield a row for each statement that two reports make, likest first, where none of ``rows`` joins them."""
    readings = {reading.id: reading for reading in event.readings}
    if sum(len(reading.sentences) for reading in event.readings) > _MOST_SENTENCES:
        return
    joined = _joined(readings, rows)
    groups: list[tuple[Sentences, float]] = []
    for pair in _pairs(event, strands, readings)[:_MOST_PAIRS]:
        is_told = _is_told(event, readings, pair, joined.get((pair.one, pair.other)))
        if not is_told and _may_be_one(event, readings, pair):
            _add(groups, pair)
    groups.sort(key=lambda group: -_rank(event, *group))
    for sentences, score in groups[:_MOST_ROWS]:
        yield from _row(event, strands, readings, sentences, score)


# What a further report, or a concept that most ledes share, counts beside the likeness. By judgement.
_REPORT_BONUS = 0.2
_CORE_BONUS = 0.1


def _rank(event: EventReading, sentences: Sentences, score: float) -> float:
    shared = frozenset.intersection(
        *(event.concepts[article][number] for article, number in sentences.items())
    )
    return score + _REPORT_BONUS * len(sentences) + _CORE_BONUS * len(shared & event.core)


def _joined(
    readings: dict[int, Reading], rows: Sequence[ClaimRow]
) -> dict[tuple[Place, Place], frozenset[str]]:
    """Return the pairs of sentences that some row sets side by side, with the concepts that such rows show of them.

    What somebody is called says nothing of what is told of him.
    """
    joined: dict[tuple[Place, Place], frozenset[str]] = {}
    for row in rows:
        if row.kind == "name":
            continue
        places = [(cell.article, n) for cell in row.cells for n in _numbers(readings[cell.article], cell)]
        shown = frozenset(concept(word) for cell in row.cells for word in find_words(cell.value))
        for one in places:
            for other in places:
                joined[one, other] = joined.get((one, other), frozenset()) | shown
    return joined


def _is_told(
    event: EventReading, readings: dict[int, Reading], pair: _Pair, shown: frozenset[str] | None
) -> bool:
    """Tell whether other rows leave nothing to say of what two sentences share."""
    if shown is None:
        return False
    (a, i), (b, j) = pair.one, pair.other
    if tells_other_numbers(readings[a], i, readings[b], j):
        return True
    left = (event.concepts[a][i] & event.concepts[b][j]) - shown
    return len(left) < _LEAST_LEFT or pair.score < _SURE_OF_REST


def _numbers(reading: Reading, cell: Cell) -> range:
    return range(reading.sentence_at(cell.start), reading.sentence_at(max(cell.start, cell.end - 1)) + 1)


def _pairs(event: EventReading, strands: Strands, readings: dict[int, Reading]) -> list[_Pair]:
    marks = {
        reading.id: [
            frozenset({tells(group)} if (group := strands.groups.get((reading.id, number))) else ())
            for number in range(len(reading.sentences))
        ]
        for reading in event.readings
    }
    said = weigh_sentences(event.readings, event.concepts, event.cues)
    pairs = [_pair(readings, alignment) for alignment in align_sentences(event.readings, said, marks)]
    return [pair for pair in pairs if pair.score >= _SURE or _is_one_speakers(event, pair)]


def _is_one_speakers(event: EventReading, pair: _Pair) -> bool:
    """Tell whether both sentences are said by one speaker by name, and are alike enough for that."""
    return pair.score >= _SURE_SPOKEN and _speaker(event, pair.one, pair.other) is not None


def _speaker(event: EventReading, *places: tuple[int, int]) -> str | None:
    """Return the named speaker whom all these sentences quote, as the first names them; ``None`` if there is none."""
    first, *others = (
        [cue.source for cue in event.cues[article] if cue.sentence == number and is_named(cue.source)]
        for article, number in places
    )
    return next(
        (one for one in first if all(any(same_speaker(one, o) for o in held) for held in others)), None
    )


def _pair(readings: dict[int, Reading], alignment: Alignment) -> _Pair:
    one, other = alignment.a, alignment.b
    return _Pair(
        (one.article, readings[one.article].sentence_at(one.start)),
        (other.article, readings[other.article].sentence_at(other.start)),
        alignment.score,
    )


def _may_be_one(event: EventReading, readings: dict[int, Reading], pair: _Pair) -> bool:
    """Tell whether nothing in two sentences speaks against their being one statement: a figure, a day, a "not"."""
    (a, i), (b, j) = pair.one, pair.other
    shared = event.concepts[a][i] & event.concepts[b][j]
    is_telling = pair.score >= _SURE_OF_FEW and event.weight(shared) >= _TELLING_WEIGHT
    least = _LEAST_SHARED_OF_FEW if is_telling or _is_one_speakers(event, pair) else _LEAST_SHARED
    if len(shared) < least:
        return False
    return not is_contradicted(event, readings[a], i, readings[b], j)


def _add(groups: list[tuple[Sentences, float]], pair: _Pair) -> None:
    (a, i), (b, j) = pair.one, pair.other
    for sentences, _ in groups:
        if sentences.get(a) == i or sentences.get(b) == j:
            sentences.setdefault(a, i)
            sentences.setdefault(b, j)
            return
    groups.append(({a: i, b: j}, pair.score))


def _row(
    event: EventReading,
    strands: Strands,
    readings: dict[int, Reading],
    sentences: Sentences,
    score: float,
) -> Iterator[ClaimRow]:
    shared = frozenset.intersection(
        *(event.concepts[article][number] for article, number in sentences.items())
    )
    topic = _topic(event, readings, sentences, shared)
    if topic is None:
        return  # a row that nobody can head is no answer to anything
    claims = [_claim(event, readings[article], number, shared) for article, number in sentences.items()]
    groups = {strands.groups.get(place, MAIN) for place in sentences.items()}
    group = groups.pop() if len(groups) == 1 else MAIN
    is_same = score >= _SAME

    def judge(kept: Sequence[Claim]) -> Relation:
        if len({claim.key for claim in kept}) == 1:
            return Relation.AGREE
        return Relation.AGREE_VARIANT if is_same else Relation.COMPATIBLE

    speaker = _speaker(event, *sentences.items())
    question = _question(speaker, topic)
    yield from compare_claims(event, question, "statement", group, claims, judge)


def _question(speaker: str | None, topic: str) -> str:
    if speaker is None:
        return f"What is said about {topic}?"
    last = find_words(speaker)[-1]
    is_plural = last.lower in ("police", "people") or (last.stem in PEOPLE and last.lower.endswith("s"))
    if is_plural:
        return f"What do {speaker} say about {topic}?"
    return f"What does {speaker} say about {topic}?"


def _topic(
    event: EventReading, readings: dict[int, Reading], sentences: Sentences, shared: frozenset[str]
) -> str | None:
    """Return what the reports speak of, in the words of the first that has words for it."""
    for article, number in sentences.items():
        reading = readings[article]
        topic = find_topic(reading.body, reading.words[number], shared, event.weights)
        if topic is not None:
            return topic
    return None


def _claim(event: EventReading, reading: Reading, number: int, shared: frozenset[str]) -> Claim:
    start, end = _told_span(event, reading, number, shared)
    value = text_of(reading, start, end)
    return Claim(reading.id, number, start, end, value, " ".join(w.lower for w in find_words(value)))


def _told_span(event: EventReading, reading: Reading, number: int, shared: frozenset[str]) -> tuple[int, int]:
    """Return the stretch of clauses that tell what is shared; only the weightiest clause where that is long."""
    words = reading.words[number]
    clauses: dict[int, list[Word]] = {}
    for word, clause in zip(words, clause_numbers(reading.body, words), strict=True):
        clauses.setdefault(clause, []).append(word)
    weights = {
        clause: event.weight(frozenset(concept(word) for word in held) & shared)
        for clause, held in clauses.items()
    }
    telling = [clause for clause, weight in weights.items() if weight > 0]
    if not telling:
        return reading.sentences[number].start, reading.sentences[number].end
    start, end = clauses[telling[0]][0].start, clauses[telling[-1]][-1].end
    if end - start > _LONGEST_VALUE:
        best = clauses[max(telling, key=lambda clause: weights[clause])]
        start, end = best[0].start, best[-1].end
    lead = _LEAD.match(reading.body, start, end)
    return (lead.end() if lead else start), end


_LEAD = re.compile(r"(?:and|but|that|which|who|as|while|when|where|after) ")
