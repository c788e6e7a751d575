"""How far the reading of a submission has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from archive.models import Batch, Outcome, State

# The rate of the latest so many files tells how long the others will take.
_RATED = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """The files of a submission by outcome, and how long the rest will take (None while nobody can say)."""

    counts: dict[str, int]
    seconds_left: int | None

    @property
    def total(self) -> int:
        """How many files came in."""
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """How many are still to be read."""
        return self.counts[Outcome.WAITING]

    @property
    def read(self) -> int:
        """How many have their outcome."""
        return self.total - self.waiting

    @property
    def minutes_left(self) -> int | None:
        """The rest in whole minutes, rounded up."""
        return None if self.seconds_left is None else -(-self.seconds_left // 60)


def progress_of(batch: Batch) -> Progress:
    """Return how far a submission is read."""
    found = dict(batch.items.order_by().values_list("outcome").annotate(Count("pk")))
    counts = {str(outcome): int(found.get(outcome, 0)) for outcome in Outcome}
    return Progress(counts, _seconds_left(batch, counts[Outcome.WAITING]))


def _seconds_left(batch: Batch, waiting: int) -> int | None:
    if not waiting or batch.state != State.READING:
        return None
    times = list(
        batch.items.exclude(read_at=None).order_by("-read_at").values_list("read_at", flat=True)[:_RATED]
    )
    if len(times) < 2 or times[0] is None or times[-1] is None:
        return None
    return round(waiting * (times[0] - times[-1]).total_seconds() / (len(times) - 1))
