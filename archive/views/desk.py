"""The editors' desk: what waits, submitting files, what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from archive.desk import (
    DeskError,
    SubmittedFile,
    discard_articles,
    give_date,
    publish_articles,
    submit_files,
    undo_batch,
)
from archive.intake.reading import MAX_BYTES
from archive.linking import offered_dates
from archive.models import Article, Batch, BatchItem, Outcome, Outlet, Status
from archive.views.access import editor_of, editors_only
from archive.views.forms import DateForm, UploadForm
from archive.views.parameters import whole_number

_MOST_BATCHES = 20
_MOST_DRAFTS = 50
_MOST_UNDATED = 20
_PASTED_NAME = "pasted.txt"


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Show recent batches, drafts, and articles without a date; a POST gives one a date."""
    if request.method == "POST":
        return _give_date(request)
    batches = Batch.objects.select_related("by").annotate(**_outcome_counts())[:_MOST_BATCHES]
    drafts = Article.objects.filter(status=Status.DRAFT).with_outlet().order_by("-pk")
    undated = Article.objects.published().filter(published_on=None).with_outlet().order_by("-pk")
    context = {
        "batches": batches,
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
        messages.success(request, f"“{article.title}” is now dated {day.isoformat()}, given by you.")
    else:
        messages.error(request, f"“{article.title}” has no date yet: {form.errors['published_on'][0]}")
    return redirect("desk")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files and a pasted text, clean and store them as drafts, and show what became of each."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        cleaned = form.cleaned_data
        batch = submit_files(
            _submitted(cleaned),
            by=editor_of(request),
            outlet=cleaned["outlet"] or None,
            published_on=cleaned["published_on"],
        )
        items = list(batch.items.all())
        if len(items) == 1 and items[0].article_id is not None and items[0].outcome == Outcome.STORED:
            return redirect("preview", items[0].article_id)
        return redirect(batch)
    context = {"form": form, "outlets": Outlet.objects.all()}
    return render(request, "archive/upload_form.html", context, status=400 if form.errors else 200)


def _submitted(cleaned: dict[str, Any]) -> Iterator[SubmittedFile]:
    yield from map(_submitted_file, cleaned["uploads"])
    if cleaned["pasted"].strip():
        yield SubmittedFile(_PASTED_NAME, cleaned["pasted"].encode())


def _submitted_file(file: UploadedFile[Any]) -> SubmittedFile:
    """Return the file with its bytes; one too large is refused unread, so that it never fills the memory."""
    name, size = file.name or "unnamed", file.size or 0
    if size > MAX_BYTES:
        refusal = f"{size:,} bytes are more than the {MAX_BYTES:,} of one report: send the report alone"
        return SubmittedFile(name, b"", refusal)
    return SubmittedFile(name, file.read())


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show what became of each file; publish, discard or undo them together."""
    shown = get_object_or_404(Batch.objects.select_related("by"), pk=batch_id)
    if request.method == "POST":
        return _act_on_batch(request, shown)
    items = list(shown.items.select_related("article__outlet"))
    context = {
        "batch": shown,
        "items": items,
        "outcomes": [(outcome, sum(i.outcome == outcome for i in items)) for outcome in Outcome],
        "draft_count": len(_drafts_of(items)),
        "can_undo": any(item.article_id for item in items),
    }
    return render(request, "archive/batch_page.html", context)


def _act_on_batch(request: HttpRequest, shown: Batch) -> HttpResponse:
    act = _BATCH_ACTS.get(request.POST.get("action", ""))
    try:
        done = act(request, shown) if act else "That form is not known here; nothing was changed."
    except DeskError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done) if act else messages.error(request, done)
    return redirect(shown)


def _drafts_of(items: Iterable[BatchItem]) -> list[Article]:
    return [item.article for item in items if item.article and item.article.status == Status.DRAFT]


def _publish_all(request: HttpRequest, shown: Batch) -> str:
    drafts = _drafts_of(shown.items.select_related("article"))
    publish_articles(drafts, by=editor_of(request))
    return f"{_reports(len(drafts))} published; the search finds them now."


def _discard_all(request: HttpRequest, shown: Batch) -> str:
    drafts = _drafts_of(shown.items.select_related("article"))
    discard_articles(drafts, by=editor_of(request))
    return f"{_reports(len(drafts), 'draft')} discarded."


def _undo(request: HttpRequest, shown: Batch) -> str:
    count = sum(item.article_id is not None for item in shown.items.all())
    undo_batch(shown, by=editor_of(request))
    return f"The submission was undone: {_reports(count)} taken back, out of the search too."


def _reports(count: int, noun: str = "report") -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


_BATCH_ACTS: dict[str, Callable[[HttpRequest, Batch], str]] = {
    "publish": _publish_all,
    "discard": _discard_all,
    "undo": _undo,
}
