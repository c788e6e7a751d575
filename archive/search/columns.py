"""What sorting and facets need of each indexed article, by the engine's document number.

Read once per segment: an engine of immutable segments never changes what it has written.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from haystack.constants import DJANGO_ID

from archive.search.engine import FACETS, NONE


class Entry:
    """What the facets need of one indexed article."""

    __slots__ = ("aircraft", "day", "happened", "key", "outlet", "place")

    def __init__(self, stored: dict[str, Any]) -> None:
        self.key = int(stored[DJANGO_ID])
        self.day: int = stored["day"]
        self.outlet: str = stored["outlet"]
        self.place: tuple[str, ...] = _split(stored.get("place"))
        self.happened: tuple[str, ...] = _split(stored.get("happened"))
        self.aircraft: tuple[str, ...] = _split(stored.get("aircraft"))

    @property
    def year(self) -> str:
        """The year published, or "none"."""
        return str(self.day // 10_000) if self.day else NONE


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(value.split(",")) if value else ()


# Segments whose columns are kept: more than an index has at a time, so that readers a commit apart share them.
MAX_SEGMENTS = 64


class Columns:
    """The entries of an index by document number, read once per immutable segment and shared by all threads."""

    _segments: OrderedDict[str, list[Entry]] = OrderedDict()
    _lock = threading.Lock()

    def __init__(self, parts: list[tuple[int, list[Entry]]]) -> None:
        self._parts = parts

    @classmethod
    def of(cls, reader: Any) -> Columns:
        """Return the columns of a reader."""
        return cls(
            [
                (offset, cls._of_segment(leaf))
                for leaf, offset in reader.leaf_readers()
                if leaf.doc_count_all()
            ]
        )

    @classmethod
    def _of_segment(cls, leaf: Any) -> list[Entry]:
        name = leaf.segment().segment_id()
        with cls._lock:
            if name not in cls._segments:
                numbers = range(leaf.doc_count_all())
                cls._segments[name] = [Entry(leaf.stored_fields(number)) for number in numbers]
                if len(cls._segments) > MAX_SEGMENTS:
                    cls._segments.popitem(last=False)
            cls._segments.move_to_end(name)
            return cls._segments[name]

    def entry(self, number: int) -> Entry:
        """Return the entry of a document number."""
        for offset, entries in reversed(self._parts):
            if number >= offset:
                return entries[number - offset]
        raise IndexError(f"no document {number}")

    def newest_first(self, number: int) -> tuple[int, int]:
        """Sort key: by day, undated last, then by arrival."""
        entry = self.entry(number)
        return -entry.day, -entry.key

    def oldest_first(self, number: int) -> tuple[bool, int, int]:
        """Sort key: by day, undated last, then by arrival."""
        entry = self.entry(number)
        return entry.day == 0, entry.day, entry.key

    def count_facets(self, numbers: Iterable[int]) -> dict[str, Counter[str]]:
        """Return how many of the documents carry each value of each facet."""
        counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for number in numbers:
            entry = self.entry(number)
            counts["place"].update(entry.place)
            counts["happened"].update(entry.happened)
            counts["aircraft"].update(entry.aircraft)
            counts["outlet"][entry.outlet] += 1
            counts["year"][entry.year] += 1
        return counts
