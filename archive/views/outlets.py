"""The outlets: how many reports each has, how cleaning fares with it, what editors teach of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from archive.desk import DeskError, describe_outlet, forget_line, merge_outlets, teach_line
from archive.desk.memory import recall_lines
from archive.desk.outlet_cleaning import review_cleaning
from archive.models import Block, Outlet, Status
from archive.records import Verdict
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number
from archive.wording import in_words

_MOST_LINES = 50


class OutletForm(forms.ModelForm[Outlet]):
    """An outlet's particulars."""

    class Meta:
        model = Outlet
        fields = ("name", "home_page", "country", "kind", "date_order")
        labels = {"date_order": "It writes 03/04/2016 with the"}
        help_texts = {"date_order": "Decides a printed date that could be read either way, from now on."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the choices in the reader's language."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                choices = cast("list[tuple[str, str]]", field.choices)
                field.choices = [
                    (value, _(str(label)) if value else _("not known")) for value, label in choices
                ]

    def validate_unique(self) -> None:
        """Leave a name that another outlet has to the desk, which offers to merge."""


@require_safe
@editors_only
def outlets(request: HttpRequest) -> HttpResponse:
    """List the outlets with their reports, and how often editors overruled cleaning."""
    # Counted by itself: as a part of the other query it would be counted anew for each outlet.
    by_outlet = Block.objects.overruled().order_by().values_list("article__outlet")
    overruled = dict(by_outlet.annotate(count=Count("pk")))
    listed = Outlet.objects.annotate(
        published=Count("articles", filter=Q(articles__status=Status.PUBLISHED)),
        drafts=Count("articles", filter=Q(articles__status=Status.DRAFT)),
        undated=Count("articles", filter=Q(articles__status=Status.PUBLISHED, articles__published_on=None)),
    ).order_by("name")
    lines = [(outlet, overruled.get(outlet.pk, 0)) for outlet in listed]
    return render(request, "archive/outlet_list.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def outlet(request: HttpRequest, outlet_id: int) -> HttpResponse:
    """Show an outlet and what cleaning knows of it; take particulars, taught lines and a merge."""
    shown = get_object_or_404(Outlet, pk=outlet_id)
    form = OutletForm(instance=shown)
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == "describe":
            form = OutletForm(request.POST, instance=get_object_or_404(Outlet, pk=outlet_id))
        if action != "describe" or form.is_valid():
            return _act(request, shown, action, form)
    context = {
        "outlet": shown,
        "form": form,
        "others": Outlet.objects.exclude(pk=shown.pk),
        "taught": shown.taught_lines.select_related("by"),
        "aliases": shown.aliases.all(),
        "learned": sorted(recall_lines(shown.name).furniture())[:_MOST_LINES],
        "review": review_cleaning(shown),
    }
    return render(request, "archive/outlet_page.html", context, status=400 if form.errors else 200)


def _act(request: HttpRequest, shown: Outlet, action: str, form: OutletForm) -> HttpResponse:
    try:
        if action == "describe":
            describe_outlet(shown, dict(form.cleaned_data), by=editor_of(request))
            said, goes_on = _("“%(name)s” is stored.") % {"name": shown.name}, shown
        elif action in _ACTS:
            said, goes_on = _ACTS[action](request, shown)
        else:
            raise DeskError(_("That form is not known here; nothing was changed."))
    except DeskError as error:
        messages.error(request, in_words(str(error)))
        return redirect("outlet", shown.pk)
    messages.success(request, said)
    return redirect("outlet", goes_on.pk)


def _teach(request: HttpRequest, shown: Outlet) -> tuple[str, Outlet]:
    text, verdict = " ".join(request.POST.get("line", "").split()), request.POST.get("verdict", "")
    if verdict not in (Verdict.KEPT, Verdict.REMOVED):
        raise DeskError(_("Say whether the line is furniture or part of reports; nothing was changed."))
    teach_line(shown, text, verdict, by=editor_of(request))
    taught = (
        _("From now on “%(line)s” is furniture on its pages.")
        if verdict == Verdict.REMOVED
        else _("From now on “%(line)s” is part of reports on its pages.")
    )
    later = _("Stored reports stay as they are until cleaned anew.")
    return f"{taught % {'line': text}} {later}", shown


def _forget(request: HttpRequest, shown: Outlet) -> tuple[str, Outlet]:
    line = shown.taught_lines.filter(pk=whole_number(request.POST.get("line", "")) or 0).first()
    if line is None:
        raise DeskError(_("That line was forgotten before; nothing was changed."))
    forget_line(line, by=editor_of(request))
    return _("“%(line)s” is forgotten.") % {"line": line.text}, shown


def _merge(request: HttpRequest, shown: Outlet) -> tuple[str, Outlet]:
    into = Outlet.objects.filter(pk=whole_number(request.POST.get("into", "")) or 0).first()
    if into is None:
        raise DeskError(_("Choose the outlet to merge this one into; nothing was changed."))
    count = merge_outlets(shown, into, by=editor_of(request))
    said = ngettext(
        "The two are one: %(count)d report is now “%(name)s”, and files that name the other find it.",
        "The two are one: %(count)d reports are now “%(name)s”, and files that name the other find it.",
        count,
    )
    return said % {"count": count, "name": into.name}, into


_ACTS: dict[str, Callable[[HttpRequest, Outlet], tuple[str, Outlet]]] = {
    "teach": _teach,
    "forget": _forget,
    "merge": _merge,
}
