"""A Whoosh segment decoded into arrays: its posting blocks, field lengths and columns, each read once.

A segment never changes once written, so what is decoded of it is kept for as long as the segment lives and shared by
all threads; what is large, postings and positions, for as long as there is room for it.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from mmap import MADV_DONTNEED, mmap
from pickle import load, loads
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from archive.search.keeping import Kept, cached
from archive.search.mapped import TermTable

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]

# A segment of more documents than this has more words of one document alone, mostly slips, than all others.
SMALL = 2000
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)
# How Whoosh pickles a short list of numbers: these bytes, the numbers, and two bytes more.
_LIST, _LONG_LIST = np.frombuffer(b"\x80\x02]q\x00", dtype=np.uint8), 1000
_HEAD = 4 + len(_LIST)


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents a term occurs in, ascending, and how often."""

    ids: Numbers
    weights: Weights

    @property
    def size(self) -> int:
        """The bytes it takes, about."""
        return self.ids.nbytes + self.weights.nbytes + 400


NO_POSTINGS = Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The places a term stands at: those in the n-th document of its postings are ``places[starts[n]:starts[n+1]]``."""

    starts: NDArray[np.int64]
    places: Numbers

    @property
    def size(self) -> int:
        """The bytes it takes, about."""
        return self.starts.nbytes + self.places.nbytes + 400


class Segment(Kept):
    """One immutable segment."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        super().__init__()
        self._leaf = SegmentReader(storage, schema, segment)
        self._table = TermTable(self._leaf._terms)

    def let_go(self) -> None:
        """Let go of what was read of the file; the system mostly has it when it is read again."""
        source = getattr(self._leaf._terms._dbfile._buf, "obj", None)
        if isinstance(source, mmap):
            source.madvise(MADV_DONTNEED)

    def lengths(self, field: str) -> Weights:
        """Return the number of words of a field in each document, as coarsely as Whoosh keeps it."""
        return self.once(
            ("lengths", field), lambda: _LENGTHS[self._bytes_of(f"_{field}_len", LENGTHS_COLUMN)]
        )

    def column(self, field: str) -> NDArray[np.int64]:
        """Return the number a field holds in each document."""
        column = self._leaf.schema[field].column_type
        return self.once(("column", field), lambda: self._bytes_of(field, column).astype(np.int64))

    def _bytes_of(self, name: str, column: Any) -> NDArray[Any]:
        per_document = self._leaf._perdoc
        if not per_document.has_column(name):
            return np.full(self.size, column.default_value(), dtype=np.int64)
        reader = per_document.column_reader(name, column)
        kind = np.dtype(f">{reader._typecode}" if reader._fixedlen > 1 else "u1")
        data = reader._dbfile.get(reader._basepos, reader._count * reader._fixedlen)
        values = np.frombuffer(data, dtype=kind)[: self.size]
        # Whoosh leaves the defaults at the end out of the file.
        rest = np.full(self.size - len(values), reader._default, dtype=kind)
        return np.concatenate([values, rest])

    def labels(self, field: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
        """Return a field's values, and for each use of one its document and its number, by document."""
        return self.once(("labels", field), lambda: self._read_labels(field))

    def _read_labels(self, field: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
        found = {name.decode(): self._postings_at(at).ids for name, at in self._table.walk(field)}
        if not found:
            return (), np.zeros(0, np.int32), np.zeros(0, np.int32)
        ids = np.concatenate(list(found.values()))
        ordinals = np.repeat(np.arange(len(found), dtype=np.int32), list(map(len, found.values())))
        order = np.argsort(ids, kind="stable")
        return tuple(found), ids[order], ordinals[order]

    def stored(self, number: int) -> dict[str, Any]:
        """Return what is stored of a document."""
        return dict(self._leaf.stored_fields(number))

    def beginning(self, field: str, prefix: bytes) -> Iterator[Numbers]:
        """Yield the documents of each term of a field that begins so."""
        for _, at in self._table.walk(field, prefix):
            yield self._postings_at(at).ids

    def word_counts(self, field: str) -> dict[str, int]:
        """Return how many documents hold each term of a field, in a large segment those in one alone left out."""
        return self.once(("words", field), lambda: self._table.common(field, 2 if self.size > SMALL else 1))

    def holders(self, field: str, term: bytes) -> int:
        """Return how many documents hold a term."""
        at = self._table.find(field, term)
        return 0 if at is None else int(TERM_INFO.unpack_from(self._table.data, at)[2])

    def postings(self, field: str, term: bytes) -> Postings:
        """Return where a term occurs; empty arrays where it does not."""
        return cached((self.name, field, term), lambda: self._read_postings(field, term))

    def occurrences(self, field: str, term: bytes) -> Occurrences:
        """Return at which words of its documents a term stands."""
        return cached((self.name, field, term, "places"), lambda: self._read_occurrences(field, term))

    def _read_postings(self, field: str, term: bytes) -> Postings:
        at = self._table.find(field, term)
        return NO_POSTINGS if at is None else self._postings_at(at)

    def _postings_at(self, at: int) -> Postings:
        """Return where the term occurs of which is told there."""
        info = TERM_INFO.unpack_from(self._table.data, at)
        if info[2] == 1:
            return Postings(np.array(info[6:7], dtype=np.int32), np.array(info[1:2], dtype=np.float32))
        return _read_arrays(self._leaf._terms._postfile, info[8])

    def _read_occurrences(self, field: str, term: bytes) -> Occurrences:
        at = self._table.find(field, term)
        if at is None:
            return _read_places([])
        begin = TERM_INFO.unpack_from(self._table.data, at)[8]
        blocks = read_blocks(self._leaf._terms._postfile, begin)
        return _read_places([value for block in blocks for value in block[3]])


# As ``whoosh.codec.whoosh3.W3TermInfo`` lays out what is known of a term: flags, weight, documents, shortest, longest,
# greatest weight, first and last document; then where its postings lie, and how long they are.
TERM_INFO = Struct("!BfIBBfIIqi")
# Behind what Whoosh reads of a block stand its documents and weights as arrays, their number, and this: unpickling them
# with all the places, which most searches have no use for, takes fifty times as long.
_ARRAYS = b"i4 + u1\n"
_TAIL, _BLOCK_LENGTH = Struct(f"<I{len(_ARRAYS)}s"), Struct("!i")
_LEAST = 8


def array_block(ids: list[int], weights: list[float]) -> bytes:
    """Return what stands behind a block as Whoosh writes it; nothing where it is short, or a weight no small number."""
    counts = list(map(int, weights))
    if len(ids) < _LEAST or counts != weights or max(counts) > 255:
        return b""
    return array("i", ids).tobytes() + bytes(counts) + _TAIL.pack(len(ids), _ARRAYS)


def _read_arrays(file: Any, at: int) -> Postings:
    """Return the documents and weights of a term's posting blocks."""
    data: memoryview = file._buf
    ids: list[Any] = []
    weights: list[NDArray[Any]] = []
    at += 4  # the magic number before a term's first block
    is_last = False
    while not is_last:
        (length,) = _BLOCK_LENGTH.unpack_from(data, at)
        is_last, end = length < 0, at + 4 + abs(length)
        count, mark = _TAIL.unpack_from(data, end - _TAIL.size)
        if mark == _ARRAYS:
            begin = end - _TAIL.size - count
            ids.append(data[begin - 4 * count : begin])
            weights.append(np.frombuffer(data, np.uint8, count, begin))
        else:  # written by Whoosh
            count, numbers, weight, _ = _read_block(file, at)
            ids.append(np.cumsum(np.array(numbers, dtype=np.int32), dtype=np.int32))
            weights.append(np.full(count, 1.0 if weight is None else weight, dtype=np.float32))
        at = end
    return Postings(np.frombuffer(b"".join(ids), np.int32), np.concatenate(weights, dtype=np.float32))


def read_blocks(file: Any, at: int) -> Iterator[tuple[int, Any, Any, Any]]:
    """Yield what a term's posting blocks hold: the number of documents, their steps, weights and places, as written."""
    at += 4
    is_last = False
    while not is_last:
        length = file.get_int(at)
        is_last = length < 0
        yield _read_block(file, at)
        at += 4 + abs(length)


def _read_block(file: Any, at: int) -> tuple[int, Any, Any, Any]:
    """Read a block as ``whoosh.codec.whoosh3.W3PostingsWriter`` writes it."""
    stream = BytesIO(file.get(at + 4, abs(file.get_int(at))))
    count, _, _, compression, _, _ = load(stream)  # noqa: S301  (our own file)
    data = stream.read()
    numbers, weights, places = loads(zlib.decompress(data) if compression else data)  # noqa: S301  (our own file)
    return count, numbers, weights, places


def _read_places(values: list[bytes]) -> Occurrences:
    """Read Whoosh's position lists, each its length and a pickle of steps, as one pickle: one by one took ten times."""
    joined = np.frombuffer(b"".join(values), dtype=np.uint8)
    sizes = np.fromiter(map(len, values), np.int64, len(values))
    ends = np.cumsum(sizes)
    begins = ends - sizes
    heads = begins[:, np.newaxis] + np.arange(_HEAD)
    counts = joined[heads[:, :4]].view(">u4")[:, 0].astype(np.int64)
    if counts.max(initial=0) >= _LONG_LIST or (joined[heads[:, 4:]] != _LIST).any():
        steps = [step for value in values for step in loads(value[4:])]  # noqa: S301  (our own file)
    else:
        # "(…e." holds several numbers, "…a." a single one.
        is_step = np.ones(len(joined), dtype=bool)
        is_step[heads] = is_step[ends - 2] = is_step[ends - 1] = False
        is_step[begins + _HEAD] = counts == 1
        steps = loads(b"\x80\x02](" + joined[is_step].tobytes() + b"e.")  # noqa: S301  (our own file)
    starts = np.concatenate(([0], np.cumsum(counts)))
    walked = np.cumsum(np.array(steps, dtype=np.int64))
    before = np.concatenate(([0], walked))[starts[:-1]]
    return Occurrences(starts, (walked - np.repeat(before, counts)).astype(np.int32))
