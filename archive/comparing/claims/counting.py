"""Counts of people and things as claims, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, one_report_row, text_of
from archive.comparing.clauses import clause_around
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import GENERIC_PEOPLE, State
from archive.comparing.numbers import Bound
from archive.comparing.quantities import Quantity
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Grain, Time
from archive.records import ClaimRow, Relation, Role, Toponym

# "Dozens" is understood to end about where "hundreds" begins (24 to 120). By judgement, as the next one.
_VAGUE_TOP = 5.0
# Two tellings of "about" this far apart are still one number.
_ABOUT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with the report, group and nations it belongs to; ``is_past`` when it counts an earlier event."""

    reading: Reading
    quantity: Quantity
    group: str | None
    nations: frozenset[str]
    is_past: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Return where the count stands in the body."""
        return self.quantity.start, self.quantity.end


def find_counts(event: EventReading, strands: Strands) -> list[Count]:
    """Return the counts of all reports that say what happened to somebody or something."""
    return [
        _count(event, strands, reading, quantity)
        for reading in event.readings
        for quantity in event.quantities[reading.id]
        if quantity.state not in (State.TIME, State.AGE, State.MEASURE, None)
        and reading.sentences[quantity.sentence].is_prose
    ]


def _count(event: EventReading, strands: Strands, reading: Reading, quantity: Quantity) -> Count:
    group = _group(event, strands, reading, quantity)
    if group == MAIN and _is_of_the_past(event, reading, quantity):
        return Count(reading, quantity, None, _nations(reading, quantity), True)
    return Count(reading, quantity, group, _nations(reading, quantity), group not in (MAIN, None))


# A count is of another time when its clause, or the words just before it ("since 2012, when"), date it so long ago,
# or in a month or a year that was over by then. By judgement, after reading the samples; 30 and 14 days gave the same
# figures on the development events.
_PAST_DAYS = 14
_PAST_DAYS_BY_GRAIN = {Grain.DAY: _PAST_DAYS, Grain.WEEK: 2, Grain.MONTH: 0, Grain.YEAR: 0}
_BEFORE_CLAUSE = 20


# "A revenge attack for air strikes that left 32 civilians dead": what an attack answers came before it.
_ANSWERED = re.compile(r"\b(?:revenge|retaliation|reprisals?|response to)\b")


def _is_of_the_past(event: EventReading, reading: Reading, quantity: Quantity) -> bool:
    if _ANSWERED.search(reading.body, reading.sentences[quantity.sentence].start, quantity.start):
        return True
    start, end = clause_around(reading, quantity.sentence, quantity.start, quantity.end)
    times = reading.times_in(max(reading.sentences[quantity.sentence].start, start - _BEFORE_CLAUSE), end)
    day = event.day
    return day is not None and any(
        (day - time.last).days > _PAST_DAYS_BY_GRAIN[time.grain] and not _bounds(reading, time, start)
        for time in times
    )


def _bounds(reading: Reading, time: Time, clause_start: int) -> bool:
    """Tell "since 2012" inside the clause: it counts from then until now."""
    return time.start >= clause_start and reading.body[max(0, time.start - 6) : time.start + 6].lower().strip(
        " ,"
    ).startswith("since")


# "At first said 30 had died", "withdrew an earlier report that 30 had died": the report gives it no longer.
_GIVEN_ONCE = re.compile(
    r"\b(?:initial(?:ly)?|at first|original(?:ly)?|previous(?:ly)?|earlier|preliminary|withdr\w+|retract\w*)\b"
    r"(?:(?!\b(?:but|later|now|then|since|revised|corrected|raised|lowered|and (?:said|put|gave))\b)[^.;])*$",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:but|later|then)\b[^.;]{0,40}\b(?:revised|corrected|lowered|raised|withdr\w+|retract\w*)\b"
)


def standing_counts(counts: Sequence[Count]) -> list[Count]:
    """Return the counts that a report stands by: none taken back, none given only once where it gives another."""
    kept = [count for count in counts if not _is_taken_back(count)]
    standing = [count for count in kept if not _GIVEN_ONCE.search(_before(count))]
    return standing or kept


def _is_taken_back(count: Count) -> bool:
    body, sentence = count.reading.body, count.reading.sentences[count.quantity.sentence]
    return bool(_GIVEN_ONCE.search(_before(count)) and _TAKEN_BACK.search(body, count.span[1], sentence.end))


def _before(count: Count) -> str:
    return count.reading.body[count.reading.sentences[count.quantity.sentence].start : count.span[0]]


# "Equatorial Guineans".
_LONGEST_NATION = 20


def _nations(reading: Reading, quantity: Quantity) -> frozenset[str]:
    end = quantity.end
    toponyms = reading.toponyms_in(quantity.start, end + _LONGEST_NATION)
    # "Three Danes": the people stand right after their number.
    inside = [toponym for toponym in toponyms if toponym.start <= end + 1]
    return frozenset(toponym.place.id for toponym in inside if is_nation(toponym))


def is_nation(toponym: Toponym) -> bool:
    """Tell whether a place name stands for a country or its people."""
    return toponym.role is Role.DEMONYM or toponym.place.kind == "country"


def _group(event: EventReading, strands: Strands, reading: Reading, quantity: Quantity) -> str | None:
    """Return the event a count belongs to; a count of bystanders in a sentence about a vehicle has none."""
    group = strands.groups.get((reading.id, quantity.sentence))
    if group != MAIN or event.vehicle is None or quantity.is_toll:
        return None if quantity.is_toll else group
    if quantity.people in ("crew", None) or quantity.is_aboard or quantity.head in GENERIC_PEOPLE:
        return group
    joined = any(
        other.sentence == quantity.sentence
        and (other.people == "crew" or other.is_aboard)
        and abs(other.start - quantity.start) < _JOINED_CHARACTERS
        for other in event.quantities[reading.id]
    )
    return group if joined or _is_aboard_sentence(reading, quantity) else None


# "three crew and two officers": counts this near to the crew's are of those aboard.
_JOINED_CHARACTERS = 60


def _is_aboard_sentence(reading: Reading, quantity: Quantity) -> bool:
    start, end = clause_around(reading, quantity.sentence, quantity.start, quantity.end)
    clause = reading.body[start:end].lower()
    if any(mark in clause for mark in ("on board", "aboard", "onboard", "carrying", "on flight")):
        return True
    # "39 servicemen died in the crash of an An-26": those who die in the vehicle's loss were on it.
    return _IN_ITS_LOSS.search(clause) is not None


_IN_ITS_LOSS = re.compile(r"\b(?:died|killed|dead|lost) (?:in|when) (?:the|a|an|its|their)\b")


def count_claim(count: Count) -> Claim:
    """Return what a count claims."""
    quantity = count.quantity
    key = (quantity.low, quantity.high, quantity.bound)
    value = text_of(count.reading, *count.span)
    return Claim(count.reading.id, quantity.sentence, quantity.start, quantity.end, value, key)


def compare_counts(
    event: EventReading, question: str, group: str, claims: Sequence[Claim], is_loose: bool = False
) -> Iterator[ClaimRow]:
    """Yield the row of these counts; numbers of a ``is_loose`` row may count different stretches of one happening."""
    judge = judge_loose_counts if is_loose else judge_counts
    if len(claims) > 1 and len({claim.article for claim in claims}) == 1:
        # Two totals of two speakers: one report can contradict itself.
        is_contradiction = not is_loose and judge(claims) is Relation.DIFFER
        yield from one_report_row(event, question, "number", group, claims) if is_contradiction else ()
    else:
        yield from compare_claims(event, question, "number", group, claims, judge)


def judge_counts(claims: Sequence[Claim]) -> Relation:
    """Agree when every pair of numbers can be one number, else differ."""
    ranges = [_range(claim) for claim in claims]
    low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
    if low > high:
        return Relation.DIFFER
    if len(set(ranges)) > 1:
        return Relation.COMPATIBLE
    plain = {claim.value.lower() for claim in claims}
    return Relation.AGREE if len(plain) == 1 else Relation.AGREE_VARIANT


def judge_loose_counts(claims: Sequence[Claim]) -> Relation:
    """As ``judge_counts``, but numbers that differ may count different stretches of one happening."""
    relation = judge_counts(claims)
    return Relation.DIFFER_SCOPE if relation is Relation.DIFFER else relation


def _roundness(value: float) -> float:
    """Return how far a number told as "at least" may be meant: up to the next one as round (140 to 150, 43 to 43)."""
    step = 1.0
    while step < value and value % (step * 10) == 0:
        step *= 10
    return step if step > 1 else 0.0


def may_be_one(one: tuple[float, float, Bound], other: tuple[float, float, Bound]) -> bool:
    """Tell whether two numbers, each told more or less exactly, can be one number."""
    (low, high), (least, most) = _reach(one), _reach(other)
    return low <= most and least <= high


def _range(claim: Claim) -> tuple[float, float]:
    return _reach(claim.key)


def _reach(key: tuple[float, float, Bound]) -> tuple[float, float]:
    low, high, bound = key
    match bound:
        case Bound.VAGUE:
            return low, low * _VAGUE_TOP
        case Bound.ABOUT:
            return low * (1 - _ABOUT_SHARE), high * (1 + _ABOUT_SHARE)
        case Bound.AT_LEAST:
            return low, low + _roundness(low)
        case Bound.AT_MOST:
            return 0.0, high
        case _:
            return low, high
