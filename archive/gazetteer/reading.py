"""A text as the gazetteer reads it: its words, what they may name, and what stands around each."""

from __future__ import annotations

import bisect
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from archive.gazetteer.cues import STOPPED
from archive.gazetteer.sightings import Sighting, find_sightings
from archive.gazetteer.words import Word, is_joined, split_words

if TYPE_CHECKING:
    from archive.gazetteer.places import PlaceGazetteer

_SENTENCE_SIGNS = re.compile(r"[.!?…;:\n|•]")
# Web and mail addresses, handles and tags are told by a stretch without white space.
_STRETCH = re.compile(r"\S+")
_DOMAIN = re.compile(r"\w\.(?:com|org|net|ru|gov|co\.uk|info|tv)(?:/|\W?\Z)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """A text's words and sightings, with questions the evidence asks of them."""

    text: str
    words: list[Word]
    sightings: list[Sighting]
    first_names: frozenset[str] = field(repr=False)
    common_words: frozenset[str] = field(repr=False)

    @cached_property
    def sighting_at(self) -> dict[int, Sighting]:
        """Return the sighting that covers each word, by the word's number."""
        return {number: found for found in self.sightings for number in range(found.first, found.last)}

    @cached_property
    def key_counts(self) -> Counter[str]:
        """Return how often each name is sighted."""
        return Counter(sighting.key for sighting in self.sightings)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Return the words that the text prints in lower case somewhere."""
        return frozenset(word.key for word in self.words if word.surface.islower())

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Return the spans of web and mail addresses, handles and tags."""
        return find_addresses(self.text)

    @cached_property
    def shouting(self) -> frozenset[int]:
        """Return the numbers of words in lines that are all capitals or a headline's capitals throughout."""
        return frozenset(
            number
            for start, end in self._lines()
            if self.text[self.words[end - 1].end : self.words[end - 1].end + 1] not in {".", "!", "?"}
            if _is_shouted(self.words[start:end])
            for number in range(start, end)
        )

    def opens_sentence(self, number: int) -> bool:
        """Say whether the word begins a sentence, a line or a quotation."""
        if number == 0:
            return True
        gap, before = self.words[number].gap, self.words[number - 1]
        if not _SENTENCE_SIGNS.search(gap):
            return any(sign in gap for sign in '“"«—*') or gap == ""
        stopped = gap.startswith(".") and (before.key in STOPPED or len(before.key) == 1)
        return "\n" in gap or not stopped

    def before(self, number: int) -> Word | None:
        """Return the word that stands before, in the same sentence and parted by nothing but a space."""
        if number == 0 or not self._is_near(number):
            return None
        return self.words[number - 1]

    def after(self, number: int) -> Word | None:
        """Return the word after number - 1, in the same sentence and parted by nothing but a space."""
        if number >= len(self.words) or not is_joined(self.words[number - 1], self.words[number]):
            return None
        return self.words[number]

    def _is_near(self, number: int) -> bool:
        word, before = self.words[number], self.words[number - 1]
        if is_joined(before, word) or (before.possessive and word.gap in {"'s ", "’s "}):
            return True
        return word.gap == ". " and (before.key in STOPPED or len(before.key) == 1)

    def _lines(self) -> list[tuple[int, int]]:
        starts = [number for number, word in enumerate(self.words) if number == 0 or "\n" in word.gap]
        return list(zip(starts, [*starts[1:], len(self.words)], strict=True))


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of web and mail addresses, handles and tags in ``text``."""
    return [match.span() for match in _STRETCH.finditer(text) if _is_address(match[0])]


def _is_address(stretch: str) -> bool:
    if "@" in stretch or "://" in stretch or "#" in stretch[:2] or stretch[:5].lower().endswith("www."):
        return True
    return "." in stretch and _DOMAIN.search(stretch) is not None


def stands_in(spans: list[tuple[int, int]], start: int) -> bool:
    """Say whether the character at ``start`` lies in one of the ordered ``spans``."""
    number = bisect.bisect_right(spans, (start, sys.maxsize)) - 1
    return number >= 0 and spans[number][0] <= start < spans[number][1]


def read_text(
    text: str, places: PlaceGazetteer, first_names: frozenset[str], common_words: frozenset[str]
) -> Reading:
    """Return ``text`` as read."""
    words = split_words(text)
    return Reading(text, words, find_sightings(words, places), first_names, common_words)


def _is_shouted(words: list[Word]) -> bool:
    long_words = [word for word in words if len(word.surface) > 3 and word.surface[0].isalpha()]
    return len(long_words) >= 3 and all(word.is_capitalised for word in long_words)
