"""Places that reports name as where something was, and how they stand to each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.event_reading import EventReading
from archive.comparing.reading import Reading
from archive.records import ClaimRow, Place, Relation, Role, Toponym

# A place name stands within this many characters of what it completes ("its base at Khmeimim").
REACH = 60
# Fine first: of two names for one spot the narrower is the answer.
COARSE_KINDS = ("country", "continent", "region")
_PREPOSITION = re.compile(
    r"\b(?:in|near|over|at|outside|off|on|along|around|from|of|into|across|to|for|toward|towards|by|with|after)\b"
)
# Words between a preposition and its place: "in the country's northwestern Guanacaste".
_MOST_BETWEEN = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a report names, and whether it says "in" it, "near" it, or on its border."""

    place: Place
    is_exact: bool = True
    border_with: str | None = None


def place_row(event: EventReading, question: str, group: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    """Yield the row of these places, those that no gazetteer knows left out where two are known."""
    known = [claim for claim in claims if isinstance(claim.key, Spot)]
    kept = (
        known if len(known) > 1 else claims
    )  # a name nobody can place proves nothing against two that agree
    if judge_places(kept) is None:
        # What was only near a place elsewhere neither bears out nor contradicts those who name one.
        kept = [claim for claim in kept if not isinstance(claim.key, Spot) or claim.key.is_exact]
    yield from compare_claims(event, question, "place", group, kept, judge_places)


def toponym_claim(reading: Reading, sentence: int, toponym: Toponym, word: str | None) -> Claim:
    """Return the claim that something was "in" (near, off …) a place the gazetteer knows."""
    is_exact = word in ("in", "at", "over", "into", "across", "of")
    return spot_claim(reading, sentence, toponym.start, toponym.end, Spot(toponym.place, is_exact))


def spot_claim(reading: Reading, sentence: int, start: int, end: int, spot: Spot) -> Claim:
    """Return the claim of ``body[start:end]``."""
    return Claim(reading.id, sentence, start, end, text_of(reading, start, end), spot)


def named_claim(reading: Reading, number: int, start: int, end: int) -> Claim:
    """Return a place by its name, resolved where the gazetteer knows it."""
    known = [toponym for toponym in reading.toponyms_in(start, end) if toponym.role is not Role.DEMONYM]
    if known:
        return toponym_claim(reading, number, known[0], "in")
    return Claim(
        reading.id, number, start, end, text_of(reading, start, end), reading.body[start:end].lower()
    )


def judge_places(claims: Sequence[Claim]) -> Relation | None:
    """Agree on one place; says more when one contains the other; differ when they lie apart.

    Places said to be merely near are no contradiction to anything but themselves.
    """
    spots = [claim.key for claim in claims if isinstance(claim.key, Spot)]
    named = {claim.value.lower() for claim in claims}
    if len(named) == 1:
        return Relation.AGREE  # one name in reports of one event is one place, whatever each was resolved to
    if len(spots) < len(claims):
        shortest = min(named, key=len)
        return Relation.AGREE_VARIANT if all(shortest in name for name in named) else None
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
        return Relation.COMPATIBLE if inner.place.kind in COARSE_KINDS else Relation.DIFFER
    if one.place.id == other.place.id or one.place.name == other.place.name:
        return Relation.AGREE
    if one.place.id in other.place.within or other.place.id in one.place.within:
        return Relation.COMPATIBLE
    if _may_be_around(one.place, other.place) or _may_be_around(other.place, one.place):
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


def _may_be_around(town: Place, other: Place) -> bool:
    """Tell whether a town's name may mean the province called after it, in which the other place lies."""
    province = town.within[0] if town.within else ""
    return province in other.within and town.name.lower().replace(" ", "-") in province


def governing_word(reading: Reading, toponym: Toponym) -> str | None:
    """Return the preposition that governs a place name, or ``None``."""
    begin = max(0, toponym.start - REACH)
    found = list(_PREPOSITION.finditer(reading.body, begin, toponym.start))
    if not found:
        return None
    between = reading.body[found[-1].end() : toponym.start]
    if any(mark in between for mark in ",;:.") or len(between.split()) > _MOST_BETWEEN:
        return None
    if found[-1][0] in ("of", "from") and _BESIDE.search(reading.body, begin, found[-1].start()):
        return "near"
    return found[-1][0]


# "30 kilometres south of the Iraqi town of Halabja", "two miles from Bukoba".
_BESIDE = re.compile(
    r"\b(?:(?:north|south|east|west)[a-z]{0,8}|kilomet(?:re|er)s?|km|miles?|hours?|minutes?)(?: away)?"
    r"(?: (?:of|from)(?: the)?(?: [\w-]+){0,2} (?:town|city|village|port|capital|settlement|island))? $"
)


# "Alac Jackson": a capital before the name makes it half of a longer one; "Syria's Idlib" is whole.
_IN_A_NAME = re.compile(r"(?:^|[^.!?\s] )[A-Z][\w'’.-]*(?<!['’]s) $")


def is_half_a_name(reading: Reading, toponym: Toponym) -> bool:
    """Tell whether a place name is the end of a person's or a thing's name."""
    return _IN_A_NAME.search(reading.body, max(0, toponym.start - REACH), toponym.start) is not None
