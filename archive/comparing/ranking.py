"""In which order the reports near one report are shown: the surest first, and with each those of its event."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

# Log-odds that a report loses against the surest of its event, where it is less sure by itself or was never scored.
# 0.5, 1, 2 and 3 rank the development events alike; all rank them better than each report by itself.
WITH_ITS_EVENT = 1.0
# Probabilities nearer to 0 or 1 than this count as this far away.
_NEAREST = 1e-9


def rank_related(scores: Mapping[int, float], events: Mapping[int, int]) -> tuple[int, ...]:
    """Return the reports near one report, the surest first, with those of their events.

    ``scores`` hold the probability that each tells the one report's event; ``events`` the event of every report
    that has one, the reports of those events included that were not scored. A report stands as high as its own
    score, or a little below the surest report of its event; the lowest id breaks a tie.
    """
    odds = {report: _to_odds(probability) for report, probability in scores.items()}
    surest: defaultdict[int, float] = defaultdict(lambda: -math.inf)
    for report, own in odds.items():
        if report in events:
            surest[events[report]] = max(surest[events[report]], own)
    standing = dict(odds)
    for report, event in events.items():
        standing[report] = max(odds.get(report, -math.inf), surest[event] - WITH_ITS_EVENT)
    return tuple(sorted(standing, key=lambda report: (-standing[report], report)))


def _to_odds(probability: float) -> float:
    held = min(max(probability, _NEAREST), 1 - _NEAREST)
    return math.log(held / (1 - held))
