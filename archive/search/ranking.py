"""Hits -> an answer: filters, order, folding and facet counts, all over a snapshot's arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.closeness import prefer_runs
from archive.search.engine import FACETS, NONE, SINGLE, Answer, Filters, Request
from archive.search.evaluation import NOTHING, Evaluator, Hits, lowest
from archive.search.feedback import REPORTS, learn_from
from archive.search.segments import Numbers, Weights
from archive.search.translation import LAST_DAY, Translation, to_day

Find = Callable[[Any], Hits]
Mask = NDArray[np.bool_]

DATES = ("year", "month", "day")
NO_FILTERS = Filters()
_DIVISORS = {"year": 10_000, "month": 100, "day": 1}
# Days are counted one by one only in a span no longer than this (as YYYYMMDD: a month).
_DAYS_SHOWN = 100


class Ranking:
    """One request, answered from one snapshot."""

    def __init__(self, evaluator: Evaluator, find: Find) -> None:
        self.snapshot, self.evaluator, self.find = evaluator.snapshot, evaluator, find

    def answer(self, request: Request, query: Translation) -> Answer:
        """Return the page asked for."""
        is_any = request.any_word and query.some is not None
        hits = self.find(query.some if is_any else query.all)
        masks = self._masks(hits.ids, request.filters)
        found, some = _within(hits, masks), NOTHING
        by_score = request.sort == "relevance" and request.node is not None
        if by_score and query.some is not None:
            # What has only some of the words is also learnt from where those with all are few.
            if not is_any and (request.nearly or len(found.ids) < REPORTS):
                some = self._beside(hits, query.some, request.filters)
            found, some = prefer_runs(self.evaluator, query.pairs, found, some)
            found, some = learn_from(self.evaluator, query.asked, found, some)
        ranks = -found.scores if by_score else self._ranks(found.ids, request)
        leaders, groups, rows = self._leaders(found.ids, ranks, request)
        page = leaders[(request.page - 1) * request.per_page :]
        folded, outlets = self._fold(found.ids, groups, ranks, page) if groups is not None else ({}, {})
        return Answer(
            count=len(found.ids),
            keys=self._keys(found.ids[page]),
            facets=self._facets(hits.ids, masks, request),
            nearly=self._keys(_nearly(some, found.scores[leaders], request, rows)),
            rows=rows,
            folded=folded,
            outlets=outlets,
        )

    def _beside(self, hits: Hits, query: Any, filters: Filters) -> Hits:
        """Return what this query finds besides and the filters leave."""
        others = self.find(query)
        others = others.where(~self.evaluator.mask(hits.ids)[others.ids])
        return _within(others, self._masks(others.ids, filters))

    def _keys(self, ids: Numbers) -> tuple[int, ...]:
        return tuple(self.snapshot.column("key")[ids].tolist()) if len(ids) else ()

    # --- filters -----------------------------------------------------------------------------------

    def _masks(self, ids: Numbers, filters: Filters) -> dict[str, Mask]:
        """Return, for each facet narrowed by, which of the documents it leaves."""
        masks: dict[str, Mask] = {}
        if filters == NO_FILTERS:
            return masks
        for facet in ("place", "happened", "filed", "aircraft", "trait", "outlet", "language"):
            chosen = [self._has(facet, value, ids) for value in filters.chosen(facet)]
            if chosen:
                masks[facet] = np.any(chosen, axis=0) if facet in SINGLE else np.all(chosen, axis=0)
        for facet, value in filters.without:
            # Not under the facet's own name: what is excluded stays out of every count.
            masks[f"-{facet}"] = masks.get(f"-{facet}", True) & ~self._has(facet, value, ids)
        if filters.from_on or filters.to_on:
            days = self.snapshot.column("day")[ids]
            first = to_day(filters.from_on) if filters.from_on else 1
            last = to_day(filters.to_on) if filters.to_on else LAST_DAY
            masks["date"] = (days >= first) & (days <= last)
        return masks

    def _has(self, facet: str, value: str, ids: Numbers) -> Mask:
        if facet in DATES:
            days = self.snapshot.column("day")[ids] // _DIVISORS[facet]
            is_then: Mask = days == (int(value) if value.isdecimal() and len(value) < 9 else 0)
            return is_then
        return self.evaluator.mask(self.snapshot.postings(facet, value.encode()).ids)[ids]

    # --- order -------------------------------------------------------------------------------------

    def _leaders(
        self, ids: Numbers, ranks: NDArray[Any], request: Request
    ) -> tuple[NDArray[np.int64], NDArray[np.int64] | None, int]:
        """Return each row's first document up to the page's last row, the groups folded by, and the number of rows."""
        last = request.page * request.per_page
        if not request.fold:
            return lowest(ranks, last), None, len(ids)
        groups = self.snapshot.once("groups", self._number_groups)[ids]
        is_single = groups == 0
        rows = int(is_single.sum()) + len(np.unique(groups[~is_single]))
        count = min(last * 2, len(ids))
        while True:
            order = lowest(ranks, count)
            leaders = order[_leads(groups[order])]
            if len(leaders) >= last or count == len(ids):
                return leaders[:last], groups, rows
            count = min(count * 4, len(ids))

    def _ranks(self, ids: Numbers, request: Request) -> NDArray[Any]:
        newest = self.snapshot.once("newest", self._rank_newest)
        if request.sort == "oldest":
            days, undated = self.snapshot.column("day")[ids], 1 << 40
            return np.where(days == 0, undated + newest[ids], -newest[ids])
        if request.sort == "outlet":
            ranks: NDArray[Any] = (
                self._outlet_places(request.outlet_order)[ids] * self.snapshot.size + newest[ids]
            )
            return ranks
        return newest[ids]

    def _rank_newest(self) -> NDArray[np.int64]:
        """Return each document's place by day, undated last, then by arrival, the latest first."""
        order = np.lexsort((-self.snapshot.column("key"), -self.snapshot.column("day")))
        ranks = np.empty(self.snapshot.size, dtype=np.int64)
        ranks[order] = np.arange(self.snapshot.size)
        return ranks

    def _outlet_places(self, order: tuple[str, ...]) -> NDArray[np.int64]:
        places = {key: place for place, key in enumerate(order)}
        labels = self.snapshot.labels("outlet")
        by_name = np.array([places.get(name, len(places)) for name in labels.names], dtype=np.int64)
        return by_name[labels.of(np.arange(self.snapshot.size, dtype=np.int32))]

    def _number_groups(self) -> NDArray[np.int64]:
        """Return the group of each document, 0 for none: its event's, or that of texts that begin alike."""
        marks = self.snapshot.column("group")
        _, numbers = np.unique(marks, return_inverse=True)
        return np.where(marks == 0, 0, numbers + 1)

    def _fold(
        self, ids: Numbers, groups: NDArray[np.int64], ranks: NDArray[Any], page: NDArray[np.int64]
    ) -> tuple[dict[int, tuple[int, ...]], dict[int, int]]:
        """Return the keys folded behind each row's first, and how many outlets ran any of the row's reports."""
        shown = groups[page]
        behind = np.flatnonzero(np.isin(groups, shown[shown != 0]))
        behind = behind[np.lexsort((ids[behind], ranks[behind]))]
        keys, labels = self.snapshot.column("key"), self.snapshot.labels("outlet")
        unknown = labels.names.index(NONE) if NONE in labels.names else -1
        leaders = {int(groups[at]): int(keys[ids[at]]) for at in page.tolist() if groups[at]}
        folded: dict[int, list[int]] = {}
        outlets: dict[int, set[int]] = {}
        for at, outlet in zip(behind.tolist(), labels.of(ids[behind]).tolist(), strict=True):
            leader, key = leaders[int(groups[at])], int(keys[ids[at]])
            outlets.setdefault(leader, set()).add(outlet)
            if key != leader:
                folded.setdefault(leader, []).append(key)
        return (
            {leader: tuple(others) for leader, others in folded.items()},
            {leader: len(found - {unknown}) for leader, found in outlets.items()},
        )

    # --- facets ------------------------------------------------------------------------------------

    def _facets(self, ids: Numbers, masks: dict[str, Mask], request: Request) -> dict[str, Counter[str]]:
        if not request.facets:
            return {}
        if request.node is None and not masks and request.facets == FACETS:
            return self.snapshot.once("facets", lambda: {f: self._count(f, ids, None) for f in FACETS})
        within = ids[_all_of(masks.values(), len(ids))]
        counts = {}
        for facet in request.facets:
            own = "date" if facet in DATES else facet
            beside = [mask for name, mask in masks.items() if name != own]
            is_aside = facet in SINGLE and own in masks
            counts[facet] = self._count(
                facet, ids[_all_of(beside, len(ids))] if is_aside else within, request.filters
            )
        return counts

    def _count(self, facet: str, ids: Numbers, filters: Filters | None) -> Counter[str]:
        if facet not in DATES:
            labels = self.snapshot.labels(facet)
            counts = np.bincount(labels.of(ids), minlength=len(labels.names))
            return Counter({labels.names[at]: int(counts[at]) for at in np.flatnonzero(counts).tolist()})
        if facet == "day" and not (filters and _is_short(filters)):
            return Counter()
        names, numbers = self.snapshot.once(("dates", facet), lambda: self._date_names(facet))
        counts = np.bincount(numbers[ids], minlength=len(names))
        return Counter({names[at]: int(counts[at]) for at in np.flatnonzero(counts).tolist()})

    def _date_names(self, facet: str) -> tuple[list[str], NDArray[np.int64]]:
        """Return the years, months or days of the archive, and the number of each document's."""
        dates, numbers = np.unique(self.snapshot.column("day") // _DIVISORS[facet], return_inverse=True)
        return [str(date) if date else NONE for date in dates.tolist()], numbers


def _is_short(filters: Filters) -> bool:
    if filters.from_on is None or filters.to_on is None:
        return False
    return to_day(filters.to_on) - to_day(filters.from_on) < _DAYS_SHOWN


def _within(hits: Hits, masks: dict[str, Mask]) -> Hits:
    """Return those hits that all masks leave."""
    return hits.where(_all_of(masks.values(), len(hits.ids))) if masks else hits


def _all_of(masks: Any, count: int) -> Mask:
    kept = np.ones(count, dtype=bool)
    for mask in masks:
        kept &= mask
    return kept


def _nearly(some: Hits, leading: Weights, request: Request, rows: int) -> Numbers:
    """Return the documents with some of the words that follow this page.

    ``leading`` are the scores of its rows and those before. Each page is followed by those that outrank its last row,
    as far as they fit and none before has shown them; the last by the best that are left.
    """
    if not request.nearly or not len(some.ids):
        return NOTHING.ids
    best = lowest(-some.scores, request.nearly * request.page)
    last_rows = leading[request.per_page - 1 :: request.per_page]
    outranking = np.searchsorted(-some.scores[best], -last_rows, side="left").tolist()
    shown = 0
    for above in outranking[: request.page - 1]:
        shown = max(shown, min(shown + request.nearly, above))
    until = shown + request.nearly
    if rows > request.page * request.per_page:
        until = min(until, outranking[-1])
    return some.ids[best[shown:until]]


def _leads(groups: NDArray[np.int64]) -> Mask:
    """Return which of the groups' members come first of their group; every 0 is a group of its own."""
    leads: Mask = groups == 0
    _, first = np.unique(groups, return_index=True)
    leads[first] = True
    return leads
