"""Events and reports side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from archive.comparisons.refreshing import MOST_COMPARED
from archive.linking import related_articles
from archive.models import Article, Event, EventChange, EventNaming, Status
from archive.views.access import is_editor
from archive.views.coverage import around_event
from archive.views.matrix import set_matrix
from archive.views.naming import report_names
from archive.views.rows import log_of
from archive.views.settling import make_one_event, settle
from archive.views.sheets import sheet_links, ways_to_show
from archive.views.side_by_side import (
    MOST_ASKED_FOR,
    SideBySide,
    choose_reports,
    keys_asked_for,
    read_reports,
    set_side_by_side,
)
from archive.views.spots import map_of_mentions
from archive.views.strips import event_title, to_line
from archive.views.ties import set_ties

_EVENTS_PER_PAGE = 30
_MOST_CHANGES = 20


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List the events, the latest first, with how many reports each has."""
    published = Q(articles__status=Status.PUBLISHED)
    listed = (
        Event.objects.annotate(
            reports=Count("articles", filter=published),
            latest_on=Max("articles__published_on", filter=published),
        )
        .filter(reports__gt=1)
        .order_by("-latest_on", "-pk")
        .prefetch_related(Prefetch("articles", _published_with_outlet()))
    )
    page = Paginator(listed, _EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    held = [(event, list(event.articles.all())) for event in page]
    lines = [to_line(event, articles) for event, articles in held]
    matrix = set_matrix([(event, event_title(event, articles), articles) for event, articles in held])
    return render(request, "archive/event_list.html", {"page": page, "lines": lines, "matrix": matrix})


def _published_with_outlet() -> QuerySet[Article]:
    return Article.objects.published().oldest_first().select_related("outlet").defer("body_sha256")


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """Show the reports of an event side by side; an editor's POST joins, splits, names or undoes."""
    shown = get_object_or_404(Event, pk=event_id)
    if request.method == "POST":
        return settle(request, event_id=event_id)
    articles = list(Article.objects.published().in_event(shown).oldest_first().with_outlet())
    if len(articles) < 2:
        return _dissolved(request, shown, articles)
    chosen = choose_reports(request, articles)
    side = set_side_by_side(read_reports(chosen), all_columns=len(keys_asked_for(request)) > 1)
    context = {
        "event": shown,
        "title": event_title(shown, articles),
        "line": to_line(shown, articles),
        "left_out": len(articles) - len(chosen),
        "offered": _offered(articles, chosen) if len(articles) > 2 else (),
        "most": MOST_COMPARED,
        **around_event(articles),
        "map": map_of_mentions(mention for article in side.articles for mention in article.mentions.all()),
        "sheet": sheet_links(request, "event_sheet", shown.pk),
        **ways_to_show(request),
        "side": side,
        "ties": set_ties(side, len(articles)),
    }
    if is_editor(request):
        context |= _editor_tools(shown, articles, side)
    return render(request, "archive/event_page.html", context)


def _dissolved(request: HttpRequest, shown: Event, articles: Sequence[Article]) -> HttpResponse:
    """Show an editor what took the event apart, to undo it; lead a reader on to the report that is left."""
    if is_editor(request):
        context = {"event": shown, "articles": articles, **_changes(shown)}
        return render(request, "archive/event_dissolved.html", context)
    if not articles:
        raise Http404("no published report of this event")
    return redirect(articles[0])


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Show two to six ticked reports side by side, of one event or not; an editor's POST makes them one."""
    chosen = keys_asked_for(request)[:MOST_ASKED_FOR]
    if request.method == "POST":
        return make_one_event(request, chosen)
    found = Article.objects.with_reading().published_by_key(chosen)
    articles = [found[key] for key in chosen if key in found]
    if len(articles) < 2:
        context = {"articles": articles, "most": MOST_ASKED_FOR}
        return render(request, "archive/compare_start.html", context, status=200 if not chosen else 400)
    are_one_event = articles[0].event_id is not None and len({a.event_id for a in articles}) == 1
    context = {
        "can_make_event": is_editor(request) and not are_one_event,
        "sheet": sheet_links(request, "compare_sheet"),
        **ways_to_show(request),
        "side": set_side_by_side(articles, all_columns=True),
    }
    return render(request, "archive/compare_page.html", context)


def _offered(articles: Sequence[Article], chosen: Sequence[Article]) -> list[tuple[Article, str, bool]]:
    """Return all reports of an event with their names, and whether each is compared."""
    names, keys = report_names(articles), {article.pk for article in chosen}
    return [(article, names[article.pk], article.pk in keys) for article in articles]


def _changes(shown: Event) -> dict[str, Any]:
    """Return what editors changed about the event, the latest first."""
    made = EventChange.objects.filter(Q(before=shown) | Q(after=shown))
    return {
        "changes": made.select_related("article", "by", "undone_by")[:_MOST_CHANGES],
        "namings": EventNaming.objects.filter(event=shown).select_related("by", "undone_by")[:_MOST_CHANGES],
    }


def _editor_tools(shown: Event, articles: Sequence[Article], side: SideBySide) -> dict[str, Any]:
    names = report_names(articles)
    inside = {article.pk for article in articles}
    near = [other for other in related_articles(articles[0]) if other.article.pk not in inside]
    events: dict[int, str] = {}
    for other in near:
        if other.article.event:
            events.setdefault(other.article.event.pk, other.article.event.name or other.article.title)
    row_log = log_of(shown, side.took_effect)
    return {
        "is_editor": True,
        "names": [(article, names[article.pk]) for article in articles],
        **_changes(shown),
        "candidates": near[:5],
        "near_events": list(events.items())[:5],
        "row_log": row_log,
        "resting": sum(not (logged.stands or logged.correction.undone_at) for logged in row_log),
    }
