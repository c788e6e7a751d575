"""Figures that two reports give for one thing: shares of a vote, sizes, sums, counted things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.counting import judge_counts
from archive.comparing.claims.figure_pairs import (
    MAGNITUDE,
    PEOPLE_UNIT,
    find_clusters,
    is_odd,
    is_one_stretch,
    is_term,
)
from archive.comparing.claims.topics import find_topic
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.figure import Figure
from archive.comparing.figures import find_figures
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Grain
from archive.comparing.words import IRREGULAR, Word, stem, word_set
from archive.records import ClaimRow, Relation

# A report with more figures of one unit than this is a table; time grows with the square.
_MOST_FIGURES = 25
# A figure dated this many days before the event is of another time.
_APART_DAYS = 30
# "The 300 block of Metz Road" is an address.
_BLOCK = stem("block")


def find_measure_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each thing that two reports give a figure for, people and their fate apart."""
    readings = {reading.id: reading for reading in event.readings}
    figures = [
        replace(figure, is_past=_is_of_another_time(event, reading, figure))
        for reading in event.readings
        for figure in find_figures(reading)
        if figure.unit != _BLOCK and not _is_counted_people(event, figure)
    ]
    units: dict[str, list[Figure]] = {}
    for figure in figures:
        held = units.setdefault(figure.unit, [])
        if sum(other.article == figure.article for other in held[-_MOST_FIGURES:]) < _MOST_FIGURES:
            held.append(figure)
    _name_bare(units)
    for unit in sorted(units):
        for cluster in find_clusters(event, strands, units[unit]):
            yield from _row(event, strands, readings, cluster)


def _is_counted_people(event: EventReading, figure: Figure) -> bool:
    """Tell a bare figure that is counted elsewhere already: people and what happened to them."""
    return figure.unit in ("", PEOPLE_UNIT) and any(
        quantity.start < figure.end and figure.start < quantity.end and quantity.state is not None
        for quantity in event.quantities[figure.article]
    )


def _name_bare(units: dict[str, list[Figure]]) -> None:
    """Put a figure whose noun is not told beside the same odd figure that another report names."""
    for figure in list(units.get("", ())):
        named = (
            unit
            for unit, held in units.items()
            if unit
            and any(other.article != figure.article and other.key[:2] == figure.key[:2] for other in held)
        )
        unit = next(named, None)
        if unit is not None or not is_odd(figure.low):
            units[""].remove(figure)
        if unit is not None:
            units[unit].append(replace(figure, unit=unit))


def _is_of_another_time(event: EventReading, reading: Reading, figure: Figure) -> bool:
    sentence = reading.sentences[figure.sentence]
    return event.day is not None and any(
        (event.day - time.last).days > _APART_DAYS
        and time.grain is not Grain.WEEK
        and not reading.body[max(0, time.start - 6) : time.start + 6].lower().lstrip().startswith("since")
        for time in reading.times_in(sentence.start, sentence.end)
    )


def _row(
    event: EventReading, strands: Strands, readings: dict[int, Reading], cluster: Sequence[Figure]
) -> Iterator[ClaimRow]:
    claims = [
        Claim(
            figure.article,
            figure.sentence,
            figure.start,
            figure.end,
            text_of(readings[figure.article], figure.start, figure.end),
            figure.key,
        )
        for figure in cluster
    ]
    group = strands.groups.get((cluster[0].article, cluster[0].sentence), MAIN)
    is_stretch = cluster[0].is_time and all(is_one_stretch(event, cluster[0], other) for other in cluster)
    judge = _judge_stretch if is_stretch else judge_counts
    yield from compare_claims(event, _question(event, readings, cluster), "number", group, claims, judge)


