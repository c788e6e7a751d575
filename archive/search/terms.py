"""Writes a segment's terms and their postings as Whoosh reads them, a block of postings at a time."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from operator import sub
from pickle import dumps
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.filedb.filetables import HashWriter

from archive.search.segments import TERM_INFO, array_block

# Postings in a block, as in Whoosh. Packed are those of joined segments, which stay, where they are longer than this.
BLOCK, LEAST_PACKED, PACKING = 128, 300, 3
# Whoosh reads pickles of any protocol; by its own, the second, bytes are spelt out as letters: half as long again,
# packed twice as long, and seven times as long in reading.
PROTOCOL = 4
_TERM_KEY, _TERM_LENGTHS, _BLOCK_LENGTH = Struct("!H"), Struct("!ii"), Struct("!i")
# Whoosh's number for CRC-32 among the hashes a table of terms may be by, and in how many parts such a table is.
_CRC, _BUCKETS = 1, 256


class Postings(NamedTuple):
    """Documents with a term, ascending, how often each has it, and where, as Whoosh codes it."""

    ids: Sequence[int]
    weights: Sequence[float]
    values: Sequence[bytes]


class _Known(NamedTuple):
    """What is known of a block's or a term's postings."""

    weight: float
    documents: int
    shortest: int
    longest: int
    greatest: float
    first: int
    last: int


class TermWriter:
    """Writes terms, in order; takes the place of ``whoosh.codec.whoosh3.W3FieldWriter``."""

    def __init__(self, storage: Any, segment: Any, *, is_packed: bool = False) -> None:
        self._table = _TermTable(segment.create_file(storage, W3Codec.TERMS_EXT))
        self._file = segment.create_file(storage, W3Codec.POSTS_EXT)
        self._write = self._file.file.write
        self._numbers: dict[str, int] = {}
        self._table.extras["fieldmap"] = self._numbers
        self._is_packed = is_packed
        self._at = 0
        self._key, self._width, self._lengths = b"", None, b""
        self.is_closed = False

    def start(self, field: str, kind: Any, lengths: bytes) -> None:
        """Begin a field; ``lengths`` gives each document's number of words in it, as Whoosh codes it in a byte."""
        number = self._numbers.setdefault(field, len(self._numbers))
        self._key, self._width, self._lengths = (
            _TERM_KEY.pack(number),
            kind.format.fixed_value_size(),
            lengths,
        )

    def write(self, term: bytes, parts: Iterable[Postings]) -> bytes:
        """Write a term of the field with its postings, in parts of any size; nothing where there are none.

        Returned is what ``write_again`` takes.
        """
        ids: list[int] = []
        weights: list[float] = []
        values: list[bytes] = []
        began, known = self._at, []
        for part in parts:
            ids += part.ids
            weights += part.weights
            values += part.values
            while len(ids) > BLOCK:
                known.append(self._write_block(ids[:BLOCK], weights[:BLOCK], values[:BLOCK], began, 1))
                del ids[:BLOCK], weights[:BLOCK], values[:BLOCK]
        if not ids:
            return b""
        known.append(self._write_block(ids, weights, values, began, -1))
        return self._add(term, _of_all(known) if len(known) > 1 else known[0], began)

    def write_again(self, term: bytes, info: bytes) -> None:
        """Write a term of the field with postings that were written already, for a term of another."""
        self._table.add(self._key + term, info)

    def write_all(self, term: bytes, ids: list[int], weights: list[float], values: list[bytes]) -> bytes:
        """Write a term of the field with its postings, which are there in one part."""
        if len(ids) > BLOCK:
            return self.write(term, (Postings(ids, weights, values),))
        began = self._at
        return self._add(term, self._write_block(ids, weights, values, began, -1), began)

    def write_one(self, term: bytes, number: int, weight: float, value: bytes) -> bytes:
        """Write a term of one document, as most are."""
        began, length = self._at, self._lengths[number]
        coded: Any = (value or None) if self._width is not None else (value,) if value else ()
        data = dumps(((number,), None if weight == 1.0 else weight, coded), PROTOCOL)
        head = dumps((1, number, weight, 0, length, length), PROTOCOL)
        self._put(head + data, began, -1)
        return self._add(term, (weight, 1, length, length, weight, number, number), began)

    def _add(self, term: bytes, known: tuple[Any, ...], began: int) -> bytes:
        info = TERM_INFO.pack(0, *known, began, self._at - began)
        self._table.add(self._key + term, info)
        return info

    def _put(self, block: bytes, began: int, sign: int) -> None:
        """Write a block of the postings that began somewhere; its sign says whether another follows."""
        data = _BLOCK_LENGTH.pack(sign * len(block)) + block
        if self._at == began:
            data = WHOOSH3_HEADER_MAGIC + data
        self._write(data)
        self._at += len(data)

    def _write_block(
        self, ids: list[int], weights: list[float], values: list[bytes], began: int, sign: int
    ) -> _Known:
        """Write a block as ``whoosh.codec.whoosh3.W3PostingsWriter`` does."""
        lengths = [self._lengths[number] for number in ids]
        shortest = min(lengths) or min(filter(None, lengths), default=0)
        greatest = max(weights)
        known = _Known(sum(weights), len(ids), shortest, max(lengths), greatest, ids[0], ids[-1])
        if self._width is None:
            coded: Any = tuple(filter(None, values))
        else:
            coded = b"".join(values) or None
        if min(weights) != greatest:
            alike: Any = tuple(weights)
        else:
            alike = None if greatest == 1.0 else greatest
        data = dumps(((ids[0], *map(sub, ids[1:], ids)), alike, coded), PROTOCOL)
        packing = PACKING if self._is_packed and len(data) >= LEAST_PACKED else 0
        if packing:
            data = zlib.compress(data, packing)
        head = dumps((len(ids), ids[-1], greatest, packing, shortest, known.longest), PROTOCOL)
        self._put(head + data + array_block(ids, weights), began, sign)
        return known

    def close(self) -> None:
        """Write what stands at the end of the files, and close them."""
        self._table.close()
        self._file.close()
        self.is_closed = True


