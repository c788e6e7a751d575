"""Aircraft types in a text: designations by pattern, names by list, doubtful names by the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft import NATO_RANK
from archive.gazetteer.aircraft_cues import (
    AIRCRAFT_NOUNS,
    CONTEXT,
    FLIGHT_VERBS,
    FLYERS,
    MAKERS,
    OTHER_NOUNS,
    SPACE_WORDS,
    WEAK_CONTEXT,
)
from archive.gazetteer.aircraft_forms import (
    Candidate,
    find_candidates,
    has_company,
    has_digit,
    has_noun_after,
    is_written_loosely,
    with_naming_noun,
)
from archive.gazetteer.reading import find_addresses, stands_in
from archive.gazetteer.words import Word, split_words
from archive.records import AircraftMention

if TYPE_CHECKING:
    from archive.gazetteer.aircraft import AircraftCatalogue

# Words on either side that are read for context, and how many of them must speak of flying: with one, a
# Mr Mitchell and a Texan rancher come in on 11,000 news texts; check with
# `python -m benchmarks.gazetteer aircraft --data …`.
CONTEXT_REACH = 12
CONTEXT_NEEDED = 2
SAFE_CONFIDENCE, CONTEXT_CONFIDENCE, SIBLING_CONFIDENCE = 0.97, 0.85, 0.75


@dataclass(frozen=True, slots=True)
class _Sure:
    """Where the mentions beyond doubt begin and end, and their families."""

    starts: frozenset[int]
    ends: frozenset[int]
    families: frozenset[str]


def find_aircraft(text: str, catalogue: AircraftCatalogue) -> tuple[AircraftMention, ...]:
    """Return the aircraft types named in ``text``, ordered by start, none overlapping.

    Spans leave out the noun ("Apache" in "Apache attack helicopters") but
    where it makes the name ("Hip helicopter"). ``confidence`` is 0.97 for names that
    need no context, 0.85 for those their context vouches for, 0.75 for those that stand beside a sure one.
    """
    words = split_words(text)
    addresses = find_addresses(text)
    candidates = [
        candidate
        for candidate in find_candidates(words, catalogue)
        if not stands_in(addresses, words[candidate.first].start)
    ]
    beyond_doubt = [candidate for candidate in candidates if _is_sure(words, candidate)]
    sure = _Sure(
        frozenset(candidate.first for candidate in beyond_doubt),
        frozenset(candidate.last for candidate in beyond_doubt),
        frozenset(candidate.uses[0].type.family for candidate in beyond_doubt),
    )
    mentions = []
    for candidate in candidates:
        judged = None if _has_other_number(words, candidate) else _judge(words, candidate, sure)
        if judged is not None:
            last = with_naming_noun(words, candidate, catalogue)
            mentions.append(_mention(text, words, candidate, last, *judged))
    return tuple(mentions)


def _mention(
    text: str, words: list[Word], candidate: Candidate, last: int, confidence: float, reason: str
) -> AircraftMention:
    start, end = words[candidate.first].start, words[last - 1].end
    if _PLURAL_VARIANT.search(text[start:end]):
        end -= 1
    return AircraftMention(start, end, text[start:end], candidate.uses[0].type, confidence, (reason,))


# "Mirage 2000Ds": variant letters in capitals, then the plural's s, which is none of them.
_PLURAL_VARIANT = re.compile(r"\d[A-Z]{1,3}s\Z")


def _has_other_number(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a number follows that makes another type of the name: "Shahed 139", which is not known."""
    if candidate.last == len(words) or has_digit(words[candidate.first : candidate.last]):
        return False
    following = words[candidate.last]
    return (
        following.gap in {" ", "-", "\u00a0"} and following.surface.isdigit() and len(following.surface) > 1
    )


def _is_sure(words: list[Word], candidate: Candidate) -> bool:
    """Say whether the name needs nothing beside it, and nothing beside it speaks against it."""
    if not (candidate.uses[0].is_safe or (candidate.is_variant and candidate.uses[0].rank <= 2)):
        return False
    following = words[candidate.last] if candidate.last < len(words) else None
    if following is not None and following.gap == " " and following.key in OTHER_NOUNS:
        return False
    named = words[candidate.first : candidate.last]
    if has_digit(named):
        return not is_written_loosely(words, candidate.first, candidate.last) or _has_support(
            words, candidate
        )
    if _is_other_name(words, candidate):
        return False
    # One plain word may be anyone's name too (Kfir, Brabazon); somebody must fly near it.
    return len(named) > 1 or _has_support(words, candidate) or _is_vouched_for(words, candidate)


def _is_vouched_for(words: list[Word], candidate: Candidate) -> bool:
    """Say whether words of war or trade stand near, where the name is no place's ("at Concorde") and no acronym."""
    if words[candidate.first].surface.isupper():
        return False
    before = words[candidate.first - 1] if candidate.first else None
    if before is not None and (before.key in _PLACE_OR_TIME or before.key in {"la", "de", "du"}):
        return False
    return any(word.surface.islower() and word.key in WEAK_CONTEXT for word in _around(words, candidate))


def _around(words: list[Word], candidate: Candidate) -> list[Word]:
    low = max(0, candidate.first - CONTEXT_REACH)
    return words[low : candidate.first] + words[candidate.last : candidate.last + CONTEXT_REACH]


