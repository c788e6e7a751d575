"""Who denies it: the same people, company or country in two reports' words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import Word, is_content, word_set
from archive.records import ClaimRow, Place, Relation

# "Denied reports", "rejected the allegations", "dismissed the claim", "said that it had not": what is said against.
_DENIES = re.compile(
    r"(?<!to )\b(?:den(?:y|ies|ied|ying)(?! (?:bail|entry|access|a visa|permission|justice))"
    r"|(?:flatly |firmly |strongly )?(?:dismiss|reject|refut|rebuff|disput|contest)(?:s|es|ed|ing)?"
    r" (?:(?:the|any|all|such|those|these|its|his|her|suggestions?) )?"
    r"(?:\w+ ){0,2}?(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|rumou?rs|idea|assertions?))\b"
)
# Words before the verb that tell nobody from anybody.
_EMPTY = word_set(
    "has have had also later again flatly strongly firmly repeatedly since who which that it they he she"
)
_LINKS = word_set("but and while which who that although though as he she it they")
_REACH_WORDS = 7
_LONGEST_SHOWN = 160


def find_denial_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each denier whom two reports name."""
    found = [claim for reading in event.readings for claim in _denials(strands, reading)]
    while found:
        first, *rest = found
        same = [first, *(claim for claim in rest if claim.key & first.key)]
        found = [claim for claim in rest if claim not in same]
        claims = list({claim.article: claim for claim in reversed(same)}.values())
        yield from compare_claims(event, "Who denies it?", "opposed", MAIN, claims, _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _denials(strands: Strands, reading: Reading) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        words = reading.words[number]
        clauses = clause_numbers(reading.body, words)
        for match in _DENIES.finditer(reading.body, sentence.start, sentence.end):
            own = {clause for clause, word in zip(clauses, words, strict=True) if word.start == match.start()}
            lead = [word for clause, word in zip(clauses, words, strict=True) if clause in own]
            before = [word for word in lead if word.end <= match.start()][-_REACH_WORDS:]
            key = _denier(reading, before)
            if key:
                start = next(word.start for word in before if word.lower not in _LINKS)
                # What is denied is shown with it, as far as the clause goes.
                end = max(match.end(), min(lead[-1].end, start + _LONGEST_SHOWN))
                yield Claim(reading.id, number, start, end, text_of(reading, start, end), key)


def _denier(reading: Reading, before: Sequence[Word]) -> frozenset[str]:
    """Return what tells the denier from others: his name or calling, the country he speaks for."""
    if not before:
        return frozenset()
    toponyms = reading.toponyms_in(before[0].start, before[-1].end)
    nations = {nation for toponym in toponyms if (nation := _nation(toponym.place)) is not None}
    named = {concept(word) for word in before if is_content(word) and word.lower not in _EMPTY}
    return frozenset(named | nations)


def _nation(place: Place) -> str | None:
    """Return the country that a place is or lies in: "Beijing" speaks for China."""
    if place.kind == "country":
        return place.id
    return next((outer for outer in place.within if outer.startswith("country:")), None)
