"""The desk's pages for names: doubtful mentions, unknown designators, spellings, new places and types, tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import DeskError
from archive.desk.curating import (
    add_place,
    add_type,
    called,
    dismiss_designator,
    forget_spelling,
    is_known,
    rule_on_name,
    set_spelling,
    spelling_key,
)
from archive.desk.gazetteer_tables import TABLES, import_table
from archive.desk.rereading import MOST_AT_ONCE
from archive.gazetteer import BadTableError, PlaceGazetteer, is_place_id
from archive.models import (
    DismissedDesignator,
    Mention,
    Part,
    Spelling,
    Status,
    UnknownDesignator,
    known_aircraft,
    known_places,
)
from archive.search.index import SURE_ENOUGH
from archive.views.access import editor_of, editors_only
from archive.views.name_forms import PlaceForm, SpellingForm, TableForm, TypeForm
from archive.views.parameters import whole_number
from archive.views.place_words import describe

_ROWS_A_PAGE = 30
# So many readings of a doubtful name are offered; beyond them an editor knows the place's page.
_MOST_READINGS = 5
# Characters of the sentence shown on either side of a name.
_BESIDE = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name in a report that is not sure enough: where it stands, what it was taken for, what else it may be."""

    mention: Mention
    before: str
    after: str
    readings: tuple[tuple[str, str], ...]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Show doubtful mentions and unknown designators; a POST decides one."""
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("action", ""))
        if act is None:
            messages.error(request, _("That is no way to decide; nothing was changed. Reload the page."))
        else:
            act(request)
        return redirect(request.get_full_path())
    page = Paginator(_doubtful(), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    places = known_places()
    context = {
        "page": page,
        "doubts": [_doubt(mention, places) for mention in page],
        "unknown": _unknown(),
    }
    return render(request, "archive/names_page.html", context)


def _doubtful() -> QuerySet[Mention]:
    """Return one mention for each doubtful name of each report, the surest first: these are soonest decided."""
    unsure = Mention.objects.filter(confidence__lt=SURE_ENOUGH).exclude(place=None)
    unsure = unsure.exclude(article__status=Status.WITHDRAWN)
    first = unsure.order_by().values("article_id", "surface").annotate(one=Max("pk")).values("one")
    return (
        Mention.objects.filter(pk__in=first).select_related("article", "place").order_by("-confidence", "pk")
    )


def _doubt(mention: Mention, places: PlaceGazetteer) -> Doubt:
    text = mention.article.body if mention.part == Part.BODY else mention.article.headline or ""
    found = {place.id: place for place in places.find_places(mention.surface)}
    if mention.place is not None and places.has_place(mention.place.id):
        found = {mention.place.id: places.place(mention.place.id)} | found
    readings = tuple(
        (place.id, f"{places.label(place)}, {describe(place, places)}")
        for place in list(found.values())[:_MOST_READINGS]
    )
    return Doubt(
        mention,
        text[max(0, mention.start - _BESIDE) : mention.start],
        text[mention.end : mention.end + _BESIDE],
        readings,
    )


def _unknown() -> list[dict[str, Any]]:
    """Return the designators that no type is known by, those of the most reports first."""
    waiting = UnknownDesignator.objects.exclude(key__in=DismissedDesignator.objects.values("key"))
    waiting = waiting.exclude(article__status=Status.WITHDRAWN).order_by()
    counted = waiting.values("key").annotate(
        printed=Max("surface"), reports=Count("article", distinct=True), latest=Max("article")
    )
    return [dict(row) for row in counted.order_by("-reports", "key")[:_ROWS_A_PAGE]]


def _rule(request: HttpRequest) -> None:
    mention = Mention.objects.filter(pk=whole_number(request.POST.get("mention", "")) or 0)
    shown = mention.select_related("article").first()
    if shown is None:
        messages.error(request, _("That mention is no longer there: the report was read anew meanwhile."))
        return
    choice = request.POST.get("place", "")
    try:
        rule_on_name(shown.article, shown.surface, choice or None, by=editor_of(request))
    except DeskError as error:
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": error})
        return
    meaning = called(choice) if choice else "no place"
    messages.success(
        request,
        _("“%(surface)s” means %(meaning)s in “%(title)s”.")
        % {"surface": shown.surface, "meaning": meaning, "title": shown.article.title},
    )


def _dismiss(request: HttpRequest) -> None:
    key = request.POST.get("key", "")
    try:
        dismiss_designator(key, by=editor_of(request))
    except DeskError as error:
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": error})
    else:
        messages.success(request, _("It is no aircraft, and will not be offered again."))


_ACTS: dict[str, Callable[[HttpRequest], None]] = {"rule": _rule, "dismiss": _dismiss}


# --- spellings -------------------------------------------------------------------------------------


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
        Variant(text, "shipped", True, False, None)
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
        messages.error(request, _("Nothing was changed: %(error)s.") % {"error": error})
    else:
        messages.success(request, _("Done. %(read)s") % {"read": _read_anew(read)})


def _read_anew(count: int) -> str:
    said = f"{count} report{'s' if count != 1 else ''} that print it {'were' if count != 1 else 'was'} read anew."
    if count < MOST_AT_ONCE:
        return said
    return f"{said} There are more: an administrator’s “read_names” reads them."


# --- new places, types and tables ------------------------------------------------------------------


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_place(request: HttpRequest) -> HttpResponse:
    """Take a place that the gazetteer lacks."""
    form = PlaceForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        place = form.to_place()
        try:
            read = add_place(place, by=editor_of(request))
        except DeskError as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(
                request,
                _("%(name)s is a place now. %(read)s") % {"name": place.name, "read": _read_anew(read)},
            )
            return redirect("place", place.id)
    context = {"form": form, "title": "A new place"}
    return render(request, "archive/name_form.html", context, status=400 if form.errors else 200)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_type(request: HttpRequest) -> HttpResponse:
    """Take an aircraft type that the catalogue lacks."""
    form = TypeForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        type_ = form.to_type()
        try:
            read = add_type(type_, by=editor_of(request))
        except DeskError as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(
                request,
                _("%(name)s is in the catalogue now. %(read)s")
                % {"name": type_.name, "read": _read_anew(read)},
            )
            return redirect("aircraft_type", type_.id)
    context = {"form": form, "title": "A new aircraft type"}
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
                form.add_error("table", f"Nothing was taken in. {error}" if is_text else _NOT_UTF8)
            else:
                messages.success(
                    request,
                    _("%(rows)s names were taken in. %(read)s") % {"rows": rows, "read": _read_anew(read)},
                )
                return redirect("names")
    context = {"form": form, "tables": TABLES}
    return render(request, "archive/name_tables.html", context, status=400 if form.errors else 200)


_NOT_UTF8 = "Nothing was taken in. The file is not text in UTF-8; save it again as CSV (UTF-8)."
