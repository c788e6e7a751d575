"""The trash: what lies in it, and bringing it back; what readers are told of a withdrawn report."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import KEPT, bring_back
from archive.models import Article, Status, Withdrawal
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number

_ROWS_A_PAGE = 50


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def trash(request: HttpRequest) -> HttpResponse:
    """Show what was taken back and for how long it is kept; a POST brings one back."""
    if request.method == "POST":
        return _bring_back(request)
    lying = Withdrawal.objects.exclude(article=None).select_related("by")
    page = Paginator(lying, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, row.withdrawn_at + KEPT) for row in page]
    return render(request, "archive/trash_page.html", {"page": page, "rows": rows, "days": KEPT.days})


def _bring_back(request: HttpRequest) -> HttpResponse:
    key = whole_number(request.POST.get("article", "")) or 0
    article = get_object_or_404(Article.objects.select_related("withdrawal"), pk=key)
    if bring_back([article], by=editor_of(request)):
        where = "the search finds it now" if article.status == Status.PUBLISHED else "it is a draft again"
        messages.success(
            request, _("“%(title)s” is back; %(where)s.") % {"title": article.title, "where": where}
        )
    else:
        messages.error(
            request,
            _("“%(title)s” does not lie in the trash; nothing was changed.") % {"title": article.title},
        )
    return redirect("preview", article.pk)


def withdrawn_page(request: HttpRequest, article_id: int) -> HttpResponse:
    """Tell readers that a report was withdrawn, and why; raises ``Http404`` where none was."""
    gone = Withdrawal.objects.filter(article_key=article_id, was=Status.PUBLISHED).first()
    if gone is None:
        raise Http404(f"there is no article {article_id}")
    return render(request, "archive/article_withdrawn.html", {"gone": gone}, status=410)
