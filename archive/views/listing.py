"""Lists to browse: lines with their counts, in groups, in one of several orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archive.gazetteer import fold

# Names that begin with a figure, or in other letters, stand together.
_OTHER_LETTERS = "0–9 and other signs"


@dataclass(frozen=True, slots=True)
class Line:
    """Something to choose; choosing it gives ``count`` reports. ``depth`` indents it below what contains it."""

    name: str
    url: str
    count: int
    note: str = ""
    depth: int = 0

    def at_depth(self, depth: int) -> Line:
        """Return the line indented."""
        return replace(self, depth=depth)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; with an address of its own where the whole group can be asked for."""

    heading: str
    lines: tuple[Line, ...]
    url: str = ""
    count: int | None = None

    @property
    def anchor(self) -> str:
        """What a link to the group points at."""
        return f"g-{fold(self.heading).replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the orders of a list."""

    name: str
    url: str
    is_current: bool


def tabs(base: str, ways: Mapping[str, str], current: str) -> list[Tab]:
    """Return the orders of the list at ``base``; the first is that of its bare address."""
    first = next(iter(ways))
    return [
        Tab(name, base if way == first else f"{base}?by={way}", way == current) for way, name in ways.items()
    ]


def by_letter(lines: Iterable[Line]) -> list[Group]:
    """Return the lines under their first letters, in order."""
    held: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        first = fold(line.name)[:1].upper()
        held[first if first.isascii() and first.isalpha() else _OTHER_LETTERS].append(line)
    return [
        Group(letter, tuple(sorted(held[letter], key=lambda line: (fold(line.name), line.name))))
        for letter in sorted(held, key=lambda letter: (len(letter), letter))
    ]
