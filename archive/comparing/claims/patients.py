"""How many lie in hospital, and how many of them in a critical condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.claims.counting import compare_counts
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.numbers import parse_number
from archive.comparing.quantities import with_bound
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow

_OF = r"(?: of (?:them|the [a-z]+))?(?: [a-z]+){0,2}?"
_ARE = r"(?: (?:are|is|were|was|remain|remained))?(?: (?:still|now|also))?(?: being treated)?"
_GRAVE = r"(?:critical(?:ly)?|serious(?:ly)?|life-threatening|grave)"
# What follows a number of patients.
_STATES = {
    "How many are in a critical condition?": re.compile(
        rf"{_OF}{_ARE}(?: in (?:an? )?(?:[a-z]+ but )?{_GRAVE} condition| (?:critically|seriously) (?:ill|injured|hurt"
        r"|wounded))\b"
    ),
    "How many are in hospital?": re.compile(
        rf"{_OF}{_ARE} (?:in (?:the )?hospitals?|hospitali[sz]ed)\b(?! (?:said|say|officials|sources))"
    ),
}

_NOBODY = re.compile(
    r"\b(?:nobody|no ?one|none)\b[^.;\n]{0,30}\b(?:hurt|injured|wounded|harmed)\b"
    r"|\b[Nn]o (?:casualties|injuries|fatalities)\b|\bwithout (?:casualties|injuries)\b",
    re.IGNORECASE,
)


def find_patient_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows of those in hospital and of the gravely hurt, a report's first number each; or of nobody hurt."""
    unhurt: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            match = _NOBODY.search(reading.body, sentence.start, sentence.end) if sentence.is_prose else None
            if match and strands.groups.get((reading.id, number), MAIN) == MAIN:
                value = text_of(reading, *match.span())
                unhurt.setdefault(reading.id, Claim(reading.id, number, *match.span(), value, "nobody"))
    yield from compare_claims(event, "Was anybody hurt?", "status", MAIN, list(unhurt.values()), judge_keys)
    for question, pattern in _STATES.items():
        claims: dict[int, Claim] = {}
        for reading in event.readings:
            for claim in _counted(strands, reading, pattern):
                claims.setdefault(reading.id, claim)
        yield from compare_counts(event, question, MAIN, list(claims.values()))


def _counted(strands: Strands, reading: Reading, pattern: re.Pattern[str]) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        words = reading.words[number]
        for index in range(len(words)):
            told = parse_number(words, index)
            if told is None or told.is_ordinal:
                continue
            match = pattern.match(reading.body, words[told.last - 1].end, sentence.end)
            if match is not None:
                first, bound = with_bound(words, told)
                start, end = words[first].start, match.end()
                value = text_of(reading, start, end)
                yield Claim(reading.id, number, start, end, value, (told.low, told.high, bound))
