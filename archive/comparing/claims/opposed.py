"""What one report says somebody did and another says they did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.clauses import clause_numbers
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


# "No ransom was paid".
_NONE = re.compile(
    r"\b[Nn]o (?P<noun>[a-z]{3,20}) (?:was|were|(?:has|have|had) been) (?P<verb>[a-z]{2,20}(?:ed|id|de|en|nd|ld))\b"
)


def find_none_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each thing of which one report says that none was done, and another that it was."""
    done: set[tuple[str, str]] = set()
    for reading, number, match in _matches(event, strands, _NONE):
        noun, verb = (concept(find_words(match[part])[0]) for part in ("noun", "verb"))
        if (noun, verb) in done:
            continue
        done.add((noun, verb))
        claims = {reading.id: Claim(reading.id, number, *match.span(), match[0], "none")}
        for other in event.readings:
            if other.id not in claims and (claim := _told_done(strands, other, noun, verb)) is not None:
                claims[other.id] = claim
        if any(claim.key == "done" for claim in claims.values()):
            question = f"Was {match['noun']} {match['verb']}?"
            yield from compare_claims(event, question, "opposed", MAIN, list(claims.values()), _differ)


def _matches(
    event: EventReading, strands: Strands, pattern: re.Pattern[str]
) -> Iterator[tuple[Reading, int, re.Match[str]]]:
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if sentence.is_prose and strands.groups.get((reading.id, number), MAIN) == MAIN:
                for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                    yield reading, number, match


def _told_done(strands: Strands, reading: Reading, noun: str, verb: str) -> Claim | None:
    """Return the words of a report that say outright what another denies: noun and passive in one clause."""
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        words = reading.words[number]
        clauses = clause_numbers(reading.body, words)
        for index, word in enumerate(words):
            if concept(word) != verb or index == 0 or words[index - 1].lower not in ("was", "were", "been"):
                continue
            held = [
                w
                for w, clause in zip(words, clauses, strict=True)
                if clause == clauses[index] and w.end <= word.end
            ]
            nouns = [w for w in held if concept(w) == noun]
            if nouns and not any(w.lower in _UNSURE for w in words[:index]):
                start = nouns[0].start
                return Claim(reading.id, number, start, word.end, text_of(reading, start, word.end), "done")
    return None


# Words with which a sentence says less than that something was done.
_UNSURE = word_set(
    "no not never denied deny denies if whether would could may might should without neither nor alleged"
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
