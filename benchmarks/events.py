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
from archive.comparing.pairs import log_odds, weigh_profile
from archive.comparing.profiles import Profile
from archive.comparing.ranking import rank_related
from archive.comparing.weighing import WordWeights
from benchmarks.event_data import (
    LabelledReport,
    find_candidates,
    load_reports,
    profile_all,
    weigh_words,
)
from benchmarks.event_peers import (
    MOST_FOUND,
    Scores,
    rank_by_bm25,
    rank_by_whoosh,
    score_cosine,
    sizes_of,
    spread,
)
from benchmarks.figures import record

# Cosine from which the peer takes two reports to tell one event; its best on the development events.
PEER_ONE_EVENT = 0.2
# Peers are asked for so many reports at most; more take hours in a large archive.
MOST_ASKED = 600
# Terms of Whoosh's more-like-this: its default, which Haystack takes, and what finds most.
WHOOSH_TERMS = (5, 20)

Ranking = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Found:
    """How well related reports were found, each 0.0 to 1.0, over reports with others of their event."""

    first: float
    five: float
    mean: float


@dataclass(frozen=True)
class Grouped:
    """How well reports were grouped into events: B-cubed precision and recall, each 0.0 to 1.0."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """Return B-cubed F."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score_ours(profiles: Sequence[Profile], weights: WordWeights) -> Scores:
    """Return the probability of one event for each pair of candidates, by place, lower first."""
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    found = find_candidates(profiles, weights)
    pairs = {(min(place, other), max(place, other)) for place, others in found.items() for other in others}
    return {(a, b): 1 / (1 + math.exp(-log_odds(weighed[a], weighed[b]))) for a, b in pairs}


def rank_ours(scores: Scores, event_of: Sequence[int]) -> dict[int, list[int]]:
    """Return for each place the others, in the order in which readers are shown them."""
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in scores.items():
        near[one][other] = near[other][one] = score
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, event in enumerate(event_of):
        members[event].append(place)
    ranking = {}
    for place in range(len(event_of)):
        around = {event_of[other] for other in (place, *near[place])}
        events = {
            other: event
            for event in around
            if len(members[event]) > 1
            for other in members[event]
            if other != place
        }
        ranking[place] = list(rank_related(near[place], events))
    return ranking


def rank(scores: Scores) -> dict[int, list[int]]:
    """Return for each place the others it was scored with, best first."""
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        found[one].append((-score, other))
        found[other].append((-score, one))
    return {place: [other for _, other in sorted(others)[:MOST_FOUND]] for place, others in found.items()}


def group(scores: Scores, size: int, threshold: float) -> list[int]:
    """Return each place's event, named by its first report."""
    event_of = list(range(size))
    parts = find_components(range(size), (pair for pair, score in scores.items() if score >= threshold))
    part_of = {place: number for number, part in enumerate(parts) for place in part}
    inside: defaultdict[int, Scores] = defaultdict(dict)
    for pair, score in scores.items():
        if part_of[pair[0]] == part_of[pair[1]]:
            inside[part_of[pair[0]]][pair] = score
    for number, part in enumerate(parts):
        for members in group_reports(part, inside[number], threshold=threshold) if len(part) > 1 else ():
            for place in members:
                event_of[place] = members[0]
    return event_of


