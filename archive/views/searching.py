"""The search page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Article, known_aircraft
from archive.search.engine import SearchUnavailableError
from archive.search.facets import Chip
from archive.search.plain import has_plain_words
from archive.search.query import parse_query
from archive.search.results import ResultPage, Row, count_articles, find_articles
from archive.views.address import SORTS, SearchAddress, read_address
from archive.views.days_in_words import days_in_words
from archive.views.facet_links import FACET_NAMES, facet_lists, value_in_words
from archive.views.front import front_page
from archive.views.hits import link_to_hits
from archive.views.spots import map_of_search
from archive.views.strips import EventStrip, strips_by_event
from archive.views.unavailable import search_unavailable

PER_PAGE = 20
# So many page links stand on either side of the current one.
_PAGES_BESIDE = 2
# An empty answer tries so many ways out; each costs a search.
_MOST_WAYS_OUT = 6
_TERM = re.compile(r'-?(?:\w+:)?"[^"]*"|\S+')


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change to a search that found nothing, and how many reports it finds."""

    words: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A chip: what is narrowed by, and the address without it. ``said`` is what a heading says of it."""

    kind: str
    name: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A hit and the event it belongs to, if any."""

    row: Row
    strip: EventStrip | None
    url: str
    # What ticking it does.
    label: str
    # Where the reports folded behind it have rows of their own.
    unfolded_url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the front page at the bare address, else what is found; everything where nothing is asked."""
    if not request.GET:
        return front_page(request)
    address = read_address(request.GET)
    try:
        found = found_at(address, address.page, PER_PAGE)
        ways_out = _ways_out(address) if not found.count and not address.is_bare else ()
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)
    chips = _active_filters(address, found)
    strips = strips_by_event(row.article.event_id for row in (*found.rows, *found.nearly))
    context = {
        "address": address,
        "found": found,
        "lines": [_line(row, strips, address) for row in found.rows],
        "nearly": [_line(row, strips, address) for row in found.nearly],
        "meant": [(found.meant, address.asking(found.meant).url)] if found.meant else [],
        "alike": [(other, address.asking(other.text).url) for other in found.alike],
        "fold_url": address.folded(not address.fold).url,
        "is_folded": found.row_count < found.count,
        "any_url": address.with_any_word(not address.any_word).url if found.is_plain else "",
        "query_string": address.query_string,
        "chips": chips,
        "narrowed_to": ", ".join(chip.said for chip in chips),
        "facets": facet_lists(address, found),
        "map": map_of_search(found.facets["place"], address, beside=True),
        "sorts": _orders(address),
        "pages": _page_links(address, found),
        "first_number": (found.page - 1) * found.per_page + 1,
        "previous_url": address.on_page(found.page - 1).url,
        "next_url": address.on_page(found.page + 1).url,
        "spelling_url": address.spelled_exactly(not address.exact).url,
        "ways_out": ways_out,
        "is_empty": not found.count and not Article.objects.published().exists(),
        "clear_url": address.cleared().url,
        "dates_url": address.between(None, None).url,
    }
    return render(request, "archive/search_page.html", context)


def _line(row: Row, strips: Mapping[int, EventStrip], address: SearchAddress) -> ResultLine:
    article = row.article
    return ResultLine(
        row,
        strips.get(article.event_id or 0),
        link_to_hits(article, address.text, exact=address.exact, number=row.first_hit),
        _("Compare: %(title)s") % {"title": article.title},
        _unfolded_url(article, address) if row.others else "",
    )


def _unfolded_url(article: Article, address: SearchAddress) -> str:
    alone = address.folded(False)
    if article.event_id and not address.any_word:
        alone = alone.asking(f"{address.text} event:{article.event_id}".strip())
    return alone.url


def found_at(address: SearchAddress, page: int, per_page: int) -> ResultPage:
    """Return a page of what an address asks for; raises ``SearchUnavailableError``."""
    return find_articles(
        address.text,
        address.filters,
        sort=address.sort,
        page=page,
        per_page=per_page,
        exact=address.exact,
        any_word=address.any_word,
        fold=address.fold,
    )


def _orders(address: SearchAddress) -> list[tuple[str, str, bool]]:
    """Return name, url and whether it is the present one; without words nothing can be more relevant."""
    present = address.sort
    orders = dict(SORTS)
    if not address.text:
        del orders["relevance"]
        present = present if present in ("oldest", "outlet") else "newest"
    return [(name, address.sorted_by(key).url, key == present) for key, name in orders.items()]


def _active_filters(address: SearchAddress, found: ResultPage) -> list[ActiveFilter]:
    chips = [_chip(chip, address) for chip in found.chips if chip.kind in FACET_NAMES]
    if address.from_on or address.to_on:
        days = days_in_words(address.from_on, address.to_on)
        chips.append(ActiveFilter("Date", days, address.between(None, None).url, days))
    return chips


def _chip(chip: Chip, address: SearchAddress) -> ActiveFilter:
    kind, name = FACET_NAMES[chip.kind], value_in_words(chip.kind, chip.id, chip.name)
    if chip.is_not:
        said = _("not %(name)s") % {"name": name}
        return ActiveFilter(f"Not {kind.lower()}", name, address.excluding(chip.kind, chip.id).url, said)
    return ActiveFilter(kind, name, address.toggled(chip.kind, chip.id).url, name)


def _page_links(address: SearchAddress, found: ResultPage) -> list[tuple[int | None, str]]:
    """Return (number, url) for the pages to link to, with (None, "") where some are left out."""
    near = range(found.page - _PAGES_BESIDE, found.page + _PAGES_BESIDE + 1)
    shown = sorted({1, found.pages, *(number for number in near if 1 <= number <= found.pages)})
    links: list[tuple[int | None, str]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            links.append((None, ""))
        links.append((number, address.on_page(number).url))
    return links if found.pages > 1 else []


def _ways_out(address: SearchAddress) -> list[WayOut]:
    """Return the changes that do find something, the most first."""
    tried = [
        *_as_aircraft(address),
        *_without_a_filter(address),
        *_with_any_word(address),
        *_without_a_word(address),
    ][:_MOST_WAYS_OUT]
    ways = [WayOut(words, _count(other), other.url) for words, other in tried]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def _as_aircraft(address: SearchAddress) -> Iterable[tuple[str, SearchAddress]]:
    """Yield the search for the type that a bare word may be the name of: reports of a "Hind" print Mi-24."""
    terms: Sequence[str] = _TERM.findall(address.text)
    for length in (2, 1):
        for at in range(len(terms) - length + 1):
            name = " ".join(terms[at : at + length])
            if all(word.isalpha() for word in name.split()) and known_aircraft().find_types(name):
                asked = [*terms[:at], f'aircraft:"{name}"', *terms[at + length :]]
                yield _("with %(name)s as an aircraft type") % {"name": name}, address.asking(" ".join(asked))


def _without_a_filter(address: SearchAddress) -> Iterable[tuple[str, SearchAddress]]:
    if address.cleared().url != address.url:
        yield _("without any filter"), address.cleared()
    if address.text and address.filters != SearchAddress().filters:
        yield _("with the filters, without the words"), address.asking("")
    if address.from_on or address.to_on:
        yield _("at any date"), address.between(None, None)
    if address.exact:
        yield _("with other spellings too"), address.spelled_exactly(False)


def _count(address: SearchAddress) -> int:
    return count_articles(address.text, address.filters, exact=address.exact, any_word=address.any_word)


def _with_any_word(address: SearchAddress) -> Iterable[tuple[str, SearchAddress]]:
    if not address.any_word and has_plain_words(parse_query(address.text).node):
        yield _("with any of the words"), address.with_any_word(True)


def _without_a_word(address: SearchAddress) -> Iterable[tuple[str, SearchAddress]]:
    terms: Sequence[str] = _TERM.findall(address.text)
    if len(terms) < 2:
        return
    for at, term in enumerate(terms):
        yield (
            _("without %(term)s") % {"term": term},
            address.asking(" ".join([*terms[:at], *terms[at + 1 :]])),
        )
