"""A reader's search -> a page of results, with counts, snippets and what was done to the query."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from haystack import connections

from archive.models import Article, Outlet
from archive.records import Span
from archive.search.alike import Alike, find_alike
from archive.search.engine import (
    FACETS,
    Answer,
    Filters,
    IndexMissingError,
    Request,
    SearchUnavailableError,
)
from archive.search.facets import Chip, FacetValue, name_facets
from archive.search.hits import hits_of
from archive.search.index import expected_articles
from archive.search.names import Resolution, resolve_names
from archive.search.nodes import Node
from archive.search.plain import flat, has_plain_words, is_stop_word
from archive.search.query import parse_query
from archive.search.rebuilding import is_incomplete
from archive.search.snippets import SnippetPart, make_snippet

SORTS = ("relevance", "newest", "oldest", "outlet")
# Beyond this page a reader narrows instead; an engine that must rank to page 10,000 is a way to stop the site.
MAX_PAGE = 500
MAX_PER_PAGE = 100
# A row that stands for several reports names so many of them.
MAX_FOLDED = 5
# Where no more than this is found, a slip of the keyboard is looked for, in so many characters of the query.
FEW = 3
MAX_MEANT = 300
_BARE_WORD = re.compile(r"(?<![\w:\"*])[^\W\d_]{4,}(?![\w:\"*])")
# So many reports with only some of the words are shown after a page of those with all of them.
MAX_NEARLY = 10
_ALL = 1 << 31
_LACKS_REPORTS = "the search index lacks reports of the archive; run: python manage.py rebuild_search"


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a result, and why it is there.

    ``others`` are the first of the ``others_count`` reports folded behind it; ``outlets_count`` is how many outlets
    ran it and them. ``first_hit`` is the number, among its body's hits, of the first in the best passage (0: none).
    """

    article: Article
    snippet: tuple[SnippetPart, ...]
    others: tuple[Article, ...] = ()
    others_count: int = 0
    outlets_count: int = 1
    first_hit: int = 0


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
    # Reports with only some of the words: those that rank above the page's last, after the last page the next; in no
    # count.
    nearly: tuple[Row, ...] = ()
    # How many rows all pages have: fewer than ``count`` where reports of an event are folded.
    row_count: int = 0
    # The query as it was perhaps meant; never searched unasked.
    meant: str | None = None
    # Other spellings of its names that the archive has; never searched unasked either.
    alike: tuple[Alike, ...] = ()
    # Whether the words are plain, so that any of them could be asked for.
    is_plain: bool = False


def find_articles(
    text: str,
    filters: Filters,
    *,
    sort: str = "relevance",
    page: int = 1,
    per_page: int = 20,
    exact: bool = False,
    any_word: bool = False,
    fold: bool = False,
) -> ResultPage:
    """Return a page of the published articles that match; every article for an empty query, newest first.

    Raises ``SearchUnavailableError`` when the engine cannot answer.
    """
    began = time.perf_counter()
    parsed = parse_query(text)
    resolution = resolve_names(parsed.node, exact=exact)
    sort = sort if sort in SORTS else SORTS[0]
    per_page = min(max(per_page, 1), MAX_PER_PAGE)
    order = tuple(map(str, Outlet.objects.values_list("pk", flat=True))) if sort == "outlet" else ()
    asked_page = min(max(page, 1), MAX_PAGE)
    request = Request(resolution.node, filters, sort, asked_page, per_page, MAX_NEARLY, any_word, fold, order)
    request, answer, pages = _ask_within(request)
    facets, chips = name_facets(answer.facets, filters)
    return ResultPage(
        text=text,
        count=answer.count,
        rows=_rows(answer.keys, resolution, answer),
        page=request.page,
        pages=pages,
        per_page=per_page,
        sort=sort,
        exact=exact,
        facets=facets,
        notices=(*parsed.notices, *resolution.notices, *_further_notices(parsed.node, chips)),
        also_searched=resolution.also_searched(),
        chips=chips,
        seconds=time.perf_counter() - began,
        nearly=_rows(answer.nearly, resolution, answer),
        row_count=answer.rows,
        meant=_meant(text) if text and answer.count <= FEW else None,
        alike=() if exact or request.page > 1 else find_alike(text, resolution.node),
        is_plain=has_plain_words(resolution.node),
    )


