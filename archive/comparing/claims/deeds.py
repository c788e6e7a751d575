"""Other days than the event's: when somebody resigned, since when a road is closed, until when it stays so."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from archive.comparing.claims.claim import Claim, compare_claims
from archive.comparing.claims.dates import date_claim, is_said_then, judge_dates
from archive.comparing.claims.deed import RELATIVE, Deed
from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept, concept_set
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import PEOPLE
from archive.comparing.numbers import parse_number
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Grain, Time
from archive.comparing.words import IRREGULAR, Word, is_content, word_set
from archive.records import ClaimRow, Relation

# A verb that weighs this much stands in few sentences of an event; one day with it is one deed's. By judgement on the
# development events, as the next two; rerun `python -m benchmarks.comparing claims`.
_RARE = 2.0
# Days that differ are of one deed only when the clauses share this much more than the verb.
_UNEQUAL_WEIGHT = 2.0
# A report that dates one verb oftener than this is a list; time grows with the square.
_MOST_OF_A_KIND = 8
# Deeds told by other verbs are one when their sentences share this much besides what most openings tell, and the day.
_SAME_DAY_WEIGHT = 6.0
_MOST_LEFT = 60
# A verb dates itself by a time this many words off at most.
_REACH_WORDS = 9

_UNTIL = re.compile(r"\b(?:until|till|through)(?: at least)?(?: the)? $")
_SINCE = re.compile(r"\bsince(?: the)? $")
_AHEAD = word_set("to will would shall due expected planned scheduled until till hoped hopes")
# Verbs that say nothing without what follows them, and those that themes are made of.
_HELPERS = word_set(
    """launched launch begun began begin started start have had has been was were is are be being did done made used
    based going went came come"""
)
# Endings of past tenses; nouns of doing are listed below.
_ENDINGS = ("ed",)
_DETERMINERS = word_set("a an the his her its their this that")
_OF_THINGS = word_set("of with for from in on at by some several many")
_NOUNS = word_set(
    "resignation nomination inauguration arrest death visit closure meeting ceremony mourning funeral hearing release"
    " inquest"
)
# Words that open a clause of their own and date the one before it.
_BOUNDS = word_set("since until till through at least the in on by early late next")
_QUESTIONS = {
    "since": "Since when: “{words}”?",
    "until": "Until when: “{words}”?",
    "on": "When: “{words}”?",
}


# Nouns that stand for whatever a report is about.
_PERSONS = word_set("he she they we i who")
_ANAPHORS = concept_set("company firm group party organisation agency airline club")


# "An Oct. 19 rendezvous": the time of a thing, not of what is told of it.
_OF_A_THING = re.compile(r"\b(?:[Aa]n?|[Tt]he|its|his|her|their) $")


def find_deed_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each deed that two reports date, the event itself left out."""
    deeds = [deed for reading in event.readings for deed in _deeds(event, strands, reading)]
    counts = Counter((deed.reading.id, deed.kind) for deed in deeds)
    deeds = _first_of_many(deeds)
    told: list[Deed] = []
    for kind in sorted({deed.kind for deed in deeds}):
        mine = [deed for deed in deeds if deed.kind == kind]
        kept = _one_deed(event, counts, mine)
        told += kept
        yield from _row(event, kept)
    left = [deed for deed in deeds if deed not in told]
    while kept := _of_one_day(event, left):
        yield from _row(event, kept)
        left = [deed for deed in left if deed not in kept]


def _row(event: EventReading, deeds: Sequence[Deed]) -> Iterator[ClaimRow]:
    if deeds:
        question = _QUESTIONS[deeds[0].how].format(words=deeds[0].words)
        claims = [date_claim(deed.reading, deed.sentence, deed.time) for deed in deeds]
        yield from compare_claims(event, question, "date", MAIN, claims, judge_dates)


def _of_one_day(event: EventReading, deeds: Sequence[Deed]) -> list[Deed]:
    """Return two deeds of one day, told by other verbs in sentences that share most, and what goes with them."""
    pairs = [
        (-event.weight(_told(event, one) & _told(event, other)), number, one, other)
        for number, (one, other) in enumerate(combinations(deeds[:_MOST_LEFT], 2))
        if one.reading.id != other.reading.id and _is_same_day(one, other)
    ]
    if not pairs:
        return []
    weight, _, one, other = min(pairs, key=lambda pair: pair[:2])
    return [one, other] if -weight >= _SAME_DAY_WEIGHT else []


def _told(event: EventReading, deed: Deed) -> frozenset[str]:
    return event.concepts[deed.reading.id][deed.sentence] - event.core


def _is_same_day(one: Deed, other: Deed) -> bool:
    if one.how != other.how or one.is_ahead != other.is_ahead or one.time.grain is Grain.YEAR:
        return False
    return (one.time.first, one.time.last) == (other.time.first, other.time.last)


def _first_of_many(deeds: Sequence[Deed]) -> list[Deed]:
    seen: Counter[tuple[int, tuple[str, str]]] = Counter()
    kept: list[Deed] = []
    for deed in deeds:
        seen[deed.reading.id, deed.kind] += 1
        if seen[deed.reading.id, deed.kind] <= _MOST_OF_A_KIND:
            kept.append(deed)
    return kept


