"""What a thing is called: "a leopard named Tamsin", "the newspaper Harbour Courier", "Flight 175"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.words import STOPWORDS, find_words
from archive.records import ClaimRow, Relation

_CAPITAL = r"(?:al-)?[A-Z][\w’'&-]{0,30}\w"
_NAME = rf"(?P<name>{_CAPITAL}(?: (?:(?:of|de|al|for|and) )?(?:{_CAPITAL}|\d{{1,4}}\b)){{0,4}})"
# Kinds of things that have names of their own.
_KINDS = (
    r"newspaper|daily|magazine|journal|broadcaster|station|agency|charity|company|firm|group|organi[sz]ation|party|movement"
    r"|militia|faction|airline|carrier|operator|bank|university|college|school|hospital|clinic|hotel|resort|airport"
    r"|port|mine|dam|plant|refinery|factory|bridge|tunnel|stadium|arena|nightclub|club|restaurant|mall|market|mosque"
    r"|church|temple|museum|park|zoo|prison|jail|camp|ship|vessel|tanker|freighter|trawler|ferry|yacht|boat|submarine"
    r"|satellite|rocket|missile|spacecraft|probe|telescope|storm|hurricane|typhoon|cyclone|volcano|river|lake|island"
    r"|village|district|suburb|neighbou?rhood|film|movie|song|album|book|novel|show|series|app|website|project|operation"
)
_PATTERNS = (
    re.compile(
        rf"\b(?P<kind>[a-z][a-z-]{{2,20}}),? (?:called|named|known as|dubbed|nicknamed) (?:the )?[“\"‘']?{_NAME}"
    ),
    re.compile(rf"\b(?P<kind>{_KINDS}),? (?:the )?[“\"‘']?{_NAME}"),
    re.compile(rf"{_NAME}, (?:an?|the|its|their) (?:[\w’'-]{{1,30}} ){{0,4}}?(?P<kind>{_KINDS})\b"),
    re.compile(
        r"\b(?P<name>(?P<kind>[Ff]light|Highway|Route|Interstate|Resolution|Article) [A-Z]{0,2}\d{1,5})\b"
    ),
    re.compile(
        rf"\b(?:Super |Tropical )?(?P<kind>Typhoon|Hurricane|Cyclone|Storm|Operation|Mount|Lake) (?P<name>{_CAPITAL})\b"
    ),
)
# "University of Northmoor", "Bank of Suderia": the kind leads the name.
_LED_BY_ITS_KIND = re.compile(
    r"\b(?P<name>(?P<kind>University|Bank|Institute|Museum|College|Academy|Church|Port|Ministry|Department|Board|House"
    rf"|Society|Order|Federation|Union|League) (?:of|for) (?:the )?{_CAPITAL}(?: (?:(?:of|and) )?{_CAPITAL}){{0,3}})"
)
# "Cincinnati Children's Hospital": the kind is the end of the name.
_BODIES = (
    r"commission|council|committee|parliament|authority|bureau|hall|association|institute|foundation|federation|court"
    r"|ministry|department|congress|assembly|society|academy|board"
)
_OF_ITS_KIND = re.compile(
    rf"(?<![-\w])(?P<name>(?:{_CAPITAL} ){{1,4}}(?=[A-Z])(?i:(?P<kind>{_KINDS}|{_BODIES})))\b"
)
# A thing is a matter of the event when this many reports name it (two of three), or so many tell what kind of thing
# it is.
_LEAST_REPORTS = 3
_LEAST_TOLD = 2
_MOST_ROWS = 5


def find_entity_rows(event: EventReading) -> Iterator[ClaimRow]:
    """Yield a row for each thing that several reports name, those first that most of them do."""
    found: dict[tuple[str, ...], list[tuple[str, Claim]]] = defaultdict(list)
    for reading in event.readings:
        for pattern in (*_PATTERNS, _OF_ITS_KIND, _LED_BY_ITS_KIND):
            for kind, claim in _named(reading, pattern):
                found[claim.key].append((kind if pattern in _PATTERNS else "", claim))
    rows: list[ClaimRow] = []
    for held in found.values():
        told = Counter({claim.article: kind for kind, claim in held if kind}.values())
        claims = list({claim.article: claim for _, claim in reversed(held)}.values())
        least = _LEAST_TOLD if len(event.readings) == _LEAST_REPORTS else _LEAST_REPORTS
        if len(claims) < least and sum(told.values()) < _LEAST_TOLD:
            continue
        kind = max(sorted(told), key=lambda name: told[name]) if told else _kind_of(claims[0].value)
        rows += compare_claims(event, f"Which {kind}?", "name", MAIN, claims, _judge)
    yield from sorted(rows, key=lambda row: -len(row.cells))[:_MOST_ROWS]


def _kind_of(name: str) -> str:
    """Return the word of a name that says what it is the name of."""
    led = _LED_BY_ITS_KIND.fullmatch(name)
    return (led["kind"] if led else name.split()[-1]).lower()


def _judge(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _named(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[str, Claim]]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose:
            continue
        for match in pattern.finditer(reading.body, sentence.start, sentence.end):
            start, end = match.span("name")
            words = [word.lower for word in find_words(reading.body, start, end)]
            if words[:1] == ["the"]:
                start, words = start + len("the "), words[1:]
            kind = match["kind"].lower()
            if set(words) - {kind} - STOPWORDS:
                value = text_of(reading, start, end)
                yield kind, Claim(reading.id, number, start, end, value, tuple(words))
