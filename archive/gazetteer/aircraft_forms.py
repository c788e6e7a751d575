"""Stretches of a text that are written like an aircraft type's name, longest first, nothing decided yet."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft_cues import AIRCRAFT_NOUNS, BETWEEN, ENGLISH_STEMS, MAKERS
from archive.gazetteer.designators import designator_key

if TYPE_CHECKING:
    from archive.gazetteer.aircraft import AircraftCatalogue, FormUse
    from archive.gazetteer.words import Word

# Gaps within a name: none, a space, a hyphen of any kind, a stroke ("F/A-18").
_GAPS = frozenset({"", " ", "\u00a0", "\u202f", "-", "‐", "‑", "–", "/", "\n"})


LONGEST_NAME = 7


_NOUN_REACH = 4


# The last word of a designation with variant letters that begin with a capital: "8MT", "F16C", "24M2".
_VARIANT_WORD = re.compile(
    r"(?P<stem>[A-Za-zА-Яа-я]{0,5}\d{1,4})(?P<tail>[A-ZА-Я][^\W\d_]{0,5}\d{0,2}[^\W\d_]{0,2})\Z"
)


_VARIANT_TAIL = re.compile(r"\d{2,4}[A-Z]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` to ``last`` (half-open) of a text and what they may mean; ``is_variant`` by pattern."""

    first: int
    last: int
    uses: tuple[FormUse, ...]
    is_variant: bool = False


def find_candidates(words: list[Word], catalogue: AircraftCatalogue) -> list[Candidate]:
    """Return the candidates of ``words``, in order, none overlapping."""
    found: list[Candidate] = []
    position = 0
    while position < len(words):
        candidate = _longest_at(words, position, catalogue)
        if candidate is None:
            position += 1
        else:
            position = candidate.last
            if found and _continues(words, found[-1], candidate):
                candidate = Candidate(found[-1].first, candidate.last, found[-1].uses, found[-1].is_variant)
                found.pop()
            found.append(candidate)
    return found


def _continues(words: list[Word], one: Candidate, other: Candidate) -> bool:
    """Say whether two names of one type stand side by side: "Boeing 787-9 Dreamliner"."""
    beside = other.first == one.last and words[other.first].gap in {" ", "\u00a0"}
    return beside and one.uses[0].type.id == other.uses[0].type.id and not words[one.last - 1].possessive


def _longest_at(words: list[Word], first: int, catalogue: AircraftCatalogue) -> Candidate | None:
    if not (words[first].is_capitalised or words[first].surface[0].isdigit() or words[first].key == "jumbo"):
        return None
    last = first + 1
    while last < len(words) and last - first < LONGEST_NAME and words[last].gap in _GAPS:
        if words[last - 1].possessive:
            break
        last += 1
        # One word more than any form has may hold variant letters or a plural's s.
        if designator_key("".join(word.key for word in words[first:last])) not in catalogue.beginnings:
            break
    for end in range(last, first, -1):
        candidate = _read(words, first, end, catalogue)
        if candidate is not None:
            return _trimmed(words, candidate, catalogue)
    return None


def _read(words: list[Word], first: int, last: int, catalogue: AircraftCatalogue) -> Candidate | None:
    key = designator_key("".join(word.key for word in words[first:last]))
    uses = catalogue.forms.get(key)
    is_variant = False
    final = words[last - 1].surface
    if uses is None and key.endswith("s") and final.endswith("s"):
        uses = catalogue.forms.get(key[:-1])
    variant = _VARIANT_WORD.match(final)
    if uses is None and variant is not None and last - first <= 3:
        before = "".join(word.key for word in words[first : last - 1])
        stem = designator_key(before + variant["stem"])
        # H-6K is a variant of the H-6; H5N1 is none of the H-5.
        if len(stem) > 2 or (last - first == 2 and variant["tail"].isalpha() and len(variant["tail"]) == 1):
            uses = catalogue.variant_uses(stem + "x")
        is_variant = True
    if not uses or not _may_be_written_so(words, first, last, uses):
        return None
    candidate = Candidate(first, last, uses, is_variant)
    return _with_dash_number(words, candidate)


