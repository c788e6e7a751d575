"""Answers Whoosh's queries from a snapshot's arrays: the same documents and the same scores, many times faster.

Covers the kinds of query the archive asks; ``NotCoveredError`` says that plain Whoosh must answer.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from archive.search.engine import SearchTooLongError
from archive.search.keeping import cached
from archive.search.segments import Numbers, Weights
from archive.search.snapshot import Snapshot, look_up

# A list is looked up number by number where it is so many times shorter than the index has documents; longer ones are
# spread out over all documents, which costs the same whatever the list.
_SPARSE = 64
# The lowest of many numbers are sought among the least of so many columns for each of them.
_COLUMNS = 8
# Documents are set apart by so many words when places in them are compared; none is as long.
_APART = 1 << 32


class NotCoveredError(Exception):
    """A kind of query that only Whoosh itself can answer."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents in ascending order and the score of each."""

    ids: Numbers
    scores: Weights

    def where(self, mask: NDArray[np.bool_]) -> Hits:
        """Return those for which the mask, a value a hit, is true."""
        return Hits(self.ids[mask], self.scores[mask])

    def scaled(self, boost: float) -> Hits:
        """Return the same with every score multiplied."""
        return self if boost == 1.0 else Hits(self.ids, self.scores * np.float32(boost))

    @property
    def size(self) -> int:
        """The bytes it takes, about."""
        return self.ids.nbytes + self.scores.nbytes + 400


NOTHING = Hits(np.zeros(0, np.int32), np.zeros(0, np.float32))


