"""The page for when the search cannot answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.search.engine import SearchTooLongError, SearchUnavailableError
from archive.search.rebuilding import rebuild_progress
from archive.views.address import SearchAddress

# A reader's program may come back after so many seconds.
_TRY_AGAIN_AFTER = 10


def search_unavailable(
    request: HttpRequest, address: SearchAddress, error: SearchUnavailableError
) -> HttpResponse:
    """Say that the search is being rebuilt, and how far that is; or that it was asked for too much."""
    if isinstance(error, SearchTooLongError):
        return render(request, "archive/search_too_long.html", {"address": address}, status=400)
    context = {"address": address, "progress": rebuild_progress()}
    response = render(request, "archive/search_unavailable.html", context, status=503)
    response["Retry-After"] = str(_TRY_AGAIN_AFTER)
    return response
