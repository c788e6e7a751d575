"""At what time of day things were done: the alarm, the setting out, the arrival, the event itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.clauses import clause_around
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import HAPPENING_NOUN, LOSS
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Clock
from archive.records import ClaimRow, Relation

_ALARM = re.compile(
    r"\b(?:alert\w*|alarm|911|were called|called in(?:to)?|emergency calls?|distress|reports? of|dispatched"
    r"|responded)\b"
)
_SET_OUT = re.compile(
    r"\b(?:took off|taken off|taking off|take-?off|depart\w*|left|leaving|set (?:off|out|sail)|sailed)\b"
)
_ARRIVED = re.compile(r"\b(?:land(?:ed|ing)|arriv\w+|touched down|docked|returned|return(?:ing)? to)\b")
_OCCURRED = re.compile(
    r"\b(?:struck|hit|happened|occurred|took place|exploded|erupted|collapsed|began|broke out|broke in(?:to)?|went off"
    r"|opened fire|(?:was|were) (?:shot|stabbed|robbed|attacked))\b|"
    + HAPPENING_NOUN.pattern
    + r"[^.;]{0,60}\b(?:started|began)\b"
)
_STARTED = re.compile(
    r"\b(?:started|began|erupted) (?:at |shortly |just |about |around |after |before ){1,4}$"
)
_HEDGED = re.compile(
    r"\b(?P<how>about|around|approximately|roughly|shortly|just|soon) (?:(?P<side>after|before) )?$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:first|second|third|another|latest|earlier) (?:shooting|attack|crash|fire|blast|explosion|incident|quake"
    r"|shock|collision|accident|call)\b"
)
_ALARM_QUESTION = "When was the alarm raised?"
_EVENT_QUESTION = "At what time?"
_DEEDS = (
    ("When did it set out?", _SET_OUT),
    ("When did it arrive?", _ARRIVED),
    (_EVENT_QUESTION, _OCCURRED),
    (_EVENT_QUESTION, LOSS),
)
_HEDGE_REACH = 25
# Minutes by which "about four" may miss it, and within which "shortly after four" was. By judgement.
_HEDGE_MINUTES = 5
_SHORTLY_MINUTES = 20
_DAY_MINUTES = 24 * 60


def find_clock_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows for the times of day of the alarm, of a journey's ends and of the event; then for equal times."""
    told: dict[str, dict[int, Claim]] = {
        question: {} for question in (_ALARM_QUESTION, *(question for question, _ in _DEEDS))
    }
    other: dict[tuple[int, bool], dict[int, Claim]] = {}
    for reading in event.readings:
        for clock in reading.clock_times:
            number = reading.sentence_at(clock.start)
            if strands.groups.get((reading.id, number), MAIN) != MAIN:
                continue
            question = _question(event, reading, number, clock)
            if question is not None:
                told[question].setdefault(reading.id, _clock_claim(reading, number, clock))
            elif reading.sentences[number].is_prose:
                same = other.setdefault((clock.minutes, clock.has_half), {})
                same.setdefault(reading.id, _clock_claim(reading, number, clock))
    if event.vehicle is None:
        _add_only_times(event, told[_EVENT_QUESTION], other)
    for question, found in told.items():
        yield from compare_claims(event, question, "time", MAIN, list(found.values()), judge_clocks)
    for _, found in sorted(((key, found) for key, found in other.items() if found), key=lambda item: item[0]):
        question = f"What was at {next(iter(found.values())).value}?"
        yield from compare_claims(event, question, "time", MAIN, list(found.values()), judge_clocks)


# A time told this early, and alone, may be the event's though no verb known here says so.
_EARLY_SENTENCES = 6


def _add_only_times(
    event: EventReading, told: dict[int, Claim], other: dict[tuple[int, bool], dict[int, Claim]]
) -> None:
    """Move to ``told`` the one early time of each report that tells no other, where it contradicts nobody there."""
    for reading in event.readings:
        mine = [(found, found[reading.id]) for found in other.values() if reading.id in found]
        if reading.id in told or len(mine) != 1 or not told:
            continue
        found, claim = mine[0]
        is_early = claim.start < lede_end(reading, _EARLY_SENTENCES)
        if is_early and judge_clocks([*told.values(), claim]) is not Relation.DIFFER:
            told[reading.id] = found.pop(reading.id)


def _question(event: EventReading, reading: Reading, number: int, clock: Clock) -> str | None:
    """Return what a time of day is the time of: the nearest deed before it in its clause, else after it."""
    start, end = clause_around(reading, number, clock.start, clock.end)
    clause = reading.body[start:end]
    if _SERIES.search(clause) or (_ALARM.search(clause) and _OCCURRED.search(clause)):
        return None  # which of the two the time belongs to is not said
    if _ALARM.search(clause):
        return _ALARM_QUESTION
    found = [
        (clock.start - m.end() if m.end() <= clock.start else _DAY_MINUTES + m.start(), question)
        for question, deed in _DEEDS
        for m in deed.finditer(reading.body, start, end)
        if event.vehicle is not None or deed not in (_SET_OUT, _ARRIVED)
    ]
    if found:
        return min(found)[1]
    return _EVENT_QUESTION if _STARTED.search(reading.body[start : clock.start]) else None


def _clock_claim(reading: Reading, number: int, clock: Clock) -> Claim:
    """Return the claim of a time of day; its key holds how many minutes before and after it may be meant."""
    lead = _HEDGED.search(reading.body[max(0, clock.start - _HEDGE_REACH) : clock.start])
    before, after = _hedge(lead["how"], lead["side"]) if lead else (0, 0)
    value = text_of(reading, clock.start, clock.end)
    key = (clock.minutes, clock.has_half, before, after)
    return Claim(reading.id, number, clock.start, clock.end, value, key)


def _hedge(how: str, side: str | None) -> tuple[int, int]:
    if side is None:
        return _HEDGE_MINUTES, _HEDGE_MINUTES
    most = _SHORTLY_MINUTES if how.lower() in ("shortly", "just", "soon") else _HEDGE_MINUTES
    return (most, 0) if side == "before" else (0, most)


def judge_clocks(claims: Sequence[Claim]) -> Relation:
    """Agree on one minute; in other words when hedges cover what lies between; else differ."""
    times = [claim.key for claim in claims if isinstance(claim.key, tuple)]
    day = _DAY_MINUTES if all(has_half for _, has_half, _, _ in times) else _DAY_MINUTES // 2
    if len({minutes % day for minutes, _, _, _ in times}) == 1:
        return Relation.AGREE
    earliest = max(minutes % day - before for minutes, _, before, _ in times)
    latest = min(minutes % day + after for minutes, _, _, after in times)
    return Relation.AGREE_VARIANT if earliest <= latest else Relation.DIFFER
