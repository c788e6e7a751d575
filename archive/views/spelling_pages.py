"""The desk's page of a place's or type's spellings: where each is from, adding one, switching one on or off."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import DeskError
from archive.desk.curating import called, forget_spelling, is_known, set_spelling, spelling_key
from archive.gazetteer import is_place_id
from archive.models import Spelling, known_aircraft, known_places
from archive.views.access import editor_of, editors_only
from archive.views.name_forms import SpellingForm
from archive.views.name_sources import read_anew_in_words, source_in_words
from archive.views.parameters import whole_number
from archive.wording import in_words


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling of a group: where it is from, and whether it is used."""

    text: str
    source: str
    is_on: bool
    needs_context: bool
    row: Spelling | None


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def spellings(request: HttpRequest, target: str) -> HttpResponse:
    """Show the spellings of a place or type with their sources; a POST adds one, or switches one on or off."""
    if not is_known(target):
        raise Http404(f"nothing has the id {target!r}")
    form = SpellingForm(request.POST if request.POST.get("action") == "add" else None)
    if request.method == "POST" and (request.POST.get("action") != "add" or form.is_valid()):
        _change_spelling(request, target, form)
        return redirect("spellings", target)
    context = {
        "target": target,
        "name": called(target),
        "page": _page_of(target),
        "variants": _variants(target),
        "form": form,
    }
    return render(request, "archive/spellings_page.html", context, status=400 if form.errors else 200)


def _page_of(target: str) -> str:
    return reverse("place" if is_place_id(target) else "aircraft_type", args=[target])


def _variants(target: str) -> list[Variant]:
    rows = {row.key: row for row in Spelling.objects.filter(target=target).select_related("by")}
    shipped = dict.fromkeys(_shipped_spellings(target))
    variants = [
        Variant(text, source_in_words(target, text), True, False, None)
        for text in shipped
        if spelling_key(target, text) not in rows
    ]
    variants += [
        Variant(row.text, _source_of(row), row.is_on, row.needs_context, row) for row in rows.values()
    ]
    return sorted(variants, key=lambda variant: variant.text.casefold())


def _shipped_spellings(target: str) -> tuple[str, ...]:
    """Return the spellings in use: as printed where a list prints them, else folded, as the towns' file keeps them."""
    if not is_place_id(target):
        return known_aircraft().spellings(target)
    printed = known_places().spellings(target)
    keys = {spelling_key(target, text) for text in printed}
    return (*printed, *(key for key in known_places().folded_names(target) if key not in keys))


def _source_of(row: Spelling) -> str:
    who = row.by.get_username() if row.by else "an editor"
    return f"{row.source}; {who}" if row.source else who


def _change_spelling(request: HttpRequest, target: str, form: SpellingForm) -> None:
    action, text = request.POST.get("action", ""), request.POST.get("text", "")
    by = editor_of(request)
    row = Spelling.objects.filter(target=target, pk=whole_number(request.POST.get("row", "")) or 0).first()
    try:
        if action == "add":
            read = set_spelling(target, by=by, **form.cleaned_data)
        elif action == "forget" and row is not None:
            read = forget_spelling(row, by=by)
        elif action in ("on", "off"):
            read = set_spelling(target, text, is_on=action == "on", by=by)
        else:
            raise DeskError("that spelling is no longer there; reload the page")
    except DeskError as error:
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": in_words(str(error))})
    else:
        messages.success(request, _("Done. %(read)s") % {"read": read_anew_in_words(read)})
