"""Cut long lists of keys into pieces that one statement can carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def batched(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Yield the values in lists of ``size``, in order; the last may be shorter."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
