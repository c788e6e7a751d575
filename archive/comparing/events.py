"""Which reports tell one event: average-link grouping of pair scores that an editor's word overrules."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping

# Mean probability over all pairs of two groups from which they are one event. Swept on the development events
# (0.3 to 0.6): the lowest at which no two happenings are lumped together.
# Rerun `python -m benchmarks.events --data FILE…` before changing it.
ONE_EVENT = 0.45

Pair = tuple[int, int]


def group_reports(
    reports: Iterable[int],
    scores: Mapping[Pair, float],
    pinned: Mapping[int, Hashable] | None = None,
    threshold: float = ONE_EVENT,
) -> tuple[tuple[int, ...], ...]:
    """Return the reports in groups, one for each event: lowest id first within and between groups.

    ``scores`` hold the probability of a pair, lower id first; a pair without one counts as 0.0. Reports that
    ``pinned`` gives the same label start together and stay so; those with different labels never meet.
    The result depends on the scores alone, not on the order of the reports.
    """
    groups = _Groups(reports, pinned or {}, scores)
    groups.merge(threshold)
    return tuple(sorted(tuple(sorted(members)) for members in groups.members.values()))


def find_components(reports: Iterable[int], links: Iterable[Pair]) -> tuple[tuple[int, ...], ...]:
    """Return the reports in parts that no link joins, each sorted, lowest id first.

    With the links of ``ONE_EVENT`` or more no event reaches across two parts: a mean over pairs cannot reach
    the threshold where no pair does.
    """
    parent = {report: report for report in reports}

    def root(report: int) -> int:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for report in sorted(parent):
        parts[root(report)].append(report)
    return tuple(tuple(part) for part in parts.values())


def assign_events(
    groups: Collection[tuple[int, ...]],
    events: Mapping[int, int],
    pinned: Mapping[int, int],
) -> dict[int, int | None]:
    """Return for each group of two or more, by its first report, the event that goes on in it, or ``None``.

    ``events`` give each report's present event, ``pinned`` those an editor holds to. An event goes on where it
    is pinned, else in the group that has most of its reports (the lowest id breaks a tie); no two groups share
    an event.
    """
    claims: list[tuple[bool, int, int, int]] = []
    for group in groups:
        counts: defaultdict[int, int] = defaultdict(int)
        for report in group:
            if report in events:
                counts[events[report]] += 1
        held = {pinned[report] for report in group if report in pinned}
        claims += [(event not in held, -count, event, group[0]) for event, count in counts.items()]
    assigned: dict[int, int | None] = {group[0]: None for group in groups}
    taken: set[int] = set()
    for _, _, event, first in sorted(claims):
        if assigned[first] is None and event not in taken:
            assigned[first] = event
            taken.add(event)
    return assigned


class _Groups:
    """Groups being merged: the members of each, and the sum of pair scores between any two."""

    def __init__(
        self, reports: Iterable[int], pinned: Mapping[int, Hashable], scores: Mapping[Pair, float]
    ) -> None:
        ordered = sorted(set(reports))
        first: dict[Hashable, int] = {}
        self.group_of: dict[int, int] = {}
        self.labels: dict[int, Hashable] = {}
        self.members: dict[int, list[int]] = {}
        for report in ordered:
            group = first.setdefault(pinned[report], report) if report in pinned else report
            self.group_of[report] = group
            self.members.setdefault(group, []).append(report)
            if report in pinned:
                self.labels[group] = pinned[report]
        self.sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), score in sorted(scores.items()):
            if one in self.group_of and other in self.group_of:
                self._add(self.group_of[one], self.group_of[other], score)

    def _add(self, one: int, other: int, score: float) -> None:
        if one == other:
            return
        for a, b in ((one, other), (other, one)):
            self.sums[a][b] = self.sums[a].get(b, 0.0) + score

    def _mean(self, one: int, other: int) -> float:
        return self.sums[one][other] / (len(self.members[one]) * len(self.members[other]))

    def _may_meet(self, one: int, other: int) -> bool:
        return one not in self.labels or other not in self.labels

    def merge(self, threshold: float) -> None:
        """Merge the two closest groups until no two are closer than ``threshold``."""
        queue = [entry for group in list(self.sums) for entry in self._queued(group, threshold)]
        heapq.heapify(queue)
        while queue:
            distance, low, high = heapq.heappop(queue)
            if self._stands(low, high, -distance):
                self._unite(low, high)
                for entry in self._queued(low, threshold):
                    heapq.heappush(queue, entry)

    def _stands(self, low: int, high: int, mean: float) -> bool:
        """Tell whether a queued pair of groups is still there, unchanged, and may be merged."""
        if low not in self.members or high not in self.members or not self._may_meet(low, high):
            return False
        return mean == self._mean(low, high)

    def _queued(self, group: int, threshold: float) -> list[tuple[float, int, int]]:
        means = (
            (self._mean(group, other), other) for other in self.sums[group] if self._may_meet(group, other)
        )
        return [(-mean, min(group, other), max(group, other)) for mean, other in means if mean >= threshold]

    def _unite(self, low: int, high: int) -> None:
        self.members[low] += self.members.pop(high)
        if high in self.labels:
            self.labels[low] = self.labels.pop(high)
        for other, total in self.sums.pop(high).items():
            self.sums[other].pop(high)
            if other != low:
                self._add(low, other, total)
