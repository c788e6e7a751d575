"""Whether anybody was charged, arrested or named yet: what one report says was done and another that it was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow

_BE = r"(?:was|were|is|are|has been|have been|had been)"
_NEVER = re.compile(r"(?!)")
# A question, what says that it was not done (yet), and what says that it was.
_QUESTIONS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "Has anybody been charged?",
        re.compile(
            r"\b(?:has|have|had|was|were)(?: not|n['’]t) (?:yet )?(?:been )?charged\b"
            r"|\b[Nn]o (?:criminal )?charges (?:have|had|has|were)(?: yet)?(?: been)? \w+"
            r"|\b[Nn]o ?(?:one|body) (?:has|had) been charged\b"
        ),
        re.compile(
            rf"\b{_BE} (?:also |since |later )?(?:charged|indicted)\b|\b(?:police|prosecutors) charged\b"
        ),
    ),
    (
        "Has anybody been arrested?",
        re.compile(
            r"\b[Nn]o (?:arrests?|suspects?) (?:have|had|has|were|was|are|is)(?: yet)?(?: been)? \w+"
            r"|\b[Nn]o ?(?:one|body) (?:has|had) been arrested\b|\bstill (?:at large|on the run)\b"
        ),
        re.compile(
            rf"\b{_BE} (?:also |since |later )?(?:arrested|detained|taken into custody)\b|\bin custody\b"
        ),
    ),
    (
        "Was it an accident?",
        _NEVER,  # that it was meant is said in courts, with "not enough evidence to believe"
        re.compile(
            r"\baccidental(?:ly)?\b|\b(?:was|is|been|be) (?:an|a \w+) accident\b|\bunintentional(?:ly)?\b"
            r"|\bno (?:sign|signs|evidence|suspicion) of foul play\b"
        ),
    ),
    (
        "Has the name been made known?",
        re.compile(
            r"\b(?:has|have|had|was|were)(?: not|n['’]t) (?:yet |immediately |been )*(?:identified|named)\b"
            r"|\bnames? (?:has|have|had|was|were)(?: not|n['’]t) (?:yet |been )*(?:released|made public|disclosed)\b"
        ),
        re.compile(
            r"\b(?:has|have) been (?:identified|named) as\b"
            r"|\b(?:was|were) (?:identified|named) (?:\w+ ){0,4}?as (?=[A-Z])"
        ),
    ),
)
# Of these it is worth a row, too, that two reports say it was so.
_WORTH_AGREEING = frozenset({"Has anybody been arrested?", "Was it an accident?"})
# What is only thought of, or told of others and of other times.
_UNSURE = re.compile(
    r"\b(?:if|whether|would|could|may|might|until|before|expected|people|over the (?:past|last)|in (?:19|20)\d\d"
    r"|years)\b"
)


def find_status_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each question of which one report says that it was not done, and another that it was."""
    for question, undone, done in _QUESTIONS:
        claims = [claim for reading in event.readings if (claim := _status(strands, reading, undone, done))]
        said = {claim.key for claim in claims}
        if len(said) > 1 or (said == {True} and question in _WORTH_AGREEING):
            yield from compare_claims(event, question, "status", MAIN, claims, judge_keys)


def _status(
    strands: Strands, reading: Reading, undone: re.Pattern[str], done: re.Pattern[str]
) -> Claim | None:
    """Return what a report says; ``None`` when it says both, of two persons or of two times."""
    found: dict[bool, Claim] = {}
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for is_done, pattern in ((False, undone), (True, done)):
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match and not _UNSURE.search(reading.body, sentence.start, match.start()):
                value = text_of(reading, *match.span())
                found.setdefault(is_done, Claim(reading.id, number, *match.span(), value, is_done))
    return next(iter(found.values())) if len(found) == 1 else None
