"""Who it was that was sentenced, arrested or elected: one person whom two reports name beside one verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims
from archive.comparing.claims.persons import find_persons, is_same_person
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Relation

_BE = r"(?:was|were|is|are|been|being)(?: (?:later|also|then|since))?"
# What befell somebody, after the name ("Kask was jailed") and before it ("a court sentenced former minister Kask").
_VERBS = {
    "Who was sentenced?": (
        "sentenced|jailed|convicted|imprisoned|found guilty",
        "sentenced|jailed|convicted",
    ),
    "Who was arrested?": ("arrested|detained|taken into custody", "arrested|detained"),
    "Who was charged?": ("charged|indicted", "charged|indicted"),
    "Who was acquitted?": ("acquitted|cleared|found not guilty", "acquitted|cleared"),
    "Who was freed?": ("freed|released", "freed|released"),
    "Who was appointed?": ("appointed|named as|sworn in", "appointed"),
    "Who was elected?": ("elected|re-elected", "elected|re-elected"),
}
_DID = {
    "Who won?": "won|wins|has won",
    "Who resigned?": "resigned|resigns|has resigned|stepped down|quit",
    "Who was arrested?": "turned himself in|surrendered to police",
}
# A name stands this near to the verb.
_BEFORE, _AFTER = 45, 40
# A report that names more persons than this is a list.
_MOST_PERSONS = 200
_CROSSES = re.compile(r"[.;:\n“”\"]|\b(?:and|but|who|which|by|after|when|while|said|against)\b")


def find_person_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each person of whom two reports say one thing."""
    persons = [
        (reading, [claim for claim in find_persons(reading) if _is_of_event(strands, claim)][:_MOST_PERSONS])
        for reading in event.readings
    ]
    for question in sorted({*_VERBS, *_DID}):
        found = [claim for reading, named in persons for claim in _befallen(reading, named, question)]
        while found:
            first, *rest = found
            same = [first, *(claim for claim in rest if is_same_person(first, claim))]
            found = [claim for claim in rest if claim not in same]
            claims = list({claim.article: claim for claim in reversed(same)}.values())
            yield from compare_claims(event, question, "actor", MAIN, claims, _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _is_of_event(strands: Strands, claim: Claim) -> bool:
    return strands.groups.get((claim.article, claim.sentence), MAIN) == MAIN


def _befallen(reading: Reading, named: Sequence[Claim], question: str) -> Iterator[Claim]:
    after, before = _VERBS.get(question, ("", ""))
    did = "|".join(filter(None, (f"{_BE} (?:{after})" if after else "", _DID.get(question, ""))))
    done = re.compile(rf"[^.;:\n“”\"]{{0,{_BEFORE}}}?\b(?:{did})\b")
    for claim in named:
        tail = done.match(reading.body, claim.end, reading.sentences[claim.sentence].end)
        lead = (
            re.search(
                rf"\b(?:{before})\b(?P<gap>[^.;:\n“”\"]{{0,{_AFTER}}})$",
                reading.body[max(0, claim.start - 70) : claim.start],
            )
            if before
            else None
        )
        is_led = lead is not None and not _CROSSES.search(lead["gap"])
        is_told = tail is not None and not _CROSSES.search(tail[0])
        if is_led or is_told:
            yield claim
