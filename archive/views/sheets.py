"""The table taken away: CSV, JSON, and a page that prints."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Article, Event
from archive.records import Cell, ClaimRow
from archive.views.grid import STANDINGS, sentence_start
from archive.views.permalinks import passage_url
from archive.views.side_by_side import (
    MOST_ASKED_FOR,
    SideBySide,
    choose_reports,
    keys_asked_for,
    read_reports,
    set_side_by_side,
)
from archive.views.strips import event_title

SILENT = "does not say"
# Columns of a printed table; more reports make further tables.
_COLUMNS_A_TABLE = 6
# A spreadsheet takes what begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One report's answer to one question, with all that is needed to check it.

    Offsets count characters of the report's text, whose hash is given; they are ``None`` where it does not say.
    """

    question: str
    about: str
    kind: str
    standing: str
    outlet: str
    date: str | None
    value: str
    according_to: str | None
    sentence: str | None
    value_start: int | None
    value_end: int | None
    sentence_start: int | None
    sentence_end: int | None
    permalink: str
    text_sha256: str
    corrected_from: str | None


@require_safe
def event_sheet(request: HttpRequest, event_id: int, form: str) -> HttpResponse:
    """Send the table of an event in the form asked for."""
    event = get_object_or_404(Event, pk=event_id)
    articles = list(Article.objects.published().in_event(event).oldest_first().with_outlet())
    if len(articles) < 2:
        raise Http404("no two published reports of this event")
    chosen = choose_reports(request, articles)
    return _send(request, form, f"event-{event_id}", event_title(event, articles), chosen)


@require_safe
def compare_sheet(request: HttpRequest, form: str) -> HttpResponse:
    """Send the table of the reports the address names in the form asked for."""
    keys = keys_asked_for(request)[:MOST_ASKED_FOR]
    found = Article.objects.with_outlet().published_by_key(keys)
    articles = [found[key] for key in keys if key in found]
    if len(articles) < 2:
        raise Http404("no two published reports are named in the address")
    title = _("%(count)s reports side by side") % {"count": len(articles)}
    return _send(request, form, "comparison", title, articles)


def sheet_links(request: HttpRequest, view: str, *args: object) -> dict[str, str]:
    """Return the addresses of the table's forms, for the reports that the address names."""
    keys = keys_asked_for(request)
    query = f"?{urlencode([('id', key) for key in keys])}" if keys else ""
    return {form: reverse(f"{view}_{form}", args=args) + query for form in ("csv", "json", "print")}


def ways_to_show(request: HttpRequest) -> dict[str, Any]:
    """Return the addresses of the page with whole reports and with what stands in one alone, and which is asked for."""
    keys = [("id", key) for key in keys_asked_for(request)]
    return {
        "whole_url": f"?{urlencode(keys)}",
        "alone_url": f"?{urlencode([*keys, ('alone', 1)])}",
        "wants_alone": "alone" in request.GET,
    }


def _send(request: HttpRequest, form: str, name: str, title: str, chosen: Sequence[Article]) -> HttpResponse:
    side = set_side_by_side(read_reports(chosen), all_columns=True)
    if form == "print":
        return render(request, "archive/compare_sheet.html", _printed(request, title, side))
    cells = list(_cells(request, side))
    if form == "json":
        response: HttpResponse = JsonResponse(
            {"title": title, "limits": side.limits, "cells": [asdict(cell) for cell in cells]},
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    else:
        response = HttpResponse(to_csv(cells), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def to_csv(cells: Sequence[SheetCell]) -> str:
    """Return the cells as CSV that spreadsheets read as text: with a byte-order mark, and no formula in it."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(SheetCell.__dataclass_fields__)
    writer.writerow(names)
    for cell in cells:
        writer.writerow([_plain(getattr(cell, name)) for name in names])
    return "\ufeff" + out.getvalue()


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _cells(request: HttpRequest, side: SideBySide) -> Iterator[SheetCell]:
    """Yield a cell for each question and report, the silent ones too, in the order of the table."""
    rows = side.rows_by_key
    for group in side.grid.groups:
        for row in group.rows:
            claims = rows[row.key]
            for article in side.articles:
                answers: list[Cell | None] = [c for c in claims.cells if c.article == article.pk]
                for cell in answers or [None]:
                    yield _sheet_cell(request, side, claims, article, cell)


def _sheet_cell(
    request: HttpRequest, side: SideBySide, row: ClaimRow, article: Article, cell: Cell | None
) -> SheetCell:
    begin = sentence_start(cell, article) if cell else None
    url = article.get_absolute_url()
    if cell and begin is not None:
        url = passage_url(article, begin, begin + len(cell.sentence))
    return SheetCell(
        question=row.question,
        about="this event" if row.group == "event" else row.group,
        kind=row.kind,
        standing=STANDINGS[row.relation].word,
        outlet=side.names[article.pk],
        date=article.published_on.isoformat() if article.published_on else None,
        value=cell.value if cell else SILENT,
        according_to=cell.attribution if cell else None,
        sentence=cell.sentence if cell else None,
        value_start=cell.start if cell else None,
        value_end=cell.end if cell else None,
        sentence_start=begin,
        sentence_end=begin + len(cell.sentence) if cell and begin is not None else None,
        permalink=request.build_absolute_uri(url),
        text_sha256=article.body_sha256,
        corrected_from=cell.was if cell else None,
    )


def _printed(request: HttpRequest, title: str, side: SideBySide) -> dict[str, Any]:
    """Return the context of the printed page: tables of a few reports each, all with all the questions."""
    count = len(side.articles)
    tables = []
    for start in range(0, count, _COLUMNS_A_TABLE):
        stop = min(start + _COLUMNS_A_TABLE, count)
        reports = [
            (article, side.names[article.pk], request.build_absolute_uri(article.get_absolute_url()))
            for article in side.articles[start:stop]
        ]
        groups = [
            (group.name, [(row, row.cells[start:stop]) for row in group.rows]) for group in side.grid.groups
        ]
        tables.append((start + 1, stop, reports, groups))
    return {"title": title, "count": count, "tables": tables, "limits": side.limits}
