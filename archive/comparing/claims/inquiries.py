"""Whether the cause is known, and whether the event is looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.incidents import HAPPENING_NOUN
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Relation

_OPEN = (
    r"(?:not (?:yet |immediately |immediately be )?(?:known|clear|determined|established)|unknown|unclear"
    r"|under investigation|(?:still )?being investigated|yet to be determined)"
)
_CAUSE_OPEN = re.compile(
    rf"\b(?:causes?|reasons?)\b[^.;:\n“”\"]{{0,60}}? (?:is|are|was|were|remains?|remained) (?:also |still )?{_OPEN}\b"
    rf"|\b{_OPEN} what (?:had )?(?:caused|led to|triggered)\b"
    r"|\b(?:do|does|did) not (?:yet )?know (?:the cause|what (?:had )?caused)\b"
    r"|\b(?:looking into|investigating|trying to (?:determine|establish|find out)|to determine) (?:what (?:had )?caused"
    r"|(?:the |its |possible )?(?:exact )?causes?)\b"
)
_IT = rf"(?:the |this )?(?:\w+ )?(?:incident|matter|case|{HAPPENING_NOUN.pattern})"
_LOOKED_INTO = re.compile(
    rf"\b(?:investigating|looking into|probing) {_IT}"
    rf"|\b(?:investigation|inquiry|probe) into {_IT}"
    r"|\b[Tt]he (?:\w+ )?(?:investigation|inquiry|probe) (?:is|was|remains) (?:still )?(?:ongoing|pending|continuing"
    r"|open|under way|underway)\b|\b[Tt]he (?:\w+ )?(?:investigation|inquiry) continues\b"
)
_QUESTIONS = (("Is the cause known?", _CAUSE_OPEN), ("Is it being looked into?", _LOOKED_INTO))


def find_inquiry_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows of reports that say that the cause is open, and that the event is being looked into."""
    for question, pattern in _QUESTIONS:
        claims: dict[int, Claim] = {}
        for reading in event.readings:
            for number, sentence in enumerate(reading.sentences):
                if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
                    continue
                match = pattern.search(reading.body, sentence.start, sentence.end)
                if match:
                    value = text_of(reading, *match.span())
                    claims.setdefault(reading.id, Claim(reading.id, number, *match.span(), value, question))
        yield from compare_claims(event, question, "status", MAIN, list(claims.values()), _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
