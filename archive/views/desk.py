"""The editors' desk: what waits, and submitting files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import SubmittedFile, give_date, open_batch, read_batch, receive_files, start_reader
from archive.intake import size_limit
from archive.linking import offered_dates
from archive.models import Article, Batch, Outcome, Outlet, Status
from archive.views.access import editor_of, editors_only
from archive.views.forms import DateForm, UploadForm
from archive.views.parameters import whole_number

_MOST_BATCHES = 20
_MOST_DRAFTS = 50
_MOST_UNDATED = 20
_PASTED_NAME = "pasted.txt"
# So long (seconds) a submission is read while its sender waits; the rest is read in the background.
_READ_AT_ONCE = 4.0


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Show recent batches, drafts, and articles without a date; a POST gives one a date."""
    if request.method == "POST":
        return _give_date(request)
    # What is counted along loses the order of the model.
    batches = (
        Batch.objects.select_related("by").annotate(**_outcome_counts()).order_by("-submitted_at", "-pk")
    )
    drafts = Article.objects.filter(status=Status.DRAFT).with_outlet().order_by("-pk")
    undated = Article.objects.published().filter(published_on=None).with_outlet().order_by("-pk")
    context = {
        "batches": batches[:_MOST_BATCHES],
        "drafts": drafts[:_MOST_DRAFTS],
        "draft_count": drafts.count(),
        "undated": [(article, offered_dates(article)) for article in undated[:_MOST_UNDATED]],
        "undated_count": undated.count(),
    }
    return render(request, "archive/desk_page.html", context)


def _outcome_counts() -> dict[str, Count]:
    return {outcome.name.lower(): Count("items", filter=Q(items__outcome=outcome)) for outcome in Outcome}


def _give_date(request: HttpRequest) -> HttpResponse:
    article = get_object_or_404(Article, pk=whole_number(request.POST.get("article", "")) or 0)
    form = DateForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["published_on"]
        give_date(article, day, by=editor_of(request))
        messages.success(
            request,
            _("“%(title)s” is now dated %(day)s, given by you.")
            % {"title": article.title, "day": day.isoformat()},
        )
    else:
        messages.error(
            request,
            _("“%(title)s” has no date yet: %(error)s")
            % {"title": article.title, "error": form.errors["published_on"][0]},
        )
    return redirect("desk")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files and a pasted text, clean and store them as drafts, and show what became of each."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        cleaned = form.cleaned_data
        return _receive(cleaned, editor_of(request))
    context = {"form": form, "outlets": Outlet.objects.all(), "most_files": settings.ARCHIVE_MAX_FILES}
    return render(request, "archive/upload_form.html", context, status=400 if form.errors else 200)


def _receive(cleaned: dict[str, Any], by: User) -> HttpResponse:
    """Take the files in, read as many as their sender waits for, and go on to what became of them."""
    batch = open_batch(
        by=by,
        outlet=cleaned["outlet"],
        published_on=cleaned["published_on"],
        duplicates=cleaned["duplicates"],
    )
    receive_files(batch, submitted_files(cleaned), cleaned["columns"])
    if not read_batch(batch, until=time.monotonic() + _READ_AT_ONCE):
        start_reader()
    items = list(batch.items.select_related("article")[:2])
    if len(items) == 1 and items[0].article is not None and items[0].outcome == Outcome.STORED:
        return redirect("preview", items[0].article.pk)
    return redirect(batch)


def submitted_files(cleaned: dict[str, Any]) -> Iterator[SubmittedFile]:
    """Yield what a valid upload form holds: files, a folder's, a pasted text."""
    sent = [*cleaned["uploads"], *cleaned["folder"]]
    paths = [*cleaned["paths"], *[""] * len(sent)]
    for number, (file, path) in enumerate(zip(sent, paths, strict=False)):
        # Hidden files of a folder are the computer's own.
        if number < len(cleaned["uploads"]) or not (file.name or "").startswith("."):
            yield _submitted_file(file, path)
    if cleaned["pasted"].strip():
        yield SubmittedFile(_PASTED_NAME, cleaned["pasted"].encode())


def _submitted_file(file: UploadedFile[Any], path: str) -> SubmittedFile:
    """Return the file with its bytes; one too large is refused unread, so that it never fills the memory.

    ``path`` is its name where it is said to end in the name that came with the bytes.
    """
    name, size = file.name or "unnamed", file.size or 0
    if path.isprintable() and path.endswith(f"/{name}"):
        name = path
    limit = size_limit(name)
    if size > limit:
        refusal = f"{size:,} bytes are more than the {limit:,} of one report: send the report alone"
        return SubmittedFile(name, b"", refusal)
    return SubmittedFile(name, file.read())
