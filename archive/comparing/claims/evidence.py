"""Pictures of the event: who has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.records import ClaimRow, Relation

_PICTURES = r"(?:videos?|footage|photos?|photographs?|images?|pictures)"
_SHOWN = r"(?:uploaded|posted|published|released|shared|emerged|circulat\w+|appeared|surfaced|tweeted|showed|showing)"
_EVIDENCE = re.compile(
    rf"\b(?:{_PICTURES}\b[^.\n]{{0,60}}\b{_SHOWN}|{_SHOWN}\b[^.\n]{{0,40}}\b{_PICTURES})\b", re.IGNORECASE
)


def find_evidence_rows(event: EventReading) -> Iterator[ClaimRow]:
    """Yield the row that says which reports know of footage or pictures."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            match = (
                _EVIDENCE.search(reading.body, sentence.start, sentence.end) if sentence.is_prose else None
            )
            if match and _is_of_event(event, reading, number):
                value = text_of(reading, match.start(), match.end())
                claims.setdefault(
                    reading.id, Claim(reading.id, number, match.start(), match.end(), value, "pictures")
                )
    yield from compare_claims(
        event, "Are there pictures of it?", "evidence", MAIN, list(claims.values()), _agree
    )


# A sentence that holds this many of the concepts that most ledes share speaks of the event.
_CORE_CONCEPTS = 2


def _is_of_event(event: EventReading, reading: Reading, number: int) -> bool:
    held = event.concepts[reading.id][number]
    return event.vehicle in held or len(held & event.core) >= _CORE_CONCEPTS


def _agree(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