class Evaluator:
    """BM25F as Whoosh computes it, with one ``k1`` and one ``b`` for all fields.

    Everything asked of it within ``seconds`` of its making is answered; then it raises ``SearchTooLongError``.
    """

    def __init__(self, snapshot: Snapshot, *, k1: float, b: float, seconds: float) -> None:
        self.snapshot = snapshot
        self.k1, self.b = k1, b
        self._key = (snapshot.serial, k1, b)
        self._seconds, self._until = seconds, time.monotonic() + seconds

    def _stay_in_time(self) -> None:
        if time.monotonic() > self._until:
            raise SearchTooLongError(
                f"the search was stopped after {self._seconds:g} s; ask for fewer words, or longer beginnings before *"
            )

    def find(self, query: wq.Query) -> Hits:
        """Return the documents a query matches, deleted ones left out."""
        hits = self._hits(query)
        live = self.snapshot.live
        return hits if live is None else hits.where(live[hits.ids])

    def _hits(self, query: wq.Query) -> Hits:
        self._stay_in_time()
        kind = type(query)
        if kind is wq.Term:
            return self.term(query.fieldname, query.text).scaled(query.boost)
        if kind is wq.And:
            return self._all(query.subqueries).scaled(query.boost)
        if kind is wq.Or:
            return self._any(query.subqueries).scaled(query.boost)
        if kind is wq.ConstantScoreQuery:
            ids = self._ids(query.child)
            return Hits(ids, np.full(len(ids), query.score, dtype=np.float32))
        if kind is wq.Phrase and query.slop == 1:
            return self._phrase(query.fieldname, query.words).scaled(query.boost)
        if isinstance(query, wq.SpanNear2):
            return self._near(query)
        if query is wq.NullQuery:
            return NOTHING
        raise NotCoveredError(f"{query!r} has no evaluation")

    def _ids(self, query: wq.Query) -> Numbers:
        """Return the documents of a query whose score is not wanted."""
        self._stay_in_time()
        kind = type(query)
        if kind is wq.Term:
            return self.snapshot.postings(query.fieldname, query.text.encode()).ids
        if kind is wq.Prefix and query.text:
            prefix = (query.fieldname, query.text)
            return cached((*self._key, *prefix, "*"), lambda: Hits(self._prefix(*prefix), NOTHING.scores)).ids
        if kind is wq.NumericRange:
            values = self.snapshot.column(query.fieldname)
            return np.flatnonzero((values >= query.start) & (values <= query.end)).astype(np.int32)
        if kind is wq.Not:
            return np.flatnonzero(~self.mask(self._ids(query.query))).astype(np.int32)
        if kind is wq.Or:
            return self._union([self._ids(part) for part in query.subqueries])
        return self._hits(query).ids

    def term(self, field: str, text: str) -> Hits:
        """Return the documents with a term, scored."""
        return cached((*self._key, field, text), lambda: self._score(field, text))

    def _score(self, field: str, text: str) -> Hits:
        postings = self.snapshot.postings(field, text.encode())
        if not len(postings.ids) or not self.snapshot.schema[field].scorable:
            return Hits(postings.ids, postings.weights)
        norms = self.snapshot.once(("norms", *self._key, field), lambda: self._norms(field))[postings.ids]
        weights = postings.weights
        factor = np.float32(self.rarity(field, text) * (self.k1 + 1))
        return Hits(postings.ids, factor * weights / (weights + norms))

    def _norms(self, field: str) -> Weights:
        """Return what the length of each document adds under the fraction of BM25."""
        shares = self.snapshot.lengths(field)
        return np.float32(self.k1) * (np.float32(1 - self.b) + np.float32(self.b) * shares)

    def rarity(self, field: str, text: str) -> float:
        """Return a term's inverse document frequency."""
        return self.rarity_of(self.snapshot.holders(field, text.encode()))

    def rarity_of(self, count: int) -> float:
        """Return the inverse document frequency of what so many documents have."""
        return math.log(self.snapshot.size / (count + 1)) + 1

    def _all(self, queries: Sequence[wq.Query]) -> Hits:
        found = sorted((self._hits(query) for query in queries), key=lambda hits: len(hits.ids))
        hits = found[0]
        for other in found[1:]:
            if not len(hits.ids):
                return NOTHING
            hits = self._both(hits, other)
        return hits

    def _both(self, hits: Hits, other: Hits) -> Hits:
        if len(hits.ids) * _SPARSE < self.snapshot.size:
            at, is_there = look_up(hits.ids, other.ids)
            return Hits(hits.ids[is_there], hits.scores[is_there] + other.scores[at[is_there]])
        is_other = self.mask(other.ids)
        scores = np.zeros(self.snapshot.size, dtype=np.float32)
        scores[other.ids] = other.scores
        is_there = is_other[hits.ids]
        ids = hits.ids[is_there]
        return Hits(ids, hits.scores[is_there] + scores[ids])

    def mask(self, ids: Numbers) -> NDArray[np.bool_]:
        """Return for every document of the index whether it is one of these."""
        is_one = np.zeros(self.snapshot.size, dtype=bool)
        is_one[ids] = True
        return is_one

    def _any(self, queries: Sequence[wq.Query]) -> Hits:
        if all(type(query) is wq.Term for query in queries):  # a word in its fields
            key = tuple((query.fieldname, query.text, query.boost) for query in queries)
            return cached((*self._key, key), lambda: self._added(queries))
        return self._added(queries)

    def _added(self, queries: Sequence[wq.Query]) -> Hits:
        found = [self._hits(query) for query in queries]
        scores = np.zeros(self.snapshot.size, dtype=np.float32)
        is_hit = np.zeros(self.snapshot.size, dtype=bool)
        for hits in found:
            scores[hits.ids] += hits.scores
            is_hit[hits.ids] = True
        ids = np.flatnonzero(is_hit).astype(np.int32)
        return Hits(ids, scores[ids])

    def _union(self, parts: Sequence[Numbers]) -> Numbers:
        is_hit = np.zeros(self.snapshot.size, dtype=bool)
        for ids in parts:
            is_hit[ids] = True
        return np.flatnonzero(is_hit).astype(np.int32)

    def _prefix(self, field: str, prefix: str) -> Numbers:
        is_hit = np.zeros(self.snapshot.size, dtype=bool)
        for ids in self.snapshot.beginning(field, prefix.encode()):
            self._stay_in_time()
            is_hit[ids] = True
        return np.flatnonzero(is_hit).astype(np.int32)

    def _phrase(self, field: str, words: Sequence[str]) -> Hits:
        hits = self._all([wq.Term(field, word) for word in words])
        keys: NDArray[np.int64] | None = None
        for word in words:
            own = self._keys(field, word, hits.ids)
            keys = own if keys is None else own[look_up(own, keys + 1)[1]]
        return _in_rows(hits, keys) if keys is not None else NOTHING

    def _near(self, query: wq.SpanNear2) -> Hits:
        is_pair = len(query.qs) == 2 and all(type(part) is wq.Term for part in query.qs)
        if not is_pair or query.ordered or query.mindist != 1:
            raise NotCoveredError(f"{query!r} is not two words near each other")
        hits = self._all(query.qs)
        ours, theirs = (self._keys(part.fieldname, part.text, hits.ids) for part in query.qs)
        walls = np.array([-_APART, np.iinfo(np.int64).max // 2])
        fenced = np.concatenate((walls[:1], theirs, walls[1:]))
        after = fenced[np.searchsorted(fenced, ours, side="right")] - ours
        before = ours - fenced[np.searchsorted(fenced, ours, side="left") - 1]
        return _in_rows(hits, ours[(after <= query.slop) | (before <= query.slop)])

    def side_by_side(
        self, field: str, pairs: Sequence[tuple[str, str]], ids: Numbers
    ) -> list[NDArray[np.int64]]:
        """Return for each pair of words which of these documents, by their number in ``ids``, have it in a row."""
        keys = {word: self._keys(field, word, ids) for word in dict.fromkeys(chain.from_iterable(pairs))}
        followed = [keys[one][look_up(keys[one] + 1, keys[other])[1]] for one, other in pairs]
        return [np.unique(found // _APART) for found in followed]

    def _keys(self, field: str, word: str, ids: Numbers) -> NDArray[np.int64]:
        """Return where a word stands in these documents, as one ascending number a place."""
        rows, places = self.snapshot.places(field, word.encode(), ids)
        return rows * _APART + places


def lowest(ranks: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Return where the ``count`` lowest ranks stand, lowest first and equal ones in their order."""
    if not 0 < count < len(ranks) // 2:
        return np.argsort(ranks, kind="stable")[:count]
    # None of them is above the count-th lowest of what is lowest in each of so many columns.
    columns = count * _COLUMNS
    rows = len(ranks) // columns
    least = ranks[: rows * columns].reshape(rows, columns).min(axis=0) if rows > 1 else ranks
    bound = np.partition(least, count - 1)[count - 1]
    near = np.flatnonzero(ranks <= bound)
    return near[np.argsort(ranks[near], kind="stable")][:count]


def _in_rows(hits: Hits, keys: NDArray[np.int64]) -> Hits:
    rows = np.zeros(len(hits.ids), dtype=bool)
    rows[keys // _APART] = True
    return hits.where(rows)