def _of_all(known: list[_Known]) -> _Known:
    """Return what is known of a term from what is of its blocks."""
    weights, counts, shortest, longest, greatest, first, last = zip(*known, strict=True)
    return _Known(
        sum(weights),
        sum(counts),
        min(filter(None, shortest), default=0),
        max(longest),
        max(greatest),
        first[0],
        last[-1],
    )


class _TermTable(HashWriter):  # type: ignore[misc]  # Whoosh is untyped
    """A table of terms as ``whoosh.filedb.filetables.OrderedHashWriter`` writes it, by CRC-32 instead of MD5.

    Held in memory are twelve bytes a term, where Whoosh holds some two hundred.
    """

    def __init__(self, file: Any) -> None:
        super().__init__(file, hashtype=_CRC)
        self._write, self._at = file.file.write, file.tell()
        self._places, self._hashes = array("Q"), array("I")

    def add(self, key: bytes, value: bytes) -> None:
        """Add a row; keys come in order."""
        row = _TERM_LENGTHS.pack(len(key), len(value)) + key + value
        self._write(row)
        self._places.append(self._at)
        self._hashes.append(zlib.crc32(key))
        self._at += len(row)

    def _write_hashes(self) -> None:
        """Write, for each of the hashes' last bytes, where the rows with it lie."""
        hashes, places = np.array(self._hashes, dtype=np.uint32), np.array(self._places, dtype=np.int64)
        buckets = hashes.astype(np.uint8)
        for bucket in range(_BUCKETS):
            chosen = np.flatnonzero(buckets == bucket)
            table = np.zeros(2 * len(chosen), dtype=[("hash", ">u4"), ("place", ">i8")])
            slots = _slots(hashes[chosen])
            table["hash"][slots], table["place"][slots] = hashes[chosen], places[chosen]
            self.directory.append((self._at, len(table)))
            self.dbfile.write(table.tobytes())
            self._at += table.nbytes

    def _write_extras(self) -> None:
        kind, size = ("q", ">i8") if self._at >= 2**32 else ("I", ">u4")
        self.extras |= {"indextype": kind, "indexlen": len(self._places)}
        super()._write_extras()
        self.dbfile.write(np.array(self._places, dtype=size).tobytes())


def _slots(hashes: NDArray[np.uint32]) -> list[int]:
    """Return the place of each in a table of twice as many: the first free one from where its hash says."""
    size = 2 * len(hashes)
    if not size:
        return []
    taken, slots = bytearray(size), []
    for slot in ((hashes >> 8) % size).tolist():
        while taken[slot]:
            slot = (slot + 1) % size
        taken[slot] = 1
        slots.append(slot)
    return slots
