"""Figures that two reports give for one thing: shares of a vote, sizes, sums, counted things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.counting import judge_counts
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.figures import Figure, find_figures
from archive.comparing.lexicon import AFTER, BEFORE
from archive.comparing.numbers import Bound
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.times import Grain
from archive.comparing.words import IRREGULAR, stem, stem_set
from archive.records import ClaimRow, Relation

# Equal figures of one unit are of one thing when their clauses share this much weight of concepts beside it.
_EQUAL_WEIGHT = 2.0
# Figures that differ are of one thing only when what stands nearest to them shares this much. Judged on the
# development events: below 3.0 shares of a vote meet the turnout. Rerun `python -m benchmarks.comparing claims`.
_UNEQUAL_WEIGHT = 3.0
# A report with more figures of one unit than this is a table; time grows with the square.
_MOST_FIGURES = 25
# "Two", "three" stand in every sentence; a figure from here on is seldom met twice by chance.
_TELLING = 5
# From this many digits on, final noughts not counted, a figure is its own witness.
_ODD_DIGITS = 3
# A figure dated this many days before the event is of another time.
_APART_DAYS = 30
# Of a share or a length one word nearby says what it is of ("turnout"); of counts the noun says it already.
_MEASURE_FACTOR = 1.5
# Sums of money stand close in business news: two that differ are of one thing only when they are of one order and
# share this many words nearby. By judgement on the development events.
_SUM_RATIO = 2.0
_SUM_ANCHORS = 2
# Things of one kind with one fate ("destroyed") are counted for one happening, unless places tell them apart.
_FATE_FACTOR = 1.5
_FATES = frozenset(stem(word) for word in (*AFTER, *BEFORE))
# "The 300 block of Metz Road" is an address.
_BLOCK = stem("block")
# What is counted says something itself ("fire engines"), as far as it is rarer than this.
_COMMON_UNIT = 0.8
# A prison term is of one sentence when it is the first that each report tells.
_PRISON = stem_set("prison jail jailed sentenced imprisonment imprisoned bars")
_MEANT = stem_set(
    "threaten threatened threat plan planned vowed demand demanded seek sought asked want proposed could"
)
_PRICES = stem_set("shares stock stocks fell rose dropped climbed gained slipped futures index trading")
# Measures told with this many digits, final noughts not counted, are the same measure when they are equal.
_MEASURE_DIGITS = 2
_MAGNITUDE = stem("magnitude")
_DEPTH = frozenset({stem("depth"), stem("deep")})


def find_measure_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each thing that two reports give a figure for, people and their fate apart."""
    readings = {reading.id: reading for reading in event.readings}
    figures = [
        figure
        for reading in event.readings
        for figure in find_figures(reading)
        if figure.unit != _BLOCK and not _is_of_another_time(event, reading, figure)
    ]
    units: dict[str, list[Figure]] = {}
    for figure in figures:
        held = units.setdefault(figure.unit, [])
        if sum(other.article == figure.article for other in held[-_MOST_FIGURES:]) < _MOST_FIGURES:
            held.append(figure)
    for unit in sorted(units):
        for cluster in _clusters(event, strands, units[unit]):
            yield from _row(event, strands, readings, cluster)


def _is_of_another_time(event: EventReading, reading: Reading, figure: Figure) -> bool:
    sentence = reading.sentences[figure.sentence]
    return event.day is not None and any(
        (event.day - time.last).days > _APART_DAYS and time.grain is not Grain.WEEK
        for time in reading.times_in(sentence.start, sentence.end)
    )


def _clusters(event: EventReading, strands: Strands, figures: Sequence[Figure]) -> list[list[Figure]]:
    clusters: list[list[Figure]] = []
    for one, other in combinations(figures, 2):
        if one.article != other.article and _is_equal(event, strands, one, other):
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


def _join(clusters: list[list[Figure]], one: Figure, other: Figure) -> None:
    """Put two figures into one cluster, which holds one figure of a report."""
    homes = [cluster for cluster in clusters if one in cluster or other in cluster]
    if not homes:
        clusters.append([one, other])
        return
    home = homes[0]
    for figure in (one, other):
        if all(figure.article != member.article for member in home) and not any(
            figure in cluster for cluster in clusters
        ):
            home.append(figure)


def _is_equal(event: EventReading, strands: Strands, one: Figure, other: Figure) -> bool:
    if (one.low, one.high) != (other.low, other.high) or _is_told_apart(strands, one, other):
        return False
    shared = event.weight(one.clause & other.clause)
    if not one.is_measure and not one.is_time:
        shared += event.weights.get(one.unit, 0.0) - _COMMON_UNIT
    if _is_term(one) and _is_term(other):
        return True
    if one.is_time or one.low < _TELLING:
        return shared >= 2 * _EQUAL_WEIGHT
    if one.is_measure and not one.is_share and _digits(one.low) >= _MEASURE_DIGITS:
        return True  # 550 metres and 550 metres: reports of one event hardly measure two things alike
    if _is_odd(one.low):
        return shared > 0
    return shared >= _EQUAL_WEIGHT or bool(one.of & other.of)


