"""A reader's search -> a page of results, with counts, snippets and what was done to the query."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q
from haystack import connections

from archive.models import AircraftType, Article, Mention, Outlet, Part, Place
from archive.records import Span
from archive.search.engine import (
    FACETS,
    NONE,
    Answer,
    Filters,
    IndexMissingError,
    Request,
    SearchUnavailableError,
)
from archive.search.index import expected_articles
from archive.search.names import Resolution, resolve_names
from archive.search.query import parse_query
from archive.search.rebuilding import is_incomplete
from archive.search.snippets import SnippetPart, Wanted, find_hits, make_snippet, merge_spans

SORTS = ("relevance", "newest", "oldest")
# Beyond this page a reader narrows instead; an engine that must rank to page 10,000 is a way to stop the site.
MAX_PAGE = 500
MAX_PER_PAGE = 100
# So many reports with only some of the words are shown after those with all of them.
MAX_NEARLY = 10
# A list to narrow by is read, not searched; beyond these a reader types place: or aircraft:.
MAX_FACET_VALUES = 100
_LACKS_REPORTS = "the search index lacks reports of the archive; run: python manage.py rebuild_search"


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a result, and why it is there."""

    article: Article
    snippet: tuple[SnippetPart, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by: choosing it leaves ``count`` reports. ``depth`` indents a place in its container."""

    id: str
    name: str
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter that can be taken off. ``kind``: place, happened, aircraft, outlet, from or to."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of a search, and all that is said about it."""

    text: str
    count: int
    rows: tuple[Row, ...]
    page: int
    pages: int
    per_page: int
    sort: str
    exact: bool
    facets: dict[str, tuple[FacetValue, ...]]
    notices: tuple[str, ...]
    also_searched: tuple[str, ...]
    chips: tuple[Chip, ...]
    seconds: float
    # Reports with only some of the words, after the last that has them all; in no count.
    nearly: tuple[Row, ...] = ()


def find_articles(
    text: str,
    filters: Filters,
    *,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
    exact: bool = False,
) -> ResultPage:
    """Return a page of the published articles that match; every article for an empty query, newest first.

    Raises ``SearchUnavailableError`` when the engine cannot answer.
    """
    began = time.perf_counter()
    parsed = parse_query(text)
    resolution = resolve_names(parsed.node, exact=exact)
    sort = sort if sort in SORTS else SORTS[0]
    per_page = min(max(per_page, 1), MAX_PER_PAGE)
    page = min(max(page, 1), MAX_PAGE)
    answer = _ask(Request(resolution.node, filters, sort, page, per_page, MAX_NEARLY))
    if (
        not answer.count and is_incomplete()
    ):  # an index deleted comes back empty: "nothing found" would be a lie
        raise SearchUnavailableError(_LACKS_REPORTS)
    pages = max(1, -(-answer.count // per_page))
    if page > pages:
        page = pages
        answer = _ask(Request(resolution.node, filters, sort, page, per_page, MAX_NEARLY))
    counts = {facet: _commonest(facet, answer.facets[facet], filters) for facet in FACETS}
    names = _names_of(counts, filters)
    return ResultPage(
        text=text,
        count=answer.count,
        rows=_rows(answer.keys, resolution),
        page=page,
        pages=pages,
        per_page=per_page,
        sort=sort,
        exact=exact,
        facets={facet: _facet(facet, counts[facet], names[facet], filters) for facet in FACETS},
        notices=(*parsed.notices, *resolution.notices),
        also_searched=resolution.also_searched(),
        chips=_chips(filters, names),
        seconds=time.perf_counter() - began,
        nearly=_rows(answer.nearly, resolution),
    )


def count_named() -> dict[str, Counter[str]]:
    """Return, for each facet, how many published reports carry each value: every place, type and outlet.

    The counts are those of the lists beside a search. Raises ``SearchUnavailableError``.
    """
    answer = _ask(Request(None, per_page=1))
    if not answer.count and is_incomplete():
        raise SearchUnavailableError(_LACKS_REPORTS)
    return answer.facets


def _ask(request: Request) -> Answer:
    backend = cast("Any", connections["default"].get_backend())
    try:
        answer = backend.find(request)
    except IndexMissingError:
        if expected_articles().exists():
            raise
        return Answer(0, (), {facet: Counter() for facet in FACETS})
    if not isinstance(answer, Answer):
        raise SearchUnavailableError("the engine in HAYSTACK_CONNECTIONS is not one of Parallax's")
    return answer


def _rows(keys: Sequence[int], resolution: Resolution) -> tuple[Row, ...]:
    articles = Article.objects.published().with_outlet().in_bulk(list(keys))
    wanted = Wanted.by(resolution.node)
    named = _named_spans(keys, resolution)
    rows = []
    for key in keys:
        article = articles.get(key)
        if article is None:  # withdrawn since the index was written; the queued job will drop the entry
            continue
        hits = (
            merge_spans([*find_hits(article.body, wanted), *named[key]]) if wanted.runs or named[key] else ()
        )
        rows.append(Row(article, make_snippet(article.body, hits)))
    return tuple(rows)


def _named_spans(keys: Sequence[int], resolution: Resolution) -> dict[int, list[Span]]:
    """Return where the articles name, in whatever spelling, what the query asks for by name."""
    spans: dict[int, list[Span]] = defaultdict(list)
    if not resolution.place_ids and not resolution.aircraft_ids:
        return spans
    mentions = Mention.objects.filter(
        Q(place_id__in=resolution.place_ids) | Q(aircraft_type_id__in=resolution.aircraft_ids),
        article_id__in=keys,
        part=Part.BODY,
    )
    for mention in mentions:
        spans[mention.article_id].append(Span(mention.start, mention.end))
    return spans


@dataclass(frozen=True, slots=True)
class _Name:
    """How a facet value is called, and the ids of what contains it, nearest first."""

    name: str
    within: tuple[str, ...] = ()


def _commonest(facet: str, counts: Counter[str], filters: Filters) -> Counter[str]:
    """Return the values worth listing: the commonest, and those chosen."""
    if facet == "year":
        return counts
    chosen = {key for kind, keys in _chosen(filters) if kind == facet for key in keys}
    kept = Counter(dict(counts.most_common(MAX_FACET_VALUES)))
    kept.update({key: count for key, count in counts.items() if key in chosen and key not in kept})
    return kept


def _names_of(counts: dict[str, Counter[str]], filters: Filters) -> dict[str, dict[str, _Name]]:
    """Return the names of every value counted or chosen, in one query a facet."""
    place_ids = {*counts["place"], *counts["happened"], *filters.places, *filters.happened}
    type_ids = set(counts["aircraft"]) | set(filters.aircraft)
    outlet_ids = {key for key in {*counts["outlet"], *filters.outlets} if _is_key(key)}
    place_names = {
        place.id: _Name(place.label, tuple(place.within)) for place in Place.objects.filter(id__in=place_ids)
    }
    return {
        "place": place_names,
        "happened": place_names,
        "aircraft": {found.id: _Name(found.name) for found in AircraftType.objects.filter(id__in=type_ids)},
        "outlet": {
            NONE: _Name("Outlet unknown"),
            **{str(o.pk): _Name(o.name) for o in Outlet.objects.filter(pk__in=outlet_ids)},
        },
        "year": {key: _Name("Date unknown" if key == NONE else key) for key in counts["year"]},
    }


def _is_key(text: str) -> bool:
    """Whether a value, which may come from an address, can be a row's key: SQLite's go to 63 bits."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _facet(
    facet: str, counts: Counter[str], names: dict[str, _Name], filters: Filters
) -> tuple[FacetValue, ...]:
    chosen = dict(_chosen(filters)).get(facet, ())
    if facet == "year":
        ordered = [(key, 0) for key in sorted(counts, reverse=True)]
    elif facet in ("place", "happened"):
        ordered = _as_tree(counts, names)
    else:
        ordered = [(key, 0) for key in _by_count(counts, names)]
    return tuple(
        FacetValue(key, names[key].name, counts[key], key in chosen, depth)
        for key, depth in ordered
        if key in names
    )


def _by_count(counts: Counter[str], names: dict[str, _Name]) -> list[str]:
    known = [key for key in counts if key in names]
    return sorted(known, key=lambda key: (-counts[key], names[key].name))


def _as_tree(counts: Counter[str], names: dict[str, _Name]) -> list[tuple[str, int]]:
    """Return ids with their depth: each place right below the nearest place shown that contains it."""
    shown = {key for key in counts if key in names and not _is_echo(key, counts, names)}
    children: dict[str | None, list[str]] = defaultdict(list)
    for key in _by_count(counts, names):
        if key in shown:
            children[next((outer for outer in names[key].within if outer in shown), None)].append(key)
    ordered: list[tuple[str, int]] = []
    waiting = [(key, 0) for key in reversed(children[None])]
    while waiting:
        key, depth = waiting.pop()
        ordered.append((key, depth))
        waiting.extend((inner, depth + 1) for inner in reversed(children[key]))
    return ordered


def _is_echo(key: str, counts: Counter[str], names: dict[str, _Name]) -> bool:
    """Whether a city says no more than its region of the same name, which is shown with the same count."""
    bare = names[key].name.removesuffix(" (city)")
    return bare != names[key].name and any(
        outer in names and names[outer].name == bare and counts[outer] == counts[key]
        for outer in names[key].within
    )


def _chips(filters: Filters, names: dict[str, dict[str, _Name]]) -> tuple[Chip, ...]:
    chips = [
        Chip(kind, key, names[kind][key].name if key in names[kind] else key)
        for kind, keys in _chosen(filters)
        for key in keys
    ]
    if filters.from_on:
        chips.append(Chip("from", filters.from_on.isoformat(), f"from {filters.from_on.isoformat()}"))
    if filters.to_on:
        chips.append(Chip("to", filters.to_on.isoformat(), f"to {filters.to_on.isoformat()}"))
    return tuple(chips)


def _chosen(filters: Filters) -> Iterable[tuple[str, tuple[str, ...]]]:
    return (
        ("place", filters.places),
        ("happened", filters.happened),
        ("aircraft", filters.aircraft),
        ("outlet", filters.outlets),
    )
