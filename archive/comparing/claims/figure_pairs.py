"""When two reports' figures are of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from archive.comparing.claims.counting import may_be_one
from archive.comparing.concepts import concept_set
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.figure import Figure
from archive.comparing.lexicon import AFTER, BEFORE, TIME_UNITS
from archive.comparing.numbers import Bound
from archive.comparing.strands import Strands
from archive.comparing.units import PERCENT
from archive.comparing.words import stem

# Equal figures of one unit are of one thing when their clauses share this much weight of concepts beside it.
_EQUAL_WEIGHT = 2.0
# Figures that differ are of one thing only when what stands nearest to them shares this much. Judged on the
# development events: below 3.0 shares of a vote meet the turnout. Rerun `python -m benchmarks.comparing claims`.
_UNEQUAL_WEIGHT = 3.0
# "Two", "three" stand in every sentence; a figure from here on is seldom met twice by chance.
_TELLING = 5
# From this many digits on, final noughts not counted, a figure is its own witness.
_ODD_DIGITS = 3
# Of a share or a length one word nearby says what it is of ("turnout"); of counts the noun says it already.
_MEASURE_FACTOR = 1.5
# Sums of money stand close in business news: two that differ are of one thing only when they are of one order and
# share this many words nearby. By judgement on the development events.
_SUM_RATIO = 2.0
_SUM_ANCHORS = 2
_CLOSE_RATIO = 1.1
# Things of one kind with one fate ("destroyed") are counted for one happening, unless places tell them apart.
_FATE_FACTOR = 1.5
_FATES = frozenset(stem(word) for word in (*AFTER, *BEFORE))
# What is counted says something itself ("fire engines"), as far as it is rarer than this.
_COMMON_UNIT = 0.8
# A prison term is of one sentence when it is the first that each report tells.
_PRISON = concept_set("prison jail jailed sentenced imprisonment imprisoned bars")
_MEANT = concept_set(
    "threaten threatened threat plan planned vowed demand demanded seek sought asked want proposed could"
)
# Words that stand by figures of any matter.
_NO_ANCHORS = TIME_UNITS | concept_set("time first last new total increase reduce fall USA")
_PRICES = concept_set("shares stock stocks fell rose dropped climbed gained slipped futures index trading")
# Measures told with this many digits, final noughts not counted, are the same measure when they are equal.
_MEASURE_DIGITS = 2
# Two reports hardly give one figure from here on, told with two digits, for two things.
_LARGE = 10_000
PEOPLE_UNIT = "people"
MAGNITUDE = stem("magnitude")
DEPTH = frozenset({stem("depth"), stem("deep")})


def find_clusters(event: EventReading, strands: Strands, figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures of one unit that are of one thing, one of a report; those that are equal come first."""
    clusters: list[list[Figure]] = []
    figures = _without_repeats(figures)
    for one, other in combinations(figures, 2):
        if one.article != other.article and _is_equal(event, strands, figures, one, other):
            _join(clusters, one, other)
    for _, one, other in sorted(
        (
            (-score, one, other)
            for one, other in combinations(figures, 2)
            if (score := _unequal_weight(event, strands, figures, one, other)) >= _UNEQUAL_WEIGHT
        ),
        key=lambda scored: (scored[0], scored[1].article, scored[1].start),
    ):
        _join(clusters, one, other)
    return clusters


def _without_repeats(figures: Sequence[Figure]) -> list[Figure]:
    """Leave out a length, a sum or a telling count that its report has given before: it is the same one."""
    seen: set[tuple[int, float, float]] = set()
    kept: list[Figure] = []
    for figure in figures:
        value = (figure.article, figure.low, figure.high)
        if value not in seen or not (figure.is_measure or figure.low >= _TELLING):
            kept.append(figure)
        seen.add(value)
    return kept


