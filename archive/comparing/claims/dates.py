"""When it happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.happening import Happening, find_happenings
from archive.comparing.claims.opening import LEAST_REPORTS, opening_days
from archive.comparing.clauses import clause_around
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import HAPPENING_NOUN, LOSS, loss_class
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Grain, Time
from archive.records import ClaimRow, Relation

# A date this many characters from the verb belongs to something else in the clause.
_REACH = 120


# A date this near to a noun may be its date.
_NOUN_REACH = 45


def find_date_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for the day of the event and of each background event that two reports date."""
    for group in (MAIN, *strands.backgrounds):
        claims: dict[int, Claim] = {}
        verbs: list[str] = []
        nouns: dict[str, dict[int, Claim]] = {}
        printed: dict[str, str] = {}
        for happening in find_happenings(event, strands, group):
            claim = _dated(event, group, happening)
            if claim is not None and happening.noun is not None:
                nouns.setdefault(happening.noun, {}).setdefault(claim.article, claim)
                printed.setdefault(happening.noun, happening.verb)
            elif claim is not None:
                claims.setdefault(claim.article, claim)
                verbs.append(loss_class(happening.verb) or "")
        if group != MAIN:  # all its nouns stand for it, where no verb does
            for found in nouns.values():
                claims = found | claims
            nouns = {}
        if group == MAIN:
            days = {reading.id: _opening_days(event, reading) for reading in event.readings}
            for claim in list(opening_days(event, claims, days, date_claim)):
                claims[claim.article] = claim
        yield from compare_claims(
            event, _question(group, verbs), "date", group, list(claims.values()), judge_dates
        )
        if group == MAIN and len(claims) < LEAST_REPORTS:
            said = list(_days_of_saying(event))
            yield from compare_claims(event, "When was it made known?", "date", group, said, judge_dates)
        for noun, found in sorted(nouns.items()):
            if not found.keys() <= claims.keys():
                yield from _noun_row(event, group, printed[noun], list(found.values()))


def _days_of_saying(event: EventReading) -> Iterator[Claim]:
    """Yield the day on which openings say it was said, of those reports that name the day most of them do."""
    found: dict[int, tuple[Reading, Time]] = {}
    for reading in event.readings:
        times = [t for t in reading.times_in(0, lede_end(reading)) if _may_be_the_day(event, t)]
        said = [time for time in times if is_said_then(reading, time)]
        if said:
            found[reading.id] = (reading, said[0])
    votes = Counter(time.first for _, time in found.values())
    day = max(sorted(votes), key=lambda first: votes[first], default=None)
    for reading, time in found.values():
        if time.first == day:
            yield date_claim(reading, reading.sentence_at(time.start), time)


def _opening_days(event: EventReading, reading: Reading) -> list[Time]:
    times = reading.times_in(0, lede_end(reading))
    return [
        t
        for t in times
        if _may_be_the_day(event, t) and not (is_bound_elsewhere(reading, t) or _is_of_a_thing(reading, t))
    ]


_OF_A_THING = re.compile(r"['’]s? (?:[\w-]+ ){0,2}?(?P<noun>[\w-]+)")


def _is_of_a_thing(reading: Reading, time: Time) -> bool:
    """Tell "Friday's closing price" from "Friday's explosion"."""
    owned = _OF_A_THING.match(reading.body, time.end)
    return owned is not None and HAPPENING_NOUN.search(owned[0]) is None


def _noun_row(event: EventReading, group: str, noun: str, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    """Yield the row of the day of one thing that a noun names ("Tuesday's vote", "the vote of June 19")."""
    yield from compare_claims(event, f"When was the {noun}?", "date", group, claims, judge_dates)


def _question(group: str, verbs: Sequence[str]) -> str:
    known = [verb for verb in verbs if verb]
    # Of a background event one report may tell how a jet was shot down, another how its rescuers were lost.
    if not known or (group != MAIN and len(known) < len(verbs)):
        return "When did it happen?"
    verb = max(sorted(set(known)), key=known.count)
    return {
        "shot down": "When was it shot down?",
        "sank": "When did it sink?",
        "crashed": "When did it crash?",
    }.get(verb, "When did it happen?")


_OTHER_VERB = re.compile(
    r"\b(?!(?:killed|injured|wounded|struck|hit|held|based|called|named|so-called)\b)(?:\w{2,20}ed|won|lost|said|told"
    r"|spoke|took|gave|met|made|saw|went|came|began|left|set|sent|ran|is|was|were|has|had|will|would)\b"
)
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])? (?:[\w-]+ ){0,2}$")


def _is_day_of_noun(happening: Happening, time: Time) -> bool:
    """Tell "Tuesday's vote", "the vote on Tuesday" from "declared the winner of the vote on Saturday"."""
    body = happening.reading.body
    if time.end <= happening.start:
        return _POSSESSIVE.fullmatch(body, time.end, happening.start) is not None
    if ", held " in body[happening.end : time.start]:
        return True
    begin, _ = clause_around(happening.reading, happening.sentence, happening.start, happening.end)
    return _OTHER_VERB.search(body, begin, time.start) is None