def _with_dash_number(words: list[Word], candidate: Candidate) -> Candidate:
    """Take in a dash number that the list does not hold: "A320-214", "737-8AS"."""
    last = candidate.last
    if last == len(words) or words[last].gap not in {"-", "‑"} or not has_digit(words[last - 1 : last]):
        return candidate
    if not _VARIANT_TAIL.match(words[last].surface):
        return candidate
    return Candidate(candidate.first, last + 1, candidate.uses, candidate.is_variant)


def _may_be_written_so(words: list[Word], first: int, last: int, uses: tuple[FormUse, ...]) -> bool:
    """Refuse words that only look like the form: "an 26", "hip", "in 5", a name across a sentence's end."""
    key = "".join(word.key for word in words[first:last])
    if key.isdigit() and not _is_printed_figure(words, first, last, uses):
        return False
    second = words[first + 1] if last - first > 1 else None
    if second is not None and words[first].key in {"a", "an", "the"} and second.gap in {" ", "\u00a0", "\n"}:
        return False
    if second is not None and second.surface[0].isdigit() and second.gap in {" ", "\u00a0", "\n"}:
        stem = words[first].surface
        if stem.lower() in ENGLISH_STEMS and not (stem.isupper() and len(stem) > 1):
            return False
        if len(stem) == 1 and last - first == 2 and not has_company(words, first, last):
            return False
    if not _is_joined_as_printed(words, first, last, uses):
        return False
    if has_digit(words[first:last]):
        return True
    if last - first > 1 and _is_company(words[last - 1]):
        return False
    if last - first > 1 and sum(len(word.key) for word in words[first:last]) < _SHORTEST_NAME:
        return False
    if not any(_has_as_many_words(use.printed, last - first) for use in uses) and any(
        not word.is_capitalised or len(word.surface) < _SHORTEST_PART or "." in word.surface
        for word in words[first:last]
    ):
        # "AMC as" is not the plural of AMCA, nor "D-R.I." the Dr.I; "Sea Hawk" is the Seahawk.
        return False
    return words[first].is_capitalised or any(use.printed[0].islower() for use in uses)


def _is_company(last: Word) -> bool:
    """Say whether the last word makes a firm's name: "Cougar Helicopters"."""
    is_plural = last.surface.endswith("s") and not last.surface.isupper()
    return is_plural and last.is_capitalised and last.key in AIRCRAFT_NOUNS


def _is_joined_as_printed(words: list[Word], first: int, last: int, uses: tuple[FormUse, ...]) -> bool:
    """Refuse a stroke that no form has ("A/H1N1", "9-1/2s") and a line's end within letters and figure ("O-H 6")."""
    for word, following in itertools.pairwise(words[first:last]):
        if following.gap == "/" and not any("/" in use.printed for use in uses):
            return len(words[first].key) == 1 and last - first == 2 and words[first + 1].surface.isdigit()
        if following.gap == "\n" and len(word.key) == 1:
            return False
    return True


def _is_printed_figure(words: list[Word], first: int, last: int, uses: tuple[FormUse, ...]) -> bool:
    """Say whether bare figures are written as a type's ("747-400"), not as a sum or a date ("9-1/2", "912")."""
    if last - first == 1:
        return any(use.printed.isdigit() for use in uses)
    return last - first == 2 and words[first + 1].gap in {"-", "‑"} and len(words[first].key) == 3


def has_company(words: list[Word], first: int, last: int) -> bool:
    """Say whether a maker stands before, or an aircraft noun after."""
    return (first > 0 and words[first - 1].key in MAKERS) or has_noun_after(words, last)


_SHORTEST_PART = 3
# Letters of a name of several words without a figure; the Dr.I is also a Democrat of Rhode Island.
_SHORTEST_NAME = 4
_PART = re.compile(r"[^\W_]+")


def _has_as_many_words(printed: str, number: int) -> bool:
    return len(_PART.findall(printed)) == number


