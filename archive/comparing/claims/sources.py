"""Who says so: the sources that reports name for one and the same claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, cue_of
from archive.comparing.claims.speakers import is_anonymous, same_speaker
from archive.comparing.event_reading import EventReading
from archive.records import Cell, ClaimRow, Relation

# Claims whose source matters to a reader beside the claim itself, by question.
_QUESTIONS = {
    "Who was aboard?": "Who says who was aboard?",
    "What had it been doing?": "Who says what it had been doing?",
}


def find_source_rows(event: EventReading, row: ClaimRow) -> Iterator[ClaimRow]:
    """Yield the row of sources for a row whose source matters, when two reports or more name one."""
    question = _QUESTIONS.get(row.question)
    if question is None:
        return
    claims = [claim for cell in row.cells if (claim := _source(event, cell)) is not None]
    yield from compare_claims(event, question, "attribution", row.group, claims, judge_sources)


def _source(event: EventReading, cell: Cell) -> Claim | None:
    reading = next(reading for reading in event.readings if reading.id == cell.article)
    cue = cue_of(event, reading, cell.start, cell.end)
    if cue is None:
        return None
    return Claim(reading.id, cue.sentence, cue.start, cue.end, cue.source, cue.source)


def judge_sources(claims: Sequence[Claim]) -> Relation | None:
    """Agree on one speaker, however titled; differ when two reports name two.

    "Officials" or "the government" may be anybody's words: beside such a source nothing is said.
    """
    names = [claim.value for claim in claims]
    if any(is_anonymous(name) for name in names):
        return None
    if any(not same_speaker(one, other) for one in names for other in names):
        return Relation.DIFFER
    return Relation.AGREE if len({name.lower() for name in names}) == 1 else Relation.AGREE_VARIANT
