"""The index as of one commit: its segments' arrays joined, documents numbered as Whoosh numbers them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from archive.search.keeping import Count, Kept, cached
from archive.search.segments import NO_POSTINGS, Numbers, Occurrences, Postings, Segment, Weights

# What so many searches have read of the files is held: some 2 MB each at 100,000 reports, where their words are new.
SEARCHES_HELD = 20


@dataclass(frozen=True, slots=True)
class Labels:
    """The values a field holds: document n carries ``names[i]`` for i in ``ordinals[starts[n]:starts[n+1]]``."""

    names: tuple[str, ...]
    starts: NDArray[np.int64]
    ordinals: Numbers

    def of(self, ids: Numbers) -> Numbers:
        """Return the ordinals these documents carry, in their order."""
        counts = self.starts[ids + 1] - self.starts[ids]
        total = int(counts.sum())
        shifts = np.repeat(self.starts[ids] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        ordinals: Numbers = self.ordinals[shifts + np.arange(total)]
        return ordinals


class Snapshot(Kept):
    """The index as of one commit; documents are numbered through all its segments."""

    # Shared by the threads that read the same commit, and dropped with the last of them.
    _segments: WeakValueDictionary[str, Segment] = WeakValueDictionary()
    _snapshots: WeakValueDictionary[tuple[str, int], Snapshot] = WeakValueDictionary()
    _lock = threading.Lock()
    _serials = itertools.count()
    _searches = itertools.count(1)

    def __init__(self, storage: Any, toc: Any) -> None:
        super().__init__()
        self.generation: int = toc.generation
        # What this snapshot's scores are kept under: no other has the same.
        self.serial = next(self._serials)
        self.schema = toc.schema
        segments = [segment for segment in toc.segments if segment.doc_count_all()]
        sizes = [segment.doc_count_all() for segment in segments]
        bases = [sum(sizes[:number]) for number in range(len(sizes))]
        self.size = sum(sizes)
        self.live: NDArray[np.bool_] | None = None
        gone = [
            base + n for segment, base in zip(segments, bases, strict=True) for n in segment.deleted_docs()
        ]
        if gone:
            self.live = np.ones(self.size, dtype=bool)
            self.live[gone] = False
        self.count = self.size - len(gone)
        self._parts = [
            (self._segment(storage, toc.schema, segment), base)
            for segment, base in zip(segments, bases, strict=True)
        ]
        self._field_lengths = {
            field: sum(segment._fieldlengths.get(field, 0) for segment in segments)
            for field in toc.schema.scorable_names()
        }

    @classmethod
    def of(cls, index: Any) -> Snapshot:
        """Return the index as it is now; raises what Whoosh raises at damaged files."""
        folder = index.storage.folder
        generation = index.latest_generation()
        with cls._lock:
            found = cls._snapshots.get((folder, generation))
            if found is None:
                found = cls._open(index)
                cls._snapshots[folder, found.generation] = found
            return found

    @classmethod
    def _open(cls, index: Any) -> Snapshot:
        tries = 5
        while True:
            try:
                return cls(index.storage, index._read_toc())
            except FileNotFoundError:  # a writer merged segments between the two
                tries -= 1
                if not tries:
                    raise

    @classmethod
    def _segment(cls, storage: Any, schema: Any, segment: Any) -> Segment:
        name = segment.segment_id()
        found = cls._segments.get(name)
        if found is None:
            found = cls._segments[name] = Segment(storage, schema, segment)
        return found

    def note_search(self) -> None:
        """Let go, now and then, of what searches have read of the files: else a process comes to hold all of them."""
        if next(self._searches) % SEARCHES_HELD == 0:
            for segment, _ in self._parts:
                segment.let_go()

    def _joined(self, key: Any, part: Callable[[Segment], NDArray[Any]]) -> NDArray[Any]:
        def join() -> NDArray[Any]:
            found = [part(segment) for segment, _ in self._parts]
            return found[0] if len(found) == 1 else np.concatenate(found) if found else np.zeros(0, np.int64)

        return self.once(key, join)

    def column(self, field: str) -> NDArray[np.int64]:
        """Return the number a field holds in each document."""
        return self._joined(("column", field), lambda segment: segment.column(field))

    def lengths(self, field: str) -> Weights:
        """Return the length of a field in each document as a share of the mean."""
        mean = self._field_lengths[field] / self.size if self._field_lengths[field] else 1.0
        lengths = self._joined(("lengths", field), lambda segment: segment.lengths(field))
        return self.once(("share", field), lambda: (lengths / mean).astype(np.float32))

    def labels(self, field: str) -> Labels:
        """Return the values a field holds in the whole index."""
        return self.once(("labels", field), lambda: self._join_labels(field))

    def _join_labels(self, field: str) -> Labels:
        names: dict[str, int] = {}
        ids, ordinals = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for segment, base in self._parts:
            own, numbers, used = segment.labels(field)
            place = np.array([names.setdefault(name, len(names)) for name in own], dtype=np.int32)
            ids.append(numbers + np.int32(base))
            ordinals.append(place[used] if len(own) else used)
        counts = np.bincount(np.concatenate(ids), minlength=self.size)
        starts = np.concatenate(([0], np.cumsum(counts)))
        return Labels(tuple(names), starts, np.concatenate(ordinals))

    def postings(self, field: str, term: bytes) -> Postings:
        """Return where a term occurs, deleted documents among them."""
        if len(self._parts) == 1:
            return self._parts[0][0].postings(field, term)
        return cached((self.serial, field, term), lambda: self._join_postings(field, term))

    def _join_postings(self, field: str, term: bytes) -> Postings:
        found = [(segment.postings(field, term), base) for segment, base in self._parts]
        kept = [(postings, base) for postings, base in found if len(postings.ids)]
        if not kept:
            return NO_POSTINGS
        return Postings(
            np.concatenate([postings.ids + np.int32(base) for postings, base in kept]),
            np.concatenate([postings.weights for postings, _ in kept]),
        )

    def holders(self, field: str, term: bytes) -> int:
        """Return how many documents hold a term, deleted ones among them, without reading which."""
        key = (self.serial, field, term, "holders")
        return cached(key, lambda: Count(sum(part.holders(field, term) for part, _ in self._parts)))

    def occurrences(self, field: str, term: bytes) -> Occurrences:
        """Return at which words of its documents a term stands."""
        if len(self._parts) == 1:
            return self._parts[0][0].occurrences(field, term)
        return cached((self.serial, field, term, "places"), lambda: self._join_occurrences(field, term))

    def _join_occurrences(self, field: str, term: bytes) -> Occurrences:
        found = [segment.occurrences(field, term) for segment, _ in self._parts]
        counts = [np.diff(held.starts) for held in found]
        starts = np.concatenate(([0], np.cumsum(np.concatenate(counts))))
        return Occurrences(starts, np.concatenate([held.places for held in found]))

    def stored(self, number: int) -> dict[str, Any]:
        """Return what is stored of a document."""
        for segment, base in reversed(self._parts):
            if number >= base:
                held: dict[str, Any] = segment.stored(number - base)
                return held
        raise IndexError(f"no document {number}")

    def word_counts(self, field: str) -> list[dict[str, int]]:
        """Return, for each segment, how many of its documents hold each term of a field, rare ones left out."""
        return [segment.word_counts(field) for segment, _ in self._parts]

    def beginning(self, field: str, prefix: bytes) -> Iterator[Numbers]:
        """Yield the documents of each term of a field that begins so, in each of the segments."""
        for segment, base in self._parts:
            for ids in segment.beginning(field, prefix):
                yield ids + np.int32(base)

    def places(self, field: str, term: bytes, ids: Numbers) -> tuple[NDArray[np.int64], Numbers]:
        """Return, for each occurrence of a term in these documents, the document's number in ``ids`` and the place."""
        at, is_there = look_up(ids, self.postings(field, term).ids)
        at, held = at[is_there], self.occurrences(field, term)
        begins = held.starts[at]
        counts = held.starts[at + 1] - begins
        shifts = np.repeat(begins - np.concatenate(([0], np.cumsum(counts)))[:-1], counts)
        rows = np.repeat(np.flatnonzero(is_there), counts)
        return rows, held.places[shifts + np.arange(len(shifts))]


def look_up(wanted: NDArray[Any], held: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return where each wanted number stands in ``held`` (both ascending), and whether it does."""
    at = np.searchsorted(held, wanted)
    if not len(held):
        return at, np.zeros(len(wanted), dtype=bool)
    at[at == len(held)] = 0
    return at, held[at] == wanted