def _join(clusters: list[list[Figure]], one: Figure, other: Figure) -> None:
    """Put two figures into one cluster, which holds one figure of a report."""
    homes = [cluster for cluster in clusters if one in cluster or other in cluster]
    if not homes:
        clusters.append([one, other])
        return
    home = homes[0]
    if len(homes) > 1 and not {f.article for f in home} & {f.article for f in homes[1]}:
        home.extend(homes[1])  # what two reports give for a thing, and what two others do
        clusters.remove(homes[1])
        return
    for figure in (one, other):
        if all(figure.article != member.article for member in home) and not any(
            figure in cluster for cluster in clusters
        ):
            home.append(figure)


def _is_equal(
    event: EventReading, strands: Strands, figures: Sequence[Figure], one: Figure, other: Figure
) -> bool:
    if _is_told_apart(strands, one, other):
        return False
    if one.is_time:
        return is_one_stretch(event, one, other)
    if (one.low, one.high) != (other.low, other.high):
        return _is_hedged_one(event, one, other)
    shared = event.weight(one.clause & other.clause)
    if (
        one.is_sum
    ):  # "Citigroup's finance chief, A. B., said the bank faces $20 billion": named a clause before
        told = _sentence(event, one) & _sentence(event, other)
        shared = max(shared, event.weight(told - event.core))
    if not one.is_measure:
        shared += event.weights.get(one.unit, 0.0) - _COMMON_UNIT
    if one.is_past != other.is_past and shared < 2 * _EQUAL_WEIGHT:
        return False
    if one.is_share and one.low != int(one.low):
        return True
    if one.low < _TELLING:
        return shared >= 2 * _EQUAL_WEIGHT or _is_only_count(figures, one, other, event)
    if one.is_measure and one.unit != PERCENT and _digits(one.low) >= _MEASURE_DIGITS:
        return True  # 550 metres and 550 metres: reports of one event hardly measure two things alike
    if is_odd(one.low):
        return shared > 0
    if min(one.low, _LARGE) == _LARGE and _digits(one.low) >= _MEASURE_DIGITS and not one.is_measure:
        return True
    return shared >= _EQUAL_WEIGHT or bool(one.of & other.of)


def _sentence(event: EventReading, figure: Figure) -> frozenset[str]:
    return event.concepts[figure.article][figure.sentence]


def _is_only_count(figures: Sequence[Figure], one: Figure, other: Figure, event: EventReading) -> bool:
    """Tell whether both reports count one thing of the event, and never count it otherwise."""
    return one.unit in event.core and _is_only(figures, one) and _is_only(figures, other)


def is_one_stretch(event: EventReading, one: Figure, other: Figure) -> bool:
    """Tell whether two stretches of time are one: 72 hours and three days, 127 days and four months."""
    coarsest = max(one.step, other.step)
    most = coarsest / 2 if one.step != other.step else 0.0
    if abs(one.low - other.low) > most or abs(one.high - other.high) > most:
        return False
    if (is_term(one) and is_term(other)) or one.of & other.of:
        return True
    if one.step == other.step and is_odd(one.low / one.step):
        return True  # 127 days and 127 days
    return event.weight(one.clause & other.clause) >= 2 * _EQUAL_WEIGHT


def _is_hedged_one(event: EventReading, one: Figure, other: Figure) -> bool:
    """Tell whether "nearly 400 flights" may be the 380 of another report: one thing, and a hedge between them."""
    if not {one.bound, other.bound} & {Bound.ABOUT, Bound.AT_LEAST}:
        return False
    is_possible = may_be_one(one.key, other.key)
    named = 0.0 if one.is_measure else event.weights.get(one.unit, 0.0) - _COMMON_UNIT
    return is_possible and event.weight(one.near & other.near) + named >= _EQUAL_WEIGHT


def is_odd(value: float) -> bool:
    """Tell a figure that two reports hardly give for two things: 51.3, 2,750."""
    return value != int(value) or _digits(value) >= _ODD_DIGITS


def _digits(value: float) -> int:
    return len(str(int(value)).rstrip("0"))


def is_term(figure: Figure) -> bool:
    """Tell how long somebody was sent to prison for."""
    return figure.is_time and bool(figure.near & _PRISON)


def _is_told_apart(strands: Strands, one: Figure, other: Figure) -> bool:
    groups = [strands.groups.get((figure.article, figure.sentence), MAIN) for figure in (one, other)]
    return groups[0] != groups[1]


