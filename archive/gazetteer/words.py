"""Text cut into words that remember where they stood."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from archive.gazetteer.folding import SILENT_SIGNS, name_key

_MARKS = "\u0300-\u036f"
_INSIDE = re.escape(SILENT_SIGNS) + _MARKS
_WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[^\W_](?:[{_INSIDE}]*[^\W_])*[{_MARKS}]*",
)
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ][sS]\Z")
# What may stand between two words of one name: nothing but a space, a line's end, a hyphen or an abbreviation's stop.
_JOINING_GAPS = frozenset({" ", "\u00a0", "\u202f", "-", "‐", "‑", "–", "\n", "\r\n", ""})
_APOSTROPHES = frozenset("'’")
_ABBREVIATED = frozenset({"st", "ste", "mt", "ft"})


class Word(NamedTuple):
    """A word of a text, ``text[start:end] == surface``, without a possessive ending; ``key`` is folded.

    ``gap`` is what stands before it since the word before. ``is_capitalised`` says whether the first letter is a
    capital, or the one after a French article ("d'Ivoire").
    """

    start: int
    end: int
    surface: str
    key: str
    gap: str
    possessive: bool
    is_capitalised: bool


def split_words(text: str) -> list[Word]:
    """Return the words of ``text`` in order."""
    return list(_split(text))


# Places, aircraft and unknown designators are looked for one after another in the same text.
@lru_cache(maxsize=1)
def _split(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    last_end = 0
    for match in _WORD.finditer(text):
        surface, end = match[0], match.end()
        ending = _POSSESSIVE.search(surface) if surface[-1] in "sS" else None
        if ending is not None:
            surface, end = surface[: ending.start()], match.start() + ending.start()
        gap = text[last_end : match.start()]
        is_capitalised = surface[0].isupper() or (surface[1:2] in _APOSTROPHES and surface[2:3].isupper())
        words.append(
            Word(match.start(), end, surface, name_key(surface), gap, ending is not None, is_capitalised)
        )
        last_end = match.end()
    return tuple(words)


def is_joined(previous: Word, word: Word) -> bool:
    """Say whether two neighbouring words may belong to one name."""
    if previous.possessive:
        return False
    if word.gap in _JOINING_GAPS:
        return True
    return word.gap in {". ", "."} and previous.key in _ABBREVIATED
