"""Two things that reports of violence and accidents tell in passing: with which weapon, and in which street."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content, word_set
from archive.records import ClaimRow, Relation

_FIREARM = "firearm"
_CLASSES = {
    **dict.fromkeys("handgun pistol revolver rifle shotgun carbine firearm gun musket".split(), _FIREARM),
    **dict.fromkeys("knife dagger machete sword".split(), "blade"),
}
_NARROW = {
    "handgun": "handgun",
    "pistol": "handgun",
    "revolver": "handgun",
    "rifle": "rifle",
    "shotgun": "shotgun",
}
# What a weapon is described by: its make, its calibre, its kind, how it was held.
_DESCRIBED = (
    r"(?:[A-Z][\w-]{1,20}|\.\d{2,3}|\d{1,3}(?:mm|-gauge|-caliber|-inch)?|cali(?:ber|bre)|gauge|mm|semi-?automatic|automatic"
    r"|assault|hunting|sniper|bolt-action|pump-action|black-powder|powder|air|pellet|toy|replica|stolen|illegal|illegally"
    r"|owned|unlicensed|unregistered|registered|loaded|antique|homemade|kitchen|pocket|steak|butcher|service|sawn-off"
    r"|sawed-off|black|silver|small|large|long|military-style|high-powered)"
)
_WEAPON = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Tt]wo) (?P<weapon>(?:{_DESCRIBED} ){{1,5}}"
    rf"(?P<kind>{'|'.join(_CLASSES)}))\b"
    r"(?! (?:violence|control|laws?|owners?|wounds?|rights|battle|shop|store|range|safety|cabinet|safe|show|deaths?)\b)"
)
_STREET = re.compile(
    r"\b(?:(?P<block>\d{2,5}) (?:block of )?)?"
    r"(?P<name>(?:(?:[NSEW]\.?|\d{1,3}(?:st|nd|rd|th)|[A-Z][\w’'-]{1,20}) ){1,4}?)"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Highway|Parkway|Terrace|Square|Place|Way|Court)"
    r"\b(?!['’-]?\w)(?! [A-Z])"
)
# "County Road 42222" is one of many.
_NO_STREETS = word_set("county state north south east west u.s us main")
_MOST_STREETS = 2


def find_thing_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows of the weapon that two reports describe and of the street that two name."""
    weapons = [claim for reading in event.readings if (claim := _weapon(strands, reading)) is not None]
    yield from compare_claims(event, "Which weapon?", "name", MAIN, weapons, _judge_weapons)
    for claims in _streets(event, strands):
        yield from compare_claims(event, "In which street?", "place", MAIN, claims, _judge_streets)


def _weapon(strands: Strands, reading: Reading) -> Claim | None:
    """Return the weapon that a report describes most closely; the bare word "gun" describes none."""
    found: list[Claim] = []
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for match in _WEAPON.finditer(reading.body, sentence.start, sentence.end):
            start, end = match.span("weapon")
            held = frozenset(concept(w) for w in find_words(reading.body, start, end) if is_content(w))
            key = (match["kind"], held)
            found.append(Claim(reading.id, number, start, end, text_of(reading, start, end), key))
    return max(found, key=lambda claim: (len(claim.key[1]), -claim.start), default=None)


def _judge_weapons(claims: Sequence[Claim]) -> Relation | None:
    kinds = {kind for kind, _ in (claim.key for claim in claims)}
    narrow = {_NARROW[kind] for kind in kinds if kind in _NARROW}
    if len({_CLASSES[kind] for kind in kinds}) > 1 or len(narrow) > 1:
        return None  # there may have been two
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _streets(event: EventReading, strands: Strands) -> Iterator[list[Claim]]:
    held: dict[str, dict[int, Claim]] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
                continue
            for match in _STREET.finditer(reading.body, sentence.start, sentence.end):
                name = " ".join(word.lower for word in find_words(match["name"]))
                if name in _NO_STREETS:
                    continue
                value = text_of(reading, *match.span())
                claim = Claim(reading.id, number, *match.span(), value, (name, match["block"]))
                held.setdefault(name, {}).setdefault(reading.id, claim)
    shared = [list(found.values()) for _, found in sorted(held.items()) if len(found) > 1]
    yield from sorted(shared, key=lambda claims: -len(claims))[:_MOST_STREETS]


def _judge_streets(claims: Sequence[Claim]) -> Relation:
    blocks = {block[:-2] for _, block in (claim.key for claim in claims) if block}
    if len(blocks) > 1:
        return Relation.DIFFER_SCOPE
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
