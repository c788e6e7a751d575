"""What a line reads like: its words, where in it they stand, and what the elements round it are called."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, repeat
from operator import add
from typing import TYPE_CHECKING

from archive.cleaning.page_lines import is_soft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.cleaning.page_lines import Line

# Only as many words of a line are looked at one by one.
MAX_WORDS = 40
# A word tells something else in a line of more words than this.
SHORT_WORDS = 20
# The first and last so many words count by where they stand, too.
EDGE = 4
# The innermost names of the elements a line stands in, and the parts of them that count as words.
MAX_NAMES = 12
# The same few names stand round most lines of a page, and of a site's pages.
MAX_NAMES_KNOWN = 1024
NAME_PART = re.compile(r"[a-z]{2,20}")
FIRST = tuple(f"{number} " for number in range(1, EDGE + 1))
LAST = tuple(f"-{number} " for number in range(1, EDGE + 1))
NOTHING: dict[str, float] = {}


def find_judged(lines: Sequence[Line], reach: int | None) -> list[int]:
    """Return the places of the lines the classifier may judge: the open ones, and what a rule about places removed.

    Of the latter, only those at most ``reach`` lines from one that is open or running text, where a reach is given.
    """
    judged = [at for at, line in enumerate(lines) if line.draft.is_open or is_soft(line.draft)]
    if reach is None:
        return judged
    near: set[int] = set()
    for at in judged:
        if lines[at].draft.is_open or lines[at].draft.is_prose:
            near.update(range(at - reach, at + reach + 1))
    return [at for at in judged if at in near]


def find_traits(line: Line) -> list[str]:
    """Return the names of the line's traits."""
    return [start + rest for start, rests in _traits(line) for rest in rests]


def weigh(line: Line, weights: Mapping[str, Mapping[str, float]]) -> float:
    """Return the sum of the weights of the line's traits; they go by what a trait begins with and the rest of it."""
    total = 0.0
    for start, rests in _traits(line):
        total = sum(map(weights.get(start, NOTHING).get, rests, repeat(0.0)), total)
    return total


def _traits(line: Line) -> Iterator[tuple[str, Iterable[str]]]:
    hints = line.draft.block.hints
    if hints:
        yield "in=", hints[-1:]
        yield "within=", _name_parts(hints[-MAX_NAMES:])
    if not line.words:
        return
    words = [_folded(word) for word in line.words[:MAX_WORDS]]
    ending = [_folded(word) for word in line.words[-EDGE:]]
    size = "w" if len(line.words) <= SHORT_WORDS else "W"
    yield f"{size}=", dict.fromkeys(words)
    yield f"{size}=", dict.fromkeys(map(" ".join, pairwise(words)))
    yield (
        "at=",
        [
            f"{size}1 {' '.join(words[:2])}",
            f"{size}-1 {' '.join(ending[-2:])}",
            *map(add, FIRST, words),
            *map(add, LAST, reversed(ending)),
        ],
    )


def _folded(word: str) -> str:
    return "0" if word.isdigit() else word.casefold()


@lru_cache(maxsize=MAX_NAMES_KNOWN)
def _name_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({part for name in names for part in NAME_PART.findall(name)}))