def _trimmed(words: list[Word], candidate: Candidate, catalogue: AircraftCatalogue) -> Candidate:
    """Leave out the nouns at the end while what is left is still a name: "Lancet" of "Lancet drone"."""
    last = candidate.last
    while last - candidate.first > 1 and words[last - 1].surface.islower() and words[last - 1].key.isalpha():
        last -= 1
        key = designator_key("".join(word.key for word in words[candidate.first : last]))
        if key in catalogue.forms:
            return Candidate(candidate.first, last, candidate.uses, candidate.is_variant)
    return candidate


# Nouns without which a name that is an ordinary word is no type's: "a Hip" is nothing, "a Hip helicopter" is.
_NAMING_NOUNS = frozenset({"helicopter", "gunship"})


def with_naming_noun(words: list[Word], candidate: Candidate, catalogue: AircraftCatalogue) -> int:
    """Return the last word (half-open) of the name as printed, with the noun that makes it one.

    "Wildcat helicopter" is a name, and so is "U-2 spy plane", which the catalogue lists whole; "Apache attack
    helicopters", "Lancet drone" and the two-word "Sea King helicopter" are a name and what it is.
    """
    last = candidate.last
    alone = catalogue.forms.get(
        designator_key("".join(word.key for word in words[candidate.first : last])), ()
    )
    if last == len(words) or not alone or alone[0].is_safe:
        return last
    single = last - candidate.first == 1 and not has_digit(words[candidate.first : last])
    if single and words[last].gap == " " and words[last].key in _NAMING_NOUNS:
        return last + 1
    if has_digit(words[candidate.first : last]) and last + 2 <= len(words):
        key = designator_key("".join(word.key for word in words[candidate.first : last + 2]))
        if words[last].gap == words[last + 1].gap == " " and key in catalogue.forms:
            return last + 2
    return last


def has_noun_after(words: list[Word], number: int) -> bool:
    """Say whether a noun for aircraft follows, at most words such as "attack" between."""
    is_anti = number < len(words) and words[number].key == "anti"
    if number and words[number - 1].possessive:
        # "Hunter's plane" is a plane of his.
        return False
    for word in words[number : number + _NOUN_REACH]:
        if word.gap not in {" ", "-", "\u00a0"}:
            return False
        if word.key in AIRCRAFT_NOUNS and word.surface.islower():
            return not is_anti
        # "Falcon Heavy aircraft" is a rocket's name and a slip.
        if word.key not in BETWEEN or not word.surface.islower():
            return False
    return False


# Letters of design bureaux and services before a number, which mean an aircraft however they are joined to it.
PLAIN_LETTERS = frozenset("mi ka su il an tu be yak mig uh ah mh ch mq rq kc md dc eh".split())
_JOINED = re.compile(r"(?P<letters>[A-Za-zА-Яа-я]{1,3})(?P<digits>\d{1,2})(?:[^\W\d_]{1,4}\d?)?\Z")
_UNIT_LIKE = re.compile(r"\d+[a-z]{1,3}\Z")


def is_written_loosely(words: list[Word], first: int, last: int) -> bool:
    """Say whether a designation is written as phones, chips, paper and doses are too: "S2e", "B25", "F/22", "500mg".

    Such a one wants an aircraft's noun or maker beside it, a word of flying near, or a relative in the text.
    """
    if last - first == 2 and words[first + 1].gap == "/":
        return len(words[first].key) == 1 and words[first + 1].surface.isdigit()
    surface = words[first].surface
    if surface.lower() == "max" or (last - first == 2 and _is_postal(words, first)):
        return True
    if _UNIT_LIKE.match(surface):
        return True
    joined = _JOINED.match(surface)
    if joined is None or designator_key(joined["letters"]) in PLAIN_LETTERS:
        return False
    return len(joined["letters"]) == 1 or len(joined["digits"]) == 1


def _is_postal(words: list[Word], first: int) -> bool:
    """Say whether letters and figure are written as a state and a number too: "Northfield, IL 4", "MI 8"."""
    return words[first].surface.isupper() and len(words[first].key) == 2 and words[first + 1].gap == " "


def has_digit(words: list[Word]) -> bool:
    """Say whether any of the words holds a figure."""
    return any(sign.isdigit() for word in words for sign in word.surface)
