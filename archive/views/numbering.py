"""Numbers for aligned passages: the same number only where passages really tell the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from archive.records import Alignment, Passage

# A passage joins a group when it is aligned with this part of it: through chains of single alignments most of
# an event's passages would end under one number, and the number would say nothing.
_PART_ALIGNED = 0.5


@dataclass(slots=True)
class _Groups:
    """Passages gathered into groups; ``beside`` holds, for each, the score of every alignment it has."""

    beside: dict[Passage, dict[Passage, float]] = field(default_factory=dict)
    members: dict[Passage, frozenset[Passage]] = field(default_factory=dict)

    def add(self, pair: Alignment) -> None:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            self.beside.setdefault(one, {})[other] = pair.score
            self.members.setdefault(one, frozenset({one}))

    def are_close(self, one: Iterable[Passage], other: Iterable[Passage]) -> bool:
        """Return whether enough of the pairs between two groups are aligned."""
        aligned = [second in self.beside[first] for first in one for second in other]
        return sum(aligned) >= _PART_ALIGNED * len(aligned)

    def join(self, one: Passage, other: Passage) -> None:
        """Make one group of two, unless it would hold two passages of one report or hang by a thread."""
        first, second = self.members[one], self.members[other]
        if {p.article for p in first} & {p.article for p in second} or not self.are_close(first, second):
            return
        for passage in first | second:
            self.members[passage] = first | second

    def best_group(self, passage: Passage) -> frozenset[Passage] | None:
        """Return the group that a passage left alone tells a part of, if there is one."""
        counterparts = sorted(self.beside[passage].items(), key=lambda item: -item[1])
        for other, _ in counterparts:
            group = self.members[other]
            elsewhere = [member for member in group if member.article != passage.article]
            if len(group) > 1 and self.are_close([passage], elsewhere):
                return group
        return None


def number_passages(
    pairs: Sequence[Alignment], reading_order: Callable[[Passage], tuple[int, ...]]
) -> dict[Passage, int]:
    """Return a number for each passage of a group, from 1 in reading order; a passage of none is left out.

    The surest alignments make the groups, one passage a report; what is left joins the group it is closest to.
    """
    groups = _Groups()
    for pair in pairs:
        groups.add(pair)
    for pair in sorted(pairs, key=lambda p: (-p.score, reading_order(p.a), reading_order(p.b))):
        groups.join(pair.a, pair.b)
    found = {passage: group for passage, group in groups.members.items() if len(group) > 1}
    alone = [passage for passage in groups.members if passage not in found]
    found |= {passage: group for passage in alone if (group := groups.best_group(passage)) is not None}
    numbers: dict[frozenset[Passage], int] = {}
    for passage in sorted(found, key=reading_order):
        numbers.setdefault(found[passage], len(numbers) + 1)
    return {passage: numbers[group] for passage, group in found.items()}
