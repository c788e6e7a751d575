"""Counted things in a report: how many, of what, and what happened to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.comparing.counted import UNKNOWN, is_age_in_commas, is_no_count, people_class, read_counted
from archive.comparing.lexicon import AFTER, MEASURE_UNITS, PEOPLE, THINGS, TIME_UNITS, State
from archive.comparing.numbers import Bound, Number, parse_number
from archive.comparing.reading import Reading
from archive.comparing.states import find_state, is_running, is_toll, toll_state
from archive.comparing.words import Word, stem, word_set

_ABOUT = word_set("about around some nearly almost roughly approximately estimated circa")
_BOUND_PHRASES: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("more", "than"), Bound.AT_LEAST),
    (("at", "least"), Bound.AT_LEAST),
    (("no", "fewer", "than"), Bound.AT_LEAST),
    (("no", "less", "than"), Bound.AT_LEAST),
    (("over",), Bound.AT_LEAST),
    (("up", "to"), Bound.AT_MOST),
    (("fewer", "than"), Bound.AT_MOST),
    (("less", "than"), Bound.AT_MOST),
    (("under",), Bound.AT_MOST),
    (("close", "to"), Bound.ABOUT),
    (("as", "many", "as"), Bound.AT_MOST),
)
_DETERMINERS = word_set("all the last past next other these those another")
_AGE = re.compile(r"(\d{1,3})-(?:years?|months?)-olds?")
_CURRENCY = "$€£¥"
_OF_AN_AGE = [[person, "of"] for person in ("man", "woman", "boy", "girl")]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, ``body[start:end]``; ``is_anaphor`` marks "the two", people named before.

    ``head`` is the stem of the counted noun (``None`` for "5 killed"), ``people`` its class among people,
    ``qualifiers`` the stems that narrow it (Russian, military). ``is_toll`` marks a running total.
    """

    start: int
    end: int
    sentence: int
    low: float
    high: float
    bound: Bound
    head: str | None
    people: str | None
    qualifiers: frozenset[str]
    state: State | None
    is_aboard: bool = False
    is_toll: bool = False
    is_ordinal: bool = False
    is_subset: bool = False
    is_anaphor: bool = False


