"""How the event ranks: the deadliest, the worst since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow

_SUPERLATIVES = (
    r"deadliest|worst|biggest|largest|strongest|heaviest|longest|bloodiest|costliest|highest|lowest|fastest|steepest"
    r"|sharpest|oldest|youngest|tallest|deepest|hottest|coldest|wettest|driest"
)
_HAPPENINGS = (
    r"incident|attack|accident|disaster|crash|loss|earthquake|quake|storm|flood|fire|protest|sinking|eruption|outbreak"
    r"|shooting|bombing|leak|robbery|deal|merger|acquisition|takeover|fine|settlement|recall|strike|rescue|evacuation"
    r"|explosion|blast|massacre"
)
# How far back, or among what: without it "the first" ranks nothing.
_AMONG = (
    r"[^.,;\n“”\"]{0,60}?\b(?:since (?:\w+ )?(?:19|20)\d\d\b|on record\b|in (?:\w+ )?history\b"
    r"|in (?:more than |over |nearly |almost )?[\w-]+ (?:years|decades)\b)"
)
_RANK = re.compile(
    rf"(?<![\w-])(?:(?P<rank>{_SUPERLATIVES})(?:(?:[- ]ever)? (?:\w+ ){{0,2}}?(?:{_HAPPENINGS})\b|{_AMONG})"
    rf"|(?P<first>first){_AMONG})"
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
            told = match["rank"] or match["first"]
            rank = "largest" if told == "biggest" else told
            yield Claim(reading.id, number, match.start(), end, value, rank)
