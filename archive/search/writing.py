"""Writes segments that Whoosh reads, in a fraction of the time.

Whoosh makes a tuple of every posting, pickles and sorts all of them, and looks at each once more when it is written.
Here postings are gathered by their term: in memory are no more than a commit's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.formats import Positions
from whoosh.system import pack_uint
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from archive.search.analysis import stem
from archive.search.schema import NewsAnalyzer
from archive.search.terms import TermWriter

# Document, weight and value of each posting are held in a row: a third of the memory of a tuple for each.
_POSTING = 3
# The fields that hold the same text, its words as printed and their stems.
_PRINTED, _STEMMED = "exact", "text"


class GatheredPostings:
    """The postings of a commit's documents, by term; takes the place of Whoosh's pool."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self._values: dict[tuple[str, Any], Any] = {}

    def gather(self, name: str, field: Any, number: int, value: Any) -> int:
        """Take in what a document, after those before, has in a field; return the number of words."""
        terms, length = self._fields[name], 0.0
        if isinstance(field.analyzer, NewsAnalyzer):
            has_places = isinstance(field.format, Positions)
            for word, (_, weight, coded) in field.analyzer.places(value).items():
                terms[word] += (number, weight, coded if has_places else pack_uint(int(weight)))
                length += weight
        else:
            for term, count, weight, coded in self._indexed(name, field, value):
                terms[term] += (number, weight, coded)
                length += count
        if not field.scorable:
            return 0
        self._lengths[name][number] = length_to_byte(int(length))
        return int(length)

    def _indexed(self, name: str, field: Any, value: Any) -> Any:
        """Return what Whoosh makes of a value; outlets, places and the like are the same again and again."""
        found = self._values.get((name, value))
        if found is None:
            found = self._values[name, value] = tuple(field.index(value))
        return found

    def write(self, terms: TermWriter, schema: Any, size: int) -> None:
        """Write all of them; ``size`` is the number of documents."""
        # Most stems are of one form, and stand where that does: their postings are written once.
        printed: dict[str, tuple[list[Any], bytes]] = {}
        are_alike = self._lengths[_PRINTED] == self._lengths[_STEMMED]
        for field in sorted(self._fields):
            terms.start(field, schema[field], _row(self._lengths[field], size))
            words = self._fields[field]
            for word in sorted(words):  # words sort as their bytes do
                held, term = words[word], word.encode() if isinstance(word, str) else word
                same, info = printed.get(word, (None, b"")) if field == _STEMMED else (None, b"")
                if same == held:
                    terms.write_again(term, info)
                    continue
                if len(held) == _POSTING:
                    info = terms.write_one(term, *held)
                else:
                    info = terms.write_all(term, held[::3], held[1::3], held[2::3])
                if field == _PRINTED and are_alike:
                    printed[stem(word)] = (held, info)

    def cleanup(self) -> None:
        """Let go of them (Whoosh calls this)."""
        self._fields.clear()
        self._lengths.clear()
        self._values.clear()


def _row(lengths: Mapping[int, int], size: int) -> bytes:
    return bytes(lengths.get(number, 0) for number in range(size))


class _NewsCodec(W3Codec):  # type: ignore[misc]  # Whoosh is untyped
    """Whoosh's codec with our way of writing terms."""

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        return TermWriter(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """Return a segment that Whoosh reads by itself."""
        return W3Codec().new_segment(storage, indexname)


class NewsWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh is untyped
    """Whoosh's writer, but for how postings get into a segment. It merges nothing."""

    docnum: int

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, codec=_NewsCodec(), **options)
        self.pool = GatheredPostings()

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

    def add_reader(self, reader: Any) -> None:
        """Refuse to merge: segments are joined beside (``archive.search.joining``)."""
        raise NotImplementedError("segments are joined beside the index, not by its writer")

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.pool.write(self.fieldwriter, self.schema, self.docnum)
        self.fieldwriter.close()
