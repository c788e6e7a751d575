"""A report as the comparing room reads it: its sentences, words and times, each found once."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TypeVar

from archive.comparing.sentences import Sentence, split_sentences
from archive.comparing.times import Clock, Time, find_clock_times, find_times
from archive.comparing.words import Word, find_words
from archive.records import AircraftMention, Report, Toponym

# What stands beyond this many characters is not compared: no news report is longer, and time grows with the square.
LONGEST_READING = 40_000
# Sentences past this are not compared, by judgement: thousands of tiny ones are a list, and cost the square.
MOST_SENTENCES = 600
# A "sentence" longer than this is data, a table or worse; nothing is read in it.
LONGEST_SENTENCE = 1_500
# A place the gazetteer is less sure of than this is not compared: a false difference costs more than a missed one.
LEAST_CONFIDENCE = 0.6
# "President Luis Guillermo" before a place name: the place is a surname.
_PERSON_BEFORE = re.compile(
    r"\b(?:President|Minister|Mr|Mrs|Ms|Dr|General|Gen\.|Rabbi|Senator) (?:[A-Z][\w’'-]+ ){0,3}$"
)
_NAME_WINDOW = 50

Placed = TypeVar("Placed", Toponym, AircraftMention, Time, Clock)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its sentences and, per sentence, its words. ``today`` is the day it was written, if known."""

    report: Report
    today: dt.date | None
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[Word, ...], ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[Time, ...]
    clock_times: tuple[Clock, ...]

    @property
    def id(self) -> int:
        """Return the article's key."""
        return self.report.id

    @property
    def body(self) -> str:
        """Return the report's cleaned text."""
        return self.report.body

    def sentence_text(self, number: int) -> str:
        """Return sentence ``number`` as printed."""
        sentence = self.sentences[number]
        return self.body[sentence.start : sentence.end]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds ``offset``, or the last one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def toponyms_in(self, start: int, end: int) -> tuple[Toponym, ...]:
        """Return the trusted place names that lie in ``body[start:end]``, in order."""
        return _inside(self.toponyms, start, end)

    def aircraft_in(self, start: int, end: int) -> tuple[AircraftMention, ...]:
        """Return the aircraft named in ``body[start:end]``, in order."""
        return _inside(self.report.aircraft, start, end)

    def clock_times_in(self, start: int, end: int) -> tuple[Clock, ...]:
        """Return the times of day printed in ``body[start:end]``, in order."""
        return _inside(self.clock_times, start, end)

    def times_in(self, start: int, end: int) -> tuple[Time, ...]:
        """Return the dates printed in ``body[start:end]``, in order."""
        return _inside(self.times, start, end)


def _inside(found: tuple[Placed, ...], start: int, end: int) -> tuple[Placed, ...]:
    first = bisect_left(found, start, key=lambda item: item.start)
    last = bisect_left(found, end, key=lambda item: item.start)
    return tuple(item for item in found[first:last] if item.end <= end)


def read_report(report: Report, today: dt.date | None) -> Reading:
    """Read a report, as far as ``LONGEST_READING``; dates without a year, and weekdays, are counted from ``today``."""
    sentences = tuple(s for s in split_sentences(report) if s.end <= LONGEST_READING)[:MOST_SENTENCES]
    words = tuple(
        find_words(report.body, sentence.start, sentence.end)
        if sentence.end - sentence.start <= LONGEST_SENTENCE
        else ()
        for sentence in sentences
    )
    read = report.body[:LONGEST_READING]
    return Reading(
        report,
        today,
        sentences,
        words,
        tuple(toponym for toponym in report.toponyms if _is_trusted(report.body, toponym)),
        find_times(read, today),
        find_clock_times(read),
    )


def _is_trusted(body: str, toponym: Toponym) -> bool:
    """Tell whether a place name is surely one, and not half of a longer name ("Rivera" in a person's)."""
    return toponym.confidence >= LEAST_CONFIDENCE and not _PERSON_BEFORE.search(
        body, max(0, toponym.start - _NAME_WINDOW), toponym.start
    )