def _dated(event: EventReading, group: str, happening: Happening) -> Claim | None:
    reading = happening.reading
    times = [
        time
        for time in reading.times_in(happening.clause_start, happening.clause_end)
        if not is_bound_elsewhere(reading, time) and _distance(time, happening) <= _REACH
    ]
    if happening.noun is not None:
        held = reading.times_in(
            max(0, happening.start - _NOUN_REACH),
            min(happening.end + _NOUN_REACH, reading.sentences[happening.sentence].end),
        )
        times = [time for time in held if not is_bound_elsewhere(reading, time)]
        if group == MAIN:
            times = [t for t in held if _is_day_of_noun(happening, t) and _may_be_the_day(event, t)]
        return date_claim(reading, happening.sentence, times[0]) if times else None
    if group != MAIN and not times:
        # A background event is told in one sentence: its date comes first, the verb may come clauses later.
        sentence = reading.sentences[happening.sentence]
        times = [
            time
            for time in reading.times_in(sentence.start, happening.start)
            if not is_bound_elsewhere(reading, time)
            and not LOSS.search(reading.body, time.end, happening.start)
        ][-1:]
    if group == MAIN:
        times = [time for time in times or _only_day(happening) if _may_be_the_day(event, time)]
    if not times:
        return None
    time = min(times, key=lambda time: _distance(time, happening))
    return date_claim(reading, happening.sentence, time)


_WHEN = re.compile(r"(?:when|as|after) ")
_DIED = re.compile(r"\b(?:died|dead|killed|perished|drowned) (?:\w+ ){0,3}$")


def _only_day(happening: Happening) -> list[Time]:
    """Return the one day a sentence names, when it names but one ("died on Sunday when the plane crashed")."""
    reading = happening.reading
    sentence = reading.sentences[happening.sentence]
    times = [time for time in reading.times_in(sentence.start, sentence.end) if time.grain is Grain.DAY]
    if len({time.first for time in times}) != 1 or is_bound_elsewhere(reading, times[0]):
        return []
    if reading.body[times[0].end : happening.clause_start].strip() == "" and _WHEN.match(
        reading.body, happening.clause_start
    ):
        return times[:1]  # "in their flat on Saturday when the gun went off"
    return [
        time
        for time in times
        if _distance(time, happening) <= _REACH
        and _DIED.search(reading.body, max(0, time.start - _SAID_REACH), time.start)
    ]


def date_claim(reading: Reading, sentence: int, time: Time) -> Claim:
    """Return the claim that a time makes."""
    return Claim(reading.id, sentence, time.start, time.end, text_of(reading, time.start, time.end), time)


def _distance(time: Time, happening: Happening) -> int:
    return max(time.start - happening.end, happening.start - time.end, 0)


def _may_be_the_day(event: EventReading, time: Time) -> bool:
    if time.grain is not Grain.DAY:
        return False
    return event.day is None or abs((event.day - time.first).days) <= _NEAR_DAYS


# Reports of one event appear within this many days of it; a day farther off is another thing's.
_NEAR_DAYS = 15


# "The ministry said on Saturday": the day of the saying, not of what is said.
_SAID = re.compile(
    r"\b(?:said|says|told (?:\w+ ){1,3}|announced|reported|confirmed|added|wrote|tweeted|statement)"
    r" ?(?:(?:late |later |early )?on |later |in a statement on |the )?(?:early |late )?$"
)
_SAID_REACH = 45


def is_said_then(reading: Reading, time: Time) -> bool:
    """Tell whether a time is the day of the saying, not of what is said."""
    return _SAID.search(reading.body, max(0, time.start - _SAID_REACH), time.start) is not None


def is_bound_elsewhere(reading: Reading, time: Time) -> bool:
    """Tell whether a time only bounds a stretch ("since March") or names a thing ("an Aug. 1 deadline")."""
    if is_said_then(reading, time):
        return True
    before = reading.body[max(0, time.start - 12) : time.start].lower()
    after = reading.body[time.end : time.end + 12].lower().strip()
    return before.endswith(("since ", "until ", "before ", "since last ")) or after.startswith(
        ("deadline", "'s election")
    )


def judge_dates(claims: Sequence[Claim]) -> Relation:
    """Agree on one day; in other words when one report tells it more finely; differ when no day fits all."""
    times = [claim.key for claim in claims if isinstance(claim.key, Time)]
    weekdays = {time.weekday for time in times}
    if len(weekdays) == 1 and None not in weekdays:
        # The same day's name in reports of one event: the day of publication may be wrong, the name is not.
        return Relation.AGREE
    if max(time.first for time in times) > min(time.last for time in times):
        return Relation.DIFFER
    if len({(time.first, time.last) for time in times}) > 1:
        return Relation.AGREE_VARIANT
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
