"""Browsing by place and by aircraft type, and the help page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search.engine import Filters, SearchUnavailableError
from archive.search.query import FIELDS
from archive.search.results import find_articles
from archive.views.address import SearchAddress
from archive.views.grid import STANDINGS
from archive.views.unavailable import search_unavailable

# Each is a link on the help page; a test runs them all.
EXAMPLES = (
    ("Mi-8 Aleppo", "reports that hold both; Mi-8, mi8 and “Mi 8” are the same to the search"),
    ('"humanitarian corridor"', "these words in this order, as printed"),
    ("helicopter OR gunship", "either word"),
    ("helicopter -Palmyra", "without the word after the minus"),
    ("evacuat*", "any word that begins so"),
    ("(siege OR blockade) Aleppo", "brackets hold together what belongs together"),
)
FIELD_EXAMPLES = {
    "title": "title:helicopter",
    "outlet": "outlet:courier",
    "place": "place:Syria",
    "aircraft": "aircraft:Mi-24",
    "date": "date:2016-07..2016-08",
}


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List the places named, each under what contains it, with the reports a click gives."""
    return _browse(request, "place", "archive/place_list.html")


@require_safe
def aircraft(request: HttpRequest) -> HttpResponse:
    """List the aircraft types named, with the reports a click gives."""
    return _browse(request, "aircraft", "archive/aircraft_list.html")


def _browse(request: HttpRequest, kind: str, template: str) -> HttpResponse:
    try:
        # The same counts as the facet beside a search, so that a click gives what was promised.
        values = find_articles("", Filters(), per_page=1).facets.get(kind, ())
    except SearchUnavailableError:
        return search_unavailable(request, SearchAddress())
    links = [(value, SearchAddress().toggled(kind, value.id).url) for value in values]
    return render(request, template, {"links": links})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the query language, the marks and the keys."""
    context = {
        "examples": [(text, meaning, SearchAddress(text=text).url) for text, meaning in EXAMPLES],
        "fields": [
            (name, meaning, FIELD_EXAMPLES[name], SearchAddress(text=FIELD_EXAMPLES[name]).url)
            for name, meaning in FIELDS.items()
        ],
        "standings": STANDINGS.values(),
    }
    return render(request, "archive/help_page.html", context)
