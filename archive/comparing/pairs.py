"""How surely two reports tell one event, and why in a reader's words."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from heapq import nlargest
from operator import attrgetter

from archive.comparing.contradictions import weigh_contradictions
from archive.comparing.events import ONE_EVENT
from archive.comparing.pair_reasons import copied_share, find_reasons
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights
from archive.records import PairScore, Report

# How many of the rarest shared words are looked at: one or two meet by chance, twenty are never rare.
RAREST = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile with its words weighed: a unit vector of its words, one of its headline, and the weights.

    ``lede_weight`` and ``headline_weight`` are the sums of their words, ``lede_square`` that of the squares.
    """

    profile: Profile
    vector: Mapping[str, float]
    headline: Mapping[str, float]
    weights: WordWeights
    lede_weight: float
    lede_square: float
    headline_weight: float


@dataclass(frozen=True, slots=True)
class Features:
    """What two reports have in common, each as a number.

    ``text`` and ``headline`` are cosines (0.0 to 1.0); ``headline_told`` the mean part of a headline that the
    other report has; ``lede_told`` the lesser part of a lede the other report has, ``lede_opens`` the lesser
    part the other's opening has; ``names`` and ``opening`` the mean weight of the rarest shared names and of
    the rarest words shared by both openings; ``undated``, ``same_outlet`` and ``other_days`` (each lede names
    days the other report does not) are 0.0 or 1.0; ``gap`` is log(1 + days between the publications).
    """

    text: float
    headline: float
    headline_told: float
    lede_told: float
    lede_opens: float
    names: float
    opening: float
    undated: float
    gap: float
    same_outlet: float
    other_days: float


FEATURE_NAMES = tuple(field.name for field in fields(Features))

# Log-odds a unit of each feature adds, fitted by logistic regression on the development events (on all of
# them as one archive, without dates, and cut into small archives):
# rerun `python -m benchmarks.pair_weights --data FILE…` and copy what it prints. These were fitted before it read
# places and aircraft; since then each comes out within a tenth of what stands here, and ranks no better.
INTERCEPT = -10.83
COEFFICIENTS = Features(
    text=23.05,
    headline=4.88,
    headline_told=3.69,
    lede_told=-12.67,
    lede_opens=8.49,
    names=0.99,
    opening=1.47,
    undated=-3.56,
    gap=-0.42,
    same_outlet=-2.53,
    other_days=-1.52,
)

_COEFFICIENTS: tuple[float, ...] = astuple(COEFFICIENTS)
# As ``astuple``, which copies each value, but at a tenth of its time.
_values_of = attrgetter(*FEATURE_NAMES)

# Words alone never make certain: log-odds beyond this count by their logarithm, so that a plain contradiction
# still tells apart two happenings of one theme. Of the development pairs of one event six in ten lie
# above it.
SURE_BY_WORDS = 4.0

# A later report takes up an earlier one's event within so many days, where the five rarest names they share
# weigh so much on average. Of the 41 pairs of development reports that this calls follow-ups, 31 are
# of one happening and 10 of happenings near each other; 30 and 100 days, 0 and 2.5 were tried.
FOLLOW_UP_DAYS = 60
FOLLOW_UP_NAMES = 2.0


def weigh_profile(profile: Profile, weights: WordWeights) -> Weighed:
    """Return ``profile`` ready for ``score_pair``."""
    by_word = weights.by_word
    vector = {word: _damped(count) * by_word[word] for word, count in profile.words.items() if count}
    headline = {word: by_word[word] for word in profile.headline}
    lede = [by_word[word] for word in profile.lede]
    return Weighed(
        profile,
        _unit(vector),
        _unit(headline),
        weights,
        lede_weight=math.fsum(lede),
        lede_square=math.fsum(weight**2 for weight in lede),
        headline_weight=math.fsum(headline.values()),
    )


@cache
def _damped(count: int) -> float:
    """Return what so many uses of a word tell: the second less than the first."""
    return 1 + math.log(count)


def score_reports(one: Report, other: Report, weights: WordWeights) -> PairScore:
    """Return how surely two reports tell the same event, and why. The order of the two does not matter."""
    return score_pair(
        weigh_profile(profile_report(one), weights), weigh_profile(profile_report(other), weights)
    )


