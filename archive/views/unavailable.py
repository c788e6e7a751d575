"""The page for when the search cannot answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.search.rebuilding import rebuild_progress
from archive.views.address import SearchAddress

# A reader's program may come back after so many seconds.
_TRY_AGAIN_AFTER = 10


def search_unavailable(request: HttpRequest, address: SearchAddress) -> HttpResponse:
    """Say that the search is being rebuilt, and how far that is."""
    context = {"address": address, "progress": rebuild_progress()}
    response = render(request, "archive/search_unavailable.html", context, status=503)
    response["Retry-After"] = str(_TRY_AGAIN_AFTER)
    return response
