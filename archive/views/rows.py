"""An editor puts a row of an event's table right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from archive.comparing.corrections import RowAct
from archive.comparisons import correct_row, undo_correction
from archive.models import Article, Event, RowCorrection
from archive.records import Cell, ClaimRow, Relation
from archive.views.access import editor_of, editors_only
from archive.views.grid import STANDINGS
from archive.views.side_by_side import SideBySide, choose_reports, read_reports, set_side_by_side

_LONGEST_TEXT = 300
# Words of a passage that the log shows.
_WORDS_LOGGED = 8
_DONE = {
    RowAct.HIDE: gettext_noop("The row is hidden."),
    RowAct.VALUE: gettext_noop("The value is put right."),
    RowAct.RELATION: gettext_noop("How the answers stand to each other is put right."),
    RowAct.TAKE_OUT: gettext_noop("The answers are taken out of the row."),
    RowAct.SPLIT: gettext_noop("The answers have a row of their own."),
    RowAct.MERGE: gettext_noop("The two rows are one."),
}
_NEEDS_CELLS = {
    RowAct.VALUE: gettext_noop("Choose the answer to put right."),
    RowAct.TAKE_OUT: gettext_noop("Choose the answers to take out."),
    RowAct.SPLIT: gettext_noop("Choose the answers that answer another question."),
}


@dataclass(frozen=True, slots=True)
class LoggedCorrection:
    """A correction in the log; ``stands`` tells whether its sentences are still in a row of the page."""

    correction: RowCorrection
    what: str
    stands: bool


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_row(request: HttpRequest, event_id: int, key: str) -> HttpResponse:
    """Show the forms that put one row right; a POST does what one of them asks."""
    event = get_object_or_404(Event, pk=event_id)
    side = side_by_side_of(request, event)
    row = side.rows_by_key.get(key)
    if row is None:
        messages.error(request, _("That row is no longer in the table; nothing was changed. Choose it anew."))
        return redirect(event)
    if request.method == "POST":
        return _act(request, event, side, row, key=key)
    context = {
        "event": event,
        "row": row,
        "cells": [(number, side.names[cell.article], cell) for number, cell in enumerate(row.cells)],
        "standings": [(relation.value, standing.word) for relation, standing in STANDINGS.items()],
        "others": [
            (other_key, other.question)
            for other_key, other in side.rows_by_key.items()
            if other_key != key and other.kind == row.kind
        ],
    }
    return render(request, "archive/event_row.html", context)


def side_by_side_of(request: HttpRequest, event: Event) -> SideBySide:
    """Return the reports of an event that the address asks for, set side by side; 404 where there are no two."""
    articles = list(Article.objects.published().in_event(event).oldest_first().with_outlet())
    if len(articles) < 2:
        raise Http404("no two published reports of this event")
    return set_side_by_side(read_reports(choose_reports(request, articles)), all_columns=False)


def _act(request: HttpRequest, event: Event, side: SideBySide, row: ClaimRow, *, key: str) -> HttpResponse:
    try:
        act = RowAct(request.POST.get("act", ""))
    except ValueError:
        messages.error(request, _("That form is not known here; nothing was changed."))
        return redirect("event_row", event.pk, key)
    cells = _cells_chosen(request, row)
    other = side.rows_by_key.get(request.POST.get("other", ""))
    value = " ".join(request.POST.get("value", "").split())[:_LONGEST_TEXT]
    problem = _problem(act, row, cells, other, value)
    if problem:
        messages.error(request, problem)
        return redirect("event_row", event.pk, key)
    correct_row(
        event,
        act,
        row,
        by=editor_of(request),
        cells=cells,
        other=other,
        value=value,
        question=" ".join(request.POST.get("question", "").split())[:_LONGEST_TEXT],
        relation=_relation(request.POST.get("relation", "")),
    )
    messages.success(request, _("%(done)s The log below can undo it.") % {"done": _(_DONE[act])})
    return redirect(event)


def _cells_chosen(request: HttpRequest, row: ClaimRow) -> list[Cell]:
    wanted = set(request.POST.getlist("cell"))
    return [cell for number, cell in enumerate(row.cells) if str(number) in wanted]


def _problem(
    act: RowAct, row: ClaimRow, cells: Sequence[Cell], other: ClaimRow | None, value: str
) -> str | None:
    """Return what a form lacks, in words for its sender; ``None`` when it can be done."""
    if act in _NEEDS_CELLS and not cells:
        return _("%(cure)s Nothing was changed.") % {"cure": _(_NEEDS_CELLS[act])}
    if act is RowAct.VALUE and not value:
        return _("Write the value that the sentence gives. Nothing was changed.")
    if act is RowAct.VALUE and len(cells) > 1:
        return _("Put one answer right at a time. Nothing was changed.")
    if act is RowAct.SPLIT and len(cells) == len(row.cells):
        return _("Leave one answer at least in the row, or hide the row. Nothing was changed.")
    if act is RowAct.MERGE and other is None:
        return _("Choose the row to join. Nothing was changed.")
    return None


def _relation(text: str) -> Relation | None:
    return Relation(text) if text in set(Relation) else None


@editors_only
@require_POST
def undo_row(request: HttpRequest, event_id: int, correction_id: int) -> HttpResponse:
    """Take one correction back."""
    about = RowCorrection.objects.filter(articles__event=event_id).distinct()
    correction = get_object_or_404(about, pk=correction_id)
    if correction.undone_at is None:
        undo_correction(correction, by=editor_of(request))
        messages.success(request, _("The correction is undone."))
    return redirect("event", event_id)


def log_of(event: Event, took_effect: frozenset[int]) -> list[LoggedCorrection]:
    """Return what editors did to rows with answers of an event's reports, newest first."""
    about = RowCorrection.objects.filter(articles__event=event).distinct()
    return [
        LoggedCorrection(correction, _what(correction), correction.pk in took_effect)
        for correction in about.select_related("by", "undone_by")
    ]


def _what(correction: RowCorrection) -> str:
    """Return what was done, in words."""
    details = correction.details
    words = ", ".join(f"“{cell['words']}”" for cell in details["cells"])
    match RowAct(correction.act):
        case RowAct.HIDE:
            return _("hidden")
        case RowAct.VALUE:
            return _("%(words)s put right to “%(value)s”") % {"words": words, "value": details["value"]}
        case RowAct.RELATION:
            if not details["relation"]:
                return _("seen")
            standing = STANDINGS[Relation(details["relation"])]
            return _("called “%(word)s”") % {"word": _(standing.word)}
        case RowAct.TAKE_OUT:
            return _("%(words)s taken out") % {"words": words}
        case RowAct.SPLIT:
            return _("%(words)s given a row of its own") % {"words": words}
        case RowAct.MERGE:
            question = str(details["other"]["question"])
            return _("joined with “%(question)s”") % {"question": _(question)}
        case RowAct.PART:
            return _("%(words)s parted") % {"words": _passages(correction)}
        case RowAct.PAIR:
            return _("%(words)s paired") % {"words": _passages(correction)}


def _passages(correction: RowCorrection) -> str:
    one, other = (Truncator(cell["words"]).words(_WORDS_LOGGED) for cell in correction.row["cells"])
    return _("“%(one)s” and “%(other)s”") % {"one": one, "other": other}
