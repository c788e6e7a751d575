"""Makes one segment of several, beside the index: nobody waits, and memory holds a few documents' postings at a time.

Terms come from the segments in order and go out block by block; what is stored of documents is copied as it lies. The
new segment takes the place of the old ones in one step, in which it is told what was deleted of them meanwhile.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import byte_to_length

from archive.search.segments import TERM_INFO, Segment, read_blocks
from archive.search.terms import Postings, TermWriter

# What is read of a segment's file before it is let go of (bytes).
_HELD = 200_000
# The new number of a document that was deleted.
GONE = -1
# Whoosh compresses what is stored of a document; here it is copied as it lies.
_AS_IT_LIES = VarBytesColumn()


class Joined:
    """A segment made of others, not yet in their place."""

    def __init__(self, storage: Any, schema: Any, segments: Sequence[Any], beside: Path) -> None:
        """Make it of ``segments``, which lie in ``storage``, in a folder beside of its own."""
        self._parts: list[_Part] = []
        count = 0
        for segment in segments:
            part = _Part(storage, schema, segment, count)
            self._parts.append(part)
            count += len(part.kept)
        self._beside = FileStorage(str(beside)).create()
        self._beside.clean()  # of what one left that was killed
        self.segment = W3Codec().new_segment(self._beside, segments[0].indexname)
        self.segment.set_doc_count(count)
        lengths = _write_columns(self._beside, self.segment, schema, self._parts)
        self.segment._fieldlengths = {
            field: sum(map(byte_to_length, coded)) for field, coded in lengths.items()
        }
        _write_terms(TermWriter(self._beside, self.segment, is_packed=True), schema, self._parts, lengths)
        self.segment.create_compound_file(self._beside)

    def move_to(self, folder: Path) -> None:
        """Move its file into the index's folder."""
        for name in self._beside.list():
            (Path(self._beside.folder) / name).replace(folder / name)

    def in_place(self, segments: Sequence[Any]) -> list[Any] | None:
        """Return the index's segments with this one in its parts' place; None where one of them is gone."""
        held = {segment.segment_id(): segment for segment in segments}
        if any(part.name not in held for part in self._parts):
            return None
        for part in self._parts:
            for number in held.pop(part.name).deleted_docs():
                if part.numbers[number] != GONE:
                    self.segment.delete_document(part.numbers[number])
        return [*held.values(), self.segment]


class _Place(NamedTuple):
    """Where the postings of a term lie in one of the segments; they sort by term, then by segment."""

    field: str
    term: bytes
    part: int
    at: int


class _Part:
    """One of the segments joined, its documents numbered from ``start`` on, those deleted left out."""

    def __init__(self, storage: Any, schema: Any, segment: Any, start: int) -> None:
        self.name: str = segment.segment_id()
        self._segment = Segment(storage, schema, segment)
        self._reader = self._segment._leaf
        gone, size = set(segment.deleted_docs()), segment.doc_count_all()
        self.kept = array("i", (number for number in range(size) if number not in gone))
        # The new number of each of its documents.
        self.numbers = array("i", [GONE]) * size
        for new, old in enumerate(self.kept, start):
            self.numbers[old] = new
        self._start, self._is_whole = start, not gone
        self._let_go_at = 0

    def has(self, name: str) -> bool:
        """Return whether there is a column of this name."""
        return bool(self._reader._perdoc.has_column(name))

    def column(self, name: str, column: Any) -> Iterator[tuple[int, Any]]:
        """Yield what a column holds, by the documents' new numbers."""
        if self.has(name):
            held = self._reader._perdoc.column_reader(name, column)
            for new, old in enumerate(self.kept, self._start):
                yield new, held[old]
            self._segment.let_go()

    def places(self, part: int) -> Iterator[_Place]:
        """Yield where the postings of each term lie."""
        terms = self._reader._terms
        names = {number: name for name, number in terms._fieldmap.items()}
        read = terms._dbfile.get
        for at, length, known, _ in terms._tindex._ranges():
            key = read(at, length)
            info = TERM_INFO.unpack(read(known, TERM_INFO.size))
            yield _Place(names[int.from_bytes(key[:2])], key[2:], part, info[8])

    def postings(self, at: int, width: int | None) -> Iterator[Postings]:
        """Yield the postings that lie somewhere, a block at a time, by the documents' new numbers."""
        if at - self._let_go_at > _HELD:
            self._segment.let_go()
            self._let_go_at = at
        start, numbers = self._start, self.numbers
        for count, steps, weights, coded in read_blocks(self._reader._terms._postfile, at):
            ids, values = accumulate(steps), _cut(coded, width, count)
            each: Any = weights if isinstance(weights, tuple) else [weights or 1.0] * count
            if self._is_whole:
                yield Postings([start + number for number in ids], each, values)
            else:
                kept = [
                    (new, weight, value)
                    for old, weight, value in zip(ids, each, values, strict=True)
                    if (new := numbers[old]) != GONE
                ]
                yield Postings(*map(list, zip(*kept, strict=True))) if kept else Postings([], [], [])


def _cut(coded: Any, width: int | None, count: int) -> Any:
    """Return a value for each posting of a block, of which those of a fixed width are stored as one."""
    if isinstance(coded, tuple):
        return coded
    if not width:
        return [b""] * count
    return [coded[at : at + width] for at in range(0, width * count, width)]


def _write_columns(storage: Any, segment: Any, schema: Any, parts: Sequence[_Part]) -> dict[str, bytes]:
    """Write what is kept of each document, and return each field's lengths, coded in a byte."""
    lengths = {}
    columns = {"_stored": _AS_IT_LIES, **{name: kind.column_type for name, kind in schema.items()}}
    for field in schema.scorable_names():
        columns[name := f"_{field}_len"] = LENGTHS_COLUMN
        coded = lengths[field] = bytearray(segment.doc_count_all())
        for part in parts:
            for number, length in part.column(name, LENGTHS_COLUMN):
                coded[number] = length
    for name, column in columns.items():
        if column is not None and any(part.has(name) for part in parts):
            file = storage.create_file(W3Codec.column_filename(segment, name))
            writer = column.writer(file)
            for part in parts:
                for number, value in part.column(name, column):
                    writer.add(number, value)
            writer.finish(segment.doc_count_all())
            file.close()
    return {field: bytes(coded) for field, coded in lengths.items()}


def _write_terms(terms: TermWriter, schema: Any, parts: Sequence[_Part], lengths: dict[str, bytes]) -> None:
    none = bytes(sum(len(part.kept) for part in parts))
    found = merge(*(part.places(number) for number, part in enumerate(parts)))
    for field, of_field in groupby(found, key=itemgetter(0)):
        if field not in schema:
            continue
        terms.start(field, schema[field], lengths.get(field, none))
        width = schema[field].format.fixed_value_size()
        for term, places in groupby(of_field, key=itemgetter(1)):
            terms.write(
                term,
                (held for place in places for held in parts[place.part].postings(place.at, width)),
            )
    terms.close()
