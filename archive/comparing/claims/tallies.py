"""Counted people and things of which nothing is told that a word list knows: "about 1,000 men", "two schools".

Only numbers that may be one are set side by side: two that differ may count two things of one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.counting import judge_counts, may_be_one
from archive.comparing.claims.topics import find_topic
from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import GENERIC_PEOPLE, TIME_UNITS
from archive.comparing.quantities import Quantity
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import IRREGULAR, find_words, is_content
from archive.records import ClaimRow, Relation

# Two tallies of one noun are of one thing when their clauses share this much besides it. By judgement.
_ANCHOR_WEIGHT = 2.5
# A report that counts one noun in more ways than this tells of several happenings.
_MOST_OF_A_NOUN = 2
# Of so few nobody keeps count: "two men" may be any two.
_LEAST = 2
_APART_DAYS = 14


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of one noun; ``kind`` are the words that narrow it, ``near`` what its clause speaks of besides."""

    claim: Claim
    noun: str
    printed: str
    kind: frozenset[str]
    near: frozenset[str]


def find_tally_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each noun that two reports count in clauses that share what they say of it."""
    held: dict[str, dict[int, list[Tally]]] = defaultdict(lambda: defaultdict(list))
    for reading in event.readings:
        for tally in _tallies(event, strands, reading):
            mine = held[tally.noun][reading.id]
            if all(tally.claim.key != other.claim.key for other in mine):
                mine.append(tally)
    for noun in sorted(held):
        chosen = _choose(event, [found for found in held[noun].values() if len(found) <= _MOST_OF_A_NOUN])
        claims = [tally.claim for tally in chosen]
        if chosen:
            topic = _topic(event, chosen)
            question = (
                f"How many {chosen[0].printed}, as to {topic}?" if topic else f"How many {chosen[0].printed}?"
            )
            yield from compare_claims(event, question, "number", MAIN, claims, _judge)


def _judge(claims: Sequence[Claim]) -> Relation | None:
    relation = judge_counts(claims)
    return None if relation is Relation.DIFFER else relation


def _topic(event: EventReading, chosen: Sequence[Tally]) -> str | None:
    """Return what all these clauses speak of besides, in the words of the first that has a phrase for it."""
    readings = {reading.id: reading for reading in event.readings}
    shared = frozenset.intersection(*(tally.near for tally in chosen)) - {chosen[0].noun}
    for tally in chosen:
        reading = readings[tally.claim.article]
        words = reading.words[tally.claim.sentence]
        if (topic := find_topic(reading.body, words, shared, event.weights)) is not None:
            return topic
    return None


def _choose(event: EventReading, held: Sequence[list[Tally]]) -> list[Tally]:
    """Return one tally of each report: those of the pair that is likest, and what goes with them."""
    found = [tally for mine in held for tally in mine]
    pairs = [
        (-event.weight(one.near & other.near), one, other)
        for one, other in combinations(found, 2)
        if one.claim.article != other.claim.article and _is_one(event, one, other)
    ]
    chosen: list[Tally] = []
    for _, one, other in sorted(pairs, key=lambda pair: pair[0]):
        chosen = chosen or [one, other]
        for tally, mate in ((one, other), (other, one)):
            if mate in chosen and all(tally.claim.article != t.claim.article for t in chosen):
                chosen.append(tally)
    return chosen


def _is_one(event: EventReading, one: Tally, other: Tally) -> bool:
    if not may_be_one(one.claim.key, other.claim.key):
        return False
    if one.kind and other.kind and not one.kind & other.kind:
        return False
    return one.noun in event.core or event.weight(one.near & other.near) >= _ANCHOR_WEIGHT


def _tallies(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Tally]:
    for quantity in event.quantities[reading.id]:
        if not _is_tally(event, strands, reading, quantity):
            continue
        words = reading.words[quantity.sentence]
        clauses = clause_numbers(reading.body, words)
        own = {n for n, word in zip(clauses, words, strict=True) if word.start == quantity.start}
        near = frozenset(
            concept(word)
            for n, word in zip(clauses, words, strict=True)
            if n in own and is_content(word) and not quantity.start <= word.start < quantity.end
        )
        last = find_words(reading.body, quantity.start, quantity.end)[-1]
        value = text_of(reading, quantity.start, quantity.end)
        key = (quantity.low, quantity.high, quantity.bound)
        claim = Claim(reading.id, quantity.sentence, quantity.start, quantity.end, value, key)
        yield Tally(claim, concept(last), last.lower, quantity.qualifiers, near)


def _is_tally(event: EventReading, strands: Strands, reading: Reading, quantity: Quantity) -> bool:
    if quantity.state is not None or quantity.is_subset or quantity.is_anaphor or quantity.is_ordinal:
        return False
    if quantity.head is None or quantity.head in GENERIC_PEOPLE | TIME_UNITS or quantity.low < _LEAST:
        return False
    last = find_words(reading.body, quantity.start, quantity.end)[-1]
    if last.stem != quantity.head or not (last.lower.endswith("s") or last.lower in IRREGULAR):
        return False  # "an 11 hour flight"
    if strands.groups.get((reading.id, quantity.sentence), MAIN) != MAIN:
        return False
    sentence = reading.sentences[quantity.sentence]
    return sentence.is_prose and not any(
        event.day is not None and (event.day - time.last).days > _APART_DAYS
        for time in reading.times_in(sentence.start, sentence.end)
    )
