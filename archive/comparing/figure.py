"""A figure: a number with what it counts or measures, and what stands near it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.comparing.lexicon import MEASURE_UNITS
from archive.comparing.numbers import Bound
from archive.comparing.units import HOUR, MONEY, PERCENT


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, ``body[start:end]``, with what it counts or measures and what stands near it.

    ``unit`` is a concept, ``""`` of a figure whose noun is not told; ``step`` the hours in a unit of time, in which
    stretches of time are told; ``is_conditioned`` marks what would be, was or has been since, ``is_past`` what is of a
    time long before the event; ``noun`` is the noun as
    printed; ``of`` the concepts of what is measured ("tonnes of
    maize"); ``near`` those of its clause within a few words; ``clause`` all of its clause.
    """

    article: int
    sentence: int
    start: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: str
    noun: str
    of: frozenset[str]
    near: frozenset[str]
    clause: frozenset[str]
    step: float = 0.0
    is_conditioned: bool = False
    is_past: bool = False

    @property
    def key(self) -> tuple[float, float, Bound]:
        """Return the value as counts are compared."""
        return self.low, self.high, self.bound

    @property
    def is_measure(self) -> bool:
        """Tell a length, a share or a sum from a count."""
        return self.is_share or self.unit in MEASURE_UNITS

    @property
    def is_share(self) -> bool:
        """Tell a share or a sum of money."""
        return self.unit == PERCENT or self.is_sum

    @property
    def is_sum(self) -> bool:
        """Tell a sum of money."""
        return self.unit in MONEY

    @property
    def is_time(self) -> bool:
        """Tell a stretch of time."""
        return self.unit == HOUR
