"""Sending reports by program: a token, the desk's own rules, and the desk's own words on each file."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from archive.desk import find_token, open_batch, progress_of, read_batch, receive_files, start_reader
from archive.models import Batch, BatchItem, Outcome, Scope, Token
from archive.views.access import EDIT_PERMISSION
from archive.views.api_description import describe
from archive.views.desk import submitted_files
from archive.views.forms import UploadForm

# So long (seconds) a program waits for its files to be read; the rest is read in the background.
_READ_AT_ONCE = 20.0
_BEARER = "Bearer "

View = Callable[..., JsonResponse]


def token_only(view: View) -> View:
    """Return the view kept to programs with a good token of an editor; the token is its second argument."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        sent = request.headers.get("Authorization", "")
        token = find_token(sent.removeprefix(_BEARER)) if sent.startswith(_BEARER) else None
        if token is None:
            answer = _error(401, "Send a token that is not withdrawn, as the header Authorization: Bearer …")
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        if not token.owner.has_perm(EDIT_PERMISSION):
            return _error(
                403, f"{token.owner} may not send reports: an administrator can make them an editor."
            )
        return view(request, token, *args, **kwargs)

    return guarded


@require_POST
@token_only
def api_submit(request: HttpRequest, token: Token) -> JsonResponse:
    """Take reports in: as drafts, or published where ``publish`` is "1" and the token may."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _error(400, "The form is not right.", fields=form.errors.get_json_data())
    publish = request.POST.get("publish") == "1"
    if publish and token.scope != Scope.PUBLISH:
        return _error(403, "This token sends drafts only: leave out publish, or use one that may publish.")
    cleaned = form.cleaned_data
    batch = open_batch(
        by=token.owner,
        outlet=cleaned["outlet"],
        published_on=cleaned["published_on"],
        publish=publish,
        duplicates=cleaned["duplicates"],
    )
    receive_files(batch, submitted_files(cleaned), cleaned["columns"])
    is_done = read_batch(batch, until=time.monotonic() + _READ_AT_ONCE)
    if not is_done:
        start_reader()
    return JsonResponse(_told(request, batch), status=201 if is_done else 202)


@require_GET
@token_only
def api_batch(request: HttpRequest, token: Token, batch_id: int) -> JsonResponse:
    """Say how far a submission of the token's owner is, and what became of each file."""
    return JsonResponse(_told(request, get_object_or_404(Batch, pk=batch_id, by=token.owner_id)))


@require_GET
@login_not_required
def api_description(request: HttpRequest) -> JsonResponse:
    """Describe this interface to programs (OpenAPI 3.1)."""
    return JsonResponse(describe(request.build_absolute_uri("/"), reverse("api_submit")))


def _told(request: HttpRequest, batch: Batch) -> dict[str, object]:
    items = batch.items.select_related("article").defer("article__body").order_by("pk")
    return {
        "id": batch.pk,
        "url": request.build_absolute_uri(reverse("api_batch", args=[batch.pk])),
        "page": request.build_absolute_uri(batch.get_absolute_url()),
        "state": batch.state,
        "counts": progress_of(batch).counts,
        "files": [_told_of(request, item) for item in items],
    }


def _told_of(request: HttpRequest, item: BatchItem) -> dict[str, object]:
    told: dict[str, object] = {
        "file": item.filename,
        "outcome": item.outcome,
        "reason": item.reason,
        "article": item.article_id,
        "repeats": item.twin_id,
    }
    if item.article is not None:
        told["page"] = request.build_absolute_uri(reverse("preview", args=[item.article.pk]))
    elif item.outcome == Outcome.DUPLICATE:
        told["page"] = request.build_absolute_uri(reverse("twin", args=[item.pk]))
    return told


def _error(status: int, message: str, **more: object) -> JsonResponse:
    return JsonResponse({"error": message, **more}, status=status)
