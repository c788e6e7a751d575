"""Measure related reports and events: ``python -m benchmarks.events --data FILE… [--pool FILE…] --run OUT``.

All files together are the archive; figures are over the reports of ``--data``. Writes ``OUT`` (query, found:
best first) and ``OUT.events`` (report, event), the run formats of the scorers that come with the data.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.comparing.events import ONE_EVENT, find_components, group_reports
from archive.comparing.pairs import Weighed, log_odds, weigh_profile
from archive.comparing.profiles import Profile
from archive.comparing.weighing import WordWeights
from benchmarks.event_data import (
    LabelledReport,
    find_candidates,
    load_reports,
    profile_all,
    weigh_words,
)
from benchmarks.figures import record

# Cosine from which the peer takes two reports to tell one event; its best on the development events.
PEER_ONE_EVENT = 0.2

Scores = dict[tuple[int, int], float]


@dataclass(frozen=True)
class Figures:
    """What was measured, each 0.0 to 1.0: of retrieval over reports with others of their event, of grouping."""

    first: float
    five: float
    mean: float
    precision: float
    recall: float

    @property
    def f(self) -> float:
        """Return B-cubed F."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score_ours(profiles: Sequence[Profile], weights: WordWeights) -> Scores:
    """Return log-odds of one event for each pair of candidates, by place, lower first."""
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    return {pair: log_odds(*_pick(weighed, pair)) for pair in _candidate_pairs(profiles, weights)}


def score_cosine(profiles: Sequence[Profile], weights: WordWeights) -> Scores:
    """Return the TF-IDF cosine of each pair that shares a word, by place, lower first."""
    uses: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    scores: defaultdict[tuple[int, int], float] = defaultdict(float)
    for place, profile in enumerate(profiles):
        for word, value in weigh_profile(profile, weights).vector.items():
            for other, other_value in uses[word]:
                scores[other, place] += value * other_value
            uses[word].append((place, value))
    return dict(scores)


def _candidate_pairs(profiles: Sequence[Profile], weights: WordWeights) -> set[tuple[int, int]]:
    found = find_candidates(profiles, weights)
    return {(min(place, other), max(place, other)) for place, others in found.items() for other in others}


def _pick(weighed: Sequence[Weighed], pair: tuple[int, int]) -> tuple[Weighed, Weighed]:
    return weighed[pair[0]], weighed[pair[1]]


def rank(scores: Scores, size: int) -> list[list[int]]:
    """Return for each place the others it was scored with, best first."""
    found: list[list[tuple[float, int]]] = [[] for _ in range(size)]
    for (one, other), score in scores.items():
        found[one].append((-score, other))
        found[other].append((-score, one))
    return [[place for _, place in sorted(others)] for others in found]


def group(scores: Scores, size: int, threshold: float) -> list[int]:
    """Return each place's event, named by its first report."""
    strong = [pair for pair, score in scores.items() if score >= threshold]
    event_of = list(range(size))
    for part in find_components(range(size), strong):
        inside = set(part)
        kept = {pair: s for pair, s in scores.items() if pair[0] in inside and pair[1] in inside}
        for members in group_reports(part, kept, threshold=threshold) if len(part) > 1 else ():
            for place in members:
                event_of[place] = members[0]
    return event_of


def measure(reports: Sequence[LabelledReport], ranking: list[list[int]], event_of: list[int]) -> Figures:
    """Return the figures over the labelled reports."""
    labelled = [place for place, report in enumerate(reports) if report.event is not None]
    together: defaultdict[str | None, set[int]] = defaultdict(set)
    for place in labelled:
        together[reports[place].event].add(place)
    rows = [
        _retrieved(ranking[place], together[reports[place].event] - {place})
        for place in labelled
        if len(together[reports[place].event]) > 1
    ]
    first, five, mean = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    sizes = Counter(event_of[place] for place in labelled)
    both = Counter((event_of[place], reports[place].event) for place in labelled)
    precision = recall = 0.0
    for place in labelled:
        shared = both[event_of[place], reports[place].event]
        precision += shared / sizes[event_of[place]] / len(labelled)
        recall += shared / len(together[reports[place].event]) / len(labelled)
    return Figures(first, five, mean, precision, recall)


def _retrieved(ranked: Sequence[int], wanted: set[int]) -> tuple[float, float, float]:
    """Return whether the first is right, the part of the wanted among five, and average precision."""
    hits = [number for number, place in enumerate(ranked[:100], 1) if place in wanted]
    average = sum(count / number for count, number in enumerate(hits, 1)) / len(wanted)
    return float(hits[:1] == [1]), sum(number <= 5 for number in hits) / len(wanted), average


def _log_odds_to_probability(scores: Mapping[tuple[int, int], float]) -> Scores:
    return {pair: 1 / (1 + math.exp(-score)) for pair, score in scores.items()}


def write_run(
    path: Path, reports: Sequence[LabelledReport], ranking: list[list[int]], event_of: list[int]
) -> None:
    """Write the answers in the scorers' run formats."""
    lines = (
        f"{reports[place].key}\t{reports[other].key}\n"
        for place, others in enumerate(ranking)
        for other in others
    )
    path.write_text("".join(lines), encoding="utf-8")
    events = (f"{report.key}\t{event_of[place]}\n" for place, report in enumerate(reports))
    path.with_name(f"{path.name}.events").write_text("".join(events), encoding="utf-8")


def report_line(name: str, figures: Figures) -> str:
    """Return a row of the table."""
    cells = (figures.first, figures.five, figures.mean, figures.precision, figures.recall, figures.f)
    return f"{name:<16}" + "".join(f"{cell:>8.4f}" for cell in cells)


def main() -> None:
    """Print the table and write the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--pool", type=Path, nargs="*", default=[])
    parser.add_argument("--run", type=Path)
    chosen = parser.parse_args()
    reports = load_reports(chosen.data)
    pool = [LabelledReport(r.key, None, r.report) for r in load_reports(chosen.pool, len(reports))]
    archive = [*reports, *pool]
    profiles = profile_all(archive)
    weights = weigh_words(profiles)
    print(f"{len(reports)} reports in a pool of {len(archive)}")
    print(f"{'':<16}" + "".join(f"{name:>8}" for name in ("P@1", "R@5", "MAP", "B3-P", "B3-R", "B3-F")))
    cosine = score_cosine(profiles, weights)
    peer = rank(cosine, len(archive)), group(cosine, len(archive), PEER_ONE_EVENT)
    print(report_line("TF-IDF cosine", measure(archive, *peer)))
    started = time.process_time()
    odds = score_ours(profiles, weights)
    ours = rank(odds, len(archive)), group(_log_odds_to_probability(odds), len(archive), ONE_EVENT)
    spent = (time.process_time() - started) / len(archive)
    figures = measure(archive, *ours)
    record("events/first", figures.first)
    record("events/map", figures.mean)
    record("events/b-cubed", figures.f)
    print(report_line("Parallax", figures) + f"   {1000 * spent:.1f} ms CPU a report")
    if chosen.run:
        write_run(chosen.run, archive, *ours)


if __name__ == "__main__":
    main()
