"""Aircraft types in a text: designations by pattern, names by list, doubtful names by the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft import NATO_RANK
from archive.gazetteer.aircraft_context import (
    CONTEXT_NEEDED,
    OF_A_PEOPLE,
    count_context_words,
    flies,
    has_support,
    is_acronym,
    is_counted,
    is_figure_of_maker,
    is_other_name,
    is_vouched_for,
    may_lean_on_context,
    numbers_another_thing,
)
from archive.gazetteer.aircraft_cues import MAKERS, OTHER_NOUNS
from archive.gazetteer.aircraft_forms import (
    Candidate,
    find_candidates,
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
    beyond_doubt = [
        candidate
        for candidate in candidates
        if _is_sure(words, candidate) and not _is_ruled_out(words, candidate)
    ]
    sure = _Sure(
        frozenset(candidate.first for candidate in beyond_doubt),
        frozenset(candidate.last for candidate in beyond_doubt),
        frozenset(candidate.uses[0].type.family for candidate in beyond_doubt),
    )
    judged = {
        candidate: _judge(words, candidate, sure)
        for candidate in candidates
        if not _is_ruled_out(words, candidate)
    }
    _follow_lists(words, judged, sure)
    return tuple(
        _mention(text, words, candidate, with_naming_noun(words, candidate, catalogue), *judgement)
        for candidate, judgement in judged.items()
        if judgement is not None
    )


def _follow_lists(words: list[Word], judged: dict[Candidate, tuple[float, str] | None], sure: _Sure) -> None:
    """Take in what is listed with aircraft: designations and counted names ("747, 757", "two Tornados and a …")."""
    named = [candidate for candidate, judgement in judged.items() if judgement is not None]
    known = _Sure(
        frozenset(candidate.first for candidate in named) | sure.starts,
        frozenset(candidate.last for candidate in named) | sure.ends,
        sure.families,
    )
    for candidate, judgement in judged.items():
        has_figure = has_digit(words[candidate.first : candidate.last])
        may_follow = judgement is None and (has_figure or is_counted(words, candidate))
        if may_follow and not _names_other(words, candidate) and _is_listed_with(words, candidate, known):
            judged[candidate] = (SIBLING_CONFIDENCE, "listed with another aircraft")


def _is_ruled_out(words: list[Word], candidate: Candidate) -> bool:
    return (
        _has_other_number(words, candidate)
        or _runs_into_number(words, candidate)
        or numbers_another_thing(words, candidate)
    )


def _runs_into_number(words: list[Word], candidate: Candidate) -> bool:
    """Say whether the figures go on after a stop or comma: "Northfield, IL 4.9", "Middleville MI 1,200"."""
    if candidate.last == len(words) or not words[candidate.last - 1].surface[-1].isdigit():
        return False
    following = words[candidate.last]
    return following.gap in {".", ","} and following.surface[0].isdigit()


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
    if _names_other(words, candidate):
        return False
    named = words[candidate.first : candidate.last]
    if has_digit(named):
        return not is_written_loosely(words, candidate.first, candidate.last) or has_support(words, candidate)
    if is_other_name(words, candidate):
        return False
    # One plain word may be anyone's name too (Kfir, Brabazon); somebody must fly near it.
    return len(named) > 1 or has_support(words, candidate) or is_vouched_for(words, candidate)


def _names_other(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a noun follows that makes another thing of it: "M-16 rifles", "F100-FW-220 engines"."""
    number = candidate.last
    while number < len(words) and words[number].gap in {"-", "‑"} and words[number].key not in OTHER_NOUNS:
        number += 1
    return number < len(words) and words[number].gap in {" ", "-"} and words[number].key in OTHER_NOUNS


def _judge(
    words: list[Word],
    candidate: Candidate,
    sure: _Sure,
) -> tuple[float, str] | None:
    if candidate.first in sure.starts:
        return SAFE_CONFIDENCE, "a name of no other thing"
    if _names_other(words, candidate):
        return None
    if has_noun_after(words, candidate.last):
        return CONTEXT_CONFIDENCE, "an aircraft noun after it"
    if is_other_name(words, candidate):
        return None
    if is_acronym(words, candidate):
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
    if is_figure_of_maker(words, candidate):
        return CONTEXT_CONFIDENCE, "its maker is named beside it"
    if may_lean_on_context(words, candidate):
        if count_context_words(words, candidate) >= CONTEXT_NEEDED:
            return CONTEXT_CONFIDENCE, "words of flying beside it"
        if flies(words, candidate):
            return SIBLING_CONFIDENCE, "it flies"
    return None


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
    if number >= 0 and words[number].is_capitalised and words[number].key.endswith(OF_A_PEOPLE):
        number -= 1
    if number >= 0 and words[number].key in {"a", "an", "the"}:
        number -= 1
    return 0 <= number < first - 1 and words[number].key in {"and", "or"} and number in sure.ends


def _opens_after_article(words: list[Word], number: int, sure: _Sure) -> bool:
    return number + 1 < len(words) and words[number].key in {"a", "an", "the"} and number + 1 in sure.starts
