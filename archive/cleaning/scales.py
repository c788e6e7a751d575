"""Traits of lines: those put together from few values are weighed by tables for all lines at once, words one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product, repeat
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from archive.cleaning.wordlists import load_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, eq=False, slots=True)
class Scale:
    """The values something can have, by number, as they stand in names; where it has none (``None``), no trait is."""

    values: tuple[str | None, ...]


# A scale, and for each line the number of its value.
Part: TypeAlias = "tuple[Scale, Numbers]"


@dataclass(frozen=True, slots=True)
class Trait:
    """How a trait's names begin, and how they go on: with a value of each scale, by its number, for each line."""

    start: str
    scales: tuple[Scale, ...]
    numbers: tuple[Numbers, ...]

    def names(self) -> list[list[str]]:
        """Return for each line the name of this trait, if it has it."""
        values = [
            [scale.values[number] for number in numbers.tolist()]
            for scale, numbers in zip(self.scales, self.numbers, strict=True)
        ]
        told = [[part for part in parts if part is not None] for parts in zip(*values, strict=True)]
        return [[self.start + "".join(parts)] if len(parts) == len(self.scales) else [] for parts in told]

    def add_to(self, scores: NDArray[np.float64], weights: str) -> NDArray[np.float64]:
        """Return the scores of lines with the weights of this trait added."""
        place = self.numbers[0]
        for scale, numbers in zip(self.scales[1:], self.numbers[1:], strict=True):
            place = place * len(scale.values) + numbers
        return scores + _table(weights, self.start, self.scales).take(place)


@dataclass(frozen=True, slots=True)
class Wording:
    """For each line any number of traits, by what they begin with (one of WORD_GROUPS or "") and what follows that."""

    lines: Sequence[Sequence[tuple[str, Iterable[str]]]]

    def names(self) -> list[list[str]]:
        """Return for each line the names of its traits."""
        return [[group + rest for group, rests in groups for rest in rests] for groups in self.lines]

    def add_to(self, scores: NDArray[np.float64], weights: str) -> NDArray[np.float64]:
        """Return the scores of lines with the weights of these traits added."""
        weight_of = {group: rests.get for group, rests in load_weights(weights).items()}
        sums = scores.tolist()
        for at, groups in enumerate(self.lines):
            for group, rests in groups:
                sums[at] = sum(map(weight_of[group], rests, repeat(0.0)), sums[at])
        return np.array(sums)


def tell(start: str, *parts: Part) -> Trait:
    """Return the trait that ``start`` and these parts make up."""
    return Trait(start, tuple([scale for scale, _ in parts]), tuple([numbers for _, numbers in parts]))


@cache
def _table(weights: str, start: str, scales: tuple[Scale, ...]) -> NDArray[np.float64]:
    """Return the weights of all names that begin with ``start`` and go on with a value of each scale."""
    # A name with this in it is none.
    values = [["\0" if value is None else value for value in scale.values] for scale in scales]
    names = map("".join, product((start,), *values))
    return np.array(list(map(load_weights(weights)[""].get, names, repeat(0.0))))
