"""Where it happened, where it was going, where it came from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.claims.happening import Happening, find_happenings
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import loss_class
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Place, Relation, Role, Toponym

_PREPOSITION = re.compile(
    r"\b(?:in|near|over|at|outside|off|on|along|around|from|of|into|across|to|for|toward|towards|by|with|after)\b"
)
# Words between a preposition and its place: "in the country's northwestern Guanacaste".
_MOST_BETWEEN = 5
_HAPPENS_IN = frozenset({"in", "near", "over", "at", "outside", "off", "along", "across", "into", "of", "on"})
_BORDER = re.compile(r"\bborder (?:between|of|with)\b")
_BOUND_FOR = re.compile(
    r"\b(?:en route (?:back )?to|returning (?:back )?(?:to|from [\w' -]{3,30} to)|on (?:its|the|their) way (?:back )?to"
    r"|bound for|heading (?:back )?(?:to|for)|flying (?:back )?to|flight to|return(?:ed)? to|sailing (?:to|for)"
    r"|travell?ing to)\b"
)
_CAME_FROM = re.compile(
    r"\b(?:took off from|taken off from|taking off from|takeoff from|departed from|set sail from|sailed from"
    r"|left from|after leaving)\b"
)
# A place name stands within this many characters of what it completes ("its base at Khmeimim").
_REACH = 60
# A place that a verb has for its object stands right after it, or after an article.
_ARTICLE = 5
# Fine first: of two names for one spot the narrower is the answer.
_COARSE_KINDS = ("country", "continent", "region")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a report names, and whether it says "in" it, "near" it, or on its border."""

    place: Place
    is_exact: bool = True
    border_with: str | None = None


def find_place_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows for the place of the event and of its background, and for destination and departure."""
    for group in (MAIN, *strands.backgrounds):
        claims: dict[int, list[Claim]] = {}
        verbs: list[str] = []
        for happening in find_happenings(event, strands, group):
            claim = _located(happening) or (_located_before(happening) if group != MAIN else None)
            if claim is not None:
                claims.setdefault(claim.article, []).append(claim)
                verbs.append(loss_class(happening.verb) or "")
        finest = [min(mine, key=_coarseness) for mine in claims.values()]
        yield from _row(event, _question(verbs), group, finest)
    if event.vehicle is not None:
        yield from _row_of(event, "Was it on its way out or back?", "phase", _returning(event, strands))
        for pattern, question in (
            (_BOUND_FOR, "Where was it going?"),
            (_CAME_FROM, "Where had it set out from?"),
        ):
            yield from _row(event, question, MAIN, _completed(event, strands, pattern))


def _row_of(event: EventReading, question: str, kind: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    yield from compare_claims(event, question, kind, MAIN, claims, judge_keys)


_RETURN = re.compile(
    r"\b(?:return(?:ing|ed) to|en route (?:back )?to (?:its|their|the) base|(?:way|flying|heading) back to)\b"
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


def _question(verbs: Sequence[str]) -> str:
    known = [verb for verb in verbs if verb]
    verb = max(sorted(set(known)), key=known.count) if known else ""
    return {
        "shot down": "Where was it shot down?",
        "sank": "Where did it sink?",
        "crashed": "Where did it crash?",
    }.get(verb, "Where did it happen?")


def _row(event: EventReading, question: str, group: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    yield from compare_claims(event, question, "place", group, claims, judge_places)


def _located(happening: Happening) -> Claim | None:
    """Return the place that completes a verb of happening: after it in its clause, else right before it."""
    reading = happening.reading
    border = _BORDER.search(reading.body, happening.end, reading.sentences[happening.sentence].end)
    end = reading.sentences[happening.sentence].end if border and border.start() < happening.clause_end else 0
    after = reading.toponyms_in(happening.end, max(end, happening.clause_end))
    if border and len(after) >= 2 and border.end() <= after[0].start + 1:
        one, other = after[0], after[1]
        return _claim(
            reading, happening.sentence, one.start, other.end, Spot(one.place, False, other.place.id)
        )
    named = [toponym for toponym in after if toponym.role is not Role.DEMONYM]
    if named and named[0] is after[0] and named[0].start - happening.end <= _ARTICLE:
        return _toponym_claim(reading, happening.sentence, named[0], "in")  # "struck Moortown"
    for toponym in sorted(named, key=lambda toponym: toponym.place.kind in _COARSE_KINDS):
        word = _preposition(reading, toponym)
        if word in _HAPPENS_IN:
            return _toponym_claim(reading, happening.sentence, toponym, word)
    return None


def _located_before(happening: Happening) -> Claim | None:
    """Return the place in an earlier clause ("killed in Homs when their aircraft was shot down")."""
    reading = happening.reading
    for toponym in reading.toponyms_in(reading.sentences[happening.sentence].start, happening.start):
        word = _preposition(reading, toponym)
        if word in ("in", "near", "over") and toponym.role is not Role.DEMONYM:
            return _toponym_claim(reading, happening.sentence, toponym, word)
    return None


def _preposition(reading: Reading, toponym: Toponym) -> str | None:
    """Return the preposition that governs a place name, or ``None``."""
    begin = max(0, toponym.start - _REACH)
    found = list(_PREPOSITION.finditer(reading.body, begin, toponym.start))
    if not found:
        return None
    between = reading.body[found[-1].end() : toponym.start]
    if any(mark in between for mark in ",;:.") or len(between.split()) > _MOST_BETWEEN:
        return None
    return found[-1][0]


def _toponym_claim(reading: Reading, sentence: int, toponym: Toponym, word: str | None) -> Claim:
    is_exact = word in ("in", "at", "over", "into", "across", "of")
    return _claim(reading, sentence, toponym.start, toponym.end, Spot(toponym.place, is_exact))


def _claim(reading: Reading, sentence: int, start: int, end: int, spot: Spot) -> Claim:
    return Claim(reading.id, sentence, start, end, text_of(reading, start, end), spot)


def _coarseness(claim: Claim) -> tuple[bool, bool, int]:
    place = claim.key.place
    is_border = claim.key.border_with is not None
    return place.kind in _COARSE_KINDS and not is_border, is_border, claim.start


_ANOTHER = re.compile(
    r"[\"“‘]?An? (?:[\w-]+ ){0,3}(?:flight|plane|aircraft|helicopter|jet|ferry|ship|boat|train|bus)\b"
)


def _is_another(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a journey below the lede is some other vehicle's ("A flight to … is about to take off")."""
    return start > lede_end(reading) and _ANOTHER.match(reading.body, start, end) is not None


