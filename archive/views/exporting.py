"""A whole result to take away: CSV, JSON Lines, RIS, BibTeX, or a page to print, sent as it is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.search.engine import SearchUnavailableError
from archive.search.results import find_keys
from archive.views.address import SearchAddress, read_address
from archive.views.citing import citation_of, to_bibtex, to_chicago, to_ris
from archive.views.unavailable import search_unavailable

# Articles read at a time: memory stays the same however many there are.
_AT_ONCE = 200
# A page to print holds no more reports than this: a browser lays it out whole.
MOST_PRINTED = 500
COLUMNS = ("id", "headline", "outlet", "byline", "published_on", "language", "event", "address", "source")

Address = Callable[[Article], str]


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with every report a search finds, in one of the forms."""
    address = read_address(request.GET)
    try:
        keys = find_keys(
            address.text,
            address.filters,
            sort=address.sort,
            exact=address.exact,
            any_word=address.any_word,
        )
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)

    def where(article: Article) -> str:
        return request.build_absolute_uri(article.get_absolute_url())

    if form == "print":
        return _print_page(request, address, keys, where)
    write, content_type = _FORMS[form]
    response = StreamingHttpResponse(write(_articles(keys), where), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="parallax-reports.{form}"'
    return response


def _articles(keys: Sequence[int]) -> Iterator[Article]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        found = Article.objects.with_outlet().published_by_key(some)
        yield from (found[key] for key in some if key in found)


def _print_page(
    request: HttpRequest, address: SearchAddress, keys: Sequence[int], where: Address
) -> HttpResponse:
    shown = [
        (article, to_chicago(citation_of(article, where(article))))
        for article in _articles(keys[:MOST_PRINTED])
    ]
    context = {
        "address": address,
        "total": len(keys),
        "shown": shown,
        "most": MOST_PRINTED,
        "page_url": request.build_absolute_uri(address.url),
    }
    return render(request, "archive/print_page.html", context)


def to_record(article: Article, where: str) -> dict[str, Any]:
    """Return a report as the exports and the interface give it."""
    return {
        "id": article.pk,
        "headline": article.headline,
        "outlet": article.outlet.name if article.outlet else None,
        "byline": article.byline,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "event": article.event_id,
        "address": where,
        "source": article.canonical_url,
    }


def _write_csv(articles: Iterator[Article], where: Address) -> Iterator[str]:
    yield _csv_line(COLUMNS)
    for article in articles:
        yield _csv_line(tuple(map(_cell, to_record(article, where(article)).values())))


def _cell(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _write_jsonl(articles: Iterator[Article], where: Address) -> Iterator[str]:
    for article in articles:
        record = {**to_record(article, where(article)), "body": article.body}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _write_ris(articles: Iterator[Article], where: Address) -> Iterator[str]:
    for article in articles:
        yield to_ris(citation_of(article, where(article)))


def _write_bibtex(articles: Iterator[Article], where: Address) -> Iterator[str]:
    for article in articles:
        yield to_bibtex(citation_of(article, where(article)))


_FORMS: dict[str, tuple[Callable[[Iterator[Article], Address], Iterator[str]], str]] = {
    "csv": (_write_csv, "text/csv; charset=utf-8"),
    "jsonl": (_write_jsonl, "application/x-ndjson; charset=utf-8"),
    "ris": (_write_ris, "application/x-research-info-systems; charset=utf-8"),
    "bib": (_write_bibtex, "application/x-bibtex; charset=utf-8"),
}
FORMS = (*_FORMS, "print")
