"""Which event each sentence tells: the event of the reports, one of its background, or neither."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.comparing.alignment import likeness
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading, lede_end, names_vehicle
from archive.comparing.incidents import HAPPENING, HAPPENING_NOUN, LOSS
from archive.comparing.reading import Reading
from archive.comparing.times import Grain, Time
from archive.comparing.words import word_set

# A loss told with a date this many days before the event is another loss. Set by judgement.
_APART_DAYS = 4
# Two background passages of two reports tell one event from this likeness on. Of 0.05, 0.1, 0.17, 0.25 and 0.3 only
# this one joins all the background of the seeds, so it rests on one event; rerun `benchmarks.comparing claims`.
_SAME_BACKGROUND = 0.17
_ABOARD = word_set("aboard onboard crew crewmembers pilots passengers occupants")
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(slots=True)
class Background:
    """An event told inside the reports: its sentences per report, and the aircraft it is named for."""

    sentences: dict[int, list[int]]
    families: set[str] = field(default_factory=set)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Strands:
    """``group(article, sentence)`` of every sentence that tells an event."""

    groups: dict[tuple[int, int], str]
    backgrounds: tuple[str, ...]

    def sentences(self, reading: Reading, group: str) -> tuple[int, ...]:
        """Return the numbers of the sentences of one report that tell ``group``."""
        return tuple(n for n in range(len(reading.sentences)) if self.groups.get((reading.id, n)) == group)


def find_strands(event: EventReading) -> Strands:
    """Return the strands of an event's reports; a sentence of neither event nor background has none."""
    passages: list[Background] = []
    for reading in event.readings:
        passages.extend(_background_passages(event, reading))
    merged = _merge(event, passages)
    groups: dict[tuple[int, int], str] = {}
    names: list[str] = []
    for background in merged:
        background.name = _name(event, background, names)
        names.append(background.name)
        for article, sentences in background.sentences.items():
            groups.update(((article, number), background.name) for number in sentences)
    for reading in event.readings:
        for number in range(len(reading.sentences)):
            if (reading.id, number) not in groups and _tells_event(event, reading, number):
                groups[reading.id, number] = MAIN
    return Strands(groups, tuple(names))


def _background_passages(event: EventReading, reading: Reading) -> list[Background]:
    passages: list[Background] = []
    last: tuple[int, int] | None = None
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or sentence.end <= lede_end(reading):
            continue
        families = _other_families(event, reading, number)
        if _is_background(event, reading, number, families):
            passages.append(Background({reading.id: [number]}, families))
            last = (sentence.paragraph, number)
        elif last == (sentence.paragraph, number - 1) and not _returns(event, reading, number):
            passages[-1].sentences[reading.id].append(number)
            last = (sentence.paragraph, number)
    return passages


_AGO = re.compile(r"\b(?:weeks|months?|years?) (?:ago|earlier|before)\b")


def _is_background(event: EventReading, reading: Reading, number: int, families: set[str]) -> bool:
    text = reading.sentence_text(number)
    has_loss = LOSS.search(text) is not None
    if has_loss and _AGO.search(text) and not _names_main(event, reading, number):
        return True
    if len(families) > 1 and ";" in text:
        return False  # a list of losses tells none of them
    if (
        families
        and (has_loss or event.tells_deaths(reading, number))
        and not _names_main(event, reading, number)
    ):
        return True
    happens = HAPPENING.search(text) or HAPPENING_NOUN.search(text)
    if not has_loss and not (happens and event.tells_deaths(reading, number)):
        return False
    return any(_is_long_before(event.day, time, reading.body) for time in _times(reading, number))


# "The deadliest since it began its intervention last September": the date bounds a stretch that lasts until today.
_SINCE = re.compile(r"\bsince\b[^.;\n]*$")
_SINCE_REACH = 80


def _is_long_before(day: dt.date | None, time: Time, body: str) -> bool:
    if day is None or time.grain is Grain.WEEK:
        return False
    if _SINCE.search(body, max(0, time.start - _SINCE_REACH), time.start):
        return False
    return (day - time.last).days >= _APART_DAYS


