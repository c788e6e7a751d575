"""What an action was meant to bring about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content
from archive.records import ClaimRow, Relation

_PURPOSE = re.compile(
    r"\b(?:in a bid|in an (?:attempt|effort)|attempt|bid|intended|aim(?:ed|ing|s)?|try"
    r"|designed|meant|efforts?"
    r"|(?=to (?:allow|enable|let) )) ?(?:to|at) (?P<verb>\w+) (?P<rest>[^.,;:\n“”\"]{8,90})"
)
# Two purposes are one when they share this much weight of concepts inside the event, on two concepts at least.
_SAME_WEIGHT = 4.5


def find_purpose_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each purpose that two reports tell of an action beside the event."""
    left = [claim for reading in event.readings for claim in _purposes(event, strands, reading)]
    while left:
        first = left.pop(0)
        cluster = {first.article: first}
        for claim in list(left):
            if _is_same(event, first, claim):
                left.remove(claim)
                cluster.setdefault(claim.article, claim)
        yield from compare_claims(event, "What was it for?", "purpose", MAIN, list(cluster.values()), _agree)


def _purposes(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose:
            continue
        for match in _PURPOSE.finditer(reading.body, sentence.start, sentence.end):
            start, end = match.start(), match.start() + len(match[0].rstrip())
            held = {
                concept(word)
                for word in find_words(reading.body, match.start("verb"), end)
                if is_content(word)
            }
            held |= {toponym.place.id for toponym in reading.toponyms_in(start, end)}
            yield Claim(reading.id, number, start, end, text_of(reading, start, end), frozenset(held))


def _is_same(event: EventReading, one: Claim, other: Claim) -> bool:
    if (
        one.article == other.article
        or not isinstance(one.key, frozenset)
        or not isinstance(other.key, frozenset)
    ):
        return False
    shared = one.key & other.key
    return len(shared) > 1 and event.weight(shared) >= _SAME_WEIGHT


def _agree(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
