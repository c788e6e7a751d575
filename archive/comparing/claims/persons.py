"""Persons as reports name them: title, given name, surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.comparing.claims.claim import Claim, text_of
from archive.comparing.claims.offices import office_end
from archive.comparing.reading import Reading
from archive.comparing.words import word_set

_TITLE = (
    r"(?:(?:Lt|Gen|Col|Maj|Capt|Sgt|Adm|Brig|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Rev|Prof)\.?"
    r"|Lieutenant|General|Colonel|Major|Captain|Sergeant|Admiral|President|Prime Minister|Minister|Secretary of State"
    r"|Chancellor|Governor|Senator|Mayor|Judge|Rabbi|Sheriff|Bishop|Archbishop|Pope|King|Queen|Prince|Princess|Chief"
    r"|Superintendent|Detective|Officer|Professor"
    r"|(?:[A-Z][a-z]{2,20}(?:['’]s)? )?(?:[Ss]pokesman|[Ss]pokeswoman|[Ee]nvoy|[Aa]mbassador))"
)
# "McNamee", "DeStefano" hold a capital.
_NAME = r"[A-Z][a-zà-öø-ÿ’'-]+(?:[A-Z][a-zà-öø-ÿ]+)?"
_PART = rf"(?:{_NAME}|[A-Z]\.|de|al|bin|van|von|el|da|dos)"
_PERSON = re.compile(rf"(?P<title>(?:{_TITLE},? ){{1,3}})?(?P<name>{_NAME}(?: {_PART}){{1,4}})")
_TITLED = re.compile(rf"(?P<title>(?:{_TITLE} ){{1,3}})(?P<name>{_NAME}(?: {_PART}){{0,4}})")
_INNER = re.compile(rf"['’]s |\b{_TITLE}\b")
_NOT_NAMES = word_set(
    """the a an on in at it he she they we this that these those but and for with from after before when
    while last first monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december united north south east west new
    islamic state army air force front center centre ministry defense defence council party group
    international airport observatory rights demands house street city province region department civil"""
)
# Spellings of one surname differ by this much at most, and only in names long enough to tell.
_MOST_EDITS = 2
_LEAST_LETTERS = 5
_LEAST_GIVEN = 6


def find_persons(reading: Reading) -> Iterator[Claim]:
    """Yield the persons a report names, titles counted in; the key is given name, surname, whether titled."""
    for number, sentence in enumerate(reading.sentences):
        seen: set[int] = set()
        for pattern in (_PERSON, _TITLED):
            for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                claim = _person(reading, number, match)
                if claim is not None and claim.end not in seen:
                    seen.add(claim.end)
                    yield claim


def _person(reading: Reading, number: int, match: re.Match[str]) -> Claim | None:
    name = match["name"].removesuffix("'s").removesuffix("’s")
    office = office_end(name)  # "Zoo Director Thane Maynard": the name begins after the office
    name = name[office:]
    words = name.split()
    if words[-1] in ("Jr", "Sr", "Jr.", "Sr."):
        return None
    if any(word.lower() in _NOT_NAMES for word in words) or words[-1][0].islower():
        return None
    if _INNER.search(name):
        return None  # a title or a possessive inside: two names in a row
    start = match.start("name") + office
    end = start + len(name)
    if any(t.start == start and t.end == end for t in reading.toponyms_in(start, end)) or (
        len(words) == 1 and not (match["title"] or office)
    ):
        return None
    begin = match.start()
    given = words[0].lower() if len(words) > 1 else ""
    return Claim(
        reading.id,
        number,
        begin,
        end,
        text_of(reading, begin, end),
        (given, words[-1].lower(), bool(match["title"] or office)),
    )


def is_same_person(one: Claim, other: Claim) -> bool:
    """Tell whether two names are one person's, however titled or spelled."""
    given, surname, _ = one.key
    other_given, other_surname, _ = other.key
    if given and other_given:
        if given != other_given:
            return bool(surname == other_surname and _is_misspelled(given, other_given))
        shorter, longer = sorted((without_title(one).split(), without_title(other).split()), key=len)
        # "Luis Solis", "Luis Solis Rivera": a second surname; "Kim Jong Un", "Kim Jong Il": two persons.
        is_longer = len(shorter) < len(longer) and set(shorter) <= set(longer)
        return _alike(surname, other_surname) or is_longer
    return bool(surname == other_surname)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LEAST_LETTERS or one[0] != other[0]:
        return False
    return edit_distance(one, other, _MOST_EDITS) <= _MOST_EDITS


def _is_misspelled(one: str, other: str) -> bool:
    """Tell one given name in two spellings from those of two of a family."""
    is_long = min(len(one), len(other)) >= _LEAST_GIVEN
    return is_long and one[0] == other[0] and edit_distance(one, other, 1) <= 1


def edit_distance(one: str, other: str, most: int) -> int:
    """Return how many letters to change, add or drop to make ``one`` ``other``; ``most + 1`` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != against))
    return min(row[-1], most + 1)


def without_title(claim: Claim) -> str:
    """Return a person's name in lower case, titles gone."""
    match = _TITLED.fullmatch(claim.value) or _PERSON.fullmatch(claim.value)
    name = match["name"] if match else claim.value
    return name[office_end(name) :].lower().replace("’", "'").strip("'")
