"""Which event each sentence tells: the event of the reports, one of its background, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from archive.comparing.background_names import name_background
from archive.comparing.backgrounds import find_backgrounds, names_main
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.reading import Reading
from archive.comparing.words import word_set

_ABOARD = word_set("aboard onboard crew crewmembers pilots passengers occupants")


@dataclass(frozen=True, slots=True)
class Strands:
    """``groups[article, sentence]`` of every sentence that tells an event; ``with_vehicles`` are the backgrounds that

    tell of a vehicle.
    """

    groups: dict[tuple[int, int], str]
    backgrounds: tuple[str, ...]
    with_vehicles: frozenset[str] = frozenset()

    def sentences(self, reading: Reading, group: str) -> tuple[int, ...]:
        """Return the numbers of the sentences of one report that tell ``group``."""
        return tuple(n for n in range(len(reading.sentences)) if self.groups.get((reading.id, n)) == group)


def find_strands(event: EventReading) -> Strands:
    """Return the strands of an event's reports; a sentence of neither event nor background has none."""
    groups: dict[tuple[int, int], str] = {}
    names: list[str] = []
    with_vehicles: set[str] = set()
    for background in find_backgrounds(event):
        name = name_background(event, background, names)
        names.append(name)
        if background.has_vehicle:
            with_vehicles.add(name)
        for article, sentences in background.sentences.items():
            groups.update(((article, number), name) for number in sentences)
    for reading in event.readings:
        for number in range(len(reading.sentences)):
            if (reading.id, number) not in groups and _tells_event(event, reading, number):
                groups[reading.id, number] = MAIN
    return Strands(groups, tuple(names), frozenset(with_vehicles))


def _tells_event(event: EventReading, reading: Reading, number: int) -> bool:
    if not reading.sentences[number].is_prose or _is_summary(event, reading, number):
        return False
    if event.vehicle is None:
        return True
    return (
        event.vehicle in event.concepts[reading.id][number]
        or names_main(event, reading, number)
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