def _is_odd(value: float) -> bool:
    """Tell a figure that two reports hardly give for two things: 51.3, 2,750."""
    return value != int(value) or _digits(value) >= _ODD_DIGITS


def _digits(value: float) -> int:
    return len(str(int(value)).rstrip("0"))


def _is_term(figure: Figure) -> bool:
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
    if _is_term(one) and _is_term(other):
        is_first = _is_first_term(figures, one) and _is_first_term(figures, other)
        return _UNEQUAL_WEIGHT if is_first and one.low != other.low else 0.0
    if one.is_time or _is_meant(one) or _is_meant(other) or _is_on_the_move(one, other):
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
    if one.unit == _MAGNITUDE and not (_is_first(figures, one) and _is_first(figures, other)):
        return 0.0  # aftershocks come later in a report
    is_depth = "quake" in event.core and one.near & _DEPTH and other.near & _DEPTH
    if one.unit == _MAGNITUDE or is_depth:
        return _UNEQUAL_WEIGHT
    if one.is_measure and not one.is_share:
        return 0.0
    if one.is_sum and _is_only(figures, one) and _is_only(figures, other):
        shared = (
            event.concepts[one.article][one.sentence] & event.concepts[other.article][other.sentence]
        ) - event.core
        is_one = event.weight(shared - {one.unit}) >= _EQUAL_WEIGHT
        return _UNEQUAL_WEIGHT if is_one and _is_near(one, other) else 0.0
    if one.is_sum and (not _is_near(one, other) or len((one.near & other.near) - event.core) < _SUM_ANCHORS):
        return 0.0
    if one.is_share:
        return event.weight((one.near & other.near) - event.core) * _MEASURE_FACTOR
    shared = one.near & other.near
    return event.weight(shared) * (_FATE_FACTOR if shared & _FATES else 1.0)


def _is_first_term(figures: Sequence[Figure], figure: Figure) -> bool:
    return figure == next(other for other in figures if other.article == figure.article and _is_term(other))


def _is_meant(figure: Figure) -> bool:
    """Tell what is threatened, planned or asked for from what is or was."""
    return bool(figure.clause & _MEANT)


def _is_on_the_move(one: Figure, other: Figure) -> bool:
    """Tell prices and rates that rise and fall all day: two that differ were read at two times."""
    return bool(one.clause & _PRICES and other.clause & _PRICES)


def _is_near(one: Figure, other: Figure) -> bool:
    return max(one.high, other.high) <= _SUM_RATIO * min(one.low, other.low)


def _is_only(figures: Sequence[Figure], figure: Figure) -> bool:
    return sum(other.article == figure.article for other in figures) == 1


def _is_first(figures: Sequence[Figure], figure: Figure) -> bool:
    return figure == next(other for other in figures if other.article == figure.article)


def _row(
    event: EventReading, strands: Strands, readings: dict[int, Reading], cluster: Sequence[Figure]
) -> Iterator[ClaimRow]:
    claims = [
        Claim(
            figure.article,
            figure.sentence,
            figure.start,
            figure.end,
            text_of(readings[figure.article], figure.start, figure.end),
            figure.key,
        )
        for figure in cluster
    ]
    group = strands.groups.get((cluster[0].article, cluster[0].sentence), MAIN)
    yield from compare_claims(event, _question(event, readings, cluster), "number", group, claims, _judge)


def _judge(claims: Sequence[Claim]) -> Relation:
    return judge_counts(claims)


def _question(event: EventReading, readings: dict[int, Reading], cluster: Sequence[Figure]) -> str:
    first = cluster[0]
    if first.unit == _MAGNITUDE:
        return "How strong was it?"
    near = frozenset.intersection(*(figure.near for figure in cluster))
    if first.is_measure and all(figure.near & _DEPTH for figure in cluster):
        return "How deep was it?"
    if all(_is_term(figure) for figure in cluster):
        return "How long is the prison term?"
    if not first.is_measure and not first.is_time:
        return f"How many {first.noun}?"
    of = frozenset.intersection(*(figure.of for figure in cluster))
    shared = of or near or frozenset.intersection(*(figure.clause for figure in cluster))
    topic = _printed(event, readings[first.article], first.sentence, shared)
    if first.is_share and topic:
        what = "What percentage" if first.unit == "percent" else "What sum"
        return f"{what} is given for {topic}?"
    if of and topic:
        return f"How many {first.noun} of {topic}?"
    return f"How many {first.noun}?"


def _printed(event: EventReading, reading: Reading, sentence: int, shared: frozenset[str]) -> str | None:
    """Return the weightiest of shared concepts as the report prints it."""
    held = {
        concept(word): word.text
        for word in reversed(reading.words[sentence])
        if word.lower not in IRREGULAR and not word.lower.endswith(("ed", "ing", "ly"))
    }
    found = [name for name in shared if name in held]
    return held[max(sorted(found), key=lambda name: event.weights.get(name, 0.0))] if found else None
