"""Figures of any kind in a report: shares, sizes, sums, counted things that no word list knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept
from archive.comparing.counted import is_no_count
from archive.comparing.lexicon import AFTER, BEFORE, MEASURE_UNITS, PEOPLE, TIME_UNITS
from archive.comparing.numbers import Bound, Number, parse_number
from archive.comparing.quantities import with_bound
from archive.comparing.reading import Reading
from archive.comparing.words import IRREGULAR, STOPWORDS, Word, is_content, stem, word_set

# A noun phrase after a number is read this far ("59 Tomahawk cruise missiles").
_PHRASE_WORDS = 4
# What stands this near to a figure says what it is the figure of ("turnout was 71 percent").
_NEAR_WORDS = 6
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_MONEY = word_set(
    "dollar euro pound yen rupee taka yuan baht won rand naira peso rouble ruble shekel lira franc krona dirham riyal"
    " shilling cedi kwacha real zloty forint"
)
_PERCENT = "percent"
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALES = word_set("hundred thousand million billion trillion percent per cent pct")
_NO_NOUNS = word_set(
    "a.m p.m am pm gmt local others more other times third thirds quarter quarters half halves sources sides"
)
# Numbers as parts of names: "Warehouse 12", "Flight 302", "Resolution 2254".
_NUMBERED = re.compile(r"[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, ``body[start:end]``, with what it counts or measures and what stands near it.

    ``unit`` is a concept; ``noun`` the counted noun as printed; ``of`` the concepts of what is measured ("tonnes of
    maize"); ``near`` those of its clause within a few words; ``clause`` all of its clause.
    """

    article: int
    sentence: int
    start: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: str
    noun: str
    of: frozenset[str]
    near: frozenset[str]
    clause: frozenset[str]

    @property
    def key(self) -> tuple[float, float, Bound]:
        """Return the value as counts are compared."""
        return self.low, self.high, self.bound

    @property
    def is_measure(self) -> bool:
        """Tell a length, a share or a sum from a count."""
        return self.is_share or self.unit in MEASURE_UNITS

    @property
    def is_share(self) -> bool:
        """Tell a share or a sum of money."""
        return self.unit == _PERCENT or self.is_sum

    @property
    def is_sum(self) -> bool:
        """Tell a sum of money."""
        return self.unit in _MONEY

    @property
    def is_time(self) -> bool:
        """Tell a stretch of time."""
        return self.unit in TIME_UNITS


def find_figures(reading: Reading) -> Iterator[Figure]:
    """Yield the figures of a report in order; counts of people, dates and clock times are not among them."""
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose:
            continue
        taken = [(item.start, item.end) for item in reading.aircraft_in(sentence.start, sentence.end)]
        taken += [(item.start, item.end) for item in reading.times_in(sentence.start, sentence.end)]
        taken += [(item.start, item.end) for item in reading.clock_times_in(sentence.start, sentence.end)]
        words = reading.words[number]
        clauses = clause_numbers(reading.body, words)
        index = 0
        while index < len(words):
            figure, index = _read(reading, number, words, clauses, index, taken)
            if figure is not None:
                yield figure


def _read(
    reading: Reading,
    sentence: int,
    words: Sequence[Word],
    clauses: Sequence[int],
    index: int,
    taken: Sequence[tuple[int, int]],
) -> tuple[Figure | None, int]:
    word = words[index]
    hyphened = _hyphened(word, index)
    number = hyphened or parse_number(words, index)
    if number is None or any(start < word.end and word.start < end for start, end in taken):
        return None, index + 1
    if (
        _YEAR.fullmatch(word.text)
        or number.is_ordinal
        or (hyphened is None and is_no_count(reading.body, words, number))
        or _is_numbered(words, index)
        or _is_known_pair(words, index)
    ):
        return None, number.last
    unit, noun, last = _unit(reading.body, words, number)
    if unit is None:
        return None, number.last
    first, bound = with_bound(words, number)
    start = words[first].start
    if first == number.first and unit in _CURRENCIES.values():
        start -= 1
    of = _complement(words, last)
    near = [
        place
        for place in range(max(0, first - _NEAR_WORDS), min(len(words), last + _NEAR_WORDS))
        if clauses[place] == clauses[number.first] and not first <= place < last
    ]
    held = [place for place in range(len(words)) if clauses[place] == clauses[number.first]]
    figure = Figure(
        reading.id,
        sentence,
        start,
        max(words[last - 1].end, words[number.last - 1].end),
        number.low,
        number.high,
        bound,
        unit,
        noun,
        of,
        _concepts(words, near) - {unit},
        _concepts(words, held) - {unit},
    )
    return figure, max(last, number.last)


def _concepts(words: Sequence[Word], places: Sequence[int]) -> frozenset[str]:
    return frozenset(
        concept(words[place])
        for place in places
        if is_content(words[place])
        and parse_number(words, place) is None
        and words[place].lower not in _SCALES
    )