def _completed(event: EventReading, strands: Strands, pattern: re.Pattern[str]) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, MAIN):
            sentence = reading.sentences[number]
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match is None or _is_another(reading, sentence.start, match.end()):
                continue
            places = [
                toponym
                for toponym in reading.toponyms_in(match.end(), min(sentence.end, match.end() + _REACH))
                if toponym.role is not Role.DEMONYM
            ]
            if places and any(toponym.place.kind not in _COARSE_KINDS for toponym in places):
                target = max(
                    places, key=lambda toponym: (toponym.place.kind not in _COARSE_KINDS, -toponym.start)
                )
                claims.setdefault(reading.id, _toponym_claim(reading, number, target, "in"))
    return list(claims.values())


def judge_places(claims: Sequence[Claim]) -> Relation | None:
    """Agree on one place; says more when one contains the other; differ when they lie apart.

    Places said to be merely near are no contradiction to anything but themselves.
    """
    spots = [claim.key for claim in claims if isinstance(claim.key, Spot)]
    named = {claim.value.lower() for claim in claims}
    if len(named) == 1:
        return Relation.AGREE  # one name in reports of one event is one place, whatever each was resolved to
    relations = [_pair(one, other) for index, one in enumerate(spots) for other in spots[index + 1 :]]
    if Relation.DIFFER in relations:
        return Relation.DIFFER
    if None in relations:
        return None
    if Relation.COMPATIBLE in relations:
        return Relation.COMPATIBLE
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


# Two spots this near may be a town and its airport, or a town and its quarter: nobody contradicts anybody.
_NEAR_KM = 40.0
_AREAS = ("country", "continent", "region", "admin1", "governorate", "province", "state", "sea")
_EARTH_KM = 6371.0


def _kilometres(one: Spot, other: Spot) -> float:
    """Return the great-circle distance of two places."""
    a, b = math.radians(one.place.lat), math.radians(other.place.lat)
    half = math.radians(one.place.lon - other.place.lon) / 2
    chord = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _pair(one: Spot, other: Spot) -> Relation | None:
    if one.border_with is not None or other.border_with is not None:
        if one.border_with == other.border_with and one.place.id == other.place.id:
            return Relation.AGREE
        inner = one if one.border_with is None else other
        return Relation.COMPATIBLE if inner.place.kind in _COARSE_KINDS else Relation.DIFFER
    if one.place.id == other.place.id or one.place.name == other.place.name:
        return Relation.AGREE
    if one.place.id in other.place.within or other.place.id in one.place.within:
        return Relation.COMPATIBLE
    if not (one.is_exact and other.is_exact):
        return None
    if (
        one.place.kind not in _AREAS
        and other.place.kind not in _AREAS
        and _kilometres(one, other) <= _NEAR_KM
    ):
        return Relation.COMPATIBLE
    return Relation.DIFFER if one.place.kind == other.place.kind else None