def _unequal_weight(
    event: EventReading, strands: Strands, figures: Sequence[Figure], one: Figure, other: Figure
) -> float:
    """Return how surely two figures that differ are of one thing: the weight of what stands nearest to both."""
    if one.article == other.article or _is_told_apart(strands, one, other):
        return 0.0
    if is_term(one) and is_term(other):
        is_first = _is_first_term(figures, one) and _is_first_term(figures, other)
        return _UNEQUAL_WEIGHT if is_first and one.low != other.low else 0.0
    if one.is_past != other.is_past:
        return 0.0
    is_conditioned = (one.is_conditioned or other.is_conditioned) and not one.is_sum
    if one.is_time or one.unit in ("", PEOPLE_UNIT) or is_conditioned:
        return 0.0
    if _is_meant(one) or _is_meant(other) or _is_on_the_move(one, other):
        return 0.0
    if (one.low, one.high) == (other.low, other.high) or Bound.VAGUE in (one.bound, other.bound):
        return 0.0
    if any(
        (figure.article == one.article and (figure.low, figure.high) == (other.low, other.high))
        or (figure.article == other.article and (figure.low, figure.high) == (one.low, one.high))
        for figure in figures
    ):
        return 0.0  # a report that gives both figures gives them for two things
    if bool(one.of) and bool(other.of):
        return event.weight(one.of & other.of) * 2
    if one.unit == MAGNITUDE and not (_is_first(figures, one) and _is_first(figures, other)):
        return 0.0  # aftershocks come later in a report
    is_depth = "quake" in event.core and one.near & DEPTH and other.near & DEPTH
    if one.unit == MAGNITUDE or is_depth:
        return _UNEQUAL_WEIGHT
    if one.is_measure and not one.is_share:
        return 0.0
    if one.is_sum and _is_close(one, other) and event.weight(one.clause & other.clause) >= _EQUAL_WEIGHT:
        return _UNEQUAL_WEIGHT
    if one.is_sum and _is_only(figures, one) and _is_only(figures, other):
        shared = (_sentence(event, one) & _sentence(event, other)) - event.core
        is_one = event.weight(shared - {one.unit}) >= _EQUAL_WEIGHT
        return _UNEQUAL_WEIGHT if is_one and _is_near(one, other) else 0.0
    if one.is_sum and (not _is_near(one, other) or len((one.near & other.near) - event.core) < _SUM_ANCHORS):
        return 0.0
    if one.is_share:
        return event.weight((one.near & other.near) - event.core - _NO_ANCHORS) * _MEASURE_FACTOR
    shared = one.near & other.near
    return event.weight(shared) * (_FATE_FACTOR if shared & _FATES else 1.0)


def _is_first_term(figures: Sequence[Figure], figure: Figure) -> bool:
    return figure == next(other for other in figures if other.article == figure.article and is_term(other))


def _is_meant(figure: Figure) -> bool:
    """Tell what is threatened, planned or asked for from what is or was."""
    return bool(figure.clause & _MEANT)


def _is_on_the_move(one: Figure, other: Figure) -> bool:
    """Tell prices and rates that rise and fall all day: two that differ were read at two times."""
    return bool(one.clause & _PRICES and other.clause & _PRICES)


def _is_near(one: Figure, other: Figure) -> bool:
    return max(one.high, other.high) <= _SUM_RATIO * min(one.low, other.low)


def _is_close(one: Figure, other: Figure) -> bool:
    """Tell two large sums, exactly told, that hardly differ: one thing, measured twice."""
    low, high = sorted((one.low, other.low))
    is_exact = min(_digits(low), _digits(high)) >= _MEASURE_DIGITS
    return low >= _LARGE and is_exact and high <= _CLOSE_RATIO * low


def _is_only(figures: Sequence[Figure], figure: Figure) -> bool:
    return sum(other.article == figure.article for other in figures) == 1


def _is_first(figures: Sequence[Figure], figure: Figure) -> bool:
    return figure == next(other for other in figures if other.article == figure.article)
