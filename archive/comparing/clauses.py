"""Clauses of a sentence: what is said together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.comparing.reading import Reading
from archive.comparing.words import Word, word_set

_OPENERS = word_set(
    "when after as while because although though but before where which who whose until that following since"
)
_AFTER_COMMA = word_set(
    "and but which who with whose where while when as after before because although though or"
)
_MARKS = ".;:!?()—–"
_QUOTES = '"“”'


def clause_numbers(body: str, words: Sequence[Word]) -> list[int]:
    """Return, for each word of a sentence, the number of the clause it stands in, from 0."""
    numbers: list[int] = []
    clause = 0
    for index in range(len(words)):
        if index and _opens(body, words, index):
            clause += 1
        numbers.append(clause)
    return numbers


def _opens(body: str, words: Sequence[Word], index: int) -> bool:
    previous, word = words[index - 1], words[index]
    gap = body[previous.end : word.start]
    if gap == ":" and previous.text.isdigit():
        return False  # "10:30"
    if any(mark in gap for mark in _MARKS) and not (gap == ". " and len(previous.text) <= 3):
        return True
    if any(mark in gap for mark in _QUOTES) and "," in gap:
        return True
    if word.lower in _OPENERS:
        if word.lower in _PREPOSITIONS and _is_time(body, words, index + 1):
            return False
        return word.lower != "as" or not _compares(words, index)
    return "," in gap and (word.lower in _AFTER_COMMA or word.lower.endswith("ing"))


# "Shortly after 11 p.m.", "an hour before midnight", "until Friday": no clause of its own.
_PREPOSITIONS = word_set("after before until since")
_TIMES = word_set(
    """noon midday midnight dawn dusk sunrise sunset monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december christmas easter"""
)


_HALVES = word_set("a.m p.m am pm o'clock")


def _is_time(body: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether a time begins at a word: "11 p.m.", "4:20", "midnight", "Friday"."""
    if index >= len(words):
        return False
    word = words[index]
    if word.text.isdigit():
        following = words[index + 1].lower if index + 1 < len(words) else ""
        return following in _HALVES or body[word.end : word.end + 1] == ":"
    return word.lower in _TIMES or _AT_ONCE.fullmatch(word.lower) is not None


# "11pm".
_AT_ONCE = re.compile(r"\d{1,2}[ap]\.?m")


# "As much as $20 billion", "known as": no clause of its own.
_COMPARED = word_set(
    "much many well high low little few far long soon such same known seen described regarded as"
)


def _compares(words: Sequence[Word], index: int) -> bool:
    following = words[index + 1].lower if index + 1 < len(words) else ""
    return following in _COMPARED or words[index - 1].lower in _COMPARED


def clause_around(reading: Reading, sentence: int, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clauses of ``sentence`` that ``body[start:end]`` touches."""
    words = reading.words[sentence]
    numbers = clause_numbers(reading.body, words)
    touched = {
        number for number, word in zip(numbers, words, strict=True) if word.start < end and start < word.end
    }
    held = [word for number, word in zip(numbers, words, strict=True) if number in touched]
    if not held:
        return start, end
    return min(start, held[0].start), max(end, held[-1].end)
