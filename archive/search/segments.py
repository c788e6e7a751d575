"""A Whoosh segment decoded into arrays: its posting blocks, field lengths and columns, each read once.

A segment never changes once written, so what is decoded of it is kept for as long as the segment lives and shared by
all threads; what is large, postings and positions, for as long as there is room for it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_CUR, SEEK_END, SEEK_SET, BufferedReader, BytesIO, RawIOBase
from pickle import load, loads
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.filedb import compound
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import SegmentReader, TermNotFound
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
        found = [self._decode(field, name)[0] for name in names]
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
        try:
            return int(self._leaf._terms.term_info(field, term).doc_frequency())
        except TermNotFound:
            return 0

    def postings(self, field: str, term: bytes) -> Postings:
        """Return where a term occurs; empty arrays where it does not."""
        return cached((self.name, field, term), lambda: Postings(*self._decode(field, term)[:2]))

    def occurrences(self, field: str, term: bytes) -> Occurrences:
        """Return at which words of its documents a term stands."""
        key = (self.name, field, term, "places")
        return cached(key, lambda: _read_places(self._decode(field, term, values=True)[2]))

    def _decode(
        self, field: str, term: bytes, *, values: bool = False
    ) -> tuple[Numbers, Weights, list[bytes]]:
        """Read a term's posting blocks as ``whoosh.codec.whoosh3.W3PostingsWriter`` writes them."""
        terms = self._leaf._terms
        try:
            info = terms.term_info(field, term)
        except TermNotFound:
            return np.zeros(0, np.int32), np.zeros(0, np.float32), []
        ids: list[Numbers] = []
        weights: list[Weights] = []
        held: list[bytes] = []
        for count, numbers, weight, places in read_blocks(terms._postfile, info.extent()[0]):
            ids.append(np.cumsum(np.array(numbers, dtype=np.int32), dtype=np.int32))
            if weight is None or isinstance(weight, float):
                weights.append(np.full(count, 1.0 if weight is None else weight, dtype=np.float32))
            else:
                weights.append(np.array(weight, dtype=np.float32))
            if values:
                held.extend(places)
        return np.concatenate(ids), np.concatenate(weights), held


def read_blocks(file: Any, at: int) -> Iterator[tuple[int, Any, Any, Any]]:
    """Yield what a term's posting blocks hold: the number of documents, their steps, weights and places, as written."""
    at += 4  # the magic number before a term's first block
    is_last = False
    while not is_last:
        length = file.get_int(at)
        is_last = length < 0
        block = file.get(at + 4, abs(length))
        stream = BytesIO(block)
        count, _, _, compression, _, _ = load(stream)  # noqa: S301  (our own file)
        data = block[stream.tell() :]
        numbers, weights, places = loads(zlib.decompress(data) if compression else data)  # noqa: S301  (our own file)
        yield count, numbers, weights, places
        at += 4 + abs(length)


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
