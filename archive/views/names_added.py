"""The desk's pages for what the gazetteer lacks: new places, new aircraft types, and tables of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from archive.desk import DeskError
from archive.desk.curating import add_place, add_type
from archive.desk.gazetteer_tables import TABLES, import_table
from archive.desk.rereading import Reread
from archive.gazetteer import BadTableError
from archive.views.access import editor_of, editors_only
from archive.views.name_forms import PlaceForm, TableForm, TypeForm
from archive.views.name_sources import read_anew_in_words
from archive.wording import in_words


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_place(request: HttpRequest) -> HttpResponse:
    """Take a place that the gazetteer lacks."""
    form = PlaceForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        place = form.to_place()
        add = partial(add_place, place, by=editor_of(request))
        if _is_added(request, form, add, place.name, _("%(name)s is a place now. %(read)s")):
            return redirect("place", place.id)
    return _form_page(request, form, _("A new place"))


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_type(request: HttpRequest) -> HttpResponse:
    """Take an aircraft type that the catalogue lacks."""
    form = TypeForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        type_ = form.to_type()
        add = partial(add_type, type_, by=editor_of(request))
        if _is_added(request, form, add, type_.name, _("%(name)s is in the catalogue now. %(read)s")):
            return redirect("aircraft_type", type_.id)
    return _form_page(request, form, _("A new aircraft type"))


def _is_added(request: HttpRequest, form: Form, add: Callable[[], Reread], name: str, done: str) -> bool:
    """Add a place or type and say so, or say in the form why it is refused."""
    try:
        read = add()
    except DeskError as error:
        form.add_error(None, f"{error}.")
        return False
    messages.success(request, done % {"name": name, "read": read_anew_in_words(read)})
    return True


def _form_page(request: HttpRequest, form: Form, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "archive/name_form.html", context, status=400 if form.errors else 200)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def name_tables(request: HttpRequest) -> HttpResponse:
    """Take in a table of spellings, places or types; what is wrong in it is named with its line."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["table"], form.cleaned_data["kind"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(file.name).name
            path.write_bytes(file.read())
            try:
                rows, read = import_table(kind, path, by=editor_of(request))
            except (BadTableError, UnicodeDecodeError) as error:
                is_text = isinstance(error, BadTableError)
                form.add_error(
                    "table",
                    _("Nothing was taken in. %(error)s") % {"error": in_words(str(error))}
                    if is_text
                    else _(_NOT_UTF8),
                )
            else:
                messages.success(
                    request,
                    _("%(rows)s names were taken in. %(read)s")
                    % {"rows": rows, "read": read_anew_in_words(read)},
                )
                return redirect("names")
    context = {"form": form, "tables": TABLES}
    return render(request, "archive/name_tables.html", context, status=400 if form.errors else 200)


_NOT_UTF8 = gettext_noop("Nothing was taken in. The file is not text in UTF-8; save it again as CSV (UTF-8).")
