"""How the event ranks: the deadliest, the worst since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow

_RANK = re.compile(
    r"\b(?P<rank>deadliest|worst|biggest|largest|strongest|heaviest|longest|bloodiest|costliest)"
    r"(?: (?:\w+ ){0,2}?(?:incident|attack|accident|disaster|crash|loss|earthquake|quake|storm|flood|fire|protest"
    r"|sinking|eruption|outbreak|shooting|bombing)\b|[^.,;\n“”\"]{0,60}?\b(?:since (?:\w+ )?(?:19|20)\d\d\b"
    r"|in (?:more than |over |nearly |almost )?[\w-]+ (?:years|decades)\b|on record\b|in (?:\w+ )?history\b))"
    r"[^.,;\n“”\"]{0,80}"
)


def find_rank_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row of reports that rank the event by one measure."""
    found = [claim for reading in event.readings for claim in _ranks(event, strands, reading)]
    for rank in sorted({str(claim.key) for claim in found}):
        claims: dict[int, Claim] = {}
        for claim in found:
            if claim.key == rank:
                claims.setdefault(claim.article, claim)
        yield from compare_claims(event, "How does it rank?", "rank", MAIN, list(claims.values()), judge_keys)


def _ranks(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        match = _RANK.search(reading.body, sentence.start, sentence.end)
        if match:
            end = match.start() + len(match[0].rstrip())
            value = text_of(reading, match.start(), end)
            yield Claim(reading.id, number, match.start(), end, value, match["rank"])
