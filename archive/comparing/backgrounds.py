"""Events told inside the reports as their background: the sentences that tell each, and what it is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from archive.comparing.alignment import likeness
from archive.comparing.clauses import clause_around
from archive.comparing.concepts import concept
from archive.comparing.event_reading import EventReading, lede_end, names_vehicle
from archive.comparing.incidents import HAPPENING_NOUN, LOSS
from archive.comparing.reading import Reading
from archive.comparing.times import Grain, Time
from archive.comparing.words import find_words

# What is told with a date this many days before the event is another event. Set by judgement.
_APART_DAYS = 4
# Two background passages of two reports tell one event from this likeness on. Of 0.05, 0.1, 0.17, 0.25 and 0.3 only
# this one joins all the background of the seeds, so it rests on one event; rerun `benchmarks.comparing claims`.
_SAME_BACKGROUND = 0.17
# So little is enough where both are dated, and may have been on one day. By judgement.
_SAME_OF_DAY = 0.05


@dataclass(slots=True)
class Background:
    """An event told inside the reports: its sentences per report, and what is known of it.

    ``families`` are the aircraft it names, ``times`` the days it is told to have been on, ``nouns`` what it is called,
    by concept, as printed.
    """

    sentences: dict[int, list[int]]
    families: set[str] = field(default_factory=set)
    times: list[Time] = field(default_factory=list)
    nouns: dict[str, str] = field(default_factory=dict)
    has_vehicle: bool = False


def span_of(reading: Reading, number: int) -> tuple[int, int]:
    """Return where a sentence stands in the body."""
    return reading.sentences[number].start, reading.sentences[number].end


def find_backgrounds(event: EventReading) -> list[Background]:
    """Return the background events of an event's reports; one told by several of them is one."""
    opening = _opening_days(event)
    passages = [passage for reading in event.readings for passage in _passages(event, reading, opening)]
    return _merge(event, passages)


# --- what tells of another event ---------------------------------------------------------------------


def _passages(event: EventReading, reading: Reading, opening: frozenset[dt.date]) -> list[Background]:
    found: list[Background] = []
    last: tuple[int, int] | None = None
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or sentence.end <= lede_end(reading):
            continue
        families = _other_families(event, reading, number)
        times = _times_before(event, reading, number, opening)
        if _is_loss_before(event, reading, number, families, times):
            found.append(Background({reading.id: [number]}, families, times, has_vehicle=True))
            last = (sentence.paragraph, number)
        elif nouns := _dated_nouns(event, reading, number, times):
            has_vehicle = names_vehicle(reading, number)
            found.append(Background({reading.id: [number]}, families, times, nouns, has_vehicle))
            last = None
        elif last == (sentence.paragraph, number - 1) and not _returns(event, reading, number):
            found[-1].sentences[reading.id].append(number)
            last = (sentence.paragraph, number)
    return found


_AGO = re.compile(r"\b(?:weeks|months?|years?) (?:ago|earlier|before)\b")


def _is_loss_before(
    event: EventReading, reading: Reading, number: int, families: set[str], times: Sequence[Time]
) -> bool:
    """Tell whether a sentence tells how another vehicle was lost, or this kind of vehicle at another time."""
    text = reading.sentence_text(number)
    is_of_vehicle = event.vehicle is not None or bool(families) or names_vehicle(reading, number)
    has_loss = is_of_vehicle and LOSS.search(text) is not None
    if has_loss and _AGO.search(text) and not names_main(event, reading, number):
        return True
    if len(families) > 1 and ";" in text:
        return False  # a list of losses tells none of them
    if (
        families
        and (has_loss or event.tells_deaths(reading, number))
        and not names_main(event, reading, number)
    ):
        return True
    return has_loss and bool(times)


def _dated_nouns(event: EventReading, reading: Reading, number: int, times: Sequence[Time]) -> dict[str, str]:
    """Return what a sentence calls a happening that it dates before the event, in one clause with the date."""
    found: dict[str, str] = {}
    for time in times:
        if time.grain not in _TELLING_GRAINS or names_main(event, reading, number):
            continue
        begin, end = clause_around(reading, number, time.start, time.end)
        if _OF_ALL.search(reading.body, begin, end):
            continue
        for match in HAPPENING_NOUN.finditer(reading.body, begin, end):
            found.setdefault(concept(find_words(match[0])[0]), match[0].lower())
    return found


# A year alone dates statistics as often as an event.
_TELLING_GRAINS = (Grain.DAY, Grain.MONTH)
# "The deadliest attack since May", "one of 14 cases": a happening among many.
_OF_ALL = re.compile(
    r"\b(?:since|until|one of|each|every|total|number of|deadliest|latest|scheduled|planned|pending|expected|will)\b"
)


def _opening_days(event: EventReading) -> frozenset[dt.date]:
    """Return the days that reports open with."""
    return frozenset(
        time.first
        for reading in event.readings
        for time in reading.times_in(0, lede_end(reading))
        if time.grain is Grain.DAY
    )


