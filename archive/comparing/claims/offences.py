"""What somebody is charged with, accused or convicted of, and sentenced for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content
from archive.records import ClaimRow, Relation

_WHAT = r"(?P<what>[a-z“\"‘'][^.;:\n]{2,160})"
_CONVICTED = "What was the conviction for?"
_CHARGED = "What is the charge?"
_ACCUSED = "What is the accusation?"
# Words that say what somebody answers for, in the order in which one is taken for the other.
_PATTERNS = (
    (
        _CONVICTED,
        re.compile(
            rf"\b(?:convicted|found guilty|guilty)\b(?: \w+){{0,6}}? of {_WHAT}"
            rf"|\b(?:sentenced|jailed|imprisoned|fined)\b[^.;:\n]{{0,80}}? for (?!\w+ (?:years|months|days)\b)(?:the )?"
            + _WHAT.replace("what", "why")
        ),
    ),
    (
        _CHARGED,
        re.compile(
            rf"\b(?:charged|indicted)\b(?: \w+){{0,3}}? (?:with|on|for) (?:\d+ counts? of )?{_WHAT}"
            r"|\b(?:on|faces?|facing) (?:a |an )?(?P<why>(?:[a-z’'-]+ ){1,4}(?:and [a-z’'-]+ ){0,3})charges\b"
            r"|\b(?:charges?|counts?) of (?P<how>[a-z“\"‘'][^.;:\n]{2,160})"
        ),
    ),
    (
        _ACCUSED,
        re.compile(
            rf"\b(?:accused|suspected) of {_WHAT}|\bon suspicion of (?P<why>[a-z“\"‘'][^.;:\n]{{2,160}})"
        ),
    ),
)
_PARTS = ("what", "why", "how")
# Where the words for an offence end and another thought begins.
_END = re.compile(
    r",? (?:after|before|when|while|which|who|but|following|according|in connection|in relation|police|officials"
    r"|prosecutors|said|at|on [A-Z]|because|by making|and (?:is"
    r"|was|were|are|has|have|could|faces|sentenced|ordered))\b|, (?:\w+ ){1,3}said|[”\"] "
)
_LONGEST_SHOWN = 110


def find_offence_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each offence that two reports say somebody answers for, in each report's words."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for reading in event.readings:
        for question, claim in _offences(strands, reading):
            told[question].append(claim)
    for question, claims in told.items():
        yield from compare_claims(event, question, "outcome", MAIN, _one_matter(event, claims), _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    keys = {claim.key for claim in claims}
    if len(keys) == 1:
        return (
            Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
        )
    return Relation.AGREE_VARIANT if frozenset.intersection(*keys) else Relation.COMPATIBLE


def _one_matter(event: EventReading, claims: Sequence[Claim]) -> list[Claim]:
    """Return one offence of each report: those that share most, and what shares a word with one of them."""
    pairs = [
        (-event.weight(one.key & other.key), number, one, other)
        for number, (one, other) in enumerate(combinations(claims, 2))
        if one.article != other.article and one.key & other.key and _may_be_one(event, one, other)
    ]
    chosen: list[Claim] = []
    for _, _, one, other in sorted(pairs, key=lambda pair: pair[:2]):
        chosen = chosen or [one, other]
        for claim, mate in ((one, other), (other, one)):
            if mate in chosen and all(claim.article != c.article for c in chosen):
                chosen.append(claim)
    return chosen


def _may_be_one(event: EventReading, one: Claim, other: Claim) -> bool:
    """Tell whether both may speak of one person: not of two that both are named."""
    names = [_names_before(event, claim) for claim in (one, other)]
    return not (names[0] and names[1]) or bool(names[0] & names[1])


def _names_before(event: EventReading, claim: Claim) -> frozenset[str]:
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    words = [word for word in reading.words[claim.sentence] if word.end <= claim.start]
    return frozenset(word.lower for word in words[1:] if word.text[:1].isupper())


def _offences(strands: Strands, reading: Reading) -> Iterator[tuple[str, Claim]]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for question, pattern in _PATTERNS:
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match is None:
                continue
            part = next(name for name in _PARTS if name in match.groupdict() and match[name])
            start, end = match.span(part)
            if (stop := _END.search(reading.body, start, end)) is not None:
                end = stop.start()
            end = min(end, start + _LONGEST_SHOWN)
            value = text_of(reading, start, end)
            held = frozenset(concept(word) for word in find_words(value) if is_content(word))
            if held:
                end = start + len(reading.body[start:end].rstrip(" ,"))
                yield question, Claim(reading.id, number, start, end, text_of(reading, start, end), held)
                break
