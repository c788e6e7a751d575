"""A file that repeats an article, beside that article: keep both, replace, skip."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import DeskError, compare_texts, read_waiting
from archive.models import BatchItem, Outcome
from archive.views.access import editors_only
from archive.views.batches import choose_by_form, said_of_choice
from archive.wording import in_words


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def twin(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show a waiting file beside the article it repeats, with what differs; a POST takes the choice."""
    item = get_object_or_404(
        BatchItem.objects.select_related("batch", "twin__outlet", "twin__original").defer(
            "twin__original__content"
        ),
        pk=item_id,
    )
    if request.method == "POST":
        return _choose(request, item)
    if item.outcome != Outcome.DUPLICATE or item.twin is None:
        return redirect(item.batch)
    checked = read_waiting(item)
    report = checked.report
    context = {
        "item": item,
        "stored": item.twin,
        "report": report,
        "reason": checked.reason,
        "outlet": item.batch.outlet or (report.outlet if report else None),
        "edits": compare_texts(item.twin.body, report.body) if report else (),
    }
    return render(request, "archive/twin_page.html", context)


def _choose(request: HttpRequest, item: BatchItem) -> HttpResponse:
    try:
        count = choose_by_form(request, [item])
    except DeskError as error:
        messages.error(request, in_words(str(error)))
        return redirect("twin", item.pk)
    if count:
        messages.success(request, said_of_choice(count))
    else:
        messages.error(request, _("That choice was made before; nothing was changed."))
    return redirect(item.batch)
