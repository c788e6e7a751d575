"""What several reports tell together: the event itself, and other events told as its background."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.comparing.alignment import Weights, event_weights
from archive.comparing.attributions import Attribution, find_attributions
from archive.comparing.concepts import concept, sentence_concepts
from archive.comparing.incidents import DEATH_WORDS, HAPPENING, LOSS, VEHICLE_WORDS, VEHICLES
from archive.comparing.quantities import Quantity, find_quantities
from archive.comparing.quotations import Quotation, find_quotations
from archive.comparing.reading import Reading
from archive.comparing.words import find_words, is_content

# The main sentences of a report: agencies put the event into the first of them.
LEDE_SENTENCES = 2
MAIN = "event"


@dataclass(frozen=True, slots=True)
class EventReading:
    """Reports of one event, read; ``core`` are the concepts that most ledes share.

    ``vehicle`` is the vehicle concept of the core, ``families`` the aircraft families the ledes name,
    ``day`` the day the reports are counted from.
    """

    readings: tuple[Reading, ...]
    quantities: dict[int, tuple[Quantity, ...]]
    cues: dict[int, tuple[Attribution, ...]]
    quotations: dict[int, tuple[Quotation, ...]]
    concepts: dict[int, tuple[frozenset[str], ...]]
    weights: Weights
    core: frozenset[str]
    vehicle: str | None
    families: frozenset[str]
    day: dt.date | None

    def weight(self, names: frozenset[str]) -> float:
        """Return how much these concepts say inside the event."""
        return sum(self.weights.get(name, 0.0) for name in names)

    def tells_deaths(self, reading: Reading, number: int) -> bool:
        """Tell whether a sentence speaks of people killed."""
        return any(word.lower in DEATH_WORDS for word in reading.words[number])


def read_event(readings: Sequence[Reading], day: dt.date | None) -> EventReading:
    """Gather what all claims are judged by; every report is searched once."""
    cues = {reading.id: find_attributions(reading) for reading in readings}
    concepts = {reading.id: _concepts(reading, cues[reading.id]) for reading in readings}
    core = _core(readings)
    vehicles = sorted(core & VEHICLES, key=lambda name: (-_lede_count(readings, name), name))
    if not any(_befalls(reading) for reading in readings):
        vehicles = []  # a trial about ferries is no ferry's accident
    if any(_RAMMED.search(reading.body, 0, lede_end(reading)) for reading in readings):
        vehicles = [name for name in vehicles if name not in _DRIVEN]
    vehicles += _vehicles_of_types(readings)
    vehicle = vehicles[0] if vehicles else None
    concepts = {
        reading.id: tuple(
            _as_vehicle(reading, number, held, vehicle) for number, held in enumerate(concepts[reading.id])
        )
        for reading in readings
    }
    return EventReading(
        tuple(readings),
        {reading.id: find_quantities(reading) for reading in readings},
        cues,
        {reading.id: tuple(find_quotations(reading, cues[reading.id])) for reading in readings},
        concepts,
        event_weights(concepts),
        core,
        vehicle,
        _families(readings),
        day,
    )


_THE_AIRCRAFT = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his) (?:\w+ )?aircraft\b")


def _as_vehicle(reading: Reading, number: int, held: frozenset[str], vehicle: str | None) -> frozenset[str]:
    """Return what a sentence speaks of with "the aircraft" for the helicopter, or drone, of the event."""
    if vehicle is None or vehicle not in KIND_CONCEPTS.values() or vehicle in held or "plane" not in held:
        return held
    return (held - {"plane"}) | {vehicle} if _THE_AIRCRAFT.search(reading.sentence_text(number)) else held


def _befalls(reading: Reading) -> bool:
    """Tell whether an opening says that something befell a vehicle, or that somebody was aboard."""
    text = f"{reading.report.headline or ''}\n{reading.body[: lede_end(reading)]}"
    return any(pattern.search(text) for pattern in (LOSS, HAPPENING, _ABOARD))


# A truck driven into a wall or a crowd is the means of an attack, not what is lost.
_RAMMED = re.compile(
    r"\b(?:suicide|explosives?-laden|(?:packed|loaded|laden) with explosives|truck bomb\w*|ramm(?:ed|ing|s))\b"
)
_DRIVEN = frozenset({"truck", "tanker"})
_ABOARD = re.compile(r"\b(?:aboard|on ?board|passengers?|crew|flights?|hijack\w*)\b")


def _concepts(reading: Reading, cues: Sequence[Attribution]) -> tuple[frozenset[str], ...]:
    spans: list[list[tuple[int, int]]] = [[] for _ in reading.sentences]
    for cue in cues:
        spans[cue.sentence].append((cue.start, cue.end))
    return tuple(sentence_concepts(reading, number, held) for number, held in enumerate(spans))


def lede_end(reading: Reading, sentences: int = LEDE_SENTENCES) -> int:
    """Return where the lede of a report, so many sentences long, ends."""
    prose = [sentence for sentence in reading.sentences if sentence.is_prose]
    return prose[min(sentences, len(prose)) - 1].end if prose else 0


def _lede_concepts(reading: Reading) -> frozenset[str]:
    headline = {concept(word) for word in find_words(reading.report.headline or "") if is_content(word)}
    sentences = [number for number, sentence in enumerate(reading.sentences) if sentence.is_prose]
    found = headline.union(*(sentence_concepts(reading, number) for number in sentences[:LEDE_SENTENCES]))
    return frozenset(found)


def _core(readings: Sequence[Reading]) -> frozenset[str]:
    counts = Counter(name for reading in readings for name in _lede_concepts(reading))
    least = max(2, (len(readings) + 1) // 2) if len(readings) > 1 else 1
    return frozenset(name for name, count in counts.items() if count >= least)


def _lede_count(readings: Sequence[Reading], name: str) -> int:
    return sum(name in _lede_concepts(reading) for reading in readings)


# The catalogue's kinds of aircraft, as vehicle concepts.
KIND_CONCEPTS = {"helicopter": "helicopter", "fixed-wing": "plane", "UAV": "drone", "balloon": "balloon"}


def _vehicles_of_types(readings: Sequence[Reading]) -> list[str]:
    """Return the vehicle whose type the reports name first, if its loss stands in a lede."""
    families = _families(readings)
    tells_loss = any(LOSS.search(reading.body, 0, lede_end(reading)) for reading in readings)
    kinds = [
        reading.report.aircraft[0].type.kind
        for reading in readings
        if reading.report.aircraft and reading.report.aircraft[0].type.family in families
    ]
    return [KIND_CONCEPTS[kind] for kind in kinds if kind in KIND_CONCEPTS and tells_loss]


def _families(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the families of aircraft that the reports name first, each report having one voice."""
    votes: Counter[str] = Counter()
    for reading in readings:
        if reading.report.aircraft:
            votes[reading.report.aircraft[0].type.family] += 1
    if not votes:
        return frozenset()
    most = max(votes.values())
    return frozenset(
        family for family, count in votes.items() if count == most and (count > 1 or len(votes) == 1)
    )


def names_vehicle(reading: Reading, number: int) -> bool:
    """Tell whether a sentence speaks of a vehicle."""
    return any(word.stem in VEHICLE_WORDS for word in reading.words[number])