def measure_found(reports: Sequence[LabelledReport], ranking: Ranking, queries: Sequence[int]) -> Found:
    """Return the figures over the queries that have others of their event."""
    together = _places_by_event(reports)
    rows = [
        _retrieved(ranking.get(place, ()), together[reports[place].event] - {place})
        for place in queries
        if len(together[reports[place].event]) > 1
    ]
    return Found(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def measure_events(reports: Sequence[LabelledReport], event_of: Sequence[int]) -> Grouped:
    """Return the figures over the labelled reports."""
    labelled = [place for place, report in enumerate(reports) if report.event is not None]
    sizes = Counter(event_of[place] for place in labelled)
    both = Counter((event_of[place], reports[place].event) for place in labelled)
    true_sizes = sizes_of(reports)
    precision = recall = 0.0
    for place in labelled:
        shared = both[event_of[place], reports[place].event]
        precision += shared / sizes[event_of[place]] / len(labelled)
        recall += shared / true_sizes[reports[place].event] / len(labelled)
    return Grouped(precision, recall)


def _places_by_event(reports: Sequence[LabelledReport]) -> defaultdict[str | None, set[int]]:
    together: defaultdict[str | None, set[int]] = defaultdict(set)
    for place, report in enumerate(reports):
        if report.event is not None:
            together[report.event].add(place)
    return together


def _retrieved(ranked: Sequence[int], wanted: set[int]) -> tuple[float, float, float]:
    """Return whether the first is right, the part of the wanted among five, and average precision."""
    hits = [number for number, place in enumerate(ranked[:MOST_FOUND], 1) if place in wanted]
    average = sum(count / number for count, number in enumerate(hits, 1)) / len(wanted)
    return float(hits[:1] == [1]), sum(number <= 5 for number in hits) / len(wanted), average


def write_run(path: Path, reports: Sequence[LabelledReport], ranking: Ranking, event_of: list[int]) -> None:
    """Write the answers in the scorers' run formats."""
    lines = (
        f"{reports[place].key}\t{reports[other].key}\n"
        for place, others in ranking.items()
        for other in others[:MOST_FOUND]
    )
    path.write_text("".join(lines), encoding="utf-8")
    events = (f"{report.key}\t{event_of[place]}\n" for place, report in enumerate(reports))
    path.with_name(f"{path.name}.events").write_text("".join(events), encoding="utf-8")


def report_line(name: str, found: Found, grouped: Grouped | None = None) -> str:
    """Return a row of the table."""
    cells = [found.first, found.five, found.mean]
    cells += [grouped.precision, grouped.recall, grouped.f] if grouped else []
    return f"{name:<24}" + "".join(f"{cell:>8.4f}" for cell in cells)


def print_peers(
    archive: Sequence[LabelledReport], profiles: Sequence[Profile], weights: WordWeights, size: int
) -> None:
    """Print a row for each peer, over at most ``MOST_ASKED`` of the reports of ``--data``."""
    asked = spread(range(size), MOST_ASKED)
    cosine = score_cosine(profiles, asked, weights)
    # Grouping needs all pairs, so it is measured where all were asked.
    grouped = (
        measure_events(archive, group(cosine, len(archive), PEER_ONE_EVENT)) if len(asked) == size else None
    )
    for number, ranking in zip(WHOOSH_TERMS, rank_by_whoosh(archive, asked, WHOOSH_TERMS), strict=True):
        print(report_line(f"Whoosh, {number} terms", measure_found(archive, ranking, asked)), flush=True)
    bm25 = rank_by_bm25(profiles, asked)
    print(report_line("BM25", measure_found(archive, bm25, asked)))
    print(report_line("TF-IDF cosine", measure_found(archive, rank(cosine), asked), grouped), flush=True)


def main() -> None:
    """Print the table and write the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--pool", type=Path, nargs="*", default=[])
    parser.add_argument("--run", type=Path)
    parser.add_argument("--no-peers", action="store_true", help="measure Parallax alone")
    chosen = parser.parse_args()
    reports = load_reports(chosen.data)
    pool = [LabelledReport(r.key, None, r.report) for r in load_reports(chosen.pool, len(reports))]
    archive = [*reports, *pool]
    profiles = profile_all(archive)
    weights = weigh_words(profiles)
    print(f"{len(reports)} reports in a pool of {len(archive)}")
    print(f"{'':<24}" + "".join(f"{name:>8}" for name in ("P@1", "R@5", "MAP", "B3-P", "B3-R", "B3-F")))
    if not chosen.no_peers:
        print_peers(archive, profiles, weights, len(reports))
    started = time.process_time()
    scores = score_ours(profiles, weights)
    event_of = group(scores, len(archive), ONE_EVENT)
    ranking = rank_ours(scores, event_of)
    spent = (time.process_time() - started) / len(archive)
    found = measure_found(archive, ranking, range(len(reports)))
    grouped = measure_events(archive, event_of)
    record("events/first", found.first)
    record("events/map", found.mean)
    record("events/b-cubed", grouped.f)
    print(f"{report_line('Parallax', found, grouped)}   {1000 * spent:.1f} ms CPU a report")
    if chosen.run:
        write_run(chosen.run, archive, ranking, event_of)


if __name__ == "__main__":
    main()
