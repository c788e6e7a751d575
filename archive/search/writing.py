"""Writes segments as Whoosh does, byte for byte its format, in a fraction of the time.

Whoosh makes a tuple of every posting, pickles and sorts all of them, and looks at each once more when it is written.
Here postings are gathered by their term, and those of the segments that are merged come in term by term: in memory are
no more than a commit's own.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import accumulate, groupby
from operator import itemgetter, sub
from pickle import dumps
from struct import Struct
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC
from whoosh.filedb.filetables import md5_hash
from whoosh.formats import Positions
from whoosh.system import pack_uint
from whoosh.writing import SegmentWriter

from archive.search.schema import NewsAnalyzer
from archive.search.segments import TERM_INFO, array_block, read_blocks

# Postings in a block, as in Whoosh. Packed are those of merged segments, which stay, where they are longer than this.
BLOCK, LEAST_PACKED, PACKING = 128, 300, 3
_TERM_KEY, _TERM_LENGTHS, _BLOCK_LENGTH = Struct("!H"), Struct("!ii"), Struct("!i")


class TermPostings(NamedTuple):
    """Documents with a term (field, word), ascending, how often each has it, and where, as Whoosh codes it."""

    term: tuple[str, bytes]
    ids: list[int]
    weights: list[float]
    values: list[bytes]


class GatheredPostings:
    """The postings of a commit's own documents, by term; takes the place of Whoosh's pool."""

    def __init__(self) -> None:
        # Document, weight and value of each posting in a row: a third of the memory of a tuple for each.
        self._fields: dict[str, dict[bytes, list[Any]]] = defaultdict(lambda: defaultdict(list))

    def gather(self, name: str, field: Any, number: int, value: Any) -> int:
        """Take in what a document, after those before, has in a field; return the number of words."""
        terms, length = self._fields[name], 0
        if isinstance(field.analyzer, NewsAnalyzer):
            has_places = isinstance(field.format, Positions)
            for word, (places, coded) in field.analyzer.places(value).items():
                count = len(places)
                terms[word.encode()] += (number, float(count), coded if has_places else pack_uint(count))
                length += count
            return length
        for term, count, weight, coded in field.index(value):
            terms[term] += (number, weight, coded)
            length += count
        return length if field.scorable else 0

    def __iter__(self) -> Iterator[TermPostings]:
        for field in sorted(self._fields):
            terms = self._fields[field]
            for term in sorted(terms):
                held = terms[term]
                yield TermPostings((field, term), held[::3], held[1::3], held[2::3])

    def cleanup(self) -> None:
        """Let go of them (Whoosh calls this)."""
        self._fields.clear()


class NewsWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh is untyped
    """Whoosh's writer, but for how postings get into a segment."""

    docnum: int

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, **options)
        self.pool = GatheredPostings()
        self._merged: list[tuple[Any, int, dict[int, int] | None]] = []

    def add_document(self, **values: Any) -> None:
        """Add a document, as Whoosh does for fields without boosts, vectors and spellings."""
        documents = self.perdocwriter
        number = self.docnum
        documents.start_doc(number)
        for name, value in sorted(values.items()):
            field = self.schema[name]
            length = self.pool.gather(name, field, number, value) if field.indexed else 0
            documents.add_field(name, field, value if field.stored else None, length)
            if field.column_type:
                documents.add_column_value(name, field.column_type, field.to_column_value(value))
        documents.finish_doc()
        self._added, self.docnum = True, number + 1

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: dict[int, int] | None) -> None:
        """Remember a segment to merge, and how its documents are numbered in the new one (Whoosh calls this)."""
        self._merged.append((reader, startdoc, docmap))

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        documents = self.per_document_reader()
        terms = _TermWriter(self.fieldwriter, self.schema, documents, is_packed=bool(self._merged))
        for held in self._all_postings():
            terms.write(held)
        self.fieldwriter.close()
        for opened in (documents, *(reader for reader, _, _ in self._merged)):
            opened.close()

    def _all_postings(self) -> Iterator[TermPostings]:
        if not self._merged:
            yield from self.pool
            return
        sources = [iter(self.pool), *(self._postings_of(*merged) for merged in self._merged)]
        for _, held in groupby(merge(*sources, key=itemgetter(0)), key=itemgetter(0)):
            yield _joined(list(held))

    def _postings_of(self, reader: Any, start: int, docmap: dict[int, int] | None) -> Iterator[TermPostings]:
        """Yield what a segment holds of each term of the schema, by the new numbers, deleted documents left out."""
        terms = reader._terms
        for (field, term), info in terms.items():
            if field not in self.schema:
                continue
            width = self.schema[field].format.fixed_value_size()
            held = TermPostings((field, term), [], [], [])
            for count, numbers, weights, values in read_blocks(terms._postfile, info.extent()[0]):
                held.ids.extend(accumulate(numbers))
                held.weights.extend(_each(weights, count))
                held.values.extend(_cut(values, width, count))
            if docmap is None:
                yield held._replace(ids=[start + number for number in held.ids])
            elif kept := [at for at, number in enumerate(held.ids) if number in docmap]:
                yield TermPostings(
                    held.term,
                    [docmap[held.ids[at]] for at in kept],
                    [held.weights[at] for at in kept],
                    [held.values[at] for at in kept],
                )


