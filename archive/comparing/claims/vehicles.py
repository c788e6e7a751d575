"""Which vehicle: its type, what kind it is called, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, Judge, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import KIND_CONCEPTS, MAIN, EventReading, lede_end
from archive.comparing.incidents import LOSS, VEHICLE_WORDS
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import AircraftType, ClaimRow, Relation, Role

_VEHICLE_NOUN = (
    r"(?:helicopter|chopper|gunship|plane|aircraft|jet|warplane|airliner|ferry|ship"
    r"|vessel|boat|train|bus|drone)"
)
_USE = re.compile(
    r"\b(?P<use>(?:(?:military|combat|attack|transport|civilian|civil|private|charter|passenger|cargo|rescue|medical"
    r"|police|fighter|bomber|commercial|freight|tourist|fishing|commuter) ){1,3})" + _VEHICLE_NOUN + r"s?\b"
)
# Uses that shut each other out; words of one set, or of none, do not.
_USE_CLASSES = {
    "combat": "fighting",
    "attack": "fighting",
    "fighter": "fighting",
    "bomber": "fighting",
    "transport": "carrying",
    "passenger": "carrying",
    "cargo": "carrying",
    "freight": "carrying",
    "rescue": "carrying",
    "medical": "carrying",
    "civilian": "civil",
    "civil": "civil",
    "private": "civil",
    "charter": "civil",
    "tourist": "civil",
    "commercial": "civil",
}
_OPERATOR = re.compile(
    r"\b(?:operated by|belong(?:ing|ed|s) to|part of(?: the)?|owned by|chartered from|flown by)"
    r" (?P<name>[A-Z][\w&'’-]*(?: (?:of |de |and )?[A-Z][\w&'’-]*){0,3})"
)
_FORCE = re.compile(r"\b(?:helicopter|aircraft|plane|jet|ship|boat|vessel) of the (?P<nation>[A-Z]\w+)")


def find_vehicle_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows that say which vehicle it was, in the event and in its background."""
    for group in (MAIN, *strands.backgrounds):
        yield from _row(
            event, "Which aircraft?", "aircraft", group, _types(event, strands, group), judge_types
        )
        if group != MAIN or (event.vehicle is not None and _is_lost(event)):
            owners = _owners(event, strands, group)
            yield from _row(event, "Whose was it?", "owner", group, owners, judge_owners)
    if event.vehicle is not None and _is_lost(event):
        question = f"What kind of {event.vehicle} is it called?"
        yield from _row(event, question, "aircraft", MAIN, _uses(event, strands), judge_uses)
        operators = _operators(event, strands)
        yield from _row(event, "Who operated it?", "owner", MAIN, operators, judge_owners)


def _row(
    event: EventReading, question: str, kind: str, group: str, claims: Sequence[Claim], judge: Judge
) -> Iterator[ClaimRow]:
    yield from compare_claims(event, question, kind, group, claims, judge)


def _is_lost(event: EventReading) -> bool:
    """Tell whether an opening tells of a loss; else whose a ship is that ships were seen with is no question."""
    return any(LOSS.search(reading.body, 0, lede_end(reading)) for reading in event.readings)


def _types(event: EventReading, strands: Strands, group: str) -> list[Claim]:
    named = {reading.id: _named_types(event, strands, reading, group) for reading in event.readings}
    families = [{claim.key.family for claim in found} for found in named.values() if found]
    shared = set.intersection(*families) if families else set()
    if not shared and group != MAIN and len(families) > 1:
        return []  # no type in common: hardly one event
    claims: dict[int, Claim] = {}
    for article, found in named.items():
        best = [claim for claim in found if claim.key.family in shared] or found
        if best:
            claims[article] = best[0]
    if group != MAIN and claims:
        for reading in event.readings:
            if reading.id not in claims and (unnamed := _unnamed_vehicle(event, strands, reading, group)):
                claims[reading.id] = unnamed
    return list(claims.values())


def _named_types(event: EventReading, strands: Strands, reading: Reading, group: str) -> list[Claim]:
    found: list[Claim] = []
    for number in strands.sentences(reading, group):
        sentence = reading.sentences[number]
        for mention in reading.aircraft_in(sentence.start, sentence.end):
            if (mention.type.family in event.families) == (group == MAIN):
                value = text_of(reading, mention.start, mention.end)
                found.append(Claim(reading.id, number, mention.start, mention.end, value, mention.type))
    return found


