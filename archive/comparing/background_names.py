"""What an event is called that reports tell as background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.backgrounds import Background, span_of
from archive.comparing.event_reading import EventReading
from archive.comparing.incidents import LOSS, loss_class
from archive.comparing.reading import Reading
from archive.comparing.times import Grain
from archive.comparing.words import STOPWORDS, word_set

_MONTHS = "January February March April May June July August September October November December".split()


def name_background(event: EventReading, background: Background, taken: Sequence[str]) -> str:
    """Name a background event as readers do, in the reports' words: "Mi-25, July", "nuclear test, January 2013"."""
    told = list(_sentences(event, background))
    types = [
        mention.type.name
        for reading, number in told
        for mention in reading.aircraft_in(*span_of(reading, number))
        if mention.type.family not in event.families and not _is_agent(reading, number, mention.start)
    ]
    nouns = sorted(background.nouns.values())
    # Of two told as often, the one told first.
    base = max(dict.fromkeys(types), key=types.count) if types else _in_full(told, nouns[0]) if nouns else ""
    base = base or _UNNAMED[_loss(told)]
    name = ", ".join(part for part in (base, _month(event, told)) if part)
    return name if name not in taken else f"{name} ({len(taken) + 1})"


_BY = re.compile(r"\bby\b[^,;:.]{0,60}$")


def _is_agent(reading: Reading, number: int, start: int) -> bool:
    """Say whether what stands there did it: "shot down by a Turkish Air Force F-16"."""
    return _BY.search(reading.body, span_of(reading, number)[0], start) is not None


# What the loss of a vehicle is called whose type no report gives.
_UNNAMED = {
    "shot down": "earlier downing",
    "sank": "earlier sinking",
    "crashed": "earlier crash",
    "derailed": "earlier derailment",
    "collided": "earlier collision",
    None: "earlier loss",
}


def _loss(told: Sequence[tuple[Reading, int]]) -> str | None:
    """Return how the vehicle was lost where all sentences that say it say the same."""
    found = {
        loss_class(match[0])
        for reading, number in told
        for match in LOSS.finditer(reading.body, *span_of(reading, number))
    }
    return found.pop() if len(found) == 1 and found <= _UNNAMED.keys() else None


def _sentences(event: EventReading, background: Background) -> Iterator[tuple[Reading, int]]:
    readings = {reading.id: reading for reading in event.readings}
    for article, sentences in background.sentences.items():
        for number in sentences:
            yield readings[article], number


def _month(event: EventReading, told: Sequence[tuple[Reading, int]]) -> str:
    """Return the month that all sentences with a date give, with its year where that is not the event's."""
    months = {
        (time.first.year, time.first.month)
        for reading, number in told
        for time in reading.times_in(*span_of(reading, number))
        if time.grain in (Grain.MONTH, Grain.DAY) and time.weekday is None
    }
    if len({month for _, month in months}) != 1:
        return ""
    years = {year for year, _ in months}
    month = _MONTHS[min(months)[1] - 1]
    is_same_year = event.day is None or years == {event.day.year}
    return month if is_same_year or len(years) > 1 else f"{month} {min(years)}"


_MODIFIER = re.compile(r"\b(?P<word>[^\W\d_]+) $")
# Words before a noun that name nothing: "another crash" is a crash.
_PLAIN = STOPWORDS | word_set(
    "similar first second third fourth fifth sixth last next earlier previous latest recent separate"
)


def _in_full(told: Sequence[tuple[Reading, int]], noun: str) -> str:
    """Return a noun with the word before it where every report has the same ("nuclear test")."""
    befores = set()
    for reading, number in told:
        start, end = span_of(reading, number)
        for match in re.finditer(rf"\b{re.escape(noun)}\b", reading.body[start:end].lower()):
            before = _MODIFIER.search(reading.body, start, start + match.start())
            befores.add(before["word"] if before and before["word"].lower() not in _PLAIN else "")
    return f"{befores.pop()} {noun}".strip() if len(befores) == 1 else noun