def _has_support(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a word of flying stands near, a maker before or an aircraft's noun after."""
    return _context_words(words, candidate) > 0 or has_company(words, candidate.first, candidate.last)


def _judge(
    words: list[Word],
    candidate: Candidate,
    sure: _Sure,
) -> tuple[float, str] | None:
    if candidate.first in sure.starts:
        return SAFE_CONFIDENCE, "a name of no other thing"
    following = words[candidate.last] if candidate.last < len(words) else None
    if following is not None and following.gap in {" ", "-"} and following.key in OTHER_NOUNS:
        return None
    if has_noun_after(words, candidate.last):
        return CONTEXT_CONFIDENCE, "an aircraft noun after it"
    if _is_other_name(words, candidate):
        return None
    if _is_acronym(words, candidate):
        return None
    is_nato = candidate.uses[0].rank == NATO_RANK
    made = candidate.first and words[candidate.first - 1].key in MAKERS and words[candidate.first].gap == " "
    if made and not is_nato:
        return CONTEXT_CONFIDENCE, "a maker's name before it"
    if _is_listed_with(words, candidate, sure):
        return SIBLING_CONFIDENCE, "listed with another aircraft"
    opens = candidate.first == 0 or any(sign in words[candidate.first].gap for sign in ".!?\n")
    if candidate.uses[0].type.family in sure.families and not opens:
        return SIBLING_CONFIDENCE, "a relative is named in the text"
    if _may_lean_on_context(words, candidate):
        if _context_words(words, candidate) >= CONTEXT_NEEDED:
            return CONTEXT_CONFIDENCE, "words of flying beside it"
        if _flies(words, candidate):
            return SIBLING_CONFIDENCE, "it flies"
    return None


# Endings of words for what is of a people ("Saudi" is among the flyers).
_OF_A_PEOPLE = ("an", "ish", "ese", "ian")


def _is_other_name(words: list[Word], candidate: Candidate) -> bool:
    """Say whether capitals beside the name make it a part of another: "Apache Software", "Ford Raptor"."""
    following = words[candidate.last] if candidate.last < len(words) else None
    if (
        following is not None
        and following.gap == " "
        and following.is_capitalised
        and not words[candidate.last - 1].possessive
        and following.key not in AIRCRAFT_NOUNS | MAKERS
    ):
        return True
    if candidate.first == 0 or words[candidate.first].gap != " ":
        return False
    before = words[candidate.first - 1]
    opens = candidate.first == 1 or any(sign in before.gap for sign in ".!?\n")
    return (
        before.is_capitalised
        and not before.possessive
        and not opens
        and before.key not in FLYERS | MAKERS
        and not before.key.endswith(_OF_A_PEOPLE)
    )


_COUNTING = frozenset(
    "the a an one two three four five six seven eight nine ten several another its their his".split()
)
_VERB_REACH = 3


def _flies(words: list[Word], candidate: Candidate) -> bool:
    """Say whether the name is counted or has an article, and a verb of flight follows: "The Chinook was flying"."""
    before = words[candidate.first - 1] if candidate.first else None
    if before is None or before.key not in _COUNTING or words[candidate.first].gap not in {" ", "\n"}:
        return False
    for word in words[candidate.last : candidate.last + _VERB_REACH]:
        if word.gap not in {" ", "\n"}:
            return False
        if word.surface.islower() and word.key in FLIGHT_VERBS:
            return True
    return False


def _is_acronym(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a name stands in capitals that the catalogue does not print so: NASA's VIPER."""
    surface = "".join(word.surface for word in words[candidate.first : candidate.last])
    return (
        surface.isupper() and surface.isalpha() and not any(use.printed.isupper() for use in candidate.uses)
    )


def _is_listed_with(words: list[Word], candidate: Candidate, sure: _Sure) -> bool:
    ends = sure.ends
    first, last = candidate.first, candidate.last
    if last < len(words) and words[last].key in {"and", "or"} and _opens_after_article(words, last + 1, sure):
        return True
    if first and (words[first].gap == ", " and first in ends):
        return True
    if first > 1 and words[first - 1].key in {"and", "or"} and first - 1 in ends:
        return True
    if last < len(words) and words[last].gap == ", " and last in sure.starts:
        return True
    if last + 1 < len(words) and words[last].key in {"and", "or"} and last + 1 in sure.starts:
        return True
    return _follows_article(words, first, sure)


def _follows_article(words: list[Word], first: int, sure: _Sure) -> bool:
    """Say whether "and a" or "and a Chinese" parts the name from a sure one."""
    number = first - 1
    if number >= 0 and words[number].is_capitalised and words[number].key.endswith(_OF_A_PEOPLE):
        number -= 1
    if number >= 0 and words[number].key in {"a", "an", "the"}:
        number -= 1
    return 0 <= number < first - 1 and words[number].key in {"and", "or"} and number in sure.ends


def _opens_after_article(words: list[Word], number: int, sure: _Sure) -> bool:
    return number + 1 < len(words) and words[number].key in {"a", "an", "the"} and number + 1 in sure.starts


def _may_lean_on_context(words: list[Word], candidate: Candidate) -> bool:
    """Say whether words of flying can vouch for the name.

    Not for NATO's names, which are ordinary words ("crashed in May"), nor after a preposition of place or time
    ("flew from York").
    """
    if candidate.uses[0].rank == NATO_RANK:
        return False
    if any(word.key in SPACE_WORDS for word in _around(words, candidate)):
        return False
    before = words[candidate.first - 1] if candidate.first else None
    return before is None or not (before.key in _PLACE_OR_TIME or before.surface.isdigit())


_PLACE_OR_TIME = frozenset(
    {"in", "from", "near", "to", "at", "of", "since", "until", "on", "over", "last", "next"}
)


def _context_words(words: list[Word], candidate: Candidate) -> int:
    around = _around(words, candidate)
    return len({word.key for word in around if word.surface.islower() and word.key in CONTEXT})
