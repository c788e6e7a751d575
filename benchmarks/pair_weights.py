"""Fit the coefficients of the pair decision: ``python -m benchmarks.pair_weights --data FILE…``.

Logistic regression by Newton's method over the candidates of each report, on the data as one archive, on the
same without dates, and cut into small archives. Prints what ``archive/comparing/pairs.py`` holds.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from archive.comparing.pairs import FEATURE_NAMES, find_features, weigh_profile
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
    pairs: set[tuple[int, int]] | None = None,
) -> list[Row]:
    """Return features, truth and count of each pair of candidates in an archive of these reports."""
    weights = weigh_words(profiles)
    pairs = pairs or find_pairs(profiles, weights)
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    return [
        (
            astuple(find_features(weighed[one], weighed[other])),
            reports[one].event == reports[other].event,
            counts,
        )
        for one, other in sorted(pairs)
    ]


def find_pairs(profiles: Sequence[Profile], weights: WordWeights) -> set[tuple[int, int]]:
    """Return the pairs of places, lower first, of which one is a candidate of the other."""
    found = find_candidates(profiles, weights)
    return {(min(place, other), max(place, other)) for place, others in found.items() for other in others}


def training_rows(reports: Sequence[LabelledReport]) -> list[Row]:
    """Return the rows to fit on: the whole archive, the same without dates, and small archives."""
    profiles = profile_all(reports)
    pairs = find_pairs(profiles, weigh_words(profiles))
    rows = find_rows(reports, profiles, 1.0, pairs)
    rows += find_rows(reports, profile_all(map(without_date, reports)), UNDATED_COUNTS, pairs)
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
    width = len(FEATURE_NAMES)
    means = [sum(row[0][k] for row in rows) / len(rows) for k in range(width)]
    scales = [
        math.sqrt(sum((row[0][k] - means[k]) ** 2 for row in rows) / len(rows)) or 1.0 for k in range(width)
    ]
    standard = [
        ((1.0, *((v - m) / s for v, m, s in zip(row[0], means, scales, strict=True))), row[1], row[2])
        for row in rows
    ]
    solution = [0.0] * (width + 1)
    for _ in range(STEPS):
        step = _newton_step(standard, solution)
        solution = [value + change for value, change in zip(solution, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    coefficients = [value / scale for value, scale in zip(solution[1:], scales, strict=True)]
    return solution[0] - sum(c * m for c, m in zip(coefficients, means, strict=True)), coefficients


def _newton_step(rows: Sequence[Row], at: Sequence[float]) -> list[float]:
    size = len(at)
    gradient = [-RIDGE * value if k else 0.0 for k, value in enumerate(at)]
    hessian = [[RIDGE if i == j and i else 0.0 for j in range(size)] for i in range(size)]
    for features, is_one_event, counts in rows:
        odds = sum(f * v for f, v in zip(features, at, strict=True))
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        error, curve = counts * (is_one_event - chance), counts * chance * (1 - chance)
        for i, value in enumerate(features):
            gradient[i] += error * value
            scaled = curve * value
            row = hessian[i]
            for j in range(i + 1):
                row[j] += scaled * features[j]
    for i in range(size):
        for j in range(i):
            hessian[j][i] = hessian[i][j]
    return _solve(hessian, gradient)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a symmetric, positive system by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(size):
        for i in range(k + 1, size):
            share = rows[i][k] / rows[k][k]
            rows[i] = [a - share * b for a, b in zip(rows[i], rows[k], strict=True)]
    solution = [0.0] * size
    for k in reversed(range(size)):
        known = sum(rows[k][j] * solution[j] for j in range(k + 1, size))
        solution[k] = (rows[k][size] - known) / rows[k][k]
    return solution


def main() -> None:
    """Print the fitted intercept and coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    rows = training_rows(load_reports(parser.parse_args().data))
    intercept, coefficients = fit(rows)
    print(f"{len(rows)} pairs")
    print(f"INTERCEPT = {intercept:.2f}")
    for name, value in zip(FEATURE_NAMES, coefficients, strict=True):
        print(f"    {name}={value:.2f},")


if __name__ == "__main__":
    main()
