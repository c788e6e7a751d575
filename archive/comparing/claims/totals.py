"""What each report says of all who were killed, hurt, missing, saved, arrested or aboard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.comparing.claims.claim import Claim, speaker_of, text_of
from archive.comparing.claims.counting import Count, count_claim, judge_counts, standing_counts
from archive.comparing.claims.speakers import same_speaker
from archive.comparing.claims.spots import COARSE_KINDS
from archive.comparing.event_reading import MAIN, EventReading, lede_end
from archive.comparing.incidents import LOSS
from archive.comparing.lexicon import FAMILY, GENERIC_PEOPLE, State
from archive.comparing.numbers import Bound
from archive.comparing.quantities import Quantity
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import stem
from archive.records import Relation, Role

# People counted apart from the rest of those aboard or killed.
_PARTS = frozenset({"citizen", "national", "foreigner", stem("passengers")})
_PASSENGERS = stem("passengers")
_BODY = stem("bodies")
# A sentence below the lede that holds this many of the concepts that most ledes share tells the event again.
_CORE_CONCEPTS = 3
# In reports of one event these are of that event wherever they are told.
_TOLD_ANYWHERE = (State.MISSING, State.RESCUED, State.ARRESTED, State.ILL, State.FREED, State.HELD)
# What may befall some of those aboard.
_PARTING = (State.KILLED, State.WOUNDED, State.RESCUED, State.ARRESTED)
# What the concept of marches, rallies and demonstrations is called; fewer people than this are no crowd.
_PROTEST = "protest"
_LEAST_CROWD = 10
# Where patients are listed by how they are, a bare number is one of several.
_LISTED = re.compile(r"\b(?:critical|serious|stable|grave) condition\b")
_ALL = re.compile(r"all\b", re.IGNORECASE)


def find_totals(event: EventReading, group: str, counts: Sequence[Count], state: State) -> list[Claim]:
    """Return the one total of each report that gives one, in the order of the reports."""
    found: list[Claim] = []
    for reading in event.readings:
        mine = [count for count in counts if count.reading.id == reading.id and count.quantity.state is state]
        whole = standing_counts([count for count in mine if _is_whole(event, group, count)])
        parts = [count for count in mine if not _is_whole(event, group, count)]
        best = _best(whole) or _only_part(event, group, parts)
        if best is not None:
            found.append(count_claim(best))
            found.extend(_rivals(event, best, whole))
        else:
            found.extend([*compose([count for count in parts if count.group == group])][:1])
    return found


def _rivals(event: EventReading, best: Count, whole: Sequence[Count]) -> Iterator[Claim]:
    """Yield the totals that a report gives beside its first, in the words of another speaker."""
    speaker = speaker_of(event, best.reading, *best.span)
    for count in whole:
        is_bare = count.quantity.head is None and not count.quantity.is_toll
        is_vague = count.quantity.bound is Bound.VAGUE
        if count is best or is_bare or is_vague or speaker is None:
            continue
        other = speaker_of(event, count.reading, *count.span)
        claims = [count_claim(best), count_claim(count)]
        if other and not same_speaker(speaker, other) and judge_counts(claims) is Relation.DIFFER:
            yield claims[1]


def _best(counts: Sequence[Count]) -> Count | None:
    return min(
        counts,
        key=lambda count: (
            count.quantity.is_subset,
            bool(count.nations),
            count.quantity.bound is Bound.VAGUE,
            count.quantity.start,
        ),
        default=None,
    )


def _is_whole(event: EventReading, group: str, count: Count) -> bool:
    """Tell whether a count is of everybody, not of a part (two of the pilots, ten Americans)."""
    quantity = count.quantity
    if quantity.is_subset or quantity.is_anaphor or quantity.low < 1 or _adds_to_named(count):
        return False
    if quantity.head == FAMILY or (not quantity.is_toll and _is_of_a_war(count)):
        return False
    if quantity.head is None and _LISTED.search(count.reading.sentence_text(quantity.sentence)):
        return False
    if group != MAIN:
        return count.group == group and quantity.people is not None
    if quantity.head is not None and quantity.people is None:
        return False
    if quantity.state is State.ATTENDED:
        return _is_crowd(event, count)
    if quantity.is_toll:
        return count.group == MAIN
    if quantity.state in _TOLD_ANYWHERE:
        return _is_told_anywhere(event, count)
    if count.group != MAIN or count.nations or quantity.people not in ("people", None):
        return False
    if quantity.state is State.WOUNDED and event.vehicle is None:
        # Nobody is hurt in such a report but by the event, unless elsewhere.
        is_plain = not quantity.qualifiers and quantity.head in GENERIC_PEOPLE | {None}
        return is_plain and not is_elsewhere(event, count)
    return quantity.head not in _PARTS and _tells_the_event(event, count)


# "More than 320,000 have been killed since the conflict began in March 2011", "a war that has killed thousands".
_OF_A_WAR = re.compile(
    r"\bsince\b[^.;]{0,60}\b(?:began|started|broke out|erupted)\b"
    r"|\b(?:conflict|war|uprising|revolt|insurgency)\b[^.;,]{0,30}\b(?:has|have) (?:killed|left|claimed|cost)\b"
)


def _is_of_a_war(count: Count) -> bool:
    """Tell the dead of years from those of one event."""
    return _OF_A_WAR.search(count.reading.sentence_text(count.quantity.sentence)) is not None


def _is_told_anywhere(event: EventReading, count: Count) -> bool:
    quantity = count.quantity
    if count.group not in (MAIN, None) or count.nations or is_elsewhere(event, count):
        return False
    if quantity.state is State.RESCUED:
        return quantity.head != _BODY and quantity.people in ("people", None)
    return quantity.people in ("people", None) and quantity.head not in _PARTS


def _is_crowd(event: EventReading, count: Count) -> bool:
    """Tell whether a count is of those at the protest that the reports, or at least its sentence, speak of."""
    quantity = count.quantity
    is_many = quantity.is_toll or quantity.bound is Bound.VAGUE
    spoken_of = event.core | event.concepts[count.reading.id][quantity.sentence]
    return (
        quantity.low >= _LEAST_CROWD
        and (is_many or quantity.people in ("people", "protester"))
        and _PROTEST in spoken_of
        and not is_elsewhere(event, count)
    )


def _tells_the_event(event: EventReading, count: Count) -> bool:
    quantity = count.quantity
    is_told_first = quantity.start < lede_end(count.reading)
    if event.vehicle is not None and quantity.is_aboard:
        return is_told_first or quantity.head in GENERIC_PEOPLE | {None}
    if quantity.qualifiers - {"more", "other"}:
        return False
    if is_told_first:
        return event.vehicle is None or quantity.head in GENERIC_PEOPLE | {None}
    if is_elsewhere(event, count):
        return False
    if event.vehicle is not None:
        tells_loss = LOSS.search(count.reading.sentence_text(quantity.sentence)) is not None
        return quantity.head in GENERIC_PEOPLE | {None} and tells_loss
    return len(event.concepts[count.reading.id][quantity.sentence] & event.core) >= _CORE_CONCEPTS


def _only_part(event: EventReading, group: str, counts: Sequence[Count]) -> Count | None:
    """Return the lede's count of one kind of people ("39 servicemen died"), when it is the only one there."""
    if group != MAIN:
        return None
    told = [
        count
        for count in counts
        if count.group == MAIN
        and count.quantity.start < lede_end(count.reading)
        and count.quantity.people in ("soldier", "man", "woman", "police", "protester", "fighter", "civilian")
        and not (count.quantity.is_subset or count.quantity.is_anaphor or _adds_to_named(count))
        and not is_elsewhere(event, count)
    ]
    others = [count for count in counts if count.quantity.people == "crew"]
    return told[0] if len(told) == 1 and not others else None


