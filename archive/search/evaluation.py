"""Answers Whoosh's queries from a snapshot's arrays: the same documents and the same scores, many times faster.

Covers the kinds of query the archive asks; ``NotCoveredError`` says that plain Whoosh must answer.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from archive.search.engine import SearchTooLongError
from archive.search.segments import Numbers, Weights
from archive.search.snapshot import Snapshot

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
        return self if boost == 1.0 else Hits(self.ids, self.scores * boost)


NOTHING = Hits(np.zeros(0, np.int32), np.zeros(0, np.float64))


class Evaluator:
    """BM25F as Whoosh computes it, with one ``k1`` and one ``b`` for all fields.

    Everything asked of it within ``seconds`` of its making is answered; then it raises ``SearchTooLongError``.
    """

    def __init__(self, snapshot: Snapshot, *, k1: float, b: float, seconds: float) -> None:
        self.snapshot = snapshot
        self.k1, self.b = k1, b
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
            return Hits(ids, np.full(len(ids), float(query.score)))
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
            return self._prefix(query.fieldname, query.text)
        if kind is wq.NumericRange:
            values = self.snapshot.column(query.fieldname)
            return np.flatnonzero((values >= query.start) & (values <= query.end)).astype(np.int32)
        if kind is wq.Not:
            is_kept = np.ones(self.snapshot.size, dtype=bool)
            is_kept[self._ids(query.query)] = False
            return np.flatnonzero(is_kept).astype(np.int32)
        if kind is wq.Or:
            return self._union([self._ids(part) for part in query.subqueries])
        return self._hits(query).ids

    def term(self, field: str, text: str) -> Hits:
        """Return the documents with a term, scored."""
        postings = self.snapshot.postings(field, text.encode())
        if not len(postings.ids):
            return NOTHING
        if not self.snapshot.schema[field].scorable:
            return Hits(postings.ids, postings.weights)
        norms = self.snapshot.once(("norms", field, self.k1, self.b), lambda: self._norms(field))[
            postings.ids
        ]
        weights = postings.weights
        return Hits(postings.ids, self.rarity(field, text) * (weights * (self.k1 + 1)) / (weights + norms))

    def _norms(self, field: str) -> Weights:
        """Return what the length of each document adds under the fraction of BM25."""
        return self.k1 * ((1 - self.b) + self.b * self.snapshot.lengths(field))

    def rarity(self, field: str, text: str) -> float:
        """Return a term's inverse document frequency."""
        return math.log(self.snapshot.size / (len(self.snapshot.postings(field, text.encode()).ids) + 1)) + 1

    def _all(self, queries: Sequence[wq.Query]) -> Hits:
        found = sorted((self._hits(query) for query in queries), key=lambda hits: len(hits.ids))
        hits = found[0]
        for other in found[1:]:
            if not len(hits.ids):
                return NOTHING
            at, is_there = look_up(hits.ids, other.ids)
            hits = Hits(hits.ids[is_there], hits.scores[is_there] + other.scores[at[is_there]])
        return hits

    def _any(self, queries: Sequence[wq.Query]) -> Hits:
        found = sorted((self._hits(query) for query in queries), key=lambda hits: -len(hits.ids))
        return _added(found) or self._spread(found)

    def _spread(self, found: Sequence[Hits]) -> Hits:
        scores = np.zeros(self.snapshot.size)
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
        terms = self.snapshot.terms_from(field, prefix.encode())
        found = []
        for term in terms:
            self._stay_in_time()
            found.append(self.snapshot.postings(field, term).ids)
        return self._union(found)

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

    def _keys(self, field: str, word: str, ids: Numbers) -> NDArray[np.int64]:
        """Return where a word stands in these documents, as one ascending number a place."""
        rows, places = self.snapshot.places(field, word.encode(), ids)
        return rows * _APART + places


def look_up(wanted: NDArray[Any], held: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return where each wanted number stands in ``held`` (both ascending), and whether it does."""
    at = np.searchsorted(held, wanted)
    if not len(held):
        return at, np.zeros(len(wanted), dtype=bool)
    at[at == len(held)] = 0
    return at, held[at] == wanted


def _added(found: Sequence[Hits]) -> Hits | None:
    """Return the union where the first holds every document of the others, as a word's text does; else None."""
    scores = found[0].scores.copy()
    for hits in found[1:]:
        at, is_there = look_up(hits.ids, found[0].ids)
        if not is_there.all():
            return None
        scores[at] += hits.scores
    return Hits(found[0].ids, scores)


def _in_rows(hits: Hits, keys: NDArray[np.int64]) -> Hits:
    rows = np.zeros(len(hits.ids), dtype=bool)
    rows[keys // _APART] = True
    return hits.where(rows)
