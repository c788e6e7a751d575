"""Well-formed aircraft designators that the catalogue lacks, for an editor to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft_cues import CONTEXT, MAKERS, MEDICAL_WORDS, OTHER_NOUNS
from archive.gazetteer.aircraft_forms import has_noun_after
from archive.gazetteer.designators import designator_key
from archive.gazetteer.reading import find_addresses, stands_in
from archive.gazetteer.words import split_words

if TYPE_CHECKING:
    from archive.gazetteer.aircraft import AircraftCatalogue
    from archive.gazetteer.words import Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A maker's or a service's letters, a hyphen, a number, perhaps variant letters.
_STEM = re.compile(r"[A-ZА-Я][A-Za-zА-Яа-я]{0,3}\Z")
_NUMBER = re.compile(r"[1-9]\d{0,2}[A-ZА-Я]{0,3}\Z")
_HYPHENS = frozenset("-‐‑–")
# Different numbers the catalogue must know after letters for these to be an aircraft's: with two, "PL" and "HQ"
# (missiles) come in; with six, "Be" and "KJ" go.
ENOUGH_NUMBERS = 3
# Letters that missiles, guns, tanks, ships, roads and visas bear too.
_OTHERS = _words(
    """
    aa ag aim agm ak as bm bmp bmd brd btr bt cv ddg dd de fgm ffg fim gbu gp hk hms hq ied im is js k kh la lg
    lha lpd lst m mg mim mk mp ms mt no nr p pl pk pkm pkt rd rpg rpk rs rt sa saa sam sar sm ss ssn st tos tow
    u uk um un us vt ufo zu zsu
    """
)
# Letters of design bureaux and services that nothing else bears; all others want a word of flying near.
_AIRCRAFT_LETTERS = _words("mi ka su il an tu be yak mig uh ah mh ch mq rq kc kj")
_REACH = 12
_ENGINE_REACH = 4


@dataclass(frozen=True, slots=True)
class UnknownDesignator:
    """A designator as printed, ``text[start:end] == surface``; ``key`` is one for all its written forms."""

    start: int
    end: int
    surface: str
    key: str


def find_unknown_designators(text: str, catalogue: AircraftCatalogue) -> tuple[UnknownDesignator, ...]:
    """Return designators of ``text`` that look like an aircraft's and are not in ``catalogue``, in order.

    Letters that only aircraft bear (Ka, MiG, UH) are enough; single letters (J, F), and letters of no series that the
    catalogue knows, want a noun for aircraft right after or a maker right before, others a word of flying near.
    Weapons, roads, paper, proteins and vitamins are left out.
    """
    words = split_words(text)
    addresses = find_addresses(text)
    found = []
    for number in range(1, len(words)):
        stem, figures = words[number - 1], words[number]
        if figures.gap not in _HYPHENS or not _is_well_formed(words, number):
            continue
        key = designator_key(stem.key + figures.key)
        letters = designator_key(stem.key)
        if letters in _OTHERS or catalogue.is_designation(key):
            continue
        is_series = catalogue.number_counts.get(letters, 0) >= ENOUGH_NUMBERS
        if not (is_series or _is_called_aircraft(words, number)):
            continue
        if stands_in(addresses, stem.start) or not _is_aircraft_by_context(words, number):
            continue
        found.append(UnknownDesignator(stem.start, figures.end, text[stem.start : figures.end], key))
    return tuple(found)


def _is_well_formed(words: list[Word], number: int) -> bool:
    stem, figures = words[number - 1], words[number]
    if not (_STEM.match(stem.surface) and _NUMBER.match(figures.surface)):
        return False
    follows = words[number + 1] if number + 1 < len(words) else None
    # Neither in the middle of a longer code ("AB-Ka-62-7") nor before a stroke.
    return stem.gap[-1:] not in _HYPHENS | {"/", "."} and (
        follows is None or follows.gap[:1] not in _HYPHENS | {"/"} or not follows.surface[0].isdigit()
    )


def _is_aircraft_by_context(words: list[Word], number: int) -> bool:
    follows = words[number + 1] if number + 1 < len(words) else None
    if follows is not None and follows.gap == " " and follows.key in OTHER_NOUNS:
        return False
    if _is_of_engines(words, number + 1):
        return False
    letters = designator_key(words[number - 1].key)
    around = words[max(0, number - _REACH) : number + _REACH]
    if any(word.key in MEDICAL_WORDS for word in around):
        return _is_called_aircraft(words, number)
    if letters in _AIRCRAFT_LETTERS:
        return True
    if len(letters) > 1 and any(word.surface.islower() and word.key in CONTEXT for word in around):
        return True
    return _is_called_aircraft(words, number)


def _is_called_aircraft(words: list[Word], number: int) -> bool:
    """Say whether a maker stands right before, or a noun for aircraft right after: "YJ-300 drones"."""
    before = words[number - 2] if number >= 2 else None
    made = before is not None and before.key in MAKERS and words[number - 1].gap == " "
    return made or has_noun_after(words, number + 1)


def _is_of_engines(words: list[Word], number: int) -> bool:
    """Say whether what follows is an aircraft's engine: "CF-80C aircraft engines"."""
    return any(
        word.key in {"engine", "engines"} and word.gap == " "
        for word in words[number : number + _ENGINE_REACH]
    )