def _times(reading: Reading, number: int) -> tuple[Time, ...]:
    sentence = reading.sentences[number]
    return reading.times_in(sentence.start, sentence.end)


def _other_families(event: EventReading, reading: Reading, number: int) -> set[str]:
    sentence = reading.sentences[number]
    return {
        mention.type.family
        for mention in reading.aircraft_in(sentence.start, sentence.end)
        if event.families and mention.type.family not in event.families
    }


def _names_main(event: EventReading, reading: Reading, number: int) -> bool:
    sentence = reading.sentences[number]
    return any(
        mention.type.family in event.families for mention in reading.aircraft_in(sentence.start, sentence.end)
    )


def _returns(event: EventReading, reading: Reading, number: int) -> bool:
    """Tell whether a sentence leaves the background for the event of the day."""
    if _names_main(event, reading, number):
        return True
    return any(
        event.day is not None and time.grain is Grain.DAY and (event.day - time.last).days < _APART_DAYS
        for time in _times(reading, number)
    )


def _merge(event: EventReading, passages: Sequence[Background]) -> list[Background]:
    merged: list[Background] = []
    for passage in passages:
        home = next((other for other in merged if passage.families & other.families), None)
        if home is None and not passage.families:
            home = _likest(event, merged, passage)
        elif home is None:
            home = _likest(event, [other for other in merged if not other.families], passage)
        if home is None:
            merged.append(passage)
            continue
        home.families |= passage.families
        for article, sentences in passage.sentences.items():
            home.sentences.setdefault(article, []).extend(sentences)
    return merged


def _likest(event: EventReading, others: Sequence[Background], passage: Background) -> Background | None:
    scored = [(_passage_likeness(event, other, passage), other) for other in others]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _SAME_BACKGROUND else None


def _passage_likeness(event: EventReading, one: Background, other: Background) -> float:
    return likeness(_held(event, one), _held(event, other), event.weights)


def _held(event: EventReading, passage: Background) -> frozenset[str]:
    held: set[str] = set()
    for article, sentences in passage.sentences.items():
        held.update(*(event.concepts[article][number] for number in sentences))
    return frozenset(held)


def _name(event: EventReading, background: Background, taken: Sequence[str]) -> str:
    """Name a background event as readers do: "Mi-25, July"."""
    readings = {reading.id: reading for reading in event.readings}
    types: list[str] = []
    months: list[str] = []
    vehicles: list[str] = []
    for article, sentences in background.sentences.items():
        reading = readings[article]
        for number in sentences:
            sentence = reading.sentences[number]
            types += [
                mention.type.name
                for mention in reading.aircraft_in(sentence.start, sentence.end)
                if mention.type.family not in event.families
            ]
            months += [
                _MONTHS[time.first.month - 1]
                for time in reading.times_in(sentence.start, sentence.end)
                if time.grain in (Grain.MONTH, Grain.DAY) and time.first.month == time.last.month
            ]
            vehicles += [concept(word) for word in reading.words[number] if names_vehicle(reading, number)][
                :1
            ]
    month = months[0] if len(set(months)) == 1 else ""
    base = types[0] if types else ("earlier loss" if vehicles else "earlier event")
    name = ", ".join(part for part in (base, month) if part)
    return name if name not in taken else f"{name} ({len(taken) + 1})"


def _tells_event(event: EventReading, reading: Reading, number: int) -> bool:
    if not reading.sentences[number].is_prose or _is_summary(event, reading, number):
        return False
    if event.vehicle is None:
        return True
    return (
        event.vehicle in event.concepts[reading.id][number]
        or _names_main(event, reading, number)
        or (event.tells_deaths(reading, number) and reading.sentences[number].end <= lede_end(reading))
        or any(word.lower in _ABOARD for word in reading.words[number])
        or "on board" in reading.sentence_text(number)
    )


def _is_summary(event: EventReading, reading: Reading, number: int) -> bool:
    """Tell whether a sentence counts losses over time instead of telling one."""
    return any(
        quantity.sentence == number and (quantity.is_toll or quantity.is_ordinal)
        for quantity in event.quantities[reading.id]
    )
