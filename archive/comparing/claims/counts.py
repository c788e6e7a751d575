"""Counted people and things, set side by side like with like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.comparing.claims.bystanders import find_happening_rows
from archive.comparing.claims.claim import Claim
from archive.comparing.claims.counting import Count, compare_counts, count_claim, find_counts
from archive.comparing.claims.totals import compose, find_aboard, find_totals
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import State
from archive.comparing.strands import Strands
from archive.comparing.words import stem
from archive.records import ClaimRow, Role


def find_count_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows of counted people and things."""
    counts = find_counts(event, strands)
    tolls = [count for count in counts if count.quantity.is_toll and _is_over_time(count)]
    counts = [
        replace(count, group=MAIN) if count.quantity.is_toll and count not in tolls else count
        for count in counts
    ]
    told: set[tuple[int, int]] = set()
    for group in (MAIN, *strands.backgrounds):
        for row in _group_rows(event, strands, group, counts):
            told.update((cell.article, cell.start) for cell in row.cells)
            yield row
    yield from _loss_rows(event, tolls)
    left = [
        count
        for count in counts
        if (count.group is None or count.is_past or (count.group == MAIN and event.vehicle is None))
        and count not in tolls
        and (count.reading.id, count.quantity.start) not in told
    ]
    yield from find_happening_rows(event, left)


# --- the event and its background ------------------------------------------------------------------


def _group_rows(
    event: EventReading, strands: Strands, group: str, counts: Sequence[Count]
) -> Iterator[ClaimRow]:
    aboard = event.vehicle is not None if group == MAIN else group in strands.with_vehicles
    killed = "How many people aboard were killed?" if aboard else "How many people were killed?"
    yield from compare_counts(event, killed, group, find_totals(event, group, counts, State.KILLED))
    if aboard and group == MAIN:
        yield from compare_counts(event, _ABOARD, group, find_aboard(event, strands, counts))
    elif aboard:
        yield from compare_counts(event, _ABOARD, group, find_totals(event, group, counts, State.ABOARD))
    for state, question in _QUESTIONS.items():
        yield from compare_counts(event, question, group, find_totals(event, group, counts, state))
    if group == MAIN:
        yield from _part_rows(event, group, [count for count in counts if count.group == group])


_ABOARD = "How many people were aboard?"
_QUESTIONS = {
    State.WOUNDED: "How many people were wounded?",
    State.MISSING: "How many people are missing?",
    State.RESCUED: "How many people were rescued?",
    State.ARRESTED: "How many people were arrested?",
    State.ATTENDED: "How many people took part?",
    State.FLED: "How many people left their homes?",
    State.ILL: "How many people fell ill?",
    State.FREED: "How many people were freed?",
    State.HELD: "How many people were abducted?",
}


def _part_rows(event: EventReading, group: str, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    composed: list[Claim] = []
    for reading in event.readings:
        mine = [
            count
            for count in counts
            if count.reading.id == reading.id and count.quantity.state in (State.KILLED, State.ABOARD)
        ]
        composed.extend(compose(mine))
    if event.vehicle is not None and len({claim.article for claim in composed}) > 1:
        yield from compare_counts(event, "Who was aboard?", group, composed)
    crew = [
        count_claim(count)
        for count in counts
        if count.quantity.people == "crew"
        and not count.quantity.is_subset
        and count.quantity.state in (State.KILLED, State.ABOARD)
    ]
    if event.vehicle is not None:
        yield from compare_counts(event, "How many crew were aboard?", group, _first_of_each(crew))
        passengers = [
            count_claim(count)
            for count in counts
            if count.quantity.head == stem("passengers")
            and not (count.quantity.is_subset or count.nations)
            and count.quantity.state in (State.KILLED, State.ABOARD)
        ]
        yield from compare_counts(
            event, "How many passengers were aboard?", group, _first_of_each(passengers)
        )
    yield from _nation_rows(event, group, counts)


def _nation_rows(event: EventReading, group: str, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    """Yield a row for each nation whose people are counted apart ("10 US citizens")."""
    named = [
        count
        for count in counts
        if count.nations
        and count.quantity.people != "crew"
        and count.quantity.state in (State.KILLED, State.ABOARD)
    ]
    for nation in sorted({nation for count in named for nation in count.nations}):
        mine = [count for count in named if nation in count.nations]
        if len({count.reading.id for count in mine}) > 1:
            name = _nation_name(mine[0], nation)
            question = f"How many {name} were among them?"
            yield from compare_counts(
                event, question, group, _first_of_each([count_claim(count) for count in mine])
            )


def _nation_name(count: Count, nation: str) -> str:
    # "Three Danes": the people may stand right after the count, not in it.
    toponyms = count.reading.toponyms
    return next(toponym.place.name for toponym in toponyms if toponym.place.id == nation) + " nationals"


def _first_of_each(claims: Iterable[Claim]) -> list[Claim]:
    first: dict[int, Claim] = {}
    for claim in claims:
        first.setdefault(claim.article, claim)
    return list(first.values())


# --- running totals --------------------------------------------------------------------------------


_OVER_TIME = re.compile(r"\b(?:since|so far|this year|campaign|casualties|losses|servicemen)\b")


def _is_over_time(count: Count) -> bool:
    """Tell losses so far in a war from the toll of one event."""
    text = count.reading.sentence_text(count.quantity.sentence)
    return bool(_sentence_nations(count)) or _OVER_TIME.search(text) is not None


def _loss_rows(event: EventReading, tolls: Sequence[Count]) -> Iterator[ClaimRow]:
    """Yield the row of losses so far; reports that name different nations are not set side by side."""
    nations = [_sentence_nations(count) for count in tolls]
    shared = frozenset.intersection(*nations) if nations else frozenset()
    if shared:
        question = f"How many {_owner(tolls, shared)} losses so far?"
        yield from compare_counts(event, question, MAIN, _first_of_each(map(count_claim, tolls)))


def _sentence_nations(count: Count) -> frozenset[str]:
    sentence = count.reading.sentences[count.quantity.sentence]
    toponyms = count.reading.toponyms_in(sentence.start, count.quantity.end)
    return frozenset(toponym.place.id for toponym in toponyms if toponym.place.kind == "country")


def _owner(counts: Sequence[Count], nations: frozenset[str]) -> str:
    """Return whose losses they are, as the reports call the people ("Russian"), else the nation's name."""
    names: list[tuple[bool, str]] = []
    for count in counts:
        sentence = count.reading.sentences[count.quantity.sentence]
        for toponym in count.reading.toponyms_in(sentence.start, sentence.end):
            if toponym.place.id in nations:
                is_people = toponym.role is Role.DEMONYM
                names.append((not is_people, toponym.surface if is_people else toponym.place.name))
    return min(names)[1]
