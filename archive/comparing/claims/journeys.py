"""Where a vehicle came from, where it was going, and whether it was on its way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys
from archive.comparing.claims.spots import COARSE_KINDS, REACH, named_claim, place_row, toponym_claim
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Role

_BOUND_FOR = re.compile(
    r"\b(?:en route (?:back )?to|returning (?:back )?(?:to|from [\w' -]{3,30} to)|on (?:its|the|their) way (?:back )?to"
    r"|bound for|heading (?:back )?(?:to|for)|flying (?:back )?to|flight to|sailing (?:to|for)"
    r"|travell?ing to)\b"
)
_BACK_TO = re.compile(r"\b(?:returned|turned back|flew back|forced to return|had to return) to\b")
_CAME_FROM = re.compile(
    r"\b(?:took off from|taken off from|taking off from|takeoff from|departed from|set sail from|sailed from"
    r"|left from|after leaving|left(?= [A-Z])|leaving(?= [A-Z])|left the (?:\w+ ){1,2}of)\b"
)


_ENDS = {"Where was it going?": "target", "Where had it set out from?": "origin"}


def find_journey_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows for destination and departure of the vehicle of the event, and for the way it was on."""
    if event.vehicle is None:
        return
    yield from _row_of(event, "Was it on its way out or back?", "phase", _returning(event, strands))
    for pattern, question in (
        (_BOUND_FOR, "Where was it going?"),
        (_BACK_TO, "Where did it return to?"),
        (_CAME_FROM, "Where had it set out from?"),
    ):
        end = _ENDS.get(question)
        yield from place_row(event, question, MAIN, _completed(event, strands, pattern, end))


def _row_of(event: EventReading, question: str, kind: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    yield from compare_claims(event, question, kind, MAIN, claims, judge_keys)


_RETURN = re.compile(
    r"\b(?:returning to|en route (?:back )?to (?:its|their|the) base|(?:way|flying|heading) back to)\b"
)


def _returning(event: EventReading, strands: Strands) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, MAIN):
            sentence = reading.sentences[number]
            match = _RETURN.search(reading.body, sentence.start, sentence.end)
            if match:
                claim = Claim(reading.id, number, match.start(), match.end(), match[0], "back")
                claims.setdefault(reading.id, claim)
    return list(claims.values())


_ROUTE = re.compile(
    r"\b(?:way|flying|flight|sailing|sailed|flew|travell?ing|travell?ed|voyage|journey|trip|bound|heading|crossing|route)"
    r"[\w ]{0,30}? from (?:the [a-z ]{2,30} of )?(?P<origin>[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,2})"
    r" to (?:the [a-z ]{2,30} of )?(?P<target>[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,2})"
)
_UNKNOWN_NAME = re.compile(
    r" (?:for |the (?:[\w]+ ){1,3}of )?(?P<name>[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,2})"
)


_FOR = re.compile(r"\b(?P<target>[A-Z][a-z]{1,30}(?: [A-Z][a-z]{1,30})?)-bound\b")


def _on_route(reading: Reading, number: int, end: str) -> Claim | None:
    """Return the end of a route told in one breath ("on its way from Bukoba to Mwanza")."""
    sentence = reading.sentences[number]
    match = _ROUTE.search(reading.body, sentence.start, sentence.end)
    if match is None and end == "target":
        match = _FOR.search(reading.body, sentence.start, sentence.end)
    return named_claim(reading, number, match.start(end), match.end(end)) if match else None


_ANOTHER = re.compile(
    r"[\"“‘]?An? (?:[\w-]+ ){0,3}(?:flight|plane|aircraft|helicopter|jet|ferry|ship|boat|train|bus)\b"
)


def _is_another(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a journey below the lede is some other vehicle's ("A flight to … is about to take off")."""
    return start > lede_end(reading) and _ANOTHER.match(reading.body, start, end) is not None


def _completed(
    event: EventReading, strands: Strands, pattern: re.Pattern[str], end: str | None
) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, MAIN):
            sentence = reading.sentences[number]
            routed = _on_route(reading, number, end) if end else None
            if routed is not None and not _is_another(reading, sentence.start, routed.end):
                claims.setdefault(reading.id, routed)
                continue
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match is None or _is_another(reading, sentence.start, match.end()):
                continue
            places = [
                toponym
                for toponym in reading.toponyms_in(match.end(), min(sentence.end, match.end() + REACH))
                if toponym.role is not Role.DEMONYM
            ]
            name = _UNKNOWN_NAME.match(reading.body, match.end(), sentence.end)
            if name and (not places or places[0].start >= name.end("name")):
                claim = named_claim(reading, number, name.start("name"), name.end("name"))
                claims.setdefault(reading.id, claim)
            elif any(toponym.place.kind not in COARSE_KINDS for toponym in places):
                target = max(
                    places, key=lambda toponym: (toponym.place.kind not in COARSE_KINDS, -toponym.start)
                )
                claims.setdefault(reading.id, toponym_claim(reading, number, target, "in"))
    return list(claims.values())
