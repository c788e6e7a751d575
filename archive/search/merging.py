"""Which segments of the index a commit merges.

Whoosh's own rule merges some seventeen segments of a rebuild at once, 8,000 articles in a minute, with whichever commit
comes next: an editor's, who only published one. Here segments alike in size are merged by fives, and a commit
merges no more than in proportion to what it writes; what is left is the worker's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from whoosh.reading import SegmentReader

# So many segments, each up to so many times as large as the smallest of them, become one.
FACTOR = 5
# What a commit merges at most for each document it writes, at least and at most. A document costs some 3 ms to write
# and one to merge; a few segments more cost a search little.
FOR_EACH, AT_LEAST, AT_MOST = 4, 200, 2_000
# What the worker merges at a time, and a rebuild. Nobody else can write meanwhile: some ten seconds, once in as many
# reports.
BESIDE = 12_500

Policy = Callable[[Any, Sequence[Any]], list[Any]]


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


def merge_alike(documents: int) -> Policy:
    """Return the policy of a commit of so many documents, as Whoosh calls it (with its writer and the segments)."""
    return merging(min(max(AT_LEAST, FOR_EACH * documents), AT_MOST))


def merging(most: int) -> Policy:
    """Return the policy that merges up to so many documents."""

    def merge(writer: Any, segments: Sequence[Any]) -> list[Any]:
        chosen = choose_segments([segment.doc_count() for segment in segments], most)
        for place in chosen:
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segments[place]))
        return [segment for place, segment in enumerate(segments) if place not in chosen]

    return merge
