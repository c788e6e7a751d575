"""Numbers in figures and words: what they are worth, how exactly they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.comparing.words import Word

_UNITS = {
    name: number
    for number, name in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
            ),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    name: number * 10
    for number, name in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_POWERS = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
    "bn": 10**9,
    "m": 1_000_000,
}
_ORDINALS = {
    name: number
    for number, name in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        start=1,
    )
}
# "Dozens" promises two dozen or more; how many more nobody says.
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
# "Tens of thousands" promises two tens or more of them.
_MANY = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}
_OF_MANY = (["of", "thousands"], ["of", "millions"], ["of", "billions"])
# "A hundred and seventy-two": what follows "and" is below a hundred.
_LARGEST_REST = 100
_ORDINAL_FIGURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_FIGURE_RANGE = re.compile(r"(\d{1,6})[-–](\d{1,6})")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,4})?")


class Bound(StrEnum):
    """How exactly a number is told."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from words ``first`` up to ``last`` (half-open); ``low`` equals ``high`` unless it is a range."""

    first: int
    last: int
    low: float
    high: float
    bound: Bound = Bound.EXACT
    is_ordinal: bool = False


def parse_number(words: Sequence[Word], index: int) -> Number | None:
    """Read the number that begins at ``words[index]``, or return ``None``."""
    lower = words[index].lower
    if (many := _MANY.get(lower)) and [w.lower for w in words[index + 1 : index + 3]] in _OF_MANY:
        total = many * _POWERS[words[index + 2].lower.removesuffix("s")]
        return Number(index, index + 3, total, total, Bound.VAGUE)
    if lower in _VAGUE:
        return Number(index, index + 1, _VAGUE[lower], _VAGUE[lower], Bound.VAGUE)
    if (rank := _rank(lower)) is not None:
        return Number(index, index + 1, rank, rank, is_ordinal=True)
    if match := _FIGURE_RANGE.fullmatch(lower):
        low, high = int(match[1]), int(match[2])
        return Number(index, index + 1, low, high) if low < high else None
    single = _single(words, index)
    if single is None:
        return None
    last, value = single
    if last + 1 < len(words) and words[last].lower == "to":
        upper = _single(words, last + 1)
        if upper is not None and upper[1] > value:
            return Number(index, upper[0], value, upper[1])
    return Number(index, last, value, value)


def _rank(word: str) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    match = _ORDINAL_FIGURE.fullmatch(word)
    return int(match[1]) if match else None


def _single(words: Sequence[Word], index: int) -> tuple[int, float] | None:
    first = words[index].lower
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if first in ("a", "an") and following == "dozen":
        return index + 2, 12
    if (half := _half(words, index)) is not None:
        return half
    if first in ("a", "an") and following in ("hundred", "thousand"):
        return _with_rest(words, index + 2, _POWERS[following])
    value = _plain(first)
    if value is None:
        return None
    last = index + 1
    while last < len(words) and (words[last].lower in _POWERS or words[last].lower == "dozen"):
        value *= 12 if words[last].lower == "dozen" else _POWERS[words[last].lower]
        last += 1
    if first in _UNITS and last > index + 1:
        return _with_rest(words, last, value)
    return last, value


def _half(words: Sequence[Word], index: int) -> tuple[int, float] | None:
    """Read "half a million", "a half million"."""
    told = [word.lower for word in words[index : index + 3]]
    if told[:2] in (["half", "a"], ["a", "half"]) and told[2:] and told[2] in _POWERS:
        return index + 3, _POWERS[told[2]] / 2
    return None


def _with_rest(words: Sequence[Word], last: int, value: float) -> tuple[int, float]:
    """Add "and seventy-two" to "a hundred"."""
    rest = _plain(words[last + 1].lower) if last + 1 < len(words) and words[last].lower == "and" else None
    is_spelled = rest is not None and not words[last + 1].text[:1].isdigit()
    return (
        (last + 2, value + rest)
        if is_spelled and rest is not None and rest < _LARGEST_REST
        else (last, value)
    )


def _plain(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    if word == "both":
        return 2
    tens, _, unit = word.partition("-")
    if tens in _TENS and unit in _UNITS:
        return _TENS[tens] + _UNITS[unit]
    return float(word.replace(",", "")) if _FIGURE.fullmatch(word) else None
