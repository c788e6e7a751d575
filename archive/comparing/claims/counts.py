"""Counted people and things, set side by side like with like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from archive.comparing.claims.bystanders import find_happening_rows
from archive.comparing.claims.claim import Claim, text_of
from archive.comparing.claims.counting import Count, compare_counts, count_claim, find_counts, is_nation
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import LOSS
from archive.comparing.lexicon import GENERIC_PEOPLE, State
from archive.comparing.numbers import Bound
from archive.comparing.strands import Strands
from archive.comparing.words import stem
from archive.records import ClaimRow, Role


def find_count_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the rows of counted people and things."""
    counts = find_counts(event, strands)
    for group in (MAIN, *strands.backgrounds):
        yield from _group_rows(event, group, [count for count in counts if count.group == group])
    yield from _toll_rows(event, counts)
    yield from find_happening_rows(event, [count for count in counts if count.group is None])


# --- the event and its background ------------------------------------------------------------------


def _group_rows(event: EventReading, group: str, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    aboard = event.vehicle is not None or group != MAIN
    totals = [*_totals(event, group, counts, State.KILLED)]
    questions = {
        State.KILLED: "How many people aboard were killed?" if aboard else "How many people were killed?",
        State.WOUNDED: "How many people were wounded?",
        State.MISSING: "How many people are missing?",
        State.RESCUED: "How many people were rescued?",
        State.ABOARD: "How many people were aboard?",
    }
    yield from compare_counts(event, questions[State.KILLED], group, totals)
    for state in (State.ABOARD, State.WOUNDED, State.MISSING, State.RESCUED):
        yield from compare_counts(event, questions[state], group, [*_totals(event, group, counts, state)])
    if group == MAIN:
        yield from _part_rows(event, group, counts)


def _totals(event: EventReading, group: str, counts: Sequence[Count], state: State) -> Iterator[Claim]:
    """Yield what each report says of all who were killed (aboard, wounded …), once."""
    for reading in event.readings:
        mine = [count for count in counts if count.reading.id == reading.id and count.quantity.state is state]
        whole = [count for count in mine if _is_whole(event, group, count)]
        if whole:
            best = min(whole, key=lambda count: (count.quantity.is_subset, count.quantity.start))
            yield count_claim(best)
            continue
        yield from _composed(mine)


def _is_whole(event: EventReading, group: str, count: Count) -> bool:
    """Tell whether a count is of everybody, not of a part (two of the pilots, ten Americans)."""
    quantity = count.quantity
    if quantity.is_subset or quantity.is_anaphor or quantity.low < 1 or _adds_to_named(count):
        return False
    if group != MAIN:
        return quantity.people is not None
    if (
        count.nations
        or quantity.people not in ("people", None)
        or quantity.head in _PARTS
        or (quantity.head is not None and quantity.people is None)
    ):
        return False
    narrowed = quantity.qualifiers - {"more", "other"}
    if event.vehicle is not None and not quantity.is_aboard:
        is_told_first = quantity.start < lede_end(count.reading)
        tells_loss = LOSS.search(count.reading.sentence_text(quantity.sentence)) is not None
        return not narrowed and quantity.head in GENERIC_PEOPLE | {None} and (is_told_first or tells_loss)
    if quantity.is_aboard:
        return True
    held = event.concepts[count.reading.id][quantity.sentence]
    is_told_first = quantity.start < lede_end(count.reading)
    return not narrowed and (is_told_first or len(held & event.core) >= _CORE_CONCEPTS)


# People counted apart from the rest of those aboard or killed.
_PARTS = frozenset({"citizen", "national", "foreigner", stem("passengers")})
# A sentence below the lede that holds this many of the concepts that most ledes share tells the event again.
_CORE_CONCEPTS = 3


def _adds_to_named(count: Count) -> bool:
    """Tell "he and four others": the number leaves out somebody named beside it."""
    start, end = count.span
    body = count.reading.body
    return body[max(0, start - 5) : start].endswith("and ") and body[end : end + 7].strip().startswith(
        "other"
    )


def _composed(counts: Sequence[Count]) -> Iterator[Claim]:
    """Yield the sum of parts told together ("three crew and two officers")."""
    for one, other in pairwise(counts):
        between = one.reading.body[one.quantity.end : other.quantity.start]
        if one.quantity.sentence != other.quantity.sentence or not _is_and(between):
            continue
        if other.quantity.is_subset or one.quantity.people == other.quantity.people:
            continue
        start, end = one.quantity.start, other.quantity.end
        key = (one.quantity.low + other.quantity.low, one.quantity.high + other.quantity.high, Bound.EXACT)
        yield Claim(one.reading.id, one.quantity.sentence, start, end, text_of(one.reading, start, end), key)
        return


def _is_and(between: str) -> bool:
    return between.strip(" ,") in ("and", "and their", "as well as", "plus")


def _part_rows(event: EventReading, group: str, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    composed: list[Claim] = []
    for reading in event.readings:
        mine = [
            count
            for count in counts
            if count.reading.id == reading.id and count.quantity.state in (State.KILLED, State.ABOARD)
        ]
        composed.extend(_composed(mine))
    if len({claim.article for claim in composed}) > 1:
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
            name = _nation_name(mine[0])
            question = f"How many {name} were among them?"
            yield from compare_counts(
                event, question, group, _first_of_each([count_claim(count) for count in mine])
            )


def _nation_name(count: Count) -> str:
    toponyms = count.reading.toponyms_in(*count.span)
    return next(toponym.place.name for toponym in toponyms if is_nation(toponym)) + " nationals"


def _first_of_each(claims: Iterable[Claim]) -> list[Claim]:
    first: dict[int, Claim] = {}
    for claim in claims:
        first.setdefault(claim.article, claim)
    return list(first.values())


# --- running totals --------------------------------------------------------------------------------


def _toll_rows(event: EventReading, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    """Yield the row of losses so far; reports that name different nations are not set side by side."""
    tolls = [count for count in counts if count.quantity.is_toll]
    nations = [_sentence_nations(count) for count in tolls]
    shared = frozenset.intersection(*nations) if nations else frozenset()
    if shared:
        name = _owner(tolls, shared)
        losses = _first_of_each(map(count_claim, tolls))
        yield from compare_counts(event, f"{name} losses so far", "losses so far", losses)
    elif tolls and not any(nations):
        yield from compare_counts(
            event, "What does the toll stand at?", MAIN, _first_of_each(map(count_claim, tolls))
        )


def _sentence_nations(count: Count) -> frozenset[str]:
    sentence = count.reading.sentences[count.quantity.sentence]
    toponyms = count.reading.toponyms_in(sentence.start, count.quantity.start)
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