def _judge_stretch(claims: Sequence[Claim]) -> Relation:
    """Agree: these stretches of time are one, in whatever unit."""
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _question(event: EventReading, readings: dict[int, Reading], cluster: Sequence[Figure]) -> str:
    first = cluster[0]
    if first.unit == MAGNITUDE:
        return "How strong was it?"
    near = frozenset.intersection(*(figure.near for figure in cluster))
    if first.is_measure and all(_is_depth(readings[figure.article].body, figure) for figure in cluster):
        return "How deep was it?"
    if all(is_term(figure) for figure in cluster):
        return "How long is the prison term?"
    noun = next((figure.noun for figure in cluster if figure.noun), "")
    if first.is_time and not noun.endswith("s"):
        noun += "s"  # "an 11 hour flight"
    if first.unit and not first.is_measure and not first.is_time:
        return f"How many {noun}?"
    of = frozenset.intersection(*(figure.of for figure in cluster))
    shared = of or near or frozenset.intersection(*(figure.clause for figure in cluster)) or _of_two(cluster)
    topic = _printed(event, readings[first.article], first.sentence, shared)
    if first.is_share and topic:
        what = "What percentage" if first.unit == "percent" else "What sum"
        return f"{what} is given for {topic}?"
    if not noun:
        return f"Which figure is given for {topic}?" if topic else "Which figure is given?"
    if first.unit == "percent":
        return "Which percentage?"
    if first.is_sum:
        return f"Which sum in {noun}?"
    if of and topic:
        return f"How long was the {topic}?" if first.is_time else f"How many {noun} of {topic}?"
    phrase = _phrase(event, readings, cluster) if first.is_time else None
    return f"How many {noun}, as to {phrase}?" if phrase else f"How many {noun}?"


def _phrase(event: EventReading, readings: dict[int, Reading], cluster: Sequence[Figure]) -> str | None:
    """Return what the clauses of all these figures speak of, in the words of the first that has a phrase for it."""
    shared = frozenset.intersection(*(figure.clause for figure in cluster))
    for figure in cluster:
        reading = readings[figure.article]
        topic = find_topic(reading.body, reading.words[figure.sentence], shared, event.weights)
        if topic is not None:
            return topic
    return None


def _of_two(cluster: Sequence[Figure]) -> frozenset[str]:
    """Return what stands near two of these figures at least."""
    counts = Counter(name for figure in cluster for name in figure.near)
    return frozenset(name for name, count in counts.items() if count > 1)


_DEPTH_BEFORE = re.compile(r"\b(?:depth of|deep as|depth was)(?: (?:about|around|some|nearly|only))* ?$")
_DEPTH_AFTER = re.compile(r"[ -]?(?:deep\b|in depth\b|below (?:ground|the surface)\b|underground\b)")
_DEPTH_REACH = 30


def _is_depth(body: str, figure: Figure) -> bool:
    """Tell whether the words right beside a length say that it is a depth."""
    before = body[max(0, figure.start - _DEPTH_REACH) : figure.start]
    return bool(_DEPTH_AFTER.match(body, figure.end) or _DEPTH_BEFORE.search(before))


def _bare(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s")


_NO_TOPICS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow year month week day"""
)


def _printed(event: EventReading, reading: Reading, sentence: int, shared: frozenset[str]) -> str | None:
    """Return the weightiest of shared concepts as the report prints it; a name is printed whole."""
    words = reading.words[sentence]
    held = {
        concept(word): index
        for index, word in reversed(list(enumerate(words)))
        if word.lower not in IRREGULAR
        and word.lower not in _NO_TOPICS
        and not word.lower.endswith(("ed", "ing", "ly"))
    }
    found = [name for name in shared if name in held]
    if not found:
        return None
    first = last = held[max(sorted(found), key=lambda name: event.weights.get(name, 0.0))]
    if words[first].text[:1].isupper():
        while first > 1 and _is_one_name(reading.body, words[first - 1], words[first]):
            first -= 1
        while last + 1 < len(words) and _is_one_name(reading.body, words[last], words[last + 1]):
            last += 1
    return _bare(reading.body[words[first].start : words[last].end])


def _is_one_name(body: str, one: Word, other: Word) -> bool:
    return one.text[:1].isupper() and other.text[:1].isupper() and body[one.end : other.start] == " "
