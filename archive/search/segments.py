"""A Whoosh segment decoded into arrays: its posting blocks, field lengths and columns, each read once.

A segment never changes once written, so what is decoded of it is kept for as long as the segment lives and shared by
all threads; what is large, postings and positions, for as long as there is room for it.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_CUR, SEEK_END, SEEK_SET, BufferedReader, BytesIO, RawIOBase
from mmap import MADV_DONTNEED, mmap
from pickle import load, loads
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.filedb import compound
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from archive.search.keeping import Kept, cached

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]

# A segment of more documents than this has more words of one document alone, mostly slips, than all others.
SMALL = 2000
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)
# How Whoosh pickles a short list of numbers: these bytes, the numbers, and one byte more.
_LIST, _LONG_LIST = b"\x80\x02]q\x00", 1000


class _Window(RawIOBase):
    """A part of a mapped file, to be read through a buffer."""

    def __init__(self, part: memoryview) -> None:
        self._part, self._at = part, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        self._at = max(0, offset + {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: len(self._part)}[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        some = self._part[self._at : self._at + len(buffer)]
        buffer[: len(some)] = some
        self._at += len(some)
        return len(some)


class MappedFile(BufferFile):  # type: ignore[misc]  # Whoosh is untyped
    """A part of a memory-mapped segment, never copied as a whole.

    Whoosh copies every part of every segment each time it opens an index.
    """

    def __init__(self, buf: Any, name: str | None = None, onclose: Any = None) -> None:
        self._buf, self._name, self.onclose = buf, name, onclose
        self.is_real = self.is_closed = False
        self._window: BufferedReader | None = None

    @property
    def file(self) -> BufferedReader:
        """The part as a file, for reading in order."""
        if self._window is None:
            self._window = BufferedReader(_Window(memoryview(self._buf)))
        return self._window

    def close(self) -> None:
        """Let go of the window."""
        self._window = None
        self.is_closed = True


compound.BufferFile = MappedFile


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents a term occurs in, ascending, and how often."""

    ids: Numbers
    weights: Weights

    @property
    def size(self) -> int:
        """The bytes it takes, about."""
        return self.ids.nbytes + self.weights.nbytes + 400


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
        names = tuple(self._leaf.lexicon(field))
        found = [self._read_postings(field, name).ids for name in names]
        if not names:
            return (), np.zeros(0, np.int32), np.zeros(0, np.int32)
        ids = np.concatenate(found)
        ordinals = np.repeat(np.arange(len(names), dtype=np.int32), [len(part) for part in found])
        order = np.argsort(ids, kind="stable")
        return tuple(name.decode() for name in names), ids[order], ordinals[order]

    def stored(self, number: int) -> dict[str, Any]:
        """Return what is stored of a document."""
        return dict(self._leaf.stored_fields(number))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[bytes]:
        """Yield the terms of a field that begin so."""
        yield from self._leaf.expand_prefix(field, prefix)

    def word_counts(self, field: str) -> dict[str, int]:
        """Return how many documents hold each term of a field, in a large segment those in one alone left out."""
        return self.once(("words", field), lambda: self._read_word_counts(field))

    def _read_word_counts(self, field: str) -> dict[str, int]:
        terms = self._leaf._terms
        start = terms._keycoder(field, b"")
        width = len(start)
        at_least = 2 if self.size > SMALL else 1
        counts = {}
        for at, length, value, _ in terms._tindex.ranges_from(start):
            key = terms._dbfile.get(at, length)
            if key[:width] != start:
                break
            count = terms._dbfile.get_uint(value + 5)  # past a byte of flags and the total weight
            if count >= at_least:
                counts[key[width:].decode()] = count
        return counts

    def holders(self, field: str, term: bytes) -> int:
        """Return how many documents hold a term."""
        found = self._look_up(field, term)
        return found[0] if found else 0

    def postings(self, field: str, term: bytes) -> Postings:
        """Return where a term occurs; empty arrays where it does not."""
        return cached((self.name, field, term), lambda: self._read_postings(field, term))

    def occurrences(self, field: str, term: bytes) -> Occurrences:
        """Return at which words of its documents a term stands."""
        return cached((self.name, field, term, "places"), lambda: self._read_occurrences(field, term))

    def _read_postings(self, field: str, term: bytes) -> Postings:
        found = self._look_up(field, term)
        if found is None:
            return Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))
        arrays = list(_read_arrays(self._leaf._terms._postfile, found[1]))
        ids, weights = zip(*arrays, strict=True)
        return Postings(np.concatenate(ids), np.concatenate(weights))

    def _read_occurrences(self, field: str, term: bytes) -> Occurrences:
        found = self._look_up(field, term)
        blocks = read_blocks(self._leaf._terms._postfile, found[1]) if found else ()
        return _read_places([value for block in blocks for value in block[3]])

    def _look_up(self, field: str, term: bytes) -> tuple[int, int] | None:
        """Return how many documents hold a term and where its postings begin; None where no document does."""
        terms = self._leaf._terms
        for at, _ in terms._tindex.ranges_for_key(terms._keycoder(field, term)):
            info = TERM_INFO.unpack(terms._dbfile.get(at, TERM_INFO.size))
            return info[2], info[8]
        return None


