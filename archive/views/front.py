"""The front page: the search, what is new, where accounts differ, what the week names, the archive over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive.comparisons import apply_corrections, compared, standing_corrections
from archive.comparisons.refreshing import MOST_COMPARED
from archive.desk import submit_samples
from archive.models import Article, Event, Mention, RowCorrection, Status
from archive.records import ClaimRow, Relation, Role
from archive.views.access import editor_of, editors_only
from archive.views.address import SearchAddress
from archive.views.naming import report_names
from archive.views.place_words import place_in_words
from archive.views.strips import EventLine, to_line
from archive.views.timeline import Bar, set_timeline

_MOST_NEW = 6
# The latest events are compared, and those that differ most are shown: each comparison takes some 25 ms once.
_EVENTS_COMPARED = 12
_MOST_DISAGREEING = 5
_MOST_ANSWERS = 3
_MOST_NAMED = 8
_WEEK = dt.timedelta(days=7)
# Of a week in which an archive was filled, its last so many reports.
_MOST_OF_THE_WEEK = 500


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An event, how many questions its reports answer differently, the first of these, and who answers what to it."""

    line: EventLine
    count: int
    question: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place or type, how many reports of the week name it, and the search for it."""

    name: str
    count: int
    url: str


def front_page(request: HttpRequest) -> HttpResponse:
    """Show where a reader can begin; an empty archive explains itself."""
    newest = list(Article.objects.published().with_outlet().order_by("-published_at", "-pk")[:_MOST_NEW])
    if not newest:
        return render(request, "archive/front_page.html", {"address": SearchAddress()})
    context: dict[str, Any] = {
        "address": SearchAddress(),
        "total": Article.objects.published().count(),
        "newest": newest,
        "bars": [(bar, _search_between(bar)) for bar in _timeline()],
        "disagreements": _disagreements(),
        **_named_in_the_week(newest[0]),
    }
    return render(request, "archive/front_page.html", context)


@require_POST
@editors_only
def load_samples(request: HttpRequest) -> HttpResponse:
    """Store the sample reports; each outlet's submission can be undone at the desk."""
    stored = submit_samples(by=editor_of(request))
    said = ngettext("%(count)d sample report is stored.", "%(count)d sample reports are stored.", stored)
    undo = _("Each submission can be undone at the desk.")
    messages.success(request, f"{said % {'count': stored}} {undo}")
    return redirect("search")


def _timeline() -> Sequence[Bar]:
    by_day = (
        Article.objects.published()
        .exclude(published_on=None)
        .order_by()
        .values_list("published_on")
        .annotate(reports=Count("pk"))
    )
    return set_timeline({day: reports for day, reports in by_day if day})


def _search_between(bar: Bar) -> str:
    return SearchAddress(from_on=bar.first_on, to_on=bar.last_on).url if bar.count else ""


def _disagreements() -> list[Disagreement]:
    """Return the latest events whose reports differ, those with the most questions first."""
    latest = (
        Event.objects.standing()
        .annotate(latest_on=Max("articles__published_on", filter=Q(articles__status=Status.PUBLISHED)))
        .order_by("-latest_on", "-pk")
        .prefetch_related(Prefetch("articles", Article.objects.published().oldest_first().with_reading()))[
            :_EVENTS_COMPARED
        ]
    )
    kept = standing_corrections(article.pk for event in latest for article in event.articles.all())
    found = [_disagreement(event, list(event.articles.all()), kept) for event in latest]
    differing = [event for event in found if event.count]
    return sorted(differing, key=lambda event: -event.count)[:_MOST_DISAGREEING]


def _disagreement(event: Event, articles: Sequence[Article], kept: Sequence[RowCorrection]) -> Disagreement:
    """Return how an event's reports differ, as editors put it right."""
    comparison = compared(tuple(article.to_report() for article in articles[:MOST_COMPARED]))
    rows = apply_corrections(comparison, kept)[0].rows
    differing = [row for row in rows if row.relation is Relation.DIFFER]
    line = to_line(event, articles)
    if not differing:
        return Disagreement(line, 0, "", ())
    return Disagreement(line, len(differing), differing[0].question, _answers(differing[0], articles))


def _answers(row: ClaimRow, articles: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    """Return the row's different answers, each with the first report that gives it."""
    names = report_names(articles)
    first: dict[str, str] = {}
    for cell in row.cells:
        first.setdefault(cell.value, names[cell.article])
    return tuple((name, value) for value, name in first.items())[:_MOST_ANSWERS]


def _named_in_the_week(newest: Article) -> dict[str, Any]:
    """Return what the reports name that came in during the seven days up to the newest."""
    if newest.published_at is None:
        return {}
    of_the_week = (
        Article.objects.published()
        .filter(published_at__gt=newest.published_at - _WEEK)
        .order_by("-published_at", "-pk")
        .values_list("pk", flat=True)[:_MOST_OF_THE_WEEK]
    )
    mentions = Mention.objects.filter(article__in=list(of_the_week))
    return {
        "week_to": newest.published_at,
        "places": [
            Named(place_in_words(key, name), count, SearchAddress(places=(key,)).url)
            for key, name, count in _most_named(mentions.exclude(role=Role.DEMONYM), "place", "place__label")
        ],
        "aircraft": [
            Named(name, count, SearchAddress(aircraft=(key,)).url)
            for key, name, count in _most_named(mentions, "aircraft_type", "aircraft_type__name")
        ],
    }


def _most_named(mentions: QuerySet[Mention], kind: str, name: str) -> Iterable[tuple[str, str, int]]:
    """Return key, name and number of reports of what most of them name."""
    named = mentions.exclude(**{kind: None}).order_by().values_list(kind, name)
    return named.annotate(reports=Count("article", distinct=True)).order_by("-reports", name)[:_MOST_NAMED]
