"""What became of somebody who was hurt: dead, in a critical condition, out of danger, unharmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.persons import find_persons
from archive.comparing.clauses import clause_numbers
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import Word, word_set
from archive.records import ClaimRow, Relation


class Grade(StrEnum):
    """How somebody is said to be."""

    DEAD = "dead"
    CRITICAL = "critical"
    SERIOUS = "serious"
    STABLE = "stable"
    SLIGHT = "slight"
    SAFE = "safe"
    UNHURT = "unhurt"


_GRADES: tuple[tuple[Grade, re.Pattern[str]], ...] = (
    (
        Grade.DEAD,
        re.compile(
            r"\b(?:has died|have died|later died|died|was (?:later )?(?:pronounced|declared|found|shot|stabbed) dead"
            r"|was (?:shot and |stabbed and |also |later )?killed"
            r"|did not survive|succumbed to (?:his|her|the) (?:injuries|wounds))\b"
        ),
    ),
    (
        Grade.SLIGHT,
        re.compile(
            r"\bnon-?(?: ?life[ -])?threatening (?:injur\w+|wounds?)|\bminor injur\w+"
            r"|\bslightly (?:injured|hurt|wounded)"
            r"|\b(?:not|wasn['’]t) (?:seriously|badly) (?:hurt|injured|wounded)"
        ),
    ),
    (
        Grade.CRITICAL,
        re.compile(
            r"\bin (?:very )?(?:critical|grave|critical but stable|stable but critical) condition\b"
            r"|\bfight(?:s|ing)? for (?:his|her) life\b"
            r"|\b(?<!non-)(?<!not )life-threatening (?:injur\w+|wounds?)|\bcritically (?:hurt|injured|wounded|ill)\b"
        ),
    ),
    (
        Grade.SERIOUS,
        re.compile(
            r"\bin (?:stable but )?serious condition\b|\bserious injur\w+"
            r"|\b(?:seriously|severely|badly) (?:hurt|injured|wounded)\b"
        ),
    ),
    (Grade.STABLE, re.compile(r"\bin (?:stable|fair|good|satisfactory) condition\b")),
    (
        Grade.SAFE,
        re.compile(
            r"\bout of danger\b|\bexpected to (?:survive|recover|live|make a full recovery|be (?:ok|okay|fine))\b"
        ),
    ),
    (
        Grade.UNHURT,
        re.compile(
            r"\b(?:unhurt|unharmed|uninjured)\b|\b(?:was not|wasn['’]t|but not) (?:injured|hurt|harmed|wounded)\b"
        ),
    ),
)
# The gravest word a report has for somebody is the one set beside the others'.
_GRAVE = (
    Grade.DEAD,
    Grade.CRITICAL,
    Grade.SERIOUS,
    Grade.SLIGHT,
    Grade.STABLE,
    Grade.SAFE,
    Grade.UNHURT,
)
# No two of these can be true of one person at one time; the others may follow one another.
_OPPOSED = {
    frozenset(pair)
    for one, others in (
        (Grade.DEAD, (Grade.SLIGHT, Grade.SAFE, Grade.STABLE, Grade.CRITICAL, Grade.SERIOUS, Grade.UNHURT)),
        (Grade.UNHURT, (Grade.CRITICAL, Grade.SERIOUS, Grade.SLIGHT)),
        (Grade.SLIGHT, (Grade.SERIOUS,)),
    )
    for pair in ((one, other) for other in others)
}
# One person by what reports call him or her.
_CHILD = "child"
_CALLED = {
    **dict.fromkeys(
        "boy girl baby infant toddler child teen teenager son daughter newborn youngster".split(), _CHILD
    ),
    **{
        word: word
        for word in """man woman guard driver pilot captain mother father brother sister wife husband gunman shooter
        suspect policeman policewoman soldier firefighter teacher bystander passenger cyclist motorcyclist pedestrian
        singer actor player coach climber skier hiker diver patient owner clerk cashier""".split()
    },
    "officer": "policeman",
    "deputy": "policeman",
    "trooper": "policeman",
    "attacker": "gunman",
}
_PRONOUNS = word_set("he she him her")
# Somebody told to have died long ago, of something else, or whose death is only feared.
_OTHERWISE = re.compile(
    r"\b(?:if|whether|would|could|might|may|nearly|almost|despite|earlier reports|who (?:also )?died|years? ago|people"
    r"|others|two|three|four|five|both|all|in (?:19|20)\d\d|every|after (?:his|her) \w+ died)\b"
)


def find_condition_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each person of whom two reports tell how he or she fared."""
    told: dict[str, dict[int, Claim]] = defaultdict(dict)
    for reading in event.readings:
        for who, claim in _conditions(strands, reading):
            mine = told[who]
            if reading.id not in mine or _GRAVE.index(claim.key) < _GRAVE.index(mine[reading.id].key):
                mine[reading.id] = claim
    # Named persons first: "the man" of the same reports is the one they name.
    shown: list[dict[int, Claim]] = []
    for who, found in sorted(told.items(), key=lambda item: (not item[0][:1].isupper(), item[0])):
        grades = {article: claim.key for article, claim in found.items()}
        if any(grades.items() <= {a: c.key for a, c in other.items()}.items() for other in shown):
            continue
        shown.append(found)
        called = who if who[:1].isupper() else f"the {who}"
        claims = [found[article] for article in sorted(found)]
        yield from compare_claims(event, f"What became of {called}?", "outcome", MAIN, claims, _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    grades = {claim.key for claim in claims}
    if any(pair <= grades for pair in _OPPOSED):
        return Relation.DIFFER
    if len(grades) > 1:
        return Relation.COMPATIBLE
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _conditions(strands: Strands, reading: Reading) -> Iterator[tuple[str, Claim]]:
    names = {claim.key[1]: claim.value.split()[-1] for claim in find_persons(reading)}
    for toponym in reading.toponyms:
        names.pop(toponym.surface.lower(), None)
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for grade, pattern in _GRADES:
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match is None or _OTHERWISE.search(reading.body, sentence.start, match.end()):
                continue
            who = _person(reading, number, match.start(), names)
            if who is not None:
                value = text_of(reading, match.start(), match.end())
                yield who, Claim(reading.id, number, match.start(), match.end(), value, grade)
                break


def _person(reading: Reading, number: int, end: int, names: Mapping[str, str]) -> str | None:
    """Return who is spoken of before ``end``: in its clause, else before that; of "she" in the sentence before."""
    words = reading.words[number]
    clauses = clause_numbers(reading.body, words)
    before = [(clause, word) for clause, word in zip(clauses, words, strict=True) if word.end <= end]
    for clause in sorted({clause for clause, _ in before}, reverse=True):
        held = [word for other, word in before if other == clause]
        if who := _first_person(held, names):
            return who
        if any(word.lower in _PRONOUNS for word in held):
            return _first_person([word for _, word in before], names) or (
                _first_person(reading.words[number - 1], names) if number else None
            )
    return None


def _first_person(words: Sequence[Word], names: Mapping[str, str]) -> str | None:
    for word in words:
        if word.text.endswith(("'s", "’s")):
            continue  # "the child's grandfather"
        if word.lower in _CALLED:
            return _CALLED[word.lower]
        if word.text[:1].isupper() and word.lower in names:
            return names[word.lower]
    return None