def is_elsewhere(event: EventReading, count: Count) -> bool:
    """Tell whether a count's sentence names places, and none that most ledes name or that lies about one of them."""
    sentence = count.reading.sentences[count.quantity.sentence]
    places = [
        toponym.place
        for toponym in count.reading.toponyms_in(sentence.start, sentence.end)
        if toponym.role is not Role.DEMONYM
    ]
    of_event = [
        toponym.place
        for reading in event.readings
        for toponym in reading.toponyms_in(0, lede_end(reading))
        if toponym.place.id in event.core
    ]
    if not places or not of_event:
        return False
    # Where ledes name a town, a sentence about another town of the same country is about something else.
    of_event = [place for place in of_event if place.kind not in COARSE_KINDS] or of_event
    return not any(
        one.id == other.id or one.id in other.within or other.id in one.within
        for one in places
        for other in of_event
    )


def _adds_to_named(count: Count) -> bool:
    """Tell "he and four others": the number leaves out somebody named beside it."""
    start, end = count.span
    body = count.reading.body
    return body[max(0, start - 5) : start].endswith("and ") and body[end : end + 7].strip().startswith(
        "other"
    )


# --- parts told together ---------------------------------------------------------------------------


def compose(counts: Sequence[Count]) -> Iterator[Claim]:
    """Yield the sum of parts told together ("three crew and two officers")."""
    for one, other in pairwise(counts):
        if _is_joined(one.reading, one.quantity, other.quantity):
            yield _sum(one.reading, one.quantity, other.quantity)