def _one_deed(
    event: EventReading, counts: Counter[tuple[int, tuple[str, str]]], deeds: Sequence[Deed]
) -> list[Deed]:
    """Return the deeds of one name that are surely one: a report's first that agrees, or all that differ."""
    best: list[Deed] = []
    pairs = [(one, other) for one, other in combinations(deeds, 2) if one.reading.id != other.reading.id]
    related = [(judge_dates([_keyed(one), _keyed(other)]), one, other) for one, other in pairs]
    for relation, one, other in sorted(related, key=lambda pair: pair[0] is Relation.DIFFER):
        shared = event.weight((one.held & other.held) - {one.name})
        if relation is Relation.DIFFER:
            is_single = counts[one.reading.id, one.kind] == 1 == counts[other.reading.id, one.kind]
            is_single = (
                is_single
                and one.form == other.form != RELATIVE
                and not (one.is_one_of_many or other.is_one_of_many)
            )
            # A meeting is one of many; what somebody did to somebody is rarer.
            least = _UNEQUAL_WEIGHT * (2 if one.verb.lower in _NOUNS else 1)
            is_of_one = shared >= least or (_is_of_the_topic(one) and _is_of_the_topic(other))
            is_one = is_single and is_of_one and one.is_ahead == other.is_ahead
        else:
            # The same day and the same verb are one deed's; days that only hold one another need a thing in common.
            is_same = relation is Relation.AGREE and (
                one.time.grain is Grain.DAY or event.weights.get(one.name, 0.0) >= _RARE
            )
            is_one = is_same or shared >= _RARE
        if is_one and (not best or (relation is not Relation.DIFFER and _is_on_their_day(best, one, other))):
            best += [deed for deed in (one, other) if all(deed.reading.id != b.reading.id for b in best)]
    return best


def _is_on_their_day(best: Sequence[Deed], *others: Deed) -> bool:
    """Tell whether further deeds fit the days of those that agree already: two days are two deeds'."""
    return judge_dates([_keyed(deed) for deed in (*best, *others)]) is not Relation.DIFFER


def _is_of_the_topic(deed: Deed) -> bool:
    """Tell "since it was founded in 2016", "the company, founded in 2016": done to what the report is about."""
    return deed.subject <= _ANAPHORS


def _keyed(deed: Deed) -> Claim:
    return Claim(deed.reading.id, deed.sentence, deed.time.start, deed.time.end, "", deed.time)


def _deeds(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Deed]:
    for number, sentence in enumerate(reading.sentences):
        times = reading.times_in(sentence.start, sentence.end) if sentence.is_prose else ()
        if not times or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue  # a background event's days have rows of their own
        words = reading.words[number]
        clauses = clause_numbers(reading.body, words)
        for time in times:
            if is_said_then(reading, time) or _OF_A_THING.search(
                reading.body, max(0, time.start - 7), time.start
            ):
                continue
            index = _verb_of(words, clauses, time)
            if index is None:
                continue
            clause = [
                place
                for place in range(len(words))
                if clauses[place] == clauses[index]
                and is_content(words[place])
                and not time.start <= words[place].start < time.end
            ]
            held = frozenset(concept(words[place]) for place in clause)
            subject = frozenset(concept(words[place]) for place in clause if place < index)
            subject |= {word.lower for word in words[:index] if word.lower in _PERSONS}
            how = _how(reading, time)
            if how == "on" and time.first == time.last == event.day:
                continue  # the event's own day
            yield Deed(
                reading, words[index], how, _resolved(reading, words, index, how, time), number, held, subject
            )


def _how(reading: Reading, time: Time) -> str:
    before = reading.body[max(0, time.start - 20) : time.start].lower()
    text = reading.body[time.start : time.end].lower()
    if text.startswith("since") or _SINCE.search(before):
        return "since"
    return "until" if _UNTIL.search(before) else "on"


def _resolved(reading: Reading, words: Sequence[Word], index: int, how: str, time: Time) -> Time:
    """Return a weekday that lies ahead ("will reopen on Wednesday") as the next one."""
    lead = {word.lower for word in words[max(0, index - 3) : index + 1]}
    if time.weekday is None or reading.today is None or not (how == "until" or lead & _AHEAD):
        return time
    day = time.first + dt.timedelta(days=7 if time.first < reading.today else 0)
    return replace(time, first=day, last=day)


def _verb_of(words: Sequence[Word], clauses: Sequence[int], time: Time) -> int | None:
    """Return the last verb before a time in its clause, else the first one after it."""
    place = next((index for index, word in enumerate(words) if word.end > time.start), None)
    if place is None:
        return None
    while place > 0 and words[place - 1].lower in _BOUNDS:
        place -= 1
    home = {clauses[place], clauses[max(0, place - 1)]}
    before = range(place - 1, max(-1, place - 1 - _REACH_WORDS), -1)
    after = range(place + 1, min(len(words), place + 1 + _REACH_WORDS))
    candidates: tuple[int, ...] = (*before, *after)
    for index in candidates:
        if clauses[index] in home and _is_verb(words, index):
            return index
    return None


def _is_verb(words: Sequence[Word], index: int) -> bool:
    """Tell a verb, or a noun of doing, from other words."""
    word = words[index]
    if not is_content(word) or word.lower in _HELPERS or not word.text.islower() or word.lower.endswith("ly"):
        return False
    if word.stem in PEOPLE or parse_number(words, index) is not None:
        return False
    before = words[index - 1].lower if index else ""
    if before in _DETERMINERS and word.lower.endswith(("ed", "en")):
        return False  # "a dried well"
    if before in _OF_THINGS and word.lower.endswith("ed") and index + 1 < len(words):
        return False  # "tons of refined petroleum"
    is_led = before in ("to", "will", "would", "not", "may", "must")
    return is_led or word.lower.endswith(_ENDINGS) or word.lower in IRREGULAR or word.lower in _NOUNS