def find_quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Return the counted things of a report in order; dates, clock times and type names are not among them."""
    found: list[Quantity] = []
    for number in range(len(reading.sentences)):
        found.extend(_in_sentence(reading, number))
    return tuple(found)


def _in_sentence(reading: Reading, sentence: int) -> list[Quantity]:
    words = reading.words[sentence]
    start, end = reading.sentences[sentence].start, reading.sentences[sentence].end
    taken = [(item.start, item.end) for item in reading.aircraft_in(start, end)]
    taken += [(item.start, item.end) for item in reading.times_in(start, end)]
    taken += [(item.start, item.end) for item in reading.clock_times_in(start, end)]
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity, after = _read(reading, words, sentence, index, taken)
        if quantity is not None:
            found.append(_coordinated(reading.body, found, quantity))
        index = after
    return found


def _read(
    reading: Reading, words: Sequence[Word], sentence: int, index: int, taken: Sequence[tuple[int, int]]
) -> tuple[Quantity | None, int]:
    word = words[index]
    if any(start < word.end and word.start < end for start, end in taken):
        return None, index + 1
    if match := _AGE.fullmatch(word.lower):
        age = float(match[1])
        counted = Quantity(
            word.start, word.end, sentence, age, age, Bound.EXACT, "year", None, frozenset(), State.AGE
        )
        return counted, index + 1
    number = parse_number(words, index)
    if number is None:
        return None, index + 1
    if is_no_count(reading.body, words, number):
        return None, number.last
    quantity, last = _counted(reading.body, words, sentence, number)
    return quantity, max(number.last, last)


def _counted(body: str, words: Sequence[Word], sentence: int, number: Number) -> tuple[Quantity | None, int]:
    head, last, qualifiers, of_all = read_counted(body, words, number.last)
    if head == _LIFE and not _is_lost(words, number.first):
        head = None
    first, bound = with_bound(words, number)
    start, end = words[first].start, words[last - 1].end
    before = body[words[number.first].start - 1 : words[number.first].start]
    state = _fixed_state(words, number, head, before, body[end : end + 1])
    toll = state is None and is_toll(words, first, head) and not _is_said_of(words, number.last)
    if state is None and is_age_in_commas(body, words, number):
        state = State.AGE
    if state is None:
        state = find_state(body, words, number.first, last, of_all)
    running = state is State.KILLED and is_running(words, last)
    if toll:
        state = toll_state(words, number.first)
        number = _latest(words, number)
        start = words[number.first].start if number.first > first and bound is Bound.EXACT else start
    state = _told_by_noun(head, qualifiers) or state
    qualifiers -= _QUALIFIER_STATES.keys()
    if number.first > 1 and [word.lower for word in words[number.first - 2 : number.first]] == ["crew", "of"]:
        head, start = (head or _CREW), words[number.first - 2].start
    if not _is_counted(words, number, head, state, toll):
        return None, last
    aboard = _is_aboard(words, last)
    quantity = Quantity(
        start,
        words[last + (words[last].lower == "on")].end if aboard else end,
        sentence,
        number.low,
        number.high,
        bound,
        head,
        people_class(head, qualifiers),
        qualifiers,
        State.KILLED if state is State.LOST and people_class(head, qualifiers) else state,
        aboard or state is State.ABOARD,
        toll or running,
        number.is_ordinal,
        of_all or _is_part(words, number),
        head is None
        and number.first > 0
        and words[number.first - 1].lower in ("the", "these", "those", "other"),
    )
    return quantity, last


def _is_said_of(words: Sequence[Word], index: int) -> bool:
    """Tell whether the word after a number says what happened ("six dead")."""
    return index < len(words) and words[index].lower in AFTER


_NOUN_STATES = {stem("lives"): State.KILLED, stem("fatality"): State.KILLED}
_QUALIFIER_STATES = {
    stem("dead"): State.KILLED,
    stem("wounded"): State.WOUNDED,
    stem("injured"): State.WOUNDED,
}


def _told_by_noun(head: str | None, qualifiers: frozenset[str]) -> State | None:
    """Return what the noun phrase itself says happened: "two fatalities", "100 wounded people"."""
    told = [_NOUN_STATES[head]] if head in _NOUN_STATES else []
    told += [_QUALIFIER_STATES[word] for word in sorted(qualifiers) if word in _QUALIFIER_STATES]
    return told[0] if told else None


_LIFE = stem("lives")
_CREW = stem("crew")
_LOSSES = word_set("loss claimed claiming cost costing took taking lost")


def _is_lost(words: Sequence[Word], first: int) -> bool:
    """Tell "the loss of 15 lives", "claimed 15 lives" from lives that are lived or saved."""
    return any(word.lower in _LOSSES for word in words[max(0, first - 4) : first])


def _latest(words: Sequence[Word], number: Number) -> Number:
    """Return what a total has risen to: "from 295 to 298" is no range."""
    if number.first == 0 or words[number.first - 1].lower != "from" or number.low == number.high:
        return number
    first = next(index for index in range(number.first, number.last) if words[index].lower == "to") + 1
    return replace(number, first=first, low=number.high)


def with_bound(words: Sequence[Word], number: Number) -> tuple[int, Bound]:
    """Return where the phrase begins, its hedge counted in, and how exactly the number is told."""
    first, bound = number.first, number.bound
    while first > 0 and words[first - 1].lower in _DETERMINERS:
        first -= 1
    for phrase, kind in _BOUND_PHRASES:
        begin = first - len(phrase)
        if begin >= 0 and tuple(word.lower for word in words[begin:first]) == phrase:
            return begin, kind
    if first > 0 and words[first - 1].lower in _ABOUT:
        return first - 1, Bound.ABOUT
    return first, bound


def _fixed_state(
    words: Sequence[Word], number: Number, head: str | None, before: str, following: str
) -> State | None:
    if (before in _CURRENCY and before) or following == "%" or head in MEASURE_UNITS:
        return State.MEASURE
    if head in TIME_UNITS:
        return State.TIME
    if {word.lower for word in words[max(0, number.first - 3) : number.first]} & {"aged", "ages"}:
        return State.AGE
    if [word.lower for word in words[max(0, number.first - 2) : number.first]] in _OF_AN_AGE:
        return State.AGE
    if number.last < len(words) and words[number.last].lower.startswith("year-old"):
        return State.AGE
    return None


def _is_counted(
    words: Sequence[Word], number: Number, head: str | None, state: State | None, toll: bool
) -> bool:
    first = words[number.first].lower
    if number.is_ordinal:
        # "the third helicopter lost this year" counts; "the second city" does not.
        return head in THINGS and state in (State.LOST, State.DESTROYED, State.KILLED)
    if first in ("one", "both", "1"):
        return head in PEOPLE and (first != "1" or state is not None)
    if head is None or head.startswith(UNKNOWN):
        return state is not None or toll
    return True


def _is_part(words: Sequence[Word], number: Number) -> bool:
    """Tell "nine of the dead", "four of his family": a part of a whole that is not counted here."""
    following = words[number.last].lower if number.last < len(words) else ""
    return following == "of" and number.bound is not Bound.VAGUE


def _is_aboard(words: Sequence[Word], index: int) -> bool:
    following = [word.lower for word in words[index : index + 2]]
    return following[:1] in (["aboard"], ["onboard"]) or following == ["on", "board"]


def _coordinated(body: str, found: Sequence[Quantity], quantity: Quantity) -> Quantity:
    """Give a quantity without a state that of the one it is joined to ("800 fighters, as well as 14 tanks")."""
    if not found:
        return quantity
    previous = found[-1]
    between = body[previous.end : quantity.start]
    if _JOINT.fullmatch(between) is None or previous.state in (State.TIME, State.AGE, State.MEASURE, None):
        return quantity
    if "includ" in between or between.strip().startswith(("mostly", ", mostly")):
        return replace(quantity, is_subset=True, state=quantity.state or previous.state)
    if quantity.state is State.ABOARD and quantity.is_aboard and previous.state is State.KILLED:
        return replace(quantity, state=State.KILLED)
    return (
        quantity if quantity.state is not None else replace(quantity, state=_joined_state(previous, quantity))
    )


def _joined_state(previous: Quantity, quantity: Quantity) -> State | None:
    # Fighters and tanks can be lost in one breath; the tanks are not killed.
    if previous.state is State.KILLED and quantity.people is None and quantity.head in THINGS:
        return State.LOST
    return previous.state


_JOINT = re.compile(r",? (?:and |as well as |plus |including |mostly |among them )?")
