"""What one report says somebody did and another says they did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import Word, find_words, is_content, stem, word_set
from archive.records import ClaimRow, Relation

# "Chilemba refused to concede", "the minister has not resigned": a name, a denial, a verb.
_DENIED = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{1,30})(?: (?!to\b)[\w’'-]{1,30}){0,3}? (?P<not>(?:refused|declined|failed) to"
    r"|(?:did|has|have|had) (?:still )?not(?: yet)?) (?P<verb>[a-z]{3,20})\b"
)
_MADE = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{1,30})(?: (?:has|have|had))? (?P<verb>[a-z]{2,20}(?:ed|d|t|n|ew))\b"
)
# Verbs that everybody does and does not do all day.
_EVERYDAY = word_set(
    "say said comment have been be make take give get go come want need know think see respond answer"
)
# The object of a verb stands within this many words of it.
_OBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Deed:
    claim: Claim
    name: str
    verb: str
    objects: frozenset[str]


def find_opposed_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each deed that one report affirms and another denies, of one person by name."""
    denied = [deed for reading in event.readings for deed in _deeds(strands, reading, _DENIED)]
    if not denied:
        return
    made = [deed for reading in event.readings for deed in _deeds(strands, reading, _MADE)]
    done: set[tuple[str, str]] = set()
    for deed in denied:
        if (deed.name, deed.verb) in done:
            continue
        done.add((deed.name, deed.verb))
        against = [other for other in made if _is_opposite(deed, other)]
        alike = [
            other
            for other in denied
            if (other.name, other.verb) == (deed.name, deed.verb)
            and other.claim.article not in {made.claim.article for made in against}
        ]
        if against:
            claims = _first_of_each([other.claim for other in (*alike, *against)])
            yield from compare_claims(
                event, f"Did {deed.name} {deed.verb}?", "opposed", MAIN, claims, _differ
            )


def _is_opposite(deed: _Deed, other: _Deed) -> bool:
    if other.claim.article == deed.claim.article or other.name != deed.name:
        return False
    if stem(other.verb) != stem(deed.verb):
        return False
    return not deed.objects or bool(deed.objects & other.objects)


def _deeds(strands: Strands, reading: Reading, pattern: re.Pattern[str]) -> Iterator[_Deed]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for match in pattern.finditer(reading.body, sentence.start, sentence.end):
            verb = match["verb"]
            if verb in _EVERYDAY:
                continue
            start = match.start("not") if pattern is _DENIED else match.start("verb")
            end = match.end("verb")
            key = "not" if pattern is _DENIED else "done"
            claim = Claim(reading.id, number, start, end, text_of(reading, start, end), key)
            yield _Deed(claim, match["name"], verb, _objects(reading, end, sentence.end))


def _objects(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the concepts right after a verb; none where it is followed by another clause."""
    held: list[Word] = []
    previous = start
    for word in find_words(reading.body, start, end)[:_OBJECT_WORDS]:
        if reading.body[previous : word.start].strip() or word.lower in (
            "and",
            "but",
            "when",
            "as",
            "in",
            "on",
        ):
            break
        held.append(word)
        previous = word.end
    return frozenset(concept(word) for word in held if is_content(word))


def _first_of_each(claims: Sequence[Claim]) -> list[Claim]:
    first: dict[int, Claim] = {}
    for claim in claims:
        first.setdefault(claim.article, claim)
    return list(first.values())


def _differ(_: Sequence[Claim]) -> Relation:
    return Relation.DIFFER
