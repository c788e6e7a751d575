"""One submission: how far it is read, what became of each file, and what an editor does with them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from archive.desk import (
    DeskError,
    bring_back,
    choose,
    discard_articles,
    is_being_read,
    progress_of,
    publish_articles,
    publish_sure,
    resume_batch,
    start_reader,
    stop_batch,
    undo_batch,
)
from archive.models import Article, Batch, BatchItem, Duplicates, Outcome, State, Status
from archive.views.access import editor_of, editors_only
from archive.wording import in_words

_ROWS_A_PAGE = 200
# So many are published while the editor waits; more are handed to the background.
_PUBLISHED_AT_ONCE = 20
_CSV_COLUMNS = ("file", "outcome", "reason", "article", "headline", "status")
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show how far a submission is and what became of each file; publish, discard, stop, resume or undo it."""
    shown = get_object_or_404(Batch.objects.select_related("by"), pk=batch_id)
    if request.method == "POST":
        return _act_on_batch(request, shown)
    outcome = request.GET.get("outcome", "")
    items = shown.items.select_related("article__outlet", "twin").order_by("pk")
    if outcome in Outcome.values:
        items = items.filter(outcome=outcome)
    progress = progress_of(shown)
    by_status = dict(shown.articles.order_by().values_list("status").annotate(Count("pk")))
    sure = shown.articles.filter(status=Status.DRAFT, batch_items__outcome=Outcome.STORED)
    context = {
        "batch": shown,
        "progress": progress,
        "tally": [(o, progress.counts[o]) for o in Outcome if progress.counts[o] or o != Outcome.WAITING],
        "is_reading": bool(progress.waiting) and shown.state == State.READING,
        "is_interrupted": bool(progress.waiting) and shown.state == State.READING and not is_being_read(),
        "outcome": outcome,
        "kept": f"outcome={outcome}" if outcome in Outcome.values else "",
        "page": Paginator(items, _ROWS_A_PAGE).get_page(request.GET.get("page")),
        "draft_count": by_status.get(Status.DRAFT, 0),
        "sure_count": sure.count(),
        "can_undo": bool(by_status.keys() - {Status.WITHDRAWN} or progress.waiting),
        "trash_count": by_status.get(Status.WITHDRAWN, 0),
    }
    return render(request, "archive/batch_page.html", context)


def _act_on_batch(request: HttpRequest, shown: Batch) -> HttpResponse:
    act = _BATCH_ACTS.get(request.POST.get("action", ""))
    try:
        done = act(request, shown) if act else "That form is not known here; nothing was changed."
    except DeskError as error:
        messages.error(request, in_words(str(error)))
    else:
        messages.success(request, done) if act else messages.error(request, done)
    return redirect(shown)


def _drafts_of(shown: Batch) -> list[Article]:
    return list(shown.articles.filter(status=Status.DRAFT).select_related("outlet"))


def _publish_all(request: HttpRequest, shown: Batch) -> str:
    drafts = _drafts_of(shown)
    at_once = len(drafts) <= _PUBLISHED_AT_ONCE
    return _published(publish_articles(drafts, by=editor_of(request), at_once=at_once), at_once)


def _publish_sure(request: HttpRequest, shown: Batch) -> str:
    at_once = shown.articles.filter(status=Status.DRAFT).count() <= _PUBLISHED_AT_ONCE
    return _published(publish_sure(shown, by=editor_of(request), at_once=at_once), at_once)


def _published(count: int, at_once: bool) -> str:
    if at_once:
        said = ngettext(
            "%(count)d report published; the search finds it now.",
            "%(count)d reports published; the search finds them now.",
            count,
        )
        return said % {"count": count}
    start_reader()
    said = ngettext(
        "%(count)d report published; the search finds it within the next minutes.",
        "%(count)d reports published; the search finds them within the next minutes.",
        count,
    )
    return said % {"count": count}


def _discard_all(request: HttpRequest, shown: Batch) -> str:
    count = discard_articles(_drafts_of(shown), by=editor_of(request))
    return ngettext("%(count)d draft discarded.", "%(count)d drafts discarded.", count) % {"count": count}


def _undo(request: HttpRequest, shown: Batch) -> str:
    count = undo_batch(shown, by=editor_of(request))
    said = ngettext(
        "The submission was undone: %(count)d report taken back, out of the search too.",
        "The submission was undone: %(count)d reports taken back, out of the search too.",
        count,
    )
    return said % {"count": count}


def _bring_back(request: HttpRequest, shown: Batch) -> str:
    lying = shown.articles.filter(status=Status.WITHDRAWN).select_related("withdrawal")
    count = bring_back(lying, by=editor_of(request))
    said = ngettext(
        "%(count)d report brought back from the trash.",
        "%(count)d reports brought back from the trash.",
        count,
    )
    return said % {"count": count}


def _stop(request: HttpRequest, shown: Batch) -> str:
    stop_batch(shown)
    return _("Stopped: the files that wait are kept, unread, until you resume.")


def _resume(request: HttpRequest, shown: Batch) -> str:
    resume_batch(shown)
    start_reader()
    return _("Reading goes on.")


def _choose_all(request: HttpRequest, shown: Batch) -> str:
    items = shown.items.filter(outcome=Outcome.DUPLICATE).select_related("batch")
    return said_of_choice(choose_by_form(request, items))


def choose_by_form(request: HttpRequest, items: Iterable[BatchItem]) -> int:
    """Do what the form chose for files that repeat an article, and return for how many."""
    choice = request.POST.get("choice", "")
    if choice not in (Duplicates.KEEP, Duplicates.REPLACE, Duplicates.SKIP):
        raise DeskError(_("Choose to keep both, to replace or to skip; nothing was changed."))
    return choose(items, choice, by=editor_of(request))


def said_of_choice(count: int) -> str:
    """Return what the editor is told after a choice."""
    said = ngettext("Done as you chose for %(count)d file.", "Done as you chose for %(count)d files.", count)
    return said % {"count": count}


_BATCH_ACTS: dict[str, Callable[[HttpRequest, Batch], str]] = {
    "publish": _publish_all,
    "publish_sure": _publish_sure,
    "discard": _discard_all,
    "undo": _undo,
    "bring_back": _bring_back,
    "stop": _stop,
    "resume": _resume,
    "choose": _choose_all,
}


class _Echo:
    """A file for the CSV writer that hands each line on."""

    def write(self, line: str) -> str:
        return line


@require_safe
@editors_only
def batch_csv(request: HttpRequest, batch_id: int) -> StreamingHttpResponse:
    """Send what became of each file as a table for a spreadsheet."""
    shown = get_object_or_404(Batch, pk=batch_id)
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in _csv_rows(shown))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="submission-{batch_id}.csv"'
    return response


def _csv_rows(shown: Batch) -> Iterator[tuple[str, ...]]:
    yield _CSV_COLUMNS
    items = shown.items.select_related("article").defer("article__body").order_by("pk")
    for item in items.iterator(_ROWS_A_PAGE):
        article = item.article
        told = (str(article.pk), article.headline or "", article.status) if article else ("", "", "")
        yield tuple(map(_as_text, (item.filename, item.outcome, item.reason or "", *told)))


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
