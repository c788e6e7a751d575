"""Figures of any kind in a report: shares, sizes, sums, counted things that no word list knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept, word_concepts
from archive.comparing.counted import is_no_count
from archive.comparing.figure import Figure
from archive.comparing.lexicon import AFTER, BEFORE, MEASURE_UNITS, PEOPLE, TIME_UNITS
from archive.comparing.numbers import Bound, Number, parse_number
from archive.comparing.quantities import with_bound
from archive.comparing.reading import Reading
from archive.comparing.units import (
    CURRENCIES,
    HOUR,
    HYPHENED,
    MONEY,
    NO_UNITS,
    PER_HOUR,
    PERCENT,
    SCALED,
    SCALES,
    SPEEDS,
    STRETCHES,
    hours_in,
    unit_name,
)
from archive.comparing.words import IRREGULAR, STOPWORDS, Word, find_words, stem, word_set

# A noun phrase after a number is read this far ("59 Tomahawk cruise missiles").
_PHRASE_WORDS = 4
# So many people are a crowd, whatever happened to them; fewer are counted elsewhere, by what did.
_MANY_PEOPLE = 1_000
# What stands this near to a figure says what it is the figure of ("turnout was 71 percent").
_NEAR_WORDS = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALES = word_set("hundred thousand million billion trillion percent per cent pct")
_NO_NOUNS = word_set(
    "a.m p.m am pm gmt local others more other times third thirds quarter quarters half halves sources sides"
)
# Numbers as parts of names: "Warehouse 12", "Flight 302", "Resolution 2254".
_NUMBERED = re.compile(r"[A-Z][\w-]+")


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
        index, last = 0, None
        while index < len(words):
            figure, index = _read(reading, number, words, clauses, index, taken)
            if figure is not None and not (last and _is_converted(reading.body, last, figure)):
                last = figure
                yield figure


def _is_converted(body: str, before: Figure, figure: Figure) -> bool:
    """Tell "40 metres (131 feet)": the second figure is the first in another unit."""
    is_measured = before.is_measure and figure.is_measure and before.unit != figure.unit
    return is_measured and _IN_BRACKET.fullmatch(body, before.end, figure.start) is not None


_IN_BRACKET = re.compile(r"[\w% -]{0,20}\((?:about |around |nearly |over )?")


def _read(
    reading: Reading,
    sentence: int,
    words: Sequence[Word],
    clauses: Sequence[int],
    index: int,
    taken: Sequence[tuple[int, int]],
) -> tuple[Figure | None, int]:
    """Return the figure told at this word, if any, and the word to read on from."""
    word = words[index]
    hyphened = _hyphened(words, index)
    number = hyphened or parse_number(words, index)
    if (
        number is None
        or reading.body[word.end : word.end + 1].isalnum()
        or any(start < word.end and word.start < end for start, end in taken)
    ):
        return None, index + 1
    if (
        _YEAR.fullmatch(word.text)
        or number.is_ordinal
        or (hyphened is None and is_no_count(reading.body, words, number))
        or _is_numbered(reading.body, words, index)
        or _is_known_pair(words, index)
    ):
        return None, number.last
    unit, noun, last = _unit(reading.body, words, number)
    if unit is None and "," not in word.text:
        return None, number.last
    unit = unit or ""
    step = hours_in(unit) or 0.0
    of = _concepts(words, [last]) if hyphened and step and last < len(words) else _complement(words, last)
    figure = _figure(reading, sentence, clauses, number, last, unit, noun, of)
    return figure, max(last, number.last)


def _figure(
    reading: Reading,
    sentence: int,
    clauses: Sequence[int],
    number: Number,
    last: int,
    unit: str,
    noun: str,
    of: frozenset[str],
) -> Figure:
    """Return a number with its unit, which ends before the word ``last``, and what its clause holds."""
    words = reading.words[sentence]
    step = hours_in(unit) or 0.0
    first, bound = with_bound(words, number)
    start = words[first].start
    if first == number.first and reading.body[start - 1 : start] in CURRENCIES:
        start -= 1
    near = [
        place
        for place in range(max(0, first - _NEAR_WORDS), min(len(words), last + _NEAR_WORDS))
        if clauses[place] == clauses[number.first] and not first <= place < last
    ]
    held = [place for place in range(len(words)) if clauses[place] == clauses[number.first]]
    return Figure(
        reading.id,
        sentence,
        start,
        max(words[last - 1].end, words[number.last - 1].end),
        number.low * (step or 1.0),
        number.high * (step or 1.0),
        bound,
        HOUR if step else unit,
        noun,
        of,
        _concepts(words, near) - {unit},
        _concepts(words, held) - {unit},
        step,
        _is_conditioned(reading.body, words, held, start),
    )


# "Would have paid 26 percent", "down to 21 percent from 35", "14 cases since 2005": what is not so, a change, a
# stretch of time. Two such figures that differ may both be right.
_CONDITION = re.compile(
    r"\b(?:would(?: have)?|could|might)\b|\b(?:to|from) [$€£]?\d[\d.,]*%?(?: \w+){0,2} (?:from|to) [$€£]?\d"
    r"|\b(?:since|(?:in|over|during) the (?:past|last))\b"
)


def _is_conditioned(body: str, words: Sequence[Word], held: Sequence[int], start: int) -> bool:
    begin = min(start, words[held[0]].start)
    return _CONDITION.search(body, begin, words[-1].end) is not None


def _concepts(words: Sequence[Word], places: Sequence[int]) -> frozenset[str]:
    return frozenset(
        name
        for place in places
        if parse_number(words, place) is None and words[place].lower not in _SCALES
        for name in word_concepts(words[place])
    )


def _is_numbered(body: str, words: Sequence[Word], index: int) -> bool:
    """Tell "Warehouse 12": the number is part of a name."""
    return (
        index > 1
        and "," not in words[index].text
        and body[words[index - 1].end : words[index].start] == " "
        and words[index].text[:1].isdigit()
        and _NUMBERED.fullmatch(words[index - 1].text) is not None
        and words[index - 1].lower not in STOPWORDS
    )


def _is_known_pair(words: Sequence[Word], index: int) -> bool:
    """Tell "the two companies", "both brothers": people and things spoken of before, not counted."""
    before = words[index - 1].lower if index else ""
    return words[index].lower == "both" or (
        words[index].lower in _PAIRS and before in ("the", "these", "those")
    )


_PAIRS = word_set("two three four")


def _unit(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    """Return what a number counts: its concept, as printed, and where the phrase ends; ``None`` when unknown."""
    match = HYPHENED.fullmatch(words[number.first].lower)
    if match is not None:
        return unit_name(stem(match["unit"])), match["unit"] + "s", number.last
    scaled = SCALED.fullmatch(words[number.first].lower)
    if scaled is not None and scaled["unit"] in MONEY:
        return scaled["unit"], scaled["unit"] + "s", number.last
    unit, noun, last = _unit_around(body, words, number)
    unit = unit_name(unit) if unit else unit
    if unit in SPEEDS and (speed := PER_HOUR.match(body, words[last - 1].end)):
        inside = sum(word.start < speed.end() for word in words[last : last + 2])
        return SPEEDS[unit], f"{noun} an hour", last + inside
    return unit, noun, last


# "$70-a-share": what one of many costs.
_EACH = re.compile(r"(?P<figure>\d{1,9}(?:\.\d{1,2})?)-an?-[a-z]{2,12}")


def _hyphened(words: Sequence[Word], index: int) -> Number | None:
    if each := _EACH.fullmatch(words[index].lower):
        return Number(index, index + 1, float(each["figure"]), float(each["figure"]))
    if scaled := SCALED.fullmatch(words[index].lower):
        value = float(scaled["figure"]) * SCALES[scaled["scale"]]
        return Number(index, index + 1, value, value)
    match = HYPHENED.fullmatch(words[index].lower)
    if match is None or match["unit"] in NO_UNITS:
        return None
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if match["unit"] in ("year", "month", "day") and following not in STRETCHES:
        return None
    spelled = parse_number(find_words(match["figure"]), 0)
    return Number(index, index + 1, spelled.low, spelled.low) if spelled else None


def _unit_around(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    first, last = words[number.first], words[number.last - 1]
    sign = body[first.start - 1 : first.start]
    if sign in CURRENCIES and sign:
        return CURRENCIES[sign], CURRENCIES[sign] + "s", number.last
    if body[last.end : last.end + 1] == "%":
        return PERCENT, PERCENT, number.last
    before = [word.lower for word in words[max(0, number.first - 2) : number.first]]
    if "magnitude" in before:
        return stem("magnitude"), "magnitude", number.last
    following = [word.lower for word in words[number.last : number.last + 2]]
    if following[:1] in (["percent"], ["pct"]):
        return PERCENT, PERCENT, number.last + 1
    if following == ["per", "cent"]:
        return PERCENT, PERCENT, number.last + 2
    if following in (["of", "the"], ["of", "its"], ["of", "their"]) and number.last + 2 < len(words):
        whole = parse_number(words, number.last + 2)
        if whole is not None:  # "97 of the 193 seats": of 193, but 97 are meant
            unit, noun, _ = _counted_noun(body, words, whole)
            return unit, noun, number.last
    if number.first > 1 and before[0] == "of" and before[1] in ("the", "its", "their"):
        return None, "", number.last
    return _counted_noun(body, words, number)


def _counted_noun(body: str, words: Sequence[Word], number: Number) -> tuple[str | None, str, int]:
    found: int | None = None
    first = number.last
    if number.bound is Bound.VAGUE and first < len(words) and words[first].lower == "of":
        first += 1  # "hundreds of flights"
    for index in range(first, min(len(words), first + _PHRASE_WORDS)):
        word = words[index]
        if body[words[index - 1].end : word.start] != " ":
            break
        if word.lower in _NO_NOUNS or word.lower in STOPWORDS or word.lower in AFTER or word.lower in BEFORE:
            break
        if word.stem in PEOPLE:
            is_many = number.low >= _MANY_PEOPLE and PEOPLE[word.stem] in ("people", "civilian")
            return ("people" if is_many else None), "people", number.last
        if word.lower.endswith("ly") or word.lower in IRREGULAR:
            break
        if parse_number(words, index) is not None:
            break
        if (singular := word.lower.removesuffix("s")) in MONEY:
            return singular, word.lower, index + 1
        if word.stem in TIME_UNITS or word.stem in MEASURE_UNITS:
            return word.stem, word.lower, index + 1
        if word.lower.endswith("s") and not word.lower.endswith(("ss", "us", "'s", "’s")):
            found = index
        elif found is not None:
            break
    if found is None:
        return None, "", number.last
    noun = body[words[first].start : words[found].end]
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