def _is_numbered(words: Sequence[Word], index: int) -> bool:
    """Tell "Warehouse 12": the number is part of a name."""
    return (
        index > 1
        and words[index].text[:1].isdigit()
        and _NUMBERED.fullmatch(words[index - 1].text) is not None
        and words[index - 1].lower not in STOPWORDS
    )


# "A 320-kilometre border", "a 12-point declaration"; ages are read elsewhere.
_HYPHENED = re.compile(r"(?P<figure>\d{1,6}(?:\.\d{1,2})?)-(?P<unit>[a-z]{3,12})")
_NO_UNITS = word_set("year month day strong old odd plus seat foot storey story")


def _hyphened(word: Word, index: int) -> Number | None:
    match = _HYPHENED.fullmatch(word.lower)
    if match is None or match["unit"] in _NO_UNITS:
        return None
    value = float(match["figure"])
    return Number(index, index + 1, value, value)


# One unit, however spelled.
_UNIT_NAMES = {
    stem(name): stem(unit)
    for unit, names in {
        "kilometre": "km kilometer kilometers kilometres",
        "metre": "meter meters metres",
        "litre": "liter liters litres",
        "mile": "miles",
        "ton": "tons tonne tonnes",
        "kilogram": "kg kilograms",
    }.items()
    for name in names.split()
}


def _is_known_pair(words: Sequence[Word], index: int) -> bool:
    """Tell "the two companies", "both brothers": people and things spoken of before, not counted."""
    before = words[index - 1].lower if index else ""
    return words[index].lower == "both" or (
        words[index].lower in _PAIRS and before in ("the", "these", "those")
    )


_PAIRS = word_set("two three four")


def _unit(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    """Return what a number counts: its concept, as printed, and where the phrase ends; ``None`` when unknown."""
    match = _HYPHENED.fullmatch(words[number.first].lower)
    if match is not None:
        named = stem(match["unit"])
        return _UNIT_NAMES.get(named, named), match["unit"] + "s", number.last
    unit, noun, last = _unit_around(body, words, number)
    return _UNIT_NAMES.get(unit, unit) if unit else unit, noun, last


def _unit_around(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    first, last = words[number.first], words[number.last - 1]
    sign = body[first.start - 1 : first.start]
    if sign in _CURRENCIES and sign:
        return _CURRENCIES[sign], _CURRENCIES[sign] + "s", number.last
    if body[last.end : last.end + 1] == "%":
        return _PERCENT, _PERCENT, number.last
    before = [word.lower for word in words[max(0, number.first - 2) : number.first]]
    if "magnitude" in before:
        return stem("magnitude"), "magnitude", number.last
    following = [word.lower for word in words[number.last : number.last + 2]]
    if following[:1] in (["percent"], ["pct"]):
        return _PERCENT, _PERCENT, number.last + 1
    if following == ["per", "cent"]:
        return _PERCENT, _PERCENT, number.last + 2
    if following == ["of", "the"] and number.last + 2 < len(words):
        whole = parse_number(words, number.last + 2)
        if whole is not None:  # "97 of the 193 seats": of 193, but 97 are meant
            unit, noun, _ = _counted_noun(body, words, whole)
            return unit, noun, number.last
    if before[-1:] == ["the"] and number.first > 1 and before[0] == "of":
        return None, "", number.last
    return _counted_noun(body, words, number)


def _counted_noun(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    found: int | None = None
    for index in range(number.last, min(len(words), number.last + _PHRASE_WORDS)):
        word = words[index]
        if body[words[index - 1].end : word.start] != " ":
            break
        if word.lower in _NO_NOUNS or word.lower in STOPWORDS or word.lower in AFTER or word.lower in BEFORE:
            break
        if word.lower.endswith("ly") or word.lower in IRREGULAR:
            break
        if word.stem in PEOPLE:
            return None, "", number.last
        if parse_number(words, index) is not None:
            break
        if (singular := word.lower.removesuffix("s")) in _MONEY:
            return singular, word.lower, index + 1
        if word.stem in TIME_UNITS or word.stem in MEASURE_UNITS:
            return word.stem, word.lower, index + 1
        if word.lower.endswith("s") and not word.lower.endswith(("ss", "us", "'s", "’s")):
            found = index
        elif found is not None:
            break
    if found is None:
        return None, "", number.last
    noun = body[words[number.last].start : words[found].end]
    return concept(words[found]), noun, found + 1


def _complement(words: Sequence[Word], last: int) -> frozenset[str]:
    """Return the concepts of what is measured: "2,750 tonnes of ammonium nitrate"."""
    if last >= len(words) or words[last].lower != "of":
        return frozenset()
    held: list[int] = []
    for place in range(last + 1, min(len(words), last + 4)):
        if words[place].lower in STOPWORDS and words[place].lower != "the":
            break
        held.append(place)
    return _concepts(words, held)
