"""Which reports are worth scoring against a new one: those that share its telling words, near it in time."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest

from archive.comparing.profiles import Profile
from archive.comparing.weighing import WordWeights

# Words by which a report is found. On the development events 32, 48, 64 and 96 find 99.2, 99.4, 99.6 and 99.8 in
# a hundred of the reports of an event among the candidates; each costs a row.
MOST_TERMS = 64
# Reports scored against a new one: of the reports of its event they hold the share given above.
MOST_CANDIDATES = 50
# Uses of terms looked at for one new report, rarest terms first: what bounds the work in an archive of any size.
# In a pool of 10,000 reports of look-alike events 8,000 find 98.1, all 98.5 in a hundred of those of an event.
MOST_USES = 8_000
# Reports whose dates are looked up; of these the best after fading with the days are scored.
MOST_DATED = 400
# Chosen, not fitted: a mild decay with days, never a window, so that follow-ups weeks later are found too, after
# the reports of the day.
DECAY = 0.08
DECAY_POWER = 1.5
# Where a date is missing, what a pair some two months apart keeps: undated reports are neither first nor last.
UNDATED_KEEPS = 0.6


def find_terms(profile: Profile, weights: WordWeights) -> dict[str, bool]:
    """Return the words by which a report is found, at most ``MOST_TERMS``, and whether its lede has each.

    They are the heaviest of its opening and its names, words of the lede counting double.
    """
    words = profile.opening | profile.names.keys()
    heaviest = nlargest(
        MOST_TERMS, ((weights.weight(word) * (1 + (word in profile.lede)), word) for word in words)
    )
    return {word: word in profile.lede for _, word in heaviest}


def keep_rarest(terms: Iterable[str], frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """Return the rarest of the terms, rarest first, as many as ``MOST_USES`` allows, at least one that is used."""
    kept: list[str] = []
    spent = 0
    for frequency, term in sorted((frequencies.get(term, 0), term) for term in terms):
        spent += frequency
        if spent > MOST_USES and spent > frequency:
            break
        kept.append(term)
    return tuple(kept)


def gather_shared_terms(
    terms: Mapping[str, bool], uses: Iterable[tuple[str, int, bool]], weights: WordWeights
) -> dict[int, float]:
    """Return for each report the weight of the terms it shares.

    ``uses`` are (word, report, whether its lede has the word). A word of both ledes counts double.
    """
    shared: defaultdict[int, float] = defaultdict(float)
    for word, report, in_lede in uses:
        shared[report] += weights.weight(word) ** 2 * (1 + (in_lede and terms[word]))
    return dict(shared)


def nearest_by_terms(shared: Mapping[int, float]) -> list[int]:
    """Return the reports whose dates are worth looking up, most shared first, at most ``MOST_DATED``."""
    return sorted(shared, key=lambda report: (-shared[report], report))[:MOST_DATED]


def choose_candidates(
    shared: Mapping[int, float], published_on: dt.date | None, days: Mapping[int, dt.date | None]
) -> list[int]:
    """Return the reports to be scored, best first, at most ``MOST_CANDIDATES``; ``days`` are theirs."""
    faded = {report: fade_with_days(shared[report], published_on, day) for report, day in days.items()}
    return sorted(faded, key=lambda report: (-faded[report], report))[:MOST_CANDIDATES]


def fade_with_days(shared: float, one: dt.date | None, other: dt.date | None) -> float:
    """Return what the days between two publications leave of the weight of shared terms."""
    if one is None or other is None:
        return shared * UNDATED_KEEPS
    days = math.log1p(abs((one - other).days))
    return shared / (1 + DECAY * math.pow(days, DECAY_POWER))
