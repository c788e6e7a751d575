"""What the vehicle had been doing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading, names_vehicle
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content
from archive.records import ClaimRow, Relation

_MISSION = re.compile(
    r"\b(?:deliver(?:ing|ed|y of)|transporting|ferrying|evacuating|patrolling|on (?:a|an) (?:[\w-]+ ){1,3}mission"
    r"|in (?:a|an) (?:[\w-]+ ){1,3}mission|escorting|searching for|dropping)\b[^.,;:\n“”\"]{0,80}"
)


def find_mission_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row for what the vehicle of the event had been doing."""
    if event.vehicle is None:
        return
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            group = strands.groups.get((reading.id, number))
            if group not in (MAIN, None) or (group is None and not names_vehicle(reading, number)):
                continue
            match = _MISSION.search(reading.body, sentence.start, sentence.end)
            if match:
                claims.setdefault(reading.id, _claim(reading, number, match))
    yield from compare_claims(
        event, "What had it been doing?", "mission", MAIN, list(claims.values()), judge_missions, True
    )


# What went on around it: "the attack came as …".
_MEANWHILE = re.compile(
    r"\b(?:attack|downing|crash|incident|sinking|quake|earthquake|blast|shooting|accident|disaster|protest|it)"
    r" (?:came|comes|occurred|happened) (?P<what>(?:as|amid|during|hours after|days after) [^.;\n]{10,110})"
)


def find_meanwhile_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row of what reports say went on as it happened."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            match = _MEANWHILE.search(reading.body, sentence.start, sentence.end)
            if match and strands.groups.get((reading.id, number), MAIN) == MAIN:
                start, end = match.start("what"), match.start("what") + len(match["what"].rstrip())
                value = text_of(reading, start, end)
                claims.setdefault(reading.id, Claim(reading.id, number, start, end, value, value))
    yield from compare_claims(
        event, "What went on as it happened?", "context", MAIN, list(claims.values()), _side_by_side
    )


def _side_by_side(_: Sequence[Claim]) -> Relation:
    return Relation.COMPATIBLE


def _claim(reading: Reading, number: int, match: re.Match[str]) -> Claim:
    start, end = match.start(), match.start() + len(match[0].rstrip())
    key = frozenset(concept(word) for word in find_words(reading.body, start, end) if is_content(word))
    return Claim(reading.id, number, start, end, text_of(reading, start, end), key)


# Two missions are one when they share this many concepts ("humanitarian", "aid", "Aleppo").
_SHARED_CONCEPTS = 2


def judge_missions(claims: Sequence[Claim]) -> Relation | None:
    """Agree in other words when each mission shares enough with another; else they cannot be compared."""
    keys = [claim.key for claim in claims if isinstance(claim.key, frozenset)]
    for key in keys:
        if not any(other is not key and len(key & other) >= _SHARED_CONCEPTS for other in keys):
            return None
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
