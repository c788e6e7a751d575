"""Fit the coefficients of the pair decision: ``python -m benchmarks.pair_weights --data FILE…``.

Logistic regression by Newton's method over the candidates of each report, on the data as one archive, on the
same without dates, and cut into small archives. Prints what ``archive/comparing/pairs.py`` holds; with
``--folds 5`` also how well it does on events that it was not fitted on.
"""

from __future__ import annotations

import argparse
import math
import random
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from unittest.mock import patch

import numpy as np

from archive.comparing import pairs
from archive.comparing.events import ONE_EVENT
from archive.comparing.pairs import FEATURE_NAMES, find_features, log_odds, weigh_profile
from archive.comparing.profiles import Profile
from archive.comparing.weighing import WordWeights
from benchmarks.event_data import (
    LabelledReport,
    find_candidates,
    load_reports,
    profile_all,
    weigh_words,
    without_date,
)
from benchmarks.event_peers import Scores
from benchmarks.events import (
    Found,
    Grouped,
    group,
    measure_events,
    measure_found,
    rank_ours,
    report_line,
)

# What a pair counts: one without dates and one of a small archive are copies of a pair already counted.
UNDATED_COUNTS = 0.3
SMALL_ARCHIVE_COUNTS = 0.15
# Small archives: this many, of about 1 to 4 events in 10.
SMALL_ARCHIVES = 40
SEED = 5
# Strength of the pull towards zero on standardised features, and steps enough to stand still.
RIDGE = 1.0
STEPS = 25

Row = tuple[tuple[float, ...], bool, float]


def find_rows(
    reports: Sequence[LabelledReport],
    profiles: Sequence[Profile],
    counts: float,
    chosen: set[tuple[int, int]] | None = None,
) -> list[Row]:
    """Return features, truth and count of each pair of candidates in an archive of these reports."""
    weights = weigh_words(profiles)
    chosen = chosen or find_pairs(profiles, weights)
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    return [
        (
            astuple(find_features(weighed[one], weighed[other])),
            reports[one].event == reports[other].event,
            counts,
        )
        for one, other in sorted(chosen)
    ]


def find_pairs(profiles: Sequence[Profile], weights: WordWeights) -> set[tuple[int, int]]:
    """Return the pairs of places, lower first, of which one is a candidate of the other."""
    found = find_candidates(profiles, weights)
    return {(min(place, other), max(place, other)) for place, others in found.items() for other in others}


def training_rows(reports: Sequence[LabelledReport]) -> list[Row]:
    """Return the rows to fit on: the whole archive, the same without dates, and small archives."""
    profiles = profile_all(reports)
    near = find_pairs(profiles, weigh_words(profiles))
    rows = find_rows(reports, profiles, 1.0, near)
    rows += find_rows(reports, profile_all(map(without_date, reports)), UNDATED_COUNTS, near)
    events = sorted({labelled.event or "" for labelled in reports})
    shuffler = random.Random(SEED)
    for number in range(SMALL_ARCHIVES):
        share = 0.1 if number % 2 else 0.3
        chosen = set(shuffler.sample(events, max(2, int(len(events) * share))))
        places = [place for place, labelled in enumerate(reports) if labelled.event in chosen]
        rows += find_rows(
            [reports[place] for place in places], [profiles[place] for place in places], SMALL_ARCHIVE_COUNTS
        )
    return rows


def fit(rows: Sequence[Row]) -> tuple[float, list[float]]:
    """Return the intercept and the coefficient of each feature, in units of the features."""
    features = np.array([row[0] for row in rows])
    truth = np.array([float(row[1]) for row in rows])
    counts = np.array([row[2] for row in rows])
    means, scales = features.mean(axis=0), features.std(axis=0)
    scales[scales == 0] = 1.0
    standard = np.hstack([np.ones((len(rows), 1)), (features - means) / scales])
    pull = np.full(standard.shape[1], RIDGE)
    pull[0] = 0.0
    solution = np.zeros(standard.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(standard @ solution, -30, 30)))
        gradient = standard.T @ (counts * (truth - chance)) - pull * solution
        curves = counts * chance * (1 - chance)
        step = np.linalg.solve((standard * curves[:, None]).T @ standard + np.diag(pull), gradient)
        solution += step
        if np.abs(step).max() < 1e-6:
            break
    coefficients = solution[1:] / scales
    return float(solution[0] - coefficients @ means), [float(value) for value in coefficients]


def cross_validate(reports: Sequence[LabelledReport], folds: int) -> tuple[Found, Grouped]:
    """Return figures in which every event is judged by coefficients fitted on the other folds' events."""
    profiles = profile_all(reports)
    weights = weigh_words(profiles)
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    near = find_pairs(profiles, weights)
    fold_of = [zlib.crc32((labelled.event or "").encode()) % folds for labelled in reports]
    scores: Scores = {}
    for fold in range(folds):
        rest = [labelled for labelled, its in zip(reports, fold_of, strict=True) if its != fold]
        with fitted(*fit(training_rows(rest))):
            # A pair across two folds is judged with the fold of its first report.
            for a, b in near:
                if fold_of[a] == fold:
                    scores[a, b] = 1 / (1 + math.exp(-log_odds(weighed[a], weighed[b])))
    event_of = group(scores, len(reports), ONE_EVENT)
    ranking = rank_ours(scores, event_of)
    return measure_found(reports, ranking, range(len(reports))), measure_events(reports, event_of)


@contextmanager
def fitted(intercept: float, coefficients: Sequence[float]) -> Iterator[None]:
    """Let the pair decision use other coefficients for a while."""
    with (
        patch.object(pairs, "INTERCEPT", intercept),
        patch.object(pairs, "_COEFFICIENTS", tuple(coefficients)),
    ):
        yield


def main() -> None:
    """Print the fitted intercept and coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation over events too")
    chosen = parser.parse_args()
    reports = load_reports(chosen.data)
    rows = training_rows(reports)
    intercept, coefficients = fit(rows)
    print(f"{len(rows)} pairs")
    print(f"INTERCEPT = {intercept:.2f}")
    for name, value in zip(FEATURE_NAMES, coefficients, strict=True):
        print(f"    {name}={value:.2f},")
    if chosen.folds:
        print(report_line(f"{chosen.folds} folds of events", *cross_validate(reports, chosen.folds)))


if __name__ == "__main__":
    main()
