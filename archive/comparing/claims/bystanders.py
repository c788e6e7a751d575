"""Counts that belong to neither the event nor its background: other fights, flights and surrenders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim
from archive.comparing.claims.counting import Count, compare_counts, count_claim
from archive.comparing.claims.totals import is_elsewhere
from archive.comparing.concepts import concept_of_stem
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.lexicon import FAMILY, THINGS, State
from archive.comparing.quantities import Quantity
from archive.records import ClaimRow

# What shows that a count in a text of several happenings belongs to the same happening in two reports: this much
# weight in shared concepts beside the counted ones. 2 to 4 do alike on
# the development events, 5 loses facts; the strictest of them. Rerun `python -m benchmarks.comparing claims`.
_ANCHOR_WEIGHT = 4.0
# Equal counts of one class with one fate need less: the number itself is shared. Same benchmark.
_EQUAL_WEIGHT = 2.0


def find_happening_rows(event: EventReading, counts: Sequence[Count]) -> Iterator[ClaimRow]:
    """Yield rows of counts outside the event, joined by state, class and what else their clauses share."""
    left = [
        count
        for count in counts
        if not (count.quantity.is_ordinal or count.quantity.is_subset or _is_further(count))
    ]
    left = _first_counts(left)
    while left:
        cluster = [left.pop(0)]
        for count in list(left):
            if any(_same_happening(event, member, count) for member in cluster):
                cluster.append(count)
                left.remove(count)
        if len({count.reading.id for count in cluster}) > 1:
            question = _question(cluster)
            claims = _agreed([count_claim(count) for count in cluster])
            group = EARLIER if any(count.is_past for count in cluster) else MAIN
            yield from compare_counts(event, question, group, claims, is_loose=True)


# What the reports count of other times, where no background event of theirs has a name.
EARLIER = "earlier events"
# A report that counts more than this is a table; time grows with the square.
_MOST_COUNTS = 40


def _first_counts(counts: Sequence[Count]) -> list[Count]:
    seen: Counter[int] = Counter()
    kept: list[Count] = []
    for count in counts:
        seen[count.reading.id] += 1
        if seen[count.reading.id] <= _MOST_COUNTS:
            kept.append(count)
    return kept


def _is_further(count: Count) -> bool:
    """Tell "two more people", "nine others": counted beside others, who are not counted here."""
    words = count.reading.body[count.quantity.start : count.quantity.end + len(" others")].lower().split()
    return bool(_FURTHER & set(words))


_FURTHER = frozenset({"more", "others"})


def _agreed(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what a report counts besides the number that it shares with another report."""
    shared = [
        claim.key
        for claim in claims
        if any(c.article != claim.article and c.key == claim.key for c in claims)
    ]
    sharing = {claim.article for claim in claims if claim.key in shared}
    return [claim for claim in claims if claim.article not in sharing or claim.key in shared]


_VERBS = {
    State.KILLED: "were killed",
    State.WOUNDED: "were wounded",
    State.SURRENDERED: "surrendered",
    State.FLED: "fled",
    State.TRAPPED: "are trapped",
    State.ARRESTED: "were arrested",
    State.LOST: "were lost",
    State.DESTROYED: "were destroyed",
    State.MISSING: "are missing",
    State.RESCUED: "were rescued",
    State.ATTENDED: "took part",
    State.INVOLVED: "were involved",
    State.ABOARD: "were aboard",
    State.VOTED: "voted",
    State.INSIDE: "were inside",
}


def _question(cluster: Sequence[Count]) -> str:
    noun = next((count.quantity.people for count in cluster if count.quantity.people), None)
    plural = {
        "people": "people",
        "man": "men",
        "woman": "women",
        "child": "children",
        "police": "police",
        "crew": "crew",
    }
    if noun is None:
        words = cluster[0].reading.body[slice(*cluster[0].span)].split()
        counted = words[-1] if cluster[0].quantity.head in THINGS else "people"
    else:
        counted = plural.get(noun, noun + "s")
    state = cluster[0].quantity.state
    return f"How many {counted} {_VERBS[state]}?" if state in _VERBS else f"How many {counted}?"


def _same_happening(event: EventReading, one: Count, other: Count) -> bool:
    a, b = one.quantity, other.quantity
    if _fate(a) is not _fate(b) or not _same_class(a, b) or one.is_past != other.is_past:
        return False
    if one.reading.id == other.reading.id:
        return a.sentence + 1 >= b.sentence and _repeats(one, other)
    if not one.is_past and _is_cumulative(one) != _is_cumulative(other):
        return False
    shared = _context(event, one) & _context(event, other) - {str(a.head), str(b.head)}
    is_equal = (a.low, a.high) == (b.low, b.high)
    if one.is_past and not is_equal:
        return False
    if not is_equal and is_elsewhere(event, one) != is_elsewhere(event, other):
        return False
    if not is_equal and _is_of_a_stretch(one) != _is_of_a_stretch(other):
        return False
    return event.weight(shared) >= (_EQUAL_WEIGHT if is_equal else _ANCHOR_WEIGHT)


def _fate(quantity: Quantity) -> State | None:
    """Return what happened; homes that were "lost" were destroyed."""
    is_thing = quantity.people is None and quantity.state is State.LOST
    return State.DESTROYED if is_thing else quantity.state


def _same_class(a: Quantity, b: Quantity) -> bool:
    if (a.head == FAMILY) != (b.head == FAMILY):
        return False
    classes = {_class(a), _class(b)}
    return len(classes) == 1 or classes == {"people", "civilian"}


def _class(quantity: Quantity) -> str:
    """Return what is counted: a class of people, or a thing; a bare number counts people."""
    if quantity.people is not None:
        return quantity.people
    return f"thing {concept_of_stem(quantity.head)}" if quantity.head is not None else "people"


def _repeats(one: Count, other: Count) -> bool:
    """Tell whether the second count of one report corrects or repeats the first ("put the toll at six")."""
    between = one.reading.body[one.quantity.end : other.quantity.end]
    return other.quantity.head is None and "toll" in between and not other.quantity.is_subset


def _is_cumulative(count: Count) -> bool:
    sentence = count.reading.sentence_text(count.quantity.sentence).lower()
    return "since " in sentence or " have killed " in sentence


_STRETCH = re.compile(r"\b(?:in|over|during|for) the (?:past|last)\b|\bso far\b|\bto date\b|\baltogether\b")


def _is_of_a_stretch(count: Count) -> bool:
    """Tell "313 people died there in the past year" from the toll of one happening."""
    return _STRETCH.search(count.reading.sentence_text(count.quantity.sentence).lower()) is not None


def _context(event: EventReading, count: Count) -> frozenset[str]:
    return event.concepts[count.reading.id][count.quantity.sentence]
