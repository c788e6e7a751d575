"""What happened to counted people and things: the words of a sentence that say it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.comparing.lexicon import AFTER, AFTER_PHRASES, BEFORE, TOTAL_RISES, TOTAL_WORDS, State
from archive.comparing.numbers import parse_number
from archive.comparing.words import Word, word_set

# Words that open another statement: what follows them is not said of the count before them.
_BREAKS = word_set(
    "when after as while because although though but where before until whose which despite since"
)
_TRANSPARENT = word_set(
    """more than at least over about around some nearly almost all the both up to an estimated of other another
    another's roughly approximately have has had been least no fewer less"""
)
_BE = word_set("was were is are be been being")
_ASIDES = word_set("mostly including most some all among both many")
# "Three are being treated for … injuries": a noun far off says what ails them, not how many were hurt in all.
_STATE_NOUNS = word_set("injuries deaths fatalities")
_NOUN_REACH = 5
# How far a verb may stand from what it is said of: "five people on board a Russian military helicopter have been
# killed".
_REACH = 16


def find_state(
    body: str, words: Sequence[Word], first: int, last: int, is_part: bool = False
) -> State | None:
    """Return what is said to have happened to ``words[first:last]``, or ``None``."""
    before = _just_before(words, first)
    if before is not None:
        return before
    after = _after(body, words, last)
    if after is not None and (after is not State.ABOARD or first == 0):
        return after
    return _far_before(body, words, first) or after


def is_toll(words: Sequence[Word], first: int, head: str | None) -> bool:
    """Tell whether the number at ``first`` is a running total ("brought the toll to 19")."""
    if (
        head is not None
        or first == 0
        or words[first - 1].lower not in ("to", "at", "reached", "reaches", "from")
    ):
        return False
    earlier = {word.lower for word in words[:first]}
    if words[first - 1].lower == "at" and not earlier & {"stood", "stands", "put", "puts"}:
        return False
    return bool(earlier & TOTAL_WORDS) and bool(earlier & TOTAL_RISES)


def is_running(words: Sequence[Word], last: int) -> bool:
    """Tell whether what is counted before ``words[last]`` "have now died": counted from some beginning until today."""
    return [word.lower for word in words[last : last + 2]] in (["have", "now"], ["has", "now"])


_DEATHS = word_set("toll casualties losses death deaths dead died killed victims fatalities")


def toll_state(words: Sequence[Word], first: int) -> State | None:
    """Return what a running total counts, as its sentence says before it; ``None`` when it does not."""
    for word in words[:first]:
        if word.lower == "crowd":
            return State.ATTENDED
        state = AFTER.get(word.lower)
        if state in (State.WOUNDED, State.MISSING, State.ARRESTED):
            return state
    return State.KILLED if any(word.lower in _DEATHS for word in words[:first]) else None


def _just_before(words: Sequence[Word], first: int) -> State | None:
    index = first - 1
    while index >= 0 and words[index].lower in _TRANSPARENT and first - index < 5:
        index -= 1
    if index < 0:
        return None
    state = BEFORE.get(words[index].lower)
    if state is not None and index > 0 and words[index - 1].lower == "to":
        return None  # "wanted to kill two": meant, not done
    if state is State.ABOARD and words[index].lower in ("aboard", "onboard"):
        return None
    if state is not None and words[index].lower.endswith("ed") and index > 0:
        # "were killed 12 miles away": passive, said of what stands before it.
        return (
            None if words[index - 1].lower in _BE - {"being"} and words[index].lower != "carried" else state
        )
    return state


def _after(body: str, words: Sequence[Word], last: int) -> State | None:
    aboard: State | None = None
    has_verb = False
    for index in range(last, min(len(words), last + _REACH)):
        if index > last and _is_broken(body, words, index):
            break
        if has_verb and words[index - 1].lower == "and" and parse_number(words, index) is not None:
            break  # "two are in hospital and three …": the second count has a verb of its own
        has_verb = has_verb or words[index].lower in _BE
        for phrase, state in AFTER_PHRASES:
            if tuple(word.lower for word in words[index : index + len(phrase)]) == phrase:
                if state is not State.ABOARD:
                    return state
                aboard = state
        if words[index].lower in _CARRIED and _is_to_hospital(words, index + 1):
            return State.WOUNDED
        found = AFTER.get(words[index].lower)
        if found is State.ABOARD:
            aboard = found
        elif found is not None and not _is_active(words, index):
            if words[index].lower in _STATE_NOUNS and index - last > _NOUN_REACH:
                continue
            return found
    return aboard


_CARRIED = word_set("taken rushed brought sent transferred transported admitted flown airlifted moved")
_HOSPITALS = word_set("hospital hospitals clinic clinics")
_HOSPITAL_REACH = 5


def _is_to_hospital(words: Sequence[Word], index: int) -> bool:
    """Tell "(rushed) to a nearby hospital"."""
    following = [word.lower for word in words[index : index + _HOSPITAL_REACH]]
    return following[:1] == ["to"] and not _HOSPITALS.isdisjoint(following)


def _is_active(words: Sequence[Word], index: int) -> bool:
    """Tell whether a verb acts on what follows ("militants killed four people") instead of what precedes."""
    if words[index].lower not in BEFORE or index + 1 >= len(words):
        return False
    if index > 0 and words[index - 1].lower in _BE:
        return False
    following = index + 1
    while following < len(words) - 1 and words[following].lower in _TRANSPARENT:
        following += 1
    return following > index + 1 or parse_number(words, following) is not None


def _is_broken(body: str, words: Sequence[Word], index: int) -> bool:
    word = words[index]
    gap = body[words[index - 1].end : word.start]
    if any(mark in gap for mark in '.;:—–"“”?!'):
        return True
    if word.lower in _BREAKS:
        return True
    if "," in gap:
        return not _opens_aside(words, index) and not _closes_aside(body, words, index)
    return False


def _opens_aside(words: Sequence[Word], index: int) -> bool:
    """Tell "nine civilians, four of them children, were killed": what follows the comma is said in passing."""
    if words[index].lower in _ASIDES:
        return True
    following = [word.lower for word in words[index + 1 : index + 3]]
    return following in (["of", "them"], ["of", "whom"])


def _closes_aside(body: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether the comma before ``index`` closes an aside opened by an earlier one."""
    for earlier in range(index - 1, max(0, index - 7), -1):
        if "," in body[words[earlier - 1].end : words[earlier].start]:
            return _opens_aside(words, earlier)
    return False


# Verbs that reach their object over a few words: "involved, it says, some 5,000", "carrying on its deck 40".
_FAR_STATES = (State.INVOLVED, State.ABOARD, State.LOST)
_FAR_REACH = 7


def _far_before(body: str, words: Sequence[Word], first: int) -> State | None:
    for index in range(first - 1, max(-1, first - 1 - _FAR_REACH), -1):
        word = words[index].lower
        gap = body[words[index].end : words[index + 1].start]
        if gap.strip(" \xa0'’") or word in _BREAKS or word == "that":
            return None
        if word not in ("aboard", "onboard") and BEFORE.get(word) in _FAR_STATES:
            return BEFORE[word]
    return None
