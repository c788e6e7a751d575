"""For whoever watches the server: is the process alive, and can it do its work."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive.safekeeping.doctor import look_quickly


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer while the process runs; it asks nothing of the database or the index."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, index, queue and disk are as they should be, else 503; it names only which is not."""
    try:
        wrong = sorted({finding.what for finding in look_quickly()})
    except DatabaseError:
        wrong = ["database"]
    return JsonResponse(
        {"status": "not ready" if wrong else "ready", "wrong": wrong}, status=503 if wrong else 200
    )