def _unnamed_vehicle(event: EventReading, strands: Strands, reading: Reading, group: str) -> Claim | None:
    """Return the first vehicle that a report tells of without its type ("a warplane")."""
    for number in strands.sentences(reading, group):
        for word in reading.words[number]:
            if word.stem in VEHICLE_WORDS:
                return Claim(reading.id, number, word.start, word.end, word.text, concept(word))
    return None


def judge_types(claims: Sequence[Claim]) -> Relation | None:
    """Agree on one type; a report that says only "warplane" says less; differ between families."""
    types = [claim.key for claim in claims if isinstance(claim.key, AircraftType)]
    unnamed = {claim.key for claim in claims if isinstance(claim.key, str)}
    if unnamed - {KIND_CONCEPTS.get(kind.kind, "") for kind in types}:
        return None
    if len({kind.family for kind in types}) > 1:
        return Relation.DIFFER
    if unnamed:
        return Relation.COMPATIBLE
    if len({kind.id for kind in types}) > 1:
        return Relation.COMPATIBLE
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _uses(event: EventReading, strands: Strands) -> list[Claim]:
    claims: list[Claim] = []
    for reading in event.readings:
        for number in strands.sentences(reading, MAIN):
            sentence = reading.sentences[number]
            for match in _USE.finditer(reading.body, sentence.start, sentence.end):
                words = match["use"].split()
                classes = frozenset(_USE_CLASSES[word] for word in words if word in _USE_CLASSES)
                claims.append(
                    Claim(reading.id, number, match.start(), match.end("use") - 1, " ".join(words), classes)
                )
    return claims


def judge_uses(claims: Sequence[Claim]) -> Relation | None:
    """Differ when one report's word shuts another's out (combat, transport); else there is nothing to tell."""
    classes = {name for claim in claims if isinstance(claim.key, frozenset) for name in claim.key}
    if len(classes) > 1:
        return Relation.DIFFER
    return None


def _owners(event: EventReading, strands: Strands, group: str) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, group):
            if reading.id in claims:
                break
            claim = _owner(event, reading, number, group)
            if claim is not None:
                claims[reading.id] = claim
    return list(claims.values())


def _owner(event: EventReading, reading: Reading, number: int, group: str) -> Claim | None:
    sentence = reading.sentences[number]
    aircraft = reading.aircraft_in(sentence.start, sentence.end)
    for toponym in reading.toponyms_in(sentence.start, sentence.end):
        if toponym.role is not Role.DEMONYM:
            continue
        force = _FORCE.search(reading.body, sentence.start, sentence.end)
        if force and force.start("nation") <= toponym.start < force.end("nation"):
            return Claim(reading.id, number, toponym.start, toponym.end, toponym.surface, toponym.place.id)
        noun = _OWNED.match(reading.body, toponym.end)
        if noun and not any(
            a.start < noun.end() and a.type.family in event.families for a in aircraft if group != MAIN
        ):
            return Claim(reading.id, number, toponym.start, noun.end(), toponym.surface, toponym.place.id)
        if group != MAIN and _is_crew_of(reading, toponym.end, aircraft[0].start if aircraft else 0):
            end = aircraft[0].end
            return Claim(reading.id, number, toponym.start, end, toponym.surface, toponym.place.id)
    return None


_OWNED = re.compile(
    r" (?:(?:military|combat|attack|transport|civilian|passenger|cargo|rescue|army|navy|air force"
    r"|fighter|\w{1,6}-\w{1,6}) ){0,4}" + _VEHICLE_NOUN + r"\b(?! (?:crash|accident|disaster))"
)


def _is_crew_of(reading: Reading, start: int, aircraft: int) -> bool:
    """Tell "two Russian airmen … their Mi-25": the aircraft is the airmen's."""
    between = reading.body[start:aircraft] if aircraft > start else ""
    return (
        between.rstrip().endswith("their")
        and re.match(r" (?:airmen|pilots|crew|officers|soldiers)", between) is not None
    )


def judge_owners(claims: Sequence[Claim]) -> Relation:
    """Agree on one owner, else differ."""
    if len({claim.key for claim in claims}) > 1:
        return Relation.DIFFER
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _operators(event: EventReading, strands: Strands) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, MAIN):
            sentence = reading.sentences[number]
            match = _OPERATOR.search(reading.body, sentence.start, sentence.end)
            if match and reading.id not in claims:
                name = match["name"].removesuffix("'s").removesuffix("’s")
                end = match.start("name") + len(name)
                claims[reading.id] = Claim(reading.id, number, match.start("name"), end, name, name.lower())
    return list(claims.values())
