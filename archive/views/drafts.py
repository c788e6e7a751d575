"""The preview of one article: what goes, what stays, what will be stored; and putting it right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.desk import (
    KEPT,
    DeskError,
    correct_article,
    discard_articles,
    publish_articles,
    withdraw_articles,
)
from archive.linking import offered_dates
from archive.models import Article, Outlet, Status
from archive.views.access import editor_of, editors_only
from archive.views.evidence import evidence_of
from archive.views.forms import CorrectionForm
from archive.views.prose import mention_marks, set_paragraphs
from archive.views.reading import back_to_block, named_aircraft, named_places, overrule
from archive.wording import in_words

_LONGEST_NOTE = 500
# Verdicts below this are framed; the rules that are sure of themselves give 0.9 and more.
_UNSURE = 0.85


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the original's blocks with their verdicts beside what is stored; take corrections."""
    shown = get_object_or_404(Article.objects.with_reading(), pk=article_id)
    if shown.status == Status.WITHDRAWN:
        messages.error(
            request, _("“%(title)s” lies in the trash; bring it back to work on it.") % {"title": shown.title}
        )
        return redirect("trash")
    form = CorrectionForm(initial=_initial(shown))
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == "correct":
            form = CorrectionForm(request.POST)
        if action != "correct" or form.is_valid():
            return _ACTS.get(action, _refuse)(request, shown)
    mentions = shown.mentions.all()
    context = {
        "article": shown,
        "form": form,
        "doubts": _doubts(shown),
        "is_draft": shown.status == Status.DRAFT,
        "blocks": list(shown.blocks.all()),
        "removed_count": sum(block.is_removed for block in shown.blocks.all()),
        "paragraphs": set_paragraphs(shown, (), mention_marks(mentions)),
        "places": named_places(mentions),
        "aircraft": named_aircraft(mentions),
        "evidence": evidence_of(shown),
        "read_as": [dt.date.fromisoformat(day) for day in shown.date_candidates],
        "offered_dates": () if shown.published_on else offered_dates(shown),
        "outlets": Outlet.objects.all(),
    }
    return render(request, "archive/draft_preview.html", context, status=400 if form.errors else 200)


def _doubts(article: Article) -> list[str]:
    """Return what an editor should look at before the report is published."""
    reasons = article.batch_items.exclude(reason=None).values_list("reason", flat=True)
    doubts = [reason for reason in reasons if reason]
    if article.published_on is None and not article.date_candidates:
        doubts.append(_("no publication date was found: give one, where you know it"))
    if article.outlet is None:
        doubts.append(_("who ran it is not known: name the outlet, where you know it"))
    unsure = sum(block.confidence < _UNSURE for block in article.blocks.all())
    if unsure:
        said = ngettext(
            "%(count)d verdict is less sure, framed with dashes below",
            "%(count)d verdicts are less sure, framed with dashes below",
            unsure,
        )
        doubts.append(said % {"count": unsure})
    return doubts


def _initial(article: Article) -> dict[str, object]:
    return {
        "headline": article.headline,
        "byline": article.byline,
        "outlet": article.outlet.name if article.outlet else "",
        "published_on": article.published_on,
    }


def _correct(request: HttpRequest, shown: Article) -> HttpResponse:
    form = CorrectionForm(request.POST)
    form.full_clean()
    cleaned = form.cleaned_data
    try:
        correct_article(
            shown,
            by=editor_of(request),
            headline=cleaned["headline"] or None,
            byline=cleaned["byline"] or None,
            outlet=cleaned["outlet"] or None,
            published_on=cleaned["published_on"],
        )
    except DeskError as error:
        messages.error(request, in_words(str(error)))
    else:
        messages.success(request, _("The corrections are stored."))
    return redirect(_top_of(reverse("preview", args=[shown.pk])))


def _overrule(request: HttpRequest, shown: Article) -> HttpResponse:
    overrule(request, shown)
    return back_to_block(request, redirect("preview", shown.pk))


def _publish(request: HttpRequest, shown: Article) -> HttpResponse:
    try:
        publish_articles([shown], by=editor_of(request))
    except DeskError as error:
        messages.error(request, in_words(str(error)))
        return redirect("preview", shown.pk)
    messages.success(request, _("The report is published; the search finds it now."))
    return redirect(_top_of(shown.get_absolute_url()))


def _top_of(address: str) -> str:
    """Return the address of a page's top, where the message is: else browsers go to the block they were at."""
    return f"{address}#top"


def _discard(request: HttpRequest, shown: Article) -> HttpResponse:
    title = shown.title
    try:
        discard_articles([shown], by=editor_of(request))
    except DeskError as error:
        messages.error(request, in_words(str(error)))
        return redirect("preview", shown.pk)
    messages.success(
        request,
        _("The draft “%(title)s” was discarded; the trash keeps it %(days)s days.")
        % {"title": title, "days": KEPT.days},
    )
    return redirect("desk")


def _withdraw(request: HttpRequest, shown: Article) -> HttpResponse:
    note = " ".join(request.POST.get("note", "").split())[:_LONGEST_NOTE]
    withdraw_articles([shown], note=note or None, by=editor_of(request))
    messages.success(
        request,
        _("“%(title)s” is out of the archive and the search; the trash keeps it %(days)s days.")
        % {"title": shown.title, "days": KEPT.days},
    )
    return redirect("trash")


def _refuse(request: HttpRequest, shown: Article) -> HttpResponse:
    messages.error(request, _("That form is not known here; nothing was changed."))
    return redirect("preview", shown.pk)


_ACTS: dict[str, Callable[[HttpRequest, Article], HttpResponse]] = {
    "correct": _correct,
    "overrule": _overrule,
    "publish": _publish,
    "discard": _discard,
    "withdraw": _withdraw,
}