def score_pair(one: Weighed, other: Weighed, least: float = 0.0) -> PairScore:
    """Return how surely two weighed reports tell the same event, and why. Their order does not matter.

    For a pair less sure than ``least`` that is no follow-up either, the reasons are not looked for.
    """
    features = find_features(one, other)
    probability = _to_probability(_weigh(features) - weigh_contradictions(one.profile, other.profile))
    copied = copied_share(one.profile, other.profile)
    follows = probability < ONE_EVENT and _is_follow_up(one.profile, other.profile, features)
    is_told = probability >= least or follows
    reasons = find_reasons(one.profile, other.profile, one.weights, copied) if is_told else ()
    return PairScore(probability, reasons, copied, follows)


def log_odds(one: Weighed, other: Weighed) -> float:
    """Return the log-odds that two reports tell the same event."""
    return _weigh(find_features(one, other)) - weigh_contradictions(one.profile, other.profile)


def _weigh(features: Features) -> float:
    by_words: float = INTERCEPT + sum(
        c * value for c, value in zip(_COEFFICIENTS, _values_of(features), strict=True)
    )
    if by_words > SURE_BY_WORDS:
        by_words = SURE_BY_WORDS + math.log1p(by_words - SURE_BY_WORDS)
    return by_words


def _is_follow_up(one: Profile, other: Profile, features: Features) -> bool:
    """Tell whether two reports of different days would tell one event but for the days, and share its names."""
    days = _days_between(one, other)
    if days is None or not 0 < days <= FOLLOW_UP_DAYS or features.names < FOLLOW_UP_NAMES:
        return False
    timeless = _weigh(replace(features, gap=0.0, other_days=0.0))
    return _to_probability(timeless - weigh_contradictions(one, other, of_days=False)) >= ONE_EVENT


def _to_probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def find_features(one: Weighed, other: Weighed) -> Features:
    """Return what two reports have in common."""
    a, b, weights = one.profile, other.profile, one.weights
    days = _days_between(a, b)
    lede_told = (
        _part(a.lede, one.lede_weight, b.words, weights),
        _part(b.lede, other.lede_weight, a.words, weights),
    )
    headlines = [
        _part(mine.profile.headline, mine.headline_weight, theirs.profile.words, weights)
        for mine, theirs in ((one, other), (other, one))
        if mine.headline
    ]
    return Features(
        text=_dot(one.vector, other.vector),
        headline=_dot(one.headline, other.headline),
        headline_told=_mean(headlines or lede_told),
        lede_told=min(lede_told),
        lede_opens=min(
            _square_part(a.lede, one.lede_square, b.opening, weights),
            _square_part(b.lede, other.lede_square, a.opening, weights),
        ),
        names=_rarest(a.names.keys() & b.names.keys(), weights),
        opening=_rarest(a.opening & b.opening, weights),
        undated=float(days is None),
        gap=0.0 if days is None else math.log1p(days),
        same_outlet=float(a.outlet is not None and a.outlet == b.outlet),
        other_days=float(has_other_days(a, b)),
    )


def has_other_days(one: Profile, other: Profile) -> bool:
    """Tell whether both ledes name days and neither names one that the other report has."""
    if not one.lede_days or not other.lede_days:
        return False
    return not (one.lede_days & other.days or other.lede_days & one.days)


def _days_between(one: Profile, other: Profile) -> int | None:
    if one.published_on is None or other.published_on is None:
        return None
    return abs((one.published_on - other.published_on).days)


def _unit(vector: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    # Summed in the order of the words, so that the order of the two reports cannot show in the last digit.
    return math.fsum([value * other[word] for word, value in one.items() if word in other])


def _part(words: Collection[str], whole: float, found_in: Collection[str], weights: WordWeights) -> float:
    by_word = weights.by_word
    return math.fsum([by_word[word] for word in words if word in found_in]) / whole if whole else 0.0


def _square_part(
    words: Collection[str], whole: float, found_in: Collection[str], weights: WordWeights
) -> float:
    by_word = weights.by_word
    found = math.fsum([by_word[word] ** 2 for word in words if word in found_in])
    return found / whole if whole else 0.0


def _rarest(words: Iterable[str], weights: WordWeights) -> float:
    by_word = weights.by_word
    return sum(nlargest(RAREST, [by_word[word] for word in words])) / RAREST


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values)
