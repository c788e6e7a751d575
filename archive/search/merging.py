"""Which segments of the index become one.

Whoosh's own rule merges some seventeen segments of a rebuild at once, 8,000 articles in a minute, with whichever commit
comes next: an editor's, who only published one. Here segments alike in size are merged by fives, and after a commit
no more is merged than in proportion to what it wrote; what is left is the worker's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

# So many segments, each up to so many times as large as the smallest of them, become one.
FACTOR = 5
# What is merged after a commit at most for each document it wrote, at least and at most. A document costs some 3 ms to
# write and one to merge; a few segments more cost a search little.
FOR_EACH, AT_LEAST, AT_MOST = 4, 200, 2_000
# What the worker merges at a time, and a rebuild. Others write meanwhile; the worker does nothing else for ten seconds.
BESIDE, REBUILT = 12_500, 62_500


def choose_segments(sizes: Sequence[int], most: int) -> tuple[int, ...]:
    """Return the places of the segments to merge, by their sizes, into one of at most ``most``; () for none."""
    tiers: dict[int, list[int]] = defaultdict(list)
    for place in sorted(range(len(sizes)), key=lambda place: sizes[place]):
        tiers[int(math.log(max(sizes[place], 1), FACTOR))].append(place)
    for alike in tiers.values():  # the smallest first
        chosen = alike[:FACTOR]
        if len(chosen) == FACTOR and sum(sizes[place] for place in chosen) <= most:
            return tuple(chosen)
    return ()


def after_commit(documents: int) -> int:
    """Return how many documents are merged at most after a commit of so many."""
    return min(max(AT_LEAST, FOR_EACH * documents), AT_MOST)