def _each(weights: Any, count: int) -> Any:
    return weights if isinstance(weights, tuple) else [1.0 if weights is None else weights] * count


def _cut(values: Any, width: int | None, count: int) -> Any:
    """Return a value for each posting of a block, of which those of a fixed width are stored as one."""
    if isinstance(values, tuple):
        return values
    if not width:
        return [b""] * count
    return [values[at : at + width] for at in range(0, width * count, width)]


def _joined(parts: list[TermPostings]) -> TermPostings:
    """Return the postings of one term from several segments, whose documents follow one another."""
    for other in parts[1:]:
        parts[0].ids.extend(other.ids)
        parts[0].weights.extend(other.weights)
        parts[0].values.extend(other.values)
    return parts[0]


class _TermWriter:
    """Writes terms, in order, as ``whoosh.codec.whoosh3.W3FieldWriter`` does."""

    def __init__(self, fields: Any, schema: Any, documents: Any, *, is_packed: bool) -> None:
        self._file, self._terms, self._numbers = fields._postfile, fields._tindex, fields._fieldmap
        self._schema, self._documents, self._is_packed = schema, documents, is_packed
        # Where the next postings and the next term will lie.
        self._postings_at, self._term_at = self._file.tell(), self._terms.tell()
        self._field, self._lengths, self._width = "", b"", 0

    def write(self, held: TermPostings) -> None:
        """Write a term with all its postings."""
        field, term = held.term
        if field != self._field:
            self._field, self._lengths = field, self._lengths_of(field)
            self._width = self._schema[field].format.fixed_value_size()
            self._numbers[field] = len(self._numbers)
        lengths = [self._lengths[number] for number in held.ids]
        data = WHOOSH3_HEADER_MAGIC + b"".join(_blocks(held, lengths, self._width, is_packed=self._is_packed))
        self._file.write(data)
        info = TERM_INFO.pack(
            *(0, sum(held.weights), len(held.ids), _shortest(lengths), max(lengths), max(held.weights)),
            *(held.ids[0], held.ids[-1], self._postings_at, len(data)),
        )
        self._postings_at += len(data)
        self._add_term(_TERM_KEY.pack(self._numbers[field]) + term, info)

    def _add_term(self, key: bytes, info: bytes) -> None:
        """Add a row to the table of terms, as ``whoosh.filedb.filetables.OrderedHashWriter`` does."""
        terms, digest = self._terms, md5_hash(key)
        terms.index.append(self._term_at)
        terms.buckets[digest & 255].append((digest, self._term_at))
        terms.dbfile.write(_TERM_LENGTHS.pack(len(key), len(info)) + key + info)
        self._term_at += _TERM_LENGTHS.size + len(key) + len(info)

    def _lengths_of(self, field: str) -> bytes:
        """Return each document's number of words in a field, as Whoosh codes it in a byte."""
        size: int = self._documents.doc_count_all()
        name = f"_{field}_len"
        if not self._documents.has_column(name):
            return bytes(size)
        reader = self._documents.column_reader(name, LENGTHS_COLUMN)
        held: bytes = reader._dbfile.get(reader._basepos, reader._count)
        return bytes(held[:size]).ljust(size, b"\0")


def _blocks(held: TermPostings, lengths: list[int], width: int | None, *, is_packed: bool) -> Iterator[bytes]:
    """Yield the postings of a term as ``whoosh.codec.whoosh3.W3PostingsWriter`` writes them."""
    if len(held.ids) == 1:  # as most terms of a commit have
        yield _only_block(held.ids[0], held.weights[0], held.values[0], lengths[0], width)
        return
    last = (len(held.ids) - 1) // BLOCK * BLOCK
    for at in range(0, last + 1, BLOCK):
        ids, longs = held.ids[at : at + BLOCK], lengths[at : at + BLOCK]
        weights, values = held.weights[at : at + BLOCK], held.values[at : at + BLOCK]
        greatest = max(weights)
        alike = None if greatest == 1.0 else greatest
        coded = (b"".join(values) if width else None) if width is not None else tuple(filter(None, values))
        steps = (ids[0], *map(sub, ids[1:], ids))
        data = dumps((steps, alike if min(weights) == greatest else tuple(weights), coded), 2)
        packing = PACKING if is_packed and len(data) >= LEAST_PACKED else 0
        if packing:
            data = zlib.compress(data, packing)
        head = dumps((len(ids), ids[-1], greatest, packing, _shortest(longs), max(longs)), 2)
        data += array_block(ids, weights)
        length = len(head) + len(data)
        yield _BLOCK_LENGTH.pack(-length if at == last else length) + head + data


def _only_block(number: int, weight: float, value: bytes, length: int, width: int | None) -> bytes:
    coded: Any = value if width else None
    if width is None:
        coded = (value,) if value else ()
    data = dumps(((number,), None if weight == 1.0 else weight, coded), 2)
    head = dumps((1, number, weight, 0, length, length), 2)
    return _BLOCK_LENGTH.pack(-len(head) - len(data)) + head + data


def _shortest(lengths: list[int]) -> int:
    """Return the least length that is known, 0 where none is."""
    return min(filter(None, lengths), default=0)
