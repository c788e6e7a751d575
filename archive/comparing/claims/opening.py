"""The day and the place that the reports' openings agree on, where no verb of happening says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from archive.comparing.claims.claim import Claim
from archive.comparing.claims.same_statement import CREDIT
from archive.comparing.claims.spots import (
    COARSE_KINDS,
    Spot,
    governing_word,
    is_half_a_name,
    named_claim,
    toponym_claim,
)
from archive.comparing.event_reading import EventReading, lede_end
from archive.comparing.reading import Reading
from archive.comparing.times import Time
from archive.records import Place, Role, Toponym

# A day or place is the event's when the openings of this many reports name it.
LEAST_REPORTS = 2
_WHERE = frozenset({"in", "near", "at", "off", "over", "outside", "across", "on"})
# "Told reporters in Geneva", "a rabbi in Scarsdale said": where somebody spoke, lives or comes from.
_SPOKEN = re.compile(
    r"\b(?:said|says|told|statements?|conference|interview|reporters|speech|spokes\w+|embassy|officials?|based|born"
    r"|lives?|living|from|citizens?|officers?|newspaper|correspondent)\b[^,.;:]{0,40}$"
    # What this answers was elsewhere: "in retaliation for air strikes near Fellhaven".
    r"|\b(?:revenge|retaliation|reprisals?|response|followed)\b[^.;:]{0,70}$"
    # "People watch a broadcast of the launch in Seoul": far from it.
    r"|\b(?:watch(?:es|ed|ing)?|follows?|following) (?:a|an|the) (?:[\w-]+ ){0,2}"
    r"(?:news|television|TV|broadcast|screen|program(?:me)?)\b[^.;:]*$",
    re.IGNORECASE,
)
_SPOKEN_REACH = 140
# "PALM BEACH, Fla. —": what stands before a dash at the head of a report is where it was filed.
_FILED = re.compile(r"\.? ?(?:\([\w/ -]{1,30}\) ?)?[—–]")


DayClaim = Callable[[Reading, int, Time], Claim]


def opening_days(
    event: EventReading, told: Mapping[int, Claim], days: Mapping[int, Sequence[Time]], to_claim: DayClaim
) -> Iterator[Claim]:
    """Yield, for reports that ``told`` lacks, the day of their opening that most reports name.

    ``days`` are the days that each opening names and that may be the event's. Nothing is yielded when what is told
    already names another day.
    """
    votes = Counter(time.first for times in days.values() for time in {t.first: t for t in times}.values())
    votes.update(claim.key.first for article, claim in told.items() if article not in days)
    day = max(sorted(votes), key=lambda first: votes[first], default=None)
    if day is None or votes[day] < LEAST_REPORTS or any(claim.key.first != day for claim in told.values()):
        return
    for reading in event.readings:
        same = [time for time in days.get(reading.id, ()) if time.first == day]
        if same and reading.id not in told:
            yield to_claim(reading, reading.sentence_at(same[0].start), same[0])


def opening_places(event: EventReading, told: Mapping[int, Sequence[Claim]]) -> Iterator[Claim]:
    """Yield, for reports that ``told`` lacks, the finest place of their opening that is, holds or lies in the one

    that most openings name. Nothing is yielded when what is told already lies elsewhere, or when no report says that
    anything was "in" that place.
    """
    named = {reading.id: _named(reading, lede_end(reading)) for reading in event.readings}
    best = _most_named(named)
    if best is None or any(not _is_about(claim, best) for claims in told.values() for claim in claims):
        return
    if not any(_is_scene(reading, best) for reading in event.readings):
        return
    for reading in event.readings:
        about = [toponym for toponym in named[reading.id] if _meet(toponym.place, best)]
        if about and reading.id not in told:
            finest = max(about, key=lambda toponym: (len(toponym.place.within), -toponym.start))
            word = governing_word(reading, finest)
            yield toponym_claim(reading, reading.sentence_at(finest.start), finest, word)


# Where no opening tells a place, this many sentences may.
_EARLY_SENTENCES = 8
# A sentence that holds this many of the concepts that most ledes share tells of the event.
_CORE_CONCEPTS = 3


def early_places(event: EventReading) -> Iterator[Claim]:
    """Yield the one place that at least half of the reports put something "in", early but below their openings."""
    found: dict[str, dict[int, Claim]] = {}
    for reading in event.readings:
        for toponym in _named(reading, lede_end(reading, _EARLY_SENTENCES)):
            word, number = governing_word(reading, toponym), reading.sentence_at(toponym.start)
            if CREDIT.search(reading.sentence_text(number)):
                continue
            is_of_event = len(event.concepts[reading.id][number] & event.core) >= _CORE_CONCEPTS
            if word in _WHERE and is_of_event and reading.body[toponym.end : toponym.end + 1] not in "'’":
                claim = toponym_claim(reading, number, toponym, word)
                found.setdefault(toponym.place.id, {}).setdefault(reading.id, claim)
    best = max(sorted(found), key=lambda key: len(found[key]), default=None)
    if best is not None and len(found[best]) >= max(LEAST_REPORTS, (len(event.readings) + 1) // 2):
        yield from found[best].values()


# A name after words that only a place follows: "in the Finnish town of Nokela", "outside Koprivnica".
_AFTER_WHERE = re.compile(
    r"\b(?:in|near|off|outside|(?:edge|outskirts|north|south|east|west) of)(?: the)?(?: [a-z]+)?"
    r"(?: (?:[A-Z][a-z]+ )?(?:town|city|village|district|region|province|port|valley|island) of)?"
    r" (?P<name>[A-Z][\w’'-]{2,30}(?: [A-Z][\w’'-]{2,30}){0,2})(?! (?:[A-Z]|[a-z]+ (?:said|told)))"
)


def unknown_places(event: EventReading, told: Mapping[int, Sequence[Claim]]) -> Iterator[Claim]:
    """Yield, for reports that ``told`` lacks, a name that no gazetteer knows and two openings put something "in"."""
    found: dict[str, dict[int, Claim]] = {}
    for reading in event.readings:
        for match in _AFTER_WHERE.finditer(reading.body, 0, lede_end(reading)):
            start, end = match.span("name")
            is_known = reading.toponyms_in(start, end) or reading.times_in(start, end)
            if not is_known and not _SPOKEN.search(reading.body, max(0, start - _SPOKEN_REACH), start):
                claim = named_claim(reading, reading.sentence_at(start), start, end)
                found.setdefault(match["name"], {}).setdefault(reading.id, claim)
    best = max(sorted(found), key=lambda name: len(found[name]), default=None)
    if best is None or len(found[best]) < LEAST_REPORTS:
        return
    if any(claim.key != best.lower() for claims in told.values() for claim in claims):
        return
    yield from (claim for article, claim in found[best].items() if article not in told)


def _named(reading: Reading, end: int) -> list[Toponym]:
    """Return the places narrower than a country named before ``end``, where nobody only speaks or comes from."""
    return [
        toponym
        for toponym in reading.toponyms_in(0, end)
        if toponym.role not in (Role.DEMONYM, Role.DATELINE)
        and toponym.place.kind not in COARSE_KINDS
        and not toponym.surface.isupper()  # a dateline, whatever it was read as
        and not _FILED.match(reading.body, toponym.end)
        and not _SPOKEN.search(reading.body, max(0, toponym.start - _SPOKEN_REACH), toponym.start)
        and not is_half_a_name(reading, toponym)
        and not _is_attributive(reading, toponym)
    ]


# "The New York bank", "a Scarsdale couple": from there, and nothing is said to be there.
_FROM_THERE = re.compile(
    r" (?:bank|company|firm|maker|giant|newspaper|paper|team|club|university|native|man|woman|resident|couple|family"
    r"|lawyer|businessman|lawmaker|group)\b"
)


def _is_attributive(reading: Reading, toponym: Toponym) -> bool:
    return _FROM_THERE.match(reading.body, toponym.end) is not None


def _is_scene(reading: Reading, place: Place) -> bool:
    """Tell whether an opening says that something was in ``place``, or was filed from there."""
    return any(
        toponym.place.id == place.id
        and (toponym.role in (Role.DATELINE, Role.HAPPENED) or governing_word(reading, toponym) in _WHERE)
        for toponym in reading.toponyms_in(0, lede_end(reading))
    )


def _most_named(named: Mapping[int, Sequence[Toponym]]) -> Place | None:
    places = {toponym.place.id: toponym.place for found in named.values() for toponym in found}
    votes = {
        key: sum(any(_meet(toponym.place, place) for toponym in found) for found in named.values())
        for key, place in places.items()
    }
    # Of places named alike often the one most reports name as it is, then the finer.
    exact = Counter(key for found in named.values() for key in {toponym.place.id for toponym in found})
    best = max(
        sorted(places), key=lambda key: (votes[key], exact[key], len(places[key].within)), default=None
    )
    return places[best] if best is not None and votes[best] >= LEAST_REPORTS else None


def _is_about(claim: Claim, place: Place) -> bool:
    return isinstance(claim.key, Spot) and _meet(claim.key.place, place)


def _meet(one: Place, other: Place) -> bool:
    return one.id == other.id or one.id in other.within or other.id in one.within
