"""What was done to an article, each version beside the next; and back to one. For administrators, the audit."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.desk import DeskError, history_of, restore_version
from archive.models import Act, Article, Change
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number
from archive.wording import in_words

AUDIT_PERMISSION = "archive.view_change"
_ROWS_A_PAGE = 100


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show who changed what and when; a POST makes the article what it was before a change."""
    shown = get_object_or_404(Article.objects.with_outlet().prefetch_related("blocks"), pk=article_id)
    if request.method == "POST":
        return _restore(request, shown)
    return render(request, "archive/article_history.html", {"article": shown, "deeds": history_of(shown)})


def _restore(request: HttpRequest, shown: Article) -> HttpResponse:
    change = get_object_or_404(Change, pk=whole_number(request.POST.get("change", "")) or 0)
    try:
        restore_version(shown, change, by=editor_of(request))
    except DeskError as error:
        messages.error(request, in_words(str(error)))
    else:
        messages.success(
            request, _("“%(title)s” is again what it was before that change.") % {"title": shown.title}
        )
    return redirect("history", shown.pk)


@require_safe
@login_required
@permission_required(AUDIT_PERMISSION, raise_exception=True)
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did what and when, newest first, narrowed by deed, person and article."""
    changes = Change.objects.select_related("by").defer("before")
    act, who = request.GET.get("act", ""), request.GET.get("by", "").strip()
    article = whole_number(request.GET.get("article", ""))
    if act in Act.values:
        changes = changes.filter(act=act)
    if who:
        changes = changes.filter(by__username=who)
    if article is not None:
        changes = changes.filter(article_key=article)
    page = Paginator(changes, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    chosen = request.GET.copy()
    chosen.pop("page", None)
    context = {
        "page": page,
        "acts": Act,
        "act": act,
        "by": who,
        "article": article,
        "kept": chosen.urlencode(),
    }
    return render(request, "archive/audit_page.html", context)
