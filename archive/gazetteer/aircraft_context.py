"""What the words around an aircraft's name say of it: that somebody flies, or that it is another thing's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft import NATO_RANK
from archive.gazetteer.aircraft_cues import (
    AIRCRAFT_NOUNS,
    BAND_WORDS,
    CONTEXT,
    COUNTED,
    CRASH_VERBS,
    FLIGHT_VERBS,
    FLYERS,
    LABELS,
    MAKERS,
    MEDICAL_WORDS,
    NAMESAKE_NOUNS,
    ROAD_WORDS,
    SPACE_WORDS,
    SPORT_WORDS,
    WARE_WORDS,
    WEAK_CONTEXT,
)
from archive.gazetteer.aircraft_forms import has_company, has_digit, has_noun_after
from archive.gazetteer.cues import SPEECH_VERBS
from archive.gazetteer.designators import designator_key

if TYPE_CHECKING:
    from archive.gazetteer.aircraft_forms import Candidate
    from archive.gazetteer.words import Word

# Words on either side that are read for context, and how many of them must speak of flying: with one, a
# Mr Mitchell and a Texan rancher come in on 11,000 news texts; check with
# `python -m benchmarks.gazetteer aircraft --data …`.
CONTEXT_REACH = 12
CONTEXT_NEEDED = 2

_PLACE_OR_TIME = frozenset(
    {"in", "from", "near", "to", "at", "of", "since", "until", "on", "over", "last", "next"}
)
_COUNTING = frozenset(
    "the a an one two three four five six seven eight nine ten several another its their his".split()
)
_VERB_REACH = 3
# Endings of words for what is of a people ("Saudi" is among the flyers).
OF_A_PEOPLE = ("an", "ish", "ese", "ian")
# Letters and figures that also number roads, and those that also number proteins and vitamins.
_ROAD_LIKE = re.compile(r"[abm]\d{1,3}[a-z]?\Z")
_PROTEIN_LIKE = re.compile(r"(?:il|cd|[a-z])\d{1,2}[a-z]?\Z")


def has_support(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a word of flying stands near, a maker before or an aircraft's noun after."""
    return count_context_words(words, candidate) > 0 or has_company(words, candidate.first, candidate.last)


def count_context_words(words: list[Word], candidate: Candidate) -> int:
    """Return how many different words of flying stand around the name."""
    return len(_lower_around(words, candidate) & CONTEXT)


def is_vouched_for(words: list[Word], candidate: Candidate) -> bool:
    """Say whether words of war or trade stand near, where the name is no place's ("at Concorde") and no acronym."""
    if words[candidate.first].surface.isupper():
        return False
    before = words[candidate.first - 1] if candidate.first else None
    if before is not None and (before.key in _PLACE_OR_TIME or before.key in {"la", "de", "du"}):
        return False
    return bool(_lower_around(words, candidate) & WEAK_CONTEXT)


