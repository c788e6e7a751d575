"""Whether a report says that what it tells of happened at a place, or only names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.gazetteer.cues import MODIFIERS, PLACE_NOUNS
from archive.records import Role

if TYPE_CHECKING:
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.words import Word

# Sentences of the lede: what happened, and where, stands there or nowhere.
LEDE_CHARACTERS = 600
# An event's word stands so many words before its place at most.
MAX_APART = 9
# What happened, in the words of ledes.
_EVENT_WORDS = frozenset(
    """
    crashed crash downed shot killed died struck hit attacked bombed exploded explosion blast shelled
    shelling raided ambushed stormed captured wounded collided derailed sank sunk burned collapsed
    fired fell landed ditched destroyed
    """.split()
)
# "Brought down".
_BROUGHT = frozenset("brought came come went gone gunned blown".split())
_PREPOSITIONS = frozenset("in near over outside at off inside above".split())
# Besides nouns of places and what modifies these: "over the rebel-held north of Syria".
_BETWEEN = MODIFIERS | PLACE_NOUNS | frozenset("a of rebel held government controlled port capital".split())
# Whose place it is that they speak from: "were killed, officials in Moscow said".
_SPEAKERS = frozenset(
    """
    official officials officer officers spokesman spokeswoman spokesperson spokespeople ministry minister ministers
    source sources diplomat diplomats reporter reporters correspondent correspondents journalist journalists analyst
    analysts embassy command headquarters office government authorities agency agencies network monitor
    """.split()
)


def role_of(reading: Reading, first: int) -> Role:
    """Return HAPPENED for "shot down in X" in the lede, else MENTIONED; the name begins with the word ``first``."""
    words, at = reading.words, first
    if words[first].start > LEDE_CHARACTERS:
        return Role.MENTIONED
    before = _before(reading, at)
    while before and at > first - MAX_APART and (before.key in _BETWEEN or before.is_capitalised):
        at -= 1
        before = _before(reading, at)
    if before is None or before.key not in _PREPOSITIONS:
        return Role.MENTIONED
    speaker = reading.before(at - 1)
    if speaker and speaker.key in _SPEAKERS:
        return Role.MENTIONED
    for number in range(at - 1, max(-1, at - MAX_APART), -1):
        if words[number].key in _EVENT_WORDS or _is_brought_down(reading, number):
            return Role.HAPPENED
        if reading.opens_sentence(number) or "," in words[number].gap:
            break
    return Role.MENTIONED


def _before(reading: Reading, number: int) -> Word | None:
    """Return the word before, one whose place it is among them: "Syria's Idlib"."""
    owner = reading.words[number - 1] if number else None
    is_owner = owner is not None and owner.possessive and reading.words[number].gap == " "
    return owner if is_owner else reading.before(number)


def _is_brought_down(reading: Reading, number: int) -> bool:
    before = reading.before(number)
    return reading.words[number].key == "down" and before is not None and before.key in _BROUGHT