def _is_joined(reading: Reading, one: Quantity, other: Quantity) -> bool:
    between = reading.body[one.end : other.start].strip(" ,")
    return (
        one.sentence == other.sentence
        and between in ("and", "and a", "and their", "as well as", "plus")
        and not other.is_subset
        and one.people != other.people
    )


def _sum(reading: Reading, one: Quantity, other: Quantity) -> Claim:
    key = (one.low + other.low, one.high + other.high, Bound.EXACT)
    value = text_of(reading, one.start, other.end)
    return Claim(reading.id, one.sentence, one.start, other.end, value, key)


# --- those aboard ----------------------------------------------------------------------------------


def find_aboard(event: EventReading, strands: Strands, counts: Sequence[Count]) -> list[Claim]:
    """Return what each report says of how many were aboard the vehicle of the event.

    "All 15 aboard were killed" says it too, and so do "149 passengers and a crew of 8"; where no report knows of a
    survivor, the dead are those who were aboard.
    """
    told = {claim.article: claim for claim in find_totals(event, MAIN, counts, State.ABOARD)}
    killed = {claim.article: claim for claim in find_totals(event, MAIN, counts, State.KILLED)}
    is_survived = any(
        count.quantity.state is State.RESCUED
        or (count.quantity.state is State.WOUNDED and count.group == MAIN)
        for count in counts
    )
    for reading in event.readings:
        claim = _all_aboard(reading, counts) or _passengers_and_crew(event, strands, reading)
        if claim is None and not is_survived and told:
            claim = killed.get(reading.id)
        if claim is None and reading.id not in told:
            claim = _carried(reading, counts, list(told.values()))
        if claim is not None:
            told.setdefault(reading.id, claim)
    return [told[reading.id] for reading in event.readings if reading.id in told]


def _all_aboard(reading: Reading, counts: Sequence[Count]) -> Claim | None:
    """Return "14 men on board" whatever is said of them; of those killed, hurt or saved only when it is "all"."""
    for count in counts:
        quantity = count.quantity
        if count.reading.id != reading.id or count.group != MAIN or not quantity.is_aboard:
            continue
        if quantity.is_subset or quantity.people in ("crew", None) or count.nations:
            continue
        if quantity.people == "people" and quantity.head not in GENERIC_PEOPLE - {_PASSENGERS}:
            continue  # "four members of his congregation": not everybody
        if quantity.state not in _PARTING or _ALL.match(reading.body, quantity.start):
            return count_claim(count)
    return None


def _carried(reading: Reading, counts: Sequence[Count], told: Sequence[Claim]) -> Claim | None:
    """Return "carrying 214 passengers" where it may be all that others count: a crew not told contradicts nobody."""
    for count in counts:
        quantity = count.quantity
        is_mine = count.reading.id == reading.id and count.group == MAIN and quantity.state is State.ABOARD
        if is_mine and quantity.head == _PASSENGERS and not (quantity.is_subset or count.nations):
            claim = count_claim(count)
            return claim if told and judge_counts([*told, claim]) is not Relation.DIFFER else None
    return None


def _passengers_and_crew(event: EventReading, strands: Strands, reading: Reading) -> Claim | None:
    for one, other in pairwise(event.quantities[reading.id]):
        if strands.groups.get((reading.id, one.sentence), MAIN) != MAIN:
            continue
        is_whole = one.head == _PASSENGERS and other.people == "crew"
        if is_whole and not one.is_subset and _is_joined(reading, one, other):
            return _sum(reading, one, other)
    return None