def _further_notices(node: Node | None, chips: Sequence[Chip]) -> Iterator[str]:
    asked = flat(node)
    if asked and all(is_stop_word(part) for part in asked):
        yield "Only words that nearly every report has were asked for; every one of them had to occur."
    for chip in chips:
        if chip.is_unknown:
            yield f"Nothing of this archive is known as “{chip.id}”; take that filter off."


def _ask_within(request: Request) -> tuple[Request, Answer, int]:
    """Return the request (put to the last page where it asked for one beyond), its answer and the number of pages."""
    answer = _ask(request)
    if not answer.count and is_incomplete():
        # An index deleted comes back empty: "nothing found" would be a lie.
        raise SearchUnavailableError(_LACKS_REPORTS)
    pages = max(1, -(-answer.rows // request.per_page))
    if request.page > pages:
        request = replace(request, page=pages)
        answer = _ask(request)
    return request, answer, pages


def _meant(text: str) -> str | None:
    """Return the query with words the archive does not have put as those it has; None if there is nothing to put."""
    backend = cast("Any", connections["default"].get_backend())
    try:
        meant = _BARE_WORD.sub(lambda match: backend.suggest(match[0]) or match[0], text[:MAX_MEANT])
    except IndexMissingError:  # an archive without a report has no index yet, and no words to put
        return None
    return meant if meant != text[:MAX_MEANT] else None


def find_keys(text: str, filters: Filters, *, sort: str, exact: bool, any_word: bool) -> tuple[int, ...]:
    """Return the keys of every article a search finds, in the order its pages show them unfolded.

    Raises ``SearchUnavailableError``.
    """
    node = resolve_names(parse_query(text).node, exact=exact).node
    order = tuple(map(str, Outlet.objects.values_list("pk", flat=True))) if sort == "outlet" else ()
    request = Request(node, filters, sort, per_page=_ALL, any_word=any_word, outlet_order=order, facets=())
    return _ask(request).keys


def count_articles(text: str, filters: Filters, *, exact: bool, any_word: bool) -> int:
    """Return how many articles a search finds; raises ``SearchUnavailableError``."""
    node = resolve_names(parse_query(text).node, exact=exact).node
    return _ask(Request(node, filters, "newest", per_page=1, any_word=any_word, facets=())).count


def count_named() -> dict[str, Counter[str]]:
    """Return, for each facet, how many published reports carry each value: every place, type and outlet.

    The counts are those of the lists beside a search. Raises ``SearchUnavailableError``.
    """
    answer = _ask(Request(None, per_page=1))
    if not answer.count and is_incomplete():
        raise SearchUnavailableError(_LACKS_REPORTS)
    return answer.facets


def count_naming(ids: Iterable[str]) -> Counter[str]:
    """Return how many published reports name each of these places and types themselves, not what lies inside.

    Nothing while there is no index to say it.
    """
    backend, wanted = cast("Any", connections["default"].get_backend()), list(ids)
    try:
        counts: Counter[str] = backend.carriers("named_place", wanted) + backend.carriers("aircraft", wanted)
    except SearchUnavailableError:
        return Counter()
    return counts


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


def _rows(keys: Sequence[int], resolution: Resolution, answer: Answer) -> tuple[Row, ...]:
    behind = [key for leader in keys for key in answer.folded.get(leader, ())[:MAX_FOLDED]]
    articles = Article.objects.with_outlet().published_by_key([*keys, *behind])
    # One withdrawn since the index was written is left out; the queued job will drop its entry.
    shown = [articles[key] for key in keys if key in articles]
    hits = hits_of(shown, resolution)
    return tuple(_row(article, articles, hits[article.pk], answer) for article in shown)


def _row(article: Article, articles: Mapping[int, Article], hits: Sequence[Span], answer: Answer) -> Row:
    snippet = make_snippet(article.body, hits)
    others = answer.folded.get(article.pk, ())
    return Row(
        article,
        snippet.parts,
        tuple(articles[key] for key in others[:MAX_FOLDED] if key in articles),
        len(others),
        answer.outlets.get(article.pk, 1),
        snippet.first_hit,
    )