def numbers_another_thing(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a designation numbers a gate, a road, a protein or a telephone, and nothing flies near it."""
    if not has_digit(words[candidate.first : candidate.last]):
        return False
    before = words[candidate.first - 1] if candidate.first else None
    is_label = before is not None and before.key in LABELS and before.gap != "-"
    if is_label and words[candidate.first].gap == " ":
        return not has_noun_after(words, candidate.last)
    if has_support(words, candidate):
        return False
    around = {word.key for word in _around(words, candidate)}
    key = designator_key("".join(word.key for word in words[candidate.first : candidate.last]))
    if around & ROAD_WORDS and _ROAD_LIKE.match(key):
        return True
    if around & MEDICAL_WORDS and _PROTEIN_LIKE.match(key):
        return True
    return bool(around & WARE_WORDS)


def is_other_name(words: list[Word], candidate: Candidate) -> bool:
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
        and not before.key.endswith(OF_A_PEOPLE)
    )


def is_acronym(words: list[Word], candidate: Candidate) -> bool:
    """Say whether a name stands in capitals that the catalogue does not print so: NASA's VIPER."""
    surface = "".join(word.surface for word in words[candidate.first : candidate.last])
    return (
        surface.isupper() and surface.isalpha() and not any(use.printed.isupper() for use in candidate.uses)
    )


def flies(words: list[Word], candidate: Candidate) -> bool:
    """Say whether the name is counted or has an article, and a verb of flight follows: "The Chinook was flying".

    A verb of crashing is enough where an aircraft is spoken of nearby: "A Puma crashed; the helicopter had left".
    """
    if not is_counted(words, candidate):
        return False
    may_crash = bool(_lower_around(words, candidate) & AIRCRAFT_NOUNS)
    for word in words[candidate.last : candidate.last + _VERB_REACH]:
        if word.gap not in {" ", "\n"}:
            return False
        if word.key in FLIGHT_VERBS or (may_crash and word.key in CRASH_VERBS):
            return True
    return False


def is_counted(words: list[Word], candidate: Candidate) -> bool:
    """Say whether an article, a figure in words or an owner stands before the name: "two Tornados"."""
    before = words[candidate.first - 1] if candidate.first else None
    return before is not None and before.key in _COUNTING and words[candidate.first].gap in {" ", "\n"}


def may_lean_on_context(words: list[Word], candidate: Candidate) -> bool:
    """Say whether words of flying can vouch for the name.

    Not for NATO's names, which are ordinary words ("crashed in May"), nor for a bare name that opens its sentence
    ("Puma shares fell"), nor after a preposition of place or time ("flew from York"), nor where the text around
    speaks of space, sport or what the name is of else ("the Sentinel said").
    """
    if candidate.uses[0].rank == NATO_RANK:
        return False
    named = words[candidate.first : candidate.last]
    if any(word.key in SPACE_WORDS for word in _around(words, candidate)):
        return False
    if _lower_around(words, candidate) & (SPORT_WORDS | BAND_WORDS):
        return False
    if named[0].key in SPACE_WORDS or _is_another_by_next(words, candidate):
        return False
    before = words[candidate.first - 1] if candidate.first else None
    if before is None or any(sign in named[0].gap for sign in ".!?\n;:"):
        return has_digit(named) or _is_plural(candidate, named)
    if named[0].surface.isdigit() and _has_series(words, candidate):
        return True
    if named[0].surface.isdigit() and not _is_plural(candidate, named):
        # "747 flights" and "737 of them" are counts; "the 747", "Boeing's 747" are not.
        return before.key in _COUNTING or before.possessive
    return not (before.key in _PLACE_OR_TIME or before.surface.isdigit())


def is_figure_of_maker(words: list[Word], candidate: Candidate) -> bool:
    """Say whether bare figures stand near the maker's name and a word of flying: "a rival to Boeing's new 747"."""
    named = words[candidate.first : candidate.last]
    if not (len(named) == 1 and (named[0].surface.isdigit() or named[0].surface[:-1].isdigit())):
        return False
    before = words[candidate.first - 1] if candidate.first else None
    if before is not None and before.key in {"a", "another"} and count_context_words(words, candidate):
        # Of people and sums nobody says "a 737".
        return not _is_count_of(words, candidate.last)
    if not _is_plural(candidate, named) and (before is None or before.key not in _COUNTING | {"new", "and"}):
        return False
    makers = (candidate.uses[0].type.manufacturer or "").lower().split()
    near = {word.key for word in _around(words, candidate)}
    return bool(near & set(makers)) and bool(near & AIRCRAFT_NOUNS)


def _is_count_of(words: list[Word], number: int) -> bool:
    """Say whether what is counted follows figures: "a 747 dollar fee", "a 737-page report"."""
    following = words[number] if number < len(words) else None
    return following is not None and following.key in COUNTED


def _is_plural(candidate: Candidate, named: list[Word]) -> bool:
    final = named[-1].surface
    return final.endswith("s") and not any(use.printed.endswith("s") for use in candidate.uses)


def _has_series(words: list[Word], candidate: Candidate) -> bool:
    """Say whether letters of a series are joined to the figures: "747-SR"."""
    following = words[candidate.last] if candidate.last < len(words) else None
    return following is not None and following.gap in {"-", "‑"} and following.surface[:2].isupper()


def _is_another_by_next(words: list[Word], candidate: Candidate) -> bool:
    """Say whether the next word makes the name a person's, a paper's, an animal's or a storm's."""
    following = words[candidate.last] if candidate.last < len(words) else None
    if following is None or following.gap != " ":
        return False
    return following.key in NAMESAKE_NOUNS or following.key in SPEECH_VERBS


def _around(words: list[Word], candidate: Candidate) -> list[Word]:
    low = max(0, candidate.first - CONTEXT_REACH)
    return words[low : candidate.first] + words[candidate.last : candidate.last + CONTEXT_REACH]


def _lower_around(words: list[Word], candidate: Candidate) -> set[str]:
    """Return the keys of the words in lower case around the name."""
    return {word.key for word in _around(words, candidate) if word.surface.islower()}