# As ``whoosh.codec.whoosh3.W3TermInfo`` lays out what is known of a term: flags, weight, documents, shortest, longest,
# greatest weight, first and last document; then where its postings lie, and how long they are.
TERM_INFO = Struct("!BfIBBfIIqi")
# Behind what Whoosh reads of a block stand its documents and weights as arrays, their number, and this: unpickling them
# with all the places, which most searches have no use for, takes fifty times as long.
_ARRAYS = b"i4 + u1\n"
_COUNT = Struct("<I")
_LEAST = 8


def array_block(ids: list[int], weights: list[float]) -> bytes:
    """Return what stands behind a block as Whoosh writes it; nothing where it is short, or a weight no small number."""
    counts = list(map(int, weights))
    if len(ids) < _LEAST or counts != weights or max(counts) > 255:
        return b""
    return array("i", ids).tobytes() + bytes(counts) + _COUNT.pack(len(ids)) + _ARRAYS


def _read_arrays(file: Any, at: int) -> Iterator[tuple[Numbers, Weights]]:
    """Yield the documents and weights of a term's posting blocks."""
    at += 4  # the magic number before a term's first block
    is_last = False
    while not is_last:
        length = file.get_int(at)
        is_last, end = length < 0, at + 4 + abs(length)
        tail = file.get(end - len(_ARRAYS) - _COUNT.size, len(_ARRAYS) + _COUNT.size)
        if tail.endswith(_ARRAYS):
            (count,) = _COUNT.unpack(tail[: _COUNT.size])
            block = file.get(end - len(tail) - 5 * count, 5 * count)
            ids = np.frombuffer(block, dtype=np.int32, count=count)
            yield ids, np.frombuffer(block, dtype=np.uint8, offset=4 * count).astype(np.float32)
        else:  # written by Whoosh
            count, numbers, weight, _ = _read_block(file, at)
            weights = np.empty(count, dtype=np.float32)
            weights[:] = 1.0 if weight is None else weight
            yield np.cumsum(np.array(numbers, dtype=np.int32), dtype=np.int32), weights
        at = end


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
    """Read Whoosh's position lists, each a pickle of steps, as one pickle: a call for each would take ten times."""
    counts = np.frombuffer(b"".join(value[:4] for value in values), dtype=">u4").astype(np.int64)
    if counts.max(initial=0) >= _LONG_LIST or not all(value[4:9] == _LIST for value in values):
        steps = [step for value in values for step in loads(value[4:])]  # noqa: S301  (our own file)
    else:
        # "(…e" holds several numbers, "…a" a single one.
        bare = b"".join(value[10:-2] if value[9:10] == b"(" else value[9:-2] for value in values)
        steps = loads(b"\x80\x02](" + bare + b"e.")  # noqa: S301  (our own file)
    starts = np.concatenate(([0], np.cumsum(counts)))
    walked = np.cumsum(np.array(steps, dtype=np.int64))
    before = np.concatenate(([0], walked))[starts[:-1]]
    return Occurrences(starts, (walked - np.repeat(before, counts)).astype(np.int32))
