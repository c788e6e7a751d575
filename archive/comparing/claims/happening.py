"""Where, in a report, an event is said to happen: the verb, and the clause around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.comparing.clauses import clause_around
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import HAPPENING, HAPPENING_NOUN, LOSS
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words


@dataclass(frozen=True, slots=True)
class Happening:
    """A verb of happening, ``body[start:end]``, and its clause, ``body[clause_start:clause_end]``.

    ``noun`` is the concept of a noun that stands in for the verb ("Tuesday's vote"), and the clause what is near it.
    """

    reading: Reading
    sentence: int
    start: int
    end: int
    clause_start: int
    clause_end: int
    noun: str | None = None

    @property
    def verb(self) -> str:
        """Return the verb as printed."""
        return self.reading.body[self.start : self.end]


_OCCURRED = re.compile(r"\b(?:occurred|happened|took place)\b")
_NEGATED = re.compile(r"\b(?:not|never|no evidence|without) (?:\w+ ){0,2}$")


def find_happenings(event: EventReading, strands: Strands, group: str) -> Iterator[Happening]:
    """Yield the places where the reports say that ``group`` happened, in order; denials are not among them."""
    patterns = (
        (LOSS, _OCCURRED, HAPPENING_NOUN)
        if event.vehicle is not None or group != MAIN
        else (HAPPENING, HAPPENING_NOUN)
    )
    for reading in event.readings:
        for number in strands.sentences(reading, group):
            sentence = reading.sentences[number]
            found = [
                m
                for pattern in patterns
                for m in pattern.finditer(reading.body, sentence.start, sentence.end)
            ]
            for match in sorted(found, key=lambda match: match.start()):
                # Background is what the reports call another one.
                is_other = group == MAIN and _is_another(reading, number, match.start())
                if is_other or is_negated(reading.body, match.start()):
                    continue
                is_noun = match.re is HAPPENING_NOUN
                if (
                    (event.vehicle is not None and not is_noun)
                    or group != MAIN
                    or _is_told(event, reading, match)
                ):
                    begin, end = clause_around(reading, number, match.start(), match.end())
                    if is_noun:
                        begin = max(begin, match.start() - _BEFORE_NOUN)
                        end = min(end, match.end() + _AFTER_NOUN)
                    noun = concept(find_words(match[0])[0]) if is_noun else None
                    yield Happening(reading, number, match.start(), match.end(), begin, end, noun)


# "Tuesday's devastating explosion"; "the explosion late on Tuesday at the port of Beirut": no farther.
_BEFORE_NOUN = 25
_AFTER_NOUN = 45


_ANOTHER = re.compile(
    r"\b(?:latest|first|second|third|another|previous|earlier|other|separate|similar) (?:\w+ ){1,3}$"
)


_UNRELATED = re.compile(
    r"\b(?:unrelated|separate|similar) (?:incident|case|shooting|attack|crash|accident|fire)\b"
)


def _is_another(reading: Reading, number: int, start: int) -> bool:
    """Tell "the first shooting occurred", "in an unrelated incident a man was shot": one of several happenings."""
    return (
        _ANOTHER.search(reading.body, max(0, start - 60), start) is not None
        or _UNRELATED.search(reading.body, reading.sentences[number].start, start) is not None
    )


def _is_told(event: EventReading, reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a verb below the lede speaks of the event: it only says "happened", or most ledes use it."""
    if match.start() < lede_end(reading) or _OCCURRED.fullmatch(match[0]):
        return True
    return any(concept(word) in event.core for word in find_words(match[0]))


def is_negated(body: str, start: int) -> bool:
    """Tell whether the words before ``start`` deny what follows."""
    return _NEGATED.search(body, max(0, start - 40), start) is not None