def _times_before(
    event: EventReading, reading: Reading, number: int, opening: frozenset[dt.date]
) -> list[Time]:
    """Return the dates of a sentence that lie well before the event, and that no report opens with."""
    return [
        time
        for time in reading.times_in(*span_of(reading, number))
        if _is_long_before(event.day, time, reading.body)
        and not any(time.first <= day <= time.last for day in opening)
    ]


# "The deadliest since it began its intervention last September": the date bounds a stretch that lasts until today.
_SINCE = re.compile(r"\bsince\b[^.;\n]*$", re.IGNORECASE)
_SINCE_REACH = 80


def _is_long_before(day: dt.date | None, time: Time, body: str) -> bool:
    """Tell whether a date lies well before the event; the name of a weekday never does."""
    if day is None or time.grain is Grain.WEEK or time.weekday is not None:
        return False
    if _SINCE.search(body, max(0, time.start - _SINCE_REACH), time.start):
        return False
    return (day - time.last).days >= _APART_DAYS


def _other_families(event: EventReading, reading: Reading, number: int) -> set[str]:
    sentence = reading.sentences[number]
    return {
        mention.type.family
        for mention in reading.aircraft_in(sentence.start, sentence.end)
        if event.families and mention.type.family not in event.families
    }


def names_main(event: EventReading, reading: Reading, number: int) -> bool:
    """Tell whether a sentence names the aircraft of the event."""
    sentence = reading.sentences[number]
    return any(
        mention.type.family in event.families for mention in reading.aircraft_in(sentence.start, sentence.end)
    )


def _returns(event: EventReading, reading: Reading, number: int) -> bool:
    """Tell whether a sentence leaves the background for the event of the day."""
    sentence = reading.sentences[number]
    if names_main(event, reading, number):
        return True
    return any(
        event.day is not None and time.grain is Grain.DAY and (event.day - time.last).days < _APART_DAYS
        for time in reading.times_in(sentence.start, sentence.end)
    )


# --- one event in several reports --------------------------------------------------------------------


def _merge(event: EventReading, passages: Sequence[Background]) -> list[Background]:
    """Join what tells one event, the surest pair first, so that the order of the reports does not matter."""
    groups = dict(enumerate(passages[:_MOST_PASSAGES]))
    held = {key: _held(event, group) for key, group in groups.items()}
    scores = {
        (one, other): _sameness(event, groups[one], groups[other], held[one], held[other])
        for one, other in combinations(groups, 2)
    }
    while pair := max(scores, key=lambda pair: scores[pair], default=None):
        if not scores[pair]:
            break
        one, other = pair
        _join(groups[one], groups.pop(other))
        held[one] |= held.pop(other)
        scores = {
            (a, b): _sameness(event, groups[a], groups[b], held[a], held[b]) if one in (a, b) else score
            for (a, b), score in scores.items()
            if other not in (a, b)
        }
    return list(groups.values())


# Reports that tell more earlier events than this are lists of them; time grows with the square.
_MOST_PASSAGES = 60
# An aircraft's type is surer than any likeness, and so is a noun with its day.
_SAME_TYPE, _SAME_NOUN = 3.0, 1.0


def _sameness(
    event: EventReading,
    one: Background,
    other: Background,
    held_one: frozenset[str],
    held_other: frozenset[str],
) -> float:
    """Return how surely two backgrounds are one, 0.0 for not at all."""
    if bool(one.nouns) != bool(other.nouns):
        return 0.0
    alike = likeness(held_one, held_other, event.weights)
    may_be_one_day = any(a.first <= b.last and b.first <= a.last for a in one.times for b in other.times)
    if one.nouns:
        return _SAME_NOUN + alike if one.nouns.keys() & other.nouns.keys() and may_be_one_day else 0.0
    if one.families & other.families:
        return _SAME_TYPE
    if one.families and other.families:
        return 0.0
    if may_be_one_day:
        return alike if alike >= _SAME_OF_DAY else 0.0
    is_dated_apart = bool(one.times and other.times)
    # Reports may err in a date, but one report does not, and a type at least must say that it is no other vehicle.
    if is_dated_apart and (one.sentences.keys() & other.sentences or not one.families | other.families):
        return 0.0
    return alike if alike >= _SAME_BACKGROUND else 0.0


def _join(home: Background, passage: Background) -> None:
    home.families |= passage.families
    home.times += passage.times
    home.nouns = {name: home.nouns[name] for name in home.nouns.keys() & passage.nouns}
    home.has_vehicle |= passage.has_vehicle
    for article, sentences in passage.sentences.items():
        home.sentences.setdefault(article, []).extend(sentences)


def _held(event: EventReading, passage: Background) -> frozenset[str]:
    held: set[str] = set()
    for article, sentences in passage.sentences.items():
        held.update(*(event.concepts[article][number] for number in sentences))
    return frozenset(held)
