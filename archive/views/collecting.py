"""Putting what a page shows into a dossier, from that page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.dossiers import add_article, add_event, add_passage, add_search, begin_dossier
from archive.models import Article, Dossier, DossierItem, Event
from archive.records import Span
from archive.views.access import editor_of, safe_next
from archive.views.dossiers import LONGEST_NAME
from archive.views.parameters import whole_number

_LONGEST_QUERY = 3000


@require_POST
@login_required
def collect(request: HttpRequest) -> HttpResponse:
    """Put an article, a passage, an event or a search into a dossier, and go back to where it was shown."""
    dossier = _chosen(request)
    note = request.POST.get("note", "").strip()
    item = _add(request, dossier, note)
    said = _("“%(title)s” is in your dossier") % {"title": item.title}
    messages.success(
        request,
        format_html(
            '{} <a href="{}#item-{}">{}</a>.', said, dossier.get_absolute_url(), item.pk, dossier.name
        ),
    )
    return redirect(safe_next(request, dossier.get_absolute_url()))


def _chosen(request: HttpRequest) -> Dossier:
    """Return the dossier the form names, or a new one."""
    key = whole_number(request.POST.get("dossier", ""))
    owner = editor_of(request)
    if key:
        return get_object_or_404(Dossier.objects.kept(), pk=key, owner=owner)
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    return begin_dossier(owner, name or _("My dossier"))


def _add(request: HttpRequest, dossier: Dossier, note: str) -> DossierItem:
    query = request.POST.get("search", "").partition("?")[2]
    if query:
        parts = [request.POST.get(name, "") for name in ("title", "narrowed")]
        title = ", ".join(part for part in parts if part) or query
        return add_search(dossier, title, query[:_LONGEST_QUERY], note=note)
    event_key = whole_number(request.POST.get("event", ""))
    if event_key:
        return add_event(dossier, get_object_or_404(Event.objects.standing(), pk=event_key), note=note)
    article = get_object_or_404(
        Article.objects.published(), pk=whole_number(request.POST.get("article", "")) or 0
    )
    if "from" not in request.POST:
        return add_article(dossier, article, note=note)
    start, end = whole_number(request.POST["from"]), whole_number(request.POST.get("to", ""))
    if start is None or end is None or not start < end <= len(article.body):
        raise Http404("that passage does not lie in the report")
    return add_passage(dossier, article, Span(start, end), note=note)
