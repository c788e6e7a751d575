"""A claim of one report, and rows made of the claims of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.comparing.attributions import Attribution, attribution_at
from archive.comparing.event_reading import EventReading
from archive.comparing.reading import Reading
from archive.records import Cell, ClaimRow, Relation


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says, ``body[start:end]``; ``key`` is the value as it is compared, ``value`` as it is shown."""

    article: int
    sentence: int
    start: int
    end: int
    value: str
    key: Any


# Tells how the claims of one question stand to each other; ``None`` when they cannot be set side by side.
Judge = Callable[[Sequence[Claim]], Relation | None]


def make_cell(event: EventReading, claim: Claim) -> Cell:
    """Return the claim with its sentence and who answers for it."""
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    sentence = reading.sentences[claim.sentence]
    return Cell(
        claim.article,
        claim.value,
        claim.start,
        claim.end,
        reading.body[sentence.start : sentence.end],
        speaker_of(event, reading, claim.start, claim.end),
    )


def speaker_of(event: EventReading, reading: Reading, start: int, end: int) -> str | None:
    """Return who answers for ``body[start:end]``: the speaker of the quotation around it, else its sentence's cue."""
    cue = cue_of(event, reading, start, end)
    return cue.source if cue else None


def cue_of(event: EventReading, reading: Reading, start: int, end: int) -> Attribution | None:
    """Return the words that say who answers for ``body[start:end]``, as ``speaker_of``."""
    for quotation in event.quotations[reading.id]:
        if quotation.start <= start and end <= quotation.end and quotation.cue:
            return quotation.cue
    return attribution_at(reading, event.cues[reading.id], start, end)


def compare_claims(
    event: EventReading,
    question: str,
    kind: str,
    group: str,
    claims: Sequence[Claim],
    judge: Judge,
    may_stand_alone: bool = False,
) -> Iterator[ClaimRow]:
    """Yield the row of these claims, a cell for each value of each report, if two reports or more make them.

    A claim of one report alone makes a row only when it ``may_stand_alone``.
    """
    kept = _distinct([_whole_words(event, claim) for claim in claims])
    speaking = {claim.article for claim in kept}
    relation = judge(kept) if len(speaking) > 1 else Relation.ONLY
    if relation is None or not kept or (relation is Relation.ONLY and not may_stand_alone):
        return
    yield ClaimRow(question, kind, relation, group, tuple(make_cell(event, claim) for claim in kept))


def one_report_row(
    event: EventReading, question: str, kind: str, group: str, claims: Sequence[Claim]
) -> Iterator[ClaimRow]:
    """Yield the row of claims with which one report contradicts itself, in the words of several speakers."""
    cells = tuple(make_cell(event, claim) for claim in _distinct(claims))
    yield ClaimRow(question, kind, Relation.DIFFER, group, cells)


def _whole_words(event: EventReading, claim: Claim) -> Claim:
    """Return a claim that ends with a word's end: a pattern's reach may have cut one short."""
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    body, end = reading.body, claim.end
    if end >= len(body) or not (body[end - 1].isalnum() and body[end].isalnum()):
        return claim
    cut = body.rfind(" ", claim.start, end)
    if cut <= claim.start:
        return claim
    return replace(claim, end=cut, value=text_of(reading, claim.start, cut))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    seen: set[tuple[int, Any]] = set()
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.article, claim.start)):
        if (claim.article, claim.key) not in seen:
            seen.add((claim.article, claim.key))
            kept.append(claim)
    return kept


def judge_keys(claims: Sequence[Claim]) -> Relation:
    """Agree when all keys are equal (in other words when the shown values are not), else differ."""
    if len({claim.key for claim in claims}) > 1:
        return Relation.DIFFER
    shown = {claim.value.lower() for claim in claims}
    return Relation.AGREE if len(shown) == 1 else Relation.AGREE_VARIANT


def text_of(reading: Reading, start: int, end: int) -> str:
    """Return the words of a claim with white space folded."""
    return " ".join(reading.body[start:end].split())
