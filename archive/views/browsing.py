"""The help page, and the sign of life."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search.query import FIELDS
from archive.views.address import SearchAddress
from archive.views.grid import STANDINGS

# Each is a link on the help page; a test runs them all.
EXAMPLES = (
    ("Mi-8 Aleppo", "reports that hold both; Mi-8, mi8 and “Mi 8” are the same to the search"),
    ('"humanitarian corridor"', "these words in this order, as printed"),
    ('"helicopter crew"~5', "these words in any order, at most five others between them"),
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
    "byline": "byline:staff",
    "near": "near:Aleppo~40",
    "happened": "happened:Idlib",
    "filed": "filed:Moscow",
    "event": "event:yes",
    "language": "language:English",
}


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
