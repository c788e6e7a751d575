"""How old people are said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.concepts import concept, concept_set
from archive.comparing.event_reading import LEDE_SENTENCES, MAIN, EventReading, lede_end
from archive.comparing.numbers import parse_number
from archive.comparing.reading import Reading
from archive.comparing.words import find_words, word_set
from archive.records import ClaimRow

_NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_NAME = r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'.-]{1,30}){0,3}"
# "Esther Phiri, 59," and "Phiri, a 58-year-old".
_AFTER_NAME = re.compile(
    rf"\b(?P<name>{_NAME})(?:, an? (?P<age>\d{{1,3}})-year-old\b|(?:, aged|,| is| was| turned) (?P<bare>\d{{1,3}})"
    r"(?=[,.;)]| years old\b))"
)
# "59-year-old Esther Phiri", "three-year-old girl".
_CHILD = "girl|boy|man|woman|child|baby|infant|toddler|student|brother|sister|son|daughter|teen|teenager|cousin|suspect"
_BEFORE = re.compile(
    rf"\b(?P<age>{_NUMBER_WORD})[- ](?P<unit>years?|months?)[- ]old"
    rf" (?P<who>(?:[A-Z][\w’'-]{{1,30}} )?(?:[a-z-]+ )?(?:{_CHILD})|{_NAME}|[a-z]{{1,30}})\b"
)
_IS_PERSON = re.compile(rf"\b(?:{_CHILD})$")
# "The six-year-old fell": whoever the openings speak of.
_BARE = re.compile(
    rf"\b[Tt]he (?P<age>{_NUMBER_WORD})-year-old(?=,| [a-z]+(?:ed|s)?\b)(?! (?:[a-z-]+ )?(?:{_CHILD})\b)"
)
# "A girl of three".
_OF = re.compile(
    r"\b(?P<who>girl|boy|man|woman|child) of (?P<age>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b(?! the)"
)
_OLDEST = 115
_MONTHS_A_YEAR = 12
_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday"
)


def find_age_rows(event: EventReading) -> Iterator[ClaimRow]:
    """Yield a row for each person whose age two reports give."""
    people: dict[str, tuple[str, list[Claim]]] = {}
    told: set[tuple[int, int]] = set()
    found = [age for reading in event.readings for age in _ages(event, reading)]
    names = {key for key, _, _ in found}
    for key, shown, claim in found:
        people.setdefault(_full_name(key, names), (shown, []))[1].append(claim)
    for key in sorted(people):
        shown, claims = people[key]
        first: dict[int, Claim] = {}
        for claim in claims:
            first.setdefault(claim.article, claim)
        kept = list(first.values())
        if not key[:1].isupper():
            sentences = _EARLY if key in event.core else LEDE_SENTENCES
            kept = _in_ledes(event, kept, sentences)
            if not _is_one(event, people, kept, sentences) or (key in _SEVERAL and len(_values(kept)) > 1):
                continue
        for row in compare_claims(event, f"How old is {shown}?", "age", MAIN, kept, judge_keys):
            told |= {(cell.article, cell.start) for cell in row.cells}
            yield row
    yield from _equal_rows(event, found, told)


def _equal_rows(
    event: EventReading, found: Sequence[tuple[str, str, Claim]], told: set[tuple[int, int]]
) -> Iterator[ClaimRow]:
    """Yield a row for each age that two reports give somebody in other words: "the boy", "Shawn Johnson, 16"."""
    for age in sorted({claim.key for _, _, claim in found}):
        mine = [(key, shown, claim) for key, shown, claim in found if claim.key == age]
        if any((claim.article, claim.start) in told for _, _, claim in mine):
            continue
        sexes = {
            _SEXES[concept(find_words(key)[-1])]
            for key, _, _ in mine
            if concept(find_words(key)[-1]) in _SEXES
        }
        names = {key for key, _, _ in mine if _NAME_OF_ONE.fullmatch(key)}
        nouns = [shown for key, shown, _ in mine if _IS_PERSON.search(key)]
        if len(sexes) > 1 or len(names) > 1 or not (names or nouns):
            continue  # two persons of one age
        shown = names.pop() if names else nouns[0]
        claims = list({claim.article: claim for _, _, claim in reversed(mine)}.values())
        yield from compare_claims(event, f"How old is {shown}?", "age", MAIN, claims, judge_keys)


_NAME_OF_ONE = re.compile(r"[A-Z][a-zà-öø-ÿ’'-]+(?: (?!County|Town)[A-Z][\w’'-]*\.?){1,3}")
_SEXES = {
    **dict.fromkeys(concept_set("boy man brother son father husband uncle"), "he"),
    **dict.fromkeys(concept_set("girl woman sister daughter mother wife aunt"), "she"),
}


def _values(claims: Sequence[Claim]) -> set[object]:
    return {claim.key for claim in claims}


# Of these a report may speak of several: two ages are two persons' rather than two opinions.
_SEVERAL = concept_set("man woman student brother sister teen teenager cousin suspect")
# Whom most openings speak of is meant by "the boy" a little longer.
_EARLY = 4


def _in_ledes(event: EventReading, claims: Sequence[Claim], sentences: int = LEDE_SENTENCES) -> list[Claim]:
    """Return the claims told in the openings: "the boy" of a later paragraph may be another."""
    ends = {reading.id: lede_end(reading, sentences) for reading in event.readings}
    return [claim for claim in claims if claim.start < ends[claim.article]]


def _full_name(name: str, names: set[str]) -> str:
    """Return the only longer name that ends in ``name`` ("Phiri"), else the name itself."""
    longer = [other for other in names if other.endswith(f" {name}")]
    return longer[0] if len(longer) == 1 else name


def _is_one(
    event: EventReading,
    people: dict[str, tuple[str, list[Claim]]],
    claims: Sequence[Claim],
    sentences: int,
) -> bool:
    """Tell whether "the boy" is one boy: no opening gives somebody else the age that another gives him."""
    ages = _values(claims)
    told = {
        (claim.article, claim.key)
        for _, others in people.values()
        for claim in _in_ledes(event, others, sentences)
        if claim not in claims
    }
    return not any((claim.article, age) in told for claim in claims for age in ages - {claim.key})


def _spoken_of(event: EventReading) -> str:
    """Return the one child, man or woman that most openings speak of, an empty string if there is not one."""
    spoken = [name for name in _CHILD.split("|") if concept(find_words(name)[0]) in event.core]
    return spoken[0] if len({concept(find_words(name)[0]) for name in spoken}) == 1 else ""


def _ages(event: EventReading, reading: Reading) -> Iterator[tuple[str, str, Claim]]:
    whose = _spoken_of(event)
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose:
            continue
        for pattern in (_AFTER_NAME, _BEFORE, _OF, _BARE):
            for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                who = whose if pattern is _BARE else match["name" if pattern is _AFTER_NAME else "who"]
                part = "bare" if pattern is _AFTER_NAME and match["bare"] else "age"
                age = parse_number(find_words(match[part]), 0)
                if not who or age is None or age.high > _OLDEST or who.split()[-1].lower() in _MONTHS:
                    continue
                is_named = who[:1].isupper() and not _IS_PERSON.search(who)  # "Detroit boy"
                if not (is_named or _IS_PERSON.search(who) or concept(find_words(who)[-1]) in event.core):
                    continue
                key = who if is_named else concept(find_words(who)[-1])
                shown = who if is_named else f"the {who.split()[-1]}"
                if is_named and reading.toponyms_in(*match.span("who" if pattern is _BEFORE else "name")):
                    continue  # "a 22-year-old Woodville man"
                start, end = match.span(part)
                years = age.low
                if pattern is _BEFORE and match["unit"].startswith("month"):
                    years, end = age.low / _MONTHS_A_YEAR, match.end("unit")
                yield key, shown, Claim(reading.id, number, start, end, text_of(reading, start, end), years)
