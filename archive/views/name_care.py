"""The desk's page of names to decide: doubtful mentions and designators that the catalogue lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import DeskError
from archive.desk.curating import called, dismiss_designator, rule_on_name
from archive.desk.rereading import count_waiting
from archive.gazetteer import PlaceGazetteer
from archive.models import (
    DismissedDesignator,
    Mention,
    Part,
    Status,
    UnknownDesignator,
    known_places,
)
from archive.search.index import SURE_ENOUGH
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number
from archive.views.place_words import describe, place_in_words
from archive.wording import in_words

_ROWS_A_PAGE = 30
# So many readings of a doubtful name are offered; beyond them an editor knows the place's page.
_MOST_READINGS = 5
# Characters of the sentence shown on either side of a name.
_BESIDE = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name in a report that is not sure enough: where it stands, what it was taken for, what else it may be."""

    mention: Mention
    before: str
    after: str
    readings: tuple[tuple[str, str], ...]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Show doubtful mentions and unknown designators; a POST decides one."""
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("action", ""))
        if act is None:
            messages.error(request, _("That is no way to decide; nothing was changed. Reload the page."))
        else:
            act(request)
        return redirect(request.get_full_path())
    page = Paginator(_doubtful(), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    places = known_places()
    context = {
        "page": page,
        "doubts": [_doubt(mention, places) for mention in page],
        "unknown": _unknown(),
        "waiting": count_waiting(),
    }
    return render(request, "archive/names_page.html", context)


def _doubtful() -> QuerySet[Mention]:
    """Return one mention for each doubtful name of each report, the surest first: these are soonest decided."""
    unsure = Mention.objects.filter(confidence__lt=SURE_ENOUGH).exclude(place=None)
    unsure = unsure.exclude(article__status=Status.WITHDRAWN)
    first = unsure.order_by().values("article_id", "surface").annotate(one=Max("pk")).values("one")
    return (
        Mention.objects.filter(pk__in=first).select_related("article", "place").order_by("-confidence", "pk")
    )


def _doubt(mention: Mention, places: PlaceGazetteer) -> Doubt:
    text = mention.article.body if mention.part == Part.BODY else mention.article.headline or ""
    found = {place.id: place for place in places.find_places(mention.surface)}
    if mention.place is not None and places.has_place(mention.place.id):
        found = {mention.place.id: places.place(mention.place.id)} | found
    readings = tuple(
        (place.id, f"{place_in_words(place.id, places.label(place))}, {describe(place, places)}")
        for place in list(found.values())[:_MOST_READINGS]
    )
    return Doubt(
        mention,
        text[max(0, mention.start - _BESIDE) : mention.start],
        text[mention.end : mention.end + _BESIDE],
        readings,
    )


def _unknown() -> list[dict[str, Any]]:
    """Return the designators that no type is known by, those of the most reports first."""
    waiting = UnknownDesignator.objects.exclude(key__in=DismissedDesignator.objects.values("key"))
    waiting = waiting.exclude(article__status=Status.WITHDRAWN).order_by()
    counted = waiting.values("key").annotate(
        printed=Max("surface"), reports=Count("article", distinct=True), latest=Max("article")
    )
    return [dict(row) for row in counted.order_by("-reports", "key")[:_ROWS_A_PAGE]]


def _rule(request: HttpRequest) -> None:
    mention = Mention.objects.filter(pk=whole_number(request.POST.get("mention", "")) or 0)
    shown = mention.select_related("article").first()
    if shown is None:
        messages.error(request, _("That mention is no longer there: the report was read anew meanwhile."))
        return
    choice = request.POST.get("place", "")
    try:
        rule_on_name(shown.article, shown.surface, choice or None, by=editor_of(request))
    except DeskError as error:
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": in_words(str(error))})
        return
    meaning = called(choice) if choice else "no place"
    messages.success(
        request,
        _("“%(surface)s” means %(meaning)s in “%(title)s”.")
        % {"surface": shown.surface, "meaning": meaning, "title": shown.article.title},
    )


def _dismiss(request: HttpRequest) -> None:
    key = request.POST.get("key", "")
    try:
        dismiss_designator(key, by=editor_of(request))
    except DeskError as error:
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": in_words(str(error))})
    else:
        messages.success(request, _("It is no aircraft, and will not be offered again."))


_ACTS: dict[str, Callable[[HttpRequest], None]] = {"rule": _rule, "dismiss": _dismiss}
