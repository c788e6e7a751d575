"""A reader's saved searches: keeping one, what is new in each, letters about them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from archive.models import Digest, SavedSearch
from archive.search.engine import SearchUnavailableError
from archive.views.access import editor_of
from archive.views.address import read_address
from archive.views.digests import new_since

# A reader who keeps more than this reads none of them.
MOST_SAVED = 100
_LONGEST_QUERY, _LONGEST_NAME = 3000, 200


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved search in the list: ``fresh`` is how many reports came in since it was looked at, None if unknown."""

    saved: SavedSearch
    fresh: int | None


@login_required
@require_http_methods(["GET", "HEAD"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """List the reader's searches with what is new in each."""
    lines = [SavedLine(saved, _count_new(saved)) for saved in SavedSearch.objects.of(editor_of(request))]
    context = {
        "lines": lines,
        "digests": Digest.choices,
        "deleted": request.GET.get("deleted", ""),
        "deleted_name": request.GET.get("name", ""),
    }
    return render(request, "archive/saved_searches.html", context)


def _count_new(saved: SavedSearch) -> int | None:
    try:
        return len(new_since(saved.query, saved.looked_at))
    except SearchUnavailableError:
        return None


@require_POST
@login_required
def save_search(request: HttpRequest) -> HttpResponse:
    """Keep a search, and go to the list."""
    owner = editor_of(request)
    address = read_address(QueryDict(request.POST.get("query", "")[:_LONGEST_QUERY]))
    query = address.query_string[:_LONGEST_QUERY]
    name = " ".join(request.POST.get("name", "").split())[:_LONGEST_NAME] or address.text[:_LONGEST_NAME]
    if SavedSearch.objects.of(owner).count() >= MOST_SAVED:
        messages.error(
            request,
            _("You keep %(most_saved)s searches already; delete one first.") % {"most_saved": MOST_SAVED},
        )
    else:
        SavedSearch.objects.get_or_create(
            owner=owner, query=query, defaults={"name": name or _("All reports")}
        )
        messages.success(request, _("The search is kept; what comes in for it is counted here from now on."))
    return redirect("saved_searches")


@login_required
@require_http_methods(["GET", "HEAD"])
def open_saved(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Go to a saved search, the newest first, and count from now what is new in it."""
    saved = get_object_or_404(SavedSearch.objects.of(editor_of(request)), pk=saved_id)
    if request.method == "GET":
        SavedSearch.objects.filter(pk=saved.pk).update(looked_at=timezone.now())
    return redirect(f"{reverse('search')}?{saved.query}")


@require_POST
@login_required
def change_saved(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Delete a saved search, or set how often letters about it are wanted."""
    saved = get_object_or_404(SavedSearch.objects.of(editor_of(request)), pk=saved_id)
    if request.POST.get("action") == "delete":
        saved.delete()
        return redirect(
            f"{reverse('saved_searches')}?{urlencode({'deleted': saved.query, 'name': saved.name})}"
        )
    if (digest := request.POST.get("digest", "")) in Digest.values:
        saved.digest, saved.sent_at = digest, timezone.now()
        saved.language = get_language() or settings.LANGUAGE_CODE
        saved.save(update_fields=["digest", "sent_at", "language"])
        messages.success(
            request,
            _("“%(name)s”: %(letters)s.") % {"name": saved.name, "letters": _(Digest(digest).label)},
        )
    return redirect("saved_searches")
