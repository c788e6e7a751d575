"""Dossiers: the list of a reader's own, one of them, one shared by link, and their exports."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.dossiers import (
    begin_dossier,
    bring_back_dossier,
    bring_back_item,
    describe_dossier,
    describe_item,
    move_item,
    remove_dossier,
    remove_item,
    share_dossier,
    unshare_dossier,
)
from archive.models import Dossier, DossierItem
from archive.views.access import editor_of
from archive.views.entries import set_entries, to_export, to_markdown
from archive.views.parameters import whole_number

LONGEST_NAME = 200
_LONGEST_NOTE = 20_000


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the reader's dossiers; a POST begins one, deletes one or brings one back."""
    own = Dossier.objects.filter(owner=editor_of(request))
    if request.method == "POST":
        return _change_list(request, own)
    items = Count("items", filter=Q(items__removed_at=None))
    context = {
        "dossiers": own.kept().annotate(size=items).order_by("-made_at", "-pk"),
        "removed": own.exclude(removed_at=None).order_by("-removed_at")[:5],
    }
    return render(request, "archive/dossier_list.html", context)


def _change_list(request: HttpRequest, own: QuerySet[Dossier]) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "begin":
        name = _name(request)
        if not name:
            messages.error(request, _("Write a name for the dossier first."))
            return redirect("dossiers")
        return redirect(begin_dossier(editor_of(request), name))
    chosen = get_object_or_404(own, pk=whole_number(request.POST.get("dossier", "")) or 0)
    if action == "bring back":
        bring_back_dossier(chosen)
        messages.success(request, _("“%(name)s” is back.") % {"name": chosen.name})
    return redirect("dossiers")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Show one of the reader's dossiers, whole or the items with a tag; a POST changes it."""
    shown = get_object_or_404(Dossier.objects.kept(), pk=dossier_id, owner=editor_of(request))
    if request.method == "POST":
        return _change(request, shown)
    items = _items_of(shown)
    kept = [item for item in items if item.removed_at is None]
    tag = request.GET.get("tag", "")
    context = {
        "dossier": shown,
        "entries": set_entries(item for item in kept if not tag or tag in item.tags),
        "tag": tag,
        "tags": sorted({tag for item in kept for tag in item.tags}),
        "removed": [item for item in items if item.removed_at],
        "shared_url": request.build_absolute_uri(_shared_path(shown)) if shown.share_key else None,
    }
    return render(request, "archive/dossier_page.html", context)


def _items_of(shown: Dossier) -> QuerySet[DossierItem]:
    return shown.items.select_related("article__outlet", "event")


def _shared_path(shown: Dossier) -> str:
    return reverse("dossier_shared", args=[shown.share_key])


@require_safe
def dossier_shared(request: HttpRequest, key: str) -> HttpResponse:
    """Show a dossier to whoever has its link; nothing can be changed there."""
    shown = get_object_or_404(Dossier.objects.kept().select_related("owner"), share_key=key)
    entries = set_entries(_items_of(shown).filter(removed_at=None))
    response = render(request, "archive/dossier_shared.html", {"dossier": shown, "entries": entries})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def dossier_export(request: HttpRequest, dossier_id: int, form: str) -> HttpResponse:
    """Send a dossier as ``json`` or ``md``: its owner's, or one whose key the address carries."""
    key = request.GET.get("key")
    found = Dossier.objects.kept().filter(pk=dossier_id)
    shown = get_object_or_404(found.filter(share_key=key) if key else found.filter(owner=request.user.pk))
    entries = set_entries(_items_of(shown).filter(removed_at=None))
    full = request.build_absolute_uri
    if form == "md":
        text, media_type = to_markdown(shown, entries, full), "text/markdown"
    else:
        values = to_export(shown, entries, full)
        text, media_type = json.dumps(values, ensure_ascii=False, indent=2, default=str), "application/json"
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="dossier-{shown.pk}.{form}"'
    return response


def _change(request: HttpRequest, shown: Dossier) -> HttpResponse:
    action = request.POST.get("action", "")
    if action in _DOSSIER_ACTS:
        return _DOSSIER_ACTS[action](request, shown)
    item = get_object_or_404(shown.items, pk=whole_number(request.POST.get("item", "")) or 0)
    act = _ITEM_ACTS.get(action)
    if act is None:
        messages.error(request, _("That form is not known here; nothing was changed."))
    else:
        act(request, item)
    where = "" if item.removed_at else f"#item-{item.pk}"
    return redirect(f"{shown.get_absolute_url()}{where}")


def _name(request: HttpRequest) -> str:
    return " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]


def _describe(request: HttpRequest, shown: Dossier) -> HttpResponse:
    note = request.POST.get("note", "").strip()[:_LONGEST_NOTE]
    describe_dossier(shown, name=_name(request) or shown.name, note=note)
    messages.success(request, _("The dossier is stored."))
    return redirect(shown)


def _share(request: HttpRequest, shown: Dossier) -> HttpResponse:
    share_dossier(shown)
    messages.success(request, _("Whoever has the link below can now read this dossier."))
    return redirect(shown)


def _unshare(request: HttpRequest, shown: Dossier) -> HttpResponse:
    unshare_dossier(shown)
    messages.success(request, _("The dossier is private again; the old link opens nothing any more."))
    return redirect(shown)


def _remove(request: HttpRequest, shown: Dossier) -> HttpResponse:
    remove_dossier(shown)
    messages.success(
        request, _("“%(name)s” is deleted. It can be brought back below.") % {"name": shown.name}
    )
    return redirect("dossiers")


def _move_up(request: HttpRequest, item: DossierItem) -> None:
    move_item(item, -1)


def _move_down(request: HttpRequest, item: DossierItem) -> None:
    move_item(item, 1)


def _describe_item(request: HttpRequest, item: DossierItem) -> None:
    note = request.POST.get("note", "").strip()[:_LONGEST_NOTE]
    describe_item(item, note=note, tags=request.POST.get("tags", "").split(","))
    messages.success(request, _("The note is stored."))


def _take_out(request: HttpRequest, item: DossierItem) -> None:
    remove_item(item)
    messages.success(
        request, _("“%(title)s” is taken out. It can be put back below.") % {"title": item.title}
    )


def _put_back(request: HttpRequest, item: DossierItem) -> None:
    bring_back_item(item)
    messages.success(request, _("“%(title)s” is back where it stood.") % {"title": item.title})


_DOSSIER_ACTS: dict[str, Callable[[HttpRequest, Dossier], HttpResponse]] = {
    "describe": _describe,
    "share": _share,
    "unshare": _unshare,
    "delete": _remove,
}
_ITEM_ACTS: dict[str, Callable[[HttpRequest, DossierItem], None]] = {
    "up": _move_up,
    "down": _move_down,
    "note": _describe_item,
    "take out": _take_out,
    "put back": _put_back,
}
