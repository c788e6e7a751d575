"""What speaks against two sentences being one statement: a figure, a day, a "not"."""

from __future__ import annotations

import re

from archive.comparing.event_reading import EventReading
from archive.comparing.lexicon import State
from archive.comparing.numbers import parse_number
from archive.comparing.reading import Reading
from archive.comparing.words import find_words, word_set

_NEGATIONS = word_set(
    "not no never without denied denies deny refused refuses rejected neither nor nobody none cannot"
)

_HEDGES = word_set("assumed presumed feared believed allegedly reportedly apparently possibly likely")
# What was taken back was not done after all.
_UNDONE = word_set(
    "withdrew withdrawn withdraw cancelled canceled cancels dropped revoked rescinded retracted abandoned aborted"
)
# A picture's credit or caption is no statement.
CREDIT = re.compile(
    r"\bvia (?:AP|Reuters|Getty)\b|\b(?:AP|AFP|Reuters|Getty|EPA) ?/|/ ?(?:AP|AFP|Reuters|Getty|EPA)\b"
    r"|\bGetty Images\b|^FILE\b|\bfile photo\b|\bPhotographer:|\b(?:Buy )?Photo:|^Caption\b|^\(?Photo"
)


def is_contradicted(event: EventReading, one: Reading, i: int, other: Reading, j: int) -> bool:
    """Tell whether sentence ``i`` of one report says otherwise than sentence ``j`` of another, or is no prose."""
    if CREDIT.search(one.sentence_text(i)) or CREDIT.search(other.sentence_text(j)):
        return True
    if any(_holds(one, i, words) != _holds(other, j, words) for words in (_NEGATIONS, _HEDGES, _UNDONE)):
        return True
    figures = [_figures(event, one, i), _figures(event, other, j)]
    if any(figures[0][head].isdisjoint(figures[1][head]) for head in figures[0].keys() & figures[1].keys()):
        return True
    days = [_days(r, n) for r, n in ((one, i), (other, j))]
    return bool(days[0] and days[1] and days[0].isdisjoint(days[1]))


def tells_other_numbers(one: Reading, i: int, other: Reading, j: int) -> bool:
    """Tell whether both sentences hold numbers, and not the same ones."""
    numbers = [_numbers(r, n) for r, n in ((one, i), (other, j))]
    return bool(numbers[0] and numbers[1]) and numbers[0] != numbers[1]


_FIGURE = re.compile(r"\d{1,12}(?:[.,]\d{1,12})*")


def _numbers(reading: Reading, number: int) -> set[float]:
    """Return the numbers of a sentence, those in words with their units too ("80m-deep")."""
    words = reading.words[number]
    found = {parsed.low for index in range(len(words)) if (parsed := parse_number(words, index)) is not None}
    for word in words:
        if (figure := _FIGURE.match(word.text)) and figure.end() < len(word.text):
            found |= {parsed.low for w in find_words(figure[0])[:1] if (parsed := parse_number([w], 0))}
    return found


def _days(reading: Reading, number: int) -> set[object]:
    """Return the days a sentence names, and the weekdays by name: what will be "on Monday" is counted backwards."""
    sentence = reading.sentences[number]
    times = reading.times_in(sentence.start, sentence.end)
    return {(t.first, t.last) for t in times} | {t.weekday for t in times if t.weekday is not None}


def _holds(reading: Reading, number: int, words: frozenset[str]) -> bool:
    """Tell whether a sentence holds one of ``words``; "n't" is a "not"."""
    is_not = words is _NEGATIONS
    return any(
        word.lower in words or (is_not and word.lower.endswith("n't")) for word in reading.words[number]
    )


def _figures(event: EventReading, reading: Reading, number: int) -> dict[str, set[float]]:
    """Return the numbers of a sentence by what they count."""
    found: dict[str, set[float]] = {}
    for quantity in event.quantities[reading.id]:
        if quantity.sentence == number and quantity.state is not State.AGE:
            found.setdefault(quantity.people or quantity.head or "", set()).add(quantity.low)
    bare = _numbers(reading, number)
    if bare:
        found["any"] = bare
    return found
